-- What was decided about hours in a place: a row a decision, so that everybody can see since when and
-- by whom. The newest row counts.
CREATE TABLE credits_policy (
    id INTEGER PRIMARY KEY,           -- [public] policy_id. The decision.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where.
    months INTEGER NOT NULL CHECK (months = 0 OR months BETWEEN 6 AND 120), -- [public] int. Hours unused so long go to the pot; 0 = hours stay.
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 30 AND 365), -- [public] int. Told so long before.
    silence_days INTEGER NOT NULL CHECK (silence_days BETWEEN 1 AND 90), -- [public] int. A told hour waits so long for the other's word.
    correction_days INTEGER NOT NULL CHECK (correction_days BETWEEN 1 AND 90), -- [public] int. A correction waits so long before a broker decides.
    balances TEXT NOT NULL CHECK (balances IN ('own', 'keepers')), -- [public] text. Who sees what a member has: they and who walks beside them, or also who keeps the books.
    decided_by TEXT NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 120), -- [public] text. Who decided, in words: "the members' meeting".
    by_id INTEGER NOT NULL,           -- [personal] int. Who set it.
    at INTEGER NOT NULL               -- [public] instant. Since when.
) STRICT;
CREATE INDEX credits_policy_place ON credits_policy (place_id, id);

-- Somebody is told that their unused hours will go to the pot.
CREATE TABLE credits_notice (
    id INTEGER PRIMARY KEY,           -- [derived] notice_id. The notice.
    account_id INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Whose hours.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [personal] place_id. Where.
    first_at INTEGER NOT NULL,        -- [personal] instant. Told.
    first_way TEXT NOT NULL CHECK (first_way IN ('mail', 'text', 'letter')), -- [personal] text. How.
    second_at INTEGER,                -- [personal] instant. Told again.
    second_way TEXT CHECK (second_way IN ('mail', 'text', 'letter')), -- [personal] text. How.
    due_at INTEGER NOT NULL,          -- [personal] instant. Not before.
    written_at INTEGER,               -- [personal] instant. The letter was posted or handed over.
    state TEXT NOT NULL CHECK (state IN ('told', 'moved', 'kept', 'gone')), -- [derived] text. Told; stopped by a movement; kept by a word; gone to the pot.
    entry_id INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. What it became.
    ended_by INTEGER,                 -- [personal] int. Who said that they are kept.
    ended_at INTEGER,                 -- [personal] instant. When it ended.
    CHECK ((state = 'told') = (ended_at IS NULL)),
    CHECK ((state = 'gone') = (entry_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX credits_notice_open ON credits_notice (account_id) WHERE ended_at IS NULL;
CREATE INDEX credits_notice_account ON credits_notice (account_id, id);
CREATE INDEX credits_notice_place ON credits_notice (place_id, state);

-- The books were counted anew: what came of it.
CREATE TABLE credits_proof (
    id INTEGER PRIMARY KEY,           -- [public] int. The count.
    at INTEGER NOT NULL,              -- [public] instant. When.
    good INTEGER NOT NULL CHECK (good IN (0, 1)), -- [public] bool. All as it should be.
    accounts INTEGER NOT NULL,        -- [public] int. How many accounts.
    entries INTEGER NOT NULL,         -- [public] int. How many entries.
    sum_minutes INTEGER NOT NULL,     -- [public] int. Of all balances: 0.
    faults INTEGER NOT NULL           -- [public] int. What was found wrong.
) STRICT;
CREATE TABLE credits_proof_head (
    proof_id INTEGER NOT NULL REFERENCES credits_proof (id), -- [public] int. The count.
    ledger_id INTEGER NOT NULL REFERENCES credits_ledger (id), -- [public] ledger_id. Of which books.
    entries INTEGER NOT NULL,         -- [public] int. How many entries they held then.
    head BLOB NOT NULL CHECK (length(head) = 32), -- [public] blob. The hash of the newest.
    PRIMARY KEY (proof_id, ledger_id)
) STRICT;
