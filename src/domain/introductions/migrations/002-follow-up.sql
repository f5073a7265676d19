-- The second visit is what counts; somebody goes along the first time; how hosts welcome.

ALTER TABLE introductions_introduction ADD COLUMN came_at INTEGER; -- [personal] instant. When we heard that they met.
ALTER TABLE introductions_introduction ADD COLUMN again_due INTEGER; -- [personal] day. 28 days after the first visit: did they come again?
ALTER TABLE introductions_introduction ADD COLUMN again INTEGER; -- [personal] int. Came again within 28 days; none = not asked yet.
ALTER TABLE introductions_introduction ADD COLUMN came_again_at INTEGER; -- [personal] instant. When we heard that they came again.
ALTER TABLE introductions_introduction ADD COLUMN along INTEGER; -- [personal] int. Would like company the first time; none = not asked.
ALTER TABLE introductions_introduction ADD COLUMN buddy_id INTEGER; -- [personal] person_id. Who goes along.
ALTER TABLE introductions_introduction ADD COLUMN buddy_state INTEGER NOT NULL DEFAULT 0; -- [personal] int. Nobody, asked, yes, not this time.
ALTER TABLE introductions_introduction ADD COLUMN buddy_asked_at INTEGER; -- [derived] instant. When they were asked.
CREATE INDEX introductions_introduction_buddy ON introductions_introduction (buddy_id, buddy_state);
CREATE INDEX introductions_introduction_again ON introductions_introduction (place_id, again_due);
UPDATE introductions_introduction SET again_due = meet_day + 28 WHERE state = 5 AND meet_day IS NOT NULL;

CREATE TABLE introductions_welcome (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. Where.
    comes_along INTEGER NOT NULL CHECK (comes_along IN (0, 1)), -- [public] bool. Somebody comes along the first time.
    bus_stop INTEGER NOT NULL CHECK (bus_stop IN (0, 1)), -- [public] bool. Can be met at the bus stop.
    by_id INTEGER,                          -- [personal] person_id. Who ticked it.
    changed_at INTEGER NOT NULL             -- [derived] instant. When.
) STRICT;
