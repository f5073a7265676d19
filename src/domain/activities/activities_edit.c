#include "domain/activities/activities_edit.h"

#include "activities_sql.h"
#include "base/buf.h"

#include <stdlib.h>

#define DAY_MS ((int64_t)86400000)
#define LINES_ROOM 20000
#define DATES_ROOM 2000000
#define FIELDS 8

/* ---- who may ---- */

static bool welcomes_somewhere(struct ctx *ctx, struct person_id person)
{
    struct relation *rows;
    size_t n;
    if (people_relations(ctx, person, &rows, &n) != OK) return false;
    for (size_t i = 0; i < n; i++)
        if (rows[i].from.v == person.v && rows[i].kind == HOST_OF && rows[i].to_kind == TO_ASSET) return true;
    return false;
}

bool activities_speaks_for(struct ctx *ctx, struct asset_id organisation)
{
    struct asset asset;
    if (organisation.v == 0) return true;
    if (assets_find(ctx, organisation, &asset) != OK) return false;
    return assets_may_change(ctx, &asset) || activities_welcomes(ctx, organisation);
}

/* Behind what somebody starts or changes stands what stood there before, or what they may speak for. */
static enum status stands_behind(struct ctx *ctx, const struct asset *a)
{
    struct asset before = {.organisation = {0}};
    if (a->id.v != 0) TRY(assets_find(ctx, a->id, &before));
    if (a->organisation.v == before.organisation.v || activities_speaks_for(ctx, a->organisation)) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("organization"), SAY("Choose one that you look after, or neighbours on their own."));
}

bool activities_may_add(struct ctx *ctx)
{
    struct person_id person = {ctx->actor.person};
    struct asset *hosted;
    struct asset_id *led;
    size_t n;
    if (ctx_has(ctx, STANDING_ADMIN | STANDING_STEWARD | STANDING_CONNECTOR | STANDING_SYSTEM)) return true;
    if (person.v == 0 || ctx->actor.place == 0) return false;
    if (assets_list_hosted(ctx, person, 20, &hosted, &n) == OK)
        for (size_t i = 0; i < n; i++)
            if (assets_is_series(&hosted[i])) return true;
    if (welcomes_somewhere(ctx, person)) return true;
    return activities_list_led(ctx, person, &led, &n) == OK && n > 0;
}

bool activities_may_edit(struct ctx *ctx, const struct asset *asset, const struct activity_series *series)
{
    if (activities_may_run(ctx, asset, series)) return true;
    return ctx_has(ctx, STANDING_CONNECTOR) && asset->place.v == ctx->actor.place && asset->organisation.v == 0;
}

/* The rules of this file have said who may: the entry itself asks about its host and stewards only. */
static enum status asset_put(struct ctx *ctx, const struct asset *asset, struct asset_id *ret_id)
{
    unsigned standing = ctx->actor.standing;
    ctx->actor.standing |= STANDING_SYSTEM;
    enum status status = assets_put(ctx, asset, ret_id);
    ctx->actor.standing = standing;
    return status;
}

static enum status series_put(struct ctx *ctx, const struct asset *asset, const struct activity_series *series)
{
    unsigned standing = ctx->actor.standing;
    ctx->actor.standing |= STANDING_SYSTEM;
    enum status status = activities_put(ctx, asset, series);
    ctx->actor.standing = standing;
    return status;
}

/* ---- remembering what was ---- */

static void word_put(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_putc(buf, text.ptr[i] == '\t' || text.ptr[i] == '\n' || text.ptr[i] == '\r' ? ' ' : text.ptr[i]);
}

static void number_put(struct buf *buf, int32_t n)
{
    if (n != INT32_MIN) buf_int(buf, n);
    buf_putc(buf, '\t');
}

static struct str lines_format(struct ctx *ctx, const struct asset *asset)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, LINES_ROOM);
    for (size_t i = 0; i < asset->schedules_n; i++) {
        const struct asset_schedule *l = &asset->schedules[i];
        number_put(&buf, l->from.n);
        number_put(&buf, l->until.n);
        number_put(&buf, l->opens.n);
        number_put(&buf, l->closes.n);
        number_put(&buf, (int32_t)l->skip);
        word_put(&buf, l->rrule);
        buf_putc(&buf, '\t');
        word_put(&buf, l->zone);
        buf_putc(&buf, '\t');
        word_put(&buf, l->words);
        buf_putc(&buf, '\n');
    }
    return buf_str(&buf);
}

static struct str dates_format(struct ctx *ctx, const struct asset_date *dates, size_t n)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, DATES_ROOM);
    for (size_t i = 0; i < n; i++) {
        const struct asset_date *d = &dates[i];
        number_put(&buf, d->day.n);
        number_put(&buf, d->at.n);
        number_put(&buf, (int32_t)d->kind);
        number_put(&buf, d->to_day.n);
        number_put(&buf, d->opens.n);
        number_put(&buf, d->closes.n);
        word_put(&buf, d->location_name);
        buf_putc(&buf, '\t');
        word_put(&buf, d->words);
        buf_putc(&buf, '\n');
    }
    return buf_str(&buf);
}

/* Cut a line at its tabs: all fields are always there. */
static bool fields_of(struct str line, struct str fields[FIELDS])
{
    size_t n = 0;
    for (size_t from = 0; n < FIELDS; n++) {
        size_t tab = str_find(line, STR("\t"), from);
        fields[n] = str_slice(line, from, tab == SIZE_MAX ? line.len : tab);
        if (tab == SIZE_MAX) return n == FIELDS - 1;
        from = tab + 1;
    }
    return false;
}

static int32_t number_of(struct str text)
{
    int64_t n;
    return str_to_int(text, &n) && n > INT32_MIN && n <= INT32_MAX ? (int32_t)n : INT32_MIN;
}

static struct str text_of(struct str text)
{
    return text.len > 0 ? text : STR_NONE;
}

static size_t lines_parse(struct ctx *ctx, struct str text, struct asset_schedule **ret_lines)
{
    struct asset_schedule *lines = NULL;
    struct str line, f[FIELDS];
    size_t n = 0;
    while (str_next(&text, '\n', &line)) {
        if (!fields_of(line, f)) continue;
        *ARENA_PUSH(ctx->arena, lines, n) = (struct asset_schedule){
            .from = {number_of(f[0])}, .until = {number_of(f[1])}, .opens = {number_of(f[2])},
            .closes = {number_of(f[3])}, .skip = (unsigned)number_of(f[4]), .rrule = text_of(f[5]),
            .zone = text_of(f[6]), .words = f[7]};
    }
    *ret_lines = lines;
    return n;
}

/* ---- changing the times ---- */

struct gathering {
    struct arena *arena;
    struct asset_session *items;
    size_t n;
};

static enum status gather(void *cookie, const struct asset_session *session)
{
    struct gathering *g = cookie;
    *ARENA_PUSH(g->arena, g->items, g->n) = *session;
    return OK;
}

static int by_begin(const void *a, const void *b)
{
    const struct asset_session *x = a, *y = b;
    return (x->begins.ms > y->begins.ms) - (x->begins.ms < y->begins.ms);
}

enum status activities_times_dates(struct ctx *ctx, struct place_id place, const struct activity_times *times, struct day from,
                                   size_t max, struct asset_session **ret_sessions, size_t *ret_count)
{
    const struct day until = {from.n + ACTIVITY_AHEAD_DAYS};
    struct gathering g = {.arena = ctx->arena};
    struct holidays holidays;
    struct asset_scan scan = {.holidays = &holidays, .off_from = DAY_NONE, .off_words = STR_NONE};
    TRY(places_zone(ctx, place, &scan.zone));
    TRY(places_holidays(ctx, place, (struct day){from.n - 2}, (struct day){until.n + 2}, &holidays));
    TRY(assets_plan_make(ctx->arena, times->lines, times->n, &scan.plan));
    TRY(assets_sessions_scan(&scan, from, until, gather, &g));
    if (g.n > 1) qsort(g.items, g.n, sizeof *g.items, by_begin);
    *ret_sessions = g.items;
    *ret_count = g.n < max ? g.n : max;
    return OK;
}

enum status activities_times_check(struct ctx *ctx, struct place_id place, const struct activity_times *times, struct str field)
{
    struct asset_session *s;
    size_t n;
    TRY(activities_times_dates(ctx, place, times, ctx_today(ctx), 1, &s, &n));
    if (n > 0) return OK;
    return ctx_fault(ctx, ERR_INVALID, field,
                     SAY("We find no date for this in the year to come. Every other week needs a first date, for example: every other Thursday from 3 March, 10 to 11.30."));
}

/* Every second week goes on in the weeks it had: a line begins on its first day from then on. */
static enum status align(struct ctx *ctx, const struct asset *asset, struct day from, struct asset_schedule *line)
{
    const struct activity_times alone = {line, 1, true};
    struct asset_session *s;
    size_t n;
    if (!day_is(line->from) || line->from.n >= from.n || line->rrule.len == 0) return OK;
    TRY(activities_times_dates(ctx, asset->place, &alone, from, 1, &s, &n));
    if (n > 0) line->from = s[0].day;
    return OK;
}

enum status activities_times_from(struct ctx *ctx, const struct asset *asset, struct day from,
                                  const struct activity_times *times)
{
    struct asset_date *dates;
    struct asset_series series;
    size_t dates_n;
    struct asset_schedule *lines = ARENA_ARRAY(ctx->arena, struct asset_schedule, times->n);
    for (size_t i = 0; i < times->n; i++) {
        lines[i] = times->lines[i];
        TRY(align(ctx, asset, from, &lines[i]));
    }
    TRY(assets_dates(ctx, asset->id, &dates, &dates_n));
    struct str lines_were = lines_format(ctx, asset), dates_were = dates_format(ctx, dates, dates_n);
    TRY(assets_schedule_change_from(ctx, asset, from, lines, times->n));
    TRY(assets_series_find(ctx, asset->id, &series));
    return activities_sql_before_put(ctx->db, asset->id, asset->place, lines_were, dates_were, series.sequence,
                                     ctx->now);
}

enum status activities_save(struct ctx *ctx, const struct asset *asset, const struct activity_series *series,
                            const struct activity_times *times, struct asset_id *ret_id)
{
    struct asset a = *asset;
    struct activity_series s = *series;
    bool add = a.id.v == 0;
    if (add) {
        if (!activities_may_add(ctx))
            return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Ask the person at the foot of this page to start it with you."));
        a.schedules = times->lines;
        a.schedules_n = times->n;
    }
    TRY(stands_behind(ctx, &a));
    TRY(asset_put(ctx, &a, ret_id));
    TRY(activities_find_id(ctx, *ret_id, &a, &s));
    if (!add && times->changed) TRY(activities_times_from(ctx, &a, ctx_today(ctx), times));
    s = *series;
    s.asset = *ret_id;
    return series_put(ctx, &a, &s);
}

/* ---- taking it back ---- */

static enum status before_read(struct ctx *ctx, struct asset_id id, struct activities_sql_before *ret_row)
{
    struct asset_series series;
    TRY(activities_sql_before(ctx->db, ctx->arena, id, ret_row));
    TRY(assets_series_find(ctx, id, &series));
    bool late = day_from_instant(ctx->zone, ret_row->made_at).n + 1 < ctx_today(ctx).n;
    return late || series.sequence != ret_row->sequence ? ERR_MISSING : OK;
}

bool activities_may_take_back(struct ctx *ctx, struct asset_id id)
{
    struct activities_sql_before row;
    return before_read(ctx, id, &row) == OK;
}

/* Single dates the change dropped are there again. */
static enum status dates_back(struct ctx *ctx, const struct asset *asset, struct str text)
{
    struct str line, f[FIELDS];
    struct asset_date *now;
    size_t n;
    TRY(assets_dates(ctx, asset->id, &now, &n));
    while (str_next(&text, '\n', &line)) {
        if (!fields_of(line, f)) continue;
        const struct asset_date date = {.day = {number_of(f[0])}, .at = {number_of(f[1])},
                                        .kind = (enum asset_date_kind)number_of(f[2]), .to_day = {number_of(f[3])},
                                        .opens = {number_of(f[4])}, .closes = {number_of(f[5])},
                                        .location_name = text_of(f[6]), .words = text_of(f[7])};
        bool there = false;
        for (size_t i = 0; i < n && !there; i++) there = now[i].day.n == date.day.n && now[i].at.n == date.at.n;
        if (!there) TRY(assets_date_put(ctx, asset, &date));
    }
    return OK;
}

enum status activities_take_back(struct ctx *ctx, const struct asset *asset)
{
    struct activities_sql_before row;
    struct asset a = *asset;
    struct asset_schedule *lines;
    struct asset_id id;
    enum status status = before_read(ctx, asset->id, &row);
    if (status == ERR_MISSING)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE,
                         SAY("This can no longer be taken back: it is too long ago, or somebody changed a date since. Change the times instead."));
    TRY(status);
    a.schedules_n = lines_parse(ctx, row.lines, &lines);
    a.schedules = lines;
    TRY(activities_sql_before_drop(ctx->db, asset->id));
    TRY(asset_put(ctx, &a, &id));
    return dates_back(ctx, &a, row.dates);
}

/* ---- a time of day ---- */

/* "10", "10:30", "10.30": the numbers, and how many letters they take; 0 = none of these. */
static size_t clock_read(struct str text, int *ret_hour, int *ret_minute)
{
    int parts[2] = {0, 0}, at = 0;
    size_t i = 0, digits = 0;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        bool point = (c == ':' || c == '.') && at == 0 && digits > 0;
        if (!point && (c < '0' || c > '9')) break;
        digits = point ? 0 : digits + 1;
        at += point;
        if (digits > 2) return 0;
        if (!point) parts[at] = parts[at] * 10 + (c - '0');
    }
    *ret_hour = parts[0];
    *ret_minute = parts[1];
    return digits == 0 ? 0 : i;
}

bool activities_time_parse(struct str text, struct minutes *ret_at)
{
    int hour, minute;
    text = str_trim(text);
    size_t read = clock_read(text, &hour, &minute);
    if (read == 0 || minute > 59 || hour > 23) return false;
    struct str half = str_trim(str_slice(text, read, text.len));
    bool pm = str_ieq(half, STR("pm"));
    if (half.len > 0) {
        if (!pm && !str_ieq(half, STR("am"))) return false;
        if (hour < 1 || hour > 12) return false;
        hour = hour % 12 + (pm ? 12 : 0);
    }
    ret_at->n = hour * 60 + minute;
    return true;
}
