/* A register says who came: a first visit of somebody introduced need not be told by hand. Whoever
   kept the list may say so; the steps of introductions_steps.c ask the actor's side, these do not. */
#include "domain/introductions/introductions_register.h"

#include "domain/activities/activities_came.h"
#include "introductions_sql.h"
#include "platform/journal/journal.h"

#define FOLLOW_UP_DAYS 7
#define AGAIN_DAYS 28

static enum status first_visit(struct ctx *ctx, const struct introductions_sql_waits_visit *row, struct asset_id asset, struct person_id person)
{
    struct day on;
    TRY(activities_came_on(ctx, asset, person, row->meet_day, (struct day){row->meet_day.n + AGAIN_DAYS}, &on));
    if (!day_is(on)) return OK;
    enum status status = introductions_sql_came(ctx->db, row->id, row->version, ctx->now, (struct day){on.n + FOLLOW_UP_DAYS},
                                                (struct day){on.n + AGAIN_DAYS});
    if (status == ERR_MISSING) return OK; /* somebody was quicker */
    TRY(status);
    return journal_record(ctx, "introductions.came", person.v, row->id.v, STR_NONE);
}

static enum status again(struct ctx *ctx, const struct introductions_sql_waits_visit *row, struct asset_id asset, struct person_id person)
{
    struct day on, after = day_from_instant(ctx->zone, row->came_at);
    TRY(activities_came_on(ctx, asset, person, (struct day){after.n + 1}, row->again_due, &on));
    if (!day_is(on)) return OK;
    enum status status = introductions_sql_again(ctx->db, row->id, row->version, 1, ctx->now);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(matching_outcome(ctx, row->id.v, asset, person, true));
    return journal_record(ctx, "introductions.came_again", person.v, row->id.v, STR_NONE);
}

enum status introductions_hear_attended(struct ctx *ctx, int64_t subject, int64_t object)
{
    const struct person_id person = {subject};
    const struct asset_id asset = {object};
    struct introductions_sql_waits_visit row;
    enum status status = introductions_sql_waits_visit(ctx->db, ctx->arena, person, asset, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (row.state == INTRO_MEETING_SET) return day_is(row.meet_day) ? first_visit(ctx, &row, asset, person) : OK;
    return instant_is(row.came_at) ? again(ctx, &row, asset, person) : OK;
}
