#include "platform/db/db_fixture.h"

#include <math.h>
#include <sys/stat.h>

static const struct db_statement st_put = {
    .name = "put",
    .sqlite = "INSERT INTO thing (id, whole, broken, words, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
    .pg = "INSERT INTO thing (id, whole, broken, words, bytes)"
          " VALUES ($1::bigint, $2::bigint, $3::double precision, $4::text, $5::bytea)",
    .params = "iirtb",
    .columns = "",
    .writes = true};
static const struct db_statement st_get = {
    .name = "get",
    .sqlite = "SELECT whole, broken, words, bytes FROM thing WHERE id = ?1",
    .pg = "SELECT whole, broken, words, bytes FROM thing WHERE id = $1::bigint",
    .params = "i",
    .columns = "irtb"};
static const struct db_statement st_ids = {.name = "ids",
                                           .sqlite = "SELECT id FROM thing ORDER BY id",
                                           .pg = "SELECT id FROM thing ORDER BY id",
                                           .params = "",
                                           .columns = "i"};
static const struct db_statement st_count = {.name = "count",
                                             .sqlite = "SELECT count(*) FROM thing",
                                             .pg = "SELECT count(*) FROM thing",
                                             .params = "",
                                             .columns = "i"};
static const struct db_statement st_raise = {
    .name = "raise",
    .sqlite = "UPDATE thing SET whole = whole + ?1 WHERE whole < 0 RETURNING id",
    .pg = "UPDATE thing SET whole = whole + $1::bigint WHERE whole < 0 RETURNING id",
    .params = "i",
    .columns = "i",
    .writes = true};

static void make_table(struct fixture *f) {
    assert_ok(db_exec(f->db, f->kind == DB_SQLITE
                                 ? "CREATE TABLE thing (id INTEGER PRIMARY KEY, whole INTEGER "
                                   "NOT NULL CHECK (whole <> 13),"
                                   " broken REAL, words TEXT UNIQUE, bytes BLOB, parent "
                                   "INTEGER REFERENCES thing (id)) STRICT"
                                 : "CREATE TABLE thing (id BIGINT PRIMARY KEY, whole BIGINT "
                                   "NOT NULL CHECK (whole <> 13),"
                                   " broken DOUBLE PRECISION, words TEXT UNIQUE, bytes BYTEA, "
                                   "parent BIGINT REFERENCES thing (id))"));
}

static enum status put(struct db *db, int64_t id, int64_t whole, double broken,
                       struct str words, struct str bytes) {
    struct db_cursor *cursor;
    bool row;
    TRY(db_start(db, &st_put, &cursor));
    db_bind_int(cursor, 1, id);
    db_bind_int(cursor, 2, whole);
    db_bind_real(cursor, 3, broken);
    db_bind_text(cursor, 4, words);
    db_bind_blob(cursor, 5, bytes);
    enum status status = db_step(cursor, &row);
    if (status == OK) assert_int_equal(db_changed(cursor), 1);
    db_end(cursor);
    return status;
}

static enum status put_words(struct db *db, int64_t id, struct str words) {
    return put(db, id, 1, 0.5, words, STR_NONE);
}

static int64_t count(struct db *db) {
    struct db_cursor *cursor;
    bool row = false;
    assert_ok(db_start(db, &st_count, &cursor));
    assert_ok(db_step(cursor, &row));
    assert_true(row);
    int64_t n = db_col_int(cursor, 0);
    db_end(cursor);
    return n;
}

static struct db_cursor *get(struct db *db, int64_t id) {
    struct db_cursor *cursor;
    bool row = false;
    assert_ok(db_start(db, &st_get, &cursor));
    db_bind_int(cursor, 1, id);
    assert_ok(db_step(cursor, &row));
    assert_true(row);
    return cursor;
}

/* Every value comes back as it went in, and NULL is not empty. */
static void test_values(void **state) {
    struct fixture *f = *state;
    make_table(f);
    static const char raw[] = {0, 1, (char)0xff, '\\', 'x', 0};
    assert_ok(put(f->db, 1, INT64_MAX, 0.1, STR("o'\\\"łódź ? $1"), str_of(raw, sizeof raw)));
    assert_ok(put(f->db, 2, INT64_MIN + 1, -1e300, STR(""), STR("")));
    assert_ok(put(f->db, 3, 0, NAN, STR_NONE, STR_NONE));
    struct db_cursor *cursor = get(f->db, 1);
    assert_true(db_col_int(cursor, 0) == INT64_MAX);
    assert_true(fabs(db_col_real(cursor, 1) - 0.1) == 0);
    assert_text(db_col_text(cursor, 2, &f->arena), "o'\\\"łódź ? $1");
    struct str bytes = db_col_blob(cursor, 3, NULL);
    assert_int_equal(bytes.len, sizeof raw);
    assert_memory_equal(bytes.ptr, raw, sizeof raw);
    db_end(cursor);
    cursor = get(f->db, 2);
    assert_true(db_col_int(cursor, 0) == INT64_MIN + 1);
    assert_true(db_col_real(cursor, 1) < -9e299);
    assert_non_null(db_col_text(cursor, 2, &f->arena).ptr);
    assert_int_equal(db_col_text(cursor, 2, NULL).len, 0);
    assert_non_null(db_col_blob(cursor, 3, &f->arena).ptr);
    db_end(cursor);
    cursor = get(f->db, 3);
    assert_true(isnan(db_col_real(cursor, 1)));
    assert_null(db_col_text(cursor, 2, &f->arena).ptr);
    assert_null(db_col_blob(cursor, 3, &f->arena).ptr);
    assert_true(db_col_int(cursor, 2) == INT_NONE);
    db_end(cursor);
}

/* What breaks a rule is a conflict; it undoes itself alone and the transaction goes on. */
static void test_conflicts(void **state) {
    struct fixture *f = *state;
    make_table(f);
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(put_words(f->db, 1, STR("a")));
    assert_int_equal(put_words(f->db, 1, STR("b")), ERR_CONFLICT);
    assert_int_equal(put_words(f->db, 2, STR("a")), ERR_CONFLICT);
    assert_true(db_why(f->db).len > 0);
    assert_int_equal(put(f->db, 2, 13, 0, STR("c"), STR_NONE), ERR_CONFLICT);
    assert_int_equal(put(f->db, 2, INT_NONE, 0, STR("c"), STR_NONE), ERR_BROKEN);
    assert_int_equal(count(f->db), 1);
    assert_ok(put_words(f->db, 2, STR("c")));
    assert_ok(db_commit(f->db));
    assert_int_equal(count(f->db), 2);
    assert_int_equal(db_exec(f->db, "INSERT INTO thing (id, whole, parent) VALUES (9, 1, 99)"),
                     ERR_CONFLICT);
}

static void test_bad_text(void **state) {
    struct fixture *f = *state;
    make_table(f);
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_int_equal(put_words(f->db, 1, STR("a\0b")), ERR_INVALID);
    assert_int_equal(put_words(f->db, 1, STR("\xff")), ERR_INVALID);
    assert_ok(put_words(f->db, 1, STR("ab")));
    assert_ok(db_commit(f->db));
}

static void test_savepoint(void **state) {
    struct fixture *f = *state;
    make_table(f);
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(db_savepoint(f->db));
    assert_ok(put_words(f->db, 1, STR("kept")));
    assert_ok(db_release(f->db));
    assert_ok(db_savepoint(f->db));
    assert_ok(put_words(f->db, 2, STR("undone")));
    assert_int_equal(put_words(f->db, 3, STR("kept")), ERR_CONFLICT);
    db_undo(f->db);
    assert_int_equal(count(f->db), 1);
    assert_true(db_in_transaction(f->db));
    assert_ok(db_commit(f->db));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(put_words(f->db, 2, STR("rolled back")));
    db_rollback(f->db);
    db_rollback(f->db);
    assert_false(db_in_transaction(f->db));
    assert_int_equal(count(f->db), 1);
}

/* A callback may run the statement it is being called from. */
static void test_same_statement_twice(void **state) {
    struct fixture *f = *state;
    make_table(f);
    for (int64_t i = 1; i <= 3; i++) assert_ok(put(f->db, i, -i, 0, STR_NONE, STR_NONE));
    struct db_cursor *outer, *inner;
    bool more = false;
    int pairs = 0;
    assert_ok(db_start(f->db, &st_ids, &outer));
    while (db_step(outer, &more) == OK && more) {
        bool deeper = false;
        assert_ok(db_start(f->db, &st_ids, &inner));
        while (db_step(inner, &deeper) == OK && deeper)
            pairs += db_col_int(inner, 0) <= db_col_int(outer, 0);
        db_end(inner);
    }
    db_end(outer);
    assert_int_equal(pairs, 6);
}

static void test_returning(void **state) {
    struct fixture *f = *state;
    make_table(f);
    for (int64_t i = 1; i <= 3; i++) assert_ok(put(f->db, i, i - 3, 0, STR_NONE, STR_NONE));
    assert_ok(db_begin(f->db, DB_WRITE));
    struct db_cursor *cursor;
    bool row = false;
    assert_ok(db_start(f->db, &st_raise, &cursor));
    db_bind_int(cursor, 1, 10);
    assert_ok(db_step(cursor, &row));
    assert_true(row);
    db_end(cursor); /* the other row is not asked for, and is written all the same */
    assert_ok(db_commit(f->db));
    cursor = get(f->db, 2);
    assert_int_equal(db_col_int(cursor, 0), 9);
    db_end(cursor);
}

static void test_reader_refuses_writes(void **state) {
    struct fixture *f = *state;
    make_table(f);
    assert_ok(put_words(f->db, 1, STR("a")));
    struct db *reader = NULL;
    assert_ok(db_open(&f->arena, f->target, DB_READ, &reader, NULL));
    assert_int_equal(count(reader), 1);
    assert_int_equal(db_begin(reader, DB_WRITE), ERR_BROKEN);
    assert_int_equal(put_words(reader, 2, STR("b")), ERR_BROKEN);
    assert_int_equal(db_exec(reader, "INSERT INTO thing (id, whole) VALUES (2, 2)"),
                     ERR_BROKEN);
    assert_ok(db_begin(reader, DB_READ));
    assert_int_equal(put_words(reader, 2, STR("b")), ERR_BROKEN);
    assert_int_equal(count(reader), 1);
    assert_ok(put_words(f->db, 2, STR("b")));
    assert_int_equal(count(reader), 1); /* one moment in time */
    assert_ok(db_commit(reader));
    assert_int_equal(count(reader), 2);
    assert_ok(db_begin(f->db, DB_READ));
    assert_int_equal(put_words(f->db, 3, STR("c")), ERR_BROKEN);
    db_rollback(f->db);
    db_close(reader);
}

static void test_prepare_check(void **state) {
    struct fixture *f = *state;
    make_table(f);
    struct str why = STR_NONE;
    assert_ok(db_prepare_check(f->db, &st_put, &f->arena, &why));
    assert_ok(db_prepare_check(f->db, &st_get, &f->arena, &why));
    struct db_statement wrong = st_get;
    wrong.columns = "irt";
    assert_int_equal(db_prepare_check(f->db, &wrong, &f->arena, &why), ERR_CONFLICT);
    assert_says(why, "4 columns");
    if (f->kind == DB_POSTGRES) {
        wrong.columns = "irib";
        assert_int_equal(db_prepare_check(f->db, &wrong, &f->arena, &why), ERR_CONFLICT);
        assert_says(why, "column words");
    }
    wrong.sqlite = wrong.pg = "SELECT x FROM nowhere";
    assert_int_equal(db_prepare_check(f->db, &wrong, &f->arena, &why), ERR_BROKEN);
    assert_says(why, "nowhere");
}

static void test_integrity(void **state) {
    struct fixture *f = *state;
    make_table(f);
    struct str words = STR_NONE;
    assert_ok(db_integrity(f->db, &f->arena, &words));
    assert_text(words, "ok");
    if (f->kind == DB_SQLITE)
        assert_ok(db_exec(f->db, "PRAGMA foreign_keys=OFF; INSERT INTO thing (id, whole, "
                                 "parent) VALUES (9, 1, 99)"));
    else
        assert_ok(db_exec(
            f->db, "INSERT INTO thing (id, whole) VALUES (9, -1);"
                   "ALTER TABLE thing ADD CONSTRAINT later CHECK (whole > 0) NOT VALID"));
    assert_int_equal(db_integrity(f->db, &f->arena, &words), ERR_BROKEN);
    assert_true(words.len > 2);
}

static void test_absent(void **state) {
    struct fixture *f = *state;
    struct db *db = NULL;
    struct str why = STR_NONE;
    assert_int_equal(db_open(&f->arena, STR(":memory:"), DB_READ, &db, &why), ERR_MISSING);
    struct str none = str_cat(&f->arena, f->target, STR(".none"));
    assert_int_equal(db_open(&f->arena, none, DB_READ, &db, &why), ERR_MISSING);
    assert_says(why, "no such file");
    struct str silent = STR("postgresql:///postgres?host=%2Fno-such-folder-here");
    assert_int_equal(db_open(&f->arena, silent, DB_WRITE, &db, &why), ERR_BUSY);
    assert_says(why, "no answer");
    FILE *file = fopen(str_c(&f->arena, none), "w");
    assert_non_null(file);
    for (int i = 0; i < 200; i++) fputs("not a database ", file);
    fclose(file);
    assert_int_equal(db_open(&f->arena, none, DB_WRITE, &db, &why), ERR_BROKEN);
    unlink(str_c(&f->arena, none));
    assert_null(db);
}

static void test_private_file(void **state) {
    struct fixture *f = *state;
    make_table(f);
    struct stat st;
    assert_int_equal(stat(str_c(&f->arena, f->target), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

/* What is emptied is gone from the file, not only from its tables. */
static void test_emptied_is_gone(void **state) {
    struct fixture *f = *state;
    const char mark[] = "Eileen's own words";
    char all[200000];
    make_table(f);
    assert_ok(put_words(f->db, 1, str_from(mark)));
    assert_ok(db_exec(f->db, "PRAGMA wal_checkpoint(TRUNCATE)"));
    for (int turn = 0; turn < 2; turn++) {
        FILE *file = fopen(str_c(&f->arena, f->target), "r");
        assert_non_null(file);
        size_t n = fread(all, 1, sizeof all, file);
        fclose(file);
        bool there = str_find(str_of(all, n), str_from(mark), 0) != SIZE_MAX;
        assert_int_equal(there, turn == 0);
        assert_ok(db_exec(f->db, "UPDATE thing SET words = NULL; PRAGMA wal_checkpoint(TRUNCATE)"));
    }
}

/* Two writers: the second is told to come again. */
static void test_locked(void **state) {
    struct fixture *f = *state;
    make_table(f);
    struct db *other = NULL;
    assert_ok(db_open(&f->arena, f->target, DB_WRITE, &other, NULL));
    assert_ok(db_exec(other, "PRAGMA busy_timeout=0"));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_int_equal(db_begin(other, DB_WRITE), ERR_BUSY);
    assert_false(db_in_transaction(other));
    assert_ok(db_commit(f->db));
    assert_ok(db_begin(other, DB_WRITE));
    assert_ok(put_words(other, 1, STR("a")));
    assert_ok(db_commit(other));
    db_close(other);
}

static void test_disk_full(void **state) {
    struct fixture *f = *state;
    make_table(f);
    char big[100000];
    memset(big, 'x', sizeof big);
    assert_ok(db_exec(f->db, "PRAGMA max_page_count=10"));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(put_words(f->db, 1, STR("small")));
    assert_int_equal(put_words(f->db, 2, str_of(big, sizeof big)), ERR_BUSY);
    /* whatever SQLite has done, nothing more happens outside the transaction */
    enum status after = put_words(f->db, 3, STR("after"));
    enum status status = db_commit(f->db);
    assert_int_equal(count(f->db), after == OK && status == OK ? 2 : 0);
    assert_ok(db_exec(f->db, "PRAGMA max_page_count=1000"));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(put_words(f->db, 4, STR("again")));
    assert_ok(db_commit(f->db));
}

static const struct db_statement st_pid = {.name = "pid",
                                           .sqlite = "SELECT 0",
                                           .pg = "SELECT pg_backend_pid()",
                                           .params = "",
                                           .columns = "i"};
static const struct db_statement st_kill = {
    .name = "kill",
    .sqlite = "SELECT 0",
    .pg = "SELECT pg_terminate_backend($1::bigint::int, 5000)",
    .params = "i",
    .columns = "i"};

static int64_t ask(struct db *db, const struct db_statement *statement, int64_t param) {
    struct db_cursor *cursor;
    bool row = false;
    assert_ok(db_start(db, statement, &cursor));
    if (*statement->params) db_bind_int(cursor, 1, param);
    assert_ok(db_step(cursor, &row));
    int64_t value = db_col_int(cursor, 0);
    db_end(cursor);
    return value;
}

/* A lost connection spoils its transaction and comes back at the next begin. */
static void test_lost_connection(void **state) {
    struct fixture *f = *state;
    make_table(f);
    struct db *other = NULL;
    assert_ok(db_open(&f->arena, f->target, DB_WRITE, &other, NULL));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(put_words(f->db, 1, STR("lost")));
    assert_int_equal(ask(other, &st_kill, ask(f->db, &st_pid, 0)), 1);
    assert_int_equal(put_words(f->db, 2, STR("never")), ERR_BUSY);
    assert_int_equal(put_words(f->db, 3, STR("never")), ERR_BUSY);
    assert_int_equal(db_commit(f->db), ERR_BUSY);
    assert_false(db_in_transaction(f->db));
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_int_equal(count(f->db), 0);
    assert_ok(put_words(f->db, 1, STR("kept")));
    assert_ok(db_commit(f->db));
    assert_int_equal(ask(other, &st_kill, ask(f->db, &st_pid, 0)), 1);
    assert_ok(db_begin(f->db, DB_WRITE)); /* lost without anybody noticing */
    assert_int_equal(count(f->db), 1);
    db_rollback(f->db);
    db_close(other);
}

static void test_read_only_server(void **state) {
    struct fixture *f = *state;
    make_table(f);
    assert_ok(db_begin(f->db, DB_WRITE));
    assert_ok(db_exec(f->db, "SET TRANSACTION READ ONLY"));
    assert_int_equal(put_words(f->db, 1, STR("a")), ERR_BUSY);
    db_rollback(f->db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(test_values),
        ON_BOTH(test_conflicts),
        ON_BOTH(test_bad_text),
        ON_BOTH(test_savepoint),
        ON_BOTH(test_returning),
        ON_BOTH(test_same_statement_twice),
        ON_BOTH(test_prepare_check),
        ON_BOTH(test_integrity),
        ON_BOTH(test_reader_refuses_writes),
        ON_SQLITE(test_absent),
        ON_SQLITE(test_locked),
        ON_SQLITE(test_private_file),
        ON_SQLITE(test_emptied_is_gone),
        ON_SQLITE(test_disk_full),
        ON_PG(test_lost_connection),
        ON_PG(test_read_only_server),
    };
    return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
