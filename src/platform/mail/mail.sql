-- mail_sql_add(id: int, to_address: text, subject: text, body: text, language: text, state: text, at: instant) run
INSERT INTO mail_outbox (id, to_address, subject, body, language, state, why, tries, at, next_at)
VALUES (:id, :to_address, :subject, :body, :language, :state, NULL, 0, :at, :at);

-- mail_sql_waiting(now: instant, limit: int) many
SELECT id, to_address, subject, body, language, tries, at FROM mail_outbox
WHERE state = 'waiting' AND next_at <= :now ORDER BY next_at, id LIMIT :limit;

-- mail_sql_claim(id: int, now: instant, until: instant) changed
UPDATE mail_outbox SET next_at = :until, tries = tries + 1
WHERE id = :id AND state = 'waiting' AND next_at <= :now;

-- mail_sql_sent(id: int) changed
UPDATE mail_outbox SET state = 'sent', why = NULL, body = '' WHERE id = :id;

-- mail_sql_again(id: int, state: text, why: text, next_at: instant) changed
UPDATE mail_outbox SET state = :state, why = :why, next_at = :next_at WHERE id = :id;

-- mail_sql_unsent(why: text) run
UPDATE mail_outbox SET why = :why WHERE state = 'waiting' AND why IS NULL;

-- mail_sql_list(limit: int) many
SELECT id, to_address, subject, state, why, at FROM mail_outbox ORDER BY id DESC LIMIT :limit;
