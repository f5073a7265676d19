/* GeoJSON (RFC 7946): any geometry to a point in it and an outline of few points. */
#include "domain/assets/import_geo.h"

#include <math.h>
#include <string.h>

#define PARTS_MAX 20000
#define GEO_DEPTH 8

bool assets_import_geo_is(const json_t *record) {
    static const char *const types[] = {
        "Point",   "MultiPoint",   "LineString",        "MultiLineString",
        "Polygon", "MultiPolygon", "GeometryCollection"};
    const char *type = json_string_value(json_object_get(record, "type"));
    if (!type || !assets_import_json_first(record, "coordinates geometries")) return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(type, types[i]) == 0) return true;
    return false;
}

/* ---- the system of the coordinates ---- */

/* RFC 7946 knows one system; the older GeoJSON named others. */
enum status assets_import_geo_open(struct import_file *file) {
    static const char *const same[] = {"CRS84", "4326", "WGS84", "WGS 84", "4258"};
    const json_t *crs = json_object_get(file->root, "crs"),
                 *inner = json_object_get(crs, "properties");
    struct str name = assets_import_json_any(file->arena, inner, "name code");
    if (name.len == 0) name = assets_import_json_text(file->arena, crs);
    if (name.len == 0) return OK;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (str_find(name, str_from(same[i]), 0) != SIZE_MAX) return OK;
    return assets_import_fault(
        file, 1, "crs",
        SAY1("The coordinates are in \"{name}\". Save the file in WGS 84 (EPSG:4326) and try "
             "again.",
             "name", str_slice(name, 0, 80)));
}

/* ---- coordinates to parts ---- */

static bool pair_read(const json_t *pair, double *x, double *y) {
    const json_t *a = json_array_get(pair, 0), *b = json_array_get(pair, 1);
    if (!json_is_number(a) || !json_is_number(b)) return false;
    *x = json_number_value(a);
    *y = json_number_value(b);
    return isfinite(*x) && isfinite(*y);
}

/* A list of positions as one part; the rank of the geometry says what it is. */
static void part_take(struct import_geo *g, const json_t *list, int rank, int polygon) {
    size_t n = json_array_size(list);
    if (g->parts_n >= PARTS_MAX || n == 0) {
        g->bad = g->bad || n == 0;
        return;
    }
    struct geo_part *part = ARENA_PUSH(g->arena, g->parts, g->parts_n);
    *part = (struct geo_part){.rank = rank, .polygon = polygon};
    part->xy = ARENA_ARRAY(g->arena, double, 2 * n);
    for (size_t i = 0; i < n; i++) {
        if (pair_read(json_array_get(list, i), &part->xy[2 * part->n],
                      &part->xy[2 * part->n + 1]))
            part->n++;
        else g->bad = true;
    }
    if (part->n == 0) g->parts_n--;
    else if (rank > g->rank) g->rank = rank;
}

static void rings_take(struct import_geo *g, const json_t *rings) {
    int polygon = g->polygons++;
    if (json_array_size(rings) == 0) g->bad = true;
    for (size_t i = 0; i < json_array_size(rings); i++)
        part_take(g, json_array_get(rings, i), GEO_AREA, polygon);
}

static void geometry_take(struct import_geo *g, const json_t *geometry, int depth) {
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *c = json_object_get(geometry, "coordinates"),
                 *inner = json_object_get(geometry, "geometries");
    if (!type || depth > GEO_DEPTH) {
        g->bad = true;
        return;
    }
    if (strcmp(type, "Point") == 0) {
        json_t *one = json_pack("[O]", c ? c : json_null());
        part_take(g, one, GEO_POINT, 0);
        json_decref(one);
    } else if (strcmp(type, "MultiPoint") == 0) part_take(g, c, GEO_POINT, 0);
    else if (strcmp(type, "LineString") == 0) part_take(g, c, GEO_LINE, 0);
    else if (strcmp(type, "Polygon") == 0) rings_take(g, c);
    else if (strcmp(type, "MultiLineString") == 0)
        for (size_t i = 0; i < json_array_size(c); i++)
            part_take(g, json_array_get(c, i), GEO_LINE, 0);
    else if (strcmp(type, "MultiPolygon") == 0)
        for (size_t i = 0; i < json_array_size(c); i++) rings_take(g, json_array_get(c, i));
    else if (strcmp(type, "GeometryCollection") == 0)
        for (size_t i = 0; i < json_array_size(inner); i++)
            geometry_take(g, json_array_get(inner, i), depth + 1);
    else g->bad = true;
}

/* ---- a point in it ---- */

/* Twice the area of a ring and the sums of its centroid, about its first corner. */
static double ring_sums(const struct geo_part *p, double *ret_x, double *ret_y) {
    double area = 0, x = 0, y = 0, ox = p->xy[0], oy = p->xy[1];
    for (size_t i = 0; i < p->n; i++) {
        size_t k = (i + 1) % p->n;
        double ax = p->xy[2 * i] - ox, ay = p->xy[2 * i + 1] - oy, bx = p->xy[2 * k] - ox,
               by = p->xy[2 * k + 1] - oy, cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if (area != 0) {
        *ret_x = ox + x / (3 * area);
        *ret_y = oy + y / (3 * area);
    } else {
        *ret_x = ox;
        *ret_y = oy;
    }
    return fabs(area);
}

static int cmp_double(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Where the rings of one polygon cross the latitude y; even and odd tell in from out. */
static size_t crossings(const struct import_geo *g, int polygon, double y, double *out,
                        size_t max) {
    size_t n = 0;
    for (size_t i = 0; i < g->parts_n; i++) {
        const struct geo_part *p = &g->parts[i];
        if (p->rank != GEO_AREA || p->polygon != polygon) continue;
        for (size_t k = 0; k < p->n && n < max; k++) {
            size_t l = (k + 1) % p->n;
            double ay = p->xy[2 * k + 1], by = p->xy[2 * l + 1];
            if ((ay > y) == (by > y)) continue;
            double ax = p->xy[2 * k], bx = p->xy[2 * l];
            out[n++] = ax + (y - ay) / (by - ay) * (bx - ax);
        }
    }
    qsort(out, n, sizeof *out, cmp_double);
    return n;
}

/* The centroid when it is inside, else the middle of the widest stretch at its latitude. */
static void inside_find(const struct import_geo *g, int polygon, double *x, double *y) {
    double cuts[2000], widest = -1, best = *x;
    size_t n = crossings(g, polygon, *y, cuts, sizeof cuts / sizeof *cuts);
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (*x >= cuts[i] && *x <= cuts[i + 1]) return;
        if (cuts[i + 1] - cuts[i] <= widest) continue;
        widest = cuts[i + 1] - cuts[i];
        best = (cuts[i] + cuts[i + 1]) / 2;
    }
    *x = best;
}

static void area_point(struct import_geo *g) {
    double largest = -1, x = 0, y = 0;
    int polygon = -1, before = -1;
    for (size_t i = 0; i < g->parts_n; i++) {
        const struct geo_part *p = &g->parts[i];
        bool outer = p->rank == GEO_AREA && p->polygon != before;
        if (p->rank == GEO_AREA) before = p->polygon;
        if (!outer) continue; /* a hole */
        double area = ring_sums(p, &x, &y);
        if (area <= largest) continue;
        largest = area;
        polygon = p->polygon;
        g->x = x;
        g->y = y;
    }
    if (polygon >= 0) inside_find(g, polygon, &g->x, &g->y);
}

/* Half way along the longest line. */
static void line_point(struct import_geo *g) {
    double longest = -1;
    for (size_t i = 0; i < g->parts_n; i++) {
        const struct geo_part *p = &g->parts[i];
        double length = 0, half = 0;
        if (p->rank != GEO_LINE) continue;
        for (size_t k = 1; k < p->n; k++)
            length +=
                hypot(p->xy[2 * k] - p->xy[2 * k - 2], p->xy[2 * k + 1] - p->xy[2 * k - 1]);
        if (length <= longest) continue;
        longest = length;
        g->x = p->xy[0];
        g->y = p->xy[1];
        for (size_t k = 1; k < p->n && half < length / 2; k++) {
            const double *a = &p->xy[2 * k - 2], *b = &p->xy[2 * k];
            double step = hypot(b[0] - a[0], b[1] - a[1]),
                   t = step > 0 ? fmin(1, (length / 2 - half) / step) : 0;
            g->x = a[0] + t * (b[0] - a[0]);
            g->y = a[1] + t * (b[1] - a[1]);
            half += step;
        }
    }
}

/* The one of several points that is nearest to the middle of all. */
static void points_point(struct import_geo *g) {
    double x = 0, y = 0, nearest = INFINITY;
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < g->parts_n; i++)
            for (size_t k = 0; k < g->parts[i].n; k++) {
                const double *at = &g->parts[i].xy[2 * k];
                double far = hypot(at[0] - x, at[1] - y);
                if (pass == 0) {
                    n++;
                    x += (at[0] - x) / (double)n;
                    y += (at[1] - y) / (double)n;
                } else if (far < nearest) {
                    nearest = far;
                    g->x = at[0];
                    g->y = at[1];
                }
            }
}

static bool impossible(const struct import_geo *g, bool *ret_metres) {
    bool bad = false;
    *ret_metres = false;
    for (size_t i = 0; i < g->parts_n; i++)
        for (size_t k = 0; k < g->parts[i].n; k++) {
            double x = fabs(g->parts[i].xy[2 * k]), y = fabs(g->parts[i].xy[2 * k + 1]);
            bad = bad || x > 180 || y > 90;
            *ret_metres = *ret_metres || x > 400 || y > 400;
        }
    return bad;
}

static void point_refuse(const struct import_geo *g, struct import_row *row) {
    bool metres;
    if (g->parts_n == 0)
        assets_import_refuse(
            row, "lat",
            SAY("The geometry holds no numbers. Coordinates are written as [longitude, "
                "latitude]."));
    else if (impossible(g, &metres) && metres)
        assets_import_refuse(
            row, "lat",
            SAY("The coordinates are no degrees, but metres of a national grid perhaps. Save the "
                "file in WGS 84 (EPSG:4326)."));
}

void assets_import_geo_read(struct arena *arena, const json_t *feature,
                            struct import_row *row) {
    struct import_geo g = {.arena = arena, .rank = -1};
    bool bare = assets_import_geo_is(feature);
    const json_t *geometry = bare ? feature : json_object_get(feature, "geometry");
    struct str id = assets_import_json_get(arena, feature, "id");
    row->shaped = true;
    if (id.len > 0) row->cells.text[IF_ID] = id;
    if (!json_is_object(geometry)) return; /* null: nowhere that is known */
    geometry_take(&g, geometry, 0);
    point_refuse(&g, row);
    if (row->refused) return;
    if (g.rank == GEO_AREA) area_point(&g);
    else if (g.rank == GEO_LINE) line_point(&g);
    else points_point(&g);
    row->cells.text[IF_LAT] = str_printf(arena, "%.15g", g.y);
    row->cells.text[IF_LON] = str_printf(arena, "%.15g", g.x);
    row->outline = assets_import_geo_outline(&g);
    row->extra = row->outline;
    if (g.bad)
        assets_import_note(arena, row, "geometry",
                           SAY("Parts of the geometry could not be read; they were left out."));
}
