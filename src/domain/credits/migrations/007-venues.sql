-- Anchor venues: who takes hours, what hours buy there, and how often it was used.
CREATE TABLE credits_venue (
    id INTEGER PRIMARY KEY,           -- [public] venue_id. The venue.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where.
    asset_id INTEGER UNIQUE REFERENCES assets_asset (id), -- [public] asset_id. The same on the map; none = a name only.
    account_id INTEGER NOT NULL UNIQUE REFERENCES credits_account (id), -- [public] account_id. Where its hours stand.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- [public] text. What people call it.
    till BLOB NOT NULL UNIQUE CHECK (length(till) = 32), -- [derived] blob. SHA-256 of the code beside its till.
    till_at INTEGER NOT NULL,         -- [derived] instant. Since when this code.
    added_at INTEGER NOT NULL,        -- [public] instant. Since when.
    ended_at INTEGER                  -- [public] instant. Takes hours no more.
) STRICT;
CREATE INDEX credits_venue_place ON credits_venue (place_id, name);

-- An agreement with a venue. A trip is one, with a number of places in all.
CREATE TABLE credits_agreement (
    id INTEGER PRIMARY KEY,           -- [public] agreement_id. The agreement.
    venue_id INTEGER NOT NULL REFERENCES credits_venue (id), -- [public] venue_id. With whom.
    trip INTEGER NOT NULL CHECK (trip IN (0, 1)), -- [public] bool. Somewhere to go together, on a day.
    what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 80), -- [public] text. What hours buy.
    about TEXT CHECK (length(about) <= 300), -- [public] text. When and where, of a trip; or more about it.
    rules TEXT CHECK (length(rules) <= 300), -- [public] text. What to bring, who cannot, in words.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- [public] int. Of hours, for one use by one person.
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 0 AND 100000), -- [public] int. Uses a week from Monday; 0 = as many as come.
    capacity_all INTEGER NOT NULL CHECK (capacity_all BETWEEN 0 AND 1000000), -- [public] int. Uses in all; 0 = as many as come.
    times TEXT,                       -- [public] text. When in the week; none = whenever open.
    from_day INTEGER,                 -- [public] day. First day; none = since ever.
    until_day INTEGER,                -- [public] day. Last day; none = until it ends.
    contact TEXT CHECK (length(contact) <= 120), -- [personal] text. Whom to ask there; staff see it.
    worth INTEGER CHECK (worth BETWEEN 0 AND 100000000), -- [derived] pence. What one use costs the venue, for the business case; staff see it.
    worth_words TEXT CHECK (length(worth_words) <= 300), -- [derived] text. Why it helps the venue; staff see it.
    used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0), -- [derived] int. Uses so far; the row is held while one is counted.
    added_at INTEGER NOT NULL,        -- [public] instant. Since when.
    ended_at INTEGER,                 -- [public] instant. Ended.
    CHECK (from_day IS NULL OR until_day IS NULL OR until_day >= from_day)
) STRICT;
CREATE INDEX credits_agreement_venue ON credits_agreement (venue_id);

-- A use: of a person's hours, or of paper notes (nobody is named then).
CREATE TABLE credits_use (
    id INTEGER PRIMARY KEY,           -- [personal] use_id. The use.
    agreement_id INTEGER NOT NULL REFERENCES credits_agreement (id), -- [personal] agreement_id. Of what.
    venue_id INTEGER NOT NULL REFERENCES credits_venue (id), -- [personal] venue_id. Where.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [personal] place_id. Home place.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Whose hours; none = paper notes.
    uses INTEGER NOT NULL CHECK (uses BETWEEN 1 AND 1000), -- [personal] int. For how many people.
    minutes INTEGER NOT NULL CHECK (minutes >= 1), -- [personal] int. In all.
    week INTEGER NOT NULL,            -- [derived] day. Its Monday there.
    on_day INTEGER NOT NULL,          -- [personal] day. The day there.
    at INTEGER NOT NULL,              -- [personal] instant. When.
    entry_id INTEGER NOT NULL UNIQUE REFERENCES credits_entry (id), -- [personal] entry_id. In the books.
    by_person INTEGER,                -- [personal] int. Who did it.
    undone_at INTEGER                 -- [personal] instant. Taken back.
) STRICT;
CREATE INDEX credits_use_agreement ON credits_use (agreement_id, week);
CREATE INDEX credits_use_venue ON credits_use (venue_id, on_day);
CREATE INDEX credits_use_person ON credits_use (person_id, at);
