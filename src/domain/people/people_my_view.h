/* What the pages about one's own data show. */
#ifndef DOMAIN_PEOPLE_MY_VIEW_H
#define DOMAIN_PEOPLE_MY_VIEW_H

#include "platform/html/parts.h"

/* One consent with all that is known of it. */
struct people_my_consent {
    struct str name, words, stops, said; /* said: "You said yes on ..., spoken, asked by Lucy, in English." */
    const struct str *before; size_t before_n; /* yeses that were taken back */
    bool on;
};
struct people_my_consents_view {
    struct str name;
    bool acting, paper;
    const struct people_my_consent *consents; size_t consents_n;
    struct html_markup panels;           /* what other modules ask a yes for */
};

struct people_my_looked { struct str who, what; struct instant at; };
struct people_my_looked_view {
    struct str name;
    const struct people_my_looked *rows; size_t rows_n;
    struct str more;
};

/* A copy of all as lines: a heading, or what and value. */
struct people_my_line { struct str what, value; int depth; bool heading; };
struct people_my_copy_view {
    struct str name;
    bool paper;
    const struct people_my_line *lines; size_t lines_n;
};

struct people_my_left { struct str words; };
struct people_my_left_view { const struct people_my_left *rows; size_t rows_n; };

#endif
