/* Gathered rows to one packed block: columns in cell order, postings beside them. The same block
   is the snapshot file. */
#include "domain/assets/index_gather.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static int row_order(const void *left, const void *right)
{
    const struct gather_row *a = left, *b = right;
    if (a->cell != b->cell) return a->cell < b->cell ? -1 : 1;
    if (a->tie != b->tie) return a->tie < b->tie ? -1 : 1;
    return a->id.v < b->id.v ? -1 : a->id.v > b->id.v;
}

struct sorted_word {
    struct str stem;
    uint32_t number, count;
};

static int word_order(const void *left, const void *right)
{
    const struct sorted_word *a = left, *b = right;
    return str_cmp(a->stem, b->stem);
}

struct sorted_id {
    int64_t id;
    uint32_t number;
};

static int id_order(const void *left, const void *right)
{
    const struct sorted_id *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static void rows_sort(struct index_gather *g)
{
    for (size_t i = 0; i < g->rows_n; i++) {
        struct gather_row *row = &g->rows[i];
        assets_index_hot_place(&row->hot, g->head.origin_lat, g->head.origin_lon, row->lat,
                               row->lon);
        row->cell = assets_index_cell(&row->hot);
    }
    if (g->rows_n > 0) qsort(g->rows, g->rows_n, sizeof *g->rows, row_order);
}

static uint32_t cells_count(const struct index_gather *g)
{
    uint32_t n = 0;
    for (size_t i = 0; i < g->rows_n; i++)
        if (i == 0 || g->rows[i].cell != g->rows[i - 1].cell) n++;
    return n;
}

static size_t links_count(const struct index_gather *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->rows_n; i++)
        for (int c = 0; c < ASSET_CONCEPTS; c++) n += g->rows[i].hot.concepts[c] != 0;
    return n;
}

/* Where each section goes, on 64-byte borders. */
static void sections_set(struct index_gather *g, size_t text_bytes)
{
    struct index_head *h = &g->head;
    const uint64_t n = h->n, words = h->words_n;
    const uint64_t bytes[INDEX_SECTIONS] = {
        [IS_HOT] = n * sizeof(struct asset_hot),
        [IS_WEEK_OF] = n * 4,
        [IS_WEEKS] = (uint64_t)h->weeks_n * sizeof(struct week),
        [IS_IDS] = n * 8,
        [IS_TIES] = n * 4,
        [IS_BY_ID] = n * 4,
        [IS_CELLS] = (uint64_t)h->cells_n * 4,
        [IS_CELL_FROM] = ((uint64_t)h->cells_n + 1) * 4,
        [IS_CONCEPT_FROM] = ((uint64_t)h->concepts_n + 2) * 4,
        [IS_CONCEPTS] = links_count(g) * 4,
        [IS_WORD_TEXT] = text_bytes,
        [IS_WORD_AT] = (words + 1) * 4,
        [IS_WORD_FROM] = (words + 1) * 4,
        [IS_WORDS] = g->pairs_n * 4};
    uint64_t at = (sizeof *h + 63) & ~(uint64_t)63;
    for (int i = 0; i < INDEX_SECTIONS; i++) {
        h->at[i] = at;
        h->bytes[i] = bytes[i];
        at = (at + bytes[i] + 63) & ~(uint64_t)63;
    }
    h->size = at;
}

struct pack {
    struct index_gather *g;
    char *block;
};

static void *section(const struct pack *p, enum index_section which)
{
    return p->block + p->g->head.at[which];
}

static void columns_put(const struct pack *p)
{
    const struct index_gather *g = p->g;
    struct asset_hot *hot = section(p, IS_HOT);
    uint32_t *week_of = section(p, IS_WEEK_OF), *ties = section(p, IS_TIES),
             *by_id = section(p, IS_BY_ID);
    int64_t *ids = section(p, IS_IDS);
    struct sorted_id *order = ARENA_ARRAY(g->arena, struct sorted_id, g->rows_n);
    for (size_t i = 0; i < g->rows_n; i++) {
        hot[i] = g->rows[i].hot;
        week_of[i] = g->rows[i].week;
        ties[i] = g->rows[i].tie;
        ids[i] = g->rows[i].id.v;
        order[i] = (struct sorted_id){g->rows[i].id.v, (uint32_t)i};
    }
    if (g->rows_n > 0) qsort(order, g->rows_n, sizeof *order, id_order);
    for (size_t i = 0; i < g->rows_n; i++) by_id[i] = order[i].number;
    if (g->weeks_n > 0) memcpy(section(p, IS_WEEKS), g->weeks, g->weeks_n * sizeof *g->weeks);
}

static void cells_put(const struct pack *p)
{
    const struct index_gather *g = p->g;
    uint32_t *cells = section(p, IS_CELLS), *from = section(p, IS_CELL_FROM), n = 0;
    for (size_t i = 0; i < g->rows_n; i++) {
        if (i > 0 && g->rows[i].cell == g->rows[i - 1].cell) continue;
        cells[n] = g->rows[i].cell;
        from[n++] = (uint32_t)i;
    }
    from[n] = (uint32_t)g->rows_n;
}

static void concepts_put(const struct pack *p)
{
    const struct index_gather *g = p->g;
    uint32_t *from = section(p, IS_CONCEPT_FROM), *out = section(p, IS_CONCEPTS),
             concepts = g->head.concepts_n;
    for (size_t i = 0; i < g->rows_n; i++)
        for (int c = 0; c < ASSET_CONCEPTS; c++)
            if (g->rows[i].hot.concepts[c]) from[g->rows[i].hot.concepts[c] + 1]++;
    for (uint32_t c = 1; c <= concepts + 1; c++) from[c] += from[c - 1];
    uint32_t *next = ARENA_ARRAY(g->arena, uint32_t, concepts + 2);
    memcpy(next, from, (concepts + 2) * sizeof *next);
    for (size_t i = 0; i < g->rows_n; i++)
        for (int c = 0; c < ASSET_CONCEPTS; c++)
            if (g->rows[i].hot.concepts[c])
                out[next[g->rows[i].hot.concepts[c]]++] = (uint32_t)i;
}

static void words_put(const struct pack *p, const struct sorted_word *sorted)
{
    const struct index_gather *g = p->g;
    char *text = section(p, IS_WORD_TEXT);
    uint32_t *at = section(p, IS_WORD_AT), *from = section(p, IS_WORD_FROM),
             *out = section(p, IS_WORDS);
    uint32_t *next = ARENA_ARRAY(g->arena, uint32_t, g->words_n + 1);
    for (size_t i = 0; i < g->words_n; i++) {
        memcpy(text + at[i], sorted[i].stem.ptr, sorted[i].stem.len);
        at[i + 1] = at[i] + (uint32_t)sorted[i].stem.len;
        from[i + 1] = from[i] + sorted[i].count;
        next[sorted[i].number] = from[i];
    }
    for (size_t i = 0; i < g->rows_n; i++) {
        const uint32_t *pairs = g->pairs + g->rows[i].pairs_from;
        for (uint32_t k = 0; k < g->rows[i].pairs_n; k++)
            out[next[pairs[k] >> 1]++] = (uint32_t)i << 1 | (pairs[k] & 1);
    }
}

struct index_base *assets_index_pack(struct arena *arena, struct index_gather *g)
{
    size_t text_bytes = 0;
    struct sorted_word *sorted = ARENA_ARRAY(arena, struct sorted_word, g->words_n);
    for (size_t i = 0; i < g->words_n; i++) {
        sorted[i] = (struct sorted_word){g->words[i].stem, (uint32_t)i, g->words[i].count};
        text_bytes += g->words[i].stem.len;
    }
    if (g->words_n > 0) qsort(sorted, g->words_n, sizeof *sorted, word_order);
    rows_sort(g);
    g->head.n = (uint32_t)g->rows_n;
    g->head.weeks_n = (uint32_t)g->weeks_n;
    g->head.words_n = (uint32_t)g->words_n;
    g->head.cells_n = cells_count(g);
    sections_set(g, text_bytes);
    void *block = mmap(NULL, g->head.size + sizeof(struct index_base), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) return NULL;
    struct pack p = {g, block};
    columns_put(&p);
    cells_put(&p);
    concepts_put(&p);
    words_put(&p, sorted);
    return assets_index_base_over(block, &g->head);
}
