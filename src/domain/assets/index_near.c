/* Visiting by distance: row after row of cells, each one stretch of numbers. */
#include "domain/assets/index_own.h"

#include <math.h>
#include <stdlib.h>

#define AHEAD 12u
#define EARTH_M 6371008.8
#define RADIAN (3.14159265358979323846 / 180.0)

/* One cell within reach: at least and at most so far away. */
struct near_cell {
    float least, most;
    uint32_t from, to;
};
struct near_cells {
    struct near_cell *list;
    size_t n;
};

struct near {
    const struct assets_view *view;
    const struct asset_hot *hot;
    float x, y, radius, scale;
    void (*visit)(void *cookie, uint32_t number, float distance);
    void *cookie;
    const struct index_hits *hits;
    struct arena *arena;
    struct index_region *region;
    struct near_cells *cells;
};

/* East and west shrink away from the latitude the plane was made for. */
static float scale_at(const struct assets_view *view, float y)
{
    double lat = view->origin_lat + (double)y / EARTH_M / RADIAN,
           middle = cos(view->origin_lat * RADIAN);
    return middle > 1e-6 ? (float)(cos(lat * RADIAN) / middle) : 1.0f;
}

static void look(const struct near *near, uint32_t number, const struct asset_hot *hot)
{
    if (!(hot->flags & AF_LOCATED) || !assets_view_alive(near->view, number)) return;
    float dx = (hot->x - near->x) * near->scale, dy = hot->y - near->y;
    float far = dx * dx + dy * dy;
    if (far > near->radius * near->radius) return;
    near->visit(near->cookie, number, sqrtf(far));
}

static uint32_t cell_at_least(const uint32_t *cells, uint32_t n, uint32_t wanted)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (cells[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int cell_of(float metres)
{
    float cell = floorf(metres / 1000.0f) + 32768.0f;
    return cell < 0 ? 0 : cell > 65534 ? 65534 : (int)cell;
}

/* Every stretch of numbers whose cells touch the circle. */
static void stretches_visit(const struct near *near,
                            void (*stretch)(const struct near *near, uint32_t from, uint32_t to,
                                            uint32_t cell))
{
    const struct index_base *base = assets_index_gen_of(near->view)->base;
    const uint32_t *cells = assets_index_section_of(base, IS_CELLS),
                   *from = assets_index_section_of(base, IS_CELL_FROM);
    float wide = near->radius / (near->scale > 0.05f ? near->scale : 0.05f);
    int left = cell_of(near->x - wide), right = cell_of(near->x + wide),
        n = (int)base->head->cells_n;
    int row = cell_of(near->y - near->radius), last = cell_of(near->y + near->radius);
    uint32_t at = cell_at_least(cells, (uint32_t)n, (uint32_t)row << 16);
    while (at < (uint32_t)n && cells[at] != INDEX_UNLOCATED && (int)(cells[at] >> 16) <= last) {
        row = (int)(cells[at] >> 16); /* rows without anything are skipped */
        uint32_t first =
            cell_at_least(cells, (uint32_t)n, (uint32_t)row << 16 | (uint32_t)left);
        uint32_t end =
            cell_at_least(cells, (uint32_t)n, ((uint32_t)row << 16 | (uint32_t)right) + 1);
        uint32_t stop = from[end] < base->head->n ? from[end] : base->head->n;
        if (first < end && from[first] < stop) stretch(near, from[first], stop, first);
        at = cell_at_least(cells, (uint32_t)n, ((uint32_t)row + 1) << 16);
    }
}

static void all_of(const struct near *near, uint32_t from, uint32_t to, uint32_t cell)
{
    (void)cell;
    for (uint32_t number = from; number < to; number++) look(near, number, &near->hot[number]);
}

/* Where words were asked for, only those hit are measured: what is far away is never touched.
   Columns are fetched some ahead of being read, since they lie far apart. */
static void hits_of(const struct near *near, uint32_t from, uint32_t to, uint32_t cell)
{
    (void)cell;
    uint32_t ahead[AHEAD];
    unsigned n = 0;
    for (size_t w = from / 64; w <= (to - 1) / 64; w++) {
        uint64_t left = near->hits->bits[w];
        if (w == from / 64) left &= ~(uint64_t)0 << (from % 64);
        if (w == to / 64) left &= ((uint64_t)1 << (to % 64)) - 1;
        for (; left; left &= left - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            uint32_t now = ahead[n % AHEAD];
            __builtin_prefetch(&near->hot[number]);
            ahead[n % AHEAD] = number;
            if (n++ >= AHEAD) look(near, now, &near->hot[now]);
        }
    }
    for (unsigned i = n > AHEAD ? n - AHEAD : 0; i < n; i++)
        look(near, ahead[i % AHEAD], &near->hot[ahead[i % AHEAD]]);
}

static void region_of(const struct near *near, uint32_t from, uint32_t to, uint32_t cell)
{
    (void)cell;
    struct index_region *r = near->region;
    if (r->n > 0 && r->stretches[r->n - 1].to == from)
        r->stretches[r->n - 1].to = to;
    else
        *ARENA_PUSH(near->arena, r->stretches, r->n) = (struct index_stretch){from, to};
}

static struct near near_from(const struct assets_view *view, float x, float y, float radius,
                             void (*visit)(void *, uint32_t, float), void *cookie)
{
    return (struct near){.view = view,
                         .hot = assets_index_section_of(assets_index_gen_of(view)->base, IS_HOT),
                         .x = x,
                         .y = y,
                         .radius = radius,
                         .scale = scale_at(view, y),
                         .visit = visit,
                         .cookie = cookie};
}

void assets_view_near(const struct assets_view *view, float x, float y, float radius,
                      void (*visit)(void *cookie, uint32_t number, float distance),
                      void *cookie)
{
    struct near near = near_from(view, x, y, radius, visit, cookie);
    stretches_visit(&near, all_of);
    for (uint32_t i = 0; i < view->young_n; i++)
        look(&near, (uint32_t)view->n + i, assets_view_hot(view, (uint32_t)view->n + i));
}

void assets_index_near_hits(const struct assets_view *view, float x, float y, float radius,
                            const struct index_hits *hits,
                            void (*visit)(void *cookie, uint32_t number, float distance),
                            void *cookie)
{
    struct near near = near_from(view, x, y, radius, visit, cookie);
    near.hits = hits;
    stretches_visit(&near, hits_of);
    for (uint32_t number = (uint32_t)view->n; number < hits->n; number++)
        if (index_hit(hits, number)) look(&near, number, assets_view_hot(view, number));
}

/* Bits from..to-1 cleared. */
static void bits_clear(uint64_t *bits, uint32_t from, uint32_t to)
{
    for (uint32_t w = from / 64; from < to; w++, from = w * 64) {
        uint64_t mask = ~(uint64_t)0 << (from % 64);
        if (to / 64 == w) mask &= ((uint64_t)1 << (to % 64)) - 1;
        bits[w] &= ~mask;
    }
}

#define MARGIN 16.0F /* metres: more than a point so far away can be rounded by */

const uint64_t *assets_view_far(struct arena *arena, const struct assets_view *view, float x,
                                float y, float radius)
{
    const struct index_gen *gen = assets_index_gen_of(view);
    const uint64_t *odd = assets_index_section_of(gen->base, IS_ODD);
    const uint32_t *cells = assets_index_section_of(gen->base, IS_CELLS),
                   *cell_from = assets_index_section_of(gen->base, IS_CELL_FROM);
    uint32_t n = (uint32_t)view->n, cells_n = gen->base->head->cells_n;
    struct near near = near_from(view, x, y, radius + MARGIN, NULL, NULL);
    struct index_region region = {.n = 0};
    uint64_t *far = ARENA_ARRAY(arena, uint64_t, (size_t)n / 64 + 1);
    near.scale = 1; /* as the crow flies on the plane of the columns */
    near.arena = arena;
    near.region = &region;
    stretches_visit(&near, region_of);
    for (uint32_t w = 0; w < n / 64 + 1; w++)
        far[w] = ~(odd[w] | atomic_load_explicit(&gen->ended[w], memory_order_relaxed));
    for (size_t i = 0; i < region.n; i++)
        bits_clear(far, region.stretches[i].from, region.stretches[i].to);
    if (cells_n > 0 && cells[cells_n - 1] == INDEX_UNLOCATED && cell_from[cells_n - 1] < n)
        bits_clear(far, cell_from[cells_n - 1], n);
    bits_clear(far, n, (n / 64 + 1) * 64);
    return far;
}

/* ---- the nearest first ---- */

/* From a point to a stretch of a line: the least and the most. */
static void line_apart(float low, float high, float at, float *least, float *most)
{
    float before = low - at, behind = at - high, left = fabsf(at - low), right = fabsf(at - high);
    *least = before > 0 ? before : behind > 0 ? behind : 0;
    *most = left > right ? left : right;
}

static void cells_of(const struct near *near, uint32_t from, uint32_t to, uint32_t cell)
{
    const struct index_base *base = assets_index_gen_of(near->view)->base;
    const uint32_t *cells = assets_index_section_of(base, IS_CELLS),
                   *cell_from = assets_index_section_of(base, IS_CELL_FROM);
    for (; from < to && cell < base->head->cells_n; cell++) {
        uint32_t column = cells[cell] & 0xffff, row = cells[cell] >> 16,
                 stop = cell_from[cell + 1] < to ? cell_from[cell + 1] : to;
        float west = ((float)column - 32768.0F) * 1000.0F, south = ((float)row - 32768.0F) * 1000.0F;
        float least[2], most[2];
        line_apart(west, west + 1000.0F, near->x, &least[0], &most[0]);
        line_apart(south, south + 1000.0F, near->y, &least[1], &most[1]);
        struct near_cell one = {.from = from, .to = stop};
        one.least = hypotf(least[0] * near->scale, least[1]) - MARGIN;
        one.most = hypotf(most[0] * near->scale, most[1]) + MARGIN;
        /* what lies outside the plane is kept in the cells at its edge */
        if (column == 0 || column == 65534 || row == 0 || row == 65534)
            one.least = 0, one.most = INFINITY;
        *ARENA_PUSH(near->arena, near->cells->list, near->cells->n) = one;
        from = stop;
    }
}

#define CELLS_SORTED 4096 /* more take longer to sort than the hits of a far circle to look at */

static int cell_order(const void *left, const void *right)
{
    const struct near_cell *a = left, *b = right;
    if (a->least != b->least) return a->least < b->least ? -1 : 1;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* Of a cell that is wholly within reach and of no use to the reader: how many hits are alive and
   nobody's in particular. The others are looked at. */
static int64_t cell_count(const struct near *near, const struct near_cell *cell)
{
    const struct index_gen *gen = assets_index_gen_of(near->view);
    const uint64_t *odd = assets_index_section_of(gen->base, IS_ODD);
    int64_t count = 0;
    for (size_t w = cell->from / 64; w <= (cell->to - 1) / 64; w++) {
        uint64_t left = near->hits->bits[w];
        if (w == cell->from / 64) left &= ~(uint64_t)0 << (cell->from % 64);
        if (w == cell->to / 64) left &= ((uint64_t)1 << (cell->to % 64)) - 1;
        if (left == 0) continue;
        uint64_t look_at =
            left & (odd[w] | atomic_load_explicit(&gen->ended[w], memory_order_relaxed));
        count += __builtin_popcountll(left & ~look_at);
        for (; look_at; look_at &= look_at - 1) {
            uint32_t number = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(look_at);
            look(near, number, &near->hot[number]);
        }
    }
    return count;
}

int64_t assets_index_nearest_hits(struct arena *arena, const struct assets_view *view, float x,
                                  float y, float radius, const struct index_hits *hits,
                                  void (*visit)(void *cookie, uint32_t number, float distance),
                                  float (*enough)(const void *cookie), void *cookie)
{
    struct near near = near_from(view, x, y, radius, visit, cookie);
    struct near_cells cells = {.n = 0};
    int64_t count = 0;
    near.hits = hits;
    near.arena = arena;
    near.cells = &cells;
    stretches_visit(&near, cells_of);
    if (cells.n > 0 && cells.n <= CELLS_SORTED) qsort(cells.list, cells.n, sizeof *cells.list, cell_order);
    for (size_t i = 0; i < cells.n; i++) {
        const struct near_cell *cell = &cells.list[i];
        if (cell->least > enough(cookie) && cell->most < radius)
            count += cell_count(&near, cell);
        else
            hits_of(&near, cell->from, cell->to, 0);
    }
    for (uint32_t number = (uint32_t)view->n; number < hits->n; number++)
        if (index_hit(hits, number)) look(&near, number, assets_view_hot(view, number));
    return count;
}

static struct index_region *region_new(struct arena *arena, const struct assets_view *view,
                                       unsigned days)
{
    struct index_region *region = ARENA_NEW(arena, struct index_region);
    region->days = (uint8_t)days;
    region->days_of = assets_index_section_of(assets_index_gen_of(view)->base, IS_DAYS);
    return region;
}

const struct index_region *assets_index_region_all(struct arena *arena,
                                                   const struct assets_view *view,
                                                   unsigned days)
{
    struct index_region *region = region_new(arena, view, days);
    *ARENA_PUSH(arena, region->stretches, region->n) =
        (struct index_stretch){0, (uint32_t)view->n};
    return region;
}

const struct index_region *assets_index_region(struct arena *arena, const struct assets_view *view,
                                               float x, float y, float radius, unsigned days)
{
    struct near near = near_from(view, x, y, radius, NULL, NULL);
    near.arena = arena;
    near.region = region_new(arena, view, days);
    stretches_visit(&near, region_of);
    return near.region;
}
