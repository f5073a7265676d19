/* What a command is handed. Output: text for people, or one JSON document with --json. */
#ifndef PLATFORM_MODULE_CLI_H
#define PLATFORM_MODULE_CLI_H

#include "base/json.h"
#include "platform/module/module.h"

struct cli {
    struct ctx *ctx;                /* standing is STANDING_SYSTEM */
    const struct module_command *command;
    struct module_list modules;
    struct str db_target;           /* --db */
    bool json;                      /* --json given */
    bool told;                      /* `out` itself says what is wrong: it is the answer, whatever the status */
    struct buf out;                 /* written to standard output when the command answers OK */
    struct json doc;                /* writes into `out` */
    struct str *words;              /* what is left: positional arguments */
    size_t words_n;
    struct str *names, *values;     /* options given, without dashes */
    size_t options_n;
};

/* The value of an option, or `fallback`. */
struct str cli_option(const struct cli *cli, const char *name, struct str fallback);
bool cli_flag(const struct cli *cli, const char *name);
/* The n-th value of a repeated option; false when there is none. */
bool cli_repeat(const struct cli *cli, const char *name, size_t n, struct str *ret_value);
/* A whole number option; ERR_INVALID with a fault naming it. */
enum status cli_int(struct cli *cli, const char *name, int64_t fallback,
                    int64_t *ret_n) MUST_USE;
/* Positional word n, or a fault "field" and ERR_INVALID. */
enum status cli_word(struct cli *cli, size_t n, const char *field,
                     struct str *ret_word) MUST_USE;
/* A whole file, at most `max` bytes. Fails: ERR_MISSING, ERR_LIMIT, with a fault. */
enum status cli_read_file(struct cli *cli, struct str path, size_t max,
                          struct str *ret_bytes) MUST_USE;
/* A line for people on standard error (never in the JSON document). */
void cli_note(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
