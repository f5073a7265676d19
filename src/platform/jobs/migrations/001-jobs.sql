-- One row a timer: who may run it next, and from when.
CREATE TABLE jobs_lease (
    name TEXT PRIMARY KEY,            -- [derived] text. The timer.
    due_at INTEGER NOT NULL,          -- [derived] instant. Not before.
    leased_until INTEGER NOT NULL     -- [derived] instant. Somebody is at it until then.
) STRICT;
