/* What the pages of a series and of a session show: plain structs, words already said. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_VIEW_H

#include "platform/html/parts.h"

struct activities_session_row {
    struct str href, when, note; /* "Tuesday 3 March, 10am to 11.30am"; "Called off: the hall is shut" */
    struct str change;           /* address, for who runs it */
    struct day day;
    bool lit, cancelled;
};
struct activities_fact {
    int icon;
    struct str label, text;
};
struct activities_chip {
    struct str name;
    int tone;
};
struct activities_series_view {
    struct str name, entry, kind, organisation, tag; /* entry: its page on the list */
    bool old, closed, ended;
    const struct activities_session_row *next; /* NULL: no more dates */
    bool now;                                  /* it is on at this minute */
    const struct str *paragraphs;
    size_t paragraphs_n;
    const struct activities_fact *facts;
    size_t facts_n;
    const struct activities_chip *leaders;
    size_t leaders_n;
    struct str lead, welcome, designed, design, parent, parent_name;
    struct str phone, phone_href, email, email_href, url, checked;
    const struct activities_session_row *sessions;
    size_t sessions_n;
    struct str later, edit, add, back; /* addresses, or empty; back: the last change of times */
    bool asks;                   /* tell us first */
    struct html_markup parts, panels;
};
struct activities_session_view {
    struct str name, series, when, note, change, instead; /* instead: "The next one is ..." */
    struct str next_href;
    struct day day;
    bool lit, cancelled, over, now;
    const struct activities_fact *facts;
    size_t facts_n;
    struct html_markup parts;
};
/* On the page of its entry. */
struct activities_panel_view {
    struct str href, next, next_href, note;
    bool asks;
};

#endif
