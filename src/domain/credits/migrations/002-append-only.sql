-- Only forgetting may touch an entry: words become empty, nothing else moves.
CREATE TRIGGER credits_entry_no_change BEFORE UPDATE ON credits_entry
WHEN NEW.words <> '' OR NEW.behalf <> '' OR NEW.consent <> '' OR length(NEW.salt) <> 0
  OR NEW.id <> OLD.id OR NEW.key <> OLD.key OR NEW.payer <> OLD.payer OR NEW.payee <> OLD.payee
  OR NEW.minutes <> OLD.minutes OR NEW.kind <> OLD.kind OR NEW.said <> OLD.said
  OR NEW.actor <> OLD.actor OR NEW.for_whom <> OLD.for_whom OR NEW.via <> OLD.via
  OR NEW.reverses IS NOT OLD.reverses OR NEW.at <> OLD.at OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'the books are append-only'); END;
CREATE TRIGGER credits_entry_no_delete BEFORE DELETE ON credits_entry
BEGIN SELECT RAISE(ABORT, 'the books are append-only'); END;
CREATE TRIGGER credits_state_no_delete BEFORE DELETE ON credits_state
BEGIN SELECT RAISE(ABORT, 'states are append-only'); END;
