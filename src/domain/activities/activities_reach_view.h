/* What the pages of reach show: words only, no number that is not to be seen. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_REACH_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_REACH_VIEW_H

#include "platform/html/parts.h"

struct reach_line { struct str label, came, here; };
struct reach_table { struct str title, first; const struct reach_line *rows; size_t rows_n; struct str here; };
struct reach_view {
    struct str name, back, back_said, lead, csv, other, other_said;
    const struct reach_table *tables; size_t tables_n;
    const struct str *notes; size_t notes_n;
    struct str action, lines;      /* pay bands, where they may be put */
};
struct reach_link_view { struct str href; };
struct band_view { struct str action; const struct html_choice *choices; size_t choices_n; };

#endif
