/* Beginning an activity again in another place. */
#include "domain/activities/activities_copy.h"

#include "activities_sql.h"
#include "domain/activities/activities_checklist.h"
#include "platform/journal/journal.h"

bool activities_copy_may(struct ctx *ctx, struct place_id to)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN | STANDING_CONNECTOR | STANDING_STEWARD) && ctx->actor.place == to.v;
}

void activities_copy_idea(struct ctx *ctx, const struct asset *asset, const struct activity_series *series, struct asset *ret_asset,
                          struct activity_series *ret_series)
{
    (void)ctx;
    *ret_asset = (struct asset){
        .kind = asset->kind, .name = asset->name, .description = asset->description, .access_yes = asset->access_yes,
        .access_no = asset->access_no, .access_words = asset->access_words, .cost = asset->cost, .price = asset->price,
        .cost_words = asset->cost_words, .languages = asset->languages, .age_low = asset->age_low, .age_high = asset->age_high,
        .for_child = asset->for_child, .audience = asset->audience, .host_room = -1, .usual_size = asset->usual_size,
        .schedules = asset->schedules, .schedules_n = asset->schedules_n, .checked = DAY_NONE, .concepts_n = asset->concepts_n};
    for (size_t i = 0; i < asset->concepts_n; i++) {
        ret_asset->concepts[i] = asset->concepts[i];
        ret_asset->quality[i] = asset->quality[i];
    }
    *ret_series = (struct activity_series){
        .joining = series->joining, .capacity = series->capacity, .newcomers = series->newcomers, .offer_hours = series->offer_hours,
        .bring = series->bring, .names = series->names, .designed_by = series->designed_by, .design = series->design,
        .parent = asset->id};
}

/* The lines in words where given, else those it has, from the new start on. */
static enum status lines_from(struct ctx *ctx, const struct asset *idea, const struct copy_to *to, struct asset *a)
{
    struct asset_schedule *lines;
    size_t n;
    if (to->when.len > 0) {
        TRY(assets_schedule_parse(ctx->arena, to->when, to->start, &lines, &n));
    } else {
        n = idea->schedules_n;
        lines = ARENA_ARRAY(ctx->arena, struct asset_schedule, n + 1);
        for (size_t i = 0; i < n; i++) lines[i] = idea->schedules[i];
    }
    for (size_t i = 0; i < n; i++) {
        lines[i].from = to->start;
        lines[i].until = DAY_NONE;
        lines[i].zone = STR_NONE;
    }
    a->schedules = lines;
    a->schedules_n = n;
    if (assets_is_series(a)) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("when"), SAY("Say when it is, with an hour. For example: Every Thursday 15:30 to 16:30"));
}

enum status activities_copy(struct ctx *ctx, const struct asset *idea, const struct activity_series *series, const struct copy_to *to,
                            struct asset_id *ret_id)
{
    struct asset a = *idea, made;
    struct activity_series s = *series, fresh;
    if (!activities_copy_may(ctx, to->place))
        return ctx_fault(ctx, ERR_DENIED, STR("place"), SAY("You can begin it in your own place, if you are a connector or look after its list."));
    if (!day_is(to->start)) return ctx_fault(ctx, ERR_INVALID, STR("start"), SAY("Say from which day. For example: 2026-03-12"));
    TRY(lines_from(ctx, idea, to, &a));
    a.place = to->place;
    a.location_name = to->location_name;
    a.host = (struct person_id){ctx->actor.person};
    a.price = idea->cost == ASSET_COST_PAID ? idea->price : PENCE_NONE;
    TRY(assets_put(ctx, &a, ret_id));
    TRY(activities_find_id(ctx, *ret_id, &made, &fresh));
    s.asset = made.id;
    s.leader = (struct person_id){ctx->actor.person};
    TRY(activities_put(ctx, &made, &s));
    if (s.parent.v == 0) return OK;
    TRY(activities_checklist_copy(ctx, s.parent, made.id));
    return journal_record(ctx, "activities.copied", s.parent.v, made.id.v, STR_NONE);
}

enum status activities_copy_family(struct ctx *ctx, const struct activity_series *series, struct copy_family *ret_parent,
                                   struct copy_family **ret_children, size_t *ret_count)
{
    struct activities_sql_children *rows;
    struct activities_sql_parent up;
    struct copy_family parent = {.id = {0}};
    size_t n;
    if (series->parent.v != 0 && activities_sql_parent(ctx->db, ctx->arena, series->parent, &up) == OK)
        parent = (struct copy_family){up.id, up.name, up.place};
    TRY(activities_sql_children(ctx->db, ctx->arena, series->asset, COPY_CHILDREN, &rows, &n));
    struct copy_family *children = ARENA_ARRAY(ctx->arena, struct copy_family, n + 1);
    for (size_t i = 0; i < n; i++) children[i] = (struct copy_family){rows[i].asset_id, rows[i].name, rows[i].place};
    *ret_parent = parent;
    *ret_children = children;
    *ret_count = n;
    return OK;
}
