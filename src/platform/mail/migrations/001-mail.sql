-- The outbox. A mail is a row first; nothing is lost when no server answers.
CREATE TABLE mail_outbox (
    id INTEGER PRIMARY KEY,           -- [derived] int. The mail.
    to_address TEXT CHECK (length(to_address) <= 254), -- [personal] text. To whom; absent = dropped.
    subject TEXT NOT NULL CHECK (length(subject) <= 400), -- [personal] text. Subject line.
    body TEXT NOT NULL,               -- [personal] text. The words.
    language TEXT NOT NULL,           -- [derived] text. In which language.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')), -- [derived] text. Its fate.
    why TEXT,                         -- [derived] text. What the mail server said last.
    tries INTEGER NOT NULL,           -- [derived] int. How often it was tried.
    at INTEGER NOT NULL,              -- [derived] instant. When it was written.
    next_at INTEGER NOT NULL          -- [derived] instant. Not before; a claim moves it ahead.
) STRICT;
CREATE INDEX mail_outbox_waiting ON mail_outbox (state, next_at);
