-- How somebody comes in. A person needs none of this to be helped.
CREATE TABLE auth_account (
    id INTEGER PRIMARY KEY,           -- [personal] int. The account.
    person INTEGER NOT NULL UNIQUE,   -- [personal] int. The person behind it.
    email TEXT UNIQUE CHECK (length(email) <= 254), -- [personal] text. Lower case; only if they gave one.
    phone TEXT UNIQUE CHECK (length(phone) <= 20), -- [personal] text. With country code; only if they gave one.
    password_hash TEXT,               -- [personal] text. Argon2id; absent = codes only.
    made_at INTEGER NOT NULL,         -- [derived] instant. When it was opened.
    ended_at INTEGER                  -- [derived] instant. When it was closed.
) STRICT;

-- Single-use codes: only hashes are kept. Account 0: asked for an address nobody has.
CREATE TABLE auth_code (
    id INTEGER PRIMARY KEY,           -- [derived] int. The code.
    account INTEGER NOT NULL,         -- [personal] int. Whose.
    way INTEGER NOT NULL,             -- [derived] int. Link, card, mail or text.
    digits_hash BLOB NOT NULL,        -- [derived] blob. SHA-256 of the digits.
    token_hash BLOB NOT NULL UNIQUE,  -- [derived] blob. SHA-256 of the token in the address.
    tries INTEGER NOT NULL,           -- [derived] int. Wrong tries so far.
    made_at INTEGER NOT NULL,         -- [derived] instant. When it was made.
    ends_at INTEGER NOT NULL,         -- [derived] instant. Worth nothing after this.
    used_at INTEGER                   -- [derived] instant. When it was spent.
) STRICT;
CREATE INDEX auth_code_account ON auth_code (account, ends_at);
CREATE INDEX auth_code_digits ON auth_code (digits_hash);

CREATE TABLE auth_session (
    id INTEGER PRIMARY KEY,           -- [derived] int. The session.
    account INTEGER NOT NULL REFERENCES auth_account (id), -- [personal] int. Whose.
    hash BLOB NOT NULL UNIQUE,        -- [derived] blob. SHA-256 of the cookie.
    on_behalf_of INTEGER NOT NULL,    -- [personal] int. Acting for this person; 0 = themselves.
    shared INTEGER NOT NULL,          -- [derived] bool. On a device others use: ends soon.
    made_at INTEGER NOT NULL,         -- [derived] instant. Signed in.
    seen_at INTEGER NOT NULL,         -- [derived] instant. Last noted use.
    ended_at INTEGER                  -- [derived] instant. Signed out, or ended by somebody.
) STRICT;
CREATE INDEX auth_session_account ON auth_session (account);

CREATE TABLE auth_token (
    id INTEGER PRIMARY KEY,           -- [derived] int. The token.
    account INTEGER NOT NULL,         -- [personal] int. For whom it acts; 0 = the installation.
    scope TEXT NOT NULL CHECK (length(scope) BETWEEN 1 AND 40), -- [derived] text. What it is for.
    hash BLOB NOT NULL UNIQUE,        -- [derived] blob. SHA-256 of the token.
    made_at INTEGER NOT NULL,         -- [derived] instant. When it was made.
    ended_at INTEGER                  -- [derived] instant. When it was withdrawn.
) STRICT;
