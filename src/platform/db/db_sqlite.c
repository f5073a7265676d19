/* SQLite behind db.h. One file, WAL, every commit reaches the disk. */
#include "db_own.h"

#include "base/buf.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define OWN_CEILING ((size_t)16 << 20)
#define BUSY_MS 5000
#define WORDS_MAX 4000

struct sqlite_db {
    struct db db;
    sqlite3 *handle;
};

struct sqlite_cursor {
    struct db_cursor cursor;
    sqlite3_stmt *stmt;
};

static sqlite3 *handle_of(const struct db *db) {
    return ((const struct sqlite_db *)db)->handle;
}

static sqlite3_stmt *stmt_of(const struct db_cursor *cursor) {
    return ((const struct sqlite_cursor *)cursor)->stmt;
}

static enum status constraint_status(int extended) {
    bool mistake =
        extended == SQLITE_CONSTRAINT_NOTNULL || extended == SQLITE_CONSTRAINT_DATATYPE;
    return mistake ? ERR_BROKEN
                   : ERR_CONFLICT; /* the first two only a wrong program can cause */
}

/* What SQLite's last failure means here. To be read before the statement is reset. */
static enum status sqlite_failed(struct db *db, const char *what) {
    sqlite3 *handle = handle_of(db);
    int extended = sqlite3_extended_errcode(handle);
    enum status status = ERR_BROKEN;
    switch (extended & 0xff) {
    case SQLITE_CONSTRAINT: status = constraint_status(extended); break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_INTERRUPT: status = ERR_BUSY; break;
    case SQLITE_READONLY: status = db->mode == DB_WRITE ? ERR_BUSY : ERR_BROKEN; break;
    case SQLITE_TOOBIG: status = ERR_LIMIT; break;
    default: break;
    }
    return db_note(db, status, "%s: %s (%d)", what, sqlite3_errmsg(handle), extended);
}

static enum status sqlite_exec(struct db *db, const char *sql) {
    if (sqlite3_exec(handle_of(db), sql, NULL, NULL, NULL) == SQLITE_OK) return OK;
    char start[40];
    snprintf(start, sizeof start, "%s", sql);
    return sqlite_failed(db, start);
}

static enum status sqlite_alive(struct db *db) {
    if (!sqlite3_get_autocommit(handle_of(db))) return OK;
    char why[DB_WHY_MAX / 2];
    snprintf(why, sizeof why, "%.199s", db->why);
    return db_note(db, ERR_BUSY, "SQLite has rolled the transaction back: %s", why);
}

static const struct db_statement begin_write = {
    .name = "begin", .sqlite = "BEGIN IMMEDIATE", .params = "", .columns = ""};
static const struct db_statement begin_read = {
    .name = "begin", .sqlite = "BEGIN", .params = "", .columns = ""};
static const struct db_statement commit = {
    .name = "commit", .sqlite = "COMMIT", .params = "", .columns = ""};
static const struct db_statement savepoint = {
    .name = "savepoint", .sqlite = "SAVEPOINT kith", .params = "", .columns = ""};
static const struct db_statement release = {
    .name = "release", .sqlite = "RELEASE SAVEPOINT kith", .params = "", .columns = ""};
static const struct db_statement rollback = {
    .name = "rollback", .sqlite = "ROLLBACK", .params = "", .columns = ""};

/* Run one of the above through the cache: they come with every transaction. */
static enum status run_kept(struct db *db, const struct db_statement *statement) {
    struct db_cursor *cursor;
    bool row;
    TRY(db_start(db, statement, &cursor));
    enum status status = db_step(cursor, &row);
    db_end(cursor);
    return status;
}

static enum status sqlite_begin(struct db *db, enum db_mode mode) {
    return run_kept(db, mode == DB_WRITE ? &begin_write : &begin_read);
}

static enum status sqlite_commit(struct db *db) {
    return run_kept(db, &commit);
}

static enum status sqlite_savepoint(struct db *db) {
    return run_kept(db, &savepoint);
}

static enum status sqlite_release(struct db *db) {
    return run_kept(db, &release);
}

static void sqlite_rollback(struct db *db) {
    if (sqlite3_get_autocommit(handle_of(db))) return;
    if (run_kept(db, &rollback) != OK) sqlite3_exec(handle_of(db), "ROLLBACK", NULL, NULL, NULL);
}

static enum status sqlite_prepare(struct db *db, const struct db_statement *statement,
                                  struct db_cursor **ret_cursor) {
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v3(handle_of(db), statement->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
                           &stmt, NULL) != SQLITE_OK)
        return sqlite_failed(db, statement->name);
    struct sqlite_cursor *cursor = ARENA_NEW(&db->own, struct sqlite_cursor);
    cursor->stmt = stmt;
    *ret_cursor = &cursor->cursor;
    return OK;
}

static enum status sqlite_ready(struct db_cursor *cursor) {
    (void)cursor;
    return OK;
}

static void note_bind(struct db_cursor *cursor, int code) {
    if (code != SQLITE_OK) cursor->failed = sqlite_failed(cursor->db, cursor->statement->name);
}

static void sqlite_bind_int(struct db_cursor *cursor, int index, int64_t value) {
    note_bind(cursor, sqlite3_bind_int64(stmt_of(cursor), index, value));
}

static void sqlite_bind_real(struct db_cursor *cursor, int index, double value) {
    note_bind(cursor, sqlite3_bind_double(stmt_of(cursor), index, value));
}

static void sqlite_bind_bytes(struct db_cursor *cursor, int index, struct str value,
                              bool text) {
    sqlite3_stmt *stmt = stmt_of(cursor);
    note_bind(cursor,
              text ? sqlite3_bind_text64(stmt, index, value.ptr, value.len, SQLITE_STATIC,
                                         SQLITE_UTF8)
                   : sqlite3_bind_blob64(stmt, index, value.ptr, value.len, SQLITE_STATIC));
}

static void sqlite_bind_null(struct db_cursor *cursor, int index) {
    note_bind(cursor, sqlite3_bind_null(stmt_of(cursor), index));
}

static enum status sqlite_step(struct db_cursor *cursor, bool *ret_row) {
    int code = sqlite3_step(stmt_of(cursor));
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return sqlite_failed(cursor->db, cursor->statement->name);
    *ret_row = code == SQLITE_ROW;
    return OK;
}

static bool sqlite_col_null(const struct db_cursor *cursor, int column) {
    return sqlite3_column_type(stmt_of(cursor), column) == SQLITE_NULL;
}

static int64_t sqlite_col_int(const struct db_cursor *cursor, int column) {
    return sqlite3_column_int64(stmt_of(cursor), column);
}

static double sqlite_col_real(const struct db_cursor *cursor, int column) {
    return sqlite3_column_double(stmt_of(cursor), column);
}

static struct str sqlite_col_bytes(const struct db_cursor *cursor, int column, bool text) {
    sqlite3_stmt *stmt = stmt_of(cursor);
    const void *bytes = text ? (const void *)sqlite3_column_text(stmt, column)
                             : sqlite3_column_blob(stmt, column);
    return str_of(bytes, bytes ? (size_t)sqlite3_column_bytes(stmt, column) : 0);
}

static int64_t sqlite_changed(const struct db_cursor *cursor) {
    return cursor->statement->writes ? sqlite3_changes64(handle_of(cursor->db)) : 0;
}

static void sqlite_reset(struct db_cursor *cursor) {
    sqlite3_reset(stmt_of(cursor));
    sqlite3_clear_bindings(stmt_of(cursor)); /* they pointed at the caller's texts */
}

static void sqlite_drop(struct db_cursor *cursor) {
    sqlite3_finalize(stmt_of(cursor));
}

static void sqlite_close(struct db *db) {
    sqlite3_close(handle_of(db));
}

/* Collect what a checking pragma says, one line a row; "ok" says nothing. */
static enum status collect(struct db *db, const char *pragma, const char *label,
                           struct buf *words) {
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(handle_of(db), pragma, -1, &stmt, NULL) != SQLITE_OK)
        return sqlite_failed(db, pragma);
    int code;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        if (text && strcmp(text, "ok") == 0) continue;
        buf_printf(words, "%s%s\n", label, text ? text : "?");
    }
    enum status status = code == SQLITE_DONE ? OK : sqlite_failed(db, pragma);
    sqlite3_finalize(stmt);
    return status;
}

static enum status sqlite_integrity(struct db *db, struct arena *arena, struct str *ret_words) {
    struct buf words;
    buf_init(&words, arena, WORDS_MAX);
    enum status status = collect(db, "PRAGMA quick_check(20)", "", &words);
    if (status == OK)
        status = collect(db, "PRAGMA foreign_key_check", "a row points at nothing in ", &words);
    if (status != OK) buf_puts(&words, db->why);
    bool sound = status == OK && words.len == 0;
    *ret_words = sound ? STR("ok") : str_trim(buf_str(&words));
    return sound ? OK : status == OK ? ERR_BROKEN : status;
}

static enum status sqlite_prepare_check(struct db *db, const struct db_statement *statement,
                                        struct arena *arena, struct str *ret_why) {
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(handle_of(db), statement->sqlite, -1, &stmt, NULL) != SQLITE_OK) {
        enum status status = sqlite_failed(db, statement->name);
        *ret_why = str_copy(arena, db_why(db));
        return status;
    }
    int params = sqlite3_bind_parameter_count(stmt), columns = sqlite3_column_count(stmt);
    sqlite3_finalize(stmt);
    if ((size_t)params == strlen(statement->params) &&
        (size_t)columns == strlen(statement->columns))
        return OK;
    *ret_why = str_printf(arena, "%s has %d parameters and %d columns, not %zu and %zu",
                          statement->name, params, columns, strlen(statement->params),
                          strlen(statement->columns));
    return ERR_CONFLICT;
}

static const struct db_ops sqlite_ops = {.close = sqlite_close,
                                         .begin = sqlite_begin,
                                         .exec = sqlite_exec,
                                         .savepoint = sqlite_savepoint,
                                         .release = sqlite_release,
                                         .alive = sqlite_alive,
                                         .commit = sqlite_commit,
                                         .rollback = sqlite_rollback,
                                         .prepare = sqlite_prepare,
                                         .ready = sqlite_ready,
                                         .bind_int = sqlite_bind_int,
                                         .bind_real = sqlite_bind_real,
                                         .bind_bytes = sqlite_bind_bytes,
                                         .bind_null = sqlite_bind_null,
                                         .step = sqlite_step,
                                         .col_null = sqlite_col_null,
                                         .col_int = sqlite_col_int,
                                         .col_real = sqlite_col_real,
                                         .col_bytes = sqlite_col_bytes,
                                         .changed = sqlite_changed,
                                         .reset = sqlite_reset,
                                         .drop = sqlite_drop,
                                         .integrity = sqlite_integrity,
                                         .prepare_check = sqlite_prepare_check};

/* The file holds people's words: only its owner may read it. WAL and shm inherit the mode. */
static void create_private(const char *path) {
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) close(fd);
}

/* SQLite's own waiting grows to a tenth of a second between looks; whoever writes much leaves
   gaps of two milliseconds, and who waits looks every one, so that nobody is passed over. */
static int look_again(void *cookie, int tries) {
    const struct timespec shortly = {.tv_nsec = 1000000};
    (void)cookie;
    (void)nanosleep(&shortly, NULL);
    return tries < BUSY_MS;
}

static enum status settle(struct db *db) {
    sqlite3 *handle = handle_of(db);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_handler(handle, look_again, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0,
                      NULL); /* "x" is a name, never a text */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    TRY(sqlite_exec(db, "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0"));
    /* Each worker reads through its own megabyte: what lies above the leaves; the rest is the
       system's cache, which all share. */
    if (db->mode == DB_READ)
        return sqlite_exec(db, "PRAGMA query_only=ON; PRAGMA cache_size=-1024");
    return sqlite_exec(
        db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA secure_delete=ON");
}

enum status db_sqlite_open(struct arena *arena, struct str target, enum db_mode mode,
                           struct db **ret_db, struct str *ret_why) {
    struct sqlite_db *self = ARENA_NEW(arena, struct sqlite_db);
    self->db = (struct db){.ops = &sqlite_ops, .kind = DB_SQLITE, .mode = mode};
    self->db.target = str_copy(arena, target);
    arena_init(&self->db.own, OWN_CEILING);
    char *path = str_c(arena, target);
    bool memory = str_is(target, ":memory:");
    bool absent = memory || access(path, F_OK) != 0;
    enum status status = OK;
    if (mode == DB_READ && absent)
        status = db_note(&self->db, ERR_MISSING, "%s: %s", path,
                         memory ? "a database in memory cannot be opened for reading"
                                : "no such file");
    if (mode == DB_WRITE && absent && !memory) create_private(path);
    int flags =
        mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (status == OK &&
        sqlite3_open_v2(path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        status = sqlite_failed(&self->db, path);
    if (status == OK) status = settle(&self->db);
    if (status == OK) {
        *ret_db = &self->db;
        return OK;
    }
    if (ret_why) *ret_why = str_copy(arena, db_why(&self->db));
    sqlite3_close(self->handle);
    return status;
}
