/* What the front page shows: plain structs, words already in the reader's language. */
#ifndef DOMAIN_ASSETS_ASSETS_HOME_VIEW_H
#define DOMAIN_ASSETS_ASSETS_HOME_VIEW_H

#include "platform/html/parts.h"

/* One session. */
struct assets_home_row {
    struct str href, name, when, where, welcome, spoken;
    struct day day;
    bool lit;
};
/* A language something is on in, by its own name and the reader's. */
struct assets_home_tongue {
    struct str href, html, own, name;
    bool rtl;
};
struct assets_home_view {
    const struct html_choice *easy;
    size_t easy_n;
    bool open, now;             /* something to show in the lit door; on at this minute */
    struct assets_home_row lit; /* it */
    const struct assets_home_row *rows;
    size_t rows_n;
    const struct assets_home_tongue *tongues;
    size_t tongues_n;
    struct str helper, talk, meet, listen; /* who asks the two questions; addresses */
    bool signed_in, figure;
    struct str figure_now, figure_then, figure_base;
};

struct web;
enum status assets_web_home(struct web *w);

#endif
