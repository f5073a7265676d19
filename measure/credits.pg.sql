-- The same work as a function on the server: the chain's turn, both balances with their limits, the
-- entry with its key, and the chain.
INSERT INTO credits_account (id, ledger_id, kind, name, floor_minutes, ceiling_minutes, opened_at)
SELECT n, 1, 'member', 'bench-' || n, -50000000, 50000000, 0 FROM generate_series(1, 1000) n;

CREATE FUNCTION bench_post(the_key bytea, the_payer bigint, the_payee bigint, the_minutes bigint, the_words text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    last_id bigint;
    last_hash bytea;
    the_salt bytea := uuid_send(gen_random_uuid());
    the_said bytea;
    now_ms bigint := (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
    payer_row credits_account;
    payee_row credits_account;
BEGIN
    PERFORM pg_advisory_xact_lock(5213071, 1);
    SELECT id, hash INTO last_id, last_hash FROM credits_entry WHERE id > 1099511627776 AND id < 2199023255552 ORDER BY id DESC LIMIT 1;
    IF last_id IS NULL THEN last_id := 1099511627776; last_hash := '\x00'; END IF;
    SELECT * INTO payer_row FROM credits_account WHERE id = the_payer;
    SELECT * INTO payee_row FROM credits_account WHERE id = the_payee;
    IF payer_row.balance - the_minutes < payer_row.floor_minutes OR payee_row.balance + the_minutes > payee_row.ceiling_minutes THEN
        RAISE EXCEPTION 'a limit was met';
    END IF;
    the_said := sha256(the_salt || convert_to(the_words, 'UTF8'));
    INSERT INTO credits_entry (id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash)
    VALUES (last_id + 1, the_key, the_payer, the_payee, the_minutes, 'give', the_words, '', '', the_salt, the_said, 0, 0, 'program', NULL, now_ms,
            sha256(last_hash || convert_to((last_id + 1) || '|' || now_ms || '|' || encode(the_key, 'hex') || '|give|' || the_payer || '|' || the_payee || '|'
                                           || the_minutes || '|0|program|' || encode(the_said, 'hex') || E'\n', 'UTF8')));
    UPDATE credits_account SET balance = balance - the_minutes, postings = postings + 1 WHERE id = least(the_payer, the_payee) AND the_payer < the_payee;
    UPDATE credits_account SET balance = balance + the_minutes, postings = postings + 1 WHERE id = the_payee;
    UPDATE credits_account SET balance = balance - the_minutes, postings = postings + 1 WHERE id = the_payer AND the_payer > the_payee;
    RETURN last_id + 1;
END $$;
