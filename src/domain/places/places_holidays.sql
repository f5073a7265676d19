-- places_sql_holidays(place_id: place_id, nation: text, from: day, until: day, limit: int) many -> id: holiday_id, depth: int, kind: text, first: day, last: day, name: text, works: bool
WITH RECURSIVE up (id, parent_id, depth) AS (
    SELECT p.id, p.parent_id, 0 FROM places_place p WHERE p.id = :place_id
    UNION ALL
    SELECT p.id, p.parent_id, u.depth + 1 FROM places_place p JOIN up u ON p.id = u.parent_id WHERE u.depth < 12
)
SELECT h.id, u.depth, h.kind, h.first, h.last, h.name, h.works FROM places_holiday h JOIN up u ON h.place_id = u.id
WHERE h.ended_at IS NULL AND h.last >= :from AND h.first < :until
UNION ALL
SELECT h.id, 99, h.kind, h.first, h.last, h.name, h.works FROM places_holiday h
WHERE h.nation = :nation AND h.ended_at IS NULL AND h.last >= :from AND h.first < :until
ORDER BY 2 DESC, 7 DESC, 4, 1 LIMIT :limit;

-- places_sql_holidays_outcode(place_id: place_id) one -> outcode: text
WITH RECURSIVE up (id, parent_id, outcode, depth) AS (
    SELECT p.id, p.parent_id, p.outcode, 0 FROM places_place p WHERE p.id = :place_id
    UNION ALL
    SELECT p.id, p.parent_id, p.outcode, u.depth + 1 FROM places_place p JOIN up u ON p.id = u.parent_id WHERE u.depth < 12
)
SELECT outcode FROM up WHERE outcode IS NOT NULL ORDER BY depth LIMIT 1;

-- places_sql_holiday_find(id: holiday_id) one
SELECT id, place_id, nation, kind, first, last, name, works, ended_at FROM places_holiday WHERE id = :id;

-- places_sql_holiday_place_rows(place_id: place_id, from: day, until: day, limit: int) many
SELECT id, kind, first, last, name, works, ended_at FROM places_holiday
WHERE place_id = :place_id AND last >= :from AND first < :until ORDER BY first, last, id LIMIT :limit;

-- places_sql_holiday_nation_rows(nation: text, from: day, until: day, limit: int) many
SELECT id, kind, first, last, name, works, ended_at FROM places_holiday
WHERE nation = :nation AND last >= :from AND first < :until ORDER BY first, last, id LIMIT :limit;

-- places_sql_holiday_add(id: holiday_id, place_id: place_id, nation: text, kind: text, first: day, last: day, name: text, works: bool, now: instant) run
INSERT INTO places_holiday (id, place_id, nation, kind, first, last, name, works, created_at)
VALUES (:id, :place_id, :nation, :kind, :first, :last, :name, :works, :now);

-- places_sql_holiday_end(id: holiday_id, ended_at: instant) changed
UPDATE places_holiday SET ended_at = :ended_at WHERE id = :id;

-- places_sql_holiday_count(place_id: place_id, nation: text) count
SELECT count(*) FROM places_holiday WHERE ended_at IS NULL
    AND (place_id = :place_id OR (place_id IS NULL AND nation = :nation));
