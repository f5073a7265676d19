-- Things to lend; a comment with 'quotes" and a ;
CREATE TABLE shop_item (
    id INTEGER PRIMARY KEY,         -- [public] item_id. The thing.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where it is.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80
        AND name <> 'a, b; -- ??!'), -- [public] text. What it is called.
    lent INTEGER NOT NULL CHECK (lent IN (0, 1)), -- [personal] bool. Is it out?
    weight REAL,                    -- [public] real. In kilograms.
    photo BLOB,                     -- [personal] blob. A small picture.
    bought INTEGER,                 -- [public] day. When it was new.
    length INTEGER,                 -- [public] minutes. How long it may be out.
    price INTEGER,                  -- [public] pence. What it cost.
    old_name TEXT,                  -- [public] text. Goes in 002.
    at INTEGER NOT NULL,            -- [derived] instant. When it was entered.
    UNIQUE (place_id, name)
) STRICT;
CREATE TRIGGER shop_item_no_delete BEFORE DELETE ON shop_item
BEGIN
    SELECT RAISE(ABORT, 'things are kept; lent ones too');
END;
CREATE VIEW shop_v_item AS SELECT i.id, i.name, p.name AS place FROM shop_item i JOIN places_v_place p ON p.id = i.place_id;
