/* Reading a view: its columns by number, its postings by concept. */
#include "domain/assets/index_own.h"

#include <math.h>

#define EARTH_M 6371008.8
#define RADIAN (3.14159265358979323846 / 180.0)

struct index_store *assets_index_store(const struct ctx *ctx)
{
    return ctx_kept(ctx, "assets.index");
}

const struct asset_hot *assets_view_hot(const struct assets_view *view, uint32_t number)
{
    const struct index_gen *gen = view->generation;
    if (number >= view->n) return &gen->young[number - view->n].hot;
    return (const struct asset_hot *)assets_index_section_of(gen->base, IS_HOT) + number;
}

void assets_view_ahead(const struct assets_view *view, uint32_t number)
{
    if (number >= view->n) return;
    const struct asset_hot *hot = assets_view_hot(view, number);
    __builtin_prefetch(hot); /* a record may lie across two lines */
    __builtin_prefetch((const char *)hot + sizeof *hot - 1);
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
