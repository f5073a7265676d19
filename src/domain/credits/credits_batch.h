/* Rows of a batch, read as they come: CSV (RFC 4180) or a JSON array, columns id,from,to,minutes,for in
   any order, others ignored. Memory is one window, however long the file is. */
#ifndef DOMAIN_CREDITS_CREDITS_BATCH_H
#define DOMAIN_CREDITS_CREDITS_BATCH_H

#include "base/csv.h"
#include "domain/credits/credits_own.h"

#define CREDITS_ROW_MAX ((size_t)256 << 10) /* bytes of one row, and of the window */

enum credits_column { ROW_ID, ROW_FROM, ROW_TO, ROW_MINUTES, ROW_FOR, ROW_COLUMNS };

struct credits_row {
    int64_t line;                    /* of a CSV, where the header is 1; of a JSON array its place from 1 */
    struct str fields[ROW_COLUMNS];  /* STR_NONE = missing; views until the next row */
};
struct credits_rows {
    struct ctx *ctx;
    /* Up to `room` more bytes; 0 at the end, SIZE_MAX when it cannot be read. */
    size_t (*read)(void *cookie, char *into, size_t room);
    void *cookie;
    struct arena scratch;            /* of one row */
    char *window;
    size_t at, len;                  /* what is left in the window: at .. len */
    bool ended, json, failed;
    struct csv csv;
    int64_t line;
    size_t columns[ROW_COLUMNS];     /* where each stands in a line of the CSV */
};

/* Read the head. Faults carry the line: a column that is missing, text that is no UTF-8. */
enum status credits_rows_open(struct ctx *ctx, size_t (*read)(void *cookie, char *into, size_t room), void *cookie, struct credits_rows *ret_rows) MUST_USE;
/* The next row; ERR_MISSING at the end (no fault), ERR_INVALID with a fault and its line. */
enum status credits_rows_next(struct credits_rows *rows, struct credits_row *ret_row) MUST_USE;
void credits_rows_close(struct credits_rows *rows);

#endif
