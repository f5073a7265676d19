-- Figures of people who live in one outcode of a place; :outcode NULL = all of the place.
-- people_sql_figures(place_id: place_id, outcode: text) one -> here: int, kept: int, asked: int, first_nobody: int, now_nobody: int, somebody: int
SELECT count(*) AS here,
    coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM people_consent c WHERE c.person_id = p.id AND c.purpose = 0 AND c.withdrawn_at IS NULL)
        THEN 1 ELSE 0 END), 0) AS kept,
    coalesce(sum(CASE WHEN p.turns_to IS NOT NULL THEN 1 ELSE 0 END), 0) AS asked,
    coalesce(sum(CASE WHEN p.turns_to IS NOT NULL AND p.turns_to_first = 0 THEN 1 ELSE 0 END), 0) AS first_nobody,
    coalesce(sum(CASE WHEN p.turns_to = 0 THEN 1 ELSE 0 END), 0) AS now_nobody,
    coalesce(sum(CASE WHEN p.turns_to_first = 0 AND p.turns_to > 0 THEN 1 ELSE 0 END), 0) AS somebody
FROM people_person p JOIN places_v_place l ON l.id = p.place_id
WHERE p.place_id = :place_id AND p.ended_at IS NULL AND (:outcode IS NULL OR coalesce(p.outcode, l.outcode) = :outcode);
