-- credits_sql_peer_add(id: int, ledger: ledger_id, place: place_id, account: account_id, name: text, url: text, n: int, d: int, hash: blob, now: instant) run
INSERT INTO credits_peer (id, ledger_id, place_id, account_id, name, url, rate_n, rate_d, last_hash, hashes, share_names, share_sums, share_transfers, share_words, opened_at)
VALUES (:id, :ledger, :place, :account, :name, :url, :n, :d, :hash, 0, 0, 0, 0, 1, :now);

-- credits_sql_peer_twin(id: int, twin: int) changed
UPDATE credits_peer SET twin_id = :twin WHERE id = :id AND twin_id IS NULL;

-- credits_sql_peer_get(id: int) one -> balance: int, held_out: int, held_in: int, floor: int, ceiling: int
SELECT p.id, p.ledger_id, p.place_id, p.account_id, p.name, p.twin_id, p.url, p.rate_n, p.rate_d, p.last_hash, p.hashes,
    p.share_names, p.share_sums, p.share_transfers, p.share_words, p.ended_at,
    a.balance AS balance, a.held_out AS held_out, a.held_in AS held_in, a.floor_minutes AS floor, a.ceiling_minutes AS ceiling
FROM credits_peer p JOIN credits_account a ON a.id = p.account_id WHERE p.id = :id;

-- credits_sql_peer_named(ledger: ledger_id, name: text) one
SELECT id FROM credits_peer WHERE ledger_id = :ledger AND name = :name;

-- credits_sql_peer_list(ledger: ledger_id, limit: int) many
SELECT id FROM credits_peer WHERE ledger_id = :ledger ORDER BY ended_at IS NOT NULL, name LIMIT :limit;

-- credits_sql_peer_set(id: int, url: text, names: bool, sums: bool, transfers: bool, words: bool) changed
UPDATE credits_peer SET url = :url, share_names = :names, share_sums = :sums, share_transfers = :transfers, share_words = :words WHERE id = :id;

-- credits_sql_peer_rate(id: int, n: int, d: int) changed
UPDATE credits_peer SET rate_n = :n, rate_d = :d WHERE id = :id;

-- credits_sql_peer_used(id: int) count -> n: int
SELECT count(*) AS n FROM credits_peer_transfer WHERE peer_id = :id;

-- credits_sql_peer_end(id: int, now: instant) changed
UPDATE credits_peer SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_peer_hash_add(peer: int, number: int, hash: blob, transfer: int, now: instant) run
INSERT INTO credits_peer_hash (peer_id, number, hash, transfer_id, at) VALUES (:peer, :number, :hash, :transfer, :now);

-- credits_sql_peer_hash_set(id: int, number: int, hash: blob) changed
UPDATE credits_peer SET last_hash = :hash, hashes = :number WHERE id = :id AND hashes = :number - 1;

-- credits_sql_transfer_add(id: int, peer: int, key: blob, direction: text, account: account_id, minutes: int, theirs: int, from_name: text, to_name: text, words: text, consent: text, workflow: text, pending: pending_id, until: instant, now: instant) run
INSERT INTO credits_peer_transfer (id, peer_id, key, direction, account_id, minutes, their_minutes, from_name, to_name, words, consent, workflow, state, version, pending_id, until, made_at)
VALUES (:id, :peer, :key, :direction, :account, :minutes, :theirs, :from_name, :to_name, :words, :consent, :workflow, 'pending', 1, :pending, :until, :now);

-- credits_sql_transfer_get(id: int) one -> peer_name: text, twin: int, ledger: ledger_id, place: place_id, person: person_id
SELECT t.id, t.peer_id, t.key, t.direction, t.account_id, t.minutes, t.their_minutes, t.from_name, t.to_name, t.words, t.state, t.version,
    t.pending_id, t.entry_id, t.until, t.made_at, t.resolved_at, p.name AS peer_name, p.twin_id AS twin, p.ledger_id AS ledger, p.place_id AS place, a.person_id AS person
FROM credits_peer_transfer t JOIN credits_peer p ON p.id = t.peer_id LEFT JOIN credits_account a ON a.id = t.account_id WHERE t.id = :id;

-- credits_sql_transfer_keyed(key: blob) many
SELECT id FROM credits_peer_transfer WHERE key = :key ORDER BY id;

-- credits_sql_transfer_due(now: instant, limit: int) many
SELECT id, key FROM credits_peer_transfer WHERE state = 'pending' AND until <= :now ORDER BY until, id LIMIT :limit;

-- credits_sql_transfer_whose(id: int, account: account_id, pending: pending_id) changed
UPDATE credits_peer_transfer SET account_id = :account, pending_id = :pending WHERE id = :id AND state = 'pending' AND pending_id IS NULL;

-- credits_sql_transfer_end(id: int, state: text, entry: entry_id, now: instant) changed
UPDATE credits_peer_transfer SET state = :state, entry_id = :entry, resolved_at = :now, version = version + 1 WHERE id = :id AND state = 'pending';

-- an answer that came after the time was over
-- credits_sql_transfer_late(id: int, entry: entry_id, now: instant) changed
UPDATE credits_peer_transfer SET state = 'completed', entry_id = :entry, resolved_at = :now, version = version + 1 WHERE id = :id AND state = 'erased';

-- credits_sql_version_add(transfer: int, version: int, state: text, actor: int, reason: text, now: instant) run
INSERT INTO credits_peer_version (transfer_id, version, state, actor, reason, at) VALUES (:transfer, :version, :state, :actor, :reason, :now);

-- credits_sql_peer_entry_add(transfer: int, number: int, minutes: int, author: text) run
INSERT INTO credits_peer_entry (transfer_id, number, is_primary, minutes, author, metadata) VALUES (:transfer, :number, 1, :minutes, :author, '{}');

-- credits_sql_transfers_of_ledger(ledger: ledger_id, limit: int) many
SELECT t.id FROM credits_peer_transfer t JOIN credits_peer p ON p.id = t.peer_id WHERE p.ledger_id = :ledger ORDER BY t.state <> 'pending', t.id DESC LIMIT :limit;

-- credits_sql_transfers_of_person(person: person_id, limit: int) many
SELECT t.id FROM credits_peer_transfer t JOIN credits_account a ON a.id = t.account_id WHERE a.person_id = :person ORDER BY t.id DESC LIMIT :limit;

-- credits_sql_transfer_forget(person: person_id) run
UPDATE credits_peer_transfer SET from_name = '', to_name = '', words = '', consent = ''
WHERE account_id IN (SELECT id FROM credits_account WHERE person_id = :person) AND state <> 'pending';

-- ---- books of their own ----

-- credits_sql_books_used(place: place_id) count -> n: int
SELECT count(*) AS n FROM credits_account a WHERE a.place_id = :place
    AND (a.balance <> 0 OR a.held_out <> 0 OR a.held_in <> 0 OR EXISTS (SELECT 1 FROM credits_entry e WHERE e.payer = a.id OR e.payee = a.id));

-- credits_sql_books_top() one -> id: int
SELECT coalesce(max(id), 1) AS id FROM credits_ledger;

-- credits_sql_books_add(id: ledger_id, place: place_id, name: text) run
INSERT INTO credits_ledger (id, place_id, name) VALUES (:id, :place, :name);

-- credits_sql_books_move(ledger: ledger_id, place: place_id) run
UPDATE credits_account SET ledger_id = :ledger WHERE place_id = :place;
