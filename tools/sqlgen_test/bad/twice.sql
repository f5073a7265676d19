-- refused: shop.sql:5: shop_sql_all is there twice
-- shop_sql_all() many
SELECT id FROM shop_item;

-- shop_sql_all() many
SELECT name FROM shop_item;
