/* RFC 4180 and its cousins, in and out. Text is UTF-8 (utf8_from_bytes first). */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

#define CSV_MAX_FIELDS 1024
#define CSV_MAX_FIELD ((size_t)1 << 20)

struct csv {
    struct str rest;
    char delimiter;     /* , ; tab | : */
    int64_t line;       /* line the last record began on, from 1 */
    int64_t next_line;
    bool bad_quotes;    /* the last record had a quote that was never closed: its field was read
                           as ending with the line, so that one slip does not swallow the file */
    bool too_big;       /* the last record broke a ceiling above; its tail was dropped */
};

/* Begin reading. delimiter 0 = guess from the first lines (quotes respected). Line ends may be
   CRLF, LF or CR, mixed. */
void csv_init(struct csv *csv, struct str text, char delimiter);
/* The next record; blank lines are skipped. Fields are views into the text where they need no
   unquoting, else copies in the arena. False at the end. */
bool csv_next(struct csv *csv, struct arena *arena, struct str **ret_fields, size_t *ret_count);

/* Write one field: quoted when needed; a cell that begins = + - @ TAB CR gets a leading '
   unless it is a plain number. `first` = no comma before it. */
void csv_put(struct buf *buf, struct str field, bool first);
void csv_end(struct buf *buf); /* CRLF */

#endif
