/* Read the whole list, row by row, into what assets_index_pack lays out. The statements stream: only
   the columns, the distinct words and the distinct weeks are held. */
#include "assets_sql.h"
#include "domain/assets/index_gather.h"
#include "platform/journal/journal.h"

#include <math.h>
#include <string.h>

#define GATHER_CEILING ((size_t)1 << 30)

/* ---- tables that grow ---- */

static uint32_t *slots_new(struct arena *arena, size_t n)
{
    return ARENA_ARRAY(arena, uint32_t, n);
}

static void words_rehash(struct index_gather *g)
{
    size_t n = g->slots_n ? g->slots_n * 4 : 1 << 14;
    uint32_t *slots = slots_new(g->arena, n);
    for (size_t i = 0; i < g->words_n; i++) {
        size_t at = str_hash(g->words[i].stem, 3) & (n - 1);
        while (slots[at]) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    g->slots = slots;
    g->slots_n = n;
}

static uint32_t word_number(struct index_gather *g, struct str stem)
{
    if (g->words_n * 2 >= g->slots_n) words_rehash(g);
    size_t at = str_hash(stem, 3) & (g->slots_n - 1);
    for (; g->slots[at]; at = (at + 1) & (g->slots_n - 1))
        if (str_eq(g->words[g->slots[at] - 1].stem, stem)) return g->slots[at] - 1;
    struct gather_word *word = ARENA_PUSH(g->arena, g->words, g->words_n);
    word->stem = str_copy(g->arena, stem);
    g->slots[at] = (uint32_t)g->words_n;
    return (uint32_t)g->words_n - 1;
}

static uint64_t week_hash(const struct week *week)
{
    return str_hash(str_of((const char *)week, sizeof *week), 5);
}

static void weeks_rehash(struct index_gather *g)
{
    size_t n = g->week_slots_n ? g->week_slots_n * 4 : 1 << 12;
    uint32_t *slots = slots_new(g->arena, n);
    for (size_t i = 0; i < g->weeks_n; i++) {
        size_t at = week_hash(&g->weeks[i]) & (n - 1);
        while (slots[at]) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    g->week_slots = slots;
    g->week_slots_n = n;
}

/* Most weeks are like another's: each is kept once. */
static uint32_t week_number(struct index_gather *g, const struct week *week)
{
    if (g->weeks_n * 2 >= g->week_slots_n) weeks_rehash(g);
    size_t at = week_hash(week) & (g->week_slots_n - 1);
    for (; g->week_slots[at]; at = (at + 1) & (g->week_slots_n - 1))
        if (memcmp(&g->weeks[g->week_slots[at] - 1], week, sizeof *week) == 0)
            return g->week_slots[at] - 1;
    *ARENA_PUSH(g->arena, g->weeks, g->weeks_n) = *week;
    g->week_slots[at] = (uint32_t)g->weeks_n;
    return (uint32_t)g->weeks_n - 1;
}

/* ---- the three passes ---- */

static bool stopped(const struct index_gather *g)
{
    return g->stop && atomic_load_explicit(g->stop, memory_order_relaxed);
}

static void times_take(struct index_gather *g, struct asset_id id,
                       const struct asset_schedule *line)
{
    struct week week;
    if (!assets_schedule_week(line, 1, g->today, &week)) return;
    struct gather_times *times = g->times_n > 0 ? &g->times[g->times_n - 1] : NULL;
    if (times == NULL || times->id.v != id.v) {
        times = ARENA_PUSH(g->arena, g->times, g->times_n);
        times->id = id;
    }
    for (int day = 0; day < 7; day++) times->week.day[day] |= week.day[day];
    assets_index_hot_schedule(&times->hot, line);
}

static enum status schedule_each(void *cookie, const struct assets_sql_every_schedule *row)
{
    struct index_gather *g = cookie;
    struct asset_schedule line = {.rrule = row->rrule,
                                  .from = row->begins,
                                  .until = row->until,
                                  .opens = row->opens,
                                  .closes = row->closes};
    times_take(g, row->asset_id, &line);
    return stopped(g) ? ERR_BUSY : arena_check(g->arena);
}

static enum status concept_each(void *cookie, const struct assets_sql_every_concept *row)
{
    struct index_gather *g = cookie;
    struct concept_id concept = vocabulary_find(g->v, row->concept);
    if (concept.v == 0) return OK;
    *ARENA_PUSH(g->arena, g->links, g->links_n) =
        (struct gather_links){row->asset_id, concept.v, (uint8_t)row->quality};
    return arena_check(g->arena);
}

static void times_join(struct index_gather *g, struct gather_row *row)
{
    static const struct week nothing;
    const struct week *week = &nothing;
    while (g->times_at < g->times_n && g->times[g->times_at].id.v < row->id.v) g->times_at++;
    if (g->times_at < g->times_n && g->times[g->times_at].id.v == row->id.v) {
        const struct gather_times *times = &g->times[g->times_at];
        week = &times->week;
        row->hot.flags |= times->hot.flags | AF_TIMES_KNOWN;
        row->hot.session = times->hot.session;
    }
    row->week = week_number(g, week);
}

static void links_join(struct index_gather *g, struct gather_row *row)
{
    while (g->links_at < g->links_n && g->links[g->links_at].id.v < row->id.v) g->links_at++;
    for (int i = 0; g->links_at < g->links_n && g->links[g->links_at].id.v == row->id.v;
         g->links_at++, i++) {
        if (i >= ASSET_CONCEPTS) continue;
        row->hot.concepts[i] = g->links[g->links_at].concept;
        row->hot.quality[i] = g->links[g->links_at].quality;
    }
}

static void words_join(struct index_gather *g, struct gather_row *row,
                       const struct index_row *from)
{
    struct index_word words[INDEX_WORDS_MAX];
    size_t n = assets_index_words_of(&g->stems, &g->scratch, from, words, INDEX_WORDS_MAX);
    row->pairs_from = (uint32_t)g->pairs_n;
    row->pairs_n = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        uint32_t number = word_number(g, words[i].stem);
        g->words[number].count++;
        *ARENA_PUSH(g->arena, g->pairs, g->pairs_n) =
            number << 1 | (words[i].in_name ? 1u : 0u);
    }
}

static void row_take(struct index_gather *g, struct index_row *from)
{
    bool about;
    assets_about(g->ctx, from->outcode, &from->lat, &from->lon, &about);
    struct gather_row *row = ARENA_PUSH(g->arena, g->rows, g->rows_n);
    row->id = from->id;
    row->lat = from->lat;
    row->lon = from->lon;
    row->tie = assets_index_tie(from);
    row->name = assets_index_name(&g->scratch, from->name);
    row->hot = assets_index_hot_of(&g->scratch, from);
    times_join(g, row);
    links_join(g, row);
    words_join(g, row, from);
    if (from->changed_at.ms > g->head.newest_at ||
        (from->changed_at.ms == g->head.newest_at && from->id.v > g->head.newest_id)) {
        g->head.newest_at = from->changed_at.ms;
        g->head.newest_id = from->id.v;
    }
}

static enum status row_each(void *cookie, const struct assets_sql_every *raw)
{
    struct index_gather *g = cookie;
    struct index_row row = INDEX_ROW(raw);
    row_take(g, &row);
    arena_reset(&g->scratch);
    return stopped(g) ? ERR_BUSY : arena_check(g->arena);
}

/* One row by itself, with its times and concepts. */
static enum status row_read(struct index_gather *g, struct asset_id id)
{
    struct assets_sql_one raw;
    struct assets_sql_schedules *times;
    struct assets_sql_concepts *concepts;
    size_t n;
    enum status status = assets_sql_one(g->ctx->db, &g->scratch, id, &raw);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    struct index_row row = INDEX_ROW(&raw);
    if (!assets_index_row_living(&row)) return OK;
    TRY(assets_sql_schedules(g->ctx->db, &g->scratch, id, &times, &n));
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule line = {.rrule = times[i].rrule,
                                      .from = times[i].begins,
                                      .until = times[i].until,
                                      .opens = times[i].opens,
                                      .closes = times[i].closes};
        if (line.rrule.len > 0) times_take(g, id, &line);
    }
    TRY(assets_sql_concepts(g->ctx->db, &g->scratch, id, &concepts, &n));
    for (size_t i = 0; i < n; i++) {
        struct concept_id concept = vocabulary_find(g->v, concepts[i].concept);
        if (concept.v == 0) continue;
        *ARENA_PUSH(g->arena, g->links, g->links_n) =
            (struct gather_links){id, concept.v, (uint8_t)concepts[i].quality};
    }
    row_take(g, &row);
    return OK;
}

/* The middle of the list to a tenth of a degree: the same for any order of rows. */
static void origin_set(struct index_gather *g)
{
    double lat = 0, lon = 0;
    size_t n = 0;
    for (size_t i = 0; i < g->rows_n; i++) {
        if (isnan(g->rows[i].lat)) continue;
        lat += g->rows[i].lat;
        lon += g->rows[i].lon;
        n++;
    }
    if (n == 0) return;
    g->head.origin_lat = round(lat / (double)n * 10) / 10;
    g->head.origin_lon = round(lon / (double)n * 10) / 10;
}

static enum status gather(struct index_gather *g)
{
    struct ctx *ctx = g->ctx;
    struct assets_sql_identity identity;
    TRY(journal_change_last(ctx, &g->head.change)); /* first: what comes later is replayed */
    if (assets_sql_identity(ctx->db, ctx->arena, &identity) == OK &&
        identity.identity.len < sizeof g->head.identity)
        memcpy(g->head.identity, identity.identity.ptr, identity.identity.len);
    TRY(assets_sql_every_schedule(ctx->db, ctx->arena, schedule_each, g));
    TRY(assets_sql_every_concept(ctx->db, ctx->arena, concept_each, g));
    return assets_sql_every(ctx->db, ctx->arena, row_each, g);
}

static struct index_gather *gather_new(struct ctx *ctx, struct arena *arena,
                                       const atomic_bool *stop)
{
    struct index_gather *g = ARENA_NEW(arena, struct index_gather);
    g->ctx = ctx;
    g->arena = arena;
    g->stop = stop;
    g->v = vocabulary_of(ctx);
    g->stems.arena = arena;
    g->today = ctx_today(ctx);
    arena_init(&g->scratch, ARENA_REQUEST_CEILING);
    g->head.vocabulary = vocabulary_fingerprint(g->v);
    g->head.concepts_n = (uint32_t)vocabulary_count(g->v);
    g->head.built_day = g->today.n;
    return g;
}

static enum status gather_pack(struct index_gather *g, struct index_base **ret_base)
{
    struct index_base *base = assets_index_pack(g->arena, g);
    if (base == NULL) return ERR_LIMIT;
    *ret_base = base;
    return OK;
}

enum status assets_index_build(struct ctx *ctx, const atomic_bool *stop,
                               struct index_base **ret_base)
{
    struct arena arena;
    arena_init(&arena, GATHER_CEILING);
    struct index_gather *g = gather_new(ctx, &arena, stop);
    enum status status = gather(g);
    if (status == OK) {
        origin_set(g);
        status = gather_pack(g, ret_base);
    }
    arena_release(&g->scratch);
    arena_release(&arena);
    return status;
}

enum status assets_index_build_some(struct ctx *ctx, const int64_t *ids, size_t n,
                                    const struct index_head *like, const atomic_bool *stop,
                                    struct index_base **ret_base)
{
    struct arena arena;
    arena_init(&arena, GATHER_CEILING);
    struct index_gather *g = gather_new(ctx, &arena, stop);
    enum status status = OK;
    memcpy(g->head.identity, like->identity, sizeof g->head.identity);
    g->head.origin_lat = like->origin_lat;
    g->head.origin_lon = like->origin_lon;
    for (size_t i = 0; i < n && status == OK; i++) {
        status = row_read(g, (struct asset_id){ids[i]});
        arena_reset(&g->scratch);
        if (status == OK) status = stopped(g) ? ERR_BUSY : arena_check(&arena);
    }
    if (status == OK) status = gather_pack(g, ret_base);
    arena_release(&g->scratch);
    arena_release(&arena);
    return status;
}
