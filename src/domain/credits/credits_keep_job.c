/* Timers: accounts follow their limits; unused hours, where a place decided so. */
#include "domain/credits/credits_keep.h"

#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_rules.h"

#define SLICE 20

static enum status slices(struct ctx *ctx, enum status (*run)(struct ctx *ctx, int64_t limit, int64_t *ret_n))
{
    int64_t n = SLICE;
    while (n >= SLICE) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = run(ctx, SLICE, &n);
        if (status != OK) {
            db_rollback(ctx->db);
            return status;
        }
        TRY(db_commit(ctx->db));
    }
    return OK;
}

enum status credits_rules_job(struct ctx *ctx)
{
    return slices(ctx, credits_rules_move);
}

enum status credits_policy_job(struct ctx *ctx)
{
    return slices(ctx, credits_policy_run);
}
