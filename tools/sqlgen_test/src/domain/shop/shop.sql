-- uses places                            (place_id)

-- What one thing is, all columns and all types.
-- shop_sql_find(id: item_id) one
SELECT * FROM shop_item WHERE id = :id;

-- shop_sql_list(place_id: place_id, limit: int) many
SELECT i.id, i.name, p.name AS place -- of the view
FROM shop_item i JOIN places_v_place p ON p.id = i.place_id
WHERE i.place_id = :place_id AND i.name <> 'a :name; "b" ?' ORDER BY i.name, i.id LIMIT :limit;

-- shop_sql_each(since: instant?) each
SELECT id, name, photo FROM shop_item WHERE at >= :since OR :since IS NULL;

-- shop_sql_dates() each -> oldest: day, total: pence
SELECT min(bought) AS oldest, sum(price) AS total FROM shop_item;

-- shop_sql_lent(place_id: place_id) count
SELECT count(*) FROM shop_item WHERE place_id = :place_id AND lent = 1;

-- shop_sql_add(id: item_id, place_id: place_id, name: text, lent: bool, weight: real,
--     photo: blob, bought: day, length: minutes, price: pence, at: instant) run
INSERT INTO shop_item (id, place_id, name, lent, weight, photo, bought, length, price, at)
VALUES (:id, :place_id, :name, :lent, :weight, :photo, :bought, :length, :price, :at);

-- shop_sql_lend(id: item_id, lent: bool, until: minutes) changed
UPDATE shop_item SET lent = CAST(:lent AS INTEGER), length = :until WHERE id = :id;

-- shop_sql_any(words: text) one -> name: text
SELECT name AS name FROM shop_item WHERE name LIKE :words LIMIT 1;

-- shop_sql_any(words: text) pg one
SELECT name::text AS name FROM shop_item WHERE name ILIKE :words::text LIMIT 1;
