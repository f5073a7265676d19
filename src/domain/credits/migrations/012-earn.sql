-- Earning by taking part: what a series gives, and who was given what for which date.
ALTER TABLE credits_programme ADD COLUMN series INTEGER NOT NULL DEFAULT 0 CHECK (series IN (0, 1)); -- [public] bool. Who runs a series of the place may let its hours come from here.
ALTER TABLE credits_programme ADD COLUMN allowed_by INTEGER REFERENCES people_person (id); -- [personal] person_id. Who said so last.
ALTER TABLE credits_programme ADD COLUMN allowed_at INTEGER; -- [public] instant. When.

-- One row a change: it holds from its day until a later one, so that what is past stays as it was.
CREATE TABLE credits_earn (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. The series.
    from_day INTEGER NOT NULL,        -- [public] day. Dates from this day on.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. Its place.
    programme_id INTEGER NOT NULL REFERENCES credits_programme (id), -- [public] programme_id. Where the hours come from.
    gives INTEGER NOT NULL CHECK (gives IN (0, 1)), -- [public] bool. It gives hours; 0: no longer.
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440), -- [public] int. For one date; 0 = as long as the date lasts.
    whom TEXT NOT NULL CHECK (whom IN ('came', 'all', 'helpers')), -- [public] text. Who comes; also who leads it; only who helps or leads.
    set_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who set it.
    set_at INTEGER NOT NULL,          -- [derived] instant. When.
    PRIMARY KEY (asset_id, from_day)
) STRICT;
CREATE INDEX credits_earn_programme ON credits_earn (programme_id);

-- One row a person and date, however often its list is kept: it makes the award happen once.
CREATE TABLE credits_award (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [personal] asset_id. The series.
    day INTEGER NOT NULL,             -- [personal] day. The date as first planned.
    at INTEGER NOT NULL,              -- [personal] minutes. Its hour as first planned.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who came.
    round INTEGER NOT NULL CHECK (round >= 1), -- [derived] int. How often they were ticked anew.
    booked INTEGER NOT NULL CHECK (booked IN (0, 1)), -- [derived] bool. Settled as came; 0: taken back.
    entry_id INTEGER REFERENCES credits_entry (id), -- [personal] entry_id. The entry of this round; none = there was no room, or they keep no hours.
    back_id INTEGER REFERENCES credits_entry (id), -- [personal] entry_id. What took the last round back.
    kept_at INTEGER NOT NULL,         -- [derived] instant. When.
    PRIMARY KEY (asset_id, day, at, person_id)
) STRICT;
CREATE INDEX credits_award_person ON credits_award (person_id);
