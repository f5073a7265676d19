/* Shared by db_pg.c, db_pg_check.c and, below both, db_pg_talk.c; nobody else includes this. */
#ifndef PLATFORM_DB_DB_PG_H
#define PLATFORM_DB_DB_PG_H

#include "db_own.h"

#include <libpq-fe.h>

/* The numbers PostgreSQL gives its own types (db_pg_type.dat); they never change. */
enum pg_oid {
    PG_BOOL = 16,
    PG_BYTEA = 17,
    PG_NAME = 19,
    PG_INT8 = 20,
    PG_INT2 = 21,
    PG_INT4 = 23,
    PG_TEXT = 25,
    PG_FLOAT4 = 700,
    PG_FLOAT8 = 701,
    PG_BPCHAR = 1042,
    PG_VARCHAR = 1043,
    PG_NUMERIC = 1700
};

struct pg_db {
    struct db db;
    PGconn *conn;
    int generation; /* grows with every connection; statements are prepared once in each */
    int prepared;   /* for their names */
};

PGconn *db_pg_conn(const struct db *db);
enum status db_pg_failed(struct db *db, const PGresult *result, const char *what);
enum status db_pg_exec(struct db *db, const char *sql);
Oid db_pg_type(char letter); /* of a parameter */
enum status db_pg_integrity(struct db *db, struct arena *arena, struct str *ret_words);
enum status db_pg_prepare_check(struct db *db, const struct db_statement *statement,
                             struct arena *arena, struct str *ret_why);

#endif
