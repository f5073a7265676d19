-- refused: shop.sql:2: "some" is none of one, many
-- shop_sql_find(id: item_id) some
SELECT name FROM shop_item WHERE id = :id;
