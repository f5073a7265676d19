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
    IS_IDS,
    IS_TIES,
    IS_BY_ID,
    IS_CELLS,
    IS_CELL_FROM,
    IS_CONCEPT_FROM,
    IS_CONCEPTS,
    IS_WORD_TEXT,
    IS_WORD_AT,
    IS_WORD_FROM,
    IS_WORDS,
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
    uint32_t n, weeks_n, cells_n, concepts_n, words_n, spare;
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
    uint32_t tie, words_n;
    const struct str *words; /* stems, sorted */
    const bool *in_name;
};

struct index_gen {
    atomic_int refs;
    struct index_base *base;
    struct arena arena;        /* the young ones' words */
    _Atomic int64_t *dead;     /* by number: the change that replaced it; 0 = lives */
    struct index_young *young; /* INDEX_YOUNG_MAX of them */
    size_t young_n;
    int64_t change;
};

#define INDEX_WRITERS 16
struct index_store {
    pthread_mutex_t lock;
    struct index_gen *current;
    struct arena *arena;
    const struct db
        *writers[INDEX_WRITERS]; /* connections that may see what is not committed */
    size_t writers_n;
};

/* ---- index_build.c ---- */
/* Read the whole list into one packed block (anonymous memory). */
enum status assets_index_build(struct ctx *ctx, struct index_base **ret_base) MUST_USE;

/* ---- index_pack.c: gathered rows to the packed block ---- */
struct index_gather;
struct index_base *assets_index_pack(struct arena *arena, struct index_gather *gather);

/* ---- index_snapshot.c ---- */
/* A handle over a packed block that has room for one behind it; sets the head's own marks. */
struct index_base *assets_index_base_over(void *block, const struct index_head *head);
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
const void *assets_index_section_of(const struct index_base *base, enum index_section section);
const struct index_gen *assets_index_gen_of(const struct assets_view *view);

/* ---- index_match.c ---- */
/* A bit and a score for every number of the view. */
struct index_hits {
    uint64_t *bits;
    uint8_t *score;
    size_t n;
};
void assets_index_hits_init(struct arena *arena, const struct assets_view *view,
                            struct index_hits *hits);
static inline bool index_hit(const struct index_hits *hits, uint32_t number)
{
    return hits->bits[number / 64] >> (number % 64) & 1;
}
static inline void index_hit_set(struct index_hits *hits, uint32_t number)
{
    hits->bits[number / 64] |= (uint64_t)1 << (number % 64);
}
/* As assets_view_near, of the numbers hit alone. */
void assets_index_near_hits(const struct assets_view *view, float x, float y, float radius,
                            const struct index_hits *hits,
                            void (*visit)(void *cookie, uint32_t number, float distance),
                            void *cookie);
/* Numbers holding every word somebody has; *ret_known of *ret_asked words are. */
void assets_index_match(struct arena *arena, const struct assets_view *view, struct str text,
                        struct index_hits *ret_hits, size_t *ret_asked, size_t *ret_known);

#endif
