/* What coming to a series gives: said by who runs it, booked by credits. */
#include "domain/activities/activities_own.h"
#include "domain/credits/credits_earn.h"
#include "platform/web/web.h"

static enum status series_of(struct web *w, struct asset *ret_asset, bool *ret_runs)
{
    struct activity_series series;
    TRY(activities_find(w->ctx, w->params[0], ret_asset, &series));
    *ret_runs = activities_may_run(w->ctx, ret_asset, &series);
    return OK;
}

enum status activities_web_hours(struct web *w)
{
    struct asset asset;
    bool runs;
    TRY(series_of(w, &asset, &runs));
    return credits_earn_show(w, &asset, runs);
}

enum status activities_web_hours_set(struct web *w)
{
    struct asset asset;
    bool runs;
    TRY(series_of(w, &asset, &runs));
    if (!runs) return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can say what it gives."));
    return credits_earn_show_set(w, &asset);
}

enum status activities_panel_hours(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct asset asset;
    struct activity_series series;
    enum status status = activities_find_id(ctx, (struct asset_id){subject}, &asset, &series);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    struct str href = STR("");
    if (series.names && activities_may_run(ctx, &asset, &series)) href = str_printf(ctx->arena, "/activities/%lld/hours", (long long)asset.id.v);
    return credits_earn_line(ctx, h, asset.id, href);
}
