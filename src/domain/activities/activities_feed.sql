-- ---- how far we are ----

-- activities_sql_feed_counter(name: text) count
SELECT value FROM activities_feed_counter WHERE name = :name;

-- activities_sql_feed_counter_set(name: text, value: int) changed
UPDATE activities_feed_counter SET value = :value WHERE name = :name;

-- activities_sql_feed_counter_add(n: int) changed
UPDATE activities_feed_counter SET value = value + :n WHERE name = 'number';

-- ---- which entries ----

-- activities_sql_feed_is_series(asset_id: asset_id) count
SELECT count(*) FROM assets_v_schedule WHERE asset_id = :asset_id AND rrule IS NOT NULL AND opens IS NOT NULL;

-- activities_sql_feed_live(asset_id: asset_id) count
SELECT count(*) FROM assets_v_asset WHERE id = :asset_id;

-- activities_sql_feed_due(today: day, limit: int) many
SELECT asset_id FROM activities_feed_series WHERE drawn_on < :today ORDER BY drawn_on, asset_id LIMIT :limit;

-- ---- series as drawn ----

-- activities_sql_feed_series(asset_id: asset_id) one
SELECT place_id, location_name, ended, listed, calendar, modified_at, drawn_on FROM activities_feed_series WHERE asset_id = :asset_id;

-- activities_sql_feed_series_put(asset_id: asset_id, place_id: place_id, location_name: text, ended: bool, listed: bool, calendar: text, modified_at: instant, drawn_on: day) run
INSERT INTO activities_feed_series (asset_id, place_id, location_name, ended, listed, calendar, modified_at, drawn_on)
VALUES (:asset_id, :place_id, :location_name, :ended, :listed, :calendar, :modified_at, :drawn_on)
ON CONFLICT (asset_id) DO UPDATE SET place_id = excluded.place_id, location_name = excluded.location_name, ended = excluded.ended,
    listed = excluded.listed, calendar = excluded.calendar, modified_at = excluded.modified_at, drawn_on = excluded.drawn_on;

-- activities_sql_feed_drawn(asset_id: asset_id, today: day) run
UPDATE activities_feed_series SET drawn_on = :today WHERE asset_id = :asset_id;

-- all of them, one after the other
-- activities_sql_feed_calendar(limit: int) each
SELECT asset_id, calendar, modified_at FROM activities_feed_series WHERE calendar IS NOT NULL ORDER BY asset_id LIMIT :limit;

-- activities_sql_feed_calendar_of(place_id: place_id, limit: int) each
SELECT asset_id, location_name, calendar, modified_at FROM activities_feed_series
WHERE place_id = :place_id AND calendar IS NOT NULL ORDER BY asset_id LIMIT :limit;

-- activities_sql_feed_newest(limit: int) many
SELECT asset_id, modified_at, ended FROM activities_feed_series WHERE calendar IS NOT NULL ORDER BY modified_at DESC, asset_id LIMIT :limit;

-- ---- items ----

-- activities_sql_feed_items(feed: int, asset_id: asset_id) many
SELECT id, day, at, data, deleted_at FROM activities_feed_item WHERE feed = :feed AND asset_id = :asset_id ORDER BY day, at;

-- activities_sql_feed_item_add(id: int, feed: int, asset_id: asset_id, day: day, at: minutes, number: int, data: text) run
INSERT INTO activities_feed_item (id, feed, asset_id, day, at, number, data) VALUES (:id, :feed, :asset_id, :day, :at, :number, :data);

-- activities_sql_feed_item_put(id: int, number: int, data: text, deleted_at: instant) changed
UPDATE activities_feed_item SET number = :number, data = :data, deleted_at = :deleted_at WHERE id = :id;

-- activities_sql_feed_purge(before: instant) run
DELETE FROM activities_feed_item WHERE id IN (SELECT id FROM activities_feed_item WHERE deleted_at < :before ORDER BY deleted_at LIMIT 100);

-- activities_sql_feed_page(feed: int, after: int, limit: int) each
SELECT asset_id, day, at, number, data FROM activities_feed_item WHERE feed = :feed AND number > :after ORDER BY number LIMIT :limit;

-- activities_sql_feed_count(feed: int) count
SELECT (SELECT count(*) FROM activities_feed_item WHERE feed = :feed)
    - (SELECT count(*) FROM activities_feed_item WHERE deleted_at IS NOT NULL AND feed = :feed);

-- ---- which activity it is ----

-- activities_sql_feed_activity(asset_id: asset_id) one
SELECT activity FROM activities_feed_activity WHERE asset_id = :asset_id;

-- activities_sql_feed_categories(asset_id: asset_id) many
SELECT words, reference FROM assets_v_category WHERE asset_id = :asset_id ORDER BY seq LIMIT 30;

-- activities_sql_feed_activity_put(asset_id: asset_id, activity: text, account: int, now: instant) run
INSERT INTO activities_feed_activity (asset_id, activity, account, said_at) VALUES (:asset_id, :activity, :account, :now)
ON CONFLICT (asset_id) DO UPDATE SET activity = excluded.activity, account = excluded.account, said_at = excluded.said_at;

-- activities_sql_feed_activity_drop(asset_id: asset_id) run
DELETE FROM activities_feed_activity WHERE asset_id = :asset_id;

-- ---- the address of one's own calendar ----

-- activities_sql_feed_key_find(secret: text) one
SELECT person_id FROM activities_feed_key WHERE secret = :secret;

-- activities_sql_feed_key_of(person_id: person_id) one
SELECT secret, made_at FROM activities_feed_key WHERE person_id = :person_id;

-- activities_sql_feed_key_add(secret: text, person_id: person_id, now: instant) run
INSERT INTO activities_feed_key (secret, person_id, made_at) VALUES (:secret, :person_id, :now);

-- activities_sql_feed_key_drop(person_id: person_id) run
DELETE FROM activities_feed_key WHERE person_id = :person_id;
