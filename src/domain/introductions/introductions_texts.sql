-- What is texted about introductions, and what comes back.

-- introductions_sql_reach_set(person_id: person_id, way: text, now: instant) run
INSERT INTO introductions_reach (person_id, way, changed_at) VALUES (:person_id, :way, :now)
ON CONFLICT (person_id) DO UPDATE SET way = excluded.way, changed_at = excluded.changed_at;

-- introductions_sql_reach(person_id: person_id) one
SELECT way, changed_at FROM introductions_reach WHERE person_id = :person_id;

-- introductions_sql_text_due(side: int, kind: int, from_state: int, to_state: int, since: instant, today: day, lately: instant, limit: int) many
SELECT i.id FROM introductions_introduction i
JOIN introductions_reach r ON r.way = 'text' AND ((:side = 0 AND r.person_id = i.person_id) OR (:side = 1 AND r.person_id = i.host_id))
WHERE i.state BETWEEN :from_state AND :to_state
    AND ((:kind = 0 AND i.offered_at > :since) OR (:kind = 1 AND i.person_yes_at > :since)
        OR (:kind = 2 AND i.meet_day IS NULL AND i.host_yes_at > :since) OR (:kind = 3 AND i.meet_day >= :today)
        OR (:kind = 4 AND i.meet_day = :today + 1 AND NOT EXISTS (SELECT 1 FROM introductions_text y
            WHERE y.introduction_id = i.id AND y.side = :side AND y.kind = 3 AND y.at > :lately))
        OR (:kind = 5 AND i.meet_day BETWEEN :today - 60 AND :today - 7 AND (i.state = 4 OR i.follow_up <= :today)))
    AND NOT EXISTS (SELECT 1 FROM introductions_text x WHERE x.introduction_id = i.id AND x.side = :side AND x.kind = :kind
        AND (x.meet_day IS NULL OR (x.meet_day = i.meet_day AND x.meet_at = i.meet_at AND x.meet_where = i.meet_where)))
ORDER BY i.id LIMIT :limit;

-- introductions_sql_text_again(today: day, limit: int) many
SELECT i.id FROM introductions_introduction i JOIN introductions_reach r ON r.way = 'text' AND r.person_id = i.person_id
WHERE i.again IS NULL AND i.again_due BETWEEN :today - 30 AND :today AND i.state IN (5, 7, 8)
    AND NOT EXISTS (SELECT 1 FROM introductions_text x WHERE x.introduction_id = i.id AND x.side = 0 AND x.kind = 6)
ORDER BY i.id LIMIT :limit;

-- introductions_sql_text_add(id: int, introduction_id: introduction_id, side: int, kind: int, text_id: int, meet_day: day, meet_at: minutes, meet_where: text, at: instant) run
INSERT INTO introductions_text (id, introduction_id, side, kind, text_id, meet_day, meet_at, meet_where, at)
VALUES (:id, :introduction_id, :side, :kind, :text_id, :meet_day, :meet_at, :meet_where, :at);

-- introductions_sql_text_asked(introduction_id: introduction_id, side: int, kind: int) count
SELECT count(*) FROM introductions_text WHERE introduction_id = :introduction_id AND side = :side AND kind = :kind AND text_id IS NOT NULL;

-- introductions_sql_by_code(short_code: text) one
SELECT id FROM introductions_introduction WHERE short_code = :short_code;

-- introductions_sql_note_add(id: int, person_id: person_id, introduction_id: introduction_id, kind: text, at: instant) run
INSERT INTO introductions_note (id, person_id, introduction_id, kind, at, read_at)
VALUES (:id, :person_id, :introduction_id, :kind, :at, NULL);

-- introductions_sql_note_open(person_id: person_id, kind: text) count
SELECT count(*) FROM introductions_note WHERE person_id = :person_id AND kind = :kind AND read_at IS NULL;

-- introductions_sql_notes(person_id: person_id) many -> asset_name: text
SELECT n.id, n.kind, n.at, i.asset_name FROM introductions_note n LEFT JOIN introductions_introduction i ON i.id = n.introduction_id
WHERE n.person_id = :person_id AND n.read_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT 20;

-- introductions_sql_notes_of(connector_id: person_id) many -> first_name: text, at: instant
SELECT n.person_id, min(p.first_name) AS first_name, n.kind, max(n.at) AS at FROM introductions_note n
JOIN people_v_connector c ON c.person_id = n.person_id AND c.connector_id = :connector_id
JOIN people_v_person p ON p.id = n.person_id
WHERE n.read_at IS NULL GROUP BY n.person_id, n.kind ORDER BY max(n.at), n.person_id LIMIT 20;

-- introductions_sql_note(id: int) one
SELECT person_id FROM introductions_note WHERE id = :id AND read_at IS NULL;

-- introductions_sql_note_read(id: int, now: instant) changed
UPDATE introductions_note SET read_at = :now WHERE id = :id AND read_at IS NULL;
