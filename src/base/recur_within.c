/* Rules that repeat within a day: SECONDLY, MINUTELY, HOURLY. What a part does not let through
   is jumped over: days a month at a time, then hours, minutes, seconds. */
#include "base/recur_own.h"

struct step {
    int64_t base, size, at; /* local second of period 0, seconds a period, where we are */
};

static const int32_t units[] = {1, 60, 3600};

/* The next set bit after `n`, or `last` + 1, the first of what follows. */
static int after_bit(uint64_t bits, int n, int last) {
    uint64_t rest = n >= 63 ? 0 : bits >> (n + 1);
    return rest ? n + 1 + __builtin_ctzll(rest) : last + 1;
}

/* Where to look next when this second is not let through; false when it is. */
static bool refused(struct recur_iter *it, int64_t at, int64_t *ret_target) {
    const struct recur *r = &it->fitted;
    int64_t day = recur_floor(at, RECUR_DAY), from = day * RECUR_DAY;
    int second = (int)(at - from), hour = second / 3600, minute = second / 60 % 60;
    int32_t next;
    if (!recur_day_fits(r, &it->cache, (int32_t)day)) {
        bool more = recur_day_from(r, &it->cache, (int32_t)day, &next);
        *ret_target = more ? (int64_t)next * RECUR_DAY : INT64_MAX;
        return true;
    }
    if (r->hours && !(r->hours >> hour & 1)) {
        *ret_target = from + after_bit(r->hours, hour, 23) * 3600;
        return true;
    }
    from += hour * 3600;
    if (r->freq < RECUR_HOURLY && r->minutes && !(r->minutes >> minute & 1)) {
        *ret_target = from + after_bit(r->minutes, minute, 59) * 60;
        return true;
    }
    from += minute * 60;
    if (r->freq > RECUR_SECONDLY || !r->seconds || r->seconds >> second % 60 & 1) return false;
    *ret_target = from + after_bit(r->seconds, second % 60, 59);
    return true;
}

static void put(struct recur_iter *it, int64_t at) {
    enum recur_freq freq = it->fitted.freq;
    int64_t day = recur_floor(at, RECUR_DAY);
    int second = (int)(at - day * RECUR_DAY);
    it->groups = 1;
    it->days = 1;
    it->base[0] = (int32_t)day;
    it->mask[0] = 1;
    it->hours = UINT32_C(1) << (second / 3600);
    if (freq < RECUR_HOURLY) it->minutes = UINT64_C(1) << (second / 60 % 60);
    if (freq < RECUR_MINUTELY) it->seconds = UINT64_C(1) << (second % 60);
    it->times = (int64_t)__builtin_popcountll(it->minutes) * __builtin_popcountll(it->seconds);
}

bool recur_load_within_day(struct recur_iter *it) {
    int64_t unit = units[it->fitted.freq], size = it->fitted.interval * unit, target;
    struct step s = {recur_floor(it->start, unit) * unit, size, 0};
    for (; it->budget > 0; it->budget--) {
        s.at = s.base + it->period * s.size;
        if (s.at > it->stop) return false;
        if (!refused(it, s.at, &target)) {
            it->period++;
            put(it, s.at);
            return true;
        }
        if (target > it->stop) return false;
        it->period = (target - s.base + s.size - 1) / s.size;
    }
    return false;
}
