/* Asking PostgreSQL about itself: is the catalogue whole, does a statement fit its letters? */
#include "db_pg.h"

#include <string.h>

/* What a result column may be for its letter; sum() of bigint is numeric. */
static bool fits(Oid type, char letter) {
    bool whole = type == PG_INT8 || type == PG_INT4 || type == PG_INT2;
    switch (letter) {
    case 'i': return whole || type == PG_BOOL || type == PG_NUMERIC;
    case 'r': return whole || type == PG_FLOAT8 || type == PG_FLOAT4 || type == PG_NUMERIC;
    case 't':
        return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR || type == PG_NAME;
    default: return type == PG_BYTEA;
    }
}

static enum status compare(struct db *db, const struct db_statement *s, const PGresult *shape) {
    if (PQnparams(shape) != (int)strlen(s->params) ||
        PQnfields(shape) != (int)strlen(s->columns))
        return db_note(db, ERR_CONFLICT, "%s has %d parameters and %d columns, not %zu and %zu",
                       s->name, PQnparams(shape), PQnfields(shape), strlen(s->params),
                       strlen(s->columns));
    for (int i = 0; i < PQnparams(shape); i++)
        if (PQparamtype(shape, i) != db_pg_type(s->params[i]))
            return db_note(db, ERR_CONFLICT, "%s: parameter %d is of type %u, not '%c'",
                           s->name, i + 1, PQparamtype(shape, i), s->params[i]);
    for (int i = 0; i < PQnfields(shape); i++)
        if (!fits(PQftype(shape, i), s->columns[i]))
            return db_note(db, ERR_CONFLICT, "%s: column %s is of type %u, not '%c'", s->name,
                           PQfname(shape, i), PQftype(shape, i), s->columns[i]);
    return OK;
}

enum status db_pg_prepare_check(struct db *db, const struct db_statement *statement,
                             struct arena *arena, struct str *ret_why) {
    PGconn *conn = db_pg_conn(db);
    PGresult *made = PQprepare(conn, "", statement->pg, 0, NULL);
    enum status status = OK;
    if (PQresultStatus(made) != PGRES_COMMAND_OK) status = db_pg_failed(db, made, statement->name);
    PQclear(made);
    if (status == OK) {
        PGresult *shape = PQdescribePrepared(conn, "");
        status = PQresultStatus(shape) == PGRES_COMMAND_OK
                     ? compare(db, statement, shape)
                     : db_pg_failed(db, shape, statement->name);
        PQclear(shape);
    }
    if (status != OK) *ret_why = str_copy(arena, db_why(db));
    return status;
}

enum status db_pg_integrity(struct db *db, struct arena *arena, struct str *ret_words) {
    static const char sql[] =
        "SELECT (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        "  WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace)"
        " + (SELECT count(*) FROM pg_constraint WHERE NOT convalidated"
        "  AND connamespace = current_schema()::regnamespace)";
    PGresult *result = PQexec(db_pg_conn(db), sql);
    enum status status = OK;
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        status = db_pg_failed(db, result, "integrity");
        *ret_words = str_copy(arena, db_why(db));
    } else if (strcmp(PQgetvalue(result, 0, 0), "0") != 0) {
        status = ERR_BROKEN;
        *ret_words = str_printf(arena, "%s indexes or constraints are not valid",
                                PQgetvalue(result, 0, 0));
    } else {
        *ret_words = STR("ok");
    }
    PQclear(result);
    return status;
}
