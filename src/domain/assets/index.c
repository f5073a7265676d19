/* Hands views of the list to readers. One generation at a time is current; who takes a view brings
   it up to date first, a few changes at a time where a thread builds beside the readers, all of
   them where nobody else does (a command, a test). */
#include "domain/assets/index.h"

#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"

#include <math.h>
#include <string.h>

#define EARTH_M 6371008.8
#define RADIAN (3.14159265358979323846 / 180.0)
#define A_FEW 128                      /* changes a reader takes in before it is answered */
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

struct index_store *assets_index_store(const struct ctx *ctx)
{
    return ctx_kept(ctx, "assets.index");
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

void assets_view_release(struct ctx *ctx, struct assets_view *view)
{
    (void)ctx;
    assets_index_gen_release((struct index_gen *)(uintptr_t)view->generation);
    view->generation = NULL;
}

/* ---- reading a view ---- */

const struct asset_hot *assets_view_hot(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return &gen->young[number - view->n].hot;
    return (const struct asset_hot *)assets_index_section_of(gen->base, IS_HOT) + number;
}

const struct week *assets_view_week(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return &gen->young[number - view->n].week;
    const uint32_t *week_of = assets_index_section_of(gen->base, IS_WEEK_OF);
    uint32_t week = week_of[number] < gen->base->head->weeks_n ? week_of[number] : 0;
    return (const struct week *)assets_index_section_of(gen->base, IS_WEEKS) + week;
}

struct asset_id assets_view_id(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return gen->young[number - view->n].id;
    return (struct asset_id){
        ((const int64_t *)assets_index_section_of(gen->base, IS_IDS))[number]};
}

uint32_t assets_index_view_tie(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return gen->young[number - view->n].tie;
    return ((const uint32_t *)assets_index_section_of(gen->base, IS_TIES))[number];
}

uint32_t assets_index_view_name(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return gen->young[number - view->n].name;
    return ((const uint32_t *)assets_index_section_of(gen->base, IS_NAMES))[number];
}

bool assets_view_alive(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    uint64_t ended = atomic_load_explicit(&gen->ended[number / 64], memory_order_relaxed);
    if (!(ended >> (number % 64) & 1)) return true;
    int64_t dead = atomic_load_explicit(&gen->dead[number], memory_order_relaxed);
    return dead == 0 || dead > view->change;
}

void assets_view_point(const struct assets_view *view, double lat, double lon, float *ret_x,
                       float *ret_y)
{
    *ret_x =
        (float)(EARTH_M * cos(view->origin_lat * RADIAN) * (lon - view->origin_lon) * RADIAN);
    *ret_y = (float)(EARTH_M * (lat - view->origin_lat) * RADIAN);
}

const uint32_t *assets_index_concept(const struct assets_view *view, uint16_t concept, size_t *ret_n,
                                     const uint8_t **ret_places)
{
    const struct index_base *base = assets_index_gen_of(view)->base;
    const uint32_t *from = assets_index_section_of(base, IS_CONCEPT_FROM),
                   *all = assets_index_section_of(base, IS_CONCEPTS);
    const uint8_t *places = assets_index_section_of(base, IS_CONCEPT_PLACE);
    uint64_t total = base->head->bytes[IS_CONCEPTS] / 4;
    *ret_n = 0;
    *ret_places = places;
    if (concept == 0 || concept > base->head->concepts_n) return all;
    uint32_t first = from[concept], last = from[concept + 1];
    if (first > last || last > total) return all;
    *ret_n = last - first;
    *ret_places = places + first;
    return all + first;
}

const uint32_t *assets_view_concept(const struct assets_view *view, uint16_t concept,
                                    size_t *ret_n)
{
    const uint8_t *places;
    return assets_index_concept(view, concept, ret_n, &places);
}

double assets_view_concept_share(const struct assets_view *view, uint16_t concept)
{
    size_t n;
    (void)assets_view_concept(view, concept, &n);
    for (size_t i = 0; i < view->young_n; i++)
        for (int c = 0; c < ASSET_CONCEPTS; c++)
    n += concept && assets_index_gen_of(view)->young[i].hot.concepts[c] == concept;
    size_t all = view->n + view->young_n;
    return all == 0 ? 0 : (double)n / (double)all;
}
