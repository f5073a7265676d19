-- What became of an item of a feed: later the feed takes it out by no more than its name.
CREATE TABLE assets_feed_item (
    source TEXT NOT NULL,        -- [derived] text. Whose feed: as in assets_import_source.
    item TEXT NOT NULL,          -- [derived] text. Kind and id of the item.
    key TEXT NOT NULL,           -- [derived] text. The series, as in assets_import_source.
    day INTEGER,                 -- [derived] day. Of a session: the day it was planned for.
    at INTEGER,                  -- [derived] minutes. Of a session: the hour it was planned for.
    PRIMARY KEY (source, item)
) STRICT;
