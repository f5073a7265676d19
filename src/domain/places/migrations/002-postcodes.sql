-- Whole postcodes with their own point, read from ONSPD or Code-Point Open by the operator.
CREATE TABLE places_postcode (
    id INTEGER PRIMARY KEY,      -- [derived] int. The postcode as a number, in the order of its letters.
    code TEXT NOT NULL CHECK (length(code) BETWEEN 5 AND 7), -- [public] text. Capitals without blanks: B368AB.
    lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90), -- [public] real. Degrees north.
    lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180), -- [public] real. Degrees east.
    ward TEXT CHECK (length(ward) <= 12), -- [public] text. Code of its ward.
    lad TEXT CHECK (length(lad) <= 12), -- [public] text. Code of its local authority.
    lsoa TEXT CHECK (length(lsoa) <= 12) -- [public] text. Code of its small area of the census.
) STRICT;

-- What later modules may join with.
CREATE VIEW places_v_postcode AS
SELECT id, code, lat, lon, ward, lad, lsoa FROM places_postcode;
