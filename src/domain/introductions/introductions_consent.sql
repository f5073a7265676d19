-- Who no longer agrees to be asked is asked no more: what they have not said yes to ends quietly.
-- introductions_sql_end_asked(host_id: person_id, now: instant) run
UPDATE introductions_introduction SET state = 9, version = version + 1, settled_at = :now WHERE host_id = :host_id AND state < 3
AND asset_id IN (SELECT a.id FROM assets_v_asset a WHERE a.kind = 'gift');

-- Who has left meets nobody through Kith: on either side, up to a meeting that is set.
-- introductions_sql_end_left(person_id: person_id, now: instant) run
UPDATE introductions_introduction SET state = 9, version = version + 1, settled_at = :now
WHERE (person_id = :person_id OR host_id = :person_id) AND state < 5;

-- All a person takes part in: as the one introduced, the host, or who goes along.
-- introductions_sql_my_parts(person_id: person_id) many -> part: int
SELECT id, CASE WHEN person_id = :person_id THEN 0 WHEN host_id = :person_id THEN 1 ELSE 2 END AS part
FROM introductions_introduction
WHERE person_id = :person_id OR ((host_id = :person_id OR buddy_id = :person_id) AND state > 0)
ORDER BY id LIMIT 1000;

-- introductions_sql_my_notes(person_id: person_id) many
SELECT kind, at, read_at FROM introductions_note WHERE person_id = :person_id ORDER BY at, id LIMIT 1000;
