/* The product's own functions in a plain loop, without sockets, router or session: what the ratios
   of ./bench compare with.
     bare load    DB CSV N                rows of tools/gen_assets.sh through assets_put, and who may check them
     bare steward DB                      a session that may check entries: cookie, csrf, then addresses
     bare find    DB QUERY N OUT          N pages of /find?QUERY; the last one to OUT; prints us a page
     bare merge   DB N                    N rows changed and merged into the arrays; prints us of reading them,
                                          of merging alone, and of reading the whole list anew
     bare match   DB PROFILE N            N rankings of one profile; prints us a ranking and how many fit
     bare chips   DB TEXT N               N readings of a text; prints us a reading and how many chips */
#include "app/app.h"
#include "base/csv.h"
#include "base/log.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "domain/matching/matching_own.h"
#include "platform/web/web_own.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SLICE 2000 /* rows a transaction */
#define FILE_MAX ((size_t)1 << 30)

static int64_t cpu_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static _Noreturn void die(const struct app *app, const char *what) {
    const struct fault *f = app->ctx.faults.first;
    fprintf(stderr, "bare: %s", what);
    for (; f; f = f->next)
        fprintf(stderr, " [%.*s: %s]", STR_ARG(f->field), f->said.id ? f->said.id : "");
    fputc('\n', stderr);
    exit(1);
}

static struct str file_read(struct app *app, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) die(app, path);
    long size = ftell(file);
    rewind(file);
    if (size < 0 || (size_t)size > FILE_MAX) die(app, path);
    char *bytes = arena_alloc(&app->lasting, (size_t)size + 1);
    if (fread(bytes, 1, (size_t)size, file) != (size_t)size) die(app, path);
    (void)fclose(file);
    return str_of(bytes, (size_t)size);
}

static void app_begin(struct app *app, const char *target, enum db_mode mode) {
    app_init(app, app_modules(), app_tell);
    if (app_open(app, str_from(target), mode, true) != OK ||
        db_begin(app->ctx.db, mode) != OK || app_open_keeps(app) != OK)
        die(app, target);
}

/* ---- load ---- */

static struct str cell(const struct str *cells, size_t n, size_t at) {
    return at < n ? cells[at] : STR("");
}

static struct asset asset_of(struct ctx *ctx, struct place_id place, const struct str *f,
                             size_t n) {
    struct asset a = {.place = place,
                      .kind = ASSET_GROUP,
                      .age_low = -1,
                      .age_high = -1,
                      .host_room = -1,
                      .usual_size = -1,
                      .checked = DAY_NONE,
                      .price = PENCE_NONE};
    a.source = STR("bench");
    a.source_id = cell(f, n, 0);
    a.name = cell(f, n, 1);
    a.description = cell(f, n, 2);
    if (str_is(cell(f, n, 3), "activity")) a.kind = ASSET_ACTIVITY;
    struct asset_schedule *lines;
    if (assets_schedule_parse(ctx->arena, cell(f, n, 4), ctx_today(ctx), &lines,
                              &a.schedules_n) == OK)
        a.schedules = lines;
    a.cost = str_is(cell(f, n, 5), "Free")       ? ASSET_COST_FREE
             : str_is(cell(f, n, 5), "Donation") ? ASSET_COST_DONATION
             : cell(f, n, 5).len > 0             ? ASSET_COST_PAID
                                                 : ASSET_COST_UNKNOWN;
    if (str_is(cell(f, n, 6), "yes")) a.access_yes = ASSET_STEP_FREE;
    if (str_is(cell(f, n, 6), "no")) a.access_no = ASSET_STEP_FREE;
    a.languages = cell(f, n, 7);
    a.located = str_to_real(cell(f, n, 8), &a.lat) && str_to_real(cell(f, n, 9), &a.lon);
    a.address = cell(f, n, 10);
    a.city = cell(f, n, 11);
    a.outcode = cell(f, n, 12);
    a.host_meets = str_is(cell(f, n, 13), "yes");
    if (!day_parse(cell(f, n, 14), &a.checked)) a.checked = DAY_NONE;
    a.organisation_name = cell(f, n, 15);
    return a;
}

static void slice_end(struct app *app) {
    if (db_commit(app->ctx.db) != OK || db_begin(app->ctx.db, DB_WRITE) != OK)
        die(app, "commit");
    arena_reset(&app->arena);
    faults_init(&app->ctx.faults, &app->arena);
}

static void load(struct app *app, const char *path, long n) {
    struct csv csv;
    struct str *fields;
    size_t count;
    struct place place;
    struct asset_id id;
    csv_init(&csv, file_read(app, path), ',');
    if (places_first(&app->ctx, &place) != OK ||
        !csv_next(&csv, &app->lasting, &fields, &count))
        die(app, "no place");
    struct place_id in = place.id;
    for (long i = 0; i < n && csv_next(&csv, &app->arena, &fields, &count); i++) {
        struct asset a = asset_of(&app->ctx, in, fields, count);
        if (assets_put(&app->ctx, &a, &id) != OK) die(app, "a row was refused");
        if (i % SLICE == SLICE - 1) slice_end(app);
    }
    if (db_commit(app->ctx.db) != OK) die(app, "commit");
}

/* ---- steward ---- */

static void steward(struct app *app) {
    struct ctx *ctx = &app->ctx;
    struct place place;
    struct person_id person;
    struct relation_id relation;
    struct asset *assets;
    struct str cookie, secret;
    int64_t account;
    size_t n;
    if (places_first(ctx, &place) != OK) die(app, "no place");
    struct person who = {.place = place.id,
                         .first_name = STR("Bench"),
                         .turns_to = -1,
                         .ended_at = INSTANT_NONE};
    if (people_put(ctx, &who, &person) != OK) die(app, "no person");
    struct relation keeps = {.from = person,
                             .kind = STEWARD_OF,
                             .to_kind = TO_PLACE,
                             .to = place.id.v,
                             .how = STR("bench"),
                             .until = INSTANT_NONE};
    if (people_relate(ctx, &keeps, &relation) != OK || app_secret(ctx, &secret) != OK ||
        auth_account_open(ctx, person.v, STR_NONE, STR_NONE, &account) != OK ||
        auth_session_open(ctx, account, false, &cookie) != OK ||
        assets_list_all(ctx, 2000, 0, &assets, &n) != OK)
        die(app, "no session");
    struct str csrf = auth_csrf(ctx->arena, secret, cookie);
    printf("%.*s\n%.*s\n", STR_ARG(cookie), STR_ARG(csrf));
    for (size_t i = 0; i < n; i++)
        printf("/assets/%.*s/check\n", STR_ARG(assets[i].external_id));
    if (db_commit(ctx->db) != OK) die(app, "commit");
}

/* ---- find ---- */

/* What a worker does for a find page once the request is read: search, page, frame. */
static struct str page_make(struct web_server *server, struct db *db, struct http_request *http,
                            struct web_chance *chance) {
    struct web_task *t = ARENA_NEW(&http->arena, struct web_task);
    web_task_init(t, server, http);
    t->ctx.db = db;
    t->ctx.rand = &chance->rand;
    t->ctx.ids = &chance->ids;
    t->w.route =
        web_router_find(&server->router, http->method, http->path, t->w.params, &t->again_key);
    if (!t->w.route || web_request_parse(t) != OK) return STR_NONE;
    web_html_init(t);
    if (assets_web_find(&t->w) != OK) return STR_NONE;
    web_frame_end(t);
    return buf_str(&t->w.body);
}

static void out_write(struct app *app, const char *path, struct str page) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(page.ptr, 1, page.len, file) != page.len || fclose(file) != 0)
        die(app, path);
}

static void find(struct app *app, const char *target, const char *query, long n,
                 const char *out) {
    struct web_server *server;
    struct str why = STR_NONE;
    char secret[32] = {0};
    struct web_server_config config = {.db_target = str_from(target),
                                       .host = STR("127.0.0.1"),
                                       .modules = app->modules,
                                       .kept = app->kept,
                                       .kept_n = app->kept_n,
                                       .secret = str_of(secret, sizeof secret),
                                       .tell = app_tell,
                                       .now = clock_now};
    if (web_server_open(&config, &server, &why) != OK) die(app, "no server");
    struct web_chance *chance = web_chance_take(server);
    struct str page = STR_NONE;
    int64_t began = 0;
    for (long i = -3; i < n; i++) { /* three to warm up */
        struct http_request http = {
            .method = STR("GET"), .path = STR("/find"), .query = str_from(query)};
        if (i == 0) began = cpu_us();
        arena_init(&http.arena, ARENA_REQUEST_CEILING);
        page = page_make(server, app->ctx.db, &http, chance);
        if (page.len == 0) die(app, "no page");
        if (i == n - 1) out_write(app, out, page);
        arena_release(&http.arena);
    }
    printf("%lld\n", (long long)((cpu_us() - began) / n));
    web_chance_give(server, chance);
    db_rollback(app->ctx.db);
    web_server_close(server);
}

/* ---- chips ---- */

static void chips(struct app *app, const char *path, long n) {
    struct vocabulary_chip found[VOCABULARY_CHIPS];
    struct str text = file_read(app, path), unlinked;
    const struct vocabulary *v = vocabulary_of(&app->ctx);
    struct arena arena;
    size_t count = 0;
    int64_t began = 0;
    arena_init(&arena, (size_t)16 << 20);
    for (long i = -3; i < n; i++) {
        if (i == 0) began = cpu_us();
        count = vocabulary_link(v, &arena, text, NULL, found, VOCABULARY_CHIPS, &unlinked);
        arena_reset(&arena);
    }
    printf("%lld %zu\n", (long long)((cpu_us() - began) / n), count);
    arena_release(&arena);
    db_rollback(app->ctx.db);
}

/* ---- match ---- */

static void match(struct app *app, const char *path, long n) {
    struct str text = file_read(app, path);
    struct matching_limits limits;
    struct suggestion *rows;
    struct profile profile;
    size_t count = 0;
    int64_t began = 0;
    for (long i = -3; i < n; i++) {
        if (i == 0) began = cpu_us();
        if (matching_profile_parse(&app->ctx, text, &profile) != OK ||
            matching_three(&app->ctx, &profile, &rows, &count, &limits) != OK)
            die(app, "no ranking");
        arena_reset(&app->arena);
        faults_init(&app->ctx.faults, &app->arena);
    }
    printf("%lld %zu %lld\n", (long long)((cpu_us() - began) / n), count,
           (long long)limits.considered);
    db_rollback(app->ctx.db);
}

/* ---- merge ---- */

/* Every so many-th row as if it had changed. */
static void merge(struct app *app, long n) {
    struct index_base *old, *young, *merged, *built;
    if (assets_index_base_open(&app->ctx, &old) != OK || n < 1 || n > old->head->n)
        die(app, "no index");
    const uint32_t *by_id = assets_index_section_of(old, IS_BY_ID);
    const int64_t *all = assets_index_section_of(old, IS_IDS);
    int64_t *ids = ARENA_ARRAY(&app->lasting, int64_t, n);
    uint64_t *dropped = ARENA_ARRAY(&app->lasting, uint64_t, old->head->n / 64 + 1);
    for (long i = 0; i < n; i++) {
        uint32_t number = by_id[(uint64_t)i * old->head->n / (uint64_t)n];
        ids[i] = all[number];
        dropped[number / 64] |= (uint64_t)1 << (number % 64);
    }
    int64_t t[4] = {cpu_us()};
    if (assets_index_build_some(&app->ctx, ids, (size_t)n, old->head, NULL, &young) != OK)
        die(app, "no rows");
    t[1] = cpu_us();
    if (assets_index_merge(old, dropped, young, &merged) != OK) die(app, "not merged");
    t[2] = cpu_us();
    if (merged->head->n != old->head->n || merged->head->words_n != old->head->words_n)
        die(app, "merging lost something");
    if (assets_index_build(&app->ctx, NULL, &built) != OK) die(app, "not built");
    t[3] = cpu_us();
    printf("%lld %lld %lld\n", (long long)(t[1] - t[0]), (long long)(t[2] - t[1]),
           (long long)(t[3] - t[2]));
    assets_index_base_release(built);
    assets_index_base_release(merged);
    assets_index_base_release(young);
    assets_index_base_release(old);
    db_rollback(app->ctx.db);
}

/* One measurement; false when there is none of this name with so many words. */
static bool run(struct app *app, int argc, char **argv) {
    long n = argc >= 4 ? strtol(argv[argc == 4 ? 3 : 4], NULL, 10) : 0;
    const char *what = argv[1];
    if (strcmp(what, "load") == 0 && argc == 5) load(app, argv[3], n);
    else if (strcmp(what, "steward") == 0) steward(app);
    else if (strcmp(what, "find") == 0 && argc == 6) find(app, argv[2], argv[3], n, argv[5]);
    else if (strcmp(what, "merge") == 0 && argc == 4) merge(app, n);
    else if (strcmp(what, "match") == 0 && argc == 5) match(app, argv[3], n);
    else if (strcmp(what, "chips") == 0 && argc == 5) chips(app, argv[3], n);
    else return false;
    return true;
}

int main(int argc, char **argv) {
    struct app app;
    if (argc < 3 || sodium_init() < 0) return 64;
    bool writes = strcmp(argv[1], "load") == 0 || strcmp(argv[1], "steward") == 0;
    app_begin(&app, argv[2], writes ? DB_WRITE : DB_READ);
    bool done = run(&app, argc, argv);
    app_release(&app);
    return done ? 0 : 64;
}
