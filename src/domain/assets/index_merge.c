/* Two packed blocks to one, without the database: what lives of the old one and all of the young
   one. Both are in order of cell and tie, so their numbers only move up. */
#include "domain/assets/index_post.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define GONE UINT32_MAX

struct merge {
    const struct index_base *side[2];
    uint32_t *map[2]; /* number there to number here, or GONE */
    uint32_t *week_map, *word_map[2], *next;
    struct index_head head;
    char *block;
};

/* Room for working, mapped at once. */
struct room {
    char *at;
    size_t size, used;
};

static uint32_t *numbers_new(struct room *room, size_t n)
{
    uint32_t *numbers = (uint32_t *)(void *)(room->at + room->used);
    room->used += (n + 16) * sizeof(uint32_t) / 64 * 64 + 64;
    return numbers;
}

static const void *of(const struct merge *m, int side, enum index_section section)
{
    return assets_index_section_of(m->side[side], section);
}

static void *here(const struct merge *m, enum index_section section)
{
    return m->block + m->head.at[section];
}

/* Does number i of side 0 come before number j of side 1? */
static bool first_is_before(const struct merge *m, uint32_t i, uint32_t j)
{
    const struct asset_hot *a = of(m, 0, IS_HOT), *b = of(m, 1, IS_HOT);
    const uint32_t *ta = of(m, 0, IS_TIES), *tb = of(m, 1, IS_TIES);
    const int64_t *ia = of(m, 0, IS_IDS), *ib = of(m, 1, IS_IDS);
    uint32_t ca = assets_index_cell(&a[i]), cb = assets_index_cell(&b[j]);
    if (ca != cb) return ca < cb;
    if (ta[i] != tb[j]) return ta[i] < tb[j];
    return ia[i] < ib[j];
}

static void numbers_map(struct merge *m, const uint64_t *dropped)
{
    uint32_t n[2] = {m->side[0]->head->n, m->side[1]->head->n}, i = 0, j = 0, out = 0;
    while (i < n[0] || j < n[1]) {
        if (i < n[0] && dropped[i / 64] >> (i % 64) & 1)
            m->map[0][i++] = GONE;
        else if (j == n[1] || (i < n[0] && first_is_before(m, i, j)))
            m->map[0][i++] = out++;
        else
            m->map[1][j++] = out++;
    }
    m->head.n = out;
}

/* Cells and concept links that are left; of the old side less may be. */
static uint64_t counts_set(struct merge *m)
{
    uint64_t links = 0;
    m->head.cells_n = 0;
    for (int side = 0; side < 2; side++) {
        const struct asset_hot *hot = of(m, side, IS_HOT);
        for (uint32_t i = 0; i < m->side[side]->head->n; i++) {
            if (m->map[side][i] == GONE) continue;
            for (int c = 0; c < ASSET_CONCEPTS; c++) links += hot[i].concepts[c] != 0;
        }
        m->head.cells_n += m->side[side]->head->cells_n; /* at most; counted when laid out */
    }
    return links;
}

static void weeks_map(struct merge *m)
{
    const struct week *old = of(m, 0, IS_WEEKS), *young = of(m, 1, IS_WEEKS);
    uint32_t n = m->side[0]->head->weeks_n;
    m->head.weeks_n = n;
    for (uint32_t i = 0; i < m->side[1]->head->weeks_n; i++) {
        uint32_t k = 0;
        while (k < n && memcmp(&old[k], &young[i], sizeof *old) != 0) k++;
        m->week_map[i] = k < n ? k : m->head.weeks_n++;
    }
}

static void columns_put(const struct merge *m)
{
    struct asset_hot *hot = here(m, IS_HOT);
    uint32_t *week_of = here(m, IS_WEEK_OF), *ties = here(m, IS_TIES),
             *names = here(m, IS_NAMES);
    int64_t *ids = here(m, IS_IDS);
    for (int side = 0; side < 2; side++) {
        const struct asset_hot *its_hot = of(m, side, IS_HOT);
        const uint32_t *its_week = of(m, side, IS_WEEK_OF), *its_ties = of(m, side, IS_TIES),
                       *its_names = of(m, side, IS_NAMES);
        const int64_t *its_ids = of(m, side, IS_IDS);
        for (uint32_t i = 0; i < m->side[side]->head->n; i++) {
            uint32_t to = m->map[side][i];
            if (to == GONE) continue;
            hot[to] = its_hot[i];
            week_of[to] = side == 0                                    ? its_week[i]
                          : its_week[i] < m->side[1]->head->weeks_n ? m->week_map[its_week[i]]
                                                                    : 0;
            ties[to] = its_ties[i];
            names[to] = its_names[i];
            ids[to] = its_ids[i];
        }
    }
}

static void weeks_put(const struct merge *m)
{
    struct week *weeks = here(m, IS_WEEKS);
    const struct week *young = of(m, 1, IS_WEEKS);
    memcpy(weeks, of(m, 0, IS_WEEKS), m->side[0]->head->weeks_n * sizeof *weeks);
    for (uint32_t i = 0; i < m->side[1]->head->weeks_n; i++) weeks[m->week_map[i]] = young[i];
}

static void by_id_put(const struct merge *m)
{
    uint32_t *by_id = here(m, IS_BY_ID), i = 0, j = 0, out = 0;
    const uint32_t *a = of(m, 0, IS_BY_ID), *b = of(m, 1, IS_BY_ID);
    const int64_t *ia = of(m, 0, IS_IDS), *ib = of(m, 1, IS_IDS);
    uint32_t an = m->side[0]->head->n, bn = m->side[1]->head->n;
    while (i < an || j < bn) {
        if (i < an && (a[i] >= an || m->map[0][a[i]] == GONE))
            i++;
        else if (j == bn || (i < an && ia[a[i]] < ib[b[j]]))
            by_id[out++] = m->map[0][a[i++]];
        else
            by_id[out++] = m->map[1][b[j++]];
    }
}

/* ---- words ---- */

/* The next of two sorted lists of words: which sides have it. */
static unsigned next_of(const struct merge *m, const uint32_t n[2], const uint32_t at[2],
                        struct str (*word)(const struct index_base *, uint32_t))
{
    if (at[0] == n[0]) return 2;
    if (at[1] == n[1]) return 1;
    int order = str_cmp(word(m->side[0], at[0]), word(m->side[1], at[1]));
    return order < 0 ? 1 : order > 0 ? 2 : 3;
}

static uint32_t word_count(const struct merge *m, int side, uint32_t word)
{
    return ((const uint32_t *)of(m, side, IS_WORD_COUNT))[word];
}

/* A number of one side as it is here; the end is past all. */
static uint32_t moved(const struct merge *m, int side, struct index_post *post)
{
    while (index_post_next(post)) {
        uint32_t number = post->value >> 1;
        if (number >= m->side[side]->head->n || m->map[side][number] == GONE) continue;
        return m->map[side][number] << 1 | (post->value & 1);
    }
    return GONE;
}

static uint8_t *post_join(const struct merge *m, unsigned which, const uint32_t at[2],
                          uint8_t *out, uint32_t *ret_count)
{
    struct index_post post[2];
    uint32_t value[2] = {GONE, GONE}, before = 0, count = 0;
    for (int side = 0; side < 2; side++) {
        if (!(which >> side & 1)) continue;
        post[side] = index_post_of(m->side[side], at[side]);
        value[side] = moved(m, side, &post[side]);
    }
    while (value[0] != GONE || value[1] != GONE) {
        int side = value[0] < value[1] ? 0 : 1;
        out = index_post_put(out, value[side] - before);
        before = value[side];
        value[side] = moved(m, side, &post[side]);
        count++;
    }
    *ret_count = count;
    return out;
}

/* Words nobody has any more go. Returns the bytes of the numbers. */
static uint64_t words_put(struct merge *m)
{
    char *text = here(m, IS_WORD_TEXT);
    uint32_t *at = here(m, IS_WORD_AT), *from = here(m, IS_WORD_FROM),
             *count = here(m, IS_WORD_COUNT), out = 0;
    uint8_t *bytes = here(m, IS_WORDS), *end = bytes;
    uint32_t n[2] = {m->side[0]->head->words_n, m->side[1]->head->words_n}, i[2] = {0, 0};
    while (i[0] < n[0] || i[1] < n[1]) {
        unsigned which = next_of(m, n, i, index_word_at);
        struct str word = index_word_at(m->side[which & 1 ? 0 : 1], i[which & 1 ? 0 : 1]);
        uint32_t held;
        end = post_join(m, which, i, end, &held);
        for (int side = 0; side < 2; side++)
            if (which >> side & 1) m->word_map[side][i[side]++] = held ? out : GONE;
        if (held == 0) continue;
        memcpy(text + at[out], word.ptr, word.len);
        count[out] = held;
        at[out + 1] = at[out] + (uint32_t)word.len;
        from[++out] = (uint32_t)(end - bytes);
    }
    m->head.words_n = out;
    return (uint64_t)(end - bytes);
}

static uint32_t says_put(struct merge *m, uint32_t *ret_n)
{
    char *text = here(m, IS_SAY_TEXT);
    uint32_t *at = here(m, IS_SAY_AT), *word = here(m, IS_SAY_WORD),
             *mask = here(m, IS_SAY_MASK), out = 0;
    uint32_t n[2] = {m->side[0]->head->says_n, m->side[1]->head->says_n}, i[2] = {0, 0};
    while (i[0] < n[0] || i[1] < n[1]) {
        unsigned which = next_of(m, n, i, index_say_at);
        int side = which & 1 ? 0 : 1;
        struct str say = index_say_at(m->side[side], i[side]);
        uint32_t its = ((const uint32_t *)of(m, side, IS_SAY_WORD))[i[side]];
        uint32_t stem = its < m->side[side]->head->words_n ? m->word_map[side][its] : GONE;
        uint32_t letters = ((const uint32_t *)of(m, side, IS_SAY_MASK))[i[side]];
        for (int s = 0; s < 2; s++) i[s] += which >> s & 1;
        if (stem == GONE) continue;
        memcpy(text + at[out], say.ptr, say.len);
        word[out] = stem;
        mask[out] = letters;
        at[out + 1] = at[out] + (uint32_t)say.len;
        out++;
    }
    *ret_n = out;
    return at[out];
}

/* ---- the whole ---- */

/* The most each part can take: what was asked for and is not used is never touched. */
static void lay_most(struct merge *m, struct index_sizes *sizes)
{
    const struct index_head *a = m->side[0]->head, *b = m->side[1]->head;
    uint64_t pairs = 0;
    for (int side = 0; side < 2; side++)
        for (uint32_t w = 0; w < m->side[side]->head->words_n; w++)
            pairs += word_count(m, side, w);
    sizes->word_text = a->bytes[IS_WORD_TEXT] + b->bytes[IS_WORD_TEXT];
    sizes->say_text = a->bytes[IS_SAY_TEXT] + b->bytes[IS_SAY_TEXT];
    sizes->words = pairs * INDEX_POST_BYTES;
    m->head.words_n = a->words_n + b->words_n;
    m->head.says_n = a->says_n + b->says_n;
    assets_index_lay(&m->head, sizes);
}

/* Laid out for the most, then each section moved down to where it belongs. */
static void lay_down(struct merge *m, const struct index_sizes *sizes)
{
    const struct index_head wide = m->head;
    assets_index_lay(&m->head, sizes);
    for (int i = 0; i < INDEX_SECTIONS; i++)
        if (m->head.at[i] != wide.at[i])
            memmove(m->block + m->head.at[i], m->block + wide.at[i], m->head.bytes[i]);
    /* what lies between two sections is written to the file too */
    for (int i = 0; i < INDEX_SECTIONS; i++) {
        uint64_t end = m->head.at[i] + m->head.bytes[i],
                 next = i + 1 < INDEX_SECTIONS ? m->head.at[i + 1] : m->head.size;
        memset(m->block + end, 0, next - end);
    }
}

static uint32_t cells_count(const struct merge *m)
{
    const struct asset_hot *hot = here(m, IS_HOT);
    uint32_t n = 0, before = 0;
    for (uint32_t i = 0; i < m->head.n; i++) {
        uint32_t cell = assets_index_cell(&hot[i]);
        n += i == 0 || cell != before;
        before = cell;
    }
    return n;
}

static enum status fill(struct merge *m, struct index_sizes *sizes, struct index_base **ret)
{
    struct index_head *h = &m->head;
    lay_most(m, sizes);
    size_t reserved = h->size + sizeof(struct index_base) + 64;
    m->block = mmap(NULL, reserved, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (m->block == MAP_FAILED) return ERR_LIMIT;
    columns_put(m);
    weeks_put(m);
    by_id_put(m);
    uint32_t says, cells = cells_count(m), words;
    sizes->words = words_put(m); /* sets words_n */
    sizes->word_text = ((const uint32_t *)here(m, IS_WORD_AT))[h->words_n];
    sizes->say_text = says_put(m, &says);
    assets_index_derive(h, m->block, m->next);
    words = h->words_n;
    h->cells_n = cells;
    h->says_n = says;
    h->words_n = words;
    lay_down(m, sizes);
    *ret = assets_index_base_over(m->block, h, reserved);
    return OK;
}

enum status assets_index_merge(const struct index_base *old, const uint64_t *dropped,
                               const struct index_base *young, struct index_base **ret_base)
{
    const struct index_head *a = old->head, *b = young->head;
    struct merge m = {.side = {old, young}, .head = *a};
    struct index_sizes sizes = {.links = 0};
    struct room room = {.size = ((size_t)a->n + b->n + a->words_n + b->words_n + b->weeks_n +
                                 a->concepts_n + 400) *
                                sizeof(uint32_t)};
    if (a->concepts_n != b->concepts_n || a->vocabulary != b->vocabulary) return ERR_CONFLICT;
    room.at = mmap(NULL, room.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room.at == MAP_FAILED) return ERR_LIMIT;
    m.map[0] = numbers_new(&room, a->n);
    m.map[1] = numbers_new(&room, b->n);
    m.word_map[0] = numbers_new(&room, a->words_n);
    m.word_map[1] = numbers_new(&room, b->words_n);
    m.week_map = numbers_new(&room, b->weeks_n);
    m.next = numbers_new(&room, (size_t)a->concepts_n + 2);
    numbers_map(&m, dropped);
    sizes.links = counts_set(&m);
    weeks_map(&m);
    if (b->newest_at > a->newest_at ||
        (b->newest_at == a->newest_at && b->newest_id > a->newest_id)) {
        m.head.newest_at = b->newest_at;
        m.head.newest_id = b->newest_id;
    }
    if (b->change > a->change) m.head.change = b->change;
    enum status status = fill(&m, &sizes, ret_base);
    (void)munmap(room.at, room.size);
    return status;
}
