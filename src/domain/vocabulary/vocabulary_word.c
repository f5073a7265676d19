/* Words of a text, folded for comparing. */
#include "domain/vocabulary/vocabulary_own.h"

#include <string.h>

/* U+2019 is three bytes; U+02BC two. The plain apostrophe is one. */
static size_t apostrophe(const char *p, size_t left) {
    if (*p == '\'' || *p == '`') return 1;
    if (left >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0) return 3;
    return left >= 2 && memcmp(p, "\xCA\xBC", 2) == 0 ? 2 : 0;
}

static struct str without_apostrophes(struct arena *arena, struct str word) {
    char *out = arena_alloc(arena, word.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < word.len;) {
        size_t skip = apostrophe(word.ptr + i, word.len - i);
        if (!skip) out[n++] = word.ptr[i++];
        i += skip;
    }
    return str_of(out, n);
}

/* Plain letters need no tables: the common case, and the reason a page of text stays cheap. */
static bool fold_plain(struct arena *arena, struct str word, struct str *ret_folded) {
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.ptr[i] >= 0x80) return false;
    char *out = arena_alloc(arena, word.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '\'' || c == '`') continue;
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    *ret_folded = str_of(out, n);
    return true;
}

bool vocabulary_word(struct arena *arena, struct str *rest, struct str *ret_word,
                     struct str *ret_folded) {
    struct str word;
    while (utf8_next_word(rest, &word)) {
        struct str folded;
        if (!fold_plain(arena, word, &folded))
            folded = utf8_fold(arena, without_apostrophes(arena, word));
        if (folded.len == 0 || folded.len > 200) continue;
        *ret_word = word;
        *ret_folded = folded;
        return true;
    }
    return false;
}
