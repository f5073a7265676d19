/* A newer base: read from its file, merged from the old one and the rows that changed, or read anew.
   In a server one thread does it beside the readers, who keep what they hold until it is done. */
#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHANGES_MOST 1000000
#define FEW 1024        /* changes not worth writing a file for */
#define PAUSE_LEAST 2000 /* ms between two of them, or three times what the last one took: an import
                            beside must not keep a core busy */
#define ROUNDS 4        /* of catching up before readers get the new one */

static struct str identity_of(struct ctx *ctx)
{
    struct assets_sql_identity row;
    return assets_sql_identity(ctx->db, ctx->arena, &row) == OK ? row.identity : STR_NONE;
}

/* Leave the file for the next start, and read from the file: its pages are the system's to drop.
   Takes the base over. */
static struct index_base *base_settle(struct ctx *ctx, struct index_base *base)
{
    struct str identity = identity_of(ctx), path = assets_index_snapshot_path(ctx, identity);
    struct index_base *mapped;
    bool worth = path.len > 0 && base->head->n >= INDEX_SNAPSHOT_FROM;
    if (!worth || assets_index_snapshot_write(ctx->arena, path, base) != OK ||
        assets_index_snapshot_map(ctx, path, identity, &mapped) != OK)
        return base;
    assets_index_base_release(base);
    return mapped;
}

static enum status base_map(struct ctx *ctx, struct index_base **ret_base)
{
    struct str identity = identity_of(ctx), path = assets_index_snapshot_path(ctx, identity);
    if (path.len == 0) return ERR_MISSING;
    return assets_index_snapshot_map(ctx, path, identity, ret_base);
}

static enum status base_build(struct ctx *ctx, const atomic_bool *stop,
                              struct index_base **ret_base)
{
    struct index_base *base;
    TRY(assets_index_build(ctx, stop, &base));
    *ret_base = base_settle(ctx, base);
    return OK;
}

enum status assets_index_base_open(struct ctx *ctx, struct index_base **ret_base)
{
    if (base_map(ctx, ret_base) == OK) return OK;
    return base_build(ctx, NULL, ret_base);
}

bool assets_index_waits(struct ctx *ctx)
{
    struct index_base *base;
    int64_t n;
    if (base_map(ctx, &base) == OK) {
        assets_index_base_release(base);
        return true;
    }
    return assets_sql_count_all(ctx->db, &n) == OK && n < INDEX_SNAPSHOT_FROM;
}

/* ---- merging ---- */

static int id_order(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static enum status merged(struct ctx *ctx, const struct index_base *old, const int64_t *ids,
                          size_t n, int64_t change, const atomic_bool *stop,
                          struct index_base **ret_base)
{
    struct index_base *young, *base;
    struct arena arena;
    TRY(assets_index_build_some(ctx, ids, n, old->head, stop, &young));
    arena_init(&arena, (size_t)64 << 20);
    uint64_t *dropped = ARENA_ARRAY(&arena, uint64_t, (size_t)old->head->n / 64 + 1);
    for (size_t i = 0; i < n; i++) {
        uint32_t number = assets_index_base_number(old, ids[i]);
        if (number != INDEX_UNLOCATED) dropped[number / 64] |= (uint64_t)1 << (number % 64);
    }
    struct index_head *head = young->map;
    head->change = change;
    enum status status = assets_index_merge(old, dropped, young, &base);
    arena_release(&arena);
    assets_index_base_release(young);
    TRY(status);
    *ret_base = base_settle(ctx, base);
    return OK;
}

/* Worth merging: the same words and days, and not so many rows that reading all is quicker. */
static bool mergeable(struct ctx *ctx, const struct index_base *old, size_t changes)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    return old->head->n > 0 && changes < old->head->n / 2 && changes < CHANGES_MOST &&
           ctx_today(ctx).n - old->head->built_day <= INDEX_DAYS_OLD &&
           old->head->vocabulary == vocabulary_fingerprint(v) &&
           old->head->concepts_n == vocabulary_count(v);
}

static enum status changes_ids(struct ctx *ctx, struct arena *arena, int64_t after,
                               int64_t **ret_ids, size_t *ret_n, int64_t *ret_last)
{
    struct journal_change *changes;
    size_t n;
    TRY(journal_changes(ctx, STR(ASSETS_CHANGE), after, CHANGES_MOST, &changes, &n));
    int64_t *ids = ARENA_ARRAY(arena, int64_t, n + 1);
    for (size_t i = 0; i < n; i++) ids[i] = changes[i].id;
    *ret_last = n > 0 ? changes[n - 1].number : after;
    if (n > 1) qsort(ids, n, sizeof *ids, id_order);
    *ret_ids = ids;
    *ret_n = n;
    return OK;
}

enum status assets_index_renew(struct ctx *ctx, const struct index_base *old,
                               const atomic_bool *stop, struct index_base **ret_base)
{
    struct arena arena, *before = ctx->arena;
    struct index_base *mapped = NULL;
    int64_t *ids, last;
    size_t n;
    arena_init(&arena, (size_t)128 << 20);
    ctx->arena = &arena; /* the list of changes may be longer than a request is given room for */
    if (base_map(ctx, &mapped) == OK && mapped->head->change > old->head->change)
        old = mapped; /* an import has left a newer one */
    enum status status = changes_ids(ctx, &arena, old->head->change, &ids, &n, &last);
    if (status == OK && n < FEW && old == mapped) {
        *ret_base = mapped;
        mapped = NULL;
    } else if (status == OK && mergeable(ctx, old, n)) {
        status = merged(ctx, old, ids, n, last, stop, ret_base);
    } else if (status == OK) {
        status = base_build(ctx, stop, ret_base);
    }
    assets_index_base_release(mapped);
    ctx->arena = before;
    arena_release(&arena);
    return status;
}

enum status assets_index_refresh(struct ctx *ctx)
{
    struct index_base *base, *newer;
    if (assets_index_snapshot_path(ctx, identity_of(ctx)).len == 0) return OK;
    enum status status = base_map(ctx, &base);
    if (status != OK) {
        TRY(base_build(ctx, NULL, &base));
        assets_index_base_release(base);
        return OK;
    }
    status = assets_index_renew(ctx, base, NULL, &newer);
    if (status == OK) assets_index_base_release(newer);
    assets_index_base_release(base);
    return status;
}

/* ---- beside the readers ---- */

struct index_worker {
    pthread_t thread;
    pthread_cond_t wake;
    struct index_store *store;
    atomic_bool stop;
    bool wanted;
    char target[1024];
    struct ctx_kept kept[32];
    size_t kept_n;
    struct day today;
};

/* Catches up before anybody reads it: the list must not step back. */
static enum status ready(struct ctx *ctx, struct index_base *base, struct index_gen **ret_gen)
{
    bool behind = true;
    struct index_gen *gen;
    TRY(assets_index_gen_over(base, &gen));
    enum status status = OK;
    for (int i = 0; i < ROUNDS && behind && status == OK; i++) {
        db_rollback(ctx->db); /* what was committed meanwhile */
        status = db_begin(ctx->db, DB_READ);
        if (status == OK) status = assets_index_gen_catch_up(ctx, gen, FEW, &behind);
    }
    if (status == OK)
        *ret_gen = gen;
    else
        assets_index_gen_release(gen);
    return status;
}

static enum status work_once(struct index_worker *worker, struct ctx *ctx)
{
    struct index_store *store = worker->store;
    struct index_base *old, *base;
    struct index_gen *gen, *before;
    pthread_mutex_lock(&store->lock);
    old = store->current->base;
    atomic_fetch_add(&old->refs, 1);
    pthread_mutex_unlock(&store->lock);
    enum status status = assets_index_renew(ctx, old, &worker->stop, &base);
    assets_index_base_release(old);
    TRY(status);
    TRY(ready(ctx, base, &gen));
    pthread_mutex_lock(&store->lock);
    before = store->current;
    store->current = gen;
    pthread_mutex_unlock(&store->lock);
    assets_index_gen_release(before);
    return OK;
}

/* Noon of the day in UTC, which is the same day. */
static struct instant noon_of(struct day day)
{
    return (struct instant){((int64_t)day.n * 24 + 12) * 3600000};
}

static void work(struct index_worker *worker, struct day today)
{
    struct arena arena;
    struct db *db;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    struct ctx ctx = {.arena = &arena,
                      .kept = worker->kept,
                      .kept_n = worker->kept_n,
                      .now = noon_of(today),
                      .actor = {.standing = STANDING_SYSTEM}};
    faults_init(&ctx.faults, &arena);
    if (db_open(&arena, str_from(worker->target), DB_READ, &db, NULL) == OK) {
        ctx.db = db;
        if (db_begin(db, DB_READ) == OK) (void)!work_once(worker, &ctx);
        db_rollback(db);
        db_close(db);
    }
    arena_release(&arena);
}

/* With the lock held. */
static void pause_a_little(struct index_worker *worker, int64_t took_ms)
{
    struct timespec until;
    int64_t ms = took_ms * 3 > PAUSE_LEAST ? took_ms * 3 : PAUSE_LEAST;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (time_t)(ms / 1000);
    while (!atomic_load(&worker->stop) &&
           pthread_cond_timedwait(&worker->wake, &worker->store->lock, &until) == 0) {}
}

static void *worker_run(void *cookie)
{
    struct index_worker *worker = cookie;
    pthread_mutex_lock(&worker->store->lock);
    while (!atomic_load(&worker->stop)) {
        if (!worker->wanted) {
            pthread_cond_wait(&worker->wake, &worker->store->lock);
            continue;
        }
        worker->wanted = false;
        struct day today = worker->today;
        pthread_mutex_unlock(&worker->store->lock);
        int64_t began = clock_mono_ms();
        work(worker, today);
        int64_t took = clock_mono_ms() - began;
        pthread_mutex_lock(&worker->store->lock);
        pause_a_little(worker, took);
        worker->wanted = false; /* whoever is still behind will ask again */
    }
    pthread_mutex_unlock(&worker->store->lock);
    return NULL;
}

static bool worker_fill(struct index_worker *worker, struct ctx *ctx)
{
    struct str target = db_target(ctx->db);
    if (target.len == 0 || target.len >= sizeof worker->target ||
        str_find(target, STR(":memory:"), 0) != SIZE_MAX || ctx->kept_n > 32)
        return false;
    memcpy(worker->target, target.ptr, target.len);
    memcpy(worker->kept, ctx->kept, ctx->kept_n * sizeof *ctx->kept);
    worker->kept_n = ctx->kept_n;
    return true;
}

void assets_index_background(struct ctx *ctx)
{
    struct index_store *store = assets_index_store(ctx);
    if (store == NULL) return;
    pthread_mutex_lock(&store->lock);
    if (store->worker == NULL) {
        struct index_worker *worker = ARENA_NEW(store->arena, struct index_worker);
        worker->store = store;
        if (worker_fill(worker, ctx) && pthread_cond_init(&worker->wake, NULL) == 0 &&
            pthread_create(&worker->thread, NULL, worker_run, worker) == 0)
            store->worker = worker;
    }
    pthread_mutex_unlock(&store->lock);
}

void assets_index_worker_wake(struct index_store *store, struct ctx *ctx)
{
    if (store->worker->wanted) return;
    store->worker->wanted = true;
    store->worker->today = ctx_today(ctx);
    pthread_cond_signal(&store->worker->wake);
}

void assets_index_worker_close(struct index_store *store)
{
    if (store->worker == NULL) return;
    pthread_mutex_lock(&store->lock);
    atomic_store(&store->worker->stop, true);
    pthread_cond_signal(&store->worker->wake);
    pthread_mutex_unlock(&store->lock);
    pthread_join(store->worker->thread, NULL);
    (void)pthread_cond_destroy(&store->worker->wake);
    store->worker = NULL;
}
