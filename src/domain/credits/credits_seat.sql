-- uses credits

-- credits_sql_seat(id: account_id) one
SELECT ledger_id, floor_minutes, ceiling_minutes, balance, held_out, held_in, excused, closed_at FROM credits_account WHERE id = :id;
