/* Shared between the recur files only. */
#ifndef BASE_RECUR_OWN_H
#define BASE_RECUR_OWN_H

#include "base/recur.h"

#define RECUR_DAY 86400

static inline int64_t recur_floor(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

/* Is n in the set, of numbers that run from 1 to `last`? */
static inline bool recur_in(const struct recur_set *set, int64_t n, int64_t last) {
    int64_t m = last + 1 - n; /* from the back */
    return (n > 0 && n < 384 && (set->front[n >> 6] >> (n & 63) & 1)) ||
           (m > 0 && m < 384 && (set->back[m >> 6] >> (m & 63) & 1));
}

/* The days of a month that the rule's day parts let through: bit 0 = the 1st. */
uint32_t recur_month_days(const struct recur *rule, int year, int month);
/* What RFC 5545 takes from DTSTART where the rule does not say. */
struct recur recur_fit(const struct recur *rule, struct civil start);
/* The first day at or after `day` whose month mask has it; false when there is none in 400
   years. `cache` keeps the last month. */
bool recur_day_from(const struct recur *rule, struct recur_month *cache, int32_t day,
                    int32_t *ret_day);
bool recur_day_fits(const struct recur *rule, struct recur_month *cache, int32_t day);

/* Go to the next period of a rule that repeats within a day; false at the end. */
bool recur_load_within_day(struct recur_iter *it);

#endif
