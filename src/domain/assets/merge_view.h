/* What the page of pairs shows. */
#ifndef DOMAIN_ASSETS_MERGE_VIEW_H
#define DOMAIN_ASSETS_MERGE_VIEW_H

#include "platform/html/parts.h"

/* One thing said of both: `same` shows it once. */
struct assets_same_row_view {
    struct str label, a, b;
    bool same;
};
struct assets_same_done_view {
    struct str text, action, name;
    struct day day;
};
struct assets_same_view {
    bool has;
    long waits;
    struct str a_id, b_id, a_name, b_name, a_href, b_href;
    struct str apart; /* "About 20 metres apart" */
    const struct str *why;
    size_t why_n; /* "The names are alike." */
    const struct assets_same_row_view *rows;
    size_t rows_n;
    struct str done, done_action; /* what was just made one, and how to take it back */
    const struct assets_same_done_view *merges;
    size_t merges_n;
};

#endif
