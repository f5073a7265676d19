-- The ledger. An entry moves whole minutes from one account to another, so it sums to zero by its
-- shape; it is added and never changed. Limits are checks of the account's row.
CREATE TABLE credits_ledger (
    id INTEGER PRIMARY KEY,           -- [public] ledger_id. Books of their own; 1 = the installation's.
    place_id INTEGER UNIQUE REFERENCES places_place (id), -- [public] place_id. The place that keeps its own books; none = all others.
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 80) -- [public] text. What they are called.
) STRICT;
INSERT INTO credits_ledger (id, place_id, name) VALUES (1, NULL, 'books');

CREATE TABLE credits_account (
    id INTEGER PRIMARY KEY,           -- [personal] account_id. The account.
    ledger_id INTEGER NOT NULL REFERENCES credits_ledger (id), -- [derived] ledger_id. In whose books.
    place_id INTEGER REFERENCES places_place (id), -- [personal] place_id. Home place; none = the installation's.
    kind TEXT NOT NULL CHECK (kind IN ('issue', 'member', 'group', 'pot', 'venue', 'paper', 'peer')), -- [derived] text. What it is.
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60), -- [derived] text. Its name in the books; of a member made up, so that the books may be public.
    label TEXT CHECK (length(label) BETWEEN 1 AND 120), -- [public] text. What people call it; of a member empty.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Whose it is, of a member.
    asset_id INTEGER REFERENCES assets_asset (id), -- [public] asset_id. The group or venue it belongs to.
    floor_minutes INTEGER,            -- [derived] int. Never below; none = no floor.
    ceiling_minutes INTEGER,          -- [derived] int. Never above; none = no ceiling.
    balance INTEGER NOT NULL DEFAULT 0, -- [personal] int. Minutes; the sum of its postings, proved by verify.
    held_out INTEGER NOT NULL DEFAULT 0 CHECK (held_out >= 0), -- [personal] int. Minutes that pending transfers may take.
    held_in INTEGER NOT NULL DEFAULT 0 CHECK (held_in >= 0), -- [personal] int. Minutes that pending transfers may bring.
    excused INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1)), -- [derived] bool. Beyond a limit by a named person's correction, or since before the limit; ends by itself.
    opened_at INTEGER NOT NULL,       -- [derived] instant. Since when.
    closed_at INTEGER,                -- [derived] instant. Takes part in nothing more.
    UNIQUE (ledger_id, person_id),
    CHECK (excused = 1 OR floor_minutes IS NULL OR balance - held_out >= floor_minutes),
    CHECK (excused = 1 OR ceiling_minutes IS NULL OR balance + held_in <= ceiling_minutes)
) STRICT;
CREATE INDEX credits_account_person ON credits_account (person_id);
CREATE INDEX credits_account_asset ON credits_account (asset_id);
CREATE INDEX credits_account_place ON credits_account (place_id, kind);

-- No IN for its kind: of more than two words SQLite makes a table and throws it away at each insert.
CREATE TABLE credits_entry (
    id INTEGER PRIMARY KEY,           -- [derived] entry_id. Ledger times 2^40 plus its number in the chain, from 1 without gaps.
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 16), -- [derived] blob. UUID made by whoever asked: the same again changes nothing.
    payer INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Who received time, or the issue account.
    payee INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Who gave time.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 525600), -- [personal] int. How much.
    kind TEXT NOT NULL CHECK (kind = 'give' OR kind = 'award' OR kind = 'spend' OR kind = 'gift' OR kind = 'donate' OR kind = 'pot' OR kind = 'print' OR kind = 'redeem' OR kind = 'void' OR kind = 'reverse' OR kind = 'correct' OR kind = 'peer' OR kind = 'policy' OR kind = 'other'), -- [derived] text. What it was.
    words TEXT NOT NULL CHECK (length(words) <= 200), -- [personal] text. What for; empty once forgotten.
    behalf TEXT NOT NULL CHECK (length(behalf) <= 120), -- [personal] text. For whom, in words, where that is nobody of ours.
    consent TEXT NOT NULL CHECK (length(consent) <= 120), -- [personal] text. How whoever it was done for agreed.
    salt BLOB NOT NULL,               -- [derived] blob. 16 random bytes, so that nobody guesses words from their hash.
    said BLOB NOT NULL CHECK (length(said) = 32), -- [derived] blob. SHA-256 of salt, words, behalf and consent: the chain holds this, so words can be forgotten.
    actor INTEGER NOT NULL,           -- [personal] int. Person who did it; 0 = the installation itself.
    for_whom INTEGER NOT NULL,        -- [personal] int. Person it was done for; the actor when for themselves.
    via TEXT NOT NULL CHECK (length(via) BETWEEN 1 AND 20), -- [derived] text. web text paper spoken program command register till timer.
    reverses INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. The entry this takes back.
    at INTEGER NOT NULL,              -- [personal] instant. When; never earlier than the entry before.
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- [derived] blob. SHA-256 of the one before and this.
    CHECK (payer <> payee)
) STRICT;
CREATE INDEX credits_entry_payer ON credits_entry (payer, id);
CREATE INDEX credits_entry_payee ON credits_entry (payee, id);

CREATE VIEW credits_v_posting AS
SELECT id AS entry_id, payer AS account_id, -minutes AS minutes FROM credits_entry
UNION ALL
SELECT id AS entry_id, payee AS account_id, minutes FROM credits_entry;

-- A transfer that waits for somebody's word. It counts against limits, and ends once.
CREATE TABLE credits_pending (
    id INTEGER PRIMARY KEY,           -- [derived] pending_id. The transfer.
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 16), -- [derived] blob. UUID made by whoever asked; its entry has the same.
    payer INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Who received time.
    payee INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Who gave time.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 525600), -- [personal] int. How much.
    kind TEXT NOT NULL,               -- [derived] text. What the entry will be.
    words TEXT NOT NULL CHECK (length(words) <= 200), -- [personal] text. What for.
    behalf TEXT NOT NULL CHECK (length(behalf) <= 120), -- [personal] text. As of an entry.
    consent TEXT NOT NULL CHECK (length(consent) <= 120), -- [personal] text. As of an entry.
    actor INTEGER NOT NULL,           -- [personal] int. Who asked.
    for_whom INTEGER NOT NULL,        -- [personal] int. For whom.
    via TEXT NOT NULL CHECK (length(via) BETWEEN 1 AND 20), -- [derived] text. As of an entry.
    made_at INTEGER NOT NULL,         -- [personal] instant. Since when it waits.
    until INTEGER NOT NULL,           -- [derived] instant. How long.
    on_timeout TEXT NOT NULL CHECK (on_timeout IN ('completed', 'erased')), -- [derived] text. What silence means.
    state TEXT NOT NULL CHECK (state IN ('pending', 'completed', 'erased')), -- [derived] text. Credit Commons P, C, E.
    version INTEGER NOT NULL,         -- [derived] int. Of its state, from 1.
    entry_id INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. What it became.
    resolved_at INTEGER,              -- [derived] instant. When it ended.
    CHECK (payer <> payee),
    CHECK ((state = 'pending') = (resolved_at IS NULL)),
    CHECK ((state = 'completed') = (entry_id IS NOT NULL))
) STRICT;
CREATE INDEX credits_pending_waits ON credits_pending (state, until);
CREATE INDEX credits_pending_payer ON credits_pending (payer, state);
CREATE INDEX credits_pending_payee ON credits_pending (payee, state);

-- Every state a transfer was in.
CREATE TABLE credits_state (
    pending_id INTEGER NOT NULL REFERENCES credits_pending (id), -- [derived] pending_id. The transfer.
    version INTEGER NOT NULL,         -- [derived] int. From 1.
    state TEXT NOT NULL,              -- [derived] text. pending, completed or erased.
    actor INTEGER NOT NULL,           -- [personal] int. Who moved it; 0 = time ran out.
    reason TEXT NOT NULL CHECK (length(reason) <= 200), -- [personal] text. Why.
    at INTEGER NOT NULL,              -- [derived] instant. When.
    PRIMARY KEY (pending_id, version)
) STRICT;

-- What time is given for: each programme has one issue account, where new hours come from.
CREATE TABLE credits_programme (
    id INTEGER PRIMARY KEY,           -- [public] programme_id. The programme.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. Where; none = the installation's.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [public] text. What it is called.
    account_id INTEGER NOT NULL UNIQUE REFERENCES credits_account (id), -- [public] account_id. Its issue account.
    ended_at INTEGER                  -- [public] instant. Gives no more new hours.
) STRICT;
CREATE INDEX credits_programme_place ON credits_programme (place_id);
