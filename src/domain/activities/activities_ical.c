/* One series as calendar entries (RFC 5545): its rules with what is left out and added, and the
   single dates that differ. What a rule gives is asked of assets, with and without holidays, so
   that a calendar shows what the pages show. */
#include "base/ical_line.h"
#include "domain/activities/activities_feed.h"

#include <stdlib.h>

#define KEEP_DAYS 731   /* two years back, and as far ahead for what is left out */
#define FIRST_DAYS 3000 /* a rule gives its first date within these */
#define RAW_MAX 1600
#define NO_LINE -1
#define LATER_MOST 110

struct calendar {
    struct ctx *ctx;
    const struct feed_source *source;
    struct buf *buf;
    struct str tzid, uid;
    const struct asset_date *dates;
    size_t dates_n;
    int *owner; /* of each date: the line of the schedule that gives it, NO_LINE = none does */
    int at;     /* the line being written */
    int line;   /* entries written */
    struct day first, last; /* the window of what is left out */
};

/* ---- pieces ---- */

static void local_put(struct buf *buf, struct day day, int minute)
{
    struct civil c = civil_from_day((struct day){day.n + minute / 1440});
    buf_printf(buf, "%04d%02d%02dT%02d%02d00", c.year, c.month, c.day, minute % 1440 / 60, minute % 60);
}

static void moment_put(struct calendar *c, const char *name, struct day day, int minute)
{
    buf_printf(c->buf, "%s;TZID=%.*s:", name, STR_ARG(c->tzid));
    local_put(c->buf, day, minute);
    buf_puts(c->buf, "\r\n");
}

static void utc_put(struct buf *buf, struct instant at)
{
    struct civil c = civil_from_instant(NULL, at);
    buf_printf(buf, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static void stamp_put(struct calendar *c, const char *name, struct instant at)
{
    buf_printf(c->buf, "%s:", name);
    utc_put(c->buf, at);
    buf_puts(c->buf, "\r\n");
}

static void span_put(struct calendar *c, struct day day, struct minutes opens, struct minutes closes)
{
    moment_put(c, "DTSTART", day, opens.n);
    if (!minutes_is(closes)) return;
    moment_put(c, "DTEND", day, closes.n > opens.n ? closes.n : closes.n + 1440);
}

static void item_add(struct buf *list, struct day day, int minute)
{
    if (list->len > 0) buf_putc(list, ',');
    local_put(list, day, minute);
}

static void list_put(struct calendar *c, const char *name, const struct buf *list)
{
    if (list->len == 0) return;
    buf_printf(c->buf, "%s;TZID=%.*s:", name, STR_ARG(c->tzid));
    buf_put(c->buf, buf_str(list));
    buf_puts(c->buf, "\r\n");
}

/* ---- what every entry says ---- */

static struct str where(struct calendar *c, struct str elsewhere)
{
    const struct asset *a = &c->source->asset;
    if (elsewhere.len > 0) return elsewhere;
    const struct str parts[] = {a->location_name, a->address, a->city, a->postcode};
    struct str said[4];
    size_t n = 0;
    for (size_t i = 0; i < 4; i++)
        if (parts[i].len > 0) said[n++] = parts[i];
    return str_join(c->ctx->arena, said, n, STR(", "));
}

static struct str about(struct calendar *c)
{
    const struct asset *a = &c->source->asset;
    struct buf out;
    buf_init(&out, c->ctx->arena, 16384);
    buf_put(&out, a->description);
    const struct { const char *label; struct str value; } more[] = {
        {"Cost", a->cost == ASSET_COST_FREE ? STR("free") : a->cost_words}, {"Bring", c->source->series.bring},
        {"Ring", a->phone}};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i].value.len > 0)
            buf_printf(&out, "%s%s: %.*s", out.len > 0 ? "\n" : "", more[i].label, STR_ARG(more[i].value));
    return buf_str(&out);
}

static void categories_put(struct calendar *c)
{
    const struct asset *a = &c->source->asset;
    const struct vocabulary *v = vocabulary_of(c->ctx);
    size_t n = 0;
    for (size_t i = 0; i < c->source->kinds_n; i++) {
        buf_puts(c->buf, n++ ? "," : "CATEGORIES:");
        ical_line_word(c->buf, c->source->kinds[i]->label);
    }
    for (size_t i = 0; i < a->concepts_n; i++) {
        struct str label = vocabulary_label_of(v, a->concepts[i], text_locale(TEXT_EN));
        bool said = false;
        for (size_t k = 0; k < c->source->kinds_n; k++) said = said || str_ieq(label, c->source->kinds[k]->label);
        if (said || label.len == 0) continue;
        buf_puts(c->buf, n++ ? "," : "CATEGORIES:");
        ical_line_word(c->buf, label);
    }
    if (n) buf_puts(c->buf, "\r\n");
}

static void common_put(struct calendar *c, struct instant changed, int64_t sequence, struct str elsewhere)
{
    const struct asset *a = &c->source->asset;
    buf_puts(c->buf, "BEGIN:VEVENT\r\n");
    ical_line_text(c->buf, "UID", c->uid);
    stamp_put(c, "DTSTAMP", changed);
    stamp_put(c, "LAST-MODIFIED", changed);
    buf_printf(c->buf, "SEQUENCE:%lld\r\n", (long long)sequence);
    ical_line_text(c->buf, "SUMMARY", a->name);
    ical_line_text(c->buf, "DESCRIPTION", about(c));
    ical_line_text(c->buf, "LOCATION", where(c, elsewhere));
    if (a->located && elsewhere.len == 0) buf_printf(c->buf, "GEO:%.6f;%.6f\r\n", a->lat, a->lon);
    categories_put(c);
}

static void status_put(struct calendar *c, bool cancelled)
{
    buf_puts(c->buf, cancelled ? "STATUS:CANCELLED\r\n" : "STATUS:CONFIRMED\r\n");
}

/* ---- one line of the schedule ---- */

struct gathering { struct asset_session *rows; size_t n, max; };

static enum status gather(void *cookie, const struct asset_session *session)
{
    struct gathering *g = cookie;
    if (g->n < g->max) g->rows[g->n++] = *session;
    return OK;
}

static int by_name(const void *a, const void *b)
{
    const struct asset_session *x = a, *y = b;
    if (x->day.n != y->day.n) return (x->day.n > y->day.n) - (x->day.n < y->day.n);
    return (x->at.n > y->at.n) - (x->at.n < y->at.n);
}

/* What a line gives by itself; `holidays` NULL: those it would leave out too. */
static enum status raw(struct calendar *c, const struct asset_schedule *line, const struct holidays *holidays,
                       struct day from, struct day until, struct asset_session **ret_sessions, size_t *ret_count)
{
    struct asset_schedule plain = *line;
    struct asset_scan scan = {.asset = c->source->asset.id, .zone = c->source->zone, .holidays = holidays};
    struct gathering g = {.rows = ARENA_ARRAY(c->ctx->arena, struct asset_session, RAW_MAX), .max = RAW_MAX};
    if (!holidays) plain.skip = 0;
    TRY(assets_plan_make(c->ctx->arena, &plain, 1, &scan.plan));
    TRY(assets_sessions_scan(&scan, from, until, gather, &g));
    if (g.n > 1) qsort(g.rows, g.n, sizeof *g.rows, by_name);
    *ret_sessions = g.rows;
    *ret_count = g.n;
    return OK;
}

static bool among(const struct asset_session *sessions, size_t n, struct day day, struct minutes at)
{
    size_t low = 0, high = n; /* a rule's own dates are in order */
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (sessions[mid].day.n < day.n) low = mid + 1;
        else high = mid;
    }
    for (; low < n && sessions[low].day.n == day.n; low++)
        if (sessions[low].at.n == at.n) return true;
    return false;
}

static bool has_count(struct str rrule)
{
    return str_find(rrule, STR("COUNT="), 0) != SIZE_MAX;
}

static void rule_put(struct calendar *c, const struct asset_schedule *line)
{
    struct str rest = line->rrule, part;
    bool begun = false;
    buf_puts(c->buf, "RRULE:");
    while (str_next(&rest, ';', &part)) {
        if (part.len == 0 || (day_is(line->until) && str_starts(part, STR("UNTIL=")))) continue;
        if (begun) buf_putc(c->buf, ';');
        buf_put(c->buf, part);
        begun = true;
    }
    if (day_is(line->until) && !has_count(line->rrule)) {
        struct civil last = civil_from_day(line->until);
        last.hour = 23; /* the whole day: a rule may name several hours */
        last.minute = 59;
        buf_puts(c->buf, ";UNTIL=");
        utc_put(c->buf, instant_from_civil(c->source->zone, last));
    }
    buf_puts(c->buf, "\r\n");
}

/* Dates the rule gives that are none: holidays, and those taken off by hand. */
static enum status left_out(struct calendar *c, const struct asset_schedule *line, const struct asset_session *all,
                            size_t n, struct buf *list)
{
    struct holidays holidays;
    struct asset_session *open;
    size_t open_n;
    for (size_t i = 0; i < c->dates_n; i++)
        if (c->owner[i] == c->at && c->dates[i].kind == ASSET_DATE_OFF) item_add(list, c->dates[i].day, c->dates[i].at.n);
    if (!line->skip) return OK;
    TRY(places_holidays(c->ctx, c->source->asset.place, (struct day){c->first.n - 1}, (struct day){c->last.n + 2}, &holidays));
    TRY(raw(c, line, &holidays, c->first, c->last, &open, &open_n));
    for (size_t i = 0; i < n; i++) {
        bool own = false;
        for (size_t k = 0; k < c->dates_n && !own; k++)
            own = c->dates[k].day.n == all[i].day.n && c->dates[k].at.n == all[i].at.n;
        if (!own && !among(open, open_n, all[i].day, all[i].at)) item_add(list, all[i].day, all[i].at.n);
    }
    return OK;
}

/* A rule of another zone's clock has no rule in ours: its dates are told one by one. */
static bool elsewhere(const struct calendar *c, const struct asset_schedule *line)
{
    return line->zone.len > 0 && !str_eq(line->zone, c->tzid);
}

static bool beside(const struct calendar *c, size_t i)
{
    const struct asset_date *d = &c->dates[i];
    return c->owner[i] == NO_LINE && d->day.n >= c->first.n &&
           (d->kind == ASSET_DATE_EXTRA || d->kind == ASSET_DATE_MOVED ||
            (d->kind == ASSET_DATE_CANCELLED && minutes_is(d->opens)));
}

/* Dates beside the rules stand with the first entry. */
static void added(struct calendar *c, struct buf *list)
{
    for (size_t i = 0; i < c->dates_n; i++)
        if (beside(c, i)) item_add(list, c->dates[i].day, c->dates[i].at.n);
}

static void differs_put(struct calendar *c, const struct asset_date *d, const struct asset_schedule *line)
{
    bool cancelled = d->kind == ASSET_DATE_CANCELLED;
    struct day day = day_is(d->to_day) ? d->to_day : d->day;
    struct minutes opens = minutes_is(d->opens) ? d->opens : d->at, closes = d->closes;
    if (cancelled && !minutes_is(d->opens)) {
        day = d->day;
        opens = d->at;
    }
    if (!minutes_is(closes) && minutes_is(line->closes)) closes.n = opens.n + line->closes.n - line->opens.n;
    int64_t sequence = c->source->id.sequence > d->sequence ? c->source->id.sequence : d->sequence;
    common_put(c, d->changed_at, sequence, d->location_name);
    buf_printf(c->buf, "URL:" FEED_BASE "/sessions/%.*s\r\n",
               STR_ARG(assets_session_code(c->ctx->arena, c->source->asset.id, d->day, d->at)));
    moment_put(c, "RECURRENCE-ID", d->day, d->at.n);
    span_put(c, day, opens, closes);
    ical_line_text(c->buf, "COMMENT", d->words);
    bool off = c->source->id.off && day.n >= c->source->id.off_from.n; /* moved or added to, yet called off with all others */
    status_put(c, cancelled || off || c->source->cancelled);
    buf_puts(c->buf, "END:VEVENT\r\n");
}

/* Called off from a day to come: each of its dates says so. */
static enum status later_off(struct calendar *c, const struct asset_schedule *line)
{
    const struct feed_source *s = c->source;
    struct asset_session *all;
    size_t n;
    if (!s->id.off || s->off_now || s->cancelled) return OK;
    TRY(raw(c, line, NULL, s->id.off_from, (struct day){s->id.off_from.n + FEED_AHEAD}, &all, &n));
    for (size_t i = 0; i < n && i < LATER_MOST; i++) {
        const struct asset_date d = {.day = all[i].day, .at = all[i].at, .kind = ASSET_DATE_CANCELLED,
                                     .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE,
                                     .words = s->id.off_words, .changed_at = s->id.modified_at};
        bool told = false;
        for (size_t k = 0; k < c->dates_n && !told; k++)
            told = c->dates[k].day.n == d.day.n && c->dates[k].at.n == d.at.n;
        if (!told) differs_put(c, &d, line);
    }
    return OK;
}

static bool same_length(const struct asset_date *d, const struct asset_schedule *line)
{
    if (minutes_is(d->closes) != minutes_is(line->closes)) return !minutes_is(d->closes);
    return !minutes_is(d->closes) || d->closes.n - d->opens.n == line->closes.n - line->opens.n;
}

/* An added date that says nothing but its hour needs no entry of its own. */
static bool plain_extra(const struct asset_date *d, const struct asset_schedule *line)
{
    return d->kind == ASSET_DATE_EXTRA && d->words.len == 0 && d->location_name.len == 0 &&
           (!day_is(d->to_day) || d->to_day.n == d->day.n) && (!minutes_is(d->opens) || d->opens.n == d->at.n) &&
           same_length(d, line);
}

static void singles_put(struct calendar *c, const struct asset_schedule *line)
{
    for (size_t i = 0; i < c->dates_n; i++) {
        const struct asset_date *d = &c->dates[i];
        bool mine = c->owner[i] == c->at || (c->line == 0 && beside(c, i));
        if (mine && d->kind != ASSET_DATE_OFF && !plain_extra(d, line)) differs_put(c, d, line);
    }
}

static void master_put(struct calendar *c, const struct asset_schedule *line, const struct asset_session *start,
                       const struct buf *out, const struct buf *more)
{
    bool once = line->rrule.len == 0 || elsewhere(c, line) || (day_is(line->until) && line->until.n == start->day.n);
    common_put(c, c->source->id.modified_at, c->source->id.sequence, STR_NONE);
    buf_printf(c->buf, "URL:" FEED_BASE "/activities/%lld\r\n", (long long)c->source->asset.id.v);
    if (c->line > 0) ical_line_text(c->buf, "RELATED-TO", c->source->id.uid);
    span_put(c, start->day, start->at, line->closes.n > line->opens.n && start->at.n != line->opens.n
                                           ? (struct minutes){start->at.n + line->closes.n - line->opens.n}
                                           : line->closes);
    if (!once) rule_put(c, line);
    list_put(c, "EXDATE", out);
    list_put(c, "RDATE", more);
    status_put(c, c->source->cancelled || c->source->off_now);
    buf_puts(c->buf, "END:VEVENT\r\n");
}

/* The first date of a line, wherever it lies, and all in the window. */
static enum status line_dates(struct calendar *c, const struct asset_schedule *line, struct asset_session **ret_start,
                              struct asset_session **ret_all, size_t *ret_count)
{
    size_t n;
    struct day from = day_is(line->from) ? line->from : day_from_civil(civil_from_day(c->first).year, 1, 1);
    *ret_start = NULL;
    for (int days = 40; days <= FIRST_DAYS && !*ret_start; days *= 6) {
        TRY(raw(c, line, NULL, from, (struct day){from.n + days}, ret_all, &n));
        if (n > 0) *ret_start = *ret_all;
    }
    return raw(c, line, NULL, c->first, c->last, ret_all, ret_count);
}

static enum status line_put(struct calendar *c, const struct asset_schedule *line)
{
    struct asset_session *start, *all;
    struct buf out, more;
    size_t n;
    TRY(line_dates(c, line, &start, &all, &n));
    if (!start) return OK;
    buf_init(&out, c->ctx->arena, 1 << 18);
    buf_init(&more, c->ctx->arena, 1 << 18);
    TRY(left_out(c, line, all, n, &out));
    if (c->line == 0) added(c, &more);
    for (size_t i = 0; elsewhere(c, line) && i < n; i++)
        if (by_name(&all[i], start) != 0) item_add(&more, all[i].day, all[i].at.n);
    c->uid = c->line == 0 ? c->source->id.uid
                          : str_printf(c->ctx->arena, "%d.%.*s", c->line + 1, STR_ARG(c->source->id.uid));
    master_put(c, line, start, &out, &more);
    singles_put(c, line);
    TRY(later_off(c, line));
    c->line++;
    return OK;
}

static enum status owners_find(struct calendar *c)
{
    const struct asset *a = &c->source->asset;
    c->owner = ARENA_ARRAY(c->ctx->arena, int, c->dates_n + 1);
    for (size_t k = 0; k < c->dates_n; k++) c->owner[k] = NO_LINE;
    for (size_t i = 0; i < a->schedules_n && c->dates_n > 0; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        struct asset_session *all;
        size_t n;
        if (!minutes_is(line->opens) || line->rrule.len == 0) continue;
        TRY(raw(c, line, NULL, c->first, c->last, &all, &n));
        for (size_t k = 0; k < c->dates_n; k++)
            if (c->owner[k] == NO_LINE && among(all, n, c->dates[k].day, c->dates[k].at)) c->owner[k] = (int)i;
    }
    return OK;
}

enum status activities_ical_series(struct ctx *ctx, const struct feed_source *source, struct buf *buf)
{
    struct calendar c = {.ctx = ctx, .source = source, .buf = buf,
                         .tzid = source->place.zone.len > 0 ? source->place.zone : STR("Europe/London")};
    struct asset_date *dates;
    struct day today = day_from_instant(source->zone, ctx->now);
    c.first = (struct day){today.n - KEEP_DAYS};
    c.last = (struct day){today.n + KEEP_DAYS};
    TRY(assets_dates(ctx, source->asset.id, &dates, &c.dates_n));
    c.dates = dates;
    TRY(owners_find(&c));
    for (size_t i = 0; i < source->asset.schedules_n; i++) {
        const struct asset_schedule *line = &source->asset.schedules[i];
        c.at = (int)i;
        if (minutes_is(line->opens) && line->rrule.len > 0) TRY(line_put(&c, line));
    }
    return buf_check(buf);
}

enum status activities_ical_session(struct ctx *ctx, const struct feed_source *source, const struct asset_session *at,
                                    struct buf *buf)
{
    struct calendar c = {.ctx = ctx, .source = source, .buf = buf, .uid = source->id.uid,
                         .tzid = source->place.zone.len > 0 ? source->place.zone : STR("Europe/London")};
    int64_t sequence = source->id.sequence > at->sequence ? source->id.sequence : at->sequence;
    common_put(&c, source->id.modified_at, sequence, at->location_name);
    buf_printf(buf, "URL:" FEED_BASE "/sessions/%.*s\r\n",
               STR_ARG(assets_session_code(ctx->arena, source->asset.id, at->day, at->at)));
    moment_put(&c, "RECURRENCE-ID", at->day, at->at.n);
    span_put(&c, at->on, at->opens, at->closes);
    ical_line_text(buf, "COMMENT", at->words);
    status_put(&c, at->cancelled || source->cancelled);
    buf_puts(buf, "END:VEVENT\r\n");
    return buf_check(buf);
}
