-- How to find it, and what a change of all dates, or of this and later, put in the place of what.
ALTER TABLE activities_series ADD COLUMN arrive TEXT CHECK (length(arrive) <= 400); -- [public] text. How to get there, in the words of who runs it.

CREATE TABLE activities_before (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series that was changed.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    lines TEXT NOT NULL CHECK (length(lines) <= 20000), -- [public] text. Its schedule before the last change, one line each.
    dates TEXT NOT NULL CHECK (length(dates) <= 2000000), -- [public] text. Its single dates before the last change, one line each.
    sequence INTEGER NOT NULL, -- [derived] int. The series' number after the change: another one means somebody acted since.
    made_at INTEGER NOT NULL -- [derived] instant. When it was changed.
) STRICT;
