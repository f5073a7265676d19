-- What was suggested, what came of it, and how suggestions are weighed.

CREATE TABLE matching_shown (
    id INTEGER PRIMARY KEY,                 -- [personal] int. One suggestion that was kept.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. The person's place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [personal] asset_id. What was suggested.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. To whom.
    position INTEGER NOT NULL,              -- [derived] int. Where it stood on the list, from 1.
    score REAL NOT NULL,                    -- [derived] real. Of the suggestion.
    chance REAL NOT NULL CHECK (chance > 0 AND chance <= 1), -- [derived] real. How likely it was to be shown there.
    seed INTEGER NOT NULL,                  -- [derived] int. Of the chance, so that it can be drawn again.
    terms TEXT NOT NULL CHECK (length(terms) = 20), -- [derived] text. The ten terms, two hexadecimal digits each.
    language TEXT,                          -- [personal] text. First language then; none = not said.
    age_band TEXT,                          -- [personal] text. Then; none = not said.
    at INTEGER NOT NULL                     -- [derived] instant. When.
) STRICT;
CREATE INDEX matching_shown_load ON matching_shown (at, asset_id);
CREATE INDEX matching_shown_person ON matching_shown (person_id, asset_id, at);

CREATE TABLE matching_outcome (
    introduction_id INTEGER PRIMARY KEY,    -- [personal] int. One introduction, settled by a second visit or none.
    shown_id INTEGER REFERENCES matching_shown (id), -- [personal] int. The suggestion it began as.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. The person's place.
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [personal] asset_id. To what.
    person_id INTEGER NOT NULL REFERENCES people_person (id), -- [personal] person_id. Who.
    came_again INTEGER NOT NULL CHECK (came_again IN (0, 1)), -- [personal] bool. Within 28 days.
    at INTEGER NOT NULL                     -- [derived] instant. When it was known.
) STRICT;
CREATE INDEX matching_outcome_asset ON matching_outcome (asset_id, came_again);
CREATE INDEX matching_outcome_place ON matching_outcome (place_id, at);

-- Published sums of five or more different people, rounded. Nothing else of outcomes is computed with.
CREATE TABLE matching_learned (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. Of what.
    mean INTEGER NOT NULL CHECK (mean BETWEEN 0 AND 20) -- [public] int. Who came again, in twentieths, with two and two before.
) STRICT;
CREATE TABLE matching_usual (
    asset_id INTEGER NOT NULL REFERENCES assets_asset (id), -- [public] asset_id. Of what.
    age_band TEXT NOT NULL,                 -- [public] text. Five or more of this age came again.
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 20), -- [public] int. Of all who came again, in twentieths.
    PRIMARY KEY (asset_id, age_band)
) STRICT;

CREATE TABLE matching_weights (
    id INTEGER PRIMARY KEY,                 -- [public] int. One table of weights.
    place_id INTEGER REFERENCES places_place (id), -- [public] place_id. None = the whole installation.
    interest INTEGER NOT NULL CHECK (interest >= 0), -- [public] int. In ten-thousandths.
    free_time INTEGER NOT NULL CHECK (free_time >= 0), -- [public] int. In ten-thousandths.
    welcome INTEGER NOT NULL CHECK (welcome >= 0), -- [public] int. In ten-thousandths.
    near INTEGER NOT NULL CHECK (near >= 0), -- [public] int. In ten-thousandths.
    gives INTEGER NOT NULL CHECK (gives >= 0), -- [public] int. In ten-thousandths.
    first_tie INTEGER NOT NULL CHECK (first_tie >= 0), -- [public] int. In ten-thousandths.
    small INTEGER NOT NULL CHECK (small >= 0), -- [public] int. In ten-thousandths.
    bridge INTEGER NOT NULL CHECK (bridge >= 0), -- [public] int. In ten-thousandths.
    fresh INTEGER NOT NULL CHECK (fresh >= 0), -- [public] int. In ten-thousandths.
    learned INTEGER NOT NULL CHECK (learned >= 0), -- [public] int. In ten-thousandths.
    outcomes INTEGER NOT NULL,              -- [public] int. Settled introductions it was fitted to.
    adopted_by INTEGER REFERENCES people_person (id), -- [personal] person_id. Who pressed adopt; none = the command line.
    adopted_at INTEGER NOT NULL,            -- [public] instant. When.
    ended_at INTEGER,                       -- [public] instant. When another took its place.
    taken_back INTEGER NOT NULL CHECK (taken_back IN (0, 1)), -- [public] bool. It was undone.
    CHECK (interest + free_time + welcome + near + gives + first_tie + small + bridge + fresh + learned = 10000)
) STRICT;
CREATE UNIQUE INDEX matching_weights_now ON matching_weights (coalesce(place_id, 0)) WHERE ended_at IS NULL;

-- What people wished and could not be given: sums of five or more people, never one person's.
CREATE TABLE matching_gap (
    id INTEGER PRIMARY KEY,                 -- [public] int. One gap.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where.
    took TEXT NOT NULL,                     -- [public] text. The limit that took the candidates; "nothing" = there were none.
    need TEXT NOT NULL,                     -- [public] text. A need that was not met, or "".
    concept TEXT NOT NULL,                  -- [public] text. What was wished for, or "".
    part INTEGER NOT NULL,                  -- [public] int. Part of the week, or -1.
    people INTEGER NOT NULL CHECK (people >= 5), -- [public] int. How many, rounded down to fives.
    at INTEGER NOT NULL                     -- [public] instant. When it was counted.
) STRICT;
CREATE INDEX matching_gap_place ON matching_gap (place_id, people);
