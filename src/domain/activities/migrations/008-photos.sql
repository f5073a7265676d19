-- Pictures of a session, whose faces are on them, and small wins. The bytes stand apart, so that
-- lists do not read them and taking one down empties them.
CREATE TABLE activities_photo (
    id INTEGER PRIMARY KEY, -- [derived] int. The picture.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    day INTEGER NOT NULL, -- [public] day. The session as first planned.
    at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 1439), -- [public] minutes. Its hour as first planned.
    by_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who put it there; none = they left.
    words TEXT CHECK (length(words) <= 300), -- [personal] text. Who or what is on it; none = not said yet.
    faces TEXT CHECK (faces IN ('none', 'named')), -- [personal] text. No faces, or those of activities_photo_face; none = not said yet.
    open INTEGER NOT NULL DEFAULT 0, -- [public] bool. For everybody, once all on it agree to that.
    width INTEGER NOT NULL, -- [derived] int. Dots across.
    height INTEGER NOT NULL, -- [derived] int. Dots down.
    small_width INTEGER NOT NULL, -- [derived] int. Of the small one.
    small_height INTEGER NOT NULL, -- [derived] int. Of the small one.
    size INTEGER NOT NULL, -- [derived] int. Bytes of both; 0 when they were emptied.
    created_at INTEGER NOT NULL, -- [derived] instant. When it came.
    down_at INTEGER, -- [derived] instant. When somebody asked for it to come down.
    down_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who asked; nobody is told.
    ended_at INTEGER -- [derived] instant. When its bytes were emptied.
) STRICT;
CREATE INDEX activities_photo_session ON activities_photo (asset_id, day, at);
CREATE INDEX activities_photo_by ON activities_photo (by_id);
CREATE INDEX activities_photo_down ON activities_photo (down_at) WHERE ended_at IS NULL;

CREATE TABLE activities_photo_bytes (
    photo_id INTEGER NOT NULL REFERENCES activities_photo (id), -- [derived] int. The picture.
    small INTEGER NOT NULL, -- [derived] bool. The small one, or the large.
    bytes BLOB, -- [personal] blob. JPEG without anything the camera wrote beside it; empty when deleted.
    PRIMARY KEY (photo_id, small)
) STRICT;

CREATE TABLE activities_photo_face (
    photo_id INTEGER NOT NULL REFERENCES activities_photo (id), -- [derived] int. The picture.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Whose face is on it.
    agreed INTEGER, -- [personal] int. 1 yes, 0 no; none = not asked yet.
    open INTEGER NOT NULL DEFAULT 0, -- [personal] bool. Yes for everybody, not only for those who were there.
    how TEXT NOT NULL CHECK (how IN ('spoken', 'web')), -- [personal] text. Told to whoever put it there, or said here.
    said_at INTEGER NOT NULL, -- [personal] instant. When.
    PRIMARY KEY (photo_id, person_id)
) STRICT;
CREATE INDEX activities_photo_face_of ON activities_photo_face (person_id);

CREATE TABLE activities_win (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    day INTEGER NOT NULL, -- [public] day. The session as first planned.
    at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 1439), -- [public] minutes. Its hour as first planned.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    words TEXT CHECK (length(words) <= 300), -- [public] text. A line of whoever ran it.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was written.
    PRIMARY KEY (asset_id, day, at)
) STRICT;
