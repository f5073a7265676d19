/* Every series read into short lists by day. */
#include "domain/activities/activities_on_own.h"

#include "activities_sql.h"
#include "domain/assets/index.h"
#include "platform/journal/journal.h"

#include <stdlib.h>
#include <string.h>

#define LINES_MOST 64
#define SCRATCH ((size_t)16 << 20)

/* ---- clocks and holidays of the places ---- */

struct place_times {
    int64_t place;
    const struct zone *zone;
    struct holidays holidays;
};
struct build {
    struct ctx *ctx;
    struct on_lists *lists;
    struct arena aside, scratch; /* while it is made; of one series */
    struct place_times *places;
    size_t places_n;
    struct row *rows; /* what a series needs while it is made, beside lists->series */
    struct asset_date *dates;
    size_t dates_n, at; /* at: the series the rows read now are about */
    struct asset_schedule lines[LINES_MOST];
    size_t lines_n;
    int64_t lines_of;
};
struct row {
    uint32_t dates_at, dates_n;
    struct day off;
    bool closed;
};

static enum status times_of(struct build *b, int64_t place, const struct place_times **ret_times)
{
    for (size_t i = b->places_n; i > 0; i--)
        if (b->places[i - 1].place == place) {
            *ret_times = &b->places[i - 1];
            return OK;
        }
    struct place_times times = {.place = place};
    struct arena *arena = b->ctx->arena;
    b->ctx->arena = &b->aside;
    struct day from = {b->lists->first.n - 2}, until = {b->lists->first.n + b->lists->days + 2};
    enum status status = places_zone(b->ctx, (struct place_id){place}, &times.zone);
    if (status == OK) status = places_holidays(b->ctx, (struct place_id){place}, from, until, &times.holidays);
    b->ctx->arena = arena;
    TRY(status);
    *ARENA_PUSH(&b->aside, b->places, b->places_n) = times;
    *ret_times = &b->places[b->places_n - 1];
    return OK;
}

/* ---- one series to its sessions ---- */

struct putting {
    struct on_lists *lists;
    uint32_t series;
};

static enum status session_put(void *cookie, const struct asset_session *s)
{
    struct putting *p = cookie;
    int list = s->on.n - p->lists->first.n;
    if (list < 0 || list >= p->lists->days) return OK;
    struct on_day *day = &p->lists->list[list];
    bool differs = s->cancelled || s->moved || s->extra || s->words.len > 0 || s->location_name.len > 0;
    *ARENA_PUSH(&p->lists->arena, day->rows, day->n) = (struct on_session){
        .series = p->series,
        .day = s->day.n,
        .at = (int16_t)s->at.n,
        .opens = (int16_t)s->opens.n,
        .closes = (int16_t)(minutes_is(s->closes) ? s->closes.n : -1),
        .flags = (uint16_t)((s->cancelled ? ON_CANCELLED : 0) | (differs ? ON_DIFFERS : 0))};
    return OK;
}

static enum status scan(struct on_lists *lists, uint32_t series, const struct asset_scan *of)
{
    struct putting putting = {lists, series};
    const struct day last = {lists->first.n + lists->days - 1};
    TRY(assets_sessions_scan(of, lists->first, last, session_put, &putting));
    return arena_check(&lists->arena);
}

/* ---- all of them: the streams come in order of id ---- */

static uint32_t wanted(uint32_t hot)
{
    return (hot & AF_FREE ? ON_FREE : 0u) | (hot & AF_STEP_FREE_YES ? ON_STEP_FREE : 0u) |
           (hot & AF_WELCOME ? ON_WELCOME : 0u);
}

static enum status series_row(void *cookie, const struct activities_sql_on_series *r)
{
    struct build *b = cookie;
    struct on_lists *l = b->lists;
    bool located = r->lat == r->lat;
    size_t rows_n = l->series_n;
    *ARENA_PUSH(&b->aside, b->rows, rows_n) = (struct row){.off = DAY_NONE, .closed = !str_is(r->life, "active")};
    *ARENA_PUSH(&l->arena, l->series, l->series_n) = (struct on_series){
        .id = r->id.v,
        .place = r->place_id.v,
        .lat = located ? (float)r->lat : 0,
        .lon = located ? (float)r->lon : 0,
        .flags = located ? ON_LOCATED : 0,
        .alive = true};
    return arena_check(&l->arena);
}

/* The series of this id, going up; false when there is none. */
static bool step(struct build *b, int64_t id)
{
    while (b->at < b->lists->series_n && b->lists->series[b->at].id < id) b->at++;
    return b->at < b->lists->series_n && b->lists->series[b->at].id == id;
}

static struct on_series *series_of(struct on_lists *l, int64_t id)
{
    size_t low = 0, high = l->series_n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (l->series[mid].id < id) low = mid + 1;
        else high = mid;
    }
    return low < l->series_n && l->series[low].id == id ? &l->series[low] : NULL;
}

/* What the index of the list knows already: cost, steps, languages, welcome. */
static enum status wishes_read(struct build *b)
{
    struct assets_view view;
    TRY(assets_view_take(b->ctx, &view));
    for (size_t i = 0; i < view.n + view.young_n; i++) {
        uint32_t number = (uint32_t)i;
        if (!assets_view_alive(&view, number)) continue;
        const struct asset_hot *hot = assets_view_hot(&view, number);
        if (hot->kind != ASSET_GROUP && hot->kind != ASSET_ACTIVITY) continue;
        struct on_series *s = series_of(b->lists, assets_view_id(&view, number).v);
        if (!s) continue;
        s->flags |= (uint8_t)wanted(hot->flags);
        s->languages = hot->languages;
    }
    assets_view_release(b->ctx, &view);
    return OK;
}

static enum asset_date_kind kind_of(struct str kind)
{
    return str_is(kind, "cancelled") ? ASSET_DATE_CANCELLED
           : str_is(kind, "moved")   ? ASSET_DATE_MOVED
           : str_is(kind, "extra")   ? ASSET_DATE_EXTRA
                                     : ASSET_DATE_OFF;
}

static enum status date_row(void *cookie, const struct activities_sql_on_dates *r)
{
    struct build *b = cookie;
    if (!step(b, r->asset_id.v)) return OK;
    struct row *row = &b->rows[b->at];
    if (row->dates_n++ == 0) row->dates_at = (uint32_t)b->dates_n;
    *ARENA_PUSH(&b->aside, b->dates, b->dates_n) = (struct asset_date){
        .day = r->day, .at = r->at, .kind = kind_of(r->kind), .to_day = r->to_day, .opens = r->opens,
        .closes = r->closes, .location_name = STR_NONE, .words = STR_NONE};
    return arena_check(&b->aside);
}

static enum status off_row(void *cookie, const struct activities_sql_on_off *r)
{
    struct build *b = cookie;
    if (step(b, r->asset_id.v)) b->rows[b->at].off = r->off_from;
    return OK;
}

static enum status newcomers_row(void *cookie, const struct activities_sql_on_newcomers *r)
{
    struct build *b = cookie;
    if (step(b, r->asset_id.v)) b->lists->series[b->at].flags |= ON_NEWCOMERS;
    return OK;
}

/* The lines gathered are all there are of this series. */
static enum status lines_end(struct build *b)
{
    struct on_lists *l = b->lists;
    const struct place_times *times;
    if (b->lines_n == 0 || !step(b, b->lines_of)) return OK;
    const struct row *row = &b->rows[b->at];
    if (row->closed && !day_is(row->off)) return OK;
    TRY(times_of(b, l->series[b->at].place, &times));
    struct asset_scan of = {.asset = {b->lines_of},
                            .dates = row->dates_n > 0 ? b->dates + row->dates_at : NULL,
                            .dates_n = row->dates_n,
                            .zone = times->zone,
                            .holidays = &times->holidays,
                            .off = day_is(row->off),
                            .off_from = row->off,
                            .off_words = STR_NONE};
    TRY(assets_plan_make(&b->scratch, b->lines, b->lines_n, &of.plan));
    return scan(l, (uint32_t)b->at, &of);
}

static enum status line_row(void *cookie, const struct activities_sql_on_lines *r)
{
    struct build *b = cookie;
    if (r->asset_id.v != b->lines_of) {
        TRY(lines_end(b));
        b->lines_n = 0;
        b->lines_of = r->asset_id.v;
        arena_reset(&b->scratch);
    }
    if (b->lines_n == LINES_MOST) return OK;
    b->lines[b->lines_n++] = (struct asset_schedule){
        .rrule = str_copy(&b->scratch, r->rrule), .from = r->begins, .until = r->until, .opens = r->opens,
        .closes = r->closes, .words = STR_NONE, .skip = (unsigned)r->skip,
        .zone = r->zone.len > 0 ? str_copy(&b->scratch, r->zone) : STR_NONE};
    return OK;
}

static enum status streams_read(struct build *b)
{
    struct db *db = b->ctx->db;
    struct on_lists *l = b->lists;
    TRY(activities_sql_on_series(db, b->ctx->arena, series_row, b));
    if (l->series_n > ON_MANY) l->days = ON_BEFORE + ON_DAYS_MOST + 1;
    TRY(wishes_read(b));
    TRY(activities_sql_on_newcomers(db, b->ctx->arena, newcomers_row, b));
    b->at = 0;
    TRY(activities_sql_on_off(db, b->ctx->arena, off_row, b));
    b->at = 0;
    TRY(activities_sql_on_dates(db, b->ctx->arena, (struct day){l->first.n - 1}, (struct day){l->first.n + l->days}, date_row, b));
    b->at = 0;
    TRY(activities_sql_on_lines(db, b->ctx->arena, line_row, b));
    return lines_end(b);
}

static int earlier(const void *a, const void *b)
{
    const struct on_session *x = a, *y = b;
    if (x->opens != y->opens) return x->opens < y->opens ? -1 : 1;
    return (x->series > y->series) - (x->series < y->series);
}

void activities_on_sort(struct on_lists *l)
{
    for (int i = 0; i < l->days; i++)
        if (l->list[i].n > 1) qsort(l->list[i].rows, l->list[i].n, sizeof *l->list[i].rows, earlier);
}

/* The newest change of a kind: what comes behind it is new. */
static enum status newest(struct ctx *ctx, int64_t *ret_number)
{
    return journal_change_last(ctx, ret_number);
}

enum status activities_on_build(struct ctx *ctx, struct on_lists *lists)
{
    struct build *b = ARENA_NEW(ctx->arena, struct build);
    arena_release(&lists->arena);
    *lists = (struct on_lists){.first = {ctx_today(ctx).n - ON_BEFORE}, .days = ON_DAYS_ROOM};
    arena_init(&lists->arena, ON_ARENA);
    *b = (struct build){.ctx = ctx, .lists = lists};
    arena_init(&b->aside, ON_ARENA);
    arena_init(&b->scratch, SCRATCH);
    enum status status = newest(ctx, &lists->change);
    lists->holidays = lists->change;
    if (status == OK) status = streams_read(b);
    arena_release(&b->aside);
    arena_release(&b->scratch);
    lists->made = status == OK;
    if (status == OK) activities_on_sort(lists);
    return status;
}

/* ---- one that changed ---- */

static uint32_t languages_of(struct str list)
{
    uint32_t bits = 0;
    struct str code;
    while (str_next_word(&list, &code)) {
        int bit = assets_language_bit(code);
        if (bit >= 0) bits |= (uint32_t)1 << bit;
    }
    return bits;
}

static uint8_t flags_of(const struct asset *a, const struct activity_series *s)
{
    bool free = a->cost == ASSET_COST_FREE || a->cost == ASSET_COST_DONATION;
    return (uint8_t)((free ? ON_FREE : 0) | (a->access_yes & ASSET_STEP_FREE ? ON_STEP_FREE : 0) |
                     (a->host_meets ? ON_WELCOME : 0) | (a->located || a->about ? ON_LOCATED : 0) |
                     (s->newcomers > 0 ? ON_NEWCOMERS : 0));
}

static enum status sessions_renew(struct ctx *ctx, struct on_lists *l, uint32_t slot, const struct asset *a,
                                  const struct asset_series *series)
{
    struct asset_date *dates;
    struct holidays holidays;
    struct asset_scan of = {.asset = a->id, .holidays = &holidays, .off = series->off,
                            .off_from = series->off_from, .off_words = STR_NONE};
    TRY(assets_dates(ctx, a->id, &dates, &of.dates_n));
    of.dates = dates;
    TRY(places_zone(ctx, a->place, &of.zone));
    TRY(places_holidays(ctx, a->place, (struct day){l->first.n - 2}, (struct day){l->first.n + l->days + 2}, &holidays));
    TRY(assets_plan_make(ctx->arena, a->schedules, a->schedules_n, &of.plan));
    return scan(l, slot, &of);
}

enum status activities_on_renew(struct ctx *ctx, struct on_lists *l, struct asset_id id)
{
    struct asset a;
    struct activity_series s;
    struct asset_series series;
    for (size_t i = 0; i < l->series_n; i++)
        if (l->series[i].id == id.v && l->series[i].alive) {
            l->series[i].alive = false;
            l->dead++;
        }
    struct actor actor = ctx->actor;
    ctx->actor = (struct actor){.account = 0}; /* the lists are everybody's: what has ended is not on them */
    enum status status = activities_find_id(ctx, id, &a, &s);
    ctx->actor = actor;
    if (status == ERR_MISSING || status == ERR_DENIED || (status == OK && a.id.v != id.v)) return OK;
    TRY(status);
    TRY(assets_series_find(ctx, id, &series));
    if (a.status != ASSET_ACTIVE && !(a.status == ASSET_TEMPORARILY_CLOSED && series.off)) return OK;
    uint32_t slot = (uint32_t)l->series_n;
    *ARENA_PUSH(&l->arena, l->series, l->series_n) = (struct on_series){
        .id = id.v, .place = a.place.v, .lat = (float)a.lat, .lon = (float)a.lon,
        .languages = languages_of(a.languages), .flags = flags_of(&a, &s), .alive = true};
    return sessions_renew(ctx, l, slot, &a, &series);
}
