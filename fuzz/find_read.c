#include "fuzz.h"

#include <stdlib.h>

#include "domain/assets/find_read.h"
#include "platform/db/migrate.h"
#include "platform/module/platform.h"

static struct arena lasting; /* a database of no places, built once */
static struct db *db;

static void close_it(void) {
    db_rollback(db);
    db_close(db);
    arena_release(&lasting);
}

static struct db *opened(void) {
    if (db) return db;
    const struct db_migration *lists[] = {journal_module.migrations, places_module.migrations};
    struct str why;
    arena_init(&lasting, (size_t)64 << 20);
    FUZZ_EXPECT(db_open(&lasting, STR(":memory:"), DB_WRITE, &db, &why) == OK);
    FUZZ_EXPECT(db_migrate(db, lists, 2, (struct instant){0}, &lasting, &why) == OK);
    FUZZ_EXPECT(db_begin(db, DB_READ) == OK);
    atexit(close_it);
    return db;
}

/* Whatever is written, wishes are few, stand one after the other inside the text, and taking them
   off leaves less. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena arena;
    struct find_reading reading;
    struct str text = str_of((const char *)bytes, size);
    struct ctx ctx = {.arena = &arena, .db = opened(), .now = {1772532000000}};
    arena_init(&arena, (size_t)64 << 20);
    faults_init(&ctx.faults, &arena);
    assets_find_read(&ctx, text, &reading);
    FUZZ_EXPECT(reading.n <= FIND_READS && ctx.faults.count == 0);
    size_t at = 0;
    for (size_t i = 0; i < reading.n; i++) {
        const struct find_wish *wish = &reading.wishes[i];
        FUZZ_EXPECT(at <= wish->from && wish->from < wish->to && wish->to <= size);
        FUZZ_EXPECT(assets_find_without(&arena, text, wish).len < size);
        FUZZ_EXPECT(wish->sort != READ_DAY || (wish->days > 0 && wish->days < 128));
        at = wish->to;
    }
    FUZZ_EXPECT(assets_find_rest(&arena, text, &reading).len <= size);
    arena_release(&arena);
    return 0;
}
