-- refused: 003-bad.sql:3: column id is TEXT, but day is kept as INTEGER
CREATE TABLE shop_x (
    id TEXT PRIMARY KEY -- [public] day. Number.
) STRICT;
