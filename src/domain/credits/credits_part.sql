-- uses credits

-- What somebody did for others here, for "my data": pots, asks, what coming gives, programmes, a talk.

-- credits_sql_part_pots(person: person_id, limit: int) many
SELECT p.name, k.since, k.ended_at FROM credits_keeper k JOIN credits_pot p ON p.id = k.pot_id WHERE k.person_id = :person
ORDER BY k.since DESC, p.id LIMIT :limit;

-- credits_sql_part_asks(person: person_id, limit: int) many
SELECT ask_id, says, minutes, reason, at FROM credits_ask_word WHERE person_id = :person ORDER BY at DESC, ask_id LIMIT :limit;

-- credits_sql_part_earn(person: person_id, limit: int) many
SELECT asset_id, from_day, minutes, set_at FROM credits_earn WHERE set_by = :person ORDER BY set_at DESC, asset_id, from_day LIMIT :limit;

-- credits_sql_part_programmes(person: person_id, limit: int) many
SELECT name FROM credits_programme WHERE allowed_by = :person ORDER BY id LIMIT :limit;

-- credits_sql_part_talk(person: person_id) one
SELECT at FROM credits_talk WHERE person_id = :person;
