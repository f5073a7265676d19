/* Bring in a list: choose a file, see what it would become, press once. The file is kept
   between,
   so that nothing is chosen or typed twice. */
#include "assets_pages.h"
#include "domain/assets/assets_import_own.h"
#include "domain/assets/assets_sources.h"

#include "base/utf8.h"

#define UPLOADS_KEPT 10
#define UPLOADS_SHOWN 20
#define MAPPINGS_SHOWN 30

/* ---- choosing ---- */

static enum status places_fill(struct web *w, struct assets_bring_view *view) {
    struct place *places;
    size_t n;
    TRY(places_list(w->ctx, &places, &n));
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str now = web_kept(w, "place", str_int(w->ctx->arena, w->ctx->actor.place));
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (places[i].id.v != w->ctx->actor.place) continue; /* their own place only */
        struct str value = str_int(w->ctx->arena, places[i].id.v);
        choices[count++] = (struct html_choice){value, places[i].name, str_eq(value, now)};
    }
    view->places = choices;
    view->places_n = count;
    return OK;
}

static struct said state_say(struct str state) {
    if (str_is(state, "done")) return SAY("brought in");
    if (str_is(state, "queued") || str_is(state, "running")) return SAY("being brought in");
    if (str_is(state, "failed")) return SAY("could not be brought in");
    return SAY("looked at");
}

static enum status uploads_fill(struct web *w, struct assets_bring_view *view) {
    struct ctx *ctx = w->ctx;
    struct assets_sql_upload_list *rows;
    size_t n;
    TRY(assets_sql_upload_list(ctx->db, ctx->arena, ctx->actor.account, UPLOADS_SHOWN, &rows,
                               &n));
    struct assets_upload_view *uploads = ARENA_ARRAY(ctx->arena, struct assets_upload_view, n);
    for (size_t i = 0; i < n; i++) {
        struct said state = state_say(rows[i].state);
        struct day day = day_from_instant(ctx->zone, rows[i].made_at);
        uploads[i] = (struct assets_upload_view){
            rows[i].name, web_path(w, "/map/import/%lld", (long long)rows[i].id.v),
            text_say(ctx->arena, ctx->locale, &state),
            text_day(ctx->arena, ctx->locale, day, ctx_today(ctx))};
    }
    view->uploads = uploads;
    view->uploads_n = n;
    return OK;
}

static enum status mappings_fill(struct web *w, struct assets_bring_view *view) {
    struct ctx *ctx = w->ctx;
    struct assets_sql_mapping_list *rows;
    size_t n;
    TRY(assets_sql_mapping_list(ctx->db, ctx->arena, (struct place_id){ctx->actor.place},
                                MAPPINGS_SHOWN, &rows, &n));
    struct assets_mapping_view *mappings = ARENA_ARRAY(ctx->arena, struct assets_mapping_view, n);
    for (size_t i = 0; i < n; i++)
        mappings[i] = (struct assets_mapping_view){
            str_int(ctx->arena, rows[i].id.v), rows[i].source, utf8_cut(rows[i].shown, 120),
            text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, rows[i].said_at),
                     ctx_today(ctx))};
    view->mappings = mappings;
    view->mappings_n = n;
    return OK;
}

enum status assets_import_web_new(struct web *w) {
    struct assets_bring_view view = {.source = web_kept(w, "source", STR_NONE)};
    TRY(places_fill(w, &view));
    TRY(uploads_fill(w, &view));
    TRY(mappings_fill(w, &view));
    assets_page_import_new(web_page(w, SAY("Bring in a list"), "/assets"), &view);
    return OK;
}

/* ---- bringing ---- */

struct bring {
    struct place place;
    struct str name, source, bytes;
    struct str maps;          /* chosen before for a file like this */
    struct mapping_id forget; /* instead of a file: a choice to forget */
};

static struct str file_name(struct arena *arena, struct str given) {
    struct str rest = given, piece, last = given;
    while (str_next(&rest, '\\', &piece)) last = piece;
    rest = last;
    while (str_next(&rest, '/', &piece)) last = piece;
    last = assets_import_clean(arena, utf8_valid(last) ? last : STR("?"));
    return last.len > 0 ? utf8_cut(last, 190) : STR("?");
}

static enum status maps_recall(struct web *w, struct bring *bring,
                               const struct import_file *file) {
    size_t n;
    const struct import_column *columns = assets_import_columns(file, &n);
    struct str source = bring->source.len > 0 ? bring->source : bring->place.name;
    if (n == 0) return OK;
    enum status status =
        assets_mapping_find(w->ctx, bring->place.id, source, columns, n, &bring->maps);
    return status == ERR_MISSING ? OK : status;
}

/* A first reading, for what no choice of columns would mend, and for who published it. */
static enum status first_reading(struct web *w, struct bring *bring) {
    struct import_file *file;
    struct arena arena;
    struct import_options o = {.today = ctx_today(w->ctx), .look = true};
    arena_init(&arena, ASSETS_IMPORT_ARENA);
    enum status status = assets_import_open(&arena, &w->ctx->faults, bring->bytes, &o, &file);
    if (status == OK) {
        if (bring->source.len == 0)
            bring->source = str_copy(w->ctx->arena, assets_import_publisher(file));
        status = maps_recall(w, bring, file);
        assets_import_close(file);
    }
    arena_release(&arena);
    return status;
}

enum status assets_import_web_bring_prepare(struct web *w) {
    struct ctx *ctx = w->ctx;
    struct bring *bring = ARENA_NEW(ctx->arena, struct bring);
    const struct http_part *part = web_file(w, "file");
    int64_t place, kept;
    w->plan = bring;
    if (str_to_int(web_text(w, "forget"), &bring->forget.v)) return OK;
    if (!part || part->body.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("file"), SAY("Choose a file."));
    if (!str_to_int(web_text(w, "place"), &place) ||
        place != ctx->actor.place ||
        places_find(ctx, (struct place_id){place}, &bring->place) != OK)
        return ctx_fault(ctx, ERR_INVALID, STR("place"), SAY("Choose a place from the list."));
    TRY(assets_sql_upload_count(ctx->db, ctx->actor.account, &kept));
    if (kept >= UPLOADS_KEPT)
        return ctx_fault(
            ctx, ERR_INVALID, STR("file"),
            SAY("Ten of your files wait already. Bring them in or leave them first."));
    bring->name = file_name(ctx->arena, part->filename);
    bring->bytes = part->body;
    bring->source = utf8_cut(web_text(w, "source"), ASSETS_SOURCE_MAX);
    size_t before = ctx->faults.count;
    enum status status = first_reading(w, bring);
    if (status != OK && ctx->faults.count > before) ctx->faults.last->field = STR("file");
    TRY(status);
    if (bring->source.len == 0) bring->source = bring->place.name;
    TRY(assets_import_source_check(ctx, bring->source));
    w->plan = bring;
    return OK;
}

enum status assets_import_web_bring(struct web *w) {
    const struct bring *b = w->plan;
    struct import_id id = {ctx_id(w->ctx)};
    if (b->forget.v) {
        TRY(assets_sql_mapping_forget(w->ctx->db, b->forget,
                                      (struct place_id){w->ctx->actor.place}));
        return web_redirect_saying(w, STR("/map/import"),
                                   SAY("Forgotten. The next file is guessed anew."));
    }
    const struct assets_sql_upload_add_in in = {.id = id,
                                                .place_id = b->place.id,
                                                .account = w->ctx->actor.account,
                                                .name = b->name,
                                                .source = b->source,
                                                .bytes = b->bytes,
                                                .now = w->ctx->now};
    TRY(assets_sql_upload_add(w->ctx->db, &in));
    if (b->maps.len > 0)
        TRY(assets_sql_upload_say(w->ctx->db, id, b->source, b->maps, w->ctx->now));
    return web_redirect(w, web_path(w, "/map/import/%lld", (long long)id.v));
}

/* ---- deciding ---- */

struct say {
    struct assets_sql_upload_find upload;
    struct str source, maps, does;
    int64_t headers; /* of the file, for keeping what was chosen */
    struct str shown;
};

/* Lines of `field=column`: what was chosen now over what was chosen before. */
static struct str maps_merge(struct web *w, struct str before) {
    struct arena *arena = w->ctx->arena;
    struct buf out;
    buf_init(&out, arena, 20000);
    for (int i = 0; i < IMPORT_FIELDS; i++) {
        const char *field = assets_import_field_name((enum import_field)i);
        struct str name = str_printf(arena, "map_%s", field),
                   was = str_printf(arena, "was_%s", field);
        struct str now = web_text(w, name.ptr), shown = web_text(w, was.ptr);
        bool moved = now.ptr && !str_eq(now, shown.ptr ? shown : STR(""));
        struct str line, rest = before, prefix = str_printf(arena, "%s=", field);
        if (moved) buf_printf(&out, "%s=%.*s\n", field, STR_ARG(now));
        while (!moved && str_next(&rest, '\n', &line))
            if (str_starts(line, prefix)) buf_printf(&out, "%.*s\n", STR_ARG(line));
    }
    return buf_str(&out);
}

/* Before it is brought in, it must be read without a doubt. */
static enum status strict_reading(struct web *w, struct say *say) {
    struct arena arena;
    struct import_file *file;
    struct import_options o = {.today = ctx_today(w->ctx)};
    arena_init(&arena, ASSETS_IMPORT_ARENA);
    struct assets_sql_upload_bytes row;
    enum status status = assets_sql_upload_bytes(w->ctx->db, &arena, say->upload.id, &row);
    assets_import_maps_parse(&arena, say->maps, &o);
    if (status == OK)
        status = assets_import_open(&arena, &w->ctx->faults, row.bytes, &o, &file);
    if (status == OK) {
        size_t n;
        const struct import_column *columns = assets_import_columns(file, &n);
        say->headers = assets_mapping_headers(&arena, columns, n);
        say->shown = assets_mapping_shown(w->ctx->arena, columns, n);
        assets_import_close(file);
    }
    arena_release(&arena);
    return status;
}

enum status assets_import_web_say_prepare(struct web *w) {
    struct say *say = ARENA_NEW(w->ctx->arena, struct say);
    TRY(assets_import_upload_own(w->ctx, (struct import_id){web_id(w, 0)}, &say->upload));
    say->does = web_text(w, "do");
    w->plan = say;
    if (str_is(say->does, "drop")) return OK;
    say->source = utf8_cut(web_text(w, "source"), ASSETS_SOURCE_MAX);
    if (say->source.len == 0) say->source = say->upload.source;
    TRY(assets_import_source_check(w->ctx, say->source));
    say->maps = maps_merge(w, say->upload.maps);
    return str_is(say->does, "import") ? strict_reading(w, say) : OK;
}

enum status assets_import_web_say(struct web *w) {
    const struct say *say = w->plan;
    struct import_id id = say->upload.id;
    if (str_is(say->does, "drop")) {
        TRY(assets_sql_upload_drop(w->ctx->db, id));
        return web_redirect_saying(w, STR("/map/import"), SAY("Left. Nothing was kept."));
    }
    TRY(assets_sql_upload_say(w->ctx->db, id, say->source, say->maps, w->ctx->now));
    if (str_is(say->does, "import")) {
        enum status status = assets_sql_upload_queue(w->ctx->db, id, w->ctx->now);
        if (status != OK && status != ERR_MISSING) return status; /* missing: pressed twice */
        TRY(assets_mapping_keep(w->ctx, say->upload.place_id, say->source, say->headers,
                                say->shown, say->maps));
    }
    return web_redirect(w, web_path(w, "/map/import/%lld", (long long)id.v));
}
