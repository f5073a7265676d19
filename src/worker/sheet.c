/* A page with a sign-in code on it: a title, what to do, the code in figures one can read
   across a table, and the same as a QR code. */
#include "paper.h"
#include "tasks.h"

#include <math.h>

#define PARAGRAPHS 12
#define SMALLEST_SCALE .6
#define SCALE_STEP .04

struct sheet {
    struct paper paper;
    struct paper_text title, paragraphs[PARAGRAPHS], label, code, foot;
    size_t paragraphs_n;
    struct str qr, language;
    double width, height, margin, unit; /* unit: 1 on A5, 1.4 on A4 */
    struct str picture; /* JPEG: drawn as it is */
    int picture_width, picture_height;
};

#define PICTURE_MOST 4096 /* a side, in dots */

/* Its size stands in the fields, so that it need not be read here. */
static enum status read_picture(struct task *task, struct sheet *sheet) {
    const json_t *width = json_object_get(task->in, "picture_width"), *height = json_object_get(task->in, "picture_height");
    if (task->data.len == 0) return OK;
    json_int_t w = json_integer_value(width), h = json_integer_value(height);
    if (w < 1 || h < 1 || w > PICTURE_MOST || h > PICTURE_MOST || !str_starts(task->data, STR("\xff\xd8\xff")))
        return task_refuse(task, STR("The picture of a sheet is a JPEG of at most 4096 dots a side, and its size is said."));
    sheet->picture = task->data;
    sheet->picture_width = (int)w;
    sheet->picture_height = (int)h;
    return OK;
}

static enum status read_paragraphs(struct task *task, struct sheet *sheet) {
    const json_t *list = json_object_get(task->in, "paragraphs");
    if (list && !json_is_array(list))
        return task_refuse(task, STR("\"paragraphs\" must be a list."));
    sheet->paragraphs_n = json_array_size(list);
    if (sheet->paragraphs_n > PARAGRAPHS)
        return task_refuse(task, STR("A sheet has at most 12 paragraphs."));
    for (size_t i = 0; i < sheet->paragraphs_n; i++) {
        struct paper_text *text = &sheet->paragraphs[i];
        *text =
            (struct paper_text){.face = PAPER_PLAIN, .size = 13 * sheet->unit, .max_lines = 3};
        TRY(task_clean(task, "paragraphs", json_array_get(list, i), PAPER_MAX_TEXT,
                       &text->text));
    }
    return OK;
}

static enum status read_sheet(struct task *task, struct sheet *sheet) {
    struct str size;
    TRY(task_text(task, "size", 8, &size));
    bool a4 = str_is(size, "A4");
    if (size.len && !a4 && !str_is(size, "A5"))
        return task_refuse(task, STR("The size is A4 or A5."));
    sheet->unit = a4 ? 1.4 : 1;
    sheet->width = (a4 ? 210 : 148) * MM;
    sheet->height = (a4 ? 297 : 210) * MM;
    sheet->margin = (a4 ? 20 : 15) * MM;
    double u = sheet->unit;
    sheet->title =
        (struct paper_text){.face = PAPER_VOICE, .size = 24 * u, .bold = true, .max_lines = 3};
    sheet->label = (struct paper_text){.face = PAPER_PLAIN,
                                       .size = 12 * u,
                                       .centre = true,
                                       .colour = PAPER_SOFT,
                                       .max_lines = 2};
    sheet->code = (struct paper_text){
        .face = PAPER_SMALL, .size = 38 * u, .bold = true, .centre = true, .max_lines = 1};
    sheet->foot = (struct paper_text){
        .face = PAPER_SMALL, .size = 10 * u, .colour = PAPER_SOFT, .max_lines = 3};
    TRY(task_text(task, "language", 16, &sheet->language));
    TRY(task_text(task, "title", PAPER_MAX_TEXT, &sheet->title.text));
    TRY(task_text(task, "code_label", PAPER_MAX_TEXT, &sheet->label.text));
    TRY(task_text(task, "code", 32, &sheet->code.text));
    TRY(task_text(task, "foot", PAPER_MAX_TEXT, &sheet->foot.text));
    TRY(task_text(task, "qr", 600, &sheet->qr));
    TRY(read_paragraphs(task, sheet));
    /* isolated as left-to-right: on an Urdu page two groups of figures would change places */
    if (sheet->code.text.len)
        sheet->code.text =
            str_printf(task->arena, "\u2066%.*s\u2069", STR_ARG(sheet->code.text));
    if (!sheet->title.text.len) return task_refuse(task, STR("A sheet needs a title."));
    return read_picture(task, sheet);
}

static double words_height(struct sheet *sheet, double scale, bool cut) {
    double width = sheet->width - 2 * sheet->margin, total = 0;
    double (*measure)(struct paper *, const struct paper_text *, double, double) =
        cut ? paper_measure_cut : paper_measure;
    total += measure(&sheet->paper, &sheet->title, width, scale) + 8 * sheet->unit;
    for (size_t i = 0; i < sheet->paragraphs_n; i++)
        total += measure(&sheet->paper, &sheet->paragraphs[i], width, scale) +
                 7 * sheet->unit * scale;
    return total;
}

/* Title and paragraphs, shrunk alike until they end above `bottom`. */
static void draw_words(struct sheet *sheet, double top, double bottom) {
    double scale = 1, width = sheet->width - 2 * sheet->margin, y = top;
    while (scale > SMALLEST_SCALE && words_height(sheet, scale, false) > bottom - top)
        scale -= SCALE_STEP;
    bool cut = words_height(sheet, scale, false) > bottom - top;
    for (size_t i = 0; i <= sheet->paragraphs_n; i++) {
        const struct paper_text *text = i ? &sheet->paragraphs[i - 1] : &sheet->title;
        double height =
            (cut ? paper_measure_cut : paper_measure)(&sheet->paper, text, width, scale);
        height = fmin(height, bottom - y);
        if (height < text->size * scale) break; /* no line of it would fit */
        paper_draw(&sheet->paper, text, sheet->margin, y, width, height, scale);
        y += height + (i ? 7 * scale : 8) * sheet->unit;
    }
}

/* The code in its box; the figures run left to right on every page. */
static void draw_code(struct sheet *sheet, double top, double height) {
    struct paper *paper = &sheet->paper;
    double width = sheet->width - 2 * sheet->margin, u = sheet->unit, x = sheet->margin,
           r = 5 * MM * u;
    cairo_t *cairo = paper->cairo;
    cairo_new_path(cairo);
    cairo_arc(cairo, x + r, top + r, r, M_PI, M_PI * 1.5);
    cairo_arc(cairo, x + width - r, top + r, r, M_PI * 1.5, M_PI * 2);
    cairo_arc(cairo, x + width - 3, top + height - 3, 3, 0, M_PI * .5);
    cairo_arc(cairo, x + 3, top + height - 3, 3, M_PI * .5, M_PI);
    cairo_close_path(cairo);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(cairo, 1.5 * u);
    cairo_stroke(cairo);
    double label = fmin(paper_measure_cut(paper, &sheet->label, width - 2 * r, 1), height / 2);
    double scale = 1;
    while (scale > .3 && paper_measure(paper, &sheet->code, width - 2 * r, scale) >
                             paper_measure_cut(paper, &sheet->code, width - 2 * r, scale))
        scale -= .05;
    double code = paper_measure_cut(paper, &sheet->code, width - 2 * r, scale);
    double y = top + (height - label - code) / 2;
    paper_draw(paper, &sheet->label, x + r, y, width - 2 * r, label, 1);
    paper_draw(paper, &sheet->code, x + r, y + label, width - 2 * r, code, scale);
}

/* Above `bottom`, in the middle, at most half of the page high. Answers how high it is. */
static double draw_picture(struct sheet *sheet, double bottom) {
    cairo_t *cairo = sheet->paper.cairo;
    double width = sheet->width - 2 * sheet->margin, scale = width / sheet->picture_width;
    if (scale * sheet->picture_height > sheet->height / 2) scale = sheet->height / 2 / sheet->picture_height;
    double high = scale * sheet->picture_height, wide = scale * sheet->picture_width;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, sheet->picture_width, sheet->picture_height);
    cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)sheet->picture.ptr, sheet->picture.len,
                                NULL, NULL);
    cairo_save(cairo);
    cairo_translate(cairo, (sheet->width - wide) / 2, bottom - high);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
    return high;
}

static enum status draw_sheet(struct sheet *sheet) {
    struct paper *paper = &sheet->paper;
    double u = sheet->unit, m = sheet->margin, width = sheet->width - 2 * m;
    double door = 14 * MM * u, side = 34 * MM * u, box = 34 * MM * u;
    double foot = paper_measure_cut(paper, &sheet->foot, width, 1),
           bottom = sheet->height - m - foot;
    paper_door(paper, paper_left(paper, m + door * .2, door) + door / 2, m, door, door * 1.35);
    paper_draw(paper, &sheet->foot, m, bottom, width, foot, 1);
    if (foot > 0) bottom -= 6 * MM;
    enum status status = OK;
    if (sheet->picture.len) bottom -= draw_picture(sheet, bottom) + 4 * MM;
    if (sheet->qr.len) {
        bottom -= side;
        status = paper_qr(paper, sheet->qr, m + (width - side) / 2, bottom, side);
    }
    if (sheet->code.text.len) {
        bottom -= box + (sheet->qr.len ? 2 : 0) * MM;
        draw_code(sheet, bottom, box);
    }
    draw_words(sheet, m + door * 1.35 + 7 * MM * u, bottom - 5 * MM);
    return status;
}

enum status task_sheet(struct task *task) {
    struct sheet sheet = {.qr = STR_NONE};
    TRY(read_sheet(task, &sheet));
    paper_open(&sheet.paper, task->out, sheet.width, sheet.height, sheet.language,
               task_flag(task, "rtl"), sheet.title.text);
    enum status drawn = draw_sheet(&sheet);
    TRY(paper_close(&sheet.paper));
    return drawn == OK ? OK : task_refuse(task, STR("The address is too long for a QR code."));
}
