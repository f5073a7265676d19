/* Wishes on other pages: my page, and the page of what a wish became. */
#include "domain/activities/activities_wish_web_own.h"

#include "activities_pages.h"
#include "activities_sql.h"
#include "platform/web/web.h"

#define MINE 20

static struct str said_of(struct ctx *ctx, struct str state)
{
    if (str_is(state, "became")) return activities_wish_say(ctx, SAY("It came true."));
    if (str_is(state, "waiting")) return activities_wish_say(ctx, SAY("A neighbour reads it first."));
    return activities_wish_say(ctx, SAY("On the list."));
}

enum status activities_wish_panel_me(struct ctx *ctx, struct html *h, int64_t person)
{
    struct activities_sql_wishes_of *rows;
    size_t n;
    TRY(activities_sql_wishes_of(ctx->db, ctx->arena, (struct person_id){person}, MINE, &rows, &n));
    struct wish_row *list = ARENA_ARRAY(ctx->arena, struct wish_row, n + 1);
    struct wish_mine_view view = {.rows = list};
    for (size_t i = 0; i < n; i++) {
        if (instant_is(rows[i].ended_at) || str_is(rows[i].state, "ended")) continue;
        struct str href = str_is(rows[i].state, "became") ? str_printf(ctx->arena, "/activities/%lld", (long long)rows[i].asset_id.v)
                                                          : str_printf(ctx->arena, "/wish/%lld", (long long)rows[i].id.v);
        list[view.rows_n++] = (struct wish_row){href, rows[i].words, said_of(ctx, rows[i].state)};
    }
    activities_page_wish_mine(h, &view);
    return OK;
}

enum status activities_wish_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct wish_id id;
    struct wish_from_view view;
    if (session) return OK;
    enum status status = activities_wish_of(w->ctx, at->asset.id, &id, &view.words);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    view.href = web_path(w, "/wish/%lld", (long long)id.v);
    activities_page_wish_from(h, &view);
    return OK;
}
