-- Conversations and what people told. Words are kept only with consent; told things are the
-- ones a person confirmed by a tap.

CREATE TABLE conversations_conversation (
    id INTEGER PRIMARY KEY,                 -- [personal] conversation_id. One conversation.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. The person's place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who spoke.
    listener_id INTEGER,                    -- [personal] person_id. Who listened; none = they wrote it themselves.
    words TEXT,                             -- [special] text. The one box, as spoken.
    turns_words TEXT,                       -- [special] text. About whom they turn to, as spoken.
    turns_to INTEGER CHECK (turns_to BETWEEN 0 AND 3), -- [special] int. Nobody, one, two, three or more.
    sees TEXT NOT NULL,                     -- [personal] text. Who may read the words: connector, stand-in.
    how TEXT NOT NULL,                      -- [personal] text. How consent to keep was given.
    at INTEGER NOT NULL                     -- [derived] instant. When.
) STRICT;
CREATE INDEX conversations_conversation_person ON conversations_conversation (person_id, at);
CREATE INDEX conversations_conversation_listener ON conversations_conversation (listener_id, at);

CREATE TABLE conversations_told (
    id INTEGER PRIMARY KEY,                 -- [personal] int. One thing told.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. By whom.
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4), -- [personal] int. love, gift, hope, barrier, not for me.
    concept TEXT NOT NULL,                  -- [special] text. Vocabulary id.
    used_to INTEGER NOT NULL CHECK (used_to IN (0, 1)), -- [personal] bool. Said of the past.
    told_at INTEGER NOT NULL,               -- [derived] instant. When.
    ended_at INTEGER                        -- [derived] instant. When taken back.
) STRICT;
CREATE UNIQUE INDEX conversations_told_once ON conversations_told (person_id, kind, concept) WHERE ended_at IS NULL;
