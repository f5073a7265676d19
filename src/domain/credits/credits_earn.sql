-- credits_sql_earn_on(asset: asset_id, day: day) one
SELECT e.asset_id, e.from_day, e.programme_id, e.gives, e.minutes, e.whom, p.name, p.account_id, p.ended_at
FROM credits_earn e JOIN credits_programme p ON p.id = e.programme_id
WHERE e.asset_id = :asset AND e.from_day <= :day ORDER BY e.from_day DESC LIMIT 1;

-- credits_sql_earn_next(asset: asset_id, day: day) one
SELECT e.asset_id, e.from_day, e.programme_id, e.gives, e.minutes, e.whom, p.name, p.account_id, p.ended_at
FROM credits_earn e JOIN credits_programme p ON p.id = e.programme_id
WHERE e.asset_id = :asset AND e.from_day > :day ORDER BY e.from_day LIMIT 1;

-- credits_sql_earn_put(asset: asset_id, from: day, place: place_id, programme: programme_id, gives: bool, minutes: int, whom: text, by: person_id, now: instant) run
INSERT INTO credits_earn (asset_id, from_day, place_id, programme_id, gives, minutes, whom, set_by, set_at)
VALUES (:asset, :from, :place, :programme, :gives, :minutes, :whom, :by, :now)
ON CONFLICT (asset_id, from_day) DO UPDATE SET programme_id = excluded.programme_id, gives = excluded.gives,
    minutes = excluded.minutes, whom = excluded.whom, set_by = excluded.set_by, set_at = excluded.set_at;

-- what was planned for later days gives way to what is said now
-- credits_sql_earn_clear(asset: asset_id, after: day) run
DELETE FROM credits_earn WHERE asset_id = :asset AND from_day > :after;

-- credits_sql_award_since(asset: asset_id, day: day) count -> n: int
SELECT count(*) AS n FROM credits_award WHERE asset_id = :asset AND day >= :day;

-- credits_sql_awards(asset: asset_id, day: day, at: minutes, limit: int) many
SELECT asset_id, person_id, round, booked, entry_id, back_id FROM credits_award
WHERE asset_id = :asset AND day = :day AND at = :at ORDER BY person_id LIMIT :limit;

-- credits_sql_award_put(asset: asset_id, day: day, at: minutes, person: person_id, round: int, booked: bool, entry: entry_id, back: entry_id, now: instant) run
INSERT INTO credits_award (asset_id, day, at, person_id, round, booked, entry_id, back_id, kept_at)
VALUES (:asset, :day, :at, :person, :round, :booked, :entry, :back, :now)
ON CONFLICT (asset_id, day, at, person_id) DO UPDATE SET round = excluded.round, booked = excluded.booked,
    entry_id = excluded.entry_id, back_id = excluded.back_id, kept_at = excluded.kept_at;

-- credits_sql_award_account(person: person_id, ledger: ledger_id) one
SELECT id, closed_at FROM credits_account WHERE ledger_id = :ledger AND person_id = :person;

-- ---- programmes ----

-- credits_sql_earn_programmes(place: place_id, limit: int) many -> given: int, back: int, people: int, by_name: text
SELECT p.id, p.name, p.account_id, p.series, p.allowed_at, p.ended_at, n.first_name AS by_name,
    coalesce((SELECT sum(minutes) FROM credits_entry e WHERE e.payer = p.account_id), 0) AS given,
    coalesce((SELECT sum(minutes) FROM credits_entry e WHERE e.payee = p.account_id), 0) AS back,
    (SELECT count(DISTINCT e.payee) FROM credits_entry e WHERE e.payer = p.account_id) AS people
FROM credits_programme p LEFT JOIN people_v_person n ON n.id = p.allowed_by
WHERE p.place_id = :place OR p.place_id IS NULL ORDER BY p.ended_at IS NOT NULL, p.name, p.id LIMIT :limit;

-- credits_sql_earn_open(place: place_id, limit: int) many
SELECT id, name, account_id FROM credits_programme
WHERE (place_id = :place OR place_id IS NULL) AND series = 1 AND ended_at IS NULL ORDER BY place_id IS NULL, id LIMIT :limit;

-- credits_sql_earn_programme(id: programme_id) one
SELECT id, place_id, name, account_id, series, ended_at FROM credits_programme WHERE id = :id;

-- credits_sql_earn_allow(id: programme_id, series: bool, by: person_id, now: instant) changed
UPDATE credits_programme SET series = :series, allowed_by = :by, allowed_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_earn_end(id: programme_id, now: instant) changed
UPDATE credits_programme SET ended_at = :now, series = 0 WHERE id = :id AND ended_at IS NULL;

-- ---- a group's hours ----

-- credits_sql_came_here(asset: asset_id, limit: int) many
SELECT p.id, p.first_name FROM people_v_person p
WHERE p.ended_at IS NULL AND p.id IN (SELECT person_id FROM credits_award WHERE asset_id = :asset AND booked = 1)
ORDER BY p.first_name, p.id LIMIT :limit;

-- credits_sql_came_once(asset: asset_id, person: person_id) count -> n: int
SELECT count(*) AS n FROM credits_award WHERE asset_id = :asset AND person_id = :person AND booked = 1;

-- ---- my data ----

-- credits_sql_awards_of(person: person_id, limit: int) many
SELECT asset_id, day, at, round, booked, entry_id, back_id FROM credits_award WHERE person_id = :person
ORDER BY day DESC, at DESC, asset_id LIMIT :limit;

-- ---- figures ----

-- exchanges of a place since an instant: entries between people, or of a programme, group or pot to a person; what was put right is left out
-- credits_sql_figure_gave(place: place_id, since: instant) one -> minutes: int, gave: int, received: int, mutual: int, pairs: int, firsts: int
WITH live AS (
    SELECT e.minutes, e.payer, e.payee, f.person_id AS taker, t.person_id AS giver, e.at FROM credits_entry e
    JOIN credits_account f ON f.id = e.payer JOIN credits_account t ON t.id = e.payee
    WHERE e.at >= :since AND e.kind IN ('give', 'award') AND (f.place_id = :place OR t.place_id = :place)
        AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = e.id)),
givers AS (SELECT DISTINCT giver AS id FROM live WHERE giver IS NOT NULL),
takers AS (SELECT DISTINCT taker AS id FROM live WHERE taker IS NOT NULL),
pairs AS (SELECT giver, taker, min(at) AS at FROM live WHERE giver IS NOT NULL AND taker IS NOT NULL GROUP BY giver, taker)
SELECT coalesce((SELECT sum(minutes) FROM live WHERE giver IS NOT NULL), 0) AS minutes,
    (SELECT count(id) FROM givers) AS gave, (SELECT count(id) FROM takers) AS received,
    (SELECT count(g.id) FROM givers g JOIN takers k ON k.id = g.id) AS mutual,
    (SELECT count(giver) FROM pairs) AS pairs,
    (SELECT count(p.giver) FROM pairs p WHERE NOT EXISTS (SELECT 1 FROM credits_entry o
        JOIN credits_account a ON a.id = o.payer JOIN credits_account b ON b.id = o.payee
        WHERE a.person_id = p.taker AND b.person_id = p.giver AND o.at < :since AND o.kind = 'give')) AS firsts;
