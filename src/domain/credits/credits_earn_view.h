/* What the pages about earning show. */
#ifndef DOMAIN_CREDITS_CREDITS_EARN_VIEW_H
#define DOMAIN_CREDITS_CREDITS_EARN_VIEW_H

#include "base/str.h"
#include "platform/html/parts.h"

struct earn_programme_row {
    struct str id, name, sum, allowed_by;
    long people;
    bool few, series, ended;         /* few: too few people to say how many */
};
struct earn_programmes_view {
    struct str name;
    const struct earn_programme_row *rows;
    size_t rows_n;
};
struct earn_group_view {
    struct str name, entry, action, holds, account, minutes, words, account_name;
    const struct html_choice *people, *programmes;
    size_t people_n, programmes_n;
    bool has;                        /* it holds something */
};
struct earn_line_view { struct str text, href, link; };

#endif
