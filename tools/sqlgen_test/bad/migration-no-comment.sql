-- refused: 003-bad.sql:4: column shop_x.name has no comment
CREATE TABLE shop_x (
    id INTEGER PRIMARY KEY, -- [public] int. Number.
    name TEXT,
    note TEXT -- [public] text. Words.
) STRICT;
