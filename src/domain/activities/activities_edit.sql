-- ---- what a change of times put in the place of what ----

-- activities_sql_before(asset_id: asset_id) one
SELECT lines, dates, sequence, made_at FROM activities_before WHERE asset_id = :asset_id;

-- activities_sql_before_put(asset_id: asset_id, place_id: place_id, lines: text, dates: text, sequence: int, now: instant) run
INSERT INTO activities_before (asset_id, place_id, lines, dates, sequence, made_at)
VALUES (:asset_id, :place_id, :lines, :dates, :sequence, :now)
ON CONFLICT (asset_id) DO UPDATE SET lines = excluded.lines, dates = excluded.dates, sequence = excluded.sequence,
    made_at = excluded.made_at;

-- activities_sql_before_drop(asset_id: asset_id) run
DELETE FROM activities_before WHERE asset_id = :asset_id;
