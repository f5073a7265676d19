/* Numbers out of text: whole strings, no blanks, no locale. */
#include "base/str.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REAL_MAX_TEXT 400

/* The digit at the start of *rest, in Latin, Arabic-Indic (U+0660) or Persian (U+06F0) shape.
 */
static int digit_next(struct str *rest) {
    const unsigned char *p = (const unsigned char *)rest->ptr;
    int digit = -1;
    size_t size = 1;
    if (p[0] >= '0' && p[0] <= '9') {
        digit = p[0] - '0';
    } else if (rest->len >= 2 && p[0] == 0xd9 && p[1] >= 0xa0 && p[1] <= 0xa9) {
        digit = p[1] - 0xa0;
        size = 2;
    } else if (rest->len >= 2 && p[0] == 0xdb && p[1] >= 0xb0 && p[1] <= 0xb9) {
        digit = p[1] - 0xb0;
        size = 2;
    }
    *rest = str_slice(*rest, size, rest->len);
    return digit;
}

bool str_to_int(struct str s, int64_t *ret_n) {
    bool minus = s.len && s.ptr[0] == '-';
    if (minus) s = str_slice(s, 1, s.len);
    if (s.len == 0) return false;
    int64_t n = 0; /* the lowest number of all means "absent" (INT_NONE) and is not read */
    while (s.len) {
        int digit = digit_next(&s);
        if (digit < 0) return false;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n))
            return false;
    }
    *ret_n = minus ? -n : n;
    return true;
}

static size_t digits(const char *s, size_t at) {
    while (s[at] >= '0' && s[at] <= '9') at++;
    return at;
}

/* [-]digits[.digits][e[+-]digits]: no infinities, no hexadecimal, no group marks. */
static bool real_shape(const char *s) {
    size_t at = s[0] == '-', end = digits(s, at);
    if (end == at) return false;
    if (s[end] == '.') {
        at = end + 1;
        end = digits(s, at);
        if (end == at) return false;
    }
    if (s[end] == 'e' || s[end] == 'E') {
        at = end + 1;
        if (s[at] == '+' || s[at] == '-') at++;
        end = digits(s, at);
        if (end == at) return false;
    }
    return s[end] == '\0';
}

bool str_to_real(struct str s, double *ret_x) {
    char text[REAL_MAX_TEXT + 1];
    if (s.len == 0 || s.len > REAL_MAX_TEXT || memchr(s.ptr, '\0', s.len)) return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    if (!real_shape(text)) return false;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double x = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(x)) return false;
    *ret_x = x;
    return true;
}
