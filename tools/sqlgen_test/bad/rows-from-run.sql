-- refused: shop.sql:2: shop_sql_find gives rows
-- shop_sql_find(id: item_id) run
SELECT name FROM shop_item WHERE id = :id;
