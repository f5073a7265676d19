-- credits_sql_right_add(id: right_id, entry: entry_id, place: place_id, other_place: place_id, side: text, asker: int, actor: int, consent: text, via: text, minutes: int, words: text, who_side: text, who_person: int, who_words: text, reason: text, code: text, state: text, now: instant, until: instant, fit: bool) run
INSERT INTO credits_right (id, entry_id, place_id, other_place_id, side, asker, actor, consent, via, minutes, words, who_side, who_person, who_words, reason, code, state, asked_at, until, fit_asker)
VALUES (:id, :entry, :place, :other_place, :side, :asker, :actor, :consent, :via, :minutes, :words, :who_side, :who_person, :who_words, :reason, :code, :state, :now, :until, :fit);

-- credits_sql_right_find(id: right_id) one
SELECT id, entry_id, place_id, other_place_id, side, asker, actor, minutes, words, who_side, who_person, who_words, reason, code, state, asked_at, until,
    answer, answer_words, answered_at, decided_by, decision, decision_words, over_by, over_reason, back_entry, new_entry, fit_asker, fit_other, fit_broker, ended_at
FROM credits_right WHERE id = :id;

-- credits_sql_right_of_entry(entry: entry_id) one
SELECT id FROM credits_right WHERE entry_id = :entry ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 1;

-- credits_sql_right_by_code(code: text) one
SELECT id FROM credits_right WHERE code = :code;

-- credits_sql_right_of_person(person: person_id, limit: int) many
SELECT r.id FROM credits_right r JOIN credits_entry e ON e.id = r.entry_id
WHERE r.asker = :person
   OR e.payer IN (SELECT id FROM credits_account WHERE person_id = :person)
   OR e.payee IN (SELECT id FROM credits_account WHERE person_id = :person)
   OR (r.state = 'asked' AND (e.payer IN (SELECT a.id FROM credits_account a JOIN assets_v_asset v ON v.id = a.asset_id WHERE v.host_id = :person)
       OR e.payee IN (SELECT a.id FROM credits_account a JOIN assets_v_asset v ON v.id = a.asset_id WHERE v.host_id = :person)))
ORDER BY CASE WHEN r.ended_at IS NULL THEN 0 ELSE 1 END, r.id DESC LIMIT :limit;

-- credits_sql_right_waiting(place: place_id, limit: int) many
SELECT id FROM credits_right
WHERE state = 'broker' AND (place_id = :place OR other_place_id = :place OR :place IS NULL) ORDER BY id LIMIT :limit;

-- credits_sql_right_due(now: instant, limit: int) many
SELECT id FROM credits_right WHERE state = 'asked' AND until <= :now ORDER BY until, id LIMIT :limit;

-- credits_sql_right_answer(id: right_id, state: text, answer: text, by: int, words: text, consent: text, fit: bool, now: instant) changed
UPDATE credits_right SET state = :state, answer = :answer, answer_by = :by, answer_words = :words, answer_consent = :consent, fit_other = :fit, answered_at = :now
WHERE id = :id AND state = 'asked';

-- credits_sql_right_back(id: right_id, now: instant) changed
UPDATE credits_right SET state = 'back', ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_right_done(id: right_id, back: entry_id, new: entry_id, now: instant) changed
UPDATE credits_right SET state = 'done', back_entry = :back, new_entry = :new, ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_right_left(id: right_id, now: instant) changed
UPDATE credits_right SET state = 'left', ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_right_decided(id: right_id, by: int, decision: text, words: text, fit: bool) changed
UPDATE credits_right SET decided_by = :by, decision = :decision, decision_words = :words, fit_broker = :fit
WHERE id = :id AND ended_at IS NULL;

-- credits_sql_right_over(id: right_id, by: int, reason: text) changed
UPDATE credits_right SET over_by = :by, over_reason = :reason WHERE id = :id;

-- credits_sql_right_code(code: text) count
SELECT count(*) FROM credits_right WHERE code = :code;

-- credits_sql_right_forget(person: int) run
UPDATE credits_right SET reason = CASE WHEN asker = :person THEN '' ELSE reason END,
    consent = CASE WHEN asker = :person THEN '' ELSE consent END,
    answer_words = CASE WHEN answer_by = :person THEN '' ELSE answer_words END,
    answer_consent = CASE WHEN answer_by = :person THEN '' ELSE answer_consent END,
    words = CASE WHEN asker = :person THEN '' ELSE words END,
    who_words = CASE WHEN asker = :person OR who_person = :person THEN '' ELSE who_words END
WHERE asker = :person OR answer_by = :person OR who_person = :person;

-- credits_sql_right_shown(low: int, high: int, limit: int) many -> of: entry_id, of_kind: text, of_via: text, new_minutes: int, reason: text, decision_words: text, answer: text, decision: text, over_by: int, fit_asker: int, fit_other: int, fit_broker: int
SELECT b.id, b.minutes, b.at, b.via, o.id AS of, o.kind AS of_kind, o.via AS of_via, n.minutes AS new_minutes, r.reason AS reason, r.decision_words AS decision_words, r.answer AS answer,
    r.decision AS decision, r.over_by AS over_by, coalesce(r.fit_asker, 0) AS fit_asker, coalesce(r.fit_other, 0) AS fit_other, coalesce(r.fit_broker, 0) AS fit_broker
FROM credits_entry b JOIN credits_entry o ON o.id = b.reverses
LEFT JOIN credits_right r ON r.back_entry = b.id LEFT JOIN credits_entry n ON n.id = r.new_entry
WHERE b.reverses IS NOT NULL AND b.id > :low AND b.id < :high ORDER BY b.id DESC LIMIT :limit;

-- credits_sql_right_met(person: person_id, limit: int) many -> other: person_id
SELECT o.person_id AS other FROM credits_account m JOIN credits_entry e ON e.payer = m.id JOIN credits_account o ON o.id = e.payee
WHERE m.person_id = :person AND o.person_id IS NOT NULL AND o.closed_at IS NULL
UNION
SELECT o.person_id AS other FROM credits_account m JOIN credits_entry e ON e.payee = m.id JOIN credits_account o ON o.id = e.payer
WHERE m.person_id = :person AND o.person_id IS NOT NULL AND o.closed_at IS NULL
LIMIT :limit;
