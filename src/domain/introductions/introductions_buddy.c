#include "domain/introductions/introductions_own.h"

#include "platform/journal/journal.h"

/* Somebody goes along the first time. The person is asked whether they would like it, then one of
   those who offered is asked, and names pass only by that one's yes. */

static enum status keep(struct ctx *ctx, const struct introduction *row, int along, struct person_id buddy,
                        enum introduction_buddy state, const char *fact)
{
    enum status status = introductions_sql_along(ctx->db, row->id, row->version, along, buddy, state,
                                                 state == BUDDY_NONE ? INSTANT_NONE : ctx->now);
    if (status == ERR_MISSING) return introductions_step_wrong(ctx);
    TRY(status);
    return journal_record(ctx, fact, row->person.v, row->id.v, STR_NONE);
}

enum status introductions_along(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_PERSON | SIDE_CONNECTOR, &row));
    if (row.state < INTRO_OFFERED || row.state > INTRO_MEETING_SET) return introductions_step_wrong(ctx);
    return keep(ctx, &row, yes, (struct person_id){0}, BUDDY_NONE, yes ? "introductions.along" : "introductions.not_along");
}

enum status introductions_buddies(struct ctx *ctx, const struct introduction *row, struct people_name **ret_rows, size_t *ret_count)
{
    struct people_name *rows;
    size_t count, kept = 0;
    if (!(row->sides & SIDE_CONNECTOR)) return ERR_DENIED;
    TRY(people_along_list(ctx, row->place, row->person, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].id.v != row->host.v && introductions_buddy_fits(ctx, row, rows[i].id)) rows[kept++] = rows[i];
    *ret_rows = rows;
    *ret_count = kept;
    return OK;
}

enum status introductions_ask_buddy(struct ctx *ctx, struct introduction_id id, int64_t version, struct person_id buddy)
{
    struct introduction row;
    struct people_name *rows;
    size_t count;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR, &row));
    if (row.state != INTRO_BOTH_YES && row.state != INTRO_MEETING_SET) return introductions_step_wrong(ctx);
    if (row.along != 1 || row.buddy_state == BUDDY_YES) return introductions_step_wrong(ctx);
    TRY(introductions_still_may(ctx, &row));
    TRY(introductions_buddies(ctx, &row, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].id.v == buddy.v) return keep(ctx, &row, 1, buddy, BUDDY_ASKED, "introductions.company_asked");
    return ctx_fault(ctx, ERR_INVALID, STR("buddy"), SAY("Choose one of those who offered to go along."));
}

enum status introductions_buddy_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_BUDDY | SIDE_CONNECTOR, &row));
    if (row.buddy_state != BUDDY_ASKED) return introductions_step_wrong(ctx);
    if (!yes) return keep(ctx, &row, 1, (struct person_id){0}, BUDDY_NO, "introductions.company_no");
    TRY(introductions_still_may(ctx, &row));
    return keep(ctx, &row, 1, row.buddy, BUDDY_YES, "introductions.company_yes");
}

/* A connector's promises to go along pass with the people: the new one is asked first. */
enum status introductions_hear_handed(struct ctx *ctx, int64_t subject, int64_t object)
{
    struct handover_id id = {subject};
    struct introductions_sql_handed row;
    (void)object;
    TRY(introductions_sql_pass_promises(ctx->db, id, ctx->now));
    TRY(introductions_sql_handed(ctx->db, ctx->arena, id, &row));
    /* Who keeps some of their people keeps what they promised to others. */
    return row.left_n > 0 ? OK : introductions_sql_pass_all(ctx->db, row.from_id, row.to_id, ctx->now);
}

enum status introductions_promised(struct ctx *ctx, struct person_id connector, int64_t *ret_n)
{
    return introductions_sql_promised(ctx->db, connector, ret_n);
}

/* ---- how a place welcomes ---- */

enum status introductions_welcome_of(struct ctx *ctx, struct asset_id asset, struct introductions_welcome *ret_welcome)
{
    struct introductions_sql_welcome row;
    enum status status = introductions_sql_welcome(ctx->db, ctx->arena, asset, &row);
    if (status == ERR_MISSING) {
        *ret_welcome = (struct introductions_welcome){false, false};
        return OK;
    }
    TRY(status);
    *ret_welcome = (struct introductions_welcome){row.comes_along, row.bus_stop};
    return OK;
}

enum status introductions_welcome_set(struct ctx *ctx, struct asset_id asset, const struct introductions_welcome *welcome)
{
    struct asset row;
    TRY(assets_find(ctx, asset, &row));
    if (!assets_may_change(ctx, &row)) return ERR_DENIED;
    TRY(introductions_sql_welcome_set(ctx->db, asset, welcome->comes_along, welcome->bus_stop, (struct person_id){ctx->actor.person}, ctx->now));
    return journal_record(ctx, "introductions.welcome", asset.v, 0, STR_NONE);
}
