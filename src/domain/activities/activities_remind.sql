-- What people are told about what they come to.

-- activities_sql_notice_add(id: int, place_id: place_id, asset_id: asset_id, signup_id: int, kind: text, day: int, at: int, mark: int, due_at: instant, until: instant) run
INSERT INTO activities_notice (id, place_id, asset_id, signup_id, kind, day, at, mark, due_at, until)
VALUES (:id, :place_id, :asset_id, :signup_id, :kind, :day, :at, :mark, :due_at, :until)
ON CONFLICT (signup_id, kind, day, at, mark) DO NOTHING;

-- activities_sql_news_add(id: int, place_id: place_id, asset_id: asset_id, day: day, kind: text, now: instant) run
INSERT INTO activities_news (id, place_id, asset_id, day, kind, noted_at) VALUES (:id, :place_id, :asset_id, :day, :kind, :now);

-- does anybody have or want a place here, or is something of one still to be emptied?
-- activities_sql_signups_any(asset_id: asset_id) count
SELECT count(*) FROM (SELECT id FROM activities_signup WHERE asset_id = :asset_id
    AND (state <> 'ended' OR phone IS NOT NULL OR email IS NOT NULL OR note IS NOT NULL) LIMIT 1) x;

-- activities_sql_news(limit: int) many
SELECT id, place_id, asset_id, day, kind, noted_at FROM activities_news ORDER BY id LIMIT :limit;

-- activities_sql_news_done(id: int) changed
DELETE FROM activities_news WHERE id = :id;

-- activities_sql_notices_due(now: instant, limit: int) many
SELECT id FROM activities_notice WHERE way IS NULL AND due_at <= :now ORDER BY due_at, id LIMIT :limit;

-- activities_sql_notice_find(id: int) one
SELECT id, asset_id, signup_id, kind, day, at, due_at, until, way, done_at FROM activities_notice WHERE id = :id;

-- activities_sql_notice_later(id: int, due_at: instant) changed
UPDATE activities_notice SET due_at = :due_at WHERE id = :id AND way IS NULL;

-- activities_sql_notice_done(id: int, way: text, done_at: instant) changed
UPDATE activities_notice SET way = :way, done_at = :done_at WHERE id = :id AND way IS NULL;

-- whom to ring: what could not be written to them
-- activities_sql_rings(asset_id: asset_id, now: instant, limit: int) many
SELECT n.id, n.signup_id, n.kind, n.day, n.at, n.until, n.due_at FROM activities_notice n
WHERE n.asset_id = :asset_id AND n.way = 'ring' AND n.done_at IS NULL AND n.until > :now ORDER BY n.due_at, n.id LIMIT :limit;

-- activities_sql_ring_done(id: int, asset_id: asset_id, by: person_id, now: instant) changed
UPDATE activities_notice SET done_at = :now, done_by = :by WHERE id = :id AND asset_id = :asset_id AND way = 'ring' AND done_at IS NULL;

-- what somebody was told, for their own copy
-- activities_sql_notices_of(person_id: person_id, limit: int) many
SELECT n.kind, n.day, n.way, n.due_at FROM activities_notice n JOIN activities_signup s ON s.id = n.signup_id
WHERE s.person_id = :person_id ORDER BY n.id LIMIT :limit;

-- everybody with a place on a date who asked to be reminded
-- activities_sql_reminded(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT s.id, s.created_at FROM activities_signup s WHERE s.asset_id = :asset_id AND s.state = 'coming' AND s.way <> 'none'
    AND ((s.day = :day AND s.at = :at)
        OR (s.day IS NULL AND s.since <= :day AND NOT EXISTS (SELECT 1 FROM activities_signup x
            WHERE x.of_id = s.id AND x.day = :day AND x.at = :at AND x.state <> 'ended')))
ORDER BY s.turn, s.id LIMIT :limit;

-- everybody a change of a date concerns
-- activities_sql_concerned(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT s.id, s.state FROM activities_signup s WHERE s.asset_id = :asset_id
    AND ((s.day = :day AND s.at = :at AND s.state IN ('coming', 'offered', 'waiting'))
        OR (s.day IS NULL AND s.state = 'coming' AND s.since <= :day AND NOT EXISTS (SELECT 1 FROM activities_signup x
            WHERE x.of_id = s.id AND x.day = :day AND x.at = :at AND x.state <> 'ended')))
ORDER BY s.turn, s.id LIMIT :limit;
