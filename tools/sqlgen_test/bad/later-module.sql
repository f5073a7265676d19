-- refused: shop.sql:2: uses later, which is no module before this one
-- uses later
-- shop_sql_all() many
SELECT id FROM shop_item;
