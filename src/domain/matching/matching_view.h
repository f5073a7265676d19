/* What the pages of this module show. */
#ifndef DOMAIN_MATCHING_VIEW_H
#define DOMAIN_MATCHING_VIEW_H

#include "platform/html/parts.h"

struct matching_weight_row { struct str label, now, next; bool moved; };
struct matching_group_row { struct str name, n, before, after; };
struct matching_list_row { struct str names; };
struct matching_example_row { struct str wish, before, after; };
struct matching_past_row { struct str words; const struct matching_weight_row *rows; size_t rows_n; };
struct matching_weights_view {
    const struct matching_weight_row *rows; size_t rows_n;
    const struct matching_past_row *past; size_t past_n;
    struct str outcomes;         /* settled introductions, in words */
    bool enough, fair, own, may_undo;
    struct str finger;           /* of the new table, so that what is adopted is what was read */
    struct str before, after;    /* how far off, of 100 */
    const struct matching_group_row *groups; size_t groups_n;
    const struct matching_example_row *examples; size_t examples_n;
};

struct matching_gap_row { struct str words, people; };
struct matching_gaps_view { const struct matching_gap_row *rows; size_t rows_n; struct str counted; };

#endif
