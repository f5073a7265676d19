-- refused: shop.sql:6: no such table: shop_nothing
-- shop_sql_find(id: item_id) one
SELECT id
FROM shop_item
WHERE id = :id
   OR id IN (SELECT id FROM shop_nothing);
