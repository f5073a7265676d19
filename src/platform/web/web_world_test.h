/* A server without sockets and two people, on a file or in a schema of its own. Included after
   `list`, the modules of the test, and WORLD_NAME; one of the modules gives persons 1 and 2 their
   standing. */
#ifndef PLATFORM_WEB_WEB_WORLD_TEST_H
#define PLATFORM_WEB_WEB_WORLD_TEST_H

#include "platform/auth/auth.h"
#include "platform/db/migrate.h"
#include "platform/web/web_own.h"
#include "testing/testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct world {
    struct arena arena;
    struct web_server *server;
    struct db *db;
    struct rand rand;
    struct ids ids;
    struct ctx ctx;
    struct str target, member, admin; /* cookies */
    char file[64];
    int64_t code_account;
    int status;
    struct str body, location, cookie;
};

static inline struct instant fixed_now(void)
{
    return (struct instant){INT64_C(1772532000000)};
}

static inline void migrate(struct world *w)
{
    const struct db_migration *lists[16];
    size_t n = 0;
    struct str why = STR_NONE;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->migrations) lists[n++] = list.items[i]->migrations;
    assert_ok(db_migrate(w->db, lists, n, fixed_now(), &w->arena, &why));
}

static inline struct str sign_in_person(struct world *w, int64_t person, const char *email)
{
    int64_t account;
    struct str cookie;
    assert_ok(auth_account_open(&w->ctx, person, str_from(email), STR_NONE, &account));
    assert_ok(auth_session_open(&w->ctx, account, false, &cookie));
    w->code_account = account;
    return cookie;
}

static inline void open_database(struct world *w, bool pg)
{
    struct str why = STR_NONE;
    if (!pg) {
        snprintf(w->file, sizeof w->file, "/tmp/" WORLD_NAME "-%ld.db", (long)getpid());
        unlink(w->file);
        w->target = str_from(w->file);
    } else {
        struct db *admin;
        struct str base = str_from(getenv("KITH_TEST_PG"));
        assert_true(base.len > 0);
        assert_ok(db_open(&w->arena, base, DB_WRITE, &admin, &why));
        assert_ok(db_exec(admin, "DROP SCHEMA IF EXISTS " WORLD_NAME " CASCADE"));
        assert_ok(db_exec(admin, "CREATE SCHEMA " WORLD_NAME));
        db_close(admin);
        const char *join = str_find(base, STR("?"), 0) == SIZE_MAX ? "?" : "&";
        w->target = str_printf(&w->arena, "%.*s%soptions=-csearch_path%%3D" WORLD_NAME,
                               STR_ARG(base), join);
    }
    assert_ok(db_open(&w->arena, w->target, DB_WRITE, &w->db, &why));
}

static inline int open_world(void **state, bool pg)
{
    struct world *w = calloc(1, sizeof *w);
    struct str why = STR_NONE;
    arena_init(&w->arena, (size_t)64 << 20);
    rand_init_fixed(&w->rand, 5);
    ids_init(&w->ids, &w->rand);
    w->ctx = (struct ctx){.arena = &w->arena,
                          .now = fixed_now(),
                          .rand = &w->rand,
                          .ids = &w->ids,
                          .locale = text_locale(TEXT_EN)};
    faults_init(&w->ctx.faults, &w->arena);
    open_database(w, pg);
    migrate(w);
    w->ctx.db = w->db;
    assert_ok(db_begin(w->db, DB_WRITE));
    w->member = sign_in_person(w, 1, "member@example.org");
    w->admin = sign_in_person(w, 2, "admin@example.org");
    assert_ok(db_commit(w->db));
    const struct web_server_config config = {
        .db_target = w->target, .host = STR("127.0.0.1"), .workers = 2, .modules = list,
        .secret = STR("0123456789abcdef0123456789abcdef"), .now = fixed_now};
    assert_ok(web_server_open(&config, &w->server, &why));
    *state = w;
    return 0;
}

static inline int open_sqlite(void **state) { return open_world(state, false); }
static inline int open_pg(void **state) { return open_world(state, true); }

static inline int close_world(void **state)
{
    struct world *w = *state;
    web_server_close(w->server);
    db_close(w->db);
    if (w->file[0]) unlink(w->file);
    arena_release(&w->arena);
    free(w);
    return 0;
}

static inline int ask(struct world *w, struct web_test_request r)
{
    assert_ok(web_server_test(w->server, &w->arena, &r, &w->status, &w->body, &w->location,
                              &w->cookie));
    return w->status;
}

static inline bool has(struct str text, const char *piece)
{
    return str_find(text, str_from(piece), 0) != SIZE_MAX;
}

#define BOTH(test)                                                                             \
    cmocka_unit_test_setup_teardown(test, open_sqlite, close_world),                           \
        cmocka_unit_test_setup_teardown(test, open_pg, close_world)

#endif
