/* What both databases have in common: the cache of prepared statements, the state of the
   transaction, and what a binding means. */
#include "db_own.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum status db_note(struct db *db, enum status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(db->why, sizeof db->why, format, args);
    va_end(args);
    size_t len = strlen(db->why);
    while (len > 0 && db->why[len - 1] == '\n') db->why[--len] = 0;
    return status;
}

void db_close(struct db *db) {
    if (!db) return;
    db_rollback(db);
    for (size_t i = 0; i < DB_BUCKETS; i++)
        for (struct db_cursor *c = db->buckets[i]; c; c = c->next) db->ops->drop(c);
    db->ops->close(db);
    arena_release(&db->own);
}

enum db_kind db_kind_of(const struct db *db) {
    return db->kind;
}

struct str db_target(const struct db *db) {
    return db->target;
}

struct str db_why(const struct db *db) {
    return str_from(db->why);
}

bool db_in_transaction(const struct db *db) {
    return db->in_transaction;
}

bool db_conflicted(const struct db *db) {
    return db->conflicted;
}

enum status db_begin(struct db *db, enum db_mode mode) {
    assert(!db->in_transaction);
    db->conflicted = false;
    if (mode == DB_WRITE && db->mode == DB_READ)
        return db_note(db, ERR_BROKEN, "this connection only reads");
    TRY(db->ops->begin(db, mode));
    db->in_transaction = true;
    db->transaction_mode = mode;
    return OK;
}

enum status db_commit(struct db *db) {
    assert(db->in_transaction && db->open_cursors == 0);
    enum status status = db->ops->alive(db);
    if (status == OK) status = db->ops->commit(db);
    if (status != OK) db->ops->rollback(db);
    db->in_transaction = db->in_savepoint = false;
    return status;
}

/* Cursors left open by a caller that failed half-way are given back; they have no more rows. */
static void end_all(struct db *db) {
    for (size_t i = 0; db->open_cursors > 0 && i < DB_BUCKETS; i++)
        for (struct db_cursor *c = db->buckets[i]; c; c = c->next) db_end(c);
}

void db_rollback(struct db *db) {
    if (!db->in_transaction) return;
    end_all(db);
    db->ops->rollback(db);
    db->in_transaction = db->in_savepoint = false;
}

enum status db_savepoint(struct db *db) {
    assert(db->in_transaction && !db->in_savepoint);
    db->conflicted = false;
    TRY(db->ops->alive(db));
    TRY(db->ops->savepoint(db));
    db->in_savepoint = true;
    return OK;
}

enum status db_release(struct db *db) {
    assert(db->in_savepoint && db->open_cursors == 0);
    db->in_savepoint = false;
    TRY(db->ops->alive(db));
    return db->ops->release(db);
}

void db_undo(struct db *db) {
    if (!db->in_savepoint) return;
    end_all(db);
    db->in_savepoint = false;
    if (db->ops->alive(db) != OK) return; /* all is undone already; the commit will say so */
    char why[DB_WHY_MAX];
    memcpy(why, db->why, sizeof why); /* the reason for undoing outlives it */
    enum status status =
        db->ops->exec(db, "ROLLBACK TO SAVEPOINT kith; RELEASE SAVEPOINT kith");
    if (status != OK) db->ops->rollback(db);
    else memcpy(db->why, why, sizeof why);
}

static enum status may_start(struct db *db, const struct db_statement *statement) {
    bool reading =
        db->mode == DB_READ || (db->in_transaction && db->transaction_mode == DB_READ);
    if (statement->writes && reading)
        return db_note(db, ERR_BROKEN, "%s writes, but this only reads", statement->name);
    return db->in_transaction ? db->ops->alive(db) : OK;
}

/* A prepared cursor that is free; a second one of the same statement when the first is in use. */
static enum status find_cursor(struct db *db, const struct db_statement *statement,
                               struct db_cursor **ret_cursor) {
    struct db_cursor **bucket = &db->buckets[((uintptr_t)statement / 16) % DB_BUCKETS];
    struct db_cursor *cursor = *bucket;
    while (cursor && (cursor->statement != statement || cursor->busy)) cursor = cursor->next;
    if (!cursor) {
        TRY(db->ops->prepare(db, statement, &cursor));
        cursor->db = db;
        cursor->statement = statement;
        cursor->next = *bucket;
        *bucket = cursor;
    }
    *ret_cursor = cursor;
    return OK;
}

enum status db_start(struct db *db, const struct db_statement *statement,
                     struct db_cursor **ret_cursor) {
    struct db_cursor *cursor = NULL;
    TRY(may_start(db, statement));
    TRY(find_cursor(db, statement, &cursor));
    TRY(db->ops->ready(cursor));
    cursor->busy = true;
    cursor->failed = OK;
    db->open_cursors++;
    *ret_cursor = cursor;
    return OK;
}

void db_bind_int(struct db_cursor *cursor, int index, int64_t value) {
    if (value == INT_NONE) cursor->db->ops->bind_null(cursor, index);
    else cursor->db->ops->bind_int(cursor, index, value);
}

void db_bind_real(struct db_cursor *cursor, int index, double value) {
    if (isnan(value)) cursor->db->ops->bind_null(cursor, index);
    else cursor->db->ops->bind_real(cursor, index, value);
}

void db_bind_text(struct db_cursor *cursor, int index, struct str value) {
    if (!value.ptr) {
        cursor->db->ops->bind_null(cursor, index);
        return;
    }
    if (memchr(value.ptr, 0, value.len) || !utf8_valid(value))
        cursor->failed = db_note(cursor->db, ERR_INVALID, "%s: parameter %d is no UTF-8 text",
                                 cursor->statement->name, index);
    cursor->db->ops->bind_bytes(cursor, index, value, true);
}

void db_bind_blob(struct db_cursor *cursor, int index, struct str value) {
    if (value.ptr) cursor->db->ops->bind_bytes(cursor, index, value, false);
    else cursor->db->ops->bind_null(cursor, index);
}

enum status db_step(struct db_cursor *cursor, bool *ret_row) {
    assert(cursor->busy);
    if (cursor->failed != OK) return cursor->failed;
    return cursor->failed = cursor->db->ops->step(cursor, ret_row);
}

int64_t db_col_int(const struct db_cursor *cursor, int column) {
    const struct db_ops *ops = cursor->db->ops;
    return ops->col_null(cursor, column) ? INT_NONE : ops->col_int(cursor, column);
}

double db_col_real(const struct db_cursor *cursor, int column) {
    const struct db_ops *ops = cursor->db->ops;
    return ops->col_null(cursor, column) ? (double)NAN : ops->col_real(cursor, column);
}

static struct str col_bytes(const struct db_cursor *cursor, int column, struct arena *arena,
                            bool text) {
    const struct db_ops *ops = cursor->db->ops;
    if (ops->col_null(cursor, column)) return STR_NONE;
    struct str view = ops->col_bytes(cursor, column, text);
    if (!view.ptr) view = STR(""); /* an empty blob is not NULL */
    return arena ? str_copy(arena, view) : view;
}

struct str db_col_text(const struct db_cursor *cursor, int column, struct arena *arena) {
    return col_bytes(cursor, column, arena, true);
}

struct str db_col_blob(const struct db_cursor *cursor, int column, struct arena *arena) {
    return col_bytes(cursor, column, arena, false);
}

int64_t db_changed(const struct db_cursor *cursor) {
    return cursor->db->ops->changed(cursor);
}

void db_end(struct db_cursor *cursor) {
    if (!cursor->busy) return;
    cursor->db->ops->reset(cursor);
    cursor->busy = false;
    cursor->db->open_cursors--;
}

enum status db_exec(struct db *db, const char *sql) {
    if (db->in_transaction) TRY(db->ops->alive(db));
    return db->ops->exec(db, sql);
}

enum status db_integrity(struct db *db, struct arena *arena, struct str *ret_words) {
    return db->ops->integrity(db, arena, ret_words);
}

enum status db_prepare_check(struct db *db, const struct db_statement *statement,
                             struct arena *arena, struct str *ret_why) {
    return db->ops->prepare_check(db, statement, arena, ret_why);
}

void db_cache(struct db *db, int kib) {
    char pragma[64];
    if (db_kind_of(db) != DB_SQLITE) return;
    (void)snprintf(pragma, sizeof pragma, "PRAGMA cache_size=-%d%s", kib > 0 ? kib : 2000,
                   kib > 0 ? "" : "; PRAGMA shrink_memory");
    enum status status = db_exec(db, pragma);
    (void)status; /* slower, and right all the same */
}

void db_bulk(struct db *db, bool on) {
    const char *lite = on ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL";
    const char *pg = on ? "SET synchronous_commit TO off" : "SET synchronous_commit TO on";
    enum status status = db_exec(db, db_kind_of(db) == DB_SQLITE ? lite : pg);
    (void)status; /* slower, and right all the same */
}
