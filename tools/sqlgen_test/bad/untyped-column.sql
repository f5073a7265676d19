-- refused: shop.sql:2: column n is an expression: give its type
-- shop_sql_stats() one
SELECT count(*) AS n FROM shop_item;
