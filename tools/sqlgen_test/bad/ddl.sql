-- refused: shop.sql:2: touches sqlite_master, which is not shop's own
-- shop_sql_drop() run
DROP TABLE shop_item;
