-- What people are told about what they come to.

-- activities_sql_notice_add(id: int, place_id: place_id, asset_id: asset_id, signup_id: int, kind: text, day: int, at: int, mark: int, due_at: instant, until: instant) run
INSERT INTO activities_notice (id, place_id, asset_id, signup_id, kind, day, at, mark, due_at, until)
VALUES (:id, :place_id, :asset_id, :signup_id, :kind, :day, :at, :mark, :due_at, :until)
ON CONFLICT (signup_id, kind, day, at, mark) DO NOTHING;
