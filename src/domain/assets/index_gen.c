/* A generation: a packed base and the young ones since. The young segment only grows, and whatever
   replaced a row is marked with its change number, so a reader keeps seeing the list as it was when
   it took its view. */
#include "domain/assets/index.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define YOUNG_CEILING ((size_t)256 << 20)

/* ---- generations ---- */

/* Room for marks and young ones: mapped, so that what is never touched costs nothing. */
static size_t gen_room(const struct index_base *base)
{
    size_t numbers = (size_t)base->head->n + INDEX_YOUNG_MAX;
    return numbers * sizeof(int64_t) + INDEX_YOUNG_MAX * sizeof(struct index_young) +
           (numbers / 64 + 1) * sizeof(uint64_t);
}

enum status assets_index_gen_over(struct index_base *base, struct index_gen **ret_gen)
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
    gen->ended = (_Atomic uint64_t *)(void *)(gen->young + INDEX_YOUNG_MAX);
    gen->arena = arena; /* the generation lives in its own arena */
    *ret_gen = gen;
    return OK;
}

void assets_index_gen_release(struct index_gen *gen)
{
    if (gen == NULL || atomic_fetch_sub(&gen->refs, 1) != 1) return;
    struct arena arena = gen->arena;
    (void)munmap((void *)gen->dead, gen_room(gen->base));
    assets_index_base_release(gen->base);
    arena_release(&arena);
}

uint32_t assets_index_base_number(const struct index_base *base, int64_t id)
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
    struct str *says = ARENA_ARRAY(&gen->arena, struct str, n);
    bool *in_name = ARENA_ARRAY(&gen->arena, bool, n);
    for (size_t i = 0; i < n; i++) {
        stems[i] = str_copy(&gen->arena, words[i].stem);
        says[i] = str_copy(&gen->arena, words[i].word);
        in_name[i] = words[i].in_name;
    }
    young->words = stems;
    young->says = says;
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
    if (!assets_index_row_living(&row)) return OK;
    bool about;
    assets_about(ctx, row.outcode, &row.lat, &row.lon, &about);
    young.id = row.id;
    young.tie = assets_index_tie(&row);
    young.name = assets_index_name(scratch, row.name);
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

static void number_end(struct index_gen *gen, uint32_t number, int64_t change)
{
    atomic_store(&gen->dead[number], change);
    (void)atomic_fetch_or(&gen->ended[number / 64], (uint64_t)1 << (number % 64));
}

static void old_end(struct index_gen *gen, int64_t id, int64_t change)
{
    uint32_t number = assets_index_base_number(gen->base, id), n = gen->base->head->n;
    if (number != INDEX_UNLOCATED && atomic_load(&gen->dead[number]) == 0)
        number_end(gen, number, change);
    for (size_t i = gen->young_n; i-- > 0;) {
        if (gen->young[i].id.v != id || atomic_load(&gen->dead[n + i]) != 0) continue;
        number_end(gen, n + (uint32_t)i, change);
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

enum status assets_index_gen_catch_up(struct ctx *ctx, struct index_gen *gen, size_t most,
                                      bool *ret_behind)
{
    struct journal_change *changes;
    size_t n, room = INDEX_YOUNG_MAX - gen->young_n;
    int64_t newest;
    TRY(journal_change_last(ctx, &newest));
    if (newest <= gen->change) { /* the usual case */
        *ret_behind = false;
        return OK;
    }
    size_t take = most < room ? most : room;
    TRY(journal_changes(ctx, STR(ASSETS_CHANGE), gen->change, (int64_t)take + 1, &changes, &n));
    struct arena scratch;
    arena_init(&scratch, ARENA_REQUEST_CEILING);
    enum status status = OK;
    for (size_t i = 0; i < n && i < take && status == OK; i++) {
        status = change_apply(ctx, &scratch, gen, &changes[i]);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    TRY(status);
    *ret_behind = n > take;
    return OK;
}
