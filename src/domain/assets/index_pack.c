/* Gathered rows to one packed block: columns in cell order, postings beside them. The same block
   is the snapshot file. */
#include "domain/assets/index_gather.h"
#include "domain/assets/index_post.h"

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

struct say {
    struct str word;
    uint32_t stem, letters; /* stem: its place in the sorted list */
};

static int say_order(const void *left, const void *right)
{
    return str_cmp(((const struct say *)left)->word, ((const struct say *)right)->word);
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
             *by_id = section(p, IS_BY_ID), *names = section(p, IS_NAMES);
    int64_t *ids = section(p, IS_IDS);
    struct sorted_id *order = ARENA_ARRAY(g->arena, struct sorted_id, g->rows_n);
    for (size_t i = 0; i < g->rows_n; i++) {
        hot[i] = g->rows[i].hot;
        week_of[i] = g->rows[i].week;
        ties[i] = g->rows[i].tie;
        names[i] = g->rows[i].name;
        ids[i] = g->rows[i].id.v;
        order[i] = (struct sorted_id){g->rows[i].id.v, (uint32_t)i};
    }
    if (g->rows_n > 0) qsort(order, g->rows_n, sizeof *order, id_order);
    for (size_t i = 0; i < g->rows_n; i++) by_id[i] = order[i].number;
    if (g->weeks_n > 0) memcpy(section(p, IS_WEEKS), g->weeks, g->weeks_n * sizeof *g->weeks);
}

/* The numbers of every word, word after word in the order they were met: as difference bytes.
   Returns how many bytes. */
static uint64_t words_put(const struct pack *p, const struct sorted_word *sorted)
{
    const struct index_gather *g = p->g;
    char *text = section(p, IS_WORD_TEXT);
    uint32_t *at = section(p, IS_WORD_AT), *from = section(p, IS_WORD_FROM),
             *count = section(p, IS_WORD_COUNT);
    uint8_t *bytes = section(p, IS_WORDS), *out = bytes;
    uint32_t *numbers = ARENA_ARRAY(g->arena, uint32_t, g->pairs_n + 1),
             *next = ARENA_ARRAY(g->arena, uint32_t, g->words_n + 1), first = 0;
    for (size_t i = 0; i < g->words_n; i++) {
        next[sorted[i].number] = first;
        first += sorted[i].count;
    }
    for (size_t i = 0; i < g->rows_n; i++) {
        const uint32_t *pairs = g->pairs + g->rows[i].pairs_from;
        for (uint32_t k = 0; k < g->rows[i].pairs_n; k++)
            numbers[next[pairs[k] >> 1]++] = (uint32_t)i << 1 | (pairs[k] & 1);
    }
    const uint32_t *number = numbers;
    for (size_t i = 0; i < g->words_n; i++) {
        uint32_t before = 0;
        memcpy(text + at[i], sorted[i].stem.ptr, sorted[i].stem.len);
        at[i + 1] = at[i] + (uint32_t)sorted[i].stem.len;
        count[i] = sorted[i].count;
        for (uint32_t k = 0; k < sorted[i].count; k++, before = *number++)
            out = index_post_put(out, *number - before);
        from[i + 1] = (uint32_t)(out - bytes);
    }
    return (uint64_t)(out - bytes);
}

/* ---- words as people write them ---- */

static size_t says_list(struct index_gather *g, const struct sorted_word *sorted,
                        struct say **ret_says, uint64_t *ret_bytes)
{
    struct say *says = ARENA_ARRAY(g->arena, struct say, g->stems.count + 1);
    size_t n = 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < g->stems.slots_n; i++) {
        const struct index_stem *met = &g->stems.slots[i];
        const struct sorted_word key = {.stem = met->stem};
        uint32_t letters = met->word.ptr ? assets_index_letters(met->word) : 0;
        if (letters == 0) continue;
        const struct sorted_word *stem =
            bsearch(&key, sorted, g->words_n, sizeof *sorted, word_order);
        if (stem == NULL) continue;
        says[n++] = (struct say){met->word, (uint32_t)(stem - sorted), letters};
        bytes += met->word.len;
    }
    if (n > 0) qsort(says, n, sizeof *says, say_order);
    *ret_says = says;
    *ret_bytes = bytes;
    return n;
}

static void says_put(const struct pack *p, const struct say *says)
{
    char *text = section(p, IS_SAY_TEXT);
    uint32_t *at = section(p, IS_SAY_AT), *word = section(p, IS_SAY_WORD),
             *mask = section(p, IS_SAY_MASK);
    for (uint32_t i = 0; i < p->g->head.says_n; i++) {
        memcpy(text + at[i], says[i].word.ptr, says[i].word.len);
        at[i + 1] = at[i] + (uint32_t)says[i].word.len;
        word[i] = says[i].stem;
        mask[i] = says[i].letters;
    }
}

static struct sorted_word *words_sort(struct index_gather *g, uint64_t *ret_bytes)
{
    struct sorted_word *sorted = ARENA_ARRAY(g->arena, struct sorted_word, g->words_n + 1);
    uint64_t bytes = 0;
    for (size_t i = 0; i < g->words_n; i++) {
        sorted[i] = (struct sorted_word){g->words[i].stem, (uint32_t)i, g->words[i].count};
        bytes += g->words[i].stem.len;
    }
    if (g->words_n > 0) qsort(sorted, g->words_n, sizeof *sorted, word_order);
    *ret_bytes = bytes;
    return sorted;
}

struct index_base *assets_index_pack(struct arena *arena, struct index_gather *g)
{
    struct index_sizes sizes = {.words = g->pairs_n * INDEX_POST_BYTES};
    struct sorted_word *sorted = words_sort(g, &sizes.word_text);
    struct say *says;
    rows_sort(g);
    sizes.links = links_count(g);
    g->head.n = (uint32_t)g->rows_n;
    g->head.weeks_n = (uint32_t)g->weeks_n;
    g->head.words_n = (uint32_t)g->words_n;
    g->head.cells_n = cells_count(g);
    g->head.says_n = (uint32_t)says_list(g, sorted, &says, &sizes.say_text);
    assets_index_lay(&g->head, &sizes);
    size_t reserved = g->head.size + sizeof(struct index_base);
    void *block = mmap(NULL, reserved, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (block == MAP_FAILED) return NULL;
    struct pack p = {g, block};
    columns_put(&p);
    assets_index_derive(&g->head, block, ARENA_ARRAY(arena, uint32_t, g->head.concepts_n + 2));
    says_put(&p, says);
    sizes.words = words_put(&p, sorted); /* the least it could be written in */
    assets_index_lay(&g->head, &sizes);
    return assets_index_base_over(block, &g->head, reserved);
}
