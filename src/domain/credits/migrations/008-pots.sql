-- Pots: hours given for anyone, asked for openly, decided by named people.
CREATE TABLE credits_pot (
    id INTEGER PRIMARY KEY,           -- [public] pot_id. The pot.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Whose.
    account_id INTEGER NOT NULL UNIQUE REFERENCES credits_account (id), -- [public] account_id. Where its hours stand.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [public] text. What it is called.
    about TEXT NOT NULL CHECK (length(about) BETWEEN 1 AND 500), -- [public] text. What it is for.
    opened_at INTEGER NOT NULL,       -- [public] instant. Since when.
    ended_at INTEGER                  -- [public] instant. Closed.
) STRICT;
CREATE INDEX credits_pot_place ON credits_pot (place_id);

-- Who looks after a pot and decides.
CREATE TABLE credits_keeper (
    pot_id INTEGER NOT NULL REFERENCES credits_pot (id), -- [public] pot_id. The pot.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    since INTEGER NOT NULL,           -- [personal] instant. Since when.
    ended_at INTEGER,                 -- [personal] instant. No longer.
    PRIMARY KEY (pot_id, person_id)
) STRICT;
CREATE INDEX credits_keeper_person ON credits_keeper (person_id);

CREATE TABLE credits_donation (
    id INTEGER PRIMARY KEY,           -- [personal] int. The gift.
    pot_id INTEGER NOT NULL REFERENCES credits_pot (id), -- [personal] pot_id. To which pot.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who gave; shown only if they chose so.
    minutes INTEGER NOT NULL CHECK (minutes >= 1), -- [personal] int. How much.
    words TEXT CHECK (length(words) <= 200), -- [personal] text. A line for the pot's page, if any.
    named INTEGER NOT NULL CHECK (named IN (0, 1)), -- [personal] bool. Their first name may stand beside it.
    entry_id INTEGER NOT NULL UNIQUE REFERENCES credits_entry (id), -- [personal] entry_id. In the books.
    at INTEGER NOT NULL               -- [personal] instant. When.
) STRICT;
CREATE INDEX credits_donation_pot ON credits_donation (pot_id, at);
CREATE INDEX credits_donation_person ON credits_donation (person_id);

CREATE TABLE credits_ask (
    id INTEGER PRIMARY KEY,           -- [personal] ask_id. What a pot was asked.
    pot_id INTEGER NOT NULL REFERENCES credits_pot (id), -- [personal] pot_id. Which pot.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [personal] place_id. Home place.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who the hours are for; none = a group.
    asset_id INTEGER REFERENCES assets_asset (id), -- [personal] asset_id. The group they are for.
    by_person INTEGER NOT NULL,       -- [personal] int. Who asked, or wrote it down for them.
    consent TEXT CHECK (length(consent) <= 120), -- [personal] text. How they agreed, where somebody wrote for them.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 525600), -- [personal] int. How much was asked.
    words TEXT NOT NULL CHECK (length(words) <= 400), -- [personal] text. As written for everyone to read; empty once forgotten.
    named INTEGER NOT NULL CHECK (named IN (0, 1)), -- [personal] bool. The first name or the group's may stand beside it.
    state TEXT NOT NULL CHECK (state IN ('waits', 'talk', 'yes', 'no', 'back')), -- [public] text. How it stands.
    given INTEGER CHECK (given BETWEEN 1 AND 525600), -- [public] int. Minutes given.
    reason TEXT CHECK (length(reason) <= 300), -- [public] text. Why, for everyone to read.
    decision TEXT CHECK (length(decision) <= 120), -- [public] text. The vote or meeting that decided; none = the keepers.
    entry_id INTEGER UNIQUE REFERENCES credits_entry (id), -- [derived] entry_id. In the books.
    asked_at INTEGER NOT NULL,        -- [public] instant. When it was asked.
    decided_at INTEGER,               -- [public] instant. When it was decided.
    told TEXT CHECK (told IN ('mail', 'text', 'hand', 'done')), -- [derived] text. How they were told; hand = somebody should; none = not yet.
    CHECK (person_id IS NOT NULL OR asset_id IS NOT NULL),
    CHECK ((state = 'yes') = (entry_id IS NOT NULL))
) STRICT;
CREATE INDEX credits_ask_pot ON credits_ask (pot_id, state, asked_at);
CREATE INDEX credits_ask_person ON credits_ask (person_id);
CREATE INDEX credits_ask_told ON credits_ask (told, decided_at);

-- What each keeper says; the newest counts.
CREATE TABLE credits_ask_word (
    ask_id INTEGER NOT NULL REFERENCES credits_ask (id), -- [personal] ask_id. About what.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. The keeper.
    says TEXT NOT NULL CHECK (says IN ('yes', 'no', 'talk')), -- [personal] text. What.
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 525600), -- [personal] int. How much, of a yes.
    reason TEXT CHECK (length(reason) <= 300), -- [personal] text. Why.
    at INTEGER NOT NULL,              -- [personal] instant. When.
    PRIMARY KEY (ask_id, person_id)
) STRICT;
CREATE INDEX credits_ask_word_person ON credits_ask_word (person_id);
