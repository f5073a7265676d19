/* What the pages of copying and of an idea show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_COPY_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_COPY_VIEW_H

#include "platform/html/parts.h"

struct copy_link { struct str href, said; };
struct copy_view {
    struct str name, action, back, start, when, where, idea, file;
    const struct html_choice *places; size_t places_n;
};
struct idea_view {
    struct str name, bring, design, cost, access, designed, place;
    const struct str *paragraphs, *lines; size_t paragraphs_n, lines_n;
};
struct family_view { struct copy_link parent; const struct copy_link *children; size_t children_n; struct str copy; };

#endif
