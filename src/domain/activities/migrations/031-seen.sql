-- The dates of a series as they were when it was last looked at: what is missing of them since is told.
CREATE TABLE activities_seen (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    dates TEXT NOT NULL CHECK (length(dates) <= 200000), -- [public] text. Day, minute, day and minute as it is, and how it stands; one date a line.
    seen_at INTEGER NOT NULL -- [derived] instant. When that was.
) STRICT;
