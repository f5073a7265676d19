/* What the text of a file shows: whom it includes, words that are not used here, its length. */
#include "arch.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

#define HEADER_LINES_MAX 200

enum kind { CODE, COMMENT, LITERAL };

static enum kind kind_at(struct str text, size_t at) {
    char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : 0;
    if (c == '/' && (next == '*' || next == '/')) return COMMENT;
    return c == '"' || c == '\'' ? LITERAL : CODE;
}

/* Where the comment or literal that begins at `at` is over. */
static size_t end_of(struct str text, size_t at, enum kind kind) {
    if (kind == CODE) return at + 1;
    if (kind == COMMENT) {
        bool block = text.ptr[at + 1] == '*';
        size_t end = str_find(text, block ? STR("*/") : STR("\n"), at + 2);
        return end == SIZE_MAX ? text.len : end + (block ? 2 : 0);
    }
    size_t end = at + 1;
    while (end < text.len && text.ptr[end] != text.ptr[at] && text.ptr[end] != '\n')
        end += text.ptr[end] == '\\' ? 2 : 1;
    return end < text.len ? end + 1 : text.len;
}

/* The same bytes with comments (and literals, unless kept) blanked, so that lines stay lines. */
static struct str bare(struct arch *arch, struct str text, bool keep_literals) {
    struct str copy = str_copy(arch->arena, text);
    char *out = (char *)copy.ptr;
    for (size_t at = 0, end; at < text.len; at = end) {
        enum kind kind = kind_at(text, at);
        end = end_of(text, at, kind);
        if (kind == CODE || (kind == LITERAL && keep_literals)) continue;
        for (size_t i = at; i < end; i++)
            if (out[i] != '\n') out[i] = ' ';
    }
    return copy;
}

static bool is_word_byte(char c) { return isalnum((unsigned char)c) || c == '_'; }

static int line_of(struct str text, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++) line += text.ptr[i] == '\n';
    return line;
}

static bool is_call(struct str text, size_t at) {
    while (at < text.len && text.ptr[at] == ' ') at++;
    return at < text.len && text.ptr[at] == '(';
}

/* `word()` is looked for as a call, `word` anywhere. */
static void forbid(struct arch *arch, const char *path, struct str text, const char *word, const char *why) {
    struct str wanted = str_from(word);
    bool call = str_ends(wanted, STR("()"));
    if (call) wanted.len -= 2;
    for (size_t at = str_find(text, wanted, 0); at != SIZE_MAX; at = str_find(text, wanted, at + 1)) {
        if (at > 0 && is_word_byte(text.ptr[at - 1])) continue;
        if (at + wanted.len < text.len && is_word_byte(text.ptr[at + wanted.len])) continue;
        if (call && !is_call(text, at + wanted.len)) continue;
        arch_wrong(arch, "%s:%d: %s (%s)", path, line_of(text, at), word, why);
    }
}

static void check_functions(struct arch *arch, const struct arch_file *file, const char *path, struct str code) {
    static const char *const banned[] = {"strcpy()", "strcat()", "sprintf()", "vsprintf()", "strtok()", "atoi()", "atol()",
                                         "atof()", "gets()", "strncpy()", "localtime()", "gmtime()"};
    static const char *const memory[] = {"malloc()", "calloc()", "realloc()", "free()", "strdup()", "asprintf()"};
    for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
        forbid(arch, path, code, banned[i], "not used here");
    if (file->layer == LAYER_BASE || file->layer == LAYER_PLATFORM || file->role == ROLE_TEST) return;
    for (size_t i = 0; i < sizeof memory / sizeof memory[0]; i++)
        forbid(arch, path, code, memory[i], "memory comes from an arena");
}

/* "people_sql.h" is generated for people; "paper.h" lies beside the file that includes it. */
static struct arch_file bare_target(struct arch *arch, const char *path, struct str target) {
    const char *slash = strrchr(path, '/');
    struct str folder = str_of(path, (size_t)(slash - path));
    struct str beside = str_printf(arch->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target));
    if (access(str_c(arch->arena, beside), R_OK) == 0) return arch_placed(arch, beside);
    struct str module = str_slice(target, 0, str_find(target, STR("_"), 0));
    for (size_t i = 0; i < arch->modules_n; i++)
        if (str_eq(arch->modules[i], module))
            return arch_placed(arch, str_printf(arch->arena, "src/%s/%.*s/%.*s",
                                                i < arch->platform_n ? "platform" : "domain",
                                                STR_ARG(module), STR_ARG(target)));
    return (struct arch_file){.layer = LAYER_NONE};
}

static void check_include(struct arch *arch, const struct arch_file *file, const char *path, int line,
                          struct str target) {
    bool full = str_find(target, STR("/"), 0) != SIZE_MAX;
    struct arch_file to = full ? arch_placed(arch, str_cat(arch->arena, STR("src/"), target))
                               : bare_target(arch, path, target);
    const char *why = arch_refusal(file, &to);
    if (why) arch_wrong(arch, "%s:%d: includes %.*s (%s)", path, line, STR_ARG(target), why);
}

static void check_includes(struct arch *arch, const struct arch_file *file, const char *path, struct str text) {
    struct str rest = text, line;
    for (int n = 1; str_next(&rest, '\n', &line); n++) {
        line = str_trim(line);
        if (!str_starts(line, STR("#include \""))) continue;
        struct str target = str_slice(line, 10, str_find(line, STR("\""), 10));
        check_include(arch, file, path, n, target);
    }
}

void arch_source(struct arch *arch, const char *path) {
    struct str name = str_from(path);
    bool header = str_ends(name, STR(".h"));
    if (!header && !str_ends(name, STR(".c"))) return;
    struct arch_file file = arch_placed(arch, name);
    if (str_starts(name, STR("src/testing/"))) return;
    struct str text = arch_read(arch, path);
    if (file.layer == LAYER_NONE) arch_wrong(arch, "%s is in no folder that ORDER names", path);
    struct str code = bare(arch, text, false), words = bare(arch, text, true);
    check_functions(arch, &file, path, code);
    if (file.role != ROLE_TEST) check_includes(arch, &file, path, words);
    if (file.layer == LAYER_DOMAIN && file.role != ROLE_TEST) {
        forbid(arch, path, code, "db_exec()", "statements live in the .sql file");
        forbid(arch, path, words, "SELECT", "statements live in the .sql file");
    }
    int lines = line_of(text, text.len) - 1;
    if (header && lines > HEADER_LINES_MAX)
        arch_wrong(arch, "%s has %d lines; a header has at most %d", path, lines, HEADER_LINES_MAX);
}

/* Pages mirror for right-to-left scripts, so sides are named start and end. */
void arch_css(struct arch *arch, const char *path) {
    if (!str_ends(str_from(path), STR(".css"))) return;
    struct str text = bare(arch, arch_read(arch, path), true);
    forbid(arch, path, text, "left", "say inline-start");
    forbid(arch, path, text, "right", "say inline-end");
}
