-- uses credits people places assets

-- credits_sql_lock(ledger: ledger_id) one -> n: int
SELECT :ledger * 0 + 1 AS n;

-- credits_sql_lock(ledger: ledger_id) pg one -> n: int
SELECT coalesce(length(pg_advisory_xact_lock(hashtext(current_schema() || '.credits'), (:ledger)::int)::text), 0)::bigint AS n;

-- credits_sql_head(low: int, high: int) one
SELECT id, at, hash FROM credits_entry WHERE id > :low AND id < :high ORDER BY id DESC LIMIT 1;

-- credits_sql_ledger_of(place: place_id) one
SELECT id FROM credits_ledger WHERE place_id = :place;

-- credits_sql_account_get(id: account_id) one
SELECT id, ledger_id, place_id, kind, name, label, person_id, asset_id, floor_minutes, ceiling_minutes,
    balance, held_out, held_in, excused, opened_at, closed_at
FROM credits_account WHERE id = :id;

-- credits_sql_account_named(name: text) one
SELECT id, ledger_id, place_id, kind, name, label, person_id, asset_id, floor_minutes, ceiling_minutes,
    balance, held_out, held_in, excused, opened_at, closed_at
FROM credits_account WHERE name = :name;

-- credits_sql_account_of_person(person: person_id) one
SELECT id FROM credits_account WHERE person_id = :person AND closed_at IS NULL ORDER BY id LIMIT 1;

-- credits_sql_account_of_asset(asset: asset_id, kind: text) one
SELECT id FROM credits_account WHERE asset_id = :asset AND kind = :kind AND closed_at IS NULL ORDER BY id LIMIT 1;

-- credits_sql_account_add(id: account_id, ledger: ledger_id, place: place_id, kind: text, name: text, label: text, person: person_id, asset: asset_id, floor: int, ceiling: int, now: instant) run
INSERT INTO credits_account (id, ledger_id, place_id, kind, name, label, person_id, asset_id, floor_minutes, ceiling_minutes, opened_at)
VALUES (:id, :ledger, :place, :kind, :name, :label, :person, :asset, :floor, :ceiling, :now);

-- credits_sql_account_close(id: account_id, now: instant) changed
UPDATE credits_account SET closed_at = :now
WHERE id = :id AND closed_at IS NULL AND balance = 0 AND held_out = 0 AND held_in = 0;

-- credits_sql_account_limits(id: account_id, floor: int, ceiling: int, excused: bool) changed
UPDATE credits_account SET floor_minutes = :floor, ceiling_minutes = :ceiling, excused = :excused WHERE id = :id;

-- credits_sql_move(id: account_id, minutes: int, out: int, into: int, excused: bool, postings: int) changed
UPDATE credits_account SET balance = balance + :minutes, held_out = held_out + :out, held_in = held_in + :into, excused = :excused,
    postings = postings + :postings
WHERE id = :id AND closed_at IS NULL;

-- credits_sql_entry_add(id: entry_id, key: blob, payer: account_id, payee: account_id, minutes: int, kind: text, words: text, behalf: text, consent: text, salt: blob, said: blob, actor: int, for_whom: int, via: text, reverses: entry_id, at: instant, hash: blob) run
INSERT INTO credits_entry (id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash)
VALUES (:id, :key, :payer, :payee, :minutes, :kind, :words, :behalf, :consent, :salt, :said, :actor, :for_whom, :via, :reverses, :at, :hash);

-- credits_sql_entry_keyed(key: blob) one
SELECT id, payer, payee, minutes, kind, reverses, salt, said, actor, for_whom, at FROM credits_entry WHERE key = :key;

-- credits_sql_entry_find(id: entry_id) one -> reversed_by: entry_id
SELECT e.id, e.key, e.payer, e.payee, e.minutes, e.kind, e.words, e.behalf, e.consent, e.actor, e.for_whom, e.via, e.reverses, e.at, e.hash, r.id AS reversed_by
FROM credits_entry e LEFT JOIN credits_entry r ON r.reverses = e.id WHERE e.id = :id;

-- credits_sql_entries(account: account_id, before: int, limit: int) many -> reversed_by: entry_id
SELECT e.id, e.key, e.payer, e.payee, e.minutes, e.kind, e.words, e.behalf, e.consent, e.actor, e.for_whom, e.via, e.reverses, e.at, e.hash, r.id AS reversed_by
FROM (SELECT * FROM (SELECT * FROM credits_entry WHERE payer = :account AND id < :before ORDER BY id DESC LIMIT :limit) paid
      UNION ALL
      SELECT * FROM (SELECT * FROM credits_entry WHERE payee = :account AND id < :before ORDER BY id DESC LIMIT :limit) got) e
LEFT JOIN credits_entry r ON r.reverses = e.id
ORDER BY e.id DESC LIMIT :limit;

-- credits_sql_sums(account: account_id) one -> given: int, received: int
SELECT coalesce((SELECT sum(minutes) FROM credits_entry g WHERE g.payee = :account AND g.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = g.id)), 0) AS given,
    coalesce((SELECT sum(minutes) FROM credits_entry t WHERE t.payer = :account AND t.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = t.id)), 0) AS received;

-- credits_sql_programme_of(place: place_id) one
SELECT id, account_id FROM credits_programme
WHERE (place_id = :place OR (place_id IS NULL AND :place IS NULL)) AND ended_at IS NULL ORDER BY id LIMIT 1;

-- credits_sql_programme_add(id: programme_id, place: place_id, name: text, account: account_id) run
INSERT INTO credits_programme (id, place_id, name, account_id) VALUES (:id, :place, :name, :account);

-- credits_sql_pending_add(id: pending_id, key: blob, payer: account_id, payee: account_id, minutes: int, kind: text, words: text, behalf: text, consent: text, actor: int, for_whom: int, via: text, now: instant, until: instant, on_timeout: text) run
INSERT INTO credits_pending (id, key, payer, payee, minutes, kind, words, behalf, consent, actor, for_whom, via, made_at, until, on_timeout, state, version)
VALUES (:id, :key, :payer, :payee, :minutes, :kind, :words, :behalf, :consent, :actor, :for_whom, :via, :now, :until, :on_timeout, 'pending', 1);

-- credits_sql_pending_find(id: pending_id) one
SELECT id, key, payer, payee, minutes, kind, words, behalf, consent, actor, for_whom, via, made_at, until, on_timeout, state, version, entry_id, resolved_at
FROM credits_pending WHERE id = :id;

-- credits_sql_pending_keyed(key: blob) one
SELECT id, payer, payee, minutes, kind, words, behalf, consent FROM credits_pending WHERE key = :key;

-- credits_sql_pending_due(now: instant, limit: int) many
SELECT id FROM credits_pending WHERE state = 'pending' AND until <= :now ORDER BY until, id LIMIT :limit;

-- credits_sql_pending_end(id: pending_id, state: text, entry: entry_id, now: instant) changed
UPDATE credits_pending SET state = :state, entry_id = :entry, resolved_at = :now, version = version + 1
WHERE id = :id AND state = 'pending';

-- credits_sql_state_add(pending: pending_id, version: int, state: text, actor: int, reason: text, now: instant) run
INSERT INTO credits_state (pending_id, version, state, actor, reason, at) VALUES (:pending, :version, :state, :actor, :reason, :now);
