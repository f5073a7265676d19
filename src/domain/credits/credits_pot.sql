-- credits_sql_pot_add(id: pot_id, place: place_id, account: account_id, name: text, about: text, now: instant) run
INSERT INTO credits_pot (id, place_id, account_id, name, about, opened_at) VALUES (:id, :place, :account, :name, :about, :now);

-- credits_sql_pot_change(id: pot_id, name: text, about: text) changed
UPDATE credits_pot SET name = :name, about = :about WHERE id = :id AND ended_at IS NULL;

-- credits_sql_pot_end(id: pot_id, now: instant) changed
UPDATE credits_pot SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_pot_find(id: pot_id) one
SELECT id, place_id, account_id, name, about, opened_at, ended_at FROM credits_pot WHERE id = :id;

-- credits_sql_pot_list(place: place_id, limit: int) many
SELECT id, place_id, account_id, name, about, opened_at, ended_at FROM credits_pot
WHERE ended_at IS NULL AND (:place IS NULL OR place_id = :place) ORDER BY opened_at, id LIMIT :limit;

-- credits_sql_keeper_add(pot: pot_id, person: person_id, now: instant) run
INSERT INTO credits_keeper (pot_id, person_id, since) VALUES (:pot, :person, :now)
ON CONFLICT (pot_id, person_id) DO UPDATE SET ended_at = NULL;

-- credits_sql_keeper_end(pot: pot_id, person: person_id, now: instant) changed
UPDATE credits_keeper SET ended_at = :now WHERE pot_id = :pot AND person_id = :person AND ended_at IS NULL;

-- credits_sql_keeper_leaves(person: person_id, now: instant) run
UPDATE credits_keeper SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL;

-- credits_sql_keepers(pot: pot_id) many
SELECT person_id FROM credits_keeper WHERE pot_id = :pot AND ended_at IS NULL ORDER BY since, person_id;

-- credits_sql_donation_add(id: int, pot: pot_id, person: person_id, minutes: int, words: text, named: bool, entry: entry_id, now: instant) run
INSERT INTO credits_donation (id, pot_id, person_id, minutes, words, named, entry_id, at)
VALUES (:id, :pot, :person, :minutes, :words, :named, :entry, :now);

-- credits_sql_donations(pot: pot_id, limit: int) many
SELECT d.id, d.person_id, d.minutes, d.words, d.named, d.at FROM credits_donation d
WHERE d.pot_id = :pot AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = d.entry_id)
ORDER BY d.at DESC, d.id DESC LIMIT :limit;

-- credits_sql_donations_of(person: person_id) many
SELECT d.id, p.name, d.minutes, d.words, d.named, d.at FROM credits_donation d JOIN credits_pot p ON p.id = d.pot_id
WHERE d.person_id = :person ORDER BY d.at, d.id;

-- credits_sql_donations_forget(person: person_id) run
UPDATE credits_donation SET words = NULL, named = 0 WHERE person_id = :person;

-- credits_sql_ask_add(id: ask_id, pot: pot_id, place: place_id, person: person_id, asset: asset_id, by: int, consent: text, minutes: int, words: text, named: bool, now: instant) run
INSERT INTO credits_ask (id, pot_id, place_id, person_id, asset_id, by_person, consent, minutes, words, named, state, asked_at)
VALUES (:id, :pot, :place, :person, :asset, :by, :consent, :minutes, :words, :named, 'waits', :now);

-- credits_sql_ask_find(id: ask_id) one
SELECT id, pot_id, place_id, person_id, asset_id, by_person, minutes, words, named, state, given, reason, decision, entry_id, asked_at, decided_at, told
FROM credits_ask WHERE id = :id;

-- holds the ask, so that two who agree at once decide it once
-- credits_sql_ask_hold(id: ask_id) changed
UPDATE credits_ask SET state = state WHERE id = :id;

-- credits_sql_asks(pot: pot_id, open: bool, limit: int) many
SELECT id, pot_id, place_id, person_id, asset_id, by_person, minutes, words, named, state, given, reason, decision, entry_id, asked_at, decided_at, told
FROM credits_ask WHERE pot_id = :pot AND ((:open = 1 AND state IN ('waits', 'talk')) OR (:open = 0 AND state IN ('yes', 'no')))
ORDER BY asked_at DESC, id DESC LIMIT :limit;

-- credits_sql_asks_open_of(pot: pot_id, person: person_id, by: int) count -> n: int
SELECT count(*) AS n FROM credits_ask WHERE pot_id = :pot AND state IN ('waits', 'talk')
    AND (person_id = :person OR (:person IS NULL AND person_id IS NULL AND by_person = :by));

-- credits_sql_asks_of(person: person_id) many -> pot_name: text
SELECT a.id, p.name AS pot_name, a.minutes, a.words, a.named, a.state, a.given, a.reason, a.asked_at, a.decided_at
FROM credits_ask a JOIN credits_pot p ON p.id = a.pot_id WHERE a.person_id = :person OR a.by_person = :person ORDER BY a.asked_at, a.id;

-- credits_sql_asks_forget(person: person_id) run
UPDATE credits_ask SET words = '', named = 0, consent = NULL WHERE person_id = :person;

-- credits_sql_asks_back(person: person_id, now: instant) run
UPDATE credits_ask SET state = 'back', decided_at = :now WHERE person_id = :person AND state IN ('waits', 'talk');

-- credits_sql_ask_talk(id: ask_id, reason: text) changed
UPDATE credits_ask SET state = 'talk', reason = :reason, told = NULL WHERE id = :id AND state IN ('waits', 'talk');

-- credits_sql_ask_back(id: ask_id, now: instant) changed
UPDATE credits_ask SET state = 'back', decided_at = :now WHERE id = :id AND state IN ('waits', 'talk');

-- credits_sql_ask_decided(id: ask_id, state: text, given: int, reason: text, decision: text, entry: entry_id, now: instant) changed
UPDATE credits_ask SET state = :state, given = :given, reason = :reason, decision = :decision, entry_id = :entry, decided_at = :now, told = NULL
WHERE id = :id AND state IN ('waits', 'talk');

-- credits_sql_ask_say(ask: ask_id, person: person_id, says: text, minutes: int, reason: text, now: instant) run
INSERT INTO credits_ask_word (ask_id, person_id, says, minutes, reason, at) VALUES (:ask, :person, :says, :minutes, :reason, :now)
ON CONFLICT (ask_id, person_id) DO UPDATE SET says = excluded.says, minutes = excluded.minutes, reason = excluded.reason, at = excluded.at;

-- credits_sql_ask_words(ask: ask_id) many
SELECT w.person_id, w.says, w.minutes, w.reason, w.at FROM credits_ask_word w
JOIN credits_ask a ON a.id = w.ask_id JOIN credits_keeper k ON k.pot_id = a.pot_id AND k.person_id = w.person_id AND k.ended_at IS NULL
WHERE w.ask_id = :ask ORDER BY w.at, w.person_id;

-- credits_sql_ask_words_forget(person: person_id) run
UPDATE credits_ask_word SET reason = NULL WHERE person_id = :person;

-- credits_sql_asks_untold(limit: int) many
SELECT id, person_id, by_person FROM credits_ask WHERE told IS NULL AND state IN ('yes', 'no', 'talk') ORDER BY asked_at, id LIMIT :limit;

-- credits_sql_ask_told(id: ask_id, told: text) changed
UPDATE credits_ask SET told = :told WHERE id = :id;

-- credits_sql_asks_by_hand(place: place_id, limit: int) many
SELECT id, pot_id, person_id, by_person, state, given, reason FROM credits_ask WHERE told = 'hand' AND place_id = :place ORDER BY asked_at, id LIMIT :limit;
