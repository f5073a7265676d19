/* What the index is made of: one packed base (built or mapped from its snapshot), a young segment
   beside it, and the store that hands both to readers. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_BASE_H
#define DOMAIN_ASSETS_INDEX_BASE_H

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
    IS_ODD,  /* a bit each: there is more to say than where it is; see assets_view_far */
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

static inline const void *assets_index_section_of(const struct index_base *base,
                                                  enum index_section section)
{
    return (const char *)base->map + base->head->at[section];
}
static inline const struct index_gen *assets_index_gen_of(const struct assets_view *view)
{
    return view->generation;
}
struct index_store *assets_index_store(const struct ctx *ctx); /* NULL where nothing is kept */

#endif
