/* What the pages about giving and one's own hours show. */
#ifndef DOMAIN_CREDITS_CREDITS_GIVE_VIEW_H
#define DOMAIN_CREDITS_CREDITS_GIVE_VIEW_H

#include "platform/html/html.h"
#include "platform/html/parts.h"

struct give_form {
    const struct html_choice *gave, *minutes, *what; size_t gave_n, minutes_n, what_n;
    struct str other, minutes_words, what_words, thanks, on, consent;
    bool minutes_else, what_else, other_day;
};
struct give_use { struct str href, name; };
struct give_view {
    struct str last;                 /* "Same as last time: 2 hours, garden, with Dev"; "" = none */
    struct give_form form;
    struct str acting;               /* for whom a connector writes; "" = for oneself */
    struct str room;                 /* a warning before a limit; "" = none */
    bool none;                       /* keeps no hours */
    const struct give_use *uses; size_t uses_n; /* what hours buy here */
    struct str text_number, text_href, helper;
};
struct gift_view {
    struct str have, other, minutes, line, acting, consent;
    bool any;                        /* there are hours to give */
    const struct html_choice *choices; size_t choices_n;
};

struct hours_line { struct str head, sides, note; struct day on; bool right; struct str href; };
struct hours_told { struct str id, words, sides, thanks, said, note, typed; /* typed: into a form that was refused */ bool back, answer; struct day on; };
struct hours_thanks { struct str words, name; };
struct hours_view {
    struct str title, given_n, given, received_n, received; /* "9" "hours given." */
    struct str given_thanks, received_thanks;
    struct str seen, have, room;
    bool acting, none;
    const struct hours_told *asks, *own; size_t asks_n, own_n; /* waits for their word; what they told */
    const struct hours_thanks *thanks; size_t thanks_n;
    const struct hours_line *lines; size_t lines_n;
    struct str more, earlier;
};
struct told_view { struct hours_told told; struct str title, right; };
struct hours_panel_view { long asks_n; bool walks, keeps; /* for who looks after hours of others, and the books */ };

struct hours_month { struct str name, opening, closing; const struct hours_line *lines; size_t lines_n; struct hours_line *first; /* the same, to turn them */ };
struct hours_print_view { struct str title, seen; const struct hours_month *months; size_t months_n; struct day made; bool cut; };

#endif
