/* The sessions a feed lists beside the rule it gives: where they agree nothing is kept. */
#include "domain/assets/import_feed.h"

#include <limits.h>
#include <stdlib.h>

#define RANGE_DAYS 4000 /* between the first and the last session looked at together */
#define LINE_LEAST 3    /* sessions that make a line */
#define LINE_WEEKS 4
#define LINE_MONTHS 3

/* A date as the lines plan it. */
struct planned {
    struct day day;
    struct minutes at, closes;
    bool told; /* some session is it */
};
struct planning {
    struct arena *arena;
    struct planned *items;
    size_t n;
};

static enum status planned_take(void *cookie, const struct asset_session *s) {
    struct planning *p = cookie;
    *ARENA_PUSH(p->arena, p->items, p->n) =
        (struct planned){.day = s->day, .at = s->at, .closes = s->closes};
    return OK;
}

static int order(struct day a, struct minutes at, struct day b, struct minutes bt) {
    if (a.n != b.n) return a.n < b.n ? -1 : 1;
    return (at.n > bt.n) - (at.n < bt.n);
}

static int by_plan(const void *a, const void *b) {
    const struct planned *x = a, *y = b;
    return order(x->day, x->at, y->day, y->at);
}

static int by_name(const void *a, const void *b) {
    const struct import_session *x = a, *y = b;
    return order(x->date.day, x->date.at, y->date.day, y->date.at);
}

static void plan_days(struct planning *p, const struct asset_plan *plan, const struct zone *zone,
                      struct day from, struct day until) {
    const struct asset_scan scan = {.plan = plan, .zone = zone};
    p->items = NULL;
    p->n = 0;
    if (until.n > from.n + RANGE_DAYS) until.n = from.n + RANGE_DAYS;
    if (plan && assets_sessions_scan(&scan, from, until, planned_take, p) != OK) p->n = 0;
    if (p->n > 1) qsort(p->items, p->n, sizeof *p->items, by_plan);
}

static struct planned *planned_at(const struct planning *p, struct day day, struct minutes at) {
    struct planned key = {.day = day, .at = at};
    return p->n ? bsearch(&key, p->items, p->n, sizeof *p->items, by_plan) : NULL;
}

/* ---- one session ---- */

static bool length_differs(const struct asset_date *d, const struct planned *p) {
    if (!minutes_is(d->closes)) return false;
    return !minutes_is(p->closes) || d->closes.n - d->opens.n != p->closes.n - p->at.n;
}

static bool stands_elsewhere(const struct asset_date *d) {
    return d->to_day.n != d->day.n || d->opens.n != d->at.n;
}

/* What is left to say of a session beside the date the lines plan of its name, if any. */
static bool date_left(struct asset_date *d, const struct planned *p) {
    bool apart = !p || stands_elsewhere(d) || length_differs(d, p);
    if (d->kind == ASSET_DATE_OFF) {
        d->to_day = DAY_NONE;
        d->opens = d->closes = MINUTES_NONE;
        return p != NULL;
    }
    if (d->kind == ASSET_DATE_CANCELLED && (apart || d->location_name.len > 0)) return true;
    if (d->kind == ASSET_DATE_CANCELLED) {
        d->to_day = DAY_NONE;
        d->opens = d->closes = MINUTES_NONE;
        return true;
    }
    if (!apart && d->location_name.len == 0 && d->words.len == 0) return false;
    d->kind = p || stands_elsewhere(d) ? ASSET_DATE_MOVED : ASSET_DATE_EXTRA;
    if (d->kind == ASSET_DATE_EXTRA) d->to_day = DAY_NONE;
    return true;
}

bool assets_import_session_date(const struct asset_plan *plan, const struct zone *zone,
                                const struct import_session *session,
                                struct asset_date *ret_date) {
    struct arena arena;
    arena_init(&arena, (size_t)4 << 20);
    struct planning p = {.arena = &arena};
    struct asset_date date = session->date;
    plan_days(&p, plan, zone, date.day, date.day);
    bool left = date_left(&date, planned_at(&p, date.day, date.at));
    arena_release(&arena);
    if (left) *ret_date = date;
    return left;
}

/* ---- lines for sessions that came without a rule, or with one they do not keep ---- */

static int by_hour(const void *a, const void *b) {
    const struct import_session *x = a, *y = b;
    if (x->date.at.n != y->date.at.n) return x->date.at.n < y->date.at.n ? -1 : 1;
    int wx = day_weekday(x->date.day), wy = day_weekday(y->date.day);
    if (wx != wy) return wx < wy ? -1 : 1;
    return (x->date.day.n > y->date.day.n) - (x->date.day.n < y->date.day.n);
}

static bool same_hour(const struct import_session *a, const struct import_session *b) {
    return a->date.at.n == b->date.at.n && day_weekday(a->date.day) == day_weekday(b->date.day);
}

/* Weeks between sessions of one hour; 0 when they keep to no number of weeks. */
static int weeks_of(const struct import_session *s, size_t n) {
    int gap = 0;
    for (size_t i = 1; i < n; i++) {
        int step = s[i].date.day.n - s[i - 1].date.day.n;
        if (step > 0 && (gap == 0 || step < gap)) gap = step;
    }
    if (n < LINE_LEAST || gap == 0 || gap > LINE_WEEKS * 7) return 0;
    size_t on = 0, slots = (size_t)((s[n - 1].date.day.n - s[0].date.day.n) / gap) + 1;
    for (size_t i = 0; i < n; i++) on += (s[i].date.day.n - s[0].date.day.n) % gap == 0;
    return on >= LINE_LEAST && on * 2 > slots ? gap / 7 : 0;
}

static struct import_date began(const struct import_session *s) {
    struct import_date d = {s->date.day, s->date.at, MINUTES_NONE};
    if (minutes_is(s->date.closes)) d.closes.n = s->date.at.n + s->date.closes.n - s->date.opens.n;
    return d;
}

static void line_weekly(struct arena *arena, struct import_when *when,
                        const struct import_session *first, struct day until, int interval, int nth) {
    static const char *const codes[7] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    struct buf rule;
    buf_init(&rule, arena, 100);
    buf_puts(&rule, nth ? "FREQ=MONTHLY" : "FREQ=WEEKLY");
    if (interval > 1) buf_printf(&rule, ";INTERVAL=%d", interval);
    buf_puts(&rule, ";BYDAY=");
    if (nth) buf_printf(&rule, "%d", nth);
    buf_puts(&rule, codes[day_weekday(first->date.day)]);
    (void)assets_import_when_rule(arena, when, buf_str(&rule), began(first), until, 0);
}

/* Which of its weekday in the month: 1 to 4, -1 the last, 0 not the same in all. */
static int nth_of(const struct import_session *s, size_t n) {
    int nth = 0;
    bool last = true;
    for (size_t i = 0; i < n; i++) {
        struct civil c = civil_from_day(s[i].date.day);
        int one = (c.day - 1) / 7 + 1;
        nth = i == 0 || nth == one ? one : INT_MAX;
        last = last && civil_from_day((struct day){s[i].date.day.n + 7}).month != c.month;
        if (nth == INT_MAX && !last) return 0;
    }
    return last ? -1 : nth == INT_MAX || nth > 4 ? 0 : nth;
}

/* Months between sessions that are on the same weekday of the month; 0 when they are not. */
static int months_of(const struct import_session *s, size_t n) {
    int gap = 0, span = 0;
    for (size_t i = 1; i < n; i++) {
        struct civil a = civil_from_day(s[i - 1].date.day), b = civil_from_day(s[i].date.day);
        int step = (b.year - a.year) * 12 + b.month - a.month;
        if (step == 0) return 0;
        if (gap == 0 || step < gap) gap = step;
        span += step;
    }
    return n >= LINE_LEAST && gap <= LINE_MONTHS && span < (int)n * 2 * gap ? gap : 0;
}

/* One line for sessions of one weekday and hour, when they keep to one. */
static void line_fit(struct arena *arena, struct import_when *when, const struct import_session *s,
                     size_t n, bool open) {
    struct day until = open ? DAY_NONE : s[n - 1].date.day;
    int weeks = weeks_of(s, n), months = months_of(s, n), nth = months ? nth_of(s, n) : 0;
    if (weeks > 0 && (nth == 0 || weeks < LINE_WEEKS)) line_weekly(arena, when, s, until, weeks, 0);
    else if (nth != 0) line_weekly(arena, when, s, until, months, nth);
}

static void lines_fit(struct arena *arena, struct import_session *s, size_t n,
                      struct import_when *when, bool open) {
    qsort(s, n, sizeof *s, by_hour);
    for (size_t at = 0, run; at < n; at += run) {
        for (run = 1; at + run < n && same_hour(&s[at], &s[at + run]);) run++;
        if (when->lines_n + 1 < ASSET_SCHEDULES) line_fit(arena, when, &s[at], run, open);
    }
    qsort(s, n, sizeof *s, by_name);
    if (when->lines_n == 0) line_weekly(arena, when, &s[0], s[0].date.day, 1, 0);
}

/* ---- all of a series ---- */

static const struct asset_plan *plan_of(struct arena *arena, const struct import_when *when) {
    const struct asset_plan *plan;
    return assets_plan_make(arena, when->lines, when->lines_n, &plan) == OK ? plan : NULL;
}

/* A rule that most sessions do not keep is not theirs. */
static bool lines_kept(const struct planning *p, const struct import_session *s, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) kept += planned_at(p, s[i].date.day, s[i].date.at) != NULL;
    return n < LINE_LEAST || kept * 2 >= n;
}

static bool goes_on(const struct import_when *when) {
    for (size_t i = 0; i < when->lines_n; i++)
        if (!day_is(when->lines[i].until)) return true;
    return false;
}

/* A rule that says no end of the hour has that of its sessions. */
static void closes_fill(struct import_when *when, const struct import_session *s, size_t n) {
    for (size_t i = 0; i < when->lines_n; i++) {
        struct asset_schedule *line = &when->lines[i];
        for (size_t k = 0; k < n && minutes_is(line->opens) && !minutes_is(line->closes); k++)
            if (s[k].date.at.n == line->opens.n && !stands_elsewhere(&s[k].date))
                line->closes = s[k].date.closes;
    }
}

/* A session at another hour of a day on which the planned one is missing is that one, moved. */
static void moved_pair(const struct planning *p, struct import_session *s) {
    if (s->named || s->date.kind == ASSET_DATE_OFF) return;
    for (size_t i = 0; i < p->n; i++) {
        struct planned *one = &p->items[i];
        if (one->told || one->day.n != s->date.day.n) continue;
        one->told = true;
        s->date.at = one->at;
        return;
    }
}

static void told_mark(const struct planning *p, struct import_session *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct planned *one = planned_at(p, s[i].date.day, s[i].date.at);
        if (one) one->told = true;
    }
    for (size_t i = 0; i < n; i++)
        if (!planned_at(p, s[i].date.day, s[i].date.at)) moved_pair(p, &s[i]);
}

static void off_add(struct arena *arena, const struct planning *p, struct asset_date **dates,
                    size_t *dates_n) {
    size_t told = 0;
    for (size_t i = 0; i < p->n; i++) told += p->items[i].told;
    if (told * 2 < p->n) return; /* a page of a few changes says nothing of the others */
    for (size_t i = 0; i < p->n; i++)
        if (!p->items[i].told)
            *ARENA_PUSH(arena, *dates, *dates_n) =
                (struct asset_date){.day = p->items[i].day, .at = p->items[i].at,
                                    .kind = ASSET_DATE_OFF, .to_day = DAY_NONE,
                                    .opens = MINUTES_NONE, .closes = MINUTES_NONE};
}

void assets_import_sessions_settle(struct arena *arena, const struct zone *zone, struct day today,
                                   struct import_session *s, size_t n, struct import_when *when,
                                   struct asset_date **dates, size_t *dates_n) {
    struct planning p = {.arena = arena};
    if (n == 0) return;
    qsort(s, n, sizeof *s, by_name);
    struct day from = s[0].date.day, until = s[n - 1].date.day;
    plan_days(&p, plan_of(arena, when), zone, from, until);
    if (when->lines_n == 0 || !lines_kept(&p, s, n)) {
        bool open = goes_on(when);
        when->lines_n = 0;
        lines_fit(arena, s, n, when, open);
    }
    closes_fill(when, s, n);
    plan_days(&p, plan_of(arena, when), zone, from, until);
    told_mark(&p, s, n);
    off_add(arena, &p, dates, dates_n);
    for (size_t i = 0; i < n; i++) {
        struct asset_date date = s[i].date;
        struct day on = day_is(date.to_day) ? date.to_day : date.day;
        if (date.kind == ASSET_DATE_MOVED && on.n >= today.n) when->coming = true;
        if (date_left(&date, planned_at(&p, date.day, date.at)))
            *ARENA_PUSH(arena, *dates, *dates_n) = date;
    }
}
