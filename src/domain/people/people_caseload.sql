-- Room, rest, going along, handing over.

-- people_sql_room(person_id: person_id) one
SELECT room, rest_from, rest_until, stand_in_id FROM people_room WHERE person_id = :person_id;

-- people_sql_room_set(person_id: person_id, room: int, rest_from: day, rest_until: day, stand_in_id: person_id, now: instant) run
INSERT INTO people_room (person_id, room, rest_from, rest_until, stand_in_id, changed_at)
VALUES (:person_id, :room, :rest_from, :rest_until, :stand_in_id, :now)
ON CONFLICT (person_id) DO UPDATE SET room = excluded.room, rest_from = excluded.rest_from, rest_until = excluded.rest_until,
    stand_in_id = excluded.stand_in_id, changed_at = excluded.changed_at;

-- people_sql_walkers(place_id: place_id) many -> people: int, ended: bool
SELECT p.id, p.first_name, m.room, m.rest_from, m.rest_until, m.stand_in_id, p.ended_at,
    CASE WHEN p.ended_at IS NULL THEN 0 ELSE 1 END AS ended,
    (SELECT count(*) FROM people_relation r JOIN people_person o ON o.id = r.to_id
     WHERE r.from_id = p.id AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND o.ended_at IS NULL) AS people
FROM people_person p LEFT JOIN people_room m ON m.person_id = p.id
WHERE p.place_id = :place_id AND EXISTS (SELECT 1 FROM people_relation s WHERE s.from_id = p.id AND s.kind = 0 AND s.until IS NULL)
ORDER BY p.first_name, p.id LIMIT 500;

-- people_sql_stands_in(walker_id: person_id, person_id: person_id, today: day) count
SELECT count(*) FROM people_v_walks v
WHERE v.walker_id = :walker_id AND v.person_id = :person_id AND v.rest_until >= :today AND v.rest_from <= :today
    AND NOT EXISTS (SELECT 1 FROM people_kept_apart k WHERE k.until IS NULL AND ((k.low_id = v.walker_id AND k.high_id = v.person_id)
        OR (k.high_id = v.walker_id AND k.low_id = v.person_id)));

-- people_sql_walks_list(walker_id: person_id, today: day) many -> person_id: person_id, connector: text, rest_until: day
SELECT v.person_id, v.connector_id, c.first_name AS connector, v.rest_until
FROM people_v_walks v JOIN people_person c ON c.id = v.connector_id
WHERE v.walker_id = :walker_id AND v.rest_until >= :today AND v.rest_from <= :today
    AND NOT EXISTS (SELECT 1 FROM people_kept_apart k WHERE k.until IS NULL AND ((k.low_id = v.walker_id AND k.high_id = v.person_id)
        OR (k.high_id = v.walker_id AND k.low_id = v.person_id)))
ORDER BY v.connector_id, v.person_id LIMIT 2000;

-- people_sql_goes_along(person_id: person_id) count
SELECT count(*) FROM people_goes_along WHERE person_id = :person_id AND until IS NULL;

-- people_sql_goes_along_add(id: int, person_id: person_id, now: instant) run
INSERT INTO people_goes_along (id, person_id, since) VALUES (:id, :person_id, :now);

-- people_sql_goes_along_end(person_id: person_id, now: instant) run
UPDATE people_goes_along SET until = :now WHERE person_id = :person_id AND until IS NULL;

-- people_sql_along_list(place_id: place_id, person_id: person_id) many
SELECT p.id, p.first_name FROM people_person p
WHERE p.place_id = :place_id AND p.ended_at IS NULL AND p.id <> :person_id
    AND (EXISTS (SELECT 1 FROM people_goes_along g WHERE g.person_id = p.id AND g.until IS NULL)
        OR EXISTS (SELECT 1 FROM people_relation s WHERE s.from_id = p.id AND s.kind = 4 AND s.to_kind = 0
            AND s.to_id = :person_id AND s.until IS NULL))
ORDER BY p.first_name, p.id LIMIT 100;

-- people_sql_held(from_id: person_id) many
SELECT p.id, p.first_name, p.turns_to, p.languages, p.needs, p.phone, p.email, p.times, p.outcode, r.since
FROM people_relation r JOIN people_person p ON p.id = r.to_id
WHERE r.from_id = :from_id AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND p.ended_at IS NULL
ORDER BY p.first_name, p.id LIMIT 501;

-- people_sql_handover_add(id: handover_id, place_id: place_id, from_id: person_id, to_id: person_id, by_id: person_id, reason: text, now: instant) run
INSERT INTO people_handover (id, place_id, from_id, to_id, by_id, reason, made_at)
VALUES (:id, :place_id, :from_id, :to_id, :by_id, :reason, :now);

-- people_sql_handover_item_add(id: int, handover_id: handover_id, person_id: person_id, note: text) run
INSERT INTO people_handover_item (id, handover_id, person_id, note) VALUES (:id, :handover_id, :person_id, :note);

-- people_sql_handover(id: handover_id) one -> from_name: text, to_name: text, done_name: text
SELECT h.id, h.place_id, h.from_id, h.to_id, h.by_id, h.reason, h.made_at, h.done_by, h.done_at, h.dropped_at,
    f.first_name AS from_name, t.first_name AS to_name, d.first_name AS done_name
FROM people_handover h JOIN people_person f ON f.id = h.from_id JOIN people_person t ON t.id = h.to_id
LEFT JOIN people_person d ON d.id = h.done_by WHERE h.id = :id;

-- people_sql_handover_open(from_id: person_id) many -> to_name: text
SELECT h.id, h.made_at, t.first_name AS to_name FROM people_handover h JOIN people_person t ON t.id = h.to_id
WHERE h.from_id = :from_id AND h.done_at IS NULL AND h.dropped_at IS NULL ORDER BY h.made_at DESC, h.id DESC LIMIT 20;

-- people_sql_handover_items(handover_id: handover_id) many
SELECT i.id, i.person_id, i.note, i.words_at, i.other_at, i.seen_at, p.first_name, p.turns_to, p.languages, p.needs, p.phone, p.email,
    p.times, p.outcode, p.ended_at
FROM people_handover_item i JOIN people_person p ON p.id = i.person_id
WHERE i.handover_id = :handover_id ORDER BY p.first_name, p.id LIMIT 501;

-- people_sql_handover_ready(handover_id: handover_id) one -> wanted: int, held: int
SELECT (SELECT count(*) FROM people_handover_item i WHERE i.handover_id = :handover_id) AS wanted,
    (SELECT count(*) FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id
     JOIN people_relation r ON r.from_id = h.from_id AND r.kind = 0 AND r.to_kind = 0 AND r.to_id = i.person_id AND r.until IS NULL
     WHERE i.handover_id = :handover_id) AS held;

-- people_sql_handover_apart(handover_id: handover_id) count
SELECT count(*) FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id
JOIN people_kept_apart k ON k.until IS NULL AND ((k.low_id = h.to_id AND k.high_id = i.person_id) OR (k.high_id = h.to_id AND k.low_id = i.person_id))
WHERE i.handover_id = :handover_id;

-- people_sql_handover_done(id: handover_id, done_by: person_id, now: instant) changed
UPDATE people_handover SET done_by = :done_by, done_at = :now WHERE id = :id AND done_at IS NULL AND dropped_at IS NULL;

-- people_sql_handover_drop(id: handover_id, now: instant) changed
UPDATE people_handover SET dropped_at = :now WHERE id = :id AND done_at IS NULL AND dropped_at IS NULL;

-- people_sql_handover_ends(handover_id: handover_id, from_id: person_id, now: instant) run
UPDATE people_relation SET until = :now WHERE until IS NULL AND from_id = :from_id AND kind = 0 AND to_kind = 0
    AND to_id IN (SELECT i.person_id FROM people_handover_item i WHERE i.handover_id = :handover_id);

-- people_sql_handover_begins(handover_id: handover_id, to_id: person_id, now: instant) run
INSERT INTO people_relation (id, from_id, kind, to_kind, to_id, how, since)
SELECT i.id, :to_id, 0, 0, i.person_id, 'handed-over', :now FROM people_handover_item i
WHERE i.handover_id = :handover_id AND NOT EXISTS (SELECT 1 FROM people_relation r WHERE r.until IS NULL
    AND r.from_id = :to_id AND r.kind = 0 AND r.to_kind = 0 AND r.to_id = i.person_id);

-- people_sql_handover_stand_in(from_id: person_id, to_id: person_id) run
UPDATE people_room SET stand_in_id = :to_id WHERE stand_in_id = :from_id AND person_id <> :to_id;

-- people_sql_handover_left(from_id: person_id) count
SELECT count(*) FROM people_relation r JOIN people_person p ON p.id = r.to_id
WHERE r.from_id = :from_id AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND p.ended_at IS NULL;

-- people_sql_passed(walker_id: person_id, person_id: person_id) one
SELECT i.id, i.words_at, h.done_at FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id
WHERE h.to_id = :walker_id AND i.person_id = :person_id AND h.done_at IS NOT NULL ORDER BY h.done_at DESC, h.id DESC LIMIT 1;

-- people_sql_told(person_id: person_id) one -> from_name: text, to_name: text
SELECT i.id, i.handover_id, i.words_at, i.other_at, i.seen_at, h.done_at, h.to_id, f.first_name AS from_name, t.first_name AS to_name
FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id
JOIN people_person f ON f.id = h.from_id JOIN people_person t ON t.id = h.to_id
WHERE i.person_id = :person_id AND h.done_at IS NOT NULL ORDER BY h.done_at DESC, h.id DESC LIMIT 1;

-- people_sql_told_answer(id: int, words_at: instant, other_at: instant, now: instant) changed
UPDATE people_handover_item SET words_at = :words_at, other_at = :other_at, seen_at = coalesce(seen_at, :now), answered_at = NULL WHERE id = :id;

-- people_sql_others(place_id: place_id) many -> to_name: text
SELECT i.id, i.person_id, i.handover_id, i.other_at, p.first_name, t.first_name AS to_name
FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id JOIN people_person p ON p.id = i.person_id
JOIN people_person t ON t.id = h.to_id
WHERE h.place_id = :place_id AND h.done_at IS NOT NULL AND i.other_at IS NOT NULL AND i.answered_at IS NULL AND p.ended_at IS NULL
    AND EXISTS (SELECT 1 FROM people_relation r WHERE r.from_id = h.to_id AND r.kind = 0 AND r.to_kind = 0 AND r.to_id = i.person_id AND r.until IS NULL)
ORDER BY i.other_at, i.id LIMIT 200;

-- people_sql_others_seen(id: int, place_id: place_id, now: instant) changed
UPDATE people_handover_item SET answered_at = :now WHERE id = :id AND answered_at IS NULL
    AND handover_id IN (SELECT h.id FROM people_handover h WHERE h.place_id = :place_id);

-- people_sql_history(person_id: person_id) many -> from_name: text, to_name: text
SELECT h.done_at, i.note, f.first_name AS from_name, t.first_name AS to_name
FROM people_handover_item i JOIN people_handover h ON h.id = i.handover_id
JOIN people_person f ON f.id = h.from_id JOIN people_person t ON t.id = h.to_id
WHERE i.person_id = :person_id AND h.done_at IS NOT NULL ORDER BY h.done_at DESC, h.id DESC LIMIT 20;
