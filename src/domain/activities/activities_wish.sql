-- Wishes, and who says me too.

-- activities_sql_wish_add(id: wish_id, place_id: place_id, words: text, concepts: text, minutes: minutes, state: text, person_id: person_id, told_by: person_id, told_how: text, at: instant) run
INSERT INTO activities_wish (id, place_id, words, concepts, minutes, state, person_id, told_by, told_how, at)
VALUES (:id, :place_id, :words, :concepts, :minutes, :state, :person_id, :told_by, :told_how, :at);

-- activities_sql_wish(id: wish_id) one -> yeses: int, changed: int
SELECT w.id, w.place_id, w.words, w.concepts, w.minutes, w.state, w.person_id, w.told_how, w.design, w.asset_id, w.shown, w.shown_at,
    w.shown_tables, w.at,
    (SELECT count(*) FROM activities_wish_yes y WHERE y.wish_id = w.id AND y.ended_at IS NULL) AS yeses,
    (SELECT count(*) FROM activities_wish_yes y WHERE y.wish_id = w.id
        AND ((y.ended_at IS NULL AND y.times IS NOT NULL AND y.counted = 0) OR (y.in_table = 1 AND (y.ended_at IS NOT NULL OR y.times IS NULL)))) AS changed
FROM activities_wish w WHERE w.id = :id;

-- activities_sql_wishes(place_id: place_id, state: text, limit: int) many -> yeses: int
SELECT w.id, w.words, w.concepts, w.state, w.asset_id, w.at,
    (SELECT count(*) FROM activities_wish_yes y WHERE y.wish_id = w.id AND y.ended_at IS NULL) AS yeses
FROM activities_wish w WHERE w.place_id = :place_id AND w.state = :state ORDER BY w.at DESC, w.id DESC LIMIT :limit;

-- activities_sql_wish_state(id: wish_id, was: text, state: text) changed
UPDATE activities_wish SET state = :state WHERE id = :id AND state = :was;

-- activities_sql_wish_end(id: wish_id, now: instant) changed
UPDATE activities_wish SET state = 'ended', ended_at = :now WHERE id = :id AND state IN ('waiting', 'open');

-- activities_sql_wish_became(id: wish_id, asset_id: asset_id, now: instant) changed
UPDATE activities_wish SET state = 'became', asset_id = :asset_id, ended_at = :now WHERE id = :id AND state = 'open';

-- activities_sql_wish_design(id: wish_id, design: text) changed
UPDATE activities_wish SET design = :design WHERE id = :id;

-- activities_sql_wish_shown(id: wish_id, shown: text, now: instant) changed
UPDATE activities_wish SET shown = :shown, shown_at = :now, shown_tables = shown_tables + 1 WHERE id = :id;

-- the answers as they are now are those of the table that is shown
-- activities_sql_wish_count(wish_id: wish_id) run
UPDATE activities_wish_yes SET
    counted = CASE WHEN ended_at IS NULL AND times IS NOT NULL THEN 1 ELSE 0 END,
    in_table = CASE WHEN ended_at IS NULL AND times IS NOT NULL THEN 1 ELSE 0 END
WHERE wish_id = :wish_id;

-- activities_sql_wish_of(asset_id: asset_id) one
SELECT id, words FROM activities_wish WHERE asset_id = :asset_id ORDER BY id LIMIT 1;

-- who they are is on the row; who said me too before changes it
-- activities_sql_yes_put(id: wish_yes_id, wish_id: wish_id, person_id: person_id, first_name: text, contact: text, language: text, times: text, shift: text, weeks: text, place_words: text, how_words: text, barriers: int, barrier_words: text, words_ok: bool, help: text, helps_as: text, told_by: person_id, told_how: text, at: instant) run
INSERT INTO activities_wish_yes (id, wish_id, person_id, first_name, contact, language, times, shift, weeks, place_words, how_words, barriers,
    barrier_words, words_ok, help, helps_as, told_by, told_how, at)
VALUES (:id, :wish_id, :person_id, :first_name, :contact, :language, :times, :shift, :weeks, :place_words, :how_words, :barriers,
    :barrier_words, :words_ok, :help, :helps_as, :told_by, :told_how, :at)
ON CONFLICT (wish_id, person_id) DO UPDATE SET times = excluded.times, shift = excluded.shift, weeks = excluded.weeks,
    place_words = excluded.place_words, how_words = excluded.how_words, barriers = excluded.barriers,
    barrier_words = excluded.barrier_words, words_ok = excluded.words_ok,
    help = CASE WHEN activities_wish_yes.help = 'in' AND excluded.help <> 'no' AND activities_wish_yes.ended_at IS NULL THEN 'in' ELSE excluded.help END,
    helps_as = excluded.helps_as, told_by = excluded.told_by, told_how = excluded.told_how, counted = 0, at = excluded.at, ended_at = NULL;

-- activities_sql_yes_of(wish_id: wish_id, person_id: person_id) one
SELECT id, times, shift, weeks, place_words, how_words, barriers, barrier_words, words_ok, help, helps_as
FROM activities_wish_yes WHERE wish_id = :wish_id AND person_id = :person_id AND ended_at IS NULL;

-- activities_sql_yeses(wish_id: wish_id, limit: int) many -> name: text
SELECT y.id, y.person_id, coalesce(p.first_name, y.first_name) AS name, y.times, y.shift, y.weeks, y.place_words, y.how_words, y.barriers,
    y.barrier_words, y.words_ok, y.help, y.helps_as
FROM activities_wish_yes y LEFT JOIN people_v_person p ON p.id = y.person_id
WHERE y.wish_id = :wish_id AND y.ended_at IS NULL ORDER BY y.id LIMIT :limit;

-- activities_sql_yes_back(wish_id: wish_id, person_id: person_id, now: instant) changed
UPDATE activities_wish_yes SET ended_at = :now, first_name = NULL, contact = NULL, times = NULL, shift = NULL, place_words = NULL,
    how_words = NULL, barriers = 0, barrier_words = NULL, words_ok = 0, help = 'no'
WHERE wish_id = :wish_id AND person_id = :person_id AND ended_at IS NULL;

-- activities_sql_yes_forget(person_id: person_id, now: instant) run
UPDATE activities_wish_yes SET ended_at = coalesce(ended_at, :now), first_name = NULL, contact = NULL, times = NULL, shift = NULL,
    place_words = NULL, how_words = NULL, barriers = 0, barrier_words = NULL, words_ok = 0, help = 'no', person_id = NULL
WHERE person_id = :person_id;

-- activities_sql_wish_forget(person_id: person_id) run
UPDATE activities_wish SET person_id = NULL WHERE person_id = :person_id;

-- activities_sql_told_forget(person_id: person_id) run
UPDATE activities_wish SET told_by = NULL WHERE told_by = :person_id;

-- activities_sql_yes_told_forget(person_id: person_id) run
UPDATE activities_wish_yes SET told_by = NULL WHERE told_by = :person_id;

-- activities_sql_yes_welcome(id: wish_yes_id, wish_id: wish_id) changed
UPDATE activities_wish_yes SET help = 'in' WHERE id = :id AND wish_id = :wish_id AND help = 'asked' AND ended_at IS NULL;

-- said me too to a wish that became something, and not told yet
-- activities_sql_wish_untold(limit: int) many
SELECT y.id, y.person_id, y.contact, y.language, w.words, w.asset_id
FROM activities_wish w CROSS JOIN activities_wish_yes y
WHERE y.wish_id = w.id AND w.state = 'became' AND y.told_at IS NULL AND y.ended_at IS NULL ORDER BY y.id LIMIT :limit;

-- told once; where to tell them is needed no more
-- activities_sql_yes_told(id: wish_yes_id, now: instant) changed
UPDATE activities_wish_yes SET told_at = :now, contact = NULL, first_name = NULL WHERE id = :id AND told_at IS NULL;

-- nothing comes of it: nobody is to be told
-- activities_sql_yes_clear(wish_id: wish_id) run
UPDATE activities_wish_yes SET contact = NULL, first_name = NULL WHERE wish_id = :wish_id;

-- activities_sql_wishes_of(person_id: person_id, limit: int) many -> mine: bool
SELECT w.id, w.words, w.state, w.asset_id, y.times, y.shift, y.weeks, y.place_words, y.how_words, y.barriers, y.barrier_words, y.words_ok,
    y.help, y.helps_as, y.at, y.ended_at, CASE WHEN w.person_id = :person_id THEN 1 ELSE 0 END AS mine
FROM activities_wish_yes y JOIN activities_wish w ON w.id = y.wish_id
WHERE y.person_id = :person_id ORDER BY y.at DESC, y.id DESC LIMIT :limit;
