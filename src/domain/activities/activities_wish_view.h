/* What the pages of wishes show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_WISH_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_WISH_VIEW_H

#include "platform/html/parts.h"

/* Me too, with or without the wish itself. */
struct wish_form_view {
    struct str action, words, button;
    bool fresh;                /* a new wish: its words and how long are asked too */
    bool known;                /* signed in: nobody asks who */
    bool connector, for_other, paper;
    struct str first_name, contact, exact, where, how, barrier_words;
    unsigned long week;
    const struct html_choice *minutes, *shifts, *weeks, *barriers, *helps;
    size_t minutes_n, shifts_n, weeks_n, barriers_n, helps_n;
    bool words_ok, staff;
};
struct wish_row { struct str href, words, said; };
struct wishes_view {
    struct str words;          /* what is being wished */
    bool asked;
    const struct wish_row *rows, *similar, *waiting, *became; size_t rows_n, similar_n, waiting_n, became_n;
    struct str find;
    struct wish_form_view form;
};
struct wish_helper_row { long long id; struct str name; bool in; };
struct wish_series_choice { int unused; };
struct wish_view {
    long long id;
    struct str words, said, state, became, became_name;
    bool open, waiting, may_read, inside, mine, saw;
    struct wish_form_view form;
    const struct str *times; size_t times_n;
    struct str times_said;
    const struct str *barriers; size_t barriers_n;
    const struct str *own; size_t own_n;         /* barriers in people's own words */
    const struct str *places; size_t places_n;
    const struct wish_helper_row *helpers; size_t helpers_n;
    struct str weeks, design, designed;
    const struct str *paragraphs; size_t paragraphs_n;
    struct str make;                             /* the form of a new activity */
    const struct html_choice *series; size_t series_n;
};
struct wish_mine_view { const struct wish_row *rows; size_t rows_n; };
struct wish_from_view { struct str href, words; };

#endif
