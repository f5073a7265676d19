-- How many talks with words kept there are, and how many of them may be read by another connector.

-- conversations_sql_passing(person_id: person_id) one -> talks: int, open: int
SELECT count(*) AS talks, coalesce(sum(CASE WHEN sees LIKE '%stand-in%' THEN 1 ELSE 0 END), 0) AS open
FROM conversations_conversation WHERE person_id = :person_id AND words IS NOT NULL;
