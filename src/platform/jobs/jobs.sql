-- jobs_sql_first(name: text, now: instant) run
INSERT INTO jobs_lease (name, due_at, leased_until) VALUES (:name, :now, :now)
ON CONFLICT (name) DO NOTHING;

-- jobs_sql_claim(name: text, now: instant, due: instant, until: instant) changed
UPDATE jobs_lease SET due_at = :due, leased_until = :until
WHERE name = :name AND due_at <= :now AND leased_until <= :now;

-- jobs_sql_done(name: text, now: instant) run
UPDATE jobs_lease SET leased_until = :now WHERE name = :name;
