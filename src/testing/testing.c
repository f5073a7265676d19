/* Every case has a database of its own: SQLite in memory, or a schema of its own in the
   PostgreSQL that KITH_TEST_PG names, dropped afterwards. */
#include "testing/testing.h"

#include "platform/db/migrate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LASTING_CEILING ((size_t)256 << 20)
#define CASE_CEILING ((size_t)64 << 20)
#define TUESDAY_MS INT64_C(1772532000000) /* 3 March 2026, 10:00 in London */
#define RANDOM_SEED 20260303

/* One case on one database. */
struct slot {
    struct testing t;
    const struct testing_case *test;
    struct module_list modules;
    struct arena lasting; /* the connection and the kept objects */
    struct ctx_kept *kept;
    size_t kept_n;
    struct str schema; /* PostgreSQL only */
};

static struct module_list
    hearing; /* the modules of this program: tell gets no more than a ctx */

static enum status deliver(struct ctx *ctx, const char *fact, int64_t subject, int64_t object) {
    return module_tell(ctx, hearing, fact, subject, object);
}

static struct str pg_target(struct slot *slot, struct str base) {
    const char *join = str_find(base, STR("?"), 0) == SIZE_MAX ? "?" : "&";
    return str_printf(&slot->lasting,
                      "%.*s%soptions=-csearch_path%%3D%.*s%%20-csynchronous_commit%%3Doff",
                      STR_ARG(base), join, STR_ARG(slot->schema));
}

/* Open the connection, and on PostgreSQL make the schema it will look into. */
static enum status open_database(struct slot *slot, struct str *ret_why) {
    struct str target = STR(":memory:");
    if (slot->t.kind == DB_POSTGRES) {
        static int number;
        struct str base = str_from(getenv("KITH_TEST_PG"));
        if (!base.len) {
            *ret_why = STR("KITH_TEST_PG does not name a PostgreSQL for tests");
            return ERR_MISSING;
        }
        slot->schema = str_printf(&slot->lasting, "test_%ld_%d", (long)getpid(), ++number);
        target = pg_target(slot, base);
    }
    TRY(db_open(&slot->lasting, target, DB_WRITE, &slot->t.ctx.db, ret_why));
    if (slot->t.kind == DB_SQLITE) return OK;
    struct str sql = str_printf(&slot->lasting, "CREATE SCHEMA %.*s", STR_ARG(slot->schema));
    return db_exec(slot->t.ctx.db, sql.ptr);
}

static enum status migrate(struct slot *slot, struct str *ret_why) {
    const struct db_migration **lists = NULL;
    size_t count = 0;
    for (size_t i = 0; i < slot->modules.count; i++)
        if (slot->modules.items[i]->migrations)
            *ARENA_PUSH(&slot->lasting, lists, count) = slot->modules.items[i]->migrations;
    return db_migrate(slot->t.ctx.db, lists, count, slot->t.ctx.now, &slot->lasting, ret_why);
}

static enum status open_keeps(struct slot *slot) {
    for (size_t i = 0; i < slot->modules.count; i++) {
        const struct module_keep *keep = slot->modules.items[i]->keeps;
        for (; keep && keep->name; keep++) {
            struct ctx_kept kept = {.name = keep->name};
            TRY(keep->open(&slot->t.ctx, &slot->lasting, &kept.ptr));
            *ARENA_PUSH(&slot->lasting, slot->kept, slot->kept_n) = kept;
            slot->t.ctx.kept = slot->kept;
            slot->t.ctx.kept_n = slot->kept_n;
        }
    }
    return OK;
}

static void close_keeps(struct slot *slot) {
    for (size_t i = 0; i < slot->modules.count; i++) {
        const struct module_keep *keep = slot->modules.items[i]->keeps;
        for (; keep && keep->name; keep++) {
            void *ptr = ctx_kept(&slot->t.ctx, keep->name);
            if (ptr && keep->close) keep->close(ptr);
        }
    }
}

static void prepare_ctx(struct slot *slot) {
    struct testing *t = &slot->t;
    arena_init(&slot->lasting, LASTING_CEILING);
    arena_init(&t->arena, CASE_CEILING);
    rand_init_fixed(&t->rand, RANDOM_SEED);
    ids_init(&t->ids, &t->rand);
    t->ctx = (struct ctx){.arena = &t->arena,
                          .actor = {.standing = STANDING_SYSTEM},
                          .now = {TUESDAY_MS},
                          .locale = text_locale(TEXT_EN),
                          .rand = &t->rand,
                          .ids = &t->ids,
                          .tell = deliver};
    faults_init(&t->ctx.faults, &t->arena);
}

static enum status prepare(struct slot *slot, struct str *ret_why) {
    prepare_ctx(slot);
    TRY(zone_load(&slot->lasting, STR("Europe/London"), &slot->t.ctx.zone));
    TRY(open_database(slot, ret_why));
    TRY(migrate(slot, ret_why));
    TRY(db_begin(slot->t.ctx.db, DB_WRITE));
    TRY(open_keeps(slot));
    TRY(db_commit(slot->t.ctx.db));
    return db_begin(slot->t.ctx.db, DB_WRITE);
}

static int slot_up(void **state) {
    struct slot *slot = *state;
    struct str why = STR_NONE;
    enum status status = prepare(slot, &why);
    if (status == OK) return 0;
    if (!why.len && slot->t.ctx.db) why = db_why(slot->t.ctx.db);
    print_error("%s: no database: %s %.*s\n", slot->test->name, status_name(status),
                STR_ARG(why));
    return -1;
}

static int slot_down(void **state) {
    struct slot *slot = *state;
    struct db *db = slot->t.ctx.db;
    enum status status = OK;
    close_keeps(slot);
    if (db) {
        db_rollback(db);
        if (slot->schema.len) {
            struct str drop = str_printf(&slot->lasting,
                                         "SET client_min_messages TO warning; "
                                         "DROP SCHEMA IF EXISTS %.*s CASCADE",
                                         STR_ARG(slot->schema));
            status = db_exec(db, drop.ptr);
        }
        db_close(db);
    }
    arena_release(&slot->t.arena);
    arena_release(&slot->lasting);
    return status == OK ? 0 : -1;
}

static void slot_run(void **state) {
    struct slot *slot = *state;
    slot->test->run(&slot->t);
}

int testing_run(const struct testing_case *cases, size_t count, struct module_list modules) {
    static const char *const kinds[] = {[DB_SQLITE] = "sqlite", [DB_POSTGRES] = "postgresql"};
    struct arena arena;
    arena_init(&arena, CASE_CEILING);
    hearing = modules;
    struct slot *slots = ARENA_ARRAY(&arena, struct slot, count * 2);
    struct CMUnitTest *tests = ARENA_ARRAY(&arena, struct CMUnitTest, count * 2);
    for (size_t i = 0; i < count * 2; i++) {
        slots[i].test = &cases[i / 2];
        slots[i].modules = modules;
        slots[i].t.kind = i % 2 ? DB_POSTGRES : DB_SQLITE;
        struct str name =
            str_printf(&arena, "%s/%s", cases[i / 2].name, kinds[slots[i].t.kind]);
        tests[i] = (struct CMUnitTest){.name = name.ptr,
                                       .test_func = slot_run,
                                       .setup_func = slot_up,
                                       .teardown_func = slot_down,
                                       .initial_state = &slots[i]};
    }
    int failed =
        _cmocka_run_group_tests(program_invocation_short_name, tests, count * 2, NULL, NULL);
    arena_release(&arena);
    return failed != 0;
}

void testing_commit(struct testing *t) {
    assert_ok(db_commit(t->ctx.db));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    faults_init(&t->ctx.faults, &t->arena);
}

void testing_later(struct testing *t, int64_t ms) {
    t->ctx.now.ms += ms;
}

/* Somebody acting with an account of the same number; nobody for person 0. */
void testing_act(struct testing *t, int64_t person, int64_t place, unsigned standing) {
    t->ctx.actor = (struct actor){
        .account = person, .person = person, .place = place, .standing = standing};
    faults_init(&t->ctx.faults, &t->arena);
}

void testing_assert_str(struct str got, const char *wanted, const char *file, int line) {
    if (wanted ? got.ptr && str_is(got, wanted) : !got.ptr) return;
    print_error("got    \"%.*s\"%s\nwanted \"%s\"\n", STR_ARG(got), got.ptr ? "" : " (absent)",
                wanted ? wanted : "(absent)");
    _fail(file, line);
}
