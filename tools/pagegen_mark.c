/* The inside of { ... }: from the words of docs/generators.md to C. */
#include "pagegen.h"

#include <ctype.h>
#include <string.h>

#define ARGS 3 /* SAID_ARGS of base/faults.h */

struct arg {
    struct str name, value;
};
struct args {
    struct arg items[16];
    size_t count;
};

static bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
static bool name_char(char c) { return isalnum((unsigned char)c) || c == '_'; }

static void skip_blanks(struct str *s) {
    while (s->len && blank(s->ptr[0])) *s = str_slice(*s, 1, s->len);
}

static struct str take(struct str *s, size_t len) {
    struct str piece = str_slice(*s, 0, len);
    *s = str_slice(*s, len, s->len);
    return piece;
}

static struct str take_name(const struct gen *g, struct str *s) {
    size_t len = 0;
    skip_blanks(s);
    while (len < s->len && name_char(s->ptr[len])) len++;
    if (len == 0) gen_fail(g, "a name is missing before \"%.*s\"", STR_ARG(*s));
    return take(s, len);
}

/* "words" as written, without the quotes and with its escapes. */
static struct str take_text(const struct gen *g, struct str *s) {
    skip_blanks(s);
    if (!s->len || s->ptr[0] != '"')
        gen_fail(g, "words in double quotes are missing before \"%.*s\"", STR_ARG(*s));
    size_t end = 1;
    while (end < s->len && s->ptr[end] != '"') end += s->ptr[end] == '\\' ? 2 : 1;
    if (end >= s->len) gen_fail(g, "a closing quote is missing");
    struct str text = str_slice(take(s, end + 1), 1, end);
    if (text.len == 0) gen_fail(g, "an empty text");
    return text;
}

/* A C expression: up to a blank that is not inside brackets or quotes. */
static struct str take_value(const struct gen *g, struct str *s) {
    size_t len = 0, depth = 0;
    char quote = 0;
    for (; len < s->len; len++) {
        char c = s->ptr[len];
        if (quote) {
            if (c == '\\') len++;
            else if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (strchr("([{", c)) {
            depth++;
        } else if (strchr(")]}", c)) {
            if (depth-- == 0) gen_fail(g, "a bracket closes that never opened");
        } else if (blank(c) && depth == 0) {
            break;
        }
    }
    if (quote || depth) gen_fail(g, "a bracket or quote is not closed");
    if (len == 0) gen_fail(g, "a value is missing");
    return take(s, len);
}

static struct args take_args(const struct gen *g, struct str s, size_t most) {
    struct args args = {.count = 0};
    for (skip_blanks(&s); s.len; skip_blanks(&s)) {
        if (args.count == most) gen_fail(g, "more than %zu values", most);
        struct arg *arg = &args.items[args.count++];
        arg->name = take_name(g, &s);
        if (!s.len || s.ptr[0] != '=')
            gen_fail(g, "\"=\" is missing after %.*s", STR_ARG(arg->name));
        take(&s, 1);
        arg->value = take_value(g, &s);
    }
    return args;
}

/* ---- texts ---- */

static bool has_arg(const struct args *args, struct str name, bool counted) {
    for (size_t i = 0; i < args->count; i++) {
        if (str_eq(args->items[i].name, name)) return true;
    }
    return counted && str_is(name, "n");
}

static void check_places(const struct gen *g, struct str text, const struct args *args,
                         bool counted) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '{') continue;
        size_t end = str_find(text, STR("}"), i);
        if (end == SIZE_MAX) gen_fail(g, "a place without \"}\" in \"%.*s\"", STR_ARG(text));
        struct str name = str_slice(text, i + 1, end);
        if (!has_arg(args, name, counted))
            gen_fail(g, "the text has {%.*s} but no such value is given", STR_ARG(name));
        i = end;
    }
}

static void check_used(const struct gen *g, struct str text, const struct args *args) {
    for (size_t i = 0; i < args->count; i++) {
        struct str name = args->items[i].name;
        struct str place = str_printf((struct arena *)&g->arena, "{%.*s}", STR_ARG(name));
        if (str_find(text, place, 0) == SIZE_MAX)
            gen_fail(g, "the value %.*s is not used in the text", STR_ARG(name));
    }
}

static void put_said(struct gen *g, struct str id, const struct args *args) {
    buf_printf(&g->code, "&(struct said){.id = \"%.*s\"", STR_ARG(id));
    for (size_t i = 0; i < args->count; i++) {
        buf_printf(&g->code, "%s\"%.*s\"", i ? ", " : ", .names = {",
                   STR_ARG(args->items[i].name));
    }
    for (size_t i = 0; i < args->count; i++) {
        struct str value = args->items[i].value;
        buf_printf(&g->code, value.ptr[0] == '"' ? "%sSTR(%.*s)" : "%shtml_text(h, %.*s)",
                   i ? ", " : "}, .values = {", STR_ARG(value));
    }
    buf_puts(&g->code, args->count ? "}}" : "}");
}

static void statement(struct gen *g) {
    buf_printf(&g->code, "#line %d \"%.*s\"\n    ", g->line, STR_ARG(g->file));
}

/* html_say in text; the attribute's twin where no markup may stand. */
static const char *say_prefix(const struct gen *g) {
    if (g->place.where == IN_QUOTED && g->place.url) gen_fail(g, "no words inside an address");
    if (g->place.where == IN_TAG)
        gen_fail(g, "words may stand in text or in a quoted value only");
    return g->place.where == IN_QUOTED || g->place.plain[0] ? "html_attr_say" : "html_say";
}

static void mark_t(struct gen *g, struct str rest) {
    const char *prefix = say_prefix(g);
    struct str id = take_text(g, &rest);
    struct args args = take_args(g, rest, ARGS);
    check_places(g, id, &args, false);
    check_used(g, id, &args);
    gen_note_text(g, id, STR_NONE);
    statement(g);
    buf_printf(&g->code, "%s(h, ", prefix);
    put_said(g, id, &args);
    buf_puts(&g->code, ");\n");
}

static void mark_n(struct gen *g, struct str rest) {
    const char *prefix = say_prefix(g);
    skip_blanks(&rest);
    struct str count = take_value(g, &rest);
    struct str one = take_text(g, &rest), many = take_text(g, &rest);
    struct args args = take_args(g, rest, ARGS - 1);
    check_places(g, one, &args, true);
    check_places(g, many, &args, true);
    check_used(g, many, &args);
    gen_note_text(g, one, many);
    statement(g);
    buf_printf(&g->code, "%s_n(h, \"%.*s\", (int64_t)(%.*s), ", prefix, STR_ARG(many),
               STR_ARG(count));
    put_said(g, one, &args);
    buf_puts(&g->code, ");\n");
}

/* ---- expressions ---- */

static const char *expression_function(struct gen *g) {
    struct place *p = &g->place;
    if (p->where == IN_TAG)
        gen_fail(g, "a value may not make a tag or attribute name; quote it as a value");
    if (p->where == IN_TEXT) return p->plain[0] ? "html_attr" : "html_put";
    if (!p->url) return "html_attr";
    if (p->value_len) return "html_url_put";
    if (g->text.ptr[g->at] != p->quote || p->start[0] == '!') {
        gen_fail(g, "an address begins with words, or is one value and no more");
    }
    return "html_url";
}

static void mark_expression(struct gen *g, struct str expression) {
    const char *function = expression_function(g);
    statement(g);
    buf_printf(&g->code, "%s(h, %.*s);\n", function, STR_ARG(expression));
}

/* ---- if and each ---- */

static void open_mark(struct gen *g, char kind) {
    if (g->open_n == GEN_DEPTH) gen_fail(g, "more than %d marks inside each other", GEN_DEPTH);
    if (g->place.where == IN_QUOTED && g->place.value_len == 0) g->place.start[0] = '!';
    g->open[g->open_n++] = (struct open_mark){.kind = kind, .line = g->line, .place = g->place};
}

static struct open_mark *innermost(struct gen *g, char kind, const char *mark) {
    if (g->open_n == 0 || g->open[g->open_n - 1].kind != kind)
        gen_fail(g, "{%s} has nothing to belong to", mark);
    struct open_mark *open = &g->open[g->open_n - 1];
    if (!place_same(&open->place, &g->place)) {
        gen_fail(g, "{%s} stands at another kind of place than its beginning in line %d", mark,
                 open->line);
    }
    return open;
}

static void mark_if(struct gen *g, struct str rest) {
    open_mark(g, 'i');
    statement(g);
    buf_printf(&g->code, "if (%.*s) {\n", STR_ARG(str_trim(rest)));
}

static void mark_else(struct gen *g, struct str rest) {
    struct open_mark *open = innermost(g, 'i', "else");
    rest = str_trim(rest);
    if (open->otherwise) gen_fail(g, "a second {else}");
    statement(g);
    if (rest.len == 0) {
        open->otherwise = true;
        buf_puts(&g->code, "} else {\n");
    } else if (str_starts(rest, STR("if ")) || str_starts(rest, STR("if("))) {
        buf_printf(&g->code, "} else if (%.*s) {\n",
                   STR_ARG(str_trim(str_slice(rest, 2, rest.len))));
    } else {
        gen_fail(g, "{else %.*s} is not known", STR_ARG(rest));
    }
}

static void mark_each(struct gen *g, struct str rest) {
    struct str name = take_name(g, &rest), in = take_name(g, &rest), rows = str_trim(rest);
    if (!str_is(in, "in") || rows.len == 0) gen_fail(g, "write {each x in v->rows}");
    open_mark(g, 'e');
    statement(g);
    buf_printf(&g->code, "for (size_t %.*s_i = 0; %.*s_i < (size_t)(%.*s_n); %.*s_i++) { ",
               STR_ARG(name), STR_ARG(name), STR_ARG(rows), STR_ARG(name));
    buf_printf(&g->code, "__typeof__(&(%.*s)[0]) %.*s = &(%.*s)[%.*s_i]; (void)%.*s;\n",
               STR_ARG(rows), STR_ARG(name), STR_ARG(rows), STR_ARG(name), STR_ARG(name));
}

/* ---- use ---- */

static void put_use_value(struct gen *g, struct str value) {
    if (value.ptr[0] == 't' && value.len > 2 && value.ptr[1] == '"') {
        struct str rest = str_slice(value, 1, value.len);
        struct str id = take_text(g, &rest);
        struct args none = {.count = 0};
        check_places(g, id, &none, false);
        gen_note_text(g, id, STR_NONE);
        buf_puts(&g->code, "html_said(h, ");
        put_said(g, id, &none);
        buf_putc(&g->code, ')');
    } else {
        buf_printf(&g->code, value.ptr[0] == '"' ? "STR(%.*s)" : "%.*s", STR_ARG(value));
    }
}

static void note_module(struct gen *g, struct str module) {
    if (str_is(module, g->module)) return;
    for (size_t i = 0; i < g->used_n; i++) {
        if (str_eq(g->used[i], module)) return;
    }
    if (g->used_n == GEN_MODULES) gen_fail(g, "parts of more than %d modules", GEN_MODULES);
    g->used[g->used_n++] = str_copy(&g->arena, module);
}

/* A plain part takes a struct of named values; a module's own part takes its arguments in order. */
static void mark_use(struct gen *g, struct str rest) {
    struct str module = STR("html"), part = take_name(g, &rest);
    bool own = rest.len && rest.ptr[0] == '.';
    if (g->place.where != IN_TEXT || g->place.plain[0])
        gen_fail(g, "{use} may stand in text only");
    if (own) {
        take(&rest, 1);
        module = part;
        part = take_name(g, &rest);
        note_module(g, module);
    }
    struct args args = take_args(g, rest, 16);
    statement(g);
    buf_printf(&g->code, "%.*s_part_%.*s(h", STR_ARG(module), STR_ARG(part));
    if (!own) buf_printf(&g->code, ", &(struct html_part_%.*s){", STR_ARG(part));
    for (size_t i = 0; i < args.count; i++) {
        if (own || i) buf_puts(&g->code, ", ");
        if (!own) buf_printf(&g->code, ".%.*s = ", STR_ARG(args.items[i].name));
        put_use_value(g, args.items[i].value);
    }
    if (!own && args.count == 0) buf_putc(&g->code, '0');
    buf_puts(&g->code, own ? ");\n" : "});\n");
}

/* ---- pages and parts ---- */

static void mark_begin(struct gen *g, struct str rest, bool part) {
    if (g->inside) gen_fail(g, "a page inside a page; is {/page} or {/part} missing?");
    struct str name = take_name(g, &rest);
    skip_blanks(&rest);
    if (!rest.len || rest.ptr[0] != '(')
        gen_fail(g, "write {page name (const struct x *v) resident}");
    struct str view = take_value(g, &rest), audience = str_trim(rest);
    if (!str_is(audience, "resident") && !str_is(audience, "staff")) {
        gen_fail(g, "a page ends with its audience: resident or staff");
    }
    view = str_trim(str_slice(view, 1, view.len - 1));
    struct str signature = str_printf(&g->arena, "void %s_%s_%.*s(struct html *h%s%.*s)",
                                      g->module, part ? "part" : "page", STR_ARG(name),
                                      view.len ? ", " : "", STR_ARG(view));
    buf_printf(&g->head, "%.*s;\n", STR_ARG(signature));
    buf_printf(&g->code, "%.*s {\n", STR_ARG(signature));
    g->inside = true;
    g->is_part = part;
    g->inside_line = g->line;
    g->resident = str_is(audience, "resident");
    place_begin(g);
}

static void mark_finish(struct gen *g, bool part) {
    if (!g->inside || g->is_part != part)
        gen_fail(g, "{/%s} closes nothing", part ? "part" : "page");
    if (g->open_n)
        gen_fail(g, "the mark of line %d is not closed", g->open[g->open_n - 1].line);
    if (g->place.where != IN_TEXT || g->place.plain[0])
        gen_fail(g, "a tag is not finished where this ends");
    buf_puts(&g->code, "}\n\n");
    g->inside = false;
}

static void mark_include(struct gen *g, struct str rest) {
    if (g->inside) gen_fail(g, "{include} stands before the pages");
    struct str path = take_text(g, &rest);
    struct str line = str_printf(&g->arena, "#include \"%.*s\"\n", STR_ARG(path));
    if (str_find(buf_str(&g->includes), line, 0) == SIZE_MAX) buf_put(&g->includes, line);
}

void mark_end_file(struct gen *g) {
    if (!g->inside) return;
    g->line = g->inside_line;
    gen_fail(g, "this %s has no end", g->is_part ? "part" : "page");
}

/* ---- which mark ---- */

static void mark_close(struct gen *g, struct str what) {
    if (str_is(what, "page") || str_is(what, "part")) {
        mark_finish(g, str_is(what, "part"));
    } else if (str_is(what, "if") || str_is(what, "each")) {
        innermost(g, what.ptr[0], str_is(what, "if") ? "/if" : "/each");
        g->open_n--;
        buf_puts(&g->code, "    }\n");
    } else {
        gen_fail(g, "{/%.*s} is not known", STR_ARG(what));
    }
}

static bool mark_outside(struct gen *g, struct str word, struct str rest) {
    if (str_is(word, "include")) mark_include(g, rest);
    else if (str_is(word, "page")) mark_begin(g, rest, false);
    else if (str_is(word, "part")) mark_begin(g, rest, true);
    else return false;
    return true;
}

static bool mark_inside(struct gen *g, struct str word, struct str rest) {
    static const struct {
        const char *word;
        void (*write)(struct gen *g, struct str rest);
    } marks[] = {{"if", mark_if}, {"else", mark_else}, {"each", mark_each},
                 {"t", mark_t},   {"n", mark_n},       {"use", mark_use}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_is(word, marks[i].word)) {
            marks[i].write(g, rest);
            return true;
        }
    }
    return false;
}

void mark_write(struct gen *g, struct str mark) {
    struct str rest = str_trim(mark), all = rest;
    size_t len = 0;
    if (rest.len == 0) gen_fail(g, "an empty mark; a literal brace is written {{");
    if (g->inside) {
        place_before_mark(g);
        gen_flush(g);
    }
    if (rest.ptr[0] == '/') {
        mark_close(g, str_slice(rest, 1, rest.len));
    } else {
        while (len < rest.len && name_char(rest.ptr[len])) len++;
        struct str word = take(&rest, len);
        bool mark_word = rest.len == 0 ? str_is(word, "else") : blank(rest.ptr[0]);
        if (mark_word && mark_outside(g, word, rest)) return;
        if (!g->inside) gen_fail(g, "{%.*s} stands outside of a page", STR_ARG(all));
        if (!mark_word || !mark_inside(g, word, rest)) mark_expression(g, all);
    }
    g->after_blank = false;
}
