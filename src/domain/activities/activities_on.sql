-- what's on: everything there is to know of every series, in order of id

-- activities_sql_on_series() each
SELECT a.id, a.place_id, a.lat, a.lon, a.life FROM assets_v_asset a
WHERE a.kind IN ('group', 'activity') AND a.life IN ('active', 'temporarily closed') ORDER BY a.id;

-- activities_sql_on_lines() each
SELECT l.asset_id, l.rrule, l.begins, l.until, l.opens, l.closes, l.skip, l.zone FROM assets_v_line l
WHERE l.rrule IS NOT NULL AND l.opens IS NOT NULL ORDER BY l.asset_id, l.seq;

-- activities_sql_on_dates(first: day, last: day) each
SELECT d.asset_id, d.day, d.at, d.kind, d.to_day, d.opens, d.closes FROM assets_v_date d
WHERE d.day BETWEEN :first AND :last OR d.to_day BETWEEN :first AND :last ORDER BY d.asset_id, d.day, d.at;

-- activities_sql_on_off() each
SELECT s.asset_id, s.off_from FROM assets_v_series s WHERE s.off_from IS NOT NULL ORDER BY s.asset_id;

-- activities_sql_on_newcomers() each
SELECT asset_id FROM activities_series WHERE newcomers > 0 ORDER BY asset_id;
