-- Between places. Each side keeps its own books; an account of kind 'peer' in them says how much the
-- other place owes or is owed. Field names follow Credit Commons (workflow, version, primary entry,
-- last hash) so that nodes can talk later; nothing here does.
CREATE TABLE credits_peer (
    id INTEGER PRIMARY KEY,           -- [public] int. The other place, as one place's books know it.
    ledger_id INTEGER NOT NULL REFERENCES credits_ledger (id), -- [derived] ledger_id. In whose books.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. Our place; none = the installation's books.
    account_id INTEGER NOT NULL UNIQUE REFERENCES credits_account (id), -- [public] account_id. Its account with us: floor = deficit, ceiling = surplus.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [public] text. What the other place is called.
    twin_id INTEGER UNIQUE REFERENCES credits_peer (id), -- [derived] int. The other side of it, where both are in this database.
    url TEXT CHECK (length(url) <= 300), -- [public] text. Where its node answers, if it has one.
    rate_n INTEGER NOT NULL CHECK (rate_n BETWEEN 1 AND 1000000), -- [public] int. Their minutes ...
    rate_d INTEGER NOT NULL CHECK (rate_d BETWEEN 1 AND 1000000), -- [public] int. ... for so many of ours.
    last_hash BLOB NOT NULL CHECK (length(last_hash) = 32), -- [derived] blob. Of the newest state both know.
    hashes INTEGER NOT NULL,          -- [derived] int. How many there were.
    share_names INTEGER NOT NULL CHECK (share_names IN (0, 1)), -- [derived] bool. The other place may see names of accounts.
    share_sums INTEGER NOT NULL CHECK (share_sums IN (0, 1)), -- [derived] bool. Their sums.
    share_transfers INTEGER NOT NULL CHECK (share_transfers IN (0, 1)), -- [derived] bool. Transfers other than its own.
    share_words INTEGER NOT NULL CHECK (share_words IN (0, 1)), -- [derived] bool. What a transfer was for.
    opened_at INTEGER NOT NULL,       -- [public] instant. Since when.
    ended_at INTEGER,                 -- [public] instant. Nothing new is offered.
    UNIQUE (ledger_id, name)
) STRICT;

CREATE TABLE credits_peer_hash (
    peer_id INTEGER NOT NULL REFERENCES credits_peer (id), -- [derived] int. The peer.
    number INTEGER NOT NULL,          -- [derived] int. From 1.
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- [derived] blob. SHA-256 of the one before, the transfer, its state and minutes.
    transfer_id INTEGER NOT NULL,     -- [derived] int. Which transfer moved.
    at INTEGER NOT NULL,              -- [derived] instant. When.
    PRIMARY KEY (peer_id, number)
) STRICT;

-- One half of a transfer: what our books know of it. The other half is in the books of the twin, or
-- in another installation.
CREATE TABLE credits_peer_transfer (
    id INTEGER PRIMARY KEY,           -- [personal] int. This half.
    peer_id INTEGER NOT NULL REFERENCES credits_peer (id), -- [personal] int. With which place.
    key BLOB NOT NULL CHECK (length(key) = 16), -- [derived] blob. UUID both places know it by.
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')), -- [derived] text. out: a member of ours to theirs; in: the other way.
    account_id INTEGER REFERENCES credits_account (id), -- [personal] account_id. Our member; of a half that came in, once somebody said who it is.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 525600), -- [personal] int. Ours.
    their_minutes INTEGER NOT NULL CHECK (their_minutes BETWEEN 1 AND 525600), -- [personal] int. Theirs.
    from_name TEXT NOT NULL CHECK (length(from_name) <= 80), -- [personal] text. First name of who says thank you, shown to the other place.
    to_name TEXT NOT NULL CHECK (length(to_name) <= 80), -- [personal] text. First name of who is thanked.
    words TEXT NOT NULL CHECK (length(words) <= 200), -- [personal] text. What for.
    consent TEXT NOT NULL CHECK (length(consent) <= 120), -- [personal] text. How who gives agreed to what the other place sees.
    workflow TEXT NOT NULL CHECK (length(workflow) <= 60), -- [derived] text. Credit Commons: 0|PC-CE= = payer starts, payee signs.
    state TEXT NOT NULL CHECK (state IN ('pending', 'completed', 'erased')), -- [derived] text. P, C, E.
    version INTEGER NOT NULL,         -- [derived] int. Of its state, from 1.
    pending_id INTEGER UNIQUE REFERENCES credits_pending (id), -- [derived] pending_id. The waiting half in our books.
    entry_id INTEGER REFERENCES credits_entry (id), -- [derived] entry_id. What it became in our books.
    until INTEGER NOT NULL,           -- [derived] instant. How long it waits.
    made_at INTEGER NOT NULL,         -- [personal] instant. Since when.
    resolved_at INTEGER,              -- [derived] instant. When it ended.
    UNIQUE (peer_id, key),
    CHECK ((state = 'pending') = (resolved_at IS NULL)),
    CHECK ((state = 'completed') = (entry_id IS NOT NULL))
) STRICT;
CREATE INDEX credits_peer_transfer_key ON credits_peer_transfer (key);
CREATE INDEX credits_peer_transfer_waits ON credits_peer_transfer (state, until);
CREATE INDEX credits_peer_transfer_account ON credits_peer_transfer (account_id);

CREATE TABLE credits_peer_version (
    transfer_id INTEGER NOT NULL REFERENCES credits_peer_transfer (id), -- [derived] int. The half.
    version INTEGER NOT NULL,         -- [derived] int. From 1.
    state TEXT NOT NULL,              -- [derived] text. pending, completed, erased.
    actor INTEGER NOT NULL,           -- [personal] int. Who moved it; 0 = time, or the other place.
    reason TEXT NOT NULL CHECK (length(reason) <= 200), -- [personal] text. Why.
    at INTEGER NOT NULL,              -- [derived] instant. When.
    PRIMARY KEY (transfer_id, version)
) STRICT;

-- What a transfer consists of: today the primary line alone; fees of a node would be further ones.
CREATE TABLE credits_peer_entry (
    transfer_id INTEGER NOT NULL REFERENCES credits_peer_transfer (id), -- [derived] int. The half.
    number INTEGER NOT NULL,          -- [derived] int. From 1.
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)), -- [derived] bool. What people asked for.
    minutes INTEGER NOT NULL,         -- [personal] int. Ours.
    author TEXT NOT NULL CHECK (length(author) <= 80), -- [derived] text. Which node wrote it.
    metadata TEXT NOT NULL CHECK (length(metadata) <= 1000), -- [derived] text. JSON of the node that wrote it.
    PRIMARY KEY (transfer_id, number)
) STRICT;
