-- activities_sql_checklist(asset_id: asset_id) one
SELECT asset_id, place_id, template, review_months, looked_on, looked_by, parent_id FROM activities_checklist WHERE asset_id = :asset_id;

-- activities_sql_checklist_answers(asset_id: asset_id) many
SELECT question, answer, words FROM activities_checklist_answer WHERE asset_id = :asset_id ORDER BY question;

-- activities_sql_checklist_begin(asset_id: asset_id, place_id: place_id, template: text, parent_id: asset_id, now: instant) run
INSERT INTO activities_checklist (asset_id, place_id, template, parent_id, created_at, changed_at)
VALUES (:asset_id, :place_id, :template, :parent_id, :now, :now)
ON CONFLICT (asset_id) DO UPDATE SET template = excluded.template, looked_on = NULL, looked_by = NULL, changed_at = excluded.changed_at;

-- activities_sql_checklist_keep(asset_id: asset_id, review_months: int, looked_on: day, looked_by: person_id, now: instant) changed
UPDATE activities_checklist SET review_months = :review_months, looked_on = :looked_on, looked_by = :looked_by, changed_at = :now WHERE asset_id = :asset_id;

-- activities_sql_checklist_answer(asset_id: asset_id, question: text, answer: text, words: text, now: instant) run
INSERT INTO activities_checklist_answer (asset_id, question, answer, words, changed_at) VALUES (:asset_id, :question, :answer, :words, :now)
ON CONFLICT (asset_id, question) DO UPDATE SET answer = excluded.answer, words = excluded.words, changed_at = excluded.changed_at;

-- activities_sql_checklist_looked_by(person_id: person_id) many
SELECT asset_id, template, looked_on FROM activities_checklist WHERE looked_by = :person_id ORDER BY looked_on DESC, asset_id;

-- activities_sql_checklist_forget(person_id: person_id) run
UPDATE activities_checklist SET looked_by = NULL WHERE looked_by = :person_id;
