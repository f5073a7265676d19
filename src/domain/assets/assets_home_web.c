/* The front page: today's and this week's sessions from the index, the languages of the
   streets, and the mission's figure when it is large enough to be public. */
#include "assets_pages.h"
#include "base/disclose.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/assets_home_view.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/dates.h"
#include "domain/assets/index_own.h"

#define DAYS 7
#define NOW DAYS /* the list beside those of the days: on at this minute */
#define KEPT 6   /* best candidates of each day */
#define ROWS_TODAY 3
#define ROWS_MOST 8
#define REACH 5000.0f   /* metres from the middle of the place */
#define NEAR_ENOUGH 400 /* metres a welcome at the door is worth */
#define TONGUES_MOST 12

struct pick {
    uint32_t number;
    float rank;
};

struct entry {
    struct asset_id id;
    struct day day;
    int opens;
    bool on; /* at this minute: for the lit door */
    struct assets_home_row row;
};

struct home {
    struct web *w;
    struct ctx *ctx;
    struct assets_view view;
    struct day today;
    int minute; /* of the day, now */
    uint32_t languages;
    struct pick picks[DAYS + 1][KEPT];
    size_t picks_n[DAYS + 1];
    struct entry rows[ROWS_MOST];
    size_t rows_n;
};

/* ---- candidates, from the columns ---- */

static void pick_add(struct home *home, int day, struct pick pick) {
    struct pick *picks = home->picks[day];
    size_t n = home->picks_n[day], at = n < KEPT ? n : KEPT - 1;
    if (n == KEPT && picks[KEPT - 1].rank <= pick.rank) return;
    for (; at > 0 && picks[at - 1].rank > pick.rank; at--) picks[at] = picks[at - 1];
    picks[at] = pick;
    if (n < KEPT) home->picks_n[day] = n + 1;
}

static void consider(void *cookie, uint32_t number, float distance) {
    struct home *home = cookie;
    const struct asset_hot *hot = assets_view_hot(&home->view, number);
    const uint32_t never = AF_CLOSED | AF_PERSON;
    if (distance > REACH || hot->flags & never) return;
    home->languages |= hot->languages;
    bool session = hot->kind == ASSET_GROUP || hot->kind == ASSET_ACTIVITY;
    if (!session || !(hot->flags & AF_TIMES_KNOWN)) return;
    const struct week *week = assets_view_week(&home->view, number);
    float rank = distance - (hot->flags & AF_WELCOME ? NEAR_ENOUGH : 0) -
                 (hot->flags & AF_HOST ? NEAR_ENOUGH : 0);
    for (int d = 0; d < DAYS; d++) {
        uint64_t bits = week->day[day_weekday((struct day){home->today.n + d})];
        if (d == 0 && bits >> (home->minute / 30) & 1)
            pick_add(home, NOW, (struct pick){number, rank});
        if (d == 0) bits &= ~UINT64_C(0) << (home->minute / 30); /* what is over is over */
        if (bits) pick_add(home, d, (struct pick){number, rank});
    }
}

static enum status candidates(struct home *home, const struct place *place) {
    float x, y;
    TRY(assets_view_take(home->ctx, &home->view));
    assets_view_point(&home->view, place->lat, place->lon, &x, &y);
    assets_view_near(&home->view, x, y, REACH, consider, home);
    return OK;
}

/* ---- rows, from the database: only those shown ---- */

/* The line of the schedule that is on at this day and, today, not over yet. */
static const struct asset_schedule *session_of(const struct home *home, const struct asset *a,
                                               struct day day) {
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        if (!minutes_is(line->opens) || !assets_line_on(line, day, false)) continue;
        int closes = minutes_is(line->closes) ? line->closes.n : line->opens.n + 60;
        if (day.n == home->today.n && closes <= home->minute) continue;
        return line;
    }
    return NULL;
}

static struct str when_say(const struct home *home, const struct asset_schedule *line,
                           struct day day) {
    const struct locale *locale = home->ctx->locale;
    struct arena *arena = home->ctx->arena;
    struct str name = text_day(arena, locale, day, home->today);
    struct str hours = minutes_is(line->closes)
                           ? text_span(arena, locale, line->opens, line->closes)
                           : text_time(arena, locale, line->opens);
    if (day.n == home->today.n)
        return assets_say(home->w, SAY2("Today, {day}, {hours}", "day", name, "hours", hours));
    if (day.n == home->today.n + 1)
        return assets_say(home->w,
                          SAY2("Tomorrow, {day}, {hours}", "day", name, "hours", hours));
    return assets_say(home->w, SAY2("{day}, {hours}", "day", name, "hours", hours));
}

static struct str where_say(const struct home *home, const struct asset *a) {
    struct str parts[3];
    size_t n = 0;
    if (a->location_name.len > 0) parts[n++] = a->location_name;
    if (a->access_yes & ASSET_STEP_FREE) parts[n++] = assets_say(home->w, SAY("No steps"));
    if (a->cost == ASSET_COST_FREE) parts[n++] = assets_say(home->w, SAY("Free"));
    return str_join(home->ctx->arena, parts, n, STR(". "));
}

/* Worth a line when it is more than English. */
static struct str spoken_say(const struct home *home, const struct asset *a) {
    struct str words = STR_NONE, code, rest = a->languages;
    size_t n = 0;
    for (; str_next_word(&rest, &code); n++) {
        struct str parts[] = {words, assets_language_say(home->w, code)};
        words = n == 0 ? parts[1] : str_join(home->ctx->arena, parts, 2, STR(", "));
    }
    return n > 1 || !str_is(a->languages, "en") ? words : STR_NONE;
}

static bool shown_already(const struct home *home, struct asset_id id) {
    for (size_t i = 0; i < home->rows_n; i++)
        if (home->rows[i].id.v == id.v) return true;
    return false;
}

/* Within a day what is on now comes first, then what begins first. */
static bool before(const struct entry *a, const struct entry *b) {
    if (a->day.n != b->day.n) return a->day.n < b->day.n;
    if (a->on != b->on) return a->on;
    return a->opens < b->opens;
}

static void entry_add(struct home *home, const struct entry *entry) {
    size_t at = home->rows_n++;
    for (; at > 0 && before(entry, &home->rows[at - 1]); at--)
        home->rows[at] = home->rows[at - 1];
    home->rows[at] = *entry;
}

static enum status row_add(struct home *home, uint32_t number, struct day day, bool now,
                           bool *ret_added) {
    struct asset_id id = assets_view_id(&home->view, number);
    struct asset a;
    *ret_added = false;
    if (shown_already(home, id)) return OK;
    enum status status = assets_find(home->ctx, id, &a);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    const struct asset_schedule *line = session_of(home, &a, day);
    if (!line || (now && line->opens.n > home->minute)) return OK;
    bool today = day.n == home->today.n;
    const struct assets_home_row row = {
        .href = str_cat(home->ctx->arena, assets_is_series(&a) ? STR("/activities/") : STR("/assets/"), a.external_id),
        .name = a.name,
        .when = when_say(home, line, day),
        .where = where_say(home, &a),
        .spoken = spoken_say(home, &a),
        .welcome = assets_welcome_say(home->w, &a),
        .day = day,
        .lit = today};
    entry_add(home, &(struct entry){
                        .id = id, .day = day, .opens = line->opens.n, .on = now, .row = row});
    *ret_added = true;
    return OK;
}

static enum status list_add(struct home *home, int list, struct day day, size_t wanted) {
    size_t got = 0;
    for (size_t i = 0; i < home->picks_n[list] && got < wanted; i++) {
        bool added;
        if (home->rows_n == ROWS_MOST) return OK;
        TRY(row_add(home, home->picks[list][i].number, day, list == NOW, &added));
        got += added;
    }
    return OK;
}

/* One that is on now, the best of today, then the best of each day. */
static enum status rows_fill(struct home *home) {
    TRY(list_add(home, NOW, home->today, 1));
    TRY(list_add(home, 0, home->today, ROWS_TODAY - home->rows_n));
    for (int d = 1; d < DAYS; d++) TRY(list_add(home, d, (struct day){home->today.n + d}, 1));
    return OK;
}

/* ---- beside the list ---- */

static const struct html_choice *easy_of(const struct web *w, size_t *ret_n) {
    struct html_choice *easy = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    easy[0] = (struct html_choice){STR("free"), assets_say(w, SAY("Free")), false};
    easy[1] = (struct html_choice){STR("step_free"), assets_say(w, SAY("No steps")), false};
    easy[2] = (struct html_choice){STR("welcome"),
                                   assets_say(w, SAY("Someone meets me at the door")), false};
    *ret_n = 3;
    return easy;
}

/* Each by its own name first; the reader's word beside it when that is another. */
static void tongues_fill(const struct home *home, struct assets_home_view *view) {
    static const struct {
        const char *code, *own;
        bool rtl;
    } own[] = {{"en", "English", false}, {"ur", "اردو", true},      {"pa", "ਪੰਜਾਬੀ", false},
               {"pl", "Polski", false},  {"cy", "Cymraeg", false},  {"bn", "বাংলা", false},
               {"ar", "العربية", true},  {"so", "Soomaali", false}, {"ro", "Română", false},
               {"fa", "فارسی", true},    {"hi", "हिन्दी", false},    {"bfi", "BSL", false}};
    struct assets_home_tongue *out =
        ARENA_ARRAY(home->ctx->arena, struct assets_home_tongue, TONGUES_MOST);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        struct str code = str_from(own[i].code), name = str_from(own[i].own);
        int bit = assets_language_bit(code);
        if (bit < 0 || !(home->languages >> bit & 1)) continue;
        struct str said = assets_language_say(home->w, code);
        out[view->tongues_n++] = (struct assets_home_tongue){
            .href = str_cat(home->ctx->arena, STR("/find?language="), code),
            .html = code,
            .own = name,
            .name = str_eq(said, name) ? STR_NONE : said,
            .rtl = own[i].rtl};
    }
    view->tongues = out;
}

/* Public only when neither the count nor the rest is small. */
static enum status figure_fill(const struct home *home, struct place_id place,
                               struct assets_home_view *view) {
    struct people_nobody figure;
    struct ctx *ctx = home->ctx;
    TRY(people_nobody_figure(ctx, place, &figure));
    view->figure = figure.asked > 0 && disclose_share(figure.now, figure.asked) &&
                   disclose_share(figure.then, figure.asked);
    view->figure_now = text_count(ctx->arena, ctx->locale, figure.now);
    view->figure_then = text_count(ctx->arena, ctx->locale, figure.then);
    view->figure_base = text_count(ctx->arena, ctx->locale, figure.asked);
    return OK;
}

/* A visitor signs in first and comes back to the page they chose. */
static void ways_fill(const struct web *w, struct assets_home_view *view) {
    view->signed_in = w->ctx->actor.account != 0;
    view->talk = view->signed_in ? STR("/listen/new") : STR("/signin?next=%2Flisten%2Fnew");
    view->listen = ctx_has(w->ctx, STANDING_CONNECTOR) ? STR("/listen") : view->talk;
}

static enum status place_fill(struct home *home, struct assets_home_view *view) {
    struct place place;
    struct ctx *ctx = home->ctx;
    enum status status = ctx->actor.place
                             ? places_find(ctx, (struct place_id){ctx->actor.place}, &place)
                             : places_first(ctx, &place);
    if (status == ERR_MISSING) return OK; /* no place yet: the page stands without a list */
    TRY(status);
    if (place.located) {
        TRY(candidates(home, &place));
        status = rows_fill(home);
        assets_view_release(ctx, &home->view);
        TRY(status);
    }
    return figure_fill(home, place.id, view);
}

/* The first stands in the lit door, the rest in the list. */
static void list_fill(const struct home *home, struct assets_home_view *view) {
    struct assets_home_row *rows =
        ARENA_ARRAY(home->ctx->arena, struct assets_home_row, ROWS_MOST);
    view->open = home->rows_n > 0;
    if (!view->open) return;
    view->now = home->rows[0].on;
    view->lit = home->rows[0].row;
    for (size_t i = 1; i < home->rows_n; i++) rows[view->rows_n++] = home->rows[i].row;
    view->rows = rows;
}

enum status assets_web_home(struct web *w) {
    struct ctx *ctx = w->ctx;
    struct civil local = civil_from_instant(ctx->zone, ctx->now);
    struct home *home = ARENA_NEW(ctx->arena, struct home);
    struct assets_home_view view = {.figure = false};
    assets_index_background(ctx);
    home->w = w;
    home->ctx = ctx;
    home->today = ctx_today(ctx);
    home->minute = local.hour * 60 + local.minute;
    TRY(module_setting(ctx, "frame.helper", STR(""), &view.helper));
    TRY(place_fill(home, &view));
    tongues_fill(home, &view);
    ways_fill(w, &view);
    view.easy = easy_of(w, &view.easy_n);
    list_fill(home, &view);
    w->front = true;
    assets_page_home(web_page(w, SAY("What’s on, and who to meet"), NULL), &view);
    return OK;
}
