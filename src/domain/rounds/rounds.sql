-- uses people places assets

-- rounds_sql_circle_add(id: circle_id, place_id: place_id, asset_id: asset_id, coordinator_id: person_id, since: instant) run
INSERT INTO rounds_circle (id, place_id, asset_id, coordinator_id, since)
VALUES (:id, :place_id, :asset_id, :coordinator_id, :since);

-- rounds_sql_circle_end(id: circle_id, now: instant) changed
UPDATE rounds_circle SET until = :now WHERE id = :id AND until IS NULL;

-- rounds_sql_circle(id: circle_id) one -> name: text, coordinator_name: text, people: int, weeks: int, kept: int
SELECT c.id, c.place_id, c.asset_id, c.coordinator_id, c.since, c.until, a.name AS name, p.first_name AS coordinator_name,
    (SELECT count(*) FROM rounds_member m WHERE m.circle_id = c.id AND m.ended_at IS NULL AND m.agreed = 1) AS people,
    (SELECT count(*) FROM rounds_week w WHERE w.circle_id = c.id) AS weeks,
    (SELECT count(*) FROM rounds_week w WHERE w.circle_id = c.id AND w.kept_at IS NOT NULL) AS kept
FROM rounds_circle c JOIN assets_v_asset a ON a.id = c.asset_id JOIN people_v_person p ON p.id = c.coordinator_id
WHERE c.id = :id;

-- rounds_sql_circles(place_id: place_id, limit: int) many
SELECT id FROM rounds_circle
WHERE until IS NULL AND (place_id = :place_id OR :place_id IS NULL) ORDER BY id LIMIT :limit;

-- rounds_sql_circles_of(coordinator_id: person_id, limit: int) many
SELECT id FROM rounds_circle WHERE until IS NULL AND coordinator_id = :coordinator_id ORDER BY id LIMIT :limit;

-- rounds_sql_member_add(id: round_member_id, circle_id: circle_id, person_id: person_id, agreed: bool, how: text, asked_by: person_id, language: text, said_at: instant) run
INSERT INTO rounds_member (id, circle_id, person_id, agreed, how, asked_by, language, said_at)
VALUES (:id, :circle_id, :person_id, :agreed, :how, :asked_by, :language, :said_at);

-- rounds_sql_member(id: round_member_id) one
SELECT id, circle_id, person_id, agreed, ended_at FROM rounds_member WHERE id = :id;

-- rounds_sql_member_end(circle_id: circle_id, person_id: person_id, now: instant) changed
UPDATE rounds_member SET ended_at = :now
WHERE circle_id = :circle_id AND person_id = :person_id AND ended_at IS NULL;

-- rounds_sql_member_end_all(person_id: person_id, now: instant) run
UPDATE rounds_member SET ended_at = :now WHERE person_id = :person_id AND ended_at IS NULL;

-- rounds_sql_circle_end_of(coordinator_id: person_id, now: instant) run
UPDATE rounds_circle SET until = :now WHERE coordinator_id = :coordinator_id AND until IS NULL;

-- rounds_sql_members(circle_id: circle_id, limit: int) many -> circle_name: text, name: text, asked_name: text
SELECT m.id, m.circle_id, m.person_id, m.agreed, m.how, m.language, m.said_at, m.ended_at,
    a.name AS circle_name, p.first_name AS name, q.first_name AS asked_name
FROM rounds_member m JOIN rounds_circle c ON c.id = m.circle_id JOIN assets_v_asset a ON a.id = c.asset_id
JOIN people_v_person p ON p.id = m.person_id LEFT JOIN people_v_person q ON q.id = m.asked_by
WHERE m.circle_id = :circle_id AND m.ended_at IS NULL AND c.until IS NULL
ORDER BY p.first_name, m.id LIMIT :limit;

-- rounds_sql_members_of(person_id: person_id, limit: int) many -> ended_at: instant, circle_name: text, name: text, asked_name: text
SELECT m.id, m.circle_id, m.person_id, m.agreed, m.how, m.language, m.said_at,
    COALESCE(m.ended_at, c.until) AS ended_at, a.name AS circle_name, p.first_name AS name, q.first_name AS asked_name
FROM rounds_member m JOIN rounds_circle c ON c.id = m.circle_id JOIN assets_v_asset a ON a.id = c.asset_id
JOIN people_v_person p ON p.id = m.person_id LEFT JOIN people_v_person q ON q.id = m.asked_by
WHERE m.person_id = :person_id ORDER BY m.said_at DESC, m.id DESC LIMIT :limit;

-- When each agreed person was last asked about, and whether something was wished for then.
-- rounds_sql_turns(circle_id: circle_id, limit: int) many -> last: day, wish: int
SELECT m.person_id,
    (SELECT max(w.monday) FROM rounds_ask k JOIN rounds_week w ON w.id = k.week_id
     WHERE k.person_id = m.person_id AND w.circle_id = m.circle_id AND k.answer > 0) AS last,
    (SELECT count(*) FROM rounds_ask k JOIN rounds_week w ON w.id = k.week_id
     WHERE k.person_id = m.person_id AND w.circle_id = m.circle_id AND k.answer > 1
     AND w.monday = (SELECT max(v.monday) FROM rounds_ask j JOIN rounds_week v ON v.id = j.week_id
        WHERE j.person_id = m.person_id AND v.circle_id = m.circle_id AND j.answer > 0)) AS wish
FROM rounds_member m JOIN people_v_person p ON p.id = m.person_id
WHERE m.circle_id = :circle_id AND m.agreed = 1 AND m.ended_at IS NULL AND p.ended_at IS NULL
ORDER BY m.person_id LIMIT :limit;

-- rounds_sql_week_add(id: round_week_id, circle_id: circle_id, monday: day, code: text, made_at: instant) run
INSERT INTO rounds_week (id, circle_id, monday, code, made_at) VALUES (:id, :circle_id, :monday, :code, :made_at);

-- rounds_sql_week_of(circle_id: circle_id, monday: day) one
SELECT id, circle_id, monday, code, kept_at, told_by FROM rounds_week WHERE circle_id = :circle_id AND monday = :monday;

-- rounds_sql_week_coded(code: text) one
SELECT id, circle_id, monday, code, kept_at, told_by FROM rounds_week WHERE code = :code;

-- rounds_sql_weeks(circle_id: circle_id, limit: int) many
SELECT id, circle_id, monday, code, kept_at, told_by FROM rounds_week WHERE circle_id = :circle_id
ORDER BY monday DESC LIMIT :limit;

-- rounds_sql_week_kept(id: round_week_id, now: instant, kept_by: person_id, told_by: text) changed
UPDATE rounds_week SET kept_at = :now, kept_by = :kept_by, told_by = :told_by WHERE id = :id;

-- rounds_sql_ask_add(id: round_ask_id, week_id: round_week_id, seat: int, person_id: person_id) run
INSERT INTO rounds_ask (id, week_id, seat, person_id) VALUES (:id, :week_id, :seat, :person_id);

-- rounds_sql_asks(week_id: round_week_id) many -> name: text
SELECT k.id, k.seat, k.person_id, k.answer, k.answered_at, k.done_at, k.ended_at, p.first_name AS name
FROM rounds_ask k JOIN people_v_person p ON p.id = k.person_id WHERE k.week_id = :week_id ORDER BY k.seat;

-- rounds_sql_ask_answer(id: round_ask_id, answer: int, now: instant) changed
UPDATE rounds_ask SET answer = :answer, answered_at = :now
WHERE id = :id AND done_at IS NULL AND ended_at IS NULL;

-- What was wished for earlier is answered by what is said now.
-- rounds_sql_ask_overtake(person_id: person_id, id: round_ask_id, now: instant) run
UPDATE rounds_ask SET done_at = :now
WHERE person_id = :person_id AND id < :id AND answer > 1 AND done_at IS NULL;

-- rounds_sql_ask_leave(person_id: person_id, now: instant) run
UPDATE rounds_ask SET ended_at = :now WHERE person_id = :person_id AND ended_at IS NULL AND done_at IS NULL;

-- rounds_sql_ask_leave_circle(person_id: person_id, circle_id: circle_id, now: instant) run
UPDATE rounds_ask SET ended_at = :now WHERE person_id = :person_id AND ended_at IS NULL AND done_at IS NULL
AND week_id IN (SELECT w.id FROM rounds_week w WHERE w.circle_id = :circle_id);

-- rounds_sql_ask(id: round_ask_id) one
SELECT id, person_id, answer, done_at, ended_at FROM rounds_ask WHERE id = :id;

-- rounds_sql_ask_done(id: round_ask_id, now: instant, done_by: person_id) changed
UPDATE rounds_ask SET done_at = :now, done_by = :done_by WHERE id = :id AND done_at IS NULL;

-- rounds_sql_wishes(connector_id: person_id, place_id: place_id, admin: bool, limit: int) many -> name: text, circle_name: text
SELECT k.id, k.person_id, k.answer, k.answered_at, p.first_name AS name, a.name AS circle_name
FROM rounds_ask k JOIN rounds_week w ON w.id = k.week_id JOIN rounds_circle c ON c.id = w.circle_id
JOIN assets_v_asset a ON a.id = c.asset_id JOIN people_v_person p ON p.id = k.person_id
WHERE k.answer > 1 AND k.done_at IS NULL AND k.ended_at IS NULL AND p.ended_at IS NULL
AND (EXISTS (SELECT 1 FROM people_v_connector r WHERE r.person_id = k.person_id AND r.connector_id = :connector_id)
    OR (:admin = 1 AND p.place_id = :place_id
        AND NOT EXISTS (SELECT 1 FROM people_v_connector r WHERE r.person_id = k.person_id)))
ORDER BY k.answer DESC, k.answered_at, k.id LIMIT :limit;

-- rounds_sql_asks_of(person_id: person_id, limit: int) many -> circle_name: text
SELECT k.id, k.seat, k.answer, k.answered_at, k.done_at, w.monday, a.name AS circle_name
FROM rounds_ask k JOIN rounds_week w ON w.id = k.week_id JOIN rounds_circle c ON c.id = w.circle_id
JOIN assets_v_asset a ON a.id = c.asset_id
WHERE k.person_id = :person_id ORDER BY w.monday DESC, k.id LIMIT :limit;

-- rounds_sql_figure(place_id: place_id) one -> weeks: int, kept: int
SELECT count(*) AS weeks, count(w.kept_at) AS kept
FROM rounds_week w JOIN rounds_circle c ON c.id = w.circle_id WHERE c.place_id = :place_id;

-- rounds_sql_figure_wishes(place_id: place_id) one -> answers: int, wishes: int
SELECT count(*) AS answers, COALESCE(sum(CASE WHEN k.answer > 1 THEN 1 ELSE 0 END), 0) AS wishes
FROM rounds_ask k JOIN people_v_person p ON p.id = k.person_id
WHERE k.answer > 0 AND k.ended_at IS NULL AND p.place_id = :place_id;

-- Where people are together: all but gifts, and only those still there.
-- rounds_sql_assets(place_id: place_id, limit: int) many
SELECT id FROM assets_v_asset WHERE place_id = :place_id AND kind <> 'gift' ORDER BY name, id LIMIT :limit;
