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
UPDATE assets_series SET off_from = :off_from, off_words = :off_words WHERE asset_id = :asset_id;

-- assets_sql_series_life(id: asset_id, life: text, now: instant) changed
UPDATE assets_asset SET life = :life, changed_at = :now WHERE id = :id;
