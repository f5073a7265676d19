/* Closing an account, and other limits for it: its balance stands still meanwhile. */
#include "domain/credits/credits_own.h"

#include "credits_sql.h"

enum status credits_account_close(struct ctx *ctx, struct account_id id)
{
    struct credits_mover m;
    struct ledger_id ledger;
    TRY(credits_ledger_of(ctx, id, STR("account"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, &m));
    enum status status = credits_sql_account_close(ctx->db, id, ctx->now);
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_CONFLICT, STR("account"), SAY("An account is closed when it holds nothing and nothing waits. Move what is on it first."));
}

enum status credits_account_limits(struct ctx *ctx, struct account_id id, int64_t floor, int64_t ceiling)
{
    struct credits_mover m;
    struct ledger_id ledger;
    struct credits_account a;
    TRY(credits_limits_check(ctx, floor, ceiling));
    TRY(credits_ledger_of(ctx, id, STR("account"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, &m)); /* balances stand still */
    TRY(credits_account_get(ctx, id, &a));
    bool excused = (floor != CREDITS_NO_LIMIT && a.balance - a.held_out < floor) || (ceiling != CREDITS_NO_LIMIT && a.balance + a.held_in > ceiling);
    return credits_sql_account_limits(ctx->db, id, floor, ceiling, excused);
}
