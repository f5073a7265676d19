-- refused: 003-bad.sql:3: class [secret] is none of
CREATE TABLE shop_x (
    id INTEGER PRIMARY KEY -- [secret] int. Number.
) STRICT;
