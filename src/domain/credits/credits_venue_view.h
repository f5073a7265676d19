/* What the pages of venues and agreements show; staff only. */
#ifndef DOMAIN_CREDITS_CREDITS_VENUE_VIEW_H
#define DOMAIN_CREDITS_CREDITS_VENUE_VIEW_H

#include "platform/html/parts.h"

struct venue_row { struct str href, name, said; };
struct venues_view {
    const struct venue_row *rows;
    size_t rows_n;
    struct str name;
    const struct html_choice *assets;
    size_t assets_n;
    bool may_add, may_name;
};
struct venue_week { struct day monday; long long uses, paper; struct str time; };
struct venue_view {
    struct str name, typed, asset, took, id, number;
    const struct venue_row *agreements;
    size_t agreements_n;
    const struct venue_week *weeks;
    size_t weeks_n;
    struct str notes; /* "3 paper notes were redeemed here." */
    const struct html_choice *people, *long_;
    size_t people_n, long_n;
    bool ended, has_hours;
};
struct till_view { struct str name, code, back; };
struct agreement_view {
    struct str venue, venue_href, action, title;
    struct str what, about, rules, exact, minutes, capacity, capacity_all, from, until, contact, worth, worth_words;
    unsigned long week;
    bool trip, old;
    struct str paper, end, used;
};
struct agreement_paper_view {
    struct str venue, place, what, about, rules, times, each, capacity, capacity_all, from, until, contact;
    struct str today;
};

#endif
