/* What the pages of who keeps the books show. */
#ifndef DOMAIN_CREDITS_CREDITS_KEEP_VIEW_H
#define DOMAIN_CREDITS_CREDITS_KEEP_VIEW_H

#include "platform/html/parts.h"

struct keep_link { struct str href, label, note; };
struct keep_line { struct str kind, name, time, waits; };
struct keep_view {
    const struct keep_link *links; size_t links_n;
    const struct keep_line *lines; size_t lines_n;
    struct str members, members_time, sum;
    bool right;
};
struct keep_members_view { const struct keep_link *rows; size_t rows_n; struct str more; bool may_open; };
struct keep_account_view {
    struct str title, name, time, given, received, limits, rule, warn, waits;
    bool closed;
};

struct rule_line { struct str href, name, kind, floor, ceiling, warn, note; };
struct rules_view {
    const struct rule_line *rows; size_t rows_n;
    struct str name, floor, ceiling, warn, first_days;
    struct html_choice *kinds; size_t kinds_n;
    struct html_choice *whoms; size_t whoms_n;
};
struct rule_person { long long id; struct str name; };
struct rule_view {
    long long id;
    struct str title, kind, note;
    struct str name, floor, ceiling, warn, first_days;
    bool chosen, first, people;
    const struct rule_person *rows; size_t rows_n;
    struct html_choice *choices; size_t choices_n;
};

struct policy_line { struct str words, decided; };
struct policy_view {
    struct str now, since;
    struct str months, notice_days, silence_days, correction_days, decided_by;
    struct html_choice *sees; size_t sees_n;
    const struct policy_line *rows; size_t rows_n;
    struct str letters;          /* how many wait, in words */
};
struct letter_line { long long id; struct str name, href, words; bool written; };
struct letters_view { const struct letter_line *rows; size_t rows_n; };
struct notice_view { long long id; struct str words; };
struct talk_line { long long id; struct str href, words; };
struct talks_view { const struct talk_line *rows; size_t rows_n; };

#endif
