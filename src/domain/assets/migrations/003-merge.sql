-- The line of the file a row was read from last.
ALTER TABLE assets_import_source ADD COLUMN line INTEGER; -- [public] int. Its line there.

-- Set while an entry is part of another: its id keeps answering.
ALTER TABLE assets_asset ADD COLUMN merged_into INTEGER REFERENCES assets_asset (id); -- [public] asset_id. The entry it is part of now.

ALTER TABLE assets_merge_queue ADD COLUMN score INTEGER; -- [derived] int. How alike, of 100; empty when only a key was the same.

ALTER TABLE assets_merge_queue ADD COLUMN said_at INTEGER; -- [derived] instant. When a person answered, or put it off.

ALTER TABLE assets_merge_queue ADD COLUMN said_by INTEGER; -- [personal] int. The account that answered.

ALTER TABLE assets_merge_queue ADD COLUMN merge_id INTEGER; -- [derived] merge_id. The merge that carried a "different" over to here.

CREATE INDEX assets_asset_merged ON assets_asset (merged_into);

-- Two entries made one. Nothing is lost: what both were is kept below until it is taken back.
CREATE TABLE assets_merge (
    id INTEGER PRIMARY KEY,      -- [public] merge_id. The merge; what undo names.
    a_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The entry that stayed.
    b_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The entry that went into it.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place of the one that stayed.
    account INTEGER,             -- [personal] int. Who said so; empty for the command line.
    made_at INTEGER NOT NULL,    -- [derived] instant. When.
    a_changed_at INTEGER NOT NULL, -- [derived] instant. When the one that stayed had last changed.
    b_changed_at INTEGER NOT NULL, -- [derived] instant. The same of the other.
    taken INTEGER NOT NULL,      -- [derived] int. Fields taken from the other, as bits.
    undone_at INTEGER,           -- [derived] instant. When it was taken back.
    undone_by INTEGER,           -- [personal] int. Who took it back.
    CHECK (a_id <> b_id)
) STRICT;

CREATE INDEX assets_merge_place ON assets_merge (place_id, made_at);

CREATE INDEX assets_merge_a ON assets_merge (a_id);

CREATE INDEX assets_merge_b ON assets_merge (b_id);

-- The fields of the entry that stayed: before (0) and just after (1).
CREATE TABLE assets_merge_row (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    name TEXT NOT NULL, -- [public] text. As in assets_asset.
    folded TEXT NOT NULL, -- [derived] text. As in assets_asset.
    description TEXT, -- [public] text. As in assets_asset.
    organisation_id INTEGER, -- [public] asset_id. As in assets_asset.
    organisation_name TEXT, -- [public] text. As in assets_asset.
    lat REAL, -- [public] real. As in assets_asset.
    lon REAL, -- [public] real. As in assets_asset.
    elsewhere INTEGER NOT NULL, -- [derived] bool. As in assets_asset.
    location_name TEXT, -- [public] text. As in assets_asset.
    address TEXT, -- [public] text. As in assets_asset.
    city TEXT, -- [public] text. As in assets_asset.
    postcode TEXT, -- [public] text. As in assets_asset.
    outcode TEXT, -- [public] text. As in assets_asset.
    phone TEXT, -- [public] text. As in assets_asset.
    email TEXT, -- [public] text. As in assets_asset.
    url TEXT, -- [public] text. As in assets_asset.
    access_yes INTEGER NOT NULL, -- [public] int. As in assets_asset.
    access_no INTEGER NOT NULL, -- [public] int. As in assets_asset.
    access_words TEXT, -- [public] text. As in assets_asset.
    cost TEXT, -- [public] text. As in assets_asset.
    price INTEGER, -- [public] pence. As in assets_asset.
    cost_words TEXT, -- [public] text. As in assets_asset.
    languages TEXT, -- [public] text. As in assets_asset.
    age_low INTEGER, -- [public] int. As in assets_asset.
    age_high INTEGER, -- [public] int. As in assets_asset.
    for_child INTEGER NOT NULL, -- [public] bool. As in assets_asset.
    audience TEXT, -- [public] text. As in assets_asset.
    host_id INTEGER, -- [personal] person_id. Who met newcomers then.
    host_name TEXT, -- [public] text. As in assets_asset.
    host_meets INTEGER NOT NULL, -- [public] bool. As in assets_asset.
    host_room INTEGER, -- [public] int. As in assets_asset.
    usual_size INTEGER, -- [public] int. As in assets_asset.
    checked INTEGER, -- [public] day. As in assets_asset.
    checked_by TEXT, -- [public] text. As in assets_asset.
    not_seen_at INTEGER, -- [derived] instant. As in assets_asset.
    PRIMARY KEY (merge_id, part)
) STRICT;

CREATE TABLE assets_merge_schedule (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    seq INTEGER NOT NULL,        -- [public] int. As in assets_schedule.
    rrule TEXT,                  -- [public] text. As in assets_schedule.
    begins INTEGER,              -- [public] day. As in assets_schedule.
    until INTEGER,               -- [public] day. As in assets_schedule.
    opens INTEGER,               -- [public] minutes. As in assets_schedule.
    closes INTEGER,              -- [public] minutes. As in assets_schedule.
    words TEXT NOT NULL,         -- [public] text. As in assets_schedule.
    PRIMARY KEY (merge_id, part, seq)
) STRICT;

CREATE TABLE assets_merge_concept (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    part INTEGER NOT NULL CHECK (part IN (0, 1)), -- [derived] int. 0 before, 1 after.
    seq INTEGER NOT NULL,        -- [public] int. As in assets_concept.
    concept TEXT NOT NULL,       -- [public] text. As in assets_concept.
    quality INTEGER NOT NULL,    -- [public] int. As in assets_concept.
    PRIMARY KEY (merge_id, part, seq)
) STRICT;

-- Rows that pointed to the other entry and point to the one that stayed now.
CREATE TABLE assets_merge_source (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    source TEXT NOT NULL,        -- [public] text. As in assets_import_source.
    key TEXT NOT NULL,           -- [public] text. As in assets_import_source.
    PRIMARY KEY (merge_id, source, key)
) STRICT;

CREATE TABLE assets_merge_run (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What the other one ran.
    PRIMARY KEY (merge_id, asset_id)
) STRICT;

CREATE TABLE assets_merge_exact (
    merge_id INTEGER NOT NULL REFERENCES assets_merge (id), -- [derived] merge_id. Which merge.
    hash INTEGER NOT NULL,       -- [derived] int. An exact key the one that stayed got.
    PRIMARY KEY (merge_id, hash)
) STRICT;

-- One row: up to which change the list was looked through for pairs.
CREATE TABLE assets_merge_scan (
    id INTEGER PRIMARY KEY CHECK (id = 1), -- [derived] int. Always 1.
    change_number INTEGER NOT NULL, -- [derived] int. The last change that was there.
    at INTEGER NOT NULL          -- [derived] instant. When.
) STRICT;

-- What is part of something else: later modules read the entry it is now.
CREATE VIEW assets_v_merged AS
SELECT b.id, b.merged_into AS now_id FROM assets_asset b WHERE b.merged_into IS NOT NULL;
