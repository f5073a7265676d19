/* The command line: find the command, read its options, run it in its transaction, answer. */
#include "app/app.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define OUT_CEILING ((size_t)512 << 20)

struct line {
    struct app *app;
    struct cli cli;
    const struct module *module;
    char **args;
    int args_n;
    bool help;
    struct str wrong; /* why the line is wrong; STR_NONE = right */
    struct str which; /* the option that is, or STR_NONE */
};

/* How many of the first arguments are the words of this command; 0 = another one. */
static int words_fit(const char *words, char **args, int n) {
    struct str rest = str_from(words), word;
    int used = 0;
    while (str_next(&rest, ' ', &word)) {
        if (used >= n || !str_is(word, args[used])) return 0;
        used++;
    }
    return used;
}

static int find_command(struct line *l) {
    struct module_list list = app_modules();
    int best = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_command *c = list.items[i]->commands;
        for (; c && c->words; c++) {
            int used = words_fit(c->words, l->args, l->args_n);
            if (used <= best) continue;
            best = used;
            l->cli.command = c;
            l->module = list.items[i];
        }
    }
    return best;
}

enum option { OPTION_UNKNOWN, OPTION_FLAG, OPTION_VALUE };

static enum option kind_of(const struct module_command *command, struct str name) {
    struct str rest = str_from(command->options ? command->options : ""), word;
    while (str_next_word(&rest, &word)) {
        size_t mark = str_find(word, STR("="), 0);
        if (str_eq(str_slice(word, 0, mark), name))
            return mark == SIZE_MAX ? OPTION_FLAG : OPTION_VALUE;
    }
    return str_is(name, "db") ? OPTION_VALUE : OPTION_UNKNOWN;
}

static void keep_option(struct line *l, struct str name, struct str value) {
    struct arena *arena = &l->app->arena;
    size_t n = l->cli.options_n;
    if (str_is(name, "db")) {
        l->cli.db_target = value;
        return;
    }
    *ARENA_PUSH(arena, l->cli.names, n) = name;
    *ARENA_PUSH(arena, l->cli.values, l->cli.options_n) = value;
}

/* One option at args[i]; the index of its last argument. */
static int read_option(struct line *l, int i) {
    struct str whole = str_from(l->args[i] + 2);
    size_t mark = str_find(whole, STR("="), 0);
    struct str name = str_slice(whole, 0, mark);
    struct arena *arena = &l->app->arena;
    if (str_is(whole, "json")) l->cli.json = true;
    if (str_is(whole, "help")) l->help = true;
    if (str_is(whole, "json") || str_is(whole, "help")) return i;
    enum option kind = kind_of(l->cli.command, name);
    l->which = name;
    if (kind == OPTION_UNKNOWN) {
        l->wrong = str_printf(arena, "there is no option --%.*s", STR_ARG(name));
    } else if (kind == OPTION_FLAG) {
        if (mark != SIZE_MAX)
            l->wrong = str_printf(arena, "--%.*s takes no value", STR_ARG(name));
        keep_option(l, name, STR("1"));
    } else if (mark != SIZE_MAX) {
        keep_option(l, name, str_slice(whole, mark + 1, whole.len));
    } else if (i + 1 < l->args_n) {
        keep_option(l, name, str_from(l->args[i + 1]));
        return i + 1;
    } else {
        l->wrong = str_printf(arena, "--%.*s needs a value", STR_ARG(name));
    }
    return i;
}

static void read_line(struct line *l, int from) {
    bool plain = false;
    for (int i = from; i < l->args_n && !l->wrong.ptr; i++) {
        const char *arg = l->args[i];
        if (!plain && strcmp(arg, "--") == 0) plain = true;
        else if (!plain && strncmp(arg, "--", 2) == 0) i = read_option(l, i);
        else *ARENA_PUSH(&l->app->arena, l->cli.words, l->cli.words_n) = str_from(arg);
    }
    bool pure = (l->cli.command->flags & CLI_NO_DB) && l->cli.command->run != app_cli_init &&
                l->cli.command->run != app_cli_serve &&
                l->cli.command->run != app_cli_db_migrate;
    bool needs_db = !pure;
    if (!l->wrong.ptr && !l->help && needs_db && l->cli.db_target.len == 0)
        l->wrong = STR("--db FILE|postgresql://... is missing"), l->which = STR("db");
}

/* ---- answering ---- */

/* What to say when a rule refused without a sentence of its own. */
static struct str plain_words(enum status status) {
    switch (status) {
    case ERR_INVALID: return STR("Something in this is not right. Try --help.");
    case ERR_DENIED: return STR("That is not allowed here.");
    case ERR_MISSING: return STR("There is nothing by that name or number.");
    case ERR_CONFLICT: return STR("It has changed meanwhile, or is there already.");
    case ERR_LIMIT: return STR("That is more than can be taken at once.");
    case ERR_BUSY: return STR("The database is busy. Nothing was kept; try again.");
    default: return STR("This went wrong inside. Nothing was kept.");
    }
}

static void put_document(struct line *l, enum status status, struct str words, struct str field,
                         int64_t line) {
    struct json *json = &l->cli.doc;
    buf_init(&l->cli.out, &l->app->arena, OUT_CEILING);
    json_init(json, &l->cli.out);
    json_begin_object(json);
    json_key(json, "error");
    json_begin_object(json);
    json_put_str(json, "status", str_from(status_name(status)));
    json_put_str(json, "message", words);
    json_put_str(json, "field", field);
    json_put_int(json, "line", line > 0 ? line : INT_NONE);
    json_end(json);
    json_end(json);
}

static void put_error(struct line *l, enum status status) {
    const struct fault *f = l->app->ctx.faults.first;
    struct str words = f && f->said.id ? text_say(&l->app->arena, l->app->ctx.locale, &f->said)
                                       : plain_words(status);
    put_document(l, status, words, f ? f->field : STR_NONE, f ? f->line : 0);
}

static void say_faults(struct line *l, enum status status) {
    const struct fault *f = l->app->ctx.faults.first;
    if (!f) fprintf(stderr, "kith: %.*s\n", STR_ARG(plain_words(status)));
    for (; f; f = f->next) {
        struct str words = f->said.id ? text_say(&l->app->arena, l->app->ctx.locale, &f->said)
                                      : plain_words(f->status);
        fprintf(stderr, "kith: %.*s%s%.*s", STR_ARG(f->field), f->field.len ? ": " : "",
                STR_ARG(words));
        if (f->line > 0) fprintf(stderr, " (line %lld)", (long long)f->line);
        if (f->detail.ptr) fprintf(stderr, " [%.*s]", STR_ARG(f->detail));
        fputc('\n', stderr);
    }
}

static int answer(struct line *l, enum status status) {
    struct str out = buf_str(&l->cli.out);
    bool document = status == OK || (l->app->ctx.faults.count == 0 && out.len > 0);
    if (status == OK && l->cli.out.over) {
        status = fault_add(&l->app->ctx.faults, ERR_LIMIT, STR_NONE,
                           SAY("The answer is too large."));
        document = false;
    }
    if (!document) say_faults(l, status);
    if (!document && l->cli.json) put_error(l, status);
    out = document || l->cli.json ? buf_str(&l->cli.out) : STR_NONE;
    if (out.len > 0) {
        fwrite(out.ptr, 1, out.len, stdout);
        if (out.ptr[out.len - 1] != '\n') fputc('\n', stdout);
    }
    if (fflush(stdout) != 0 && status == OK) return ERR_BROKEN;
    return (int)status;
}

/* ---- running ---- */

/* What the command said was done is not so when it was not kept. */
static enum status keep(struct line *l) {
    enum status status = db_commit(l->app->ctx.db);
    if (status == OK) return OK;
    l->cli.out.len = 0;
    return fault_add(&l->app->ctx.faults, status, STR_NONE,
                     SAY("Nothing was kept: the disk is full, or the database does not answer. Put that right and try again."));
}

static enum status run_in_transaction(struct line *l, enum db_mode mode) {
    struct ctx *ctx = &l->app->ctx;
    TRY(db_begin(ctx->db, mode));
    enum status status = l->module == &app_module ? OK : app_open_keeps(l->app);
    if (status == OK) status = l->cli.command->run(&l->cli);
    if (status == OK && mode == DB_WRITE) return keep(l);
    db_rollback(ctx->db);
    return status;
}

static enum status run_own(struct line *l) {
    struct ctx *ctx = &l->app->ctx;
    enum status status = OK;
    if (l->module != &app_module) {
        TRY(db_begin(ctx->db, DB_READ));
        status = app_open_keeps(l->app);
        db_rollback(ctx->db);
    }
    if (status == OK) status = l->cli.command->run(&l->cli);
    db_rollback(ctx->db);
    return status;
}

/* A database of another program, or one that was never filled, is told apart by its secret;
   whether every table fits is `kith db check`, which takes longer than most commands. */
static enum status expect_ours(struct line *l) {
    struct ctx *ctx = &l->app->ctx;
    struct str secret = STR("");
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = module_setting(ctx, "web.secret", STR(""), &secret);
    db_rollback(ctx->db);
    if (status == OK && secret.len > 0) return OK;
    return ctx_fault(ctx, ERR_CONFLICT, STR("db"),
                     SAY("This is not a database of Kith yet. Run kith init first."));
}

static enum status run(struct line *l) {
    unsigned flags = l->cli.command->flags;
    if (flags & CLI_NO_DB) return l->cli.command->run(&l->cli);
    enum db_mode mode = flags & CLI_READ ? DB_READ : DB_WRITE;
    TRY(app_open(l->app, l->cli.db_target, mode, true));
    if (l->module != &app_module) TRY(expect_ours(l));
    enum status status = flags & CLI_OWN_TX ? run_own(l) : run_in_transaction(l, mode);
    if (status == ERR_BROKEN && l->app->ctx.faults.count == 0 && !l->cli.told)
        return fault_broken(&l->app->ctx.faults, db_why(l->app->ctx.db));
    return status;
}

/* ---- help ---- */

static void print_help(const struct module_command *c) {
    printf("kith %s %s\n    %s\n", c->words, c->usage ? c->usage : "", c->help);
    if (!(c->flags & CLI_NO_DB)) printf("    --db FILE|postgresql://...  the database\n");
    printf("    --json  one JSON document on standard output\n");
}

/* The commands whose first words are these; all where there are none. */
static int print_some(char **words, int n) {
    struct module_list list = app_modules();
    int found = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_command *c = list.items[i]->commands;
        for (; c && c->words; c++) {
            struct str rest = str_from(c->words), word;
            int k = 0;
            while (k < n && str_next(&rest, ' ', &word) && str_is(word, words[k])) k++;
            if (k < n) continue;
            printf("  %-24s %s\n", c->words, c->help);
            found++;
        }
    }
    return found;
}

/* "kith credits --help", "kith help credits": what begins with these words, if anything does. */
static bool print_group(struct line *l, bool asked) {
    int n = 0;
    while (n < l->args_n && strncmp(l->args[n], "--", 2) != 0) n++;
    for (int i = n; i < l->args_n; i++) asked = asked || strcmp(l->args[i], "--help") == 0;
    return asked && n > 0 && print_some(l->args, n) > 0;
}

static int print_all(void) {
    printf("kith: neighbours finding each other. kith COMMAND --help says more.\n\n");
    (void)print_some(NULL, 0);
    printf("\nExit codes: 0 done, 1 invalid, 2 denied, 3 missing, 4 conflict, 5 limit, 6 busy, "
           "7 broken, 64 wrong command line.\n");
    return 0;
}

static int wrong_line(struct line *l) {
    fprintf(stderr, "kith: %.*s\n", STR_ARG(l->wrong));
    if (l->cli.command)
        fprintf(stderr, "usage: kith %s %s\n", l->cli.command->words,
                l->cli.command->usage ? l->cli.command->usage : "");
    else fprintf(stderr, "kith help lists the commands.\n");
    for (int i = 0; i < l->args_n; i++) l->cli.json = l->cli.json || strcmp(l->args[i], "--json") == 0;
    if (l->cli.json) {
        put_document(l, ERR_INVALID, l->wrong, l->which, 0);
        struct str out = buf_str(&l->cli.out);
        printf("%.*s\n", STR_ARG(out));
    }
    return APP_WRONG_LINE;
}

static int run_line(struct line *l) {
    bool empty = l->args_n == 0 || strcmp(l->args[0], "--help") == 0;
    int used = find_command(l);
    if (empty) return print_all();
    if (strcmp(l->args[0], "--version") == 0) return printf("kith %s\n", KITH_VERSION) < 0;
    if (strcmp(l->args[0], "help") == 0) {
        l->args++, l->args_n--;
        if (find_command(l) > 0) return print_help(l->cli.command), 0;
        return print_group(l, true) ? 0 : print_all();
    }
    if (used == 0 && print_group(l, false)) return 0;
    bool two = l->args_n > 1 && l->args[1][0] != '-';
    if (used == 0)
        l->wrong = str_printf(&l->app->arena, "there is no command %s%s%s", l->args[0],
                              two ? " " : "", two ? l->args[1] : "");
    else read_line(l, used);
    if (l->wrong.ptr) return wrong_line(l);
    if (l->help) return print_help(l->cli.command), 0;
    return answer(l, run(l));
}

int app_cli(int argc, char **argv) {
    struct app app;
    if (sodium_init() < 0) return ERR_BROKEN;
    app_init(&app, app_modules(), app_tell);
    struct line line = {.app = &app, .args = argv + 1, .args_n = argc > 0 ? argc - 1 : 0};
    line.cli.ctx = &app.ctx;
    line.cli.modules = app_modules();
    buf_init(&line.cli.out, &app.arena, OUT_CEILING);
    json_init(&line.cli.doc, &line.cli.out);
    int code = run_line(&line);
    app_release(&app);
    return code;
}
