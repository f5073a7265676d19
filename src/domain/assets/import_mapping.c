/* Columns as a person chose them, kept for the next file of the same headers or source. */
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"

#include <stdlib.h>

#define SHOWN_COLUMNS 12
#define MAPS_MAX 20000

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

int64_t assets_mapping_headers(struct arena *arena, const struct import_column *columns, size_t n) {
    uint64_t *hashes = ARENA_ARRAY(arena, uint64_t, n + 1), all = n;
    for (size_t i = 0; i < n; i++)
        hashes[i] = str_hash(utf8_fold(arena, str_trim(columns[i].header)), 7);
    qsort(hashes, n, sizeof *hashes, by_value);
    for (size_t i = 0; i < n; i++) all = str_hash(str_of((const char *)&hashes[i], 8), all);
    return (int64_t)(all >> 1);
}

struct str assets_mapping_shown(struct arena *arena, const struct import_column *columns, size_t n) {
    struct buf out;
    buf_init(&out, arena, 2000);
    for (size_t i = 0; i < n && i < SHOWN_COLUMNS; i++)
        buf_printf(&out, "%s%.*s", i ? ", " : "", STR_ARG(utf8_cut(columns[i].header, 100)));
    return buf_str(&out);
}

static bool has_column(const struct import_column *columns, size_t n, struct str name) {
    if (name.len == 0) return true; /* "phone=": no column */
    for (size_t i = 0; i < n; i++)
        if (str_ieq(str_trim(columns[i].header), name)) return true;
    return false;
}

/* Of another file of the source: what it has no column for is left to be guessed. */
static struct str lines_that_fit(struct arena *arena, const struct import_column *columns, size_t n,
                                 struct str maps) {
    struct buf out;
    struct str line;
    buf_init(&out, arena, MAPS_MAX + 1);
    while (str_next(&maps, '\n', &line)) {
        size_t mark = str_find(line, STR("="), 0);
        if (mark != SIZE_MAX && has_column(columns, n, str_slice(line, mark + 1, line.len)))
            buf_printf(&out, "%.*s\n", STR_ARG(line));
    }
    return buf_str(&out);
}

enum status assets_mapping_find(struct ctx *ctx, struct place_id place, struct str source,
                                const struct import_column *columns, size_t n,
                                struct str *ret_maps) {
    struct assets_sql_mapping_find row;
    int64_t headers = assets_mapping_headers(ctx->arena, columns, n);
    TRY(assets_sql_mapping_find(ctx->db, ctx->arena, place, source, headers, &row));
    struct str maps = row.headers == headers
                          ? row.maps
                          : lines_that_fit(ctx->arena, columns, n, row.maps);
    if (maps.len == 0) return ERR_MISSING;
    *ret_maps = maps;
    return OK;
}

enum status assets_mapping_keep(struct ctx *ctx, struct place_id place, struct str source,
                                int64_t headers, struct str shown, struct str maps) {
    if (maps.len == 0 || maps.len > MAPS_MAX || source.len == 0) return OK;
    const struct assets_sql_mapping_put_in in = {
        .id = {ctx_id(ctx)},
        .place_id = place,
        .source = utf8_cut(source, ASSETS_SOURCE_MAX),
        .headers = headers,
        .shown = shown.len > 0 ? shown : STR(""),
        .maps = maps,
        .account = ctx->actor.account ? ctx->actor.account : INT_NONE,
        .now = ctx->now};
    return assets_sql_mapping_put(ctx->db, &in);
}

/* ---- for the command ---- */

static bool said_already(const struct import_options *o, struct str field) {
    for (size_t i = 0; i < o->maps_n; i++)
        if (str_ieq(str_trim(o->maps[i].field), field)) return true;
    return false;
}

static void maps_behind(struct arena *arena, struct str lines, struct import_options *o) {
    struct import_map *maps = NULL;
    size_t n = 0;
    struct str line;
    for (size_t i = 0; i < o->maps_n; i++) *ARENA_PUSH(arena, maps, n) = o->maps[i];
    while (str_next(&lines, '\n', &line)) {
        size_t mark = str_find(line, STR("="), 0);
        if (mark == SIZE_MAX || said_already(o, str_slice(line, 0, mark))) continue;
        *ARENA_PUSH(arena, maps, n) =
            (struct import_map){str_slice(line, 0, mark), str_slice(line, mark + 1, line.len)};
    }
    o->maps = maps;
    o->maps_n = n;
}

/* The place, when anything was ever chosen for it. */
static enum status chosen_for(struct ctx *ctx, struct str name, struct place *ret_place) {
    int64_t n = 0;
    TRY(places_find_by_name(ctx, name, ret_place));
    TRY(assets_sql_mapping_count(ctx->db, ret_place->id, &n));
    return n > 0 ? OK : ERR_MISSING;
}

static enum status recall(struct ctx *ctx, struct str place_name, struct str source,
                          const struct import_file *file, struct import_options *options) {
    struct place place;
    struct str maps;
    size_t n;
    const struct import_column *columns = assets_import_columns(file, &n);
    TRY(chosen_for(ctx, place_name, &place));
    if (source.len == 0) source = assets_import_publisher(file);
    if (source.len == 0) source = place.name;
    if (n == 0) return ERR_MISSING;
    TRY(assets_mapping_find(ctx, place.id, source, columns, n, &maps));
    maps_behind(ctx->arena, str_copy(ctx->arena, maps), options);
    return OK;
}

enum status assets_mapping_recall(struct ctx *ctx, struct str place_name, struct str source,
                                  struct str path, struct import_options *options) {
    struct place place;
    struct import_file *file;
    struct faults ignored;
    struct import_options look = *options;
    look.look = true;
    look.maps_n = 0;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = chosen_for(ctx, place_name, &place);
    faults_init(&ignored, ctx->arena);
    if (status == OK && assets_import_open_path(ctx->arena, &ignored, path, &look, &file) == OK) {
        status = recall(ctx, place_name, source, file, options);
        assets_import_close(file);
    }
    db_rollback(ctx->db);
    return status == ERR_MISSING ? OK : status;
}

static enum status learn(struct ctx *ctx, struct str place_name, struct str source, int64_t headers,
                         struct str shown, struct str maps) {
    struct place place;
    TRY(places_find_by_name(ctx, place_name, &place));
    return assets_mapping_keep(ctx, place.id, source, headers, shown, maps);
}

enum status assets_mapping_learn(struct ctx *ctx, struct str place_name, struct str source,
                                 const struct import_column *columns, size_t n,
                                 const struct import_options *said) {
    struct buf maps;
    if (said->maps_n == 0 || n == 0) return OK;
    buf_init(&maps, ctx->arena, MAPS_MAX + 1);
    for (size_t i = 0; i < said->maps_n; i++)
        buf_printf(&maps, "%.*s=%.*s\n", STR_ARG(str_trim(said->maps[i].field)),
                   STR_ARG(str_trim(said->maps[i].column)));
    if (maps.over) return OK;
    int64_t headers = assets_mapping_headers(ctx->arena, columns, n);
    struct str shown = assets_mapping_shown(ctx->arena, columns, n);
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = learn(ctx, place_name, source, headers, shown, buf_str(&maps));
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}
