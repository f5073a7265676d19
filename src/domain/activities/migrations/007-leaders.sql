-- How people grow into leading, what they must hold for it, and the safety checklist of a series.

-- One row a person and series and step: somebody said it, both said it, or one said "not yet".
CREATE TABLE activities_rung (
    id INTEGER PRIMARY KEY, -- [derived] int. The row.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who grows.
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 4), -- [personal] int. 1 helped, 2 led together, 3 led with support, 4 leads.
    self_at INTEGER, -- [personal] instant. When they said so themselves.
    leader_at INTEGER, -- [personal] instant. When one who runs it said so.
    leader_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who of those who run it said so.
    not_yet_at INTEGER, -- [personal] instant. When one of the two said "not yet".
    not_yet_self INTEGER NOT NULL DEFAULT 0, -- [personal] bool. The person said "not yet"; else one who runs it.
    small_step TEXT CHECK (length(small_step) <= 300), -- [personal] text. The next small step, in words; they and the runners see it.
    created_at INTEGER NOT NULL, -- [derived] instant. First said.
    ended_at INTEGER, -- [derived] instant. Taken off, or they left.
    UNIQUE (asset_id, person_id, step)
) STRICT;
CREATE INDEX activities_rung_person ON activities_rung (person_id);
CREATE INDEX activities_rung_place ON activities_rung (place_id);

-- A check or certificate somebody holds: the paper itself is never kept.
CREATE TABLE activities_held (
    id INTEGER PRIMARY KEY, -- [derived] int. The row.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. Their place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Whose it is.
    kind TEXT NOT NULL CHECK (kind IN ('first aid', 'dbs', 'safeguarding', 'food hygiene')), -- [special] text. What it is.
    until_on INTEGER NOT NULL, -- [special] day. The last day it counts.
    seen_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who saw the paper; nobody = only said.
    seen_on INTEGER, -- [special] day. When they saw it.
    added_at INTEGER NOT NULL, -- [derived] instant. When it was said.
    told INTEGER NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND 7), -- [derived] int. Reminders sent: 1 sixty days, 2 fourteen days, 4 the day.
    ended_at INTEGER -- [derived] instant. Replaced, taken off, or they left.
) STRICT;
CREATE INDEX activities_held_person ON activities_held (person_id);
CREATE INDEX activities_held_until ON activities_held (until_on) WHERE ended_at IS NULL;

-- The safety checklist of a series: which questions, and when it was looked through.
CREATE TABLE activities_checklist (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    template TEXT NOT NULL CHECK (length(template) BETWEEN 1 AND 40), -- [public] text. Which list of questions.
    review_months INTEGER NOT NULL DEFAULT 12 CHECK (review_months IN (3, 6, 12)), -- [public] int. How often to look again.
    looked_on INTEGER, -- [public] day. The last day all of it was looked through; none = not yet.
    looked_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who looked it through.
    parent_id INTEGER REFERENCES assets_asset (id), -- [public] asset_id. The series it was copied from.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was begun.
    changed_at INTEGER NOT NULL -- [derived] instant. When it last changed.
) STRICT;
CREATE INDEX activities_checklist_place ON activities_checklist (place_id);

CREATE TABLE activities_checklist_answer (
    asset_id INTEGER NOT NULL REFERENCES activities_checklist (asset_id), -- [public] asset_id. The series.
    question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 40), -- [public] text. The question's name.
    answer TEXT CHECK (answer IN ('yes', 'no', 'not needed', 'ask')), -- [public] text. What was said; none = not answered here yet.
    words TEXT CHECK (length(words) <= 400), -- [public] text. In their own words; those who run it see it.
    changed_at INTEGER NOT NULL, -- [derived] instant. When it was said.
    PRIMARY KEY (asset_id, question)
) STRICT;
