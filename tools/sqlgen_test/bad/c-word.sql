-- refused: shop.sql:2: a parameter cannot be called default
-- shop_sql_find(default: item_id) one
SELECT name FROM shop_item WHERE id = :default;
