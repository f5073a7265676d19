#include "platform/jobs/jobs.h"

#include "jobs_sql.h"

#include <stdatomic.h>

#define LEASE_MIN_SECONDS 60

enum status jobs_claim(struct ctx *ctx, const struct jobs_timer *timer) {
    int64_t every = timer->every_seconds;
    int64_t lease = every > LEASE_MIN_SECONDS ? every : LEASE_MIN_SECONDS;
    TRY(jobs_sql_first(ctx->db, str_from(timer->name), ctx->now));
    enum status status = jobs_sql_claim(ctx->db, str_from(timer->name), ctx->now,
                                        (struct instant){ctx->now.ms + every * 1000},
                                        (struct instant){ctx->now.ms + lease * 1000});
    return status == ERR_MISSING ? ERR_CONFLICT : status;
}

enum status jobs_done(struct ctx *ctx, const struct jobs_timer *timer) {
    return jobs_sql_done(ctx->db, str_from(timer->name), ctx->now);
}

bool jobs_stopping(const struct ctx *ctx) {
    const atomic_bool *stopping = ctx_kept(ctx, JOBS_STOPPING);
    return stopping && atomic_load(stopping);
}
