ALTER TABLE shop_item DROP COLUMN old_name;
ALTER TABLE shop_item ADD COLUMN notes TEXT; -- [personal] text. What people say of it.
CREATE TABLE shop_old (
    id INTEGER PRIMARY KEY -- [derived] int. Soon gone.
) STRICT;
DROP TABLE shop_old;
