/* Occurrences as instants of a zone: the offset in force is remembered between two changes, and
   exceptions are walked along. */
#include "base/recur_own.h"

#include <stdlib.h>

#define NEAR_CHANGE 172800 /* within two days of a change every case is looked at */

struct instant recur_instant(struct recur_clock *clock, int64_t local) {
    int64_t at = local - clock->offset;
    if (clock->from < clock->until && at >= clock->from && at < clock->until)
        return (struct instant){at * 1000};
    struct instant exact = instant_from_civil(clock->zone, recur_civil(local));
    struct zone_span span = zone_span(clock->zone, exact);
    clock->offset = span.offset;
    clock->from = span.from == INT64_MIN ? span.from : span.from + NEAR_CHANGE;
    clock->until = span.until == INT64_MAX ? span.until : span.until - NEAR_CHANGE;
    return exact;
}

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_at(const void *a, const void *b) {
    const struct recur_time *x = a, *y = b;
    int order = compare(x->at.ms, y->at.ms);
    return order ? order : compare(x->local, y->local);
}

static int by_instant(const void *a, const void *b) {
    return compare(((const struct instant *)a)->ms, ((const struct instant *)b)->ms);
}

void recur_sort_instants(struct instant *list, size_t count) {
    if (count > 1) qsort(list, count, sizeof *list, by_instant);
}

/* Is it an exception? `next` is the first one not before what was asked last. */
static bool excepted(const struct recur_series *s, size_t *next, struct instant at) {
    if (*next > 0 && s->except[*next - 1].ms >= at.ms) *next = 0; /* a gap went back */
    if (*next == 0 && s->except_n > 16) {
        size_t high = s->except_n;
        while (*next < high) {
            size_t middle = *next + (high - *next) / 2;
            if (s->except[middle].ms < at.ms) *next = middle + 1;
            else high = middle;
        }
    }
    while (*next < s->except_n && s->except[*next].ms < at.ms) ++*next;
    return *next < s->except_n && s->except[*next].ms == at.ms;
}

/* Times inside a gap are moved past others that come later: put them in order, each once. */
static size_t in_order(struct recur_time *out, size_t n) {
    size_t kept = 0;
    if (n == 0) return 0;
    qsort(out, n, sizeof *out, by_at);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || out[i].at.ms != out[kept - 1].at.ms) out[kept++] = out[i];
    return kept;
}

static bool within(struct instant at, struct instant from, struct instant until) {
    return (!instant_is(from) || at.ms >= from.ms) && (!instant_is(until) || at.ms < until.ms);
}

bool recur_expand(const struct recur_series *s, struct instant from, struct instant until,
                  struct recur_time *out, size_t max, size_t *ret_count) {
    struct recur_iter it;
    struct recur_clock clock = {.zone = s->zone};
    size_t n = 0, next = 0;
    int64_t local;
    bool mixed = false, cut = false;
    recur_begin(&it, s->rule, s->start, s->zone);
    if (instant_is(until)) { /* no clock is two days away */
        int64_t stop = recur_floor(until.ms, 1000) + NEAR_CHANGE;
        if (stop < it.stop) it.stop = stop;
    }
    if (instant_is(from)) recur_seek(&it, recur_floor(from.ms, 1000) - NEAR_CHANGE);
    while (!cut && recur_next(&it, &local)) {
        struct instant at = recur_instant(&clock, local);
        if (!within(at, from, until) || (s->except_n && excepted(s, &next, at))) continue;
        if (n == max) {
            cut = true;
            continue;
        }
        mixed = mixed || (n > 0 && at.ms <= out[n - 1].at.ms);
        out[n++] = (struct recur_time){at, local};
    }
    *ret_count = mixed ? in_order(out, n) : n;
    return cut;
}
