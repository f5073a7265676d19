-- refused: shop.sql:4: :idd is not among the parameters of shop_sql_find
-- shop_sql_find(id: item_id) one
SELECT name FROM shop_item
WHERE id = :idd;
