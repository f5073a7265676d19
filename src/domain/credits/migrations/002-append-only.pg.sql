-- Only forgetting may touch an entry: words become empty, nothing else moves.
CREATE FUNCTION credits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the books are append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER credits_entry_no_change BEFORE UPDATE ON credits_entry FOR EACH ROW
    WHEN (NEW.words <> '' OR NEW.behalf <> '' OR NEW.consent <> '' OR length(NEW.salt) <> 0
      OR NEW.id <> OLD.id OR NEW.key <> OLD.key OR NEW.payer <> OLD.payer OR NEW.payee <> OLD.payee
      OR NEW.minutes <> OLD.minutes OR NEW.kind <> OLD.kind OR NEW.said <> OLD.said
      OR NEW.actor <> OLD.actor OR NEW.for_whom <> OLD.for_whom OR NEW.via <> OLD.via
      OR NEW.reverses IS DISTINCT FROM OLD.reverses OR NEW.at <> OLD.at OR NEW.hash <> OLD.hash)
    EXECUTE FUNCTION credits_refuse();
CREATE TRIGGER credits_entry_no_delete BEFORE DELETE ON credits_entry
    FOR EACH ROW EXECUTE FUNCTION credits_refuse();
CREATE TRIGGER credits_entry_no_truncate BEFORE TRUNCATE ON credits_entry
    FOR EACH STATEMENT EXECUTE FUNCTION credits_refuse();
CREATE TRIGGER credits_state_no_delete BEFORE DELETE ON credits_state
    FOR EACH ROW EXECUTE FUNCTION credits_refuse();
