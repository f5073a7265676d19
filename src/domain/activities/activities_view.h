/* What the pages of a series and of a session show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_VIEW_H

#include "platform/html/html.h"

struct activities_session_row {
    struct str href, when, note; /* "Tuesday 3 March, 10am to 11.30am"; "Called off: the hall is shut" */
    struct day day;
    bool lit, cancelled;
};
struct activities_series_view {
    struct str name, entry; /* entry: its page on the list */
    const struct str *paragraphs;
    size_t paragraphs_n;
    const struct activities_session_row *sessions;
    size_t sessions_n;
    struct html_markup parts;
};
struct activities_session_view {
    struct str name, series, when, note;
    struct day day;
    bool lit, cancelled;
    struct html_markup parts;
};

#endif
