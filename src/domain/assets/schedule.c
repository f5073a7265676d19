/* When things are on: the week as half-hours, and the next day. */
#include "domain/assets/schedule_words.h"

#include <string.h>

#define WEEK_WINDOW 56 /* days looked ahead for the week */
#define YEAR_WINDOW 366 /* for rules beyond: some are on once a year */
#define BEYOND_TIMES 2000
#define NEXT_WINDOW 60
#define FIRST_WINDOW 800 /* a 31st of every other month, a fifth Monday */
#define LENGTH_GUESS 60     /* minutes, when only the beginning is known */
#define DAY_BEGINS (8 * 60) /* when a day is known and its hours are not */
#define DAY_ENDS (22 * 60)

static void hours_add(struct week *week, const struct asset_schedule *line, int weekday)
{
    int opens = minutes_is(line->opens) ? line->opens.n : DAY_BEGINS;
    int closes = minutes_is(line->closes) ? line->closes.n : opens + LENGTH_GUESS;
    if (!minutes_is(line->opens)) closes = DAY_ENDS;
    if (closes <= opens) closes += 24 * 60;
    if (opens < 0 || opens >= 24 * 60 || closes > opens + 24 * 60) return;
    week_add(week, weekday, opens, closes);
}

/* Plain weekly lines need no calendar: most lines are these, and the index reads 100,000. */
static bool plain_weekly(const struct assets_rule *rule, const struct asset_schedule *line)
{
    return rule->freq == ASSETS_WEEKLY && rule->interval == 1 && rule->days != 0 &&
           !day_is(line->until) && !day_is(rule->until);
}

/* A rule beyond: each time it is on in the window. */
static void beyond_add(struct week *week, const struct asset_schedule *line, struct day from,
                       struct day until)
{
    struct recur rule;
    struct recur_iter it;
    struct asset_schedule one = *line;
    int64_t local;
    int length = minutes_is(line->opens) && minutes_is(line->closes) ? line->closes.n - line->opens.n : 0;
    if (!assets_beyond_begin(&it, &rule, line, from, until)) return;
    for (int n = 0; n < BEYOND_TIMES && recur_next(&it, &local); n++) {
        struct civil c = recur_civil(local);
        if (minutes_is(line->opens)) one.opens.n = c.hour * 60 + c.minute;
        if (length > 0) one.closes.n = one.opens.n + length;
        hours_add(week, &one, day_weekday(day_from_civil(c.year, c.month, c.day)));
    }
}

static void line_add(struct week *week, const struct asset_schedule *line, struct day today)
{
    struct assets_rule rule;
    int first = day_is(line->from) && line->from.n > today.n ? line->from.n : today.n;
    if (line->rrule.len == 0) return;
    if (!assets_rule_parse(line->rrule, &rule)) {
        beyond_add(week, line, (struct day){first}, (struct day){first + YEAR_WINDOW - 1});
        return;
    }
    if (plain_weekly(&rule, line)) {
        for (int day = 0; day < 7; day++)
            if (rule.days >> day & 1) hours_add(week, line, day);
        return;
    }
    for (int n = first; n < first + WEEK_WINDOW; n++)
        if (assets_rule_on(&rule, line, (struct day){n}, true))
            hours_add(week, line, day_weekday((struct day){n}));
}

bool assets_schedule_week(const struct asset_schedule *lines, size_t n, struct day today,
                          struct week *ret_week)
{
    struct week week;
    memset(&week, 0, sizeof week);
    for (size_t i = 0; i < n; i++) line_add(&week, &lines[i], today);
    *ret_week = week;
    return !week_empty(&week);
}

/* The first day of a line in the window; DAY_NONE when there is none. */
static struct day line_next(const struct asset_schedule *line, struct day from)
{
    struct assets_rule rule;
    struct recur beyond;
    struct recur_iter it;
    int64_t local;
    const struct day last = {from.n + NEXT_WINDOW - 1};
    if (!assets_rule_parse(line->rrule, &rule)) {
        if (!assets_beyond_begin(&it, &beyond, line, from, last) || !recur_next(&it, &local))
            return DAY_NONE;
        struct civil c = recur_civil(local);
        return day_from_civil(c.year, c.month, c.day);
    }
    for (struct day day = from; day.n <= last.n; day.n++)
        if (assets_rule_on(&rule, line, day, false)) return day;
    return DAY_NONE;
}

struct day assets_schedule_next(const struct asset_schedule *lines, size_t n, struct day from)
{
    struct day best = DAY_NONE;
    for (size_t i = 0; i < n; i++) {
        if (lines[i].rrule.len == 0) continue;
        struct day next = line_next(&lines[i], from);
        if (day_is(next) && (!day_is(best) || next.n < best.n)) best = next;
    }
    return best;
}

struct day assets_schedule_first(struct asset_schedule *line, struct day today)
{
    struct assets_rule rule;
    struct asset_schedule open = *line;
    struct day from = day_is(line->from) ? line->from : today;
    if (line->rrule.len == 0) return DAY_NONE;
    if (!assets_rule_parse(line->rrule, &rule)) return line_next(line, from);
    for (int n = 0; n < FIRST_WINDOW; n++) {
        struct day day = {from.n + n};
        if (!assets_rule_on(&rule, &open, day, true)) continue;
        if (rule.interval > 1 && !day_is(line->from)) line->from = day;
        return day;
    }
    return DAY_NONE;
}

static unsigned skip_said(struct arena *arena, struct str words, struct day today)
{
    struct asset_schedule *lines;
    unsigned skip = 0;
    size_t n;
    if (assets_schedule_parse(arena, words, today, &lines, &n) != OK) return 0;
    for (size_t i = 0; i < n; i++) skip |= lines[i].skip;
    return skip;
}

void assets_schedule_carry(struct arena *arena, struct day today, const struct asset_schedule *old, size_t old_n,
                           struct asset_schedule *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < old_n; k++) {
            if (lines[i].rrule.len == 0 || !str_eq(lines[i].rrule, old[k].rrule)) continue;
            if (lines[i].zone.len == 0) lines[i].zone = old[k].zone;
            lines[i].skip |= old[k].skip & ~skip_said(arena, old[k].words, today);
        }
}
