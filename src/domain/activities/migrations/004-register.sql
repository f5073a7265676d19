-- Who came: one register a session, a row for each person or walk-in, what phones sent, the
-- printed sheet, and "that was me".
CREATE TABLE activities_register (
    id INTEGER PRIMARY KEY, -- [derived] int. The register of one session.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    day INTEGER NOT NULL, -- [public] day. The session as first planned.
    at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 1439), -- [public] minutes. Its hour as first planned.
    on_day INTEGER NOT NULL, -- [public] day. The day it was on.
    held INTEGER NOT NULL DEFAULT 0, -- [public] bool. It took place; else what was ticked only waits.
    named INTEGER NOT NULL DEFAULT 0, -- [derived] int. How many came whom we know.
    walk_ins INTEGER NOT NULL DEFAULT 0, -- [derived] int. How many came by a first name only.
    newcomers INTEGER NOT NULL DEFAULT 0, -- [derived] int. How many of them came for the first time.
    total INTEGER NOT NULL DEFAULT 0, -- [derived] int. How many came in all.
    others INTEGER NOT NULL DEFAULT 0 CHECK (others BETWEEN 0 AND 10000), -- [derived] int. Carers, companions and others without a name.
    adults INTEGER NOT NULL DEFAULT 0 CHECK (adults BETWEEN 0 AND 10000), -- [derived] int. Where no names are kept: grown-ups.
    children INTEGER NOT NULL DEFAULT 0 CHECK (children BETWEEN 0 AND 10000), -- [derived] int. Where no names are kept: children.
    note TEXT CHECK (length(note) <= 1000), -- [special] text. What whoever kept it wrote beside it.
    others_at INTEGER, -- [derived] instant. When that number was last said.
    adults_at INTEGER, -- [derived] instant. When that number was last said.
    children_at INTEGER, -- [derived] instant. When that number was last said.
    note_at INTEGER, -- [derived] instant. When the note was last written.
    kept_at INTEGER, -- [derived] instant. When it was last kept; empty = not yet, only printed.
    kept_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who kept it last; none = the command line.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was begun.
    UNIQUE (asset_id, day, at)
) STRICT;
CREATE INDEX activities_register_place ON activities_register (place_id, on_day);

CREATE TABLE activities_came (
    id INTEGER PRIMARY KEY, -- [personal] int. One person at one session.
    register_id INTEGER NOT NULL REFERENCES activities_register (id), -- [derived] int. The register.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who; none = a walk-in.
    walk_in TEXT CHECK (length(walk_in) <= 64), -- [personal] text. A walk-in's own id, made where it was written.
    name TEXT CHECK (length(name) BETWEEN 1 AND 80), -- [personal] text. A walk-in's first name.
    came INTEGER NOT NULL, -- [personal] bool. Ticked; else the tick was taken back.
    newcomer INTEGER NOT NULL DEFAULT 0, -- [personal] bool. For the first time.
    with_n INTEGER NOT NULL DEFAULT 0 CHECK (with_n BETWEEN 0 AND 20), -- [personal] int. Carers and companions who came with them.
    said_at INTEGER NOT NULL, -- [derived] instant. When it was ticked, on our clock.
    device TEXT NOT NULL, -- [derived] text. The phone or page it was ticked on.
    same_as INTEGER, -- [personal] int. The row of the same person; its own id = surely another one.
    told INTEGER NOT NULL DEFAULT 0, -- [derived] bool. That they came is a fact.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was first written.
    CHECK (person_id IS NOT NULL OR walk_in IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX activities_came_person ON activities_came (register_id, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX activities_came_walk_in ON activities_came (register_id, walk_in) WHERE walk_in IS NOT NULL;
CREATE INDEX activities_came_of ON activities_came (person_id);

CREATE TABLE activities_op (
    register_id INTEGER NOT NULL REFERENCES activities_register (id), -- [derived] int. The register.
    op TEXT NOT NULL CHECK (length(op) <= 64), -- [derived] text. The id a phone gave one tick: it counts once.
    arrived_at INTEGER NOT NULL, -- [derived] instant. When it came in.
    PRIMARY KEY (register_id, op)
) STRICT;

CREATE TABLE activities_sheet (
    register_id INTEGER NOT NULL REFERENCES activities_register (id), -- [derived] int. The register.
    number INTEGER NOT NULL, -- [derived] int. The row's number on the printed sheet.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who stands in it.
    walk_in TEXT, -- [personal] text. Or a walk-in's own id.
    name TEXT, -- [personal] text. And first name.
    PRIMARY KEY (register_id, number)
) STRICT;

CREATE TABLE activities_claim (
    id INTEGER PRIMARY KEY, -- [personal] int. "That was me."
    register_id INTEGER NOT NULL REFERENCES activities_register (id), -- [derived] int. The register.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who was there.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [personal] text. The first name they gave at the door.
    asked_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who said so for them.
    asked_at INTEGER NOT NULL, -- [personal] instant. When.
    answer TEXT CHECK (answer IN ('yes', 'no')), -- [personal] text. What whoever runs it said; empty = not yet.
    answered_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who answered.
    answered_at INTEGER, -- [personal] instant. When.
    UNIQUE (register_id, person_id)
) STRICT;
CREATE INDEX activities_claim_person ON activities_claim (person_id);
