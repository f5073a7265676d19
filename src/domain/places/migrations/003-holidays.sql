-- Holidays somebody added, or days that are no holiday here. What is by rule is not stored.
CREATE TABLE places_holiday (
    id INTEGER PRIMARY KEY,      -- [public] holiday_id. The row.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. Whose calendar; none = the nation's.
    nation TEXT CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')), -- [public] text. Whose, when no place is.
    kind TEXT NOT NULL CHECK (kind IN ('bank', 'school')), -- [public] text. Which sort of holiday.
    first INTEGER NOT NULL,      -- [public] day. The first day of it.
    last INTEGER NOT NULL,       -- [public] day. The last day of it.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80), -- [public] text. What it is called.
    works INTEGER NOT NULL CHECK (works IN (0, 1)), -- [public] bool. These days are not a holiday here.
    created_at INTEGER NOT NULL, -- [derived] instant. When it was entered.
    ended_at INTEGER,            -- [derived] instant. When it was taken back.
    CHECK (last >= first AND last - first < 4000),
    CHECK ((place_id IS NULL) = (nation IS NOT NULL))
) STRICT;

CREATE INDEX places_holiday_place ON places_holiday (place_id, first);
CREATE INDEX places_holiday_nation ON places_holiday (nation, first);
