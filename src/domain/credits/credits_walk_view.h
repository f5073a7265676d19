/* What the pages for those who walk beside somebody show: hours without a screen. */
#ifndef DOMAIN_CREDITS_CREDITS_WALK_VIEW_H
#define DOMAIN_CREDITS_CREDITS_WALK_VIEW_H

#include "domain/credits/credits_walk.h"
#include "platform/html/parts.h"

struct walk_names { const struct str *names; size_t names_n; };

/* One told hour: as a line, and what may be done about it. */
struct walk_row {
    struct str typed; /* into a form that was refused */
    int64_t id;
    struct str words, state, thanks, reach, ring; /* reach: how the other can be asked; ring: tel: address or "" */
    struct str asks, who;                         /* "Has Dev said yes?", "Which Dev?" */
    bool answer, back, which;
    const struct html_choice *people; size_t people_n;
};
struct walk_view {
    int64_t id;
    struct str back, name, given, received, use, none;
    const struct walk_row *rows; size_t rows_n;
    const struct str *last; size_t last_n;
    const struct str *names; size_t names_n;
    struct str other, minutes, what, on;
    bool received_on, paper_on;
    struct walk_tongue { struct str href, own, html; bool rtl; } tongues[4]; size_t tongues_n;
};
struct walk_aloud_view {
    struct str name, href, html;
    bool rtl;
    const struct str *lines; size_t lines_n;
    int64_t id;
};
struct walk_panel_view { int64_t id; struct str name, given, received; int waits; };

struct sheet_row_view {
    int64_t sheet, number, line;
    struct str words, gave, received;
    struct str why;
    bool gave_open, received_open, mine;
    const struct html_choice *givers; size_t givers_n;
    const struct html_choice *receivers; size_t receivers_n;
};
struct waiting_view {
    const struct walk_row *rows; size_t rows_n;
    const struct sheet_row_view *lines; size_t lines_n;
    bool all;
};
struct walk_today_view { int64_t n; };

struct sheet_line_view { int64_t id, number; struct str at, day; int64_t lines, copied, waits; };
struct sheets_view {
    const struct sheet_line_view *rows; size_t rows_n;
    struct str at, ring, lines;
};
struct sheet_view {
    int64_t id, number, next, lines, copied;
    struct str at, ring;
    const struct walk_tongue *tongues; size_t tongues_n;
    const struct sheet_row_view *rows; size_t rows_n;
    const struct str *names; size_t names_n;
    struct str gave, received, minutes, what, on, line;
    bool thanked, full, focus;
};

#endif
