/* JSON: strict, duplicates rejected. Lists of HSDS records, GeoJSON features, or any objects.
   */
#include "domain/assets/import_feed.h"

#include "base/utf8.h"

#include <string.h>

#define LOOKED_AT 1000 /* records looked at for the keys they have */
#define DEPTH 3

/* ---- which list of which kind ---- */

static enum status unsound(struct import_file *file, const json_error_t *error) {
    struct arena *arena = file->arena;
    struct str line = str_int(arena, error->line),
               why = utf8_cut(str_copy(arena, str_from(error->text)), 120);
    if (json_error_code(error) == json_error_stack_overflow)
        return assets_import_fault(
            file, 1, NULL,
            SAY("The JSON holds lists in lists more than 2000 deep. That is no list of things."));
    if (json_error_code(error) == json_error_premature_end_of_input ||
        str_find(why, STR("near end of file"), 0) != SIZE_MAX)
        return assets_import_fault(
            file, 1, NULL,
            SAY2(
                "The JSON is cut short: it ends in line {line}, after {n} letters. Download it "
                "again.",
                "line", line, "n", str_int(arena, error->position)));
    if (!utf8_valid(why)) why = STR("?");
    return assets_import_fault(
        file, 1, NULL,
        SAY2("This is not sound JSON, line {line}: {why}", "line", line, "why", why));
}

/* One document a line, as some exports write them: all of them, or NULL. */
static json_t *lines_load(struct str text) {
    json_error_t error;
    json_t *list = json_array();
    for (size_t at = 0; list && str_trim(str_slice(text, at, text.len)).len > 0;) {
        json_t *one = json_loadb(text.ptr + at, text.len - at,
                                 JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
        if (json_is_object(one) && json_array_append_new(list, one) == 0) {
            at += (size_t)error.position;
            continue;
        }
        if (!json_is_object(one)) json_decref(one);
        json_decref(list);
        return NULL;
    }
    return list;
}

/* The text goes as soon as the tree stands. */
static enum status load(struct import_file *file) {
    json_error_t error;
    struct arena arena;
    struct str text;
    arena_init(&arena, 4 * IMPORT_JSON_MAX);
    enum status status = assets_import_text_all(&arena, &file->text, IMPORT_JSON_MAX, &text);
    if (status == OK)
        file->root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (status == OK && !file->root &&
        json_error_code(&error) == json_error_end_of_input_expected) {
        file->root = lines_load(text);
    }
    arena_release(&arena);
    if (status != OK)
        return assets_import_fault(
            file, 1, NULL, SAY("The JSON is larger than 64 MB. Split it, or give a CSV."));
    return file->root ? OK : unsound(file, &error);
}

/* The one list of objects a wrapping object has. */
static json_t *list_inside(json_t *root, size_t *ret_lists) {
    const char *key;
    json_t *value, *found = NULL;
    *ret_lists = 0;
    json_object_foreach(root, key, value) {
        if (!json_is_array(value) || !json_is_object(json_array_get(value, 0))) continue;
        found = value;
        (*ret_lists)++;
    }
    return found;
}

/* {"data": {"results": [...]}}: the list lies deeper, where nothing else could be meant. */
static json_t *list_deeper(json_t *root, int depth) {
    const char *key;
    json_t *value, *found = NULL;
    size_t lists = 0, inner, below = 0;
    if (depth == 0) return NULL;
    json_object_foreach(root, key, value) {
        json_t *records = json_object_get(value, "records"); /* beside a list of its fields */
        if (json_is_object(json_array_get(records, 0))) return records;
    }
    json_object_foreach(root, key, value) {
        json_t *list = json_is_object(value) ? list_inside(value, &inner) : NULL;
        if (list) lists += inner;
        else if (json_is_object(value) && (list = list_deeper(value, depth - 1))) below++;
        if (list) found = list;
    }
    return lists + below == 1 ? found : NULL;
}

static bool single_record(const json_t *root) {
    if (assets_import_openactive_is(root)) return true;
    bool named = json_is_string(json_object_get(root, "name"));
    return (json_object_get(root, "id") &&
            (named || json_is_object(json_object_get(root, "service")))) ||
           (named && assets_import_json_first(root, "description address lat latitude url"));
}

/* A single record becomes a list of one that owns it. */
static enum status wrap(struct import_file *file) {
    json_t *list = json_pack("[o]", file->root);
    if (!list) return ERR_LIMIT;
    file->root = file->list = list;
    return OK;
}

/* The list a document of a known kind has; a page of a feed may be the last, and empty. */
static json_t *list_known(json_t *root) {
    static const char *const names[] = {"contents", "features"};
    if (json_is_array(root)) return root;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (json_is_array(json_object_get(root, names[i])))
            return json_object_get(root, names[i]);
    bool page = json_object_get(root, "next") && json_is_array(json_object_get(root, "items"));
    return page ? json_object_get(root, "items") : NULL;
}

static enum status list_find(struct import_file *file) {
    size_t lists = 0;
    json_t *root = file->root, *services = json_object_get(root, "services");
    const char *type = json_string_value(json_object_get(root, "type"));
    file->list = list_known(root);
    if (file->list) return OK;
    if (type && strcmp(type, "Topology") == 0)
        return assets_import_fault(file, 1, NULL,
                                   SAY("This is TopoJSON. Save it as GeoJSON and try again."));
    if ((type && strcmp(type, "Feature") == 0) || assets_import_geo_is(root) ||
        single_record(root))
        return wrap(file);
    file->list = list_inside(root, &lists);
    if (lists == 0) file->list = list_deeper(root, DEPTH);
    if (lists > 1) file->list = json_is_array(services) ? services : NULL;
    if (file->list) return OK;
    if (lists > 1)
        return assets_import_fault(
            file, 1, NULL,
            SAY("The JSON holds several lists. Give one with a single list of things."));
    return assets_import_fault(file, 1, NULL,
                               SAY("The JSON holds no list of things to put on the list."));
}

static void publisher_find(struct import_file *file) {
    const json_t *said = json_object_get(file->root, "publisher");
    struct str name = json_is_object(said) ? assets_import_json_get(file->arena, said, "name")
                                           : assets_import_json_text(file->arena, said);
    if (name.len == 0) name = assets_import_json_get(file->arena, file->root, "publisher_name");
    file->publisher = utf8_cut(name, ASSETS_SOURCE_MAX);
}

static const json_t *first_record(const struct import_file *file) {
    for (size_t i = 0; i < json_array_size(file->list) && i < LOOKED_AT; i++) {
        const json_t *record = assets_import_json_object(file->list, i);
        if (record) return record;
    }
    return NULL;
}

static enum import_format format_find(const struct import_file *file) {
    const json_t *record = first_record(file);
    const char *type = json_string_value(json_object_get(record, "type"));
    if (type && strcmp(type, "Feature") == 0) return IMPORT_GEOJSON;
    if (record && assets_import_geo_is(record)) return IMPORT_GEOJSON;
    if (json_is_array(json_object_get(file->root, "features"))) return IMPORT_GEOJSON;
    bool last_page = json_object_get(file->root, "next") && json_object_get(file->root, "license");
    if (assets_import_openactive_is(record) || (!record && last_page)) return IMPORT_OPENACTIVE;
    if (json_is_array(json_object_get(file->root, "contents")) || assets_import_hsds_is(record))
        return IMPORT_HSDS;
    return IMPORT_JSON;
}

/* ---- keys of plain records ---- */

static struct str below(struct arena *arena, struct str path, const char *key) {
    return path.len == 0 ? str_copy(arena, str_from(key))
                         : str_printf(arena, "%.*s.%s", STR_ARG(path), key);
}

static size_t column_at(struct import_file *file, struct str path, bool add) {
    for (size_t i = 0; i < file->columns_n; i++)
        if (str_eq(file->columns[i].header, path)) return i;
    if (!add || file->columns_n >= IMPORT_COLUMNS_MAX || path.len > 200) return SIZE_MAX;
    ARENA_PUSH(file->arena, file->columns, file->columns_n)->header =
        str_copy(file->arena, path);
    return file->columns_n - 1;
}

static void keys_gather(struct import_file *file, struct str path, const json_t *record,
                        int depth) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)record, key, value) {
        struct str name = below(file->arena, path, key);
        if (json_is_object(value) && depth < DEPTH) keys_gather(file, name, value, depth + 1);
        else if (!json_is_null(value) && name.len <= 200) (void)column_at(file, name, true);
    }
}

static const json_t *body_of(const struct import_file *file, const json_t *record) {
    return file->format == IMPORT_GEOJSON ? json_object_get(record, "properties") : record;
}

static enum status keys_find(struct import_file *file, const struct import_options *options) {
    for (size_t i = 0; i < json_array_size(file->list) && i < LOOKED_AT; i++)
        keys_gather(file, STR_NONE, body_of(file, assets_import_json_object(file->list, i)), 0);
    if (json_array_size(file->list) == 0) return OK;
    return assets_import_columns_settle(file, options);
}

/* Several pages of a feed, one after the other. */
static void pages_join(struct import_file *file) {
    json_t *items = assets_import_openactive_pages(file->root);
    if (!items) return;
    json_decref(file->root);
    file->root = items;
}

/* HSDS speaks for itself; every field it can say is said. */
static enum status hsds_open(struct import_file *file) {
    for (int i = 0; i < IMPORT_FIELDS; i++)
        file->has[i] = i != IF_HOST_MEETS && i != IF_AUDIENCE && i != IF_LICENCE;
    return OK;
}

/* Tables of a package in one object, like tabular.json: joined, they are the list. */
static bool tables_take(struct import_file *file, enum import_format wanted) {
    if (wanted != IMPORT_AUTO && wanted != IMPORT_HSDS && wanted != IMPORT_HSDS_CSV)
        return false;
    json_t *list = assets_import_tables_of(file->arena, file->root);
    if (!list) return false;
    json_decref(file->root);
    file->root = file->list = list;
    file->format = IMPORT_HSDS;
    return true;
}

static enum status plain_open(struct import_file *file, const struct import_options *options) {
    if (file->format == IMPORT_GEOJSON) TRY(assets_import_geo_open(file));
    TRY(keys_find(file, options));
    if (assets_import_inner_is(first_record(file)))
        file->has[IF_DAY] = file->has[IF_DESCRIPTION] = true;
    if (file->format == IMPORT_GEOJSON)
        file->has[IF_LAT] = file->has[IF_LON] = file->has[IF_ID] = true;
    return OK;
}

enum status assets_import_json_open(struct import_file *file,
                                    const struct import_options *options) {
    enum import_format wanted = file->format;
    TRY(load(file));
    publisher_find(file);
    pages_join(file);
    if (tables_take(file, wanted)) return hsds_open(file);
    TRY(list_find(file));
    file->format = wanted == IMPORT_AUTO ? format_find(file) : wanted;
    if (json_array_size(file->list) > IMPORT_ROWS_MAX)
        return assets_import_fault(
            file, 1, NULL, SAY("There are more than two million records. Split the file."));
    if (file->format == IMPORT_OPENACTIVE) return assets_import_openactive_open(file);
    const char *other = assets_import_hsds_other(first_record(file));
    if (other && file->format != IMPORT_GEOJSON)
        return assets_import_fault(file, 1, NULL, (struct said){.id = other});
    return file->format == IMPORT_HSDS ? hsds_open(file) : plain_open(file, options);
}

/* ---- records ---- */

/* A list as text: words with commas, or the names of its objects. */
static struct str list_text(struct arena *arena, const json_t *list) {
    struct buf out;
    buf_init(&out, arena, IMPORT_CELL_MAX);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct str text = json_is_object(item) ? assets_import_json_get(arena, item, "name")
                                               : assets_import_json_text(arena, item);
        if (text.len > 0) buf_printf(&out, "%s%.*s", out.len ? ", " : "", STR_ARG(text));
    }
    return buf_str(&out);
}

static void values_gather(struct import_file *file, struct arena *arena, struct str path,
                          const json_t *record, struct str *values, int depth) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)record, key, value) {
        struct str name = below(arena, path, key);
        if (json_is_object(value) && depth < DEPTH) {
            values_gather(file, arena, name, value, values, depth + 1);
            continue;
        }
        size_t i = column_at(file, name, false);
        if (i == SIZE_MAX || file->columns[i].field == IMPORT_FIELDS) continue;
        values[i] = json_is_array(value) ? list_text(arena, value)
                                         : assets_import_json_text(arena, value);
    }
}

bool assets_import_json_next(struct import_file *file, struct arena *arena,
                             struct import_row *ret_row) {
    if (file->format == IMPORT_OPENACTIVE) return assets_import_openactive_next(file, arena, ret_row);
    if (file->at >= json_array_size(file->list)) return false;
    if (file->format == IMPORT_HSDS || file->format == IMPORT_HSDS_CSV)
        return assets_import_hsds_next(file, arena, ret_row);
    const json_t *record = assets_import_json_object(file->list, file->at++);
    *ret_row = (struct import_row){.line = (int64_t)file->at};
    if (!record) {
        assets_import_refuse(ret_row, "",
                             SAY("This is not an object. Each thing is written as { ... }."));
        return true;
    }
    struct str *values = ARENA_ARRAY(arena, struct str, file->columns_n + 1);
    values_gather(file, arena, STR_NONE, body_of(file, record), values, 0);
    assets_import_assemble(arena, file, values, file->columns_n, &ret_row->cells);
    if (file->format == IMPORT_GEOJSON) assets_import_geo_read(arena, record, ret_row);
    else assets_import_inner_read(arena, record, &ret_row->cells);
    assets_import_cells_read(arena, file->today, ret_row);
    return true;
}
