#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_ROOM 256

void buf_init(struct buf *buf, struct arena *arena, size_t ceiling) {
    *buf = (struct buf){.arena = arena, .ceiling = ceiling};
}

/* One byte more than `room` is always there, for the NUL that vsnprintf insists on. */
char *buf_reserve(struct buf *buf, size_t size) {
    if (buf->over || size > buf->ceiling - buf->len) {
        buf->over = true;
        return NULL;
    }
    if (!buf->ptr || buf->room - buf->len < size) {
        size_t wanted = buf->room > buf->ceiling / 2 ? buf->ceiling : buf->room * 2;
        if (wanted < FIRST_ROOM) wanted = FIRST_ROOM < buf->ceiling ? FIRST_ROOM : buf->ceiling;
        if (wanted < buf->len + size) wanted = buf->len + size;
        buf->ptr = arena_grow(buf->arena, buf->ptr, buf->ptr ? buf->room + 1 : 0, wanted + 1);
        buf->room = wanted;
    }
    return buf->ptr + buf->len;
}

void buf_put(struct buf *buf, struct str s) {
    char *to = s.len ? buf_reserve(buf, s.len) : NULL;
    if (!to) return;
    memcpy(to, s.ptr, s.len);
    buf->len += s.len;
}

void buf_puts(struct buf *buf, const char *s) {
    buf_put(buf, str_from(s));
}

void buf_putc(struct buf *buf, char c) {
    buf_put(buf, str_of(&c, 1));
}

void buf_int(struct buf *buf, int64_t n) {
    buf_printf(buf, "%lld", (long long)n);
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *to = len > 0 ? buf_reserve(buf, (size_t)len) : NULL;
    if (to) {
        vsnprintf(to, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

struct str buf_str(const struct buf *buf) {
    return buf->ptr ? (struct str){buf->ptr, buf->len} : STR("");
}

enum status buf_check(const struct buf *buf) {
    return buf->over ? ERR_LIMIT : OK;
}
