#include "domain/introductions/introductions_own.h"

#include "platform/journal/journal.h"

/* The second visit: the outcome that is counted. Asked 28 days after the first, whether the hello
   is settled or not; the mission's own figure is untouched by it. */

enum status introductions_came_again(struct ctx *ctx, struct introduction_id id, int64_t version, bool again)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR | SIDE_PERSON, &row));
    if (!day_is(row.again_due) || row.again >= 0) return introductions_step_wrong(ctx);
    /* "No" is known only when the four weeks are over; a yes may come any day. */
    if (!again && row.again_due.n > ctx_today(ctx).n)
        return ctx_fault(ctx, ERR_INVALID, STR("again"), SAY("There is still time. We ask again four weeks after the first visit."));
    enum status status = introductions_sql_again(ctx->db, id, version, again, again ? ctx->now : INSTANT_NONE);
    if (status == ERR_MISSING) return introductions_step_wrong(ctx);
    TRY(status);
    TRY(matching_outcome(ctx, id.v, row.asset, row.person, again));
    return journal_record(ctx, again ? "introductions.came_again" : "introductions.did_not_come_again", row.person.v, id.v, STR_NONE);
}

enum status introductions_came_again_figure(struct ctx *ctx, struct place_id place, struct came_again *ret_figure)
{
    struct introductions_sql_again_figure row;
    TRY(introductions_sql_again_figure(ctx->db, ctx->arena, place, ctx_today(ctx), &row));
    *ret_figure = (struct came_again){row.came, row.again};
    return OK;
}

enum status introductions_again_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct came_again figure;
    TRY(introductions_came_again_figure(ctx, (struct place_id){place}, &figure));
    *ret_n = figure.again;
    *ret_base = figure.came;
    return OK;
}

/* ---- what a connector holds ---- */

static struct day next_day(const struct introductions_sql_held *row)
{
    if (row->state == INTRO_MEETING_SET) return row->meet_day;
    if (row->state == INTRO_CAME || row->state == INTRO_DID_NOT_COME || row->state == INTRO_BOTH_YES) return row->follow_up;
    return row->again == INT_NONE ? row->again_due : DAY_NONE;
}

enum status introductions_held(struct ctx *ctx, struct person_id connector, struct held_hello **ret_rows, size_t *ret_count)
{
    struct introductions_sql_held *rows;
    size_t count, kept = 0;
    TRY(introductions_sql_held(ctx->db, ctx->arena, connector, &rows, &count));
    struct held_hello *out = ARENA_ARRAY(ctx->arena, struct held_hello, count);
    for (size_t i = 0; i < count; i++) {
        if (people_apart(ctx, rows[i].person_id, rows[i].host_id)) continue;
        out[kept++] = (struct held_hello){rows[i].id, rows[i].person_id, rows[i].asset_name, (enum introduction_state)rows[i].state,
                                          next_day(&rows[i]), rows[i].state >= INTRO_FOLLOWED_UP};
    }
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}
