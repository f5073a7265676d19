-- places_sql_find(id: place_id) one
SELECT id, parent_id, name, kind, outcode, lat, lon, country, zone, foot_name, foot_phone, foot_words
FROM places_place WHERE id = :id;

-- places_sql_find_named(folded: text) one
SELECT id FROM places_place WHERE folded = :folded
ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, id LIMIT 1;

-- places_sql_first() one
SELECT id FROM places_place ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, created_at, id LIMIT 1;

-- places_sql_list(limit: int) many
SELECT id, parent_id, name, kind, outcode, lat, lon, country, zone, foot_name, foot_phone, foot_words
FROM places_place ORDER BY folded, id LIMIT :limit;

-- places_sql_children(parent_id: place_id, limit: int) many
SELECT id, parent_id, name, kind, outcode, lat, lon, country, zone, foot_name, foot_phone, foot_words
FROM places_place WHERE parent_id = :parent_id ORDER BY folded, id LIMIT :limit;

-- places_sql_below(id: place_id, limit: int) many -> id: place_id, depth: int
WITH RECURSIVE below (id, depth) AS (
    SELECT p.id, 0 FROM places_place p WHERE p.id = :id
    UNION
    SELECT c.id, b.depth + 1 FROM places_place c JOIN below b ON c.parent_id = b.id WHERE b.depth < 12
)
SELECT id, depth FROM below ORDER BY depth, id LIMIT :limit;

-- places_sql_parent(id: place_id) one
SELECT parent_id FROM places_place WHERE id = :id;

-- places_sql_add(id: place_id, parent_id: place_id, name: text, folded: text, kind: text, outcode: text, lat: real, lon: real, country: text, zone: text, now: instant) run
INSERT INTO places_place (id, parent_id, name, folded, kind, outcode, lat, lon, country, zone, created_at, changed_at)
VALUES (:id, :parent_id, :name, :folded, :kind, :outcode, :lat, :lon, :country, :zone, :now, :now);

-- places_sql_change(id: place_id, parent_id: place_id, name: text, folded: text, kind: text, outcode: text, lat: real, lon: real, country: text, zone: text, now: instant) changed
UPDATE places_place SET parent_id = :parent_id, name = :name, folded = :folded, kind = :kind, outcode = :outcode,
    lat = :lat, lon = :lon, country = :country, zone = :zone, changed_at = :now
WHERE id = :id;

-- places_sql_set_foot(id: place_id, foot_name: text, foot_phone: text, foot_words: text, now: instant) changed
UPDATE places_place SET foot_name = :foot_name, foot_phone = :foot_phone, foot_words = :foot_words, changed_at = :now
WHERE id = :id;
