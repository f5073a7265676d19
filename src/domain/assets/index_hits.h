/* Words and places to numbers. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_HITS_H
#define DOMAIN_ASSETS_INDEX_HITS_H

#include "domain/assets/index_base.h"

/* ---- index_match.c ---- */
#define INDEX_ASKED_MAX 12  /* words of a question that are looked up: bits 0..11 of a mask */
#define INDEX_MASK_MEANT 12 /* six bits from here: a concept of the question brought it */
#define INDEX_MASK_NAME 18  /* twelve bits from here: the word is in the name */
/* A bit for every number of the view, and for those hit a score and which words it holds. */
struct index_cell {
    uint32_t mask;
    uint16_t score;
};
struct index_hits {
    uint64_t *bits;
    struct index_cell *cells;
    size_t n;
    struct index_room *room;
};
/* All clear; OK or ERR_LIMIT. Given back they are clear again. */
enum status assets_index_hits_take(struct ctx *ctx, const struct assets_view *view,
                                   struct index_hits *ret_hits) MUST_USE;
void assets_index_hits_give(struct ctx *ctx, struct index_hits *hits);
void assets_index_rooms_release(struct index_store *store);
static inline bool index_hit(const struct index_hits *hits, uint32_t number)
{
    return hits->bits[number / 64] >> (number % 64) & 1;
}
static inline void index_hit_set(struct index_hits *hits, uint32_t number)
{
    hits->bits[number / 64] |= (uint64_t)1 << (number % 64);
}
static inline void index_hit_clear(struct index_hits *hits, uint32_t number)
{
    hits->bits[number / 64] &= ~((uint64_t)1 << (number % 64));
    hits->cells[number].score = 0;
    hits->cells[number].mask = 0;
}
static inline void index_hit_add(struct index_hits *hits, uint32_t number, unsigned score)
{
    unsigned sum = hits->cells[number].score + score;
    hits->cells[number].score = (uint16_t)(sum > UINT16_MAX ? UINT16_MAX : sum);
}
/* Numbers some steps before they are marked: their cells lie far apart and are fetched meanwhile. */
#define INDEX_AHEAD 12u
struct index_ahead {
    uint32_t number[INDEX_AHEAD];
    uint8_t mark[INDEX_AHEAD];
    unsigned n;
};
/* Push one; true when one that was pushed before is due, in *number and *mark. */
static inline bool index_ahead_push(struct index_ahead *ahead, const struct index_hits *hits,
                                    uint32_t *number, uint8_t *mark)
{
    unsigned slot = ahead->n++ % INDEX_AHEAD;
    uint32_t due = ahead->number[slot];
    uint8_t due_mark = ahead->mark[slot];
    __builtin_prefetch(&hits->cells[*number], 1);
    ahead->number[slot] = *number;
    ahead->mark[slot] = *mark;
    *number = due;
    *mark = due_mark;
    return ahead->n > INDEX_AHEAD;
}
/* Those left, one a call, in the order they came; *at is 0 at first. */
static inline bool index_ahead_rest(const struct index_ahead *ahead, unsigned *at,
                                    uint32_t *number, uint8_t *mark)
{
    unsigned left = ahead->n < INDEX_AHEAD ? ahead->n : INDEX_AHEAD;
    if (*at == left) return false;
    unsigned slot = (ahead->n - left + (*at)++) % INDEX_AHEAD;
    *number = ahead->number[slot];
    *mark = ahead->mark[slot];
    return true;
}
/* As assets_view_near, of the numbers hit alone. */
void assets_index_near_hits(const struct assets_view *view, float x, float y, float radius,
                            const struct index_hits *hits,
                            void (*visit)(void *cookie, uint32_t number, float distance),
                            void *cookie);
/* The same, the nearest cells first. What lies farther than `enough` says by then is only counted;
   returns how many, all living and no person's gift. */
int64_t assets_index_nearest_hits(struct arena *arena, const struct assets_view *view, float x,
                                  float y, float radius, const struct index_hits *hits,
                                  void (*visit)(void *cookie, uint32_t number, float distance),
                                  float (*enough)(const void *cookie), void *cookie);
/* The stretches of base numbers whose cells touch a circle, rising, and of those only what may be
   on at one of some days: the rest need not be looked at. NULL stands for everything. */
struct index_stretch {
    uint32_t from, to;
};
struct index_region {
    struct index_stretch *stretches;
    size_t n;
    const uint8_t *days_of;
    uint8_t days; /* bits; 127 = whenever */
};
const struct index_region *assets_index_region(struct arena *arena, const struct assets_view *view,
                                               float x, float y, float radius, unsigned days);
/* The same of the whole list. */
const struct index_region *assets_index_region_all(struct arena *arena,
                                                   const struct assets_view *view,
                                                   unsigned days);
/* Is a base number inside? Numbers are asked in rising order with one `at`, 0 at first. */
static inline bool index_inside(const struct index_region *region, size_t *at, uint32_t number)
{
    if (region == NULL) return true;
    while (*at < region->n && number >= region->stretches[*at].to) (*at)++;
    return *at < region->n && number >= region->stretches[*at].from &&
           (region->days_of[number] & region->days);
}
/* The base assets of a concept and the place it has in each. */
const uint32_t *assets_index_concept(const struct assets_view *view, uint16_t concept, size_t *ret_n,
                                     const uint8_t **ret_places);
/* One word of a question. */
struct index_asked {
    struct str word, stem; /* as folded */
    struct str begins;     /* what it is the beginning of is looked up; STR_NONE: itself */
    size_t count;          /* how many hold it; 0: nobody */
};
/* The words of a text worth looking up, at most INDEX_ASKED_MAX; each with how many hold it. */
size_t assets_index_ask(struct arena *arena, const struct assets_view *view, struct str text,
                        struct index_asked out[INDEX_ASKED_MAX]);
void assets_index_ask_one(struct arena *arena, const struct assets_view *view, struct str word,
                          struct index_asked *ret_asked);
/* Mark who holds a word: bit `bit` of the mask and the score given; only those hit already when
   `narrow`. */
struct index_weight {
    unsigned bit, name, elsewhere;
    bool narrow;
    const struct index_region *region;
};
void assets_index_mark(const struct assets_view *view, const struct index_asked *asked,
                       const struct index_weight *weight, struct index_hits *hits);
/* Clear all whose mask has none of `any` and not all of `all`. */
void assets_index_keep(struct index_hits *hits, uint32_t all, uint32_t any);

/* ---- index_spell.c ---- */
/* The nearest word somebody living has, as it is written: one letter away for 4 to 7 letters, two
   from 8; the likest, then the commonest, then by alphabet. False when there is none. */
bool assets_index_spell(struct arena *arena, const struct assets_view *view, struct str folded,
                        struct str *ret_word);
/* Is it one of the words as somebody writes it? */
bool assets_index_says(const struct assets_view *view, struct str folded);
uint32_t assets_index_letters(struct str folded); /* a bit a letter; 0 when it is no plain word */

#endif
