/* What the larger parts need to know before their markup is written: positions, initials, names
   of boxes. The markup is in pages/parts.html. */
#include "html_pages.h"

#include "base/utf8.h"
#include <math.h>

void html_part_wrong(struct html *h, const struct html_part_wrong *p) {
    struct html_wrong_item *items = NULL;
    size_t count = 0;
    (void)p;
    if (!h->faults) return;
    for (const struct fault *f = h->faults->first; f; f = f->next) {
        struct html_wrong_item *item = ARENA_PUSH(h->arena, items, count);
        item->said = &f->said;
        if (f->field.len) item->href = str_cat(h->arena, STR("#f-"), f->field);
    }
    if (count)
        html_part_wrong_list(h, &(struct html_wrong_view){.items = items, .items_n = count});
}

/* ---- the week ---- */

static const char *const day_words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const part_words[] = {"morning", "afternoon", "evening", "night"};
static const char *const part_labels[] = {T_("Morning"), T_("Afternoon"), T_("Evening"),
                                          T_("Night")};

static struct html_week_row week_row(struct html *h, int day, const struct str *parts,
                                     unsigned long on) {
    struct html_week_cell *cells = ARENA_ARRAY(h->arena, struct html_week_cell, 4);
    struct str label = text_weekday(h->locale, day);
    for (int i = 0; i < 4; i++) {
        cells[i].value = str_printf(h->arena, "%s-%s", day_words[day], part_words[i]);
        cells[i].label = str_printf(h->arena, "%.*s, %.*s", STR_ARG(label), STR_ARG(parts[i]));
        cells[i].on = (on >> (day * 4 + i) & 1) != 0;
    }
    return (struct html_week_row){
        .label = text_weekday_short(h->locale, day), .cells = cells, .cells_n = 4};
}

void html_part_weekgrid(struct html *h, const struct html_part_weekgrid *p) {
    struct str parts[4];
    struct html_week_row rows[7];
    for (int i = 0; i < 4; i++) parts[i] = html_said(h, &SAY(part_labels[i]));
    for (int day = 0; day < 7; day++) rows[day] = week_row(h, day, parts, p->on);
    html_part_week_table(h, &(struct html_week_view){.name = p->name,
                                                     .legend = p->legend,
                                                     .hint = p->hint,
                                                     .parts = parts,
                                                     .parts_n = 4,
                                                     .rows = rows,
                                                     .rows_n = 7});
}

/* ---- doors and chips ---- */

#define MONTH_FITS 7 /* letters across a door tile */
#define MONTH_SHORT 3

/* The text beside a door says the whole date: a long month is cut to its first letters. */
static struct str month_fitting(const struct html *h, int month) {
    struct str whole = text_month(h->locale, month), rest = whole;
    uint32_t code;
    if (h->locale->rtl || utf8_count(whole) <= MONTH_FITS) return whole;
    for (int i = 0; i < MONTH_SHORT; i++) (void)utf8_next(&rest, &code);
    return str_slice(whole, 0, whole.len - rest.len);
}

void html_part_door(struct html *h, const struct html_part_door *p) {
    if (!day_is(p->day)) return;
    struct civil civil = civil_from_day(p->day);
    html_part_door_tile(h, &(struct html_door_view){
                               .number = civil.day,
                               .lit = p->lit,
                               .weekday = text_weekday_short(h->locale, day_weekday(p->day)),
                               .month = month_fitting(h, civil.month)});
}

void html_part_chip(struct html *h, const struct html_part_chip *p) {
    static const char *const tones[] = {"", "b", "c"};
    struct str rest = p->name, whole = p->name;
    uint32_t code;
    struct html_chip_view view = {.name = p->name, .href = p->href, .initial = STR("?")};
    view.tone = str_from(tones[p->tone >= 0 && p->tone < 3 ? p->tone : 0]);
    if (p->unknown && !p->name.len) view.name = html_said(h, &SAY("A neighbour"));
    if (!p->unknown && utf8_next(&rest, &code))
        view.initial = str_slice(whole, 0, whole.len - rest.len);
    html_part_chip_arch(h, &view);
}

/* ---- the map ---- */

#define MAP_X 180.0
#define MAP_Y 156.0
#define MAP_REACH 130.0
#define PIN_GAP 31.0

static bool pin_free(const struct html_map_pin *pins, size_t count, double x, double y) {
    if (!(x >= 18 && x <= 342 && y >= 40 && y <= 290)) return false;
    for (size_t i = 0; i < count; i++) {
        double dx = pins[i].x - x, dy = pins[i].y - y;
        if (dx * dx + dy * dy < PIN_GAP * PIN_GAP) return false;
    }
    return true;
}

/* Pins on one spot stand beside each other: the nearest free place on a widening ring. */
static void pin_place(struct html_map_pin *pins, size_t at, double x, double y) {
    pins[at].x = fmin(fmax(x, 18), 342);
    pins[at].y = fmin(fmax(y, 40), 290);
    for (int step = 0; step < 120; step++) {
        double ring = PIN_GAP * (step / 12) * 0.75, angle = step % 12 * (acos(-1) / 6);
        double px = x + ring * cos(angle), py = y + ring * sin(angle);
        if (pin_free(pins, at, px, py)) {
            pins[at].x = px;
            pins[at].y = py;
            return;
        }
    }
}

/* The largest of 100, 200, 500, 1000... metres inside of the radius: a ring that can be named. */
static double ring_metres(double radius) {
    static const double steps[] = {2, 2.5, 2};
    double ring = 100;
    for (int i = 0; ring * steps[i % 3] <= radius; i++) ring *= steps[i % 3];
    return ring;
}

void html_part_map(struct html *h, const struct html_part_map *p) {
    size_t count = p->pins_n < HTML_PINS_MOST ? p->pins_n : HTML_PINS_MOST;
    double radius = p->radius_m >= 100 && p->radius_m < 1e6 ? p->radius_m : 1000;
    double outer = ring_metres(radius), scale = MAP_REACH / radius;
    struct html_map_pin *pins = ARENA_ARRAY(h->arena, struct html_map_pin, count + 1);
    struct html_map_ring rings[2];
    for (size_t i = 0; i < count; i++) {
        const struct html_pin *pin = &p->pins[i];
        pin_place(pins, i, MAP_X + pin->x * scale, MAP_Y - pin->y * scale);
        pins[i].number = pin->number;
        pins[i].label = pin->label;
        pins[i].lit = pin->lit;
    }
    for (int i = 0; i < 2; i++) {
        double metres = outer * (i + 1) / 2;
        rings[i].r = metres * scale;
        rings[i].label = text_km(h->arena, h->locale, metres / 1000);
    }
    html_part_map_drawing(h, &(struct html_map_view){.title = p->title,
                                                     .desc = p->desc,
                                                     .middle = p->middle,
                                                     .rings = rings,
                                                     .rings_n = 2,
                                                     .pins = pins,
                                                     .pins_n = count});
}
