/* Made by sqlgen from shop.sql and its migrations: change those. */
#include "shop_sql.h"

static const struct db_statement st_find = {
    .name = "shop_sql_find",
    .sqlite =
        "SELECT * FROM shop_item WHERE id = ?1",
    .pg =
        "SELECT * FROM shop_item WHERE id = $1::bigint",
    .params = "i",
    .columns = "iitirbiiiit",
    .writes = false};

static void row_find(const struct db_cursor *cursor, struct arena *a,
                     struct shop_sql_find *row) {
    row->id.v = db_col_id(cursor, 0);
    row->place_id.v = db_col_id(cursor, 1);
    row->name = db_col_text(cursor, 2, a);
    row->lent = db_col_bool(cursor, 3);
    row->weight = db_col_real(cursor, 4);
    row->photo = db_col_blob(cursor, 5, a);
    row->bought = db_col_day(cursor, 6);
    row->length = db_col_minutes(cursor, 7);
    row->price = db_col_pence(cursor, 8);
    row->at = db_col_instant(cursor, 9);
    row->notes = db_col_text(cursor, 10, a);
}

enum status shop_sql_find(struct db *db, struct arena *a, struct item_id id,
                          struct shop_sql_find *ret_row) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_find, &cursor));
    db_bind_id(cursor, 1, id.v);
    bool found = false;
    enum status status = db_step(cursor, &found);
    if (status == OK && !found) status = ERR_MISSING;
    if (status == OK) row_find(cursor, a, ret_row);
    db_end(cursor);
    return status;
}

static const struct db_statement st_list = {
    .name = "shop_sql_list",
    .sqlite =
        "SELECT i.id, i.name, p.name AS place \n"
        "FROM shop_item i JOIN places_v_place p ON p.id = i.place_id\n"
        "WHERE i.place_id = ?1 AND i.name <> 'a :name; \"b\" ?' ORDER BY i.name, i.id LIMIT ?2",
    .pg =
        "SELECT i.id, i.name, p.name AS place \n"
        "FROM shop_item i JOIN places_v_place p ON p.id = i.place_id\n"
        "WHERE i.place_id = $1::bigint AND i.name <> 'a :name; \"b\" ?' ORDER BY i.name, i.id LIMIT $2::bigint",
    .params = "ii",
    .columns = "itt",
    .writes = false};

static void row_list(const struct db_cursor *cursor, struct arena *a,
                     struct shop_sql_list *row) {
    row->id.v = db_col_id(cursor, 0);
    row->name = db_col_text(cursor, 1, a);
    row->place = db_col_text(cursor, 2, a);
}

enum status shop_sql_list(struct db *db, struct arena *a, struct place_id place_id,
                          int64_t limit, struct shop_sql_list **ret_rows,
                          size_t *ret_count) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_list, &cursor));
    db_bind_id(cursor, 1, place_id.v);
    db_bind_int(cursor, 2, limit);
    struct shop_sql_list *rows = NULL;
    size_t count = 0;
    bool more = false;
    enum status status;
    while ((status = db_step(cursor, &more)) == OK && more &&
           (status = arena_check(a)) == OK)
        row_list(cursor, a, ARENA_PUSH(a, rows, count));
    if (status == OK) {
        *ret_rows = rows;
        *ret_count = count;
    }
    db_end(cursor);
    return status;
}

static const struct db_statement st_each = {
    .name = "shop_sql_each",
    .sqlite =
        "SELECT id, name, photo FROM shop_item WHERE at >= ?1 OR ?1 IS NULL",
    .pg =
        "SELECT id, name, photo FROM shop_item WHERE at >= $1::bigint OR $1::bigint IS NULL",
    .params = "i",
    .columns = "itb",
    .writes = false};

static void row_each(const struct db_cursor *cursor, struct arena *a,
                     struct shop_sql_each *row) {
    row->id.v = db_col_id(cursor, 0);
    row->name = db_col_text(cursor, 1, a);
    row->photo = db_col_blob(cursor, 2, a);
}

enum status shop_sql_each(struct db *db, struct arena *a, struct instant since,
                          enum status (*each)(void *cookie, const struct shop_sql_each *row),
                          void *cookie) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_each, &cursor));
    db_bind_instant(cursor, 1, since);
    (void)a;
    bool more = false;
    enum status status;
    while ((status = db_step(cursor, &more)) == OK && more) {
        struct shop_sql_each row;
        row_each(cursor, NULL, &row);
        if ((status = each(cookie, &row)) != OK) break;
    }
    db_end(cursor);
    return status;
}

static const struct db_statement st_dates = {
    .name = "shop_sql_dates",
    .sqlite =
        "SELECT min(bought) AS oldest, sum(price) AS total FROM shop_item",
    .pg =
        "SELECT min(bought) AS oldest, sum(price) AS total FROM shop_item",
    .params = "",
    .columns = "ii",
    .writes = false};

static void row_dates(const struct db_cursor *cursor, struct shop_sql_dates *row) {
    row->oldest = db_col_day(cursor, 0);
    row->total = db_col_pence(cursor, 1);
}

enum status shop_sql_dates(struct db *db, struct arena *a,
                           enum status (*each)(void *cookie, const struct shop_sql_dates *row),
                           void *cookie) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_dates, &cursor));
    (void)a;
    bool more = false;
    enum status status;
    while ((status = db_step(cursor, &more)) == OK && more) {
        struct shop_sql_dates row;
        row_dates(cursor, &row);
        if ((status = each(cookie, &row)) != OK) break;
    }
    db_end(cursor);
    return status;
}

static const struct db_statement st_lent = {
    .name = "shop_sql_lent",
    .sqlite =
        "SELECT count(*) FROM shop_item WHERE place_id = ?1 AND lent = 1",
    .pg =
        "SELECT count(*) FROM shop_item WHERE place_id = $1::bigint AND lent = 1",
    .params = "i",
    .columns = "i",
    .writes = false};

enum status shop_sql_lent(struct db *db, struct place_id place_id, int64_t *ret_n) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_lent, &cursor));
    db_bind_id(cursor, 1, place_id.v);
    bool found = false;
    enum status status = db_step(cursor, &found);
    if (status == OK && !found) status = ERR_MISSING;
    if (status == OK) *ret_n = db_col_int(cursor, 0);
    db_end(cursor);
    return status;
}

static const struct db_statement st_add = {
    .name = "shop_sql_add",
    .sqlite =
        "INSERT INTO shop_item (id, place_id, name, lent, weight, photo, bought, length, price, at)\n"
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    .pg =
        "INSERT INTO shop_item (id, place_id, name, lent, weight, photo, bought, length, price, at)\n"
        "VALUES ($1::bigint, $2::bigint, $3::text, $4::bigint, $5::double precision, $6::bytea, $7::bigint, $8::bigint, $9::bigint, $10::bigint)",
    .params = "iitirbiiii",
    .columns = "",
    .writes = true};

enum status shop_sql_add(struct db *db, const struct shop_sql_add_in *in) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_add, &cursor));
    db_bind_id(cursor, 1, in->id.v);
    db_bind_id(cursor, 2, in->place_id.v);
    db_bind_text(cursor, 3, in->name);
    db_bind_bool(cursor, 4, in->lent);
    db_bind_real(cursor, 5, in->weight);
    db_bind_blob(cursor, 6, in->photo);
    db_bind_day(cursor, 7, in->bought);
    db_bind_minutes(cursor, 8, in->length);
    db_bind_pence(cursor, 9, in->price);
    db_bind_instant(cursor, 10, in->at);
    bool more = false;
    enum status status = db_step(cursor, &more);
    db_end(cursor);
    return status;
}

static const struct db_statement st_lend = {
    .name = "shop_sql_lend",
    .sqlite =
        "UPDATE shop_item SET lent = CAST(?2 AS INTEGER), length = ?3 WHERE id = ?1",
    .pg =
        "UPDATE shop_item SET lent = CAST($2::bigint AS BIGINT), length = $3::bigint WHERE id = $1::bigint",
    .params = "iii",
    .columns = "",
    .writes = true};

enum status shop_sql_lend(struct db *db, struct item_id id, bool lent,
                          struct minutes until) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_lend, &cursor));
    db_bind_id(cursor, 1, id.v);
    db_bind_bool(cursor, 2, lent);
    db_bind_minutes(cursor, 3, until);
    bool more = false;
    enum status status = db_step(cursor, &more);
    if (status == OK && db_changed(cursor) == 0) status = ERR_MISSING;
    db_end(cursor);
    return status;
}

static const struct db_statement st_any = {
    .name = "shop_sql_any",
    .sqlite =
        "SELECT name AS name FROM shop_item WHERE name LIKE ?1 LIMIT 1",
    .pg =
        "SELECT name::text AS name FROM shop_item WHERE name ILIKE $1::text::text LIMIT 1",
    .params = "t",
    .columns = "t",
    .writes = false};

static void row_any(const struct db_cursor *cursor, struct arena *a,
                    struct shop_sql_any *row) {
    row->name = db_col_text(cursor, 0, a);
}

enum status shop_sql_any(struct db *db, struct arena *a, struct str words,
                         struct shop_sql_any *ret_row) {
    struct db_cursor *cursor;
    TRY(db_start(db, &st_any, &cursor));
    db_bind_text(cursor, 1, words);
    bool found = false;
    enum status status = db_step(cursor, &found);
    if (status == OK && !found) status = ERR_MISSING;
    if (status == OK) row_any(cursor, a, ret_row);
    db_end(cursor);
    return status;
}

const struct db_migration shop_migrations[] = {
    {.module = "shop",
     .name = "001-shop",
     .sql =
        "-- Things to lend; a comment with 'quotes\" and a ;\n"
        "CREATE TABLE shop_item (\n"
        "    id INTEGER PRIMARY KEY,         -- [public] item_id. The thing.\n"
        "    place_id INTEGER NOT NULL REFERENCES places_place (id), -- [public] place_id. Where it is.\n"
        "    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80\n"
        "        AND name <> 'a, b; -- ?\?!'), -- [public] text. What it is called.\n"
        "    lent INTEGER NOT NULL CHECK (lent IN (0, 1)), -- [personal] bool. Is it out?\n"
        "    weight REAL,                    -- [public] real. In kilograms.\n"
        "    photo BLOB,                     -- [personal] blob. A small picture.\n"
        "    bought INTEGER,                 -- [public] day. When it was new.\n"
        "    length INTEGER,                 -- [public] minutes. How long it may be out.\n"
        "    price INTEGER,                  -- [public] pence. What it cost.\n"
        "    old_name TEXT,                  -- [public] text. Goes in 002.\n"
        "    at INTEGER NOT NULL,            -- [derived] instant. When it was entered.\n"
        "    UNIQUE (place_id, name)\n"
        ") STRICT;\n"
        "CREATE TRIGGER shop_item_no_delete BEFORE DELETE ON shop_item\n"
        "BEGIN\n"
        "    SELECT RAISE(ABORT, 'things are kept; lent ones too');\n"
        "END;\n"
        "CREATE VIEW shop_v_item AS SELECT i.id, i.name, p.name AS place FROM shop_item i JOIN places_v_place p ON p.id = i.place_id;\n",
     .pg = NULL},
    {.module = "shop",
     .name = "002-notes",
     .sql =
        "ALTER TABLE shop_item DROP COLUMN old_name;\n"
        "ALTER TABLE shop_item ADD COLUMN notes TEXT; -- [personal] text. What people say of it.\n"
        "CREATE TABLE shop_old (\n"
        "    id INTEGER PRIMARY KEY -- [derived] int. Soon gone.\n"
        ") STRICT;\n"
        "DROP TABLE shop_old;\n",
     .pg =
        "ALTER TABLE shop_item DROP COLUMN old_name;\n"
        "ALTER TABLE shop_item ADD COLUMN notes TEXT; -- only here\n"},
    {.name = NULL}};

const struct db_statement *const shop_statements[] = {
    &st_find,
    &st_list,
    &st_each,
    &st_dates,
    &st_lent,
    &st_add,
    &st_lend,
    &st_any,
    NULL};
