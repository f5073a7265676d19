/* What db.c shares with the two databases behind it; nobody else includes this. Each database has
   its own structs that begin with the two below. db_open.c knows both databases, they know db.c,
   and db.c reaches them only through the table that the open connection carries. */
#ifndef PLATFORM_DB_DB_OWN_H
#define PLATFORM_DB_DB_OWN_H

#include "platform/db/db.h"

#define DB_BUCKETS 512
#define DB_WHY_MAX 400

struct db_ops {
    void (*close)(struct db *db);
    enum status (*begin)(struct db *db, enum db_mode mode);
    enum status (*exec)(struct db *db, const char *sql);
    enum status (*savepoint)(struct db *db);
    enum status (*release)(struct db *db);
    /* Is the transaction db.c believes in still there? Both databases can end one by themselves. */
    enum status (*alive)(struct db *db);
    enum status (*commit)(struct db *db);
    void (*rollback)(struct db *db);
    enum status (*prepare)(struct db *db, const struct db_statement *statement,
                           struct db_cursor **ret_cursor);
    enum status (*ready)(struct db_cursor *cursor); /* before each use */
    void (*bind_int)(struct db_cursor *cursor, int index, int64_t value);
    void (*bind_real)(struct db_cursor *cursor, int index, double value);
    void (*bind_bytes)(struct db_cursor *cursor, int index, struct str value, bool text);
    void (*bind_null)(struct db_cursor *cursor, int index);
    enum status (*step)(struct db_cursor *cursor, bool *ret_row);
    bool (*col_null)(const struct db_cursor *cursor, int column);
    int64_t (*col_int)(const struct db_cursor *cursor, int column);
    double (*col_real)(const struct db_cursor *cursor, int column);
    struct str (*col_bytes)(const struct db_cursor *cursor, int column, bool text); /* a view */
    int64_t (*changed)(const struct db_cursor *cursor);
    void (*reset)(struct db_cursor *cursor);
    void (*drop)(struct db_cursor *cursor); /* when the connection closes */
    enum status (*integrity)(struct db *db, struct arena *arena, struct str *ret_words);
    enum status (*prepare_check)(struct db *db, const struct db_statement *statement,
                                 struct arena *arena, struct str *ret_why);
};

struct db {
    const struct db_ops *ops;
    enum db_kind kind;
    enum db_mode mode, transaction_mode;
    bool in_transaction, in_savepoint;
    bool conflicted; /* the last failure was a serialization failure or a deadlock */
    int open_cursors;
    struct str target;
    struct arena own; /* lives as long as the connection */
    struct db_cursor *buckets[DB_BUCKETS];
    char why[DB_WHY_MAX];
};

struct db_cursor {
    struct db *db;
    const struct db_statement *statement;
    struct db_cursor *next; /* in its bucket */
    bool busy;
    enum status failed; /* noticed while binding; the step answers it */
};

/* Keep the reason of a failure and hand its status back. */
enum status db_note(struct db *db, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

enum status db_sqlite_open(struct arena *arena, struct str target, enum db_mode mode,
                           struct db **ret_db, struct str *ret_why) MUST_USE;
enum status db_pg_open(struct arena *arena, struct str target, enum db_mode mode,
                       struct db **ret_db, struct str *ret_why) MUST_USE;

#endif
