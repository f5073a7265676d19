/* What the pages of rounds show. */
#ifndef DOMAIN_ROUNDS_VIEW_H
#define DOMAIN_ROUNDS_VIEW_H

#include "platform/html/parts.h"

struct round_line {
    struct str box;              /* "a1" */
    struct str name;             /* or "Person 1" */
    bool gone;
    struct html_choice *choices; size_t choices_n;
};
struct round_link { struct str href, name; };
struct round_view {
    struct str circle, code, code_said, week, kept, told_by, paper, empty;
    int64_t id;
    bool chosen;                 /* a week is shown */
    bool teller;                 /* somebody else types: who told them? */
    bool unnamed;                /* typed in from the paper: no names here */
    struct str typed_code;
    const struct round_line *lines; size_t lines_n;
    const struct round_link *circles; size_t circles_n;
    struct str start;            /* begin an activity at this home; else empty */
};

struct rounds_line { struct str href, name, coordinator, kept; int people; };
struct rounds_list_view {
    const struct rounds_line *rows; size_t rows_n;
    bool may_add;
    struct html_choice *assets; size_t assets_n;
    struct html_choice *people; size_t people_n;
};

struct round_member_line { int64_t id; struct str name, href, said; bool agreed; };
struct round_week_line { struct str week, kept; bool done; };
struct circle_view {
    int64_t id;
    struct str name, coordinator, code_href;
    bool may_end, now;
    struct str paper;
    const struct round_member_line *members; size_t members_n;
    const struct round_week_line *weeks; size_t weeks_n;
    struct html_choice *people; size_t people_n;
    struct html_choice *hows; size_t hows_n;
    struct html_choice *answers; size_t answers_n;
};

/* ---- panels ---- */
struct round_consent_line {
    int64_t id;
    struct str circle, said, title;
    bool agreed, ended;
};
struct round_panel_view {
    struct str words, stops;
    const struct round_consent_line *rows; size_t rows_n;
    const struct round_link *circles; size_t circles_n;
};
struct round_wish_line { int64_t id; struct str href, title, words; bool talk; };
struct round_today_view { const struct round_wish_line *rows; size_t rows_n; };

#endif
