/* Rules that only the whole of RFC 5545 holds, for those who ask about lines. */
#include "domain/assets/assets_rule.h"

bool assets_rule_beyond(struct str rrule, struct recur *ret_rule)
{
    struct said why;
    struct recur rule;
    if (recur_parse(rrule, &rule, &why) != OK || rule.freq < RECUR_HOURLY) return false;
    *ret_rule = rule;
    return true;
}

bool assets_rule_known(struct str rrule)
{
    struct assets_rule rule;
    struct recur beyond;
    return assets_rule_parse(rrule, &rule) || assets_rule_beyond(rrule, &beyond);
}

static int64_t local_of(struct day day, int minute)
{
    struct civil c = civil_from_day(day);
    c.hour = minute / 60;
    c.minute = minute % 60;
    return recur_local(c);
}

bool assets_beyond_begin(struct recur_iter *it, struct recur *rule, const struct asset_schedule *line,
                         struct day from, struct day until)
{
    int opens = minutes_is(line->opens) ? line->opens.n : 0;
    if (!day_is(line->from) || !assets_rule_beyond(line->rrule, rule)) return false;
    if (day_is(line->until) && line->until.n < until.n) until = line->until;
    recur_begin(it, rule, recur_civil(local_of(line->from, opens)), NULL);
    int64_t stop = local_of(until, 1439) + 59;
    if (stop < it->stop) it->stop = stop;
    recur_seek(it, local_of(from, 0));
    return true;
}

bool assets_line_on(const struct asset_schedule *line, struct day day, bool guess)
{
    struct assets_rule rule;
    struct recur beyond;
    struct recur_iter it;
    int64_t local;
    if (line->rrule.len == 0) return false;
    if (assets_rule_parse(line->rrule, &rule)) return assets_rule_on(&rule, line, day, guess);
    return assets_beyond_begin(&it, &beyond, line, day, day) && recur_next(&it, &local);
}
