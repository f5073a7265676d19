-- refused: 003-bad.sql:4: near ",": syntax error

CREATE TABLE shop_x (
    id INTEGER PRIMARY KEY,,
    x TEXT
) STRICT;
