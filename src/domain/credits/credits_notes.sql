-- credits_sql_note_key() one
SELECT key FROM credits_note_key WHERE id = 1;

-- credits_sql_note_key_add(key: blob) run
INSERT INTO credits_note_key (id, key) VALUES (1, :key);

-- credits_sql_note_run_next() one -> number: int
SELECT coalesce(max(id), 0) + 1 AS number FROM credits_note_run;

-- credits_sql_note_run_add(id: note_run_id, place: place_id, account: account_id, payer: account_id, minutes: int, notes: int, use_by: day, words: text, language: text, printed_by: int, now: instant) run
INSERT INTO credits_note_run (id, place_id, account_id, payer_id, minutes, count, use_by, words, language, printed_by, printed_at)
VALUES (:id, :place, :account, :payer, :minutes, :notes, :use_by, :words, :language, :printed_by, :now);

-- credits_sql_note_run_find(id: note_run_id) one
SELECT id, place_id, account_id, payer_id, minutes, count, use_by, words, language, printed_at FROM credits_note_run WHERE id = :id;

-- credits_sql_note_runs(place: place_id, before: int, limit: int) many
SELECT id, place_id, account_id, payer_id, minutes, count, use_by, words, language, printed_at FROM credits_note_run
WHERE id < :before AND (:place IS NULL OR place_id IS NULL OR place_id = :place) ORDER BY id DESC LIMIT :limit;

-- credits_sql_note_states(run: note_run_id) many -> n: int
SELECT state, count(*) AS n FROM credits_note WHERE run_id = :run GROUP BY state;

-- credits_sql_note_run_use_by(id: note_run_id, use_by: day) changed
UPDATE credits_note_run SET use_by = :use_by WHERE id = :id;

-- credits_sql_note_runs_due(today: day, limit: int) many
SELECT r.id FROM credits_note_run r
WHERE r.use_by < :today AND EXISTS (SELECT 1 FROM credits_note n WHERE n.run_id = r.id AND n.state IN ('issued', 'given'))
ORDER BY r.id LIMIT :limit;

-- credits_sql_note_add(run: note_run_id, notes: int, hashes: blob) run
INSERT INTO credits_note (id, run_id, position, hash, state, turn)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :notes)
SELECT :run * 1000 + i, :run, i, substr(:hashes, (i - 1) * 32 + 1, 32), 'issued', 0 FROM n;

-- credits_sql_note_add(run: note_run_id, notes: int, hashes: blob) pg run
INSERT INTO credits_note (id, run_id, position, hash, state, turn)
SELECT :run * 1000 + i, :run, i, substr(:hashes, (i - 1) * 32 + 1, 32), 'issued', 0 FROM generate_series(1, (:notes)::int) AS i;

-- credits_sql_note_replaces(id: note_id, replaces: note_id) changed
UPDATE credits_note SET replaces = :replaces WHERE id = :id;

-- credits_sql_note_find(hash: blob) one -> replaced_by: note_id
SELECT n.id, n.run_id, n.position, n.state, n.person_id, n.given_at, n.ended_at, n.taken_by, n.entry_id, n.turn, n.replaces, n.why,
    r.minutes, r.use_by, r.account_id, r.payer_id, r.place_id, r.words, s.id AS replaced_by
FROM credits_note n JOIN credits_note_run r ON r.id = n.run_id LEFT JOIN credits_note s ON s.replaces = n.id WHERE n.hash = :hash;

-- credits_sql_note_get(id: note_id) one -> replaced_by: note_id
SELECT n.id, n.run_id, n.position, n.state, n.person_id, n.given_at, n.ended_at, n.taken_by, n.entry_id, n.turn, n.replaces, n.why,
    r.minutes, r.use_by, r.account_id, r.payer_id, r.place_id, r.words, s.id AS replaced_by
FROM credits_note n JOIN credits_note_run r ON r.id = n.run_id LEFT JOIN credits_note s ON s.replaces = n.id WHERE n.id = :id;

-- credits_sql_notes_of_run(run: note_run_id) many -> replaced_by: note_id
SELECT n.id, n.position, n.state, n.person_id, n.given_at, n.ended_at, n.replaces, n.why, s.id AS replaced_by
FROM credits_note n LEFT JOIN credits_note s ON s.replaces = n.id WHERE n.run_id = :run ORDER BY n.position;

-- credits_sql_notes_of_person(person: person_id, limit: int) many
SELECT n.id, n.state, n.given_at, n.ended_at, r.minutes FROM credits_note n JOIN credits_note_run r ON r.id = n.run_id
WHERE n.person_id = :person ORDER BY n.id DESC LIMIT :limit;

-- credits_sql_notes_taken(account: account_id, since: instant, limit: int) many
SELECT n.id, n.ended_at, r.minutes FROM credits_note n JOIN credits_note_run r ON r.id = n.run_id
WHERE n.taken_by = :account AND n.ended_at >= :since ORDER BY n.ended_at DESC, n.id DESC LIMIT :limit;

-- credits_sql_notes_taken_sum(account: account_id, since: instant) one -> n: int, minutes: int
SELECT count(*) AS n, coalesce(sum(r.minutes), 0) AS minutes FROM credits_note n JOIN credits_note_run r ON r.id = n.run_id
WHERE n.taken_by = :account AND n.ended_at >= :since;

-- credits_sql_note_take(id: note_id, account: account_id, now: instant) changed
UPDATE credits_note SET state = 'redeemed', taken_by = :account, ended_at = :now WHERE id = :id AND state IN ('issued', 'given');

-- credits_sql_note_taken(id: note_id, entry: entry_id) changed
UPDATE credits_note SET entry_id = :entry WHERE id = :id;

-- credits_sql_note_back(id: note_id, account: account_id, state: text) changed
UPDATE credits_note SET state = :state, taken_by = NULL, ended_at = NULL, entry_id = NULL, turn = turn + 1
WHERE id = :id AND state = 'redeemed' AND taken_by = :account;

-- credits_sql_notes_give(run: note_run_id, first: int, last: int, person: person_id, now: instant) run
UPDATE credits_note SET state = 'given', person_id = :person, given_at = :now
WHERE run_id = :run AND position BETWEEN :first AND :last AND state IN ('issued', 'given');

-- credits_sql_notes_out(run: note_run_id, first: int, last: int) many
SELECT id FROM credits_note WHERE run_id = :run AND position BETWEEN :first AND :last AND state IN ('issued', 'given') ORDER BY id;

-- credits_sql_notes_end(run: note_run_id, first: int, last: int, state: text, why: text, batch: int, now: instant) run
UPDATE credits_note SET state = :state, why = :why, batch = :batch, ended_at = :now
WHERE run_id = :run AND position BETWEEN :first AND :last AND state IN ('issued', 'given');

-- credits_sql_notes_ended(batch: int) many
SELECT id FROM credits_note WHERE batch = :batch ORDER BY id;

-- credits_sql_note_payers(place: place_id, limit: int) many
SELECT id, kind, name, label, balance FROM credits_account
WHERE kind IN ('issue', 'pot', 'group') AND closed_at IS NULL AND (place_id = :place OR (place_id IS NULL AND :place IS NULL))
ORDER BY kind, label, id LIMIT :limit;

-- credits_sql_notes_forget(person: person_id) run
UPDATE credits_note SET person_id = NULL WHERE person_id = :person;
