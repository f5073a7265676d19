-- auth_sql_account_add(id: int, person: int, email: text, phone: text, made_at: instant) run
INSERT INTO auth_account (id, person, email, phone, password_hash, made_at, ended_at)
VALUES (:id, :person, :email, :phone, NULL, :made_at, NULL);

-- auth_sql_account_of(person: int) one
SELECT id FROM auth_account WHERE person = :person AND ended_at IS NULL;

-- auth_sql_account_who(who: text) one
SELECT id, person, email, phone, password_hash FROM auth_account
WHERE (email = :who OR phone = :who) AND ended_at IS NULL;

-- auth_sql_account_mail(id: int) one
SELECT email, phone, person FROM auth_account WHERE id = :id AND ended_at IS NULL;

-- auth_sql_reach_set(id: int, email: text, phone: text) changed
UPDATE auth_account SET email = :email, phone = :phone WHERE id = :id;

-- auth_sql_password_set(id: int, password_hash: text) changed
UPDATE auth_account SET password_hash = :password_hash WHERE id = :id AND ended_at IS NULL;

-- auth_sql_code_add(id: int, account: int, way: int, digits_hash: blob, token_hash: blob, made_at: instant, ends_at: instant) run
INSERT INTO auth_code (id, account, way, digits_hash, token_hash, tries, made_at, ends_at, used_at)
VALUES (:id, :account, :way, :digits_hash, :token_hash, 0, :made_at, :ends_at, NULL);

-- auth_sql_code_taken(digits_hash: blob, now: instant) count
SELECT count(*) FROM auth_code WHERE digits_hash = :digits_hash AND used_at IS NULL AND ends_at > :now;

-- auth_sql_code_token(token_hash: blob, now: instant) one
SELECT id, account, tries FROM auth_code
WHERE token_hash = :token_hash AND used_at IS NULL AND ends_at > :now AND account <> 0;

-- auth_sql_code_card(digits_hash: blob, way: int, now: instant) one
SELECT id, account, tries FROM auth_code
WHERE digits_hash = :digits_hash AND way = :way AND used_at IS NULL AND ends_at > :now
ORDER BY id DESC LIMIT 1;

-- auth_sql_code_typed(account: int, card: int, now: instant) many
SELECT id, digits_hash, tries FROM auth_code
WHERE account = :account AND way <> :card AND used_at IS NULL AND ends_at > :now
ORDER BY id DESC LIMIT 20;

-- auth_sql_code_wrong(account: int, card: int, now: instant) run
UPDATE auth_code SET tries = tries + 1
WHERE account = :account AND way <> :card AND used_at IS NULL AND ends_at > :now;

-- auth_sql_code_use(id: int, now: instant) changed
UPDATE auth_code SET used_at = :now WHERE id = :id AND used_at IS NULL AND ends_at > :now;

-- auth_sql_code_spent(account: int, now: instant) one
SELECT way FROM auth_code WHERE account = :account AND used_at = :now ORDER BY id DESC LIMIT 1;

-- auth_sql_session_add(id: int, account: int, hash: blob, shared: bool, now: instant) run
INSERT INTO auth_session (id, account, hash, on_behalf_of, shared, made_at, seen_at, ended_at)
VALUES (:id, :account, :hash, 0, :shared, :now, :now, NULL);

-- auth_sql_session_find(hash: blob) one
SELECT s.id, s.account, a.person, s.on_behalf_of, s.shared, s.made_at, s.seen_at
FROM auth_session s JOIN auth_account a ON a.id = s.account
WHERE s.hash = :hash AND s.ended_at IS NULL AND a.ended_at IS NULL;

-- auth_sql_session_note(id: int, now: instant) run
UPDATE auth_session SET seen_at = :now WHERE id = :id AND seen_at < :now;

-- auth_sql_session_end(id: int, now: instant) changed
UPDATE auth_session SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- auth_sql_session_end_all(account: int, now: instant) run
UPDATE auth_session SET ended_at = :now WHERE account = :account AND ended_at IS NULL;

-- auth_sql_session_act_for(id: int, person: int) changed
UPDATE auth_session SET on_behalf_of = :person WHERE id = :id AND ended_at IS NULL;

-- auth_sql_token_add(id: int, account: int, scope: text, hash: blob, now: instant) run
INSERT INTO auth_token (id, account, scope, hash, made_at, ended_at)
VALUES (:id, :account, :scope, :hash, :now, NULL);

-- auth_sql_token_find(hash: blob) one
SELECT id, account, scope FROM auth_token WHERE hash = :hash AND ended_at IS NULL;
