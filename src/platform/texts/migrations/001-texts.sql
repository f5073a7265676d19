-- Text messages, both ways. One that goes out is a row first; nothing is lost when no gateway answers.
CREATE TABLE texts_outbox (
    id INTEGER PRIMARY KEY,           -- [derived] int. The text.
    to_number TEXT CHECK (length(to_number) BETWEEN 8 AND 16), -- [personal] text. To whom, as +447...; absent = dropped.
    person INTEGER,                   -- [personal] int. The person it is for; absent = nobody we know.
    about INTEGER,                    -- [personal] int. What it is about; absent = nothing kept.
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40), -- [derived] text. code, answer, hello...
    words TEXT NOT NULL CHECK (length(words) <= 2000), -- [personal] text. The words; emptied once a code is sent.
    language TEXT NOT NULL,           -- [derived] text. In which language.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')), -- [derived] text. Its fate.
    why TEXT,                         -- [derived] text. Why it waits or did not go.
    parts INTEGER NOT NULL CHECK (parts BETWEEN 0 AND 9), -- [derived] int. Messages it takes.
    parts_sent INTEGER NOT NULL,      -- [derived] int. Of these, handed over.
    tries INTEGER NOT NULL,           -- [derived] int. How often it was tried.
    at INTEGER NOT NULL,              -- [derived] instant. When it was written.
    next_at INTEGER NOT NULL,         -- [derived] instant. Not before; a claim moves it ahead.
    until_at INTEGER NOT NULL,        -- [derived] instant. Not after: then it is worth nothing.
    sent_at INTEGER,                  -- [derived] instant. When the gateway took it.
    arrived_at INTEGER                -- [derived] instant. When a receipt said so; absent = no receipt.
) STRICT;
CREATE INDEX texts_outbox_waiting ON texts_outbox (state, next_at);
CREATE INDEX texts_outbox_number ON texts_outbox (to_number, at);
CREATE INDEX texts_outbox_person ON texts_outbox (person, at);
CREATE INDEX texts_outbox_sent ON texts_outbox (sent_at);

-- What came in. The gateway's id is kept, so that the same text twice is one.
CREATE TABLE texts_inbox (
    id INTEGER PRIMARY KEY,           -- [derived] int. The text.
    gateway_id TEXT NOT NULL UNIQUE CHECK (length(gateway_id) BETWEEN 1 AND 100), -- [derived] text. As the gateway names it.
    from_number TEXT NOT NULL CHECK (length(from_number) BETWEEN 8 AND 16), -- [personal] text. From whom, as +447...
    person INTEGER,                   -- [personal] int. Who that is, once known.
    words TEXT NOT NULL,              -- [personal] text. The words; emptied once they are understood or answered.
    state TEXT NOT NULL CHECK (state IN ('new', 'heard', 'answered', 'ignored', 'broken')), -- [derived] text. What became of it.
    heard_as TEXT,                    -- [derived] text. yes, no, stop, help...; never their own words.
    sent_at INTEGER,                  -- [derived] instant. When it was sent, as the gateway says.
    at INTEGER NOT NULL,              -- [derived] instant. When it came.
    tries INTEGER NOT NULL            -- [derived] int. How often it was looked at.
) STRICT;
CREATE INDEX texts_inbox_state ON texts_inbox (state, at);
CREATE INDEX texts_inbox_number ON texts_inbox (from_number, at);
CREATE INDEX texts_inbox_person ON texts_inbox (person, at);

-- Numbers that asked for no more texts at all.
CREATE TABLE texts_stop (
    id INTEGER PRIMARY KEY,           -- [derived] int. One wish.
    number TEXT NOT NULL,             -- [personal] text. Whose.
    since INTEGER NOT NULL,           -- [personal] instant. From when on.
    until INTEGER                     -- [personal] instant. When they asked for texts again.
) STRICT;
CREATE UNIQUE INDEX texts_stop_once ON texts_stop (number) WHERE until IS NULL;
