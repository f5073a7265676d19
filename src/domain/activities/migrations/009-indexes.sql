-- What is looked for by something else than its key, so that no statement reads a whole table that grows.
CREATE INDEX activities_came_register ON activities_came (register_id);
CREATE INDEX activities_sheet_person ON activities_sheet (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX activities_register_day ON activities_register (on_day);
CREATE INDEX activities_signup_all_of ON activities_signup (of_id) WHERE of_id IS NOT NULL;
CREATE INDEX activities_series_place ON activities_series (place_id);
CREATE INDEX activities_feed_series_modified ON activities_feed_series (modified_at) WHERE calendar IS NOT NULL;
CREATE INDEX activities_rung_said ON activities_rung (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX activities_held_seen ON activities_held (seen_by) WHERE seen_by IS NOT NULL;
CREATE INDEX activities_checklist_looked ON activities_checklist (looked_by) WHERE looked_by IS NOT NULL;
CREATE INDEX activities_photo_down_by ON activities_photo (down_by) WHERE down_by IS NOT NULL;
CREATE INDEX activities_photo_place ON activities_photo (place_id) WHERE ended_at IS NULL;
CREATE INDEX activities_wish_told_by ON activities_wish (told_by) WHERE told_by IS NOT NULL;
CREATE INDEX activities_wish_yes_told_by ON activities_wish_yes (told_by) WHERE told_by IS NOT NULL;
CREATE INDEX activities_wish_became ON activities_wish (id) WHERE state = 'became';
CREATE INDEX activities_wish_yes_untold ON activities_wish_yes (wish_id) WHERE told_at IS NULL AND ended_at IS NULL;
