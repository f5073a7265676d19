/* Text views. A struct str does not own its bytes and is not NUL-terminated. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"
#include <stdint.h>

struct str {
    const char *ptr; /* NULL = absent (SQL NULL); len is then 0 */
    size_t len;
};

/* From a literal, at compile time or run time. */
#define STR(lit) ((struct str){"" lit, sizeof(lit) - 1})
#define STR_INIT(lit) {"" lit, sizeof(lit) - 1} /* for static tables */
#define STR_NONE ((struct str){NULL, 0})
/* For printf: ("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

struct str str_from(const char *nul_terminated); /* NULL gives STR_NONE */
struct str str_of(const char *ptr, size_t len);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);      /* against a NUL-terminated word */
bool str_ieq(struct str a, struct str b);      /* ASCII case folded */
int str_cmp(struct str a, struct str b);       /* by bytes; NULL sorts as empty */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Position of `needle` at or after `from`; SIZE_MAX when absent. */
size_t str_find(struct str s, struct str needle, size_t from);
struct str str_slice(struct str s, size_t from, size_t to); /* clamped */
struct str str_trim(struct str s);             /* ASCII white space at both ends */
/* Cut the next piece up to `sep` from *rest; false when nothing is left. "a,,b" gives 3. */
bool str_next(struct str *rest, char sep, struct str *ret_piece);
/* The next run of non-blank bytes from *rest; false when only blanks are left. */
bool str_next_word(struct str *rest, struct str *ret_word);

struct str str_copy(struct arena *arena, struct str s);
char *str_c(struct arena *arena, struct str s); /* NUL-terminated copy; NULs inside end it */
struct str str_lower(struct arena *arena, struct str s); /* ASCII only; text/ folds Unicode */
struct str str_cat(struct arena *arena, struct str a, struct str b);
struct str str_join(struct arena *arena, const struct str *items, size_t count, struct str sep);
struct str str_replace(struct arena *arena, struct str s, struct str from, struct str to);
struct str str_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_int(struct arena *arena, int64_t n);

/* Whole-string parsers: no blanks, no locale. False and untouched output when it is not one.
   str_to_int accepts Arabic-Indic and Persian digits as well. */
bool str_to_int(struct str s, int64_t *ret_n);
bool str_to_real(struct str s, double *ret_x);

uint64_t str_hash(struct str s, uint64_t seed); /* for tables; not for secrets */

#endif
