/* "My data" holds everything: for every table with a person in a personal or special column, what
   the example knows of somebody there must show in their copy. Proved by taking the rows away:
   the copy must read differently afterwards. A table that is left out says why here. */
#include "app/app.h"
#include "domain/people/people.h"
#include "testing/testing.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what is excused ---- */

static const struct { const char *table, *column, *why; } excused[] = {
    /* the other person of a pair: it is in the copy of the one it is about */
    {"people_support", "told_to", "the listener is named to the teller on their page"},
    {"people_consent", "asked_by", "who asked is in the copy of the one who was asked"},
    {"conversations_conversation", "listener_id", "what was told belongs to the teller's copy"},
    {"rounds_member", "asked_by", "who asked is in the copy of the one who was asked"},
    {"rounds_ask", "done_by", "who talked to them is a matter of who looked"},
    {"rounds_week", "kept_by", "who typed a week in is a matter of who looked"},
    /* seen by nobody but the place's named lead: telling either would tell about the other */
    {"people_kept_apart", "low_id", "only the named lead may know"},
    {"people_kept_apart", "high_id", "only the named lead may know"},
    {"people_kept_apart", "set_by", "only the named lead may know"},
    {"introductions_concern", "by_id", "only the named lead may read concerns"},
    {"activities_held", "seen_by", "who saw a paper is named to the one whose it is, on their page"},
    /* a connector's work, not about them: the act itself is in the journal */
    {"introductions_welcome", "by_id", "who wrote a welcome down; the welcome is public"},
    {"matching_weights", "adopted_by", "who adopted a table of weights; the table is public"},
    {"matching_outcome", "person_id", "what became of introductions that are in the copy themselves"},
    {"activities_wish", "told_by", "who wrote a wish down for somebody; it belongs to that one's copy"},
    {"activities_wish_yes", "told_by", "who wrote it down; it belongs to the copy of the one who said it"},
    {"activities_signup", "by_id", "who wrote it down for somebody; it belongs to the copy of the one who comes"},
    {"activities_notice", "done_by", "who rang them; it belongs to that one's copy"},
    {"activities_register", "kept_by", "who kept a list is a matter of who looked"},
    {"activities_claim", "asked_by", "who said it for somebody; it belongs to that one's copy"},
    {"activities_claim", "answered_by", "who answered; it belongs to the copy of the one who asked"},
    {"assets_merge_row", "host_id", "what an entry was before it was merged; the entry is public"},
    /* the map is public: what somebody hosts is shown on its own page */
    {"assets_asset", "host_id", "the asset is public; its host changes it there"},
};

static const char *excuse(const char *table, const char *column) {
    for (size_t i = 0; i < sizeof excused / sizeof *excused; i++)
        if (strcmp(excused[i].table, table) == 0 && strcmp(excused[i].column, column) == 0)
            return excused[i].why;
    return NULL;
}

/* ---- what the example does not hold, so that it can be proved of these too ---- */

#define LUCY "(SELECT id FROM people_person WHERE first_name = 'Lucy')"
#define SAM "(SELECT id FROM people_person WHERE first_name = 'Sam')"
#define AMINA "(SELECT id FROM people_person WHERE first_name = 'Amina')"

static const char *const made[] = {
    "INSERT OR REPLACE INTO credits_talk VALUES (" AMINA ", " LUCY ", 1)",
    "UPDATE credits_programme SET allowed_by = " LUCY,
    "INSERT INTO credits_use SELECT 1, a.id, a.venue_id, v.place_id, " AMINA ", 1, 30, 20515, 20515, 1, (SELECT min(id) FROM credits_entry), NULL, NULL "
    "FROM credits_agreement a JOIN credits_venue v ON v.id = a.venue_id LIMIT 1",
    "INSERT INTO activities_sheet SELECT id, 1, " AMINA ", NULL, NULL FROM activities_register ORDER BY id LIMIT 1",
    "INSERT INTO activities_claim SELECT 1, id, place_id, " AMINA ", 'Amina', NULL, 1, NULL, NULL, NULL FROM activities_register ORDER BY id LIMIT 1",
    "INSERT OR IGNORE INTO people_room VALUES (" LUCY ", 12, 20515, 20520, " SAM ", 1)",
    "UPDATE people_room SET stand_in_id = " SAM " WHERE person_id = " LUCY,
    "INSERT OR IGNORE INTO people_goes_along VALUES (1, " AMINA ", 1, NULL)",
    "INSERT INTO people_handover SELECT 1, place_id, " LUCY ", " SAM ", " LUCY ", NULL, 1, " SAM
    ", 2, NULL FROM people_person WHERE id = " LUCY,
    "INSERT INTO people_handover_item VALUES (1, 1, " AMINA ", 'She likes mornings.', NULL, NULL, NULL, NULL)",
    "INSERT OR IGNORE INTO introductions_reach VALUES (" AMINA ", 'ring', 1)",
    "INSERT OR IGNORE INTO introductions_note VALUES (1, " AMINA ", NULL, 'ring', 1, NULL)",
    "UPDATE activities_photo SET down_at = 2, down_by = " AMINA " WHERE open = 0",
    "INSERT INTO activities_band_said SELECT id, " AMINA ", 1, 1 FROM assets_asset WHERE name = 'Tea and seeds'",
    "UPDATE introductions_introduction SET buddy_id = " SAM " WHERE person_id = " AMINA,
};

/* ---- the example, once ---- */

struct world { struct app app; char file[64]; };

static int open_world(void **state) {
    struct world *w = calloc(1, sizeof *w);
    struct module_list list = app_modules();
    app_init(&w->app, list, app_tell);
    w->app.ctx.now = (struct instant){INT64_C(1772532000000)};
    snprintf(w->file, sizeof w->file, "/tmp/kith-subject-%ld.db", (long)getpid());
    unlink(w->file);
    assert_ok(app_open(&w->app, str_from(w->file), DB_WRITE, false));
    assert_ok(app_migrate(&w->app));
    assert_ok(db_begin(w->app.ctx.db, DB_WRITE));
    assert_ok(app_open_keeps(&w->app));
    w->app.ctx.actor = (struct actor){.standing = STANDING_SYSTEM};
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->seed) assert_ok(list.items[i]->seed(&w->app.ctx));
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (db_exec(w->app.ctx.db, made[i]) != OK) fail_msg("%s", made[i]);
    assert_ok(db_commit(w->app.ctx.db));
    *state = w;
    return 0;
}

static int close_world(void **state) {
    struct world *w = *state;
    app_release(&w->app);
    unlink(w->file);
    free(w);
    return 0;
}

static struct str copy_of(struct world *w, int64_t person) {
    struct module_list list = app_modules();
    struct ctx *ctx = &w->app.ctx;
    struct buf buf;
    struct json json;
    ctx->actor = (struct actor){.person = person, .standing = STANDING_MEMBER};
    buf_init(&buf, ctx->arena, (size_t)1 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    for (size_t i = 0; i < list.count; i++) {
        if (!list.items[i]->subject) continue;
        json_key(&json, list.items[i]->name);
        if (list.items[i]->subject->export(ctx, person, &json) != OK) {
            /* the person's own row was taken away */
            json_str(&json, STR("gone"));
            break;
        }
    }
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    return buf_str(&buf);
}

/* ---- each personal column of the migrations ---- */

static sqlite3 *second(struct world *w) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(w->file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static int64_t somebody(struct world *w, const char *table, const char *column) {
    sqlite3 *db = second(w);
    sqlite3_stmt *stmt;
    char sql[400];
    int64_t id = 0;
    /* A living person where there is one. */
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE %s IN (SELECT id FROM people_person WHERE ended_at IS NULL) LIMIT 1",
             column, table, column);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    if (sqlite3_step(stmt) == SQLITE_ROW) id = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return id;
}

static void run(sqlite3 *db, const char *sql) {
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
}

/* Take the rows away, read the copy, put them back. */
static bool shows(struct world *w, const char *table, const char *column, int64_t person) {
    char sql[400];
    sqlite3 *db = second(w);
    struct str before = copy_of(w, person);
    snprintf(sql, sizeof sql, "CREATE TABLE subject_aside AS SELECT * FROM %s WHERE %s = %lld", table,
             column, (long long)person);
    run(db, sql);
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE %s = %lld", table, column, (long long)person);
    run(db, sql);
    struct str after = copy_of(w, person);
    snprintf(sql, sizeof sql, "INSERT INTO %s SELECT * FROM subject_aside; DROP TABLE subject_aside",
             table);
    run(db, sql);
    sqlite3_close(db);
    return !str_eq(before, after);
}

static int check_column(struct world *w, const char *table, const char *column) {
    if (excuse(table, column)) return 0;
    int64_t person = somebody(w, table, column);
    if (person == 0) {
        print_error("%s.%s: the example has nobody there, so it cannot be proved\n", table, column);
        return 1;
    }
    if (shows(w, table, column, person)) return 0;
    print_error("%s.%s: what it holds of a person is not in their copy\n", table, column);
    return 1;
}

/* "    person_id INTEGER NOT NULL, -- [personal] person_id. Who." */
static bool personal(struct str line) {
    size_t at = str_find(line, STR("-- [personal] person_id."), 0);
    if (at == SIZE_MAX) at = str_find(line, STR("-- [special] person_id."), 0);
    return at != SIZE_MAX;
}

static struct str word(struct str line, size_t which) {
    struct str found = STR("");
    for (size_t i = 0; i <= which; i++)
        if (!str_next_word(&line, &found)) return STR("");
    return found;
}

static int check_migration(struct world *w, struct str sql) {
    struct arena *arena = &w->app.arena;
    struct str line, table = STR("");
    int wrong = 0;
    while (str_next(&sql, '\n', &line)) {
        struct str column = word(line, 0);
        if (str_is(column, "CREATE") && str_is(word(line, 1), "TABLE")) table = word(line, 2);
        if (str_is(column, "ALTER")) {
            table = word(line, 2);
            column = word(line, 5);
        }
        if (!personal(line)) continue;
        /* people_person.id is the person; ADD COLUMN stands on the line of its own */
        if (str_is(column, "ADD")) column = word(line, 2);
        wrong += check_column(w, str_c(arena, table), str_c(arena, column));
    }
    return wrong;
}

static void everything_is_in_the_copy(void **state) {
    struct world *w = *state;
    struct module_list list = app_modules();
    int wrong = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct db_migration *m = list.items[i]->migrations;
        for (; m && m->module; m++) wrong += check_migration(w, str_from(m->sql));
    }
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_is_in_the_copy, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
