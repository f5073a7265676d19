/* Walking a rule: period after period (a year, a month, a week, a day, or less), in each the
   days it lets through times the times of day, of which BYSETPOS picks some. */
#include "base/recur_own.h"

#include <string.h>

#define LAST_LOCAL ((int64_t)253402300799) /* 9999-12-31 23:59:59 */
#define ZONE_MARGIN 172800                 /* no offset is larger */
#define SIMPLE_ELEMENTS 1000

int64_t recur_local(struct civil c) {
    int64_t day = day_from_civil(c.year, c.month, c.day).n;
    return day * RECUR_DAY + (int64_t)c.hour * 3600 + (int64_t)c.minute * 60 + c.second;
}

struct civil recur_civil(int64_t local) {
    int64_t day = recur_floor(local, RECUR_DAY), rest = local - day * RECUR_DAY;
    struct civil c = civil_from_day((struct day){(int32_t)day});
    c.hour = (int)(rest / 3600);
    c.minute = (int)(rest / 60 % 60);
    c.second = (int)(rest % 60);
    return c;
}

/* How many periods can pass without an occurrence before there never is one: the calendar
   comes back after 400 years, whatever the interval. */
static int32_t budget_of(enum recur_freq freq) {
    static const int32_t periods[] = {200000, 200000, 200000, 146097, 20871, 4800, 400};
    return periods[freq] + 1;
}

static struct instant until_instant(const struct recur *rule) {
    return (struct instant){recur_local(rule->until) * 1000};
}

static int64_t last_local(const struct recur *rule, const struct zone *zone) {
    if (!rule || rule->until_kind == RECUR_FOREVER) return LAST_LOCAL;
    int64_t until = recur_local(rule->until);
    if (rule->until_kind == RECUR_UNTIL_UTC)
        until += zone_offset(zone, until_instant(rule)) + ZONE_MARGIN; /* then exactly */
    return until < LAST_LOCAL ? until : LAST_LOCAL;
}

static int64_t times_of(const struct recur_iter *it) {
    return (int64_t)__builtin_popcount(it->hours) * __builtin_popcountll(it->minutes) *
           __builtin_popcountll(it->seconds);
}

void recur_begin(struct recur_iter *it, const struct recur *rule, struct civil start,
                 const struct zone *zone) {
    memset(it, 0, sizeof *it);
    it->rule = rule;
    it->zone = zone;
    it->start = recur_local(start);
    it->after = INT64_MIN;
    it->stop = last_local(rule, zone);
    it->left = rule && rule->count ? rule->count : -1;
    it->first = true;
    if (!rule) return;
    it->fitted = recur_fit(rule, start);
    it->hours = it->fitted.hours;
    it->minutes = it->fitted.minutes;
    it->seconds = it->fitted.seconds;
    it->times = times_of(it);
    it->budget = budget_of(rule->freq);
}

/* ---- the days of a period ---- */

static void put_group(struct recur_iter *it, int32_t base, uint32_t mask) {
    if (!mask) return;
    it->base[it->groups] = base;
    it->mask[it->groups++] = mask;
    it->days += __builtin_popcount(mask);
}

static bool load_year(struct recur_iter *it, int32_t start_day) {
    int64_t year = civil_from_day((struct day){start_day}).year +
                   it->period++ * (int64_t)it->fitted.interval;
    if (year > RECUR_LAST_YEAR) return false;
    int32_t first = day_from_civil((int)year, 1, 1).n;
    if ((int64_t)first * RECUR_DAY > it->stop) return false;
    for (int month = 1; month <= 12; month++)
        if (!it->fitted.months || it->fitted.months >> month & 1)
            put_group(it, day_from_civil((int)year, month, 1).n,
                      recur_month_days(&it->fitted, (int)year, month));
    return true;
}

static bool load_month(struct recur_iter *it, int32_t start_day) {
    struct civil start = civil_from_day((struct day){start_day});
    int64_t months = (int64_t)start.year * 12 + start.month - 1 +
                     it->period++ * (int64_t)it->fitted.interval;
    int64_t year = recur_floor(months, 12);
    if (year > RECUR_LAST_YEAR) return false;
    int month = (int)(months - year * 12) + 1;
    int32_t first = day_from_civil((int)year, month, 1).n;
    if ((int64_t)first * RECUR_DAY > it->stop) return false;
    put_group(it, first, recur_month_days(&it->fitted, (int)year, month));
    return true;
}

static int32_t week_of(const struct recur_iter *it, int32_t day) {
    return day - (day_weekday((struct day){day}) - it->fitted.week_start + 7) % 7;
}

static bool load_week(struct recur_iter *it, int32_t start_day) {
    int64_t first = week_of(it, start_day) + it->period++ * (int64_t)it->fitted.interval * 7;
    if (first * RECUR_DAY > it->stop) return false;
    unsigned twice = it->fitted.weekdays | it->fitted.weekdays << 7;
    uint32_t mask = twice >> it->fitted.week_start & 127;
    for (int i = 0; it->fitted.months && i < 7; i++) {
        struct civil c = civil_from_day((struct day){(int32_t)first + i});
        if (!(it->fitted.months >> c.month & 1)) mask &= ~(UINT32_C(1) << i);
    }
    put_group(it, (int32_t)first, mask);
    return true;
}

static bool any_day(const struct recur *r) {
    return !r->months && !r->weekdays && !r->by_month_day && !r->by_year_day;
}

static bool load_day(struct recur_iter *it, int32_t start_day) {
    int64_t step = it->fitted.interval, day = start_day + it->period * step;
    int32_t next;
    if (day * RECUR_DAY > it->stop) return false;
    if (any_day(&it->fitted) || recur_day_fits(&it->fitted, &it->cache, (int32_t)day)) {
        it->period++;
        put_group(it, (int32_t)day, 1);
        return true;
    }
    if (!recur_day_from(&it->fitted, &it->cache, (int32_t)day, &next)) return false;
    it->period = (next - start_day + step - 1) / step; /* an empty period: the loop goes on */
    return true;
}

/* The next period; it may have no day. False at the end. */
static bool load(struct recur_iter *it) {
    int32_t start_day = (int32_t)recur_floor(it->start, RECUR_DAY);
    if (it->budget-- <= 0) return false;
    it->groups = it->group = 0;
    it->days = it->at = it->day_at = 0;
    bool more = false;
    switch (it->fitted.freq) {
    case RECUR_YEARLY: more = load_year(it, start_day); break;
    case RECUR_MONTHLY: more = load_month(it, start_day); break;
    case RECUR_WEEKLY: more = load_week(it, start_day); break;
    case RECUR_DAILY: more = load_day(it, start_day); break;
    default: more = recur_load_within_day(it); break;
    }
    it->rest = it->groups ? it->mask[0] : 0;
    return more;
}

/* ---- the elements of a period ---- */

static int select_bit(uint64_t bits, int64_t n) {
    while (n-- > 0) bits &= bits - 1;
    return __builtin_ctzll(bits);
}

static int64_t time_at(const struct recur_iter *it, int64_t n) {
    int64_t seconds = __builtin_popcountll(it->seconds);
    int64_t minutes = __builtin_popcountll(it->minutes);
    return select_bit(it->hours, n / seconds / minutes) * 3600 +
           select_bit(it->minutes, n / seconds % minutes) * 60 +
           select_bit(it->seconds, n % seconds);
}

/* The local second of element n; n only grows within a period. */
static int64_t element(struct recur_iter *it, int64_t n) {
    int64_t day = it->times == 1 ? n : n / it->times;
    while (it->day_at + __builtin_popcount(it->rest) <= day) {
        it->day_at += __builtin_popcount(it->rest);
        it->rest = it->mask[++it->group];
    }
    for (; it->day_at < day; it->day_at++) it->rest &= it->rest - 1;
    int64_t local = (it->base[it->group] + __builtin_ctz(it->rest)) * (int64_t)RECUR_DAY;
    return local + time_at(it, it->times == 1 ? 0 : n % it->times);
}

/* The next element of the period that BYSETPOS lets through; false when there is none. */
static bool pick(struct recur_iter *it, int64_t *ret_n) {
    int64_t n = it->at, all = it->days * it->times;
    if (it->fitted.by_position)
        while (n < all && !recur_in(&it->fitted.positions, n + 1, all)) {
            n++;
            if (n > 366 && n < all - 366) n = all - 366;
        }
    it->at = n + 1;
    *ret_n = n;
    return n < all;
}

static bool past_until(const struct recur_iter *it, int64_t local) {
    if (it->rule->until_kind != RECUR_UNTIL_UTC) return false;
    struct instant until = until_instant(it->rule);
    if (local * 1000 < until.ms - (int64_t)ZONE_MARGIN * 1000) return false;
    return instant_from_civil(it->zone, recur_civil(local)).ms > until.ms;
}

static bool give(struct recur_iter *it, int64_t local, int64_t *ret_local) {
    if (local > it->stop || (it->rule && past_until(it, local))) {
        it->over = true;
        return false;
    }
    if (it->left > 0 && --it->left == 0) it->over = true;
    if (it->rule) it->budget = budget_of(it->rule->freq);
    *ret_local = local;
    return true;
}

bool recur_next(struct recur_iter *it, int64_t *ret_local) {
    int64_t n;
    if (it->over) return false;
    if (it->first) {
        it->first = false;
        if (!it->rule) it->left = 1;
        if (it->start > it->after) return give(it, it->start, ret_local);
    }
    for (;;) {
        while (!pick(it, &n))
            if (!it->rule || !load(it)) {
                it->over = true;
                return false;
            }
        int64_t local = element(it, n);
        if (local > it->start && local > it->after) return give(it, local, ret_local);
    }
}

/* ---- leaving out the past ---- */

static int64_t period_at(const struct recur_iter *it, int64_t local) {
    const struct recur *r = &it->fitted;
    static const int64_t units[] = {1, 60, 3600, RECUR_DAY};
    struct civil a = recur_civil(it->start), b = recur_civil(local);
    int64_t start_day = recur_floor(it->start, RECUR_DAY);
    switch (r->freq) {
    case RECUR_YEARLY: return (b.year - a.year) / r->interval;
    case RECUR_MONTHLY: return ((b.year - a.year) * 12 + b.month - a.month) / r->interval;
    case RECUR_WEEKLY:
        return (recur_floor(local, RECUR_DAY) - week_of(it, (int32_t)start_day)) / 7 /
               r->interval;
    default: {
        int64_t unit = units[r->freq];
        return (recur_floor(local, unit) - recur_floor(it->start, unit)) / r->interval;
    }
    }
}

static void jump(struct recur_iter *it, int64_t period) {
    it->first = false;
    it->period = period;
    it->days = it->at = 0;
    it->groups = 0;
}

static void walk(struct recur_iter *it, int64_t local) {
    int64_t got;
    for (;;) {
        struct recur_iter before = *it;
        if (!recur_next(it, &got)) return;
        if (got < local) continue;
        *it = before;
        return;
    }
}

/* Every period has the same number of occurrences: those before one can be counted. */
static bool evenly(const struct recur_iter *it, int64_t *ret_each) {
    const struct recur *r = &it->fitted;
    if (r->by_position || r->months) return false;
    bool weekly = r->freq == RECUR_WEEKLY, daily = r->freq == RECUR_DAILY && any_day(r);
    *ret_each = it->times * (weekly ? __builtin_popcount(r->weekdays) : 1);
    return (weekly || daily) && *ret_each <= SIMPLE_ELEMENTS;
}

static void skip_counted(struct recur_iter *it, int64_t period, int64_t each) {
    struct recur_iter one = *it; /* what the first period has after DTSTART */
    int64_t n, before = 1;
    if (!load(&one)) return;
    while (pick(&one, &n)) before += element(&one, n) > it->start;
    before += (period - 1) * each;
    if (before >= it->left) it->over = true;
    it->left -= before;
    jump(it, period);
}

void recur_seek(struct recur_iter *it, int64_t local) {
    int64_t each;
    if (it->over || local <= it->start) return;
    if (!it->rule || local > it->stop) {
        it->over = true;
        return;
    }
    int64_t period = period_at(it, local);
    if (it->left < 0) {
        it->after = local - 1;
        if (period > it->period) jump(it, period);
        return;
    }
    if (it->first && period > 0 && evenly(it, &each)) skip_counted(it, period, each);
    walk(it, local);
}

bool recur_on(const struct recur *rule, struct civil start, const struct zone *zone,
              struct day day) {
    struct recur_iter it;
    int64_t from = (int64_t)day.n * RECUR_DAY, local;
    recur_begin(&it, rule, start, zone);
    if (it.stop > from + RECUR_DAY - 1) it.stop = from + RECUR_DAY - 1;
    recur_seek(&it, from);
    return recur_next(&it, &local) && local >= from;
}
