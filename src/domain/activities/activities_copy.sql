-- Where an activity was copied to, with its place.

-- activities_sql_children(parent_id: asset_id, limit: int) many -> place: text
SELECT s.asset_id, a.name, p.name AS place
FROM activities_series s JOIN assets_v_asset a ON a.id = s.asset_id JOIN places_v_place p ON p.id = a.place_id
WHERE s.parent_id = :parent_id ORDER BY s.created_at, s.asset_id LIMIT :limit;

-- activities_sql_parent(asset_id: asset_id) one -> place: text
SELECT a.id, a.name, p.name AS place FROM assets_v_asset a JOIN places_v_place p ON p.id = a.place_id WHERE a.id = :asset_id;
