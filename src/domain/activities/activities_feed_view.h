/* What the pages about calendars, feeds and posters show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_FEED_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_FEED_VIEW_H

#include "platform/html/html.h"

struct activities_feed_root_view {
    struct str base;
    int64_t series, sessions;
};
struct activities_feed_take_view {
    struct str calendar, poster_a4, poster_a3, share; /* addresses */
    struct str kind, kind_href;                       /* for who may change it; kind_href empty = nobody */
    struct str type;                                  /* schema.org, of the mark-up */
    struct activities_feed_mark { struct str name, starts, ends, where, url, status; bool free; } mark;
};
struct activities_feed_kind_view {
    struct str name, action, back;
    struct str words;  /* what its words tell */
    struct html_choice *choices;
    size_t choices_n;
};
struct activities_ical_key_view {
    struct str address; /* empty: none was made */
    struct str href;
};

#endif
