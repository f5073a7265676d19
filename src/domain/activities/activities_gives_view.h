/* What the page of what coming gives shows. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_GIVES_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_GIVES_VIEW_H

#include "base/str.h"
#include "platform/html/parts.h"

struct gives_view {
    struct str name, series, action, now, next, from;
    const struct html_choice *minutes, *whom, *programmes;
    size_t minutes_n, whom_n, programmes_n;
    bool allowed, keeps;             /* a programme may be used here; the reader keeps the books */
};

#endif
