-- The second visit, company on the first, who waits, what a connector holds.

-- introductions_sql_came(id: introduction_id, version: int, came_at: instant, follow_up: day, again_due: day) changed
UPDATE introductions_introduction SET state = 5, version = version + 1, came_at = :came_at, follow_up = :follow_up, again_due = :again_due
WHERE id = :id AND version = :version AND state = 4;

-- introductions_sql_again(id: introduction_id, version: int, again: int, came_again_at: instant) changed
UPDATE introductions_introduction SET version = version + 1, again = :again, came_again_at = :came_again_at
WHERE id = :id AND version = :version AND again_due IS NOT NULL AND again IS NULL AND state IN (5, 7, 8);

-- introductions_sql_again_figure(place_id: place_id, today: day) one -> came: int, again: int
SELECT count(*) AS came, coalesce(sum(CASE WHEN again = 1 THEN 1 ELSE 0 END), 0) AS again
FROM introductions_introduction
WHERE place_id = :place_id AND again_due IS NOT NULL AND state IN (5, 7, 8) AND (again IS NOT NULL OR again_due <= :today);

-- introductions_sql_along(id: introduction_id, version: int, along: int, buddy_id: person_id, buddy_state: int, buddy_asked_at: instant) changed
UPDATE introductions_introduction SET version = version + 1, along = :along, buddy_id = :buddy_id, buddy_state = :buddy_state,
    buddy_asked_at = :buddy_asked_at
WHERE id = :id AND version = :version AND state BETWEEN 1 AND 4;

-- introductions_sql_welcome(asset_id: asset_id) one
SELECT comes_along, bus_stop FROM introductions_welcome WHERE asset_id = :asset_id;

-- introductions_sql_welcome_set(asset_id: asset_id, comes_along: bool, bus_stop: bool, by_id: person_id, now: instant) run
INSERT INTO introductions_welcome (asset_id, comes_along, bus_stop, by_id, changed_at)
VALUES (:asset_id, :comes_along, :bus_stop, :by_id, :now)
ON CONFLICT (asset_id) DO UPDATE SET comes_along = excluded.comes_along, bus_stop = excluded.bus_stop, by_id = excluded.by_id,
    changed_at = excluded.changed_at;

-- introductions_sql_waiting_people(place_id: place_id) many -> introduce_at: instant, connector_id: person_id, last_no: instant, connector: text
SELECT w.id, w.place_id, w.first_name, w.outcode, w.turns_to, w.listened_at, w.created_at, w.introduce_at, c.id AS connector_id,
    c.first_name AS connector,
    (SELECT max(n.settled_at) FROM introductions_introduction n WHERE n.person_id = w.id AND n.state = 9) AS last_no
FROM people_v_waiting w LEFT JOIN people_v_person c ON c.id = w.connector_id AND c.ended_at IS NULL
WHERE (:place_id IS NULL OR w.place_id = :place_id)
    AND (w.listened_at IS NULL OR (w.introduce_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM introductions_introduction i WHERE i.person_id = w.id AND i.state < 9)))
ORDER BY coalesce(w.turns_to, 9), w.created_at, w.id LIMIT 1000;

-- introductions_sql_waiting_hellos(place_id: place_id, today: day) many -> connector_id: person_id, connector: text
SELECT i.id, i.place_id, i.person_id, i.host_id, i.asset_name, i.gift, i.state, i.person_yes_at, i.host_yes_at, i.suggested_at, i.meet_day,
    i.meet_public, i.follow_up, i.again_due, i.again, i.buddy_id, i.buddy_state, i.buddy_asked_at, p.first_name, p.turns_to,
    c.id AS connector_id, c.first_name AS connector
FROM introductions_introduction i JOIN people_v_person p ON p.id = i.person_id AND p.ended_at IS NULL
LEFT JOIN people_v_person c ON c.ended_at IS NULL AND c.id = (SELECT min(v.connector_id) FROM people_v_connector v
    JOIN people_v_person vp ON vp.id = v.connector_id AND vp.ended_at IS NULL WHERE v.person_id = i.person_id)
WHERE (:place_id IS NULL OR i.place_id = :place_id)
    AND (i.state IN (2, 3) OR (i.state = 4 AND i.meet_day <= :today) OR (i.state IN (5, 6) AND i.follow_up <= :today)
        OR (i.state IN (5, 7, 8) AND i.again IS NULL AND i.again_due <= :today) OR (i.state IN (3, 4) AND i.buddy_state = 1))
ORDER BY i.suggested_at, i.id LIMIT 1000;

-- introductions_sql_held(connector_id: person_id) many
SELECT i.id, i.person_id, i.host_id, i.asset_name, i.gift, i.state, i.meet_day, i.follow_up, i.again_due, i.again
FROM introductions_introduction i
WHERE (i.state BETWEEN 0 AND 7 OR (i.state = 8 AND i.again IS NULL AND i.again_due IS NOT NULL))
    AND i.person_id IN (SELECT c.person_id FROM people_v_connector c WHERE c.connector_id = :connector_id)
ORDER BY i.person_id, i.suggested_at, i.id LIMIT 4000;

-- introductions_sql_promised(buddy_id: person_id) count
SELECT count(*) FROM introductions_introduction i WHERE i.buddy_id = :buddy_id AND i.buddy_state IN (1, 2) AND i.state IN (3, 4);

-- introductions_sql_handed(handover_id: handover_id) one -> left_n: int
SELECT h.from_id, h.to_id, (SELECT count(*) FROM people_v_connector v JOIN people_v_person p ON p.id = v.person_id AND p.ended_at IS NULL
    WHERE v.connector_id = h.from_id) AS left_n
FROM people_v_handed h WHERE h.handover_id = :handover_id LIMIT 1;

-- introductions_sql_pass_all(from_id: person_id, to_id: person_id, now: instant) run
UPDATE introductions_introduction SET version = version + 1, buddy_state = 1, buddy_asked_at = :now, buddy_id = :to_id
WHERE state IN (3, 4) AND buddy_state IN (1, 2) AND buddy_id = :from_id AND person_id <> :to_id AND (host_id IS NULL OR host_id <> :to_id);

-- introductions_sql_pass_promises(handover_id: handover_id, now: instant) run
UPDATE introductions_introduction SET version = version + 1, buddy_state = 1, buddy_asked_at = :now,
    buddy_id = (SELECT h.to_id FROM people_v_handed h WHERE h.handover_id = :handover_id AND h.person_id = introductions_introduction.person_id)
WHERE state IN (3, 4) AND buddy_state IN (1, 2)
    AND EXISTS (SELECT 1 FROM people_v_handed h WHERE h.handover_id = :handover_id AND h.person_id = introductions_introduction.person_id
        AND h.from_id = introductions_introduction.buddy_id);

-- introductions_sql_with_nobody(place_id: place_id) count
SELECT count(*) FROM people_v_waiting w WHERE w.place_id = :place_id AND w.listened_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM people_v_connector v JOIN people_v_person p ON p.id = v.connector_id AND p.ended_at IS NULL
        WHERE v.person_id = w.id);
