/* Words to numbers: a bit for every number, one word after the other. */
#include "base/utf8.h"
#include "domain/assets/index_own.h"

#include <string.h>

#define ASKED_MAX 16   /* words of a question that are looked up */
#define PREFIX_LEAST 3 /* letters before a last word counts as a beginning */
#define SCORE_NAME 8
#define SCORE_ELSEWHERE 2

void assets_index_hits_init(struct arena *arena, const struct assets_view *view,
                            struct index_hits *hits)
{
    hits->n = view->n + view->young_n;
    hits->bits = ARENA_ARRAY(arena, uint64_t, hits->n / 64 + 1);
    hits->score = ARENA_ARRAY(arena, uint8_t, hits->n + 1);
}

struct lookup {
    const struct index_base *base;
    const char *text;
    const uint32_t *at, *from, *numbers;
    uint64_t total;
};

static struct str word_at(const struct lookup *l, uint32_t i)
{
    uint64_t bytes = l->base->head->bytes[IS_WORD_TEXT];
    uint32_t from = l->at[i], to = l->at[i + 1];
    if (from > to || to > bytes) return STR("");
    return str_of(l->text + from, to - from);
}

static uint32_t word_at_least(const struct lookup *l, struct str word)
{
    uint32_t low = 0, high = l->base->head->words_n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(word_at(l, middle), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mark(struct index_hits *one, uint32_t number, bool in_name)
{
    if (number >= one->n) return;
    index_hit_set(one, number);
    uint8_t score = in_name ? SCORE_NAME : SCORE_ELSEWHERE;
    if (score > one->score[number]) one->score[number] = score;
}

static void posting_mark(const struct lookup *l, uint32_t word, struct index_hits *one)
{
    uint32_t first = l->from[word], last = l->from[word + 1];
    if (first > last || last > l->total) return;
    for (uint32_t i = first; i < last; i++) mark(one, l->numbers[i] >> 1, l->numbers[i] & 1);
}

/* One word of the question: its stem, or what begins with it when `begins` is given. */
static void base_word(const struct assets_view *view, struct str stem, struct str begins,
                      struct index_hits *one)
{
    struct lookup l = {.base = assets_index_gen_of(view)->base};
    l.text = assets_index_section_of(l.base, IS_WORD_TEXT);
    l.at = assets_index_section_of(l.base, IS_WORD_AT);
    l.from = assets_index_section_of(l.base, IS_WORD_FROM);
    l.numbers = assets_index_section_of(l.base, IS_WORDS);
    l.total = l.base->head->bytes[IS_WORDS] / 4;
    uint32_t i = word_at_least(&l, stem);
    if (i < l.base->head->words_n && str_eq(word_at(&l, i), stem)) posting_mark(&l, i, one);
    if (begins.len < PREFIX_LEAST) return;
    for (i = word_at_least(&l, begins);
         i < l.base->head->words_n && str_starts(word_at(&l, i), begins); i++)
        posting_mark(&l, i, one);
}

static void young_word(const struct assets_view *view, struct str stem, struct str begins,
                       struct index_hits *one)
{
    for (uint32_t i = 0; i < view->young_n; i++) {
        const struct index_young *young = &assets_index_gen_of(view)->young[i];
        for (uint32_t w = 0; w < young->words_n; w++) {
            bool same = str_eq(young->words[w], stem) ||
                        (begins.len >= PREFIX_LEAST && str_starts(young->words[w], begins));
            if (same) mark(one, (uint32_t)view->n + i, young->in_name[w]);
        }
    }
}

static uint8_t added(uint8_t a, uint8_t b)
{
    unsigned sum = (unsigned)a + b;
    return (uint8_t)(sum > 200 ? 200 : sum);
}

/* Keep what both hold, adding the scores; a number that is not held keeps no score. */
static void join(struct index_hits *all, const struct index_hits *one, bool first)
{
    for (size_t w = 0; w < all->n / 64 + 1; w++) {
        uint64_t before = all->bits[w], both = first ? one->bits[w] : before & one->bits[w];
        all->bits[w] = both;
        for (uint64_t left = both; left; left &= left - 1) {
            size_t i = w * 64 + (size_t)__builtin_ctzll(left);
            all->score[i] = added(all->score[i], one->score[i]);
        }
        for (uint64_t gone = before & ~both; gone; gone &= gone - 1)
            all->score[w * 64 + (size_t)__builtin_ctzll(gone)] = 0;
    }
}

/* Is a base number that holds the word still living? A word only the dead have is nobody's. */
static bool any_alive(const struct assets_view *view, const struct index_hits *one)
{
    for (size_t w = 0; w < one->n / 64 + 1; w++)
        for (uint64_t left = one->bits[w]; left; left &= left - 1)
            if (assets_view_alive(view, (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left)))
                return true;
    return false;
}

/* Whoever has the word; only when nobody has, whoever has one that begins with it: "tea" is not
   "teaching" while there is tea. */
static bool word_find(const struct assets_view *view, struct str stem, struct str begins,
                      struct index_hits *one)
{
    for (int pass = 0; pass < 2; pass++) {
        struct str start = pass == 0 ? STR("") : begins;
        if (pass == 1 && begins.len < PREFIX_LEAST) return false;
        memset(one->bits, 0, (one->n / 64 + 1) * sizeof *one->bits);
        memset(one->score, 0, one->n + 1);
        base_word(view, stem, start, one);
        young_word(view, stem, start, one);
        if (any_alive(view, one)) return true;
    }
    return false;
}

void assets_index_match(struct arena *arena, const struct assets_view *view, struct str text,
                        struct index_hits *ret_hits, size_t *ret_asked, size_t *ret_known)
{
    char room[VOCABULARY_WORD_MAX];
    struct index_hits all, one;
    struct str rest = assets_index_fold(arena, utf8_cut(text, 500)), word, stem;
    bool open = rest.len > 0 && rest.ptr[rest.len - 1] != ' ';
    size_t asked = 0, known = 0;
    assets_index_hits_init(arena, view, &all);
    assets_index_hits_init(arena, view, &one);
    while (asked < ASKED_MAX && assets_index_word_next(&rest, &word, room, &stem)) {
        struct str left = rest, next;
        bool last = !utf8_next_word(&left, &next);
        struct str begins = last && open ? word : STR("");
        asked++;
        if (!word_find(view, stem, begins, &one)) continue;
        join(&all, &one, known == 0);
        known++;
    }
    *ret_hits = all;
    *ret_asked = asked;
    *ret_known = known;
}

enum status assets_view_words(struct ctx *ctx, const struct assets_view *view, struct str text,
                              size_t limit, uint32_t **ret_numbers, size_t *ret_count,
                              bool *ret_capped)
{
    struct index_hits hits;
    size_t asked, known, n = 0;
    assets_index_match(ctx->arena, view, text, &hits, &asked, &known);
    uint32_t *numbers = ARENA_ARRAY(ctx->arena, uint32_t, limit + 1);
    bool capped = false;
    for (uint32_t i = 0; i < hits.n && !capped; i++) {
        if (!index_hit(&hits, i) || !assets_view_alive(view, i)) continue;
        if (n == limit)
            capped = true;
        else
            numbers[n++] = i;
    }
    TRY(arena_check(ctx->arena));
    *ret_numbers = numbers;
    *ret_count = n;
    *ret_capped = capped;
    return OK;
}

void assets_view_words_visit(struct ctx *ctx, const struct assets_view *view, struct str text,
                             void (*visit)(void *cookie, uint32_t number, unsigned score,
                                           size_t words),
                             void *cookie)
{
    struct index_hits hits;
    size_t asked, known;
    struct str parts[] = {text, STR("")}; /* a blank at the end: whole words only */
    assets_index_match(ctx->arena, view, str_join(ctx->arena, parts, 2, STR(" ")), &hits,
                       &asked, &known);
    if (asked == 0 || known < asked) return;
    for (size_t w = 0; w < hits.n / 64 + 1; w++) {
        for (uint64_t left = hits.bits[w]; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            if (assets_view_alive(view, number))
                visit(cookie, number, hits.score[number], known);
        }
    }
}
