/* A look at the first rows of a table: where its header stands below a title, and whether a
   column holds what its header promises. */
#include "domain/assets/import_own.h"

#include <ctype.h>
#include <string.h>

#define LOOK_ROWS 200
#define LOOK_ABOVE 15 /* rows a title may take */

/* ---- titles above the header ---- */

/* How many headers of a record mean a field, and how many cells it has. */
static size_t meant(struct arena *arena, const struct str *fields, size_t n, size_t *ret_filled) {
    size_t known = 0, filled = 0;
    for (size_t i = 0; i < n; i++) {
        int rank;
        struct str header = str_trim(fields[i]);
        if (header.len == 0) continue;
        filled++;
        known += header.len <= 80 &&
                 assets_import_header_guess(arena, header, &rank) != IMPORT_FIELDS;
    }
    *ret_filled = filled;
    return known;
}

size_t assets_import_header_skip(const struct import_file *file) {
    struct csv ahead = file->csv;
    struct arena arena;
    struct str *fields;
    size_t n, filled, best = 0, most = 0, first_filled = 0;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t row = 0; row < LOOK_ABOVE && csv_next(&ahead, &arena, &fields, &n); row++) {
        if (ahead.bad_quotes || ahead.too_big) break;
        size_t known = meant(&arena, fields, n, &filled);
        if (row == 0) {
            most = known;
            first_filled = filled;
            /* two that are known, or a wide row, is a header already */
            if (known >= 2 || (known >= 1 && filled <= 3) || filled > 6) break;
            continue;
        }
        /* below a title: more than one header known, and more cells than the title had */
        if (known < 2 || known <= most || filled <= first_filled || known * 2 < filled) continue;
        best = row;
        break;
    }
    arena_release(&arena);
    return best;
}

/* ---- do the values fit? ---- */

struct column_look {
    size_t filled, numbers, ats, digits, dots, long_digits, degrees, grid;
};

static void value_look(struct column_look *look, struct str value) {
    size_t digits = 0;
    double x;
    if (value.len == 0) return;
    look->filled++;
    for (size_t i = 0; i < value.len; i++) digits += isdigit((unsigned char)value.ptr[i]) != 0;
    look->digits += digits > 0;
    look->long_digits += digits >= 6;
    look->ats += memchr(value.ptr, '@', value.len) != NULL;
    look->dots += memchr(value.ptr, '.', value.len) != NULL;
    if (!str_to_real(value, &x)) {
        look->degrees += assets_import_degrees_parse(value, &x);
        return;
    }
    look->numbers++;
    if (x >= -180 && x <= 180) look->degrees++;
    else if (x > 1000 && x < 1300000) look->grid++;
}

static size_t rows_look(const struct import_file *file, struct arena *arena,
                        struct column_look *looks) {
    struct csv ahead = file->csv;
    struct str *fields;
    size_t n, rows = 0;
    while (rows < LOOK_ROWS && csv_next(&ahead, arena, &fields, &n)) {
        if (ahead.bad_quotes || ahead.too_big) break;
        rows++;
        for (size_t i = 0; i < n && i < file->columns_n; i++)
            value_look(&looks[i], str_trim(fields[i]));
    }
    return rows;
}

static bool mostly(size_t part, size_t all) { return all >= 3 && part * 5 >= all * 4; }

/* A column whose values are plainly something else than its header says. */
static enum import_field look_settle(enum import_field field, const struct column_look *l) {
    switch (field) {
    case IF_NAME:
    case IF_ORGANIZATION:
    case IF_LOCATION:
    case IF_CITY:
    case IF_DESCRIPTION: return mostly(l->numbers, l->filled) ? IMPORT_FIELDS : field;
    case IF_PHONE:
        if (mostly(l->ats, l->filled)) return IF_EMAIL;
        return mostly(l->filled - l->long_digits, l->filled) ? IMPORT_FIELDS : field;
    case IF_EMAIL:
        if (mostly(l->long_digits, l->filled) && l->ats == 0) return IF_PHONE;
        return mostly(l->filled - l->ats, l->filled) ? IMPORT_FIELDS : field;
    case IF_URL: return mostly(l->filled - l->dots, l->filled) ? IMPORT_FIELDS : field;
    case IF_POSTCODE:
        return mostly(l->filled - l->digits, l->filled) ? IMPORT_FIELDS : field;
    case IF_LON: return mostly(l->grid, l->filled) ? IF_EASTING : field;
    case IF_LAT: return mostly(l->grid, l->filled) ? IF_NORTHING : field;
    default: return field;
    }
}

/* ---- names ---- */

static size_t best_of(const struct import_file *file, enum import_field field) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < file->columns_n; i++)
        if (file->columns[i].field == field &&
            (best == SIZE_MAX || file->columns[i].rank < file->columns[best].rank))
            best = i;
    return best;
}

/* Of several names the one meant most is it; "Venue name" beside it is the building. */
static void names_settle(struct import_file *file, struct arena *arena) {
    size_t best = best_of(file, IF_NAME);
    for (size_t i = 0; best != SIZE_MAX && i < file->columns_n; i++) {
        struct import_column *c = &file->columns[i];
        if (i == best || c->field != IF_NAME || c->said) continue;
        struct str header = str_lower(arena, c->header);
        bool place = str_find(header, STR("venue"), 0) != SIZE_MAX ||
                     str_find(header, STR("facility"), 0) != SIZE_MAX;
        bool who = str_find(header, STR("organi"), 0) != SIZE_MAX;
        if (place) c->field = IF_LOCATION;
        else if (who) c->field = IF_ORGANIZATION;
    }
    if (best != SIZE_MAX) return;
    /* a list of venues, or of organisations: that is what they are called */
    best = best_of(file, IF_ORGANIZATION);
    if (best == SIZE_MAX) best = best_of(file, IF_LOCATION);
    if (best != SIZE_MAX && file->columns[best].rank < IMPORT_UNSURE)
        file->columns[best].field = IF_NAME;
}

void assets_import_columns_look(struct import_file *file) {
    struct arena arena;
    arena_init(&arena, (size_t)64 << 20);
    struct column_look *looks = ARENA_ARRAY(&arena, struct column_look, file->columns_n + 1);
    memset(looks, 0, sizeof *looks * (file->columns_n + 1));
    size_t rows = file->format == IMPORT_CSV ? rows_look(file, &arena, looks) : 0;
    for (size_t i = 0; rows > 0 && i < file->columns_n; i++) {
        struct import_column *c = &file->columns[i];
        if (!c->said) c->field = look_settle(c->field, &looks[i]);
    }
    names_settle(file, &arena);
    arena_release(&arena);
}
