/* Growing text, created with a ceiling. Past it, writes are dropped and `over` stays set. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    struct arena *arena; /* the bytes live here */
    char *ptr;
    size_t len, room, ceiling;
    bool over;
};

void buf_init(struct buf *buf, struct arena *arena, size_t ceiling);
void buf_put(struct buf *buf, struct str s);
void buf_puts(struct buf *buf, const char *s);
void buf_putc(struct buf *buf, char c);
void buf_int(struct buf *buf, int64_t n);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `size` more bytes at the end, or NULL when that passes the ceiling; then add to len. */
char *buf_reserve(struct buf *buf, size_t size);
struct str buf_str(const struct buf *buf); /* a view; valid until the next write */
enum status buf_check(const struct buf *buf) MUST_USE; /* ERR_LIMIT when over */

#endif
