/* A wish becomes an activity: the form of a new one begins with what is known. */
#include "domain/activities/activities_wish_own.h"

#include "platform/web/web.h"

static struct wish_id wish_of(struct web *w)
{
    return (struct wish_id){web_int(w, "wish", 0)};
}

enum status activities_wish_form_fill(struct web *w, struct asset *asset, struct activity_series *series)
{
    struct ctx *ctx = w->ctx;
    struct wish_fill fill;
    struct asset_schedule *lines;
    if (wish_of(w).v == 0) return OK;
    TRY(activities_wish_fill(ctx, wish_of(w), &fill));
    asset->place = fill.place;
    asset->name = fill.name;
    asset->description = fill.description;
    series->design = fill.design;
    series->designed_by = fill.designed_by;
    if (fill.schedule.len == 0) return OK;
    TRY(assets_schedule_parse(ctx->arena, fill.schedule, ctx_today(ctx), &lines, &asset->schedules_n));
    asset->schedules = lines;
    return OK;
}

struct str activities_wish_form_action(struct web *w, const char *path)
{
    if (wish_of(w).v == 0) return str_from(path);
    return web_path(w, "%s?wish=%lld", path, (long long)wish_of(w).v);
}

enum status activities_wish_form_became(struct web *w, struct asset_id asset)
{
    return wish_of(w).v == 0 ? OK : activities_wish_became(w->ctx, wish_of(w), asset);
}
