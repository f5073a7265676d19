/* Hands views of the list to readers. One generation at a time is current: a packed base and the
   young ones since. The young segment only grows, and whatever replaced a row is marked with its
   change number, so a reader keeps seeing the list as it was when it took its view. */
#include "domain/assets/index.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define EARTH_M 6371008.8
#define RADIAN (3.14159265358979323846 / 180.0)
#define YOUNG_CEILING ((size_t)256 << 20)

/* ---- generations ---- */

/* Room for marks and young ones: mapped, so that what is never touched costs nothing. */
static size_t gen_room(const struct index_base *base)
{
    size_t numbers = (size_t)base->head->n + INDEX_YOUNG_MAX;
    return numbers * sizeof(int64_t) + INDEX_YOUNG_MAX * sizeof(struct index_young);
}

/* Takes the base over, also when it fails. */
static enum status gen_over(struct index_base *base, struct index_gen **ret_gen)
{
    struct arena arena;
    size_t numbers = (size_t)base->head->n + INDEX_YOUNG_MAX;
    void *room =
        mmap(NULL, gen_room(base), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        assets_index_base_release(base);
        return ERR_LIMIT;
    }
    arena_init(&arena, YOUNG_CEILING);
    struct index_gen *gen = ARENA_NEW(&arena, struct index_gen);
    atomic_init(&gen->refs, 1);
    gen->base = base;
    gen->change = base->head->change;
    gen->dead = room;
    gen->young = (struct index_young *)(void *)((char *)room + numbers * sizeof(int64_t));
    gen->arena = arena; /* the generation lives in its own arena */
    *ret_gen = gen;
    return OK;
}

static void gen_release(struct index_gen *gen)
{
    if (gen == NULL || atomic_fetch_sub(&gen->refs, 1) != 1) return;
    struct arena arena = gen->arena;
    (void)munmap((void *)gen->dead, gen_room(gen->base));
    assets_index_base_release(gen->base);
    arena_release(&arena);
}

const void *assets_index_section_of(const struct index_base *base, enum index_section section)
{
    return (const char *)base->map + base->head->at[section];
}

/* The number an id has in the base, or INDEX_UNLOCATED. */
static uint32_t base_number(const struct index_base *base, int64_t id)
{
    const uint32_t *by_id = assets_index_section_of(base, IS_BY_ID);
    const int64_t *ids = assets_index_section_of(base, IS_IDS);
    uint32_t low = 0, high = base->head->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, number = by_id[middle];
        if (number >= base->head->n) return INDEX_UNLOCATED;
        if (ids[number] == id) return number;
        if (ids[number] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return INDEX_UNLOCATED;
}

static int young_word_order(const void *left, const void *right)
{
    return str_cmp(((const struct index_word *)left)->stem,
                   ((const struct index_word *)right)->stem);
}

static void young_words(struct index_gen *gen, struct arena *scratch,
                        const struct index_row *row, struct index_young *young)
{
    struct index_word words[INDEX_WORDS_MAX];
    struct index_stems met = {.arena = scratch};
    size_t n = assets_index_words_of(&met, scratch, row, words, INDEX_WORDS_MAX);
    qsort(words, n, sizeof *words, young_word_order);
    struct str *stems = ARENA_ARRAY(&gen->arena, struct str, n);
    bool *in_name = ARENA_ARRAY(&gen->arena, bool, n);
    for (size_t i = 0; i < n; i++) {
        stems[i] = str_copy(&gen->arena, words[i].stem);
        in_name[i] = words[i].in_name;
    }
    young->words = stems;
    young->in_name = in_name;
    young->words_n = (uint32_t)n;
}

static enum status young_times(struct ctx *ctx, struct arena *scratch,
                               struct index_young *young)
{
    struct assets_sql_schedules *rows;
    size_t n;
    struct week week;
    TRY(assets_sql_schedules(ctx->db, scratch, young->id, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule line = {.rrule = rows[i].rrule,
                                      .from = rows[i].begins,
                                      .until = rows[i].until,
                                      .opens = rows[i].opens,
                                      .closes = rows[i].closes};
        if (line.rrule.len == 0 || !assets_schedule_week(&line, 1, ctx_today(ctx), &week))
            continue;
        for (int day = 0; day < 7; day++) young->week.day[day] |= week.day[day];
        assets_index_hot_schedule(&young->hot, &line);
        young->hot.flags |= AF_TIMES_KNOWN;
    }
    return OK;
}

static enum status young_concepts(struct ctx *ctx, struct arena *scratch,
                                  struct index_young *young)
{
    struct assets_sql_concepts *rows;
    size_t n, seq = 0;
    TRY(assets_sql_concepts(ctx->db, scratch, young->id, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        assets_index_hot_concept(&young->hot, vocabulary_of(ctx), rows[i].concept,
                                 rows[i].quality, seq);
        if (seq < ASSET_CONCEPTS && young->hot.concepts[seq]) seq++;
    }
    return OK;
}

/* A row as it is now; false when it is off the list. */
static enum status young_read(struct ctx *ctx, struct arena *scratch, struct index_gen *gen,
                              int64_t id, struct index_young *ret_young, bool *ret_living)
{
    struct assets_sql_one raw;
    struct index_young young;
    memset(&young, 0, sizeof young);
    enum status status = assets_sql_one(ctx->db, scratch, (struct asset_id){id}, &raw);
    *ret_living = false;
    if (status == ERR_MISSING) return OK;
    TRY(status);
    struct index_row row = INDEX_ROW(&raw);
    if (instant_is(row.ended_at) || str_is(row.life, "inactive") || str_is(row.life, "defunct"))
        return OK;
    bool about;
    assets_about(ctx, row.outcode, &row.lat, &row.lon, &about);
    young.id = row.id;
    young.tie = assets_index_tie(&row);
    young.hot = assets_index_hot_of(scratch, &row);
    assets_index_hot_place(&young.hot, gen->base->head->origin_lat, gen->base->head->origin_lon,
                           row.lat, row.lon);
    TRY(young_times(ctx, scratch, &young));
    TRY(young_concepts(ctx, scratch, &young));
    young_words(gen, scratch, &row, &young);
    *ret_young = young;
    *ret_living = true;
    return OK;
}

static void old_end(struct index_gen *gen, int64_t id, int64_t change)
{
    uint32_t number = base_number(gen->base, id), n = gen->base->head->n;
    if (number != INDEX_UNLOCATED && atomic_load(&gen->dead[number]) == 0)
        atomic_store(&gen->dead[number], change);
    for (size_t i = gen->young_n; i-- > 0;) {
        if (gen->young[i].id.v != id || atomic_load(&gen->dead[n + i]) != 0) continue;
        atomic_store(&gen->dead[n + i], change);
        return;
    }
}

static enum status change_apply(struct ctx *ctx, struct arena *scratch, struct index_gen *gen,
                                const struct journal_change *change)
{
    struct index_young young;
    bool living;
    TRY(young_read(ctx, scratch, gen, change->id, &young, &living));
    old_end(gen, change->id, change->number);
    if (living) gen->young[gen->young_n++] = young;
    gen->change = change->number;
    return OK;
}

/* Bring a generation up to the newest change. ERR_LIMIT: too many, build again. */
static enum status gen_catch_up(struct ctx *ctx, struct index_gen *gen)
{
    struct journal_change *changes;
    size_t n;
    int64_t room = (int64_t)(INDEX_YOUNG_MAX - gen->young_n);
    TRY(journal_changes(ctx, STR(ASSETS_CHANGE), gen->change, room + 1, &changes, &n));
    if ((int64_t)n > room) return ERR_LIMIT;
    struct arena scratch;
    arena_init(&scratch, ARENA_REQUEST_CEILING);
    enum status status = OK;
    for (size_t i = 0; i < n && status == OK; i++) {
        status = change_apply(ctx, &scratch, gen, &changes[i]);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return status;
}

static enum status gen_build(struct ctx *ctx, struct index_gen **ret_gen)
{
    struct index_base *base;
    TRY(assets_index_build(ctx, &base));
    return gen_over(base, ret_gen);
}

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
    gen_release(store->current);
    store->current = NULL;
    (void)pthread_mutex_destroy(&store->lock);
}

static struct index_store *store_of(const struct ctx *ctx)
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
    struct index_store *store = store_of(ctx);
    if (store == NULL) return;
    pthread_mutex_lock(&store->lock);
    if (!wrote(store, ctx->db)) store->writers[store->writers_n++] = ctx->db;
    pthread_mutex_unlock(&store->lock);
}

void assets_index_settle(struct ctx *ctx)
{
    struct index_store *store = store_of(ctx);
    if (store == NULL) return;
    pthread_mutex_lock(&store->lock);
    size_t n = 0;
    for (size_t i = 0; i < store->writers_n; i++)
        if (store->writers[i] != ctx->db) store->writers[n++] = store->writers[i];
    store->writers_n = n;
    pthread_mutex_unlock(&store->lock);
}

static struct str identity_of(struct ctx *ctx)
{
    struct assets_sql_identity row;
    return assets_sql_identity(ctx->db, ctx->arena, &row) == OK ? row.identity : STR_NONE;
}

/* Build from the rows, leave the file for the next start, and read from the file: its pages are
   the system's to drop. */
static enum status base_build(struct ctx *ctx, struct str path, struct str identity,
                              struct index_base **ret_base)
{
    struct index_base *base, *mapped;
    TRY(assets_index_build(ctx, &base));
    bool worth = path.len > 0 && base->head->n >= INDEX_SNAPSHOT_FROM;
    if (worth && assets_index_snapshot_write(ctx->arena, path, base) == OK &&
        assets_index_snapshot_map(ctx, path, identity, &mapped) == OK) {
        assets_index_base_release(base);
        base = mapped;
    }
    *ret_base = base;
    return OK;
}

static enum status base_open(struct ctx *ctx, struct index_base **ret_base)
{
    struct str identity = identity_of(ctx), path = assets_index_snapshot_path(ctx, identity);
    if (path.len > 0 && assets_index_snapshot_map(ctx, path, identity, ret_base) == OK)
        return OK;
    return base_build(ctx, path, identity, ret_base);
}

/* With the lock held: the current generation, caught up. */
static enum status current_take(struct ctx *ctx, struct index_store *store)
{
    struct index_base *base;
    struct index_gen *gen;
    int64_t today = ctx_today(ctx).n;
    bool old = store->current && today - store->current->base->head->built_day > INDEX_DAYS_OLD;
    if (store->current == NULL || old) {
        TRY(base_open(ctx, &base));
        TRY(gen_over(base, &gen));
        gen_release(store->current);
        store->current = gen;
    }
    enum status status = gen_catch_up(ctx, store->current);
    if (status != ERR_LIMIT) return status;
    struct str identity = identity_of(ctx);
    TRY(base_build(ctx, assets_index_snapshot_path(ctx, identity), identity, &base));
    TRY(gen_over(base, &gen));
    gen_release(store->current);
    store->current = gen;
    return gen_catch_up(ctx, gen);
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
    if (store != NULL) {
        pthread_mutex_lock(&store->lock);
        if (store->current != NULL) {
            base = store->current->base;
            atomic_fetch_add(&base->refs, 1);
        }
        pthread_mutex_unlock(&store->lock);
    }
    enum status status = base ? gen_over(base, &gen) : gen_build(ctx, &gen);
    TRY(status);
    status = gen_catch_up(ctx, gen);
    if (status == ERR_LIMIT) {
        gen_release(gen);
        TRY(gen_build(ctx, &gen));
        status = gen_catch_up(ctx, gen);
    }
    if (status == OK) view_fill(gen, ret_view);
    gen_release(gen);
    return status;
}

enum status assets_view_take(struct ctx *ctx, struct assets_view *ret_view)
{
    struct index_store *store = store_of(ctx);
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
    gen_release((struct index_gen *)(uintptr_t)view->generation);
    view->generation = NULL;
}

enum status assets_index_refresh(struct ctx *ctx)
{
    struct index_base *base;
    struct str identity = identity_of(ctx), path = assets_index_snapshot_path(ctx, identity);
    if (path.len == 0) return OK;
    TRY(base_build(ctx, path, identity, &base));
    assets_index_base_release(base);
    return OK;
}

/* ---- reading a view ---- */

const struct index_gen *assets_index_gen_of(const struct assets_view *view)
{
    return view->generation;
}

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

bool assets_view_alive(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
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

const uint32_t *assets_view_concept(const struct assets_view *view, uint16_t concept,
                                    size_t *ret_n)
{
    const struct index_base *base = assets_index_gen_of(view)->base;
    const uint32_t *from = assets_index_section_of(base, IS_CONCEPT_FROM);
    uint64_t total = base->head->bytes[IS_CONCEPTS] / 4;
    *ret_n = 0;
    if (concept == 0 || concept > base->head->concepts_n)
        return assets_index_section_of(base, IS_CONCEPTS);
    uint32_t first = from[concept], last = from[concept + 1];
    if (first <= last && last <= total) *ret_n = last - first;
    return (const uint32_t *)assets_index_section_of(base, IS_CONCEPTS) + (*ret_n ? first : 0);
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
