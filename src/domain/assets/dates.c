/* The sessions of a series. */
#include "domain/assets/dates.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <stdlib.h>

#define NEXT_DAYS 400

static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};

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

enum status assets_dates(struct ctx *ctx, struct asset_id id, struct asset_date **ret_dates, size_t *ret_count)
{
    struct assets_sql_dates *rows;
    size_t n;
    TRY(assets_sql_dates(ctx->db, ctx->arena, id, &rows, &n));
    struct asset_date *dates = ARENA_ARRAY(ctx->arena, struct asset_date, n);
    for (size_t i = 0; i < n; i++) {
        enum asset_date_kind kind = ASSET_DATE_OFF;
        while (kind < ASSET_DATE_EXTRA && !str_is(rows[i].kind, kinds[kind])) kind++;
        dates[i] = (struct asset_date){rows[i].day, rows[i].at, kind, rows[i].to_day, rows[i].opens,
                                       rows[i].closes, rows[i].location_name, rows[i].words,
                                       rows[i].sequence, rows[i].changed_at};
    }
    *ret_dates = dates;
    *ret_count = n;
    return OK;
}

static struct instant at_local(const struct zone *zone, struct day day, int minute)
{
    struct civil c = civil_from_day((struct day){day.n + minute / 1440});
    c.hour = minute % 1440 / 60;
    c.minute = minute % 60;
    return instant_from_civil(zone, c);
}

static void settle(struct asset_session *s, const struct zone *zone)
{
    s->begins = s->ends = at_local(zone, s->on, s->opens.n);
    if (!minutes_is(s->closes)) return;
    int closes = s->closes.n > s->opens.n ? s->closes.n : s->closes.n + 1440;
    s->ends = at_local(zone, s->on, closes);
}

static int by_begin(const void *a, const void *b)
{
    const struct asset_session *x = a, *y = b;
    if (x->begins.ms != y->begins.ms) return x->begins.ms < y->begins.ms ? -1 : 1;
    if (x->day.n != y->day.n) return x->day.n < y->day.n ? -1 : 1;
    return (x->at.n > y->at.n) - (x->at.n < y->at.n);
}

struct making {
    const struct asset *asset;
    const struct zone *zone;
    const struct asset_date *dates;
    size_t dates_n;
    struct asset_session *out;
    size_t n, max;
};

/* The single date of this name, or NULL: they are in order. */
static const struct asset_date *date_of(const struct making *m, struct day day, int at)
{
    size_t low = 0, high = m->dates_n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const struct asset_date *d = &m->dates[mid];
        if (d->day.n < day.n || (d->day.n == day.n && d->at.n < at)) low = mid + 1;
        else high = mid;
    }
    if (low == m->dates_n || m->dates[low].day.n != day.n || m->dates[low].at.n != at) return NULL;
    return &m->dates[low];
}

static void add(struct making *m, struct asset_session s)
{
    for (size_t i = m->n; i > 0 && m->out[i - 1].day.n == s.day.n; i--)
        if (m->out[i - 1].at.n == s.at.n) return; /* two lines say the same */
    if (m->n == m->max) return;
    settle(&s, m->zone);
    m->out[m->n++] = s;
}

static void line_day(struct making *m, const struct asset_schedule *line, struct day day)
{
    const struct asset_date *date = date_of(m, day, line->opens.n);
    struct asset_session s = {.asset = m->asset->id, .day = day, .at = line->opens, .on = day,
                              .opens = line->opens, .closes = line->closes};
    if (date && date->kind != ASSET_DATE_CANCELLED) return; /* off, or told below */
    if (date) {
        s.cancelled = true;
        s.words = date->words;
        s.sequence = date->sequence;
    }
    add(m, s);
}

static void single_add(struct making *m, const struct asset_date *d)
{
    add(m, (struct asset_session){.asset = m->asset->id, .day = d->day, .at = d->at,
                                  .on = day_is(d->to_day) ? d->to_day : d->day,
                                  .opens = minutes_is(d->opens) ? d->opens : d->at, .closes = d->closes,
                                  .moved = d->kind == ASSET_DATE_MOVED, .extra = d->kind == ASSET_DATE_EXTRA,
                                  .location_name = d->location_name, .words = d->words,
                                  .sequence = d->sequence});
}

static enum status making_init(struct ctx *ctx, const struct asset *asset, size_t max, struct making *ret_making)
{
    struct making m = {.asset = asset, .max = max < ASSET_SESSIONS_MAX ? max : ASSET_SESSIONS_MAX};
    struct asset_date *dates;
    TRY(places_zone(ctx, asset->place, &m.zone));
    TRY(assets_dates(ctx, asset->id, &dates, &m.dates_n));
    m.dates = dates;
    m.out = ARENA_ARRAY(ctx->arena, struct asset_session, m.max);
    *ret_making = m;
    return OK;
}

enum status assets_sessions(struct ctx *ctx, const struct asset *asset, struct day from, struct day until,
                            size_t max, struct asset_session **ret_sessions, size_t *ret_count)
{
    struct making m;
    TRY(making_init(ctx, asset, max, &m));
    for (int day = from.n; day <= until.n && m.n < m.max; day++)
        for (size_t i = 0; i < asset->schedules_n; i++) {
            const struct asset_schedule *line = &asset->schedules[i];
            struct assets_rule rule;
            if (!minutes_is(line->opens) || !assets_rule_parse(line->rrule, &rule)) continue;
            if (assets_rule_on(&rule, line, (struct day){day}, false)) line_day(&m, line, (struct day){day});
        }
    for (size_t i = 0; i < m.dates_n; i++) {
        const struct asset_date *d = &m.dates[i];
        if (d->kind != ASSET_DATE_MOVED && d->kind != ASSET_DATE_EXTRA) continue;
        struct day on = day_is(d->to_day) ? d->to_day : d->day;
        if (on.n >= from.n && on.n <= until.n) single_add(&m, d);
    }
    if (m.n > 1) qsort(m.out, m.n, sizeof *m.out, by_begin);
    *ret_sessions = m.out;
    *ret_count = m.n;
    return OK;
}

static bool names(const struct asset_session *s, struct day day, struct minutes at)
{
    return s->day.n == day.n && s->at.n == at.n;
}

enum status assets_session_find(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at,
                                struct asset_session *ret_session)
{
    struct making m;
    struct asset_session *sessions;
    size_t n;
    TRY(making_init(ctx, asset, 1, &m));
    const struct asset_date *date = date_of(&m, day, at.n);
    if (date && (date->kind == ASSET_DATE_MOVED || date->kind == ASSET_DATE_EXTRA)) {
        single_add(&m, date);
        *ret_session = m.out[0];
        return OK;
    }
    TRY(assets_sessions(ctx, asset, day, day, 50, &sessions, &n));
    for (size_t i = 0; i < n; i++)
        if (names(&sessions[i], day, at)) {
            *ret_session = sessions[i];
            return OK;
        }
    return ERR_MISSING;
}

enum status assets_session_next(struct ctx *ctx, const struct asset *asset, struct instant from,
                                struct asset_session *ret_session)
{
    const struct zone *zone;
    TRY(places_zone(ctx, asset->place, &zone));
    struct day first = day_from_instant(zone, from);
    for (int day = first.n; day < first.n + NEXT_DAYS; day += 50) {
        struct asset_session *sessions;
        size_t n;
        TRY(assets_sessions(ctx, asset, (struct day){day}, (struct day){day + 49}, 1000, &sessions, &n));
        for (size_t i = 0; i < n; i++)
            if (!sessions[i].cancelled && sessions[i].begins.ms >= from.ms) {
                *ret_session = sessions[i];
                return OK;
            }
    }
    return ERR_MISSING;
}

/* ---- writing ---- */

enum status assets_series_find(struct ctx *ctx, struct asset_id id, struct asset_series *ret_series)
{
    struct assets_sql_series row;
    struct assets_sql_find asset;
    enum status status = assets_sql_series(ctx->db, ctx->arena, id, &row);
    if (status == OK) {
        *ret_series = (struct asset_series){row.uid, row.sequence, row.modified_at};
        return OK;
    }
    if (status != ERR_MISSING) return status;
    TRY(assets_sql_find(ctx->db, ctx->arena, id, &asset));
    *ret_series = (struct asset_series){str_printf(ctx->arena, "%.*s@kith", STR_ARG(asset.external_id)), 0,
                                        asset.changed_at};
    return OK;
}

static enum status raised(struct ctx *ctx, const struct asset *asset, const char *fact, struct day day)
{
    struct asset_series series;
    int64_t number;
    TRY(assets_series_find(ctx, asset->id, &series));
    TRY(assets_sql_series_raise(ctx->db, asset->id, series.uid, ctx->now));
    assets_index_wrote(ctx);
    TRY(journal_change(ctx, ASSETS_CHANGE, asset->id.v, &number));
    return journal_record(ctx, fact, asset->id.v, day.n, STR_NONE);
}

enum status assets_date_put(struct ctx *ctx, const struct asset *asset, const struct asset_date *date)
{
    static const char *const facts[] = {"assets.session_cancelled", "assets.session_cancelled",
                                        "assets.session_moved", "assets.session_added"};
    int64_t n;
    TRY(assets_sql_dates_count(ctx->db, asset->id, &n));
    if (n >= ASSET_DATES_MAX)
        return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("There are 10,000 changed dates already. Start a new activity instead."));
    const struct assets_sql_date_put_in in = {asset->id, date->day, date->at, str_from(kinds[date->kind]),
                                              date->to_day, date->opens, date->closes,
                                              date->location_name.len ? date->location_name : STR_NONE,
                                              date->words.len ? date->words : STR_NONE, ctx->now};
    TRY(assets_sql_date_put(ctx->db, &in));
    return raised(ctx, asset, facts[date->kind], date->day);
}

enum status assets_date_back(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at)
{
    TRY(assets_sql_date_drop(ctx->db, asset->id, day, at));
    return raised(ctx, asset, "assets.session_back", day);
}
