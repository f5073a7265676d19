/* Reading GNU .mo files (little-endian, as msgfmt writes them for us) and the plural rules. */
#include "platform/text/text_own.h"

#include <string.h>

#define MO_MAGIC 0x950412deU

static uint32_t number_at(struct str mo, size_t at) {
    const unsigned char *p = (const unsigned char *)mo.ptr + at;
    if (at + 4 > mo.len) return 0;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Entry `i` of a table of (length, offset) pairs; STR_NONE when it lies outside of the file or
   has no NUL behind it. */
static struct str entry(struct str mo, uint32_t table, uint32_t i) {
    size_t at = (size_t)table + (size_t)i * 8;
    if (at + 8 > mo.len) return STR_NONE;
    size_t len = number_at(mo, at), offset = number_at(mo, at + 4);
    if (offset >= mo.len || len >= mo.len - offset || mo.ptr[offset + len] != '\0')
        return STR_NONE;
    return str_of(mo.ptr + offset, len);
}

struct str text_mo_find(struct str mo, const char *id) {
    if (mo.len < 28 || number_at(mo, 0) != MO_MAGIC) return STR_NONE;
    uint32_t low = 0, high = number_at(mo, 8), ids = number_at(mo, 12),
             texts = number_at(mo, 16);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct str found = entry(mo, ids, middle);
        if (!found.ptr) return STR_NONE;
        int order = strcmp(id, found.ptr); /* a plural's id ends at its first NUL */
        if (order == 0) return entry(mo, texts, middle);
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return STR_NONE;
}

struct str text_mo_form(struct str forms, int form) {
    struct str rest = forms, piece, first = STR_NONE;
    for (int i = 0; str_next(&rest, '\0', &piece); i++) {
        if (i == 0) first = piece;
        if (i == form) return piece;
    }
    return first;
}

static int polish_form(int64_t n) {
    int64_t ten = n % 10, hundred = n % 100;
    if (n == 1) return 0;
    return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
}

static int welsh_form(int64_t n) {
    if (n >= 0 && n <= 3) return (int)n;
    return n == 6 ? 4 : 5;
}

int text_plural_form(enum text_language language, int64_t n) {
    if (n < 0) n = n == INT64_MIN ? INT64_MAX : -n;
    if (language == TEXT_PL) return polish_form(n);
    if (language == TEXT_CY) return welsh_form(n);
    return n != 1;
}
