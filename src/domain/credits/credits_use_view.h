/* What the pages of using hours show. */
#ifndef DOMAIN_CREDITS_CREDITS_USE_VIEW_H
#define DOMAIN_CREDITS_CREDITS_USE_VIEW_H

#include "platform/html/parts.h"

struct use_row { struct str href, name, times, left; };
struct use_mine { struct str href, said; };
struct uses_view {
    struct str whose;    /* first name; empty = the reader's own */
    struct str have;     /* "You have 3 hours." */
    struct str more;     /* "?for=" of the person, or empty */
    const struct use_row *now, *later, *trips;
    size_t now_n, later_n, trips_n;
    const struct use_mine *mine;
    size_t mine_n;
    struct str venues;   /* where staff keep them, or empty */
};
struct use_view {
    struct str whose, have, back, action, person;
    struct str name, venue, asset, about, rules, times, left, each, shut;
    const struct html_choice *people, *consents;
    size_t people_n, consents_n;
    struct str button;
    bool open;
};
struct used_view {
    struct str whose, name, venue, about, people, time, number, back, undo;
    struct day on;
    struct str at;
    bool trip, today, undone;
};

#endif
