CREATE TABLE places_place (
    id INTEGER PRIMARY KEY,      -- [public] place_id. The place.
    parent_id INTEGER REFERENCES places_place (id), -- [public] place_id. The place it lies in.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [public] text. What people call it.
    folded TEXT NOT NULL,        -- [derived] text. The name for looking up: no case, no accents.
    kind TEXT NOT NULL CHECK (kind IN ('neighbourhood', 'ward', 'village', 'town', 'borough', 'county')), -- [public] text. What sort of place.
    outcode TEXT CHECK (length(outcode) BETWEEN 2 AND 4), -- [public] text. First half of its postcodes.
    lat REAL CHECK (lat BETWEEN -90 AND 90), -- [public] real. Degrees north of its middle.
    lon REAL CHECK (lon BETWEEN -180 AND 180), -- [public] real. Degrees east of its middle.
    country TEXT NOT NULL CHECK (length(country) = 2), -- [public] text. ISO 3166 code.
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64), -- [public] text. Time zone, as in Europe/London.
    foot_name TEXT CHECK (length(foot_name) <= 80), -- [public] text. Who answers the telephone.
    foot_phone TEXT CHECK (length(foot_phone) <= 30), -- [public] text. The telephone in the page foot.
    foot_words TEXT CHECK (length(foot_words) <= 300), -- [public] text. When to ring or where to come.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was entered.
    changed_at INTEGER NOT NULL, -- [derived] instant. When a field last changed.
    CHECK (parent_id IS NULL OR parent_id <> id),
    CHECK ((lat IS NULL) = (lon IS NULL))
) STRICT;

CREATE UNIQUE INDEX places_place_name ON places_place (coalesce(parent_id, 0), folded);
CREATE INDEX places_place_folded ON places_place (folded);
CREATE INDEX places_place_parent ON places_place (parent_id);

-- What later modules may join with.
CREATE VIEW places_v_place AS
SELECT id, parent_id, name, outcode, lat, lon, country, zone FROM places_place;
