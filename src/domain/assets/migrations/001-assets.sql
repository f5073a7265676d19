CREATE TABLE assets_asset (
    id INTEGER PRIMARY KEY,      -- [public] asset_id. The asset.
    external_id TEXT NOT NULL CHECK (length(external_id) = 36), -- [public] text. UUID; what the outside sees.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    kind TEXT NOT NULL CHECK (kind IN ('group', 'activity', 'place', 'service', 'organisation', 'network', 'gift')), -- [public] text. What sort of thing.
    life TEXT NOT NULL CHECK (life IN ('active', 'inactive', 'defunct', 'temporarily closed')), -- [public] text. As Open Referral UK.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200), -- [public] text. What people call it.
    folded TEXT NOT NULL,        -- [derived] text. The name for comparing: no case, no accents.
    description TEXT CHECK (length(description) <= 8000), -- [public] text. In their own words.
    organisation_id INTEGER REFERENCES assets_asset (id), -- [public] asset_id. Who runs it.
    organisation_name TEXT CHECK (length(organisation_name) <= 200), -- [public] text. Who runs it, in words.
    lat REAL CHECK (lat BETWEEN -90 AND 90), -- [public] real. Degrees north.
    lon REAL CHECK (lon BETWEEN -180 AND 180), -- [public] real. Degrees east.
    location_name TEXT CHECK (length(location_name) <= 200), -- [public] text. Name of the building or ground.
    address TEXT CHECK (length(address) <= 400), -- [public] text. Street.
    city TEXT CHECK (length(city) <= 100), -- [public] text. Town.
    postcode TEXT CHECK (length(postcode) <= 16), -- [public] text. Whole postcode.
    outcode TEXT CHECK (length(outcode) <= 8), -- [public] text. First half of the postcode.
    phone TEXT CHECK (length(phone) <= 60), -- [public] text. To ring first.
    email TEXT CHECK (length(email) <= 200), -- [public] text. To write to.
    url TEXT CHECK (length(url) <= 2000), -- [public] text. Their own page.
    access_yes INTEGER NOT NULL DEFAULT 0, -- [public] int. What is known to be there: 1 no steps, 2 quiet, 4 hearing loop, 8 childcare.
    access_no INTEGER NOT NULL DEFAULT 0, -- [public] int. What is known not to be there, the same bits.
    access_words TEXT CHECK (length(access_words) <= 1000), -- [public] text. Access in words.
    cost TEXT CHECK (cost IN ('free', 'donation', 'paid')), -- [public] text. Empty when not known.
    price INTEGER CHECK (price >= 0), -- [public] pence. When it is one price.
    cost_words TEXT CHECK (length(cost_words) <= 400), -- [public] text. Cost in words.
    languages TEXT CHECK (length(languages) <= 200), -- [public] text. BCP 47, blank between.
    age_low INTEGER CHECK (age_low BETWEEN 0 AND 120), -- [public] int. From this age.
    age_high INTEGER CHECK (age_high BETWEEN 0 AND 120), -- [public] int. Up to this age.
    for_child INTEGER NOT NULL DEFAULT 0, -- [public] bool. For children with a grown-up: the ages are the child's.
    audience TEXT CHECK (audience IN ('women', 'men')), -- [public] text. Empty for anyone.
    host_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who meets newcomers; consented.
    host_name TEXT CHECK (length(host_name) <= 80), -- [public] text. First name of the host, as they want it shown.
    host_meets INTEGER NOT NULL DEFAULT 0, -- [public] bool. Someone meets newcomers at the door.
    host_room INTEGER CHECK (host_room BETWEEN 0 AND 100), -- [public] int. Newcomers a month there is room for.
    usual_size INTEGER CHECK (usual_size BETWEEN 0 AND 10000), -- [public] int. How many usually come.
    checked INTEGER,             -- [public] day. When somebody last said it is right.
    checked_by TEXT CHECK (length(checked_by) <= 200), -- [public] text. Who said so.
    source TEXT CHECK (length(source) <= 200), -- [public] text. Who published it.
    source_id TEXT CHECK (length(source_id) <= 200), -- [public] text. Its id there.
    licence TEXT CHECK (length(licence) <= 200), -- [public] text. What may be done with it.
    elsewhere INTEGER NOT NULL DEFAULT 0, -- [derived] bool. The position is outside the country of its place.
    not_seen_at INTEGER,         -- [derived] instant. Absent from the last file of its source since then.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was entered.
    changed_at INTEGER NOT NULL, -- [derived] instant. When a field last changed.
    ended_at INTEGER,            -- [derived] instant. Taken off the list then.
    end_reason TEXT CHECK (length(end_reason) <= 400), -- [public] text. Why it was taken off.
    CHECK ((lat IS NULL) = (lon IS NULL)),
    CHECK (age_low IS NULL OR age_high IS NULL OR age_low <= age_high),
    CHECK (organisation_id IS NULL OR organisation_id <> id)
) STRICT;

CREATE UNIQUE INDEX assets_asset_external ON assets_asset (external_id);
CREATE INDEX assets_asset_place ON assets_asset (place_id, folded);
CREATE INDEX assets_asset_source ON assets_asset (source, source_id);
CREATE INDEX assets_asset_organisation ON assets_asset (organisation_id);
CREATE INDEX assets_asset_host ON assets_asset (host_id);
CREATE INDEX assets_asset_folded ON assets_asset (folded);

CREATE TABLE assets_schedule (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What is on.
    seq INTEGER NOT NULL CHECK (seq BETWEEN 0 AND 13), -- [public] int. Line number, from 0.
    rrule TEXT CHECK (length(rrule) <= 300), -- [public] text. RFC 5545 rule; empty when only the words are sure.
    begins INTEGER,              -- [public] day. First day.
    until INTEGER,               -- [public] day. Last day.
    opens INTEGER CHECK (opens BETWEEN 0 AND 1439), -- [public] minutes. After local midnight.
    closes INTEGER CHECK (closes BETWEEN 1 AND 2880), -- [public] minutes. May pass 24 hours.
    words TEXT NOT NULL CHECK (length(words) <= 2000), -- [public] text. As given.
    PRIMARY KEY (asset_id, seq)
) STRICT;

CREATE TABLE assets_concept (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. What it is about.
    seq INTEGER NOT NULL CHECK (seq BETWEEN 0 AND 3), -- [public] int. Best first, from 0.
    concept TEXT NOT NULL CHECK (length(concept) BETWEEN 1 AND 80), -- [public] text. Id in the vocabulary.
    quality INTEGER NOT NULL CHECK (quality BETWEEN 1 AND 100), -- [public] int. 100 said by a steward, 80 imported, 50 from text.
    PRIMARY KEY (asset_id, seq)
) STRICT;

CREATE INDEX assets_concept_concept ON assets_concept (concept);

-- One row: tells a snapshot file whose list it holds.
CREATE TABLE assets_list (
    id INTEGER PRIMARY KEY CHECK (id = 1), -- [derived] int. Always 1.
    identity TEXT NOT NULL CHECK (length(identity) = 36) -- [derived] text. UUID made with the first asset.
) STRICT;

-- What later modules may join with.
CREATE VIEW assets_v_asset AS
SELECT id, external_id, place_id, kind, life, name, organisation_id, host_id, host_name, host_meets, lat, lon, outcode,
    host_room, checked, source, changed_at
FROM assets_asset WHERE ended_at IS NULL;

CREATE VIEW assets_v_concept AS
SELECT c.asset_id, c.concept, c.quality FROM assets_concept c;

CREATE VIEW assets_v_schedule AS
SELECT s.asset_id, s.seq, s.rrule, s.begins, s.until, s.opens, s.closes, s.words FROM assets_schedule s;
