/* Paper notes: eight to a page of A4, to cut out. On each an arch with what it is good for, the promise in
   plain words, a number, a code in groups of four and the same as a square for a camera. No money sign:
   a note is an hour of somebody's time.

   Fields: language, rtl, title (required), good ("1 hour"), promise (required), ring, use_by, no ("Number"),
   code_label; the same of a second language under "second": {language, rtl, good, promise, ring, use_by};
   notes: up to 400 of {serial, code, qr}. */
#include "paper.h"
#include "tasks.h"

#include <math.h>
#include <string.h>

#define A4_WIDE (210 * MM)
#define A4_HIGH (297 * MM)
#define ACROSS 2
#define DOWN 4
#define WIDE (A4_WIDE / ACROSS)
#define HIGH (A4_HIGH / DOWN)
#define MARGIN (7 * MM) /* printers leave 5 mm white */
#define QR_SIDE (25 * MM)
#define ARCH_WIDE (40 * MM)
#define ARCH_HIGH (35 * MM)
#define HOURS_SIZE 28
#define TEXT_MOST 300
#define NOTES_MOST 400
#define SMALLEST .5

struct speech {
    struct str language, good, promise, ring, use_by;
    bool rtl;
};

struct note { struct str serial, code, qr; };

struct sheet {
    struct paper paper;
    struct speech first, second; /* second.promise empty = one language */
    struct str title, no, code_label;
    struct note *notes;
    size_t notes_n;
};

/* ---- reading ---- */

static enum status speech_read(struct task *task, const json_t *in, struct speech *s) {
    const struct { const char *name; struct str *to; } fields[] = {
        {"language", &s->language}, {"good", &s->good}, {"promise", &s->promise}, {"ring", &s->ring}, {"use_by", &s->use_by}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const json_t *value = json_object_get(in, fields[i].name);
        *fields[i].to = STR_NONE;
        if (value && !json_is_null(value)) TRY(task_clean(task, fields[i].name, value, TEXT_MOST, fields[i].to));
    }
    s->rtl = json_is_true(json_object_get(in, "rtl"));
    return OK;
}

static enum status note_read(struct task *task, const json_t *in, struct note *n) {
    TRY(task_clean(task, "serial", json_object_get(in, "serial"), 40, &n->serial));
    TRY(task_clean(task, "code", json_object_get(in, "code"), 40, &n->code));
    return task_clean(task, "qr", json_object_get(in, "qr"), TEXT_MOST, &n->qr);
}

static enum status sheet_read(struct task *task, struct sheet *s) {
    const json_t *notes = json_object_get(task->in, "notes"), *second = json_object_get(task->in, "second");
    TRY(speech_read(task, task->in, &s->first));
    if (json_is_object(second)) TRY(speech_read(task, second, &s->second));
    TRY(task_text(task, "title", TEXT_MOST, &s->title));
    TRY(task_text(task, "no", TEXT_MOST, &s->no));
    TRY(task_text(task, "code_label", TEXT_MOST, &s->code_label));
    if (s->title.len == 0 || s->first.promise.len == 0) return task_refuse(task, STR("A sheet of notes needs a title and a promise."));
    s->notes_n = json_array_size(notes);
    if (s->notes_n == 0 || s->notes_n > NOTES_MOST) return task_refuse(task, STR("A sheet has 1 to 400 notes."));
    s->notes = ARENA_ARRAY(task->arena, struct note, s->notes_n);
    for (size_t i = 0; i < s->notes_n; i++) TRY(note_read(task, json_array_get(notes, i), &s->notes[i]));
    return OK;
}

/* ---- drawing: boxes are given from the left edge of the note, whatever way its words run ---- */

static void speak(struct paper *paper, const struct speech *s) {
    const char *code = str_c(paper->out->arena, s->language.len ? s->language : STR("en"));
    paper->rtl = s->rtl;
    paper->nastaliq = str_starts(s->language, STR("ur"));
    pango_context_set_language(paper->context, pango_language_from_string(code));
    pango_context_set_base_dir(paper->context, s->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

static double from_left(const struct paper *paper, double left, double width) {
    return paper->rtl ? paper->width - left - width : left;
}

static double put(struct sheet *s, const struct paper_text *text, double left, double top, double width, double scale) {
    if (!text->text.len) return 0;
    double height = paper_measure_cut(&s->paper, text, width, scale);
    paper_draw(&s->paper, text, from_left(&s->paper, left, width), top, width, height, scale);
    return height;
}

/* What it is good for, in 28 points, smaller only when it would not fit into the arch. */
static void draw_arch(struct sheet *s, double left, double top) {
    struct paper *paper = &s->paper;
    struct paper_text hours = {.text = s->first.good, .face = PAPER_VOICE, .size = HOURS_SIZE, .bold = true, .centre = true, .max_lines = 3};
    double inner = ARCH_WIDE - 5 * MM, room = ARCH_HIGH - 9 * MM, scale = 1, high;
    cairo_new_path(paper->cairo);
    paper_arch(paper, left + ARCH_WIDE / 2, top, ARCH_WIDE, ARCH_HIGH);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(paper->cairo, 1.6);
    cairo_stroke(paper->cairo);
    speak(paper, &s->first);
    while ((high = paper_measure(paper, &hours, inner, scale)) > room && scale > SMALLEST) scale -= .04;
    high = fmin(high, room);
    paper_draw(paper, &hours, from_left(paper, left + (ARCH_WIDE - inner) / 2, inner), top + 7 * MM + (room - high) / 2, inner, high, scale);
}

struct words { struct paper_text text; const struct speech *in; double before; };

static size_t words_of(const struct speech *s, struct words *out) {
    size_t n = 0;
    const struct paper_text looks[] = {{.text = s->promise, .face = PAPER_PLAIN, .size = 11, .max_lines = 5},
                                       {.text = s->use_by, .face = PAPER_PLAIN, .size = 10.5, .bold = true, .max_lines = 2},
                                       {.text = s->ring, .face = PAPER_SMALL, .colour = PAPER_SOFT, .size = 9.5, .max_lines = 2}};
    for (size_t i = 0; i < 3; i++)
        if (looks[i].text.len) out[n++] = (struct words){looks[i], s, i ? 1.2 * MM : 2 * MM};
    return n;
}

static double words_high(struct sheet *s, const struct words *words, size_t n, double width, double scale) {
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        speak(&s->paper, words[i].in);
        total += words[i].before * scale + paper_measure_cut(&s->paper, &words[i].text, width, scale);
    }
    return total;
}

static void draw_words(struct sheet *s, double left, double top, double width) {
    struct words words[6];
    size_t n = words_of(&s->first, words);
    double scale = 1;
    if (s->second.promise.len) n += words_of(&s->second, words + n);
    while (words_high(s, words, n, width, scale) > ARCH_HIGH + 2 * MM && scale > SMALLEST) scale -= .04;
    for (size_t i = 0; i < n; i++) {
        speak(&s->paper, words[i].in);
        top += words[i].before * scale;
        top += put(s, &words[i].text, left, top, width, scale);
    }
}

/* Figures and letters of a code run from left to right in every language. */
static struct str from_left_to_right(struct sheet *s, struct str text) {
    return str_printf(s->paper.out->arena, "\u2066%.*s\u2069", STR_ARG(text));
}

static enum status draw_code(struct sheet *s, const struct note *note, double left, double top, double width) {
    struct paper *paper = &s->paper;
    struct str serial = str_printf(paper->out->arena, "%.*s %.*s", STR_ARG(s->no), STR_ARG(from_left_to_right(s, note->serial)));
    struct paper_text lines[] = {{.text = s->code_label, .face = PAPER_SMALL, .colour = PAPER_SOFT, .size = 9.5, .max_lines = 1},
                                 {.text = from_left_to_right(s, note->code), .face = PAPER_PLAIN, .size = 17, .bold = true, .max_lines = 1},
                                 {.text = serial, .face = PAPER_PLAIN, .size = 10.5, .max_lines = 1}};
    double beside = width - QR_SIDE - 3 * MM, y = top, scale = 1.04, total;
    speak(paper, &s->first);
    do {
        scale -= .04;
        total = 0;
        for (size_t i = 0; i < 3; i++) total += paper_measure_cut(paper, &lines[i], beside, scale);
    } while ((total > QR_SIDE || paper_measure(paper, &lines[1], beside, scale) > paper_measure_cut(paper, &lines[1], beside, scale) + 1) && scale > SMALLEST);
    y += fmax(0, (QR_SIDE - total) / 2);
    for (size_t i = 0; i < 3; i++) y += put(s, &lines[i], left, y, beside, scale);
    return paper_qr(paper, note->qr, from_left(paper, left + width - QR_SIDE, QR_SIDE), top, QR_SIDE);
}

static void draw_cuts(struct sheet *s) {
    cairo_t *cairo = s->paper.cairo;
    cairo_set_dash(cairo, (const double[]){4, 3}, 2, 0);
    cairo_set_line_width(cairo, .8);
    paper_colour(&s->paper, PAPER_EDGE);
    for (int i = 1; i < ACROSS; i++) {
        cairo_move_to(cairo, WIDE * i, 0);
        cairo_line_to(cairo, WIDE * i, A4_HIGH);
    }
    for (int i = 1; i < DOWN; i++) {
        cairo_move_to(cairo, 0, HIGH * i);
        cairo_line_to(cairo, A4_WIDE, HIGH * i);
    }
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

static enum status draw_note(struct sheet *s, const struct note *note, size_t at) {
    double left = WIDE * (double)(at % ACROSS) + MARGIN, top = HIGH * (double)(at / ACROSS) + MARGIN, inner = WIDE - 2 * MARGIN;
    bool rtl = s->first.rtl; /* its arch stands where reading begins */
    draw_arch(s, rtl ? left + inner - ARCH_WIDE : left, top);
    draw_words(s, rtl ? left : left + ARCH_WIDE + 4 * MM, top, inner - ARCH_WIDE - 4 * MM);
    return draw_code(s, note, left, top + HIGH - 2 * MARGIN - QR_SIDE, inner);
}

enum status task_notes(struct task *task) {
    struct sheet s = {.notes_n = 0};
    enum status status = OK;
    TRY(sheet_read(task, &s));
    paper_open(&s.paper, task->out, A4_WIDE, A4_HIGH, s.first.language, s.first.rtl, s.title);
    for (size_t i = 0; i < s.notes_n; i++) {
        size_t at = i % (ACROSS * DOWN);
        if (at == 0 && i > 0) cairo_show_page(s.paper.cairo);
        if (at == 0) draw_cuts(&s);
        enum status one = draw_note(&s, &s.notes[i], at);
        if (one != OK) status = one;
    }
    TRY(paper_close(&s.paper));
    return status == OK ? OK : task_refuse(task, STR("The address is too long for a QR code."));
}
