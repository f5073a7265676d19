-- Settings of the installation. Only what differs from the fallback has a row.
CREATE TABLE module_setting (
    key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 80), -- [derived] text. "mail.smtp_url".
    value TEXT NOT NULL CHECK (length(value) <= 20000), -- [derived] text. As written.
    changed_at INTEGER NOT NULL       -- [derived] instant. When it was set.
) STRICT;
