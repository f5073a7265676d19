/* Recurrence rules of RFC 5545 (3.3.10, 3.8.5): parsed, written, walked in local wall-clock time
   and turned into instants of a zone. Nothing is allocated; work is bounded for every rule. */
#ifndef BASE_RECUR_H
#define BASE_RECUR_H

#include "base/clock.h"
#include "base/faults.h"

enum recur_freq { RECUR_SECONDLY, RECUR_MINUTELY, RECUR_HOURLY, RECUR_DAILY, RECUR_WEEKLY, RECUR_MONTHLY, RECUR_YEARLY };
enum recur_until { RECUR_FOREVER, RECUR_UNTIL_DAY, RECUR_UNTIL_LOCAL, RECUR_UNTIL_UTC };

#define RECUR_MAX_TEXT 4096         /* longest rule, in bytes */
#define RECUR_LAST_YEAR 9999

/* A set of numbers 1..383 counted from the front, and one counted from the back (-1 = last). */
struct recur_set { uint64_t front[6], back[6]; };

struct recur {
    enum recur_freq freq;
    int32_t interval;               /* from 1 */
    int32_t count;                  /* 0 = not limited by a count */
    enum recur_until until_kind;
    struct civil until;             /* inclusive; hours are 23:59:59 for a day */
    int week_start;                 /* 0 = Monday */
    uint64_t seconds, minutes;      /* bit 0..59; a leap second is second 59 (3.3.12) */
    uint32_t hours, months;         /* bit 0..23; bit 1..12 */
    unsigned weekdays;              /* bit 0 = Monday: BYDAY without a number */
    bool numbered;                  /* some BYDAY has a number */
    uint64_t nth[7], nth_last[7];   /* per weekday: bit 1..53, from the front, from the back */
    bool by_month_day, by_year_day, by_week, by_position;
    struct recur_set month_days, year_days, weeks, positions;
};

/* Read "RRULE:FREQ=WEEKLY;BYDAY=TU" or without the first word, any case, parts in any order.
   Fails: ERR_INVALID; *ret_why is a sentence that names the part, with views into `text`. */
enum status recur_parse(struct str text, struct recur *ret_rule, struct said *ret_why) MUST_USE;
/* Canonical text without "RRULE:": parts in the order of RFC 5545, lists ascending. */
struct str recur_format(struct arena *arena, const struct recur *rule);
/* Has the rule an end of its own (COUNT or UNTIL)? */
bool recur_ends(const struct recur *rule);

/* ---- walking in local time ---- */
/* Seconds since 1970 as the wall clock shows them, without any offset. */
int64_t recur_local(struct civil civil);
struct civil recur_civil(int64_t local);

struct recur_month { int year, month; uint32_t days; }; /* a month that was worked out */

/* By value; `rule` and `zone` must outlive it. Fields are recur.c's. */
struct recur_iter {
    const struct recur *rule;
    const struct zone *zone;        /* for UNTIL in UTC; NULL = UTC */
    struct recur fitted;            /* the rule with what DTSTART gives */
    int64_t start, after, stop;     /* local: DTSTART; later than `after`; at most `stop` */
    int64_t period, left;           /* next period; occurrences left, -1 = no count */
    int32_t budget;                 /* periods that may pass without an occurrence */
    bool first, over;
    int groups, group;              /* days of the period in force: months, or one of them */
    uint32_t mask[12], rest;        /* bit i = day base + i */
    int32_t base[12];
    int64_t times, days, at;        /* times a day, days, next element of days x times */
    int64_t day_at;                 /* which day of the period `rest` begins with */
    uint32_t hours;
    uint64_t minutes, seconds;
    struct recur_month cache;
};
/* Begin at DTSTART, which is the first occurrence whether it fits the rule or not (3.8.5.3) and
   counts toward COUNT. A NULL rule has DTSTART alone. */
void recur_begin(struct recur_iter *it, const struct recur *rule, struct civil start,
                 const struct zone *zone);
/* The next occurrence, ascending. False at the end: after COUNT or UNTIL, past RECUR_LAST_YEAR,
   past it->stop, or when the rule can never hold again. */
bool recur_next(struct recur_iter *it, int64_t *ret_local);
/* Leave out what is before this local second without walking there (rules with a COUNT walk
   unless they are plain weekly or daily ones). */
void recur_seek(struct recur_iter *it, int64_t local);
/* Does it happen on this day of the wall clock? For callers that ask about single days. */
bool recur_on(const struct recur *rule, struct civil start, const struct zone *zone,
              struct day day);

/* ---- with a zone ---- */
struct recur_series {
    const struct recur *rule;       /* NULL = once */
    struct civil start;             /* DTSTART, on the clock of the zone */
    const struct zone *zone;        /* NULL = UTC */
    const struct instant *except;   /* EXDATE, ascending */
    size_t except_n;
};
struct recur_time { struct instant at; int64_t local; /* as planned: RECURRENCE-ID */ };
/* Occurrences at or after `from` and before `until`, at most `max`, ascending, each instant once.
   A time that does not exist moves forward by the gap; one that exists twice is the first.
   Exceptions count toward COUNT. True when `max` cut it off. INSTANT_NONE = no limit. */
bool recur_expand(const struct recur_series *series, struct instant from, struct instant until,
                  struct recur_time *out, size_t max, size_t *ret_count);
void recur_sort_instants(struct instant *list, size_t count);

/* Local seconds to instants, remembering the stretch of one offset. Zero it, set zone. */
struct recur_clock { const struct zone *zone; int64_t from, until; int32_t offset; };
struct instant recur_instant(struct recur_clock *clock, int64_t local);

#endif
