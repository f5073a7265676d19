/* One question to PostgreSQL, and what its refusals mean to us. */
#include "db_pg.h"

#include <string.h>

PGconn *db_pg_conn(const struct db *db) {
    return ((const struct pg_db *)db)->conn;
}

Oid db_pg_type(char letter) {
    switch (letter) {
    case 'i': return PG_INT8;
    case 'r': return PG_FLOAT8;
    case 'b': return PG_BYTEA;
    default: return PG_TEXT;
    }
}

static bool among(const char *state, const char *const *states) {
    for (size_t i = 0; states[i]; i++)
        if (strncmp(state, states[i], strlen(states[i])) == 0) return true;
    return false;
}

/* SQLSTATE to status: whole classes by their first two characters. */
static enum status state_status(struct db *db, const char *state) {
    static const char *const busy[] = {"08", "53", "55P03", "57", "40", NULL};
    static const char *const conflict[] = {"23503", "23505", "23514", "23P01", "P0001", NULL};
    static const char *const invalid[] = {"22021", NULL};
    static const char *const again[] = {"40001", "40P01", NULL};
    db->conflicted = among(state, again);
    if (among(state, busy)) return ERR_BUSY;
    if (among(state, conflict)) return ERR_CONFLICT;
    if (among(state, invalid)) return ERR_INVALID;
    bool read_only =
        strcmp(state, "25006") == 0; /* a standby, or the reading side of a failover */
    return read_only && db->mode == DB_WRITE ? ERR_BUSY : ERR_BROKEN;
}

enum status db_pg_failed(struct db *db, const PGresult *result, const char *what) {
    PGconn *conn = db_pg_conn(db);
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *words = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    db->conflicted = false;
    enum status status = state ? state_status(db, state) : ERR_BROKEN;
    if (PQstatus(conn) == CONNECTION_BAD)
        return db_note(db, ERR_BUSY, "%.40s: the connection was lost: %s", what,
                       words ? words : PQerrorMessage(conn));
    return db_note(db, status, "%.40s: %s (%s)", what, words ? words : PQerrorMessage(conn),
                   state ? state : "?");
}

enum status db_pg_exec(struct db *db, const char *sql) {
    PGresult *result = PQexec(db_pg_conn(db), sql);
    ExecStatusType code = PQresultStatus(result);
    bool fine =
        code == PGRES_COMMAND_OK || code == PGRES_TUPLES_OK || code == PGRES_EMPTY_QUERY;
    enum status status = fine ? OK : db_pg_failed(db, result, sql);
    PQclear(result);
    return status;
}
