-- uses places people assets

-- matching_sql_shown_add(id: int, place_id: place_id, asset_id: asset_id, person_id: person_id, position: int, score: real, chance: real, seed: int, terms: text, language: text, age_band: text, at: instant) run
INSERT INTO matching_shown (id, place_id, asset_id, person_id, position, score, chance, seed, terms, language, age_band, at)
VALUES (:id, :place_id, :asset_id, :person_id, :position, :score, :chance, :seed, :terms, :language, :age_band, :at);

-- matching_sql_shown_last(person_id: person_id, asset_id: asset_id) one
SELECT id, place_id FROM matching_shown WHERE person_id = :person_id AND asset_id = :asset_id ORDER BY at DESC, id DESC LIMIT 1;

-- matching_sql_shown_of(person_id: person_id) many -> asset_id: asset_id, name: text, position: int, at: instant
SELECT s.asset_id, r.name, s.position, s.at FROM matching_shown s LEFT JOIN assets_v_asset r ON r.id = s.asset_id
WHERE s.person_id = :person_id ORDER BY s.at DESC, s.id DESC LIMIT 500;

-- matching_sql_load(since: instant) many -> asset_id: asset_id, n: int
SELECT asset_id, count(*) AS n FROM matching_shown WHERE at >= :since GROUP BY asset_id ORDER BY asset_id LIMIT 200000;

-- matching_sql_outcome_put(introduction_id: int, shown_id: int, place_id: place_id, asset_id: asset_id, person_id: person_id, came_again: bool, at: instant) run
INSERT INTO matching_outcome (introduction_id, shown_id, place_id, asset_id, person_id, came_again, at)
VALUES (:introduction_id, :shown_id, :place_id, :asset_id, :person_id, :came_again, :at)
ON CONFLICT (introduction_id) DO UPDATE SET came_again = excluded.came_again, at = excluded.at;

-- matching_sql_outcome_count(place_id: place_id) count
SELECT count(*) FROM matching_outcome WHERE shown_id IS NOT NULL AND (:place_id IS NULL OR place_id = :place_id);

-- matching_sql_outcomes(place_id: place_id, limit: int) many
SELECT o.introduction_id, s.terms, o.came_again, s.chance, s.language, s.age_band
FROM matching_outcome o JOIN matching_shown s ON s.id = o.shown_id
WHERE (:place_id IS NULL OR o.place_id = :place_id) ORDER BY o.at DESC, o.introduction_id DESC LIMIT :limit;

-- matching_sql_learned() many
SELECT asset_id, mean FROM matching_learned ORDER BY asset_id;

-- matching_sql_usual() many
SELECT asset_id, age_band, share FROM matching_usual ORDER BY asset_id, age_band;

-- matching_sql_learned_clear() run
DELETE FROM matching_learned;

-- matching_sql_learned_fill() run
INSERT INTO matching_learned (asset_id, mean)
SELECT asset_id, (20 * (sum(came_again) + 2) + (count(*) + 4) / 2) / (count(*) + 4)
FROM matching_outcome GROUP BY asset_id HAVING count(*) >= 5 AND count(DISTINCT person_id) >= 5;

-- matching_sql_usual_clear() run
DELETE FROM matching_usual;

-- matching_sql_usual_fill(since: instant) run
INSERT INTO matching_usual (asset_id, age_band, share)
SELECT o.asset_id, s.age_band, 20 * count(DISTINCT o.person_id) / max(w.n)
FROM matching_outcome o JOIN matching_shown s ON s.id = o.shown_id
JOIN (SELECT asset_id, count(DISTINCT person_id) AS n FROM matching_outcome
      WHERE came_again = 1 AND at >= :since GROUP BY asset_id) w ON w.asset_id = o.asset_id
WHERE o.came_again = 1 AND o.at >= :since AND s.age_band IS NOT NULL
GROUP BY o.asset_id, s.age_band
HAVING count(DISTINCT o.person_id) >= 5 AND (max(w.n) - count(DISTINCT o.person_id) >= 5 OR max(w.n) = count(DISTINCT o.person_id));

-- matching_sql_weights(place_id: place_id) many
SELECT id, place_id, interest, free_time, welcome, near, gives, first_tie, small, bridge, fresh, learned, outcomes, adopted_at
FROM matching_weights WHERE ended_at IS NULL AND (place_id IS NULL OR place_id = :place_id) ORDER BY place_id IS NULL, id;

-- matching_sql_weights_history() many -> id: int, place_id: place_id, place: text, interest: int, free_time: int, welcome: int, near: int, gives: int, first_tie: int, small: int, bridge: int, fresh: int, learned: int, outcomes: int, adopted_at: instant, ended_at: instant, taken_back: bool
SELECT w.id, w.place_id, p.name AS place, w.interest, w.free_time, w.welcome, w.near, w.gives, w.first_tie, w.small, w.bridge, w.fresh, w.learned,
    w.outcomes, w.adopted_at, w.ended_at, w.taken_back
FROM matching_weights w LEFT JOIN places_v_place p ON p.id = w.place_id ORDER BY w.adopted_at DESC, w.id DESC LIMIT 200;

-- matching_sql_weights_add(id: int, place_id: place_id, interest: int, free_time: int, welcome: int, near: int, gives: int, first_tie: int, small: int, bridge: int, fresh: int, learned: int, outcomes: int, adopted_by: person_id, adopted_at: instant) run
INSERT INTO matching_weights (id, place_id, interest, free_time, welcome, near, gives, first_tie, small, bridge, fresh, learned, outcomes, adopted_by, adopted_at, taken_back)
VALUES (:id, :place_id, :interest, :free_time, :welcome, :near, :gives, :first_tie, :small, :bridge, :fresh, :learned, :outcomes, :adopted_by, :adopted_at, 0);

-- matching_sql_weights_end(id: int, now: instant, taken_back: bool) changed
UPDATE matching_weights SET ended_at = :now, taken_back = :taken_back WHERE id = :id AND ended_at IS NULL;

-- matching_sql_weights_before(place_id: place_id) one
SELECT id FROM matching_weights WHERE ended_at IS NOT NULL AND taken_back = 0 AND coalesce(place_id, 0) = coalesce(:place_id, 0)
ORDER BY ended_at DESC, id DESC LIMIT 1;

-- matching_sql_weights_again(id: int) changed
UPDATE matching_weights SET ended_at = NULL WHERE id = :id AND ended_at IS NOT NULL;

-- matching_sql_gaps(place_id: place_id) many
SELECT id, place_id, took, need, concept, part, people, at FROM matching_gap
WHERE (:place_id IS NULL OR place_id = :place_id) ORDER BY people DESC, took, need, concept, part, id LIMIT 200;

-- matching_sql_gap_clear() run
DELETE FROM matching_gap;

-- matching_sql_gap_add(id: int, place_id: place_id, took: text, need: text, concept: text, part: int, people: int, at: instant) run
INSERT INTO matching_gap (id, place_id, took, need, concept, part, people, at)
VALUES (:id, :place_id, :took, :need, :concept, :part, :people, :at);

-- matching_sql_people(after: person_id, limit: int) many
SELECT id, place_id FROM people_v_person WHERE ended_at IS NULL AND id > coalesce(:after, 0) ORDER BY id LIMIT :limit;
