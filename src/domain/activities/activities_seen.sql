-- Dates as they were, so that what is missing is told.

-- activities_sql_seen(asset_id: asset_id) one
SELECT dates, seen_at FROM activities_seen WHERE asset_id = :asset_id;

-- activities_sql_seen_put(asset_id: asset_id, place_id: place_id, dates: text, now: instant) run
INSERT INTO activities_seen (asset_id, place_id, dates, seen_at) VALUES (:asset_id, :place_id, :dates, :now)
ON CONFLICT (asset_id) DO UPDATE SET dates = :dates, seen_at = :now;

-- dates somebody asked for alone
-- activities_sql_seen_asked(asset_id: asset_id, since: day, limit: int) many
SELECT DISTINCT day, at FROM activities_signup
WHERE asset_id = :asset_id AND day >= :since AND state IN ('coming', 'offered', 'waiting') ORDER BY day, at LIMIT :limit;

-- whom a date that is gone concerns; day empty = they come every time
-- activities_sql_seen_by(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT s.id, s.state, s.day FROM activities_signup s WHERE s.asset_id = :asset_id
    AND ((s.day = :day AND s.at = :at AND s.state IN ('coming', 'offered', 'waiting'))
        OR (s.day IS NULL AND s.state = 'coming' AND s.since <= :day AND NOT EXISTS (SELECT 1 FROM activities_signup x
            WHERE x.of_id = s.id AND x.day = :day AND x.at = :at AND x.state <> 'ended')))
ORDER BY s.turn, s.id LIMIT :limit;

-- activities_sql_seen_every(asset_id: asset_id, limit: int) many
SELECT id FROM activities_signup WHERE asset_id = :asset_id AND day IS NULL AND of_id IS NULL AND state = 'coming'
ORDER BY turn, id LIMIT :limit;

-- an import may have changed any of a place
-- activities_sql_seen_look(place_id: place_id, now: instant) run
UPDATE activities_turn SET look_at = :now WHERE place_id = :place_id AND look_at > :now;
