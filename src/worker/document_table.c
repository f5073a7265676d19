#include "document.h"

#include <math.h>

#define SIZE 10.5
#define PAD 4 /* inside a cell */

struct table {
    struct document *document;
    size_t columns;
    double width[DOCUMENT_COLUMNS];
    double row; /* the least height of a row */
    const json_t *in, *head, *rows;
};

static enum status read_cell(struct table *table, const json_t *value, struct str *ret_text) {
    *ret_text = STR_NONE;
    if (!value || json_is_null(value)) return OK;
    return task_clean(table->document->task, "rows", value, PAPER_MAX_TEXT, ret_text);
}

/* Columns share the width by the longest text in each, within reason, or as "widths" says. */
static void settle_widths(struct table *table) {
    double longest[DOCUMENT_COLUMNS] = {0}, sum = 0;
    size_t at, column;
    json_t *row;
    const json_t *widths = json_object_get(table->in, "widths");
    for (column = 0; column < table->columns; column++)
        longest[column] = fmax(6, (double)json_string_length(json_array_get(table->head, column)));
    json_array_foreach(table->rows, at, row)
        for (column = 0; column < table->columns; column++) {
            double n = (double)json_string_length(json_array_get(row, column));
            longest[column] = fmax(longest[column], fmin(n, 40));
        }
    for (column = 0; column < table->columns; column++) {
        double width = json_number_value(json_array_get(widths, column));
        if (width >= 1 && width <= 100) longest[column] = width;
        sum += longest[column];
    }
    for (column = 0; column < table->columns; column++)
        table->width[column] = document_width(table->document) * longest[column] / sum;
}

static struct paper_text cell_text(struct str text, bool head) {
    return (struct paper_text){.text = text,
                               .face = PAPER_SMALL, /* Naskh on an Urdu page: Nastaliq would need twice the height */
                               .colour = head ? PAPER_SOFT : PAPER_INK,
                               .size = SIZE,
                               .bold = head,
                               .max_lines = 12};
}

static void rule(struct document *document, double y, enum paper_colour colour, double line) {
    cairo_t *cairo = document->paper.cairo;
    cairo_new_path(cairo);
    cairo_move_to(cairo, document->margin, y);
    cairo_line_to(cairo, document->margin + document_width(document), y);
    paper_colour(&document->paper, colour);
    cairo_set_line_width(cairo, line);
    cairo_stroke(cairo);
}

static void tick_box(struct document *document, double x, double y, double side) {
    cairo_t *cairo = document->paper.cairo;
    cairo_rectangle(cairo, paper_left(&document->paper, x, side), y, side, side);
    paper_colour(&document->paper, PAPER_EDGE);
    cairo_set_line_width(cairo, 1);
    cairo_stroke(cairo);
}

/* A cell "[]" is an empty box to tick. */
static bool is_box(struct str text) {
    return str_is(text, "[]");
}

static double row_height(struct table *table, const struct str *cells, bool head) {
    double height = head ? SIZE * 1.4 : fmax(SIZE * 1.4, table->row - 2 * PAD);
    for (size_t i = 0; i < table->columns; i++) {
        struct paper_text text = cell_text(cells[i], head);
        if (is_box(cells[i])) height = fmax(height, 16);
        else
            height = fmax(height, paper_measure_cut(&table->document->paper, &text,
                                                    table->width[i] - 2 * PAD, 1));
    }
    return height + 2 * PAD;
}

static void draw_cells(struct table *table, const struct str *cells, double height, bool head) {
    struct document *document = table->document;
    double x = document->margin;
    for (size_t i = 0; i < table->columns; x += table->width[i++]) {
        struct paper_text text = cell_text(cells[i], head);
        if (is_box(cells[i])) tick_box(document, x + PAD, document->y + PAD, 14);
        else
            paper_draw(&document->paper, &text, x + PAD, document->y + PAD,
                       table->width[i] - 2 * PAD, height - 2 * PAD, 1);
    }
    document->y += height;
    rule(document, document->y, head ? PAPER_DAMSON : PAPER_EDGE, head ? 1.2 : .4);
}

static enum status read_row(struct table *table, const json_t *row, struct str *cells) {
    for (size_t i = 0; i < table->columns; i++)
        TRY(read_cell(table, json_array_get(row, i), &cells[i]));
    return OK;
}

/* With `more` points kept free below it, so that a heading row never stands alone. */
static void put_row(struct table *table, const struct str *cells, bool head, double more) {
    double height = row_height(table, cells, head);
    document_room(table->document, height + more);
    draw_cells(table, cells, height, head);
}

static enum status draw_rows(struct table *table) {
    struct str head[DOCUMENT_COLUMNS], cells[DOCUMENT_COLUMNS];
    struct document *document = table->document;
    TRY(read_row(table, json_array_get(table->rows, 0), cells));
    double first = json_array_size(table->rows) ? row_height(table, cells, false) : 0;
    TRY(read_row(table, table->head, head));
    put_row(table, head, true, fmax(30, first));
    for (size_t i = 0; i < json_array_size(table->rows); i++) {
        int page = document->page;
        TRY(read_row(table, json_array_get(table->rows, i), cells));
        document_room(document, row_height(table, cells, false));
        if (document->page != page) put_row(table, head, true, 0);
        put_row(table, cells, false, 0);
    }
    document->y += 4 * MM;
    return OK;
}

enum status document_table(struct document *document, const json_t *in) {
    struct table table = {.document = document,
                          .in = in,
                          .head = json_object_get(in, "columns"),
                          .rows = json_object_get(in, "rows")};
    table.columns = json_array_size(table.head);
    if (table.columns < 1 || table.columns > DOCUMENT_COLUMNS)
        return task_refuse(document->task, STR("A table has 1 to 8 columns."));
    if (!json_is_array(table.rows) || json_array_size(table.rows) > DOCUMENT_ROWS)
        return task_refuse(document->task, STR("\"rows\" is a list of at most 2,000."));
    double row = json_number_value(json_object_get(in, "row_mm"));
    if (!(row >= 0 && row <= 40)) return task_refuse(document->task, STR("\"row_mm\" is from 0 to 40."));
    table.row = row * MM;
    settle_widths(&table);
    return draw_rows(&table);
}
