/* One asset: its page and its document. */
#include "assets_pages.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/merge.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/find_json.h"
#include "domain/assets/import_store.h"

#include <math.h>

/* ---- one asset ---- */

static const struct str *lines_of(struct arena *arena, struct str text, size_t *ret_n)
{
    struct str *lines = NULL, line;
    size_t n = 0;
    while (n < 200 && str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.len > 0) *ARENA_PUSH(arena, lines, n) = line;
    }
    *ret_n = n;
    return lines;
}

static void times_fill(struct web *w, const struct asset *a, struct assets_asset_view *view)
{
    struct arena *arena = w->ctx->arena;
    struct str *times = ARENA_ARRAY(arena, struct str, a->schedules_n), own = STR_NONE;
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        times[i] = assets_schedule_say(arena, w->ctx->locale, line);
        if (line->rrule.len == 0 || !assets_schedule_has_more(arena, line->words)) continue;
        own = own.len == 0
                  ? line->words
                  : str_printf(arena, "%.*s; %.*s", STR_ARG(own), STR_ARG(line->words));
    }
    view->times = times;
    view->times_n = a->schedules_n;
    view->own_words = own;
}

static void reach_fill(struct web *w, const struct asset *a, struct assets_asset_view *view)
{
    view->phone_href = assets_tel(w, a->phone);
    if (view->phone_href.len > 0) view->phone = a->phone;
    view->email = a->email;
    if (a->email.len > 0) view->email_href = str_cat(w->ctx->arena, STR("mailto:"), a->email);
    view->url = a->url;
}

static void source_fill(struct web *w, const struct asset *a, struct assets_asset_view *view)
{
    if (a->source.len == 0) return;
    view->source =
        a->licence.len > 0
            ? assets_say(w, SAY2("Told us by {source}. You may use it under: {licence}",
                                 "source", a->source, "licence", a->licence))
            : assets_say(w, SAY1("Told us by {source}.", "source", a->source));
}

static enum status json_show(struct web *w, struct str id)
{
    struct asset a;
    struct str outline;
    struct json *json = web_json(w);
    enum status status = assets_find_external(w->ctx, id, &a);
    if (status == OK && assets_web_is_part(w, id, &a)) {
        json_begin_object(json);
        json_put_str(json, "id", id);
        json_put_str(json, "merged_into", a.external_id);
        json_put_str(json, "name", a.name);
        json_end(json);
        return OK;
    }
    if (status == OK) {
        TRY(assets_outline_find(w->ctx, a.id, &outline));
        assets_json(json, w->ctx->arena, &a, outline);
        return OK;
    }
    if (status != ERR_MISSING && status != ERR_DENIED) return status;
    w->response.status = 404;
    json_begin_object(json);
    json_key(json, "error");
    json_begin_object(json);
    json_put_str(json, "status", STR("MISSING"));
    json_put_str(json, "message", assets_say(w, SAY("There is nothing with this id.")));
    json_end(json);
    json_end(json);
    return OK;
}

enum status assets_web_show(struct web *w)
{
    struct asset a;
    struct str id = w->params[0];
    if (str_ends(id, STR(".json"))) return json_show(w, str_slice(id, 0, id.len - 5));
    TRY(assets_find_external(w->ctx, id, &a));
    if (assets_web_is_part(w, id, &a)) return assets_web_moved(w, &a);
    struct day today = ctx_today(w->ctx),
               next = assets_schedule_next(a.schedules, a.schedules_n, today);
    struct assets_asset_view view = {.name = a.name,
                                     .kind = assets_say(w, assets_kind_say(a.kind)),
                                     .organisation = a.organisation_name,
                                     .day = next,
                                     .dated = day_is(next),
                                     .lit = next.n == today.n,
                                     .closed = a.status != ASSET_ACTIVE,
                                     .welcome = assets_welcome_say(w, &a)};
    view.checked = assets_checked_say(w, &a, &view.old);
    view.tag = assets_tag_say(w, &a, view.old);
    view.paragraphs = lines_of(w->ctx->arena, a.description, &view.paragraphs_n);
    view.facts = assets_facts(w, &a, NAN, false, &view.facts_n);
    times_fill(w, &a, &view);
    reach_fill(w, &a, &view);
    source_fill(w, &a, &view);
    bool may = assets_may_change(w->ctx, &a);
    if (may) view.edit = web_path(w, "/assets/%lld/edit", (long long)a.id.v);
    if (may || (ctx_has(w->ctx, STANDING_CONNECTOR) && a.place.v == w->ctx->actor.place))
        view.check = web_path(w, "/assets/%lld/check", (long long)a.id.v);
    TRY(web_panels_markup(w, "asset", a.id.v, &view.panels));
    assets_page_asset(web_page(w, SAY1("{name}", "name", a.name), "/find"), &view);
    return OK;
}
