-- Hours as they were told.

-- credits_sql_told_add(id: told_id, key: blob, place: place_id, teller: person_id, gave: bool, other: person_id, group: asset_id, other_words: text, minutes: int, what: text, thanks: text, on: day, via: text, consent: text, told_by: int, state: text, silence_books: bool, now: instant, until: instant, pending: pending_id, entry: entry_id, tell_at: instant) run
INSERT INTO credits_told (id, key, place_id, teller_id, gave, other_id, group_id, other_words, minutes, what, thanks, said, on_day, via, consent, told_by,
    state, silence_books, told_at, until, pending_id, entry_id, tell_at)
VALUES (:id, :key, :place, :teller, :gave, :other, :group, :other_words, :minutes, :what, :thanks, '', :on, :via, :consent, :told_by,
    :state, :silence_books, :now, :until, :pending, :entry, :tell_at);

-- credits_sql_told_keyed(key: blob) one
SELECT id, teller_id, gave, minutes, what FROM credits_told WHERE key = :key;

-- credits_sql_told_booked(id: told_id, other: person_id, group: asset_id, state: text, silence_books: bool, until: instant, pending: pending_id, entry: entry_id, tell_at: instant) changed
UPDATE credits_told SET other_id = :other, group_id = :group, state = :state, silence_books = :silence_books, until = :until, pending_id = :pending,
    entry_id = :entry, tell_at = :tell_at
WHERE id = :id AND state = 'who';

-- credits_sql_told_answer(id: told_id, state: text, said: text, until: instant, entry: entry_id, by: int, via: text, consent: text) changed
UPDATE credits_told SET state = :state, said = :said, until = :until, entry_id = :entry, answered_by = :by, answer_via = :via, answer_consent = :consent
WHERE id = :id AND state = 'waits';

-- credits_sql_told_back(id: told_id, now: instant) changed
UPDATE credits_told SET state = 'back', until = :now WHERE id = :id AND state IN ('who', 'waits', 'done');

-- credits_sql_told_found(id: told_id) one -> teller_name: text, other_name: text
SELECT t.id, t.key, t.place_id, t.teller_id, t.gave, t.other_id, t.group_id, t.other_words, t.minutes, t.what, t.thanks, t.said, t.on_day, t.via,
    t.consent, t.state, t.silence_books, t.told_at, t.until, t.pending_id, t.entry_id, t.heard, t.told_by, p.first_name AS teller_name,
    coalesce(o.first_name, g.name) AS other_name
FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id LEFT JOIN people_v_person o ON o.id = t.other_id
LEFT JOIN assets_v_asset g ON g.id = t.group_id WHERE t.id = :id;

-- credits_sql_told_of(person: person_id, limit: int) many -> teller_name: text, other_name: text
SELECT t.id, t.key, t.place_id, t.teller_id, t.gave, t.other_id, t.group_id, t.other_words, t.minutes, t.what, t.thanks, t.said, t.on_day, t.via,
    t.consent, t.state, t.silence_books, t.told_at, t.until, t.pending_id, t.entry_id, t.heard, t.told_by, p.first_name AS teller_name,
    coalesce(o.first_name, g.name) AS other_name
FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id LEFT JOIN people_v_person o ON o.id = t.other_id
LEFT JOIN assets_v_asset g ON g.id = t.group_id
WHERE t.id IN (SELECT id FROM (SELECT id FROM credits_told WHERE teller_id = :person ORDER BY id DESC LIMIT :limit) a
    UNION SELECT id FROM (SELECT id FROM credits_told WHERE other_id = :person AND state <> 'who' ORDER BY id DESC LIMIT :limit) b)
ORDER BY t.id DESC LIMIT :limit;

-- credits_sql_told_last(person: person_id) one -> teller_name: text, other_name: text
SELECT t.id, t.key, t.place_id, t.teller_id, t.gave, t.other_id, t.group_id, t.other_words, t.minutes, t.what, t.thanks, t.said, t.on_day, t.via,
    t.consent, t.state, t.silence_books, t.told_at, t.until, t.pending_id, t.entry_id, t.heard, t.told_by, p.first_name AS teller_name,
    coalesce(o.first_name, g.name) AS other_name
FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id LEFT JOIN people_v_person o ON o.id = t.other_id
LEFT JOIN assets_v_asset g ON g.id = t.group_id
WHERE t.teller_id = :person AND t.state IN ('waits', 'done') AND t.what <> '' AND (o.ended_at IS NULL) AND (t.other_id IS NOT NULL OR g.id IS NOT NULL)
ORDER BY t.id DESC LIMIT 1;

-- credits_sql_told_waiting_all(place: place_id, limit: int) many -> teller_name: text, other_name: text
SELECT t.id, t.key, t.place_id, t.teller_id, t.gave, t.other_id, t.group_id, t.other_words, t.minutes, t.what, t.thanks, t.said, t.on_day, t.via,
    t.consent, t.state, t.silence_books, t.told_at, t.until, t.pending_id, t.entry_id, t.heard, t.told_by, p.first_name AS teller_name,
    coalesce(o.first_name, g.name) AS other_name
FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id LEFT JOIN people_v_person o ON o.id = t.other_id
LEFT JOIN assets_v_asset g ON g.id = t.group_id WHERE t.place_id = :place AND t.state IN ('who', 'waits') ORDER BY t.id LIMIT :limit;

-- credits_sql_told_waiting_mine(place: place_id, walker: person_id, limit: int) many -> teller_name: text, other_name: text
SELECT t.id, t.key, t.place_id, t.teller_id, t.gave, t.other_id, t.group_id, t.other_words, t.minutes, t.what, t.thanks, t.said, t.on_day, t.via,
    t.consent, t.state, t.silence_books, t.told_at, t.until, t.pending_id, t.entry_id, t.heard, t.told_by, p.first_name AS teller_name,
    coalesce(o.first_name, g.name) AS other_name
FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id LEFT JOIN people_v_person o ON o.id = t.other_id
LEFT JOIN assets_v_asset g ON g.id = t.group_id
WHERE t.place_id = :place AND t.state IN ('who', 'waits')
    AND (t.teller_id IN (SELECT w.person_id FROM people_v_walks w WHERE w.walker_id = :walker)
        OR t.other_id IN (SELECT w.person_id FROM people_v_walks w WHERE w.walker_id = :walker)
        OR g.host_id = :walker OR (t.group_id IS NOT NULL AND t.teller_id <> :walker))
ORDER BY t.id LIMIT :limit;

-- credits_sql_told_settle(now: instant, limit: int) many -> ended: text, became: entry_id
SELECT t.id, t.place_id, w.state AS ended, w.entry_id AS became
FROM credits_told t JOIN credits_pending w ON w.id = t.pending_id
WHERE t.state = 'waits' AND t.until <= :now AND w.state <> 'pending' ORDER BY t.until, t.id LIMIT :limit;

-- credits_sql_told_unheard(now: instant, limit: int) many
SELECT t.id, t.pending_id FROM credits_told t JOIN credits_pending w ON w.id = t.pending_id
WHERE t.state = 'waits' AND t.until <= :now AND t.silence_books = 0 AND w.state = 'pending' ORDER BY t.until, t.id LIMIT :limit;

-- credits_sql_told_due(now: instant, limit: int) many
SELECT t.pending_id, t.teller_id, t.other_id FROM credits_pending w JOIN credits_told t ON t.pending_id = w.id
WHERE w.id IN (SELECT id FROM credits_pending WHERE state = 'pending' AND until <= :now ORDER BY until, id LIMIT :limit) ORDER BY t.id;

-- credits_sql_told_ended(id: told_id, state: text, entry: entry_id, until: instant) changed
UPDATE credits_told SET state = :state, entry_id = :entry, until = :until WHERE id = :id AND state = 'waits';

-- credits_sql_told_lapse(now: instant) run
UPDATE credits_told SET state = 'lapsed' WHERE state = 'who' AND until <= :now;

-- credits_sql_told_untold(now: instant, limit: int) many
SELECT id FROM credits_told WHERE heard IS NULL AND tell_at <= :now ORDER BY tell_at, id LIMIT :limit;

-- credits_sql_told_heard(id: told_id, heard: text) changed
UPDATE credits_told SET heard = :heard WHERE id = :id AND heard IS NULL;

-- credits_sql_told_later(id: told_id, at: instant) changed
UPDATE credits_told SET tell_at = :at WHERE id = :id AND heard IS NULL;

-- credits_sql_told_no_silence(id: told_id) run
UPDATE credits_told SET silence_books = 0 WHERE id = :id AND state = 'waits';

-- credits_sql_told_known(person: person_id, limit: int) many -> id: person_id, first_name: text
SELECT p.id AS id, p.first_name AS first_name FROM people_v_person p
WHERE p.ended_at IS NULL AND p.id <> :person AND p.id IN (
    SELECT other_id FROM credits_told WHERE teller_id = :person AND other_id IS NOT NULL AND state = 'done'
    UNION SELECT teller_id FROM credits_told WHERE other_id = :person AND state = 'done'
    UNION SELECT high_id FROM credits_met WHERE low_id = :person
    UNION SELECT low_id FROM credits_met WHERE high_id = :person)
ORDER BY p.first_name, p.id LIMIT :limit;

-- credits_sql_told_named(place: place_id, person: person_id, said: text, low: text) many
SELECT id, first_name FROM people_v_person
WHERE place_id = :place AND ended_at IS NULL AND id <> :person AND (first_name = :said OR lower(first_name) = :low) ORDER BY id LIMIT 3;

-- credits_sql_told_groups(place: place_id, said: text, low: text) many
SELECT id, name FROM assets_v_asset
WHERE place_id = :place AND kind <> 'gift' AND (name = :said OR lower(name) = :low OR lower(name) = 'the ' || :low) ORDER BY id LIMIT 2;

-- credits_sql_met_add(low: person_id, high: person_id, now: instant) run
INSERT INTO credits_met (low_id, high_id, since) VALUES (:low, :high, :now);

-- credits_sql_met_any(low: person_id, high: person_id) count
SELECT count(*) FROM credits_met WHERE low_id = :low AND high_id = :high;

-- credits_sql_no_hours(person: person_id) count
SELECT count(*) FROM credits_no_hours WHERE person_id = :person AND until IS NULL;

-- credits_sql_no_hours_add(id: int, person: person_id, now: instant) run
INSERT INTO credits_no_hours (id, person_id, since) VALUES (:id, :person, :now);

-- credits_sql_no_hours_end(person: person_id, now: instant) run
UPDATE credits_no_hours SET until = :now WHERE person_id = :person AND until IS NULL;

-- credits_sql_no_hours_of(person: person_id) many
SELECT since, until FROM credits_no_hours WHERE person_id = :person ORDER BY since, id LIMIT 100;

-- credits_sql_told_forget(person: person_id) run
UPDATE credits_told SET other_words = '', thanks = '', said = '', consent = '', answer_consent = NULL, what = ''
WHERE teller_id = :person;

-- credits_sql_told_forget_other(person: person_id) run
UPDATE credits_told SET other_words = '', thanks = '', said = '', answer_consent = NULL WHERE other_id = :person;

-- credits_sql_told_open_of(person: person_id) many
SELECT id, pending_id, state FROM credits_told
WHERE (teller_id = :person OR other_id = :person) AND state IN ('who', 'waits') ORDER BY id LIMIT 1000;

-- credits_sql_told_lapse_one(id: told_id) run
UPDATE credits_told SET state = 'lapsed', heard = coalesce(heard, 'none') WHERE id = :id AND state IN ('who', 'waits');

-- credits_sql_told_hush(person: person_id) run
UPDATE credits_told SET heard = 'none' WHERE heard IS NULL AND (teller_id = :person OR other_id = :person);

-- credits_sql_entry_forget(person: int, nothing: blob, account: account_id) run
UPDATE credits_entry SET words = '', behalf = '', consent = '', salt = :nothing
WHERE (for_whom = :person OR actor = :person) AND (payer = :account OR payee = :account);

-- credits_sql_pending_forget(person: int, account: account_id) run
UPDATE credits_pending SET words = '', behalf = '', consent = ''
WHERE state <> 'pending' AND (payer = :account OR payee = :account) AND (for_whom = :person OR actor = :person);

-- credits_sql_told_hush_all() run
UPDATE credits_told SET heard = 'none' WHERE heard IS NULL;

-- credits_sql_hours(account: account_id, before: int, limit: int) many -> back: entry_id, from_person: person_id, to_person: person_id, from_name: text, to_name: text, from_kind: text, to_kind: text, on_day: day
SELECT e.id, e.payer, e.payee, e.minutes, e.kind, e.words, e.at, e.reverses, r.id AS back, t.id AS told_id, coalesce(t.on_day, w.day) AS on_day,
    f.person_id AS from_person, g.person_id AS to_person, coalesce(fp.first_name, f.label) AS from_name, coalesce(gp.first_name, g.label) AS to_name,
    f.kind AS from_kind, g.kind AS to_kind
FROM (SELECT * FROM (SELECT * FROM credits_entry WHERE payer = :account AND id < :before ORDER BY id DESC LIMIT :limit) paid
      UNION ALL
      SELECT * FROM (SELECT * FROM credits_entry WHERE payee = :account AND id < :before ORDER BY id DESC LIMIT :limit) got) e
JOIN credits_account f ON f.id = e.payer JOIN credits_account g ON g.id = e.payee
LEFT JOIN people_v_person fp ON fp.id = f.person_id LEFT JOIN people_v_person gp ON gp.id = g.person_id
LEFT JOIN credits_entry r ON r.reverses = e.id LEFT JOIN credits_told t ON t.entry_id = e.id
LEFT JOIN credits_award w ON w.person_id = g.person_id AND w.entry_id = e.id
ORDER BY e.id DESC LIMIT :limit;

-- what counts as thanks: time given and received, not hours handed on
-- credits_sql_hours_sums(account: account_id) one -> given: int, received: int
SELECT coalesce((SELECT sum(minutes) FROM credits_entry g WHERE g.payee = :account AND g.kind IN ('give', 'award', 'correct')
           AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = g.id)), 0) AS given,
    coalesce((SELECT sum(minutes) FROM credits_entry t WHERE t.payer = :account AND t.kind IN ('give', 'award', 'spend', 'correct')
           AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = t.id)), 0) AS received;

-- lines of thanks for a person: with a told hour, or with a gift
-- credits_sql_thanks(person: person_id, limit: int) many -> words: text, name: text, at: instant, who: person_id
SELECT words, name, at, who FROM (
    SELECT t.thanks AS words, p.first_name AS name, t.told_at AS at, p.id AS who, t.id AS n FROM credits_told t JOIN people_v_person p ON p.id = t.teller_id
    WHERE t.other_id = :person AND t.thanks <> '' AND t.state IN ('waits', 'done')
    UNION ALL
    SELECT e.words AS words, p.first_name AS name, e.at AS at, p.id AS who, e.id AS n FROM credits_account a JOIN credits_entry e ON e.payee = a.id
    JOIN credits_account f ON f.id = e.payer JOIN people_v_person p ON p.id = f.person_id
    WHERE a.person_id = :person AND e.kind = 'gift' AND e.words <> '' AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = e.id)) x
ORDER BY at DESC, n DESC LIMIT :limit;

-- credits_sql_account_of(person: person_id) many
SELECT id, name, place_id, balance, held_out, held_in, opened_at, closed_at FROM credits_account WHERE person_id = :person ORDER BY id LIMIT 20;
