-- refused: shop.sql:3: parameters are named here
-- shop_sql_find(id: item_id) one
SELECT name FROM shop_item WHERE id = :id OR id = ?;
