/* When things are on: the week as half-hours, and the next day. */
#include "domain/assets/assets_rule.h"

#include <string.h>

#define WEEK_WINDOW 56 /* days looked ahead for the week */
#define NEXT_WINDOW 60
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

static void line_add(struct week *week, const struct asset_schedule *line, struct day today)
{
    struct assets_rule rule;
    if (line->rrule.len == 0 || !assets_rule_parse(line->rrule, &rule)) return;
    if (plain_weekly(&rule, line)) {
        for (int day = 0; day < 7; day++)
            if (rule.days >> day & 1) hours_add(week, line, day);
        return;
    }
    int first = day_is(line->from) && line->from.n > today.n ? line->from.n : today.n;
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

struct day assets_schedule_next(const struct asset_schedule *lines, size_t n, struct day from)
{
    struct day best = DAY_NONE;
    for (size_t i = 0; i < n; i++) {
        struct assets_rule rule;
        if (lines[i].rrule.len == 0 || !assets_rule_parse(lines[i].rrule, &rule)) continue;
        for (int day = from.n; day < from.n + NEXT_WINDOW; day++) {
            if (!assets_rule_on(&rule, &lines[i], (struct day){day}, false)) continue;
            if (!day_is(best) || day < best.n) best = (struct day){day};
            break;
        }
    }
    return best;
}
