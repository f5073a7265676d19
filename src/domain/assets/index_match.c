/* Words to numbers: each word of a question marks who holds it, in room that is kept clear between
   requests, so that a question costs what it hits and not what there is. */
#include "base/utf8.h"
#include "domain/assets/index_post.h"

#include <string.h>
#include <sys/mman.h>

#define PREFIX_LEAST 3 /* letters before a last word counts as a beginning */
#define ROOMS_KEPT 2
#define SCORE_NAME 8
#define SCORE_ELSEWHERE 2

/* ---- room ---- */

struct index_room {
    struct index_room *next;
    size_t numbers, size;
    uint64_t *bits;
    struct index_cell *cells;
};

static struct index_room *room_new(size_t numbers)
{
    size_t words = numbers / 64 + 2;
    size_t size = 64 + words * 8 + words * 64 * sizeof(struct index_cell);
    char *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return NULL;
    struct index_room *room = (struct index_room *)(void *)at;
    room->numbers = words * 64;
    room->size = size;
    room->bits = (uint64_t *)(void *)(at + 64);
    room->cells = (struct index_cell *)(void *)(room->bits + words);
    return room;
}

static void room_end(struct index_room *room)
{
    size_t size = room->size;
    (void)munmap(room, size);
}

void assets_index_rooms_release(struct index_store *store)
{
    while (store->rooms) {
        struct index_room *room = store->rooms;
        store->rooms = room->next;
        room_end(room);
    }
    store->rooms_n = 0;
}

/* One that is large enough; those outgrown go. */
static struct index_room *room_kept(struct index_store *store, size_t numbers)
{
    struct index_room *room = NULL;
    pthread_mutex_lock(&store->lock);
    while (store->rooms && room == NULL) {
        room = store->rooms;
        store->rooms = room->next;
        store->rooms_n--;
        if (room->numbers >= numbers) continue;
        room_end(room);
        room = NULL;
    }
    pthread_mutex_unlock(&store->lock);
    return room;
}

enum status assets_index_hits_take(struct ctx *ctx, const struct assets_view *view,
                                   struct index_hits *ret_hits)
{
    struct index_store *store = assets_index_store(ctx);
    size_t n = view->n + view->young_n;
    struct index_room *room = store ? room_kept(store, n + 1) : NULL;
    if (room == NULL) room = room_new(n + INDEX_YOUNG_MAX);
    if (room == NULL) return ERR_LIMIT;
    *ret_hits = (struct index_hits){
        .bits = room->bits, .cells = room->cells, .n = n, .room = room};
    return OK;
}

void assets_index_hits_give(struct ctx *ctx, struct index_hits *hits)
{
    struct index_store *store = assets_index_store(ctx);
    struct index_room *room = hits->room;
    if (room == NULL) return;
    for (size_t w = 0; w < hits->n / 64 + 1; w++) {
        for (uint64_t left = hits->bits[w]; left; left &= left - 1)
            hits->cells[w * 64 + (size_t)__builtin_ctzll(left)] = (struct index_cell){0, 0};
        hits->bits[w] = 0;
    }
    hits->room = NULL;
    if (store) {
        pthread_mutex_lock(&store->lock);
        if (store->rooms_n < ROOMS_KEPT) {
            room->next = store->rooms;
            store->rooms = room;
            store->rooms_n++;
            room = NULL;
        }
        pthread_mutex_unlock(&store->lock);
    }
    if (room) room_end(room);
}

void assets_index_keep(struct index_hits *hits, uint32_t all, uint32_t any)
{
    for (size_t w = 0; w < hits->n / 64 + 1; w++) {
        for (uint64_t left = hits->bits[w]; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            uint32_t mask = hits->cells[number].mask;
            if ((mask & any) == 0 && ((mask & all) != all || all == 0))
                index_hit_clear(hits, number);
        }
    }
}

/* ---- one word ---- */

static uint32_t word_at_least(const struct index_base *base, struct str word)
{
    uint32_t low = 0, high = base->head->words_n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(index_word_at(base, middle), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct marking {
    const struct assets_view *view;
    const struct index_weight *weight;
    struct index_hits *hits; /* NULL: only count */
    size_t count, enough;
};

static void mark(struct marking *m, uint32_t number, bool in_name)
{
    struct index_hits *hits = m->hits;
    if (hits == NULL) {
        m->count += assets_view_alive(m->view, number);
        return;
    }
    if (m->weight->narrow && !index_hit(hits, number)) return;
    uint32_t bit = (uint32_t)1 << m->weight->bit;
    if (hits->cells[number].mask & bit) return; /* by another word that begins alike */
    index_hit_set(hits, number);
    hits->cells[number].mask |= bit | (in_name ? bit << INDEX_MASK_NAME : 0);
    index_hit_add(hits, number, in_name ? m->weight->name : m->weight->elsewhere);
}

/* Only whether anybody living has it: the first will do. */
static void posting_count(struct marking *m, const struct index_base *base, uint32_t word)
{
    struct index_post post = index_post_of(base, word);
    while (m->count < m->enough && index_post_next(&post))
        if (post.value >> 1 < m->view->n) mark(m, post.value >> 1, post.value & 1);
}

static void posting_mark(struct marking *m, const struct index_base *base, uint32_t word)
{
    struct index_post post = index_post_of(base, word);
    struct index_ahead ahead = {.n = 0};
    const struct index_region *region = m->weight->region;
    size_t at = 0;
    unsigned left = 0;
    uint32_t number;
    uint8_t in_name;
    while (index_post_next(&post)) {
        number = post.value >> 1;
        in_name = post.value & 1;
        if (number >= m->view->n || (region && at == region->n)) break; /* they rise */
        if (!index_inside(region, &at, number)) continue;
        if (index_ahead_push(&ahead, m->hits, &number, &in_name)) mark(m, number, in_name);
    }
    while (index_ahead_rest(&ahead, &left, &number, &in_name)) mark(m, number, in_name);
}

static bool young_has(const struct index_young *young, const struct index_asked *asked,
                      bool *ret_in_name)
{
    for (uint32_t w = 0; w < young->words_n; w++) {
        bool same = asked->begins.len > 0 ? str_starts(young->words[w], asked->begins)
                                          : str_eq(young->words[w], asked->stem);
        if (!same) continue;
        *ret_in_name = young->in_name[w];
        return true;
    }
    return false;
}

static void word_mark(struct marking *m, const struct index_asked *asked)
{
    const struct index_gen *gen = assets_index_gen_of(m->view);
    const struct index_base *base = gen->base;
    bool begins = asked->begins.len > 0, in_name;
    struct str from = begins ? asked->begins : asked->stem;
    for (uint32_t i = word_at_least(base, from); i < base->head->words_n; i++) {
        struct str word = index_word_at(base, i);
        if (begins ? !str_starts(word, from) : !str_eq(word, from)) break;
        if (m->hits)
            posting_mark(m, base, i);
        else
            posting_count(m, base, i);
        if (!begins) break;
    }
    for (uint32_t i = 0; i < m->view->young_n && m->count < m->enough; i++)
        if (young_has(&gen->young[i], asked, &in_name))
            mark(m, (uint32_t)m->view->n + i, in_name);
}

void assets_index_mark(const struct assets_view *view, const struct index_asked *asked,
                       const struct index_weight *weight, struct index_hits *hits)
{
    struct marking m = {.view = view, .weight = weight, .hits = hits, .enough = 1};
    word_mark(&m, asked);
}

/* How many hold it: what the base says when any of them lives, and the young ones. */
static size_t word_count(const struct assets_view *view, const struct index_asked *asked)
{
    const struct index_base *base = assets_index_gen_of(view)->base;
    struct marking m = {.view = view, .enough = 1};
    word_mark(&m, asked); /* a word only the dead have is nobody's */
    if (m.count == 0) return 0;
    size_t count = 1;
    const uint32_t *counts = assets_index_section_of(base, IS_WORD_COUNT);
    bool begins = asked->begins.len > 0;
    struct str from = begins ? asked->begins : asked->stem;
    for (uint32_t i = word_at_least(base, from); i < base->head->words_n; i++) {
        struct str word = index_word_at(base, i);
        if (begins ? !str_starts(word, from) : !str_eq(word, from)) break;
        count += counts[i];
    }
    return count;
}

static void ask_word(const struct assets_view *view, struct str begins,
                     struct index_asked *asked)
{
    asked->begins = STR_NONE;
    asked->count = word_count(view, asked);
    if (asked->count > 0 || begins.len < PREFIX_LEAST) return;
    /* only when nobody has it, whoever has one that begins with it: "tea" is not "teaching" while
       there is tea */
    asked->begins = begins;
    asked->count = word_count(view, asked);
}

void assets_index_ask_one(struct arena *arena, const struct assets_view *view, struct str word,
                          struct index_asked *ret_asked)
{
    char room[VOCABULARY_WORD_MAX];
    ret_asked->word = word;
    ret_asked->stem = str_copy(arena, vocabulary_stem(word, room));
    ask_word(view, STR_NONE, ret_asked);
}

size_t assets_index_ask(struct arena *arena, const struct assets_view *view, struct str text,
                        struct index_asked out[INDEX_ASKED_MAX])
{
    char room[VOCABULARY_WORD_MAX];
    struct str rest = assets_index_fold(arena, utf8_cut(text, 500)), word, stem;
    bool open = rest.len > 0 && rest.ptr[rest.len - 1] != ' ';
    size_t n = 0;
    while (n < INDEX_ASKED_MAX && assets_index_word_next(&rest, &word, room, &stem)) {
        struct str left = rest, next;
        bool last = !utf8_next_word(&left, &next), again = false;
        for (size_t i = 0; i < n; i++) again |= str_eq(out[i].stem, stem);
        if (again) continue;
        out[n] = (struct index_asked){.word = word, .stem = str_copy(arena, stem)};
        ask_word(view, last && open ? word : STR_NONE, &out[n]);
        n++;
    }
    return n;
}

/* ---- for others: every word must be there ---- */

/* The rarest first, the others only narrow it down. */
static size_t rarest(const struct index_asked *asked, size_t n, uint32_t done)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++)
        if (!(done >> i & 1) && asked[i].count > 0 &&
            (best == n || asked[i].count < asked[best].count))
            best = i;
    return best;
}

static size_t every_word(const struct assets_view *view, const struct index_asked *asked,
                         size_t n, struct index_hits *hits)
{
    uint32_t done = 0;
    size_t known = 0;
    for (size_t i; (i = rarest(asked, n, done)) < n; known++) {
        const struct index_weight weight = {
            (unsigned)i, SCORE_NAME, SCORE_ELSEWHERE, known > 0, NULL};
        assets_index_mark(view, &asked[i], &weight, hits);
        done |= (uint32_t)1 << i;
    }
    if (known > 1) assets_index_keep(hits, done, 0);
    return known;
}

enum status assets_view_words(struct ctx *ctx, const struct assets_view *view, struct str text,
                              size_t limit, uint32_t **ret_numbers, size_t *ret_count,
                              bool *ret_capped)
{
    struct index_hits hits;
    struct index_asked asked[INDEX_ASKED_MAX];
    size_t n = 0, asked_n = assets_index_ask(ctx->arena, view, text, asked);
    TRY(assets_index_hits_take(ctx, view, &hits));
    (void)every_word(view, asked, asked_n, &hits);
    uint32_t *numbers = ARENA_ARRAY(ctx->arena, uint32_t, limit + 1);
    bool capped = false;
    for (size_t w = 0; w < hits.n / 64 + 1 && !capped; w++) {
        for (uint64_t left = hits.bits[w]; left && !capped; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            if (!assets_view_alive(view, number)) continue;
            if (n == limit)
                capped = true;
            else
                numbers[n++] = number;
        }
    }
    assets_index_hits_give(ctx, &hits);
    TRY(arena_check(ctx->arena));
    *ret_numbers = numbers;
    *ret_count = n;
    *ret_capped = capped;
    return OK;
}

void assets_view_words_visit(struct ctx *ctx, const struct assets_view *view, struct str text,
                             void (*visit)(void *cookie, uint32_t number, unsigned score,
                                           size_t words),
                             void *cookie)
{
    struct index_hits hits;
    struct index_asked asked[INDEX_ASKED_MAX];
    struct str parts[] = {text, STR("")}; /* a blank at the end: whole words only */
    size_t n = assets_index_ask(ctx->arena, view, str_join(ctx->arena, parts, 2, STR(" ")), asked);
    for (size_t i = 0; i < n; i++)
        if (asked[i].count == 0) return;
    if (n == 0 || assets_index_hits_take(ctx, view, &hits) != OK) return;
    size_t known = every_word(view, asked, n, &hits);
    for (size_t w = 0; w < hits.n / 64 + 1; w++) {
        for (uint64_t left = hits.bits[w]; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            if (assets_view_alive(view, number))
                visit(cookie, number, hits.cells[number].score, known);
        }
    }
    assets_index_hits_give(ctx, &hits);
}
