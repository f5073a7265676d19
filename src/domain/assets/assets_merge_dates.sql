-- Single dates, series and categories of entries made one, and taken apart again.

-- assets_sql_merge_copy_dates(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_date (merge_id, part, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported)
SELECT :merge_id, :part, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_date WHERE asset_id = :id;

-- assets_sql_merge_copy_series(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_series (merge_id, part, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported)
SELECT :merge_id, :part, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_series WHERE asset_id = :id;

-- assets_sql_merge_copy_categories(merge_id: merge_id, part: int, id: asset_id) run
INSERT INTO assets_merge_category (merge_id, part, seq, words, reference)
SELECT :merge_id, :part, seq, words, reference FROM assets_category WHERE asset_id = :id;

-- assets_sql_merge_take_dates(a_id: asset_id, b_id: asset_id) run
INSERT INTO assets_date (asset_id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported)
SELECT :a_id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_date WHERE asset_id = :b_id
ON CONFLICT (asset_id, day, at) DO NOTHING;

-- assets_sql_merge_take_series(a_id: asset_id, b_id: asset_id) run
INSERT INTO assets_series (asset_id, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported)
SELECT :a_id, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_series WHERE asset_id = :b_id
ON CONFLICT (asset_id) DO NOTHING;

-- assets_sql_merge_take_categories(a_id: asset_id, b_id: asset_id) run
INSERT INTO assets_category (asset_id, seq, words, reference)
SELECT :a_id, seq, words, reference FROM assets_category WHERE asset_id = :b_id
ON CONFLICT (asset_id, seq) DO NOTHING;

-- assets_sql_merge_dates_differ(merge_id: merge_id, part: int, id: asset_id) count
SELECT (SELECT count(*) FROM (SELECT day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_date WHERE asset_id = :id
        EXCEPT SELECT day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_merge_date WHERE merge_id = :merge_id AND part = :part) AS more)
    + (SELECT count(*) FROM (SELECT day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_merge_date WHERE merge_id = :merge_id AND part = :part
        EXCEPT SELECT day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_date WHERE asset_id = :id) AS less) AS n;

-- assets_sql_merge_series_differ(merge_id: merge_id, part: int, id: asset_id) count
SELECT (SELECT count(*) FROM (SELECT uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_series WHERE asset_id = :id
        EXCEPT SELECT uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_merge_series WHERE merge_id = :merge_id AND part = :part) AS more)
    + (SELECT count(*) FROM (SELECT uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_merge_series WHERE merge_id = :merge_id AND part = :part
        EXCEPT SELECT uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_series WHERE asset_id = :id) AS less) AS n;

-- assets_sql_merge_categories_differ(merge_id: merge_id, part: int, id: asset_id) count
SELECT (SELECT count(*) FROM (SELECT seq, words, reference FROM assets_category WHERE asset_id = :id
        EXCEPT SELECT seq, words, reference FROM assets_merge_category WHERE merge_id = :merge_id AND part = :part) AS more)
    + (SELECT count(*) FROM (SELECT seq, words, reference FROM assets_merge_category WHERE merge_id = :merge_id AND part = :part
        EXCEPT SELECT seq, words, reference FROM assets_category WHERE asset_id = :id) AS less) AS n;

-- assets_sql_merge_dates_clear(id: asset_id) run
DELETE FROM assets_date WHERE asset_id = :id;

-- assets_sql_merge_series_clear(id: asset_id) run
DELETE FROM assets_series WHERE asset_id = :id;

-- assets_sql_merge_restore_dates(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_date (asset_id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported)
SELECT :id, day, at, kind, to_day, opens, closes, location_name, words, sequence, changed_at, imported FROM assets_merge_date WHERE merge_id = :merge_id AND part = 0;

-- assets_sql_merge_restore_series(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_series (asset_id, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported)
SELECT :id, uid, sequence, modified_at, off_from, off_words, source_sequence, source_modified, off_imported FROM assets_merge_series WHERE merge_id = :merge_id AND part = 0;

-- assets_sql_merge_restore_categories(merge_id: merge_id, id: asset_id) run
INSERT INTO assets_category (asset_id, seq, words, reference)
SELECT :id, seq, words, reference FROM assets_merge_category WHERE merge_id = :merge_id AND part = 0;
