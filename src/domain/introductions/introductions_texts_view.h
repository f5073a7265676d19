/* What the panels about reaching somebody show. */
#ifndef DOMAIN_INTRODUCTIONS_TEXTS_VIEW_H
#define DOMAIN_INTRODUCTIONS_TEXTS_VIEW_H

#include "platform/html/parts.h"

struct reach_note { int64_t id; struct str words, at; };
struct reach_view {
    struct str action, name; /* name empty: their own page */
    const struct html_choice *ways; size_t ways_n;
    const struct reach_note *notes; size_t notes_n;
    bool no_phone, no_consent;
};

#endif
