/* Rows in, pairs out, best first. */
#include "domain/assets/duplicates_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCRATCH ((size_t)8 << 20)
#define TEXT_LEAST 60 /* a shorter description says nothing */

struct duplicates *assets_duplicates_begin(struct arena *arena) {
    struct duplicates *d = ARENA_NEW(arena, struct duplicates);
    d->arena = arena;
    arena_init(&d->scratch, SCRATCH);
    return d;
}

static int number_compare(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t span_add(struct duplicates *d, const uint32_t *words, size_t n) {
    uint32_t at = (uint32_t)d->spans_n;
    for (size_t i = 0; i < n; i++) *ARENA_PUSH(d->arena, d->spans, d->spans_n) = words[i];
    return at;
}

/* The words that say which one it is, in any order. */
static uint64_t core_of(const struct duplicates *d, const uint32_t *words, size_t n) {
    uint32_t sorted[DUPLICATES_TOKENS];
    size_t m = 0;
    uint64_t h = 1469598103934665603ULL;
    for (size_t i = 0; i < n; i++)
        if (!d->words[words[i]].generic) sorted[m++] = words[i];
    qsort(sorted, m, sizeof *sorted, number_compare);
    for (size_t i = 0; i < m; i++) h = (h ^ sorted[i]) * 1099511628211ULL;
    return m == 0 ? 0 : h;
}

static void close_add(struct duplicates *d, const struct duplicates_row *row,
                      struct duplicates_entry *e) {
    const struct str texts[] = {row->location_name, row->city, row->address, row->postcode,
                                row->outcode};
    uint32_t words[DUPLICATES_CLOSE];
    size_t n = 0;
    for (size_t i = 0; i < 5; i++)
        if (texts[i].len > 0)
            n += assets_duplicates_tokens(d, texts[i], words + n,
                                          (DUPLICATES_CLOSE - n) < 24 ? DUPLICATES_CLOSE - n
                                                                      : 24);
    qsort(words, n, sizeof *words, number_compare);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || words[i] != words[i - 1]) d->words[words[i]].places++;
    e->close = span_add(d, words, n);
    e->close_n = (uint32_t)n;
}

enum status assets_duplicates_add(struct duplicates *d, const struct duplicates_row *row) {
    uint32_t words[DUPLICATES_TOKENS];
    struct arena *s = &d->scratch;
    if (d->entries_n >= DUPLICATES_ROWS_MAX) return ERR_LIMIT;
    arena_reset(s);
    struct duplicates_entry e = {.id = row->id,
                                 .organisation = row->organisation,
                                 .kind = row->kind,
                                 .lat = (float)row->lat,
                                 .lon = (float)row->lon};
    size_t n = assets_duplicates_tokens(d, row->name, words, DUPLICATES_TOKENS);
    for (size_t i = 0; i < n; i++) d->words[words[i]].rows++;
    e.words = span_add(d, words, n);
    e.words_n = (uint32_t)n;
    e.core = core_of(d, words, n);
    close_add(d, row, &e);
    e.phone = assets_duplicates_phone(s, row->phone);
    e.url = assets_duplicates_url(s, row->url, &e.host);
    e.email = str_find(row->email, STR("@"), 0) == SIZE_MAX
                  ? 0
                  : assets_duplicates_plain(s, row->email);
    e.postcode = assets_duplicates_plain(s, row->postcode);
    e.address = assets_duplicates_plain(s, row->address);
    e.city = assets_duplicates_plain(s, row->city);
    e.text =
        row->description.len < TEXT_LEAST ? 0 : assets_duplicates_plain(s, row->description);
    *ARENA_PUSH(d->arena, d->entries, d->entries_n) = e;
    return OK;
}

/* ---- how many share a number ---- */

static int key_compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static const uint64_t *keys_sorted(struct duplicates *d, size_t offset) {
    uint64_t *keys = ARENA_ARRAY(d->arena, uint64_t, d->entries_n + 1);
    for (size_t i = 0; i < d->entries_n; i++)
        memcpy(&keys[i], (const char *)&d->entries[i] + offset, sizeof *keys);
    qsort(keys, d->entries_n, sizeof *keys, key_compare);
    return keys;
}

static int pair_compare(const void *a, const void *b) {
    const struct duplicates_pair *x = a, *y = b;
    if (x->score != y->score) return y->score - x->score;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

enum status assets_duplicates_find(struct duplicates *d, int min,
                                   struct duplicates_pair **ret_pairs, size_t *ret_count) {
    struct duplicates_seen seen;
    struct duplicates_pair *pairs = NULL, pair;
    size_t n = 0;
    if (d->spans == NULL) d->spans = ARENA_NEW(d->arena, uint32_t); /* no row has a word */
    assets_duplicates_weigh(d);
    d->phones = keys_sorted(d, offsetof(struct duplicates_entry, phone));
    d->urls = keys_sorted(d, offsetof(struct duplicates_entry, url));
    d->emails = keys_sorted(d, offsetof(struct duplicates_entry, email));
    enum status status = assets_duplicates_candidates(d, &seen);
    arena_release(&d->scratch);
    TRY(status);
    for (size_t i = 0; i < seen.n; i++) {
        uint32_t a = (uint32_t)(seen.pairs[i] >> 32), b = (uint32_t)seen.pairs[i];
        if (!assets_duplicates_score(d, a, b, &pair) || pair.score < min) continue;
        *ARENA_PUSH(d->arena, pairs, n) = pair;
    }
    if (n > 1) qsort(pairs, n, sizeof *pairs, pair_compare);
    *ret_pairs = pairs;
    *ret_count = n;
    return OK;
}
