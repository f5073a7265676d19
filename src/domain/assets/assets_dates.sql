-- ---- single dates of a series ----

-- assets_sql_dates(asset_id: asset_id) many
SELECT day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at FROM assets_date
WHERE asset_id = :asset_id ORDER BY day, at LIMIT 10000;

-- assets_sql_date(asset_id: asset_id, day: day, at: minutes) one
SELECT kind, to_day, opens, closes, location_name FROM assets_date WHERE asset_id = :asset_id AND day = :day AND at = :at;

-- assets_sql_dates_count(asset_id: asset_id) count
SELECT count(*) FROM assets_date WHERE asset_id = :asset_id;

-- assets_sql_date_put(asset_id: asset_id, day: day, at: minutes, kind: text, to_day: day, opens: minutes, closes: minutes, location_name: text, words: text, now: instant) run
INSERT INTO assets_date (asset_id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at)
VALUES (:asset_id, :day, :at, :kind, :to_day, :opens, :closes, :location_name, :words, 1, :now)
ON CONFLICT (asset_id, day, at) DO UPDATE SET kind = excluded.kind, to_day = excluded.to_day, opens = excluded.opens,
    closes = excluded.closes, location_name = excluded.location_name, words = excluded.words, imported = 0,
    sequence = assets_date.sequence + 1, changed_at = excluded.changed_at;

-- assets_sql_date_drop(asset_id: asset_id, day: day, at: minutes) changed
DELETE FROM assets_date WHERE asset_id = :asset_id AND day = :day AND at = :at;

-- assets_sql_series(asset_id: asset_id) one
SELECT uid, sequence, modified_at, off_from, off_words FROM assets_series WHERE asset_id = :asset_id;

-- assets_sql_series_raise(asset_id: asset_id, uid: text, now: instant) run
INSERT INTO assets_series (asset_id, uid, sequence, modified_at) VALUES (:asset_id, :uid, 1, :now)
ON CONFLICT (asset_id) DO UPDATE SET sequence = assets_series.sequence + 1, modified_at = excluded.modified_at;

-- assets_sql_series_off(asset_id: asset_id, off_from: day, off_words: text) changed
UPDATE assets_series SET off_from = :off_from, off_words = :off_words, off_imported = 0 WHERE asset_id = :asset_id;

-- assets_sql_series_life(id: asset_id, life: text, now: instant) changed
UPDATE assets_asset SET life = :life, changed_at = :now WHERE id = :id;

-- assets_sql_series_ended(id: asset_id) count
SELECT count(*) FROM assets_asset WHERE id = :id AND ended_at IS NOT NULL;

-- ---- what calendars and feeds tell of a series ----

-- assets_sql_told(asset_id: asset_id) one
SELECT uid, sequence, off_from, off_imported, source_sequence, source_modified FROM assets_series WHERE asset_id = :asset_id;

-- assets_sql_told_put(asset_id: asset_id, uid: text, sequence: int, now: instant, off_from: day, off_words: text, off_imported: bool, source_sequence: int, source_modified: instant) run
INSERT INTO assets_series (asset_id, uid, sequence, modified_at, off_from, off_words, off_imported, source_sequence, source_modified)
VALUES (:asset_id, :uid, :sequence, :now, :off_from, :off_words, :off_imported, :source_sequence, :source_modified)
ON CONFLICT (asset_id) DO UPDATE SET uid = excluded.uid, sequence = excluded.sequence, modified_at = excluded.modified_at,
    off_from = CASE WHEN assets_series.off_from IS NULL OR assets_series.off_imported = 1 THEN excluded.off_from ELSE assets_series.off_from END,
    off_words = CASE WHEN assets_series.off_from IS NULL OR assets_series.off_imported = 1 THEN excluded.off_words ELSE assets_series.off_words END,
    off_imported = CASE WHEN assets_series.off_from IS NULL OR assets_series.off_imported = 1 THEN excluded.off_imported ELSE 0 END,
    source_sequence = excluded.source_sequence, source_modified = excluded.source_modified;

-- assets_sql_told_dates_drop(asset_id: asset_id) run
DELETE FROM assets_date WHERE asset_id = :asset_id AND imported = 1;

-- what a person here said of a date stays
-- assets_sql_told_date_add(asset_id: asset_id, day: day, at: minutes, kind: text, to_day: day, opens: minutes, closes: minutes, location_name: text, words: text, sequence: int, now: instant) run
INSERT INTO assets_date (asset_id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported)
VALUES (:asset_id, :day, :at, :kind, :to_day, :opens, :closes, :location_name, :words, :sequence, :now, 1)
ON CONFLICT (asset_id, day, at) DO NOTHING;

-- assets_sql_categories_drop(asset_id: asset_id) run
DELETE FROM assets_category WHERE asset_id = :asset_id;

-- assets_sql_category_add(asset_id: asset_id, seq: int, words: text, reference: text) run
INSERT INTO assets_category (asset_id, seq, words, reference) VALUES (:asset_id, :seq, :words, :reference);
