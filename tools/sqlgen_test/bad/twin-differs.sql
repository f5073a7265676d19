-- refused: shop.sql:5: the pg twin's heading differs
-- shop_sql_find(id: item_id) one
SELECT name FROM shop_item WHERE id = :id;

-- shop_sql_find(id: int) pg one
SELECT name FROM shop_item WHERE id = :id;
