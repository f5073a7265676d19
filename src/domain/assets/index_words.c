/* Text to the stems the index keeps. */
#include "base/utf8.h"
#include "domain/assets/index_own.h"

#include <string.h>

#define TEXT_MAX 2000 /* bytes of a description that are indexed */

/* Said by nearly every entry, meaning nothing by themselves. */
static const char *const joints[] = {
    "a",     "about", "all",   "also",  "an",   "and",  "any",   "are",  "as",   "at",
    "be",    "but",   "by",    "can",   "do",   "for",  "from",  "get",  "has",  "have",
    "if",    "in",    "into",  "is",    "it",   "its",  "me",    "my",   "no",   "not",
    "of",    "on",    "or",    "our",   "s",    "so",   "some",  "such", "that", "the",
    "their", "them",  "there", "these", "they", "this", "those", "to",   "up",   "us",
    "was",   "we",    "what",  "where", "who",  "will", "with",  "you",  "your"};

static bool joint(struct str word)
{
    size_t low = 0, high = sizeof joints / sizeof *joints;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(word, str_from(joints[middle]));
        if (order == 0) return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

struct str assets_index_fold(struct arena *arena, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80) return utf8_fold(arena, text);
    return str_lower(arena, text);
}

bool assets_index_word_next(struct str *rest, struct str *ret_word,
                            char room[VOCABULARY_WORD_MAX], struct str *ret_stem)
{
    struct str word;
    while (utf8_next_word(rest, &word)) {
        if (word.len >= VOCABULARY_WORD_MAX) word = utf8_cut(word, VOCABULARY_WORD_MAX - 1);
        if (word.len == 0 || joint(word)) continue;
        *ret_word = word;
        *ret_stem = vocabulary_stem(word, room);
        if (ret_stem->len > 0) return true;
    }
    return false;
}

static bool have(const struct index_word *words, size_t n, struct str stem)
{
    for (size_t i = 0; i < n; i++)
        if (words[i].stem.len == stem.len && memcmp(words[i].stem.ptr, stem.ptr, stem.len) == 0)
            return true;
    return false;
}

static size_t text_add(struct arena *arena, struct str text, bool in_name,
                       struct index_word *out, size_t n, size_t max)
{
    char room[VOCABULARY_WORD_MAX];
    struct str rest = assets_index_fold(arena, utf8_cut(text, TEXT_MAX)), word, stem;
    while (n < max && assets_index_word_next(&rest, &word, room, &stem)) {
        if (have(out, n, stem)) continue;
        out[n++] = (struct index_word){str_copy(arena, stem), in_name};
    }
    return n;
}

size_t assets_index_words_of(struct arena *arena, const struct index_row *row,
                             struct index_word *out, size_t max)
{
    size_t n = text_add(arena, row->name, true, out, 0, max);
    n = text_add(arena, row->organisation_name, false, out, n, max);
    n = text_add(arena, row->location_name, false, out, n, max);
    n = text_add(arena, row->city, false, out, n, max);
    n = text_add(arena, row->outcode, false, out, n, max);
    n = text_add(arena, row->address, false, out, n, max);
    return text_add(arena, row->description, false, out, n, max);
}
