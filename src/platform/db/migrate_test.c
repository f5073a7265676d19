#include "platform/db/migrate.h"

#include "platform/db/db_fixture.h"

#define FIRST                                                                                  \
    {                                                                                          \
        "shop", "001-shop",                                                                    \
            "CREATE TABLE shop_item (\n    id INTEGER PRIMARY KEY, -- an INTEGER\n"            \
            "    price REAL, seen BLOB, name TEXT NOT NULL DEFAULT 'a REAL ''BLOB''' CHECK "   \
            "(name <> '')\n) STRICT;\n",                                                       \
            NULL                                                                               \
    }
#define SECOND                                                                                 \
    {                                                                                          \
        "shop", "002-order",                                                                   \
            "CREATE TABLE shop_order (id INTEGER PRIMARY KEY, item_id INTEGER REFERENCES "     \
            "shop_item (id)) STRICT;"                                                          \
            "CREATE INDEX shop_order_item ON shop_order (item_id);"                            \
            "CREATE VIEW shop_v_order AS SELECT o.id, i.name FROM shop_order o JOIN "          \
            "shop_item i ON i.id = o.item_id;",                                                \
            NULL                                                                               \
    }
#define TWIN                                                                                   \
    {                                                                                          \
        "till", "001-till", "CREATE TABLE till_a (id INTEGER PRIMARY KEY) STRICT",             \
            "CREATE TABLE till_b (id BIGINT PRIMARY KEY)"                                      \
    }
#define END                                                                                    \
    { NULL, NULL, NULL, NULL }

static const struct db_migration shop_one[] = {FIRST, END};
static const struct db_migration shop[] = {FIRST, SECOND, END};
static const struct db_migration till[] = {TWIN, END};

static enum status migrate(struct fixture *f, const struct db_migration *first,
                           const struct db_migration *second, struct str *ret_why) {
    const struct db_migration *const lists[] = {first, second};
    *ret_why = STR_NONE;
    return db_migrate(f->db, lists, second ? 2 : 1, (struct instant){1000}, &f->arena, ret_why);
}

static enum status check(struct fixture *f, const struct db_migration *first,
                         const struct db_migration *second, struct str *ret_why) {
    const struct db_migration *const lists[] = {first, second};
    *ret_why = STR_NONE;
    return db_migrate_check(f->db, lists, second ? 2 : 1, &f->arena, ret_why);
}

static bool has_table(struct fixture *f, const char *name) {
    return db_exec(f->db, str_c(&f->arena, str_printf(&f->arena, "SELECT 1 FROM %s", name))) ==
           OK;
}

static void test_applies(void **state) {
    struct fixture *f = *state;
    struct str why;
    assert_ok(migrate(f, shop_one, NULL, &why));
    assert_true(has_table(f, "shop_item"));
    assert_ok(migrate(f, shop, till, &why)); /* what is missing only */
    assert_ok(migrate(f, shop, till, &why));
    assert_true(has_table(f, "shop_v_order"));
    assert_true(has_table(f, f->kind == DB_SQLITE ? "till_a" : "till_b"));
    assert_false(has_table(f, f->kind == DB_SQLITE ? "till_b" : "till_a"));
    assert_false(db_in_transaction(f->db));
    assert_ok(check(f, shop, till, &why));
    assert_int_equal(db_exec(f->db, "INSERT INTO shop_order (id, item_id) VALUES (1, 7)"),
                     ERR_CONFLICT); /* keys are on */
    assert_ok(
        db_exec(f->db, "INSERT INTO shop_item (id, price) VALUES (9007199254740993, 0.1)"));
}

static void test_changed_file(void **state) {
    struct fixture *f = *state;
    struct str why;
    assert_ok(migrate(f, shop, NULL, &why));
    struct db_migration changed[] = {FIRST, SECOND, END};
    changed[1].sql = "CREATE TABLE shop_order (id INTEGER PRIMARY KEY) STRICT;";
    assert_int_equal(migrate(f, changed, NULL, &why), ERR_CONFLICT);
    assert_says(why, "shop/002-order was changed");
    assert_int_equal(check(f, changed, NULL, &why), ERR_CONFLICT);
}

static void test_newer_database(void **state) {
    struct fixture *f = *state;
    struct str why;
    assert_ok(migrate(f, shop, till, &why));
    assert_int_equal(migrate(f, shop, NULL, &why), ERR_CONFLICT);
    assert_says(why, "newer than this program: it has till/001-till");
    assert_int_equal(migrate(f, shop_one, till, &why), ERR_CONFLICT);
    assert_says(why, "shop/002-order");
}

static void test_gap(void **state) {
    struct fixture *f = *state;
    struct str why;
    static const struct db_migration both[] = {{"shop", "001-b", "SELECT 1", NULL}, FIRST, END};
    assert_ok(migrate(f, shop_one, NULL, &why));
    assert_int_equal(migrate(f, both, NULL, &why), ERR_CONFLICT);
    assert_says(why, "001-b before it is not");
}

/* All or nothing: the good file before a bad one is not kept. */
static void test_failure_keeps_nothing(void **state) {
    struct fixture *f = *state;
    struct str why;
    static const struct db_migration bad[] = {
        FIRST,
        {"shop", "002-bad", "CREATE TABLE shop_x (id INTEGER) STRICT; SELECT x FROM nowhere",
         NULL},
        END};
    assert_int_equal(migrate(f, bad, NULL, &why), ERR_BROKEN);
    assert_says(why, "shop/002-bad");
    assert_says(why, "nowhere");
    assert_false(has_table(f, "shop_item"));
    assert_false(has_table(f, "db_migration"));
    assert_ok(migrate(f, shop, NULL, &why));
}

/* A hand in the database is noticed, whatever it did. */
static void test_check_notices(void **state) {
    struct fixture *f = *state;
    struct str why;
    assert_ok(migrate(f, shop, NULL, &why));
    assert_ok(db_exec(f->db, "CREATE INDEX by_hand ON shop_item (name)"));
    assert_int_equal(check(f, shop, NULL, &why), ERR_CONFLICT);
    assert_says(why, "index by_hand is in the database, but no file makes it");
    assert_ok(db_exec(f->db, "DROP INDEX by_hand; DROP INDEX shop_order_item"));
    assert_int_equal(check(f, shop, NULL, &why), ERR_CONFLICT);
    assert_says(why, "index shop_order_item is missing");
    assert_ok(db_exec(f->db, "CREATE INDEX shop_order_item ON shop_order (item_id)"));
    if (f->kind == DB_POSTGRES)
        assert_ok(check(f, shop, NULL, &why)); /* SQLite keeps the text itself */
    assert_ok(db_exec(f->db, "ALTER TABLE shop_item ADD COLUMN extra TEXT"));
    assert_int_equal(check(f, shop, NULL, &why), ERR_CONFLICT);
    assert_says(why, "shop_item");
    assert_int_equal(check(f, shop, till, &why), ERR_CONFLICT);
    assert_says(why, "1 migrations are not applied");
}

/* A table can be rebuilt though others point at it; one that leaves a loose end is refused. */
static void test_rebuild(void **state) {
    struct fixture *f = *state;
    struct str why;
    static const struct db_migration rebuilt[] = {
        FIRST,
        SECOND,
        {"shop", "003-rebuild",
         "DROP VIEW shop_v_order; CREATE TABLE shop_new (id INTEGER PRIMARY KEY) STRICT; "
         "INSERT INTO shop_new SELECT id FROM shop_item;"
         "DROP TABLE shop_item; ALTER TABLE shop_new RENAME TO shop_item",
         NULL},
        END};
    static const struct db_migration loose[] = {
        FIRST, SECOND, {"shop", "003-loose", "DELETE FROM shop_item", NULL}, END};
    assert_ok(migrate(f, shop, NULL, &why));
    assert_ok(db_exec(f->db, "INSERT INTO shop_item (id) VALUES (1); INSERT INTO shop_order "
                             "(id, item_id) VALUES (1, 1)"));
    assert_int_equal(migrate(f, loose, NULL, &why), ERR_BROKEN);
    assert_says(why, "points at nothing");
    assert_ok(migrate(f, rebuilt, NULL, &why));
    assert_ok(check(f, rebuilt, NULL, &why));
}

static void assert_rewritten(struct arena *arena, const char *from, const char *to) {
    struct str got = db_pg_text(arena, str_from(from));
    if (!str_is(got, to)) fail_msg("%.*s instead of %s", STR_ARG(got), to);
}

static void test_pg_text(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    assert_rewritten(&arena, "a INTEGER, b REAL, c BLOB, d TEXT",
                     "a BIGINT, b DOUBLE PRECISION, c BYTEA, d TEXT");
    assert_rewritten(&arena, "CREATE TABLE x (a integer) STRICT;",
                     "CREATE TABLE x (a BIGINT) ;");
    assert_rewritten(&arena, ") -- STRICT\n STRICT", ") -- STRICT\n ");
    assert_rewritten(&arena, ") /* x */ strict", ") /* x */ ");
    assert_rewritten(&arena, "'INTEGER ''REAL'' BLOB'", "'INTEGER ''REAL'' BLOB'");
    assert_rewritten(&arena, "\"REAL\" REAL", "\"REAL\" DOUBLE PRECISION");
    assert_rewritten(&arena, "-- REAL it's\na REAL", "-- REAL it's\na DOUBLE PRECISION");
    assert_rewritten(&arena, "/* BLOB's */ BLOB", "/* BLOB's */ BYTEA");
    assert_rewritten(&arena, "a_REAL REAL_a INTEGERS STRICT", "a_REAL REAL_a INTEGERS STRICT");
    assert_rewritten(&arena, "CAST(x AS INTEGER)", "CAST(x AS BIGINT)");
    assert_rewritten(&arena, "'open REAL", "'open REAL");
    assert_rewritten(&arena, "", "");
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(test_applies),        ON_BOTH(test_changed_file),
        ON_BOTH(test_newer_database), ON_BOTH(test_gap),
        ON_BOTH(test_check_notices),  ON_BOTH(test_failure_keeps_nothing),
        ON_SQLITE(test_rebuild),      cmocka_unit_test(test_pg_text),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
