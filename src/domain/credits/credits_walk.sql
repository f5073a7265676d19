-- Green sheets, and what who walks beside somebody reads.

-- credits_sql_sheet_next(place: place_id) count
SELECT coalesce(max(number), 0) + 1 FROM credits_sheet WHERE place_id = :place;

-- credits_sql_sheet_add(id: sheet_id, place: place_id, number: int, at_words: text, ring: text, room: int, made_by: int, now: instant) run
INSERT INTO credits_sheet (id, place_id, number, at_words, ring, room, made_by, made_at)
VALUES (:id, :place, :number, :at_words, :ring, :room, :made_by, :now);

-- credits_sql_sheet_find(id: sheet_id) one -> copied: int, waits: int
SELECT s.id, s.place_id, s.number, s.at_words, s.ring, s.room, s.made_by, s.made_at,
    (SELECT count(*) FROM credits_sheet_line l WHERE l.sheet_id = s.id) AS copied,
    (SELECT count(*) FROM credits_sheet_line l WHERE l.sheet_id = s.id AND l.why IN ('name', 'room')) AS waits
FROM credits_sheet s WHERE s.id = :id;

-- credits_sql_sheet_list(place: place_id, limit: int) many -> copied: int, waits: int
SELECT s.id, s.place_id, s.number, s.at_words, s.ring, s.room, s.made_by, s.made_at,
    (SELECT count(*) FROM credits_sheet_line l WHERE l.sheet_id = s.id) AS copied,
    (SELECT count(*) FROM credits_sheet_line l WHERE l.sheet_id = s.id AND l.why IN ('name', 'room')) AS waits
FROM credits_sheet s WHERE s.place_id = :place ORDER BY s.number DESC LIMIT :limit;

-- credits_sql_sheet_lines(sheet: sheet_id) many -> number: int, place_id: place_id
SELECT l.sheet_id, s.number, s.place_id, l.line, l.gave, l.received, l.gave_id, l.received_id, l.minutes, l.what, l.thanked, l.on_day, l.told_id, l.why,
    l.copied_by, l.copied_at
FROM credits_sheet_line l JOIN credits_sheet s ON s.id = l.sheet_id WHERE l.sheet_id = :sheet ORDER BY l.line;

-- credits_sql_sheet_line(sheet: sheet_id, line: int) one -> number: int, place_id: place_id
SELECT l.sheet_id, s.number, s.place_id, l.line, l.gave, l.received, l.gave_id, l.received_id, l.minutes, l.what, l.thanked, l.on_day, l.told_id, l.why,
    l.copied_by, l.copied_at
FROM credits_sheet_line l JOIN credits_sheet s ON s.id = l.sheet_id WHERE l.sheet_id = :sheet AND l.line = :line;

-- credits_sql_sheet_waits(place: place_id, limit: int) many -> number: int, place_id: place_id
SELECT l.sheet_id, s.number, s.place_id, l.line, l.gave, l.received, l.gave_id, l.received_id, l.minutes, l.what, l.thanked, l.on_day, l.told_id, l.why,
    l.copied_by, l.copied_at
FROM credits_sheet_line l JOIN credits_sheet s ON s.id = l.sheet_id
WHERE l.why IN ('name', 'room') AND s.place_id = :place ORDER BY l.copied_at, l.sheet_id, l.line LIMIT :limit;

-- credits_sql_sheet_line_add(sheet: sheet_id, line: int, gave: text, received: text, gave_id: person_id, received_id: person_id, minutes: int, what: text, thanked: bool, on: day, told: told_id, why: text, by: int, now: instant) run
INSERT INTO credits_sheet_line (sheet_id, line, gave, received, gave_id, received_id, minutes, what, thanked, on_day, told_id, why, copied_by, copied_at)
VALUES (:sheet, :line, :gave, :received, :gave_id, :received_id, :minutes, :what, :thanked, :on, :told, :why, :by, :now);

-- credits_sql_sheet_line_settle(sheet: sheet_id, line: int, gave_id: person_id, received_id: person_id, told: told_id, why: text) changed
UPDATE credits_sheet_line SET gave_id = :gave_id, received_id = :received_id, told_id = :told, why = :why
WHERE sheet_id = :sheet AND line = :line AND why IN ('name', 'room');

-- credits_sql_sheet_of_person(person: person_id) many -> number: int
SELECT s.number, l.line, l.gave, l.received, l.gave_id, l.received_id, l.minutes, l.what, l.thanked, l.on_day
FROM credits_sheet_line l JOIN credits_sheet s ON s.id = l.sheet_id
WHERE l.gave_id = :person OR l.received_id = :person ORDER BY l.copied_at, l.sheet_id, l.line LIMIT 10000;

-- credits_sql_sheet_forget_gave(person: person_id) run
UPDATE credits_sheet_line SET gave = '', what = '', why = CASE WHEN told_id IS NULL THEN 'left' ELSE why END WHERE gave_id = :person;

-- credits_sql_sheet_forget_received(person: person_id) run
UPDATE credits_sheet_line SET received = '', what = '', why = CASE WHEN told_id IS NULL THEN 'left' ELSE why END WHERE received_id = :person;


-- credits_sql_sheet_hush(via: text) run
UPDATE credits_told SET heard = 'none' WHERE heard IS NULL AND via = :via;

-- the day somebody came, of what a kept list gave them
-- credits_sql_walk_awards(person: person_id, limit: int) many
SELECT entry_id, day FROM credits_award WHERE person_id = :person AND entry_id IS NOT NULL ORDER BY day DESC LIMIT :limit;
