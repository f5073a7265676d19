/* Which pairs are looked at at all: those that share a key. Keys that half the list shares lead
   nowhere and are passed over. */
#include "domain/assets/duplicates_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_KM 2.0
#define RARE_WORDS 4  /* of a name, each a key within its cell */
#define BLOCK_KEY 12  /* entries with one number, page or door */
#define BLOCK_WORD 80 /* entries with one word in one cell */
#define BLOCK_ROW                                                                              \
    60 /* found for one entry by its words, the rarest first; the rest is chance */
#define BLOCK_STEP 40 /* of one name: each is held against so many next to it */
#define FAR_KM 15.0
#define SEEN_FIRST ((size_t)1 << 16)
#define SEEN_MANY                                                                              \
    ((size_t)1 << 22) /* from here on room is made by taking out what is there twice */

enum {
    KEY_PHONE = 1,
    KEY_URL,
    KEY_EMAIL,
    KEY_POSTCODE,
    KEY_POINT,
    KEY_CORE,
    KEY_WORD,
    KEY_TOWN,
    KEY_SOUND
};

struct key {
    uint64_t hash;
    uint32_t row;
};
struct keys {
    struct key *items;
    size_t n;
};
struct look {
    struct duplicates *d;
    struct arena *arena;
    struct keys keys;
    struct duplicates_seen *seen;
    size_t room; /* what is left of BLOCK_ROW */
    enum status status;
};

static uint64_t mix(uint64_t kind, uint64_t a, uint64_t b) {
    uint64_t h = kind * 0x9E3779B97F4A7C15ULL ^ a;
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9ULL ^ b;
    h = (h ^ (h >> 32)) * 0x94D049BB133111EBULL;
    return h ^ (h >> 31);
}

static void key_add(struct look *l, uint64_t hash, size_t row) {
    *ARENA_PUSH(l->arena, l->keys.items, l->keys.n) = (struct key){hash, (uint32_t)row};
}

static int pair_compare(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void once(struct duplicates_seen *seen) {
    size_t n = 0;
    if (seen->n > 1) qsort(seen->pairs, seen->n, sizeof *seen->pairs, pair_compare);
    for (size_t i = 0; i < seen->n; i++)
        if (n == 0 || seen->pairs[n - 1] != seen->pairs[i]) seen->pairs[n++] = seen->pairs[i];
    seen->n = n;
}

/* Most pairs are met several times: a full list is first made shorter, then longer. */
static void room_make(struct look *l) {
    struct duplicates_seen *seen = l->seen;
    if (seen->room >= SEEN_MANY) once(seen);
    if (seen->room > 0 && seen->n < seen->room / 4 * 3) return;
    size_t room = seen->room ? seen->room * 2 : SEEN_FIRST;
    seen->pairs = arena_grow(l->arena, seen->pairs, seen->room * sizeof *seen->pairs,
                             room * sizeof *seen->pairs);
    seen->room = room;
}

static void pair_add(struct look *l, uint32_t a, uint32_t b) {
    if (a == b || l->status != OK) return;
    if (l->seen->n == l->seen->room) room_make(l);
    if (l->seen->n >= DUPLICATES_PAIRS_MAX) {
        l->status = ERR_LIMIT;
        return;
    }
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    l->seen->pairs[l->seen->n++] = (uint64_t)low << 32 | high;
}

static int key_compare(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void keys_sort(struct look *l) {
    if (l->keys.n > 1) qsort(l->keys.items, l->keys.n, sizeof *l->keys.items, key_compare);
}

/* ---- keys that are equal or not ---- */

static bool placed(const struct look *l, uint32_t row) {
    return l->d->entries[row].lat == l->d->entries[row].lat;
}

/* `pointless`: only pairs of which one has no point; the others meet in their cells. */
static void block_pairs(struct look *l, const struct key *keys, size_t n, size_t most,
                        bool pointless) {
    if (n > most) return;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (!pointless || !placed(l, keys[i].row) || !placed(l, keys[k].row))
                pair_add(l, keys[i].row, keys[k].row);
}

static void exact_keys(struct look *l) {
    struct duplicates *d = l->d;
    l->keys = (struct keys){NULL, 0};
    for (size_t i = 0; i < d->entries_n; i++) {
        const struct duplicates_entry *e = &d->entries[i];
        if (e->phone) key_add(l, mix(KEY_PHONE, e->phone, 0), i);
        if (e->url) key_add(l, mix(KEY_URL, e->url, 0), i);
        if (e->email) key_add(l, mix(KEY_EMAIL, e->email, 0), i);
        if (e->postcode) key_add(l, mix(KEY_POSTCODE, e->postcode, 0), i);
        if (e->lat == e->lat)
            key_add(l,
                    mix(KEY_POINT, (uint64_t)(int64_t)lround(e->lat * 2000.0),
                        (uint64_t)(int64_t)lround(e->lon * 1300.0)),
                    i);
    }
    keys_sort(l);
    for (size_t i = 0, k; i < l->keys.n; i = k) {
        for (k = i + 1; k < l->keys.n && l->keys.items[k].hash == l->keys.items[i].hash;) k++;
        block_pairs(l, l->keys.items + i, k - i, BLOCK_KEY, false);
    }
}

/* ---- one name anywhere near ---- */

static void named_pairs(struct look *l, const struct key *keys, size_t n) {
    const struct duplicates *d = l->d;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k <= i + BLOCK_STEP; k++) {
            double km =
                assets_duplicates_km(&d->entries[keys[i].row], &d->entries[keys[k].row]);
            if (!(km > FAR_KM)) pair_add(l, keys[i].row, keys[k].row);
        }
}

/* Rows of one name from north to south, so that near ones stand together. */
static void named_keys(struct look *l) {
    struct duplicates *d = l->d;
    l->keys = (struct keys){NULL, 0};
    for (size_t i = 0; i < d->entries_n; i++) {
        const struct duplicates_entry *e = &d->entries[i];
        uint64_t band = e->lat == e->lat ? (uint64_t)((e->lat + 90) * 1000) : 0;
        if (e->core) key_add(l, (mix(KEY_CORE, e->core, 0) & ~(uint64_t)0x3FFFF) | band, i);
    }
    keys_sort(l);
    for (size_t i = 0, k; i < l->keys.n; i = k) {
        uint64_t name = l->keys.items[i].hash >> 18;
        for (k = i + 1; k < l->keys.n && l->keys.items[k].hash >> 18 == name;) k++;
        named_pairs(l, l->keys.items + i, k - i);
    }
}

/* ---- one word in a cell or its neighbours ---- */

struct cell {
    int64_t row;
    double across;
};

static struct cell cell_of(double lat, double lon, int64_t down) {
    int64_t row = (int64_t)floor(lat * 111.195 / CELL_KM) + down;
    double middle = ((double)row + 0.5) * CELL_KM / 111.195;
    return (struct cell){row,
                         lon * 111.195 * cos(middle * 3.14159265358979323846 / 180) / CELL_KM};
}

static uint64_t cell_key(uint64_t kind, uint64_t word, int64_t row, int64_t column) {
    return mix(kind, word, (uint64_t)row * 1000003u + (uint64_t)column);
}

/* First letter and consonants of a word: "Levenshulme" and "Levanshulm". */
static uint64_t sound_of(struct str word) {
    uint64_t h = 1469598103934665603ULL;
    char last = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (i > 0 && (strchr("aeiouyhw", c) || c == last)) continue;
        last = c;
        h = (h ^ (unsigned char)c) * 1099511628211ULL;
    }
    return h;
}

/* The rarest words of a name, best first. */
static size_t rare_words(const struct duplicates *d, const struct duplicates_entry *e,
                         uint32_t out[RARE_WORDS]) {
    size_t n = 0;
    for (size_t i = 0; i < e->words_n; i++) {
        uint32_t word = d->spans[e->words + i];
        size_t at = n;
        while (at > 0 && d->words[out[at - 1]].weight < d->words[word].weight) at--;
        if (at >= RARE_WORDS) continue;
        if (n < RARE_WORDS) n++;
        memmove(out + at + 1, out + at, (n - at - 1) * sizeof *out);
        out[at] = word;
    }
    return n;
}

/* Every key of a row: with `look` those of the cells around, else of its own. */
typedef void each_key(struct look *l, uint64_t hash, size_t row);

static void cells_each(struct look *l, size_t row, uint64_t kind, uint64_t word, bool around,
                       each_key *each) {
    const struct duplicates_entry *e = &l->d->entries[row];
    for (int64_t down = 0; down <= (around ? 1 : 0); down++) {
        struct cell cell = cell_of(e->lat, e->lon, down);
        int64_t column = (int64_t)floor(cell.across);
        for (int64_t x = around ? -1 : 0; x <= (around ? 1 : 0); x++)
            each(l, cell_key(kind, word, cell.row, column + x), row);
    }
}

static void row_each(struct look *l, size_t row, bool around, each_key *each) {
    const struct duplicates_entry *e = &l->d->entries[row];
    uint32_t words[RARE_WORDS];
    size_t n = rare_words(l->d, e, words);
    for (size_t i = 0; i < n; i++) {
        struct str text = l->d->words[words[i]].text;
        if (e->lat == e->lat) cells_each(l, row, KEY_WORD, words[i], around, each);
        if (i == 0 && e->lat == e->lat && text.len >= 5)
            cells_each(l, row, KEY_SOUND, sound_of(text), around, each);
        if (e->city && !around) each(l, mix(KEY_TOWN, e->city, words[i]), row);
    }
}

static void own_add(struct look *l, uint64_t hash, size_t row) {
    key_add(l, hash, row);
}

static void around_find(struct look *l, uint64_t hash, size_t row) {
    size_t low = 0, high = l->keys.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->keys.items[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    size_t end = low;
    while (end < l->keys.n && end - low <= l->room && l->keys.items[end].hash == hash) end++;
    if (end - low > l->room) return;
    l->room -= end - low;
    for (size_t i = low; i < end; i++) pair_add(l, (uint32_t)row, l->keys.items[i].row);
}

static void word_keys(struct look *l) {
    struct duplicates *d = l->d;
    l->keys = (struct keys){NULL, 0};
    for (size_t i = 0; i < d->entries_n; i++) row_each(l, i, false, own_add);
    keys_sort(l);
    for (size_t i = 0, k; i < l->keys.n; i = k) { /* one town, without a point */
        for (k = i + 1; k < l->keys.n && l->keys.items[k].hash == l->keys.items[i].hash;) k++;
        block_pairs(l, l->keys.items + i, k - i, BLOCK_WORD, true);
    }
    for (size_t i = 0; i < d->entries_n; i++) {
        l->room = BLOCK_ROW;
        if (placed(l, (uint32_t)i)) row_each(l, i, true, around_find);
    }
}

/* ---- all ---- */

enum status assets_duplicates_candidates(struct duplicates *d,
                                         struct duplicates_seen *ret_seen) {
    struct duplicates_seen seen = {NULL, 0, 0};
    struct look l = {.d = d, .arena = d->arena, .seen = &seen, .status = OK};
    exact_keys(&l);
    named_keys(&l);
    once(&seen);
    word_keys(&l);
    once(&seen);
    *ret_seen = seen;
    return l.status;
}
