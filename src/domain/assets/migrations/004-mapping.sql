-- Which column is what, as a person chose it for a list: used again for the next file of these headers or this source.
CREATE TABLE assets_mapping (
    id INTEGER PRIMARY KEY,      -- [derived] mapping_id. The choice.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Whose list.
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200), -- [public] text. Who published the file.
    headers INTEGER NOT NULL,    -- [derived] int. Of the names of its columns, in any order.
    shown TEXT NOT NULL CHECK (length(shown) <= 2000), -- [public] text. The first names, for people.
    maps TEXT NOT NULL CHECK (length(maps) BETWEEN 1 AND 20000), -- [public] text. field=column, a line each.
    account INTEGER,             -- [personal] int. Who chose; empty for the command line.
    said_at INTEGER NOT NULL     -- [derived] instant. When that was.
) STRICT;

CREATE UNIQUE INDEX assets_mapping_of ON assets_mapping (place_id, source, headers);

-- Who said what of an entry last: one row a source, the groups of fields as bits. An empty source is a person here.
CREATE TABLE assets_field_source (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The entry.
    source TEXT NOT NULL CHECK (length(source) <= 200), -- [public] text. The list it came from; empty for a person.
    fields INTEGER NOT NULL,     -- [public] int. 1 name, 2 words, 4 place, 8 contact, 16 times, 32 cost, 64 access, 128 who it is for.
    account INTEGER,             -- [personal] int. The person who said it.
    said_at INTEGER NOT NULL,    -- [public] instant. When that was.
    PRIMARY KEY (asset_id, source)
) STRICT;
