-- journal_sql_lock() one -> n: int
SELECT 1 AS n;

-- journal_sql_lock() pg one -> n: int
SELECT coalesce(length(pg_advisory_xact_lock(5213070, hashtext(current_schema()))::text), 0)::bigint AS n;

-- journal_sql_head() one
SELECT number, hash FROM journal_fact ORDER BY number DESC LIMIT 1;

-- journal_sql_add(number: int, place: int, fact: text, account: int, actor: int, on_behalf_of: int, subject: int, object: int, note: text, at: instant, hash: blob) run
INSERT INTO journal_fact (number, place, fact, account, actor, on_behalf_of, subject, object, note, at, hash)
VALUES (:number, :place, :fact, :account, :actor, :on_behalf_of, :subject, :object, :note, :at, :hash);

-- journal_sql_list(subject: int, prefix: text, before: int, limit: int) many
SELECT number, fact, account, actor, on_behalf_of, subject, object, note, at
FROM journal_fact
WHERE subject = :subject AND substr(fact, 1, length(:prefix)) = :prefix AND number < :before
ORDER BY number DESC LIMIT :limit;

-- journal_sql_all() each
SELECT number, place, fact, account, actor, on_behalf_of, subject, object, note, at, hash
FROM journal_fact ORDER BY number;

-- journal_sql_next() changed
UPDATE journal_counter SET value = value + 1 WHERE name = 'change';

-- journal_sql_last() count
SELECT value FROM journal_counter WHERE name = 'change';

-- journal_sql_change(kind: text, id: int, number: int) run
INSERT INTO journal_change (kind, id, number) VALUES (:kind, :id, :number)
ON CONFLICT (kind, id) DO UPDATE SET number = excluded.number;

-- journal_sql_changes(kind: text, after: int, limit: int) many
SELECT number, id FROM journal_change WHERE kind = :kind AND number > :after ORDER BY number LIMIT :limit;
