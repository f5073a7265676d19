/* How busy an entry was lately, and what is published of who came again: read for each request
   into a small table, beside the columns that change seldom. */
#include "domain/matching/matching_own.h"

#include "matching_sql.h"

#define LOAD_DAYS 28
#define USUAL_DAYS 365
#define DAY_MS ((int64_t)86400000)

static struct matching_live_row *slot(struct matching_live *live, struct asset_id asset)
{
    size_t at = (size_t)((uint64_t)asset.v * 0x9E3779B97F4A7C15u >> 20) & (live->slots_n - 1);
    while (live->slots[at].asset.v != 0 && live->slots[at].asset.v != asset.v) at = (at + 1) & (live->slots_n - 1);
    live->slots[at].asset = asset;
    return &live->slots[at];
}

const struct matching_live_row *matching_live_of(const struct matching_live *live, struct asset_id asset)
{
    if (live->slots_n == 0) return NULL;
    size_t at = (size_t)((uint64_t)asset.v * 0x9E3779B97F4A7C15u >> 20) & (live->slots_n - 1);
    while (live->slots[at].asset.v != 0) {
        if (live->slots[at].asset.v == asset.v) return &live->slots[at];
        at = (at + 1) & (live->slots_n - 1);
    }
    return NULL;
}

/* The ages of those who usually come that are surely not the asker's: a sum of published shares. */
static void bridges(const struct profile *profile, const struct matching_sql_usual *usual, size_t count, struct matching_live *live)
{
    if (profile->age_low < 0) return;
    for (size_t i = 0; i < count; i++) {
        int low, high;
        if (!people_age_band_parse(usual[i].age_band, &low, &high)) continue;
        if (low <= profile->age_high && high >= profile->age_low) continue;
        struct matching_live_row *row = slot(live, usual[i].asset_id);
        int64_t share = row->bridge + usual[i].share * 255 / 20;
        row->bridge = (uint8_t)(share > 255 ? 255 : share);
    }
}

enum status matching_live_read(struct ctx *ctx, const struct profile *profile, struct matching_live *ret_live)
{
    struct matching_sql_load *load;
    struct matching_sql_learned *learned;
    struct matching_sql_usual *usual;
    size_t load_n, learned_n, usual_n;
    struct matching_live live = {0};
    TRY(matching_sql_load(ctx->db, ctx->arena, (struct instant){ctx->now.ms - LOAD_DAYS * DAY_MS}, &load, &load_n));
    TRY(matching_sql_learned(ctx->db, ctx->arena, &learned, &learned_n));
    TRY(matching_sql_usual(ctx->db, ctx->arena, &usual, &usual_n));
    size_t all = load_n + learned_n + usual_n;
    if (all > 0) {
        for (live.slots_n = 16; live.slots_n < 2 * all;) live.slots_n *= 2;
        live.slots = ARENA_ARRAY(ctx->arena, struct matching_live_row, live.slots_n);
    }
    for (size_t i = 0; i < load_n; i++) slot(&live, load[i].asset_id)->suggested = (uint16_t)(load[i].n > UINT16_MAX ? UINT16_MAX : load[i].n);
    for (size_t i = 0; i < learned_n; i++) {
        struct matching_live_row *row = slot(&live, learned[i].asset_id);
        row->learned = (uint8_t)(learned[i].mean * 255 / 20);
        row->settled = true;
    }
    bridges(profile, usual, usual_n, &live);
    *ret_live = live;
    return OK;
}

/* Sums of five or more people, rounded to twentieths, replace the last ones. */
enum status matching_learn(struct ctx *ctx)
{
    TRY(matching_sql_learned_clear(ctx->db));
    TRY(matching_sql_learned_fill(ctx->db));
    TRY(matching_sql_usual_clear(ctx->db));
    return matching_sql_usual_fill(ctx->db, (struct instant){ctx->now.ms - USUAL_DAYS * DAY_MS});
}
