/* What people are to be told: a row each, once; sent later by a job. */
#include "domain/activities/activities_signup_own.h"

static const char *const kinds[NOTICES] = {"kept", "waiting", "offer", "passed", "off", "moved", "back", "day", "hours", "taken off"};

enum status activities_notice_on(struct ctx *ctx, const struct signup *s, struct day day, struct minutes at,
                                 enum activity_notice kind, int64_t mark, struct instant until)
{
    return activities_sql_notice_add(ctx->db, &(struct activities_sql_notice_add_in){
        .id = ctx_id(ctx), .place_id = s->place, .asset_id = s->asset, .signup_id = s->id.v, .kind = str_from(kinds[kind]),
        .day = day_is(day) ? day.n : -1, .at = day_is(day) ? at.n : -1, .mark = mark, .due_at = ctx->now, .until = until});
}

enum status activities_notice(struct ctx *ctx, const struct signup *s, enum activity_notice kind, int64_t mark, struct instant until)
{
    return activities_notice_on(ctx, s, s->day, s->at, kind, mark, until);
}
