/* What the pages of what's on show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_ON_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_ON_VIEW_H

#include "platform/html/parts.h"

struct activities_on_row {
    struct str href, name, hours, where, easy, spoken, welcome, note; /* easy: "Free. No steps" */
    bool cancelled, now;
};
struct activities_on_day {
    struct day day;
    struct str title; /* "Today, Tuesday 3 March" */
    bool lit;
    const struct activities_on_row *rows;
    size_t rows_n;
};
struct activities_on_link {
    struct str href, text;
    bool now;
};
struct activities_on_view {
    struct str understood; /* "Near B36, within 5 km. Tuesday 3 March to Monday 9 March." */
    long total;
    bool wrong, empty;
    const struct activities_on_link *links; /* the days */
    size_t links_n;
    const struct activities_on_day *days;
    size_t days_n;
    struct str near, from;
    const struct html_choice *distances, *languages, *wishes;
    size_t distances_n, languages_n, wishes_n;
    struct str more, before, after, anything; /* addresses, or empty; anything: without the wishes */
    struct str add;                           /* a new activity, for who may */
};
struct activities_embed_view {
    struct str place, css, all;
    const struct activities_on_day *days;
    size_t days_n;
};

#endif
