/* Who may: every route of every module, for everybody, on records of their own, of another and
   of another place. The table is matrix_lines.h; each cell is the exact answer, on both
   databases. A route without a line fails. */
#include "app/app.h"
#include "app/matrix_lines.h"
#include "domain/activities/activities_photo.h"
#include "domain/activities/activities_wish.h"
#include "domain/assets/dates.h"
#include "domain/assets/index.h"
#include "domain/conversations/conversations.h"
#include "domain/introductions/introductions.h"
#include "domain/organisations/organisations.h"
#include "domain/rounds/rounds.h"
#include "platform/web/web_server.h"
#include "testing/testing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the world they ask in ---- */

#define SECRET "0123456789abcdef0123456789abcdef"

struct record {
    const char *name;
    int64_t id;
};

struct world {
    struct app app;
    struct web_server *server;
    struct str target;
    char file[64];
    int64_t accounts[ACTORS];
    struct record records[64];
    size_t records_n;
};

static struct instant fixed_now(void) {
    return (struct instant){INT64_C(1772532000000)}; /* Tuesday 3 March 2026, 10:00 in London */
}

static struct ctx *ctx_of(struct world *w) {
    return &w->app.ctx;
}

static void begin(struct world *w) {
    ctx_of(w)->actor = (struct actor){.standing = STANDING_SYSTEM};
    faults_init(&ctx_of(w)->faults, &w->app.arena);
    assert_ok(db_begin(ctx_of(w)->db, DB_WRITE));
}

static void commit(struct world *w) {
    assert_ok(db_commit(ctx_of(w)->db));
}

static struct place_id place_of(struct world *w, const char *name) {
    struct place place;
    assert_ok(places_find_by_name(ctx_of(w), str_from(name), &place));
    return place.id;
}

static struct person_id person_of(struct world *w, const char *name) {
    struct person_id id;
    struct str said = str_from(name);
    if (people_seed_find(ctx_of(w), place_of(w, "Weirside"), said, &id) == OK) return id;
    assert_ok(people_seed_find(ctx_of(w), place_of(w, "Millbank"), said, &id));
    return id;
}

static struct asset_id asset_of(struct world *w, const char *name) {
    struct assets_query query = {
        .words = str_from(name), .day = -1, .from = -1, .to = -1, .limit = 5, .page = 1};
    struct assets_found found;
    assert_ok(assets_search(ctx_of(w), &query, &found));
    for (size_t i = 0; i < found.hits_n; i++)
        if (str_is(found.hits[i].asset.name, name)) return found.hits[i].asset.id;
    fail_msg("no asset %s", name);
    return (struct asset_id){0};
}

static void record(struct world *w, const char *name, int64_t id) {
    assert_true(w->records_n < sizeof w->records / sizeof *w->records);
    w->records[w->records_n++] = (struct record){name, id};
}

static int64_t id_of(const struct world *w, const char *name) {
    for (size_t i = 0; i < w->records_n; i++)
        if (strcmp(w->records[i].name, name) == 0) return w->records[i].id;
    fail_msg("no record %s", name);
    return 0;
}

static int64_t hello_of(struct world *w, const char *who) {
    struct introduction *rows;
    size_t n;
    assert_ok(introductions_list(ctx_of(w), LIST_OF_PERSON, person_of(w, who), 5, &rows, &n));
    assert_int_equal(n, 1);
    return rows[0].id.v;
}

/* Something to look at in Millbank: a talk and a hello. */
static void fill_millbank(struct world *w) {
    struct ctx *ctx = ctx_of(w);
    struct told told = {TOLD_LOVE, STR("cards"), false, true};
    struct conversation talk = {.person = person_of(w, "Owen"),
                                .told = &told,
                                .told_n = 1,
                                .turns_to_count = 0,
                                .may_introduce = true,
                                .consent_how = STR("spoken")};
    struct profile profile;
    struct suggestion *rows;
    struct matching_limits limits;
    struct conversation_id talk_id;
    struct introduction_id hello;
    size_t n;
    assert_ok(conversations_keep(ctx, STR_NONE, &talk, &talk_id, &talk.person));
    assert_ok(matching_profile_of(ctx, talk.person, &profile));
    assert_ok(matching_rank(ctx, &profile, 5, &rows, &n, &limits));
    assert_true(n > 0);
    assert_ok(introductions_add(ctx, talk.person, &rows[0], ANSWER_YES, &hello));
    record(w, "hello-owen", hello.v);
}

static int64_t concern_of(struct world *w, const char *by, const char *hello,
                          const char *lead) {
    struct ctx *ctx = ctx_of(w);
    struct concern *rows;
    size_t n;
    struct place_id place = place_of(w, by[0] == 'G' ? "Weirside" : "Millbank");
    const struct introduction_id id = {id_of(w, hello)};
    ctx->actor = (struct actor){
        .person = person_of(w, by).v, .place = place.v, .standing = STANDING_MEMBER};
    assert_ok(introductions_concern(ctx, id, STR("It did not feel right.")));
    ctx->actor.person = person_of(w, lead).v;
    ctx->actor.standing = STANDING_MEMBER | STANDING_LEAD;
    assert_ok(introductions_concerns(ctx, &rows, &n));
    assert_int_equal(n, 1);
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    return rows[0].id;
}

/* Eileen in the round at Bridge Court, what somebody wished there, and a round to be ended. */
static void fill_rounds(struct world *w) {
    struct ctx *ctx = ctx_of(w);
    struct circle *circles;
    struct round_member *members;
    struct round_wish *wishes;
    struct circle_id spare;
    size_t n;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(rounds_circles(ctx, &circles, &n));
    assert_int_equal(n, 1);
    record(w, "circle", circles[0].id.v);
    assert_ok(rounds_members_of(ctx, person_of(w, "Eileen"), &members, &n));
    record(w, "round-eileen", members[0].id.v);
    assert_ok(rounds_circle_add(ctx, asset_of(w, "Mill Lane Hall"), person_of(w, "Tom"), &spare));
    record(w, "circle-spare", spare.v);
    ctx->actor.person = person_of(w, "Lucy").v;
    assert_ok(rounds_wishes(ctx, &wishes, &n));
    assert_true(n > 0);
    record(w, "round-wish", wishes[0].id.v);
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
}

static void fill_wishes(struct world *w) {
    struct ctx *ctx = ctx_of(w);
    struct wish *rows;
    size_t n;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(activities_wishes(ctx, place_of(w, "Weirside"), WISH_OPEN, 20, &rows, &n));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++)
        record(w, str_starts(rows[i].words, STR("A walk")) ? "wish-walk" : "wish-oven", rows[i].id.v);
}

/* The date of the last list of "Tea and seeds" that was kept. */
static void tea_last(struct world *w, struct activity_at *at) {
    struct activity_win win;
    assert_ok(activities_win_last(ctx_of(w), (struct asset_id){id_of(w, "tea")}, &win));
    struct str code = assets_session_code(&w->app.arena, win.asset, win.day, win.at);
    assert_ok(activities_at(ctx_of(w), code, at));
}

/* A drawing for everybody, and a picture that waits for a yes. */
static void fill_photos(struct world *w) {
    struct activity_at at;
    struct photo *photos;
    size_t n;
    ctx_of(w)->actor = (struct actor){.standing = STANDING_SYSTEM};
    tea_last(w, &at);
    assert_ok(activities_photos(ctx_of(w), &at, &photos, &n));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++)
        record(w, photos[i].everybody ? "photo" : "photo-waits", photos[i].id);
}

static int64_t spare_photo(struct world *w) {
    const struct photo_made made = {STR("large"), STR("small"), 16, 9, 16, 9};
    struct activity_at at;
    int64_t id;
    tea_last(w, &at);
    assert_ok(activities_photo_add(ctx_of(w), &at, &made, &id));
    return id;
}

static void fill_organisations(struct world *w) {
    struct ctx *ctx = ctx_of(w);
    struct organisation_member *members;
    struct organisation_patch *patches;
    size_t n;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(organisations_members_of(ctx, person_of(w, "Lucy"), &members, &n));
    record(w, "works-lucy", members[0].id.v);
    assert_ok(organisations_patches(ctx, place_of(w, "Weirside"), &patches, &n));
    record(w, "patch", patches[0].id.v);
}

#include "app/matrix_credit_world.h"

static void fill_records(struct world *w) {
    static const struct {
        const char *record, *name;
    } people[] = {{"amina", "Amina"},     {"norma", "Norma"},   {"owen", "Owen"},
                  {"parveen", "Parveen"}, {"walter", "Walter"}, {"sofia", "Sofia"}};
    struct asset_id ended = asset_of(w, "Canal anglers");
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        record(w, people[i].record, person_of(w, people[i].name).v);
    record(w, "nothing", 4711);
    record(w, "weirside", place_of(w, "Weirside").v);
    record(w, "millbank", place_of(w, "Millbank").v);
    record(w, "tea", asset_of(w, "Tea and seeds").v);
    record(w, "chess", asset_of(w, "Chess and a pot of tea").v);
    record(w, "lunch", asset_of(w, "Millbank lunch club").v);
    record(w, "gift", asset_of(w, "A neighbour who keeps chillies on every window sill").v);
    record(w, "hall", asset_of(w, "Mill Lane Hall").v);
    record(w, "ended", ended.v);
    assert_ok(assets_end(ctx_of(w), ended, STR("test")));
    record(w, "hello-amina", hello_of(w, "Amina"));
    record(w, "hello-grace", hello_of(w, "Grace"));
    fill_millbank(w);
    fill_rounds(w);
    fill_organisations(w);
    fill_wishes(w);
    fill_told(w);
    fill_sheet(w);
    fill_photos(w);
    fill_uses(w);
    record(w, "concern-grace", concern_of(w, "Grace", "hello-grace", "Ruth"));
    record(w, "concern-owen", concern_of(w, "Owen", "hello-owen", "Megan"));
}

/* ---- records made for one cell, because the answer uses them up ---- */

static int64_t spare_asset(struct world *w, const char *like) {
    struct asset a;
    struct asset_id id = {id_of(w, like)};
    assert_ok(assets_find(ctx_of(w), id, &a));
    a.id.v = 0;
    a.external_id = a.source = STR_NONE;
    assert_ok(assets_put(ctx_of(w), &a, &id));
    return id.v;
}

static int64_t spare_relation(struct world *w, const char *from, struct person_id to) {
    const struct relation relation = {
        .from = person_of(w, from), .kind = SUPPORTER_OF, .to_kind = TO_PERSON, .to = to.v};
    struct relation *rows;
    struct relation_id id;
    size_t n;
    assert_ok(people_relations(ctx_of(w), to, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].from.v == relation.from.v && rows[i].kind == SUPPORTER_OF)
            return rows[i].id.v;
    assert_ok(people_relate(ctx_of(w), &relation, &id));
    return id.v;
}

static struct person_id about(struct world *w, const char *name) {
    return person_of(w, strcmp(name, "amina") == 0   ? "Amina"
                        : strcmp(name, "norma") == 0 ? "Norma"
                                                     : "Owen");
}

static int64_t spare(struct world *w, const char *kind) {
    struct support_id support;
    int64_t id;
    begin(w);
    if (strncmp(kind, "relation-", 9) == 0) {
        id = spare_relation(w, kind[9] == 'o' ? "Sofia" : "Gwen", about(w, kind + 9));
    } else if (strncmp(kind, "support-", 8) == 0) {
        assert_ok(
            people_support_add(ctx_of(w), about(w, kind + 8), STR("Mo"), STR(""), &support));
        id = support.v;
    } else if (strcmp(kind, "photo") == 0) {
        id = spare_photo(w);
    } else {
        id = spare_asset(w, kind);
    }
    commit(w);
    return id;
}

/* A list Tom has chosen and not brought in yet. */
static void bring_list(struct world *w) {
    struct arena *arena = &w->app.arena;
    struct str cookie, page, location, said;
    size_t tom = 0;
    int status;
    int64_t id;
    while (actors[tom].letter != 'S') tom++;
    begin(w);
    assert_ok(auth_session_open(ctx_of(w), w->accounts[tom], false, &cookie));
    commit(w);
    struct str token = auth_csrf(arena, STR(SECRET), cookie);
    const struct web_test_request request = {
        .method = "POST",
        .target = "/map/import",
        .cookie = str_c(arena, cookie),
        .content_type = "multipart/form-data; boundary=b",
        .headers = "sec-fetch-site: same-origin\n",
        .body = str_c(
            arena,
            str_printf(
                arena,
                "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n"
                "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n"
                "0123456789abcdef0123456789abcdef\r\n"
                "--b\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n%lld\r\n"
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                "Content-Type: text/csv\r\n\r\nname,postcode\nTea,B36\n\r\n--b--\r\n",
                STR_ARG(token), (long long)id_of(w, "weirside")))};
    assert_ok(web_server_test(w->server, arena, &request, &status, &page, &location, &said));
    assert_int_equal(status, 303);
    assert_true(str_to_int(str_slice(location, sizeof "/map/import/" - 1, location.len), &id));
    record(w, "upload", id);
}

/* ---- opening ---- */

/* A schema of this program's own; made anew, or taken away at the end. */
static void schema(struct world *w, bool make) {
    struct arena *arena = &w->app.lasting;
    struct str why = STR_NONE, base = str_from(getenv("KITH_TEST_PG"));
    struct db *admin;
    long own = (long)getpid();
    assert_true(base.len > 0);
    assert_ok(db_open(arena, base, DB_WRITE, &admin, &why));
    struct str sql = str_printf(arena,
                                "SET client_min_messages TO warning; "
                                "DROP SCHEMA IF EXISTS kith_matrix_%ld CASCADE",
                                own);
    assert_ok(db_exec(admin, str_c(arena, sql)));
    sql = str_printf(arena, "CREATE SCHEMA kith_matrix_%ld", own);
    if (make) assert_ok(db_exec(admin, str_c(arena, sql)));
    db_close(admin);
    const char *join = str_find(base, STR("?"), 0) == SIZE_MAX ? "?" : "&";
    w->target = str_printf(arena, "%.*s%soptions=-csearch_path%%3Dkith_matrix_%ld",
                           STR_ARG(base), join, own);
}

static void open_target(struct world *w, bool pg) {
    if (pg) {
        schema(w, true);
        return;
    }
    snprintf(w->file, sizeof w->file, "/tmp/kith-matrix-%ld.db", (long)getpid());
    unlink(w->file);
    w->target = str_from(w->file);
}

static void fill_world(struct world *w) {
    struct module_list list = app_modules();
    begin(w);
    assert_ok(app_open_keeps(&w->app));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->seed) assert_ok(list.items[i]->seed(ctx_of(w)));
    fill_records(w);
    for (size_t i = 0; i < ACTORS; i++)
        if (actors[i].name)
            assert_ok(
                auth_account_find(ctx_of(w), person_of(w, actors[i].name).v, &w->accounts[i]));
    commit(w);
}

static int open_world(void **state, bool pg) {
    struct world *w = calloc(1, sizeof *w);
    struct str why = STR_NONE;
    app_init(&w->app, app_modules(), app_tell);
    w->app.ctx.now = fixed_now();
    open_target(w, pg);
    assert_ok(app_open(&w->app, w->target, DB_WRITE, false));
    assert_ok(app_migrate(&w->app));
    fill_world(w);
    setenv("KITH_WORKER", "/nonexistent/kith-worker", 1);
    const struct web_server_config config = {.db_target = w->target,
                                             .host = STR("127.0.0.1"),
                                             .workers = 1,
                                             .modules = app_modules(),
                                             .kept = w->app.kept,
                                             .kept_n = w->app.kept_n,
                                             .tell = app_tell,
                                             .now = fixed_now,
                                             .secret = STR(SECRET)};
    assert_ok(web_server_open(&config, &w->server, &why));
    bring_list(w);
    *state = w;
    return 0;
}

static int open_sqlite(void **state) {
    return open_world(state, false);
}

static int open_pg(void **state) {
    return open_world(state, true);
}

static int close_world(void **state) {
    struct world *w = *state;
    web_server_close(w->server);
    if (!w->file[0]) {
        db_close(w->app.ctx.db);
        w->app.ctx.db = NULL;
        schema(w, false);
    }
    app_release(&w->app);
    if (w->file[0]) unlink(w->file);
    free(w);
    return 0;
}

/* ---- asking ---- */

/* The code of the next session of this record. */
static struct str session_of(struct world *w, const char *name) {
    struct asset asset;
    struct asset_session session;
    begin(w);
    assert_ok(assets_find(ctx_of(w), (struct asset_id){id_of(w, name)}, &asset));
    assert_ok(assets_session_next(ctx_of(w), &asset, ctx_of(w)->now, &session));
    commit(w);
    return assets_session_code(&w->app.arena, asset.id, session.day, session.at);
}

/* "{name}" becomes the id of that record. */
static struct str filled(struct world *w, struct str text, const char *record) {
    struct arena *arena = &w->app.arena;
    size_t open = str_find(text, STR("{"), 0), close = str_find(text, STR("}"), 0);
    if (open == SIZE_MAX) return text;
    struct str piece;
    if (record && record[0] == '=') piece = str_from(record + 1);
    else if (record && record[0] == '@') piece = session_of(w, record + 1);
    else if (record && record[0] == '+') piece = str_int(arena, spare(w, record + 1));
    else
        piece = str_int(
            arena, id_of(w, record ? record : str_c(arena, str_slice(text, open + 1, close))));
    return str_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_slice(text, 0, open)), STR_ARG(piece),
                      STR_ARG(str_slice(text, close + 1, text.len)));
}

/* A session of its own for each question: what one does there stays with it. */
static int ask(struct world *w, const struct line *line, size_t actor) {
    struct arena *arena = &w->app.arena;
    struct str body, location, said, cookie = STR_NONE;
    int status;
    if (w->accounts[actor]) {
        begin(w);
        assert_ok(auth_session_open(ctx_of(w), w->accounts[actor], false, &cookie));
        commit(w);
    }
    struct str target = filled(w, str_from(line->path), line->record);
    struct str filled_body = filled(w, str_from(line->body ? line->body : ""), NULL);
    const struct web_test_request request = {.method = line->method,
                                             .target = str_c(arena, target),
                                             .body = str_c(arena, filled_body),
                                             .cookie = cookie.ptr ? str_c(arena, cookie) : NULL,
                                             .csrf = true};
    assert_ok(web_server_test(w->server, arena, &request, &status, &body, &location, &said));
    return status;
}

static char letter_of(int status) {
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (answers[i].status == status) return answers[i].letter;
    return '?';
}

static int ask_all(struct world *w, const struct line *line) {
    char got[ACTORS + 1] = "", wanted[ACTORS + 1] = "";
    size_t n = 0;
    for (const char *c = line->cells; *c && n < ACTORS; c++)
        if (*c != ' ') wanted[n++] = *c;
    for (size_t i = 0; i < ACTORS; i++) got[i] = letter_of(ask(w, line, i));
    if (strcmp(got, wanted) == 0) return 0;
    print_error("%s %s %s\n    wanted %s\n    got    %s\n", line->method, line->path,
                line->record ? line->record : "", wanted, got);
    for (size_t i = 0; i < ACTORS; i++)
        if (got[i] != wanted[i])
            print_error("    %s (%s): %d\n", actors[i].name ? actors[i].name : "nobody",
                        actors[i].what, ask(w, line, i));
    return 1;
}

static void everybody_everywhere(void **state) {
    struct world *w = *state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) wrong += ask_all(w, &lines[i]);
    assert_int_equal(wrong, 0);
}

/* ---- is every route in the table, and every line a route? ---- */

static bool in_table(const struct web_route *route) {
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (strcmp(lines[i].method, route->method) == 0 &&
            strcmp(lines[i].path, route->path) == 0)
            return true;
    return false;
}

static void no_route_is_missing(void **state) {
    struct module_list list = app_modules();
    int missing = 0;
    (void)state;
    for (size_t i = 0; i < list.count; i++) {
        const struct web_route *route = list.items[i]->routes;
        for (; route && route->path; route++) {
            if (in_table(route)) continue;
            print_error("no line for %s %s\n", route->method, route->path);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static bool is_route(const struct line *line) {
    struct module_list list = app_modules();
    for (size_t i = 0; i < list.count; i++) {
        const struct web_route *route = list.items[i]->routes;
        for (; route && route->path; route++)
            if (strcmp(line->method, route->method) == 0 &&
                strcmp(line->path, route->path) == 0)
                return true;
    }
    return false;
}

static void no_line_is_left_over(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!is_route(&lines[i])) fail_msg("no route %s %s", lines[i].method, lines[i].path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_route_is_missing),
        cmocka_unit_test(no_line_is_left_over),
        cmocka_unit_test_setup_teardown(everybody_everywhere, open_sqlite, close_world),
        cmocka_unit_test_setup_teardown(everybody_everywhere, open_pg, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
