/* The sessions of a series. */
#include "domain/assets/dates.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"

#include <stdlib.h>

#define NEXT_DAYS 400
#define AHEAD_DAYS 36000 /* most days at once */
#define WINDOW_DAYS 92

bool assets_is_series(const struct asset *a)
{
    if (a->kind != ASSET_GROUP && a->kind != ASSET_ACTIVITY) return false;
    for (size_t i = 0; i < a->schedules_n; i++)
        if (a->schedules[i].rrule.len > 0 && minutes_is(a->schedules[i].opens)) return true;
    return false;
}

/* ---- names ---- */

struct str assets_session_code(struct arena *arena, struct asset_id asset, struct day day, struct minutes at)
{
    struct civil c = civil_from_day(day);
    return str_printf(arena, "%lld-%04d%02d%02dT%02d%02d", (long long)asset.v, c.year, c.month, c.day,
                      at.n / 60, at.n % 60);
}

static bool digits(struct str s, int *ret_n)
{
    int n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        n = n * 10 + (s.ptr[i] - '0');
    }
    *ret_n = n;
    return s.len > 0;
}

bool assets_session_parse(struct str code, struct asset_id *ret_asset, struct day *ret_day, struct minutes *ret_at)
{
    int64_t asset;
    int year, month, day, hour, minute;
    size_t dash = str_find(code, STR("-"), 0);
    if (dash == SIZE_MAX || !str_to_int(str_slice(code, 0, dash), &asset) || asset <= 0) return false;
    struct str when = str_slice(code, dash + 1, code.len);
    if (when.len != 13 || when.ptr[8] != 'T' || !digits(str_slice(when, 0, 4), &year) ||
        !digits(str_slice(when, 4, 6), &month) || !digits(str_slice(when, 6, 8), &day) ||
        !digits(str_slice(when, 9, 11), &hour) || !digits(str_slice(when, 11, 13), &minute) ||
        !day_valid(year, month, day) || hour > 23 || minute > 59)
        return false;
    *ret_asset = (struct asset_id){asset};
    *ret_day = day_from_civil(year, month, day);
    *ret_at = (struct minutes){hour * 60 + minute};
    return true;
}

/* ---- reading ---- */

static enum asset_date_kind kind_of(struct str code)
{
    static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};
    int kind = ASSET_DATE_OFF;
    while (kind < ASSET_DATE_EXTRA && !str_is(code, kinds[kind])) kind++;
    return (enum asset_date_kind)kind;
}

enum status assets_dates(struct ctx *ctx, struct asset_id id, struct asset_date **ret_dates, size_t *ret_count)
{
    struct assets_sql_dates *rows;
    size_t n;
    TRY(assets_sql_dates(ctx->db, ctx->arena, id, &rows, &n));
    struct asset_date *dates = ARENA_ARRAY(ctx->arena, struct asset_date, n);
    for (size_t i = 0; i < n; i++) {
        dates[i] = (struct asset_date){rows[i].day, rows[i].at, kind_of(rows[i].kind), rows[i].to_day, rows[i].opens,
                                       rows[i].closes, rows[i].location_name, rows[i].words,
                                       rows[i].sequence, rows[i].changed_at};
    }
    *ret_dates = dates;
    *ret_count = n;
    return OK;
}

enum status assets_series_find(struct ctx *ctx, struct asset_id id, struct asset_series *ret_series)
{
    struct assets_sql_series row;
    struct assets_sql_find asset;
    enum status status = assets_sql_series(ctx->db, ctx->arena, id, &row);
    if (status == OK) {
        *ret_series = (struct asset_series){row.uid, row.sequence, row.modified_at,
                                            day_is(row.off_from), row.off_from, row.off_words};
        return OK;
    }
    if (status != ERR_MISSING) return status;
    TRY(assets_sql_find(ctx->db, ctx->arena, id, &asset));
    *ret_series = (struct asset_series){.uid = str_printf(ctx->arena, "%.*s@kith", STR_ARG(asset.external_id)),
                                        .modified_at = asset.changed_at, .off_words = STR_NONE};
    return OK;
}

enum status assets_series_number(struct ctx *ctx, struct str id, struct asset_id *ret_id)
{
    struct assets_sql_find_external row;
    struct asset_id number;
    if (str_to_int(id, &number.v)) row.id = number;
    else TRY(assets_sql_find_external(ctx->db, ctx->arena, str_lower(ctx->arena, id), &row));
    *ret_id = row.id;
    return OK;
}

enum status assets_series_ended(struct ctx *ctx, struct asset_id id, bool *ret_ended)
{
    int64_t n;
    TRY(assets_sql_series_ended(ctx->db, id, &n));
    *ret_ended = n > 0;
    return OK;
}

/* ---- one series ---- */

struct making {
    struct asset_scan scan;
    struct arena *arena;
    struct asset_session *out;
    size_t n;
};

static int by_begin(const void *a, const void *b)
{
    const struct asset_session *x = a, *y = b;
    if (x->begins.ms != y->begins.ms) return x->begins.ms < y->begins.ms ? -1 : 1;
    if (x->day.n != y->day.n) return x->day.n < y->day.n ? -1 : 1;
    return (x->at.n > y->at.n) - (x->at.n < y->at.n);
}

static enum status take(void *cookie, const struct asset_session *session)
{
    struct making *m = cookie;
    *ARENA_PUSH(m->arena, m->out, m->n) = *session;
    return OK;
}

/* What is asked of the database once, for days from..until. */
static enum status making_init(struct ctx *ctx, const struct asset *asset, struct day from,
                               struct day until, struct making *ret_making)
{
    struct making m = {.arena = ctx->arena, .scan.asset = asset->id};
    struct asset_date *dates;
    struct asset_series series;
    TRY(places_zone(ctx, asset->place, &m.scan.zone));
    TRY(assets_dates(ctx, asset->id, &dates, &m.scan.dates_n));
    TRY(assets_plan_make(ctx->arena, asset->schedules, asset->schedules_n, &m.scan.plan));
    TRY(assets_series_find(ctx, asset->id, &series));
    m.scan.dates = dates;
    m.scan.off = series.off;
    m.scan.off_from = series.off_from;
    m.scan.off_words = series.off_words;
    if (assets_plan_heeds(m.scan.plan)) {
        struct holidays *holidays = ARENA_NEW(ctx->arena, struct holidays);
        TRY(places_holidays(ctx, asset->place, (struct day){from.n - 1}, (struct day){until.n + 2},
                            holidays));
        m.scan.holidays = holidays;
    }
    *ret_making = m;
    return OK;
}

/* The sessions of a window in order, behind those there are. */
static enum status window_add(struct making *m, struct day from, struct day until)
{
    size_t before = m->n;
    TRY(assets_sessions_scan(&m->scan, from, until, take, m));
    if (m->n > before + 1) qsort(m->out + before, m->n - before, sizeof *m->out, by_begin);
    return OK;
}

enum status assets_sessions(struct ctx *ctx, const struct asset *asset, struct day from,
                            struct day until, size_t max, struct asset_session **ret_sessions,
                            size_t *ret_count)
{
    struct making m;
    if (max > ASSET_SESSIONS_MAX) max = ASSET_SESSIONS_MAX;
    if (until.n > from.n + AHEAD_DAYS) until.n = from.n + AHEAD_DAYS;
    TRY(making_init(ctx, asset, from, until, &m));
    for (int32_t day = from.n; day <= until.n && m.n < max; day += WINDOW_DAYS) {
        struct day last = {day + WINDOW_DAYS - 1 < until.n ? day + WINDOW_DAYS - 1 : until.n};
        TRY(window_add(&m, (struct day){day}, last));
    }
    TRY(arena_check(ctx->arena));
    *ret_sessions = m.out;
    *ret_count = m.n < max ? m.n : max;
    return OK;
}

struct wanted {
    struct day day;
    struct minutes at;
    struct asset_session *found;
};

static enum status wanted_take(void *cookie, const struct asset_session *session)
{
    struct wanted *w = cookie;
    if (session->day.n != w->day.n || session->at.n != w->at.n) return OK;
    *w->found = *session;
    return ERR_CONFLICT; /* enough */
}

enum status assets_session_find(struct ctx *ctx, const struct asset *asset, struct day day,
                                struct minutes at, struct asset_session *ret_session)
{
    struct making m;
    struct asset_session found;
    struct wanted wanted = {day, at, &found};
    struct day on = day;
    TRY(making_init(ctx, asset, day, day, &m));
    for (size_t i = 0; i < m.scan.dates_n; i++) { /* it may be on another day now */
        const struct asset_date *d = &m.scan.dates[i];
        if (d->day.n == day.n && d->at.n == at.n && day_is(d->to_day)) on = d->to_day;
    }
    enum status status = assets_sessions_scan(&m.scan, on, on, wanted_take, &wanted);
    if (status == OK) return ERR_MISSING;
    if (status != ERR_CONFLICT) return status;
    *ret_session = found;
    return OK;
}

enum status assets_session_next(struct ctx *ctx, const struct asset *asset, struct instant from,
                                struct asset_session *ret_session)
{
    struct making m;
    const struct zone *zone;
    TRY(places_zone(ctx, asset->place, &zone));
    struct day first = day_from_instant(zone, from), last = {first.n + NEXT_DAYS};
    TRY(making_init(ctx, asset, first, last, &m));
    for (int32_t day = first.n, days = 8; day <= last.n; day += days, days *= 4) {
        int32_t end = day + days - 1 < last.n ? day + days - 1 : last.n;
        m.n = 0;
        TRY(window_add(&m, (struct day){day}, (struct day){end}));
        for (size_t i = 0; i < m.n; i++)
            if (!m.out[i].cancelled && m.out[i].begins.ms >= from.ms) {
                *ret_session = m.out[i];
                return OK;
            }
    }
    return ERR_MISSING;
}
