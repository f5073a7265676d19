/* What the place pages show. */
#ifndef DOMAIN_PLACES_PLACES_VIEW_H
#define DOMAIN_PLACES_PLACES_VIEW_H

#include "platform/html/parts.h"

struct places_row {
    int64_t id;
    struct str name, kind, parent, outcode, phone, zone;
};

/* The boxes of one place: as stored, or as typed when the form was refused. */
struct places_form_view {
    struct str action, name, outcode, point, zone;
    struct str foot_name, foot_phone, foot_words;
    const struct html_choice *kinds; size_t kinds_n;
    const struct html_choice *parents; size_t parents_n;
};

struct places_list_view {
    const struct places_row *rows; size_t rows_n;
    const struct places_form_view *form;
};

struct places_edit_view {
    struct str name;
    const struct places_form_view *form;
    const struct places_row *inside; size_t inside_n;
};

#endif
