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

/* The next word worth indexing, as it was folded. */
static bool word_next(struct str *rest, struct str *ret_word)
{
    struct str word;
    while (utf8_next_word(rest, &word)) {
        if (word.len >= VOCABULARY_WORD_MAX) word = utf8_cut(word, VOCABULARY_WORD_MAX - 1);
        if (word.len == 0 || joint(word)) continue;
        *ret_word = word;
        return true;
    }
    return false;
}

bool assets_index_word_next(struct str *rest, struct str *ret_word,
                            char room[VOCABULARY_WORD_MAX], struct str *ret_stem)
{
    while (word_next(rest, ret_word)) {
        *ret_stem = vocabulary_stem(*ret_word, room);
        if (ret_stem->len > 0) return true;
    }
    return false;
}

/* ---- stems met before: a list says the same words over and over ---- */

static size_t stem_slot(const struct index_stems *stems, struct str word)
{
    size_t at = str_hash(word, 7) & (stems->slots_n - 1);
    while (stems->slots[at].word.ptr && !str_eq(stems->slots[at].word, word))
        at = (at + 1) & (stems->slots_n - 1);
    return at;
}

static void stems_grow(struct index_stems *stems)
{
    struct index_stems old = *stems;
    stems->slots_n = old.slots_n ? old.slots_n * 4 : 256;
    stems->slots = ARENA_ARRAY(stems->arena, struct index_stem, stems->slots_n);
    for (size_t i = 0; i < old.slots_n; i++)
        if (old.slots[i].word.ptr)
            stems->slots[stem_slot(stems, old.slots[i].word)] = old.slots[i];
}

static struct str stem_of(struct index_stems *stems, struct str word)
{
    char room[VOCABULARY_WORD_MAX];
    if (stems->count * 2 >= stems->slots_n) stems_grow(stems);
    struct index_stem *slot = &stems->slots[stem_slot(stems, word)];
    if (slot->word.ptr) return slot->stem;
    slot->word = str_copy(stems->arena, word);
    slot->stem = str_copy(stems->arena, vocabulary_stem(word, room));
    stems->count++;
    return slot->stem;
}

static bool have(const struct index_word *words, size_t n, struct str stem)
{
    for (size_t i = 0; i < n; i++)
        if (words[i].stem.len == stem.len && memcmp(words[i].stem.ptr, stem.ptr, stem.len) == 0)
            return true;
    return false;
}

static size_t text_add(struct index_stems *stems, struct arena *scratch, struct str text,
                       bool in_name, struct index_word *out, size_t n, size_t max)
{
    struct str rest = assets_index_fold(scratch, utf8_cut(text, TEXT_MAX)), word;
    while (n < max && word_next(&rest, &word)) {
        struct str stem = stem_of(stems, word);
        if (stem.len == 0 || have(out, n, stem)) continue;
        out[n++] = (struct index_word){stem, word, in_name};
    }
    return n;
}

size_t assets_index_words_of(struct index_stems *stems, struct arena *scratch,
                             const struct index_row *row, struct index_word *out, size_t max)
{
    size_t n = text_add(stems, scratch, row->name, true, out, 0, max);
    n = text_add(stems, scratch, row->organisation_name, false, out, n, max);
    n = text_add(stems, scratch, row->location_name, false, out, n, max);
    n = text_add(stems, scratch, row->city, false, out, n, max);
    n = text_add(stems, scratch, row->outcode, false, out, n, max);
    n = text_add(stems, scratch, row->address, false, out, n, max);
    return text_add(stems, scratch, row->description, false, out, n, max);
}

uint32_t assets_index_letters(struct str folded)
{
    uint32_t mask = 0, code;
    size_t n = 0;
    while (utf8_next(&folded, &code)) {
        if (code >= '0' && code <= '9') return 0;
        mask |= (uint32_t)1 << (code % 32);
        n++;
    }
    return n >= 4 && n <= 40 ? mask : 0;
}
