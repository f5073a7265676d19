-- refused: 003-bad.sql:3: touches places_x, which is not shop's own

CREATE TABLE places_x (
    id INTEGER PRIMARY KEY -- [public] int. Number.
) STRICT;
