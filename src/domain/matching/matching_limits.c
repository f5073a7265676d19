#include "domain/matching/matching_own.h"

#include <string.h>

/* Hard limits: never softened, never traded. Unknown is not "no": it passes, is named under
   `check`, and ranks below what is known. */

struct need_flags { unsigned need; uint32_t yes, no; unsigned check; };

static const struct need_flags need_flags[] = {
    {NEED_STEP_FREE, AF_STEP_FREE_YES, AF_STEP_FREE_NO, CHECK_STEP_FREE},
    {NEED_QUIET, AF_QUIET_YES, AF_QUIET_NO, CHECK_QUIET},
    {NEED_HEARING_LOOP, AF_LOOP_YES, AF_LOOP_NO, CHECK_HEARING_LOOP},
    {NEED_CHILDCARE, AF_CHILDCARE_YES, AF_CHILDCARE_NO, CHECK_CHILDCARE},
};

static enum matching_limit access_limit(const struct profile *profile, uint32_t flags,
                                        unsigned *check)
{
    for (size_t i = 0; i < sizeof need_flags / sizeof *need_flags; i++) {
        if (!(profile->needs & need_flags[i].need)) continue;
        if (flags & need_flags[i].no) return LIMIT_ACCESS;
        if (!(flags & need_flags[i].yes)) *check |= need_flags[i].check;
    }
    if (profile->needs & NEED_FREE) {
        if (flags & AF_PAID) return LIMIT_COST;
        if (!(flags & AF_FREE)) *check |= CHECK_FREE;
    }
    return LIMIT_NONE;
}

/* Women's and men's groups are suggested only to who asks; who asks is not sent to the other's. */
static enum matching_limit audience_limit(const struct profile *profile, uint32_t flags,
                                          unsigned *check)
{
    bool women = profile->needs & NEED_WOMEN_ONLY, men = profile->needs & NEED_MEN_ONLY;
    if ((flags & AF_WOMEN && !women) || (flags & AF_MEN && !men)) return LIMIT_AUDIENCE;
    if (women && !(flags & AF_WOMEN)) *check |= CHECK_WOMEN_ONLY;
    if (men && !(flags & AF_MEN)) *check |= CHECK_MEN_ONLY;
    return LIMIT_NONE;
}

static bool ages_meet(const struct asset_hot *hot, int low, int high)
{
    int from = hot->age_low == 255 ? 0 : hot->age_low,
        to = hot->age_high == 255 ? 130 : hot->age_high;
    return low <= to && high >= from;
}

/* A group for children with a grown-up is for the child's age. */
static bool age_fits(const struct profile *profile, const struct asset_hot *hot)
{
    bool stated = hot->age_low != 255 || hot->age_high != 255;
    bool with_grown_up = (hot->flags & AF_FOR_CHILD) != 0;
    if (with_grown_up && profile->child_low >= 0)
        return !stated || ages_meet(hot, profile->child_low, profile->child_high);
    if (!stated) return true;
    if (profile->age_low < 0) return true;
    return ages_meet(hot, profile->age_low, profile->age_high);
}

static bool listed(const struct asset_id *ids, size_t count, struct asset_id id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i].v == id.v) return true;
    return false;
}

static enum matching_limit person_limit(const struct matching_lens *lens, uint32_t number)
{
    if (lens->profile->skip_n == 0 && lens->profile->full_n == 0) return LIMIT_NONE;
    struct asset_id id = assets_view_id(lens->view, number);
    if (listed(lens->profile->skip, lens->profile->skip_n, id)) return LIMIT_DECLINED;
    if (listed(lens->profile->full, lens->profile->full_n, id)) return LIMIT_FULL;
    return LIMIT_NONE;
}

static bool never(const struct matching_lens *lens, const struct asset_hot *hot)
{
    if (lens->never == NULL) return false;
    for (int i = 0; i < ASSET_CONCEPTS; i++)
        if (hot->concepts[i] && lens->never[hot->concepts[i]]) return true;
    return false;
}

static enum matching_limit open_limit(const struct matching_lens *lens,
                                      const struct asset_hot *hot, float distance)
{
    if (hot->flags & AF_CLOSED) return LIMIT_CLOSED;
    if (hot->host_room == 0) return LIMIT_FULL;
    return lens->radius > 0 && hot->flags & AF_LOCATED && distance > lens->radius ? LIMIT_FAR
                                                                                  : LIMIT_NONE;
}

/* Not in their languages, not for their age, or a thing they never want. */
static enum matching_limit fit_limit(const struct matching_lens *lens, const struct asset_hot *hot)
{
    if (lens->languages && hot->languages && !(lens->languages & hot->languages))
        return LIMIT_LANGUAGE;
    if (!age_fits(lens->profile, hot)) return LIMIT_AGE;
    return never(lens, hot) ? LIMIT_NOT_FOR_ME : LIMIT_NONE;
}

/* Any half-hour of both: whether, not how many. */
static bool ever_both(const struct week *a, const struct week *b)
{
    uint64_t common = 0;
    for (int day = 0; day < 7; day++) common |= a->day[day] & b->day[day];
    return common != 0;
}

static enum matching_limit times_limit(const struct matching_lens *lens, uint32_t number,
                                       const struct asset_hot *hot, unsigned *check)
{
    if (!lens->profile->times_known) return LIMIT_NONE;
    if (!(hot->flags & AF_TIMES_KNOWN)) *check |= CHECK_TIMES;
    else if (!ever_both(assets_view_week(lens->view, number), &lens->profile->times))
        return LIMIT_TIME;
    return LIMIT_NONE;
}

enum matching_limit matching_limit_of(const struct matching_lens *lens, uint32_t number,
                                      const struct asset_hot *hot, float distance,
                                      unsigned *ret_check)
{
    const struct profile *profile = lens->profile;
    unsigned check = 0;
    enum matching_limit limit;
    if ((limit = open_limit(lens, hot, distance)) != LIMIT_NONE) return limit;
    if ((limit = access_limit(profile, hot->flags, &check)) != LIMIT_NONE) return limit;
    if ((limit = audience_limit(profile, hot->flags, &check)) != LIMIT_NONE) return limit;
    if ((limit = fit_limit(lens, hot)) != LIMIT_NONE) return limit;
    if ((limit = times_limit(lens, number, hot, &check)) != LIMIT_NONE) return limit;
    if ((limit = person_limit(lens, number)) != LIMIT_NONE) return limit;
    *ret_check = check;
    return LIMIT_NONE;
}

/* ---- to the minute ---- */

/* Days of a rule: "BYDAY=TU,1SA" names Tuesday and Saturday; a daily rule all; none at all gives 0. */
static unsigned rule_days(const struct asset_schedule *line)
{
    static const char codes[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    unsigned days = 0;
    size_t at = str_find(line->rrule, STR("BYDAY="), 0);
    if (at != SIZE_MAX) {
        struct str rest = str_slice(line->rrule, at + 6, line->rrule.len), list, day;
        if (!str_next(&rest, ';', &list)) return 0;
        while (str_next(&list, ',', &day))
            for (int i = 0; i < 7; i++)
                if (str_ends(day, str_from(codes[i]))) days |= 1u << i;
        return days;
    }
    if (str_find(line->rrule, STR("FREQ=DAILY"), 0) != SIZE_MAX) return 0x7f;
    return day_is(line->from) ? 1u << day_weekday(line->from) : 0;
}

#define UNSAID_MINUTES 60 /* of a session that says only when it begins */

/* Only the day is said: any time of theirs on it will do. */
static bool day_meets(const struct profile *profile, const struct asset_schedule *line, unsigned days)
{
    static const char *const doubts[] = {"not ", "Not ", "clos", "Clos", "xcept", "no ", "No "}; /* perhaps the other days */
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++)
        if (str_find(line->words, str_from(doubts[i]), 0) != SIZE_MAX) return true;
    for (size_t i = 0; i < profile->spans_n; i++)
        if (days >> profile->spans[i].weekday & 1) return true;
    return false;
}

static bool line_meets(const struct profile *profile, const struct asset_schedule *line,
                       unsigned days)
{
    if (!minutes_is(line->opens)) return day_meets(profile, line, days);
    int closes = minutes_is(line->closes) ? line->closes.n : line->opens.n + UNSAID_MINUTES;
    int length = closes - line->opens.n, need = length < 60 ? (length + 1) / 2 : 30;
    for (int day = 0; day < 7; day++) {
        if (!(days >> day & 1)) continue;
        struct week_span session = {day, line->opens.n, closes};
        for (size_t i = 0; i < profile->spans_n; i++)
            if (week_span_overlap(&session, &profile->spans[i]) >= need) return true;
    }
    return false;
}

bool matching_times_meet(const struct profile *profile, const struct asset *row)
{
    bool known = false;
    if (!profile->times_known || profile->spans_n == 0) return true;
    for (size_t i = 0; i < row->schedules_n; i++) {
        const struct asset_schedule *line = &row->schedules[i];
        unsigned days = rule_days(line);
        /* Words only: unknown, and unknown passes. */
        if (days == 0) continue;
        bool odd = minutes_is(line->opens) && minutes_is(line->closes) &&
                   line->closes.n <= line->opens.n;
        if (odd) continue;
        known = true;
        if (line_meets(profile, line, days)) return true;
    }
    return !known;
}
