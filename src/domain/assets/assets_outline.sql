-- Shapes beside the list: written by import, shown with the entry.

-- assets_sql_outline_find(id: asset_id) one
SELECT geojson FROM assets_outline WHERE asset_id = :id;

-- assets_sql_outline_put(id: asset_id, geojson: text) run
INSERT INTO assets_outline (asset_id, geojson) VALUES (:id, :geojson)
ON CONFLICT (asset_id) DO UPDATE SET geojson = excluded.geojson;

-- assets_sql_outline_drop(id: asset_id) run
DELETE FROM assets_outline WHERE asset_id = :id;
