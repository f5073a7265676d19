/* A sheet of eight small cards to cut out, all alike: what, when, where, and the code to say yes
   with. A4, two beside each other.

   Fields: language, rtl, title (required), lead, lines (up to 3 texts), code, say (how to use the
   code), foot, qr. */
#include "paper.h"
#include "tasks.h"

#include <math.h>

#define A4_WIDE (210 * MM)
#define A4_HIGH (297 * MM)
#define ACROSS 2
#define DOWN 4
#define CARD_WIDE (A4_WIDE / ACROSS)
#define CARD_HIGH (A4_HIGH / DOWN)
#define MARGIN (7 * MM) /* printers leave 5 mm white */
#define QR_SIDE (24 * MM)
#define TEXT_MOST 300
#define LINES_MOST 3
#define TEXTS (3 + LINES_MOST)
#define SMALLEST .55

struct cards {
    struct paper paper;
    struct str language, title, lead, code, say, foot, qr, lines[LINES_MOST];
    size_t lines_n;
    struct paper_text texts[TEXTS]; /* what stands above the code */
    size_t texts_n;
};

static enum status lines_read(struct task *task, struct cards *c) {
    const json_t *list = json_object_get(task->in, "lines");
    size_t n = json_array_size(list);
    if ((list && !json_is_array(list)) || n > LINES_MOST) return task_refuse(task, STR("A card has room for 3 lines."));
    for (size_t i = 0; i < n; i++) TRY(task_clean(task, "lines", json_array_get(list, i), TEXT_MOST, &c->lines[i]));
    c->lines_n = n;
    return OK;
}

static void text_add(struct cards *c, struct str text, struct paper_text look) {
    if (text.len == 0) return;
    look.text = text;
    c->texts[c->texts_n++] = look;
}

static enum status read_cards(struct task *task, struct cards *c) {
    const struct { const char *name; struct str *to; } fields[] = {
        {"language", &c->language}, {"title", &c->title}, {"lead", &c->lead}, {"code", &c->code},
        {"say", &c->say},           {"foot", &c->foot},   {"qr", &c->qr}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        TRY(task_text(task, fields[i].name, TEXT_MOST, fields[i].to));
    if (c->title.len == 0) return task_refuse(task, STR("A card needs a title."));
    TRY(lines_read(task, c));
    text_add(c, c->lead, (struct paper_text){.face = PAPER_SMALL, .colour = PAPER_DAMSON, .size = 10, .bold = true, .max_lines = 1});
    text_add(c, c->title, (struct paper_text){.face = PAPER_VOICE, .size = 17, .bold = true, .max_lines = 2});
    for (size_t i = 0; i < c->lines_n; i++)
        text_add(c, c->lines[i], (struct paper_text){.face = PAPER_PLAIN, .size = 11.5, .bold = i == 0, .max_lines = 2});
    return OK;
}

/* ---- one card ---- */

static double put(struct cards *c, const struct paper_text *text, double x, double y, double width, double scale) {
    double height = paper_measure_cut(&c->paper, text, width, scale);
    paper_draw(&c->paper, text, x, y, width, height, scale);
    return height;
}

/* The largest scale at which all texts fit: Nastaliq is twice as high. */
static double scale_of(struct cards *c, const struct paper_text *texts, size_t n, double width, double room) {
    double scale = 1.04, total;
    do {
        scale -= .04;
        total = 0;
        for (size_t i = 0; i < n; i++) total += paper_measure_cut(&c->paper, &texts[i], width, scale);
    } while (total > room && scale > SMALLEST);
    return scale;
}

static enum status draw_card(struct cards *c, double x, double y) {
    double inner = CARD_WIDE - 2 * MARGIN, foot = y + CARD_HIGH - MARGIN - QR_SIDE, top = y + MARGIN;
    double beside = c->qr.len > 0 ? inner - QR_SIDE - 2 * MM : inner;
    enum status status = OK;
    struct paper_text below[] = {
        {.text = c->say, .face = PAPER_PLAIN, .size = 11, .max_lines = 3},
        {.text = c->code, .face = PAPER_PLAIN, .size = 19, .bold = true, .max_lines = 1},
        {.text = c->foot, .face = PAPER_SMALL, .colour = PAPER_SOFT, .size = 9, .max_lines = 2}};
    double scale = scale_of(c, c->texts, c->texts_n, inner, foot - top - 1 * MM);
    for (size_t i = 0; i < c->texts_n; i++) top += put(c, &c->texts[i], x + MARGIN, top, inner, scale);
    scale = scale_of(c, below, 3, beside, QR_SIDE);
    for (size_t i = 0; i < 3; i++)
        if (below[i].text.len > 0) foot += put(c, &below[i], x + MARGIN, foot, beside, scale);
    if (c->qr.len > 0)
        status = paper_qr(&c->paper, c->qr, x + CARD_WIDE - MARGIN - QR_SIDE, y + CARD_HIGH - MARGIN - QR_SIDE, QR_SIDE);
    return status;
}

static void draw_cuts(struct cards *c) {
    cairo_t *cairo = c->paper.cairo;
    cairo_set_dash(cairo, (const double[]){4, 3}, 2, 0);
    cairo_set_line_width(cairo, .8);
    paper_colour(&c->paper, PAPER_EDGE);
    for (int i = 1; i < ACROSS; i++) {
        cairo_move_to(cairo, CARD_WIDE * i, 0);
        cairo_line_to(cairo, CARD_WIDE * i, A4_HIGH);
    }
    for (int i = 1; i < DOWN; i++) {
        cairo_move_to(cairo, 0, CARD_HIGH * i);
        cairo_line_to(cairo, A4_WIDE, CARD_HIGH * i);
    }
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

enum status task_cards(struct task *task) {
    struct cards c = {.texts_n = 0};
    enum status status = OK;
    TRY(read_cards(task, &c));
    paper_open(&c.paper, task->out, A4_WIDE, A4_HIGH, c.language, task_flag(task, "rtl"), c.title);
    draw_cuts(&c);
    for (int i = 0; i < ACROSS * DOWN; i++) {
        enum status one = draw_card(&c, CARD_WIDE * (i % ACROSS), CARD_HIGH * (i / ACROSS));
        if (one != OK) status = one;
    }
    TRY(paper_close(&c.paper));
    return status == OK ? OK : task_refuse(task, STR("The address is too long for a QR code."));
}
