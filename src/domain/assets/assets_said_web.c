/* Who said which fields of an entry last, in the reader's words. */
#include "domain/assets/assets_facts.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/assets_sources_web.h"

enum status assets_said_fill(struct web *w, struct asset_id id, struct assets_form_view *view) {
    struct ctx *ctx = w->ctx;
    struct assets_said_row *rows;
    size_t n;
    TRY(assets_said_list(ctx, id, &rows, &n));
    struct assets_said_view *said = ARENA_ARRAY(ctx->arena, struct assets_said_view, n);
    for (size_t i = 0; i < n; i++) {
        struct str day = text_day(ctx->arena, ctx->locale,
                                  day_from_instant(ctx->zone, rows[i].at), ctx_today(ctx));
        said[i].fields = assets_said_words(ctx, rows[i].groups);
        said[i].words =
            rows[i].source.len > 0
                ? assets_say(w, SAY2("from the list of {source}, {day}", "source", rows[i].source,
                                     "day", day))
                : assets_say(w, SAY1("said by somebody here, {day}", "day", day));
    }
    view->said = said;
    view->said_n = n;
    return OK;
}
