#include "document.h"

#include <math.h>

#define TICKS 60
#define LINES 40
#define BOX (4.2 * MM)
#define RULED (8.5 * MM) /* between two lines one writes on by hand */

static enum status read_text(struct document *document, const json_t *value,
                             struct str *ret_text) {
    return task_clean(document->task, "blocks", value, PAPER_MAX_TEXT, ret_text);
}

static enum status put_text(struct document *document, const json_t *value,
                            struct paper_text text, double gap) {
    if (!value || json_is_null(value)) return OK;
    TRY(read_text(document, value, &text.text));
    document_text(document, &text, gap);
    return OK;
}

enum status document_heading(struct document *document, const json_t *text) {
    document_room(document, 22 * MM); /* not alone at the foot of a page */
    return put_text(document, text,
                    (struct paper_text){.face = PAPER_VOICE, .size = 15, .max_lines = 3},
                    1.5 * MM);
}

enum status document_line(struct document *document, const json_t *text) {
    return put_text(document, text,
                    (struct paper_text){.face = PAPER_PLAIN, .size = 11.5, .max_lines = 60},
                    1.5 * MM);
}

static enum status hint(struct document *document, const json_t *text) {
    return put_text(document, text,
                    (struct paper_text){.face = PAPER_PLAIN, .size = 10, .max_lines = 8,
                                        .colour = PAPER_SOFT},
                    1.5 * MM);
}

static void ruled_line(struct document *document, double from, double y) {
    cairo_t *cairo = document->paper.cairo;
    double width = document_width(document) - from;
    double left = paper_left(&document->paper, document->margin + from, width);
    cairo_new_path(cairo);
    cairo_move_to(cairo, left, y);
    cairo_line_to(cairo, left + width, y);
    paper_colour(&document->paper, PAPER_EDGE);
    cairo_set_line_width(cairo, .7);
    cairo_stroke(cairo);
}

/* {"lines":N}: room to write by hand. */
static enum status block_lines(struct document *document, const json_t *n) {
    json_int_t count = json_integer_value(n);
    if (count < 1 || count > LINES)
        return task_refuse(document->task, STR("A block has 1 to 40 lines."));
    for (json_int_t i = 0; i < count; i++) {
        document_room(document, RULED);
        document->y += RULED;
        ruled_line(document, 0, document->y);
    }
    document->y += 4 * MM;
    return OK;
}

/* {"field":"First name"}: a label and a line behind it. */
static enum status block_field(struct document *document, const json_t *label) {
    struct paper_text text = {.face = PAPER_PLAIN, .size = 11.5, .bold = true, .max_lines = 2};
    double most = document_width(document) * .45;
    TRY(read_text(document, label, &text.text));
    double height = fmax(RULED, paper_measure_cut(&document->paper, &text, most, 1) + 4);
    document_room(document, height);
    paper_draw(&document->paper, &text, document->margin, document->y + 3, most, height - 3, 1);
    document->y += height;
    ruled_line(document, most + 3 * MM, document->y);
    document->y += 2 * MM;
    return OK;
}

static void box_at(struct document *document, double x, double y) {
    cairo_t *cairo = document->paper.cairo;
    cairo_rectangle(cairo, paper_left(&document->paper, x, BOX), y, BOX, BOX);
    paper_colour(&document->paper, PAPER_INK);
    cairo_set_line_width(cairo, .9);
    cairo_stroke(cairo);
}

/* Draw one tick; returns its height. */
static double tick_at(struct document *document, struct str words, double x, double width,
                      bool draw) {
    struct paper_text text = {
        .text = words, .face = PAPER_PLAIN, .size = 11, .max_lines = 3};
    double room = width - BOX - 4 * MM,
           height = paper_measure_cut(&document->paper, &text, room, 1);
    if (draw) {
        double middle = paper_middle(&document->paper, &text, room, 1);
        box_at(document, x, document->y + fmax(0, middle - BOX / 2));
        paper_draw(&document->paper, &text, x + BOX + 2 * MM, document->y, room, height, 1);
    }
    return fmax(height, BOX) + 2 * MM;
}

/* {"ticks":[...],"columns":3}: boxes in rows, in the order of the screen. */
static enum status block_ticks(struct document *document, const json_t *list,
                               const json_t *block) {
    json_int_t wanted = json_integer_value(json_object_get(block, "columns"));
    size_t columns = wanted >= 1 && wanted <= 4 ? (size_t)wanted : 2, n = json_array_size(list);
    double width = document_width(document) / (double)columns;
    struct str words[TICKS];
    if (n > TICKS) return task_refuse(document->task, STR("A block has at most 60 ticks."));
    for (size_t i = 0; i < n; i++)
        TRY(read_text(document, json_array_get(list, i), &words[i]));
    for (size_t row = 0; row < n; row += columns) {
        double height = 0;
        for (size_t i = row; i < n && i < row + columns; i++)
            height = fmax(height, tick_at(document, words[i], 0, width, false));
        document_room(document, height);
        for (size_t i = row; i < n && i < row + columns; i++)
            tick_at(document, words[i], document->margin + width * (double)(i - row), width,
                    true);
        document->y += height;
    }
    document->y += 3 * MM;
    return OK;
}

/* {"cut":true}: a dotted line to cut along. */
static void block_cut(struct document *document) {
    static const double dash[] = {3, 4};
    document_room(document, 10 * MM);
    cairo_set_dash(document->paper.cairo, dash, 2, 0);
    ruled_line(document, 0, document->y + 5 * MM);
    cairo_set_dash(document->paper.cairo, NULL, 0, 0);
    document->y += 10 * MM;
}

enum status document_block(struct document *document, const json_t *block) {
    const json_t *value;
    if (!json_is_object(block))
        return task_refuse(document->task, STR("Each block is an object."));
    if ((value = json_object_get(block, "heading"))) return document_heading(document, value);
    if ((value = json_object_get(block, "text"))) return document_line(document, value);
    if ((value = json_object_get(block, "hint"))) return hint(document, value);
    if ((value = json_object_get(block, "field"))) return block_field(document, value);
    if ((value = json_object_get(block, "lines"))) return block_lines(document, value);
    if ((value = json_object_get(block, "ticks"))) return block_ticks(document, value, block);
    if ((value = json_object_get(block, "table"))) return document_table(document, value);
    if (json_is_true(json_object_get(block, "cut"))) {
        block_cut(document);
        return OK;
    }
    if (json_is_true(json_object_get(block, "new_page"))) {
        document_page_begin(document);
        return OK;
    }
    return task_refuse(document->task, STR("A block is a heading, text, hint, field, lines, "
                                           "ticks, table, cut or new_page."));
}
