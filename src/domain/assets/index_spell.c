/* A word nobody has: the nearest one somebody has. The list of words as written is gone through
   once; which letters they have tells most of them apart without comparing. */
#include "base/utf8.h"
#include "domain/assets/index_post.h"

#include <string.h>

#define LETTERS_MAX 40
#define LONG 8 /* letters from which two may be wrong */
#define SHORT 4

static size_t letters_of(struct str s, uint32_t out[LETTERS_MAX])
{
    size_t n = 0;
    while (n < LETTERS_MAX && utf8_next(&s, &out[n])) n++;
    return n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* How many letters to change, leave out, put in or swap; limit + 1 when more than that. */
static int distance(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, int limit)
{
    int row[3][LETTERS_MAX + 1];
    if (an > bn + (size_t)limit || bn > an + (size_t)limit) return limit + 1;
    for (size_t j = 0; j <= bn; j++) row[0][j] = (int)j;
    for (size_t i = 1; i <= an; i++) {
        int *now = row[i % 3];
        const int *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        int smallest = now[0] = (int)i;
        for (size_t j = 1; j <= bn; j++) {
            int best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = least(best, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, before[j - 2] + 1);
            now[j] = best;
            smallest = least(smallest, best);
        }
        if (smallest > limit) return limit + 1;
    }
    return least(row[an % 3][bn], limit + 1);
}

struct spelling {
    const struct assets_view *view;
    struct str asked, best;
    uint32_t letters[LETTERS_MAX], mask;
    size_t n;
    int best_distance;
    size_t best_count;
    bool best_starts;
};

/* One letter of few, two of many; a word of fewer than five letters never two. */
static int allowed(size_t asked, size_t word)
{
    if (asked < SHORT || word < SHORT) return 0;
    return asked > SHORT && (asked >= LONG || word >= LONG) ? 2 : 1;
}

static void consider(struct spelling *s, struct str word, uint32_t mask, size_t count,
                     struct arena *keep)
{
    uint32_t other[LETTERS_MAX];
    if (__builtin_popcount(mask ^ s->mask) > 2 * 2 || count == 0) return;
    size_t n = letters_of(word, other);
    int limit = allowed(s->n, n);
    if (limit == 0) return;
    int d = distance(s->letters, s->n, other, n, limit);
    if (d > limit || d == 0) return;
    bool starts = other[0] == s->letters[0]; /* the first letter is seldom wrong */
    if (s->best.len > 0) {
        if (d != s->best_distance) {
            if (d > s->best_distance) return;
        } else if (starts != s->best_starts) {
            if (!starts) return;
        } else if (count != s->best_count) {
            if (count < s->best_count) return;
        } else if (str_cmp(word, s->best) >= 0)
            return;
    }
    s->best = keep ? str_copy(keep, word) : word;
    s->best_distance = d;
    s->best_count = count;
    s->best_starts = starts;
}

static size_t count_living(const struct assets_view *view, uint32_t word)
{
    const struct index_base *base = assets_index_gen_of(view)->base;
    struct index_post post = index_post_of(base, word);
    while (index_post_next(&post))
        if (post.value >> 1 < view->n && assets_view_alive(view, post.value >> 1))
            return ((const uint32_t *)assets_index_section_of(base, IS_WORD_COUNT))[word];
    return 0;
}

static void base_look(struct spelling *s)
{
    const struct index_base *base = assets_index_gen_of(s->view)->base;
    const uint32_t *masks = assets_index_section_of(base, IS_SAY_MASK),
                   *words = assets_index_section_of(base, IS_SAY_WORD);
    for (uint32_t i = 0; i < base->head->says_n; i++) {
        if (__builtin_popcount(masks[i] ^ s->mask) > 2 * 2) continue;
        struct str word = index_say_at(base, i);
        if (word.len > s->asked.len + 8 || s->asked.len > word.len + 8) continue;
        uint32_t other[LETTERS_MAX];
        size_t n = letters_of(word, other);
        int limit = allowed(s->n, n);
        if (limit == 0 || distance(s->letters, s->n, other, n, limit) > limit) continue;
        consider(s, word, masks[i], count_living(s->view, words[i]), NULL);
    }
}

static void young_look(struct spelling *s, struct arena *arena)
{
    const struct index_gen *gen = assets_index_gen_of(s->view);
    for (uint32_t i = 0; i < s->view->young_n; i++) {
        const struct index_young *young = &gen->young[i];
        if (!assets_view_alive(s->view, (uint32_t)s->view->n + i)) continue;
        for (uint32_t w = 0; w < young->words_n; w++)
            consider(s, young->says[w], assets_index_letters(young->says[w]), 1, arena);
    }
}

bool assets_index_spell(struct arena *arena, const struct assets_view *view, struct str folded,
                        struct str *ret_word)
{
    struct spelling s = {.view = view, .asked = folded};
    s.mask = assets_index_letters(folded);
    if (s.mask == 0) return false;
    s.n = letters_of(folded, s.letters);
    base_look(&s);
    young_look(&s, arena);
    if (s.best.len == 0) return false;
    *ret_word = str_copy(arena, s.best);
    return true;
}

bool assets_index_says(const struct assets_view *view, struct str folded)
{
    const struct index_gen *gen = assets_index_gen_of(view);
    uint32_t low = 0, high = gen->base->head->says_n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(index_say_at(gen->base, middle), folded);
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = 0; i < view->young_n; i++)
        for (uint32_t w = 0; w < gen->young[i].words_n; w++)
            if (str_eq(gen->young[i].says[w], folded)) return true;
    return false;
}
