-- ---- the ladder ----

-- activities_sql_rungs(asset_id: asset_id, limit: int) many -> by_name: text
SELECT r.asset_id, r.place_id, r.person_id, p.first_name, r.step, r.self_at, r.leader_at, q.first_name AS by_name, r.not_yet_at, r.not_yet_self, r.small_step
FROM activities_rung r JOIN people_v_person p ON p.id = r.person_id LEFT JOIN people_v_person q ON q.id = r.leader_id
WHERE r.asset_id = :asset_id AND r.ended_at IS NULL AND p.ended_at IS NULL ORDER BY r.person_id, r.step LIMIT :limit;

-- activities_sql_rungs_of(person_id: person_id, limit: int) many -> by_name: text
SELECT r.asset_id, r.place_id, r.person_id, p.first_name, r.step, r.self_at, r.leader_at, q.first_name AS by_name, r.not_yet_at, r.not_yet_self, r.small_step
FROM activities_rung r JOIN people_v_person p ON p.id = r.person_id LEFT JOIN people_v_person q ON q.id = r.leader_id
WHERE r.person_id = :person_id AND r.ended_at IS NULL ORDER BY r.asset_id, r.step LIMIT :limit;

-- activities_sql_rung_self(id: int, asset_id: asset_id, place_id: place_id, person_id: person_id, step: int, now: instant) run
INSERT INTO activities_rung (id, asset_id, place_id, person_id, step, self_at, created_at)
VALUES (:id, :asset_id, :place_id, :person_id, :step, :now, :now)
ON CONFLICT (asset_id, person_id, step) DO UPDATE SET self_at = excluded.self_at, not_yet_at = NULL, not_yet_self = 0, ended_at = NULL;

-- activities_sql_rung_leader(id: int, asset_id: asset_id, place_id: place_id, person_id: person_id, step: int, leader_id: person_id, small_step: text, now: instant) run
INSERT INTO activities_rung (id, asset_id, place_id, person_id, step, leader_at, leader_id, small_step, created_at)
VALUES (:id, :asset_id, :place_id, :person_id, :step, :now, :leader_id, :small_step, :now)
ON CONFLICT (asset_id, person_id, step) DO UPDATE SET leader_at = excluded.leader_at, leader_id = excluded.leader_id,
    small_step = coalesce(excluded.small_step, activities_rung.small_step), not_yet_at = NULL, not_yet_self = 0, ended_at = NULL;

-- activities_sql_rung_not_yet(asset_id: asset_id, person_id: person_id, step: int, self: bool, now: instant) changed
UPDATE activities_rung SET not_yet_at = :now, not_yet_self = :self WHERE asset_id = :asset_id AND person_id = :person_id AND step = :step AND ended_at IS NULL;

-- activities_sql_rung_end(asset_id: asset_id, person_id: person_id, now: instant) run
UPDATE activities_rung SET ended_at = :now, small_step = NULL WHERE asset_id = :asset_id AND person_id = :person_id AND ended_at IS NULL;

-- activities_sql_rung_said_by(person_id: person_id, limit: int) many
SELECT r.asset_id, r.step, r.leader_at FROM activities_rung r WHERE r.leader_id = :person_id AND r.ended_at IS NULL ORDER BY r.leader_at DESC, r.id LIMIT :limit;

-- activities_sql_rung_forget(person_id: person_id, now: instant) run
UPDATE activities_rung SET small_step = NULL, self_at = NULL, leader_at = NULL, leader_id = NULL, not_yet_at = NULL, ended_at = :now WHERE person_id = :person_id;

-- activities_sql_rung_forget_leader(person_id: person_id) run
UPDATE activities_rung SET leader_id = NULL WHERE leader_id = :person_id;

-- who came, or has a place, and is not on the ladder yet
-- activities_sql_candidates(asset_id: asset_id, limit: int) many
SELECT p.id AS person_id, p.first_name FROM people_v_person p
WHERE p.ended_at IS NULL
    AND p.id IN (SELECT c.person_id FROM activities_came c JOIN activities_register r ON r.id = c.register_id WHERE r.asset_id = :asset_id AND c.came = 1
        UNION SELECT s.person_id FROM activities_signup s WHERE s.asset_id = :asset_id AND s.state = 'coming')
    AND NOT EXISTS (SELECT 1 FROM activities_rung g WHERE g.asset_id = :asset_id AND g.person_id = p.id AND g.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM activities_series t WHERE t.asset_id = :asset_id AND (t.leader_id = p.id OR t.co_leader_id = p.id))
ORDER BY p.first_name, p.id LIMIT :limit;

-- every series of a place with a leader, and who can lead it by the ladder
-- activities_sql_led_in(place_id: place_id, limit: int) many
SELECT asset_id, leader_id, co_leader_id FROM activities_series
WHERE place_id = :place_id AND (leader_id IS NOT NULL OR co_leader_id IS NOT NULL) ORDER BY asset_id LIMIT :limit;

-- activities_sql_leads(asset_id: asset_id, least: int) many
SELECT r.person_id, p.first_name, r.step FROM activities_rung r JOIN people_v_person p ON p.id = r.person_id
WHERE r.asset_id = :asset_id AND r.step >= :least AND r.self_at IS NOT NULL AND r.leader_at IS NOT NULL AND r.ended_at IS NULL AND p.ended_at IS NULL
ORDER BY r.step DESC, p.first_name, r.person_id;

-- ---- what they hold ----

-- activities_sql_held(person_id: person_id) many -> seen_name: text
SELECT h.id, h.place_id, h.person_id, p.first_name, h.kind, h.until_on, h.seen_by, q.first_name AS seen_name, h.seen_on
FROM activities_held h JOIN people_v_person p ON p.id = h.person_id LEFT JOIN people_v_person q ON q.id = h.seen_by
WHERE h.person_id = :person_id AND h.ended_at IS NULL ORDER BY h.until_on, h.id;

-- activities_sql_held_find(id: int) one
SELECT id, person_id FROM activities_held WHERE id = :id AND ended_at IS NULL;

-- activities_sql_held_add(id: int, place_id: place_id, person_id: person_id, kind: text, until_on: day, seen_by: person_id, seen_on: day, now: instant) run
INSERT INTO activities_held (id, place_id, person_id, kind, until_on, seen_by, seen_on, added_at)
VALUES (:id, :place_id, :person_id, :kind, :until_on, :seen_by, :seen_on, :now);

-- activities_sql_held_replaced(person_id: person_id, kind: text, now: instant) run
UPDATE activities_held SET ended_at = :now WHERE person_id = :person_id AND kind = :kind AND ended_at IS NULL;

-- activities_sql_held_seen(id: int, seen_by: person_id, seen_on: day) changed
UPDATE activities_held SET seen_by = :seen_by, seen_on = :seen_on WHERE id = :id AND ended_at IS NULL;

-- activities_sql_held_end(id: int, now: instant) changed
UPDATE activities_held SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- activities_sql_held_valid(asset_id: asset_id, kind: text, today: day) count
SELECT count(*) FROM activities_held h WHERE h.kind = :kind AND h.ended_at IS NULL AND h.until_on >= :today AND h.seen_by IS NOT NULL
    AND h.person_id IN (SELECT leader_id FROM activities_series WHERE asset_id = :asset_id AND leader_id IS NOT NULL
        UNION SELECT co_leader_id FROM activities_series WHERE asset_id = :asset_id AND co_leader_id IS NOT NULL
        UNION SELECT person_id FROM activities_rung WHERE asset_id = :asset_id AND step >= 3 AND self_at IS NOT NULL AND leader_at IS NOT NULL AND ended_at IS NULL);

-- activities_sql_held_due(place_id: place_id, before: day, limit: int) many -> seen_name: text
SELECT h.id, h.place_id, h.person_id, p.first_name, h.kind, h.until_on, h.seen_by, q.first_name AS seen_name, h.seen_on
FROM activities_held h JOIN people_v_person p ON p.id = h.person_id LEFT JOIN people_v_person q ON q.id = h.seen_by
WHERE h.place_id = :place_id AND h.until_on < :before AND h.ended_at IS NULL AND p.ended_at IS NULL ORDER BY h.until_on, h.id LIMIT :limit;

-- those to whom a reminder is due, of all places
-- activities_sql_held_remind(today: day, limit: int) many
SELECT id, place_id, person_id, kind, until_on, told FROM activities_held
WHERE ended_at IS NULL AND until_on <= :today + 60 AND told < 4 AND ((until_on <= :today + 60 AND told = 0) OR (until_on <= :today + 14 AND told < 2) OR (until_on <= :today AND told < 4))
ORDER BY until_on, id LIMIT :limit;

-- activities_sql_held_told(id: int, told: int) run
UPDATE activities_held SET told = :told WHERE id = :id;

-- series in which one leads and the other leads with them, as both said: to be named beside somebody is no yes
-- activities_sql_held_leader(leader: person_id, person_id: person_id) count
SELECT count(*) FROM activities_series s WHERE s.leader_id = :leader
    AND EXISTS (SELECT 1 FROM activities_rung r WHERE r.asset_id = s.asset_id AND r.person_id = :person_id
        AND r.step >= 2 AND r.self_at IS NOT NULL AND r.leader_at IS NOT NULL AND r.ended_at IS NULL);

-- activities_sql_held_of(person_id: person_id) many
SELECT id, kind, until_on, seen_on, ended_at FROM activities_held WHERE person_id = :person_id AND added_at > 0 ORDER BY added_at DESC, id;

-- activities_sql_held_forget(person_id: person_id) run
DELETE FROM activities_held WHERE person_id = :person_id;

-- activities_sql_held_forget_seen(person_id: person_id) run
UPDATE activities_held SET seen_by = NULL, seen_on = NULL WHERE seen_by = :person_id;

-- activities_sql_held_place(person_id: person_id) one
SELECT place_id FROM people_v_person WHERE id = :person_id AND ended_at IS NULL;

-- who left leads nothing any more
-- activities_sql_series_forget_leader(person_id: person_id, now: instant) run
UPDATE activities_series SET leader_id = CASE WHEN leader_id = :person_id THEN NULL ELSE leader_id END,
    co_leader_id = CASE WHEN co_leader_id = :person_id THEN NULL ELSE co_leader_id END, changed_at = :now
WHERE leader_id = :person_id OR co_leader_id = :person_id;
