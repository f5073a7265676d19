/* What the pages of the register show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_REGISTER_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_REGISTER_VIEW_H

#include "platform/html/html.h"

struct register_row_view {
    struct str id, field, name, with; /* id: "p12" or "w" and a walk-in's own id; with: name of its box */
    int number, with_n;
    bool came, was, newcomer, twice, blank;
};
struct register_claim_view { struct str id, name, said; bool known; };
struct register_view {
    struct str name, when, address, code, session, script, who, waits, kept, note, rows_typed, names_typed, newcomers_typed;
    const struct register_row_view *rows; size_t rows_n;
    const struct register_claim_view *claims; size_t claims_n;
    struct str opens; /* milliseconds: when the list may be kept */
    struct str others, adults, children; /* as typed or kept */
    int ticked;
    bool names, paper, held, printed, twice, early;
};
struct register_part_view {
    struct str register_href, name, was_me;
    struct day day;
    int total;
    bool runs, kept, all, ask, called, said;
};
struct register_me_row { struct str href, name, walk_in; struct day day; };
struct register_todo_row { struct str code, name; struct day day; };
struct register_me_view {
    const struct register_me_row *rows; size_t rows_n;
    const struct register_todo_row *todo; size_t todo_n;
};

#endif
