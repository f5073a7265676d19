/* What comes out: MODULE_sql.h, MODULE_sql.c and the data map, meant to be read. */
#include "sqlgen.h"

#include <string.h>

#define WIDTH 96

static const char *c_type(struct gen *gen, struct str type) {
    if (str_is(type, "int")) return "int64_t ";
    if (str_is(type, "bool")) return "bool ";
    if (str_is(type, "real")) return "double ";
    if (str_is(type, "text") || str_is(type, "blob")) return "struct str ";
    return str_c(gen->arena, str_printf(gen->arena, "struct %.*s ", STR_ARG(type)));
}

/* Pieces separated by commas, folded at WIDTH and set in under `indent` blanks. */
struct folded {
    struct buf *out;
    size_t column, indent;
    bool first;
};

static void fold_put(struct folded *f, struct str piece) {
    if (!f->first) {
        bool fits = f->column + piece.len + strlen(", ) MUST_USE;") <= WIDTH;
        buf_puts(f->out, fits ? ", " : ",\n");
        if (!fits) buf_printf(f->out, "%*s", (int)f->indent, "");
        f->column = fits ? f->column + 2 : f->indent;
    }
    buf_put(f->out, piece);
    f->column += piece.len;
    f->first = false;
}

static bool gives_rows(const struct statement *s) {
    return s->shape == SHAPE_ONE || s->shape == SHAPE_MANY || s->shape == SHAPE_EACH;
}

static bool takes_struct(const struct statement *s) {
    return s->params_n >= GEN_STRUCT_FROM;
}

static struct str last_piece(struct gen *gen, const struct statement *s) {
    struct str n = s->name;
    switch (s->shape) {
    case SHAPE_ONE: return str_printf(gen->arena, "struct %.*s *ret_row", STR_ARG(n));
    case SHAPE_MANY: return str_printf(gen->arena, "struct %.*s **ret_rows", STR_ARG(n));
    case SHAPE_EACH:
        return str_printf(gen->arena,
                          "enum status (*each)(void *cookie, const struct %.*s *row)",
                          STR_ARG(n));
    case SHAPE_COUNT: return STR("int64_t *ret_n");
    default: return STR_NONE;
    }
}

static void put_signature(struct gen *gen, struct buf *out, const struct statement *s,
                          const char *end) {
    struct str start = str_printf(gen->arena, "enum status %.*s(", STR_ARG(s->name));
    buf_put(out, start);
    struct folded f = {.out = out, .column = start.len, .indent = start.len, .first = true};
    fold_put(&f, STR("struct db *db"));
    if (gives_rows(s)) fold_put(&f, STR("struct arena *a"));
    if (takes_struct(s))
        fold_put(&f, str_printf(gen->arena, "const struct %.*s_in *in", STR_ARG(s->name)));
    for (size_t i = 0; i < s->params_n && !takes_struct(s); i++)
        fold_put(&f, str_printf(gen->arena, "%s%.*s", c_type(gen, s->params[i].type),
                                STR_ARG(s->params[i].name)));
    struct str last = last_piece(gen, s);
    if (last.len > 0) fold_put(&f, last);
    if (s->shape == SHAPE_MANY) fold_put(&f, STR("size_t *ret_count"));
    if (s->shape == SHAPE_EACH) fold_put(&f, STR("void *cookie"));
    buf_puts(out, end);
}

static void put_struct(struct gen *gen, struct buf *out, struct str name, const char *suffix,
                       const struct field *fields, size_t count) {
    buf_printf(out, "struct %.*s%s {\n", STR_ARG(name), suffix);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "    %s%.*s;\n", c_type(gen, fields[i].type), STR_ARG(fields[i].name));
    buf_puts(out, "};\n");
}

static void put_statement_text(struct buf *out, struct str text) {
    while (text.len > 0) {
        size_t end = str_find(text, STR("\n"), 0);
        bool whole = end == SIZE_MAX;
        struct str line = str_slice(text, 0, whole ? text.len : end);
        buf_puts(out, "\n        \"");
        for (size_t i = 0; i < line.len; i++) {
            char c = line.ptr[i];
            bool trigraph = c == '?' && i > 0 && line.ptr[i - 1] == '?';
            if (c == '"' || c == '\\' || trigraph) buf_putc(out, '\\');
            if (c == '\t') buf_puts(out, "\\t");
            else if (c != '\r') buf_putc(out, c);
        }
        buf_puts(out, whole ? "\"" : "\\n\"");
        text = str_slice(text, whole ? text.len : end + 1, text.len);
    }
}

static void put_letters(struct buf *out, const struct field *fields, size_t count) {
    buf_putc(out, '"');
    for (size_t i = 0; i < count; i++) buf_putc(out, type_letter(fields[i].type));
    buf_putc(out, '"');
}

static void put_statement(struct buf *out, const struct statement *s) {
    buf_printf(
        out,
        "static const struct db_statement st_%.*s = {\n    .name = \"%.*s\",\n    .sqlite =",
        STR_ARG(s->verb), STR_ARG(s->name));
    put_statement_text(out, s->sqlite);
    buf_puts(out, ",\n    .pg =");
    put_statement_text(out, s->pg);
    buf_puts(out, ",\n    .params = ");
    put_letters(out, s->params, s->params_n);
    buf_puts(out, ",\n    .columns = ");
    put_letters(out, s->columns, s->columns_n);
    buf_printf(out, ",\n    .writes = %s};\n\n", s->writes ? "true" : "false");
}

/* "int" for db_bind_int and db_col_int, and so on. */
static const char *accessor(struct gen *gen, struct str type) {
    return type_is_id(type) ? "id" : str_c(gen->arena, type);
}

static void put_binds(struct gen *gen, struct buf *out, const struct statement *s) {
    for (size_t i = 0; i < s->params_n; i++)
        buf_printf(out, "    db_bind_%s(cursor, %zu, %s%.*s%s);\n",
                   accessor(gen, s->params[i].type), i + 1, takes_struct(s) ? "in->" : "",
                   STR_ARG(s->params[i].name), type_is_id(s->params[i].type) ? ".v" : "");
}

/* The function that fills a row. Texts of `each` are views: its arena is NULL. */
static void put_row(struct gen *gen, struct buf *out, const struct statement *s) {
    struct str start = str_printf(gen->arena, "static void row_%.*s(", STR_ARG(s->verb));
    buf_put(out, start);
    struct folded f = {.out = out, .column = start.len, .indent = start.len, .first = true};
    fold_put(&f, STR("const struct db_cursor *cursor"));
    bool texts = false;
    for (size_t i = 0; i < s->columns_n; i++)
        texts |= strchr("tb", type_letter(s->columns[i].type)) != NULL;
    if (texts) fold_put(&f, STR("struct arena *a"));
    fold_put(&f, str_printf(gen->arena, "struct %.*s *row", STR_ARG(s->name)));
    buf_puts(out, ") {\n");
    for (size_t i = 0; i < s->columns_n; i++) {
        const struct field *c = &s->columns[i];
        buf_printf(out, "    row->%.*s%s = db_col_%s(cursor, %zu%s);\n", STR_ARG(c->name),
                   type_is_id(c->type) ? ".v" : "", accessor(gen, c->type), i,
                   strchr("tb", type_letter(c->type)) ? ", a" : "");
    }
    buf_puts(out, "}\n\n");
}

static const char *row_call(struct gen *gen, const struct statement *s, const char *arena,
                            const char *row) {
    bool texts = false;
    for (size_t i = 0; i < s->columns_n; i++)
        texts |= strchr("tb", type_letter(s->columns[i].type)) != NULL;
    return str_c(gen->arena,
                 str_printf(gen->arena, "row_%.*s(cursor, %s%s%s)", STR_ARG(s->verb),
                            texts ? arena : "", texts ? ", " : "", row));
}

static void put_one(struct gen *gen, struct buf *out, const struct statement *s) {
    const char *call = row_call(gen, s, "a", "ret_row");
    bool uses_arena = strstr(call, "a, ") != NULL;
    if (!uses_arena) buf_puts(out, "    (void)a;\n");
    buf_printf(out,
               "    bool found = false;\n"
               "    enum status status = db_step(cursor, &found);\n"
               "    if (status == OK && !found) status = ERR_MISSING;\n"
               "    if (status == OK) %s;\n",
               call);
}

static void put_many(struct gen *gen, struct buf *out, const struct statement *s) {
    buf_printf(out,
               "    struct %.*s *rows = NULL;\n"
               "    size_t count = 0;\n"
               "    bool more = false;\n"
               "    enum status status;\n"
               "    while ((status = db_step(cursor, &more)) == OK && more &&\n"
               "           (status = arena_check(a)) == OK)\n"
               "        %s;\n"
               "    if (status == OK) {\n"
               "        *ret_rows = rows;\n"
               "        *ret_count = count;\n"
               "    }\n",
               STR_ARG(s->name), row_call(gen, s, "a", "ARENA_PUSH(a, rows, count)"));
}

static void put_each(struct gen *gen, struct buf *out, const struct statement *s) {
    buf_printf(out,
               "    (void)a;\n"
               "    bool more = false;\n"
               "    enum status status;\n"
               "    while ((status = db_step(cursor, &more)) == OK && more) {\n"
               "        struct %.*s row;\n"
               "        %s;\n"
               "        if ((status = each(cookie, &row)) != OK) break;\n"
               "    }\n",
               STR_ARG(s->name), row_call(gen, s, "NULL", "&row"));
}

static void put_body(struct gen *gen, struct buf *out, const struct statement *s) {
    switch (s->shape) {
    case SHAPE_ONE: put_one(gen, out, s); return;
    case SHAPE_MANY: put_many(gen, out, s); return;
    case SHAPE_EACH: put_each(gen, out, s); return;
    case SHAPE_COUNT:
        buf_puts(out, "    bool found = false;\n"
                      "    enum status status = db_step(cursor, &found);\n"
                      "    if (status == OK && !found) status = ERR_MISSING;\n"
                      "    if (status == OK) *ret_n = db_col_int(cursor, 0);\n");
        return;
    case SHAPE_RUN:
    case SHAPE_CHANGED: break;
    }
    buf_puts(out, "    bool more = false;\n"
                  "    enum status status = db_step(cursor, &more);\n");
    if (s->shape == SHAPE_CHANGED)
        buf_puts(out,
                 "    if (status == OK && db_changed(cursor) == 0) status = ERR_MISSING;\n");
}

static void put_function(struct gen *gen, struct buf *out, const struct statement *s) {
    if (gives_rows(s)) put_row(gen, out, s);
    put_signature(gen, out, s, ") {\n");
    buf_printf(out,
               "    struct db_cursor *cursor;\n    TRY(db_start(db, &st_%.*s, &cursor));\n",
               STR_ARG(s->verb));
    put_binds(gen, out, s);
    put_body(gen, out, s);
    buf_puts(out, "    db_end(cursor);\n    return status;\n}\n\n");
}

static void put_migrations(struct gen *gen, struct buf *out) {
    struct str name = gen->module.name;
    buf_printf(out, "const struct db_migration %.*s_migrations[] = {\n", STR_ARG(name));
    for (size_t i = 0; i < gen->migrations_n; i++) {
        const struct migration *m = &gen->migrations[i];
        buf_printf(out, "    {.module = \"%.*s\",\n     .name = \"%.*s\",\n     .sql =",
                   STR_ARG(name), STR_ARG(m->name));
        put_statement_text(out, m->sql.len ? m->sql : STR("\n"));
        buf_puts(out, ",\n     .pg =");
        if (m->pg.ptr) put_statement_text(out, m->pg.len ? m->pg : STR("\n"));
        else buf_puts(out, " NULL");
        buf_puts(out, "},\n");
    }
    buf_puts(out, "    {.name = NULL}};\n\n");
}

static void put_includes(struct gen *gen, struct buf *out) {
    buf_puts(out, "#include \"platform/db/db.h\"\n");
    for (size_t i = 0; i <= gen->uses_n; i++) {
        struct str name = i < gen->uses_n ? gen->uses[i] : gen->module.name;
        if (i < gen->uses_n && str_eq(name, gen->module.name)) continue;
        for (size_t m = 0; m < gen->modules_n; m++) {
            struct module_at at = gen->modules[m];
            const char *header =
                str_c(gen->arena, str_printf(gen->arena, "%.*s.h", STR_ARG(name)));
            if (str_eq(at.name, name) && gen_has_file(gen_path(gen, at, header)))
                buf_printf(out, "#include \"%.*s/%.*s/%s\"\n", STR_ARG(at.layer), STR_ARG(name),
                           header);
        }
    }
}

static void finish(struct gen *gen, const char *ending, struct buf *out) {
    if (out->over) gen_fail(gen, (struct spot){ending, 1}, "the output passed its ceiling");
    else gen_write(gen, ending, buf_str(out));
}

static void put_origin(struct gen *gen, struct buf *out) {
    buf_printf(out, "/* Made by sqlgen from %.*s.sql and its migrations: change those. */\n",
               STR_ARG(gen->module.name));
}

void emit_header(struct gen *gen) {
    struct buf out;
    buf_init(&out, gen->arena, GEN_MAX_FILE * 8);
    struct str name = gen->module.name;
    put_origin(gen, &out);
    buf_printf(&out, "#ifndef GEN_%.*s_SQL_H\n#define GEN_%.*s_SQL_H\n\n", STR_ARG(name),
               STR_ARG(name));
    put_includes(gen, &out);
    for (size_t i = 0; i < gen->statements_n; i++) {
        const struct statement *s = &gen->statements[i];
        buf_putc(&out, '\n');
        if (takes_struct(s)) put_struct(gen, &out, s->name, "_in", s->params, s->params_n);
        if (gives_rows(s)) put_struct(gen, &out, s->name, "", s->columns, s->columns_n);
        put_signature(gen, &out, s, ") MUST_USE;\n");
    }
    buf_printf(&out, "\nextern const struct db_migration %.*s_migrations[];\n", STR_ARG(name));
    buf_printf(&out, "extern const struct db_statement *const %.*s_statements[];\n\n#endif\n",
               STR_ARG(name));
    finish(gen, "_sql.h", &out);
}

void emit_source(struct gen *gen) {
    struct buf out;
    buf_init(&out, gen->arena, GEN_MAX_FILE * 16);
    struct str name = gen->module.name;
    put_origin(gen, &out);
    buf_printf(&out, "#include \"%.*s_sql.h\"\n\n", STR_ARG(name));
    for (size_t i = 0; i < gen->statements_n; i++) {
        put_statement(&out, &gen->statements[i]);
        put_function(gen, &out, &gen->statements[i]);
    }
    put_migrations(gen, &out);
    buf_printf(&out, "const struct db_statement *const %.*s_statements[] = {\n", STR_ARG(name));
    for (size_t i = 0; i < gen->statements_n; i++)
        buf_printf(&out, "    &st_%.*s,\n", STR_ARG(gen->statements[i].verb));
    buf_puts(&out, "    NULL};\n");
    finish(gen, "_sql.c", &out);
}

void emit_map(struct gen *gen) {
    struct buf out;
    buf_init(&out, gen->arena, GEN_MAX_FILE * 4);
    buf_puts(&out, "table\tcolumn\tclass\ttype\twords\n");
    for (size_t i = 0; i < gen->columns_n; i++) {
        const struct column *c = &gen->columns[i];
        if (schema_owns(gen, c->table))
            buf_printf(&out, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARG(c->table),
                       STR_ARG(c->name), STR_ARG(c->class), STR_ARG(c->type),
                       STR_ARG(c->words));
    }
    finish(gen, "_map.tsv", &out);
}
