/* The rule in words at the end of a TZif file: a POSIX TZ string with RFC 8536's wider hours.
 */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include "base/str.h"

struct zone_change {
    char kind;            /* 'M' month.week.day, 'J' day without 29 February, 'N' day from 0 */
    int month, week, day; /* 'J' and 'N' use day alone */
    int32_t seconds;      /* local time of the change, -167 h to 167 h */
};

struct zone_rule {
    bool known, summer;            /* is there a rule; has it summer time */
    int32_t offset, summer_offset; /* seconds east */
    struct zone_change begin, end; /* of summer time */
};

bool zone_rule_parse(struct str words, struct zone_rule *ret_rule);
/* Seconds east at this UTC second. */
int32_t zone_rule_offset(const struct zone_rule *rule, int64_t seconds);
/* The changes around it: the last at or before, the first after (INT64_MIN, INT64_MAX: none). */
void zone_rule_around(const struct zone_rule *rule, int64_t seconds, int64_t *ret_before,
                      int64_t *ret_after);

#endif
