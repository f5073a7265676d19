/* What the builder has read, before it is packed. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_GATHER_H
#define DOMAIN_ASSETS_INDEX_GATHER_H

#include "domain/assets/index_own.h"

struct gather_word {
    struct str stem;
    uint32_t count;
};
/* Where a row's words are among the pairs: word number * 2 + in its name. */
struct gather_row {
    struct asset_hot hot;
    struct asset_id id;
    double lat, lon;
    uint32_t tie, name, week, pairs_from, pairs_n, cell;
};
struct gather_times {
    struct asset_id id;
    struct week week;
    struct asset_hot hot;
}; /* hot: session and rhythm only */
struct gather_links {
    struct asset_id id;
    uint16_t concept;
    uint8_t quality;
};

struct index_gather {
    struct ctx *ctx;
    struct arena *arena;  /* until packed */
    struct arena scratch; /* one row */
    struct index_stems stems;
    const struct vocabulary *v;
    struct day today;
    struct gather_times *times;
    size_t times_n, times_at;
    struct gather_links *links;
    size_t links_n, links_at;
    struct gather_row *rows;
    size_t rows_n;
    uint32_t *pairs;
    size_t pairs_n;
    struct gather_word *words;
    size_t words_n;
    uint32_t *slots;
    size_t slots_n; /* open addressing over words: number + 1 */
    struct week *weeks;
    size_t weeks_n;
    uint32_t *week_slots;
    size_t week_slots_n;
    struct index_head head;
    const atomic_bool *stop; /* may be NULL */
};

#endif
