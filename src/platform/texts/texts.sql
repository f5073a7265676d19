-- texts_sql_add(id: int, to_number: text, person: int, about: int, kind: text, words: text, language: text, state: text, why: text, parts: int, at: instant, until_at: instant) run
INSERT INTO texts_outbox (id, to_number, person, about, kind, words, language, state, why, parts, parts_sent, tries, at, next_at, until_at)
VALUES (:id, :to_number, :person, :about, :kind, :words, :language, :state, :why, :parts, 0, 0, :at, :at, :until_at);

-- texts_sql_waiting(now: instant, limit: int) many
SELECT id, to_number, person, kind, words, parts, parts_sent, tries, until_at FROM texts_outbox
WHERE state = 'waiting' AND next_at <= :now ORDER BY next_at, id LIMIT :limit;

-- texts_sql_claim(id: int, now: instant, until: instant) changed
UPDATE texts_outbox SET next_at = :until, tries = tries + 1
WHERE id = :id AND state = 'waiting' AND next_at <= :now;

-- texts_sql_part(id: int, parts_sent: int) changed
UPDATE texts_outbox SET parts_sent = :parts_sent WHERE id = :id AND state = 'waiting';

-- texts_sql_sent(id: int, words: text, now: instant) changed
UPDATE texts_outbox SET state = 'sent', why = NULL, words = :words, sent_at = :now, parts_sent = parts WHERE id = :id AND state = 'waiting';

-- texts_sql_fate(id: int, state: text, why: text, next_at: instant) changed
UPDATE texts_outbox SET state = :state, why = :why, next_at = :next_at WHERE id = :id AND state = 'waiting';

-- texts_sql_late(now: instant, why: text) run
UPDATE texts_outbox SET state = 'dropped', why = :why, words = '' WHERE state = 'waiting' AND until_at <= :now AND next_at <= :now;

-- texts_sql_unsent(why: text) run
UPDATE texts_outbox SET why = :why WHERE state = 'waiting' AND why IS NULL;

-- texts_sql_drop_number(number: text, why: text) run
UPDATE texts_outbox SET state = 'dropped', why = :why, words = '' WHERE to_number = :number AND state = 'waiting';

-- texts_sql_drop_person(person: int, why: text) run
UPDATE texts_outbox SET state = 'dropped', why = :why, words = '' WHERE person = :person AND state = 'waiting';

-- texts_sql_waiting_of(person: int) count
SELECT count(*) FROM texts_outbox WHERE person = :person AND state = 'waiting';

-- texts_sql_retry(id: int, now: instant, until_at: instant) changed
UPDATE texts_outbox SET state = 'waiting', why = NULL, next_at = :now, tries = 0, until_at = :until_at
WHERE id = :id AND words <> '' AND (state = 'failed' OR state = 'waiting') AND to_number IS NOT NULL;

-- texts_sql_arrived(id: int, now: instant) changed
UPDATE texts_outbox SET arrived_at = :now WHERE id = :id AND state = 'sent' AND arrived_at IS NULL;

-- texts_sql_not_arrived(id: int, why: text) changed
UPDATE texts_outbox SET state = 'failed', why = :why WHERE id = :id AND state = 'sent';

-- texts_sql_sent_to(number: text, since: instant) count
SELECT coalesce(sum(parts), 0) FROM texts_outbox WHERE to_number = :number AND state = 'sent' AND sent_at > :since;

-- texts_sql_sent_all(since: instant) count
SELECT coalesce(sum(parts), 0) FROM texts_outbox WHERE sent_at > :since AND state = 'sent';

-- texts_sql_answers_to(number: text, since: instant) count
SELECT count(*) FROM texts_outbox WHERE to_number = :number AND at > :since AND kind = 'answer' AND state <> 'dropped';

-- texts_sql_codes_to(number: text, since: instant) count
SELECT count(*) FROM texts_outbox WHERE to_number = :number AND at > :since AND kind = 'code' AND state <> 'dropped';

-- texts_sql_last_to(number: text) one
SELECT person, language, kind, about FROM texts_outbox WHERE to_number = :number AND person IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1;

-- texts_sql_list(limit: int) many -> kept: bool
SELECT id, to_number, kind, language, state, why, parts, at, sent_at, arrived_at, words <> '' AS kept FROM texts_outbox
ORDER BY at DESC, id DESC LIMIT :limit;

-- texts_sql_figures(since: instant) one -> waiting: int, sent: int, failed: int
SELECT (SELECT count(*) FROM texts_outbox WHERE state = 'waiting') AS waiting,
    (SELECT count(*) FROM texts_outbox WHERE state = 'sent' AND sent_at > :since) AS sent,
    (SELECT count(*) FROM texts_outbox WHERE state = 'failed' AND at > :since) AS failed;

-- texts_sql_of_person(person: int, limit: int) many
SELECT kind, words, state, at, sent_at FROM texts_outbox WHERE person = :person ORDER BY at DESC, id DESC LIMIT :limit;

-- texts_sql_forget(before: instant, now: instant) run
UPDATE texts_outbox SET words = '', to_number = NULL WHERE at < :before AND state <> 'waiting' AND until_at < :now AND words <> '';

-- texts_sql_forget_in(before: instant) run
UPDATE texts_inbox SET from_number = '+00000000' WHERE at < :before AND state <> 'new' AND from_number <> '+00000000';

-- texts_sql_forget_person(person: int) run
UPDATE texts_outbox SET words = '', to_number = NULL WHERE person = :person AND state <> 'waiting';

-- texts_sql_forget_in_person(person: int) run
UPDATE texts_inbox SET from_number = '+00000000', words = '' WHERE person = :person AND state <> 'new';

-- texts_sql_stopped(number: text) count
SELECT count(*) FROM texts_stop WHERE number = :number AND until IS NULL;

-- texts_sql_stop(id: int, number: text, now: instant) run
INSERT INTO texts_stop (id, number, since, until) VALUES (:id, :number, :now, NULL);

-- texts_sql_start(number: text, now: instant) changed
UPDATE texts_stop SET until = :now WHERE number = :number AND until IS NULL;

-- texts_sql_in_add(id: int, gateway_id: text, from_number: text, words: text, state: text, sent_at: instant, at: instant) run
INSERT INTO texts_inbox (id, gateway_id, from_number, person, words, state, heard_as, sent_at, at, tries)
VALUES (:id, :gateway_id, :from_number, NULL, :words, :state, NULL, :sent_at, :at, 0);

-- texts_sql_in_known(gateway_id: text) count
SELECT count(*) FROM texts_inbox WHERE gateway_id = :gateway_id;

-- texts_sql_in_lately(number: text, since: instant) count
SELECT count(*) FROM texts_inbox WHERE from_number = :number AND at > :since;

-- texts_sql_in_new(limit: int) many
SELECT id FROM texts_inbox WHERE state = 'new' ORDER BY at, id LIMIT :limit;

-- texts_sql_in_find(id: int) one
SELECT id, from_number, words, state, tries, at FROM texts_inbox WHERE id = :id;

-- texts_sql_in_claim(id: int) changed
UPDATE texts_inbox SET tries = tries + 1 WHERE id = :id AND state = 'new';

-- texts_sql_in_done(id: int, state: text, heard_as: text, person: int) changed
UPDATE texts_inbox SET state = :state, heard_as = :heard_as, person = :person, words = '' WHERE id = :id AND state = 'new';

-- texts_sql_in_of_person(person: int, limit: int) many
SELECT heard_as, at FROM texts_inbox WHERE person = :person ORDER BY at DESC, id DESC LIMIT :limit;
