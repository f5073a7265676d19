/* Migrations: applied statement by statement to the database in memory, their column comments
   read, their reach judged. Views of earlier modules then become plain tables, so that whatever
   lies behind them is out of reach and every read that is reported is a direct one. */
#include "sqlgen.h"

#include <glob.h>
#include <string.h>

static const char *const classes[] = {"public", "personal", "special", "derived"};

bool schema_owns(const struct gen *gen, struct str table) {
    struct str name = gen->module.name;
    return table.len > name.len && str_starts(table, name) && table.ptr[name.len] == '_';
}

const struct column *schema_find(const struct gen *gen, struct str table, struct str name) {
    for (size_t i = 0; i < gen->columns_n; i++)
        if (str_eq(gen->columns[i].table, table) && str_ieq(gen->columns[i].name, name))
            return &gen->columns[i];
    return NULL;
}

/* The next word of SQL, comments and signs passed over; STR_NONE at the end. */
static struct str next_word(struct str *rest) {
    struct str piece;
    enum piece kind;
    while ((kind = sql_next(rest, &piece)) != PIECE_END)
        if (kind == PIECE_WORD) return piece;
    return STR_NONE;
}

static struct column *add_column(struct gen *gen, struct str table, struct str name,
                                 struct spot at) {
    struct column *c = ARENA_PUSH(gen->arena, gen->columns, gen->columns_n);
    *c = (struct column){.table = table, .name = name, .at = at};
    return c;
}

/* `-- [class] type. Words.` into the column it stands beside. Other comments say nothing. */
static void read_comment(struct gen *gen, struct column *column, struct str comment,
                         struct spot at) {
    struct str text = str_trim(str_slice(comment, 2, comment.len));
    if (!column || column->class.ptr || !str_starts(text, STR("["))) return;
    size_t close = str_find(text, STR("]"), 0), dot = str_find(text, STR("."), 0);
    if (close == SIZE_MAX || dot == SIZE_MAX || dot < close) {
        gen_fail(gen, at, "a column's comment is written -- [class] type. Words.");
        column->class = STR("public");
        return;
    }
    column->class = str_slice(text, 1, close);
    column->type = str_trim(str_slice(text, close + 1, dot));
    column->words = str_trim(str_slice(text, dot + 1, text.len));
    bool known = false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        known |= str_is(column->class, classes[i]);
    if (!known)
        gen_fail(gen, at, "class [%.*s] is none of public, personal, special, derived",
                 STR_ARG(column->class));
    if (!type_letter(column->type))
        gen_fail(gen, at, "there is no type \"%.*s\"", STR_ARG(column->type));
    if (column->words.len == 0) gen_fail(gen, at, "the column's comment has no words");
}

static bool begins_constraint(struct str word) {
    static const char *const words[] = {"CHECK", "PRIMARY", "UNIQUE", "FOREIGN", "CONSTRAINT"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ieq(word, str_from(words[i]))) return true;
    return false;
}

/* Walk the parentheses of CREATE TABLE: each element's first word is a column's name. A comment
   belongs to the element begun last. */
static void read_columns(struct gen *gen, struct str table, struct str text, struct spot at) {
    int depth = 0;
    bool fresh = false;
    size_t current = SIZE_MAX; /* an index: the list may move */
    struct str piece;
    enum piece kind;
    while ((kind = sql_next(&text, &piece)) != PIECE_END) {
        if (kind == PIECE_COMMENT)
            read_comment(gen, current == SIZE_MAX ? NULL : &gen->columns[current], piece, at);
        else if (kind == PIECE_OTHER && *piece.ptr == '(') fresh = ++depth == 1;
        else if (kind == PIECE_OTHER && *piece.ptr == ')') depth--;
        else if (kind == PIECE_OTHER && *piece.ptr == ',' && depth == 1) fresh = true;
        else if (kind == PIECE_WORD && fresh) {
            fresh = false;
            current = SIZE_MAX;
            if (!begins_constraint(piece)) {
                add_column(gen, table, piece, at);
                current = gen->columns_n - 1;
            }
        }
        at.line += gen_lines(piece);
    }
}

/* ALTER TABLE t ADD [COLUMN] c | RENAME TO u | RENAME [COLUMN] a TO b | DROP [COLUMN] c. */
static void read_alter(struct gen *gen, struct str text, struct str after, struct spot at) {
    struct str rest = text, table = next_word(&rest), verb = next_word(&rest);
    struct str name = next_word(&rest);
    bool whole = str_ieq(name, STR("TO"));
    if (whole || str_ieq(name, STR("COLUMN"))) name = next_word(&rest);
    if (str_ieq(verb, STR("ADD"))) {
        struct column *column = add_column(gen, table, name, at);
        struct str both = str_cat(gen->arena, rest, after), piece;
        enum piece kind;
        while ((kind = sql_next(&both, &piece)) != PIECE_END)
            if (kind == PIECE_COMMENT) read_comment(gen, column, piece, at);
        return;
    }
    if (!whole) next_word(&rest);
    struct str other = whole ? name : next_word(&rest);
    bool renames = str_ieq(verb, STR("RENAME"));
    for (size_t i = 0; i < gen->columns_n; i++) {
        struct column *c = &gen->columns[i];
        if (!str_eq(c->table, table) || (!whole && !str_eq(c->name, name))) continue;
        if (whole) c->table = other;
        else if (renames) c->name = other;
        else c->table = STR(""); /* dropped */
    }
}

static void drop_columns(struct gen *gen, struct str text) {
    struct str table = next_word(&text);
    if (str_ieq(table, STR("IF"))) {
        next_word(&text);
        table = next_word(&text);
    }
    for (size_t i = 0; i < gen->columns_n; i++)
        if (str_eq(gen->columns[i].table, table)) gen->columns[i].table = STR("");
}

/* Note what a statement does to the list of columns. `after` is the rest of its last line. */
static void read_statement(struct gen *gen, struct str text, struct str after, struct spot at) {
    struct str rest = text, verb = next_word(&rest), what = next_word(&rest);
    if (!str_ieq(what, STR("TABLE"))) return;
    if (str_ieq(verb, STR("ALTER"))) read_alter(gen, rest, after, at);
    if (str_ieq(verb, STR("DROP"))) drop_columns(gen, rest);
    if (!str_ieq(verb, STR("CREATE"))) return;
    struct str table = next_word(&rest);
    at.line += gen_lines(str_of(text.ptr, (size_t)(rest.ptr - text.ptr)));
    read_columns(gen, table, rest, at);
}

static bool parent_key(struct gen *gen, const struct touch *touch) {
    static const char sql[] = "SELECT 1 FROM sqlite_schema m, pragma_foreign_key_list(m.name) "
                              "f WHERE m.type = 'table'"
                              " AND substr(m.name, 1, length(?1)) = ?1 AND f.\"table\" = ?2"
                              " AND coalesce(f.\"to\", 'id') = ?3";
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(gen->sqlite, sql, -1, &stmt, NULL) != SQLITE_OK) return false;
    struct str own = str_cat(gen->arena, gen->module.name, STR("_"));
    sqlite3_bind_text(stmt, 1, own.ptr, (int)own.len, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 2, touch->table.ptr, (int)touch->table.len, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 3, touch->column.ptr, (int)touch->column.len, SQLITE_STATIC);
    bool found = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return found;
}

static bool may_touch(struct gen *gen, const struct touch *touch, bool migrating) {
    if (touch->action == SQLITE_PRAGMA) return false;
    if (schema_owns(gen, touch->table)) return true;
    /* ALTER TABLE with a CHECK looks through the rows that are there. */
    if (str_starts(touch->table, STR("sqlite_")) || str_is(touch->table, "pragma_quick_check")) return migrating;
    if (touch->action != SQLITE_READ) return false;
    return str_find(touch->table, STR("_v_"), 0) != SIZE_MAX || parent_key(gen, touch);
}

void schema_judge(struct gen *gen, struct spot at, bool migrating) {
    size_t count = gen->touches_n;
    for (size_t i = 0; i < count; i++) {
        struct touch touch = gen->touches[i];
        if (may_touch(gen, &touch, migrating)) continue;
        if (touch.action == SQLITE_READ)
            gen_fail(gen, at,
                     "reads %.*s.%.*s, which is not %.*s's own: only views named"
                     " <earlier module>_v_* may be read",
                     STR_ARG(touch.table), STR_ARG(touch.column), STR_ARG(gen->module.name));
        else
            gen_fail(gen, at, "touches %.*s, which is not %.*s's own", STR_ARG(touch.table),
                     STR_ARG(gen->module.name));
        return;
    }
}

/* SQLite tells here what a statement is about to reach; the judging comes afterwards. */
static int on_touch(void *cookie, int action, const char *a, const char *b, const char *base,
                    const char *inner) {
    struct gen *gen = cookie;
    (void)base;
    (void)inner;
    if (action == SQLITE_SELECT || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE ||
        action == SQLITE_REINDEX || action == SQLITE_ANALYZE)
        return SQLITE_OK;
    if (action == SQLITE_ALTER_TABLE) a = b;
    *ARENA_PUSH(gen->arena, gen->touches, gen->touches_n) =
        (struct touch){action, str_copy(gen->arena, str_from(a ? a : "")),
                       str_copy(gen->arena, str_from(b ? b : ""))};
    return SQLITE_OK;
}

static struct str to_line_end(struct str text) {
    size_t end = str_find(text, STR("\n"), 0);
    return str_slice(text, 0, end == SIZE_MAX ? text.len : end);
}

/* Blanks and comments before a statement: their lines. */
static int skip_to_statement(struct str *text) {
    struct str rest = *text, piece;
    enum piece kind;
    int lines = 0;
    while ((kind = sql_next(&rest, &piece)) == PIECE_BLANK || kind == PIECE_COMMENT) {
        lines += gen_lines(piece);
        *text = rest;
    }
    return lines;
}

/* Prepare and run one statement of a migration; false when the file cannot go on. */
static bool run_statement(struct gen *gen, struct str *text, struct spot *at) {
    at->line += skip_to_statement(text);
    if (text->len == 0) return false;
    sqlite3_stmt *stmt = NULL;
    const char *tail;
    gen->touches_n = 0;
    if (sqlite3_prepare_v2(gen->sqlite, text->ptr, (int)text->len, &stmt, &tail) != SQLITE_OK) {
        gen_fail_sql(gen, *at, *text);
        return false;
    }
    struct str done = str_of(text->ptr, (size_t)(tail - text->ptr));
    *text = str_of(tail, text->len - done.len);
    schema_judge(gen, *at, true);
    read_statement(gen, done, to_line_end(*text), *at);
    bool ran = sqlite3_step(stmt) == SQLITE_DONE;
    if (!ran) gen_fail(gen, *at, "%s", sqlite3_errmsg(gen->sqlite));
    sqlite3_finalize(stmt);
    at->line += gen_lines(done);
    return ran;
}

static void apply_file(struct gen *gen, const char *path, bool last) {
    struct str sql, pg = STR_NONE, stem = str_from(path);
    if (!gen_read(gen, path, &sql)) {
        gen_fail(gen, (struct spot){path, 1}, "cannot be read");
        return;
    }
    stem.len -= strlen(".sql");
    const char *twin = str_c(gen->arena, str_cat(gen->arena, stem, STR(".pg.sql")));
    if (gen_has_file(twin) && !gen_read(gen, twin, &pg))
        gen_fail(gen, (struct spot){twin, 1}, "cannot be read");
    const char *name = strrchr(path, '/') + 1;
    struct spot at = {path, 1};
    if (strspn(name, "0123456789") != 3 || name[3] != '-')
        gen_fail(gen, at, "a migration is called 001-words.sql");
    if (last)
        *ARENA_PUSH(gen->arena, gen->migrations, gen->migrations_n) =
            (struct migration){str_slice(stem, (size_t)(name - path), stem.len), sql, pg, path};
    while (run_statement(gen, &sql, &at)) {}
}

/* Replace a view by a table of the same columns, whose types stay known. */
static void freeze_view(struct gen *gen, struct str view) {
    struct buf sql;
    buf_init(&sql, gen->arena, GEN_MAX_FILE);
    sqlite3_stmt *stmt;
    const char *select =
        str_c(gen->arena, str_printf(gen->arena, "SELECT * FROM %.*s", STR_ARG(view)));
    if (sqlite3_prepare_v2(gen->sqlite, select, -1, &stmt, NULL) != SQLITE_OK) return;
    buf_printf(&sql, "DROP VIEW %.*s; CREATE TABLE %.*s (", STR_ARG(view), STR_ARG(view));
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const char *table = sqlite3_column_table_name(stmt, i);
        const char *origin = sqlite3_column_origin_name(stmt, i);
        struct str name = str_copy(gen->arena, str_from(sqlite3_column_name(stmt, i)));
        buf_printf(&sql, "%s\"%.*s\"", i ? ", " : "", STR_ARG(name));
        const struct column *from =
            table && origin ? schema_find(gen, str_from(table), str_from(origin)) : NULL;
        if (!from) continue;
        struct column copy = *from;
        copy.table = view;
        copy.name = name;
        *ARENA_PUSH(gen->arena, gen->columns, gen->columns_n) = copy;
    }
    sqlite3_finalize(stmt);
    buf_puts(&sql, ")");
    char *why = NULL;
    sqlite3_exec(gen->sqlite, str_c(gen->arena, buf_str(&sql)), NULL, NULL, &why);
    if (why) gen_fail(gen, (struct spot){gen->root, 1}, "view %.*s: %s", STR_ARG(view), why);
    sqlite3_free(why);
}

/* The names of what this module made, of one kind: "view", "table". */
static struct str *own_names(struct gen *gen, const char *kind, size_t *ret_count) {
    struct str *names = NULL;
    sqlite3_stmt *stmt;
    *ret_count = 0;
    if (sqlite3_prepare_v2(gen->sqlite,
                           "SELECT name FROM sqlite_schema WHERE type = ?1 ORDER BY name", -1,
                           &stmt, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_text(stmt, 1, kind, -1, SQLITE_STATIC);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        struct str name = str_from((const char *)sqlite3_column_text(stmt, 0));
        if (schema_owns(gen, name))
            *ARENA_PUSH(gen->arena, names, *ret_count) = str_copy(gen->arena, name);
    }
    sqlite3_finalize(stmt);
    return names;
}

void schema_apply(struct gen *gen, struct module_at module, bool last) {
    gen->module = module;
    glob_t found;
    const char *pattern = gen_path(gen, module, "migrations/*.sql");
    sqlite3_set_authorizer(gen->sqlite, on_touch, gen);
    if (glob(pattern, 0, NULL, &found) == 0) { /* in order of name */
        for (size_t i = 0; i < found.gl_pathc; i++) {
            struct str path = str_copy(gen->arena, str_from(found.gl_pathv[i]));
            if (!str_ends(path, STR(".pg.sql"))) apply_file(gen, str_c(gen->arena, path), last);
        }
        globfree(&found);
    }
    sqlite3_set_authorizer(gen->sqlite, NULL, NULL);
    if (last) {
        sqlite3_set_authorizer(gen->sqlite, on_touch, gen);
        return;
    }
    size_t count;
    struct str *views = own_names(gen, "view", &count);
    for (size_t i = 0; i < count; i++) freeze_view(gen, views[i]);
}

static void check_column(struct gen *gen, struct str table, sqlite3_stmt *info) {
    struct str name = str_from((const char *)sqlite3_column_text(info, 1));
    struct str sql_type = str_from((const char *)sqlite3_column_text(info, 2));
    const struct column *c = schema_find(gen, table, name);
    if (!c || !c->class.ptr) {
        struct spot at = c ? c->at : (struct spot){gen_path(gen, gen->module, "migrations"), 1};
        gen_fail(gen, at, "column %.*s.%.*s has no comment -- [class] type. Words.",
                 STR_ARG(table), STR_ARG(name));
        return;
    }
    char letter = type_letter(c->type);
    const char *wanted = letter == 'i'   ? "INTEGER"
                         : letter == 't' ? "TEXT"
                         : letter == 'r' ? "REAL"
                                         : "BLOB";
    if (letter && !str_is(sql_type, wanted))
        gen_fail(gen, c->at, "column %.*s is %.*s, but %.*s is kept as %s", STR_ARG(name),
                 STR_ARG(sql_type), STR_ARG(c->type), wanted);
    bool not_null = sqlite3_column_int(info, 3) != 0;
    if (str_is(c->type, "bool") && !not_null)
        gen_fail(gen, c->at, "column %.*s is a bool and must be NOT NULL", STR_ARG(name));
}

/* Every column of every own table must be told; every own view must reach only what it may. */
void schema_check(struct gen *gen) {
    size_t count;
    struct str *names = own_names(gen, "table", &count);
    for (size_t i = 0; i < count; i++) {
        const char *sql = str_c(
            gen->arena, str_printf(gen->arena, "PRAGMA table_info(%.*s)", STR_ARG(names[i])));
        sqlite3_stmt *info;
        if (sqlite3_prepare_v2(gen->sqlite, sql, -1, &info, NULL) != SQLITE_OK) continue;
        while (sqlite3_step(info) == SQLITE_ROW) check_column(gen, names[i], info);
        sqlite3_finalize(info);
    }
    names = own_names(gen, "view", &count);
    struct spot at = {gen_path(gen, gen->module, "migrations"), 1};
    for (size_t i = 0; i < count; i++) {
        const char *sql =
            str_c(gen->arena, str_printf(gen->arena, "SELECT * FROM %.*s", STR_ARG(names[i])));
        sqlite3_stmt *view;
        gen->touches_n = 0;
        if (sqlite3_prepare_v2(gen->sqlite, sql, -1, &view, NULL) != SQLITE_OK)
            gen_fail(gen, at, "view %.*s: %s", STR_ARG(names[i]), sqlite3_errmsg(gen->sqlite));
        else schema_judge(gen, at, false);
        sqlite3_finalize(view);
    }
}
