/* The table of weights: those in force for a place, their history, adopting and taking back. */
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_refit.h"

#include "matching_sql.h"
#include "platform/journal/journal.h"

#define MONTH_MS ((int64_t)28 * 86400000)

/* Rows of the two statements have the same ten columns under different types. */
#define TAKE(w, row)                                                                               \
    do {                                                                                           \
        const int64_t taken[REASON_KINDS] = {                                                      \
            (row)->interest,  (row)->free_time, (row)->welcome, (row)->near,  (row)->gives,        \
            (row)->first_tie, (row)->small,     (row)->bridge,  (row)->fresh, (row)->learned};     \
        for (int kind = 0; kind < REASON_KINDS; kind++) (w)[kind] = (int)taken[kind];              \
    } while (0)

enum status matching_weights_now(struct ctx *ctx, struct place_id place, int ret_weights[REASON_KINDS])
{
    struct matching_sql_weights *rows;
    size_t count;
    TRY(matching_sql_weights(ctx->db, ctx->arena, place, &rows, &count));
    for (int kind = 0; kind < REASON_KINDS; kind++) ret_weights[kind] = matching_weights[kind];
    if (count > 0) TAKE(ret_weights, &rows[0]); /* the place's own before the installation's */
    return OK;
}

enum status matching_weights_history(struct ctx *ctx, struct matching_past **ret_rows, size_t *ret_count)
{
    struct matching_sql_weights_history *rows;
    size_t count;
    TRY(matching_sql_weights_history(ctx->db, ctx->arena, &rows, &count));
    struct matching_past *out = ARENA_ARRAY(ctx->arena, struct matching_past, count);
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct matching_past){.place = rows[i].place_id, .place_name = rows[i].place, .outcomes = rows[i].outcomes,
                                        .adopted_at = rows[i].adopted_at, .ended_at = rows[i].ended_at,
                                        .taken_back = rows[i].taken_back};
        TAKE(out[i].weights, &rows[i]);
    }
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

static bool may_weigh(const struct ctx *ctx, struct place_id place)
{
    return ctx_has(ctx, STANDING_SYSTEM) || (ctx_has(ctx, STANDING_ADMIN) && place.v != 0 && ctx->actor.place == place.v);
}

/* The row in force of exactly this place (0: the installation), or id 0. */
static enum status own_row(struct ctx *ctx, struct place_id place, struct matching_sql_weights *ret_row)
{
    struct matching_sql_weights *rows;
    size_t count;
    TRY(matching_sql_weights(ctx->db, ctx->arena, place, &rows, &count));
    *ret_row = (struct matching_sql_weights){0};
    for (size_t i = 0; i < count; i++)
        if (rows[i].place_id.v == place.v) *ret_row = rows[i];
    return OK;
}

static enum status insert(struct ctx *ctx, struct place_id place, const int w[REASON_KINDS], int64_t outcomes)
{
    return matching_sql_weights_add(ctx->db, &(struct matching_sql_weights_add_in){
        .id = ctx_id(ctx), .place_id = place, .interest = w[REASON_INTEREST], .free_time = w[REASON_TIME],
        .welcome = w[REASON_WELCOME], .near = w[REASON_NEAR], .gives = w[REASON_GIVES], .first_tie = w[REASON_FIRST_TIE],
        .small = w[REASON_SMALL], .bridge = w[REASON_BRIDGE], .fresh = w[REASON_FRESH], .learned = w[REASON_LEARNED],
        .outcomes = outcomes, .adopted_by = {ctx->actor.person}, .adopted_at = ctx->now});
}

enum status matching_weights_adopt(struct ctx *ctx, struct place_id place, const int weights[REASON_KINDS], int64_t outcomes)
{
    struct matching_sql_weights now;
    int64_t sum = 0;
    bool below = false;
    if (!may_weigh(ctx, place)) return ERR_DENIED;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        sum += weights[kind];
        below = below || weights[kind] < 0;
    }
    if (below || sum != 10000)
        return ctx_fault(ctx, ERR_INVALID, STR("weights"), SAY("The weights must be whole numbers from 0 that add to 10,000."));
    TRY(own_row(ctx, place, &now));
    if (now.id != 0 && now.adopted_at.ms > ctx->now.ms - MONTH_MS)
        return ctx_fault(ctx, ERR_CONFLICT, STR("weights"), SAY("Another table was adopted this month. Weights move at most once a month; take that one back, or wait."));
    if (now.id != 0) TRY(matching_sql_weights_end(ctx->db, now.id, ctx->now, false));
    TRY(insert(ctx, place, weights, outcomes));
    return journal_record(ctx, "matching.weights_adopted", place.v, 0, STR_NONE);
}

enum status matching_weights_undo(struct ctx *ctx, struct place_id place)
{
    struct matching_sql_weights now;
    struct matching_sql_weights_before before;
    if (!may_weigh(ctx, place)) return ERR_DENIED;
    TRY(own_row(ctx, place, &now));
    if (now.id == 0)
        return ctx_fault(ctx, ERR_MISSING, STR("weights"), SAY("There is nothing to take back: the weights are those Kith comes with."));
    enum status status = matching_sql_weights_before(ctx->db, ctx->arena, place, &before);
    if (status != OK && status != ERR_MISSING) return status;
    TRY(matching_sql_weights_end(ctx->db, now.id, ctx->now, true));
    if (status == OK) TRY(matching_sql_weights_again(ctx->db, before.id));
    return journal_record(ctx, "matching.weights_taken_back", place.v, 0, STR_NONE);
}
