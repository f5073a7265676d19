/* What the pages about paper notes and the till show. */
#ifndef DOMAIN_CREDITS_CREDITS_NOTES_VIEW_H
#define DOMAIN_CREDITS_CREDITS_NOTES_VIEW_H

#include "platform/html/html.h"

/* ---- /till ---- */
struct note_till_open_view { struct str till, next; };
struct note_till_row_view { struct str serial, time, at; };
struct note_till_use_view { struct str at, what, people; };
struct note_till_view {
    struct str venue, number, code, sum, last, last_serial; /* last: id of what can be taken back */
    const struct html_choice *uses; size_t uses_n;          /* what a note can be for */
    const struct note_till_use_view *shown; size_t shown_n; /* booked by members, shown at the desk today */
    const struct note_till_row_view *rows; size_t rows_n;
    bool more;
};
struct note_till_line_view { struct str typed, words; bool taken; };
struct note_till_tally_view {
    struct str venue, codes;
    const struct note_till_line_view *lines; size_t lines_n;
};
struct note_till_note_view {
    struct str serial, promise, time, where, words, ring, use_by, code, venue; /* words: why it is not good */
    const struct html_choice *uses; size_t uses_n;
    bool good, till, member, unknown;
};

/* ---- /credits/notes ---- */
struct note_run_view {
    struct str href, number, what, use_by, where, printed;
    int64_t issued, given, redeemed, gone, expired; /* gone: void */
};
struct notes_view {
    const struct note_run_view *runs; size_t runs_n;
    struct str more, count, minutes, where, use_by, number;
    const struct html_choice *payers; size_t payers_n;
    const struct html_choice *languages; size_t languages_n;
    const struct html_choice *seconds; size_t seconds_n;
    struct str person, member;   /* paid from this member's own hours */
};
struct note_row_view { struct str serial, state, name, link, href; bool out; };
struct note_one_view {
    struct note_run_view run;
    struct str action, notes, reason, use_by;
    const struct note_row_view *rows; size_t rows_n;
    bool may_end, out;
};
struct notes_give_view { struct str person, name, notes; };
struct notes_person_view {
    struct str name, give, pay;
    const struct note_row_view *rows; size_t rows_n;
};

#endif
