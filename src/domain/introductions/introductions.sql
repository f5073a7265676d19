-- uses people places assets introductions

-- introductions_sql_add(id: introduction_id, place_id: place_id, person_id: person_id, host_id: person_id, asset_id: asset_id, asset_name: text, gift: bool, state: int, sentence: text, because: text, score: real, short_code: text, suggested_at: instant, person_yes_at: instant) run
INSERT INTO introductions_introduction (id, place_id, person_id, host_id, asset_id, asset_name, gift, state, version, sentence, because, score,
    meet_public, lead_agreed, short_code, suggested_at, offered_at, person_yes_at)
VALUES (:id, :place_id, :person_id, :host_id, :asset_id, :asset_name, :gift, :state, 1, :sentence, :because, :score,
    1, 0, :short_code, :suggested_at, :suggested_at, :person_yes_at);

-- introductions_sql_find(id: introduction_id) one
SELECT id, place_id, person_id, host_id, asset_id, asset_name, gift, state, version, sentence, because, meet_day, meet_at, meet_where,
    meet_public, lead_agreed, follow_up, outcome, short_code, suggested_at, offered_at, person_yes_at, host_yes_at, settled_at,
    came_at, again_due, again, came_again_at, along, buddy_id, buddy_state
FROM introductions_introduction WHERE id = :id;

-- introductions_sql_list(person_id: person_id, host_id: person_id, connector_id: person_id, place_id: place_id, from_state: int, to_state: int, due: day, again_due: day, buddy_id: person_id, today: day, limit: int) many
SELECT id, place_id, person_id, host_id, asset_id, asset_name, gift, state, version, sentence, because, meet_day, meet_at, meet_where,
    meet_public, lead_agreed, follow_up, outcome, short_code, suggested_at, offered_at, person_yes_at, host_yes_at, settled_at,
    came_at, again_due, again, came_again_at, along, buddy_id, buddy_state
FROM introductions_introduction
WHERE state BETWEEN :from_state AND :to_state
    AND (:person_id IS NULL OR person_id = :person_id)
    AND (:host_id IS NULL OR host_id = :host_id)
    AND (:place_id IS NULL OR place_id = :place_id)
    AND (:due IS NULL OR follow_up <= :due)
    AND (:again_due IS NULL OR (again_due <= :again_due AND again IS NULL))
    AND (:buddy_id IS NULL OR buddy_id = :buddy_id)
    AND (:connector_id IS NULL OR person_id IN (SELECT c.person_id FROM people_v_walks c WHERE c.walker_id = :connector_id
        AND (c.rest_until IS NULL OR (c.rest_from <= :today AND c.rest_until >= :today))))
ORDER BY coalesce(follow_up, 0), suggested_at, id LIMIT :limit;

-- introductions_sql_step(id: introduction_id, version: int, from_state: int, to_state: int, person_yes_at: instant, host_yes_at: instant, settled_at: instant, follow_up: day, outcome: text) changed
UPDATE introductions_introduction SET state = :to_state, version = version + 1,
    person_yes_at = coalesce(:person_yes_at, person_yes_at), host_yes_at = coalesce(:host_yes_at, host_yes_at),
    settled_at = coalesce(:settled_at, settled_at), follow_up = coalesce(:follow_up, follow_up), outcome = coalesce(:outcome, outcome)
WHERE id = :id AND version = :version AND state = :from_state;

-- introductions_sql_meeting(id: introduction_id, version: int, state: int, meet_day: day, meet_at: minutes, meet_where: text, meet_public: bool, follow_up: day) changed
UPDATE introductions_introduction SET state = :state, version = version + 1, meet_day = :meet_day, meet_at = :meet_at, meet_where = :meet_where,
    meet_public = :meet_public, follow_up = :follow_up
WHERE id = :id AND version = :version AND state BETWEEN 3 AND 4;

-- introductions_sql_lead_agrees(id: introduction_id, version: int) changed
UPDATE introductions_introduction SET state = 4, version = version + 1, lead_agreed = 1
WHERE id = :id AND version = :version AND state = 3 AND meet_public = 0 AND meet_day IS NOT NULL;

-- introductions_sql_taken(person_id: person_id, since: instant) many -> asset_id: asset_id
-- an entry that became part of another counts as that one
SELECT coalesce(n.now_id, m.now_id, i.asset_id) AS asset_id FROM introductions_introduction i
LEFT JOIN assets_v_merged m ON m.id = i.asset_id LEFT JOIN assets_v_merged n ON n.id = m.now_id
WHERE i.person_id = :person_id AND (i.state < 8 OR i.suggested_at >= :since) ORDER BY i.suggested_at DESC, i.id DESC LIMIT 500;

-- introductions_sql_full(place_id: place_id) many -> asset_id: asset_id
SELECT r.id AS asset_id FROM introductions_introduction i LEFT JOIN assets_v_merged m ON m.id = i.asset_id
LEFT JOIN assets_v_merged n ON n.id = m.now_id JOIN assets_v_asset r ON r.id = coalesce(n.now_id, m.now_id, i.asset_id)
WHERE i.place_id = :place_id AND i.state BETWEEN 2 AND 4 AND r.host_room IS NOT NULL
GROUP BY r.id, r.host_room HAVING count(*) >= r.host_room ORDER BY r.id LIMIT 1000;

-- introductions_sql_end_open(person_id: person_id, now: instant) run
UPDATE introductions_introduction SET state = 9, version = version + 1, settled_at = :now WHERE person_id = :person_id AND state < 3;

-- introductions_sql_concern_add(id: int, introduction_id: introduction_id, place_id: place_id, by_id: person_id, words: text, at: instant) run
INSERT INTO introductions_concern (id, introduction_id, place_id, by_id, words, at)
VALUES (:id, :introduction_id, :place_id, :by_id, :words, :at);

-- introductions_sql_concern(id: int) one
SELECT id, place_id, read_at FROM introductions_concern WHERE id = :id;

-- introductions_sql_concern_read(id: int, now: instant) run
UPDATE introductions_concern SET read_at = :now WHERE id = :id AND read_at IS NULL;

-- introductions_sql_concerns(place_id: place_id) many
SELECT c.id, c.introduction_id, p.first_name AS by_name, c.words, i.asset_name, c.at, c.read_at
FROM introductions_concern c JOIN people_v_person p ON p.id = c.by_id
JOIN introductions_introduction i ON i.id = c.introduction_id
WHERE c.place_id = :place_id ORDER BY c.read_at IS NOT NULL, c.at DESC, c.id DESC LIMIT 200;

-- introductions_sql_concern_open(introduction_id: introduction_id) count
SELECT count(*) FROM introductions_concern WHERE introduction_id = :introduction_id;
