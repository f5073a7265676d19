#include "base/utf8.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

bool utf8_valid(struct str s) {
    return s.len == 0 || u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

bool utf8_next(struct str *rest, uint32_t *ret_code) {
    if (rest->len == 0) return false;
    ucs4_t code;
    int size = u8_mbtoucr(&code, (const uint8_t *)rest->ptr, rest->len);
    *ret_code = size > 0 ? code : 0xfffd;
    *rest = str_slice(*rest, size > 0 ? (size_t)size : 1, rest->len);
    return true;
}

size_t utf8_encode(uint32_t code, char out[4]) {
    int size = u8_uctomb((uint8_t *)out, code, 4);
    if (size <= 0) size = u8_uctomb((uint8_t *)out, 0xfffd, 4);
    return (size_t)size;
}

size_t utf8_count(struct str s) {
    size_t count = 0;
    uint32_t code;
    while (utf8_next(&s, &code)) count++;
    return count;
}

struct str utf8_cut(struct str s, size_t max_bytes) {
    if (s.len <= max_bytes) return s;
    size_t end = max_bytes;
    while (end > 0 && ((unsigned char)s.ptr[end] & 0xc0) == 0x80) end--;
    return str_slice(s, 0, end);
}

static bool ascii_only(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80) return false;
    return true;
}

/* libunistring hands out malloc'd text: take it into the arena. */
static struct str adopt(struct arena *arena, uint8_t *text, size_t len) {
    struct str copy = str_copy(arena, str_of((const char *)text, len));
    free(text);
    return copy;
}

struct str utf8_nfc(struct arena *arena, struct str s) {
    if (ascii_only(s) || !utf8_valid(s)) return s;
    size_t len;
    uint8_t *text = u8_normalize(UNINORM_NFC, (const uint8_t *)s.ptr, s.len, NULL, &len);
    return text ? adopt(arena, text, len) : s;
}

/* Marks that are ornament to a reader who searches: accents, Arabic and Hebrew vowels. The
   vowel signs of Indic and Thai script are letters in all but name and stay. */
static bool fold_drops(uint32_t code) {
    if (code == 0x0640 || code == 0x200c || code == 0x200d || code == 0xfe0f) return true;
    if (code >= 0x0e00 && code <= 0x0eff) return false;
    return uc_combining_class(code) >= 10;
}

static uint32_t fold_letter(uint32_t code) {
    switch (code) {
    case 0x0142: return 'l'; /* l with stroke */
    case 0x0111: return 'd';
    case 0x00f8: return 'o';
    case 0x0131: return 'i';    /* dotless i */
    case 0x0643: return 0x06a9; /* Arabic kaf to keheh */
    case 0x0649:                /* alef maksura */
    case 0x064a: return 0x06cc; /* Arabic yeh to Farsi yeh */
    case 0x2019:
    case 0x02bc: return '\'';
    default: return code;
    }
}

static struct str fold_rest(struct arena *arena, struct str s) {
    struct buf buf;
    buf_init(&buf, arena, s.len * 3 + 4);
    uint32_t code;
    while (utf8_next(&s, &code)) {
        char out[4];
        if (!fold_drops(code)) buf_put(&buf, str_of(out, utf8_encode(fold_letter(code), out)));
    }
    return buf_str(&buf);
}

struct str utf8_fold(struct arena *arena, struct str s) {
    if (!s.ptr) return s;
    if (ascii_only(s)) return str_lower(arena, s);
    size_t len;
    uint8_t *text = u8_casefold((const uint8_t *)s.ptr, s.len, NULL, UNINORM_NFD, NULL, &len);
    if (!text)
        return fold_rest(arena, str_lower(arena, s)); /* not valid: bad bytes to U+FFFD */
    return fold_rest(arena, adopt(arena, text, len));
}

static bool in_word(uint32_t code) {
    return code < 0x80
               ? (code >= '0' && code <= '9') || ((code | 32) >= 'a' && (code | 32) <= 'z')
               : uc_is_general_category_withtable(
                     code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

/* Holds a word together when a letter follows: apostrophes and the joiners of Persian and Urdu.
 */
static bool joins_word(uint32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x200c || code == 0x200d;
}

bool utf8_next_word(struct str *rest, struct str *ret_word) {
    struct str s = *rest, from = s;
    uint32_t code = 0;
    do from = s;
    while (utf8_next(&s, &code) && !in_word(code));
    if (from.len == 0) {
        *rest = from;
        return false;
    }
    struct str end = s;
    bool joined = false;
    while (utf8_next(&s, &code)) {
        if (in_word(code)) {
            end = s;
            joined = false;
        } else if (joined || !joins_word(code)) {
            break;
        } else {
            joined = true;
        }
    }
    *ret_word = str_of(from.ptr, (size_t)(end.ptr - from.ptr));
    *rest = end;
    return true;
}

struct str utf8_short(struct arena *arena, struct str words, size_t most) {
    struct str rest = words;
    uint32_t c;
    for (size_t n = 0; n < most; n++)
        if (!utf8_next(&rest, &c)) return words;
    if (rest.len == 0) return words;
    return str_cat(arena, str_trim(str_slice(words, 0, words.len - rest.len)), STR("..."));
}
