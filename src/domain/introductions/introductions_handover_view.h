/* What the pages of handing over, of waiting and of welcoming show. */
#ifndef DOMAIN_INTRODUCTIONS_HANDOVER_VIEW_H
#define DOMAIN_INTRODUCTIONS_HANDOVER_VIEW_H

#include "domain/introductions/introductions_follow.h"
#include "platform/html/parts.h"

struct handover_text { struct str words; };
struct handover_person {
    struct str id, note_name, name, note, href;
    bool on;
    const struct handover_text *lines; size_t lines_n; /* what passes with them */
};
struct handover_open_line { struct str href, to; struct instant at; };
struct handover_from_line { struct str href, words; };
struct handover_view {
    struct str from_id, from, to, reason, action;
    bool own, chosen, done, dropped, may_do, reads;
    struct str done_by; struct instant done_at;
    struct html_choice *to_choices; size_t to_choices_n;
    const struct handover_person *people; size_t people_n;
    const struct handover_open_line *open; size_t open_n;
    const struct handover_from_line *froms; size_t froms_n; /* an administrator chooses whose */
    const struct handover_text *sums; size_t sums_n;       /* people, hellos, follow-ups, words */
    struct html_markup panels;
    struct str pack_href, paper_href, do_href, drop_href, again_href;
};

struct pack_section { struct str heading; const struct handover_text *lines; size_t lines_n; };
struct pack { struct str title, date, foot, back; const struct pack_section *sections; size_t sections_n; };

struct waiting_line { struct str name, href, what, days, owner, title; bool nobody, unowned, lit; struct str beside; };
struct waiting_view {
    bool mine, paper, may_take;
    const struct waiting_line *rows; size_t rows_n;
    long more; struct day today;
    struct str pdf_href, paper_href;
    const struct handover_text *room; size_t room_n; /* connectors with room */
};

struct welcome_view { struct str action; bool may, comes_along, bus_stop; };

#endif
