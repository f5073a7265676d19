-- activities_sql_photo_add(id: int, place_id: place_id, asset_id: asset_id, day: day, at: minutes, by_id: person_id, width: int, height: int, small_width: int, small_height: int, size: int, now: instant) run
INSERT INTO activities_photo (id, place_id, asset_id, day, at, by_id, width, height, small_width, small_height, size, created_at)
VALUES (:id, :place_id, :asset_id, :day, :at, :by_id, :width, :height, :small_width, :small_height, :size, :now);

-- activities_sql_photo_bytes_add(photo_id: int, small: bool, bytes: blob) run
INSERT INTO activities_photo_bytes (photo_id, small, bytes) VALUES (:photo_id, :small, :bytes);

-- activities_sql_photo_bytes(photo_id: int, small: bool) one
SELECT bytes FROM activities_photo_bytes WHERE photo_id = :photo_id AND small = :small;

-- activities_sql_photo_find(id: int) one
SELECT id, place_id, asset_id, day, at, by_id, words, faces, open, width, height, small_width, small_height, size, created_at, down_at, ended_at
FROM activities_photo WHERE id = :id;

-- activities_sql_photos(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT id, place_id, asset_id, day, at, by_id, words, faces, open, width, height, small_width, small_height, size, created_at, down_at, ended_at
FROM activities_photo WHERE asset_id = :asset_id AND day = :day AND at = :at AND ended_at IS NULL ORDER BY created_at, id LIMIT :limit;

-- activities_sql_photo_room(asset_id: asset_id, day: day, at: minutes) count
SELECT count(*) FROM activities_photo WHERE asset_id = :asset_id AND day = :day AND at = :at AND ended_at IS NULL;

-- activities_sql_photo_total(place_id: place_id) one -> bytes: int
SELECT CAST(coalesce(sum(size), 0) AS INTEGER) AS bytes FROM activities_photo WHERE place_id = :place_id AND ended_at IS NULL;

-- activities_sql_photo_say(id: int, words: text, faces: text, open: bool) changed
UPDATE activities_photo SET words = :words, faces = :faces, open = :open WHERE id = :id AND ended_at IS NULL;

-- who stood on it before is asked again only when they are new
-- activities_sql_photo_face_put(photo_id: int, person_id: person_id, agreed: int, open: bool, how: text, now: instant) run
INSERT INTO activities_photo_face (photo_id, person_id, agreed, open, how, said_at) VALUES (:photo_id, :person_id, :agreed, :open, :how, :now)
ON CONFLICT (photo_id, person_id) DO UPDATE SET agreed = excluded.agreed, open = excluded.open, how = excluded.how, said_at = excluded.said_at;

-- activities_sql_photo_face_off(photo_id: int, person_id: person_id) run
DELETE FROM activities_photo_face WHERE photo_id = :photo_id AND person_id = :person_id;

-- activities_sql_photo_faces(photo_id: int) many
SELECT f.person_id, p.first_name, f.agreed, f.open, f.how, f.said_at
FROM activities_photo_face f JOIN people_v_person p ON p.id = f.person_id WHERE f.photo_id = :photo_id ORDER BY p.first_name, f.person_id;

-- activities_sql_photo_down(id: int, down_by: person_id, now: instant) run
UPDATE activities_photo SET down_at = :now, down_by = :down_by WHERE id = :id AND down_at IS NULL;

-- activities_sql_photo_empty(id: int, now: instant) run
UPDATE activities_photo SET words = NULL, size = 0, down_by = NULL, ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- activities_sql_photo_bytes_empty(photo_id: int) run
UPDATE activities_photo_bytes SET bytes = NULL WHERE photo_id = :photo_id;

-- activities_sql_photo_due(before: instant, limit: int) many
SELECT id FROM activities_photo WHERE down_at < :before AND ended_at IS NULL ORDER BY down_at LIMIT :limit;

-- activities_sql_photos_by(person_id: person_id, limit: int) many
SELECT id, asset_id, day, at, words, created_at, ended_at FROM activities_photo WHERE by_id = :person_id ORDER BY created_at DESC, id LIMIT :limit;

-- activities_sql_photos_of(person_id: person_id, limit: int) many
SELECT f.photo_id, p.asset_id, p.day, p.at, p.by_id, p.words, f.agreed, f.open, f.how, f.said_at, p.ended_at, p.down_at
FROM activities_photo_face f JOIN activities_photo p ON p.id = f.photo_id WHERE f.person_id = :person_id ORDER BY f.said_at DESC, f.photo_id LIMIT :limit;

-- activities_sql_photos_down_by(person_id: person_id, limit: int) many
SELECT id, asset_id, day, at, down_at FROM activities_photo WHERE down_by = :person_id AND by_id <> :person_id ORDER BY down_at DESC LIMIT :limit;

-- activities_sql_photo_forget(person_id: person_id) run
UPDATE activities_photo SET by_id = NULL WHERE by_id = :person_id;

-- activities_sql_photo_forget_down(person_id: person_id) run
UPDATE activities_photo SET down_by = NULL WHERE down_by = :person_id;

-- activities_sql_photo_forget_faces(person_id: person_id) run
DELETE FROM activities_photo_face WHERE person_id = :person_id;

-- was there, by the register
-- activities_sql_photo_came(asset_id: asset_id, day: day, at: minutes, person_id: person_id) count
SELECT count(*) FROM activities_came c JOIN activities_register r ON r.id = c.register_id
WHERE r.asset_id = :asset_id AND r.day = :day AND r.at = :at AND c.person_id = :person_id AND c.came = 1;

-- has a place on it, for this date or every time
-- activities_sql_photo_signed(asset_id: asset_id, day: day, at: minutes, person_id: person_id) count
SELECT count(*) FROM activities_signup WHERE asset_id = :asset_id AND person_id = :person_id AND state = 'coming'
    AND ((day = :day AND at = :at) OR (day IS NULL AND since <= :day));

-- those whom the register names
-- activities_sql_photo_there(asset_id: asset_id, day: day, at: minutes, limit: int) many
SELECT c.person_id, p.first_name FROM activities_came c JOIN activities_register r ON r.id = c.register_id
    JOIN people_v_person p ON p.id = c.person_id
WHERE r.asset_id = :asset_id AND r.day = :day AND r.at = :at AND c.came = 1 AND p.ended_at IS NULL ORDER BY p.first_name, c.person_id LIMIT :limit;

-- ---- small wins ----

-- activities_sql_win(asset_id: asset_id, day: day, at: minutes) one -> words: text
SELECT r.total, r.on_day, w.words AS words FROM activities_register r
LEFT JOIN activities_win w ON w.asset_id = r.asset_id AND w.day = r.day AND w.at = r.at
WHERE r.asset_id = :asset_id AND r.day = :day AND r.at = :at AND r.held = 1 AND r.kept_at IS NOT NULL;

-- activities_sql_win_last(asset_id: asset_id, least: int) many -> words: text
SELECT r.day, r.at, r.total, r.on_day, w.words AS words FROM activities_register r
LEFT JOIN activities_win w ON w.asset_id = r.asset_id AND w.day = r.day AND w.at = r.at
WHERE r.asset_id = :asset_id AND r.held = 1 AND r.kept_at IS NOT NULL AND r.total >= :least ORDER BY r.on_day DESC, r.at DESC LIMIT 1;

-- activities_sql_win_put(asset_id: asset_id, day: day, at: minutes, place_id: place_id, words: text, now: instant) run
INSERT INTO activities_win (asset_id, day, at, place_id, words, created_at) VALUES (:asset_id, :day, :at, :place_id, :words, :now)
ON CONFLICT (asset_id, day, at) DO UPDATE SET words = excluded.words;

-- of what somebody signed up for, in the last days
-- activities_sql_wins_for(person_id: person_id, since: day, least: int, limit: int) many -> words: text
SELECT r.asset_id, r.day, r.at, r.total, r.on_day, w.words AS words FROM activities_register r
LEFT JOIN activities_win w ON w.asset_id = r.asset_id AND w.day = r.day AND w.at = r.at
WHERE r.on_day >= :since AND r.held = 1 AND r.kept_at IS NOT NULL AND r.total >= :least
    AND r.id IN (SELECT c.register_id FROM activities_came c WHERE c.person_id = :person_id AND c.came = 1
        UNION SELECT x.id FROM activities_signup s JOIN activities_register x ON x.asset_id = s.asset_id
        WHERE s.person_id = :person_id AND s.state = 'coming' AND x.on_day >= :since)
ORDER BY r.on_day DESC, r.at DESC, r.asset_id LIMIT :limit;
