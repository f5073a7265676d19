-- module_sql_setting(key: text) one
SELECT value FROM module_setting WHERE key = :key;

-- module_sql_setting_set(key: text, value: text, now: instant) run
INSERT INTO module_setting (key, value, changed_at) VALUES (:key, :value, :now)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at;

-- module_sql_settings(prefix: text) many
SELECT key, value FROM module_setting WHERE substr(key, 1, length(:prefix)) = :prefix ORDER BY key;
