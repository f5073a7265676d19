-- credits_sql_rule_add(id: rule_id, place: place_id, name: text, kind: text, floor: int, ceiling: int, warn: int, first_days: int, chosen: bool, by: int, now: instant) run
INSERT INTO credits_rule (id, place_id, name, kind, floor_minutes, ceiling_minutes, warn_minutes, first_days, chosen, changed_by, changed_at)
VALUES (:id, :place, :name, :kind, :floor, :ceiling, :warn, :first_days, :chosen, :by, :now);

-- credits_sql_rule_change(id: rule_id, name: text, floor: int, ceiling: int, warn: int, first_days: int, by: int, now: instant) run
UPDATE credits_rule SET name = :name, floor_minutes = :floor, ceiling_minutes = :ceiling, warn_minutes = :warn, first_days = :first_days,
    changed_by = :by, changed_at = :now, looked_at = NULL
WHERE id = :id AND ended_at IS NULL;

-- credits_sql_rule_end(id: rule_id, now: instant) changed
UPDATE credits_rule SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_rule_free(rule: rule_id) run
DELETE FROM credits_rule_account WHERE rule_id = :rule;

-- credits_sql_rule_again(place: place_id) run
UPDATE credits_rule SET looked_at = NULL WHERE place_id = :place AND ended_at IS NULL;

-- credits_sql_rule_looked(id: rule_id, changed: instant, now: instant) run
UPDATE credits_rule SET looked_at = :now WHERE id = :id AND changed_at = :changed;

-- credits_sql_rule_find(id: rule_id) one -> accounts: int
SELECT r.id, r.place_id, r.name, r.kind, r.floor_minutes, r.ceiling_minutes, r.warn_minutes, r.first_days, r.chosen, r.changed_at, r.looked_at, r.ended_at,
    (SELECT count(*) FROM credits_rule_account a WHERE a.rule_id = r.id) AS accounts
FROM credits_rule r WHERE r.id = :id;

-- credits_sql_rule_list(place: place_id) many -> accounts: int
SELECT r.id, r.place_id, r.name, r.kind, r.floor_minutes, r.ceiling_minutes, r.warn_minutes, r.first_days, r.chosen, r.changed_at, r.looked_at, r.ended_at,
    (SELECT count(*) FROM credits_rule_account a WHERE a.rule_id = r.id) AS accounts
FROM credits_rule r WHERE r.place_id = :place AND r.ended_at IS NULL ORDER BY r.kind, r.chosen, r.first_days, r.name;

-- credits_sql_rule_chosen(account: account_id) one
SELECT r.id, r.place_id, r.name, r.kind, r.floor_minutes, r.ceiling_minutes, r.warn_minutes, r.first_days, r.chosen, r.changed_at, r.looked_at, r.ended_at
FROM credits_rule_account a JOIN credits_rule r ON r.id = a.rule_id WHERE a.account_id = :account AND r.ended_at IS NULL;

-- credits_sql_rule_usual(place: place_id, kind: text, days: int) one
SELECT id, place_id, name, kind, floor_minutes, ceiling_minutes, warn_minutes, first_days, chosen, changed_at, looked_at, ended_at
FROM credits_rule WHERE place_id = :place AND kind = :kind AND ended_at IS NULL AND chosen = 0 AND (first_days IS NULL OR first_days > :days)
ORDER BY CASE WHEN first_days IS NULL THEN 1 ELSE 0 END LIMIT 1;

-- credits_sql_rule_put_in(account: account_id, rule: rule_id, by: int, now: instant) run
INSERT INTO credits_rule_account (account_id, rule_id, by_id, at) VALUES (:account, :rule, :by, :now)
ON CONFLICT (account_id) DO UPDATE SET rule_id = excluded.rule_id, by_id = excluded.by_id, at = excluded.at;

-- credits_sql_rule_take_out(account: account_id) run
DELETE FROM credits_rule_account WHERE account_id = :account;

-- credits_sql_rule_people(rule: rule_id, limit: int) many
SELECT c.account_id, a.person_id FROM credits_rule_account c JOIN credits_account a ON a.id = c.account_id WHERE c.rule_id = :rule ORDER BY c.at, c.account_id LIMIT :limit;

-- credits_sql_rules_due(before: instant, limit: int) many
SELECT id, place_id, kind, floor_minutes, ceiling_minutes, first_days, chosen, changed_at FROM credits_rule
WHERE ended_at IS NULL AND (looked_at IS NULL OR looked_at <= :before) ORDER BY id LIMIT :limit;

-- credits_sql_rule_strays(place: place_id, kind: text, floor: int, ceiling: int, from: instant, until: instant, limit: int) many
SELECT a.id FROM credits_account a
WHERE a.place_id = :place AND a.kind = :kind AND a.closed_at IS NULL AND (a.person_id IS NOT NULL OR a.asset_id IS NOT NULL)
  AND a.opened_at > :from AND a.opened_at <= :until
  AND NOT EXISTS (SELECT 1 FROM credits_rule_account c WHERE c.account_id = a.id)
  AND (coalesce(a.floor_minutes, 1) <> coalesce(:floor, 1) OR coalesce(a.ceiling_minutes, -1) <> coalesce(:ceiling, -1))
ORDER BY a.id LIMIT :limit;

-- credits_sql_rule_chosen_strays(rule: rule_id, floor: int, ceiling: int, limit: int) many
SELECT a.id FROM credits_rule_account c JOIN credits_account a ON a.id = c.account_id
WHERE c.rule_id = :rule AND a.closed_at IS NULL
  AND (coalesce(a.floor_minutes, 1) <> coalesce(:floor, 1) OR coalesce(a.ceiling_minutes, -1) <> coalesce(:ceiling, -1))
ORDER BY a.id LIMIT :limit;

-- credits_sql_last_moved(account: account_id) one -> at: instant
SELECT max(e.at) AS at FROM (
    SELECT at FROM (SELECT at FROM credits_entry WHERE payer = :account ORDER BY id DESC LIMIT 1) paid
    UNION ALL
    SELECT at FROM (SELECT at FROM credits_entry WHERE payee = :account ORDER BY id DESC LIMIT 1) got) e;

-- credits_sql_talk_find(person: person_id) one
SELECT at FROM credits_talk WHERE person_id = :person;

-- credits_sql_talk_put(person: person_id, by: int, now: instant) run
INSERT INTO credits_talk (person_id, by_id, at) VALUES (:person, :by, :now)
ON CONFLICT (person_id) DO UPDATE SET by_id = excluded.by_id, at = excluded.at;
