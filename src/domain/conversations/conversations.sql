-- uses people places conversations

-- conversations_sql_add(id: conversation_id, place_id: place_id, person_id: person_id, listener_id: person_id, words: text, turns_words: text, turns_to: int, sees: text, how: text, at: instant) run
INSERT INTO conversations_conversation (id, place_id, person_id, listener_id, words, turns_words, turns_to, sees, how, at)
VALUES (:id, :place_id, :person_id, :listener_id, :words, :turns_words, :turns_to, :sees, :how, :at);

-- conversations_sql_find(id: conversation_id) one
SELECT id, place_id, person_id, listener_id, words, turns_words, turns_to, sees, how, at
FROM conversations_conversation WHERE id = :id;

-- conversations_sql_list(person_id: person_id, limit: int) many
SELECT id, place_id, person_id, listener_id, words, turns_words, turns_to, sees, how, at
FROM conversations_conversation WHERE person_id = :person_id ORDER BY at DESC, id DESC LIMIT :limit;

-- conversations_sql_heard(listener_id: person_id, limit: int) many
SELECT c.id, c.person_id, p.first_name, c.at
FROM conversations_conversation c JOIN people_v_person p ON p.id = c.person_id
WHERE c.listener_id = :listener_id AND p.ended_at IS NULL ORDER BY c.at DESC, c.id DESC LIMIT :limit;

-- conversations_sql_told(person_id: person_id) many
SELECT id, kind, concept, used_to, told_at FROM conversations_told
WHERE person_id = :person_id AND ended_at IS NULL ORDER BY kind, told_at, id LIMIT 500;

-- conversations_sql_tell(id: int, person_id: person_id, kind: int, concept: text, used_to: bool, told_at: instant) run
INSERT INTO conversations_told (id, person_id, kind, concept, used_to, told_at)
VALUES (:id, :person_id, :kind, :concept, :used_to, :told_at);

-- conversations_sql_untell(person_id: person_id, kind: int, concept: text, now: instant) run
UPDATE conversations_told SET ended_at = :now
WHERE person_id = :person_id AND kind = :kind AND concept = :concept AND ended_at IS NULL;

-- conversations_sql_untell_all(person_id: person_id, now: instant) run
UPDATE conversations_told SET ended_at = :now WHERE person_id = :person_id AND ended_at IS NULL;

-- conversations_sql_forget_words(person_id: person_id) run
UPDATE conversations_conversation SET words = NULL, turns_words = NULL WHERE person_id = :person_id;
