-- uses credits

-- Many entries in one journey to the server. SQLite is in the same process: it takes them one by one,
-- and is never asked this.
-- credits_sql_entries_add(entries: text) run
INSERT INTO credits_entry (id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash)
SELECT id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash
FROM credits_entry WHERE :entries IS NULL;

-- credits_sql_entries_add(entries: text) pg run
INSERT INTO credits_entry (id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash)
SELECT r.id, decode(r.key, 'hex'), r.payer, r.payee, r.minutes, r.kind, r.words, r.behalf, r.consent, decode(r.salt, 'hex'),
    decode(r.said, 'hex'), r.actor, r.for_whom, r.via, r.reverses, r.at, decode(r.hash, 'hex')
FROM json_to_recordset((:entries)::json) AS r (id bigint, key text, payer bigint, payee bigint, minutes bigint, kind text, words text,
    behalf text, consent text, salt text, said text, actor bigint, for_whom bigint, via text, reverses bigint, at bigint, hash text);

-- credits_sql_keys_known(keys: text) count
SELECT count(*) FROM credits_entry WHERE :keys IS NULL;

-- credits_sql_keys_known(keys: text) pg count
SELECT count(*) FROM credits_entry WHERE key IN (SELECT decode(k, 'hex') FROM json_array_elements_text((:keys)::json) AS k);
