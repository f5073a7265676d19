-- How many entries touched an account, kept with its balance: so that entries that were taken off the
-- end of the books are missed even when they cancel out.
ALTER TABLE credits_account ADD COLUMN postings INTEGER NOT NULL DEFAULT 0; -- [derived] int. Entries that touched it; proved by verify.
UPDATE credits_account SET postings = (SELECT count(*) FROM credits_entry WHERE payer = credits_account.id)
    + (SELECT count(*) FROM credits_entry WHERE payee = credits_account.id);
