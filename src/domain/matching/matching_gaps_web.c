/* The gap list, for connectors and administrators. */
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_view.h"
#include "domain/matching/matching_web_own.h"

#include "matching_pages.h"

#define ON_TODAY 3

static enum status rows_of(struct ctx *ctx, size_t most, struct matching_gaps_view *ret_view)
{
    struct matching_gap *gaps;
    size_t count;
    TRY(matching_gaps_list(ctx, (struct place_id){ctx->actor.place}, &gaps, &count));
    if (count > most) count = most;
    struct matching_gap_row *rows = ARENA_ARRAY(ctx->arena, struct matching_gap_row, count);
    for (size_t i = 0; i < count; i++) {
        struct said people = SAY1("{n} people or more", "n", text_number(ctx->arena, ctx->locale, gaps[i].people));
        rows[i] = (struct matching_gap_row){matching_gap_words(ctx, &gaps[i]), text_say(ctx->arena, ctx->locale, &people)};
    }
    struct matching_gaps_view view = {.rows = rows, .rows_n = count};
    if (count > 0) view.counted = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, gaps[0].at), ctx_today(ctx));
    *ret_view = view;
    return OK;
}

/* The first few on Today, for whom the whole list is open. */
enum status matching_panel_today(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct matching_gaps_view view;
    (void)subject;
    if (ctx->actor.place == 0 || !ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return OK;
    TRY(rows_of(ctx, ON_TODAY, &view));
    if (view.rows_n > 0) matching_page_gaps_today(h, &view);
    return OK;
}

enum status matching_web_gaps(struct web *w)
{
    struct matching_gaps_view view;
    TRY(rows_of(w->ctx, SIZE_MAX, &view));
    matching_page_gaps(web_page(w, SAY("What is missing here"), NULL), &view);
    return OK;
}
