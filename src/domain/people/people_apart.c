#include "domain/people/people.h"

#include "people_sql.h"
#include "platform/journal/journal.h"

/* Pairs kept apart. Only the place's named lead reads or writes them; rules ask people_apart()
   and must refuse without a reason that gives the pair away. The facts carry no names. */

static void in_order(struct person_id *a, struct person_id *b)
{
    if (a->v <= b->v) return;
    struct person_id swap = *a;
    *a = *b;
    *b = swap;
}

static bool is_lead(struct ctx *ctx)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx->actor.place != 0 && people_is_lead(ctx, (struct place_id){ctx->actor.place});
}

enum status people_keep_apart(struct ctx *ctx, struct person_id a, struct person_id b,
                              struct str reason)
{
    if (!is_lead(ctx)) return ERR_DENIED;
    in_order(&a, &b);
    struct people_sql_find first, second;
    if (a.v == b.v || people_sql_find(ctx->db, ctx->arena, a, &first) != OK ||
        people_sql_find(ctx->db, ctx->arena, b, &second) != OK)
        return ctx_fault(ctx, ERR_INVALID, STR("b"), SAY("Choose two different people."));
    bool system = ctx_has(ctx, STANDING_SYSTEM);
    if (!system &&
        (first.place_id.v != ctx->actor.place || second.place_id.v != ctx->actor.place))
        return ERR_DENIED;
    if (reason.len > 2000)
        return ctx_fault(ctx, ERR_INVALID, STR("reason"),
                         SAY("Please write the reason in fewer than 2,000 letters."));
    enum status status = people_sql_apart_add(
        ctx->db, &(struct people_sql_apart_add_in){.id = ctx_id(ctx),
                                                   .place_id = first.place_id,
                                                   .low_id = a,
                                                   .high_id = b,
                                                   .reason = reason.len ? reason : STR_NONE,
                                                   .set_by = {ctx->actor.person},
                                                   .since = ctx->now});
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("b"), SAY("That is already so."));
    TRY(status);
    return journal_record(ctx, "people.kept_apart", first.place_id.v, 0, STR_NONE);
}

enum status people_end_apart(struct ctx *ctx, struct person_id a, struct person_id b)
{
    if (!is_lead(ctx)) return ERR_DENIED;
    in_order(&a, &b);
    struct people_sql_find first;
    TRY(people_sql_find(ctx->db, ctx->arena, a, &first));
    if (!ctx_has(ctx, STANDING_SYSTEM) && first.place_id.v != ctx->actor.place) return ERR_DENIED;
    TRY(people_sql_apart_end(ctx->db, a, b, ctx->now));
    return journal_record(ctx, "people.kept_apart_ended", first.place_id.v, 0, STR_NONE);
}

bool people_apart(struct ctx *ctx, struct person_id a, struct person_id b)
{
    int64_t count = 0;
    if (a.v == 0 || b.v == 0) return false;
    in_order(&a, &b);
    /* When the question cannot be answered the safe answer is yes. */
    return people_sql_apart(ctx->db, a, b, &count) != OK || count > 0;
}

enum status people_apart_from(struct ctx *ctx, struct person_id person,
                              struct person_id **ret_others, size_t *ret_count)
{
    struct people_sql_apart_from *rows;
    size_t count;
    TRY(people_sql_apart_from(ctx->db, ctx->arena, person, &rows, &count));
    struct person_id *others = ARENA_ARRAY(ctx->arena, struct person_id, count);
    for (size_t i = 0; i < count; i++) others[i] = rows[i].other;
    *ret_others = others;
    *ret_count = count;
    return OK;
}

enum status people_apart_list(struct ctx *ctx, struct apart_row **ret_rows, size_t *ret_count)
{
    if (!is_lead(ctx)) return ERR_DENIED;
    struct people_sql_apart_list *rows;
    size_t count;
    TRY(people_sql_apart_list(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, &rows,
                              &count));
    struct apart_row *out = ARENA_ARRAY(ctx->arena, struct apart_row, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct apart_row){rows[i].low_id, rows[i].high_id, rows[i].a_name,
                                    rows[i].b_name, rows[i].reason,  rows[i].since};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}
