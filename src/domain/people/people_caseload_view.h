/* What the pages about room, rest and handing over show. */
#ifndef DOMAIN_PEOPLE_CASELOAD_VIEW_H
#define DOMAIN_PEOPLE_CASELOAD_VIEW_H

#include "domain/people/people_caseload.h"
#include "platform/html/parts.h"

struct people_room_view {
    struct str name, words;            /* "Lucy walks beside 9 people, room for 12" */
    struct str room, rest_from, rest_until;
    struct html_choice *stand_ins; size_t stand_ins_n;
    const struct people_room_line *others; size_t others_n;
    bool along, resting;
};
struct people_room_line { struct str words; };

/* On their own page, and on the connector's page about them. */
struct people_told_view {
    bool handed, words, other, seen;   /* passed on; what they answered */
    struct str from, to; struct instant at;
    bool own, along;
    const struct people_past_line *past; size_t past_n;
};
struct people_past_line { struct str from, to; struct instant at; };

struct people_other_line { long item; struct str href, name, to; struct instant at; };
struct people_others_view { const struct people_other_line *rows; size_t rows_n; };

#endif
