-- refused: shop.sql:2: reads places_place.secret, which is not shop's own
-- shop_sql_find(id: place_id) one -> name: text
WITH places_v_x (name) AS (SELECT secret FROM places_place WHERE id = :id) SELECT name FROM places_v_x;
