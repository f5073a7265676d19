/* The table of weights: those in force for a place, their history, adopting and taking back. */
#include "domain/matching/matching_own.h"

#include "matching_sql.h"

#define TAKE(w, row)                                                                                             \
    do {                                                                                                         \
        const int64_t taken[REASON_KINDS] = {[REASON_INTEREST] = (row)->interest, [REASON_TIME] = (row)->free_time, \
            [REASON_WELCOME] = (row)->welcome, [REASON_NEAR] = (row)->near, [REASON_GIVES] = (row)->gives,       \
            [REASON_FIRST_TIE] = (row)->first_tie, [REASON_SMALL] = (row)->small, [REASON_BRIDGE] = (row)->bridge, \
            [REASON_FRESH] = (row)->fresh, [REASON_LEARNED] = (row)->learned};                                   \
        for (int kind = 0; kind < REASON_KINDS; kind++) (w)[kind] = (int)taken[kind];                            \
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
