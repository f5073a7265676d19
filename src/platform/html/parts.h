/* Plain components: labels, hints, refusals and ARIA once, for everyone. Written {use name a=b}
   in a page; markup in platform/html/pages/parts.html. Design: UX.md section 7. */
#ifndef PLATFORM_HTML_PARTS_H
#define PLATFORM_HTML_PARTS_H

#include "platform/html/html.h"

/* Hidden boxes every form has: CSRF token and idempotency key. {use keys} */
struct html_part_keys { int unused; };
/* One line box. `type` defaults to "text". The refusal for `name` is taken from h->faults. */
struct html_part_field { struct str name, label, hint, value, type, autocomplete, inputmode; bool required; bool ask; int max; };
/* A box of several lines. */
struct html_part_area { struct str name, label, hint, value; int rows; bool required; bool ask; };
/* A tap: label round a visible native checkbox or radio. */
struct html_part_tap { struct str name, value, label; bool radio, on, line; };
struct html_part_switch { struct str name, label, stops; bool on; };
struct html_choice { struct str value, label; bool on; };
/* `id` where another box of the page has the same name; else the name. */
struct html_part_select { struct str name, label, hint, id; const struct html_choice *choices; size_t choices_n; };
/* Taps in a fieldset with a legend; at most 9 are shown, the rest in a details. */
struct html_part_taps { struct str name, legend, hint, id; const struct html_choice *choices; size_t choices_n; bool radio; };
/* 7 days by morning, afternoon, evening, night; value names like "tue-morning"; bits by day*4+part. */
struct html_part_weekgrid { struct str name, legend, hint; unsigned long on; };
struct html_part_button { struct str label, name, value; bool quiet; };
/* Summary of refusals at the top of a form, with links to the boxes; nothing when none. */
struct html_part_wrong { int unused; };
struct html_part_notice { struct str text; bool good, care; };
struct html_part_chip { struct str name, href; bool unknown; int tone; }; /* person: arch with initial + first name */
struct html_part_door { struct day day; bool lit; };                     /* date tile */
struct html_part_icon { int icon; };
enum html_icon {
    HTML_ICON_CLOCK, HTML_ICON_PIN, HTML_ICON_COIN, HTML_ICON_RAMP, HTML_ICON_SPEECH, HTML_ICON_DOOR, HTML_ICON_PHONE,
    HTML_ICON_PERSON, HTML_ICON_PEOPLE, HTML_ICON_HEART, HTML_ICON_LOCK, HTML_ICON_LOOK, HTML_ICON_TICK, HTML_ICON_CROSS,
    HTML_ICON_PAPER
};
struct html_part_fact { int icon; struct str label, text; };             /* a row of dl.facts */
struct html_part_say { int icon; struct str text; };                     /* easy read: li with a picture */
struct html_part_empty { struct str text, href, action; };               /* empty state */
struct html_part_more { struct str text, href; };                        /* "Show 20 more" or the closing sentence */
/* SVG map: numbered arch pins linking to #rN; positions in metres from the middle. */
struct html_pin { double x, y; int number; struct str label; bool lit; };
struct html_part_map { struct str title, desc; const struct html_pin *pins; size_t pins_n; double radius_m; struct str middle; };

void html_part_keys(struct html *h, const struct html_part_keys *p);
void html_part_field(struct html *h, const struct html_part_field *p);
void html_part_area(struct html *h, const struct html_part_area *p);
void html_part_tap(struct html *h, const struct html_part_tap *p);
void html_part_switch(struct html *h, const struct html_part_switch *p);
void html_part_select(struct html *h, const struct html_part_select *p);
void html_part_taps(struct html *h, const struct html_part_taps *p);
void html_part_weekgrid(struct html *h, const struct html_part_weekgrid *p);
void html_part_button(struct html *h, const struct html_part_button *p);
void html_part_wrong(struct html *h, const struct html_part_wrong *p);
void html_part_notice(struct html *h, const struct html_part_notice *p);
void html_part_chip(struct html *h, const struct html_part_chip *p);
void html_part_door(struct html *h, const struct html_part_door *p);
void html_part_icon(struct html *h, const struct html_part_icon *p);
void html_part_fact(struct html *h, const struct html_part_fact *p);
void html_part_say(struct html *h, const struct html_part_say *p);
void html_part_empty(struct html *h, const struct html_part_empty *p);
void html_part_more(struct html *h, const struct html_part_more *p);
void html_part_map(struct html *h, const struct html_part_map *p);

#endif
