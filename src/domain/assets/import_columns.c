/* Headers to fields, and the values of a record to its cells. */
#include "domain/assets/import_own.h"

#include <string.h>

#define HEADERS_SHOWN 12

enum status assets_import_fault(struct import_file *file, int64_t line, const char *field,
                                struct said said) {
    enum status status = fault_add(file->faults, ERR_INVALID, str_from(field), said);
    if (file->faults->last) file->faults->last->line = line;
    return status;
}

static struct str headers_list(const struct import_file *file) {
    struct buf out;
    buf_init(&out, file->arena, 4096);
    for (size_t i = 0; i < file->columns_n && i < HEADERS_SHOWN; i++)
        buf_printf(&out, "%s%.*s", i ? ", " : "",
                   STR_ARG(str_slice(file->columns[i].header, 0, 60)));
    if (file->columns_n > HEADERS_SHOWN) buf_puts(&out, ", ...");
    return buf_str(&out);
}

/* ---- the maps a person said ---- */

/* "#3", or the header, exactly first and then apart from its case. */
static size_t column_named(const struct import_file *file, struct str name) {
    int64_t number;
    if (name.len > 1 && name.ptr[0] == '#' && str_to_int(str_slice(name, 1, name.len), &number))
        return number >= 1 && (size_t)number <= file->columns_n ? (size_t)number - 1 : SIZE_MAX;
    for (size_t i = 0; i < file->columns_n; i++)
        if (str_eq(str_trim(file->columns[i].header), name)) return i;
    for (size_t i = 0; i < file->columns_n; i++)
        if (str_ieq(str_trim(file->columns[i].header), name)) return i;
    return SIZE_MAX;
}

static void forget(struct import_file *file, enum import_field field) {
    for (size_t i = 0; i < file->columns_n; i++)
        if (file->columns[i].field == field && !file->columns[i].said)
            file->columns[i].field = IMPORT_FIELDS;
}

static enum status map_apply(struct import_file *file, const struct import_map *map) {
    enum import_field field;
    struct str column = str_trim(map->column);
    if (!assets_import_field_parse(str_trim(map->field), &field))
        return assets_import_fault(
            file, 1, "map",
            SAY1(
                "There is no field called \"{name}\". Fields are id, name, description, kind, "
                "days_times, cost, "
                "step_free, languages, ages, outcode, postcode, address, city, lat, lon, "
                "host_meets_newcomers, phone, email, url, last_checked, "
                "organization and licence.",
                "name", map->field));
    forget(file, field);
    if (column.len == 0) return OK; /* "phone=": leave it out */
    size_t at = column_named(file, column);
    if (at == SIZE_MAX)
        return assets_import_fault(
            file, 1, "map",
            SAY2("There is no column called \"{name}\". The columns are: {columns}", "name",
                 column, "columns", headers_list(file)));
    file->columns[at].field = field;
    file->columns[at].rank = 0;
    file->columns[at].said = true;
    return OK;
}

/* ---- guessing ---- */

static void guess_all(struct import_file *file) {
    bool sure[IMPORT_FIELDS + 1] = {false};
    for (size_t i = 0; i < file->columns_n; i++) {
        struct import_column *c = &file->columns[i];
        c->field = assets_import_header_guess(file->arena, c->header, &c->rank);
        if (str_starts(c->header, STR("__"))) c->field = IMPORT_FIELDS; /* a program's own */
        size_t dot = SIZE_MAX, at = 0;
        while ((at = str_find(c->header, STR("."), at)) != SIZE_MAX) dot = at++;
        if (dot != SIZE_MAX && (c->field == IMPORT_FIELDS ||
                                c->rank >= IMPORT_UNSURE)) { /* "location_coord.lng" */
            enum import_field last = assets_import_header_guess(
                file->arena, str_slice(c->header, dot + 1, c->header.len), &c->rank);
            c->field = last == IF_LAT || last == IF_LON ? last : IMPORT_FIELDS;
        }
        if (c->rank < IMPORT_UNSURE) sure[c->field] = true;
    }
    for (size_t i = 0; i < file->columns_n; i++)
        if (file->columns[i].rank >= IMPORT_UNSURE && sure[file->columns[i].field])
            file->columns[i].field = IMPORT_FIELDS;
}

static bool before(const struct import_column *a, const struct import_column *b) {
    if (a->said != b->said) return a->said;
    return !assets_import_field_joins(a->field) && a->field == b->field && a->rank < b->rank;
}

/* Columns that count; a field of one column takes the first that is not empty. */
static void order_make(struct import_file *file) {
    file->order = ARENA_ARRAY(file->arena, size_t, file->columns_n + 1);
    file->order_n = 0;
    for (size_t i = 0; i < file->columns_n; i++) {
        const struct import_column *c = &file->columns[i];
        if (c->field == IMPORT_FIELDS) continue;
        file->has[c->field] = true;
        size_t at = file->order_n++;
        for (; at > 0 && before(c, &file->columns[file->order[at - 1]]); at--)
            file->order[at] = file->order[at - 1];
        file->order[at] = i;
    }
}

/* Two columns of one name, of which one counts: nobody can tell which was meant. */
static enum status twins_check(struct import_file *file) {
    for (size_t n = 0; n < file->order_n; n++) {
        size_t i = file->order[n];
        for (size_t k = 0; k < file->columns_n; k++) {
            if (k == i || !str_ieq(file->columns[k].header, file->columns[i].header) ||
                file->columns[i].said || file->columns[k].said)
                continue;
            size_t low = i < k ? i : k, high = i < k ? k : i;
            return assets_import_fault(
                file, 1, assets_import_field_name(file->columns[i].field),
                SAY3(
                    "Two columns are called \"{name}\": column {first} and column {second}. "
                    "Rename one, or choose one by its number, like phone=#3.",
                    "name", file->columns[i].header, "first",
                    str_int(file->arena, (int64_t)low + 1), "second",
                    str_int(file->arena, (int64_t)high + 1)));
        }
    }
    return OK;
}

enum status assets_import_columns_settle(struct import_file *file,
                                         const struct import_options *options) {
    guess_all(file);
    assets_import_columns_look(file);
    for (size_t i = 0; i < options->maps_n; i++) TRY(map_apply(file, &options->maps[i]));
    order_make(file);
    if (options->look) return OK;
    TRY(twins_check(file));
    if (file->has[IF_NAME]) return OK;
    return assets_import_fault(
        file, 1, "name",
        SAY1(
            "No column holds the name. Say which one does, like name=COLUMN. The columns are: "
            "{columns}",
            "columns", headers_list(file)));
}

static bool has_digit(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') return true;
    return false;
}

static const char *joint(enum import_field field, struct str header, struct str so_far) {
    if (field >= IF_DAY && field < IF_DAY_OPENS) return " & "; /* "Monday AM", "Monday PM" */
    if (field == IF_ADDRESS || field == IF_TAGS) return ", ";
    if (field == IF_DESCRIPTION || field == IF_STEP_FREE) return "\n";
    if (field != IF_DAYS_TIMES) return "; ";
    if (!has_digit(so_far)) return " "; /* "Tuesday" and "10am to noon" */
    struct str begins = str_slice(str_trim(header), 0, 3); /* "End time", "Finish time" */
    return str_ieq(begins, STR("end")) || str_ieq(begins, STR("fin")) ? "-" : "; ";
}

/* What people write where they know nothing. */
static bool missing(enum import_field field, struct str value) {
    static const char *const nothing[] = {".",   "?",   "??",  "-",   "--",      "n/k",
                                          "tbc", "tba", "nil", "null", "unknown", "not known",
                                          "n/a", NULL};
    if (field == IF_ID || field == IF_NAME) return str_is(value, ".");
    if (value.len > 9) return false;
    for (int i = 0; nothing[i]; i++)
        if (str_ieq(value, str_from(nothing[i]))) return true;
    return false;
}

static bool says_no(struct arena *arena, struct str value) {
    bool yes;
    return str_ieq(value, STR("closed")) || (assets_import_yes(arena, value, &yes) && !yes);
}

/* Half a day that is not on says nothing against the other half; true = nothing is to be joined. */
static bool half_shut(struct arena *arena, enum import_field field, struct str *cell,
                      struct str value) {
    if (field < IF_DAY || cell->len == 0) return false;
    if (says_no(arena, *cell)) {
        *cell = value;
        return true;
    }
    return says_no(arena, value);
}

/* Columns called X and Y mostly hold metres of the national grid, which no degrees can be. */
static enum import_field on_grid(enum import_field field, struct str header, struct str value) {
    double metres;
    struct str x = str_slice(str_trim(header), 0, 1);
    if (field != IF_LAT && field != IF_LON) return field;
    if (!str_ieq(x, field == IF_LAT ? STR("y") : STR("x"))) return field;
    if (!str_to_real(str_trim(value), &metres) || metres < 1000) return field;
    return field == IF_LAT ? IF_NORTHING : IF_EASTING;
}

void assets_import_assemble(struct arena *arena, const struct import_file *file,
                            const struct str *values, size_t n, struct import_cells *cells) {
    for (size_t k = 0; k < file->order_n; k++) {
        size_t i = file->order[k];
        if (i >= n || values[i].len == 0) continue;
        enum import_field field =
            on_grid(file->columns[i].field, file->columns[i].header, values[i]);
        struct str *cell = &cells->text[field];
        if (cell->len > 0 && !assets_import_field_joins(field)) continue;
        struct str value = field == IF_NAME ? assets_import_clean_name(arena, values[i])
                                            : assets_import_clean(arena, values[i]);
        if (value.len == 0 || missing(field, value)) continue;
        if (half_shut(arena, field, cell, value)) continue;
        if (cell->len == 0) *cell = value;
        else if (!str_eq(*cell, value))
            *cell = str_printf(arena, "%.*s%s%.*s", STR_ARG(*cell),
                               joint(field, file->columns[i].header, *cell),
                               STR_ARG(value));
    }
}
