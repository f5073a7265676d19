/* Schedule lines back to words, in the reader's language. */
#include "domain/assets/assets_rule.h"

/* Days in a row, three or more: "Monday to Friday". */
static bool in_a_row(unsigned days, int *ret_first, int *ret_last)
{
    int first = 0, last = 6;
    while (!(days >> first & 1)) first++;
    while (!(days >> last & 1)) last--;
    for (int day = first; day <= last; day++)
        if (!(days >> day & 1)) return false;
    *ret_first = first;
    *ret_last = last;
    return last - first >= 2;
}

static struct str pair_say(struct arena *arena, const struct locale *locale, struct str a,
                           struct str b, bool last)
{
    struct said both = SAY2("{a} and {b}", "a", a, "b", b),
                more = SAY2("{a}, {b}", "a", a, "b", b);
    return text_say(arena, locale, last ? &both : &more);
}

static struct str days_say(struct arena *arena, const struct locale *locale, unsigned days)
{
    int first, last;
    if (in_a_row(days, &first, &last)) {
        struct said row = SAY2("{first} to {last}", "first", text_weekday(locale, first),
                               "last", text_weekday(locale, last));
        return text_say(arena, locale, &row);
    }
    struct str words = STR_NONE;
    for (int day = 0; day < 7; day++) {
        if (!(days >> day & 1)) continue;
        struct str name = text_weekday(locale, day);
        words =
            words.len == 0 ? name : pair_say(arena, locale, words, name, !(days >> (day + 1)));
    }
    return words;
}

static struct str nth_say(struct arena *arena, const struct locale *locale, int n,
                          struct str day)
{
    struct said said[] = {SAY1("Last {day} of the month", "day", day),
                          SAY1("First {day} of the month", "day", day),
                          SAY1("Second {day} of the month", "day", day),
                          SAY1("Third {day} of the month", "day", day),
                          SAY1("Fourth {day} of the month", "day", day),
                          SAY1("Fifth {day} of the month", "day", day)};
    return text_say(arena, locale, &said[n]);
}

static struct str month_say(struct arena *arena, const struct locale *locale,
                            const struct assets_rule *rule)
{
    struct str words = STR_NONE;
    for (int day = 0; day < 7; day++) {
        for (int n = 1; n <= 6; n++) {
            if (!(rule->nth[day] >> (n % 6) & 1)) continue;
            struct str one = nth_say(arena, locale, n % 6, text_weekday(locale, day));
            words = words.len == 0 ? one : pair_say(arena, locale, words, one, false);
        }
    }
    for (int n = 1; n <= 31; n++) {
        if (!(rule->monthdays >> n & 1)) continue;
        struct said said = SAY1("Day {n} of each month", "n", text_number(arena, locale, n));
        struct str one = text_say(arena, locale, &said);
        words = words.len == 0 ? one : pair_say(arena, locale, words, one, false);
    }
    struct said some = SAY2("{days}, every {n} months", "days", words, "n", text_number(arena, locale, rule->interval));
    return rule->interval > 1 && words.len > 0 ? text_say(arena, locale, &some) : words;
}

static struct str week_say(struct arena *arena, const struct locale *locale,
                           const struct assets_rule *rule)
{
    struct said every_day = SAY("Every day");
    if (rule->interval == 1 && rule->days == 127) return text_say(arena, locale, &every_day);
    struct str days = days_say(arena, locale, rule->days);
    int first, last;
    bool row = rule->days && in_a_row(rule->days, &first, &last);
    struct said every = SAY1("Every {days}", "days", days),
                other = SAY1("Every other {days}", "days", days);
    struct said many = SAY2("{days}, every {n} weeks", "days", days, "n",
                            text_number(arena, locale, rule->interval));
    if (rule->interval == 1) return row ? days : text_say(arena, locale, &every);
    return text_say(arena, locale, rule->interval == 2 ? &other : &many);
}

/* A rule with a count is told as one without; what no words hold is told by its first day. */
static bool counted_plain(struct arena *arena, struct str rrule, struct assets_rule *ret_rule, bool *ret_beyond)
{
    struct recur beyond;
    *ret_beyond = assets_rule_beyond(rrule, &beyond);
    if (!*ret_beyond) return false;
    beyond.count = 0;
    beyond.until_kind = RECUR_FOREVER;
    return assets_rule_parse(recur_format(arena, &beyond), ret_rule);
}

static struct str plain_say(struct arena *arena, const struct locale *locale, const struct asset_schedule *line,
                            struct assets_rule rule)
{
    if (day_is(line->from) && line->from.n == line->until.n)
        return text_day(arena, locale, line->from, DAY_NONE);
    if (rule.freq == ASSETS_MONTHLY) return month_say(arena, locale, &rule);
    if (rule.freq == ASSETS_DAILY && rule.interval == 1 && rule.days == 0) rule.days = 127;
    if (rule.days == 0 && day_is(line->from) && rule.freq == ASSETS_WEEKLY)
        rule.days = 1u << day_weekday(line->from);
    return rule.days ? week_say(arena, locale, &rule) : STR_NONE;
}

/* The days of a rule in words; STR_NONE when the rule says less than the words. */
static struct str rule_say(struct arena *arena, const struct locale *locale,
                           const struct asset_schedule *line)
{
    struct assets_rule rule;
    bool beyond = false;
    if (line->rrule.len == 0) return STR_NONE;
    bool plain = assets_rule_parse(line->rrule, &rule) || counted_plain(arena, line->rrule, &rule, &beyond);
    if (!plain && (!beyond || !day_is(line->from))) return STR_NONE;
    if (!plain && line->from.n != line->until.n) {
        struct said own = SAY1("On days of its own, from {day}", "day", text_day(arena, locale, line->from, DAY_NONE));
        return text_say(arena, locale, &own);
    }
    return plain_say(arena, locale, line, rule);
}

static struct str hours_say(struct arena *arena, const struct locale *locale,
                            const struct asset_schedule *line)
{
    struct said round = SAY("day and night");
    if (!minutes_is(line->opens)) return STR_NONE;
    if (!minutes_is(line->closes)) return text_time(arena, locale, line->opens);
    if (line->opens.n == 0 && line->closes.n == 1440) return text_say(arena, locale, &round);
    return text_span(arena, locale, line->opens, line->closes);
}

/* Holidays that are left out, or the only time it is on. */
static struct str skip_say(struct arena *arena, const struct locale *locale, unsigned skip, struct str words)
{
    const struct said said[] = {SAY1("{words}, not on bank holidays", "words", words)};
    if (skip & ASSET_SKIP_BANK) words = text_say(arena, locale, &said[0]);
    const struct said school[] = {SAY1("{words}, not in school holidays", "words", words),
                                  SAY1("{words}, only in school holidays", "words", words)};
    if (skip & ASSET_SKIP_SCHOOL) words = text_say(arena, locale, &school[0]);
    else if (skip & ASSET_ONLY_SCHOOL) words = text_say(arena, locale, &school[1]);
    return words;
}

/* "America/New_York" is told as "New York". */
static struct str zone_say(struct arena *arena, const struct locale *locale, struct str zone, struct str words)
{
    if (zone.len == 0) return words;
    size_t at = zone.len;
    while (at > 0 && zone.ptr[at - 1] != '/') at--;
    struct str city = str_replace(arena, str_slice(zone, at, zone.len), STR("_"), STR(" "));
    struct said said = SAY2("{words}, {city} time", "words", words, "city", city);
    return text_say(arena, locale, &said);
}

static bool one_day(const struct asset_schedule *line)
{
    return day_is(line->from) && line->from.n == line->until.n;
}

struct str assets_schedule_say(struct arena *arena, const struct locale *locale,
                               const struct asset_schedule *line)
{
    struct str days = rule_say(arena, locale, line);
    if (days.len == 0) return line->words;
    struct str hours = hours_say(arena, locale, line);
    struct said said = SAY2("{days}, {hours}", "days", days, "hours", hours);
    struct str words = hours.len > 0 ? text_say(arena, locale, &said) : days;
    words = zone_say(arena, locale, line->zone, words);
    words = skip_say(arena, locale, line->skip, words);
    if (!day_is(line->until) || one_day(line)) return words;
    struct said until = SAY2("{words}, until {day}", "words", words, "day",
                             text_day(arena, locale, line->until, DAY_NONE));
    return text_say(arena, locale, &until);
}

struct str assets_schedule_say_from(struct arena *arena, const struct locale *locale,
                                    const struct asset_schedule *line)
{
    struct asset_schedule open = *line;
    open.until = DAY_NONE;
    if (!day_is(line->from) || one_day(line)) return assets_schedule_say(arena, locale, line);
    struct str words = assets_schedule_say(arena, locale, &open);
    struct said from = SAY2("{words}, from {day}", "words", words, "day",
                            text_day(arena, locale, line->from, DAY_NONE));
    words = text_say(arena, locale, &from);
    if (!day_is(line->until)) return words;
    struct said until = SAY2("{words}, until {day}", "words", words, "day",
                             text_day(arena, locale, line->until, DAY_NONE));
    return text_say(arena, locale, &until);
}
