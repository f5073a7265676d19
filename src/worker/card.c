/* The A6 introduction card: a lit door between two people, their names, the sentence, and when,
   where and who makes the tea. Printed only after two yeses, so it says nothing but glad
   things. */
#include "paper.h"
#include "tasks.h"

#include <math.h>

#define A6_WIDTH (105 * MM)
#define A6_HEIGHT (148 * MM)
#define FRAME (5 * MM)   /* paper edge to frame */
#define MARGIN (12 * MM) /* paper edge to text */
#define SCENE_TOP (10.5 * MM)
#define DOOR_WIDTH (17 * MM)
#define DOOR_HEIGHT (23 * MM)
#define TEXT_TOP (SCENE_TOP + DOOR_HEIGHT + 6 * MM)
#define TEXT_BOTTOM (A6_HEIGHT - 11 * MM)
#define QR_SIDE (22 * MM)
#define ICON_GAP (2.5 * MM)
#define SMALLEST_SCALE .7
#define SMALLEST_TITLE 13
#define SCALE_STEP .03
#define BLOCKS 7

enum { TITLE, SENTENCE, WHEN, WHERE, WELCOME, WHO_MADE, FOOT };

struct block {
    struct paper_text text;
    enum paper_icon icon;
    double before; /* white above it, at scale 1 */
    double width, height;
};

struct card {
    struct paper paper;
    struct block blocks[BLOCKS];
    struct str qr;
    double scale;
};

static enum status read_card(struct task *task, struct card *card) {
    static const char *const names[BLOCKS] = {"title",   "sentence", "when", "where",
                                              "welcome", "who_made", "foot"};
    static const struct block looks[BLOCKS] = {
        [TITLE] =
            {{.face = PAPER_VOICE, .size = 23, .bold = true, .centre = true, .max_lines = 3},
             .icon = ICON_NONE},
        [SENTENCE] = {{.face = PAPER_VOICE, .size = 12.5, .centre = true, .max_lines = 5},
                      .before = 6},
        [WHEN] = {{.face = PAPER_PLAIN, .size = 12.5, .bold = true, .max_lines = 2},
                  .icon = ICON_CLOCK,
                  .before = 15},
        [WHERE] = {{.face = PAPER_PLAIN, .size = 12.5, .max_lines = 2},
                   .icon = ICON_DOOR,
                   .before = 6},
        [WELCOME] = {{.face = PAPER_PLAIN, .size = 12.5, .max_lines = 2},
                     .icon = ICON_CUP,
                     .before = 6},
        [WHO_MADE] = {{.face = PAPER_SMALL, .colour = PAPER_SOFT, .size = 10, .max_lines = 2},
                      .before = 13},
        [FOOT] = {{.face = PAPER_SMALL, .colour = PAPER_SOFT, .size = 10, .max_lines = 2},
                  .before = 3}};
    for (size_t i = 0; i < BLOCKS; i++) {
        card->blocks[i] = looks[i];
        TRY(task_text(task, names[i], PAPER_MAX_TEXT, &card->blocks[i].text.text));
    }
    if (!card->blocks[TITLE].text.text.len)
        return task_refuse(task, STR("An introduction card needs a title."));
    return task_text(task, "qr", 600, &card->qr);
}

static double icon_size(const struct block *block, double scale) {
    return block->icon ? block->text.size * scale * 1.5 : 0;
}

/* Heights of all blocks at a scale, the last resort cutting each down to its most lines. */
static double measure(struct card *card, double scale, bool cut) {
    double total = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        struct block *block = &card->blocks[i];
        if (!block->text.text.len) continue;
        double width = A6_WIDTH - 2 * MARGIN;
        if (block->icon) width -= icon_size(block, scale) + ICON_GAP;
        if (card->qr.len && i >= WHO_MADE) width -= QR_SIDE - 2 * MM;
        block->width = width;
        block->height = cut ? paper_measure_cut(&card->paper, &block->text, width, scale)
                            : paper_measure(&card->paper, &block->text, width, scale);
        total += block->before * scale + block->height;
    }
    return total;
}

/* The foot shares its rows with the QR code, which may be the taller of the two. */
static double foot_slack(const struct card *card, double scale) {
    double foot = 0;
    for (size_t i = WHO_MADE; i < BLOCKS; i++)
        if (card->blocks[i].text.text.len)
            foot += card->blocks[i].before * scale + card->blocks[i].height;
    return card->qr.len && foot < QR_SIDE ? QR_SIDE - foot : 0;
}

/* Names are never cut short while they can be made smaller. */
static void fit_title(struct card *card) {
    struct paper_text *title = &card->blocks[TITLE].text;
    double width = A6_WIDTH - 2 * MARGIN;
    while (title->size > SMALLEST_TITLE && paper_measure(&card->paper, title, width, 1) >
                                               paper_measure_cut(&card->paper, title, width, 1))
        title->size -= 1;
}

/* Shrink all alike until all fits; answer the white that is left over. */
static double fit(struct card *card) {
    fit_title(card);
    double room = TEXT_BOTTOM - TEXT_TOP;
    for (double scale = 1; scale >= SMALLEST_SCALE; scale -= SCALE_STEP) {
        card->scale = scale;
        double left = room - measure(card, scale, false) - foot_slack(card, scale);
        if (left >= 0) return left;
    }
    card->scale = SMALLEST_SCALE;
    double left = room - measure(card, card->scale, true) - foot_slack(card, card->scale);
    struct block *sentence = &card->blocks[SENTENCE];
    if (left < 0) sentence->height = fmax(sentence->height + left, sentence->text.size);
    return fmax(left, 0);
}

static void draw_frame(struct paper *paper) {
    cairo_t *cairo = paper->cairo;
    const double radius = 26 * MM, foot = 2 * MM;
    for (int ring = 0; ring < 2; ring++) {
        double in = FRAME + ring * 1.5 * MM, right = A6_WIDTH - in, bottom = A6_HEIGHT - in;
        double head = radius - ring * 1.5 * MM;
        cairo_new_path(cairo);
        cairo_arc(cairo, in + head, in + head, head, M_PI, M_PI * 1.5);
        cairo_arc(cairo, right - head, in + head, head, M_PI * 1.5, M_PI * 2);
        cairo_arc(cairo, right - foot, bottom - foot, foot, 0, M_PI * .5);
        cairo_arc(cairo, in + foot, bottom - foot, foot, M_PI * .5, M_PI);
        cairo_close_path(cairo);
        paper_colour(paper, ring ? PAPER_LAMP : PAPER_DAMSON);
        cairo_set_line_width(cairo, ring ? 1.1 : 1.6);
        cairo_stroke(cairo);
    }
}

/* The two voices, a circle and a diamond, each on a dotted thread to the door: dotted, because
   they have not met yet. */
static void draw_scene(struct paper *paper) {
    cairo_t *cairo = paper->cairo;
    double middle = A6_WIDTH / 2, y = SCENE_TOP + DOOR_HEIGHT * .62, reach = 29 * MM,
           knot = 2.4 * MM;
    cairo_set_line_width(cairo, 1.6);
    cairo_set_dash(cairo, (const double[]){0, 4.2}, 2, 0);
    paper_colour(paper, PAPER_DAMSON);
    for (int side = -1; side <= 1; side += 2) {
        cairo_move_to(cairo, middle + side * (DOOR_WIDTH / 2 + 3), y);
        cairo_curve_to(cairo, middle + side * (DOOR_WIDTH / 2 + 6 * MM), y + 2.5 * MM,
                       middle + side * (reach - 7 * MM), y - 2.5 * MM,
                       middle + side * (reach - knot - 3), y);
        cairo_stroke(cairo);
    }
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_arc(cairo, middle - reach, y, knot, 0, 2 * M_PI);
    paper_colour(paper, PAPER_LAMP);
    cairo_fill_preserve(cairo);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(cairo, 1.2);
    cairo_stroke(cairo);
    cairo_move_to(cairo, middle + reach - knot * 1.15, y);
    cairo_line_to(cairo, middle + reach, y - knot * 1.15);
    cairo_line_to(cairo, middle + reach + knot * 1.15, y);
    cairo_line_to(cairo, middle + reach, y + knot * 1.15);
    cairo_close_path(cairo);
    cairo_fill(cairo);
    paper_door(paper, middle, SCENE_TOP, DOOR_WIDTH, DOOR_HEIGHT);
}

static void draw_blocks(struct card *card, double spare) {
    double y = TEXT_TOP + fmin(spare / 4, 5 * MM);
    double foot_y = TEXT_BOTTOM;
    for (size_t i = WHO_MADE; i < BLOCKS; i++)
        if (card->blocks[i].text.text.len)
            foot_y -= card->blocks[i].before * card->scale + card->blocks[i].height;
    for (size_t i = 0; i < BLOCKS; i++) {
        struct block *block = &card->blocks[i];
        if (!block->text.text.len) continue;
        if (i >= WHO_MADE && y < foot_y) y = foot_y; /* the foot stands on the bottom line */
        if (i == WHEN) y += fmin(spare / 4, 5 * MM);
        y += block->before * card->scale;
        double icon = icon_size(block, card->scale);
        double middle = paper_middle(&card->paper, &block->text, block->width, card->scale);
        paper_icon(&card->paper, block->icon, MARGIN, y + middle - icon / 2, icon);
        paper_draw(&card->paper, &block->text, MARGIN + (block->icon ? icon + ICON_GAP : 0), y,
                   block->width, block->height, card->scale);
        y += block->height;
    }
}

enum status task_card(struct task *task) {
    struct card card = {.scale = 1};
    struct str language;
    TRY(read_card(task, &card));
    TRY(task_text(task, "language", 16, &language));
    paper_open(&card.paper, task->out, A6_WIDTH, A6_HEIGHT, language, task_flag(task, "rtl"),
               card.blocks[TITLE].text.text);
    draw_frame(&card.paper);
    draw_scene(&card.paper);
    draw_blocks(&card, fit(&card));
    enum status qr = OK;
    if (card.qr.len)
        qr = paper_qr(&card.paper, card.qr, A6_WIDTH - MARGIN - QR_SIDE + 3 * MM,
                      TEXT_BOTTOM - QR_SIDE + 3 * MM, QR_SIDE);
    TRY(paper_close(&card.paper));
    return qr == OK ? OK : task_refuse(task, STR("The address is too long for a QR code."));
}
