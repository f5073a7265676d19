-- uses credits people places assets

-- credits_sql_ledgers() many
SELECT id, place_id, name FROM credits_ledger ORDER BY id;

-- credits_sql_accounts_after(after: int, limit: int) many
SELECT id, ledger_id, kind, name, label, person_id, floor_minutes, ceiling_minutes, balance, held_out, held_in, excused, closed_at, postings
FROM credits_account WHERE id > :after ORDER BY id LIMIT :limit;

-- credits_sql_entries_after(after: int, limit: int) each
SELECT id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash
FROM credits_entry WHERE id > :after ORDER BY id LIMIT :limit;

-- credits_sql_held_after(after: int, limit: int) each
SELECT id, payer, payee, minutes FROM credits_pending WHERE state = 'pending' AND id > :after ORDER BY id LIMIT :limit;

-- credits_sql_reversed_wrong(limit: int) many
SELECT e.id FROM credits_entry e LEFT JOIN credits_entry r ON r.id = e.reverses
WHERE e.reverses > 0 AND (r.id IS NULL OR r.payer <> e.payee OR r.payee <> e.payer OR r.minutes <> e.minutes OR r.reverses IS NOT NULL OR r.id > e.id)
ORDER BY e.id LIMIT :limit;

-- credits_sql_completed_wrong(limit: int) many
SELECT p.id FROM credits_pending p LEFT JOIN credits_entry e ON e.id = p.entry_id
WHERE p.state = 'completed' AND (e.id IS NULL OR e.key <> p.key OR e.payer <> p.payer OR e.payee <> p.payee OR e.minutes <> p.minutes)
ORDER BY p.id LIMIT :limit;

-- credits_sql_states_wrong(limit: int) many
SELECT p.id FROM credits_pending p LEFT JOIN credits_state s ON s.pending_id = p.id AND s.version = p.version
WHERE s.state IS NULL OR s.state <> p.state OR (SELECT count(*) FROM credits_state n WHERE n.pending_id = p.id) <> p.version
ORDER BY p.id LIMIT :limit;
