-- Items of feeds: what became of them.

-- assets_sql_feed_item(source: text, item: text) one
SELECT key, day, at FROM assets_feed_item WHERE source = :source AND item = :item;

-- assets_sql_feed_item_put(source: text, item: text, key: text, day: day, at: minutes) run
INSERT INTO assets_feed_item (source, item, key, day, at) VALUES (:source, :item, :key, :day, :at)
ON CONFLICT (source, item) DO UPDATE SET key = excluded.key, day = excluded.day, at = excluded.at;

-- assets_sql_feed_date(asset_id: asset_id, day: day, at: minutes) one
SELECT kind, to_day, opens, closes, location_name, words, imported FROM assets_date
WHERE asset_id = :asset_id AND day = :day AND at = :at;

-- assets_sql_feed_date_drop(asset_id: asset_id, day: day, at: minutes) changed
DELETE FROM assets_date WHERE asset_id = :asset_id AND day = :day AND at = :at AND imported = 1;
