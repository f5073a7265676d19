-- refused: shop.sql:2: reads places_place.name, which is not shop's own
-- shop_sql_find(id: place_id) one -> name: text
SELECT name FROM places_place WHERE id = :id;
