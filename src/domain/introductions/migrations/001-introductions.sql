-- Introductions and concerns.

CREATE TABLE introductions_introduction (
    id INTEGER PRIMARY KEY,                 -- [personal] introduction_id. One introduction.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. The person's place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who is introduced.
    host_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who meets them; none = a public group.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [personal] asset_id. To what.
    asset_name TEXT NOT NULL,               -- [public] text. Its name then.
    gift INTEGER NOT NULL CHECK (gift IN (0, 1)), -- [derived] bool. A neighbour's own gift.
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 9), -- [personal] int. Where it stands.
    version INTEGER NOT NULL,               -- [derived] int. Grows with each step; two at once are told apart.
    sentence TEXT NOT NULL,                 -- [personal] text. As it was read out.
    because TEXT NOT NULL,                  -- [personal] text. One reason a line; each was in the score.
    score REAL NOT NULL,                    -- [derived] real. Of the suggestion.
    meet_day INTEGER,                       -- [personal] day. First meeting.
    meet_at INTEGER,                        -- [personal] minutes. After local midnight.
    meet_where TEXT,                        -- [personal] text. Never a home address without the lead.
    meet_public INTEGER NOT NULL CHECK (meet_public IN (0, 1)), -- [personal] bool. In a public place.
    lead_agreed INTEGER NOT NULL CHECK (lead_agreed IN (0, 1)), -- [special] bool. The lead agreed to a private first meeting.
    follow_up INTEGER,                      -- [personal] day. When to ask how it went.
    outcome TEXT,                           -- [personal] text. How it went, in words.
    short_code TEXT NOT NULL UNIQUE,        -- [personal] text. Printed on the card.
    suggested_at INTEGER NOT NULL,          -- [derived] instant. When.
    offered_at INTEGER,                     -- [derived] instant. When.
    person_yes_at INTEGER,                  -- [derived] instant. When.
    host_yes_at INTEGER,                    -- [derived] instant. When.
    settled_at INTEGER                      -- [derived] instant. When.
) STRICT;
CREATE INDEX introductions_introduction_person ON introductions_introduction (person_id, state);
CREATE INDEX introductions_introduction_host ON introductions_introduction (host_id, state);
CREATE INDEX introductions_introduction_place ON introductions_introduction (place_id, state, follow_up);
CREATE INDEX introductions_introduction_asset ON introductions_introduction (asset_id, state);

CREATE TABLE introductions_concern (
    id INTEGER PRIMARY KEY,                 -- [special] int. One concern.
    introduction_id INTEGER NOT NULL REFERENCES introductions_introduction (id), -- [special] introduction_id. About.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [special] place_id. Whose lead reads it.
    by_id INTEGER NOT NULL REFERENCES people_person (id), -- [special] person_id. Who said it.
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000), -- [special] text. For the lead only.
    at INTEGER NOT NULL,                    -- [special] instant. When.
    read_at INTEGER                         -- [special] instant. When the lead read it.
) STRICT;
CREATE INDEX introductions_concern_place ON introductions_concern (place_id, at);
