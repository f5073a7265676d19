/* One thin layer over SQLite and PostgreSQL. Modules never call it: sqlgen's typed functions do.
   A struct db is one connection, used by one thread at a time. */
#ifndef PLATFORM_DB_DB_H
#define PLATFORM_DB_DB_H

#include "base/clock.h"

struct db;
struct db_cursor;
enum db_kind { DB_SQLITE, DB_POSTGRES };
enum db_mode { DB_READ, DB_WRITE };

/* One named statement, made by sqlgen. `?1` places in sqlite text, `$1` in pg text. */
struct db_statement {
    const char *name;
    const char *sqlite, *pg;
    const char *params; /* one letter a parameter: i integer, r real, t text, b blob */
    const char *columns; /* one letter a result column */
    bool writes;
};

/* One migration, embedded by sqlgen. `pg` is NULL when the portable text serves both. */
struct db_migration {
    const char *module, *name; /* "people", "001-people" */
    const char *sql, *pg;
};

/* Open `target`: a path, ":memory:" or postgresql://... READ connections refuse writes.
   SQLite: WAL, synchronous=FULL, foreign_keys on, trusted_schema off, busy_timeout 5 s.
   Fails: ERR_MISSING (no such file, when reading), ERR_BUSY (no answer), ERR_BROKEN.
   ret_why (may be NULL): a sentence for the operator, in the arena. */
enum status db_open(struct arena *arena, struct str target, enum db_mode mode, struct db **ret_db,
                    struct str *ret_why) MUST_USE;
void db_close(struct db *db);
enum db_kind db_kind_of(const struct db *db);
struct str db_target(const struct db *db);

/* Transactions. begin(WRITE) is BEGIN IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.
   A failed commit has rolled back. ERR_BUSY means "again, from the start". */
enum status db_begin(struct db *db, enum db_mode mode) MUST_USE;
enum status db_commit(struct db *db) MUST_USE;
void db_rollback(struct db *db); /* fine when no transaction is open */
bool db_in_transaction(const struct db *db);
/* Was the last failure a serialization failure or a deadlock, worth another try at once? */
bool db_conflicted(const struct db *db);
/* One level of savepoint inside a write transaction: the lane wraps each write in one. */
enum status db_savepoint(struct db *db) MUST_USE;
enum status db_release(struct db *db) MUST_USE;
void db_undo(struct db *db); /* ROLLBACK TO and RELEASE */
/* A statement that fails undoes only itself on both databases; the transaction can go on. */

/* For generated code. Bind in order 1..n, then step until no row, then end. After a failed step
   the cursor is still ended by db_end. Texts land in the arena given to db_col_text. */
enum status db_start(struct db *db, const struct db_statement *statement,
                     struct db_cursor **ret_cursor) MUST_USE;
void db_bind_int(struct db_cursor *cursor, int index, int64_t value);   /* INT_NONE = NULL */
void db_bind_real(struct db_cursor *cursor, int index, double value);   /* NaN = NULL */
void db_bind_text(struct db_cursor *cursor, int index, struct str value); /* NULL ptr = NULL */
void db_bind_blob(struct db_cursor *cursor, int index, struct str value);
/* Texts and blobs are not copied: they must live until db_end. A NUL byte in a text, or bytes that
   are no UTF-8, make the step answer ERR_INVALID. */
static inline void db_bind_bool(struct db_cursor *cursor, int index, bool value) {
    db_bind_int(cursor, index, value ? 1 : 0);
}
static inline void db_bind_instant(struct db_cursor *cursor, int index, struct instant value) {
    db_bind_int(cursor, index, value.ms); /* INSTANT_NONE is INT_NONE */
}
static inline void db_bind_day(struct db_cursor *cursor, int index, struct day value) {
    db_bind_int(cursor, index, day_is(value) ? value.n : INT_NONE);
}
static inline void db_bind_minutes(struct db_cursor *cursor, int index, struct minutes value) {
    db_bind_int(cursor, index, minutes_is(value) ? value.n : INT_NONE);
}
static inline void db_bind_pence(struct db_cursor *cursor, int index, struct pence value) {
    db_bind_int(cursor, index, value.n); /* PENCE_NONE is INT_NONE */
}
static inline void db_bind_id(struct db_cursor *cursor, int index, int64_t value) {
    db_bind_int(cursor, index, value ? value : INT_NONE); /* 0 = NULL */
}
enum status db_step(struct db_cursor *cursor, bool *ret_row) MUST_USE;
int64_t db_col_int(const struct db_cursor *cursor, int column);  /* NULL = INT_NONE */
double db_col_real(const struct db_cursor *cursor, int column);  /* NULL = NaN */
struct str db_col_text(const struct db_cursor *cursor, int column, struct arena *arena);
struct str db_col_blob(const struct db_cursor *cursor, int column, struct arena *arena);
/* With a NULL arena texts and blobs are views that live until the next step. */
static inline bool db_col_bool(const struct db_cursor *cursor, int column) {
    int64_t value = db_col_int(cursor, column);
    return value != INT_NONE && value != 0;
}
static inline struct instant db_col_instant(const struct db_cursor *cursor, int column) {
    return (struct instant){db_col_int(cursor, column)};
}
static inline struct day db_col_day(const struct db_cursor *cursor, int column) {
    int64_t value = db_col_int(cursor, column); /* what no day can be is no day */
    return value > INT32_MIN && value <= INT32_MAX ? (struct day){(int32_t)value} : DAY_NONE;
}
static inline struct minutes db_col_minutes(const struct db_cursor *cursor, int column) {
    int64_t value = db_col_int(cursor, column);
    return value > INT32_MIN && value <= INT32_MAX ? (struct minutes){(int32_t)value} : MINUTES_NONE;
}
static inline struct pence db_col_pence(const struct db_cursor *cursor, int column) {
    return (struct pence){db_col_int(cursor, column)};
}
static inline int64_t db_col_id(const struct db_cursor *cursor, int column) {
    int64_t value = db_col_int(cursor, column);
    return value == INT_NONE ? 0 : value; /* NULL = 0 */
}
int64_t db_changed(const struct db_cursor *cursor); /* rows written */
void db_end(struct db_cursor *cursor);

/* What the last failure said, for the log. */
struct str db_why(const struct db *db);
/* Room for pages in use, in KiB, while much is written; 0 = the default again. SQLite only. */
void db_cache(struct db *db, int kib);
/* Between transactions of a long import: commits no longer wait for the disk; the first commit after
   `on` = false makes all before it last. */
void db_bulk(struct db *db, bool on);
/* Plain statements for tools and tests only (archcheck refuses it in domain/). */
enum status db_exec(struct db *db, const char *sql) MUST_USE;
/* Is the file sound? SQLite quick_check and foreign_key_check; PostgreSQL: a look at the catalogue. */
enum status db_integrity(struct db *db, struct arena *arena, struct str *ret_words) MUST_USE;
/* SQLite only: the database as it stands, its WAL with it, to a file that is not there yet. */
enum status db_copy_file(struct arena *arena, struct str from, struct str to,
                         struct str *ret_why) MUST_USE;
/* PostgreSQL only: prepare a statement and compare its parameter and column types with the
   letters; SQLite: prepare. The reason is in ret_why. */
enum status db_prepare_check(struct db *db, const struct db_statement *statement,
                             struct arena *arena, struct str *ret_why) MUST_USE;

#endif
