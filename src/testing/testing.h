/* What rule tests stand on: a fresh database with a list of modules migrated, a fixed clock
   (Tuesday 3 March 2026, 10:00 London), fixed random numbers. Each case runs on SQLite and on
   PostgreSQL (KITH_TEST_PG names it; unset = those cases fail). */
#ifndef TESTING_TESTING_H
#define TESTING_TESTING_H

#include "platform/module/module.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct testing {
    struct ctx ctx;          /* writing transaction open; standing SYSTEM */
    struct arena arena;
    struct rand rand;
    struct ids ids;
    enum db_kind kind;
};
struct testing_case { const char *name; void (*run)(struct testing *t); };

/* Run all cases on both databases and answer the exit code for main. `modules`: tables whose
   migrations are applied in this order (platform's own first), keeps opened, facts delivered. */
int testing_run(const struct testing_case *cases, size_t count, struct module_list modules);

/* Commit and open a new transaction / pretend time passed / become somebody. */
void testing_commit(struct testing *t);
void testing_later(struct testing *t, int64_t ms);
void testing_act(struct testing *t, int64_t person, int64_t place, unsigned standing);

#define assert_ok(call) assert_int_equal((call), OK)
#define assert_str(s, lit) testing_assert_str((s), (lit), __FILE__, __LINE__)
void testing_assert_str(struct str got, const char *wanted, const char *file, int line);

#endif
