/* Misspellings: every target word is filed under what is left when one or two letters of its
   beginning are dropped; so is the word as typed. Where they meet, the real distance decides.
 */
#include "domain/vocabulary/vocabulary_own.h"

#include <string.h>

#define LETTERS_MAX 40

static size_t letters_of(struct str s, uint16_t out[LETTERS_MAX]) {
    size_t n = 0;
    uint32_t code;
    while (n < LETTERS_MAX && utf8_next(&s, &code)) out[n++] = (uint16_t)code;
    return n;
}

static uint32_t hash_letters(const uint16_t *p, size_t n, int without, int and_without) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        if ((int)i != without && (int)i != and_without) h = (h ^ p[i]) * 16777619u;
    h ^= h >> 15;
    return h * 0x9E3779B1u;
}

/* Hashes of the beginning with up to `drop` letters left out; at most 1 + 7 + 21. */
static size_t deletions(const uint16_t *letters, size_t n, int drop, uint32_t out[32]) {
    size_t len = n < SPELL_PREFIX ? n : SPELL_PREFIX, count = 0;
    out[count++] = hash_letters(letters, len, -1, -1);
    for (int i = 0; drop >= 1 && i < (int)len; i++) {
        out[count++] = hash_letters(letters, len, i, -1);
        for (int j = i + 1; drop >= 2 && j < (int)len; j++)
            out[count++] = hash_letters(letters, len, i, j);
    }
    return count;
}

static int least(int a, int b) { return a < b ? a : b; }

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
    if (an > LETTERS_MAX || bn > LETTERS_MAX) return limit + 1;
    if (an > bn + (size_t)limit || bn > an + (size_t)limit) return limit + 1;
    uint8_t rows[3][LETTERS_MAX + 1];
    for (size_t j = 0; j <= bn; j++) rows[0][j] = (uint8_t)j;
    for (size_t i = 1; i <= an; i++) {
        uint8_t *const turn[3] = {rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]};
        if (next_row(turn, a, i, b, bn) > limit) return limit + 1;
    }
    return least(rows[an % 3][bn], limit + 1);
}

static int drops_of_target(size_t n) { return n >= 7 ? 2 : n >= 4 ? 1 : 0; }

static void count_or_file(struct vocabulary *v, uint32_t *cursor, bool file) {
    uint16_t letters[LETTERS_MAX];
    uint32_t hashes[32];
    for (size_t u = 0; u < v->units_n; u++) {
        if (!v->units[u].form_in) continue;
        size_t n = letters_of(v->units[u].text, letters);
        if (drops_of_target(n) == 0) continue;
        size_t count = deletions(letters, n, drops_of_target(n), hashes);
        for (size_t i = 0; i < count; i++) {
            uint32_t *at = &cursor[hashes[i] >> (32 - SPELL_BITS)];
            if (file) v->spell[*at] = (struct spell_entry){hashes[i], (uint32_t)u};
            (*at)++;
        }
    }
}

void vocabulary_build_spell(struct vocabulary *v) {
    size_t buckets = (size_t)1 << SPELL_BITS;
    uint32_t *cursor = ARENA_ARRAY(v->arena, uint32_t, buckets + 1);
    v->spell_from = ARENA_ARRAY(v->arena, uint32_t, buckets + 1);
    count_or_file(v, cursor, false);
    uint32_t total = 0;
    for (size_t b = 0; b < buckets; b++) {
        v->spell_from[b] = total;
        total += cursor[b];
        cursor[b] = v->spell_from[b];
    }
    v->spell_from[buckets] = total;
    v->spell = ARENA_ARRAY(v->arena, struct spell_entry, total ? total : 1);
    count_or_file(v, cursor, true);
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

uint32_t vocabulary_spell_find(const struct vocabulary *v, struct str folded,
                               unsigned languages) {
    uint16_t typed[LETTERS_MAX], target[LETTERS_MAX];
    size_t n = letters_of(folded, typed);
    int best = allowance(n, languages);
    if (best == 0 || n >= LETTERS_MAX) return 0;
    uint32_t hashes[32], found = 0;
    size_t count = deletions(typed, n, best, hashes);
    best++;
    for (size_t i = 0; i < count; i++) {
        uint32_t bucket = hashes[i] >> (32 - SPELL_BITS);
        for (uint32_t e = v->spell_from[bucket]; e < v->spell_from[bucket + 1]; e++) {
            const struct unit *u = &v->units[v->spell[e].unit];
            if (v->spell[e].hash != hashes[i] || !(u->form_in & languages) ||
                found == v->spell[e].unit + 1)
                continue;
            size_t m = letters_of(u->text, target);
            if (m < 4 || !same_start(typed, target)) continue;
            int d = vocabulary_distance(typed, n, target, m, best - 1);
            if (d >= best) continue;
            best = d;
            found = v->spell[e].unit + 1;
        }
    }
    return found;
}
