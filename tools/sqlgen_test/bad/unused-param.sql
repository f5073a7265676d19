-- refused: shop.sql:2: parameter name is not used
-- shop_sql_find(id: item_id, name: text) one
SELECT name FROM shop_item WHERE id = :id;
