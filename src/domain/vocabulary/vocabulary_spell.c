/* Misspellings: every target word is filed under what is left when one or two letters of its
   beginning are dropped; so is the word as typed. Where they meet, the real distance decides.
 */
#include "domain/vocabulary/vocabulary_own.h"

#include <string.h>

size_t vocabulary_spell_letters(struct str s, uint16_t out[SPELL_LETTERS_MAX]) {
    size_t n = 0;
    uint32_t code;
    while (n < SPELL_LETTERS_MAX && utf8_next(&s, &code)) out[n++] = (uint16_t)code;
    return n;
}

static uint32_t hash_letters(const uint16_t *p, size_t n, int without, int and_without) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        if ((int)i != without && (int)i != and_without) h = (h ^ p[i]) * 16777619u;
    h ^= h >> 15;
    return h * 0x9E3779B1u;
}

/* "book" without its second and without its third letter is the same. */
static size_t add_hash(uint32_t *out, size_t count, uint32_t hash) {
    for (size_t i = 0; i < count; i++)
        if (out[i] == hash) return count;
    out[count] = hash;
    return count + 1;
}

/* At most 1 + 7 + 21. */
size_t vocabulary_spell_hashes(const uint16_t *letters, size_t n, int drop,
                               uint32_t out[SPELL_HASHES]) {
    size_t len = n < SPELL_PREFIX ? n : SPELL_PREFIX, count = 0;
    count = add_hash(out, count, hash_letters(letters, len, -1, -1));
    for (int i = 0; drop >= 1 && i < (int)len; i++) {
        count = add_hash(out, count, hash_letters(letters, len, i, -1));
        for (int j = i + 1; drop >= 2 && j < (int)len; j++)
            count = add_hash(out, count, hash_letters(letters, len, i, j));
    }
    return count;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

/* One more letter of `a` against all of `b`; row[0] is new, [1] and [2] are the two before. */
static int next_row(uint8_t *const row[3], const uint16_t *a, size_t i, const uint16_t *b,
                    size_t bn) {
    int smallest = row[0][0] = (uint8_t)i;
    for (size_t j = 1; j <= bn; j++) {
        int best = row[1][j - 1] + (a[i - 1] != b[j - 1]);
        best = least(best, least(row[1][j], row[0][j - 1]) + 1);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        if (swapped) best = least(best, row[2][j - 2] + 1);
        row[0][j] = (uint8_t)best;
        smallest = least(smallest, best);
    }
    return smallest;
}

int vocabulary_distance(const uint16_t *a, size_t an, const uint16_t *b, size_t bn, int limit) {
    if (an > SPELL_LETTERS_MAX || bn > SPELL_LETTERS_MAX) return limit + 1;
    if (an > bn + (size_t)limit || bn > an + (size_t)limit) return limit + 1;
    uint8_t rows[3][SPELL_LETTERS_MAX + 1];
    for (size_t j = 0; j <= bn; j++) rows[0][j] = (uint8_t)j;
    for (size_t i = 1; i <= an; i++) {
        uint8_t *const turn[3] = {rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]};
        if (next_row(turn, a, i, b, bn) > limit) return limit + 1;
    }
    return least(rows[an % 3][bn], limit + 1);
}

int vocabulary_spell_drops(size_t n) {
    return n >= 7 ? 2 : n >= 4 ? 1 : 0;
}

/* English is read with the full allowance; in the other languages most words are not in our
   lists, so a word must be longer before it is doubted. */
static int allowance(size_t n, unsigned languages) {
    bool english = languages & 1u;
    if (english) return n >= 8 ? 2 : n >= 4 ? 1 : 0;
    return n >= 9 ? 2 : n >= 5 ? 1 : 0;
}

static bool same_start(const uint16_t *a, const uint16_t *b) {
    return a[0] == b[0] || (a[0] == b[1] && a[1] == b[0]);
}

/* What is typed, and the nearest found so far. */
struct search {
    uint16_t typed[SPELL_LETTERS_MAX];
    size_t n;
    unsigned languages;
    int best;
    uint32_t found;
};

static void try_word(const struct vocabulary *v, struct search *s, uint32_t unit) {
    const struct unit *u = &v->units[unit];
    if (!(u->form_in & s->languages) || s->found == unit + 1) return;
    uint16_t target[SPELL_LETTERS_MAX];
    size_t m = vocabulary_spell_letters(vocabulary_unit_text(v, u), target);
    if (m < 4 || !same_start(s->typed, target)) return;
    int d = vocabulary_distance(s->typed, s->n, target, m, s->best - 1);
    if (d >= s->best) return;
    s->best = d;
    s->found = unit + 1;
}

uint32_t vocabulary_spell_find(const struct vocabulary *v, struct str folded,
                               unsigned languages, int most) {
    struct search s = {.languages = languages};
    s.n = vocabulary_spell_letters(folded, s.typed);
    most = least(most, allowance(s.n, languages));
    if (most == 0 || s.n >= SPELL_LETTERS_MAX) return 0;
    s.best = most + 1;
    uint32_t hashes[SPELL_HASHES];
    size_t count = vocabulary_spell_hashes(s.typed, s.n, most, hashes);
    for (size_t i = 0; i < count; i++) {
        uint32_t bucket = SPELL_BUCKET(hashes[i]);
        for (uint32_t e = v->spell_from[bucket]; e < v->spell_from[bucket + 1]; e++)
            if (v->spell[e].check == SPELL_CHECK(hashes[i]))
                try_word(v, &s, v->spell_words[v->spell[e].word]);
    }
    return s.found;
}
