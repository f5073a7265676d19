/* Uploads that wait, brought in one after the other by a timer; what is a day old is swept. */
#include "domain/assets/assets_import_own.h"

#define STALE_MS (5 * 60 * 1000)
#define DAY_MS (24 * 60 * 60 * 1000)

enum status assets_import_upload_own(struct ctx *ctx, struct import_id id,
                                     struct assets_sql_upload_find *ret_upload) {
    struct assets_sql_upload_find upload;
    TRY(assets_sql_upload_find(ctx->db, ctx->arena, id, &upload));
    bool tends = ctx_has(ctx, STANDING_SYSTEM) ||
                 (ctx_has(ctx, STANDING_ADMIN) && upload.place_id.v == ctx->actor.place);
    if (upload.account != ctx->actor.account && !tends) return ERR_MISSING;
    *ret_upload = upload;
    return OK;
}

enum status assets_import_source_check(struct ctx *ctx, struct str source) {
    struct assets_sql_run_first first;
    if (ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return OK;
    enum status status = assets_sql_run_first(ctx->db, ctx->arena, source, &first);
    if (status == ERR_MISSING || (status == OK && first.account == ctx->actor.account))
        return OK;
    TRY(status);
    return ctx_fault(
        ctx, ERR_INVALID, STR("source"),
        SAY1("Somebody else brings in the list of \"{name}\". Say who published yours.", "name",
             source));
}

void assets_import_maps_parse(struct arena *arena, struct str maps, struct import_options *o) {
    struct import_map *items = NULL;
    struct str line;
    size_t n = 0;
    while (str_next(&maps, '\n', &line)) {
        size_t mark = str_find(line, STR("="), 0);
        if (mark == SIZE_MAX) continue;
        *ARENA_PUSH(arena, items, n) =
            (struct import_map){str_slice(line, 0, mark), str_slice(line, mark + 1, line.len)};
    }
    o->maps = items;
    o->maps_n = n;
}

/* ---- one upload ---- */

struct working {
    struct ctx *ctx;
    struct import_id id;
};

static enum status move(struct ctx *ctx, struct import_id id, const char *state, int64_t done) {
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status =
        assets_sql_upload_move(ctx->db, id, str_from(state), done, clock_now());
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

static enum status tell_progress(void *cookie, int64_t rows) {
    struct working *working = cookie;
    return move(working->ctx, working->id, "running", rows);
}

static enum status read_and_import(struct ctx *ctx, struct arena *arena,
                                   const struct assets_sql_upload_find *upload,
                                   int64_t *ret_rows) {
    struct assets_sql_upload_bytes row;
    struct import_file *file;
    struct import_report report;
    struct working working = {ctx, upload->id};
    struct import_options o = {.today = ctx_today(ctx)};
    struct import_wish wish = {
        .place_id = upload->place_id, .source = upload->source, .id = upload->id};
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = assets_sql_upload_bytes(ctx->db, arena, upload->id, &row);
    db_rollback(ctx->db);
    TRY(status);
    assets_import_maps_parse(arena, upload->maps, &o);
    TRY(assets_import_open(arena, &ctx->faults, row.bytes, &o, &file));
    status = assets_import(ctx, arena, file, &wish, tell_progress, &working, &report);
    assets_import_close(file);
    TRY(status);
    *ret_rows = report.read;
    return OK;
}

/* What stays wrong however often it is tried goes back to the person; the rest is tried again.
   */
static enum status upload_run(struct ctx *ctx, const struct assets_sql_upload_find *upload) {
    struct arena arena;
    int64_t rows = 0;
    int64_t account = ctx->actor.account;
    TRY(move(ctx, upload->id, "running", 0));
    arena_init(&arena, ASSETS_IMPORT_ARENA);
    ctx->actor.account = upload->account;
    enum status status = read_and_import(ctx, &arena, upload, &rows);
    ctx->actor.account = account;
    arena_release(&arena);
    db_rollback(ctx->db);
    if (status == OK) return move(ctx, upload->id, "done", rows);
    if (status == ERR_BUSY) return move(ctx, upload->id, "queued", 0);
    TRY(move(ctx, upload->id, "failed", rows));
    return status == ERR_INVALID || status == ERR_LIMIT || status == ERR_CONFLICT ? OK : status;
}

static enum status next_find(struct ctx *ctx, struct assets_sql_upload_find *ret_upload) {
    struct assets_sql_upload_next next;
    TRY(assets_sql_upload_next(ctx->db, ctx->arena, (struct instant){clock_now().ms - STALE_MS},
                               &next));
    return assets_sql_upload_find(ctx->db, ctx->arena, next.id, ret_upload);
}

static enum status sweep(struct ctx *ctx) {
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status =
        assets_sql_upload_sweep(ctx->db, (struct instant){ctx->now.ms - DAY_MS});
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

enum status assets_import_job(struct ctx *ctx) {
    for (;;) {
        struct assets_sql_upload_find upload;
        TRY(db_begin(ctx->db, DB_READ));
        enum status status = next_find(ctx, &upload);
        db_rollback(ctx->db);
        if (status == ERR_MISSING) break;
        TRY(status);
        TRY(upload_run(ctx, &upload));
    }
    return sweep(ctx);
}
