/* The pages of spreading: begin it elsewhere, the idea on paper and as a file, the family. */
#include "domain/activities/activities_copy.h"

#include "activities_pages.h"
#include "domain/activities/activities_copy_view.h"
#include "platform/web/web.h"

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str lines_say(struct ctx *ctx, const struct asset *a)
{
    struct str *words = ARENA_ARRAY(ctx->arena, struct str, a->schedules_n + 1);
    for (size_t i = 0; i < a->schedules_n; i++) words[i] = assets_schedule_say(ctx->arena, text_locale(TEXT_EN), &a->schedules[i]);
    return str_join(ctx->arena, words, a->schedules_n, STR("; "));
}

enum status activities_web_copy(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct asset asset;
    struct activity_series series;
    struct place *places;
    size_t n;
    TRY(activities_find(ctx, w->params[0], &asset, &series));
    TRY(places_list(ctx, &places, &n));
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    long long id = (long long)asset.id.v;
    struct copy_view view = {.name = asset.name, .action = web_path(w, "/activities/%lld/copy", id), .back = web_path(w, "/activities/%lld", id),
                             .idea = web_path(w, "/activities/%lld/idea", id), .file = web_path(w, "/activities/%lld/idea.json", id),
                             .start = web_kept(w, "start", day_format(ctx->arena, ctx_today(ctx))), .where = web_kept(w, "location", STR_NONE),
                             .when = web_kept(w, "when", lines_say(ctx, &asset))};
    for (size_t i = 0; i < n; i++)
        if (activities_copy_may(ctx, places[i].id)) choices[view.places_n++] = (struct html_choice){str_int(ctx->arena, places[i].id.v), places[i].name, false};
    view.places = choices;
    activities_page_copy(web_page(w, SAY("Begin it in another place"), NULL), &view);
    return OK;
}

struct copy_plan { struct asset idea; struct activity_series series; struct copy_to to; };

enum status activities_web_copy_prepare(struct web *w)
{
    struct asset asset;
    struct activity_series series;
    struct copy_plan *plan = ARENA_NEW(w->ctx->arena, struct copy_plan);
    TRY(activities_find(w->ctx, w->params[0], &asset, &series));
    activities_copy_idea(w->ctx, &asset, &series, &plan->idea, &plan->series);
    plan->to = (struct copy_to){.place = {web_int(w, "place", 0)}, .start = DAY_NONE, .when = web_text(w, "when"), .location_name = web_text(w, "location")};
    if (!day_parse(web_text(w, "start"), &plan->to.start)) plan->to.start = DAY_NONE;
    w->plan = plan;
    return OK;
}

enum status activities_web_copy_do(struct web *w)
{
    const struct copy_plan *plan = w->plan;
    struct asset_id id;
    TRY(activities_copy(w->ctx, &plan->idea, &plan->series, &plan->to, &id));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)id.v), SAY("It begins here too. Look it over and make it yours."));
}

/* ---- the idea ---- */

static struct str cost_say(struct ctx *ctx, const struct asset *a)
{
    if (a->cost_words.len > 0) return a->cost_words;
    if (a->cost == ASSET_COST_FREE) return say(ctx, SAY("Nothing"));
    return a->cost == ASSET_COST_PAID && a->price.n > 0 ? text_money(ctx->arena, ctx->locale, a->price) : STR_NONE;
}

static struct str designed_say(struct ctx *ctx, enum activity_designer by)
{
    if (by == ACTIVITY_DESIGN_UNKNOWN) return STR_NONE;
    return by == ACTIVITY_BY_RESIDENTS ? say(ctx, SAY("Residents")) : by == ACTIVITY_BY_STAFF ? say(ctx, SAY("Staff")) : say(ctx, SAY("Residents and staff"));
}

enum status activities_web_idea(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct asset asset;
    struct activity_series series;
    struct place place;
    TRY(activities_find(ctx, w->params[0], &asset, &series));
    TRY(places_find(ctx, asset.place, &place));
    struct str *lines = ARENA_ARRAY(ctx->arena, struct str, asset.schedules_n + 1);
    for (size_t i = 0; i < asset.schedules_n; i++) lines[i] = assets_schedule_say(ctx->arena, ctx->locale, &asset.schedules[i]);
    const struct idea_view view = {.name = asset.name, .bring = series.bring, .design = series.design, .cost = cost_say(ctx, &asset),
                                   .access = asset.access_words, .designed = designed_say(ctx, series.designed_by), .place = place.name,
                                   .paragraphs = &asset.description, .paragraphs_n = asset.description.len > 0, .lines = lines,
                                   .lines_n = asset.schedules_n};
    w->paper = true;
    activities_page_idea(web_page(w, SAY1("{name}", "name", asset.name), NULL), &view);
    return OK;
}

enum status activities_web_idea_json(struct web *w)
{
    struct asset asset, idea;
    struct activity_series series, fresh;
    TRY(activities_find(w->ctx, w->params[0], &asset, &series));
    activities_copy_idea(w->ctx, &asset, &series, &idea, &fresh);
    return web_bytes(w, STR("application/json"), activities_copy_format(w->ctx, &idea, &fresh), STR("idea.json"));
}

/* ---- on the page of a series ---- */

/* Where it kept its name, the place is enough. */
static struct copy_link link_of(struct web *w, const struct copy_family *f, struct str own_name)
{
    struct str said = str_eq(f->name, own_name) ? f->place : say(w->ctx, SAY2("{name}, {place}", "name", f->name, "place", f->place));
    return (struct copy_link){web_path(w, "/activities/%lld", (long long)f->id.v), said};
}

enum status activities_copy_part(struct web *w, const struct activity_at *at, bool session, struct html *h)
{
    struct copy_family parent, *children;
    size_t n;
    if (session) return OK;
    TRY(activities_copy_family(w->ctx, &at->series, &parent, &children, &n));
    struct copy_link *links = ARENA_ARRAY(w->ctx->arena, struct copy_link, n + 1);
    for (size_t i = 0; i < n; i++) links[i] = link_of(w, &children[i], at->asset.name);
    struct family_view view = {.children = links, .children_n = n, .copy = web_path(w, "/activities/%lld/copy", (long long)at->asset.id.v)};
    if (parent.id.v != 0) view.parent = link_of(w, &parent, STR_NONE);
    activities_page_family(h, &view);
    return OK;
}
