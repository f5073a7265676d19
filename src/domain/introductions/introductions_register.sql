-- the hello that waits for a visit of this person there: a first one, or one again within four weeks
-- introductions_sql_waits_visit(person_id: person_id, asset_id: asset_id) one
SELECT id, version, state, meet_day, came_at, again_due FROM introductions_introduction
WHERE person_id = :person_id AND asset_id = :asset_id
    AND (state = 4 OR (state IN (5, 7, 8) AND again IS NULL AND again_due IS NOT NULL))
ORDER BY state, id DESC LIMIT 1;
