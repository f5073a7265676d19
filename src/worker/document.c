/* Papers of several pages: a form to fill in by hand, a list, a pack for whoever takes over.
   Everything is drawn twice: once to count the pages, once to keep. */
#include "document.h"

#define MARGIN (16 * MM)
#define LARGE 1.7               /* tables are then 18 points, other words 19 */
#define MARGIN_LARGE (9 * MM)

static enum status read_document(struct task *task, struct document *document) {
    bool large = task_flag(task, "large");
    double scale = large ? LARGE : 1, margin = large ? MARGIN_LARGE : MARGIN;
    *document = (struct document){.task = task, .margin = margin, .wide = A4_WIDTH / scale,
                                  .high = A4_HEIGHT / scale,
                                  .bottom = A4_HEIGHT / scale - margin - 4 * MM};
    TRY(task_text(task, "title", PAPER_MAX_TEXT, &document->title));
    TRY(task_text(task, "date", 400, &document->date));
    TRY(task_text(task, "foot", 400, &document->foot));
    TRY(task_text(task, "page_words", 100, &document->of));
    TRY(task_text(task, "code", 32, &document->code));
    TRY(task_text(task, "qr", 600, &document->qr));
    if (!document->title.len) return task_refuse(task, STR("A document needs a title."));
    return OK;
}

/* The code by which this paper is found again when it is entered. */
static enum status draw_code(struct document *document) {
    double side = 24 * MM, width = document_width(document);
    struct paper_text code = {
        .text = document->code, .face = PAPER_SMALL, .size = 15, .bold = true, .max_lines = 1};
    if (!document->code.len && !document->qr.len) return OK;
    document_room(document, side);
    double x = document->margin + width - side;
    if (document->qr.len &&
        paper_qr(&document->paper, document->qr, x, document->y, side) != OK)
        return task_refuse(document->task, STR("The address is too long for a QR code."));
    paper_draw(&document->paper, &code, document->margin, document->y + side / 2 - 9,
               width - side - 10, 20, 1);
    document->y += side + 3 * MM;
    return OK;
}

typedef enum status draw_fn(struct document *document, const json_t *in);

static enum status draw_blocks(struct document *document, const json_t *in) {
    size_t at;
    json_t *block;
    json_array_foreach(json_object_get(in, "blocks"), at, block)
        TRY(document_block(document, block));
    return OK;
}

static enum status draw_list(struct document *document, const json_t *in) {
    const json_t *intro = json_object_get(in, "intro"), *outro = json_object_get(in, "outro");
    if (intro) TRY(document_line(document, intro));
    TRY(document_table(document, in));
    return outro ? document_line(document, outro) : OK;
}

static enum status draw_section(struct document *document, const json_t *section) {
    size_t at;
    json_t *line;
    const json_t *table = json_object_get(section, "table");
    if (json_is_true(json_object_get(section, "new_page")) && document->y > 60 * MM)
        document_page_begin(document);
    if (table) document_room(document, 110); /* a heading, the head of its table and a row */
    TRY(document_heading(document, json_object_get(section, "heading")));
    json_array_foreach(json_object_get(section, "lines"), at, line)
        TRY(document_line(document, line));
    if (table) TRY(document_table(document, table));
    document->y += 3 * MM;
    return OK;
}

static enum status draw_pack(struct document *document, const json_t *in) {
    size_t at;
    json_t *section;
    json_array_foreach(json_object_get(in, "sections"), at, section)
        TRY(draw_section(document, section));
    return OK;
}

/* One whole drawing into the task's buffer. */
static enum status draw_once(struct task *task, draw_fn *draw, int pages, int *ret_pages) {
    struct document document;
    struct str language;
    TRY(read_document(task, &document));
    TRY(task_text(task, "language", 16, &language));
    document.pages = pages;
    paper_open(&document.paper, task->out, A4_WIDTH, A4_HEIGHT, language,
               task_flag(task, "rtl"), document.title);
    cairo_scale(document.paper.cairo, A4_WIDTH / document.wide, A4_HEIGHT / document.high);
    document.paper.width = document.wide;
    document.paper.height = document.high;
    document_page_begin(&document);
    enum status drawn = draw(&document, task->in);
    if (drawn == OK) drawn = draw_code(&document);
    document_foot(&document);
    enum status closed = paper_close(&document.paper);
    if (drawn != OK) return drawn;
    if (document.page > DOCUMENT_PAGES)
        return task_refuse(task, STR("This makes more than 120 pages. Print it in parts."));
    *ret_pages = document.page;
    return closed;
}

static enum status draw_twice(struct task *task, draw_fn *draw) {
    int pages = 0;
    struct buf *out = task->out, scratch;
    buf_init(&scratch, task->arena, (size_t)32 << 20);
    task->out = &scratch;
    enum status counted = draw_once(task, draw, 0, &pages);
    task->out = out;
    TRY(counted);
    return draw_once(task, draw, pages, &pages);
}

enum status task_document(struct task *task) {
    return draw_twice(task, draw_blocks);
}

enum status task_list(struct task *task) {
    return draw_twice(task, draw_list);
}

enum status task_pack(struct task *task) {
    return draw_twice(task, draw_pack);
}
