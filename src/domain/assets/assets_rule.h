/* The part of RFC 5545 a schedule line may use, read once into numbers. Private to assets. */
#ifndef DOMAIN_ASSETS_ASSETS_RULE_H
#define DOMAIN_ASSETS_ASSETS_RULE_H

#include "base/buf.h"
#include "base/recur.h"
#include "domain/assets/assets.h"

enum assets_freq { ASSETS_DAILY, ASSETS_WEEKLY, ASSETS_MONTHLY };

struct assets_rule {
    enum assets_freq freq;
    int interval;
    unsigned days;      /* bit 0 = Monday: every such day of the period */
    unsigned nth[7];    /* MONTHLY: bit n = the n-th such day (1..5), bit 0 = the last */
    uint32_t monthdays; /* MONTHLY: bit n = day n of the month */
    struct day until;   /* of the rule itself; DAY_NONE = open */
    bool weeks_else;    /* only while it is read: WKST is not Monday */
};

/* Read an RRULE, with or without the prefix. False when a part is not understood. */
bool assets_rule_parse(struct str rrule, struct assets_rule *ret_rule);
/* Write the canonical text: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH". */
struct str assets_rule_format(struct arena *arena, const struct assets_rule *rule);
/* Is the line on at this day? A fortnight without a first date is on in neither week for sure:
   `guess` says whether to count both. */
bool assets_rule_on(const struct assets_rule *rule, const struct asset_schedule *line,
                    struct day day, bool guess);

/* ---- rules beyond these: of years, by position, with a COUNT, of hours ---- */
/* Any rule of RFC 5545 that makes sessions: hourly at most. */
bool assets_rule_beyond(struct str rrule, struct recur *ret_rule);
/* Is it a rule at all? */
bool assets_rule_known(struct str rrule);
/* Is the line on at this day, whatever its rule? A rule beyond needs its first day. */
bool assets_line_on(const struct asset_schedule *line, struct day day, bool guess);
/* Each time of a rule beyond on from..until: begin, then walk. False when it is none or cannot
   begin. `rule` must outlive the walk; its times are local seconds (recur.h). */
bool assets_beyond_begin(struct recur_iter *it, struct recur *rule, const struct asset_schedule *line,
                         struct day from, struct day until);

/* Words of a schedule text that no rule holds ("term time"): worth showing beside the rule. */
bool assets_schedule_has_more(struct arena *arena, struct str words);

#endif
