-- Paper notes (RFC 3506: issuer, holder, collector, promise). A run is printed at once; its hours stand
-- in an account of their own until a note is handed in, void or expired.
CREATE TABLE credits_note_run (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 999999999), -- [public] note_run_id. Its number, printed on each note.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. Where; none = the installation's.
    account_id INTEGER NOT NULL UNIQUE REFERENCES credits_account (id), -- [derived] account_id. Where its hours stand, of kind paper.
    payer_id INTEGER NOT NULL REFERENCES credits_account (id), -- [personal] account_id. Whose hours they were, and go back to.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 525600), -- [public] int. What each note is good for.
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 400), -- [public] int. How many notes.
    use_by INTEGER,                   -- [public] day. The last day they are good; none = they never expire.
    words TEXT NOT NULL CHECK (length(words) <= 120), -- [public] text. Where they are good, as printed; empty = at every venue.
    language TEXT NOT NULL CHECK (length(language) <= 20), -- [public] text. Printed in.
    printed_by INTEGER NOT NULL,      -- [personal] int. Person who printed it; 0 = the installation itself.
    printed_at INTEGER NOT NULL       -- [derived] instant. When.
) STRICT;
CREATE INDEX credits_note_run_place ON credits_note_run (place_id);
CREATE INDEX credits_note_run_payer ON credits_note_run (payer_id);

CREATE TABLE credits_note (
    id INTEGER PRIMARY KEY,           -- [derived] note_id. Run times 1000 plus its position.
    run_id INTEGER NOT NULL REFERENCES credits_note_run (id), -- [public] note_run_id. The run.
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 400), -- [public] int. Which of the run, from 1.
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- [derived] blob. HMAC-SHA-256 of its code; the code itself is only on the paper.
    state TEXT NOT NULL CHECK (state IN ('issued', 'given', 'redeemed', 'void', 'expired')), -- [public] text. RFC 3506.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Given to, where somebody noted it.
    given_at INTEGER,                 -- [personal] instant. When it was given out.
    ended_at INTEGER,                 -- [derived] instant. When it was redeemed, void or expired.
    taken_by INTEGER REFERENCES credits_account (id), -- [personal] account_id. Who took it.
    entry_id INTEGER REFERENCES credits_entry (id), -- [derived] entry_id. The entry that redeemed it.
    turn INTEGER NOT NULL,            -- [derived] int. How often a taking was taken back.
    replaces INTEGER UNIQUE REFERENCES credits_note (id), -- [derived] note_id. The void note it was printed for.
    why TEXT CHECK (length(why) <= 200), -- [personal] text. Why it is void.
    batch INTEGER,                    -- [derived] int. The act that ended it.
    UNIQUE (run_id, position),
    CHECK (id = run_id * 1000 + position),
    CHECK ((state IN ('issued', 'given')) = (ended_at IS NULL)),
    CHECK ((state = 'redeemed') = (taken_by IS NOT NULL))
) STRICT;
CREATE INDEX credits_note_state ON credits_note (run_id, state);
CREATE INDEX credits_note_taken ON credits_note (taken_by, ended_at);
CREATE INDEX credits_note_person ON credits_note (person_id);
CREATE INDEX credits_note_entry ON credits_note (entry_id);
CREATE INDEX credits_note_batch ON credits_note (batch);

-- What codes are hashed with: 60 bits could be counted through by who sees plain hashes.
CREATE TABLE credits_note_key (
    id INTEGER PRIMARY KEY CHECK (id = 1), -- [derived] int. There is one.
    key BLOB NOT NULL CHECK (length(key) = 32) -- [derived] blob. Random; without it no paper can be read again.
) STRICT;
