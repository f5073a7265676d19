-- What a file's rows became, so that the next file knows them again.
CREATE TABLE assets_import_source (
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200), -- [public] text. Who published the file.
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 400), -- [public] text. Its id there, or name and position.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What it became.
    checksum INTEGER NOT NULL,   -- [derived] int. Of the row as it was read last.
    seen_run INTEGER NOT NULL,   -- [derived] int. The import that saw it last.
    seen_at INTEGER NOT NULL,    -- [derived] instant. When that was.
    PRIMARY KEY (source, key)
) STRICT;

CREATE INDEX assets_import_source_asset ON assets_import_source (asset_id);

-- Telephone, web address, and name within one 1-km cell as numbers: equal numbers are looked at.
CREATE TABLE assets_exact (
    hash INTEGER NOT NULL,       -- [derived] int. Of one exact key.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. Whose key it is.
    PRIMARY KEY (hash, asset_id)
) STRICT;

-- Pairs a person should look at: the same or not?
CREATE TABLE assets_merge_queue (
    a_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The older of the two.
    b_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The newer.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place of the newer.
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 100), -- [derived] text. phone, url, name: blank between.
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'same', 'different')), -- [public] text. What a person said.
    made_at INTEGER NOT NULL,    -- [derived] instant. When it was noticed.
    PRIMARY KEY (a_id, b_id),
    CHECK (a_id < b_id)
) STRICT;

CREATE INDEX assets_merge_queue_place ON assets_merge_queue (place_id, state, made_at);

-- One row an import.
CREATE TABLE assets_import_run (
    id INTEGER PRIMARY KEY,      -- [derived] import_id. The import.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where to.
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200), -- [public] text. Who published it.
    account INTEGER,             -- [personal] int. Who imported it; empty for the command line.
    format TEXT NOT NULL CHECK (length(format) <= 40), -- [public] text. How it was read.
    begun_at INTEGER NOT NULL,   -- [derived] instant. When it began.
    ended_at INTEGER,            -- [derived] instant. When it was done; empty when it was not.
    report TEXT CHECK (length(report) <= 200000) -- [public] text. The report as JSON, at most 200 lines of refusals.
) STRICT;

CREATE INDEX assets_import_run_source ON assets_import_run (source, id);
CREATE INDEX assets_import_run_place ON assets_import_run (place_id, id);

-- A file kept between its preview and its import, so that nothing is chosen twice.
CREATE TABLE assets_import_upload (
    id INTEGER PRIMARY KEY,      -- [derived] import_id. The upload; its import has the same number.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where to.
    account INTEGER NOT NULL,    -- [personal] int. Who brought it.
    name TEXT NOT NULL CHECK (length(name) <= 200), -- [public] text. What the file is called.
    source TEXT CHECK (length(source) <= 200), -- [public] text. Who published it, when said.
    maps TEXT CHECK (length(maps) <= 20000), -- [public] text. field=column, a line each.
    state TEXT NOT NULL CHECK (state IN ('shown', 'queued', 'running', 'done', 'failed')), -- [derived] text. How far it is.
    done INTEGER NOT NULL DEFAULT 0, -- [derived] int. Rows behind it.
    bytes BLOB,                  -- [public] blob. The file; emptied when it is imported or a day old.
    made_at INTEGER NOT NULL,    -- [derived] instant. When it was brought.
    moved_at INTEGER NOT NULL    -- [derived] instant. When state or done last changed.
) STRICT;

CREATE INDEX assets_import_upload_state ON assets_import_upload (state, made_at);
CREATE INDEX assets_import_upload_account ON assets_import_upload (account, made_at);
