/* A series with all that calendars and feeds tell of it, and which activity of the list it is. */
#include "domain/activities/activities_feed.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"

#define SURE 80 /* quality of a concept that a person or the source said */

static void kind_add(struct feed_source *s, const struct feed_activity *kind)
{
    if (!kind || s->kinds_n == FEED_KINDS) return;
    for (size_t i = 0; i < s->kinds_n; i++)
        if (s->kinds[i] == kind) return;
    s->kinds[s->kinds_n++] = kind;
}

static void kinds_of_concepts(struct ctx *ctx, const struct feed_list *list, struct feed_source *s)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    for (size_t i = 0; i < s->asset.concepts_n; i++) {
        const struct concept *concept = vocabulary_lookup(v, s->asset.concepts[i]);
        if (!concept || concept->openactive.len == 0) continue;
        if (i == 0 || s->asset.quality[i] >= SURE) kind_add(s, activities_feed_list_find(list, concept->openactive));
    }
}

/* What a calendar or another feed said it is, in its own words or by its id on the list. */
static enum status kinds_of_categories(struct ctx *ctx, const struct feed_list *list, struct feed_source *s)
{
    struct activities_sql_feed_categories *rows;
    const struct feed_activity *named[FEED_KINDS];
    size_t n;
    TRY(activities_sql_feed_categories(ctx->db, ctx->arena, s->asset.id, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].reference.len > 0) kind_add(s, activities_feed_list_find(list, rows[i].reference));
    for (size_t i = 0; i < n; i++) {
        const struct feed_activity *exact = activities_feed_list_label(list, ctx->arena, rows[i].words);
        size_t found = exact ? 0 : activities_feed_list_named(list, ctx->arena, rows[i].words, named, FEED_KINDS);
        kind_add(s, exact);
        for (size_t k = 0; k < found; k++) kind_add(s, named[k]);
    }
    return OK;
}

static enum status kinds_find(struct ctx *ctx, struct feed_source *s)
{
    const struct feed_list *list = activities_feed_list(ctx);
    const struct feed_activity *named[FEED_KINDS];
    struct activities_sql_feed_activity said;
    enum status status = activities_sql_feed_activity(ctx->db, ctx->arena, s->asset.id, &said);
    if (status != OK && status != ERR_MISSING) return status;
    s->said = status == OK ? said.activity : STR_NONE;
    if (status == OK) {
        kind_add(s, activities_feed_list_find(list, said.activity)); /* "none" is not on it */
        return OK;
    }
    TRY(kinds_of_categories(ctx, list, s));
    size_t n = activities_feed_list_named(list, ctx->arena, s->asset.name, named, FEED_KINDS);
    for (size_t i = 0; i < n; i++) kind_add(s, named[i]);
    kinds_of_concepts(ctx, list, s);
    return OK;
}

/* Its last date is behind us: what took place was not called off. */
static bool ran_out(const struct asset *a, struct day today)
{
    if (a->status != ASSET_INACTIVE || a->schedules_n == 0) return false;
    for (size_t i = 0; i < a->schedules_n; i++)
        if (!day_is(a->schedules[i].until) || a->schedules[i].until.n >= today.n) return false;
    return true;
}

enum status activities_feed_source(struct ctx *ctx, struct asset_id id, struct feed_source *ret_source)
{
    struct feed_source s = {.said = STR_NONE};
    int64_t live;
    TRY(activities_find_id(ctx, id, &s.asset, &s.series));
    TRY(activities_sql_feed_live(ctx->db, id, &live));
    s.ended = live == 0 || s.asset.status == ASSET_DEFUNCT;
    TRY(places_find(ctx, s.asset.place, &s.place));
    TRY(places_zone(ctx, s.asset.place, &s.zone));
    TRY(assets_series_find(ctx, id, &s.id));
    struct day today = day_from_instant(s.zone, ctx->now);
    s.off_now = s.id.off && s.id.off_from.n <= today.n;
    s.cancelled = s.ended || (s.asset.status != ASSET_ACTIVE && !s.id.off && !ran_out(&s.asset, today)); /* off: its dates say so */
    if (s.asset.changed_at.ms > s.id.modified_at.ms) s.id.modified_at = s.asset.changed_at;
    TRY(kinds_find(ctx, &s));
    *ret_source = s;
    return OK;
}

enum status activities_feed_say(struct ctx *ctx, const struct asset *asset, struct str activity)
{
    if (!assets_may_change(ctx, asset))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who look after this entry can change it."));
    if (activity.len == 0) {
        TRY(activities_sql_feed_activity_drop(ctx->db, asset->id));
    } else {
        if (!str_is(activity, "none") && !activities_feed_list_find(activities_feed_list(ctx), activity))
            return ctx_fault(ctx, ERR_INVALID, STR("activity"), SAY("That activity is not on the list. Choose one from it."));
        TRY(activities_sql_feed_activity_put(ctx->db, asset->id, activity, ctx->actor.account, ctx->now));
    }
    return journal_record(ctx, "activities.changed", asset->id.v, asset->place.v, STR_NONE);
}
