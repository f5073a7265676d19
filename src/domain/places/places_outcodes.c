/* Outcodes: the shipped table as a sorted array, and what a postcode says about where. */
#include "domain/places/places_own.h"

#include "base/csv.h"
#include "base/embed.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

extern const struct embed_file places_data_files[];

#define OUTCODES_MAX 8000
#define EARTH_METRES 6371008.8

static int by_code(const void *a, const void *b) {
    return str_cmp(((const struct places_outcode *)a)->code,
                   ((const struct places_outcode *)b)->code);
}

static const struct embed_file *find_file(const char *path) {
    for (const struct embed_file *f = places_data_files; f->path; f++)
        if (str_ends(str_from(f->path), str_from(path))) return f;
    return NULL;
}

/* postcode,eastings,northings,latitude,longitude,town,region,uk_region,country,country_string
 */
static bool read_row(const struct str *f, size_t n, struct places_outcode *out) {
    if (n < 10 || !str_to_real(f[3], &out->lat) || !str_to_real(f[4], &out->lon)) return false;
    out->code = f[0];
    out->town = f[5];
    out->region = f[6];
    out->country = f[9];
    return out->code.len >= 2 && out->code.len <= 4 && places_point_valid(out->lat, out->lon);
}

static size_t lines_of(struct str text) {
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++) n += text.ptr[i] == '\n';
    return n < OUTCODES_MAX ? n : OUTCODES_MAX;
}

/* Names lie in the program itself; one that was quoted in the file is copied. */
static struct str keep(struct arena *arena, struct str text, struct str field) {
    bool lies = field.ptr >= text.ptr && field.ptr < text.ptr + text.len;
    return lies || field.len == 0 ? field : str_copy(arena, field);
}

static enum status read_rows(struct arena *arena, struct str text, struct places_outcodes *o) {
    struct csv csv;
    struct arena row;
    struct str *fields;
    size_t n, most = lines_of(text);
    enum status status = OK;
    arena_init(&row, ARENA_REQUEST_CEILING);
    csv_init(&csv, text, ',');
    for (bool header = true; status == OK && csv_next(&csv, &row, &fields, &n); header = false) {
        struct places_outcode *out = &o->rows[o->count];
        if (header) continue;
        if (o->count == most || !read_row(fields, n, out)) {
            status = ERR_BROKEN;
            continue;
        }
        out->code = keep(arena, text, out->code);
        out->town = keep(arena, text, out->town);
        out->region = keep(arena, text, out->region);
        out->country = keep(arena, text, out->country);
        o->count++;
        arena_reset(&row);
    }
    arena_release(&row);
    return status;
}

enum status places_outcodes_open(struct arena *arena, struct places_outcodes **ret_outcodes) {
    const struct embed_file *file = find_file("uk-outcodes.csv");
    if (!file) return ERR_BROKEN;
    struct places_outcodes *o = ARENA_NEW(arena, struct places_outcodes);
    struct str text = str_of((const char *)file->bytes, file->size);
    o->rows = ARENA_ARRAY(arena, struct places_outcode, lines_of(text));
    TRY(read_rows(arena, text, o));
    if (o->count == 0) return ERR_BROKEN;
    qsort(o->rows, o->count, sizeof *o->rows, by_code);
    /* The commonest zone is read once; the others when they are asked for. */
    if (zone_load(arena, STR("Europe/London"), &o->london) != OK) o->london = NULL;
    *ret_outcodes = o;
    return OK;
}

size_t places_outcodes_count(const struct places_outcodes *outcodes) { return outcodes->count; }

const struct places_outcodes *places_outcodes_of(struct ctx *ctx) {
    struct places_outcodes *o = ctx_kept(ctx, "places.outcodes");
    if (o) return o;
    enum status status = places_outcodes_open(ctx->arena, &o);
    assert(status == OK);
    return o;
}

static const struct places_outcode *exact(const struct places_outcodes *o, struct str code) {
    struct places_outcode key = {.code = code};
    return bsearch(&key, o->rows, o->count, sizeof *o->rows, by_code);
}

/* The code itself, or without the letter some London districts end in ("W1A" is in "W1"). */
static const struct places_outcode *nearly(const struct places_outcodes *o, struct str code) {
    const struct places_outcode *found = exact(o, code);
    if (found || code.len < 3) return found;
    char last = code.ptr[code.len - 1];
    return last >= 'A' && last <= 'Z' ? exact(o, str_slice(code, 0, code.len - 1)) : NULL;
}

/* Capitals and digits of `s` in `out`; 0 when there is anything else or too much. */
static size_t squeeze(struct str s, char out[8], size_t *ret_first_word) {
    size_t n = 0, first = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ' ' && first == 0) first = n;
        if (c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) || n == 7) return 0;
        out[n++] = c;
    }
    *ret_first_word = first ? first : n;
    return n;
}

static bool inward(const char *p) { /* "8AB" */
    return p[0] >= '0' && p[0] <= '9' && p[1] >= 'A' && p[1] <= 'Z' && p[2] >= 'A' &&
           p[2] <= 'Z';
}

const struct places_outcode *places_outcode_lookup(const struct places_outcodes *outcodes,
                                                   struct str postcode) {
    char text[8];
    size_t first = 0;
    size_t n = squeeze(str_trim(postcode), text, &first);
    if (n < 2) return NULL;
    if (n >= 5 && inward(text + n - 3)) return nearly(outcodes, str_of(text, n - 3));
    const struct places_outcode *found =
        n <= 4 && first == n ? nearly(outcodes, str_of(text, n)) : NULL;
    /* "B36 8": somebody stopped typing after the first half. */
    return found ? found : first < n ? nearly(outcodes, str_of(text, first)) : NULL;
}

enum status places_outcode_find(struct ctx *ctx, struct str postcode,
                                const struct places_outcode **ret_outcode) {
    const struct places_outcode *found =
        places_outcode_lookup(places_outcodes_of(ctx), postcode);
    if (!found) return ERR_MISSING;
    *ret_outcode = found;
    return OK;
}

const struct places_outcode *places_outcode_nearest(struct ctx *ctx, double lat, double lon) {
    const struct places_outcodes *o = places_outcodes_of(ctx);
    const struct places_outcode *best = &o->rows[0];
    double least = INFINITY, shrink = cos(lat * M_PI / 180);
    for (size_t i = 0; i < o->count; i++) {
        double dx = (o->rows[i].lon - lon) * shrink, dy = o->rows[i].lat - lat;
        double d = dx * dx + dy * dy;
        if (d < least) best = &o->rows[i];
        if (d < least) least = d;
    }
    return best;
}

bool places_outcodes_town(const struct places_outcodes *o, struct arena *arena,
                          struct str folded, struct places_point *ret) {
    double lat = 0, lon = 0;
    size_t n = 0;
    struct str name = STR_NONE;
    for (size_t i = 0; i < o->count; i++) {
        if (o->rows[i].town.len != folded.len ||
            !str_eq(utf8_fold(arena, o->rows[i].town), folded))
            continue;
        lat += o->rows[i].lat;
        lon += o->rows[i].lon;
        name = o->rows[i].town;
        n++;
    }
    if (n == 0) return false;
    *ret = (struct places_point){
        .lat = lat / (double)n, .lon = lon / (double)n, .words = name, .about = true};
    return true;
}

bool places_point_valid(double lat, double lon) {
    return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
}

/* The first one near enough ends the search: an import asks this of every row. */
static bool any_within(const struct places_outcodes *o, double lat, double lon, double metres) {
    double shrink = cos(lat * M_PI / 180), limit = metres / (EARTH_METRES * M_PI / 180);
    for (size_t i = 0; i < o->count; i++) {
        double dx = (o->rows[i].lon - lon) * shrink, dy = o->rows[i].lat - lat;
        if (dx * dx + dy * dy <= limit * limit) return true;
    }
    return false;
}

bool places_country_holds(struct ctx *ctx, struct str country, double lat, double lon) {
    if (!str_ieq(country, STR("GB"))) return true;
    if (lat < 49 || lat > 61.2 || lon < -8.8 || lon > 1.82) return false;
    /* Districts in the Highlands are wide; Dublin and Calais are farther from ours than this.
     */
    return any_within(places_outcodes_of(ctx), lat, lon, 45000);
}

double places_distance(double lat1, double lon1, double lat2, double lon2) {
    double rad = M_PI / 180;
    double s = sin((lat2 - lat1) * rad / 2), t = sin((lon2 - lon1) * rad / 2);
    double h = s * s + cos(lat1 * rad) * cos(lat2 * rad) * t * t;
    return 2 * EARTH_METRES * asin(sqrt(h < 1 ? h : 1));
}

void places_project(double origin_lat, double origin_lon, double lat, double lon, double *ret_x,
                    double *ret_y) {
    double metres = EARTH_METRES * M_PI / 180;
    *ret_x = (lon - origin_lon) * metres * cos(origin_lat * M_PI / 180);
    *ret_y = (lat - origin_lat) * metres;
}

void places_unproject(double origin_lat, double origin_lon, double x, double y, double *ret_lat,
                      double *ret_lon) {
    double metres = EARTH_METRES * M_PI / 180;
    *ret_lat = origin_lat + y / metres;
    *ret_lon = origin_lon + x / (metres * cos(origin_lat * M_PI / 180));
}
