-- How far a group of accounts may go either way, in whose name, and when a kind word comes before.
CREATE TABLE credits_rule (
    id INTEGER PRIMARY KEY,           -- [public] rule_id. The rule.
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where it holds.
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60), -- [public] text. "Members".
    kind TEXT NOT NULL CHECK (kind IN ('member', 'group', 'pot', 'venue')), -- [public] text. Of which accounts.
    floor_minutes INTEGER,            -- [public] int. As of an account.
    ceiling_minutes INTEGER,          -- [public] int. As of an account.
    warn_minutes INTEGER NOT NULL CHECK (warn_minutes BETWEEN 0 AND 525600), -- [public] int. A kind word when so little room is left.
    first_days INTEGER CHECK (first_days BETWEEN 1 AND 3660), -- [public] int. Holds for an account's first so many days; none = always.
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)), -- [public] bool. Only for those who were put into it.
    changed_by INTEGER NOT NULL,      -- [personal] int. Who set it.
    changed_at INTEGER NOT NULL,      -- [public] instant. When.
    looked_at INTEGER,                -- [derived] instant. Since when its accounts have its limits; none = they are being moved.
    ended_at INTEGER                  -- [public] instant. Holds no more.
) STRICT;
CREATE UNIQUE INDEX credits_rule_name ON credits_rule (place_id, name) WHERE ended_at IS NULL;
-- One rule for all of a kind, and one for their first days.
CREATE UNIQUE INDEX credits_rule_all ON credits_rule (place_id, kind) WHERE ended_at IS NULL AND chosen = 0 AND first_days IS NULL;
CREATE UNIQUE INDEX credits_rule_first ON credits_rule (place_id, kind) WHERE ended_at IS NULL AND chosen = 0 AND first_days IS NOT NULL;

-- Who was put into another rule than that of all.
CREATE TABLE credits_rule_account (
    account_id INTEGER PRIMARY KEY REFERENCES credits_account (id), -- [personal] account_id. Whose.
    rule_id INTEGER NOT NULL REFERENCES credits_rule (id), -- [personal] rule_id. Which.
    by_id INTEGER NOT NULL,           -- [personal] int. Who put them there.
    at INTEGER NOT NULL               -- [personal] instant. When.
) STRICT;
CREATE INDEX credits_rule_account_rule ON credits_rule_account (rule_id);

-- A talk about hours was had: the prompt rests for a while.
CREATE TABLE credits_talk (
    person_id INTEGER PRIMARY KEY REFERENCES people_person (id), -- [personal] person_id. With whom.
    by_id INTEGER NOT NULL,           -- [personal] int. Who talked.
    at INTEGER NOT NULL               -- [personal] instant. When.
) STRICT;
