/* The inside of the index: one packed base (built or mapped from its snapshot), a young segment
   beside it, and the store that hands both to readers. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_OWN_H
#define DOMAIN_ASSETS_INDEX_OWN_H

#include <pthread.h>
#include <stdatomic.h>

#include "domain/assets/index.h"
#include "domain/assets/index_row.h"

#define INDEX_YOUNG_MAX 4096
#define INDEX_SNAPSHOT_FROM 2000 /* fewer assets are built faster than a file is worth */
#define INDEX_WORDS_MAX 400      /* words kept of one asset */
#define INDEX_DAYS_OLD 7 /* weeks are looked up for the days ahead: built again after this */
#define INDEX_UNLOCATED UINT32_MAX

enum index_section {
    IS_HOT,
    IS_WEEK_OF,
    IS_WEEKS,
    IS_DAYS, /* a byte each: bit d = on at some time of day d; all bits when nobody knows */
    IS_IDS,
    IS_TIES,
    IS_BY_ID,
    IS_CELLS,
    IS_CELL_FROM,
    IS_CONCEPT_FROM,
    IS_CONCEPTS,
    IS_CONCEPT_PLACE, /* of each of these: first, second... of what the entry is about */
    IS_NAMES, /* hash of the folded name, to see repeats */
    IS_WORD_TEXT,
    IS_WORD_AT,
    IS_WORD_COUNT, /* how many hold it */
    IS_WORD_FROM,  /* first byte of its numbers */
    IS_SAY_TEXT,   /* words as people write them, sorted */
    IS_SAY_AT,
    IS_SAY_WORD, /* its stem */
    IS_SAY_MASK, /* which letters it has */
    IS_WORDS,    /* number * 2 + in the name, as differences in bytes of seven bits; always last */
    INDEX_SECTIONS
};

/* First bytes of a base, in memory and in the file alike. */
struct index_head {
    char magic[8];
    uint32_t version, order; /* order: 0x01020304 as this machine writes it */
    char identity[40];       /* of the list it was made from */
    uint64_t vocabulary;     /* fingerprint: concept numbers belong to it */
    int64_t change;          /* newest change number in it */
    int64_t newest_id,
        newest_at; /* the row changed last: a restored older database does not have it */
    int64_t built_day;
    double origin_lat, origin_lon;
    uint32_t n, weeks_n, cells_n, concepts_n, words_n, says_n;
    uint64_t at[INDEX_SECTIONS], bytes[INDEX_SECTIONS];
    uint64_t size, checksum; /* checksum of everything before it */
};

struct index_base {
    atomic_int refs;
    void *map;
    size_t map_size;
    const struct index_head *head;
};

/* A changed or new asset since the base. */
struct index_young {
    struct asset_hot hot;
    struct week week;
    struct asset_id id;
    uint32_t tie, name, words_n;
    const struct str *words; /* stems, sorted */
    const struct str *says;  /* the same as written */
    const bool *in_name;
};

struct index_gen {
    atomic_int refs;
    struct index_base *base;
    struct arena arena;        /* the young ones' words */
    _Atomic int64_t *dead;     /* by number: the change that replaced it; 0 = lives */
    _Atomic uint64_t *ended;   /* a bit for each that has such a change: looked at first */
    struct index_young *young; /* INDEX_YOUNG_MAX of them */
    size_t young_n;
    int64_t change;
};

#define INDEX_WRITERS 16
struct index_room;
struct index_store {
    pthread_mutex_t lock;
    struct index_gen *current;
    struct arena *arena;
    struct index_room *rooms; /* room for hits, kept between requests */
    size_t rooms_n;
    struct index_worker *worker; /* builds beside the readers; NULL: whoever asks builds */
    const struct db
        *writers[INDEX_WRITERS]; /* connections that may see what is not committed */
    size_t writers_n;
};

/* ---- index_build.c ---- */
/* Read the whole list into one packed block (anonymous memory). ERR_BUSY once *stop is set. */
enum status assets_index_build(struct ctx *ctx, const atomic_bool *stop,
                               struct index_base **ret_base) MUST_USE;

/* The changed rows alone, placed as in `like`: what a merge takes in. Ended ones are left out. */
enum status assets_index_build_some(struct ctx *ctx, const int64_t *ids, size_t n,
                                    const struct index_head *like, const atomic_bool *stop,
                                    struct index_base **ret_base) MUST_USE;

/* ---- index_pack.c: gathered rows to the packed block ---- */
struct index_gather;
struct index_base *assets_index_pack(struct arena *arena, struct index_gather *gather);
/* Bytes of what the counts in the head do not say. */
struct index_sizes {
    uint64_t links, word_text, say_text, words;
};
/* How long each section is, and where it goes. */
void assets_index_lay(struct index_head *head, const struct index_sizes *sizes);
/* The sections that follow from the columns: days, cells and concepts. */
void assets_index_derive(const struct index_head *head, char *block, uint32_t *next);

/* ---- index_merge.c: two packed blocks to one ---- */
/* What `old` holds and is not dropped (a bit a number), and all of `young`; ids of young are not
   living in old any more. Reads no database. ERR_LIMIT: no memory. */
enum status assets_index_merge(const struct index_base *old, const uint64_t *dropped,
                               const struct index_base *young,
                               struct index_base **ret_base) MUST_USE;

/* ---- index_snapshot.c ---- */
/* A handle over a packed block of `reserved` bytes that has room for one behind it; sets the
   head's own marks. */
struct index_base *assets_index_base_over(void *block, const struct index_head *head,
                                          size_t reserved);
uint64_t assets_index_checksum(const struct index_head *head);
bool assets_index_head_sound(const struct index_head *head, size_t size);
/* The file beside the database (or in the cache), STR_NONE when there can be none. */
struct str assets_index_snapshot_path(struct ctx *ctx, struct str identity);
enum status assets_index_snapshot_write(struct arena *arena, struct str path,
                                        const struct index_base *base) MUST_USE;
/* ERR_MISSING when there is none that fits this list, vocabulary and day. */
enum status assets_index_snapshot_map(struct ctx *ctx, struct str path, struct str identity,
                                      struct index_base **ret_base) MUST_USE;
void assets_index_base_release(struct index_base *base);

/* ---- index_gen.c: a base and the young ones since ---- */
/* Takes the base over, also when it fails. */
enum status assets_index_gen_over(struct index_base *base, struct index_gen **ret_gen) MUST_USE;
void assets_index_gen_release(struct index_gen *gen);
/* Take in at most `most` changes; *ret_behind when there are more, or no room for them. */
enum status assets_index_gen_catch_up(struct ctx *ctx, struct index_gen *gen, size_t most,
                                      bool *ret_behind) MUST_USE;
/* The number an id has in the base, or INDEX_UNLOCATED. */
uint32_t assets_index_base_number(const struct index_base *base, int64_t id);

/* ---- index.c ---- */
/* The keep "assets.index": opened empty, filled by the first view. */
enum status assets_index_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr) MUST_USE;
void assets_index_close(void *ptr);
/* This connection has written: what it reads may yet be undone, so it gets views of its own. */
void assets_index_wrote(struct ctx *ctx);
/* It has committed: forget that. For tests and the end of an import. */
void assets_index_settle(struct ctx *ctx);
/* Make the snapshot now, after an import. */
enum status assets_index_refresh(struct ctx *ctx) MUST_USE;
struct index_store *assets_index_store(const struct ctx *ctx); /* NULL where nothing is kept */
static inline const void *assets_index_section_of(const struct index_base *base,
                                                  enum index_section section)
{
    return (const char *)base->map + base->head->at[section];
}
static inline const struct index_gen *assets_index_gen_of(const struct assets_view *view)
{
    return view->generation;
}
uint32_t assets_index_view_name(const struct assets_view *view, uint32_t number);

/* ---- index_renew.c: a newer base, at once or beside the readers ---- */
/* From here on pages are answered beside each other: build on a thread of its own. */
void assets_index_background(struct ctx *ctx);
void assets_index_worker_close(struct index_store *store);
/* There is more than the young segment should hold, or the weeks are old. */
void assets_index_worker_wake(struct index_store *store, struct ctx *ctx);
/* The base with all changes since: merged when they are few, else read anew. */
enum status assets_index_renew(struct ctx *ctx, const struct index_base *old,
                               const atomic_bool *stop, struct index_base **ret_base) MUST_USE;
enum status assets_index_base_open(struct ctx *ctx, struct index_base **ret_base) MUST_USE;

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
/* As assets_view_near, of the numbers hit alone. */
void assets_index_near_hits(const struct assets_view *view, float x, float y, float radius,
                            const struct index_hits *hits,
                            void (*visit)(void *cookie, uint32_t number, float distance),
                            void *cookie);
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
