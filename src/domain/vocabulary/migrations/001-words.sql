-- Words people said that met no concept, and words a place taught Kith.

CREATE TABLE vocabulary_unlinked (
    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [derived] place_id. Where it was said.
    word TEXT NOT NULL CHECK (length(word) BETWEEN 2 AND 40), -- [personal] text. Folded; shown only once five people said it.
    who INTEGER NOT NULL,        -- [personal] int. The person, so that each counts once.
    at INTEGER NOT NULL,         -- [derived] instant. When.
    PRIMARY KEY (place_id, word, who)
) STRICT;

CREATE INDEX vocabulary_unlinked_who ON vocabulary_unlinked (who);

CREATE TABLE vocabulary_local (
    id INTEGER PRIMARY KEY,      -- [public] int. One taught word.
    words TEXT NOT NULL CHECK (length(words) BETWEEN 2 AND 80), -- [public] text. Folded, blank between.
    concept TEXT NOT NULL CHECK (length(concept) BETWEEN 1 AND 80), -- [public] text. What they mean: id in the vocabulary.
    changed_at INTEGER NOT NULL, -- [derived] instant. When it was taught or taken back.
    ended_at INTEGER             -- [derived] instant. When it was taken back.
) STRICT;

CREATE UNIQUE INDEX vocabulary_local_words ON vocabulary_local (words) WHERE ended_at IS NULL;
