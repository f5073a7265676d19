/* Words a place taught Kith, in memory: one immutable list at a time, exchanged when the table
   changed. Readers hold the list they began with; an old one is given back a minute later. */
#include "domain/vocabulary/vocabulary_local.h"

#include "vocabulary_sql.h"

#include <stdlib.h>

#define LOOK_EVERY 5000   /* ms between two looks at the table */
#define GIVE_BACK 60000   /* ms: longer than any request lives */

static int by_key(const void *a, const void *b) {
    const struct local_form *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

uint64_t vocabulary_local_key(uint64_t before, struct str folded) {
    return str_hash(folded, before * 31 + 7);
}

static void read_form(const struct vocabulary *v, const struct vocabulary_sql_local_list *row,
                      struct local_words *list) {
    struct str rest = row->words, word;
    struct local_form form = {.concept = vocabulary_find(v, row->concept).v};
    while (str_next_word(&rest, &word) && form.words < FORM_WORDS) {
        form.key = vocabulary_local_key(form.key, word);
        form.words++;
    }
    if (form.concept == 0 || form.words == 0) return; /* a concept of another version */
    if (form.words > list->longest) list->longest = form.words;
    list->forms[list->n++] = form;
}

static enum status load(struct ctx *ctx, const struct vocabulary *v, struct local_words **ret) {
    struct arena arena;
    struct vocabulary_sql_local_list *rows;
    size_t n;
    TRY(vocabulary_sql_local_list(ctx->db, ctx->arena, VOCABULARY_LOCAL_MAX, &rows, &n));
    arena_init(&arena, (size_t)1 << 20);
    struct local_words *list = ARENA_NEW(&arena, struct local_words);
    list->forms = ARENA_ARRAY(&arena, struct local_form, n + 1);
    for (size_t i = 0; i < n; i++) read_form(v, &rows[i], list);
    qsort(list->forms, list->n, sizeof *list->forms, by_key);
    list->arena = arena;
    *ret = list;
    return OK;
}

static void release(struct local_words *list) {
    struct arena arena = list->arena; /* it holds the list itself */
    arena_release(&arena);
}

/* Put `list` in front; those behind it go when nobody can hold them any more. */
static void exchange(struct vocabulary_shelf *shelf, struct local_words *list,
                     struct instant now) {
    struct local_words *front = atomic_load(&shelf->front), **at = &shelf->retired;
    if (front) {
        front->retired_at = now;
        front->next = shelf->retired;
        shelf->retired = front;
    }
    atomic_store(&shelf->front, list);
    while (*at) {
        struct local_words *old = *at;
        if (now.ms - old->retired_at.ms < GIVE_BACK) {
            at = &old->next;
            continue;
        }
        *at = old->next;
        release(old);
    }
}

static void look(struct ctx *ctx, const struct vocabulary *v, struct vocabulary_shelf *shelf) {
    struct vocabulary_sql_local_state state;
    struct local_words *list;
    if (vocabulary_sql_local_state(ctx->db, ctx->arena, &state) != OK) return;
    if (state.n == shelf->n && state.changed == shelf->changed) return;
    if (load(ctx, v, &list) != OK) return; /* the words of before serve on */
    shelf->n = state.n;
    shelf->changed = state.changed;
    exchange(shelf, list, ctx->now);
}

void vocabulary_local_refresh(struct ctx *ctx, const struct vocabulary *v) {
    struct vocabulary_shelf *shelf = v->shelf;
    if (!shelf || !ctx->db) return;
    int64_t last = atomic_load(&shelf->looked), now = ctx->now.ms;
    if (last != 0 && now >= last && now - last < LOOK_EVERY) return;
    if (pthread_mutex_trylock(&shelf->lock) != 0) return; /* somebody is looking */
    atomic_store(&shelf->looked, now);
    look(ctx, v, shelf);
    pthread_mutex_unlock(&shelf->lock);
}

void vocabulary_local_changed(const struct vocabulary *v) {
    if (v->shelf) atomic_store(&v->shelf->looked, 0);
}

enum status vocabulary_shelf_open(struct arena *lasting, struct vocabulary_shelf **ret_shelf) {
    struct vocabulary_shelf *shelf = ARENA_NEW(lasting, struct vocabulary_shelf);
    shelf->n = -1;
    if (pthread_mutex_init(&shelf->lock, NULL) != 0) return ERR_BROKEN;
    *ret_shelf = shelf;
    return OK;
}

void vocabulary_shelf_close(struct vocabulary_shelf *shelf) {
    exchange(shelf, NULL, (struct instant){0});
    while (shelf->retired) {
        struct local_words *old = shelf->retired;
        shelf->retired = old->next;
        release(old);
    }
    (void)pthread_mutex_destroy(&shelf->lock);
}

const struct local_words *vocabulary_local_of(const struct vocabulary *v) {
    return v->shelf ? atomic_load(&v->shelf->front) : NULL;
}

static const struct local_form *find_key(const struct local_words *list, uint64_t key) {
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->forms[middle].key < key) low = middle + 1;
        else high = middle;
    }
    return low < list->n && list->forms[low].key == key ? &list->forms[low] : NULL;
}

const struct local_form *vocabulary_local_find(const struct local_words *list,
                                               const struct str *folded, size_t n) {
    const struct local_form *found, *best = NULL;
    uint64_t key = 0;
    if (!list) return NULL;
    for (size_t words = 1; words <= n && words <= list->longest; words++) {
        key = vocabulary_local_key(key, folded[words - 1]);
        found = find_key(list, key);
        if (found && found->words == words) best = found;
    }
    return best;
}
