-- credits_sql_policy_add(id: policy_id, place: place_id, months: int, notice_days: int, silence_days: int, correction_days: int, balances: text, decided_by: text, by: int, now: instant) run
INSERT INTO credits_policy (id, place_id, months, notice_days, silence_days, correction_days, balances, decided_by, by_id, at)
VALUES (:id, :place, :months, :notice_days, :silence_days, :correction_days, :balances, :decided_by, :by, :now);

-- credits_sql_policy_list(place: place_id, limit: int) many
SELECT place_id, months, notice_days, silence_days, correction_days, balances, decided_by, at FROM credits_policy WHERE place_id = :place ORDER BY id DESC LIMIT :limit;

-- credits_sql_policy_places() many -> place: place_id
SELECT DISTINCT place_id AS place FROM credits_policy;

-- credits_sql_unused(place: place_id, cut: instant, limit: int) many
SELECT a.id, a.person_id, a.balance, a.held_out FROM credits_account a
WHERE a.place_id = :place AND a.kind = 'member' AND a.person_id IS NOT NULL AND a.closed_at IS NULL AND a.balance - a.held_out > 0 AND a.opened_at <= :cut
  AND coalesce((SELECT e.at FROM credits_entry e WHERE e.payer = a.id ORDER BY e.id DESC LIMIT 1), 0) <= :cut
  AND coalesce((SELECT e.at FROM credits_entry e WHERE e.payee = a.id ORDER BY e.id DESC LIMIT 1), 0) <= :cut
  AND NOT EXISTS (SELECT 1 FROM credits_notice n WHERE n.account_id = a.id AND (n.ended_at IS NULL OR n.ended_at > :cut))
ORDER BY a.id LIMIT :limit;

-- credits_sql_notice_add(id: notice_id, account: account_id, place: place_id, now: instant, way: text, due: instant) run
INSERT INTO credits_notice (id, account_id, place_id, first_at, first_way, due_at, state) VALUES (:id, :account, :place, :now, :way, :due, 'told');

-- credits_sql_notice_second(id: notice_id, now: instant, way: text, due: instant) changed
UPDATE credits_notice SET second_at = :now, second_way = :way, due_at = :due WHERE id = :id AND ended_at IS NULL AND second_at IS NULL;

-- credits_sql_notice_end(id: notice_id, state: text, entry: entry_id, by: int, now: instant) changed
UPDATE credits_notice SET state = :state, entry_id = :entry, ended_by = :by, ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_notice_written(id: notice_id, now: instant) changed
UPDATE credits_notice SET written_at = :now WHERE id = :id AND ended_at IS NULL AND written_at IS NULL;

-- credits_sql_notice_find(id: notice_id) one -> person_id: person_id, balance: int, held_out: int
SELECT n.id, n.account_id, n.place_id, n.first_at, n.first_way, n.second_at, n.second_way, n.due_at, n.written_at, n.ended_at, a.person_id AS person_id, a.balance AS balance, a.held_out AS held_out
FROM credits_notice n JOIN credits_account a ON a.id = n.account_id WHERE n.id = :id;

-- credits_sql_notice_of(person: person_id) one
SELECT n.id FROM credits_notice n JOIN credits_account a ON a.id = n.account_id WHERE a.person_id = :person AND n.ended_at IS NULL LIMIT 1;

-- credits_sql_notices(soon: instant, now: instant, limit: int) many
SELECT n.id FROM credits_notice n
WHERE n.state = 'told' AND ((n.second_at IS NULL AND n.due_at <= :soon)
   OR (n.second_at IS NOT NULL AND n.due_at <= :now AND (n.written_at IS NOT NULL OR (n.first_way <> 'letter' AND n.second_way <> 'letter')))
   OR coalesce((SELECT e.at FROM credits_entry e WHERE e.payer = n.account_id ORDER BY e.id DESC LIMIT 1), 0) >= n.first_at
   OR coalesce((SELECT e.at FROM credits_entry e WHERE e.payee = n.account_id ORDER BY e.id DESC LIMIT 1), 0) >= n.first_at)
ORDER BY n.id LIMIT :limit;

-- credits_sql_notice_letters(place: place_id, limit: int) many
SELECT id FROM credits_notice WHERE state = 'told' AND place_id = :place AND (first_way = 'letter' OR second_way = 'letter') ORDER BY written_at, id LIMIT :limit;

-- credits_sql_pot_of(place: place_id) one
SELECT id FROM credits_account WHERE kind = 'pot' AND place_id = :place AND closed_at IS NULL ORDER BY id LIMIT 1;

-- credits_sql_keep_ledgers(limit: int) many
SELECT id, place_id, name FROM credits_ledger ORDER BY id LIMIT :limit;

-- credits_sql_kind_sums(ledger: ledger_id) many -> kind: text, accounts: int, people: int, balance: int, plus: int
SELECT kind AS kind, count(*) AS accounts, count(DISTINCT person_id) AS people, coalesce(sum(balance), 0) AS balance, coalesce(sum(CASE WHEN balance > 0 THEN balance ELSE 0 END), 0) AS plus
FROM credits_account WHERE ledger_id = :ledger GROUP BY kind ORDER BY kind;

-- credits_sql_programmes(ledger: ledger_id, limit: int) many -> balance: int, place_name: text
SELECT p.id, p.place_id, p.name, p.account_id, p.ended_at, a.balance AS balance, l.name AS place_name
FROM credits_programme p JOIN credits_account a ON a.id = p.account_id LEFT JOIN places_v_place l ON l.id = p.place_id
WHERE a.ledger_id = :ledger ORDER BY p.ended_at, p.name, p.id LIMIT :limit;

-- credits_sql_programme_find(id: programme_id) one
SELECT id, place_id, name, account_id, ended_at FROM credits_programme WHERE id = :id;

-- credits_sql_programme_end(id: programme_id, now: instant) changed
UPDATE credits_programme SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_named_accounts(place: place_id, limit: int) many
SELECT id, kind, name, label, balance, held_out, held_in, closed_at FROM credits_account
WHERE (place_id = :place OR (place_id IS NULL)) AND kind <> 'member' AND (closed_at IS NULL OR balance <> 0) ORDER BY kind, label, name LIMIT :limit;

-- credits_sql_members_of(place: place_id, after: int, limit: int) many
SELECT id, name, person_id, opened_at FROM credits_account
WHERE place_id = :place AND kind = 'member' AND closed_at IS NULL AND id > :after ORDER BY id LIMIT :limit;

-- credits_sql_members_sum(place: place_id) one -> n: int, balance: int
SELECT count(*) AS n, coalesce(sum(balance), 0) AS balance FROM credits_account WHERE place_id = :place AND kind = 'member';

-- credits_sql_given(from: int, until: int) one -> entries: int
SELECT count(*) AS entries FROM credits_entry WHERE id > :from AND id < :until;

-- credits_sql_notices_of_person(person: person_id, limit: int) many
SELECT n.first_at, n.second_at, n.due_at, n.state FROM credits_notice n JOIN credits_account a ON a.id = n.account_id WHERE a.person_id = :person ORDER BY n.id DESC LIMIT :limit;

-- credits_sql_proof_add(id: int, now: instant, good: bool, accounts: int, entries: int, sum: int, faults: int) run
INSERT INTO credits_proof (id, at, good, accounts, entries, sum_minutes, faults) VALUES (:id, :now, :good, :accounts, :entries, :sum, :faults);

-- credits_sql_proof_head_add(proof: int, ledger: ledger_id, entries: int, head: blob) run
INSERT INTO credits_proof_head (proof_id, ledger_id, entries, head) VALUES (:proof, :ledger, :entries, :head);

-- credits_sql_proof_last() one
SELECT id, at, good, accounts, entries, sum_minutes, faults FROM credits_proof ORDER BY id DESC LIMIT 1;

-- credits_sql_policy_all(limit: int) many -> place_name: text
SELECT p.place_id, l.name AS place_name FROM (SELECT DISTINCT place_id FROM credits_policy) p JOIN places_v_place l ON l.id = p.place_id ORDER BY l.name LIMIT :limit;
