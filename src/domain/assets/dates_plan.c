/* The lines of a series read once into numbers, and walked over days without the database. */
#include "domain/assets/assets_rule.h"
#include "domain/assets/dates.h"

#define DAY_SECONDS 86400

struct line_plan {
    struct assets_rule rule;
    struct day from, until;
    int32_t opens, length;     /* length -1 = not said */
    unsigned skip;
    const struct zone *zone;   /* NULL = the place's */
    const struct recur *recur; /* a rule assets_rule does not hold */
};
struct asset_plan {
    const struct line_plan *lines;
    size_t n;
    bool heeds;
};

/* ---- reading ---- */

/* A rule with a COUNT, of years, by position...: what RFC 5545 has beyond assets_rule. */
static const struct recur *beyond(struct arena *arena, const struct asset_schedule *line)
{
    struct recur rule, *kept;
    if (!day_is(line->from) || !assets_rule_beyond(line->rrule, &rule)) return NULL;
    kept = ARENA_NEW(arena, struct recur);
    *kept = rule;
    return kept;
}

static bool line_plan(struct arena *arena, const struct asset_schedule *line,
                      struct line_plan *ret_plan)
{
    struct line_plan p = {.from = line->from, .until = line->until, .opens = line->opens.n,
                          .length = -1, .skip = line->skip};
    if (line->rrule.len == 0 || !minutes_is(line->opens)) return false;
    if (!assets_rule_parse(line->rrule, &p.rule)) {
        p.recur = beyond(arena, line);
        if (!p.recur) return false;
    }
    if (minutes_is(line->closes)) {
        p.length = line->closes.n - line->opens.n;
        if (p.length <= 0) p.length += 1440;
    }
    if (line->zone.len > 0 && zone_load(arena, line->zone, &p.zone) != OK) p.zone = NULL;
    *ret_plan = p;
    return true;
}

enum status assets_plan_make(struct arena *arena, const struct asset_schedule *lines, size_t n,
                             const struct asset_plan **ret_plan)
{
    struct asset_plan *plan = ARENA_NEW(arena, struct asset_plan);
    struct line_plan *out = ARENA_ARRAY(arena, struct line_plan, n);
    for (size_t i = 0; i < n; i++) {
        if (!line_plan(arena, &lines[i], &out[plan->n])) continue;
        plan->heeds = plan->heeds || out[plan->n].skip != 0;
        plan->n++;
    }
    plan->lines = out;
    TRY(arena_check(arena));
    *ret_plan = plan;
    return OK;
}

bool assets_plan_heeds(const struct asset_plan *plan)
{
    return plan->heeds;
}

/* ---- one line over days ---- */

struct walk {
    const struct line_plan *p;
    const struct zone *zone;
    const struct holidays *holidays;
    struct day from, until;      /* of the names asked for */
    int32_t next, last;          /* days of the rule, in its own zone */
    struct asset_schedule frame; /* first and last day, as the rule wants them */
    struct recur_iter it;        /* only of a rule beyond */
    struct day day, had_day;     /* the name found, and the one before */
    int32_t at, had_at;
};

static int64_t local_of(int32_t day, int32_t minute)
{
    return (int64_t)day * DAY_SECONDS + (int64_t)minute * 60;
}

static void walk_begin(struct walk *w, const struct line_plan *p, const struct zone *zone,
                       const struct holidays *holidays, struct day from, struct day until)
{
    int32_t margin = p->zone ? 1 : 0; /* its day may be the one before or after ours */
    w->p = p;
    w->zone = zone;
    w->holidays = holidays;
    w->from = from;
    w->until = until;
    w->next = from.n - margin;
    w->last = until.n + margin;
    w->had_day = DAY_NONE;
    w->had_at = -1;
    if (day_is(p->from) && w->next < p->from.n) w->next = p->from.n;
    if (day_is(p->until) && w->last > p->until.n) w->last = p->until.n;
    w->frame.from = p->from;
    w->frame.until = p->until;
    if (!p->recur) return;
    struct civil start = recur_civil(local_of(p->from.n, p->opens));
    recur_begin(&w->it, p->recur, start, p->zone ? p->zone : zone);
    int64_t stop = local_of(w->last, 1439) + 59;
    if (stop < w->it.stop) w->it.stop = stop;
    recur_seek(&w->it, local_of(w->next, 0));
}

static bool rule_next(struct walk *w)
{
    int64_t local;
    if (w->p->recur) {
        if (w->next > w->last || !recur_next(&w->it, &local)) return false;
        int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
        w->day.n = (int32_t)day;
        w->at = (int32_t)((local - day * DAY_SECONDS) / 60);
        return true;
    }
    while (w->next <= w->last) {
        w->day.n = w->next++;
        w->at = w->p->opens;
        if (assets_rule_on(&w->p->rule, &w->frame, w->day, false)) return true;
    }
    return false;
}

static struct instant at_local(const struct zone *zone, struct day day, int32_t minute)
{
    struct civil c = civil_from_day((struct day){day.n + minute / 1440});
    c.hour = minute % 1440 / 60;
    c.minute = minute % 60;
    return instant_from_civil(zone, c);
}

/* Told in the place's time. */
static void bring_here(struct walk *w)
{
    if (!w->p->zone) return;
    struct civil c = civil_from_instant(w->zone, at_local(w->p->zone, w->day, w->at));
    w->day = day_from_civil(c.year, c.month, c.day);
    w->at = c.hour * 60 + c.minute;
}

static bool skipped(unsigned skip, const struct holidays *holidays, struct day day)
{
    if (skip == 0) return false;
    if (skip & ASSET_SKIP_BANK && holidays_on(holidays, HOLIDAY_BANK, day)) return true;
    if (skip & ASSET_SKIP_SCHOOL && holidays_on(holidays, HOLIDAY_SCHOOL, day)) return true;
    return skip & ASSET_ONLY_SCHOOL && !holidays_on(holidays, HOLIDAY_SCHOOL, day);
}

static bool walk_next(struct walk *w)
{
    while (rule_next(w)) {
        bring_here(w);
        if (w->day.n < w->from.n || w->day.n > w->until.n) continue;
        if (w->day.n == w->had_day.n && w->at == w->had_at) continue; /* seconds apart */
        if (skipped(w->p->skip, w->holidays, w->day)) continue;
        w->had_day = w->day;
        w->had_at = w->at;
        return true;
    }
    return false;
}

static bool line_names(const struct line_plan *p, const struct zone *zone,
                       const struct holidays *holidays, struct day day, int32_t at)
{
    struct walk w;
    if (!p->recur && !p->zone && p->opens != at) return false;
    if (!p->recur && !p->zone) {
        const struct asset_schedule frame = {.from = p->from, .until = p->until};
        return assets_rule_on(&p->rule, &frame, day, false) && !skipped(p->skip, holidays, day);
    }
    w.frame = (struct asset_schedule){0};
    walk_begin(&w, p, zone, holidays, day, day);
    while (walk_next(&w))
        if (w.at == at) return true;
    return false;
}

static bool lines_name(const struct asset_plan *plan, size_t n, const struct zone *zone,
                       const struct holidays *holidays, struct day day, int32_t at)
{
    for (size_t i = 0; i < n; i++)
        if (line_names(&plan->lines[i], zone, holidays, day, at)) return true;
    return false;
}

bool assets_plan_names(const struct asset_plan *plan, const struct zone *zone,
                       const struct holidays *holidays, struct day day, struct minutes at)
{
    return lines_name(plan, plan->n, zone, holidays, day, at.n);
}

/* ---- sessions ---- */

struct scanning {
    const struct asset_scan *in;
    struct recur_clock *clock;
    enum status (*each)(void *cookie, const struct asset_session *session);
    void *cookie;
};

/* The single date of this name, or NULL: they are in order. */
static const struct asset_date *date_of(const struct asset_scan *in, struct day day, int32_t at)
{
    size_t low = 0, high = in->dates_n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const struct asset_date *d = &in->dates[mid];
        if (d->day.n < day.n || (d->day.n == day.n && d->at.n < at)) low = mid + 1;
        else high = mid;
    }
    if (low == in->dates_n) return NULL;
    const struct asset_date *d = &in->dates[low];
    return d->day.n == day.n && d->at.n == at ? d : NULL;
}

static enum status give(struct scanning *s, struct asset_session *session)
{
    int32_t opens = session->opens.n, closes = session->closes.n;
    session->begins = session->ends = recur_instant(s->clock, local_of(session->on.n, opens));
    if (minutes_is(session->closes)) {
        if (closes <= opens) closes += 1440;
        session->ends = recur_instant(s->clock, local_of(session->on.n, closes));
    }
    if (s->in->off && session->on.n >= s->in->off_from.n) {
        session->cancelled = true;
        if (session->words.len == 0) session->words = s->in->off_words;
    }
    return s->each(s->cookie, session);
}

/* Told with the single dates: it has a time of its own. */
static bool apart(const struct asset_date *d)
{
    return d->kind == ASSET_DATE_MOVED || d->kind == ASSET_DATE_EXTRA ||
           (d->kind == ASSET_DATE_CANCELLED && minutes_is(d->opens));
}

static enum status planned_give(struct scanning *s, const struct walk *w)
{
    const struct asset_date *date = date_of(s->in, w->day, w->at);
    if (date && (date->kind == ASSET_DATE_OFF || apart(date))) return OK;
    int32_t length = w->p->length;
    struct asset_session session = {
        .asset = s->in->asset, .day = w->day, .at = {w->at}, .on = w->day, .opens = {w->at},
        .closes = length < 0 ? MINUTES_NONE : (struct minutes){w->at + length}};
    if (date) {
        session.cancelled = true;
        session.words = date->words;
        session.sequence = date->sequence;
    }
    return give(s, &session);
}

static enum status single_give(struct scanning *s, const struct asset_date *d, struct day on)
{
    bool called_off = d->kind == ASSET_DATE_CANCELLED;
    bool ruled = called_off && lines_name(s->in->plan, s->in->plan->n, s->in->zone,
                                          s->in->holidays, d->day, d->at.n);
    struct asset_session session = {
        .asset = s->in->asset, .day = d->day, .at = d->at, .on = on,
        .opens = minutes_is(d->opens) ? d->opens : d->at, .closes = d->closes,
        .cancelled = called_off, .moved = d->kind == ASSET_DATE_MOVED || ruled,
        .extra = d->kind == ASSET_DATE_EXTRA || (called_off && !ruled),
        .location_name = d->location_name, .words = d->words, .sequence = d->sequence};
    return give(s, &session);
}

static enum status line_scan(struct scanning *s, size_t i, struct day from, struct day until)
{
    const struct asset_plan *plan = s->in->plan;
    struct walk w;
    w.frame = (struct asset_schedule){0};
    walk_begin(&w, &plan->lines[i], s->in->zone, s->in->holidays, from, until);
    while (walk_next(&w)) {
        if (i > 0 && lines_name(plan, i, s->in->zone, s->in->holidays, w.day, w.at))
            continue; /* two lines say the same */
        TRY(planned_give(s, &w));
    }
    return OK;
}

enum status assets_sessions_scan(const struct asset_scan *scan, struct day from, struct day until,
                                 enum status (*each)(void *cookie,
                                                     const struct asset_session *session),
                                 void *cookie)
{
    struct recur_clock own = {.zone = scan->zone};
    struct scanning s = {.in = scan, .clock = scan->clock ? scan->clock : &own, .each = each,
                         .cookie = cookie};
    for (size_t i = 0; i < scan->plan->n; i++) TRY(line_scan(&s, i, from, until));
    for (size_t i = 0; i < scan->dates_n; i++) {
        const struct asset_date *d = &scan->dates[i];
        struct day on = day_is(d->to_day) ? d->to_day : d->day;
        if (apart(d) && on.n >= from.n && on.n <= until.n) TRY(single_give(&s, d, on));
    }
    return OK;
}
