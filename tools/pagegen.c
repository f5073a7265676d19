/* pagegen MODULE --root src --out DIR: the .html files of a module's pages/ to C and a .pot. */
#include "pagegen.h"

#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MOST ((size_t)1 << 20)

_Noreturn void gen_fail(const struct gen *g, const char *format, ...) {
    va_list args;
    fprintf(stderr, "%.*s:%d: ", STR_ARG(g->file), g->line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

static _Noreturn void fail_file(const char *path, const char *why) {
    fprintf(stderr, "%s: %s\n", path, why);
    exit(1);
}

/* ---- literal markup ---- */

static void put_c_byte(struct buf *code, char c, bool last) {
    if (c == '\n') {
        buf_puts(code, last ? "\\n" : "\\n\"\n        \"");
    } else {
        if (c == '"' || c == '\\' || c == '?') buf_putc(code, '\\'); /* ?: trigraphs */
        buf_putc(code, c);
    }
}

void gen_flush(struct gen *g) {
    struct str s = buf_str(&g->literal);
    if (s.len == 0) return;
    buf_puts(&g->code, "    html_raw(h, \"");
    for (size_t i = 0; i < s.len; i++) put_c_byte(&g->code, s.ptr[i], i + 1 == s.len);
    buf_printf(&g->code, "\", %zu);\n", s.len);
    g->literal.len = 0;
}

/* ---- texts ---- */

void gen_note_text(struct gen *g, struct str id, struct str many) {
    struct message *m = NULL;
    for (size_t i = 0; i < g->messages_n && !m; i++) {
        if (str_eq(g->messages[i].id, id)) m = &g->messages[i];
    }
    if (!m) {
        m = ARENA_PUSH(&g->arena, g->messages, g->messages_n);
        m->id = id;
        buf_init(&m->refs, &g->arena, GEN_CEILING);
    }
    if (many.ptr && m->many.ptr && !str_eq(m->many, many)) {
        gen_fail(g, "\"%.*s\" has two different plurals", STR_ARG(id));
    }
    if (many.ptr) m->many = many;
    if (g->resident) m->resident = true;
    else m->staff = true;
    buf_printf(&m->refs, "#: %.*s:%d\n", STR_ARG(g->file), g->line);
}

static void pot_write(FILE *out, const struct gen *g) {
    fputs("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n", out);
    for (size_t i = 0; i < g->messages_n; i++) {
        const struct message *m = &g->messages[i];
        fputc('\n', out);
        if (m->resident) fputs("#. audience: resident\n", out);
        if (m->staff) fputs("#. audience: staff\n", out);
        fprintf(out, "%.*smsgid \"%.*s\"\n", STR_ARG(buf_str(&m->refs)), STR_ARG(m->id));
        if (m->many.ptr) {
            fprintf(out, "msgid_plural \"%.*s\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n",
                    STR_ARG(m->many));
        } else {
            fputs("msgstr \"\"\n", out);
        }
    }
}

/* ---- reading ---- */

/* The length of a mark's inside from g->at: to the "}" that is not in quotes or brackets. */
static size_t mark_length(const struct gen *g) {
    size_t depth = 0;
    char quote = 0;
    for (size_t i = g->at; i < g->text.len; i++) {
        char c = g->text.ptr[i];
        if (quote) {
            if (c == '\\') i++;
            else if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && depth-- == 0) {
            return i - g->at;
        }
    }
    gen_fail(g, "a mark without its \"}\"");
}

static int count_lines(struct str s) {
    int lines = 0;
    for (size_t i = 0; i < s.len; i++) lines += s.ptr[i] == '\n';
    return lines;
}

static void read_mark(struct gen *g) {
    struct str mark;
    if (str_starts(str_slice(g->text, g->at, g->text.len), STR("{--"))) {
        size_t end = str_find(g->text, STR("--}"), g->at);
        if (end == SIZE_MAX) gen_fail(g, "a comment without its \"--}\"");
        mark = str_slice(g->text, g->at, end);
        g->at = end + 3;
    } else {
        g->at++;
        mark = str_slice(g->text, g->at, g->at + mark_length(g));
        g->at += mark.len + 1;
        mark_write(g, mark);
    }
    g->line += count_lines(mark);
}

static void read_byte(struct gen *g, char c) {
    if (g->inside) {
        place_byte(g, c);
    } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        gen_fail(g, "words outside of {page} and {part}");
    }
    if (c == '\n') g->line++;
    g->at++;
}

static void read_text(struct gen *g) {
    while (g->at < g->text.len) {
        char c = g->text.ptr[g->at];
        if (c == '{' && g->at + 1 < g->text.len && g->text.ptr[g->at + 1] == '{') {
            g->at++;
            read_byte(g, c);
        } else if (c == '{') {
            read_mark(g);
        } else {
            read_byte(g, c);
        }
    }
    mark_end_file(g);
}

static struct str read_file(struct arena *arena, const char *path) {
    FILE *in = fopen(path, "rb");
    char *text = arena_alloc(arena, FILE_MOST);
    if (!in) fail_file(path, "cannot be read");
    size_t len = fread(text, 1, FILE_MOST, in);
    bool bad = ferror(in) != 0;
    fclose(in);
    if (bad || len == FILE_MOST)
        fail_file(path, bad ? "cannot be read" : "is longer than 1 MiB");
    return str_of(text, len);
}

/* The path as people know it, the same on every machine: from the root's last folder on. */
static struct str known_as(struct gen *g, const char *root, const char *path) {
    const char *end = strrchr(root, '/');
    size_t skip = end ? (size_t)(end + 1 - root) : 0;
    return str_copy(&g->arena, str_from(path + skip));
}

static void read_pages(struct gen *g, const char *root) {
    glob_t found;
    char *pattern = str_c(&g->arena,
                          str_printf(&g->arena, "%s/*/%s/pages/*.html", root, g->module));
    if (glob(pattern, 0, NULL, &found) != 0) fail_file(pattern, "no such pages");
    for (size_t i = 0; i < found.gl_pathc; i++) {
        g->file = known_as(g, root, found.gl_pathv[i]);
        g->text = read_file(&g->arena, found.gl_pathv[i]);
        g->at = 0;
        g->line = 1;
        read_text(g);
    }
    globfree(&found);
}

/* ---- writing ---- */

static FILE *create(struct gen *g, const char *out, const char *ending) {
    char *path = str_c(&g->arena, str_printf(&g->arena, "%s/%s%s", out, g->module, ending));
    FILE *file = fopen(path, "wb");
    if (!file) fail_file(path, "cannot be written");
    return file;
}

static void finish(FILE *file) {
    if (fclose(file) != 0) fail_file("output", "cannot be written");
}

static void write_header(struct gen *g, const char *out) {
    FILE *file = create(g, out, "_pages.h");
    struct str guard = str_copy(&g->arena, str_from(g->module));
    for (size_t i = 0; i < guard.len; i++) {
        char *c = (char *)guard.ptr + i;
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    }
    fprintf(file,
            "/* Made by pagegen from pages/; change the pages. */\n#ifndef "
            "%.*s_PAGES_H\n#define %.*s_PAGES_H\n\n",
            STR_ARG(guard), STR_ARG(guard));
    fprintf(file, "#include \"platform/html/html.h\"\n%.*s\n%.*s\n#endif\n",
            STR_ARG(buf_str(&g->includes)), STR_ARG(buf_str(&g->head)));
    finish(file);
}

static void write_code(struct gen *g, const char *out) {
    FILE *file = create(g, out, "_pages.c");
    fprintf(file,
            "/* Made by pagegen from pages/; change the pages. */\n#include \"%s_pages.h\"\n"
            "#include \"platform/html/parts.h\"\n",
            g->module);
    for (size_t i = 0; i < g->used_n; i++)
        fprintf(file, "#include \"%.*s_pages.h\"\n", STR_ARG(g->used[i]));
    fprintf(file, "\n#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n\n%.*s",
            STR_ARG(buf_str(&g->code)));
    finish(file);
}

int main(int argc, char **argv) {
    struct gen g = {0};
    if (argc != 6 || strcmp(argv[2], "--root") != 0 || strcmp(argv[4], "--out") != 0) {
        fprintf(stderr, "usage: pagegen MODULE --root DIR --out DIR\n");
        return 2;
    }
    arena_init(&g.arena, (size_t)256 << 20);
    g.module = argv[1];
    buf_init(&g.head, &g.arena, GEN_CEILING);
    buf_init(&g.includes, &g.arena, GEN_CEILING);
    buf_init(&g.code, &g.arena, GEN_CEILING);
    buf_init(&g.literal, &g.arena, GEN_CEILING);
    read_pages(&g, argv[3]);
    if (buf_check(&g.code) != OK || buf_check(&g.head) != OK)
        fail_file(argv[1], "the pages are too long");
    write_header(&g, argv[5]);
    write_code(&g, argv[5]);
    FILE *pot = create(&g, argv[5], ".pot");
    pot_write(pot, &g);
    finish(pot);
    arena_release(&g.arena);
    return 0;
}
