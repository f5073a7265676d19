-- Who comes: a row is one asking for one date, for every time (standing), or what one date is to
-- somebody who comes every time (of_id). And who has been told what.
CREATE TABLE activities_turn (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    turn INTEGER NOT NULL DEFAULT 0, -- [derived] int. The last number of asking; writing it holds the series for one at a time.
    look_at INTEGER, -- [derived] instant. When there is something to do here: an offer over, a reminder due; empty = nothing.
    code TEXT UNIQUE CHECK (length(code) = 5) -- [public] text. The short code on its cards and slips.
) STRICT;
CREATE INDEX activities_turn_look ON activities_turn (look_at);

CREATE TABLE activities_signup (
    id INTEGER PRIMARY KEY, -- [personal] int. The asking.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    of_id INTEGER REFERENCES activities_signup (id), -- [personal] int. The standing row whose single date this is.
    day INTEGER, -- [personal] day. The session as first planned; empty = every time.
    at INTEGER CHECK (at BETWEEN 0 AND 1439), -- [personal] minutes. Its hour as first planned.
    since INTEGER, -- [personal] day. Standing: the first day that counts.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who comes; empty = no record with us.
    first_name TEXT CHECK (length(first_name) BETWEEN 1 AND 80), -- [personal] text. Without a record: what they like to be called.
    phone TEXT, -- [personal] text. Without a record: only if they gave one.
    email TEXT, -- [personal] text. Without a record: only if they gave one.
    language TEXT, -- [personal] text. The language to write to them in.
    seats INTEGER NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 10), -- [personal] int. With carers and companions.
    carer INTEGER NOT NULL DEFAULT 0, -- [personal] bool. One of them is a carer.
    note TEXT CHECK (length(note) <= 400), -- [special] text. What would make it easier; only those who run it see it.
    newcomer INTEGER NOT NULL DEFAULT 0, -- [personal] bool. Had never come when they asked.
    state TEXT NOT NULL CHECK (state IN ('coming', 'waiting', 'offered', 'skipped', 'ended')), -- [personal] text. Where it stands.
    why TEXT, -- [derived] text. How it ended: cancelled, taken off, lapsed, left, whole.
    turn INTEGER NOT NULL, -- [derived] int. The order of asking.
    offered_until INTEGER, -- [derived] instant. How long a free place is kept for them.
    lapses INTEGER NOT NULL DEFAULT 0, -- [derived] int. Offers that were not answered.
    code TEXT UNIQUE CHECK (length(code) = 5), -- [personal] text. The short code to answer with.
    token TEXT UNIQUE, -- [personal] text. The long word of their own link.
    how TEXT NOT NULL, -- [derived] text. Who wrote it: self, open, connector, card, text, host.
    by_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who wrote it for them.
    consent TEXT, -- [personal] text. How they said yes to it: spoken, paper.
    way TEXT NOT NULL DEFAULT 'none' CHECK (way IN ('mail', 'text', 'none')), -- [personal] text. How they like to be reminded.
    created_at INTEGER NOT NULL, -- [derived] instant. When they asked.
    changed_at INTEGER NOT NULL, -- [derived] instant. When it last changed.
    CHECK ((day IS NULL) = (at IS NULL)),
    CHECK (of_id IS NULL OR day IS NOT NULL),
    CHECK ((state = 'offered') = (offered_until IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX activities_signup_once ON activities_signup (asset_id, person_id, coalesce(day, -1), coalesce(at, -1))
    WHERE person_id IS NOT NULL AND state <> 'ended';
CREATE UNIQUE INDEX activities_signup_of ON activities_signup (of_id, day, at) WHERE of_id IS NOT NULL AND state <> 'ended';
CREATE INDEX activities_signup_date ON activities_signup (asset_id, day, at, turn);
CREATE INDEX activities_signup_person ON activities_signup (person_id, state);

CREATE TABLE activities_notice (
    id INTEGER PRIMARY KEY, -- [derived] int. The notice.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    signup_id INTEGER NOT NULL REFERENCES activities_signup (id), -- [personal] int. Whom it is for.
    kind TEXT NOT NULL CHECK (kind IN ('kept', 'waiting', 'offer', 'passed', 'off', 'moved', 'back', 'day', 'hours', 'taken off')), -- [derived] text. What about.
    day INTEGER NOT NULL DEFAULT -1, -- [personal] int. The session, as a day's number; -1 = every time.
    at INTEGER NOT NULL DEFAULT -1, -- [personal] int. Its hour in minutes.
    mark INTEGER NOT NULL DEFAULT 0, -- [derived] int. Which time of this kind: the order of asking, or the date's sequence.
    due_at INTEGER NOT NULL, -- [derived] instant. Not before this.
    until INTEGER NOT NULL, -- [derived] instant. Not after this.
    way TEXT, -- [derived] text. mail, text, ring, none, late; empty = waits.
    done_at INTEGER, -- [derived] instant. When they were told.
    done_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who rang them.
    UNIQUE (signup_id, kind, day, at, mark)
) STRICT;
CREATE INDEX activities_notice_due ON activities_notice (due_at) WHERE way IS NULL;
CREATE INDEX activities_notice_ring ON activities_notice (asset_id) WHERE way = 'ring' AND done_at IS NULL;

CREATE TABLE activities_news (
    id INTEGER PRIMARY KEY, -- [derived] int. The piece of news.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    day INTEGER NOT NULL, -- [public] day. The session as first planned.
    kind TEXT NOT NULL CHECK (kind IN ('off', 'moved', 'back')), -- [public] text. What happened to it.
    noted_at INTEGER NOT NULL -- [derived] instant. When.
) STRICT;
