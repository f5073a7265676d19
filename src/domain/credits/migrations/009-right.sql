-- Something in the books is not right: what it should have been, what the other side said, what
-- somebody who keeps the books decided. The entry itself is never changed.
CREATE TABLE credits_right (
    id INTEGER PRIMARY KEY,           -- [derived] right_id. The request.
    entry_id INTEGER NOT NULL REFERENCES credits_entry (id), -- [derived] entry_id. What is not right.
    place_id INTEGER REFERENCES places_place (id), -- [personal] place_id. Home place of who gave.
    other_place_id INTEGER REFERENCES places_place (id), -- [personal] place_id. Home place of who received.
    side TEXT NOT NULL CHECK (side IN ('payer', 'payee', 'keeper')), -- [personal] text. Who asks: who received, who gave, or who keeps the books.
    asker INTEGER NOT NULL,           -- [personal] int. Person who asks; 0 = the installation.
    actor INTEGER NOT NULL,           -- [personal] int. Person who wrote it down.
    consent TEXT NOT NULL CHECK (length(consent) <= 120), -- [personal] text. How they agreed that it was written down for them; empty = by themselves.
    via TEXT NOT NULL CHECK (length(via) BETWEEN 1 AND 20), -- [derived] text. As of an entry.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 525600), -- [personal] int. What it should have been; 0 = it never was.
    words TEXT NOT NULL CHECK (length(words) <= 200), -- [personal] text. What it was for, as it should have been.
    who_side TEXT CHECK (who_side IN ('payer', 'payee')), -- [personal] text. The side that was somebody else; none = both were right.
    who_person INTEGER,               -- [personal] int. Who it was, once known.
    who_words TEXT NOT NULL CHECK (length(who_words) <= 80), -- [personal] text. Who it was, as said.
    reason TEXT NOT NULL CHECK (length(reason) <= 200), -- [personal] text. Why; empty once forgotten.
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 5), -- [personal] text. To answer by text.
    state TEXT NOT NULL CHECK (state IN ('asked', 'broker', 'done', 'left', 'back')), -- [derived] text. Waits for the other, for a broker; put right; left as it was; taken back.
    asked_at INTEGER NOT NULL,        -- [personal] instant. When.
    until INTEGER NOT NULL,           -- [derived] instant. After this a broker decides.
    answer TEXT CHECK (answer IN ('yes', 'no', 'silence')), -- [personal] text. The other side.
    answer_by INTEGER,                -- [personal] int. Person who answered.
    answer_words TEXT NOT NULL DEFAULT '' CHECK (length(answer_words) <= 200), -- [personal] text. What they said.
    answer_consent TEXT NOT NULL DEFAULT '' CHECK (length(answer_consent) <= 120), -- [personal] text. How they agreed, when answered for them.
    answered_at INTEGER,              -- [personal] instant. When.
    decided_by INTEGER,               -- [personal] int. Who decided, where it came to that.
    decision TEXT CHECK (decision IN ('proposed', 'otherwise', 'left')), -- [derived] text. As proposed, otherwise, or left as it was.
    decision_words TEXT NOT NULL DEFAULT '' CHECK (length(decision_words) <= 200), -- [personal] text. Why, for both to read.
    over_by INTEGER,                  -- [personal] int. Who let it pass a limit.
    over_reason TEXT NOT NULL DEFAULT '' CHECK (length(over_reason) <= 200), -- [personal] text. Why.
    back_entry INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. The entry that takes the first back.
    new_entry INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. What stands instead; none = nothing.
    fit_asker INTEGER NOT NULL DEFAULT 0 CHECK (fit_asker IN (0, 1)), -- [personal] bool. Who asked: the reason may be read by everybody.
    fit_other INTEGER NOT NULL DEFAULT 0 CHECK (fit_other IN (0, 1)), -- [personal] bool. The other side: likewise.
    fit_broker INTEGER NOT NULL DEFAULT 0 CHECK (fit_broker IN (0, 1)), -- [personal] bool. A broker: their words may be read by everybody.
    ended_at INTEGER,                 -- [personal] instant. When it was put right, left or taken back.
    CHECK ((state IN ('asked', 'broker')) = (ended_at IS NULL)),
    CHECK ((state = 'done') = (back_entry IS NOT NULL))
) STRICT;
-- Twice is once.
CREATE UNIQUE INDEX credits_right_open ON credits_right (entry_id) WHERE ended_at IS NULL;
CREATE INDEX credits_right_entry ON credits_right (entry_id);
CREATE INDEX credits_right_waits ON credits_right (state, until);
-- What takes back, found without reading all the rest.
CREATE INDEX credits_entry_backs ON credits_entry (id) WHERE reverses IS NOT NULL;
