-- Several organisations in one place: a convenor looks after the whole, lead organisations walk
-- beside the people of their own patches, a learning partner sees figures only.

CREATE TABLE organisations_member (
    id INTEGER PRIMARY KEY,                 -- [personal] organisation_member_id. One person's work for one of them.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [personal] place_id. In which place.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    organisation_id INTEGER REFERENCES assets_asset (id), -- [personal] asset_id. For whom; a worker has one.
    role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 2), -- [personal] int. Worker of a lead organisation, convenor, learning partner.
    since INTEGER NOT NULL,                 -- [derived] instant. When it began.
    until INTEGER,                          -- [derived] instant. When it ended.
    CHECK (role > 0 OR organisation_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX organisations_member_once
    ON organisations_member (person_id, role, coalesce(organisation_id, 0)) WHERE until IS NULL;
CREATE INDEX organisations_member_place ON organisations_member (place_id);

CREATE TABLE organisations_patch (
    id INTEGER PRIMARY KEY,                 -- [public] organisation_patch_id. One patch.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. In which place.
    organisation_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. Who leads it.
    within_id INTEGER REFERENCES places_place (id), -- [public] place_id. All of this place and what lies in it.
    outcode TEXT,                           -- [public] text. Or this outcode; it comes before a whole place.
    since INTEGER NOT NULL,                 -- [derived] instant. When it began.
    until INTEGER,                          -- [derived] instant. When it ended.
    CHECK ((within_id IS NULL) <> (outcode IS NULL))
) STRICT;
CREATE UNIQUE INDEX organisations_patch_place ON organisations_patch (within_id) WHERE until IS NULL AND within_id IS NOT NULL;
CREATE UNIQUE INDEX organisations_patch_outcode
    ON organisations_patch (place_id, outcode) WHERE until IS NULL AND outcode IS NOT NULL;
