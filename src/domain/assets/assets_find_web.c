/* The find page and its document: the question, how it was read, the answers, and addresses of
   other questions. */
#include "assets_pages.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/find_json.h"
#include "domain/assets/find_read.h"
#include "domain/assets/index_own.h"

#include <math.h>

#define ROWS 20
#define ROWS_MAX 50

struct ask {
    struct web *w;
    struct assets_query q;
    struct str near; /* as it stands in the box */
    bool about;      /* distances are from the middle of an area */
};

static struct str from_web(const void *from, const char *name)
{
    return web_text(from, name);
}

static bool words_say_where(const struct ask *ask)
{
    struct find_reading reading;
    if (ask->q.exact) return false;
    assets_find_read(ask->w->ctx, str_trim(ask->q.words), &reading);
    for (size_t i = 0; i < reading.n; i++)
        if (reading.wishes[i].sort == READ_NEAR && reading.wishes[i].near.len > 0) return true;
    return false;
}

/* Nothing said about where: the reader's own place, when it has a middle. */
static void near_default(struct ask *ask)
{
    struct ctx *ctx = ask->w->ctx;
    struct place place;
    if (web_text(ask->w, "near").ptr != NULL || web_text(ask->w, "page").ptr != NULL) return;
    if (words_say_where(ask)) return;
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
    ask->q.exact = web_on(w, "exact");
    assets_index_background(w->ctx);
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
    WISH_OPEN,
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

static void easy_put(struct buf *buf, const struct ask *ask, enum wish without)
{
    struct arena *arena = ask->w->ctx->arena;
    const struct assets_query *q = &ask->q;
    if (q->step_free && without != WISH_STEP_FREE)
        query_put(buf, arena, "step_free", STR("yes"));
    if (q->free && without != WISH_FREE) query_put(buf, arena, "free", STR("yes"));
    if (q->welcome && without != WISH_WELCOME) query_put(buf, arena, "welcome", STR("yes"));
    if (without != WISH_LANGUAGE) query_put(buf, arena, "language", q->language);
    if (q->open && without != WISH_OPEN)
        query_put(buf, arena, "open", q->open == OPEN_NOW ? STR("now") : STR("today"));
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
    easy_put(&buf, ask, without);
    if (q->sort) query_put(&buf, arena, "sort", q->sort == SORT_NEAR ? STR("near") : STR("fit"));
    if (q->exact) query_put(&buf, arena, "exact", STR("yes"));
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
    case WISH_OPEN: q->open = OPEN_ANY; return before.open != OPEN_ANY;
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
    case WISH_OPEN: return SAY1("At any other time: {n}", "n", n);
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
    view->open_now = ask->q.open == OPEN_NOW;
    view->open_today = ask->q.open == OPEN_TODAY;
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
    if (q->open == OPEN_NOW) words = sentence(ask, words, SAY("Open now, as far as we know."));
    if (q->open == OPEN_TODAY) words = sentence(ask, words, SAY("On today, as far as we know."));
    if (found->total > 1 && found->by_distance)
        words = sentence(ask, words, SAY("The nearest come first."));
    return words;
}

/* ---- how the words were read, each to be taken off ---- */

static struct str address_with(const struct ask *ask, struct str words, bool exact)
{
    struct ask other = *ask;
    other.q.words = words;
    other.q.exact = exact;
    return find_address(&other, WISH_NONE, 1);
}

static struct str days_say(const struct ask *ask, unsigned days)
{
    struct arena *arena = ask->w->ctx->arena;
    struct str names[7];
    size_t n = 0;
    for (int day = 0; day < 7; day++)
        if (days >> day & 1) names[n++] = text_weekday(ask->w->ctx->locale, day);
    return str_join(arena, names, n, STR(", "));
}

static struct str hours_say(const struct ask *ask, const struct find_wish *wish)
{
    return text_span(ask->w->ctx->arena, ask->w->ctx->locale, (struct minutes){wish->begins},
                     (struct minutes){wish->ends});
}

static struct str wish_words(const struct ask *ask, const struct find_wish *wish)
{
    switch (wish->sort) {
    case READ_DAY: return days_say(ask, wish->days);
    case READ_HOURS: return hours_say(ask, wish);
    case READ_OPEN: return assets_say(ask->w, SAY("Open now"));
    case READ_TODAY:
        return wish->ends > 0 ? assets_say(ask->w, SAY1("Today, {hours}", "hours",
                                                        hours_say(ask, wish)))
                              : assets_say(ask->w, SAY("On today"));
    case READ_FREE: return assets_say(ask->w, SAY("Free"));
    case READ_STEP_FREE: return assets_say(ask->w, SAY("No steps"));
    case READ_WELCOME: return assets_say(ask->w, SAY("Someone meets me at the door"));
    case READ_LANGUAGE: return assets_language_say(ask->w, wish->language);
    case READ_NEAR: break;
    }
    return wish->near.len > 0 ? assets_say(ask->w, SAY1("Near {place}", "place", wish->near))
                              : assets_say(ask->w, SAY("Near me"));
}

static void reading_fill(const struct ask *ask, const struct assets_found *found,
                         struct assets_find_view *view)
{
    struct ctx *ctx = ask->w->ctx;
    const struct find_reading *reading = found->reading;
    struct str typed = str_trim(ask->q.words);
    view->chips = NULL;
    if (ask->q.exact) {
        view->unread = address_with(ask, ask->q.words, false);
        return;
    }
    struct assets_link_view *chips = ARENA_ARRAY(ctx->arena, struct assets_link_view, FIND_READS);
    for (size_t i = 0; i < reading->n; i++)
        chips[view->chips_n++] = (struct assets_link_view){
            address_with(ask, assets_find_without(ctx->arena, typed, &reading->wishes[i]), false),
            wish_words(ask, &reading->wishes[i])};
    view->chips = chips;
    struct str *corrected = ARENA_ARRAY(ctx->arena, struct str, ASSETS_CORRECTED);
    for (size_t i = 0; i < found->corrected_n; i++)
        corrected[view->corrected_n++] =
            assets_say(ask->w, SAY2("We looked for {word}; you wrote {typed}.", "word",
                                    found->corrected[i].to, "typed", found->corrected[i].from));
    view->corrected = corrected;
    if (view->corrected_n == 1)
        view->exactly = assets_say(ask->w, SAY1("Look for exactly {typed} instead", "typed",
                                                found->corrected[0].from));
    if (view->chips_n + view->corrected_n > 0)
        view->exact = address_with(ask, ask->q.words, true);
}

/* Near or fit, whichever it is not now. */
static void sort_fill(const struct ask *ask, const struct assets_found *found,
                      struct assets_find_view *view)
{
    struct ask other = *ask;
    view->sort_code = ask->q.sort == SORT_FIT ? STR("fit") : STR_NONE; /* the form keeps it */
    if (found->understood_near.len == 0 || found->total < 2 || ask->q.words.len == 0) return;
    other.q.sort = found->by_distance ? SORT_FIT : SORT_OWN;
    view->sort = find_address(&other, WISH_NONE, 1);
    view->sort_text = found->by_distance ? assets_say(ask->w, SAY("Show what fits best first"))
                                         : assets_say(ask->w, SAY("Show the nearest first"));
}

static void more_fill(const struct ask *ask, const struct assets_hit *hit,
                      struct assets_row_view *row)
{
    struct ctx *ctx = ask->w->ctx;
    if (hit->more == 0) return;
    struct ask other = {.w = ask->w, .near = ask->near};
    other.q = (struct assets_query){.day = -1,
                                    .from = -1,
                                    .to = -1,
                                    .limit = ROWS,
                                    .words = hit->asset.name,
                                    .within_km = ask->q.within_km,
                                    .exact = true,
                                    .page = 1};
    row->more = str_cat(ctx->arena, find_address(&other, WISH_NONE, 1), STR("&all=yes"));
    row->more_n = hit->more;
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
    more_fill(ask, hit, row);
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
    ask->q.read = true;
    ask->q.once = !web_on(w, "all");
    TRY(assets_search(w->ctx, &ask->q, &found));
    ask->about = found.about;
    struct assets_row_view *rows =
        ARENA_ARRAY(w->ctx->arena, struct assets_row_view, found.hits_n);
    int first = (ask->q.page - 1) * ask->q.limit;
    for (size_t i = 0; i < found.hits_n; i++)
        row_fill(ask, &found.hits[i], first + (int)i + 1, &rows[i]);
    view->rows = rows;
    view->rows_n = found.hits_n;
    view->total = (long)found.total;
    view->what = found.words;
    view->understood = understood(ask, &found);
    reading_fill(ask, &found, view);
    sort_fill(ask, &found, view);
    if (found.understood_what.len > 0)
        view->meaning =
            assets_say(w, SAY1("We also looked for: {words}", "words", found.understood_what));
    view->empty = found.total == 0;
    map_fill(ask, &found, view);
    int64_t reach = found.capped ? 500 : found.total;
    if (found.hits_n > 0 && (int64_t)first + ask->q.limit < reach)
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
    if (ask.q.limit > ROWS_MAX) ask.q.limit = ROWS_MAX;
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
