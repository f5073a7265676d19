-- Days a line of the schedule leaves out, and the zone of a rule that was made elsewhere.
ALTER TABLE assets_schedule ADD COLUMN skip INTEGER NOT NULL DEFAULT 0; -- [public] int. 1 not on bank holidays, 2 not in school holidays, 4 only in school holidays.

ALTER TABLE assets_schedule ADD COLUMN zone TEXT CHECK (length(zone) <= 64); -- [public] text. Time zone of the rule; empty = the place's.

-- Single dates that differ from the rule. A date keeps the name it was planned under.
CREATE TABLE assets_date (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What is on.
    day INTEGER NOT NULL,        -- [public] day. The day it was planned for.
    at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 1439), -- [public] minutes. The hour it was planned for, after local midnight.
    kind TEXT NOT NULL CHECK (kind IN ('off', 'cancelled', 'moved', 'extra')), -- [public] text. Off: never one of them. Cancelled: called off and said so. Moved, or one more.
    to_day INTEGER,              -- [public] day. The day it is on now.
    opens INTEGER CHECK (opens BETWEEN 0 AND 1439), -- [public] minutes. From.
    closes INTEGER CHECK (closes BETWEEN 1 AND 2880), -- [public] minutes. Until; may pass 24 hours.
    location_name TEXT CHECK (length(location_name) <= 200), -- [public] text. Where, when it is elsewhere this time.
    words TEXT CHECK (length(words) <= 400), -- [public] text. Why, or what is different.
    sequence INTEGER NOT NULL DEFAULT 0, -- [public] int. How often it was changed.
    changed_at INTEGER NOT NULL, -- [public] instant. When it was last changed.
    PRIMARY KEY (asset_id, day, at)
) STRICT;

-- What calendars need to know of a series: RFC 5545 UID, SEQUENCE, LAST-MODIFIED.
CREATE TABLE assets_series (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    uid TEXT NOT NULL CHECK (length(uid) BETWEEN 1 AND 400), -- [public] text. As in the calendar it came from, else ours.
    sequence INTEGER NOT NULL DEFAULT 0, -- [public] int. How often it was changed.
    modified_at INTEGER NOT NULL -- [public] instant. When it was last changed.
) STRICT;
CREATE INDEX assets_series_uid ON assets_series (uid);
