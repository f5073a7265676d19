/* sqlgen turns named SQL statements into typed C. What its files share:
   sqlgen.c            arguments, ORDER, files, messages
   sqlgen_schema.c     migrations: apply, read the column comments, who may touch what
   sqlgen_statement.c  the .sql file: headings, rewriting, preparing
   sqlgen_emit.c       C and the data map out */
#ifndef TOOLS_SQLGEN_H
#define TOOLS_SQLGEN_H

#include "base/buf.h"

#include <sqlite3.h>

#define GEN_MAX_FILE ((size_t)1 << 20)
#define GEN_MAX_ERRORS 50
#define GEN_MAX_MODULES 100
#define GEN_MAX_PARAMS 60
#define GEN_MAX_COLUMNS 60
#define GEN_STRUCT_FROM 7 /* so many parameters travel in a struct */

struct spot {
    const char *file;
    int line;
};

struct module_at {
    struct str layer, name; /* "domain", "people" */
};

/* A column of a table (or view of an earlier module) with the promise of its comment. */
struct column {
    struct str table, name;
    struct str class, type, words; /* class NULL = no comment seen */
    struct spot at;
};

struct migration {
    struct str name, sql, pg; /* "001-people" */
    const char *file;
};

struct field { /* a parameter or a result column */
    struct str name, type;
};

enum shape { SHAPE_ONE, SHAPE_MANY, SHAPE_EACH, SHAPE_COUNT, SHAPE_RUN, SHAPE_CHANGED };

struct statement {
    struct str name, verb; /* "people_sql_find", "find" */
    enum shape shape;
    bool is_twin, writes;
    struct field params[GEN_MAX_PARAMS], columns[GEN_MAX_COLUMNS], promised[GEN_MAX_COLUMNS];
    size_t params_n, columns_n, promised_n;
    struct str body, sqlite, pg; /* pg is given by the twin, else made from the body */
    struct spot at, body_at;
};

struct touch { /* what the authorizer reported while one statement was prepared */
    int action;
    struct str table, column;
};

struct gen {
    struct arena *arena;
    const char *root, *out;
    struct module_at modules[GEN_MAX_MODULES]; /* in ORDER, up to and with the one asked for */
    size_t modules_n;
    struct module_at module; /* whose migrations or statements are being read */
    sqlite3 *sqlite;
    struct column *columns;
    size_t columns_n;
    struct migration *migrations; /* of the module asked for */
    size_t migrations_n;
    struct statement *statements;
    size_t statements_n;
    struct str *uses;
    size_t uses_n;
    struct touch *touches;
    size_t touches_n;
    size_t errors;
};

/* sqlgen.c */
void gen_fail(struct gen *gen, struct spot at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What SQLite just said about `text`, which begins at `at`, with the line it means. */
void gen_fail_sql(struct gen *gen, struct spot at, struct str text);
bool gen_read(struct gen *gen, const char *path, struct str *ret_text);
void gen_write(struct gen *gen, const char *ending, struct str text);
char *gen_path(struct gen *gen, struct module_at module, const char *rest);
bool gen_has_file(const char *path);
int gen_lines(struct str text); /* newlines in it */
/* i, r, t, b; 0 when there is no such type. */
char type_letter(struct str type);
bool type_is_id(struct str type);
bool name_valid(struct str name); /* a lower-case C identifier */
/* Cut the next piece of SQL: a word, a literal, a comment, blanks, or one other character. */
enum piece { PIECE_WORD, PIECE_LITERAL, PIECE_COMMENT, PIECE_BLANK, PIECE_OTHER, PIECE_END };
enum piece sql_next(struct str *rest, struct str *ret_piece);

/* sqlgen_schema.c */
void schema_apply(struct gen *gen, struct module_at module, bool last);
void schema_check(struct gen *gen); /* comments against the tables that came out */
const struct column *schema_find(const struct gen *gen, struct str table, struct str name);
bool schema_owns(const struct gen *gen, struct str table);
/* Judge what was touched since touches_n was set to 0. */
void schema_judge(struct gen *gen, struct spot at, bool migrating);

/* sqlgen_statement.c */
void statements_read(struct gen *gen, const char *path);
void statements_prepare(struct gen *gen);

/* sqlgen_emit.c */
void emit_header(struct gen *gen);
void emit_source(struct gen *gen);
void emit_map(struct gen *gen);

#endif
