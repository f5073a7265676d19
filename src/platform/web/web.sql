-- web_sql_key_find(key: text) one
SELECT account, body_hash, location, notice FROM web_key WHERE key = :key;

-- web_sql_key_add(key: text, account: int, body_hash: blob, at: instant) run
INSERT INTO web_key (key, account, body_hash, location, notice, at)
VALUES (:key, :account, :body_hash, NULL, NULL, :at);

-- web_sql_key_answer(key: text, location: text, notice: text) changed
UPDATE web_key SET location = :location, notice = :notice WHERE key = :key;

-- web_sql_key_clear(before: instant, limit: int) run
DELETE FROM web_key WHERE key IN (SELECT key FROM web_key WHERE at < :before ORDER BY at LIMIT :limit);
