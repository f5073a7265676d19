-- refused: shop.sql:2: result column 1 needs another name (AS)
-- shop_sql_stats() one
SELECT count(*) FROM shop_item;
