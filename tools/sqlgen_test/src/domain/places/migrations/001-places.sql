CREATE TABLE places_place (
    id INTEGER PRIMARY KEY, -- [public] place_id. The place.
    name TEXT NOT NULL,     -- [public] text. Its name.
    secret TEXT             -- [special] text. Not for others.
) STRICT;
-- A view may look behind itself in every way.
CREATE VIEW places_v_place AS
WITH p AS (SELECT id, name FROM places_place) SELECT p.id, (SELECT q.name FROM places_place q WHERE q.id = p.id) AS said, p.name FROM p;
