/* A line of a schedule text that is whole: the rule of what was said. */
#include "domain/assets/schedule_own.h"

bool assets_line_dated_nth(const struct line *line)
{
    for (int day = 0; day < 7; day++)
        if (line->nth[day]) return true;
    return line->monthdays != 0;
}

bool assets_line_dated(const struct line *line)
{
    return line->days || assets_line_dated_nth(line) || day_is(line->on);
}

static void second_settle(struct line *line)
{
    if (!line->every_second || line->monthly) return;
    for (int day = 0; day < 7; day++) {
        if (line->nth[day] != 1u << 2) continue;
        line->nth[day] = 0;
        line->days |= 1u << day;
        line->interval = 2;
    }
}

/* One date and no sign of coming again: once only. */
static bool once_only(struct line *line)
{
    if (!day_is(line->on)) return false;
    bool again = line->every || line->plural || line->interval > 1 || line->monthly;
    if (again) {
        if (!day_is(line->from)) line->from = line->on;
        return false;
    }
    unsigned day = 1u << day_weekday(line->on);
    if (line->days & ~day) line->unsure = true; /* "Friday 7 March" was a Saturday */
    line->from = line->until = line->on;
    line->days = day;
    return true;
}

/* "every other Thursday from Friday 6 March" begins on the first Thursday after it, not in the
   fortnight of a Thursday that was over. */
static void first_settle(struct line *line)
{
    if (!day_is(line->from) || line->interval < 2 || line->days == 0) return;
    int first = day_weekday(line->from), day = first;
    while (day < 7 && !(line->days >> day & 1)) day++;
    if (day < 7) return;
    for (day = 0; !(line->days >> day & 1);) day++;
    line->from.n += 7 - first + day;
}

/* "First Saturday", "day 15": by the month. */
static void month_settle(const struct line *line, struct assets_rule *rule)
{
    for (int day = 0; day < 7; day++) {
        rule->nth[day] = line->nth[day];
        if (line->nth[day]) rule->freq = ASSETS_MONTHLY;
    }
    rule->monthdays = line->monthdays;
    if (line->monthdays) rule->freq = ASSETS_MONTHLY;
}

struct str assets_line_rule(struct arena *arena, struct line *line)
{
    if (line->closed || line->unsure) return STR_NONE;
    second_settle(line);
    struct assets_rule rule = {
        .interval = line->interval, .freq = ASSETS_WEEKLY, .until = DAY_NONE};
    bool once = once_only(line);
    if (!once) month_settle(line, &rule);
    if (line->unsure) return STR_NONE;
    if (rule.freq == ASSETS_WEEKLY) rule.days = line->days;
    if (rule.freq == ASSETS_WEEKLY && !once) first_settle(line);
    if (line->weeks > 0 && day_is(line->from) && !day_is(line->until))
        line->until = (struct day){line->from.n + 7 * line->weeks - 1};
    if (rule.freq == ASSETS_WEEKLY && (line->days == 0 || (line->monthly && !once)))
        return STR_NONE;
    return assets_rule_format(arena, &rule);
}
