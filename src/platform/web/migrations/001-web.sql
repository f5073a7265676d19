-- Forms that were acted on: the same form sent again gets the same answer and does nothing.
CREATE TABLE web_key (
    key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 16 AND 64), -- [derived] text. Made with the form.
    account INTEGER NOT NULL,         -- [personal] int. Who sent it; 0 = not signed in.
    body_hash BLOB NOT NULL,          -- [derived] blob. SHA-256 of path and words.
    location TEXT,                    -- [derived] text. Where the answer sent them; absent = at work.
    notice TEXT,                      -- [personal] text. What it told them.
    at INTEGER NOT NULL               -- [derived] instant. When.
) STRICT;
CREATE INDEX web_key_at ON web_key (at);
