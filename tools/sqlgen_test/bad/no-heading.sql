-- refused: shop.sql:2: SQL without a heading
SELECT 1;
