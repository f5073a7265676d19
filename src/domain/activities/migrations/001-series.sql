-- What a series has beyond its entry on the list: room, who runs it, how it came about.
CREATE TABLE activities_series (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    joining TEXT NOT NULL DEFAULT 'come' CHECK (joining IN ('come', 'sign up')), -- [public] text. Just come, or tell us first.
    capacity INTEGER CHECK (capacity BETWEEN 1 AND 10000), -- [public] int. How many have room; empty = no limit.
    newcomers INTEGER NOT NULL DEFAULT 0 CHECK (newcomers BETWEEN 0 AND 10000), -- [public] int. Of these kept for people who never came before.
    offer_hours INTEGER NOT NULL DEFAULT 24 CHECK (offer_hours BETWEEN 1 AND 336), -- [public] int. How long a free place is kept for the one it is offered to.
    bring TEXT CHECK (length(bring) <= 400), -- [public] text. What to bring.
    names INTEGER NOT NULL DEFAULT 1, -- [public] bool. Names are kept on the register; else only how many came.
    leader_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who leads.
    co_leader_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who leads with them.
    designed_by TEXT CHECK (designed_by IN ('residents', 'staff', 'both')), -- [public] text. Who thought it out.
    design TEXT CHECK (length(design) <= 4000), -- [public] text. What they learned while thinking it out.
    parent_id INTEGER REFERENCES assets_asset (id), -- [public] asset_id. The activity it was copied from.
    workplace INTEGER NOT NULL DEFAULT 0, -- [public] bool. Run by a workplace for those who work there.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was first said.
    changed_at INTEGER NOT NULL, -- [derived] instant. When it last changed.
    CHECK (capacity IS NULL OR newcomers <= capacity),
    CHECK (parent_id IS NULL OR parent_id <> asset_id)
) STRICT;
CREATE INDEX activities_series_leader ON activities_series (leader_id);
CREATE INDEX activities_series_co_leader ON activities_series (co_leader_id);
CREATE INDEX activities_series_parent ON activities_series (parent_id);
