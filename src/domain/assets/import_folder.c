/* A folder: an HSDS package of tables read as one, else every file it holds, in order of name.
   What one file has wrong is said with its name, and the next is read. */
#include "domain/assets/import_own.h"

#include "base/utf8.h"

#include <dirent.h>
#include <string.h>

#define FOLDER_FILES 10000
#define KEPT ((size_t)512 << 20)
#define PAGES_MAX ((int64_t)256 << 20) /* of a feed, together */

struct import_folder {
    struct str path;
    struct str *names;
    size_t n, at;
    struct import_options options;
    struct arena arena; /* of the file being read */
    bool open;
};

/* ---- what it holds ---- */

static bool readable(struct arena *arena, struct str name) {
    static const char *const ends[] = {".csv",     ".tsv", ".txt", ".json",
                                       ".geojson", ".ics", ".ical"};
    struct str lower = str_lower(arena, name);
    if (name.len == 0 || name.ptr[0] == '.' || str_starts(lower, STR("readme")) ||
        str_starts(lower, STR("licen")))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(lower, str_from(ends[i]))) return true;
    return false;
}

static enum status names_read(struct import_file *file, struct import_folder *f) {
    DIR *dir = opendir(str_c(file->arena, f->path));
    const struct dirent *entry;
    if (!dir)
        return fault_add(file->faults, ERR_MISSING, STR("path"),
                         SAY("This folder could not be read."));
    while ((entry = readdir(dir)) != NULL && f->n < FOLDER_FILES) {
        struct str name = str_from(entry->d_name);
        if (!readable(file->arena, name) || entry->d_type == DT_DIR) continue;
        size_t at = f->n;
        *ARENA_PUSH(file->arena, f->names, f->n) = str_copy(file->arena, name);
        for (; at > 0 && str_cmp(f->names[at - 1], f->names[at]) > 0; at--) {
            struct str other = f->names[at];
            f->names[at] = f->names[at - 1];
            f->names[at - 1] = other;
        }
    }
    (void)closedir(dir);
    if (f->n > 0) return OK;
    return assets_import_fault(
        file, 1, NULL,
        SAY("The folder holds no file that can be read: csv, json, geojson or ics."));
}

static struct str path_of(const struct import_folder *f, struct arena *arena, struct str name) {
    return str_printf(arena, "%.*s/%.*s", STR_ARG(f->path), STR_ARG(name));
}

/* ---- a package ---- */

/* Two tables of HSDS, or its package file beside one; one alone is a table like any other. */
static bool is_package(const struct import_file *file, const struct import_folder *f) {
    static const char *const ones[] = {"services", "organizations", "locations"};
    bool one = false;
    int known = 0;
    for (size_t i = 0; i < f->n; i++) {
        const char *table = assets_import_table_named(file->arena, f->names[i]);
        known += table != NULL || str_is(f->names[i], "datapackage.json");
        for (size_t k = 0; k < 3 && table; k++) one = one || strcmp(table, ones[k]) == 0;
    }
    return one && known > 1;
}

static json_t *table_rows(struct arena *arena, struct str text, struct str name) {
    struct csv csv;
    struct str *header, *fields;
    size_t columns, n;
    json_t *rows = json_array();
    csv_init(&csv, text, '\0');
    if (!csv_next(&csv, arena, &header, &columns)) return rows;
    char **keys = ARENA_ARRAY(arena, char *, columns + 1);
    for (size_t i = 0; i < columns; i++)
        keys[i] = str_c(arena, str_lower(arena, str_trim(header[i])));
    while (csv_next(&csv, arena, &fields, &n)) {
        json_t *row = json_object();
        for (size_t i = 0; i < n && i < columns; i++) {
            struct str value = str_trim(fields[i]);
            if (!*keys[i] || value.len == 0) continue;
            (void)json_object_set_new(row, keys[i], json_stringn(value.ptr, value.len));
        }
        (void)json_object_set_new(row, IMPORT_LINE, json_integer((json_int_t)csv.line));
        (void)json_object_set_new(row, IMPORT_FILE, json_string(str_c(arena, name)));
        (void)json_array_append_new(rows, row);
    }
    return rows;
}

static enum status table_read(struct import_file *file, const struct import_folder *f,
                              struct str name, json_t *tables, size_t *sum) {
    struct arena arena;
    struct import_source source;
    struct import_text text;
    struct str all;
    arena_init(&arena, 16 * IMPORT_JSON_MAX);
    enum status status = assets_import_source_open(
        &arena, file->faults, path_of(f, &arena, name), IMPORT_JSON_MAX, &source);
    if (status == OK) {
        status = assets_import_text_open(&source, f->options.encoding, &text);
        if (status == OK) status = assets_import_text_all(&arena, &text, IMPORT_JSON_MAX, &all);
        if (status == OK && (*sum += all.len) > IMPORT_JSON_MAX) status = ERR_LIMIT;
        if (status == OK) {
            file->encoding = assets_import_text_name(&text);
            json_t *rows = table_rows(&arena, all, name);
            assets_import_table_add(&arena, tables, name, rows);
            json_decref(rows);
        } else
            status = assets_import_fault(
                file, 1, str_c(file->arena, name),
                status == ERR_LIMIT
                    ? SAY("The tables are larger than 64 MB together. Split them.")
                    : SAY("This is not text. Only tables (CSV) and JSON can be read."));
        assets_import_source_close(&source);
    }
    arena_release(&arena);
    return status;
}

static enum status package_open(struct import_file *file, const struct import_folder *f) {
    json_t *tables = json_object();
    size_t sum = 0;
    enum status status = OK;
    for (size_t i = 0; i < f->n && status == OK; i++)
        if (assets_import_table_named(file->arena, f->names[i]) &&
            !str_ends(f->names[i], STR(".json")))
            status = table_read(file, f, f->names[i], tables, &sum);
    if (status == OK) file->root = file->list = assets_import_tables_join(tables);
    json_decref(tables);
    TRY(status);
    if (!file->root)
        return assets_import_fault(
            file, 1, NULL,
            SAY("The package holds no rows in services, organizations or locations."));
    file->format = IMPORT_HSDS_CSV;
    for (int i = 0; i < IMPORT_FIELDS; i++)
        file->has[i] = i != IF_HOST_MEETS && i != IF_AUDIENCE && i != IF_LICENCE;
    return OK;
}

/* ---- pages of a feed ---- */

/* The items of one page, each with where it stands. False when it is no page of a feed. */
static bool page_take(struct import_file *file, const struct import_folder *f, struct str name,
                      json_t *all, int64_t *sum) {
    struct arena arena;
    struct faults faults;
    arena_init(&arena, KEPT);
    faults_init(&faults, &arena);
    struct import_file *page = assets_import_one_new(&arena, &faults, &f->options);
    bool sound = assets_import_source_open(&arena, &faults, path_of(f, &arena, name), IMPORT_BYTES_MAX,
                                           &page->source) == OK;
    *sum += sound ? page->source.size : 0;
    sound = sound && *sum <= PAGES_MAX && assets_import_one_open(page, &f->options) == OK;
    bool taken = sound && page->format == IMPORT_OPENACTIVE;
    for (size_t i = 0; taken && i < json_array_size(page->list); i++) {
        json_t *item = json_array_get(page->list, i);
        if (json_is_object(item)) {
            (void)json_object_set_new(item, IMPORT_LINE, json_integer((json_int_t)i + 1));
            (void)json_object_set_new(item, IMPORT_FILE, json_string(str_c(&arena, name)));
        }
        (void)json_array_append(all, item);
    }
    if (taken) {
        file->encoding = page->encoding;
        if (file->publisher.len == 0) file->publisher = str_copy(file->arena, page->publisher);
        for (int i = 0; i < IMPORT_FIELDS; i++) file->has[i] = page->has[i];
    }
    assets_import_one_close(page);
    arena_release(&arena);
    return taken;
}

/* A folder of nothing but pages of a feed is one feed: sessions and their series may stand in
   different files. False: it is read a file at a time. */
static bool feed_open(struct import_file *file, const struct import_folder *f) {
    json_t *all = json_array();
    int64_t sum = 0;
    bool feed = file->format == IMPORT_AUTO || file->format == IMPORT_OPENACTIVE;
    for (size_t i = 0; feed && i < f->n; i++)
        feed = str_ends(str_lower(file->arena, f->names[i]), STR(".json"));
    for (size_t i = 0; feed && i < f->n; i++) feed = page_take(file, f, f->names[i], all, &sum);
    if (feed) {
        file->root = file->list = all;
        file->format = IMPORT_OPENACTIVE;
    } else json_decref(all);
    return feed;
}

/* ---- files one after the other ---- */

static enum status file_begin(struct import_file *file, struct faults *faults) {
    struct import_folder *f = file->folder;
    arena_reset(&f->arena);
    struct str path = path_of(f, &f->arena, f->names[f->at]);
    struct import_file *now = assets_import_one_new(&f->arena, faults, &f->options);
    TRY(assets_import_source_open(&f->arena, faults, path, IMPORT_BYTES_MAX, &now->source));
    TRY(assets_import_one_open(now, &f->options));
    file->now = now;
    f->open = true;
    return OK;
}

static void file_end(struct import_file *file) {
    if (file->folder->open) assets_import_one_close(file->now);
    file->folder->open = false;
    file->now = NULL;
    file->folder->at++;
}

/* The first file that is understood says what all are taken for. */
static enum status first_find(struct import_file *file) {
    struct import_folder *f = file->folder;
    struct faults faults, first;
    faults_init(&first, file->arena);
    for (f->at = 0; f->at < f->n; file_end(file)) {
        faults_init(&faults, file->arena);
        if (file_begin(file, &faults) != OK) {
            if (!first.first) first = faults;
            continue;
        }
        const struct import_file *now = file->now;
        file->format = now->format;
        file->encoding = now->encoding;
        file->publisher = str_copy(file->arena, now->publisher);
        file->columns = ARENA_ARRAY(file->arena, struct import_column, now->columns_n + 1);
        file->columns_n = now->columns_n;
        for (size_t i = 0; i < now->columns_n; i++) {
            file->columns[i] = now->columns[i];
            file->columns[i].header = str_copy(file->arena, now->columns[i].header);
        }
        file_end(file);
        f->at = 0;
        return OK;
    }
    struct said why = first.first ? first.first->said : SAY("The file cannot be read.");
    struct str words = said_fill(file->arena, str_from(why.id), &why);
    return assets_import_fault(file, 1, NULL,
                               SAY2("No file of the folder can be read. {name}: {why}", "name",
                                    f->names[0], "why", words));
}

enum status assets_import_folder_open(struct import_file *file, struct str path,
                                      const struct import_options *options) {
    struct import_folder *f = ARENA_NEW(file->arena, struct import_folder);
    while (path.len > 1 && path.ptr[path.len - 1] == '/') path.len--;
    *f = (struct import_folder){.path = str_copy(file->arena, path), .options = *options};
    TRY(names_read(file, f));
    bool whole =
        file->format == IMPORT_HSDS_CSV || (file->format == IMPORT_AUTO && is_package(file, f));
    if (whole) return package_open(file, f);
    if (feed_open(file, f)) return OK;
    file->folder = f;
    arena_init(&f->arena, KEPT);
    enum status status = first_find(file);
    if (status == OK) return OK;
    assets_import_folder_close(file);
    return status;
}

bool assets_import_folder_next(struct import_file *file, struct arena *arena,
                               struct import_row *ret_row) {
    struct import_folder *f = file->folder;
    for (; f->at < f->n; file_end(file)) {
        struct faults faults;
        faults_init(&faults, arena);
        if (!f->open && file_begin(file, &faults) != OK) {
            *ret_row = (struct import_row){.line = 1, .file = f->names[f->at]};
            assets_import_refuse(ret_row, "",
                                 faults.first ? faults.first->said
                                              : SAY("The file cannot be read."));
            file_end(file);
            return true;
        }
        if (!assets_import_one_next(file->now, arena, ret_row)) continue;
        ret_row->file = f->names[f->at];
        return true;
    }
    return false;
}

void assets_import_folder_close(struct import_file *file) {
    if (!file->folder) return;
    if (file->folder->open) assets_import_one_close(file->now);
    arena_release(&file->folder->arena);
    file->folder = NULL;
    file->now = NULL;
}

void assets_import_folder_here(struct import_file *file, struct str zone) {
    file->folder->options.here = zone;
    if (file->now) file->now->here = zone;
}
