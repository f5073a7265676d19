-- Who comes: asking, places, the waiting list.

-- one at a time for each series: whoever writes the number of asking holds the row until the end
-- activities_sql_turn_take(asset_id: asset_id, place_id: place_id) run
INSERT INTO activities_turn (asset_id, place_id, turn) VALUES (:asset_id, :place_id, 1)
ON CONFLICT (asset_id) DO UPDATE SET turn = activities_turn.turn + 1;

-- activities_sql_turn(asset_id: asset_id) one
SELECT place_id, turn, look_at, code FROM activities_turn WHERE asset_id = :asset_id;

-- sooner than what stands there, never later
-- activities_sql_look_at(asset_id: asset_id, look_at: instant) run
UPDATE activities_turn SET look_at = :look_at WHERE asset_id = :asset_id AND (look_at IS NULL OR look_at > :look_at);

-- activities_sql_looked(asset_id: asset_id, look_at: instant) run
UPDATE activities_turn SET look_at = :look_at WHERE asset_id = :asset_id;

-- activities_sql_looks(now: instant, limit: int) many
SELECT asset_id, place_id FROM activities_turn WHERE look_at <= :now ORDER BY look_at, asset_id LIMIT :limit;

-- activities_sql_card(asset_id: asset_id, code: text) changed
UPDATE activities_turn SET code = :code WHERE asset_id = :asset_id AND code IS NULL;

-- activities_sql_card_find(code: text) one
SELECT asset_id FROM activities_turn WHERE code = :code;

-- activities_sql_code_taken(code: text) one -> cards: int, signups: int
SELECT (SELECT count(*) FROM activities_turn t WHERE t.code = :code) AS cards,
    (SELECT count(*) FROM activities_signup s WHERE s.code = :code) AS signups;

-- activities_sql_signup_add(id: int, place_id: place_id, asset_id: asset_id, of_id: int, day: day, at: minutes, since: day, person_id: person_id, first_name: text, phone: text, email: text, language: text, seats: int, carer: bool, note: text, newcomer: bool, state: text, turn: int, offered_until: instant, code: text, token: text, how: text, by_id: person_id, consent: text, way: text, now: instant) run
INSERT INTO activities_signup (id, place_id, asset_id, of_id, day, at, since, person_id, first_name, phone, email, language, seats,
    carer, note, newcomer, state, turn, offered_until, code, token, how, by_id, consent, way, created_at, changed_at)
VALUES (:id, :place_id, :asset_id, :of_id, :day, :at, :since, :person_id, :first_name, :phone, :email, :language, :seats,
    :carer, :note, :newcomer, :state, :turn, :offered_until, :code, :token, :how, :by_id, :consent, :way, :now, :now);

-- activities_sql_signup(id: int) one
SELECT id, place_id, asset_id, of_id, day, at, since, person_id, first_name, phone, email, language, seats, carer, note, newcomer, state,
    why, turn, offered_until, lapses, code, token, how, by_id, way, created_at FROM activities_signup WHERE id = :id;

-- activities_sql_signup_code(code: text) one
SELECT id FROM activities_signup WHERE code = :code;

-- activities_sql_signup_token(token: text) one
SELECT id FROM activities_signup WHERE token = :token;

-- what a person has asked for, of one date or (day empty) for every time
-- activities_sql_signup_own(asset_id: asset_id, person_id: person_id, day: day, at: minutes) one
SELECT id FROM activities_signup WHERE asset_id = :asset_id AND person_id = :person_id AND state <> 'ended'
    AND coalesce(day, -1) = coalesce(:day, -1) AND coalesce(at, -1) = coalesce(:at, -1);

-- the same of somebody without a record: by first name and where they are reached
-- activities_sql_signup_same(asset_id: asset_id, first_name: text, phone: text, email: text, day: day, at: minutes) one
SELECT id FROM activities_signup WHERE asset_id = :asset_id AND person_id IS NULL AND state <> 'ended' AND of_id IS NULL
    AND lower(first_name) = lower(:first_name) AND (phone = :phone OR email = :email)
    AND coalesce(day, -1) = coalesce(:day, -1) AND coalesce(at, -1) = coalesce(:at, -1) ORDER BY id LIMIT 1;

-- what one date is to somebody who comes every time
-- activities_sql_signup_date(of_id: int, day: day, at: minutes) one
SELECT id FROM activities_signup WHERE of_id = :of_id AND day = :day AND at = :at AND state <> 'ended';

-- activities_sql_signup_state(id: int, state: text, why: text, turn: int, offered_until: instant, lapses: int, now: instant) changed
UPDATE activities_signup SET state = :state, why = :why, turn = :turn, offered_until = :offered_until, lapses = :lapses, changed_at = :now
WHERE id = :id;

-- activities_sql_signup_link(id: int, of_id: int, now: instant) changed
UPDATE activities_signup SET of_id = :of_id, changed_at = :now WHERE id = :id;

-- activities_sql_signup_way(id: int, way: text, now: instant) changed
UPDATE activities_signup SET way = :way, changed_at = :now WHERE id = :id OR of_id = :id;

-- seats on one date: those of that date, and those who come every time and said nothing else of it
-- activities_sql_room(asset_id: asset_id, day: day, at: minutes) one -> taken: int, held: int, newcomers: int, waiting: int
SELECT coalesce(CAST(sum(CASE WHEN s.state IN ('coming', 'offered') THEN s.seats ELSE 0 END) AS INTEGER), 0) AS taken,
    coalesce(CAST(sum(CASE WHEN s.state = 'offered' THEN s.seats ELSE 0 END) AS INTEGER), 0) AS held,
    coalesce(sum(CASE WHEN s.state IN ('coming', 'offered') AND s.newcomer = 1 AND s.day IS NOT NULL THEN 1 ELSE 0 END), 0) AS newcomers,
    coalesce(sum(CASE WHEN s.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting
FROM activities_signup s WHERE s.asset_id = :asset_id
    AND ((s.day = :day AND s.at = :at AND s.state <> 'ended')
        OR (s.day IS NULL AND s.state IN ('coming', 'offered') AND s.since <= :day AND NOT EXISTS (SELECT 1 FROM activities_signup x
            WHERE x.of_id = s.id AND x.day = :day AND x.at = :at AND x.state <> 'ended')));

-- seats of those who come every time
-- activities_sql_room_standing(asset_id: asset_id) one -> taken: int, held: int, newcomers: int, waiting: int
SELECT coalesce(CAST(sum(CASE WHEN s.state IN ('coming', 'offered') THEN s.seats ELSE 0 END) AS INTEGER), 0) AS taken,
    coalesce(CAST(sum(CASE WHEN s.state = 'offered' THEN s.seats ELSE 0 END) AS INTEGER), 0) AS held,
    0 AS newcomers,
    coalesce(sum(CASE WHEN s.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting
FROM activities_signup s WHERE s.asset_id = :asset_id AND s.day IS NULL AND s.state <> 'ended';

-- the waiting list of one date (day empty: of those who would come every time), in order of asking
-- activities_sql_waiting(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT id, seats, newcomer, turn FROM activities_signup
WHERE asset_id = :asset_id AND state = 'waiting' AND coalesce(day, -1) = coalesce(:day, -1) AND coalesce(at, -1) = coalesce(:at, -1)
ORDER BY turn, id LIMIT :limit;

-- dates that somebody said something about
-- activities_sql_signup_dates(asset_id: asset_id, since: day, limit: int) many
SELECT DISTINCT day, at FROM activities_signup WHERE asset_id = :asset_id AND day >= :since AND state <> 'ended' ORDER BY day, at LIMIT :limit;

-- their dates, when they stop coming every time
-- activities_sql_signup_of(of_id: int, since: day) many
SELECT id, day, at, state FROM activities_signup WHERE of_id = :of_id AND day >= :since AND state <> 'ended' ORDER BY day, at;

-- everybody on one date and those who come every time; the module puts the two together
-- activities_sql_signups_on(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT s.id, s.of_id, s.day, s.person_id, s.first_name, s.seats, s.carer, s.note, s.newcomer, s.state, s.turn,
    s.offered_until, s.how, s.way, s.phone, s.email
FROM activities_signup s WHERE s.asset_id = :asset_id
    AND ((s.day = :day AND s.at = :at AND s.state <> 'ended')
        OR (s.day IS NULL AND s.state IN ('coming', 'offered', 'waiting') AND s.since <= :day AND NOT EXISTS (SELECT 1 FROM activities_signup x
            WHERE x.of_id = s.id AND x.day = :day AND x.at = :at AND x.state <> 'ended')))
ORDER BY s.turn, s.id LIMIT :limit;

-- those who come every time, and who would
-- activities_sql_signups_standing(asset_id: asset_id, limit: int) many
SELECT s.id, s.person_id, s.first_name, s.seats, s.carer, s.note, s.newcomer, s.state, s.turn,
    s.offered_until, s.how, s.way, s.phone, s.email
FROM activities_signup s
WHERE s.asset_id = :asset_id AND s.day IS NULL AND s.state <> 'ended' ORDER BY s.turn, s.id LIMIT :limit;

-- had they been before this day? where a register was kept it says so; else a place they had
-- activities_sql_came_before(asset_id: asset_id, person_id: person_id, day: day) count
SELECT (SELECT count(*) FROM activities_came c JOIN activities_register r ON r.id = c.register_id
        WHERE r.asset_id = :asset_id AND r.on_day < :day AND c.person_id = :person_id AND c.came = 1)
    + (SELECT count(*) FROM activities_signup s WHERE s.asset_id = :asset_id AND s.person_id = :person_id AND s.state = 'coming'
        AND s.day < :day AND NOT EXISTS (SELECT 1 FROM activities_register k
            WHERE k.asset_id = s.asset_id AND k.day = s.day AND k.at = s.at AND k.kept_at IS NOT NULL))
    + (SELECT count(*) FROM activities_signup s WHERE s.asset_id = :asset_id AND s.person_id = :person_id AND s.state IN ('coming', 'ended')
        AND s.day IS NULL AND s.since < :day AND NOT EXISTS (SELECT 1 FROM activities_register k
            WHERE k.asset_id = s.asset_id AND k.day >= s.since AND k.day < :day AND k.kept_at IS NOT NULL));

-- who was there, where the register was kept
-- activities_sql_came_to(asset_id: asset_id, day: day, at: minutes) many
SELECT c.person_id FROM activities_register r LEFT JOIN activities_came c ON c.register_id = r.id AND c.came = 1
WHERE r.asset_id = :asset_id AND r.day = :day AND r.at = :at AND r.kept_at IS NOT NULL AND r.held = 1;

-- what a person comes to, theirs alone
-- activities_sql_signups_of_person(person_id: person_id, since: day, limit: int) many
SELECT id, asset_id, of_id, day, at, since, seats, carer, note, state, offered_until, code, token, way, how, created_at, turn
FROM activities_signup WHERE person_id = :person_id AND state <> 'ended' AND (day IS NULL OR day >= :since)
ORDER BY coalesce(day, -1), coalesce(at, -1), id LIMIT :limit;

-- activities_sql_signups_all(person_id: person_id, limit: int) many
SELECT s.id, s.asset_id, s.day, s.at, s.seats, s.carer, s.note, s.state, s.why, s.way, s.how, s.created_at
FROM activities_signup s WHERE s.person_id = :person_id ORDER BY s.id LIMIT :limit;

-- offers that were not answered in time
-- activities_sql_offers_over(asset_id: asset_id, now: instant) many
SELECT id FROM activities_signup WHERE asset_id = :asset_id AND state = 'offered' AND offered_until <= :now ORDER BY turn, id LIMIT 500;

-- activities_sql_offers_next(asset_id: asset_id) one -> until: instant, waiting: int
SELECT min(CASE WHEN state = 'offered' THEN offered_until END) AS until, coalesce(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting
FROM activities_signup WHERE asset_id = :asset_id AND state IN ('offered', 'waiting');

-- who left: nothing of them stays but that a place was taken
-- activities_sql_signups_forget(person_id: person_id) run
UPDATE activities_signup SET person_id = NULL, first_name = NULL, phone = NULL, email = NULL, language = NULL, note = NULL, code = NULL,
    token = NULL, consent = NULL, way = 'none' WHERE person_id = :person_id;

-- somebody without a record is forgotten some weeks after the date
-- activities_sql_signups_over(asset_id: asset_id, before: day) run
UPDATE activities_signup SET phone = NULL, email = NULL, note = NULL, token = NULL
WHERE asset_id = :asset_id AND (phone IS NOT NULL OR email IS NOT NULL OR note IS NOT NULL)
    AND (day < :before OR (day IS NULL AND state = 'ended' AND changed_at / 86400000 < :before));

-- dates somebody waits for
-- activities_sql_waiting_dates(asset_id: asset_id, since: day, limit: int) many
SELECT DISTINCT day, at FROM activities_signup WHERE asset_id = :asset_id AND day >= :since AND state = 'waiting' ORDER BY day, at LIMIT :limit;

-- somebody without a record, by the number they text from
-- activities_sql_signup_phone(asset_id: asset_id, phone: text, day: day, at: minutes) one
SELECT id FROM activities_signup WHERE asset_id = :asset_id AND person_id IS NULL AND phone = :phone AND day = :day AND at = :at
    AND state <> 'ended' ORDER BY id LIMIT 1;

-- askings with one number or address, of those who have no record
-- activities_sql_signups_lately(phone: text, email: text, since: instant) count
SELECT (SELECT count(*) FROM activities_signup p WHERE p.phone = :phone AND p.created_at > :since)
    + (SELECT count(*) FROM activities_signup e WHERE e.email = :email AND e.created_at > :since);
