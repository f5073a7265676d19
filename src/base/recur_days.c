/* Which days a rule lets through, a month at a time, as 31 bits (RFC 5545 3.3.10: BYMONTH,
   BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY). */
#include "base/recur_own.h"

#define ALL_DAYS(n) ((uint32_t)((UINT64_C(1) << (n)) - 1))

struct month {
    int year, month, length;
    int weekday; /* of the 1st, 0 = Monday */
    int before;  /* days of the year before the 1st */
    int year_length;
    int year_weekday; /* of 1 January */
};

static int month_length(int year, int month) {
    if (month == 2) return 28 + day_valid(year, 2, 29);
    return 30 + ((month + (month > 7)) & 1);
}

static struct month month_of(int year, int month) {
    struct day jan = day_from_civil(year, 1, 1), first = day_from_civil(year, month, 1);
    return (struct month){.year = year,
                          .month = month,
                          .length = month_length(year, month),
                          .weekday = day_weekday(first),
                          .before = first.n - jan.n,
                          .year_length = 365 + day_valid(year, 2, 29),
                          .year_weekday = day_weekday(jan)};
}

/* All days of the month with this weekday. */
static uint32_t weekday_mask(const struct month *m, int weekday) {
    return UINT32_C(0x10204081) << ((weekday - m->weekday + 7) % 7) & ALL_DAYS(m->length);
}

/* "2MO" of the month or of the year: the n-th from the front, or from the back. */
static uint32_t nth_mask(const struct recur *rule, const struct month *m, bool of_year) {
    int before = of_year ? m->before : 0, length = of_year ? m->year_length : m->length;
    uint32_t mask = 0;
    for (int d = 0; d < m->length; d++) {
        int weekday = (m->weekday + d) % 7, at = before + d;
        int front = at / 7 + 1, back = (length - 1 - at) / 7 + 1;
        bool in = rule->nth[weekday] >> front & 1 || rule->nth_last[weekday] >> back & 1;
        mask |= (uint32_t)in << d;
    }
    return mask;
}

static uint32_t weekdays_mask(const struct recur *rule, const struct month *m) {
    uint32_t mask = 0;
    for (int w = 0; w < 7; w++)
        if (rule->weekdays >> w & 1) mask |= weekday_mask(m, w);
    /* A number counts within the month, except in a yearly rule that names no month. */
    if (rule->numbered) mask |= nth_mask(rule, m, rule->freq == RECUR_YEARLY && !rule->months);
    return mask;
}

static uint32_t month_days_mask(const struct recur *rule, const struct month *m) {
    uint32_t mask = 0;
    for (int d = 1; d <= m->length; d++)
        mask |= (uint32_t)recur_in(&rule->month_days, d, m->length) << (d - 1);
    return mask;
}

static uint32_t year_days_mask(const struct recur *rule, const struct month *m) {
    uint32_t mask = 0;
    for (int d = 1; d <= m->length; d++)
        mask |= (uint32_t)recur_in(&rule->year_days, m->before + d, m->year_length) << (d - 1);
    return mask;
}

/* Days from 1 January to the first day of week 1: the week, begun on WKST, with at least four
   days in the year. */
static int week_one(const struct recur *rule, int year) {
    int late = (day_weekday(day_from_civil(year, 1, 1)) - rule->week_start + 7) % 7;
    return late <= 3 ? -late : 7 - late;
}

static uint32_t weeks_mask(const struct recur *rule, const struct month *m) {
    int length = m->year_length, before = 365 + day_valid(m->year - 1, 2, 29);
    int after = length + 365 + day_valid(m->year + 1, 2, 29);
    int starts[4] = {week_one(rule, m->year - 1) - before, week_one(rule, m->year),
                     length + week_one(rule, m->year + 1), after + week_one(rule, m->year + 2)};
    uint32_t mask = 0;
    for (int d = 0; d < m->length; d++) {
        int at = m->before + d, y = at < starts[1] ? 0 : at < starts[2] ? 1 : 2;
        int from = starts[y], until = starts[y + 1]; /* the year this day's week belongs to */
        bool in = recur_in(&rule->weeks, (at - from) / 7 + 1, (until - from) / 7);
        mask |= (uint32_t)in << d;
    }
    return mask;
}

uint32_t recur_month_days(const struct recur *rule, int year, int month) {
    if (rule->months && !(rule->months >> month & 1)) return 0;
    struct month m = month_of(year, month);
    uint32_t mask = ALL_DAYS(m.length);
    if (rule->by_week) mask &= weeks_mask(rule, &m);
    if (rule->by_year_day) mask &= year_days_mask(rule, &m);
    if (rule->by_month_day) mask &= month_days_mask(rule, &m);
    if (rule->weekdays || rule->numbered) mask &= weekdays_mask(rule, &m);
    return mask;
}

static void set_one(struct recur_set *set, int n) {
    set->front[n >> 6] |= UINT64_C(1) << (n & 63);
}

/* "Information, not contained in the rule, necessary to determine the various recurrence
   instance start time and dates are derived from the Start Time" (3.3.10). */
static void fit_days(struct recur *r, struct civil start) {
    struct day day = day_from_civil(start.year, start.month, start.day);
    bool by_day = r->weekdays || r->numbered;
    if (r->freq == RECUR_WEEKLY && !by_day) r->weekdays = 1u << day_weekday(day);
    if (by_day || r->by_month_day || r->by_year_day) return;
    if (r->freq == RECUR_YEARLY && r->by_week) {
        r->weekdays = 1u << day_weekday(day);
    } else if (r->freq >= RECUR_MONTHLY) {
        if (r->freq == RECUR_YEARLY && !r->months) r->months = 1u << start.month;
        r->by_month_day = true;
        set_one(&r->month_days, start.day);
    }
}

struct recur recur_fit(const struct recur *rule, struct civil start) {
    struct recur r = *rule;
    fit_days(&r, start);
    if (!r.hours && r.freq > RECUR_HOURLY) r.hours = UINT32_C(1) << start.hour;
    if (!r.minutes && r.freq > RECUR_MINUTELY) r.minutes = UINT64_C(1) << start.minute;
    if (!r.seconds && r.freq > RECUR_SECONDLY)
        r.seconds = UINT64_C(1) << (start.second > 59 ? 59 : start.second);
    return r;
}

static uint32_t cached_days(const struct recur *rule, struct recur_month *cache, int year,
                            int month) {
    if (cache->year != year || cache->month != month)
        *cache = (struct recur_month){year, month, recur_month_days(rule, year, month)};
    return cache->days;
}

bool recur_day_fits(const struct recur *rule, struct recur_month *cache, int32_t day) {
    struct civil c = civil_from_day((struct day){day});
    return cached_days(rule, cache, c.year, c.month) >> (c.day - 1) & 1;
}

bool recur_day_from(const struct recur *rule, struct recur_month *cache, int32_t day,
                    int32_t *ret_day) {
    struct civil c = civil_from_day((struct day){day});
    uint32_t days = cached_days(rule, cache, c.year, c.month) >> (c.day - 1) << (c.day - 1);
    for (int tried = 0; !days && tried < 400 * 12; tried++) {
        if (++c.month == 13) {
            c.month = 1;
            if (++c.year > RECUR_LAST_YEAR) return false;
        }
        days = cached_days(rule, cache, c.year, c.month);
    }
    if (!days) return false;
    *ret_day = day_from_civil(c.year, c.month, 1).n + __builtin_ctz(days);
    return true;
}
