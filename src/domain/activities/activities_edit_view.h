/* What the forms of a series and of one date show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_VIEW_H

#include "platform/html/parts.h"

struct activities_edit_view {
    bool is_new;
    struct str title, action, back; /* back: where "Leave it as it is" leads */
    struct str name, description, times, first, from, to;
    const struct str *understood;   /* what the words were read as, a line each */
    size_t understood_n;
    const struct str *dates;        /* the first dates of it */
    size_t dates_n;
    bool skip_school, skip_bank;
    struct str location, address, postcode, arrive, access_words, price, age_low, age_high, bring;
    struct str capacity, newcomers, offer_hours, phone, design;
    const struct html_choice *often, *steps, *costs, *languages, *access, *joining, *hosts, *leaders, *co_leaders,
        *designers, *organisations;
    size_t often_n, steps_n, costs_n, languages_n, access_n, joining_n, hosts_n, leaders_n, co_leaders_n,
        designers_n, organisations_n;
    bool names, workplace, host_meets;
};

struct activities_date_view {
    bool is_new;                /* one more date */
    bool once;                  /* a date of its own: no rule behind it */
    struct str title, when, action, back, note;
    struct str take_back;       /* form action, or empty */
    const struct html_choice *scopes, *whats;
    size_t scopes_n, whats_n;
    struct str day, from, to, location, words, times;
};

#endif
