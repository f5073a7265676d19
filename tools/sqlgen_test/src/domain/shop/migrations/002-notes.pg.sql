ALTER TABLE shop_item DROP COLUMN old_name;
ALTER TABLE shop_item ADD COLUMN notes TEXT; -- only here
