-- Who left whom a connector walked beside, since a moment: relation and person ended together.
-- people_sql_left_of(connector_id: person_id, since: instant) many
SELECT p.first_name, p.ended_at FROM people_relation r JOIN people_person p ON p.id = r.to_id
WHERE r.from_id = :connector_id AND r.kind = 0 AND r.to_kind = 0 AND r.until = p.ended_at AND p.ended_at >= :since
ORDER BY p.ended_at DESC, p.id LIMIT 20;

-- For one's own copy: handings over in which one was handed on, or took part.
-- people_sql_my_handovers(person_id: person_id) many -> from_name: text, to_name: text, note: text, mine: int
SELECT h.made_at, h.done_at, f.first_name AS from_name, t.first_name AS to_name,
    (SELECT i.note FROM people_handover_item i WHERE i.handover_id = h.id AND i.person_id = :person_id) AS note,
    (SELECT count(*) FROM people_handover_item i WHERE i.handover_id = h.id AND i.person_id = :person_id) AS mine
FROM people_handover h JOIN people_person f ON f.id = h.from_id JOIN people_person t ON t.id = h.to_id
WHERE h.from_id = :person_id OR h.to_id = :person_id OR h.by_id = :person_id OR h.done_by = :person_id
    OR h.id IN (SELECT i.handover_id FROM people_handover_item i WHERE i.person_id = :person_id)
ORDER BY h.made_at, h.id LIMIT 500;

-- people_sql_my_along(person_id: person_id) many
SELECT since, until FROM people_goes_along WHERE person_id = :person_id ORDER BY since, id LIMIT 500;

-- people_sql_my_room(person_id: person_id) many -> stand_in: text
SELECT r.room, r.rest_from, r.rest_until, r.person_id, s.first_name AS stand_in FROM people_room r
LEFT JOIN people_person s ON s.id = r.stand_in_id
WHERE r.person_id = :person_id OR r.stand_in_id = :person_id ORDER BY r.person_id LIMIT 500;
