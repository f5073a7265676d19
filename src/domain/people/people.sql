-- uses people places

-- people_sql_find(id: person_id) one
SELECT id, place_id, first_name, email, phone, address, outcode, languages, age_band, for_child, needs, times,
       turns_to, created_at, ended_at
FROM people_person WHERE id = :id;

-- people_sql_add(id: person_id, place_id: place_id, first_name: text, email: text, phone: text, address: text, outcode: text, languages: text, age_band: text, for_child: text, needs: int, times: text, created_at: instant) run
INSERT INTO people_person (id, place_id, first_name, email, phone, address, outcode, languages, age_band, for_child, needs, times, created_at)
VALUES (:id, :place_id, :first_name, :email, :phone, :address, :outcode, :languages, :age_band, :for_child, :needs, :times, :created_at);

-- people_sql_change(id: person_id, first_name: text, email: text, phone: text, address: text, outcode: text, languages: text, age_band: text, for_child: text, needs: int, times: text) changed
UPDATE people_person SET first_name = :first_name, email = :email, phone = :phone, address = :address, outcode = :outcode,
    languages = :languages, age_band = :age_band, for_child = :for_child, needs = :needs, times = :times
WHERE id = :id AND ended_at IS NULL;

-- people_sql_end(id: person_id, now: instant) changed
UPDATE people_person SET ended_at = :now, email = NULL, phone = NULL, address = NULL WHERE id = :id AND ended_at IS NULL;

-- people_sql_end_relations(id: person_id, now: instant) run
UPDATE people_relation SET until = :now WHERE until IS NULL AND ((from_id = :id AND (kind <> 0 OR to_kind <> 0)) OR (to_kind = 0 AND to_id = :id));

-- people_sql_turns_to(id: person_id, turns_to: int, now: instant) changed
UPDATE people_person SET turns_to = :turns_to, turns_to_first = coalesce(turns_to_first, :turns_to), listened_at = :now
WHERE id = :id AND ended_at IS NULL;

-- people_sql_first_name(id: person_id) one
SELECT first_name FROM people_person WHERE id = :id;

-- people_sql_list_all(place_id: place_id, pattern: text, limit: int, offset: int) many -> connector: text
SELECT p.id, p.first_name, p.outcode, p.turns_to, p.created_at,
    (SELECT min(c.first_name) FROM people_relation r JOIN people_person c ON c.id = r.from_id
     WHERE r.kind = 0 AND r.to_kind = 0 AND r.to_id = p.id AND r.until IS NULL AND c.ended_at IS NULL) AS connector
FROM people_person p
WHERE p.place_id = :place_id AND p.ended_at IS NULL AND lower(p.first_name) LIKE :pattern
ORDER BY p.first_name, p.id LIMIT :limit OFFSET :offset;

-- people_sql_list_mine(actor: person_id, pattern: text, limit: int, offset: int) many -> connector: text
SELECT p.id, p.first_name, p.outcode, p.turns_to, p.created_at, c.first_name AS connector
FROM people_relation r JOIN people_person p ON p.id = r.to_id JOIN people_person c ON c.id = r.from_id
WHERE r.from_id = :actor AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND p.ended_at IS NULL
    AND lower(p.first_name) LIKE :pattern
ORDER BY p.first_name, p.id LIMIT :limit OFFSET :offset;

-- people_sql_count_all(place_id: place_id) count
SELECT count(*) FROM people_person WHERE place_id = :place_id AND ended_at IS NULL;

-- people_sql_count_mine(actor: person_id) count
SELECT count(*) FROM people_relation r JOIN people_person p ON p.id = r.to_id
WHERE r.from_id = :actor AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND p.ended_at IS NULL;

-- people_sql_nobody_all(place_id: place_id, limit: int) many -> connector: text
SELECT p.id, p.first_name, p.outcode, p.turns_to, p.created_at,
    (SELECT min(c.first_name) FROM people_relation r JOIN people_person c ON c.id = r.from_id
     WHERE r.kind = 0 AND r.to_kind = 0 AND r.to_id = p.id AND r.until IS NULL AND c.ended_at IS NULL) AS connector
FROM people_person p
WHERE p.place_id = :place_id AND p.ended_at IS NULL AND p.turns_to = 0
ORDER BY p.listened_at, p.id LIMIT :limit;

-- people_sql_nobody_mine(actor: person_id, limit: int) many -> connector: text
SELECT p.id, p.first_name, p.outcode, p.turns_to, p.created_at, c.first_name AS connector
FROM people_relation r JOIN people_person p ON p.id = r.to_id JOIN people_person c ON c.id = r.from_id
WHERE r.from_id = :actor AND r.kind = 0 AND r.to_kind = 0 AND r.until IS NULL AND p.ended_at IS NULL AND p.turns_to = 0
ORDER BY p.listened_at, p.id LIMIT :limit;

-- people_sql_nobody_figure(place_id: place_id) one -> asked: int, first_nobody: int, now_nobody: int
SELECT count(*) AS asked, coalesce(sum(CASE WHEN turns_to_first = 0 THEN 1 ELSE 0 END), 0) AS first_nobody,
    coalesce(sum(CASE WHEN turns_to = 0 THEN 1 ELSE 0 END), 0) AS now_nobody
FROM people_person WHERE place_id = :place_id AND ended_at IS NULL AND turns_to IS NOT NULL;

-- people_sql_relate(id: relation_id, from_id: person_id, kind: int, to_kind: int, to_id: int, to_name: text, how: text, since: instant) run
INSERT INTO people_relation (id, from_id, kind, to_kind, to_id, to_name, how, since)
VALUES (:id, :from_id, :kind, :to_kind, :to_id, :to_name, :how, :since);

-- people_sql_relation(id: relation_id) one
SELECT id, from_id, kind, to_kind, to_id, until FROM people_relation WHERE id = :id;

-- people_sql_unrelate(id: relation_id, now: instant) changed
UPDATE people_relation SET until = :now WHERE id = :id AND until IS NULL;

-- people_sql_relations(person_id: person_id) many -> from_name: text, named: text
SELECT r.id, r.from_id, r.kind, r.to_kind, r.to_id, r.how, r.since, f.first_name AS from_name,
    coalesce(t.first_name, r.to_name) AS named
FROM people_relation r JOIN people_person f ON f.id = r.from_id
LEFT JOIN people_person t ON r.to_kind = 0 AND t.id = r.to_id
WHERE r.until IS NULL AND (r.from_id = :person_id OR (r.to_kind = 0 AND r.to_id = :person_id))
ORDER BY r.kind, r.since, r.id LIMIT 200;

-- people_sql_related(from_id: person_id, kind: int, to_kind: int, to_id: int) count
SELECT count(*) FROM people_relation
WHERE from_id = :from_id AND kind = :kind AND to_kind = :to_kind AND to_id = :to_id AND until IS NULL;

-- people_sql_from_of(kind: int, to_kind: int, to_id: int) one -> from_id: person_id
SELECT r.from_id FROM people_relation r JOIN people_person f ON f.id = r.from_id
WHERE r.kind = :kind AND r.to_kind = :to_kind AND r.to_id = :to_id AND r.until IS NULL AND f.ended_at IS NULL
ORDER BY r.since DESC, r.id DESC LIMIT 1;

-- people_sql_standing(person_id: person_id) many
SELECT kind, to_kind, to_id FROM people_relation WHERE from_id = :person_id AND until IS NULL ORDER BY kind, to_kind, to_id LIMIT 500;

-- people_sql_support_add(id: support_id, person_id: person_id, name: text, tie: text, told_to: person_id, told_at: instant) run
INSERT INTO people_support (id, person_id, name, tie, told_to, told_at)
VALUES (:id, :person_id, :name, :tie, :told_to, :told_at);

-- people_sql_support(id: support_id) one
SELECT id, person_id, ended_at FROM people_support WHERE id = :id;

-- people_sql_support_end(id: support_id, now: instant) changed
UPDATE people_support SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- people_sql_supports(person_id: person_id) many
SELECT id, name, tie, told_at FROM people_support WHERE person_id = :person_id AND ended_at IS NULL ORDER BY told_at, id LIMIT 50;

-- people_sql_consent_add(id: consent_id, person_id: person_id, purpose: int, how: text, asked_by: person_id, language: text, given_at: instant) run
INSERT INTO people_consent (id, person_id, purpose, how, asked_by, language, given_at)
VALUES (:id, :person_id, :purpose, :how, :asked_by, :language, :given_at);

-- people_sql_consent_withdraw(person_id: person_id, purpose: int, now: instant) changed
UPDATE people_consent SET withdrawn_at = :now WHERE person_id = :person_id AND purpose = :purpose AND withdrawn_at IS NULL;

-- people_sql_consent_withdraw_all(person_id: person_id, now: instant) run
UPDATE people_consent SET withdrawn_at = :now WHERE person_id = :person_id AND withdrawn_at IS NULL;

-- people_sql_consent_now(person_id: person_id, purpose: int) count
SELECT count(*) FROM people_consent c JOIN people_person p ON p.id = c.person_id
WHERE c.person_id = :person_id AND c.purpose = :purpose AND c.withdrawn_at IS NULL AND p.ended_at IS NULL;

-- people_sql_consents(person_id: person_id) many -> asked_name: text
SELECT c.id, c.purpose, c.given_at, c.withdrawn_at, c.how, c.language, a.first_name AS asked_name
FROM people_consent c LEFT JOIN people_person a ON a.id = c.asked_by
WHERE c.person_id = :person_id ORDER BY c.given_at DESC, c.id DESC LIMIT 100;

-- people_sql_apart_add(id: int, place_id: place_id, low_id: person_id, high_id: person_id, reason: text, set_by: person_id, since: instant) run
INSERT INTO people_kept_apart (id, place_id, low_id, high_id, reason, set_by, since)
VALUES (:id, :place_id, :low_id, :high_id, :reason, :set_by, :since);

-- people_sql_apart_end(low_id: person_id, high_id: person_id, now: instant) changed
UPDATE people_kept_apart SET until = :now WHERE low_id = :low_id AND high_id = :high_id AND until IS NULL;

-- people_sql_apart(low_id: person_id, high_id: person_id) count
SELECT count(*) FROM people_kept_apart WHERE low_id = :low_id AND high_id = :high_id AND until IS NULL;

-- people_sql_apart_from(person_id: person_id) many -> other: person_id
SELECT CASE WHEN low_id = :person_id THEN high_id ELSE low_id END AS other
FROM people_kept_apart WHERE until IS NULL AND (low_id = :person_id OR high_id = :person_id) ORDER BY id LIMIT 1000;

-- people_sql_apart_list(place_id: place_id) many
SELECT k.low_id, k.high_id, a.first_name AS a_name, b.first_name AS b_name, k.reason, k.since
FROM people_kept_apart k JOIN people_person a ON a.id = k.low_id JOIN people_person b ON b.id = k.high_id
WHERE k.place_id = :place_id AND k.until IS NULL ORDER BY k.since DESC, k.id DESC LIMIT 500;

-- people_sql_home(id: person_id) one
SELECT place_id FROM people_person WHERE id = :id AND ended_at IS NULL;
