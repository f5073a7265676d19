-- refused: 003-bad.sql:3: column yes is a bool and must be NOT NULL
CREATE TABLE shop_x (
    yes INTEGER -- [public] bool. Or not.
) STRICT;
