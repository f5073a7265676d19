-- A circle is a care home, a ward or a club with somebody who looks after it; each week three of
-- its people are put before them. Rows end; they are never deleted.

CREATE TABLE rounds_circle (
    id INTEGER PRIMARY KEY,                 -- [public] circle_id. The circle.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The care home, ward or club.
    coordinator_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who looks after it.
    since INTEGER NOT NULL,                 -- [derived] instant. When it began.
    until INTEGER                           -- [derived] instant. When it ended.
) STRICT;
CREATE UNIQUE INDEX rounds_circle_once ON rounds_circle (asset_id) WHERE until IS NULL;
CREATE INDEX rounds_circle_coordinator ON rounds_circle (coordinator_id);
CREATE INDEX rounds_circle_place ON rounds_circle (place_id);

CREATE TABLE rounds_member (
    id INTEGER PRIMARY KEY,                 -- [personal] round_member_id. One answer to "may we?".
    circle_id INTEGER NOT NULL REFERENCES rounds_circle (id), -- [personal] circle_id. Of which circle.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who answered.
    agreed INTEGER NOT NULL CHECK (agreed BETWEEN 0 AND 1), -- [personal] bool. Yes, or rather not.
    how TEXT NOT NULL CHECK (how IN ('spoken', 'paper', 'web')), -- [personal] text. How they said it.
    asked_by INTEGER,                       -- [personal] person_id. Who asked; none = they did it themselves.
    language TEXT NOT NULL,                 -- [personal] text. The language the words were in.
    said_at INTEGER NOT NULL,               -- [personal] instant. When.
    ended_at INTEGER                        -- [personal] instant. When they took it back or left.
) STRICT;
CREATE UNIQUE INDEX rounds_member_once ON rounds_member (circle_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX rounds_member_person ON rounds_member (person_id);

CREATE TABLE rounds_week (
    id INTEGER PRIMARY KEY,                 -- [derived] round_week_id. One week of one circle.
    circle_id INTEGER NOT NULL REFERENCES rounds_circle (id), -- [derived] circle_id. The circle.
    monday INTEGER NOT NULL,                -- [derived] day. The week's Monday.
    code TEXT NOT NULL,                     -- [derived] text. Printed on the paper, to find the week again.
    made_at INTEGER NOT NULL,               -- [derived] instant. When the three were chosen.
    kept_at INTEGER,                        -- [derived] instant. When it was last kept; none = missed so far.
    kept_by INTEGER,                        -- [personal] person_id. Who typed it in.
    told_by TEXT                            -- [personal] text. Who said it, when somebody else typed.
) STRICT;
CREATE UNIQUE INDEX rounds_week_once ON rounds_week (circle_id, monday);
CREATE UNIQUE INDEX rounds_week_code ON rounds_week (code);

CREATE TABLE rounds_ask (
    id INTEGER PRIMARY KEY,                 -- [personal] round_ask_id. One person in one week.
    week_id INTEGER NOT NULL REFERENCES rounds_week (id), -- [personal] round_week_id. The week.
    seat INTEGER NOT NULL CHECK (seat BETWEEN 1 AND 3), -- [derived] int. In which order, on screen and paper.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    answer INTEGER NOT NULL DEFAULT 0 CHECK (answer BETWEEN 0 AND 3), -- [special] int. 0 not asked, 1 happy, 2 something else, 3 talk to them.
    answered_at INTEGER,                    -- [personal] instant. When it was tapped.
    done_at INTEGER,                        -- [personal] instant. When somebody had talked to them.
    done_by INTEGER,                        -- [personal] person_id. Who had.
    ended_at INTEGER                        -- [personal] instant. When they left the round before it was kept.
) STRICT;
CREATE UNIQUE INDEX rounds_ask_seat ON rounds_ask (week_id, seat);
CREATE INDEX rounds_ask_person ON rounds_ask (person_id);
