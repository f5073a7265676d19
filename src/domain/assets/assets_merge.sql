-- Entries made one, and taken apart again. Bits of fields: merge_own.h

-- assets_sql_merge_copy(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_row (merge_id, part, name, folded, description, organisation_id, organisation_name,
    lat, lon, elsewhere, location_name, address, city, postcode, outcode, phone, email, url, access_yes,
    access_no, access_words, cost, price, cost_words, languages, age_low, age_high, for_child, audience,
    host_id, host_name, host_meets, host_room, usual_size, checked, checked_by, not_seen_at)
SELECT :merge_id, :part, name, folded, description, organisation_id, organisation_name, lat, lon, elsewhere,
    location_name, address, city, postcode, outcode, phone, email, url, access_yes, access_no, access_words,
    cost, price, cost_words, languages, age_low, age_high, for_child, audience, host_id, host_name, host_meets,
    host_room, usual_size, checked, checked_by, not_seen_at FROM assets_asset WHERE id = :id;

-- assets_sql_merge_copy_schedules(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_schedule (merge_id, part, seq, rrule, begins, until, opens, closes, words, skip, zone)
SELECT :merge_id, :part, seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_schedule WHERE asset_id = :id;

-- assets_sql_merge_copy_concepts(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_concept (merge_id, part, seq, concept, quality)
SELECT :merge_id, :part, seq, concept, quality FROM assets_concept WHERE asset_id = :id;

-- access: 'filled' keeps what the one that stays knows, 'won' what the other knows
-- assets_sql_merge_take(id: asset_id, other: asset_id, taken: int, now: instant) changed
UPDATE assets_asset SET changed_at = :now,
    name = CASE WHEN (:taken & 1) <> 0 THEN b.name ELSE assets_asset.name END,
    folded = CASE WHEN (:taken & 1) <> 0 THEN b.folded ELSE assets_asset.folded END,
    description = CASE WHEN (:taken & 2) <> 0 THEN b.description ELSE assets_asset.description END,
    organisation_id = CASE WHEN (:taken & 4) <> 0 THEN b.organisation_id ELSE assets_asset.organisation_id END,
    organisation_name = CASE WHEN (:taken & 4) <> 0 THEN b.organisation_name ELSE assets_asset.organisation_name END,
    lat = CASE WHEN (:taken & 8) <> 0 THEN b.lat ELSE assets_asset.lat END,
    lon = CASE WHEN (:taken & 8) <> 0 THEN b.lon ELSE assets_asset.lon END,
    elsewhere = CASE WHEN (:taken & 8) <> 0 THEN b.elsewhere ELSE assets_asset.elsewhere END,
    location_name = CASE WHEN (:taken & 16) <> 0 THEN b.location_name ELSE assets_asset.location_name END,
    address = CASE WHEN (:taken & 32) <> 0 THEN b.address ELSE assets_asset.address END,
    city = CASE WHEN (:taken & 64) <> 0 THEN b.city ELSE assets_asset.city END,
    postcode = CASE WHEN (:taken & 128) <> 0 THEN b.postcode ELSE assets_asset.postcode END,
    outcode = CASE WHEN (:taken & 256) <> 0 THEN b.outcode ELSE assets_asset.outcode END,
    phone = CASE WHEN (:taken & 512) <> 0 THEN b.phone ELSE assets_asset.phone END,
    email = CASE WHEN (:taken & 1024) <> 0 THEN b.email ELSE assets_asset.email END,
    url = CASE WHEN (:taken & 2048) <> 0 THEN b.url ELSE assets_asset.url END,
    access_words = CASE WHEN (:taken & 8192) <> 0 THEN b.access_words ELSE assets_asset.access_words END,
    cost = CASE WHEN (:taken & 16384) <> 0 THEN b.cost ELSE assets_asset.cost END,
    price = CASE WHEN (:taken & 16384) <> 0 THEN b.price ELSE assets_asset.price END,
    cost_words = CASE WHEN (:taken & 16384) <> 0 THEN b.cost_words ELSE assets_asset.cost_words END,
    languages = CASE WHEN (:taken & 32768) <> 0 THEN b.languages ELSE assets_asset.languages END,
    age_low = CASE WHEN (:taken & 65536) <> 0 THEN b.age_low ELSE assets_asset.age_low END,
    age_high = CASE WHEN (:taken & 65536) <> 0 THEN b.age_high ELSE assets_asset.age_high END,
    for_child = CASE WHEN (:taken & 65536) <> 0 THEN b.for_child ELSE assets_asset.for_child END,
    audience = CASE WHEN (:taken & 131072) <> 0 THEN b.audience ELSE assets_asset.audience END,
    host_id = CASE WHEN (:taken & 262144) <> 0 THEN b.host_id ELSE assets_asset.host_id END,
    host_name = CASE WHEN (:taken & 262144) <> 0 THEN b.host_name ELSE assets_asset.host_name END,
    host_meets = CASE WHEN (:taken & 262144) <> 0 THEN b.host_meets ELSE assets_asset.host_meets END,
    host_room = CASE WHEN (:taken & 262144) <> 0 THEN b.host_room ELSE assets_asset.host_room END,
    usual_size = CASE WHEN (:taken & 524288) <> 0 THEN b.usual_size ELSE assets_asset.usual_size END,
    checked = CASE WHEN (:taken & 1048576) <> 0 THEN b.checked ELSE assets_asset.checked END,
    checked_by = CASE WHEN (:taken & 1048576) <> 0 THEN b.checked_by ELSE assets_asset.checked_by END,
    access_yes = CASE WHEN (:taken & 4096) <> 0 THEN assets_asset.access_yes | (b.access_yes & ~(assets_asset.access_yes | assets_asset.access_no)) WHEN (:taken & 4194304) <> 0 THEN b.access_yes | (assets_asset.access_yes & ~(b.access_yes | b.access_no)) ELSE assets_asset.access_yes END,
    access_no = CASE WHEN (:taken & 4096) <> 0 THEN assets_asset.access_no | (b.access_no & ~(assets_asset.access_no | assets_asset.access_yes)) WHEN (:taken & 4194304) <> 0 THEN b.access_no | (assets_asset.access_no & ~(b.access_no | b.access_yes)) ELSE assets_asset.access_no END,
    not_seen_at = CASE WHEN b.not_seen_at IS NULL THEN NULL ELSE assets_asset.not_seen_at END
FROM assets_asset b WHERE b.id = :other AND assets_asset.id = :id;

-- which fields are no longer as the merge left them (part 1) or as they were before it (part 0)
-- assets_sql_merge_differs(merge_id: merge_id, part: int, id: asset_id) one -> fields: int
SELECT CASE WHEN a.name IS DISTINCT FROM k.name OR a.folded IS DISTINCT FROM k.folded THEN 1 ELSE 0 END
    + CASE WHEN a.description IS DISTINCT FROM k.description THEN 2 ELSE 0 END
    + CASE WHEN a.organisation_id IS DISTINCT FROM k.organisation_id OR a.organisation_name IS DISTINCT FROM k.organisation_name THEN 4 ELSE 0 END
    + CASE WHEN a.lat IS DISTINCT FROM k.lat OR a.lon IS DISTINCT FROM k.lon OR a.elsewhere IS DISTINCT FROM k.elsewhere THEN 8 ELSE 0 END
    + CASE WHEN a.location_name IS DISTINCT FROM k.location_name THEN 16 ELSE 0 END
    + CASE WHEN a.address IS DISTINCT FROM k.address THEN 32 ELSE 0 END
    + CASE WHEN a.city IS DISTINCT FROM k.city THEN 64 ELSE 0 END
    + CASE WHEN a.postcode IS DISTINCT FROM k.postcode THEN 128 ELSE 0 END
    + CASE WHEN a.outcode IS DISTINCT FROM k.outcode THEN 256 ELSE 0 END
    + CASE WHEN a.phone IS DISTINCT FROM k.phone THEN 512 ELSE 0 END
    + CASE WHEN a.email IS DISTINCT FROM k.email THEN 1024 ELSE 0 END
    + CASE WHEN a.url IS DISTINCT FROM k.url THEN 2048 ELSE 0 END
    + CASE WHEN a.access_yes IS DISTINCT FROM k.access_yes OR a.access_no IS DISTINCT FROM k.access_no THEN 4096 ELSE 0 END
    + CASE WHEN a.access_words IS DISTINCT FROM k.access_words THEN 8192 ELSE 0 END
    + CASE WHEN a.cost IS DISTINCT FROM k.cost OR a.price IS DISTINCT FROM k.price OR a.cost_words IS DISTINCT FROM k.cost_words THEN 16384 ELSE 0 END
    + CASE WHEN a.languages IS DISTINCT FROM k.languages THEN 32768 ELSE 0 END
    + CASE WHEN a.age_low IS DISTINCT FROM k.age_low OR a.age_high IS DISTINCT FROM k.age_high OR a.for_child IS DISTINCT FROM k.for_child THEN 65536 ELSE 0 END
    + CASE WHEN a.audience IS DISTINCT FROM k.audience THEN 131072 ELSE 0 END
    + CASE WHEN a.host_id IS DISTINCT FROM k.host_id OR a.host_name IS DISTINCT FROM k.host_name OR a.host_meets IS DISTINCT FROM k.host_meets OR a.host_room IS DISTINCT FROM k.host_room THEN 262144 ELSE 0 END
    + CASE WHEN a.usual_size IS DISTINCT FROM k.usual_size THEN 524288 ELSE 0 END
    + CASE WHEN a.checked IS DISTINCT FROM k.checked OR a.checked_by IS DISTINCT FROM k.checked_by THEN 1048576 ELSE 0 END
    + CASE WHEN a.not_seen_at IS DISTINCT FROM k.not_seen_at THEN 2097152 ELSE 0 END AS fields
FROM assets_asset a JOIN assets_merge_row k ON k.merge_id = :merge_id AND k.part = :part WHERE a.id = :id;

-- assets_sql_merge_restore(merge_id: merge_id, id: asset_id, fields: int, changed_at: instant) changed
UPDATE assets_asset SET changed_at = :changed_at,
    name = CASE WHEN (:fields & 1) <> 0 THEN k.name ELSE assets_asset.name END,
    folded = CASE WHEN (:fields & 1) <> 0 THEN k.folded ELSE assets_asset.folded END,
    description = CASE WHEN (:fields & 2) <> 0 THEN k.description ELSE assets_asset.description END,
    organisation_id = CASE WHEN (:fields & 4) <> 0 THEN k.organisation_id ELSE assets_asset.organisation_id END,
    organisation_name = CASE WHEN (:fields & 4) <> 0 THEN k.organisation_name ELSE assets_asset.organisation_name END,
    lat = CASE WHEN (:fields & 8) <> 0 THEN k.lat ELSE assets_asset.lat END,
    lon = CASE WHEN (:fields & 8) <> 0 THEN k.lon ELSE assets_asset.lon END,
    elsewhere = CASE WHEN (:fields & 8) <> 0 THEN k.elsewhere ELSE assets_asset.elsewhere END,
    location_name = CASE WHEN (:fields & 16) <> 0 THEN k.location_name ELSE assets_asset.location_name END,
    address = CASE WHEN (:fields & 32) <> 0 THEN k.address ELSE assets_asset.address END,
    city = CASE WHEN (:fields & 64) <> 0 THEN k.city ELSE assets_asset.city END,
    postcode = CASE WHEN (:fields & 128) <> 0 THEN k.postcode ELSE assets_asset.postcode END,
    outcode = CASE WHEN (:fields & 256) <> 0 THEN k.outcode ELSE assets_asset.outcode END,
    phone = CASE WHEN (:fields & 512) <> 0 THEN k.phone ELSE assets_asset.phone END,
    email = CASE WHEN (:fields & 1024) <> 0 THEN k.email ELSE assets_asset.email END,
    url = CASE WHEN (:fields & 2048) <> 0 THEN k.url ELSE assets_asset.url END,
    access_yes = CASE WHEN (:fields & 4096) <> 0 THEN k.access_yes ELSE assets_asset.access_yes END,
    access_no = CASE WHEN (:fields & 4096) <> 0 THEN k.access_no ELSE assets_asset.access_no END,
    access_words = CASE WHEN (:fields & 8192) <> 0 THEN k.access_words ELSE assets_asset.access_words END,
    cost = CASE WHEN (:fields & 16384) <> 0 THEN k.cost ELSE assets_asset.cost END,
    price = CASE WHEN (:fields & 16384) <> 0 THEN k.price ELSE assets_asset.price END,
    cost_words = CASE WHEN (:fields & 16384) <> 0 THEN k.cost_words ELSE assets_asset.cost_words END,
    languages = CASE WHEN (:fields & 32768) <> 0 THEN k.languages ELSE assets_asset.languages END,
    age_low = CASE WHEN (:fields & 65536) <> 0 THEN k.age_low ELSE assets_asset.age_low END,
    age_high = CASE WHEN (:fields & 65536) <> 0 THEN k.age_high ELSE assets_asset.age_high END,
    for_child = CASE WHEN (:fields & 65536) <> 0 THEN k.for_child ELSE assets_asset.for_child END,
    audience = CASE WHEN (:fields & 131072) <> 0 THEN k.audience ELSE assets_asset.audience END,
    host_id = CASE WHEN (:fields & 262144) <> 0 THEN k.host_id ELSE assets_asset.host_id END,
    host_name = CASE WHEN (:fields & 262144) <> 0 THEN k.host_name ELSE assets_asset.host_name END,
    host_meets = CASE WHEN (:fields & 262144) <> 0 THEN k.host_meets ELSE assets_asset.host_meets END,
    host_room = CASE WHEN (:fields & 262144) <> 0 THEN k.host_room ELSE assets_asset.host_room END,
    usual_size = CASE WHEN (:fields & 524288) <> 0 THEN k.usual_size ELSE assets_asset.usual_size END,
    checked = CASE WHEN (:fields & 1048576) <> 0 THEN k.checked ELSE assets_asset.checked END,
    checked_by = CASE WHEN (:fields & 1048576) <> 0 THEN k.checked_by ELSE assets_asset.checked_by END,
    not_seen_at = CASE WHEN (:fields & 2097152) <> 0 THEN k.not_seen_at ELSE assets_asset.not_seen_at END
FROM assets_merge_row k WHERE k.merge_id = :merge_id AND k.part = 0 AND assets_asset.id = :id;

-- assets_sql_merge_schedules_differ(merge_id: merge_id, part: int, id: asset_id) count
SELECT (SELECT count(*) FROM (SELECT seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_schedule WHERE asset_id = :id
        EXCEPT SELECT seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_merge_schedule WHERE merge_id = :merge_id AND part = :part) AS more)
    + (SELECT count(*) FROM (SELECT seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_merge_schedule WHERE merge_id = :merge_id AND part = :part
        EXCEPT SELECT seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_schedule WHERE asset_id = :id) AS less) AS n;

-- assets_sql_merge_restore_schedules(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_schedule (asset_id, seq, rrule, begins, until, opens, closes, words, skip, zone)
SELECT :id, seq, rrule, begins, until, opens, closes, words, skip, zone FROM assets_merge_schedule WHERE merge_id = :merge_id AND part = 0;

-- assets_sql_merge_concepts_differ(merge_id: merge_id, part: int, id: asset_id) count
SELECT (SELECT count(*) FROM (SELECT seq, concept, quality FROM assets_concept WHERE asset_id = :id
        EXCEPT SELECT seq, concept, quality FROM assets_merge_concept WHERE merge_id = :merge_id AND part = :part) AS more)
    + (SELECT count(*) FROM (SELECT seq, concept, quality FROM assets_merge_concept WHERE merge_id = :merge_id AND part = :part
        EXCEPT SELECT seq, concept, quality FROM assets_concept WHERE asset_id = :id) AS less) AS n;

-- assets_sql_merge_restore_concepts(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_concept (asset_id, seq, concept, quality)
SELECT :id, seq, concept, quality FROM assets_merge_concept WHERE merge_id = :merge_id AND part = 0;

-- ---- merging ----

-- assets_sql_merge_state(id: asset_id) one
SELECT place_id, kind, name, ended_at, merged_into, changed_at FROM assets_asset WHERE id = :id;

-- assets_sql_merge_add(id: merge_id, a_id: asset_id, b_id: asset_id, place_id: place_id, account: int, taken: int, a_changed_at: instant, b_changed_at: instant, now: instant) run
INSERT INTO assets_merge (id, a_id, b_id, place_id, account, taken, a_changed_at, b_changed_at, made_at)
VALUES (:id, :a_id, :b_id, :place_id, :account, :taken, :a_changed_at, :b_changed_at, :now);

-- assets_sql_merge_find(id: merge_id) one
SELECT id, a_id, b_id, place_id, account, taken, a_changed_at, b_changed_at, made_at, undone_at FROM assets_merge WHERE id = :id;

-- assets_sql_merge_list(place_id: place_id, since: instant, limit: int) many -> id: merge_id, a_external: text, a_name: text, b_name: text, made_at: instant
SELECT m.id AS id, a.external_id AS a_external, a.name AS a_name, b.name AS b_name, m.made_at AS made_at
FROM assets_merge m JOIN assets_asset a ON a.id = m.a_id JOIN assets_asset b ON b.id = m.b_id
WHERE m.place_id = :place_id AND m.undone_at IS NULL AND m.made_at >= :since ORDER BY m.made_at DESC, m.id DESC LIMIT :limit;

-- assets_sql_merge_undone(id: merge_id, now: instant, account: int) changed
UPDATE assets_merge SET undone_at = :now, undone_by = :account WHERE id = :id AND undone_at IS NULL;

-- a later merge into the same entry, still standing
-- assets_sql_merge_close(id: asset_id, into: asset_id, now: instant) changed
UPDATE assets_asset SET ended_at = :now, end_reason = 'merged', merged_into = :into, changed_at = :now
WHERE id = :id AND ended_at IS NULL;

-- assets_sql_merge_open(id: asset_id, changed_at: instant) changed
UPDATE assets_asset SET ended_at = NULL, end_reason = NULL, merged_into = NULL, changed_at = :changed_at
WHERE id = :id AND merged_into IS NOT NULL;

-- assets_sql_merged_into(id: asset_id) one
SELECT merged_into, place_id FROM assets_asset WHERE id = :id AND merged_into IS NOT NULL;

-- assets_sql_merged_of(into: asset_id, limit: int) many
SELECT id FROM assets_asset WHERE merged_into = :into ORDER BY id LIMIT :limit;

-- assets_sql_merge_sources_note(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_merge_source (merge_id, source, key) SELECT :merge_id, source, key FROM assets_import_source WHERE asset_id = :id;

-- assets_sql_merge_sources_move(merge_id: merge_id, from_id: asset_id, to_id: asset_id) run
UPDATE assets_import_source SET asset_id = :to_id
FROM assets_merge_source m WHERE m.merge_id = :merge_id AND assets_import_source.source = m.source
    AND assets_import_source.key = m.key AND assets_import_source.asset_id = :from_id;

-- assets_sql_merge_runs_note(merge_id: merge_id, id: asset_id, other: asset_id) run
INSERT INTO assets_merge_run (merge_id, asset_id) SELECT :merge_id, id FROM assets_asset WHERE organisation_id = :id AND id <> :other;

-- assets_sql_merge_runs(merge_id: merge_id) many
SELECT asset_id FROM assets_merge_run WHERE merge_id = :merge_id ORDER BY asset_id;

-- assets_sql_merge_runs_move(merge_id: merge_id, from_id: asset_id, to_id: asset_id) run
UPDATE assets_asset SET organisation_id = :to_id
FROM assets_merge_run m WHERE m.merge_id = :merge_id AND assets_asset.id = m.asset_id AND assets_asset.organisation_id = :from_id;

-- assets_sql_merge_schedules_clear(id: asset_id) run
DELETE FROM assets_schedule WHERE asset_id = :id;

-- assets_sql_merge_concepts_clear(id: asset_id) run
DELETE FROM assets_concept WHERE asset_id = :id;

-- assets_sql_merge_exact_note(merge_id: merge_id, hash: int) run
INSERT INTO assets_merge_exact (merge_id, hash) VALUES (:merge_id, :hash) ON CONFLICT (merge_id, hash) DO NOTHING;

-- assets_sql_merge_exact_has(hash: int, id: asset_id) count
SELECT count(*) FROM assets_exact WHERE hash = :hash AND asset_id = :id;

-- assets_sql_merge_exact_drop(merge_id: merge_id, id: asset_id) run
DELETE FROM assets_exact WHERE asset_id = :id AND hash IN (SELECT hash FROM assets_merge_exact WHERE merge_id = :merge_id);

-- what was said to be different from the one that goes is different from the one that stays
-- assets_sql_merge_differents(merge_id: merge_id, a_id: asset_id, b_id: asset_id, now: instant) run
INSERT INTO assets_merge_queue (a_id, b_id, place_id, why, state, made_at, merge_id)
SELECT CASE WHEN o.other < :a_id THEN o.other ELSE :a_id END, CASE WHEN o.other < :a_id THEN :a_id ELSE o.other END,
    o.place_id, 'said', 'different', :now, :merge_id
FROM (SELECT CASE WHEN q.a_id = :b_id THEN q.b_id ELSE q.a_id END AS other, q.place_id
    FROM assets_merge_queue q WHERE (q.a_id = :b_id OR q.b_id = :b_id) AND q.state = 'different') AS o
WHERE o.other <> :a_id ON CONFLICT (a_id, b_id) DO NOTHING;

-- assets_sql_merge_differents_drop(merge_id: merge_id) run
DELETE FROM assets_merge_queue WHERE merge_id = :merge_id AND state = 'different';

-- ---- the queue ----

-- assets_sql_pair_put(a_id: asset_id, b_id: asset_id, place_id: place_id, why: text, score: int, now: instant) changed
INSERT INTO assets_merge_queue (a_id, b_id, place_id, why, score, made_at) VALUES (:a_id, :b_id, :place_id, :why, :score, :now)
ON CONFLICT (a_id, b_id) DO UPDATE SET score = excluded.score, why = excluded.why
WHERE assets_merge_queue.state = 'waiting' AND (assets_merge_queue.score IS NULL OR assets_merge_queue.score <> excluded.score);

-- assets_sql_pair_find(a_id: asset_id, b_id: asset_id) one
SELECT place_id, why, state, score, said_at, said_by FROM assets_merge_queue WHERE a_id = :a_id AND b_id = :b_id;

-- assets_sql_pair_say(a_id: asset_id, b_id: asset_id, place_id: place_id, state: text, account: int, now: instant) run
INSERT INTO assets_merge_queue (a_id, b_id, place_id, why, state, made_at, said_at, said_by)
VALUES (:a_id, :b_id, :place_id, 'said', :state, :now, :now, :account)
ON CONFLICT (a_id, b_id) DO UPDATE SET state = excluded.state, said_at = excluded.said_at, said_by = excluded.said_by;

-- put off, so that it comes last
-- assets_sql_pair_later(a_id: asset_id, b_id: asset_id, account: int, now: instant) changed
UPDATE assets_merge_queue SET said_at = :now, said_by = :account WHERE a_id = :a_id AND b_id = :b_id AND state = 'waiting';

-- a pair of one key only is shown until both were compared whole
-- assets_sql_pair_waits(place_id: place_id) count
SELECT count(*) FROM assets_merge_queue q JOIN assets_asset a ON a.id = q.a_id JOIN assets_asset b ON b.id = q.b_id
WHERE a.place_id = :place_id AND b.place_id = :place_id AND q.state = 'waiting' AND a.ended_at IS NULL AND b.ended_at IS NULL
    AND (q.score IS NOT NULL OR q.made_at > coalesce((SELECT max(l.at) FROM assets_merge_scan l), 0));

-- the likeliest first; what was put off comes last
-- assets_sql_pair_next(place_id: place_id, limit: int, offset: int) many
SELECT q.a_id, q.b_id, q.why, q.score, q.said_at FROM assets_merge_queue q JOIN assets_asset a ON a.id = q.a_id
    JOIN assets_asset b ON b.id = q.b_id
WHERE a.place_id = :place_id AND b.place_id = :place_id AND q.state = 'waiting' AND a.ended_at IS NULL AND b.ended_at IS NULL
    AND (q.score IS NOT NULL OR q.made_at > coalesce((SELECT max(l.at) FROM assets_merge_scan l), 0))
ORDER BY CASE WHEN q.said_at IS NULL THEN 0 ELSE 1 END, coalesce(q.said_at, 0), coalesce(q.score, 0) DESC, q.a_id, q.b_id
LIMIT :limit OFFSET :offset;

-- pairs a person has settled
-- assets_sql_pair_settled() each
SELECT a_id, b_id FROM assets_merge_queue WHERE state <> 'waiting' ORDER BY a_id, b_id;

-- ---- looking for pairs ----

-- assets_sql_dup_rows(place_id: place_id) each -> id: asset_id, external_id: text, place_id: place_id, kind: text, name: text, description: text, organisation_id: asset_id, lat: real, lon: real, location_name: text, address: text, city: text, postcode: text, outcode: text, phone: text, email: text, url: text, source: text
SELECT id AS id, external_id AS external_id, place_id AS place_id, kind AS kind, name AS name, substr(description, 1, 400) AS description,
    organisation_id AS organisation_id, lat AS lat, lon AS lon, location_name AS location_name, address AS address, city AS city,
    postcode AS postcode, outcode AS outcode, phone AS phone, email AS email, url AS url, source AS source
FROM assets_asset WHERE ended_at IS NULL AND kind <> 'gift' AND (place_id = :place_id OR :place_id IS NULL) ORDER BY id;

-- assets_sql_dup_line(asset_id: asset_id, source: text) one -> line: int
SELECT min(line) AS line FROM assets_import_source WHERE asset_id = :asset_id AND source = :source;

-- assets_sql_source_line(source: text, key: text, line: int) run
UPDATE assets_import_source SET line = :line WHERE source = :source AND key = :key;

-- assets_sql_scan_find() one
SELECT change_number, at FROM assets_merge_scan WHERE id = 1;

-- assets_sql_scan_set(change_number: int, now: instant) run
INSERT INTO assets_merge_scan (id, change_number, at) VALUES (1, :change_number, :now)
ON CONFLICT (id) DO UPDATE SET change_number = excluded.change_number, at = excluded.at;

-- assets_sql_dup_places(limit: int) many
SELECT DISTINCT place_id FROM assets_asset WHERE ended_at IS NULL ORDER BY place_id LIMIT :limit;

-- assets_sql_count_upto(limit: int) count
SELECT count(*) FROM (SELECT id FROM assets_asset LIMIT :limit) AS few;
