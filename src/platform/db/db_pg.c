/* PostgreSQL behind db.h, through libpq. Parameters travel binary (exact, no copying), results as
   text. A lost connection is made anew at the next begin, never inside a transaction. */
#include "db_pg.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define OWN_CEILING ((size_t)16 << 20)
#define ROW_CEILING ((size_t)64 << 20)
#define PARAMS_MAX 64

struct pg_cursor {
    struct db_cursor cursor;
    char name[24];
    int generation; /* of the connection it was prepared on; 0 = not yet */
    int params_n, row;
    const char *values[PARAMS_MAX];
    int lengths[PARAMS_MAX], formats[PARAMS_MAX];
    uint64_t numbers[PARAMS_MAX]; /* in network order */
    PGresult *result;
    struct arena bytes; /* blobs of the row, decoded */
};

static const struct pg_cursor *pg_of(const struct db_cursor *cursor) {
    return (const struct pg_cursor *)cursor;
}

static void hush(void *cookie, const PGresult *notice) {
    (void)cookie;
    (void)notice;
}

/* What every fresh connection is told. */
static enum status settle(struct db *db) {
    struct pg_db *self = (struct pg_db *)db;
    self->generation++;
    PQsetNoticeReceiver(self->conn, hush, NULL);
    TRY(db_pg_exec(db, "SET lock_timeout = '5s'; SET client_min_messages = warning;"
                    "SET standard_conforming_strings = on; SET bytea_output = hex"));
    return db->mode == DB_READ ? db_pg_exec(db, "SET default_transaction_read_only = on") : OK;
}

static enum status reconnect(struct db *db) {
    PQreset(db_pg_conn(db));
    if (PQstatus(db_pg_conn(db)) == CONNECTION_OK) return settle(db);
    return db_note(db, ERR_BUSY, "no answer: %s", PQerrorMessage(db_pg_conn(db)));
}

/* Readers see one moment in time, as they do on SQLite. */
static enum status pg_begin(struct db *db, enum db_mode mode) {
    const char *sql = mode == DB_WRITE ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                       : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    bool known_lost = PQstatus(db_pg_conn(db)) == CONNECTION_BAD;
    enum status status = known_lost ? reconnect(db) : db_pg_exec(db, sql);
    if (status == OK && !known_lost) return OK;
    if (!known_lost) { /* only now do we learn that the server went away */
        if (PQstatus(db_pg_conn(db)) != CONNECTION_BAD) return ERR_BUSY;
        status = reconnect(db);
    }
    return status == OK ? db_pg_exec(db, sql) : ERR_BUSY;
}

static enum status pg_alive(struct db *db) {
    if (PQstatus(db_pg_conn(db)) == CONNECTION_OK &&
        PQtransactionStatus(db_pg_conn(db)) != PQTRANS_IDLE)
        return OK;
    return db_note(db, ERR_BUSY, "the connection was lost inside a transaction");
}

/* COMMIT after a failure answers ROLLBACK and calls that success. */
static enum status pg_commit(struct db *db) {
    PGresult *result = PQexec(db_pg_conn(db), "COMMIT");
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    bool kept = done && strcmp(PQcmdStatus(result), "COMMIT") == 0;
    enum status status = OK;
    if (!done) status = db_pg_failed(db, result, "COMMIT");
    else if (!kept)
        status = db_note(db, ERR_BUSY, "an earlier statement failed: nothing was kept");
    PQclear(result);
    return status;
}

static enum status pg_savepoint(struct db *db) {
    return db_pg_exec(db, "SAVEPOINT kith");
}

static enum status pg_release(struct db *db) {
    return db_pg_exec(db, "RELEASE SAVEPOINT kith");
}

static void pg_rollback(struct db *db) {
    if (PQstatus(db_pg_conn(db)) != CONNECTION_OK) return;
    if (PQtransactionStatus(db_pg_conn(db)) == PQTRANS_IDLE) return;
    PQclear(PQexec(db_pg_conn(db), "ROLLBACK"));
}

static enum status pg_prepare(struct db *db, const struct db_statement *statement,
                              struct db_cursor **ret_cursor) {
    size_t params = strlen(statement->params);
    if (params > PARAMS_MAX)
        return db_note(db, ERR_BROKEN, "%s has more than %d parameters", statement->name,
                       PARAMS_MAX);
    struct pg_db *self = (struct pg_db *)db;
    struct pg_cursor *cursor = ARENA_NEW(&db->own, struct pg_cursor);
    cursor->params_n = (int)params;
    arena_init(&cursor->bytes, ROW_CEILING);
    snprintf(cursor->name, sizeof cursor->name, "kith_%d", ++self->prepared);
    *ret_cursor = &cursor->cursor;
    return OK;
}

/* Prepared at the first use on each connection. */
static enum status pg_ready(struct db_cursor *cursor) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    struct db *db = cursor->db;
    const struct db_statement *statement = cursor->statement;
    self->row = -1;
    if (!db->in_transaction && PQstatus(db_pg_conn(db)) == CONNECTION_BAD) TRY(reconnect(db));
    if (self->generation == ((struct pg_db *)db)->generation) return OK;
    Oid types[PARAMS_MAX];
    for (int i = 0; i < self->params_n; i++) types[i] = db_pg_type(statement->params[i]);
    PGresult *result = PQprepare(db_pg_conn(db), self->name, statement->pg, self->params_n, types);
    enum status status = PQresultStatus(result) == PGRES_COMMAND_OK
                             ? OK
                             : db_pg_failed(db, result, statement->name);
    PQclear(result);
    if (status == OK) self->generation = ((struct pg_db *)db)->generation;
    return status;
}

static void put(struct db_cursor *cursor, int index, const char *value, size_t length) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    if (index < 1 || index > self->params_n || length > (size_t)1 << 30) {
        cursor->failed = db_note(cursor->db, ERR_BROKEN, "%s: parameter %d does not fit",
                                 cursor->statement->name, index);
        return;
    }
    self->values[index - 1] = value;
    self->lengths[index - 1] = (int)length;
    self->formats[index - 1] = 1;
}

static void put_number(struct db_cursor *cursor, int index, uint64_t bits) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    uint64_t *slot = &self->numbers[index >= 1 && index <= PARAMS_MAX ? index - 1 : 0];
    *slot = htobe64(bits);
    put(cursor, index, (const char *)slot, sizeof *slot);
}

static void pg_bind_int(struct db_cursor *cursor, int index, int64_t value) {
    put_number(cursor, index, (uint64_t)value);
}

static void pg_bind_real(struct db_cursor *cursor, int index, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_number(cursor, index, bits);
}

static void pg_bind_bytes(struct db_cursor *cursor, int index, struct str value, bool text) {
    (void)text;
    put(cursor, index, value.ptr, value.len);
}

static void pg_bind_null(struct db_cursor *cursor, int index) {
    put(cursor, index, NULL, 0);
}

/* SAVEPOINT, the statement and RELEASE in one journey to the server. The first result that is an
   error, else the statement's own, is kept. */
static PGresult *run_guarded(struct pg_cursor *self, PGconn *conn) {
    if (!PQenterPipelineMode(conn)) return NULL;
    PGresult *kept = NULL, *result;
    bool sent =
        PQsendQueryParams(conn, "SAVEPOINT kith_step", 0, NULL, NULL, NULL, NULL, 0) &&
        PQsendQueryPrepared(conn, self->name, self->params_n, self->values, self->lengths,
                            self->formats, 0) &&
        PQsendQueryParams(conn, "RELEASE SAVEPOINT kith_step", 0, NULL, NULL, NULL, NULL, 0);
    bool synced = PQpipelineSync(conn) && sent;
    for (int n = 0; synced && n < 3; n++) {
        while ((result = PQgetResult(conn)) != NULL) {
            bool error = PQresultStatus(result) == PGRES_FATAL_ERROR;
            bool known = PQresultStatus(kept) == PGRES_FATAL_ERROR && kept;
            if (known || (n != 1 && !error)) {
                PQclear(result);
                continue;
            }
            PQclear(kept);
            kept = result;
        }
    }
    if (synced) PQclear(PQgetResult(conn)); /* the sync itself */
    PQexitPipelineMode(conn);
    return kept;
}

/* A failing write undoes itself alone, as on SQLite: the transaction can go on. */
static PGresult *run(struct pg_cursor *self, PGconn *conn) {
    struct db *db = self->cursor.db;
    if (!db->in_transaction || !self->cursor.statement->writes)
        return PQexecPrepared(conn, self->name, self->params_n, self->values, self->lengths,
                              self->formats, 0);
    PGresult *result = run_guarded(self, conn);
    if (PQtransactionStatus(conn) == PQTRANS_INERROR)
        PQclear(PQexec(conn, "ROLLBACK TO SAVEPOINT kith_step; RELEASE SAVEPOINT kith_step"));
    return result;
}

static enum status pg_step(struct db_cursor *cursor, bool *ret_row) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    if (!self->result) {
        self->result = run(self, db_pg_conn(cursor->db));
        ExecStatusType code = PQresultStatus(self->result);
        if (code != PGRES_TUPLES_OK && code != PGRES_COMMAND_OK)
            return db_pg_failed(cursor->db, self->result, cursor->statement->name);
    }
    arena_reset(&self->bytes);
    if (self->row + 1 >= PQntuples(self->result)) {
        *ret_row = false;
        return OK;
    }
    self->row++;
    *ret_row = true;
    return OK;
}

static bool pg_col_null(const struct db_cursor *cursor, int column) {
    const struct pg_cursor *self = pg_of(cursor);
    return PQgetisnull(self->result, self->row, column) != 0;
}

static const char *text_at(const struct db_cursor *cursor, int column) {
    return PQgetvalue(pg_of(cursor)->result, pg_of(cursor)->row, column);
}

static int64_t pg_col_int(const struct db_cursor *cursor, int column) {
    const char *text = text_at(cursor, column);
    if (*text == 't' || *text == 'f') return *text == 't'; /* a boolean expression */
    return strtoll(text, NULL, 10);                        /* of a numeric: the whole part */
}

static double pg_col_real(const struct db_cursor *cursor, int column) {
    double value = 0;
    const char *text = text_at(cursor, column);
    return str_to_real(str_from(text), &value) ? value : strtod(text, NULL);
}

static int hex_digit(char c) {
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static struct str pg_col_bytes(const struct db_cursor *cursor, int column, bool text) {
    const struct pg_cursor *self = pg_of(cursor);
    const char *from = text_at(cursor, column);
    size_t len = (size_t)PQgetlength(self->result, self->row, column);
    if (text || PQftype(self->result, column) != PG_BYTEA) return str_of(from, len);
    size_t size = len >= 2 ? (len - 2) / 2 : 0; /* \x and two digits a byte */
    char *bytes = arena_alloc((struct arena *)&self->bytes, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(hex_digit(from[2 + 2 * i]) * 16 + hex_digit(from[3 + 2 * i]));
    return str_of(bytes, size);
}

static int64_t pg_changed(const struct db_cursor *cursor) {
    const struct pg_cursor *self = pg_of(cursor);
    if (!self->result || !cursor->statement->writes) return 0;
    return strtoll(PQcmdTuples(self->result), NULL, 10);
}

static void pg_reset(struct db_cursor *cursor) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    PQclear(self->result);
    self->result = NULL;
    arena_reset(&self->bytes);
    memset(self->values, 0, sizeof self->values);
}

static void pg_drop(struct db_cursor *cursor) {
    struct pg_cursor *self = (struct pg_cursor *)cursor;
    PQclear(self->result);
    arena_release(&self->bytes);
}

static void pg_close(struct db *db) {
    PQfinish(db_pg_conn(db));
}

static const struct db_ops pg_ops = {.close = pg_close,
                                     .begin = pg_begin,
                                     .exec = db_pg_exec,
                                     .savepoint = pg_savepoint,
                                     .release = pg_release,
                                     .alive = pg_alive,
                                     .commit = pg_commit,
                                     .rollback = pg_rollback,
                                     .prepare = pg_prepare,
                                     .ready = pg_ready,
                                     .bind_int = pg_bind_int,
                                     .bind_real = pg_bind_real,
                                     .bind_bytes = pg_bind_bytes,
                                     .bind_null = pg_bind_null,
                                     .step = pg_step,
                                     .col_null = pg_col_null,
                                     .col_int = pg_col_int,
                                     .col_real = pg_col_real,
                                     .col_bytes = pg_col_bytes,
                                     .changed = pg_changed,
                                     .reset = pg_reset,
                                     .drop = pg_drop,
                                     .integrity = db_pg_integrity,
                                     .prepare_check = db_pg_prepare_check};

enum status db_pg_open(struct arena *arena, struct str target, enum db_mode mode,
                       struct db **ret_db, struct str *ret_why) {
    struct pg_db *self = ARENA_NEW(arena, struct pg_db);
    self->db = (struct db){.ops = &pg_ops, .kind = DB_POSTGRES, .mode = mode};
    self->db.target = str_copy(arena, target);
    arena_init(&self->db.own, OWN_CEILING);
    /* the target may override what stands before it, not the encoding */
    const char *const names[] = {"connect_timeout", "fallback_application_name", "dbname",
                                 "client_encoding", NULL};
    const char *const values[] = {"5", "kith", str_c(arena, target), "UTF8", NULL};
    self->conn = PQconnectdbParams(names, values, 1);
    enum status status;
    if (PQstatus(self->conn) == CONNECTION_OK) status = settle(&self->db);
    else status = db_note(&self->db, ERR_BUSY, "no answer: %s", PQerrorMessage(self->conn));
    if (status == OK) {
        *ret_db = &self->db;
        return OK;
    }
    if (ret_why) *ret_why = str_copy(arena, db_why(&self->db));
    PQfinish(self->conn);
    return status;
}
