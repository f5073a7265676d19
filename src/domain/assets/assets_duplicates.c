/* The list to the finder, its pairs back with names and lines, what was settled left out. */
#include "domain/assets/assets_duplicates.h"

#include "assets_sql.h"
#include "domain/assets/assets_own.h"

#include <stdlib.h>

struct reading {
    struct arena *arena;
    struct duplicates *finder;
    struct assets_pair_end *ends; /* as many as rows */
    size_t ends_n;
};

static enum status row_take(void *cookie, const struct assets_sql_dup_rows *row) {
    struct reading *r = cookie;
    struct duplicates_row in = {.id = row->id,
                                .place = row->place_id,
                                .name = row->name,
                                .description = row->description,
                                .organisation = row->organisation_id,
                                .lat = row->lat,
                                .lon = row->lon,
                                .location_name = row->location_name,
                                .address = row->address,
                                .city = row->city,
                                .postcode = row->postcode,
                                .outcode = row->outcode,
                                .phone = row->phone,
                                .email = row->email,
                                .url = row->url};
    (void)assets_kind_parse(row->kind, &in.kind);
    *ARENA_PUSH(r->arena, r->ends, r->ends_n) =
        (struct assets_pair_end){.id = row->id,
                                 .place = row->place_id,
                                 .external_id = str_copy(r->arena, row->external_id),
                                 .name = str_copy(r->arena, row->name),
                                 .source = str_copy(r->arena, row->source),
                                 .line = INT_NONE,
                                 .lat = row->lat,
                                 .lon = row->lon};
    return assets_duplicates_add(r->finder, &in);
}

/* ---- what a person said already ---- */

struct settled {
    int64_t a, b;
};
struct settling {
    struct arena *arena;
    struct settled *items;
    size_t n;
};

static enum status settled_take(void *cookie, const struct assets_sql_pair_settled *row) {
    struct settling *s = cookie;
    *ARENA_PUSH(s->arena, s->items, s->n) = (struct settled){row->a_id.v, row->b_id.v};
    return OK;
}

static int settled_compare(const void *a, const void *b) {
    const struct settled *x = a, *y = b;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static bool is_settled(const struct settling *s, int64_t a, int64_t b) {
    struct settled key = {a < b ? a : b, a < b ? b : a};
    return s->n > 0 && bsearch(&key, s->items, s->n, sizeof key, settled_compare) != NULL;
}

/* ---- all ---- */

static enum status line_find(struct ctx *ctx, struct arena *arena,
                             struct assets_pair_end *end) {
    struct assets_sql_dup_line row;
    if (end->line != INT_NONE || end->source.len == 0) return OK;
    enum status status = assets_sql_dup_line(ctx->db, arena, end->id, end->source, &row);
    if (status == OK) end->line = row.line;
    return status == ERR_MISSING ? OK : status;
}

static enum status pairs_fill(struct ctx *ctx, struct reading *r, const struct settling *s,
                              const struct duplicates_pair *found, size_t n,
                              struct assets_pair **ret_pairs, size_t *ret_count) {
    struct assets_pair *pairs = ARENA_ARRAY(r->arena, struct assets_pair, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        struct assets_pair_end *a = &r->ends[found[i].a], *b = &r->ends[found[i].b];
        if (is_settled(s, a->id.v, b->id.v)) continue;
        TRY(line_find(ctx, r->arena, a));
        TRY(line_find(ctx, r->arena, b));
        pairs[count++] =
            (struct assets_pair){*a, *b, found[i].score, found[i].why, found[i].why_n};
    }
    *ret_pairs = pairs;
    *ret_count = count;
    return OK;
}

enum status assets_duplicates_list(struct ctx *ctx, struct arena *arena, struct place_id place,
                                   int min, struct assets_pair **ret_pairs, size_t *ret_count) {
    struct reading r = {.arena = arena, .finder = assets_duplicates_begin(arena)};
    struct settling s = {.arena = arena};
    struct duplicates_pair *found;
    size_t n;
    enum status status = assets_sql_dup_rows(ctx->db, arena, place, row_take, &r);
    if (status == ERR_LIMIT)
        return ctx_fault(ctx, ERR_LIMIT, STR("place"),
                         SAY("There are too many entries to compare at once. Name a place."));
    TRY(status);
    TRY(assets_sql_pair_settled(ctx->db, arena, settled_take, &s));
    status = assets_duplicates_find(r.finder, min, &found, &n);
    if (status == ERR_LIMIT)
        return ctx_fault(ctx, ERR_LIMIT, STR("place"),
                         SAY("Too many entries have one name. Name a place."));
    TRY(status);
    return pairs_fill(ctx, &r, &s, found, n, ret_pairs, ret_count);
}
