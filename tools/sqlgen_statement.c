/* The .sql file of a module: headings into signatures, bodies into texts for both databases, and
   SQLite's own word on whether they hold. */
#include "sqlgen.h"

#include "platform/db/migrate.h"

#include <string.h>

struct reader {
    struct gen *gen;
    struct str rest, line; /* line: the one being looked at, without its newline */
    struct spot at;
    bool more;
};

static void next_line(struct reader *r) {
    r->more = r->rest.len > 0;
    r->at.line++;
    if (!r->more) return;
    size_t end = str_find(r->rest, STR("\n"), 0);
    size_t stop = end == SIZE_MAX ? r->rest.len : end;
    r->line = str_slice(r->rest, 0, stop);
    r->rest = str_slice(r->rest, end == SIZE_MAX ? stop : stop + 1, r->rest.len);
}

static bool is_heading(const struct reader *r) {
    struct str start = str_printf(r->gen->arena, "-- %.*s_sql_", STR_ARG(r->gen->module.name));
    return str_starts(r->line, start);
}

/* Cut a word of a heading: a name, or one sign ("->" is one). Commas and colons are given too. */
static struct str cut(struct str *rest) {
    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->len && !strchr(" \t,:()?-", rest->ptr[n])) n++;
    if (n == 0) n = str_starts(*rest, STR("->")) ? 2 : rest->len > 0;
    struct str word = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->len);
    return word;
}

static bool among(struct str name, const char *const *words) {
    for (size_t i = 0; words[i]; i++)
        if (str_is(name, words[i])) return true;
    return false;
}

static bool is_c_word(struct str name) {
    static const char *const words[] = {
        "auto",     "break",  "case",   "char",     "const",   "continue", "default",  "do",
        "double",   "else",   "enum",   "extern",   "float",   "for",      "goto",     "if",
        "inline",   "int",    "long",   "register", "return",  "restrict", "short",    "signed",
        "sizeof",   "static", "struct", "switch",   "typedef", "union",    "unsigned", "void",
        "volatile", "while",  "bool",   "true",     "false",   NULL};
    return among(name, words);
}

/* Names the generated functions use themselves. */
static bool is_taken(struct str name) {
    static const char *const words[] = {"db",     "a",      "in",  "each", "cookie",
                                        "cursor", "status", "row", "rows", "count",
                                        "more",   "found",  NULL};
    return is_c_word(name) || among(name, words) || str_starts(name, STR("ret_"));
}

/* One `name: type` pair of a list. */
static bool cut_field(struct reader *r, struct str *rest, struct spot at,
                      struct field *ret_field) {
    struct field field = {.name = cut(rest)};
    struct str colon = cut(rest);
    field.type = cut(rest);
    if (str_starts(*rest, STR("?")))
        cut(rest); /* any value may be absent; the sign only says so */
    if (!name_valid(field.name) || !str_is(colon, ":")) {
        gen_fail(r->gen, at, "expected name: type, found \"%.*s\"", STR_ARG(field.name));
        return false;
    }
    if (!type_letter(field.type)) {
        gen_fail(r->gen, at, "%.*s: there is no type \"%.*s\"", STR_ARG(field.name),
                 STR_ARG(field.type));
        return false;
    }
    *ret_field = field;
    return true;
}

static bool has_field(const struct field *fields, size_t count, struct str name) {
    for (size_t i = 0; i < count; i++)
        if (str_eq(fields[i].name, name)) return true;
    return false;
}

/* A list of pairs up to `end` (")" or nothing). */
static bool cut_fields(struct reader *r, struct str *rest, struct spot at, const char *end,
                       struct field *fields, size_t ceiling, size_t *ret_count) {
    size_t count = 0;
    struct str peek = *rest;
    if (*end && str_is(cut(&peek), end)) {
        *rest = peek;
        *ret_count = 0;
        return true;
    }
    for (;;) {
        struct field field;
        if (!cut_field(r, rest, at, &field)) return false;
        if (count == ceiling || has_field(fields, count, field.name)) {
            gen_fail(r->gen, at,
                     count == ceiling ? "too many names before %.*s" : "%.*s is there twice",
                     STR_ARG(field.name));
            return false;
        }
        fields[count++] = field;
        struct str sign = cut(rest);
        if (str_is(sign, end)) break;
        if (str_is(sign, ",")) continue;
        gen_fail(r->gen, at, "expected a comma or \"%s\", found \"%.*s\"", end, STR_ARG(sign));
        return false;
    }
    *ret_count = count;
    return true;
}

static bool parse_shape(struct str word, enum shape *ret_shape) {
    static const char *const words[] = {"one", "many", "each", "count", "run", "changed"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_is(word, words[i])) continue;
        *ret_shape = (enum shape)i;
        return true;
    }
    return false;
}

static bool parse_heading(struct reader *r, struct str text, struct statement *s) {
    struct gen *gen = r->gen;
    s->name = cut(&text);
    s->verb = str_slice(s->name, gen->module.name.len + 5, s->name.len);
    if (!name_valid(s->name) || s->verb.len == 0 || !str_is(cut(&text), "(")) {
        gen_fail(gen, s->at, "a heading is written -- %.*s_sql_words(name: type, ...) shape",
                 STR_ARG(gen->module.name));
        return false;
    }
    if (!cut_fields(r, &text, s->at, ")", s->params, GEN_MAX_PARAMS, &s->params_n))
        return false;
    for (size_t i = 0; i < s->params_n; i++) {
        if (!is_taken(s->params[i].name)) continue;
        gen_fail(gen, s->at, "a parameter cannot be called %.*s: the word is taken",
                 STR_ARG(s->params[i].name));
        return false;
    }
    struct str word = cut(&text);
    s->is_twin = str_is(word, "pg");
    if (s->is_twin) word = cut(&text);
    if (!parse_shape(word, &s->shape)) {
        gen_fail(gen, s->at, "\"%.*s\" is none of one, many, each, count, run, changed",
                 STR_ARG(word));
        return false;
    }
    word = cut(&text);
    if (str_is(word, "->"))
        return cut_fields(r, &text, s->at, "", s->promised, GEN_MAX_COLUMNS, &s->promised_n);
    if (word.len > 0) gen_fail(gen, s->at, "\"%.*s\" after the heading", STR_ARG(word));
    return word.len == 0;
}

/* A heading may go on in comment lines while a parenthesis is open or a comma, colon or arrow ends it. */
static bool goes_on(struct str text) {
    bool open =
        str_find(text, STR("("), 0) != SIZE_MAX && str_find(text, STR(")"), 0) == SIZE_MAX;
    return open || str_ends(text, STR(",")) || str_ends(text, STR(":")) ||
           str_ends(text, STR("->"));
}

static struct str read_heading(struct reader *r) {
    struct str text = str_trim(str_slice(r->line, 2, r->line.len));
    for (next_line(r); r->more && goes_on(text) && str_starts(r->line, STR("--"));
         next_line(r)) {
        struct str more = str_trim(str_slice(r->line, 2, r->line.len));
        text = str_printf(r->gen->arena, "%.*s %.*s", STR_ARG(text), STR_ARG(more));
    }
    return text;
}

/* The body without comments, with its newlines (so that lines can be told) and without the ;. */
static struct str read_body(struct reader *r) {
    const char *from = r->more ? r->line.ptr : NULL;
    const char *end = from;
    for (; r->more && !is_heading(r); next_line(r)) end = r->line.ptr + r->line.len;
    struct str text = str_of(from, (size_t)(end - from)), piece;
    struct buf out;
    buf_init(&out, r->gen->arena, GEN_MAX_FILE);
    enum piece kind;
    while ((kind = sql_next(&text, &piece)) != PIECE_END) {
        if (kind != PIECE_COMMENT) {
            buf_put(&out, piece);
            continue;
        }
        for (int lines = gen_lines(piece); lines > 0; lines--) buf_putc(&out, '\n');
    }
    return buf_str(&out);
}

static size_t param_index(const struct statement *s, struct str name) {
    for (size_t i = 0; i < s->params_n; i++)
        if (str_eq(s->params[i].name, name)) return i + 1;
    return 0;
}

static const char *pg_cast(struct str type) {
    char letter = type_letter(type);
    return letter == 'i'   ? "bigint"
           : letter == 't' ? "text"
           : letter == 'r' ? "double precision"
                           : "bytea";
}

/* `:name` becomes ?n or $n::type; literals stay as they are. `used` marks the parameters met. */
static struct str place_params(struct gen *gen, const struct statement *s, struct str text,
                               bool pg, struct spot at, bool *used) {
    struct buf out;
    buf_init(&out, gen->arena, GEN_MAX_FILE);
    struct str piece;
    enum piece kind;
    while ((kind = sql_next(&text, &piece)) != PIECE_END) {
        bool colon = kind == PIECE_OTHER && *piece.ptr == ':';
        at.line += gen_lines(piece);
        if (kind == PIECE_OTHER && *piece.ptr == '?')
            gen_fail(gen, at, "parameters are named here, as in :name");
        if (colon && str_starts(text, STR(":"))) { /* a cast of PostgreSQL's */
            buf_puts(&out, "::");
            sql_next(&text, &piece);
            continue;
        }
        struct str name = STR_NONE, rest = text;
        if (!colon || sql_next(&rest, &name) != PIECE_WORD) {
            buf_put(&out, piece);
            continue;
        }
        text = rest;
        size_t n = param_index(s, name);
        if (n == 0) {
            gen_fail(gen, at, ":%.*s is not among the parameters of %.*s", STR_ARG(name),
                     STR_ARG(s->name));
            break;
        }
        used[n - 1] = true;
        if (pg) buf_printf(&out, "$%zu::%s", n, pg_cast(s->params[n - 1].type));
        else buf_printf(&out, "?%zu", n);
    }
    return buf_str(&out);
}

/* Trim, and drop the semicolon at the end. */
static struct str tidy(struct str text) {
    text = str_trim(text);
    if (str_ends(text, STR(";"))) text.len--;
    return str_trim(text);
}

static void take_twin(struct gen *gen, const struct statement *twin) {
    for (size_t i = 0; i < gen->statements_n; i++) {
        struct statement *s = &gen->statements[i];
        if (!str_eq(s->name, twin->name)) continue;
        bool same = s->params_n == twin->params_n && s->shape == twin->shape && !s->pg.ptr;
        for (size_t k = 0; same && k < s->params_n; k++)
            same = str_eq(s->params[k].name, twin->params[k].name) &&
                   str_eq(s->params[k].type, twin->params[k].type);
        if (!same)
            gen_fail(gen, twin->at,
                     "the pg twin's heading differs from the first, or is the second twin");
        bool used[GEN_MAX_PARAMS] = {false};
        s->pg = tidy(place_params(gen, s, twin->body, true, twin->body_at, used));
        return;
    }
    gen_fail(gen, twin->at,
             "a pg twin of a statement that is not there (it comes after the first)");
}

static void read_statement(struct reader *r) {
    struct gen *gen = r->gen;
    struct statement s = {.at = r->at};
    struct str heading = read_heading(r);
    bool parsed = parse_heading(r, heading, &s);
    s.body_at = r->at;
    s.body = read_body(r);
    if (!parsed) return;
    if (tidy(s.body).len == 0) {
        gen_fail(gen, s.at, "%.*s has no SQL under its heading", STR_ARG(s.name));
        return;
    }
    if (s.is_twin) {
        take_twin(gen, &s);
        return;
    }
    for (size_t i = 0; i < gen->statements_n; i++)
        if (str_eq(gen->statements[i].name, s.name))
            gen_fail(gen, s.at, "%.*s is there twice", STR_ARG(s.name));
    bool used[GEN_MAX_PARAMS] = {false};
    s.sqlite = place_params(gen, &s, s.body, false, s.body_at, used);
    for (size_t i = 0; i < s.params_n; i++)
        if (!used[i])
            gen_fail(gen, s.at, "parameter %.*s is not used", STR_ARG(s.params[i].name));
    *ARENA_PUSH(gen->arena, gen->statements, gen->statements_n) = s;
}

/* `-- uses places, people   (words)` names modules whose header is included. */
static void read_uses(struct reader *r) {
    struct gen *gen = r->gen;
    struct str rest = str_slice(r->line, strlen("-- uses "), r->line.len), word;
    rest = str_slice(rest, 0, str_find(rest, STR("("), 0));
    while ((word = cut(&rest)).len > 0) {
        if (str_is(word, ",")) continue;
        bool known = false;
        for (size_t i = 0; i < gen->modules_n; i++) known |= str_eq(gen->modules[i].name, word);
        if (!known)
            gen_fail(gen, r->at, "uses %.*s, which is no module before this one",
                     STR_ARG(word));
        *ARENA_PUSH(gen->arena, gen->uses, gen->uses_n) = word;
    }
}

void statements_read(struct gen *gen, const char *path) {
    struct reader r = {.gen = gen, .at = {path, 0}};
    size_t before = gen->statements_n;
    if (!gen_read(gen, path, &r.rest)) {
        gen_fail(gen, (struct spot){path, 1}, "cannot be read");
        return;
    }
    for (next_line(&r); r.more;) {
        struct str text = str_trim(r.line);
        if (is_heading(&r)) {
            read_statement(&r);
            continue;
        }
        if (str_starts(text, STR("-- uses "))) read_uses(&r);
        else if (text.len > 0 && !str_starts(text, STR("--")))
            gen_fail(gen, r.at, "SQL without a heading -- %.*s_sql_words(...) shape",
                     STR_ARG(gen->module.name));
        next_line(&r);
    }
    if (gen->statements_n == before && gen->errors == 0)
        gen_fail(gen, (struct spot){path, 1},
                 "no statements; remove the file if there are none");
}

static const struct field *find_promised(const struct statement *s, const char *name) {
    for (size_t i = 0; i < s->promised_n; i++)
        if (str_is(s->promised[i].name, name)) return &s->promised[i];
    return NULL;
}

/* Name and type of one result column: from the heading, else from the migration's comment. */
static void type_column(struct gen *gen, struct statement *s, sqlite3_stmt *stmt, int i) {
    struct str name = str_copy(gen->arena, str_from(sqlite3_column_name(stmt, i)));
    const char *table = sqlite3_column_table_name(stmt, i);
    const char *origin = sqlite3_column_origin_name(stmt, i);
    const struct field *promised = find_promised(s, name.ptr ? str_c(gen->arena, name) : "");
    const struct column *column =
        table && origin ? schema_find(gen, str_from(table), str_from(origin)) : NULL;
    if (!name_valid(name) || is_c_word(name))
        gen_fail(gen, s->at, "result column %d needs another name (AS): \"%.*s\"", i + 1,
                 STR_ARG(name));
    else if (has_field(s->columns, s->columns_n, name))
        gen_fail(gen, s->at, "two result columns are called %.*s", STR_ARG(name));
    else if (!promised && !column)
        gen_fail(gen, s->at,
                 "column %.*s is an expression: give its type in the heading, -> %.*s: type",
                 STR_ARG(name), STR_ARG(name));
    s->columns[s->columns_n++] = (struct field){name, promised ? promised->type
                                                      : column ? column->type
                                                               : STR("int")};
}

static void type_columns(struct gen *gen, struct statement *s, sqlite3_stmt *stmt) {
    int count = sqlite3_column_count(stmt);
    bool rows = s->shape == SHAPE_ONE || s->shape == SHAPE_MANY || s->shape == SHAPE_EACH;
    if (rows && count == 0) gen_fail(gen, s->at, "%.*s gives no rows", STR_ARG(s->name));
    if (count > GEN_MAX_COLUMNS) {
        gen_fail(gen, s->at, "more than %d result columns", GEN_MAX_COLUMNS);
        return;
    }
    if (s->shape == SHAPE_COUNT) {
        if (count != 1) gen_fail(gen, s->at, "shape count wants one column, not %d", count);
        s->columns[s->columns_n++] = (struct field){STR("n"), STR("int")};
        return;
    }
    if (!rows) {
        if (count > 0)
            gen_fail(gen, s->at, "%.*s gives rows: its shape is one, many or each",
                     STR_ARG(s->name));
        if (count == 0 && !s->writes)
            gen_fail(gen, s->at, "%.*s writes nothing", STR_ARG(s->name));
        return;
    }
    for (int i = 0; i < count; i++) type_column(gen, s, stmt, i);
    for (size_t i = 0; i < s->promised_n; i++)
        if (!has_field(s->columns, s->columns_n, s->promised[i].name))
            gen_fail(gen, s->at, "-> %.*s is not among the result columns",
                     STR_ARG(s->promised[i].name));
}

static void prepare(struct gen *gen, struct statement *s) {
    sqlite3_stmt *stmt = NULL;
    const char *tail;
    gen->touches_n = 0;
    if (sqlite3_prepare_v2(gen->sqlite, s->sqlite.ptr, (int)s->sqlite.len, &stmt, &tail) !=
        SQLITE_OK) {
        gen_fail_sql(gen, s->body_at, s->sqlite);
        return;
    }
    size_t done = (size_t)(tail - s->sqlite.ptr);
    struct str rest = str_trim(str_slice(s->sqlite, done, s->sqlite.len));
    if (rest.len > 0) {
        struct spot at = s->body_at;
        at.line += gen_lines(str_of(s->sqlite.ptr, (size_t)(rest.ptr - s->sqlite.ptr)));
        gen_fail(gen, at, "more than one statement under %.*s", STR_ARG(s->name));
    }
    s->writes = !sqlite3_stmt_readonly(stmt);
    schema_judge(gen, s->at, false);
    type_columns(gen, s, stmt);
    sqlite3_finalize(stmt);
}

void statements_prepare(struct gen *gen) {
    for (size_t i = 0; i < gen->statements_n; i++) {
        struct statement *s = &gen->statements[i];
        prepare(gen, s);
        s->sqlite = tidy(s->sqlite);
        if (s->pg.ptr) continue;
        bool used[GEN_MAX_PARAMS];
        struct str text = place_params(gen, s, s->body, true, s->body_at, used);
        s->pg = tidy(db_pg_text(gen->arena, text));
    }
}
