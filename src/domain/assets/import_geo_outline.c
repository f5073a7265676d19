/* An outline of few points: those that matter most, by Douglas and Peucker, under one budget. */
#include "base/json.h"
#include "domain/assets/import_geo.h"

#include <math.h>

#define THINNED 2000 /* corners of one part looked at */
#define OUTLINE_PARTS 40

/* How far a corner lies from the line between two others. */
static double off_line(const double *p, const double *a, const double *b) {
    double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy, t = 0;
    if (length > 0) t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

struct stretch {
    size_t from, to, worst;
    double off;
};

static struct stretch stretch_of(const double *xy, size_t from, size_t to) {
    struct stretch s = {from, to, from, 0};
    for (size_t i = from + 1; i < to; i++) {
        double off = off_line(&xy[2 * i], &xy[2 * from], &xy[2 * to]);
        if (off <= s.off) continue;
        s.off = off;
        s.worst = i;
    }
    return s;
}

/* Keep the ends, then again and again the corner that is farthest from what is kept. */
static void mark(const double *xy, size_t n, size_t budget, bool *keep) {
    struct stretch open[GEO_OUTLINE + 2];
    size_t open_n = 1, kept = 2;
    open[0] = stretch_of(xy, 0, n - 1);
    keep[0] = keep[n - 1] = true;
    while (kept < budget && open_n < GEO_OUTLINE) {
        size_t best = 0;
        for (size_t i = 1; i < open_n; i++)
            if (open[i].off > open[best].off) best = i;
        struct stretch s = open[best];
        if (s.off <= 0) return;
        keep[s.worst] = true;
        kept++;
        open[best] = stretch_of(xy, s.from, s.worst);
        open[open_n++] = stretch_of(xy, s.worst, s.to);
    }
}

/* Corners of a part, evenly thinned when there are thousands; a ring ends where it began. */
static size_t corners(struct arena *arena, const struct geo_part *p, double **ret_xy) {
    size_t step = p->n / THINNED + 1, n = 0;
    double *xy = ARENA_ARRAY(arena, double, 2 * (p->n / step + 3));
    for (size_t i = 0; i < p->n; i += step, n++) {
        xy[2 * n] = p->xy[2 * i];
        xy[2 * n + 1] = p->xy[2 * i + 1];
    }
    const double *end = p->rank == GEO_AREA ? p->xy : &p->xy[2 * (p->n - 1)];
    if (n > 0 && (xy[2 * n - 2] != end[0] || xy[2 * n - 1] != end[1])) {
        xy[2 * n] = end[0];
        xy[2 * n + 1] = end[1];
        n++;
    }
    *ret_xy = xy;
    return n;
}

static void position_put(struct json *json, const double *xy) {
    json_begin_array(json);
    json_real_digits(json, xy[0], 6);
    json_real_digits(json, xy[1], 6);
    json_end(json);
}

static void part_put(struct json *json, struct arena *arena, const struct geo_part *p,
                     size_t budget) {
    double *xy;
    size_t n = corners(arena, p, &xy);
    bool *keep = ARENA_ARRAY(arena, bool, n + 1);
    if (n > 1) mark(xy, n, budget, keep);
    json_begin_array(json);
    for (size_t i = 0; i < n; i++)
        if (keep[i]) position_put(json, &xy[2 * i]);
    json_end(json);
}

static void points_put(struct json *json, const struct import_geo *g) {
    size_t sum = 0;
    json_begin_array(json);
    for (size_t i = 0; i < g->parts_n; i++)
        for (size_t k = 0; k < g->parts[i].n && sum < GEO_OUTLINE; k++, sum++)
            position_put(json, &g->parts[i].xy[2 * k]);
    json_end(json);
}

/* A ring of fewer than three corners, or a line of one, is nothing to draw. */
static bool drawn(const struct import_geo *g, const struct geo_part *p) {
    return p->rank == g->rank && p->n >= (g->rank == GEO_AREA ? 3u : 2u);
}

/* Parts that are drawn, and their corners. */
static size_t parts_count(const struct import_geo *g, size_t *ret_points) {
    size_t parts = 0, points = 0;
    for (size_t i = 0; i < g->parts_n && parts < OUTLINE_PARTS; i++) {
        if (!drawn(g, &g->parts[i])) continue;
        parts++;
        points += g->parts[i].n;
    }
    *ret_points = points;
    return parts;
}

/* Each part gets its share of the points; rings of one polygon stand in one list. */
static void parts_put(struct json *json, const struct import_geo *g, size_t parts,
                      size_t points) {
    size_t least = g->rank == GEO_AREA ? 4 : 2, room = GEO_OUTLINE - least * parts, put = 0;
    int polygon = -1;
    json_begin_array(json);
    for (size_t i = 0; i < g->parts_n && put < parts; i++) {
        const struct geo_part *p = &g->parts[i];
        if (!drawn(g, p)) continue;
        bool next = g->rank == GEO_AREA && p->polygon != polygon;
        if (next && polygon >= 0) json_end(json);
        if (next) json_begin_array(json);
        polygon = p->polygon;
        part_put(json, g->arena, p, least + room * p->n / points);
        put++;
    }
    if (g->rank == GEO_AREA) json_end(json);
    json_end(json);
}

static size_t points_count(const struct import_geo *g) {
    size_t n = 0;
    for (size_t i = 0; i < g->parts_n; i++) n += g->parts[i].n;
    return n;
}

struct str assets_import_geo_outline(const struct import_geo *g) {
    static const char *const types[] = {"MultiPoint", "MultiLineString", "MultiPolygon"};
    struct buf out;
    struct json json;
    size_t points = 0, parts = g->rank == GEO_POINT ? 0 : parts_count(g, &points);
    if (g->rank == GEO_POINT ? points_count(g) < 2 : parts == 0) return STR_NONE;
    buf_init(&out, g->arena, 32768);
    json_init(&json, &out);
    json_begin_object(&json);
    json_put_str(&json, "type", str_from(types[g->rank]));
    json_key(&json, "coordinates");
    if (g->rank == GEO_POINT) points_put(&json, g);
    else parts_put(&json, g, parts, points);
    json_end(&json);
    return out.over ? STR_NONE : buf_str(&out);
}
