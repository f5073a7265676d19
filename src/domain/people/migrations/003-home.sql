-- Where people live, as far as an outcode: theirs, else their place's. For figures; no names.
CREATE VIEW people_v_home AS
    SELECT p.id, p.place_id, coalesce(p.outcode, l.outcode) AS outcode, p.ended_at
    FROM people_person p JOIN places_v_place l ON l.id = p.place_id;
