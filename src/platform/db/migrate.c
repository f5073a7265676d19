/* Migrations: what is applied, what is missing, and whether the schema is what the files make. */
#include "platform/db/migrate.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* One number for all processes of one database: only one of them migrates at a time. */
#define LOCK_SQL "SELECT pg_advisory_xact_lock(5213071)"

static const struct db_statement st_list = {
    .name = "db_migration_list",
    .sqlite = "SELECT module, name, checksum FROM db_migration ORDER BY module, name",
    .pg = "SELECT module, name, checksum FROM db_migration ORDER BY module, name",
    .params = "",
    .columns = "ttt"};

static const struct db_statement st_add = {
    .name = "db_migration_add",
    .sqlite =
        "INSERT INTO db_migration (module, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)",
    .pg = "INSERT INTO db_migration (module, name, checksum, applied_at)"
          " VALUES ($1::text, $2::text, $3::text, $4::bigint)",
    .params = "ttti",
    .columns = "",
    .writes = true};

/* Everything the schema consists of, one line a thing. PostgreSQL's are told without the schema's
   name, so that two schemas can be compared. */
static const struct db_statement st_schema = {
    .name = "db_schema",
    .sqlite = "SELECT type || ' ' || name AS what, sql AS text FROM sqlite_schema"
              " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1",
    .pg = "SELECT what, text FROM (SELECT 'column ' || c.relname || '.' || a.attname AS what, "
          "format_type(a.atttypid, a.atttypmod)"
          " || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
          " || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS text"
          " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
          "a.attisdropped"
          " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
          " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', "
          "'v', 'm')"
          " UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname, "
          "pg_get_constraintdef(oid, true)"
          " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND "
          "conrelid <> 0"
          " UNION ALL SELECT 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid, "
          "0, true)"
          " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
          " WHERE c.relnamespace = current_schema()::regnamespace"
          " UNION ALL SELECT 'view ' || c.relname, pg_get_viewdef(c.oid, true) FROM pg_class c"
          " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('v', 'm')"
          " UNION ALL SELECT 'trigger ' || t.tgrelid::regclass || '.' || t.tgname, "
          "pg_get_triggerdef(t.oid, true)"
          " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
          " WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal"
          ") things ORDER BY what COLLATE \"C\", text COLLATE \"C\"",
    .params = "",
    .columns = "tt"};

struct applied {
    struct str module, name, checksum;
    bool known;
};

struct thing {
    struct str what, text;
};

struct migrating {
    struct db *db;
    const struct db_migration *const *lists;
    size_t count;
    struct arena *arena;
    struct str *ret_why;
    struct applied *applied;
    size_t applied_n;
};

static const char *text_for(const struct db *db, const struct db_migration *m,
                            struct arena *arena) {
    if (db_kind_of(db) == DB_SQLITE) return m->sql;
    return m->pg ? m->pg : str_c(arena, db_pg_text(arena, str_from(m->sql)));
}

/* Of the file as it was written, not as it was rewritten: the rewriting may improve. */
static struct str checksum_of(const struct db *db, const struct db_migration *m,
                              struct arena *arena) {
    const char *text = db_kind_of(db) == DB_POSTGRES && m->pg ? m->pg : m->sql;
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_alloc(arena, sizeof hash * 2 + 1);
    crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
    sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
    return str_from(hex);
}

static enum status say(struct migrating *m, enum status status, struct str words) {
    if (m->ret_why) *m->ret_why = words;
    return status;
}

static enum status say_why(struct migrating *m, enum status status) {
    return status == OK ? OK : say(m, status, str_copy(m->arena, db_why(m->db)));
}

static enum status create_table(struct migrating *m) {
    bool sqlite = db_kind_of(m->db) == DB_SQLITE;
    if (!sqlite) TRY(db_exec(m->db, LOCK_SQL));
    return db_exec(m->db, sqlite ? "CREATE TABLE IF NOT EXISTS db_migration (module TEXT NOT "
                                   "NULL, name TEXT NOT NULL,"
                                   " checksum TEXT NOT NULL, applied_at INTEGER NOT NULL, "
                                   "PRIMARY KEY (module, name)) STRICT"
                                 : "CREATE TABLE IF NOT EXISTS db_migration (module TEXT NOT "
                                   "NULL, name TEXT NOT NULL,"
                                   " checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, "
                                   "PRIMARY KEY (module, name))");
}

static enum status read_applied(struct migrating *m) {
    struct db_cursor *cursor;
    TRY(db_start(m->db, &st_list, &cursor));
    enum status status;
    bool more;
    while ((status = db_step(cursor, &more)) == OK && more &&
           (status = arena_check(m->arena)) == OK) {
        struct applied *a = ARENA_PUSH(m->arena, m->applied, m->applied_n);
        a->module = db_col_text(cursor, 0, m->arena);
        a->name = db_col_text(cursor, 1, m->arena);
        a->checksum = db_col_text(cursor, 2, m->arena);
    }
    db_end(cursor);
    return status;
}

static struct applied *find_applied(struct migrating *m, const struct db_migration *file) {
    for (size_t i = 0; i < m->applied_n; i++)
        if (str_is(m->applied[i].module, file->module) &&
            str_is(m->applied[i].name, file->name))
            return &m->applied[i];
    return NULL;
}

/* Files against what the database says it has. `ret_missing` counts those to be applied. */
static enum status compare_files(struct migrating *m, size_t *ret_missing) {
    size_t missing = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct db_migration *gap = NULL;
        for (const struct db_migration *file = m->lists[i]; file->name; file++) {
            struct applied *a = find_applied(m, file);
            if (!a) {
                gap = file;
                missing++;
                continue;
            }
            a->known = true;
            if (gap)
                return say(m, ERR_CONFLICT,
                           str_printf(m->arena, "%s/%s is applied but %s before it is not",
                                      file->module, file->name, gap->name));
            if (!str_eq(a->checksum, checksum_of(m->db, file, m->arena)))
                return say(m, ERR_CONFLICT,
                           str_printf(m->arena, "%s/%s was changed after it was applied",
                                      file->module, file->name));
        }
    }
    for (size_t i = 0; i < m->applied_n; i++)
        if (!m->applied[i].known)
            return say(m, ERR_CONFLICT,
                       str_printf(m->arena,
                                  "the database is newer than this program: it has %.*s/%.*s",
                                  STR_ARG(m->applied[i].module), STR_ARG(m->applied[i].name)));
    *ret_missing = missing;
    return OK;
}

static enum status add_row(struct migrating *m, const struct db_migration *file,
                           struct instant now) {
    struct db_cursor *cursor;
    bool row;
    TRY(db_start(m->db, &st_add, &cursor));
    db_bind_text(cursor, 1, str_from(file->module));
    db_bind_text(cursor, 2, str_from(file->name));
    db_bind_text(cursor, 3, checksum_of(m->db, file, m->arena));
    db_bind_instant(cursor, 4, now);
    enum status status = db_step(cursor, &row);
    db_end(cursor);
    return status;
}

static enum status apply_missing(struct migrating *m, struct instant now) {
    for (size_t i = 0; i < m->count; i++) {
        for (const struct db_migration *file = m->lists[i]; file->name; file++) {
            if (find_applied(m, file)) continue;
            enum status status = db_exec(m->db, text_for(m->db, file, m->arena));
            if (status == OK) status = add_row(m, file, now);
            if (status == OK) continue;
            struct str why = db_why(m->db);
            return say(
                m, status == ERR_BUSY ? ERR_BUSY : ERR_BROKEN,
                str_printf(m->arena, "%s/%s: %.*s", file->module, file->name, STR_ARG(why)));
        }
    }
    return OK;
}

/* Everything inside the transaction. */
static enum status migrate_within(struct migrating *m, struct instant now) {
    size_t missing = 0;
    TRY(say_why(m, create_table(m)));
    TRY(say_why(m, read_applied(m)));
    TRY(compare_files(m, &missing));
    if (missing == 0) return OK;
    TRY(apply_missing(m, now));
    if (db_kind_of(m->db) == DB_POSTGRES) return OK;
    struct str words; /* foreign keys were off while tables were rebuilt */
    enum status status = db_integrity(m->db, m->arena, &words);
    return status == OK ? OK : say(m, status, words);
}

enum status db_migrate(struct db *db, const struct db_migration *const *lists, size_t count,
                       struct instant now, struct arena *arena, struct str *ret_why) {
    struct migrating m = {
        .db = db, .lists = lists, .count = count, .arena = arena, .ret_why = ret_why};
    bool sqlite = db_kind_of(db) == DB_SQLITE;
    if (sqlite) TRY(say_why(&m, db_exec(db, "PRAGMA foreign_keys=OFF")));
    enum status status = say_why(&m, db_begin(db, DB_WRITE));
    if (status == OK) status = migrate_within(&m, now);
    if (status == OK) status = say_why(&m, db_commit(db));
    db_rollback(db);
    if (!sqlite) return status;
    enum status keys = db_exec(db, "PRAGMA foreign_keys=ON");
    return status == OK ? say_why(&m, keys) : status;
}

static enum status read_schema(struct db *db, struct arena *arena, struct thing **ret_things,
                               size_t *ret_count) {
    struct thing *things = NULL;
    size_t count = 0;
    struct db_cursor *cursor;
    TRY(db_start(db, &st_schema, &cursor));
    enum status status;
    bool more;
    while ((status = db_step(cursor, &more)) == OK && more &&
           (status = arena_check(arena)) == OK) {
        struct thing *thing = ARENA_PUSH(arena, things, count);
        thing->what = db_col_text(cursor, 0, arena);
        thing->text = db_col_text(cursor, 1, arena);
    }
    db_end(cursor);
    *ret_things = things;
    *ret_count = count;
    return status;
}

/* Both lists are in one order: the first that differs is told. */
static enum status compare_schemas(struct migrating *m, const struct thing *found,
                                   size_t found_n, const struct thing *wanted,
                                   size_t wanted_n) {
    for (size_t i = 0; i < found_n || i < wanted_n; i++) {
        int order = i >= found_n    ? 1
                    : i >= wanted_n ? -1
                                    : str_cmp(found[i].what, wanted[i].what);
        if (order < 0)
            return say(m, ERR_CONFLICT,
                       str_printf(m->arena, "%.*s is in the database, but no file makes it",
                                  STR_ARG(found[i].what)));
        if (order > 0)
            return say(m, ERR_CONFLICT,
                       str_printf(m->arena, "%.*s is missing in the database",
                                  STR_ARG(wanted[i].what)));
        if (!str_eq(found[i].text, wanted[i].text))
            return say(
                m, ERR_CONFLICT,
                str_printf(m->arena,
                           "%.*s is \"%.*s\" in the database, but the files make it \"%.*s\"",
                           STR_ARG(found[i].what), STR_ARG(found[i].text),
                           STR_ARG(wanted[i].text)));
    }
    return OK;
}

/* Checksums, then the schema as it stands; inside a transaction. */
static enum status look(struct migrating *m, struct thing **ret_found, size_t *ret_count) {
    size_t missing = 0;
    TRY(say_why(m, read_applied(m)));
    TRY(compare_files(m, &missing));
    if (missing > 0)
        return say(m, ERR_CONFLICT,
                   str_printf(m->arena, "%zu migrations are not applied yet", missing));
    return say_why(m, read_schema(m->db, m->arena, ret_found, ret_count));
}

static enum status check_sqlite(struct migrating *m) {
    struct thing *found, *wanted;
    size_t found_n, wanted_n;
    TRY(look(m, &found, &found_n));
    struct db *fresh;
    TRY(db_open(m->arena, STR(":memory:"), DB_WRITE, &fresh, m->ret_why));
    enum status status =
        db_migrate(fresh, m->lists, m->count, (struct instant){0}, m->arena, m->ret_why);
    if (status == OK) status = read_schema(fresh, m->arena, &wanted, &wanted_n);
    db_close(fresh);
    return status == OK ? compare_schemas(m, found, found_n, wanted, wanted_n) : status;
}

/* The files are applied to a schema that the rollback takes away again. */
static enum status check_pg(struct migrating *m) {
    struct thing *found, *wanted;
    size_t found_n, wanted_n;
    TRY(look(m, &found, &found_n));
    struct str sql = str_printf(
        m->arena, "CREATE SCHEMA kith_check_%ld; SET LOCAL search_path = kith_check_%ld",
        (long)getpid(), (long)getpid());
    TRY(say_why(m, db_exec(m->db, sql.ptr)));
    struct migrating fresh = {.db = m->db,
                              .lists = m->lists,
                              .count = m->count,
                              .arena = m->arena,
                              .ret_why = m->ret_why};
    TRY(migrate_within(&fresh, (struct instant){0}));
    TRY(say_why(m, read_schema(m->db, m->arena, &wanted, &wanted_n)));
    return compare_schemas(m, found, found_n, wanted, wanted_n);
}

enum status db_migrate_check(struct db *db, const struct db_migration *const *lists,
                             size_t count, struct arena *arena, struct str *ret_why) {
    struct migrating m = {
        .db = db, .lists = lists, .count = count, .arena = arena, .ret_why = ret_why};
    bool sqlite = db_kind_of(db) == DB_SQLITE;
    TRY(say_why(&m, db_begin(db, sqlite ? DB_READ : DB_WRITE)));
    enum status status = sqlite ? check_sqlite(&m) : check_pg(&m);
    db_rollback(db);
    return status;
}
