-- Hours as they were told: who gave, who received, how long, what. The books hold what came of them.
CREATE TABLE credits_told (
    id INTEGER PRIMARY KEY,           -- [derived] told_id. One telling.
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 16), -- [derived] blob. UUID of the form, text or line; its entry has the same.
    place_id INTEGER REFERENCES places_place (id), -- [personal] place_id. Home place of who told.
    teller_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Whose hour it is.
    gave INTEGER NOT NULL CHECK (gave IN (0, 1)), -- [personal] bool. The teller gave; else they received.
    other_id INTEGER REFERENCES people_person (id), -- [personal] person_id. The other; none = a group, or not known yet.
    group_id INTEGER REFERENCES assets_asset (id), -- [personal] asset_id. The group on the other side.
    other_words TEXT NOT NULL CHECK (length(other_words) <= 80), -- [personal] text. The other as said.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- [personal] int. How long.
    what TEXT NOT NULL CHECK (length(what) <= 200), -- [personal] text. What was done; empty once forgotten.
    thanks TEXT NOT NULL CHECK (length(thanks) <= 200), -- [personal] text. A line of thanks for the other.
    said TEXT NOT NULL CHECK (length(said) <= 200), -- [personal] text. What was not right.
    on_day INTEGER NOT NULL,          -- [personal] day. When it was done.
    via TEXT NOT NULL CHECK (length(via) BETWEEN 1 AND 20), -- [derived] text. web text paper spoken.
    consent TEXT NOT NULL CHECK (length(consent) <= 120), -- [personal] text. How the teller agreed that it is written down.
    told_by INTEGER NOT NULL,         -- [personal] int. Who wrote it down; 0 = the installation itself.
    state TEXT NOT NULL CHECK (state IN ('who', 'waits', 'done', 'back', 'not-right', 'lapsed')), -- [derived] text. Where it stands.
    silence_books INTEGER NOT NULL CHECK (silence_books IN (0, 1)), -- [derived] bool. No word is a yes.
    told_at INTEGER NOT NULL,         -- [personal] instant. When it was told.
    until INTEGER NOT NULL,           -- [derived] instant. When silence decides; or how long it can be taken back.
    pending_id INTEGER UNIQUE REFERENCES credits_pending (id), -- [derived] pending_id. What waits.
    entry_id INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. What stands in the books; none = thanks only.
    answered_by INTEGER,              -- [personal] int. Who gave the other's word.
    answer_via TEXT,                  -- [derived] text. How it came.
    answer_consent TEXT CHECK (length(answer_consent) <= 120), -- [personal] text. How the other agreed, where somebody wrote it for them.
    tell_at INTEGER NOT NULL,         -- [derived] instant. When the other is to be told.
    heard TEXT CHECK (heard IN ('mail', 'text', 'none')), -- [derived] text. How the other was told; none yet = waits.
    CHECK (state <> 'waits' OR pending_id IS NOT NULL)
) STRICT;
CREATE INDEX credits_told_teller ON credits_told (teller_id, id);
CREATE INDEX credits_told_other ON credits_told (other_id, id);
CREATE INDEX credits_told_group ON credits_told (group_id, state);
CREATE INDEX credits_told_place ON credits_told (place_id, state, id);
CREATE INDEX credits_told_open ON credits_told (state, until);
CREATE INDEX credits_told_untold ON credits_told (tell_at) WHERE heard IS NULL;

-- Who were brought together otherwise, so that a first name is enough.
CREATE TABLE credits_met (
    low_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. The smaller id of the two.
    high_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. The larger.
    since INTEGER NOT NULL,           -- [derived] instant. When.
    PRIMARY KEY (low_id, high_id),
    CHECK (low_id < high_id)
) STRICT;
CREATE INDEX credits_met_high ON credits_met (high_id);

-- "I keep no hours": what they told or were told stays thanks.
CREATE TABLE credits_no_hours (
    id INTEGER PRIMARY KEY,           -- [derived] int. One wish.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Whose.
    since INTEGER NOT NULL,           -- [personal] instant. From when.
    until INTEGER                     -- [personal] instant. Till when; none = now.
) STRICT;
CREATE UNIQUE INDEX credits_no_hours_once ON credits_no_hours (person_id) WHERE until IS NULL;
