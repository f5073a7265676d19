/* What kith-worker can do. A task reads its JSON, writes its answer to `out`; when it refuses,
   a plain English sentence stands in `why`.

   card: the A6 introduction card. Fields: language, rtl, title, sentence, when, where, welcome,
         who_made, foot, qr. Only the title is required; what is absent is left out.
   sheet: a page with a sign-in code. Fields: language, rtl, size ("A5" or "A4"), title,
         paragraphs (up to 12 texts), code_label, code, foot, qr. The bytes that follow the JSON, if
         any, are a JPEG, drawn above the foot; its size: picture_width, picture_height.

   The next three are A4, as many pages as they need (at most 120). All take language, rtl,
   title, date, foot, page_words ("Page {n} of {m}"), code, qr and large (true: words of 18 points
   and more); the title is required. A cell "[]" of a table is an empty box to tick.
   document: blocks, a list of {"heading"}, {"text"}, {"hint"}, {"field": label with a line},
         {"lines": N to write on}, {"ticks": [labels], "columns": 1 to 4},
         {"table": {"columns", "rows"}}, {"cut": true}, {"new_page": true}.
   list: intro, columns (1 to 8), rows (at most 2,000 lists of texts), outro. With "row_mm" a row is
         at least so high: to write in. Any table may have "widths", shares of 1 to 100 a column.
   pack: sections, a list of {heading, lines: [texts], table: {"columns", "rows"}, new_page}.

   picture: the bytes that follow the JSON are a photograph (JPEG, PNG, WebP or HEIC). Answers
         three results: {"width","height","small_width","small_height"}, the picture turned
         upright and at most 1600 long, and a small one of 480: JPEG without anything the camera
         wrote beside it.

   poster: one page of A4 or, at 141 %, A3, with 7 slips to tear off; its fields stand in
         poster.c.
   cards: a page of A4 with eight small cards to cut out; its fields stand in cards.c.
   notes: paper notes, eight to a page, each with its own code; its fields stand in notes.c. */
#ifndef WORKER_TASKS_H
#define WORKER_TASKS_H

#include "base/buf.h"

#include <jansson.h>

#define TASK_PARTS 4

struct task {
    const json_t *in;
    struct str data;          /* the bytes behind the JSON; empty when there are none */
    struct arena *arena;
    struct buf *out;
    size_t parts[TASK_PARTS]; /* the lengths of several results, one after another in `out` */
    size_t parts_n;           /* 0 = one result */
    struct str why;
};

enum status task_card(struct task *task) MUST_USE;
enum status task_sheet(struct task *task) MUST_USE;
enum status task_document(struct task *task) MUST_USE;
enum status task_list(struct task *task) MUST_USE;
enum status task_pack(struct task *task) MUST_USE;
enum status task_poster(struct task *task) MUST_USE;
enum status task_cards(struct task *task) MUST_USE;
enum status task_notes(struct task *task) MUST_USE;
enum status task_picture(struct task *task) MUST_USE;

/* A text field: valid UTF-8, no control characters; STR_NONE when absent or null.
   Fails: ERR_INVALID (not a text, too long). */
enum status task_text(struct task *task, const char *name, size_t max,
                      struct str *ret_text) MUST_USE;
enum status task_clean(struct task *task, const char *name, const json_t *value, size_t max,
                       struct str *ret_text) MUST_USE;
bool task_flag(const struct task *task, const char *name);
enum status task_refuse(struct task *task, struct str why);

#endif
