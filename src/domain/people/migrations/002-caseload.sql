-- How much a connector can carry, who stands in while they rest, who goes along the first time,
-- and handing over the people somebody walks beside.

CREATE TABLE people_room (
    person_id INTEGER PRIMARY KEY REFERENCES people_person (id), -- [personal] person_id. The connector.
    room INTEGER CHECK (room BETWEEN 0 AND 500), -- [personal] int. People they have room for; none = not said.
    rest_from INTEGER,                      -- [personal] day. First day of rest; none = not resting.
    rest_until INTEGER,                     -- [personal] day. Last day of rest.
    stand_in_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who sees their list meanwhile.
    changed_at INTEGER NOT NULL             -- [derived] instant. When they last said so.
) STRICT;
CREATE INDEX people_room_stand_in ON people_room (stand_in_id);

CREATE TABLE people_goes_along (
    id INTEGER PRIMARY KEY,                 -- [personal] int. One offer.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who can go along to a first visit.
    since INTEGER NOT NULL,                 -- [personal] instant. When they offered.
    until INTEGER                           -- [personal] instant. When they took it back.
) STRICT;
CREATE UNIQUE INDEX people_goes_along_once ON people_goes_along (person_id) WHERE until IS NULL;

CREATE TABLE people_handover (
    id INTEGER PRIMARY KEY,                 -- [personal] handover_id. One handing over.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. Where.
    from_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who walked beside them.
    to_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who walks beside them from then on.
    by_id INTEGER,                          -- [personal] person_id. Who prepared it; none = the command line.
    reason TEXT,                            -- [personal] text. Why, where the other rests or has no room left.
    made_at INTEGER NOT NULL,               -- [derived] instant. When it was prepared.
    done_by INTEGER,                        -- [personal] person_id. Who did it.
    done_at INTEGER,                        -- [derived] instant. When all passed, in one go.
    dropped_at INTEGER                      -- [derived] instant. When it was given up instead.
) STRICT;
CREATE INDEX people_handover_from ON people_handover (from_id, done_at);
CREATE INDEX people_handover_place ON people_handover (place_id, made_at);

CREATE TABLE people_handover_item (
    id INTEGER PRIMARY KEY,                 -- [personal] int. One person of it; their new relation has this id.
    handover_id INTEGER NOT NULL REFERENCES people_handover (id), -- [personal] handover_id. Of which.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who is handed over.
    note TEXT CHECK (length(note) <= 2000), -- [personal] text. From one connector to the next.
    words_at INTEGER,                       -- [personal] instant. When the person let the new one read earlier words.
    other_at INTEGER,                       -- [personal] instant. When the person asked for somebody else.
    seen_at INTEGER,                        -- [personal] instant. When the person read about it.
    answered_at INTEGER                     -- [derived] instant. When an administrator saw to their wish.
) STRICT;
CREATE UNIQUE INDEX people_handover_item_once ON people_handover_item (handover_id, person_id);
CREATE INDEX people_handover_item_person ON people_handover_item (person_id);

-- Whose list somebody sees: the people they walk beside, and those of whom they stand in for.
CREATE VIEW people_v_walks AS
    SELECT r.from_id AS walker_id, r.to_id AS person_id, r.from_id AS connector_id, NULL AS rest_from, NULL AS rest_until
    FROM people_relation r WHERE r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL
    UNION ALL
    SELECT m.stand_in_id AS walker_id, r.to_id AS person_id, r.from_id AS connector_id, m.rest_from, m.rest_until
    FROM people_relation r JOIN people_room m ON m.person_id = r.from_id
    WHERE r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND m.stand_in_id IS NOT NULL AND m.rest_until IS NOT NULL;
-- Who waits to be listened to, and since when; no contact details.
CREATE VIEW people_v_waiting AS
    SELECT p.id, p.place_id, p.first_name, p.outcode, p.turns_to, p.listened_at, p.created_at,
        (SELECT min(c.given_at) FROM people_consent c
         WHERE c.person_id = p.id AND c.purpose = 1 AND c.withdrawn_at IS NULL) AS introduce_at,
        (SELECT min(r.from_id) FROM people_relation r
         WHERE r.kind = 0 AND r.to_kind = 0 AND r.to_id = p.id AND r.until IS NULL) AS connector_id
    FROM people_person p
    WHERE p.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM people_relation s
        WHERE s.from_id = p.id AND s.until IS NULL AND (s.kind IN (0, 3, 5)));
CREATE VIEW people_v_goes_along AS
    SELECT g.person_id, p.place_id FROM people_goes_along g JOIN people_person p ON p.id = g.person_id
    WHERE g.until IS NULL AND p.ended_at IS NULL;
CREATE VIEW people_v_handed AS
    SELECT i.person_id, i.handover_id, h.from_id, h.to_id, h.done_at FROM people_handover_item i
    JOIN people_handover h ON h.id = i.handover_id WHERE h.done_at IS NOT NULL;
