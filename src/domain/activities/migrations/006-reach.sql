-- Pay bands of a workplace that runs an activity: its own names, and what people said, once, if they like.
CREATE TABLE activities_band (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    seq INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 12), -- [public] int. In the workplace's order.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60), -- [public] text. The workplace's own name of it.
    people INTEGER CHECK (people BETWEEN 0 AND 1000000), -- [public] int. How many work there in it; empty = not said.
    PRIMARY KEY (asset_id, seq)
) STRICT;

CREATE TABLE activities_band_said (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [personal] asset_id. The series.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    seq INTEGER NOT NULL, -- [special] int. The band they said; 0 = rather not. Shown as counts only.
    at INTEGER NOT NULL, -- [personal] instant. When.
    PRIMARY KEY (asset_id, person_id)
) STRICT;
CREATE INDEX activities_band_said_person ON activities_band_said (person_id);
