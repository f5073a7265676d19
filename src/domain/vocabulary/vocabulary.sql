-- uses places

-- vocabulary_sql_unlinked_add(place_id: place_id, word: text, who: int, at: instant) run
INSERT INTO vocabulary_unlinked (place_id, word, who, at) VALUES (:place_id, :word, :who, :at)
ON CONFLICT (place_id, word, who) DO NOTHING;

-- vocabulary_sql_unlinked_forget(who: int) run
DELETE FROM vocabulary_unlinked WHERE who = :who;

-- vocabulary_sql_unlinked_known(word: text) run
DELETE FROM vocabulary_unlinked WHERE word = :word;

-- vocabulary_sql_unlinked_of(who: int) many
SELECT word, at FROM vocabulary_unlinked WHERE who = :who ORDER BY at, word LIMIT 500;

-- vocabulary_sql_unlinked_list(place_id: place_id, least: int, limit: int) many -> people: int
SELECT word, count(*) AS people FROM vocabulary_unlinked WHERE place_id = :place_id
GROUP BY word HAVING count(*) >= :least ORDER BY count(*) DESC, word LIMIT :limit;

-- vocabulary_sql_local_add(id: int, words: text, concept: text, now: instant) run
INSERT INTO vocabulary_local (id, words, concept, changed_at, ended_at) VALUES (:id, :words, :concept, :now, NULL);

-- vocabulary_sql_local_end(id: int, now: instant) changed
UPDATE vocabulary_local SET ended_at = :now, changed_at = :now WHERE id = :id AND ended_at IS NULL;

-- vocabulary_sql_local_list(limit: int) many
SELECT id, words, concept FROM vocabulary_local WHERE ended_at IS NULL ORDER BY words, id LIMIT :limit;

-- vocabulary_sql_local_state() one -> n: int, changed: int
SELECT count(*) + count(ended_at) AS n, coalesce(max(changed_at), 0) AS changed FROM vocabulary_local;
