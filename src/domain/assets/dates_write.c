/* What is changed about single dates, about all that come, and about the series itself. */
#include "domain/assets/dates.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#define OLD_DAYS 730 /* lines over for longer make room when there is none */

static const char *const kinds[] = {"off", "cancelled", "moved", "extra"};

static enum status series_raise(struct ctx *ctx, struct asset_id id)
{
    struct asset_series series;
    TRY(assets_series_find(ctx, id, &series));
    return assets_sql_series_raise(ctx->db, id, series.uid, ctx->now);
}

static enum status tell(struct ctx *ctx, const struct asset *asset, const char *fact, int64_t object)
{
    int64_t number;
    assets_index_wrote(ctx);
    TRY(journal_change(ctx, ASSETS_CHANGE, asset->id.v, &number));
    return journal_record(ctx, fact, asset->id.v, object, STR_NONE);
}

static enum status raised(struct ctx *ctx, const struct asset *asset, const char *fact, struct day day)
{
    TRY(series_raise(ctx, asset->id));
    return tell(ctx, asset, fact, day.n);
}

/* ---- single dates ---- */

/* Called off where it had been moved or added to. */
static enum status stands_at(struct ctx *ctx, struct asset_id id, struct asset_date *date)
{
    struct assets_sql_date row;
    if (date->kind != ASSET_DATE_CANCELLED || minutes_is(date->opens)) return OK;
    enum status status = assets_sql_date(ctx->db, ctx->arena, id, date->day, date->at, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (!minutes_is(row.opens) && !str_is(row.kind, "extra") && !str_is(row.kind, "moved")) return OK;
    date->to_day = row.to_day;
    date->opens = minutes_is(row.opens) ? row.opens : date->at;
    date->closes = row.closes;
    if (date->location_name.len == 0) date->location_name = row.location_name;
    return OK;
}

enum status assets_date_put(struct ctx *ctx, const struct asset *asset, const struct asset_date *said)
{
    static const char *const facts[] = {"assets.session_cancelled", "assets.session_cancelled",
                                        "assets.session_moved", "assets.session_added"};
    struct asset_date date = *said;
    int64_t n;
    TRY(assets_sql_dates_count(ctx->db, asset->id, &n));
    if (n >= ASSET_DATES_MAX)
        return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("There are 10,000 changed dates already. Start a new activity instead."));
    TRY(stands_at(ctx, asset->id, &date));
    const struct assets_sql_date_put_in in = {asset->id, date.day, date.at, str_from(kinds[date.kind]),
                                              date.to_day, date.opens, date.closes,
                                              date.location_name.len ? date.location_name : STR_NONE,
                                              date.words.len ? date.words : STR_NONE, ctx->now};
    TRY(assets_sql_date_put(ctx->db, &in));
    return raised(ctx, asset, facts[date.kind], date.day);
}

/* Has a line a session of this name? */
static enum status ruled(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at,
                         bool *ret_ruled)
{
    const struct asset_plan *plan;
    const struct zone *zone;
    struct holidays holidays = {0};
    TRY(places_zone(ctx, asset->place, &zone));
    TRY(assets_plan_make(ctx->arena, asset->schedules, asset->schedules_n, &plan));
    if (assets_plan_heeds(plan))
        TRY(places_holidays(ctx, asset->place, (struct day){day.n - 1}, (struct day){day.n + 2}, &holidays));
    *ret_ruled = assets_plan_names(plan, zone, &holidays, day, at);
    return OK;
}

enum status assets_date_back(struct ctx *ctx, const struct asset *asset, struct day day, struct minutes at)
{
    struct assets_sql_date row;
    bool planned = true;
    TRY(assets_sql_date(ctx->db, ctx->arena, asset->id, day, at, &row));
    if (str_is(row.kind, "cancelled") && minutes_is(row.opens)) TRY(ruled(ctx, asset, day, at, &planned));
    if (planned) TRY(assets_sql_date_drop(ctx->db, asset->id, day, at));
    else { /* one more date, on again */
        const struct assets_sql_date_put_in in = {asset->id, day, at, STR("extra"), row.to_day, row.opens,
                                                  row.closes, row.location_name, STR_NONE, ctx->now};
        TRY(assets_sql_date_put(ctx->db, &in));
    }
    return raised(ctx, asset, "assets.session_back", day);
}

/* ---- this and later ---- */

/* The lines as they are until the day before. */
static size_t lines_close(const struct asset *asset, struct day from, size_t room, struct asset_schedule *out)
{
    size_t n = 0, first = 0;
    for (size_t i = 0; i < asset->schedules_n; i++) {
        struct asset_schedule line = asset->schedules[i];
        if (day_is(line.from) && line.from.n >= from.n) continue;
        if (!day_is(line.until) || line.until.n >= from.n) line.until = (struct day){from.n - 1};
        out[n++] = line;
    }
    while (n > room && first < n) { /* over for years: nobody asks any more */
        size_t i = first++;
        if (out[i].until.n >= from.n - OLD_DAYS) continue;
        for (size_t k = i; k + 1 < n; k++) out[k] = out[k + 1];
        n--;
        first--;
    }
    return n;
}

static enum status lines_write(struct ctx *ctx, struct asset_id id, const struct asset_schedule *lines, size_t n)
{
    TRY(assets_sql_schedules_clear(ctx->db, id));
    for (size_t i = 0; i < n; i++) {
        const struct asset_schedule *line = &lines[i];
        const struct assets_sql_schedule_add_in in = {
            .asset_id = id, .seq = (int64_t)i, .rrule = line->rrule.len ? line->rrule : STR_NONE,
            .begins = line->from, .until = line->until, .opens = line->opens, .closes = line->closes,
            .words = line->words.ptr ? line->words : STR(""), .skip = line->skip,
            .zone = line->zone.len ? line->zone : STR_NONE};
        TRY(assets_sql_schedule_add(ctx->db, &in));
    }
    return OK;
}

/* Moved and cancelled dates from a day on that no line has any more say nothing. */
static enum status dates_tidy(struct ctx *ctx, const struct asset *asset, struct day from)
{
    struct asset_date *dates;
    size_t n;
    TRY(assets_dates(ctx, asset->id, &dates, &n));
    const struct asset_plan *plan;
    const struct zone *zone;
    TRY(places_zone(ctx, asset->place, &zone));
    TRY(assets_plan_make(ctx->arena, asset->schedules, asset->schedules_n, &plan));
    for (size_t i = 0; i < n; i++) {
        const struct asset_date *d = &dates[i];
        bool added = d->kind == ASSET_DATE_EXTRA, planned = true;
        if (d->day.n < from.n || added) continue;
        if (!assets_plan_heeds(plan)) planned = assets_plan_names(plan, zone, NULL, d->day, d->at);
        else TRY(ruled(ctx, asset, d->day, d->at, &planned));
        if (!planned) TRY(assets_sql_date_drop(ctx->db, asset->id, d->day, d->at));
    }
    return OK;
}

enum status assets_schedule_change_from(struct ctx *ctx, const struct asset *asset, struct day from,
                                        const struct asset_schedule *lines, size_t n)
{
    struct asset after = *asset;
    struct asset_schedule *all = ARENA_ARRAY(ctx->arena, struct asset_schedule, ASSET_SCHEDULES + asset->schedules_n + n);
    size_t old = lines_close(asset, from, n < ASSET_SCHEDULES ? ASSET_SCHEDULES - n : 0, all);
    if (old + n > ASSET_SCHEDULES)
        return ctx_fault(ctx, ERR_LIMIT, STR("days_times"), SAY("There are too many lines of times. Start a new activity instead."));
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule line = lines[i];
        if (!day_is(line.from) || line.from.n < from.n) line.from = from;
        if (day_is(line.until) && line.until.n < line.from.n)
            return ctx_fault(ctx, ERR_INVALID, STR("days_times"), SAY("The last day is before the first one."));
        all[old + i] = line;
    }
    after.schedules = all;
    after.schedules_n = old + n;
    TRY(lines_write(ctx, asset->id, all, old + n));
    TRY(dates_tidy(ctx, &after, from));
    TRY(assets_said_by_person(ctx, asset, &after));
    TRY(series_raise(ctx, asset->id));
    return tell(ctx, asset, "assets.changed", asset->place.v);
}

/* ---- the whole series ---- */

enum status assets_series_call_off(struct ctx *ctx, const struct asset *asset, struct day from, struct str words)
{
    bool off = day_is(from);
    TRY(series_raise(ctx, asset->id));
    TRY(assets_sql_series_off(ctx->db, asset->id, from, off && words.len ? words : STR_NONE));
    TRY(assets_sql_series_life(ctx->db, asset->id,
                               str_from(assets_status_code(off ? ASSET_TEMPORARILY_CLOSED : ASSET_ACTIVE)), ctx->now));
    return tell(ctx, asset, off ? "assets.session_cancelled" : "assets.session_back",
                off ? from.n : day_from_instant(NULL, ctx->now).n);
}
