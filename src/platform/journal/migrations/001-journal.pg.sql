-- Facts are added and never changed: who did or saw what, each row holding the hash of all before.
CREATE TABLE journal_fact (
    number BIGINT PRIMARY KEY,       -- [derived] int. Place in the chain, from 1 without gaps.
    place BIGINT NOT NULL,           -- [derived] int. Home place of whoever acted; 0 = none.
    fact TEXT NOT NULL CHECK (length(fact) BETWEEN 3 AND 80), -- [derived] text. "people.seen".
    account BIGINT NOT NULL,         -- [personal] int. The account that acted; 0 = the system.
    actor BIGINT NOT NULL,           -- [personal] int. The person behind it; 0 = none.
    on_behalf_of BIGINT NOT NULL,    -- [personal] int. For whom they acted; 0 = themselves.
    subject BIGINT NOT NULL,         -- [personal] int. About whom or what.
    object BIGINT NOT NULL,          -- [personal] int. And what else; 0 = nothing.
    note TEXT CHECK (length(note) <= 200), -- [derived] text. Short, never free text of people.
    at BIGINT NOT NULL,              -- [derived] instant. When.
    hash BYTEA NOT NULL CHECK (length(hash) = 32) -- [derived] blob. SHA-256 of the one before and this.
);
CREATE INDEX journal_fact_subject ON journal_fact (subject, number);

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER journal_fact_no_change BEFORE UPDATE OR DELETE ON journal_fact
    FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_fact_no_truncate BEFORE TRUNCATE ON journal_fact
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();

-- One sequence an installation, so that feeds and sync see every change in one order.
CREATE TABLE journal_counter (
    name TEXT PRIMARY KEY,            -- [derived] text. Which sequence.
    value BIGINT NOT NULL            -- [derived] int. The last number given out.
);
INSERT INTO journal_counter (name, value) VALUES ('change', 0);

CREATE TABLE journal_change (
    kind TEXT NOT NULL,               -- [derived] text. "assets.asset".
    id BIGINT NOT NULL,              -- [derived] int. The row that changed.
    number BIGINT NOT NULL UNIQUE,   -- [derived] int. Its newest number.
    PRIMARY KEY (kind, id)
);
CREATE INDEX journal_change_order ON journal_change (kind, number);
