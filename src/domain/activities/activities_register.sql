-- uses places people assets

-- ---- one register ----

-- begins it, or holds it for one writer at a time
-- activities_sql_register_hold(id: int, place_id: place_id, asset_id: asset_id, day: day, at: minutes, on_day: day, now: instant) run
INSERT INTO activities_register (id, place_id, asset_id, day, at, on_day, created_at)
VALUES (:id, :place_id, :asset_id, :day, :at, :on_day, :now)
ON CONFLICT (asset_id, day, at) DO UPDATE SET on_day = excluded.on_day;

-- activities_sql_register_find(asset_id: asset_id, day: day, at: minutes) one
SELECT id, on_day, held, named, walk_ins, newcomers, total, others, adults, children, note, others_at, adults_at, children_at, note_at,
    kept_at, kept_by
FROM activities_register WHERE asset_id = :asset_id AND day = :day AND at = :at;

-- activities_sql_register_put(id: int, held: bool, named: int, walk_ins: int, newcomers: int, total: int, others: int, adults: int, children: int, note: text, others_at: instant, adults_at: instant, children_at: instant, note_at: instant, kept_at: instant, kept_by: person_id) run
UPDATE activities_register SET held = :held, named = :named, walk_ins = :walk_ins, newcomers = :newcomers, total = :total,
    others = :others, adults = :adults, children = :children, note = :note, others_at = :others_at, adults_at = :adults_at,
    children_at = :children_at, note_at = :note_at, kept_at = :kept_at, kept_by = :kept_by
WHERE id = :id;

-- activities_sql_register_last(asset_id: asset_id, limit: int) many
SELECT id, day, at, on_day, total, newcomers FROM activities_register
WHERE asset_id = :asset_id AND held = 1 AND kept_at IS NOT NULL ORDER BY on_day DESC, at DESC LIMIT :limit;

-- ---- its rows ----

-- activities_sql_came_list(register_id: int, limit: int) many -> first_name: text
SELECT c.id, c.person_id, c.walk_in, c.name, p.first_name AS first_name, c.came, c.newcomer, c.with_n, c.said_at, c.device, c.same_as, c.told
FROM activities_came c LEFT JOIN people_v_person p ON p.id = c.person_id
WHERE c.register_id = :register_id ORDER BY c.created_at, c.id LIMIT :limit;

-- activities_sql_came_put(id: int, register_id: int, place_id: place_id, person_id: person_id, walk_in: text, name: text, came: bool, newcomer: bool, with_n: int, said_at: instant, device: text, same_as: int, told: bool, now: instant) run
INSERT INTO activities_came (id, register_id, place_id, person_id, walk_in, name, came, newcomer, with_n, said_at, device, same_as, told, created_at)
VALUES (:id, :register_id, :place_id, :person_id, :walk_in, :name, :came, :newcomer, :with_n, :said_at, :device, :same_as, :told, :now)
ON CONFLICT (id) DO UPDATE SET came = excluded.came, newcomer = excluded.newcomer, with_n = excluded.with_n, said_at = excluded.said_at,
    device = excluded.device, same_as = excluded.same_as, told = excluded.told;

-- who came to this series before, and so may be ticked
-- activities_sql_regulars(asset_id: asset_id, id: int, limit: int) many -> times: int, last: day
SELECT c.person_id, p.first_name, count(*) AS times, max(r.on_day) AS last
FROM activities_register r JOIN activities_came c ON c.register_id = r.id JOIN people_v_person p ON p.id = c.person_id
WHERE r.asset_id = :asset_id AND r.id <> :id AND r.held = 1 AND c.came = 1 AND p.ended_at IS NULL
GROUP BY c.person_id, p.first_name ORDER BY count(*) DESC, p.first_name, c.person_id LIMIT :limit;

-- ---- what a phone sent ----

-- activities_sql_op_add(register_id: int, op: text, now: instant) changed
INSERT INTO activities_op (register_id, op, arrived_at) VALUES (:register_id, :op, :now) ON CONFLICT (register_id, op) DO NOTHING;

-- activities_sql_op_count(register_id: int) count
SELECT count(*) FROM activities_op WHERE register_id = :register_id;

-- ---- the printed sheet ----

-- activities_sql_sheet_list(register_id: int, limit: int) many -> first_name: text
SELECT s.number, s.person_id, s.walk_in, s.name, p.first_name AS first_name
FROM activities_sheet s LEFT JOIN people_v_person p ON p.id = s.person_id
WHERE s.register_id = :register_id ORDER BY s.number LIMIT :limit;

-- activities_sql_sheet_add(register_id: int, number: int, person_id: person_id, walk_in: text, name: text) run
INSERT INTO activities_sheet (register_id, number, person_id, walk_in, name) VALUES (:register_id, :number, :person_id, :walk_in, :name);

-- ---- "that was me" ----

-- activities_sql_claim_add(id: int, register_id: int, place_id: place_id, person_id: person_id, name: text, asked_by: person_id, now: instant) run
INSERT INTO activities_claim (id, register_id, place_id, person_id, name, asked_by, asked_at)
VALUES (:id, :register_id, :place_id, :person_id, :name, :asked_by, :now)
ON CONFLICT (register_id, person_id) DO UPDATE SET name = excluded.name, asked_by = excluded.asked_by, asked_at = excluded.asked_at
WHERE activities_claim.answer IS NULL;

-- activities_sql_claim_list(register_id: int, limit: int) many
SELECT c.id, c.person_id, p.first_name, c.name, c.asked_at
FROM activities_claim c JOIN people_v_person p ON p.id = c.person_id
WHERE c.register_id = :register_id AND c.answer IS NULL AND p.ended_at IS NULL ORDER BY c.asked_at, c.id LIMIT :limit;

-- activities_sql_claim_find(register_id: int, person_id: person_id) one
SELECT id, name, answer FROM activities_claim WHERE register_id = :register_id AND person_id = :person_id;

-- activities_sql_claim_answer(id: int, register_id: int, answer: text, answered_by: person_id, now: instant) changed
UPDATE activities_claim SET answer = :answer, answered_by = :answered_by, answered_at = :now
WHERE id = :id AND register_id = :register_id AND answer IS NULL;

-- walk-ins of the last weeks in a place that nobody has said they were
-- activities_sql_claimable(place_id: place_id, person_id: person_id, since: day, limit: int) many
SELECT r.id, r.asset_id, r.day, r.at, r.on_day, c.name
FROM activities_register r JOIN activities_came c ON c.register_id = r.id
WHERE r.place_id = :place_id AND r.on_day >= :since AND r.held = 1 AND c.walk_in IS NOT NULL AND c.name IS NOT NULL AND c.came = 1
    AND (c.same_as IS NULL OR c.same_as = c.id)
    AND NOT EXISTS (SELECT 1 FROM activities_claim m WHERE m.register_id = r.id AND m.person_id = :person_id)
    AND NOT EXISTS (SELECT 1 FROM activities_came o WHERE o.register_id = r.id AND o.person_id = :person_id AND o.came = 1)
ORDER BY r.on_day DESC, r.id LIMIT :limit;

-- ---- about one person ----

-- activities_sql_came_of(person_id: person_id, limit: int) many
SELECT r.asset_id, r.day, r.at, r.on_day, c.came, c.newcomer, c.with_n, c.said_at
FROM activities_came c JOIN activities_register r ON r.id = c.register_id
WHERE c.person_id = :person_id ORDER BY r.on_day DESC, c.id LIMIT :limit;

-- activities_sql_claims_of(person_id: person_id, limit: int) many
SELECT r.asset_id, r.on_day, m.name, m.asked_at, m.answer
FROM activities_claim m JOIN activities_register r ON r.id = m.register_id
WHERE m.person_id = :person_id ORDER BY m.asked_at DESC, m.id LIMIT :limit;

-- who leaves still counts, and is nobody any more
-- activities_sql_came_forget(person_id: person_id) run
UPDATE activities_came SET walk_in = 'left-' || id, person_id = NULL, name = NULL, told = 0 WHERE person_id = :person_id;

-- activities_sql_sheet_forget(person_id: person_id) run
UPDATE activities_sheet SET person_id = NULL, name = NULL WHERE person_id = :person_id;

-- activities_sql_claim_forget(person_id: person_id) run
DELETE FROM activities_claim WHERE person_id = :person_id;

-- ---- figures ----

-- activities_sql_register_held(place_id: place_id, since: day) one -> sessions: int, people: int, newcomers: int
SELECT count(*) AS sessions, CAST(coalesce(sum(total), 0) AS INTEGER) AS people, CAST(coalesce(sum(newcomers), 0) AS INTEGER) AS newcomers
FROM activities_register WHERE place_id = :place_id AND on_day >= :since AND held = 1 AND kept_at IS NOT NULL;

-- somebody of this list: on its sheet, signed up, here before, or who leads
-- activities_sql_register_may(id: int, asset_id: asset_id, person_id: person_id) one -> found: int
SELECT 1 AS found FROM people_v_person p WHERE p.id = :person_id AND p.ended_at IS NULL AND (
    EXISTS (SELECT 1 FROM activities_sheet s WHERE s.register_id = :id AND s.person_id = p.id)
    OR EXISTS (SELECT 1 FROM activities_came c JOIN activities_register r ON r.id = c.register_id
               WHERE r.asset_id = :asset_id AND c.person_id = p.id)
    OR EXISTS (SELECT 1 FROM activities_signup u WHERE u.asset_id = :asset_id AND u.person_id = p.id)
    OR EXISTS (SELECT 1 FROM activities_series e WHERE e.asset_id = :asset_id AND (e.leader_id = p.id OR e.co_leader_id = p.id)));

-- for the command line: somebody of this first name in a place
-- activities_sql_people_called(place_id: place_id, name: text, limit: int) many
SELECT id FROM people_v_person WHERE place_id = :place_id AND ended_at IS NULL
    AND (first_name = :name OR lower(first_name) = lower(:name)) ORDER BY id LIMIT :limit;

-- activities_sql_person_known(person_id: person_id) one
SELECT id FROM people_v_person WHERE id = :person_id AND ended_at IS NULL;

-- activities_sql_came_first(asset_id: asset_id, person_id: person_id, since: day, until: day) one
SELECT r.on_day FROM activities_came c JOIN activities_register r ON r.id = c.register_id
WHERE c.person_id = :person_id AND r.asset_id = :asset_id AND c.came = 1 AND r.held = 1 AND r.on_day >= :since AND r.on_day <= :until
ORDER BY r.on_day LIMIT 1;

-- activities_sql_sheets_of(person_id: person_id, limit: int) many
SELECT r.asset_id, r.on_day, s.number FROM activities_sheet s JOIN activities_register r ON r.id = s.register_id
WHERE s.person_id = :person_id ORDER BY r.on_day DESC, s.number LIMIT :limit;
