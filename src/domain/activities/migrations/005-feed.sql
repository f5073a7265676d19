-- What programs elsewhere read: calendars and the OpenActive feeds. Rendered text is kept, so that a walk copies it, and
-- so that a number rises when something changed and only then. Where our own address stands, the text has the byte 1.
CREATE TABLE activities_feed_series (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Home place.
    location_name TEXT CHECK (length(location_name) <= 200), -- [public] text. Where, for the calendar of a building.
    ended INTEGER NOT NULL DEFAULT 0, -- [public] bool. Taken off the list: its calendar says it is cancelled.
    listed INTEGER NOT NULL DEFAULT 0, -- [public] bool. It is in the OpenActive feeds.
    calendar TEXT,               -- [public] text. Its calendar entries (RFC 5545), lines not yet folded.
    modified_at INTEGER NOT NULL, -- [public] instant. When what a calendar says last changed.
    drawn_on INTEGER NOT NULL    -- [derived] day. The day it was last drawn: the window moves on daily.
) STRICT;
CREATE INDEX activities_feed_series_place ON activities_feed_series (place_id);
CREATE INDEX activities_feed_series_drawn ON activities_feed_series (drawn_on);

CREATE TABLE activities_feed_item (
    id INTEGER PRIMARY KEY,      -- [derived] int. The row.
    feed INTEGER NOT NULL CHECK (feed IN (0, 1)), -- [public] int. 0 series, 1 sessions.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    day INTEGER NOT NULL,        -- [public] day. The session's planned day; 0 for a series.
    at INTEGER NOT NULL,         -- [public] minutes. Its planned hour; 0 for a series.
    number INTEGER NOT NULL,     -- [public] int. Change number, rising.
    deleted_at INTEGER,          -- [public] instant. Since when it is no longer there.
    data TEXT,                   -- [public] text. What it says, as JSON; empty when it is no longer there.
    UNIQUE (feed, asset_id, day, at),
    CHECK ((data IS NULL) = (deleted_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX activities_feed_item_number ON activities_feed_item (feed, number);
CREATE INDEX activities_feed_item_deleted ON activities_feed_item (deleted_at);

-- The numbers of the feeds, and how far the changes of entries and of activities have been read. A writer holds the row
-- until it commits, so that numbers become visible in their order.
CREATE TABLE activities_feed_counter (
    name TEXT PRIMARY KEY CHECK (name IN ('number', 'assets', 'activities')), -- [derived] text. What is counted.
    value INTEGER NOT NULL       -- [derived] int. The last one.
) STRICT;
INSERT INTO activities_feed_counter (name, value) VALUES ('number', 0), ('assets', 0), ('activities', 0);

-- Which activity of the OpenActive list a series is, said by a person; else its words tell.
CREATE TABLE activities_feed_activity (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. The series.
    activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 36), -- [public] text. Id on the list, or "none".
    account INTEGER,             -- [personal] int. Who said so.
    said_at INTEGER NOT NULL     -- [derived] instant. When.
) STRICT;

-- The secret address of a person's own calendar.
CREATE TABLE activities_feed_key (
    secret TEXT PRIMARY KEY CHECK (length(secret) = 40), -- [personal] text. In the address; taken back by removing the row.
    person_id INTEGER NOT NULL UNIQUE REFERENCES people_person (id), -- [personal] person_id. Whose.
    made_at INTEGER NOT NULL     -- [derived] instant. When.
) STRICT;
