-- refused: shop.sql:2: id: there is no type "itemid"
-- shop_sql_find(id: itemid) one
SELECT name FROM shop_item WHERE id = :id;
