-- "I wish there were...": what somebody wishes for, and who says me too.
CREATE TABLE activities_wish (
    id INTEGER PRIMARY KEY, -- [public] wish_id. The wish.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 400), -- [public] text. As it was said.
    concepts TEXT NOT NULL DEFAULT '', -- [derived] text. What it is about: ids of the vocabulary, blank between.
    minutes INTEGER NOT NULL DEFAULT 60 CHECK (minutes BETWEEN 30 AND 480), -- [public] minutes. How long it would last.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'became', 'ended')), -- [public] text. Waiting: said by somebody we do not know, to be read first.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who said it, if known.
    told_by INTEGER REFERENCES people_person (id), -- [personal] person_id. The connector who wrote it down for them.
    told_how TEXT NOT NULL CHECK (told_how IN ('web', 'text', 'paper', 'spoken')), -- [derived] text. How it came.
    design TEXT CHECK (length(design) <= 4000), -- [public] text. What was learned while thinking it out.
    asset_id INTEGER REFERENCES assets_asset (id), -- [public] asset_id. The activity it became.
    shown TEXT, -- [derived] text. The best times as they stand on the page; of five people and more.
    shown_at INTEGER, -- [derived] instant. When they were worked out.
    shown_tables INTEGER NOT NULL DEFAULT 0, -- [derived] int. How often.
    at INTEGER NOT NULL, -- [derived] instant. When it was said.
    ended_at INTEGER -- [derived] instant. When it became something, or was taken off.
) STRICT;
CREATE INDEX activities_wish_place ON activities_wish (place_id, state);
CREATE INDEX activities_wish_person ON activities_wish (person_id);
CREATE INDEX activities_wish_asset ON activities_wish (asset_id);

CREATE TABLE activities_wish_yes (
    id INTEGER PRIMARY KEY, -- [derived] wish_yes_id. One who said me too.
    wish_id INTEGER NOT NULL REFERENCES activities_wish (id), -- [personal] wish_id. To what.
    person_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who, if they have an account or a connector.
    first_name TEXT CHECK (length(first_name) <= 80), -- [personal] text. Without an account: what they like to be called.
    contact TEXT CHECK (length(contact) <= 200), -- [personal] text. Without an account: where to tell them once.
    language TEXT, -- [personal] text. To tell them in.
    times TEXT CHECK (length(times) <= 2000), -- [personal] text. When it would suit: base/week.h words.
    shift TEXT CHECK (shift IN ('days', 'evenings', 'nights', 'changing')), -- [personal] text. How they work.
    weeks TEXT NOT NULL DEFAULT 'every' CHECK (weeks IN ('every', 'even', 'odd')), -- [personal] text. Or one week in two: of even or odd week numbers.
    place_words TEXT CHECK (length(place_words) <= 200), -- [personal] text. Where it would suit.
    how_words TEXT CHECK (length(how_words) <= 400), -- [personal] text. How it would suit.
    barriers INTEGER NOT NULL DEFAULT 0, -- [special] int. What keeps them away, bits: counted, never beside a name.
    barrier_words TEXT CHECK (length(barrier_words) <= 400), -- [special] text. In their own words.
    words_ok INTEGER NOT NULL DEFAULT 0, -- [personal] bool. The group may read the words, without a name.
    help TEXT NOT NULL DEFAULT 'no' CHECK (help IN ('no', 'asked', 'in')), -- [personal] text. Would help to think it out; is in the group.
    helps_as TEXT NOT NULL DEFAULT 'resident' CHECK (helps_as IN ('resident', 'staff')), -- [personal] text. As whom.
    counted INTEGER NOT NULL DEFAULT 0, -- [derived] bool. The best times that are shown count this answer as it is now.
    in_table INTEGER NOT NULL DEFAULT 0, -- [derived] bool. They count it as it is now or as it was.
    told_by INTEGER REFERENCES people_person (id), -- [personal] person_id. The connector who wrote it down for them.
    told_how TEXT NOT NULL CHECK (told_how IN ('web', 'text', 'paper', 'spoken')), -- [derived] text. How it came.
    told_at INTEGER, -- [derived] instant. When they were told what it became.
    at INTEGER NOT NULL, -- [derived] instant. When it was said or last changed.
    ended_at INTEGER -- [derived] instant. When it was taken back.
) STRICT;
CREATE INDEX activities_wish_yes_wish ON activities_wish_yes (wish_id);
CREATE UNIQUE INDEX activities_wish_yes_person ON activities_wish_yes (wish_id, person_id);
CREATE INDEX activities_wish_yes_of ON activities_wish_yes (person_id);
