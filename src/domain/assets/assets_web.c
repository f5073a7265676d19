/* The find page, its document, and one asset. */
#include "assets_pages.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/find_json.h"
#include "domain/assets/import_store.h"

#include <math.h>

#define ROWS 20

struct ask {
    struct web *w;
    struct assets_query q;
    struct str near; /* as it stands in the box */
    bool about;
};

static struct str from_web(const void *from, const char *name)
{
    return web_text(from, name);
}

/* Nothing said about where: the reader's own place, when it has a middle. */
static void near_default(struct ask *ask)
{
    struct ctx *ctx = ask->w->ctx;
    struct place place;
    if (web_text(ask->w, "near").ptr != NULL || web_text(ask->w, "page").ptr != NULL) return;
    enum status status = ctx->actor.place
                             ? places_find(ctx, (struct place_id){ctx->actor.place}, &place)
                             : places_first(ctx, &place);
    if (status != OK || !place.located) return;
    ask->q.near = place.name;
    ask->near = place.name;
}

static enum status ask_read(struct web *w, struct ask *ask)
{
    *ask = (struct ask){.w = w};
    TRY(assets_query_parse(w->ctx, from_web, w, &ask->q));
    ask->q.words = web_text(w, "q");
    ask->q.step_free = web_on(w, "step_free");
    ask->q.free = web_on(w, "free");
    ask->q.welcome = web_on(w, "welcome");
    ask->near = ask->q.near;
    return OK;
}

enum status assets_web_find_json(struct web *w)
{
    struct ask ask;
    struct assets_found found;
    TRY(ask_read(w, &ask));
    TRY(assets_search(w->ctx, &ask.q, &found));
    assets_found_json(web_json(w), &found);
    return OK;
}

/* ---- addresses of other searches ---- */

enum wish {
    WISH_NONE,
    WISH_WORDS,
    WISH_NEAR,
    WISH_DAY,
    WISH_HOURS,
    WISH_STEP_FREE,
    WISH_FREE,
    WISH_WELCOME,
    WISH_LANGUAGE,
    WISHES
};

static void query_put(struct buf *buf, struct arena *arena, const char *name, struct str value)
{
    if (value.len == 0) return;
    buf_printf(buf, "%s%s=", buf->len == 5 ? "?" : "&", name);
    buf_put(buf, http_url_encode(arena, value));
}

static struct str clock_of(struct arena *arena, int minutes)
{
    return minutes < 0 ? STR_NONE : str_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
}

static struct str day_code(int day)
{
    static const char *const codes[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return day < 0 || day > 6 ? STR_NONE : str_from(codes[day]);
}

static void near_put(struct buf *buf, const struct ask *ask, bool without)
{
    struct arena *arena = ask->w->ctx->arena;
    if (without || ask->near.len == 0) { /* an empty "near" says: anywhere */
        buf_puts(buf, buf->len == 5 ? "?near=" : "&near=");
        return;
    }
    query_put(buf, arena, "near", ask->near);
    if (ask->q.within_km > 0)
        query_put(buf, arena, "within_km", str_printf(arena, "%g", ask->q.within_km));
}

static struct str find_address(const struct ask *ask, enum wish without, int page)
{
    struct arena *arena = ask->w->ctx->arena;
    const struct assets_query *q = &ask->q;
    struct buf buf;
    buf_init(&buf, arena, 4096);
    buf_puts(&buf, "/find");
    if (without != WISH_WORDS) query_put(&buf, arena, "q", q->words);
    near_put(&buf, ask, without == WISH_NEAR);
    if (without != WISH_DAY) query_put(&buf, arena, "day", day_code(q->day));
    if (without != WISH_HOURS) {
        query_put(&buf, arena, "from", clock_of(arena, q->from));
        query_put(&buf, arena, "to", clock_of(arena, q->to));
    }
    if (q->step_free && without != WISH_STEP_FREE)
        query_put(&buf, arena, "step_free", STR("yes"));
    if (q->free && without != WISH_FREE) query_put(&buf, arena, "free", STR("yes"));
    if (q->welcome && without != WISH_WELCOME) query_put(&buf, arena, "welcome", STR("yes"));
    if (without != WISH_LANGUAGE) query_put(&buf, arena, "language", q->language);
    if (q->limit != ROWS) query_put(&buf, arena, "limit", str_int(arena, q->limit));
    if (page > 1) query_put(&buf, arena, "page", str_int(arena, page));
    return buf_str(&buf);
}

static bool wish_drop(struct assets_query *q, enum wish wish)
{
    struct assets_query before = *q;
    switch (wish) {
    case WISH_WORDS: q->words = STR_NONE; return before.words.len > 0;
    case WISH_NEAR: q->near = STR_NONE; return before.near.len > 0;
    case WISH_DAY: q->day = -1; return before.day >= 0;
    case WISH_HOURS: q->from = q->to = -1; return before.from >= 0 || before.to >= 0;
    case WISH_STEP_FREE: q->step_free = false; return before.step_free;
    case WISH_FREE: q->free = false; return before.free;
    case WISH_WELCOME: q->welcome = false; return before.welcome;
    case WISH_LANGUAGE: q->language = STR_NONE; return before.language.len > 0;
    case WISH_NONE:
    case WISHES: break;
    }
    return false;
}

static struct said wish_say(enum wish wish, struct str n)
{
    switch (wish) {
    case WISH_WORDS: return SAY1("Anything at all: {n}", "n", n);
    case WISH_NEAR: return SAY1("Farther away: {n}", "n", n);
    case WISH_DAY: return SAY1("Any day: {n}", "n", n);
    case WISH_HOURS: return SAY1("Any time of day: {n}", "n", n);
    case WISH_STEP_FREE: return SAY1("Where we do not know about steps: {n}", "n", n);
    case WISH_FREE: return SAY1("Where it may cost something: {n}", "n", n);
    case WISH_WELCOME: return SAY1("Where nobody is named at the door: {n}", "n", n);
    default: return SAY1("In any language: {n}", "n", n);
    }
}

/* Which wish to leave out, with what each would bring. */
static enum status relax(struct ask *ask, struct assets_find_view *view)
{
    struct ctx *ctx = ask->w->ctx;
    struct assets_link_view *links = ARENA_ARRAY(ctx->arena, struct assets_link_view, WISHES);
    for (int wish = WISH_WORDS; wish < WISHES; wish++) {
        struct assets_query q = ask->q;
        struct assets_found found;
        if (!wish_drop(&q, (enum wish)wish)) continue;
        q.limit = 1;
        q.page = 1;
        TRY(assets_search(ctx, &q, &found));
        if (found.total == 0) continue;
        struct str n = text_number(ctx->arena, ctx->locale, found.total);
        links[view->relax_n++] =
            (struct assets_link_view){find_address(ask, (enum wish)wish, 1),
                                      assets_say(ask->w, wish_say((enum wish)wish, n))};
    }
    view->relax = links;
    return OK;
}

/* ---- the form ---- */

static const struct html_choice *days_of(const struct ask *ask, size_t *ret_n)
{
    struct html_choice *days = ARENA_ARRAY(ask->w->ctx->arena, struct html_choice, 8);
    days[0] = (struct html_choice){STR(""), assets_say(ask->w, SAY("Any day")), ask->q.day < 0};
    for (int day = 0; day < 7; day++)
        days[day + 1] = (struct html_choice){
            day_code(day), text_weekday(ask->w->ctx->locale, day), ask->q.day == day};
    *ret_n = 8;
    return days;
}

static const struct html_choice *easy_of(const struct ask *ask, size_t *ret_n)
{
    struct html_choice *easy = ARENA_ARRAY(ask->w->ctx->arena, struct html_choice, 3);
    easy[0] = (struct html_choice){STR("free"), assets_say(ask->w, SAY("Free")), ask->q.free};
    easy[1] = (struct html_choice){STR("step_free"), assets_say(ask->w, SAY("No steps")),
                                   ask->q.step_free};
    easy[2] = (struct html_choice){STR("welcome"),
                                   assets_say(ask->w, SAY("Someone meets me at the door")),
                                   ask->q.welcome};
    *ret_n = 3;
    return easy;
}

static const struct html_choice *languages_of(const struct ask *ask, size_t *ret_n)
{
    struct html_choice *choices = ARENA_ARRAY(ask->w->ctx->arena, struct html_choice, 20);
    size_t n = 0;
    choices[n++] = (struct html_choice){STR(""), assets_say(ask->w, SAY("Any language")),
                                        ask->q.language.len == 0};
    for (const char *const *code = assets_languages_offered; *code; code++)
        choices[n++] =
            (struct html_choice){str_from(*code), assets_language_say(ask->w, str_from(*code)),
                                 str_is(ask->q.language, *code)};
    *ret_n = n;
    return choices;
}

static const struct html_choice *distances_of(const struct ask *ask, size_t *ret_n)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50};
    struct html_choice *choices = ARENA_ARRAY(ask->w->ctx->arena, struct html_choice, 6);
    double wanted = ask->q.within_km > 0 ? ask->q.within_km : 5;
    for (size_t i = 0; i < 6; i++) {
        struct str n = str_int(ask->w->ctx->arena, steps[i]);
        choices[i] = (struct html_choice){n, assets_say(ask->w, SAY1("within {n} km", "n", n)),
                                          fabs(wanted - steps[i]) < 0.01};
    }
    *ret_n = 6;
    return choices;
}

static void form_fill(const struct ask *ask, struct assets_find_view *view)
{
    view->q = ask->q.words;
    view->near = ask->near;
    view->from = clock_of(ask->w->ctx->arena, ask->q.from);
    view->to = clock_of(ask->w->ctx->arena, ask->q.to);
    view->days = days_of(ask, &view->days_n);
    view->easy = easy_of(ask, &view->easy_n);
    view->languages = languages_of(ask, &view->languages_n);
    view->distances = distances_of(ask, &view->distances_n);
}

/* ---- the answers ---- */

static struct str sentence(const struct ask *ask, struct str words, struct said said)
{
    struct str next = assets_say(ask->w, said);
    return words.len == 0
               ? next
               : str_printf(ask->w->ctx->arena, "%.*s %.*s", STR_ARG(words), STR_ARG(next));
}

static struct str understood(const struct ask *ask, const struct assets_found *found)
{
    const struct assets_query *q = &ask->q;
    struct arena *arena = ask->w->ctx->arena;
    struct str words = STR_NONE;
    if (found->understood_near.len > 0) {
        struct str km = str_printf(arena, "%g", q->within_km > 0 ? q->within_km : 5);
        words = sentence(
            ask, words,
            SAY2("Near {place}, within {km} km.", "place", found->understood_near, "km", km));
    }
    if (q->day >= 0)
        words = sentence(ask, words,
                         SAY1("On a {day}.", "day", text_weekday(ask->w->ctx->locale, q->day)));
    if (q->step_free) words = sentence(ask, words, SAY("No steps."));
    if (q->free) words = sentence(ask, words, SAY("Free."));
    if (q->welcome) words = sentence(ask, words, SAY("Someone meets you at the door."));
    if (q->language.len > 0)
        words = sentence(
            ask, words,
            SAY1("In {language}.", "language", assets_language_say(ask->w, q->language)));
    if (found->total > 1 && found->understood_near.len > 0)
        words = sentence(ask, words, SAY("The nearest come first."));
    return words;
}

static void row_fill(const struct ask *ask, const struct assets_hit *hit, int number,
                     struct assets_row_view *row)
{
    const struct asset *a = &hit->asset;
    struct day today = ctx_today(ask->w->ctx),
               next = assets_schedule_next(a->schedules, a->schedules_n, today);
    *row = (struct assets_row_view){.number = number,
                                    .name = a->name,
                                    .day = next,
                                    .dated = day_is(next),
                                    .lit = next.n == today.n};
    row->href = str_cat(ask->w->ctx->arena, STR("/assets/"), a->external_id);
    row->checked = assets_checked_say(ask->w, a, &row->old);
    row->tag = assets_tag_say(ask->w, a, row->old);
    for (size_t i = 0; i < hit->why_n; i++)
        if (hit->why[i] == WHY_TIMES_UNKNOWN)
            row->ask = assets_say(ask->w, SAY("Ask when it is on"));
    row->facts = assets_facts(ask->w, a, hit->distance_km, ask->about, &row->facts_n);
    if (row->old && assets_tel(ask->w, a->phone).len > 0) {
        row->phone = a->phone;
        row->phone_href = assets_tel(ask->w, a->phone);
    }
}

/* The middle of what is shown, and how far out it reaches. */
static void map_fill(const struct ask *ask, const struct assets_found *found,
                     struct assets_find_view *view)
{
    struct html_pin *pins = ARENA_ARRAY(ask->w->ctx->arena, struct html_pin, found->hits_n);
    double lat = 0, lon = 0, far = 300;
    size_t n = 0;
    for (size_t i = 0; i < found->hits_n; i++) {
        if (!found->hits[i].asset.located) continue;
        lat += found->hits[i].asset.lat;
        lon += found->hits[i].asset.lon;
        n++;
    }
    if (n == 0) return;
    for (size_t i = 0; i < found->hits_n; i++) {
        const struct asset *a = &found->hits[i].asset;
        struct html_pin *pin = &pins[view->pins_n];
        if (!a->located) continue;
        places_project(lat / (double)n, lon / (double)n, a->lat, a->lon, &pin->x, &pin->y);
        pin->number = view->rows[i].number;
        pin->label = a->name;
        pin->lit = view->rows[i].lit;
        view->pins_n++;
        if (hypot(pin->x, pin->y) > far) far = hypot(pin->x, pin->y);
    }
    view->pins = pins;
    view->radius_m = far * 1.1;
}

static enum status found_show(struct ask *ask, struct assets_find_view *view)
{
    struct assets_found found;
    struct web *w = ask->w;
    TRY(assets_search(w->ctx, &ask->q, &found));
    struct assets_row_view *rows =
        ARENA_ARRAY(w->ctx->arena, struct assets_row_view, found.hits_n);
    int first = (ask->q.page - 1) * ask->q.limit;
    for (size_t i = 0; i < found.hits_n; i++)
        row_fill(ask, &found.hits[i], first + (int)i + 1, &rows[i]);
    view->rows = rows;
    view->rows_n = found.hits_n;
    view->total = (long)found.total;
    view->what = ask->q.words;
    view->understood = understood(ask, &found);
    if (found.understood_what.len > 0)
        view->meaning =
            assets_say(w, SAY1("We also looked for: {words}", "words", found.understood_what));
    view->empty = found.total == 0;
    map_fill(ask, &found, view);
    int64_t reach = found.capped ? 500 : found.total;
    if ((int64_t)first + ask->q.limit < reach)
        view->more = find_address(ask, WISH_NONE, ask->q.page + 1);
    return view->empty ? relax(ask, view) : OK;
}

/* A question that cannot be read is shown again with what would put it right. */
static const struct faults *wrong_keep(struct web *w, struct assets_find_view *view)
{
    struct faults *kept = ARENA_NEW(w->ctx->arena, struct faults);
    *kept = w->ctx->faults;
    faults_init(&w->ctx->faults, w->ctx->arena);
    view->wrong = true;
    return kept;
}

enum status assets_web_find(struct web *w)
{
    struct ask ask;
    struct assets_find_view view = {.total = 0};
    const struct faults *faults = NULL;
    enum status status = ask_read(w, &ask);
    if (web_text(w, "limit").len == 0) ask.q.limit = ROWS;
    if (status == OK) {
        near_default(&ask);
        status = found_show(&ask, &view);
    }
    if (status == ERR_INVALID) {
        ask.q.words = web_text(w, "q");
        ask.near = web_text(w, "near");
        if (ask.q.page == 0)
            ask.q = (struct assets_query){
                .day = -1, .from = -1, .to = -1, .page = 1, .words = ask.q.words};
        faults = wrong_keep(w, &view);
        status = OK;
    }
    TRY(status);
    form_fill(&ask, &view);
    struct html *h = web_page(w, SAY("What’s on"), "/find");
    if (faults) h->faults = faults;
    assets_page_find(h, &view);
    return OK;
}

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
