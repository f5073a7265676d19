/* For the tests of this folder: a fresh database of either kind, taken away afterwards. */
#ifndef PLATFORM_DB_DB_FIXTURE_H
#define PLATFORM_DB_DB_FIXTURE_H

#include "platform/db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define assert_ok(call) assert_int_equal((call), OK)
#define assert_text(s, wanted)                                                                 \
    do {                                                                                       \
        struct str text_ = (s);                                                                \
        assert_int_equal(text_.len, strlen(wanted));                                           \
        assert_memory_equal(text_.ptr, wanted, text_.len);                                     \
    } while (0)
/* Does a sentence hold these words? */
#define assert_says(s, words) assert_true(str_find((s), str_from(words), 0) != SIZE_MAX)

struct fixture {
    enum db_kind kind;
    struct arena arena;
    struct str folder, schema, target;
    struct db *db; /* DB_WRITE */
};

static inline struct str fixture_pg_base(void) {
    struct str base = str_from(getenv("KITH_TEST_PG"));
    if (!base.ptr) fail_msg("KITH_TEST_PG does not name a PostgreSQL for tests");
    return base;
}

static inline void fixture_pg_exec(struct fixture *f, const char *before, const char *after) {
    struct db *db = NULL;
    struct str why = STR_NONE;
    assert_ok(db_open(&f->arena, fixture_pg_base(), DB_WRITE, &db, &why));
    assert_ok(db_exec(db, str_c(&f->arena, str_printf(&f->arena, "%s %.*s %s", before,
                                                      STR_ARG(f->schema), after))));
    db_close(db);
}

static inline void fixture_name(struct fixture *f, int number) {
    if (f->kind == DB_SQLITE) {
        const char *where = getenv("TMPDIR");
        char *folder = str_c(
            &f->arena, str_printf(&f->arena, "%s/kith-db-XXXXXX", where ? where : P_tmpdir));
        assert_non_null(mkdtemp(folder));
        f->folder = str_from(folder);
        f->target = str_printf(&f->arena, "%s/test.db", folder);
        return;
    }
    struct str base = fixture_pg_base();
    const char *join = str_find(base, STR("?"), 0) == SIZE_MAX ? "?" : "&";
    f->schema = str_printf(&f->arena, "db_test_%ld_%d", (long)getpid(), number);
    f->target = str_printf(&f->arena, "%.*s%soptions=-csearch_path%%3D%.*s", STR_ARG(base),
                           join, STR_ARG(f->schema));
    fixture_pg_exec(f, "CREATE SCHEMA", "");
}

static inline struct fixture *fixture_new(enum db_kind kind) {
    static int number;
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->kind = kind;
    arena_init(&f->arena, (size_t)64 << 20);
    fixture_name(f, ++number);
    struct str why = STR_NONE;
    if (db_open(&f->arena, f->target, DB_WRITE, &f->db, &why) != OK)
        fail_msg("%.*s", STR_ARG(why));
    return f;
}

static inline int fixture_sqlite(void **state) {
    *state = fixture_new(DB_SQLITE);
    return 0;
}

static inline int fixture_pg(void **state) {
    *state = fixture_new(DB_POSTGRES);
    return 0;
}

static inline int fixture_end(void **state) {
    struct fixture *f = *state;
    db_close(f->db);
    if (f->kind == DB_POSTGRES) {
        fixture_pg_exec(f, "DROP SCHEMA", "CASCADE");
    } else {
        static const char *const endings[] = {"", "-wal", "-shm"};
        for (size_t i = 0; i < 3; i++)
            unlink(str_c(&f->arena, str_cat(&f->arena, f->target, str_from(endings[i]))));
        rmdir(str_c(&f->arena, f->folder));
    }
    arena_release(&f->arena);
    free(f);
    return 0;
}

/* The same case on both. */
#define ON_BOTH(test)                                                                          \
    {#test "/sqlite", test, fixture_sqlite, fixture_end, NULL}, {                              \
#test "/postgresql", test, fixture_pg, fixture_end, NULL                               \
    }
#define ON_SQLITE(test)                                                                        \
    { #test, test, fixture_sqlite, fixture_end, NULL }
#define ON_PG(test)                                                                            \
    { #test, test, fixture_pg, fixture_end, NULL }

#endif
