-- every series, by name

-- activities_sql_series_list(limit: int, offset: int) many
SELECT a.id FROM assets_v_asset a WHERE a.kind IN ('group', 'activity')
AND EXISTS (SELECT 1 FROM assets_v_line l WHERE l.asset_id = a.id AND l.rrule IS NOT NULL AND l.opens IS NOT NULL)
ORDER BY a.name, a.id LIMIT :limit OFFSET :offset;
