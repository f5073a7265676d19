-- Figures of the last year by where people live; :outcode NULL = all of the place.
-- activities_sql_figure_people(place_id: place_id, outcode: text, since: day) one -> here: int, came: int, times: int, newcomers: int
SELECT count(*) AS here,
    coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM activities_came c JOIN activities_register r ON r.id = c.register_id
        WHERE c.person_id = p.id AND c.came = 1 AND r.held = 1 AND r.kept_at IS NOT NULL AND r.on_day >= :since) THEN 1 ELSE 0 END), 0) AS came,
    CAST(coalesce(sum((SELECT count(*) FROM activities_came c JOIN activities_register r ON r.id = c.register_id
        WHERE c.person_id = p.id AND c.came = 1 AND r.held = 1 AND r.kept_at IS NOT NULL AND r.on_day >= :since)), 0) AS INTEGER) AS times,
    CAST(coalesce(sum((SELECT count(*) FROM activities_came c JOIN activities_register r ON r.id = c.register_id
        WHERE c.person_id = p.id AND c.came = 1 AND c.newcomer = 1 AND r.held = 1 AND r.kept_at IS NOT NULL AND r.on_day >= :since)), 0) AS INTEGER) AS newcomers
FROM people_v_home p WHERE p.place_id = :place_id AND p.ended_at IS NULL AND (:outcode IS NULL OR p.outcode = :outcode);
