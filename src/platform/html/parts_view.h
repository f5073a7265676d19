/* What parts.c prepares for the larger parts of pages/parts.html. */
#ifndef PLATFORM_HTML_PARTS_VIEW_H
#define PLATFORM_HTML_PARTS_VIEW_H

#include "platform/html/parts.h"

#define HTML_TAPS_SHOWN 9
#define HTML_PINS_MOST 60

struct html_wrong_item { struct str href; const struct said *said; };
struct html_wrong_view { const struct html_wrong_item *items; size_t items_n; };

struct html_week_cell { struct str value, label; bool on; };
struct html_week_row { struct str label; const struct html_week_cell *cells; size_t cells_n; };
struct html_week_view {
    struct str name, legend, hint;
    const struct str *parts; size_t parts_n;
    const struct html_week_row *rows; size_t rows_n;
};

struct html_map_ring { double r; struct str label; };
struct html_map_pin { double x, y; int number; struct str label; bool lit; };
struct html_map_view {
    struct str title, desc, middle;
    const struct html_map_ring *rings; size_t rings_n;
    const struct html_map_pin *pins; size_t pins_n;
};

struct html_door_view { struct str weekday, month; int number; bool lit; };
struct html_chip_view { struct str name, href, initial, tone; };

/* Small questions the markup asks; here, so that parts.c stays above the pages. */
static inline struct str html_id(struct str id, struct str name) { /* own id, else the name */
    return id.len ? id : name;
}
static inline struct str html_or(struct str s, const char *fallback) { /* s, unless it is empty */
    return s.len ? s : str_from(fallback);
}

/* Is one of those behind the fold ticked? Then the fold is open. */
static inline bool html_hidden_on(const struct html_part_taps *p) {
    for (size_t i = HTML_TAPS_SHOWN; i < p->choices_n; i++)
        if (p->choices[i].on) return true;
    return false;
}

#endif
