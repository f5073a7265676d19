-- assets_sql_mapping_put(id: mapping_id, place_id: place_id, source: text, headers: int, shown: text, maps: text, account: int, now: instant) run
INSERT INTO assets_mapping (id, place_id, source, headers, shown, maps, account, said_at)
VALUES (:id, :place_id, :source, :headers, :shown, :maps, :account, :now)
ON CONFLICT (place_id, source, headers) DO UPDATE SET maps = excluded.maps, shown = excluded.shown, account = excluded.account,
    said_at = excluded.said_at;

-- the same headers first, of this source before others; then this source with other headers
-- assets_sql_mapping_find(place_id: place_id, source: text, headers: int) one
SELECT id, headers, maps FROM assets_mapping WHERE place_id = :place_id AND (headers = :headers OR source = :source)
ORDER BY CASE WHEN headers = :headers THEN 0 ELSE 1 END, CASE WHEN source = :source THEN 0 ELSE 1 END, said_at DESC, id DESC LIMIT 1;

-- assets_sql_mapping_count(place_id: place_id) count
SELECT count(*) FROM assets_mapping WHERE place_id = :place_id;

-- assets_sql_mapping_list(place_id: place_id, limit: int) many
SELECT id, source, shown, maps, said_at FROM assets_mapping WHERE place_id = :place_id ORDER BY said_at DESC, id DESC LIMIT :limit;

-- assets_sql_mapping_forget(id: mapping_id, place_id: place_id) changed
DELETE FROM assets_mapping WHERE id = :id AND place_id = :place_id;

-- ---- who said which fields last ----

-- assets_sql_said_put(asset_id: asset_id, source: text, fields: int, account: int, now: instant) run
INSERT INTO assets_field_source (asset_id, source, fields, account, said_at) VALUES (:asset_id, :source, :fields, :account, :now)
ON CONFLICT (asset_id, source) DO UPDATE SET fields = assets_field_source.fields | excluded.fields, account = excluded.account,
    said_at = excluded.said_at;

-- assets_sql_said_clear(asset_id: asset_id, source: text, fields: int, rest: int) run
UPDATE assets_field_source SET fields = fields & :rest WHERE asset_id = :asset_id AND source <> :source AND (fields & :fields) <> 0;

-- assets_sql_said_list(asset_id: asset_id) many
SELECT source, fields, said_at FROM assets_field_source WHERE asset_id = :asset_id AND fields <> 0 ORDER BY said_at DESC, source;
