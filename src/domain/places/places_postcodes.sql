-- places_sql_postcode_find(id: int) one
SELECT code, lat, lon, ward, lad, lsoa FROM places_postcode WHERE id = :id;

-- places_sql_postcode_put(id: int, code: text, lat: real, lon: real, ward: text, lad: text, lsoa: text) changed
INSERT INTO places_postcode (id, code, lat, lon, ward, lad, lsoa)
VALUES (:id, :code, :lat, :lon, :ward, :lad, :lsoa)
ON CONFLICT (id) DO UPDATE SET lat = excluded.lat, lon = excluded.lon, ward = excluded.ward, lad = excluded.lad,
    lsoa = excluded.lsoa
WHERE places_postcode.lat <> excluded.lat OR places_postcode.lon <> excluded.lon
    OR coalesce(places_postcode.ward, '') <> coalesce(excluded.ward, '')
    OR coalesce(places_postcode.lad, '') <> coalesce(excluded.lad, '')
    OR coalesce(places_postcode.lsoa, '') <> coalesce(excluded.lsoa, '');

-- places_sql_postcode_count() count
SELECT count(*) FROM places_postcode;
