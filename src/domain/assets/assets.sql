-- uses places people

-- assets_sql_find(id: asset_id) one
SELECT id, external_id, place_id, kind, life, name, description, organisation_id, organisation_name, lat, lon,
    location_name, address, city, postcode, outcode, phone, email, url, access_yes, access_no, access_words,
    cost, price, cost_words, languages, age_low, age_high, for_child, audience, host_id, host_name,
    host_meets, host_room, usual_size, checked, checked_by, source, source_id, licence, elsewhere, changed_at,
    ended_at
FROM assets_asset WHERE id = :id;

-- assets_sql_find_external(external_id: text) one -> id: asset_id
SELECT id FROM assets_asset WHERE external_id = :external_id;

-- assets_sql_name(id: asset_id) one
SELECT name FROM assets_asset WHERE id = :id AND ended_at IS NULL;

-- assets_sql_hosted(host_id: person_id, limit: int) many
SELECT id FROM assets_asset WHERE host_id = :host_id AND ended_at IS NULL ORDER BY id DESC LIMIT :limit;

-- assets_sql_of(organisation_id: asset_id, limit: int) many
SELECT id FROM assets_asset WHERE organisation_id = :organisation_id AND ended_at IS NULL ORDER BY id DESC LIMIT :limit;

-- assets_sql_oldest(place_id: place_id, limit: int, offset: int) many
-- the longest unchecked first
SELECT id FROM assets_asset WHERE place_id = :place_id AND ended_at IS NULL ORDER BY coalesce(checked, 0), folded, id LIMIT :limit OFFSET :offset;

-- assets_sql_count(place_id: place_id) count
SELECT count(*) FROM assets_asset WHERE place_id = :place_id AND ended_at IS NULL;

-- assets_sql_count_all() count
SELECT count(*) FROM assets_asset WHERE ended_at IS NULL;

-- assets_sql_list(limit: int, offset: int) many
SELECT id FROM assets_asset WHERE ended_at IS NULL ORDER BY folded, id LIMIT :limit OFFSET :offset;

-- assets_sql_schedules(asset_id: asset_id) many
SELECT rrule, begins, until, opens, closes, words, skip, zone FROM assets_schedule WHERE asset_id = :asset_id ORDER BY seq;

-- assets_sql_concepts(asset_id: asset_id) many
SELECT concept, quality FROM assets_concept WHERE asset_id = :asset_id ORDER BY seq;

-- assets_sql_add(id: asset_id, external_id: text, place_id: place_id, kind: text, life: text, name: text, description: text, organisation_id: asset_id, organisation_name: text, lat: real, lon: real, location_name: text, address: text, city: text, postcode: text, outcode: text, phone: text, email: text, url: text, access_yes: int, access_no: int, access_words: text, cost: text, price: pence, cost_words: text, languages: text, age_low: int, age_high: int, for_child: bool, audience: text, host_id: person_id, host_name: text, host_meets: bool, host_room: int, usual_size: int, checked: day, checked_by: text, source: text, source_id: text, licence: text, elsewhere: bool, folded: text, now: instant) run
INSERT INTO assets_asset (id, external_id, place_id, kind, life, name, description, organisation_id, organisation_name, lat, lon,
    location_name, address, city, postcode, outcode, phone, email, url, access_yes, access_no, access_words,
    cost, price, cost_words, languages, age_low, age_high, for_child, audience, host_id, host_name,
    host_meets, host_room, usual_size, checked, checked_by, source, source_id, licence, elsewhere, folded,
    created_at, changed_at)
VALUES (:id, :external_id, :place_id, :kind, :life, :name, :description, :organisation_id, :organisation_name, :lat,
    :lon, :location_name, :address, :city, :postcode, :outcode, :phone, :email, :url, :access_yes, :access_no,
    :access_words, :cost, :price, :cost_words, :languages, :age_low, :age_high, :for_child, :audience,
    :host_id, :host_name, :host_meets, :host_room, :usual_size, :checked, :checked_by, :source, :source_id,
    :licence, :elsewhere, :folded, :now, :now);

-- assets_sql_change(id: asset_id, place_id: place_id, kind: text, life: text, name: text, description: text, organisation_id: asset_id, organisation_name: text, lat: real, lon: real, location_name: text, address: text, city: text, postcode: text, outcode: text, phone: text, email: text, url: text, access_yes: int, access_no: int, access_words: text, cost: text, price: pence, cost_words: text, languages: text, age_low: int, age_high: int, for_child: bool, audience: text, host_id: person_id, host_name: text, host_meets: bool, host_room: int, usual_size: int, checked: day, checked_by: text, source: text, source_id: text, licence: text, elsewhere: bool, folded: text, now: instant) changed
UPDATE assets_asset SET place_id = :place_id, kind = :kind, life = :life, name = :name, description = :description,
    organisation_id = :organisation_id, organisation_name = :organisation_name, lat = :lat, lon = :lon,
    location_name = :location_name, address = :address, city = :city, postcode = :postcode, outcode =
    :outcode, phone = :phone, email = :email, url = :url, access_yes = :access_yes, access_no = :access_no,
    access_words = :access_words, cost = :cost, price = :price, cost_words = :cost_words, languages =
    :languages, age_low = :age_low, age_high = :age_high, for_child = :for_child, audience = :audience,
    host_id = :host_id, host_name = :host_name, host_meets = :host_meets, host_room = :host_room, usual_size =
    :usual_size, checked = :checked, checked_by = :checked_by, source = :source, source_id = :source_id,
    licence = :licence, elsewhere = :elsewhere, folded = :folded, changed_at = :now, not_seen_at = NULL
WHERE id = :id;

-- assets_sql_schedules_clear(asset_id: asset_id) run
DELETE FROM assets_schedule WHERE asset_id = :asset_id;

-- assets_sql_schedule_add(asset_id: asset_id, seq: int, rrule: text, begins: day, until: day, opens: minutes, closes: minutes, words: text, skip: int, zone: text) run
INSERT INTO assets_schedule (asset_id, seq, rrule, begins, until, opens, closes, words, skip, zone)
VALUES (:asset_id, :seq, :rrule, :begins, :until, :opens, :closes, :words, :skip, :zone);

-- assets_sql_concepts_clear(asset_id: asset_id) run
DELETE FROM assets_concept WHERE asset_id = :asset_id;

-- assets_sql_concept_add(asset_id: asset_id, seq: int, concept: text, quality: int) run
INSERT INTO assets_concept (asset_id, seq, concept, quality) VALUES (:asset_id, :seq, :concept, :quality);

-- assets_sql_check(id: asset_id, checked: day, checked_by: text, now: instant) changed
UPDATE assets_asset SET checked = :checked, checked_by = :checked_by, not_seen_at = NULL, changed_at = :now
WHERE id = :id AND ended_at IS NULL;

-- assets_sql_end(id: asset_id, now: instant, reason: text) changed
UPDATE assets_asset SET ended_at = :now, end_reason = :reason, changed_at = :now WHERE id = :id AND ended_at IS NULL;

-- assets_sql_identity() one
SELECT identity FROM assets_list WHERE id = 1;

-- assets_sql_identity_set(identity: text) run
INSERT INTO assets_list (id, identity) VALUES (1, :identity) ON CONFLICT (id) DO NOTHING;

-- the index: everything it holds, in order of id
-- assets_sql_every() each
SELECT id, external_id, place_id, kind, life, name, description, organisation_id, organisation_name, lat, lon,
    location_name, address, city, outcode, access_yes, access_no, cost, languages, age_low, age_high,
    for_child, audience, host_id, host_meets, host_room, usual_size, checked, changed_at, ended_at
FROM assets_asset WHERE ended_at IS NULL AND life IN ('active', 'temporarily closed') ORDER BY id;

-- assets_sql_one(id: asset_id) one
SELECT id, external_id, place_id, kind, life, name, description, organisation_id, organisation_name, lat, lon,
    location_name, address, city, outcode, access_yes, access_no, cost, languages, age_low, age_high,
    for_child, audience, host_id, host_meets, host_room, usual_size, checked, changed_at, ended_at
FROM assets_asset WHERE id = :id;

-- assets_sql_every_schedule() each
SELECT s.asset_id, s.rrule, s.begins, s.until, s.opens, s.closes FROM assets_schedule s WHERE s.rrule IS NOT NULL
ORDER BY s.asset_id, s.seq;

-- assets_sql_every_concept() each
SELECT asset_id, concept, quality FROM assets_concept ORDER BY asset_id, seq;

-- ---- import ----

-- assets_sql_source_find(source: text, key: text) one
SELECT s.asset_id, s.checksum, a.not_seen_at, s.seen_run, s.line FROM assets_import_source s JOIN assets_asset a ON a.id = s.asset_id
WHERE s.source = :source AND s.key = :key;

-- assets_sql_source_put(source: text, key: text, asset_id: asset_id, checksum: int, run: int, now: instant) run
INSERT INTO assets_import_source (source, key, asset_id, checksum, seen_run, seen_at)
VALUES (:source, :key, :asset_id, :checksum, :run, :now)
ON CONFLICT (source, key) DO UPDATE SET asset_id = excluded.asset_id, checksum = excluded.checksum, seen_run = excluded.seen_run,
    seen_at = excluded.seen_at;

-- assets_sql_source_seen(source: text, key: text, run: int, now: instant) run
UPDATE assets_import_source SET seen_run = :run, seen_at = :now WHERE source = :source AND key = :key;

-- assets_sql_source_unseen(source: text, after: text, run: int, limit: int) many
SELECT key, asset_id FROM assets_import_source WHERE source = :source AND key > :after AND seen_run <> :run ORDER BY key LIMIT :limit;

-- made one of two lists: absent from one of them says nothing
-- assets_sql_unseen_mark(id: asset_id, now: instant) changed
UPDATE assets_asset SET not_seen_at = :now WHERE id = :id AND not_seen_at IS NULL AND ended_at IS NULL
    AND (SELECT count(DISTINCT s.source) FROM assets_import_source s WHERE s.asset_id = :id) < 2;

-- assets_sql_unseen_clear(id: asset_id) run
UPDATE assets_asset SET not_seen_at = NULL WHERE id = :id AND not_seen_at IS NOT NULL;

-- assets_sql_unseen_count(source: text) count
SELECT count(*) FROM assets_import_source s JOIN assets_asset a ON a.id = s.asset_id WHERE s.source = :source AND a.not_seen_at IS NOT NULL;

-- assets_sql_exact_find(hash: int, except: asset_id, limit: int) many
SELECT e.asset_id FROM assets_exact e JOIN assets_asset a ON a.id = e.asset_id
WHERE e.hash = :hash AND e.asset_id <> :except AND a.ended_at IS NULL ORDER BY e.asset_id LIMIT :limit;

-- assets_sql_exact_drop(hash: int, asset_id: asset_id) run
DELETE FROM assets_exact WHERE hash = :hash AND asset_id = :asset_id;

-- assets_sql_exact_add(hash: int, asset_id: asset_id) run
INSERT INTO assets_exact (hash, asset_id) VALUES (:hash, :asset_id) ON CONFLICT (hash, asset_id) DO NOTHING;

-- assets_sql_queue_add(a_id: asset_id, b_id: asset_id, place_id: place_id, why: text, now: instant) changed
INSERT INTO assets_merge_queue (a_id, b_id, place_id, why, made_at) VALUES (:a_id, :b_id, :place_id, :why, :now)
ON CONFLICT (a_id, b_id) DO NOTHING;

-- assets_sql_queue_has(a_id: asset_id, b_id: asset_id) count
SELECT count(*) FROM assets_merge_queue WHERE a_id = :a_id AND b_id = :b_id;

-- assets_sql_queue_count(place_id: place_id) count
SELECT count(*) FROM assets_merge_queue WHERE place_id = :place_id AND state = 'waiting';

-- assets_sql_run_add(id: import_id, place_id: place_id, source: text, account: int, format: text, now: instant) run
INSERT INTO assets_import_run (id, place_id, source, account, format, begun_at) VALUES (:id, :place_id, :source, :account, :format, :now);

-- assets_sql_run_end(id: import_id, now: instant, report: text) run
UPDATE assets_import_run SET ended_at = :now, report = :report WHERE id = :id;

-- assets_sql_run_find(id: import_id) one
SELECT place_id, source, format, begun_at, ended_at, report FROM assets_import_run WHERE id = :id;

-- who first imported a source, so that nobody takes over another's list
-- assets_sql_run_first(source: text) one
SELECT account, place_id FROM assets_import_run WHERE source = :source ORDER BY id LIMIT 1;

-- assets_sql_upload_add(id: import_id, place_id: place_id, account: int, name: text, source: text, bytes: blob, now: instant) run
INSERT INTO assets_import_upload (id, place_id, account, name, source, state, bytes, made_at, moved_at)
VALUES (:id, :place_id, :account, :name, :source, 'shown', :bytes, :now, :now);

-- assets_sql_upload_find(id: import_id) one
SELECT id, place_id, account, name, source, maps, state, done, made_at FROM assets_import_upload WHERE id = :id;

-- assets_sql_upload_bytes(id: import_id) one
SELECT bytes FROM assets_import_upload WHERE id = :id;

-- assets_sql_upload_list(account: int, limit: int) many
SELECT id, name, state, made_at FROM assets_import_upload WHERE account = :account ORDER BY made_at DESC, id DESC LIMIT :limit;

-- assets_sql_upload_count(account: int) count
SELECT count(*) FROM assets_import_upload WHERE account = :account AND bytes IS NOT NULL;

-- assets_sql_upload_say(id: import_id, source: text, maps: text, now: instant) run
UPDATE assets_import_upload SET source = :source, maps = :maps, moved_at = :now WHERE id = :id AND state = 'shown';

-- assets_sql_upload_queue(id: import_id, now: instant) changed
UPDATE assets_import_upload SET state = 'queued', moved_at = :now WHERE id = :id AND state IN ('shown', 'failed') AND bytes IS NOT NULL;

-- assets_sql_upload_next(stale: instant) one
SELECT id FROM assets_import_upload WHERE state = 'queued' OR (state = 'running' AND moved_at < :stale) ORDER BY made_at, id LIMIT 1;

-- assets_sql_upload_move(id: import_id, state: text, done: int, now: instant) run
UPDATE assets_import_upload SET state = :state, done = :done, moved_at = :now,
    bytes = CASE WHEN :state = 'done' THEN NULL ELSE bytes END WHERE id = :id;

-- assets_sql_upload_drop(id: import_id) run
DELETE FROM assets_import_upload WHERE id = :id AND state IN ('shown', 'failed');

-- assets_sql_upload_sweep(before: instant) run
DELETE FROM assets_import_upload WHERE made_at < :before AND state IN ('shown', 'failed', 'done');
