-- How somebody likes to be reached, what was texted about an introduction, and notes for connectors.

CREATE TABLE introductions_reach (
    person_id INTEGER PRIMARY KEY REFERENCES people_person (id), -- [personal] person_id. Whose wish.
    way TEXT NOT NULL CHECK (way IN ('mail', 'text', 'paper', 'ring')), -- [personal] text. How they like to be reached.
    changed_at INTEGER NOT NULL             -- [derived] instant. When they said so.
) STRICT;
CREATE INDEX introductions_reach_way ON introductions_reach (way, person_id);

-- One row a question or message, so that none goes twice. Meeting and reminder hold what was said.
CREATE TABLE introductions_text (
    id INTEGER PRIMARY KEY,                 -- [derived] int. One message.
    introduction_id INTEGER NOT NULL REFERENCES introductions_introduction (id), -- [personal] introduction_id. About.
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 1), -- [personal] int. To the person or to the host.
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 6), -- [derived] int. Asked, host asked, both yes, meeting, reminder, follow-up, again.
    text_id INTEGER,                        -- [derived] int. Of the outbox; none = it needed no text.
    meet_day INTEGER,                       -- [personal] day. The day that was said.
    meet_at INTEGER,                        -- [personal] minutes. The time that was said.
    meet_where TEXT,                        -- [personal] text. The place that was said.
    at INTEGER NOT NULL                     -- [derived] instant. When.
) STRICT;
CREATE INDEX introductions_text_of ON introductions_text (introduction_id, side, kind);
CREATE INDEX introductions_introduction_state ON introductions_introduction (state, meet_day);
CREATE INDEX introductions_introduction_again_open ON introductions_introduction (again_due) WHERE again IS NULL;

CREATE TABLE introductions_note (
    id INTEGER PRIMARY KEY,                 -- [derived] int. One note.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. About whom.
    introduction_id INTEGER REFERENCES introductions_introduction (id), -- [personal] introduction_id. About what; none = in general.
    kind TEXT NOT NULL CHECK (kind IN ('ring', 'stopped', 'not-sent', 'changed-mind', 'cannot-come', 'did-not-go', 'not-again', 'unclear')), -- [personal] text. What happened by text.
    at INTEGER NOT NULL,                    -- [derived] instant. When.
    read_at INTEGER                         -- [derived] instant. When a connector saw to it.
) STRICT;
CREATE INDEX introductions_note_person ON introductions_note (person_id, read_at);
