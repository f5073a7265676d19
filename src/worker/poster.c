/* The poster of an activity, or of what is on in a week: one page of A4, black on white, phone
   before web, and 7 slips to tear off. A3 is the same page at 141 %.

   Fields: language, rtl, size ("a4" or "a3"), title (required), lead; lines, up to 8 of
   {"icon": "clock" | "door" | "cup" | "", "text", "bold": true}; rows, up to 10 of {"day",
   "month", "title", "text"} (a list of what is on); ring, phone, address, qr, note; welcome,
   up to 6 texts; slip, up to 3 texts, the last of them smallest. */
#include "paper.h"
#include "tasks.h"

#include <math.h>
#include <string.h>

#define A4_WIDE (210 * MM)
#define A4_HIGH (297 * MM)
#define A3_SCALE 1.4142
#define MARGIN (12 * MM)
#define WIDE (A4_WIDE - 2 * MARGIN)
#define SLIPS 7
#define SLIP_HIGH (46 * MM)
#define SLIP_TOP (A4_HIGH - SLIP_HIGH)
#define QR_SIDE (40 * MM)
#define DOOR_WIDE (24 * MM)
#define LINES_MOST 8
#define ROWS_MOST 10
#define ROW_SMALLEST .78
#define WELCOME_MOST 6
#define SLIP_TEXTS 3
#define WELCOME_HIGH (11 * MM)
#define SMALLEST 18 /* no text of a poster is smaller, but for the slips */
#define TEXT_MOST 600

struct line { struct paper_text text; enum paper_icon icon; };
struct row { struct str day, month, title, text; };

struct poster {
    struct paper paper;
    struct str language, title, lead, ring, phone, address, qr, note;
    struct line lines[LINES_MOST];
    size_t lines_n;
    struct row rows[ROWS_MOST];
    size_t rows_n;
    struct str welcome[WELCOME_MOST], slip[SLIP_TEXTS];
    size_t welcome_n, slip_n;
    bool large;
};

/* ---- reading ---- */

static enum status texts_read(struct task *task, const char *name, size_t most, struct str *out,
                              size_t *ret_count) {
    const json_t *list = json_object_get(task->in, name);
    size_t n = json_array_size(list);
    if (list && !json_is_array(list))
        return task_refuse(task, str_printf(task->arena, "The field \"%s\" must be a list.", name));
    if (n > most)
        return task_refuse(task, str_printf(task->arena, "The field \"%s\" holds more than %zu texts.",
                                            name, most));
    for (size_t i = 0; i < n; i++)
        TRY(task_clean(task, name, json_array_get(list, i), TEXT_MOST, &out[i]));
    *ret_count = n;
    return OK;
}

static enum paper_icon icon_of(const char *name) {
    if (!name) return ICON_NONE;
    if (strcmp(name, "clock") == 0) return ICON_CLOCK;
    if (strcmp(name, "door") == 0) return ICON_DOOR;
    return strcmp(name, "cup") == 0 ? ICON_CUP : ICON_NONE;
}

static enum status lines_read(struct task *task, struct poster *p) {
    const json_t *list = json_object_get(task->in, "lines");
    size_t n = json_array_size(list);
    if (n > LINES_MOST) return task_refuse(task, STR("A poster has room for 8 lines."));
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        struct line *line = &p->lines[p->lines_n++];
        line->icon = icon_of(json_string_value(json_object_get(one, "icon")));
        line->text = (struct paper_text){.face = PAPER_PLAIN, .size = 22, .max_lines = 3};
        line->text.bold = json_is_true(json_object_get(one, "bold"));
        if (line->text.bold) line->text.size = 26;
        TRY(task_clean(task, "lines", json_object_get(one, "text"), TEXT_MOST, &line->text.text));
    }
    return OK;
}

static enum status rows_read(struct task *task, struct poster *p) {
    const json_t *list = json_object_get(task->in, "rows");
    size_t n = json_array_size(list);
    if (n > ROWS_MOST) return task_refuse(task, STR("A poster has room for 10 rows."));
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        struct row *row = &p->rows[p->rows_n++];
        const struct { const char *name; struct str *to; } fields[] = {
            {"day", &row->day}, {"month", &row->month}, {"title", &row->title}, {"text", &row->text}};
        for (size_t k = 0; k < 4; k++)
            TRY(task_clean(task, fields[k].name, json_object_get(one, fields[k].name), TEXT_MOST,
                           fields[k].to));
    }
    return OK;
}

static enum status read_poster(struct task *task, struct poster *p) {
    struct str size;
    const struct { const char *name; struct str *to; } fields[] = {
        {"language", &p->language}, {"title", &p->title},     {"lead", &p->lead}, {"ring", &p->ring},
        {"phone", &p->phone},       {"address", &p->address}, {"qr", &p->qr},     {"note", &p->note}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        TRY(task_text(task, fields[i].name, TEXT_MOST, fields[i].to));
    TRY(task_text(task, "size", 8, &size));
    p->large = str_is(size, "a3");
    if (p->title.len == 0) return task_refuse(task, STR("A poster needs a title."));
    TRY(lines_read(task, p));
    TRY(rows_read(task, p));
    TRY(texts_read(task, "welcome", WELCOME_MOST, p->welcome, &p->welcome_n));
    return texts_read(task, "slip", SLIP_TEXTS, p->slip, &p->slip_n);
}

/* ---- drawing ---- */

static double put(struct poster *p, const struct paper_text *text, double x, double y, double width,
                  double scale) {
    double height = paper_measure_cut(&p->paper, text, width, scale);
    paper_draw(&p->paper, text, x, y, width, height, scale);
    return height;
}

/* On one line: smaller until it fits. */
static void shrink(struct poster *p, struct paper_text *text, double width, double smallest) {
    while (text->size > smallest && paper_measure(&p->paper, text, width, 1) >
                                        paper_measure_cut(&p->paper, text, width, 1))
        text->size -= .5;
}

/* The name as large as its three lines allow; a door stands at the end of the band. */
static double draw_head(struct poster *p) {
    double width = WIDE - DOOR_WIDE - 6 * MM, y = MARGIN;
    struct paper_text title = {.text = p->title, .face = PAPER_VOICE, .size = 40, .bold = true, .max_lines = 3};
    struct paper_text lead = {.text = p->lead, .face = PAPER_PLAIN, .size = 20, .max_lines = 2};
    while (title.size > 30 && paper_measure(&p->paper, &title, width, 1) >
                                  paper_measure_cut(&p->paper, &(struct paper_text){.text = p->title, .face = PAPER_VOICE,
                                                    .size = title.size, .bold = true, .max_lines = 1}, width, 1))
        title.size -= 1;
    while (title.size > 26 && paper_measure(&p->paper, &title, width, 1) >
                                  (title.size > 32 ? 2.9 : 4.2) * title.size * (p->paper.nastaliq ? 2 : 1.3))
        title.size -= 2;
    y += put(p, &title, MARGIN, y, width, 1);
    if (p->lead.len > 0) y += 2 * MM + put(p, &lead, MARGIN, y + 2 * MM, width, 1);
    double left = paper_left(&p->paper, A4_WIDE - MARGIN - DOOR_WIDE, DOOR_WIDE);
    paper_door(&p->paper, left + DOOR_WIDE / 2, MARGIN + 2 * MM, DOOR_WIDE - 4 * MM, 30 * MM);
    y = fmax(y, MARGIN + 36 * MM) + 3 * MM;
    paper_colour(&p->paper, PAPER_LAMP);
    cairo_rectangle(p->paper.cairo, MARGIN, y, WIDE, 1.6 * MM);
    cairo_fill(p->paper.cairo);
    return y + 6 * MM;
}

static double line_width(const struct line *line) {
    return WIDE - (line->icon ? line->text.size * 1.8 : 0);
}

static double lines_height(struct poster *p, double scale, bool cut) {
    double total = 0;
    for (size_t i = 0; i < p->lines_n; i++) {
        const struct line *line = &p->lines[i];
        total += (cut ? paper_measure_cut(&p->paper, &line->text, line_width(line), scale)
                      : paper_measure(&p->paper, &line->text, line_width(line), scale)) + 4 * MM * scale;
    }
    return total;
}

/* All lines shrink alike, and none below the smallest size of a poster. */
static void draw_lines(struct poster *p, double y, double bottom) {
    double scale = 1.25;
    while (scale > SMALLEST / 22. && lines_height(p, scale, false) > bottom - y) scale -= .02;
    bool cut = lines_height(p, scale, false) > bottom - y;
    double spare = bottom - y - lines_height(p, scale, cut), gap = 4 * MM * scale;
    if (spare > 0 && p->lines_n > 0) gap += fmin(spare / (double)p->lines_n, 7 * MM);
    for (size_t i = 0; i < p->lines_n && y < bottom; i++) {
        const struct line *line = &p->lines[i];
        double icon = line->icon ? line->text.size * scale : 0, width = line_width(line);
        double middle = paper_middle(&p->paper, &line->text, width, scale);
        double height = cut ? paper_measure_cut(&p->paper, &line->text, width, scale)
                            : paper_measure(&p->paper, &line->text, width, scale);
        if (y + height > bottom + 1) return; /* the first say most; one more would lie on the foot */
        if (line->icon) paper_icon(&p->paper, line->icon, MARGIN, y + middle - icon * .6, icon * 1.2);
        paper_draw(&p->paper, &line->text, MARGIN + (line->icon ? line->text.size * 1.8 : 0), y, width, height,
                   scale);
        y += height + gap;
    }
}

static double row_height(struct poster *p, const struct row *row, double scale, double width) {
    struct paper_text title = {.text = row->title, .face = PAPER_VOICE, .size = 22, .bold = true, .max_lines = 2};
    struct paper_text text = {.text = row->text, .face = PAPER_PLAIN, .size = 18, .max_lines = 2};
    double height = paper_measure_cut(&p->paper, &title, width, scale) +
                    paper_measure_cut(&p->paper, &text, width, scale);
    return fmax(height, 17 * MM * scale) + 4 * MM * scale;
}

/* The date stands in a doorway. */
static void draw_date(struct poster *p, const struct row *row, double y, double scale) {
    struct paper *paper = &p->paper;
    double wide = 17 * MM * scale, high = 17 * MM * scale;
    double left = paper_left(paper, MARGIN, wide);
    struct paper_text day = {.text = row->day, .face = PAPER_PLAIN, .size = 21, .bold = true, .centre = true, .max_lines = 1};
    struct paper_text month = {.text = row->month, .face = PAPER_SMALL, .size = 10, .centre = true, .max_lines = 1};
    shrink(p, &month, (wide - 4) / scale, 6);
    paper_arch(paper, left + wide / 2, y, wide, high);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(paper->cairo, 1.4);
    cairo_stroke(paper->cairo);
    paper_draw(paper, &day, MARGIN, y + high * .12, wide, high * .55, scale);
    paper_draw(paper, &month, MARGIN + 2, y + high * .66, wide - 4, high * .3, scale);
}

static void draw_rows(struct poster *p, double y, double bottom) {
    double scale = 1.1, total;
    do {
        scale -= .03;
        total = 0;
        for (size_t i = 0; i < p->rows_n; i++)
            total += row_height(p, &p->rows[i], scale, WIDE - 23 * MM * scale);
        if (scale < ROW_SMALLEST && total > bottom - y && p->rows_n > 1) { /* fewer, not smaller */
            p->rows_n--;
            scale = 1.1;
        }
    } while (total > bottom - y && scale > .5);
    double gap = fmin(fmax(bottom - y - total, 0) / (double)(p->rows_n ? p->rows_n : 1), 8 * MM);
    for (size_t i = 0; i < p->rows_n; i++) {
        const struct row *row = &p->rows[i];
        double x = MARGIN + 23 * MM * scale, width = WIDE - 23 * MM * scale;
        struct paper_text title = {.text = row->title, .face = PAPER_VOICE, .size = 22, .bold = true, .max_lines = 2};
        struct paper_text text = {.text = row->text, .face = PAPER_PLAIN, .size = 18, .max_lines = 2};
        draw_date(p, row, y, scale);
        double down = put(p, &title, x, y, width, scale);
        (void)put(p, &text, x, y + down, width, scale);
        y += row_height(p, row, scale, width) + gap;
    }
}

/* ---- the foot: who to ring, the code, the welcome ---- */

static double welcome_height(struct poster *p) {
    return p->welcome_n ? WELCOME_HIGH * (p->welcome_n > 3 ? 2 : 1) : 0;
}

static void draw_welcome(struct poster *p, double y) {
    size_t across = p->welcome_n > 3 ? 3 : p->welcome_n;
    for (size_t i = 0; i < p->welcome_n; i++) {
        double cell = WIDE / (double)across;
        struct paper_text text = {.text = p->welcome[i], .face = PAPER_SMALL, .size = SMALLEST, .bold = true,
                                  .centre = true, .max_lines = 1};
        shrink(p, &text, cell - 4, 13);
        paper_draw(&p->paper, &text, MARGIN + cell * (double)(i % across) + 2,
                   y + WELCOME_HIGH * (double)(i / across), cell - 4, WELCOME_HIGH, 1);
    }
}

static double reach_height(const struct poster *p) {
    return p->rows_n ? 38 * MM : 45 * MM;
}

static enum status draw_reach(struct poster *p, double y) {
    double x = MARGIN, width = WIDE;
    enum status status = OK;
    if (p->qr.len > 0) {
        status = paper_qr(&p->paper, p->qr, MARGIN - 3 * MM, y - 3 * MM, QR_SIDE);
        x += QR_SIDE;
        width -= QR_SIDE;
    }
    struct paper_text ring = {.text = p->ring, .face = PAPER_PLAIN, .size = 20, .max_lines = 1};
    struct paper_text phone = {.text = p->phone, .face = PAPER_PLAIN, .size = 30, .bold = true, .max_lines = 1};
    struct paper_text note = {.text = p->note, .face = PAPER_PLAIN, .size = SMALLEST, .max_lines = 1};
    struct paper_text address = {.text = p->address, .face = PAPER_SMALL, .size = SMALLEST, .max_lines = 1};
    shrink(p, &address, width, 11);
    const struct paper_text *all[] = {&ring, &phone, &note, &address};
    double scale = 1.04, total;
    do { /* Nastaliq is twice as high */
        scale -= .04;
        total = 0;
        for (size_t i = 0; i < 4; i++) total += paper_measure_cut(&p->paper, all[i], width, scale);
    } while (total > reach_height(p) - 3 * MM && scale > .6);
    for (size_t i = 0; i < 4; i++)
        if (all[i]->text.len > 0) y += put(p, all[i], x, y, width, scale);
    return status;
}

/* ---- slips to tear off ---- */

static void dashes(struct poster *p) {
    cairo_t *cairo = p->paper.cairo;
    cairo_set_dash(cairo, (const double[]){4, 3}, 2, 0);
    cairo_set_line_width(cairo, .8);
    paper_colour(&p->paper, PAPER_EDGE);
    cairo_move_to(cairo, 0, SLIP_TOP);
    cairo_line_to(cairo, A4_WIDE, SLIP_TOP);
    for (int i = 1; i < SLIPS; i++) {
        cairo_move_to(cairo, A4_WIDE * i / SLIPS, SLIP_TOP);
        cairo_line_to(cairo, A4_WIDE * i / SLIPS, A4_HIGH);
    }
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

/* A slip is read with the page turned: its own little page. */
static void draw_slip(struct poster *p, int i) {
    struct paper *paper = &p->paper;
    double page = paper->width, wide = SLIP_HIGH - 6 * MM, high = A4_WIDE / SLIPS - 4 * MM, y = 0;
    struct paper_text texts[SLIP_TEXTS];
    static const double sizes[SLIP_TEXTS] = {12, 14, 8};
    double scale = 1.1, total;
    for (size_t k = 0; k < p->slip_n; k++)
        texts[k] = (struct paper_text){.text = p->slip[k], .face = PAPER_SMALL, .size = sizes[k], .bold = k < 2,
                                       .max_lines = k == 0 ? 2 : 1};
    do {
        scale -= .05;
        total = 0;
        for (size_t k = 0; k < p->slip_n; k++) total += paper_measure_cut(paper, &texts[k], wide, scale);
    } while (total > high && scale > .5);
    cairo_save(paper->cairo);
    cairo_translate(paper->cairo, A4_WIDE * (i + 1) / SLIPS - 2 * MM, SLIP_TOP + 3 * MM);
    cairo_rotate(paper->cairo, M_PI / 2);
    paper->width = wide;
    y = (high - total) / 2;
    for (size_t k = 0; k < p->slip_n; k++) {
        double height = paper_measure_cut(paper, &texts[k], wide, scale);
        paper_draw(paper, &texts[k], 0, y, wide, height, scale);
        y += height;
    }
    paper->width = page;
    cairo_restore(paper->cairo);
}

enum status task_poster(struct task *task) {
    struct poster p = {.large = false};
    TRY(read_poster(task, &p));
    double scale = p.large ? A3_SCALE : 1;
    paper_open(&p.paper, task->out, A4_WIDE * scale, A4_HIGH * scale, p.language, task_flag(task, "rtl"), p.title);
    cairo_scale(p.paper.cairo, scale, scale);
    p.paper.width = A4_WIDE;
    p.paper.height = A4_HIGH;
    double slips = p.slip_n ? SLIP_TOP - 4 * MM : A4_HIGH - MARGIN;
    double welcome = slips - welcome_height(&p), reach = welcome - reach_height(&p);
    double top = draw_head(&p);
    if (p.rows_n) draw_rows(&p, top, reach - 4 * MM);
    else draw_lines(&p, top, reach - 4 * MM);
    enum status status = draw_reach(&p, reach);
    draw_welcome(&p, welcome);
    if (p.slip_n) dashes(&p);
    for (int i = 0; i < SLIPS && p.slip_n; i++) draw_slip(&p, i);
    TRY(paper_close(&p.paper));
    return status == OK ? OK : task_refuse(task, STR("The address is too long for a QR code."));
}
