/* What other pages show of a series. */
#include "activities_pages.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"

/* On the page of its entry: the next date, and the way to all of them. */
enum status activities_panel_asset(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct asset asset;
    struct activity_series series;
    struct asset_session next;
    struct activities_panel_view view = {.next = STR_NONE};
    enum status status = activities_find_id(ctx, (struct asset_id){subject}, &asset, &series);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    view.href = str_printf(ctx->arena, "/activities/%lld", (long long)asset.id.v);
    status = assets_session_next(ctx, &asset, ctx->now, &next);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) {
        struct str code = assets_session_code(ctx->arena, next.asset, next.day, next.at);
        view.next = activities_say_when(ctx, &next);
        view.next_href = str_printf(ctx->arena, "/sessions/%.*s", STR_ARG(code));
        view.note = activities_say_note(ctx, &next);
    }
    view.asks = series.joining == ACTIVITY_SIGN_UP;
    activities_part_asset_panel(h, &view);
    return OK;
}
