/* Hands views of the list to readers. One generation at a time is current; who takes a view brings
   it up to date first, a few changes at a time where a thread builds beside the readers, all of
   them where nobody else does (a command, a test). */
#include "domain/assets/index.h"

#include "base/log.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"

#define A_FEW 32 /* changes a reader takes in before it is answered */
#define YOUNG_ENOUGH (INDEX_YOUNG_MAX / 2) /* from here on a newer base is worth it */

/* ---- the store ---- */

enum status assets_index_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    (void)ctx;
    struct index_store *store = ARENA_NEW(lasting, struct index_store);
    store->arena = lasting;
    if (pthread_mutex_init(&store->lock, NULL) != 0) return ERR_BROKEN;
    *ret_ptr = store;
    return OK;
}

void assets_index_close(void *ptr)
{
    struct index_store *store = ptr;
    assets_index_worker_close(store);
    assets_index_gen_release(store->current);
    store->current = NULL;
    assets_index_rooms_release(store);
    (void)pthread_mutex_destroy(&store->lock);
}

static bool wrote(const struct index_store *store, const struct db *db)
{
    for (size_t i = 0; i < store->writers_n; i++)
        if (store->writers[i] == db) return true;
    return store->writers_n == INDEX_WRITERS; /* too many to remember: trust none */
}

void assets_index_wrote(struct ctx *ctx)
{
    struct index_store *store = assets_index_store(ctx);
    if (store == NULL) return;
    pthread_mutex_lock(&store->lock);
    if (!wrote(store, ctx->db)) store->writers[store->writers_n++] = ctx->db;
    pthread_mutex_unlock(&store->lock);
}

void assets_index_settle(struct ctx *ctx)
{
    struct index_store *store = assets_index_store(ctx);
    if (store == NULL) return;
    pthread_mutex_lock(&store->lock);
    size_t n = 0;
    for (size_t i = 0; i < store->writers_n; i++)
        if (store->writers[i] != ctx->db) store->writers[n++] = store->writers[i];
    store->writers_n = n;
    pthread_mutex_unlock(&store->lock);
}

/* A base in the place of the current one; with the lock held. */
static enum status current_set(struct index_store *store, struct index_base *base)
{
    struct index_gen *gen;
    TRY(assets_index_gen_over(base, &gen));
    assets_index_gen_release(store->current);
    store->current = gen;
    return OK;
}

/* All changes taken in, building where they are too many for the young segment. */
static enum status current_finish(struct ctx *ctx, struct index_store *store)
{
    bool behind = true;
    for (int i = 0; i < 3 && behind; i++) {
        struct index_base *base;
        TRY(assets_index_gen_catch_up(ctx, store->current, INDEX_YOUNG_MAX, &behind));
        if (!behind) return OK;
        TRY(assets_index_renew(ctx, store->current->base, NULL, &base));
        TRY(current_set(store, base));
    }
    return OK;
}

/* With the lock held: the current generation, caught up, or nearly so while another is built. */
static enum status current_take(struct ctx *ctx, struct index_store *store)
{
    struct index_base *base;
    bool behind,
        old = store->current &&
              ctx_today(ctx).n - store->current->base->head->built_day > INDEX_DAYS_OLD;
    if (store->current == NULL || (old && store->worker == NULL)) {
        TRY(assets_index_base_open(ctx, &base));
        TRY(current_set(store, base));
    }
    if (store->worker == NULL) return current_finish(ctx, store);
    TRY(assets_index_gen_catch_up(ctx, store->current, A_FEW, &behind));
    if (behind || old || store->current->young_n > YOUNG_ENOUGH)
        assets_index_worker_wake(store, ctx);
    return OK;
}

static void view_fill(struct index_gen *gen, struct assets_view *ret_view)
{
    atomic_fetch_add(&gen->refs, 1);
    *ret_view = (struct assets_view){.n = gen->base->head->n,
                                     .young_n = gen->young_n,
                                     .origin_lat = gen->base->head->origin_lat,
                                     .origin_lon = gen->base->head->origin_lon,
                                     .change = gen->change,
                                     .generation = gen};
}

/* For a connection that may see uncommitted rows: the shared base, its own young ones. */
static enum status private_take(struct ctx *ctx, struct index_store *store,
                                struct assets_view *ret_view)
{
    struct index_gen *gen = NULL;
    struct index_base *base = NULL;
    bool behind = true;
    if (store != NULL) {
        pthread_mutex_lock(&store->lock);
        if (store->current != NULL) {
            base = store->current->base;
            atomic_fetch_add(&base->refs, 1);
        }
        pthread_mutex_unlock(&store->lock);
    }
    if (base == NULL) TRY(assets_index_build(ctx, NULL, &base));
    TRY(assets_index_gen_over(base, &gen));
    enum status status = assets_index_gen_catch_up(ctx, gen, INDEX_YOUNG_MAX, &behind);
    if (status == OK && behind) {
        status = assets_index_renew(ctx, gen->base, NULL, &base);
        assets_index_gen_release(gen);
        TRY(status);
        TRY(assets_index_gen_over(base, &gen));
        status = assets_index_gen_catch_up(ctx, gen, INDEX_YOUNG_MAX, &behind);
    }
    if (status == OK) view_fill(gen, ret_view);
    assets_index_gen_release(gen);
    return status;
}

enum status assets_view_take(struct ctx *ctx, struct assets_view *ret_view)
{
    struct index_store *store = assets_index_store(ctx);
    if (store == NULL) return private_take(ctx, NULL, ret_view);
    pthread_mutex_lock(&store->lock);
    bool own = wrote(store, ctx->db);
    enum status status = OK;
    if (!own) {
        status = current_take(ctx, store);
        if (status == OK) view_fill(store->current, ret_view);
    }
    pthread_mutex_unlock(&store->lock);
    return own ? private_take(ctx, store, ret_view) : status;
}

enum status assets_index_prepare(struct ctx *ctx)
{
    struct arena arena, *before = ctx->arena;
    struct assets_view view;
    enum status status = OK;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    ctx->arena = &arena; /* what it takes is not kept as long as the server runs */
    if (!assets_index_waits(ctx)) {
        log_line(LOG_INFO, "index",
                 "no index of the list that fits: building one first, some ten seconds a "
                 "million entries");
        status = assets_view_take(ctx, &view);
        if (status == OK) assets_view_release(ctx, &view);
    }
    ctx->arena = before;
    arena_release(&arena);
    return status;
}

void assets_view_release(struct ctx *ctx, struct assets_view *view)
{
    (void)ctx;
    assets_index_gen_release((struct index_gen *)(uintptr_t)view->generation);
    view->generation = NULL;
}
