/* The packed block: where each section lies, what follows from the columns, who holds it. */
#include "domain/assets/index_own.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MAGIC "KITHIDX"
#define VERSION 6u
#define ORDER_MARK 0x01020304u
#define SIZE_MOST ((uint64_t)4 << 30)

/* On 64-byte borders. */
void assets_index_lay(struct index_head *h, const struct index_sizes *sizes)
{
    const uint64_t n = h->n, words = h->words_n, says = h->says_n;
    const uint64_t bytes[INDEX_SECTIONS] = {
        [IS_HOT] = n * sizeof(struct asset_hot),
        [IS_WEEK_OF] = n * 4,
        [IS_WEEKS] = (uint64_t)h->weeks_n * sizeof(struct week),
        [IS_DAYS] = n,
        [IS_ODD] = (n / 64 + 1) * 8,
        [IS_IDS] = n * 8,
        [IS_TIES] = n * 4,
        [IS_BY_ID] = n * 4,
        [IS_CELLS] = (uint64_t)h->cells_n * 4,
        [IS_CELL_FROM] = ((uint64_t)h->cells_n + 1) * 4,
        [IS_CONCEPT_FROM] = ((uint64_t)h->concepts_n + 2) * 4,
        [IS_CONCEPTS] = sizes->links * 4,
        [IS_CONCEPT_PLACE] = sizes->links,
        [IS_NAMES] = n * 4,
        [IS_WORD_TEXT] = sizes->word_text,
        [IS_WORD_AT] = (words + 1) * 4,
        [IS_WORD_COUNT] = words * 4,
        [IS_WORD_FROM] = (words + 1) * 4,
        [IS_SAY_TEXT] = sizes->say_text,
        [IS_SAY_AT] = (says + 1) * 4,
        [IS_SAY_WORD] = says * 4,
        [IS_SAY_MASK] = says * 4,
        [IS_WORDS] = sizes->words};
    uint64_t at = (sizeof *h + 63) & ~(uint64_t)63;
    for (int i = 0; i < INDEX_SECTIONS; i++) {
        h->at[i] = at;
        h->bytes[i] = bytes[i];
        at = (at + bytes[i] + 63) & ~(uint64_t)63;
    }
    h->size = at;
}

static uint8_t days_of(const struct week *week)
{
    unsigned days = 0;
    for (int day = 0; day < 7; day++) days |= (week->day[day] != 0 ? 1u : 0u) << day;
    return days ? (uint8_t)days : 255;
}

static void days_put(const struct index_head *head, char *block)
{
    const struct asset_hot *hot = (const void *)(block + head->at[IS_HOT]);
    const struct week *weeks = (const void *)(block + head->at[IS_WEEKS]);
    const uint32_t *week_of = (const void *)(block + head->at[IS_WEEK_OF]);
    uint8_t *days = (void *)(block + head->at[IS_DAYS]);
    for (uint32_t i = 0; i < head->n; i++)
        days[i] = hot[i].flags & AF_TIMES_KNOWN && week_of[i] < head->weeks_n
                      ? days_of(&weeks[week_of[i]])
                      : 255;
}

/* What a reader must look at wherever it is: closed, without room, or a person's gift. */
static void odd_put(const struct index_head *head, char *block)
{
    const struct asset_hot *hot = (const void *)(block + head->at[IS_HOT]);
    uint64_t *odd = (void *)(block + head->at[IS_ODD]);
    memset(odd, 0, head->bytes[IS_ODD]);
    for (uint32_t i = 0; i < head->n; i++) {
        bool is = hot[i].flags & AF_CLOSED || hot[i].host_room == 0 || hot[i].flags & AF_PERSON;
        odd[i / 64] |= (uint64_t)is << (i % 64);
    }
}

void assets_index_derive(const struct index_head *head, char *block, uint32_t *next)
{
    const struct asset_hot *hot = (const void *)(block + head->at[IS_HOT]);
    uint32_t *cells = (void *)(block + head->at[IS_CELLS]),
             *cell_from = (void *)(block + head->at[IS_CELL_FROM]),
             *from = (void *)(block + head->at[IS_CONCEPT_FROM]),
             *out = (void *)(block + head->at[IS_CONCEPTS]), cells_n = 0;
    uint8_t *place = (void *)(block + head->at[IS_CONCEPT_PLACE]);
    days_put(head, block);
    odd_put(head, block);
    for (uint32_t i = 0; i < head->n; i++) {
        uint32_t cell = assets_index_cell(&hot[i]);
        if (cells_n == 0 || cells[cells_n - 1] != cell) {
            cells[cells_n] = cell;
            cell_from[cells_n++] = i;
        }
        for (int c = 0; c < ASSET_CONCEPTS; c++)
            if (hot[i].concepts[c]) from[hot[i].concepts[c] + 1]++;
    }
    cell_from[cells_n] = head->n;
    for (uint32_t c = 1; c <= head->concepts_n + 1; c++) from[c] += from[c - 1];
    memcpy(next, from, ((size_t)head->concepts_n + 2) * sizeof *next);
    for (uint32_t i = 0; i < head->n; i++)
        for (int c = 0; c < ASSET_CONCEPTS; c++)
            if (hot[i].concepts[c]) {
                place[next[hot[i].concepts[c]]] = (uint8_t)c;
                out[next[hot[i].concepts[c]]++] = i;
            }
}

uint64_t assets_index_checksum(const struct index_head *head)
{
    return str_hash(str_of((const char *)head, offsetof(struct index_head, checksum)),
                    0x6b697468);
}

/* How long each section has to be for the counts in the head. */
static bool sections_sound(const struct index_head *h)
{
    struct index_head right = *h;
    const struct index_sizes sizes = {.links = h->bytes[IS_CONCEPTS] / 4,
                                      .word_text = h->bytes[IS_WORD_TEXT],
                                      .say_text = h->bytes[IS_SAY_TEXT],
                                      .words = h->bytes[IS_WORDS]};
    if (sizes.links > SIZE_MOST || sizes.word_text > SIZE_MOST || sizes.say_text > SIZE_MOST ||
        sizes.words > SIZE_MOST)
        return false;
    assets_index_lay(&right, &sizes);
    return right.size == h->size && memcmp(right.at, h->at, sizeof h->at) == 0 &&
           memcmp(right.bytes, h->bytes, sizeof h->bytes) == 0;
}

bool assets_index_head_sound(const struct index_head *head, size_t size)
{
    if (size < sizeof *head || memcmp(head->magic, MAGIC, sizeof head->magic) != 0)
        return false;
    if (head->version != VERSION || head->order != ORDER_MARK ||
        head->checksum != assets_index_checksum(head))
        return false;
    return head->size == size && size < SIZE_MOST && sections_sound(head);
}

/* ---- a block and who reads it ---- */

struct index_base *assets_index_base_over(void *block, const struct index_head *head,
                                          size_t reserved)
{
    struct index_head *own = block;
    *own = *head;
    memcpy(own->magic, MAGIC, sizeof own->magic);
    own->version = VERSION;
    own->order = ORDER_MARK;
    own->checksum = assets_index_checksum(own);
    /* the handle lies behind the block, so that one unmapping frees both */
    struct index_base *base = (struct index_base *)(void *)((char *)block + own->size);
    atomic_init(&base->refs, 1);
    base->map = block;
    base->map_size = reserved;
    base->head = own;
    return base;
}

void assets_index_base_release(struct index_base *base)
{
    if (base == NULL || atomic_fetch_sub(&base->refs, 1) != 1) return;
    void *map = base->map;
    size_t size = base->map_size;
    (void)munmap(map, size);
}
