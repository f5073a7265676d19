-- uses credits people places assets

-- credits_sql_venue_add(id: venue_id, place: place_id, asset: asset_id, account: account_id, name: text, till: blob, now: instant) run
INSERT INTO credits_venue (id, place_id, asset_id, account_id, name, till, till_at, added_at)
VALUES (:id, :place, :asset, :account, :name, :till, :now, :now);

-- credits_sql_venue_change(id: venue_id, name: text) changed
UPDATE credits_venue SET name = :name WHERE id = :id AND ended_at IS NULL;

-- credits_sql_venue_till(id: venue_id, till: blob, now: instant) changed
UPDATE credits_venue SET till = :till, till_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_venue_end(id: venue_id, now: instant) changed
UPDATE credits_venue SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_venue_find(id: venue_id) one
SELECT id, place_id, asset_id, account_id, name, till, till_at, added_at, ended_at FROM credits_venue WHERE id = :id;

-- credits_sql_venue_by_till(till: blob) one
SELECT id FROM credits_venue WHERE till = :till AND ended_at IS NULL;

-- credits_sql_venue_of_asset(asset: asset_id) one
SELECT id FROM credits_venue WHERE asset_id = :asset;

-- credits_sql_venue_list(place: place_id, limit: int) many
SELECT id, place_id, asset_id, account_id, name, till_at, ended_at FROM credits_venue
WHERE place_id = :place AND ended_at IS NULL ORDER BY name, id LIMIT :limit;

-- credits_sql_agreement_add(id: agreement_id, venue: venue_id, trip: bool, what: text, about: text, rules: text, minutes: int, capacity: int, capacity_all: int, times: text, from: day, until: day, contact: text, worth: pence, worth_words: text, now: instant) run
INSERT INTO credits_agreement (id, venue_id, trip, what, about, rules, minutes, capacity, capacity_all, times, from_day, until_day, contact, worth, worth_words, added_at)
VALUES (:id, :venue, :trip, :what, :about, :rules, :minutes, :capacity, :capacity_all, :times, :from, :until, :contact, :worth, :worth_words, :now);

-- credits_sql_agreement_change(id: agreement_id, trip: bool, what: text, about: text, rules: text, minutes: int, capacity: int, capacity_all: int, times: text, from: day, until: day, contact: text, worth: pence, worth_words: text) changed
UPDATE credits_agreement SET trip = :trip, what = :what, about = :about, rules = :rules, minutes = :minutes, capacity = :capacity,
    capacity_all = :capacity_all, times = :times, from_day = :from, until_day = :until, contact = :contact, worth = :worth, worth_words = :worth_words
WHERE id = :id AND ended_at IS NULL;

-- credits_sql_agreement_end(id: agreement_id, now: instant) changed
UPDATE credits_agreement SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- credits_sql_agreement_find(id: agreement_id, week: day) one -> ended_at: instant, week_uses: int
SELECT a.id, a.venue_id, v.name AS venue_name, v.place_id, v.account_id, a.trip, a.what, a.about, a.rules, a.minutes, a.capacity, a.capacity_all, a.times,
    a.from_day, a.until_day, a.contact, a.worth, a.worth_words, a.used, a.added_at, coalesce(a.ended_at, v.ended_at) AS ended_at,
    coalesce((SELECT sum(u.uses) FROM credits_use u WHERE u.agreement_id = a.id AND u.week = :week AND u.undone_at IS NULL), 0) AS week_uses
FROM credits_agreement a JOIN credits_venue v ON v.id = a.venue_id WHERE a.id = :id;

-- credits_sql_agreement_place(id: agreement_id) one
SELECT v.place_id FROM credits_agreement a JOIN credits_venue v ON v.id = a.venue_id WHERE a.id = :id;

-- credits_sql_agreement_list(place: place_id, venue: venue_id, week: day, limit: int) many -> week_uses: int
SELECT a.id, a.venue_id, v.name AS venue_name, v.place_id, v.account_id, a.trip, a.what, a.about, a.rules, a.minutes, a.capacity, a.capacity_all, a.times,
    a.from_day, a.until_day, a.contact, a.worth, a.worth_words, a.used, a.added_at, a.ended_at,
    coalesce((SELECT sum(u.uses) FROM credits_use u WHERE u.agreement_id = a.id AND u.week = :week AND u.undone_at IS NULL), 0) AS week_uses
FROM credits_agreement a JOIN credits_venue v ON v.id = a.venue_id
WHERE v.place_id = :place AND (:venue IS NULL OR v.id = :venue) AND a.ended_at IS NULL AND v.ended_at IS NULL
ORDER BY a.trip, v.name, a.what, a.id LIMIT :limit;

-- takes the row's turn: on PostgreSQL the next one waits here until this one is in
-- credits_sql_agreement_count(id: agreement_id, uses: int) changed
UPDATE credits_agreement SET used = used + :uses WHERE id = :id AND used + :uses >= 0;

-- credits_sql_use_add(id: use_id, agreement: agreement_id, venue: venue_id, place: place_id, person: person_id, uses: int, minutes: int, week: day, day: day, now: instant, entry: entry_id, by: person_id) run
INSERT INTO credits_use (id, agreement_id, venue_id, place_id, person_id, uses, minutes, week, on_day, at, entry_id, by_person)
VALUES (:id, :agreement, :venue, :place, :person, :uses, :minutes, :week, :day, :now, :entry, :by);

-- credits_sql_use_of_entry(entry: entry_id) one
SELECT id, agreement_id, uses FROM credits_use WHERE entry_id = :entry;

-- credits_sql_use_find(id: use_id) one
SELECT u.id, u.agreement_id, u.venue_id, v.name AS venue_name, u.place_id, a.what, a.about, a.trip, u.person_id, u.uses, u.minutes, u.on_day, u.at, u.entry_id, u.undone_at
FROM credits_use u JOIN credits_agreement a ON a.id = u.agreement_id JOIN credits_venue v ON v.id = u.venue_id WHERE u.id = :id;

-- credits_sql_use_undo(id: use_id, now: instant) changed
UPDATE credits_use SET undone_at = :now WHERE id = :id AND undone_at IS NULL;

-- credits_sql_uses_of(person: person_id, limit: int) many
SELECT u.id, u.agreement_id, u.venue_id, v.name AS venue_name, u.place_id, a.what, a.about, a.trip, u.person_id, u.uses, u.minutes, u.on_day, u.at, u.entry_id, u.undone_at
FROM credits_use u JOIN credits_agreement a ON a.id = u.agreement_id JOIN credits_venue v ON v.id = u.venue_id
WHERE u.person_id = :person ORDER BY u.at DESC, u.id DESC LIMIT :limit;

-- credits_sql_uses_today(venue: venue_id, day: day, limit: int) many
SELECT u.id, u.agreement_id, u.venue_id, v.name AS venue_name, u.place_id, a.what, a.about, a.trip, u.person_id, u.uses, u.minutes, u.on_day, u.at, u.entry_id, u.undone_at
FROM credits_use u JOIN credits_agreement a ON a.id = u.agreement_id JOIN credits_venue v ON v.id = u.venue_id
WHERE u.venue_id = :venue AND u.on_day = :day ORDER BY u.at DESC, u.id DESC LIMIT :limit;

-- credits_sql_use_weeks(venue: venue_id, limit: int) many -> uses: int, paper: int, minutes: int
SELECT week, sum(uses) AS uses, sum(CASE WHEN person_id IS NULL THEN uses ELSE 0 END) AS paper, sum(minutes) AS minutes
FROM credits_use WHERE venue_id = :venue AND undone_at IS NULL GROUP BY week ORDER BY week DESC LIMIT :limit;

-- what could be a venue: in use, on the map, none yet
-- credits_sql_venue_choices(place: place_id, limit: int) many
SELECT a.id, a.name FROM assets_v_asset a
WHERE a.place_id = :place AND a.kind IN ('place', 'service', 'organisation', 'activity')
    AND NOT EXISTS (SELECT 1 FROM credits_venue v WHERE v.asset_id = a.id)
ORDER BY a.name, a.id LIMIT :limit;

-- credits_sql_uses_forget(person: person_id) run
UPDATE credits_use SET person_id = NULL WHERE person_id = :person;

-- paper notes that were redeemed there and not taken back
-- credits_sql_venue_notes(account: account_id) count -> n: int
SELECT count(*) AS n FROM credits_entry e WHERE e.payee = :account AND e.kind = 'redeem'
    AND NOT EXISTS (SELECT 1 FROM credits_entry r WHERE r.reverses = e.id);
