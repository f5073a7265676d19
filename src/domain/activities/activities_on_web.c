/* What's on: the page, the document for programs, and the list for other people's pages. */
#include "activities_pages.h"
#include "domain/activities/activities_edit.h"
#include "domain/activities/activities_on.h"
#include "domain/activities/activities_on_view.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"
#include "domain/assets/assets_facts.h"
#include "platform/web/web.h"

#include <math.h>

#define ROWS 20
#define PAGES_MOST 500
#define WEEK 7
#define EMBED_ROWS 60

static const struct {
    const char *name, *label;
    unsigned flag;
} wishes[] = {{"free", T_("Free"), ON_FREE},
              {"step_free", T_("No steps"), ON_STEP_FREE},
              {"welcome", T_("Someone meets me at the door"), ON_WELCOME},
              {"newcomers", T_("Places kept for newcomers"), ON_NEWCOMERS}};
#define WISHES (sizeof wishes / sizeof *wishes)

struct on_ask {
    struct web *w;
    struct on_query q;
    struct str near; /* as it stands in the box */
    struct str near_said;
    size_t page;
    bool one_day;
    const struct faults *wrong;
};

/* ---- the question ---- */

/* Nothing said about where: the reader's own place, when it has a middle. */
static enum status near_read(struct on_ask *a)
{
    struct ctx *ctx = a->w->ctx;
    struct places_point point;
    struct place place;
    struct str near = web_text(a->w, "near");
    if (near.ptr == NULL && web_text(a->w, "page").ptr == NULL) {
        enum status status = ctx->actor.place ? places_find(ctx, (struct place_id){ctx->actor.place}, &place)
                                              : places_first(ctx, &place);
        if (status == OK && place.located) near = place.name;
    }
    a->near = near;
    if (near.len == 0) return OK;
    TRY(places_near_parse(ctx, near, STR("near"), &point));
    a->q.has_point = true;
    a->q.lat = point.lat;
    a->q.lon = point.lon;
    a->near_said = point.words;
    return OK;
}

static enum status day_read(struct on_ask *a)
{
    struct ctx *ctx = a->w->ctx;
    struct str day = web_text(a->w, "day"), from = web_text(a->w, "from");
    struct str said = day.len > 0 ? day : from;
    a->one_day = day.len > 0;
    a->q.days = a->one_day ? 1 : (int)web_int(a->w, "days", WEEK);
    if (a->q.days < 1 || a->q.days > ON_DAYS_MOST) a->q.days = WEEK;
    a->q.from = ctx_today(ctx);
    if (said.len == 0 || str_is(said, "today")) return OK;
    if (str_is(said, "tomorrow")) {
        a->q.from.n++;
        return OK;
    }
    if (day_parse(said, &a->q.from)) return OK;
    a->q.from = ctx_today(ctx);
    return ctx_fault(ctx, ERR_INVALID, STR("near"), SAY("Choose a day of the list, or write it like 2026-03-03."));
}

static enum status ask_read(struct web *w, struct on_ask *a)
{
    *a = (struct on_ask){.w = w};
    int64_t page = web_int(w, "page", 1), km = web_int(w, "within_km", 5);
    a->page = page < 1 || page > PAGES_MOST ? 1 : (size_t)page;
    a->q.within_km = km >= 1 && km <= 200 ? (double)km : 5;
    a->q.limit = ROWS;
    a->q.offset = (a->page - 1) * ROWS;
    a->q.language = web_text(w, "language");
    for (size_t i = 0; i < WISHES; i++)
        if (web_on(w, wishes[i].name)) a->q.flags |= wishes[i].flag;
    TRY(day_read(a));
    return near_read(a);
}

/* ---- addresses of other questions ---- */

enum { KEEP_WISHES = 1, KEEP_DAY = 2 };

static struct str address(const struct on_ask *a, const char *path, unsigned keep, struct day from, bool one,
                          size_t page)
{
    struct buf buf;
    struct arena *arena = a->w->ctx->arena;
    buf_init(&buf, arena, 2048);
    buf_printf(&buf, "%s?near=%.*s", path, STR_ARG(http_url_encode(arena, a->near)));
    if (a->q.within_km != 5) buf_printf(&buf, "&within_km=%g", a->q.within_km);
    if (keep & KEEP_WISHES) {
        if (a->q.language.len > 0)
            buf_printf(&buf, "&language=%.*s", STR_ARG(http_url_encode(arena, a->q.language)));
        for (size_t i = 0; i < WISHES; i++)
            if (a->q.flags & wishes[i].flag) buf_printf(&buf, "&%s=yes", wishes[i].name);
    }
    if (day_is(from)) buf_printf(&buf, "&%s=%.*s", one ? "day" : "from", STR_ARG(day_format(arena, from)));
    if (!one && a->q.days != WEEK && !a->one_day) buf_printf(&buf, "&days=%d", a->q.days);
    if (page > 1) buf_printf(&buf, "&page=%zu", page);
    return buf_str(&buf);
}

static struct day week_of(const struct on_ask *a)
{
    struct day today = ctx_today(a->w->ctx);
    int behind = (a->q.from.n - today.n) % WEEK;
    return (struct day){a->one_day ? a->q.from.n - (behind < 0 ? behind + WEEK : behind) : a->q.from.n};
}

static void links_fill(const struct on_ask *a, struct activities_on_view *view)
{
    struct ctx *ctx = a->w->ctx;
    struct day first = week_of(a), today = ctx_today(ctx);
    struct activities_on_link *links = ARENA_ARRAY(ctx->arena, struct activities_on_link, WEEK + 1);
    links[view->links_n++] = (struct activities_on_link){
        address(a, "/on", KEEP_WISHES, first.n == today.n ? DAY_NONE : first, false, 1),
        activities_said(ctx, SAY("The whole week")), !a->one_day};
    for (int i = 0; i < WEEK; i++) {
        struct day day = {first.n + i};
        if (day.n < today.n - ON_BEFORE || day.n > today.n + ON_AHEAD) continue;
        struct civil c = civil_from_day(day);
        struct str text = day.n == today.n       ? activities_said(ctx, SAY("Today"))
                          : day.n == today.n + 1 ? activities_said(ctx, SAY("Tomorrow"))
                                                 : str_printf(ctx->arena, "%.*s %d", STR_ARG(text_weekday_short(ctx->locale, day_weekday(day))), c.day);
        links[view->links_n++] = (struct activities_on_link){address(a, "/on", KEEP_WISHES, day, true, 1), text,
                                                             a->one_day && a->q.from.n == day.n};
    }
    view->links = links;
    struct day before = {first.n - WEEK}, after = {first.n + WEEK};
    if (first.n > today.n)
        view->before = address(a, "/on", KEEP_WISHES, before.n < today.n ? today : before, false, 1);
    if (after.n <= today.n + ON_AHEAD) view->after = address(a, "/on", KEEP_WISHES, after, false, 1);
}

/* ---- choices ---- */

static void choices_fill(const struct on_ask *a, struct activities_on_view *view)
{
    static const int kms[] = {1, 2, 5, 10, 20};
    struct ctx *ctx = a->w->ctx;
    struct html_choice *far = ARENA_ARRAY(ctx->arena, struct html_choice, 5);
    for (size_t i = 0; i < 5; i++) {
        struct str n = str_int(ctx->arena, kms[i]);
        far[i] = (struct html_choice){n, activities_said(ctx, SAY1("within {n} km", "n", n)), kms[i] == (int)a->q.within_km};
    }
    size_t tongues = 0;
    while (assets_languages_offered[tongues]) tongues++;
    struct html_choice *languages = ARENA_ARRAY(ctx->arena, struct html_choice, tongues + 1);
    languages[0] = (struct html_choice){STR(""), activities_said(ctx, SAY("Any language")), a->q.language.len == 0};
    for (size_t i = 0; i < tongues; i++) {
        struct str code = str_from(assets_languages_offered[i]);
        languages[i + 1] = (struct html_choice){code, assets_language_say(a->w, code), str_eq(code, a->q.language)};
    }
    struct html_choice *taps = ARENA_ARRAY(ctx->arena, struct html_choice, WISHES);
    for (size_t i = 0; i < WISHES; i++)
        taps[i] = (struct html_choice){str_from(wishes[i].name), text_get(ctx->locale, wishes[i].label, NULL),
                                       (a->q.flags & wishes[i].flag) != 0};
    view->distances = far;
    view->distances_n = 5;
    view->languages = languages;
    view->languages_n = tongues + 1;
    view->wishes = taps;
    view->wishes_n = WISHES;
}

/* ---- rows ---- */

/* The entries of the rows, each read once. */
struct entries {
    struct asset *items;
    size_t n;
};

static const struct asset *entry_of(const struct entries *e, struct asset_id id)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->items[i].id.v == id.v) return &e->items[i];
    return NULL;
}

static enum status entries_read(struct ctx *ctx, const struct on_found *f, struct entries *ret_entries)
{
    struct asset_id *ids = ARENA_ARRAY(ctx->arena, struct asset_id, f->hits_n);
    size_t n = 0;
    for (size_t i = 0; i < f->hits_n; i++) {
        size_t k = 0;
        while (k < n && ids[k].v != f->hits[i].asset.v) k++;
        if (k == n) ids[n++] = f->hits[i].asset;
    }
    struct entries e;
    TRY(assets_list_by_ids(ctx, ids, n, &e.items, &e.n));
    *ret_entries = e;
    return OK;
}

static struct str joined(struct ctx *ctx, struct str a, struct str b)
{
    struct str parts[] = {a, b};
    return a.len == 0 ? b : b.len == 0 ? a : str_join(ctx->arena, parts, 2, STR(". "));
}

static struct str where_say(struct web *w, const struct asset *a, const struct on_hit *hit)
{
    struct str place = a->location_name.len > 0 ? a->location_name : a->address.len > 0 ? a->address : a->outcode;
    if (isnan(hit->km)) return place;
    struct str far = text_km(w->ctx->arena, w->ctx->locale, hit->km);
    return joined(w->ctx, place, activities_said(w->ctx, SAY1("{distance} away", "distance", far)));
}

static struct str easy_say(struct ctx *ctx, const struct asset *a)
{
    struct str words = STR_NONE;
    if (a->cost == ASSET_COST_FREE) words = activities_said(ctx, SAY("Free"));
    if (a->cost == ASSET_COST_DONATION) words = activities_said(ctx, SAY("Give what you can"));
    if (a->cost == ASSET_COST_PAID && a->price.n > 0) words = text_money(ctx->arena, ctx->locale, a->price);
    if (a->access_yes & ASSET_STEP_FREE) words = joined(ctx, words, activities_said(ctx, SAY("No steps")));
    return words;
}

/* Worth a line when it is more than English. */
static struct str spoken_say(struct web *w, const struct asset *a)
{
    struct str words = STR_NONE, code, rest = a->languages;
    size_t n = 0;
    for (; str_next_word(&rest, &code); n++) {
        struct str parts[] = {words, assets_language_say(w, code)};
        words = n == 0 ? parts[1] : str_join(w->ctx->arena, parts, 2, STR(", "));
    }
    return n > 1 || !str_is(a->languages, "en") ? words : STR_NONE;
}

static bool now(const struct ctx *ctx, const struct on_hit *hit)
{
    struct civil c = civil_from_instant(ctx->zone, ctx->now);
    int closes = minutes_is(hit->closes) ? hit->closes.n : hit->opens.n + 60;
    int minute = (ctx_today(ctx).n - hit->on.n) * 1440 + c.hour * 60 + c.minute;
    if (closes <= hit->opens.n) closes += 1440;
    return !hit->cancelled && hit->opens.n <= minute && minute < closes;
}

static enum status row_fill(struct web *w, const struct on_hit *hit, const struct asset *a,
                            struct activities_on_row *row)
{
    struct ctx *ctx = w->ctx;
    struct asset_session session = {.location_name = STR_NONE};
    struct str code = assets_session_code(ctx->arena, hit->asset, hit->day, hit->at);
    *row = (struct activities_on_row){.href = web_path(w, "/sessions/%.*s", STR_ARG(code)),
                                      .name = a->name,
                                      .hours = activities_say_hours(ctx, hit->opens, hit->closes),
                                      .where = where_say(w, a, hit),
                                      .easy = easy_say(ctx, a),
                                      .spoken = spoken_say(w, a),
                                      .welcome = assets_welcome_say(w, a),
                                      .cancelled = hit->cancelled,
                                      .now = now(ctx, hit)};
    if (!hit->changed) return OK;
    enum status status = assets_session_find(ctx, a, hit->day, hit->at, &session);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    row->note = activities_say_note(ctx, &session);
    if (session.location_name.len > 0) row->where = session.location_name;
    return OK;
}

static struct str title_say(struct ctx *ctx, struct day day)
{
    struct day today = ctx_today(ctx);
    struct str name = text_day(ctx->arena, ctx->locale, day, today);
    if (day.n == today.n) return activities_said(ctx, SAY1("Today, {day}", "day", name));
    if (day.n == today.n + 1) return activities_said(ctx, SAY1("Tomorrow, {day}", "day", name));
    return name;
}

static enum status days_fill(struct web *w, const struct on_found *f, const struct activities_on_day **ret_days,
                             size_t *ret_n)
{
    struct ctx *ctx = w->ctx;
    struct entries entries;
    TRY(entries_read(ctx, f, &entries));
    struct activities_on_day *days = ARENA_ARRAY(ctx->arena, struct activities_on_day, ON_DAYS_MOST);
    struct activities_on_row *rows = ARENA_ARRAY(ctx->arena, struct activities_on_row, f->hits_n);
    size_t n = 0, used = 0;
    for (size_t i = 0; i < f->hits_n; i++) {
        const struct asset *a = entry_of(&entries, f->hits[i].asset);
        struct day on = f->hits[i].on;
        if (!a) continue;
        if (n == 0 || days[n - 1].day.n != on.n)
            days[n++] = (struct activities_on_day){.day = on, .title = title_say(ctx, on), .rows = rows + used,
                                                   .lit = on.n == ctx_today(ctx).n};
        TRY(row_fill(w, &f->hits[i], a, &rows[used++]));
        days[n - 1].rows_n++;
    }
    *ret_days = days;
    *ret_n = n;
    return OK;
}

/* ---- the page ---- */

static struct str understood_say(const struct on_ask *a, const struct on_found *f)
{
    struct ctx *ctx = a->w->ctx;
    struct day today = ctx_today(ctx);
    struct str first = text_day(ctx->arena, ctx->locale, f->from, today), where = STR_NONE;
    struct str last = text_day(ctx->arena, ctx->locale, (struct day){f->from.n + f->days - 1}, today);
    struct str km = str_printf(ctx->arena, "%g", a->q.within_km);
    if (a->q.has_point)
        where = activities_said(ctx, SAY2("Near {place}, within {km} km.", "place", a->near_said, "km", km));
    struct str when = f->days == 1 ? activities_said(ctx, SAY1("On {day}.", "day", first))
                                   : activities_said(ctx, SAY2("From {day} to {last}.", "day", first, "last", last));
    struct str parts[] = {where, when};
    return where.len > 0 ? str_join(ctx->arena, parts, 2, STR(" ")) : when;
}

static const struct faults *wrong_keep(struct ctx *ctx)
{
    struct faults *kept = ARENA_NEW(ctx->arena, struct faults);
    *kept = ctx->faults;
    faults_init(&ctx->faults, ctx->arena);
    return kept;
}

static enum status found_fill(struct on_ask *a, struct activities_on_view *view)
{
    struct on_found found;
    TRY(activities_on(a->w->ctx, &a->q, &found));
    TRY(days_fill(a->w, &found, &view->days, &view->days_n));
    view->total = (long)found.total;
    view->understood = understood_say(a, &found);
    view->empty = view->days_n == 0;
    struct day from = a->q.from.n == ctx_today(a->w->ctx).n && !a->one_day ? DAY_NONE : a->q.from;
    if (a->q.offset + ROWS < found.total) view->more = address(a, "/on", KEEP_WISHES, from, a->one_day, a->page + 1);
    if (a->q.flags || a->q.language.len > 0) view->anything = address(a, "/on", 0, from, a->one_day, 1);
    return OK;
}

enum status activities_web_on(struct web *w)
{
    struct on_ask a;
    struct ctx *ctx = w->ctx;
    struct activities_on_view view = {.wrong = false};
    const struct faults *faults = NULL;
    enum status status = ask_read(w, &a);
    if (status == OK) status = found_fill(&a, &view);
    if (status == ERR_INVALID) {
        faults = wrong_keep(ctx);
        view.wrong = true;
        a.q.from = ctx_today(ctx);
    } else
        TRY(status);
    view.near = a.near;
    if (a.q.from.n != ctx_today(ctx).n) view.from = day_format(ctx->arena, a.q.from);
    choices_fill(&a, &view);
    links_fill(&a, &view);
    if (activities_may_add(ctx)) view.add = STR("/activities/new");
    w->calendar = STR("/calendar.ics");
    w->feed = STR("/feeds/on.atom");
    struct html *h = web_page(w, SAY("What’s on, day by day"), "/find");
    if (faults) h->faults = faults;
    activities_page_on(h, &view);
    return OK;
}

/* ---- for programs ---- */

static void json_row(struct json *json, struct web *w, const struct on_hit *hit, const struct asset *a)
{
    struct arena *arena = w->ctx->arena;
    struct str code = assets_session_code(arena, hit->asset, hit->day, hit->at);
    json_begin_object(json);
    json_put_str(json, "session", code);
    json_put_str(json, "asset", a->external_id);
    json_put_str(json, "name", a->name);
    json_put_str(json, "day", day_format(arena, hit->on));
    json_put_str(json, "opens", str_printf(arena, "%02d:%02d", hit->opens.n / 60 % 24, hit->opens.n % 60));
    json_put_str(json, "closes", minutes_is(hit->closes) ? str_printf(arena, "%02d:%02d", hit->closes.n / 60 % 24, hit->closes.n % 60)
                                                         : STR_NONE);
    json_put_bool(json, "cancelled", hit->cancelled);
    json_put_bool(json, "changed", hit->changed);
    json_put_str(json, "location_name", a->location_name);
    json_put_bool(json, "free", a->cost == ASSET_COST_FREE || a->cost == ASSET_COST_DONATION);
    json_put_bool(json, "step_free", (a->access_yes & ASSET_STEP_FREE) != 0);
    json_put_real(json, "distance_km", hit->km);
    json_end(json);
}

enum status activities_web_on_json(struct web *w)
{
    struct on_ask a;
    struct on_found f;
    struct entries entries;
    TRY(ask_read(w, &a));
    int64_t limit = web_int(w, "limit", ROWS);
    a.q.limit = limit < 1 || limit > ON_ROWS_MOST ? ROWS : (size_t)limit;
    a.q.offset = (a.page - 1) * a.q.limit;
    TRY(activities_on(w->ctx, &a.q, &f));
    TRY(entries_read(w->ctx, &f, &entries));
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "from", day_format(w->ctx->arena, f.from));
    json_put_int(json, "days", f.days);
    json_put_int(json, "total", (int64_t)f.total);
    json_key(json, "sessions");
    json_begin_array(json);
    for (size_t i = 0; i < f.hits_n; i++) {
        const struct asset *asset = entry_of(&entries, f.hits[i].asset);
        if (asset) json_row(json, w, &f.hits[i], asset);
    }
    json_end(json);
    json_end(json);
    return OK;
}

/* ---- for other people's pages ---- */

static enum status embed_place(struct web *w, struct place *ret_place)
{
    struct str said = web_text(w, "place");
    struct ctx *ctx = w->ctx;
    if (said.len > 0) return places_find_said(ctx, said, STR("place"), ret_place);
    return places_first(ctx, ret_place);
}

enum status activities_web_embed(struct web *w)
{
    struct place place;
    struct on_found found;
    struct activities_embed_view view = {.css = web_static_href(w->ctx->arena, "kith.css"), .all = STR("/on")};
    int64_t days = web_int(w, "days", WEEK);
    TRY(embed_place(w, &place));
    struct on_query q = {.from = DAY_NONE, .days = days < 1 || days > ON_DAYS_MOST ? WEEK : (int)days,
                         .place = place.id, .limit = EMBED_ROWS};
    TRY(activities_on(w->ctx, &q, &found));
    TRY(days_fill(w, &found, &view.days, &view.days_n));
    view.place = place.name;
    buf_init(&w->body, w->ctx->arena, HTML_CEILING);
    w->html.buf = &w->body;
    w->response.status = 200;
    w->response.content_type = STR("text/html; charset=utf-8");
    activities_page_embed(&w->html, &view);
    return OK;
}
