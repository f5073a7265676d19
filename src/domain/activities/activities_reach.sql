-- Who takes part, for counts: to anything of a place, or to one series.

-- activities_sql_reach_came(place_id: place_id, since: day, limit: int) many
SELECT DISTINCT c.person_id FROM activities_register r CROSS JOIN activities_came c
WHERE c.register_id = r.id AND c.came = 1 AND c.person_id IS NOT NULL AND r.held = 1 AND r.on_day >= :since AND r.place_id = :place_id
ORDER BY c.person_id LIMIT :limit;

-- activities_sql_reach_came_to(asset_id: asset_id, since: day, limit: int) many
SELECT DISTINCT c.person_id FROM activities_register r CROSS JOIN activities_came c
WHERE c.register_id = r.id AND c.came = 1 AND c.person_id IS NOT NULL AND r.held = 1 AND r.on_day >= :since AND r.asset_id = :asset_id
ORDER BY c.person_id LIMIT :limit;

-- came for the first time, to anything, since then
-- activities_sql_reach_new(person_id: person_id, since: day) count
SELECT count(*) FROM (SELECT min(r.on_day) AS first_day FROM activities_came c JOIN activities_register r ON r.id = c.register_id
    WHERE c.came = 1 AND r.held = 1 AND c.person_id = :person_id) f WHERE f.first_day >= :since;

-- activities_sql_reach_unnamed(place_id: place_id, since: day) one -> times: int, sessions: int
SELECT coalesce(sum(walk_ins + others + adults + children), 0) AS times, count(*) AS sessions FROM activities_register
WHERE held = 1 AND on_day >= :since AND place_id = :place_id;

-- activities_sql_reach_unnamed_of(asset_id: asset_id, since: day) one -> times: int, sessions: int
SELECT coalesce(sum(walk_ins + others + adults + children), 0) AS times, count(*) AS sessions FROM activities_register
WHERE held = 1 AND on_day >= :since AND asset_id = :asset_id;

-- activities_sql_bands(asset_id: asset_id) many -> said: int
SELECT b.seq, b.name, b.people, (SELECT count(*) FROM activities_band_said s JOIN people_v_person p ON p.id = s.person_id AND p.ended_at IS NULL
    WHERE s.asset_id = b.asset_id AND s.seq = b.seq) AS said
FROM activities_band b WHERE b.asset_id = :asset_id ORDER BY b.seq;

-- activities_sql_band_clear(asset_id: asset_id) run
DELETE FROM activities_band WHERE asset_id = :asset_id;

-- activities_sql_band_add(asset_id: asset_id, seq: int, name: text, people: int) run
INSERT INTO activities_band (asset_id, seq, name, people) VALUES (:asset_id, :seq, :name, :people);

-- activities_sql_band_say(asset_id: asset_id, person_id: person_id, seq: int, now: instant) run
INSERT INTO activities_band_said (asset_id, person_id, seq, at) VALUES (:asset_id, :person_id, :seq, :now)
ON CONFLICT (asset_id, person_id) DO UPDATE SET seq = excluded.seq, at = excluded.at;

-- activities_sql_band_said(asset_id: asset_id, person_id: person_id) one
SELECT seq FROM activities_band_said WHERE asset_id = :asset_id AND person_id = :person_id;

-- activities_sql_bands_of(person_id: person_id) many
SELECT a.name, b.name AS band, s.at FROM activities_band_said s JOIN assets_v_asset a ON a.id = s.asset_id
LEFT JOIN activities_band b ON b.asset_id = s.asset_id AND b.seq = s.seq WHERE s.person_id = :person_id ORDER BY s.at;

-- activities_sql_band_forget(person_id: person_id) run
DELETE FROM activities_band_said WHERE person_id = :person_id;
