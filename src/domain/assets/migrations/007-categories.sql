-- What a calendar or a feed said a thing is about, in its own words: matched to the activity list later.
CREATE TABLE assets_category (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What is on.
    seq INTEGER NOT NULL,        -- [public] int. Place in the list.
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 200), -- [public] text. As it was written.
    reference TEXT CHECK (length(reference) <= 400), -- [public] text. Its address in a list of activities, when one was given.
    PRIMARY KEY (asset_id, seq)
) STRICT;

-- A series may be called off from a day on without an end of its rule: every date says so.
ALTER TABLE assets_series ADD COLUMN off_from INTEGER; -- [public] day. From this day on every date is called off; empty = it goes on.

ALTER TABLE assets_series ADD COLUMN off_words TEXT CHECK (length(off_words) <= 400); -- [public] text. Why.

-- Which version of a calendar was read last: an older one changes nothing.
ALTER TABLE assets_series ADD COLUMN source_sequence INTEGER; -- [derived] int. SEQUENCE of the calendar.

ALTER TABLE assets_series ADD COLUMN source_modified INTEGER; -- [derived] instant. LAST-MODIFIED of the calendar.

-- Dates a calendar told, which its next version may take back; the others a person here put.
ALTER TABLE assets_date ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)); -- [derived] bool. Told by an import.

-- What merging keeps of times to take itself back.
ALTER TABLE assets_merge_schedule ADD COLUMN skip INTEGER NOT NULL DEFAULT 0; -- [public] int. As in assets_schedule.

ALTER TABLE assets_merge_schedule ADD COLUMN zone TEXT; -- [public] text. As in assets_schedule.

CREATE TABLE assets_merge_date (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    day INTEGER NOT NULL,        -- [public] day. As in assets_date.
    at INTEGER NOT NULL,         -- [public] minutes. As in assets_date.
    kind TEXT NOT NULL,          -- [public] text. As in assets_date.
    to_day INTEGER,              -- [public] day. As in assets_date.
    opens INTEGER,               -- [public] minutes. As in assets_date.
    closes INTEGER,              -- [public] minutes. As in assets_date.
    location_name TEXT,          -- [public] text. As in assets_date.
    words TEXT,                  -- [public] text. As in assets_date.
    sequence INTEGER NOT NULL,   -- [public] int. As in assets_date.
    changed_at INTEGER NOT NULL, -- [public] instant. As in assets_date.
    imported INTEGER NOT NULL,   -- [derived] bool. As in assets_date.
    PRIMARY KEY (merge_id, part, day, at)
) STRICT;

CREATE TABLE assets_merge_series (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    uid TEXT NOT NULL,           -- [public] text. As in assets_series.
    sequence INTEGER NOT NULL,   -- [public] int. As in assets_series.
    modified_at INTEGER NOT NULL, -- [public] instant. As in assets_series.
    off_from INTEGER,            -- [public] day. As in assets_series.
    off_words TEXT,              -- [public] text. As in assets_series.
    source_sequence INTEGER,     -- [derived] int. As in assets_series.
    source_modified INTEGER,     -- [derived] instant. As in assets_series.
    PRIMARY KEY (merge_id, part)
) STRICT;

CREATE TABLE assets_merge_category (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    seq INTEGER NOT NULL,        -- [public] int. As in assets_category.
    words TEXT NOT NULL,         -- [public] text. As in assets_category.
    reference TEXT,              -- [public] text. As in assets_category.
    PRIMARY KEY (merge_id, part, seq)
) STRICT;

-- What later modules may read whole, to keep the times of all series in memory.
CREATE VIEW assets_v_line AS
SELECT s.asset_id, s.seq, s.rrule, s.begins, s.until, s.opens, s.closes, s.words, s.skip, s.zone FROM assets_schedule s;

CREATE VIEW assets_v_date AS
SELECT d.asset_id, d.day, d.at, d.kind, d.to_day, d.opens, d.closes, d.location_name, d.words, d.sequence, d.changed_at
FROM assets_date d;

CREATE VIEW assets_v_series AS
SELECT r.asset_id, r.uid, r.sequence, r.modified_at, r.off_from, r.off_words FROM assets_series r;

CREATE VIEW assets_v_category AS
SELECT c.asset_id, c.seq, c.words, c.reference FROM assets_category c;
