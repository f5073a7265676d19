/* Portable SQL into PostgreSQL's: only words outside literals, quoted names and comments change.
   Used by migrations at run time and by sqlgen at build time. */
#include "base/buf.h"
#include "platform/db/migrate.h"

#include <assert.h>
#include <ctype.h>

#define PG_TEXT_MAX ((size_t)4 << 20)

static const struct {
    const char *portable, *pg;
} words[] = {{"INTEGER", "BIGINT"}, {"REAL", "DOUBLE PRECISION"}, {"BLOB", "BYTEA"}};

static bool word_char(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* How much of `s` stays as it is: a literal, a quoted name, a comment, or one character. */
static size_t untouched(struct str s) {
    struct str end = STR_NONE;
    size_t from = 1;
    if (*s.ptr == '\'' || *s.ptr == '"')
        end = str_of(s.ptr, 1); /* a doubled one opens the next */
    else if (str_starts(s, STR("--"))) end = STR("\n");
    else if (str_starts(s, STR("/*"))) {
        end = STR("*/");
        from = 2;
    }
    if (!end.ptr) return 1;
    size_t at = str_find(s, end, from);
    return at == SIZE_MAX ? s.len : at + end.len;
}

static void put_word(struct buf *out, struct str word, char before) {
    if (before == ')' && str_ieq(word, STR("STRICT"))) return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_ieq(word, str_from(words[i].portable))) continue;
        buf_puts(out, words[i].pg);
        return;
    }
    buf_put(out, word);
}

struct str db_pg_text(struct arena *arena, struct str portable) {
    struct buf out;
    buf_init(&out, arena, PG_TEXT_MAX);
    char before = 0; /* the last character that says something */
    for (size_t i = 0; i < portable.len;) {
        struct str rest = str_slice(portable, i, portable.len);
        size_t n = 0;
        while (n < rest.len && word_char(rest.ptr[n])) n++;
        if (n > 0) {
            put_word(&out, str_slice(rest, 0, n), before);
        } else {
            n = untouched(rest);
            buf_put(&out, str_slice(rest, 0, n));
        }
        bool comment = str_starts(rest, STR("--")) || str_starts(rest, STR("/*"));
        if (!comment && !isspace((unsigned char)rest.ptr[n - 1])) before = rest.ptr[n - 1];
        i += n;
    }
    assert(!out.over); /* half a migration must never be run */
    return buf_str(&out);
}
