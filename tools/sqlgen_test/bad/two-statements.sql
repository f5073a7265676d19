-- refused: shop.sql:4: more than one statement under shop_sql_end
-- shop_sql_end(id: item_id) run
UPDATE shop_item SET lent = 0 WHERE id = :id;
UPDATE shop_item SET lent = 1;
