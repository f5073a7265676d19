-- Facts are added and never changed: who did or saw what, each row holding the hash of all before.
CREATE TABLE journal_fact (
    number INTEGER PRIMARY KEY,       -- [derived] int. Place in the chain, from 1 without gaps.
    place INTEGER NOT NULL,           -- [derived] int. Home place of whoever acted; 0 = none.
    fact TEXT NOT NULL CHECK (length(fact) BETWEEN 3 AND 80), -- [derived] text. "people.seen".
    account INTEGER NOT NULL,         -- [personal] int. The account that acted; 0 = the system.
    actor INTEGER NOT NULL,           -- [personal] int. The person behind it; 0 = none.
    on_behalf_of INTEGER NOT NULL,    -- [personal] int. For whom they acted; 0 = themselves.
    subject INTEGER NOT NULL,         -- [personal] int. About whom or what.
    object INTEGER NOT NULL,          -- [personal] int. And what else; 0 = nothing.
    note TEXT CHECK (length(note) <= 200), -- [derived] text. Short, never free text of people.
    at INTEGER NOT NULL,              -- [derived] instant. When.
    hash BLOB NOT NULL CHECK (length(hash) = 32) -- [derived] blob. SHA-256 of the one before and this.
) STRICT;
CREATE INDEX journal_fact_subject ON journal_fact (subject, number);

CREATE TRIGGER journal_fact_no_change BEFORE UPDATE ON journal_fact
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_fact_no_delete BEFORE DELETE ON journal_fact
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- One sequence an installation, so that feeds and sync see every change in one order.
CREATE TABLE journal_counter (
    name TEXT PRIMARY KEY,            -- [derived] text. Which sequence.
    value INTEGER NOT NULL            -- [derived] int. The last number given out.
) STRICT;
INSERT INTO journal_counter (name, value) VALUES ('change', 0);

CREATE TABLE journal_change (
    kind TEXT NOT NULL,               -- [derived] text. "assets.asset".
    id INTEGER NOT NULL,              -- [derived] int. The row that changed.
    number INTEGER NOT NULL UNIQUE,   -- [derived] int. Its newest number.
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX journal_change_order ON journal_change (kind, number);
