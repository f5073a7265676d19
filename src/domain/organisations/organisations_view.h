/* What the pages of organisations show. */
#ifndef DOMAIN_ORGANISATIONS_VIEW_H
#define DOMAIN_ORGANISATIONS_VIEW_H

#include "platform/html/parts.h"

struct organisation_member_line { int64_t id; struct str name, href, role, since; };
struct organisation_patch_line { int64_t id; struct str words, since; };
struct organisation_group {
    struct str name;
    const struct organisation_member_line *members; size_t members_n;
    const struct organisation_patch_line *patches; size_t patches_n;
};
struct organisations_view {
    struct str place;
    const struct organisation_group *groups; size_t groups_n;
    struct html_choice *organisations; size_t organisations_n;
    struct html_choice *organisations_or_none; size_t organisations_or_none_n;
    struct html_choice *leads; size_t leads_n;
    struct html_choice *people; size_t people_n;
    struct html_choice *roles; size_t roles_n;
    struct html_choice *places; size_t places_n;
    struct str outcode;
};

struct figure_cell_line { struct str patch, count, base; };
struct figure_line {
    struct str label, rule, key, sentence, id;
    const struct figure_cell_line *cells; size_t cells_n;
    bool by_patch;
};
struct figures_view {
    struct str place, counted;
    const struct figure_line *rows; size_t rows_n;
    bool may_set_up, paper;
};

#endif
