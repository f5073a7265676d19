-- Age band and area of everybody who lives in a place, for counts; an area is their outcode, else the place's.

-- people_sql_bands(place_id: place_id) each -> area: text
SELECT p.id, p.age_band, coalesce(p.outcode, l.outcode) AS area FROM people_person p JOIN places_v_place l ON l.id = p.place_id
WHERE p.place_id = :place_id AND p.ended_at IS NULL ORDER BY p.id;
