-- People, their relations, consents, whom they turn to, and pairs kept apart.
-- Rows end; they are never deleted.

CREATE TABLE people_person (
    id INTEGER PRIMARY KEY,                 -- [personal] person_id. The person.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [personal] place_id. Home place.
    first_name TEXT NOT NULL CHECK (length(first_name) BETWEEN 1 AND 80), -- [personal] text. What they like to be called.
    email TEXT,                             -- [personal] text. Only if they gave one.
    phone TEXT,                             -- [personal] text. Only if they gave one.
    address TEXT,                           -- [personal] text. Never shown to another resident.
    outcode TEXT,                           -- [personal] text. Where they start from; none = the place's.
    languages TEXT,                         -- [personal] text. BCP 47 codes they can use.
    age_band TEXT,                          -- [personal] text. Never a date of birth.
    for_child TEXT,                         -- [personal] text. Age band of a child they come with.
    needs INTEGER NOT NULL DEFAULT 0,       -- [special] int. Bits: step-free, free, quiet...
    times TEXT,                             -- [personal] text. Weekly times that suit.
    turns_to INTEGER CHECK (turns_to BETWEEN 0 AND 3), -- [special] int. People they can turn to now; 3 = three or more.
    turns_to_first INTEGER CHECK (turns_to_first BETWEEN 0 AND 3), -- [special] int. The same when first asked.
    listened_at INTEGER,                    -- [personal] instant. Last time somebody listened.
    created_at INTEGER NOT NULL,            -- [derived] instant. When we first met.
    ended_at INTEGER                        -- [derived] instant. When they left.
) STRICT;
CREATE INDEX people_person_place ON people_person (place_id, first_name, id);
CREATE INDEX people_person_email ON people_person (email);
CREATE INDEX people_person_phone ON people_person (phone);

CREATE TABLE people_relation (
    id INTEGER PRIMARY KEY,                 -- [personal] relation_id. The relation.
    from_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5), -- [personal] int. connector-of, proxy-for, host-of, steward-of, supporter-of, lead-of.
    to_kind INTEGER NOT NULL CHECK (to_kind BETWEEN 0 AND 2), -- [derived] int. A person, an asset or a place.
    to_id INTEGER NOT NULL,                 -- [personal] int. The other end.
    to_name TEXT,                           -- [personal] text. Its name when the relation began.
    how TEXT,                               -- [personal] text. How this was agreed.
    since INTEGER NOT NULL,                 -- [derived] instant. When it began.
    until INTEGER                           -- [derived] instant. When it ended.
) STRICT;
CREATE INDEX people_relation_from ON people_relation (from_id, kind);
CREATE INDEX people_relation_to ON people_relation (to_kind, to_id, kind);
CREATE UNIQUE INDEX people_relation_once ON people_relation (from_id, kind, to_kind, to_id) WHERE until IS NULL;

CREATE TABLE people_support (
    id INTEGER PRIMARY KEY,                 -- [personal] support_id. A person somebody turns to.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. The teller.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [personal] text. As told; seen by teller and connector only.
    tie TEXT NOT NULL,                      -- [personal] text. family friend neighbour group worker other.
    told_to INTEGER,                        -- [personal] person_id. Who heard it; none = told on their own page.
    told_at INTEGER NOT NULL,               -- [derived] instant. When it was told.
    ended_at INTEGER                        -- [derived] instant. When it was taken back.
) STRICT;
CREATE INDEX people_support_person ON people_support (person_id);

CREATE TABLE people_consent (
    id INTEGER PRIMARY KEY,                 -- [personal] consent_id. One consent.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Whose.
    purpose INTEGER NOT NULL CHECK (purpose BETWEEN 0 AND 3), -- [personal] int. keep, introduce, be-asked, contact.
    how TEXT NOT NULL CHECK (how IN ('spoken', 'paper', 'web')), -- [personal] text. How it was given.
    asked_by INTEGER,                       -- [personal] person_id. Who asked; none = nobody, they did it themselves.
    language TEXT NOT NULL,                 -- [personal] text. The language the words were in.
    given_at INTEGER NOT NULL,              -- [personal] instant. When.
    withdrawn_at INTEGER                    -- [personal] instant. When it was taken back.
) STRICT;
CREATE UNIQUE INDEX people_consent_once ON people_consent (person_id, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE people_kept_apart (
    id INTEGER PRIMARY KEY,                 -- [special] int. One pair.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [special] place_id. Whose lead set it.
    low_id INTEGER NOT NULL REFERENCES people_person (id), -- [special] person_id. The smaller id of the two.
    high_id INTEGER NOT NULL REFERENCES people_person (id), -- [special] person_id. The larger.
    reason TEXT,                            -- [special] text. For the lead's eyes only.
    set_by INTEGER,                         -- [special] person_id. The lead; none = the command line.
    since INTEGER NOT NULL,                 -- [special] instant. When.
    until INTEGER,                          -- [special] instant. When it ended.
    CHECK (low_id < high_id)
) STRICT;
CREATE UNIQUE INDEX people_kept_apart_once ON people_kept_apart (low_id, high_id) WHERE until IS NULL;
CREATE INDEX people_kept_apart_high ON people_kept_apart (high_id);

-- What later modules may read: no contact details, no address, nobody's supports.
CREATE VIEW people_v_person AS
    SELECT id, place_id, first_name, turns_to, ended_at FROM people_person;
CREATE VIEW people_v_connector AS
    SELECT from_id AS connector_id, to_id AS person_id FROM people_relation
    WHERE kind = 0 AND to_kind = 0 AND until IS NULL;
