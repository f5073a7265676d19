/* "Take it with you" on the page of a series and of a date, and which activity a series is. */
#include "domain/activities/activities_feed.h"

#include "activities_pages.h"
#include "domain/activities/activities_feed_view.h"
#include "platform/web/web.h"

#define NEXT_DAYS 120

/* ---- schema.org of the date, or of the next one ---- */

static void mark_fill(struct web *w, const struct activity_at *at, const struct asset_session *s, const struct zone *zone,
                      struct activities_feed_mark *mark)
{
    const struct asset *a = &at->asset;
    struct arena *arena = w->ctx->arena;
    bool cancelled = s->cancelled || a->status != ASSET_ACTIVE;
    *mark = (struct activities_feed_mark){
        .name = a->name,
        .starts = instant_format(arena, zone, s->begins),
        .ends = s->ends.ms > s->begins.ms ? instant_format(arena, zone, s->ends) : STR_NONE,
        .where = s->location_name.len > 0   ? s->location_name
                 : a->location_name.len > 0 ? a->location_name
                                            : a->address,
        .url = web_path(w, "/sessions/%.*s", STR_ARG(assets_session_code(arena, s->asset, s->day, s->at))),
        .status = cancelled ? STR("https://schema.org/EventCancelled") : STR("https://schema.org/EventScheduled"),
        .free = a->cost == ASSET_COST_FREE};
}

static enum status mark_find(struct web *w, const struct activity_at *at, bool session, struct activities_feed_mark *mark)
{
    const struct zone *zone;
    struct asset_session *next;
    size_t n;
    struct day today = ctx_today(w->ctx);
    TRY(places_zone(w->ctx, at->asset.place, &zone));
    if (session) {
        mark_fill(w, at, &at->session, zone, mark);
        return OK;
    }
    TRY(assets_sessions(w->ctx, &at->asset, today, (struct day){today.n + NEXT_DAYS}, 1, &next, &n));
    if (n > 0) mark_fill(w, at, &next[0], zone, mark);
    return OK;
}

/* ---- the part ---- */

static struct str kinds_said(struct web *w, const struct feed_source *s)
{
    struct str names[FEED_KINDS];
    for (size_t i = 0; i < s->kinds_n; i++) names[i] = s->kinds[i]->label;
    if (s->kinds_n == 0) return text_say(w->ctx->arena, w->ctx->locale, &SAY("not shown."));
    return str_join(w->ctx->arena, names, s->kinds_n, STR(", "));
}

enum status activities_feed_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct feed_source source;
    long long id = at->asset.id.v;
    struct str base = activities_feed_base(w);
    struct activities_feed_take_view view = {.kind_href = STR_NONE};
    if (session) {
        view.calendar = web_path(w, "/sessions/%.*s.ics", STR_ARG(at->code));
        view.share = str_printf(w->ctx->arena, "%.*s/sessions/%.*s", STR_ARG(base), STR_ARG(at->code));
    } else {
        view.calendar = web_path(w, "/activities/%lld.ics", id);
        view.poster_a4 = web_path(w, "/activities/%lld/poster.pdf", id);
        view.poster_a3 = web_path(w, "/activities/%lld/poster.pdf?size=a3", id);
        view.share = str_printf(w->ctx->arena, "%.*s/activities/%lld", STR_ARG(base), id);
    }
    if (!session && w->ctx->actor.person && assets_may_change(w->ctx, &at->asset)) {
        TRY(activities_feed_source(w->ctx, at->asset.id, &source));
        view.kind = kinds_said(w, &source);
        view.kind_href = web_path(w, "/activities/%lld/kind", id);
    }
    TRY(mark_find(w, at, session, &view.mark));
    activities_part_feed_take(h, &view);
    return OK;
}

/* ---- which activity it is ---- */

static enum status found(struct web *w, struct feed_source *ret_source)
{
    struct asset asset;
    struct activity_series series;
    TRY(activities_find(w->ctx, w->params[0], &asset, &series));
    if (!assets_may_change(w->ctx, &asset)) return ERR_DENIED;
    return activities_feed_source(w->ctx, asset.id, ret_source);
}

static struct html_choice *choices(struct web *w, struct str kept, size_t *ret_count)
{
    struct ctx *ctx = w->ctx;
    const struct feed_list *list = activities_feed_list(ctx);
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, list->n + 2);
    all[0] = (struct html_choice){STR(""), text_say(ctx->arena, ctx->locale, &SAY("As its name and topics say")), kept.len == 0};
    all[1] = (struct html_choice){STR("none"), text_say(ctx->arena, ctx->locale, &SAY("None: do not show it there")),
                                  str_is(kept, "none")};
    for (size_t i = 0; i < list->n; i++)
        all[i + 2] = (struct html_choice){list->rows[i].id, list->rows[i].label, str_eq(kept, list->rows[i].id)};
    *ret_count = list->n + 2;
    return all;
}

enum status activities_feed_web_kind(struct web *w)
{
    struct feed_source source;
    struct activities_feed_kind_view view = {.words = STR_NONE};
    TRY(found(w, &source));
    view.name = source.asset.name;
    view.back = web_path(w, "/activities/%lld", (long long)source.asset.id.v);
    view.action = web_path(w, "/activities/%lld/kind", (long long)source.asset.id.v);
    if (source.kinds_n > 0) view.words = kinds_said(w, &source);
    view.choices = choices(w, web_kept(w, "activity", source.said), &view.choices_n);
    activities_page_feed_kind(web_page(w, SAY("Which activity is it?"), "/find"), &view);
    return OK;
}

enum status activities_feed_web_kind_apply(struct web *w)
{
    struct asset asset;
    struct activity_series series;
    TRY(activities_find(w->ctx, w->params[0], &asset, &series));
    TRY(activities_feed_say(w->ctx, &asset, web_text(w, "activity")));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)asset.id.v), SAY("Kept."));
}
