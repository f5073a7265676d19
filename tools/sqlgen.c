/* sqlgen MODULE --root src --out build/gen: see docs/generators.md. */
#include "sqlgen.h"

#include <ctype.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void gen_fail(struct gen *gen, struct spot at, const char *format, ...) {
    if (gen->errors++ >= GEN_MAX_ERRORS) return;
    fprintf(stderr, "%s:%d: ", at.file, at.line);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

void gen_fail_sql(struct gen *gen, struct spot at, struct str text) {
    struct str words = str_from(sqlite3_errmsg(gen->sqlite));
    int offset = sqlite3_error_offset(gen->sqlite);
    size_t colon = str_find(words, STR(": "), 0);
    size_t from = offset > 0 ? (size_t)offset : 0;
    if (offset < 0 && colon != SIZE_MAX) /* "no such table: x" says what, not where */
        from = str_find(text, str_slice(words, colon + 2, words.len), 0);
    if (from != SIZE_MAX) at.line += gen_lines(str_slice(text, 0, from));
    gen_fail(gen, at, "%.*s", STR_ARG(words));
}

bool gen_has_file(const char *path) {
    return access(path, R_OK) == 0;
}

bool gen_read(struct gen *gen, const char *path, struct str *ret_text) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    bool fits = size >= 0 && (size_t)size <= GEN_MAX_FILE;
    char *bytes = arena_alloc(gen->arena, fits ? (size_t)size + 1 : 1);
    rewind(file);
    bool whole = fits && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    fclose(file);
    if (!fits) gen_fail(gen, (struct spot){path, 1}, "the file is larger than 1 MiB");
    if (whole) *ret_text = str_of(bytes, (size_t)size);
    return whole;
}

void gen_write(struct gen *gen, const char *ending, struct str text) {
    struct str path =
        str_printf(gen->arena, "%s/%.*s%s", gen->out, STR_ARG(gen->module.name), ending);
    const char *name = str_c(gen->arena, path);
    FILE *file = fopen(name, "wb");
    bool done = file && fwrite(text.ptr, 1, text.len, file) == text.len;
    if (file && fclose(file) != 0) done = false;
    if (!done) gen_fail(gen, (struct spot){name, 1}, "cannot be written");
}

char *gen_path(struct gen *gen, struct module_at module, const char *rest) {
    return str_c(gen->arena, str_printf(gen->arena, "%s/%.*s/%.*s/%s", gen->root,
                                        STR_ARG(module.layer), STR_ARG(module.name), rest));
}

int gen_lines(struct str text) {
    int lines = 0;
    for (size_t i = 0; i < text.len; i++) lines += text.ptr[i] == '\n';
    return lines;
}

bool type_is_id(struct str type) {
    return type.len > 3 && str_ends(type, STR("_id")) && name_valid(type);
}

char type_letter(struct str type) {
    static const char *const integers[] = {"int", "bool", "instant", "day", "minutes", "pence"};
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
        if (str_is(type, integers[i])) return 'i';
    if (str_is(type, "text")) return 't';
    if (str_is(type, "real")) return 'r';
    if (str_is(type, "blob")) return 'b';
    return type_is_id(type) ? 'i' : 0;
}

bool name_valid(struct str name) {
    if (name.len == 0 || name.len > 60) return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || c == '_';
        if (!letter && (i == 0 || !isdigit((unsigned char)c))) return false;
    }
    return true;
}

static bool word_char(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* Where the comment or quoted piece that begins at 0 ends. */
static size_t closed_by(struct str s, struct str end, size_t from) {
    size_t at = str_find(s, end, from);
    return at == SIZE_MAX ? s.len : at + end.len;
}

enum piece sql_next(struct str *rest, struct str *ret_piece) {
    struct str s = *rest;
    if (s.len == 0) return PIECE_END;
    enum piece kind = PIECE_OTHER;
    size_t n = 1;
    if (str_starts(s, STR("--"))) {
        kind = PIECE_COMMENT;
        size_t end = str_find(s, STR("\n"), 0);
        n = end == SIZE_MAX ? s.len : end;
    } else if (str_starts(s, STR("/*"))) {
        kind = PIECE_COMMENT;
        n = closed_by(s, STR("*/"), 2);
    } else if (*s.ptr == '\'' || *s.ptr == '"') {
        kind = PIECE_LITERAL; /* a doubled quote simply begins the next literal */
        n = closed_by(s, str_of(s.ptr, 1), 1);
    } else if (word_char(*s.ptr)) {
        kind = PIECE_WORD;
        while (n < s.len && word_char(s.ptr[n])) n++;
    } else if (isspace((unsigned char)*s.ptr)) {
        kind = PIECE_BLANK;
        while (n < s.len && isspace((unsigned char)s.ptr[n])) n++;
    }
    *ret_piece = str_of(s.ptr, n);
    *rest = str_of(s.ptr + n, s.len - n);
    return kind;
}

/* Add the modules of one layer; true when the one asked for was among them. */
static bool read_order(struct gen *gen, const char *layer, const char *wanted) {
    struct str path = str_printf(gen->arena, "%s/%s/ORDER", gen->root, layer), text, word;
    const char *file = str_c(gen->arena, path);
    if (!gen_read(gen, file, &text)) {
        gen_fail(gen, (struct spot){file, 1}, "cannot be read");
        return false;
    }
    while (str_next_word(&text, &word)) {
        if (gen->modules_n == GEN_MAX_MODULES) {
            gen_fail(gen, (struct spot){file, 1}, "more than %d modules", GEN_MAX_MODULES);
            return false;
        }
        gen->modules[gen->modules_n++] = (struct module_at){str_from(layer), word};
        if (str_is(word, wanted)) return true;
    }
    return false;
}

/* MODULE.sql, then MODULE_*.sql in order of their names: one module, one set of names. */
static void read_statements(struct gen *gen, const char *wanted) {
    struct str first = str_printf(gen->arena, "%s.sql", wanted);
    struct str others = str_printf(gen->arena, "%s_*.sql", wanted);
    glob_t found;
    statements_read(gen, gen_path(gen, gen->module, str_c(gen->arena, first)));
    if (glob(gen_path(gen, gen->module, str_c(gen->arena, others)), 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        statements_read(gen, str_c(gen->arena, str_from(found.gl_pathv[i])));
    globfree(&found);
}

static void generate(struct gen *gen, const char *wanted) {
    struct spot order = {"ORDER", 1};
    if (!read_order(gen, "platform", wanted) && !read_order(gen, "domain", wanted)) {
        gen_fail(gen, order, "no module is called %s", wanted);
        return;
    }
    for (size_t i = 0; i < gen->modules_n; i++)
        schema_apply(gen, gen->modules[i], i + 1 == gen->modules_n);
    schema_check(gen);
    read_statements(gen, wanted);
    if (gen->errors == 0) statements_prepare(gen);
    if (gen->errors > 0) return;
    emit_header(gen);
    emit_source(gen);
    emit_map(gen);
}

static bool parse_arguments(struct gen *gen, int argc, char **argv) {
    if (argc < 2 || argv[1][0] == '-') return false;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--root") == 0) gen->root = argv[i + 1];
        else if (strcmp(argv[i], "--out") == 0) gen->out = argv[i + 1];
        else return false;
    }
    return argc % 2 == 0;
}

int main(int argc, char **argv) {
    struct arena arena;
    arena_init(&arena, (size_t)512 << 20);
    struct gen gen = {.arena = &arena, .root = "src", .out = "."};
    if (!parse_arguments(&gen, argc, argv)) {
        fprintf(stderr, "usage: sqlgen MODULE [--root src] [--out folder]\n");
        return 2;
    }
    if (sqlite3_open(":memory:", &gen.sqlite) != SQLITE_OK) {
        fprintf(stderr, "sqlgen: SQLite cannot open a database in memory\n");
        return 1;
    }
    generate(&gen, argv[1]);
    sqlite3_close(gen.sqlite);
    arena_release(&arena);
    return gen.errors ? 1 : 0;
}
