-- Green sheets: hours written on paper, copied in line by line in the order of the paper.
CREATE TABLE credits_sheet (
    id INTEGER PRIMARY KEY,           -- [derived] sheet_id. The sheet.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Whose it is.
    number INTEGER NOT NULL CHECK (number >= 1), -- [public] int. As printed on it; counted in its place.
    at_words TEXT NOT NULL CHECK (length(at_words) BETWEEN 1 AND 80), -- [public] text. Where it lies.
    ring TEXT NOT NULL CHECK (length(ring) <= 80), -- [public] text. Whom to ring, and the number.
    room INTEGER NOT NULL CHECK (room BETWEEN 1 AND 400), -- [public] int. Lines on it.
    made_by INTEGER NOT NULL,         -- [personal] int. Person who had it printed; 0 = the installation.
    made_at INTEGER NOT NULL,         -- [derived] instant. When.
    UNIQUE (place_id, number)
) STRICT;

CREATE TABLE credits_sheet_line (
    sheet_id INTEGER NOT NULL REFERENCES credits_sheet (id), -- [derived] sheet_id. Of which sheet.
    line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 400), -- [derived] int. The number printed before it: each line is copied once.
    gave TEXT NOT NULL CHECK (length(gave) <= 80), -- [personal] text. Who gave, as written; empty once forgotten.
    received TEXT NOT NULL CHECK (length(received) <= 80), -- [personal] text. Who received, as written.
    gave_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who that is, once known.
    received_id INTEGER REFERENCES people_person (id), -- [personal] person_id. Who that is, once known.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- [personal] int. How long.
    what TEXT NOT NULL CHECK (length(what) <= 200), -- [personal] text. What was done.
    thanked INTEGER NOT NULL CHECK (thanked IN (0, 1)), -- [personal] bool. Who received signed their thanks: their word.
    on_day INTEGER NOT NULL,          -- [personal] day. When it was done.
    told_id INTEGER UNIQUE REFERENCES credits_told (id), -- [derived] told_id. What became of it; none = waits.
    why TEXT NOT NULL CHECK (why IN ('', 'name', 'room', 'left')), -- [derived] text. Why it waits: for a name, for room; or it was left out.
    copied_by INTEGER NOT NULL,       -- [personal] int. Who copied it.
    copied_at INTEGER NOT NULL,       -- [derived] instant. When.
    PRIMARY KEY (sheet_id, line),
    CHECK ((told_id IS NOT NULL) = (why = ''))
) STRICT;
CREATE INDEX credits_sheet_line_waits ON credits_sheet_line (why, copied_at);
CREATE INDEX credits_sheet_line_gave ON credits_sheet_line (gave_id);
CREATE INDEX credits_sheet_line_received ON credits_sheet_line (received_id);
