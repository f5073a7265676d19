-- refused: shop.sql:3: no such column: nmae
-- shop_sql_find(id: item_id) one
SELECT nmae FROM shop_item WHERE id = :id;
