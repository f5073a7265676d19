#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_from(const char *nul_terminated) {
    return nul_terminated ? (struct str){nul_terminated, strlen(nul_terminated)} : STR_NONE;
}

struct str str_of(const char *ptr, size_t len) {
    return ptr ? (struct str){ptr, len} : STR_NONE;
}

bool str_eq(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(struct str a, const char *b) {
    return str_eq(a, str_from(b));
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_ieq(struct str a, struct str b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
    return true;
}

int str_cmp(struct str a, struct str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(struct str s, struct str prefix) {
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix) {
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from) {
    if (from > s.len) return SIZE_MAX;
    if (needle.len == 0) return from;
    const char *at = s.len - from < needle.len
                         ? NULL
                         : memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

struct str str_slice(struct str s, size_t from, size_t to) {
    if (!s.ptr) return s;
    if (to > s.len) to = s.len;
    if (from > to) from = to;
    return (struct str){s.ptr + from, to - from};
}

static bool blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s) {
    while (s.len && blank(s.ptr[0])) s = str_slice(s, 1, s.len);
    while (s.len && blank(s.ptr[s.len - 1])) s.len--;
    return s;
}

bool str_next(struct str *rest, char sep, struct str *ret_piece) {
    if (!rest->ptr) return false;
    const char *at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    size_t end = at ? (size_t)(at - rest->ptr) : rest->len;
    *ret_piece = str_slice(*rest, 0, end);
    /* absent, not empty, once the last piece was given: "a," has two pieces */
    *rest = at ? str_slice(*rest, end + 1, rest->len) : STR_NONE;
    return true;
}

bool str_next_word(struct str *rest, struct str *ret_word) {
    size_t from = 0;
    while (from < rest->len && blank(rest->ptr[from])) from++;
    size_t to = from;
    while (to < rest->len && !blank(rest->ptr[to])) to++;
    struct str word = str_slice(*rest, from, to);
    *rest = str_slice(*rest, to, rest->len);
    if (word.len == 0) return false;
    *ret_word = word;
    return true;
}

struct str str_copy(struct arena *arena, struct str s) {
    if (!s.ptr) return s;
    char *to = arena_alloc(arena, s.len);
    if (s.len) memcpy(to, s.ptr, s.len);
    return (struct str){to, s.len};
}

char *str_c(struct arena *arena, struct str s) {
    char *to = arena_alloc(arena, s.len + 1);
    if (s.len) memcpy(to, s.ptr, s.len);
    return to;
}

struct str str_lower(struct arena *arena, struct str s) {
    if (!s.ptr) return s;
    char *to = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++) to[i] = lower(s.ptr[i]);
    return (struct str){to, s.len};
}

struct str str_cat(struct arena *arena, struct str a, struct str b) {
    char *to = arena_alloc(arena, a.len + b.len);
    if (a.len) memcpy(to, a.ptr, a.len);
    if (b.len) memcpy(to + a.len, b.ptr, b.len);
    return (struct str){to, a.len + b.len};
}

struct str str_join(struct arena *arena, const struct str *items, size_t count,
                    struct str sep) {
    size_t size = 0;
    for (size_t i = 0; i < count; i++) size += items[i].len + (i ? sep.len : 0);
    char *to = arena_alloc(arena, size), *at = to;
    for (size_t i = 0; i < count; i++) {
        if (i && sep.len) at = mempcpy(at, sep.ptr, sep.len);
        if (items[i].len) at = mempcpy(at, items[i].ptr, items[i].len);
    }
    return (struct str){to, size};
}

/* How often, and so how long the result will be. */
static size_t count_of(struct str s, struct str needle) {
    size_t count = 0, at = 0;
    while ((at = str_find(s, needle, at)) != SIZE_MAX) {
        count++;
        at += needle.len;
    }
    return count;
}

struct str str_replace(struct arena *arena, struct str s, struct str from, struct str to) {
    size_t count = from.len ? count_of(s, from) : 0;
    if (count == 0) return s;
    size_t size = s.len - count * from.len + count * to.len;
    char *out = arena_alloc(arena, size), *end = out;
    size_t done = 0, at;
    while ((at = str_find(s, from, done)) != SIZE_MAX) {
        end = mempcpy(end, s.ptr + done, at - done);
        if (to.len) end = mempcpy(end, to.ptr, to.len);
        done = at + from.len;
    }
    memcpy(end, s.ptr + done, s.len - done);
    return (struct str){out, size};
}

struct str str_printf(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *to = arena_alloc(arena, len > 0 ? (size_t)len + 1 : 1);
    if (len > 0) vsnprintf(to, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){to, len > 0 ? (size_t)len : 0};
}

struct str str_int(struct arena *arena, int64_t n) {
    return str_printf(arena, "%lld", (long long)n);
}

uint64_t str_hash(struct str s, uint64_t seed) {
    uint64_t hash = 0xcbf29ce484222325u ^ seed;
    for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    hash ^= hash >> 32; /* the low bits choose the slot: let the high ones speak too */
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}
