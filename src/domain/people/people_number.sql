-- Whose telephone it is.

-- people_sql_of_number(tail: text) many
SELECT id, phone FROM people_person
WHERE ended_at IS NULL AND phone IS NOT NULL
    AND replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', '') LIKE '%' || :tail
ORDER BY id LIMIT 200;
