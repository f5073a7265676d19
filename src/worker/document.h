/* A document of A4 pages, written from top to bottom: what does not fit goes on to the next
   page, and no row or heading is cut in two. Lengths are in points. */
#ifndef WORKER_DOCUMENT_H
#define WORKER_DOCUMENT_H

#include "paper.h"
#include "tasks.h"

#define A4_WIDTH (210 * MM)
#define A4_HEIGHT (297 * MM)
#define DOCUMENT_COLUMNS 8
#define DOCUMENT_ROWS 2000
#define DOCUMENT_PAGES 120

struct document {
    struct task *task;
    struct paper paper;
    double wide, high;        /* of a page: A4, or less when all is drawn larger */
    double margin, y, bottom; /* y: where the next thing begins */
    int page, pages;          /* pages: of the whole; 0 while they are being counted */
    struct str title, date, foot, of; /* of: "Page {n} of {m}", in the reader's language */
    struct str code, qr;
};

/* ---- document_page.c ---- */
/* Make room for this height: begins a page when there is not enough left. */
void document_room(struct document *document, double height);
void document_page_begin(struct document *document);
void document_foot(struct document *document);
double document_width(const struct document *document);
/* Draw a text at the cursor and move below it. */
void document_text(struct document *document, const struct paper_text *text, double gap);

/* ---- document_blocks.c: one block of the JSON each; Fails: ERR_INVALID, saying why ---- */
enum status document_block(struct document *document, const json_t *block) MUST_USE;
enum status document_heading(struct document *document, const json_t *text) MUST_USE;
enum status document_line(struct document *document, const json_t *text) MUST_USE;

/* ---- document_table.c ---- */
/* {"columns":["Who","Days"],"rows":[["Pearl","12"]]}: the heading row stands on every page. */
enum status document_table(struct document *document, const json_t *table) MUST_USE;

#endif
