/* The gap list, for connectors and administrators. */
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_view.h"
#include "domain/matching/matching_web_own.h"

#include "matching_pages.h"

enum status matching_web_gaps(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct matching_gap *gaps;
    size_t count;
    TRY(matching_gaps_list(ctx, (struct place_id){ctx->actor.place}, &gaps, &count));
    struct matching_gap_row *rows = ARENA_ARRAY(ctx->arena, struct matching_gap_row, count);
    for (size_t i = 0; i < count; i++) {
        struct said people = SAY1("{n} people or more", "n", text_number(ctx->arena, ctx->locale, gaps[i].people));
        rows[i] = (struct matching_gap_row){matching_gap_words(ctx, &gaps[i]), text_say(ctx->arena, ctx->locale, &people)};
    }
    struct matching_gaps_view view = {.rows = rows, .rows_n = count};
    if (count > 0) view.counted = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, gaps[0].at), ctx_today(ctx));
    matching_page_gaps(web_page(w, SAY("What is missing here"), NULL), &view);
    return OK;
}
