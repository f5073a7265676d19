#include "platform/module/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str cli_option(const struct cli *cli, const char *name, struct str fallback) {
    struct str value;
    return cli_repeat(cli, name, 0, &value) ? value : fallback;
}

bool cli_flag(const struct cli *cli, const char *name) {
    struct str value;
    return cli_repeat(cli, name, 0, &value);
}

bool cli_repeat(const struct cli *cli, const char *name, size_t n, struct str *ret_value) {
    for (size_t i = 0; i < cli->options_n; i++)
        if (str_is(cli->names[i], name) && n-- == 0) {
            *ret_value = cli->values[i];
            return true;
        }
    return false;
}

enum status cli_int(struct cli *cli, const char *name, int64_t fallback, int64_t *ret_n) {
    struct str text = cli_option(cli, name, STR_NONE);
    if (!text.ptr) {
        *ret_n = fallback;
        return OK;
    }
    if (str_to_int(text, ret_n)) return OK;
    return ctx_fault(cli->ctx, ERR_INVALID, str_from(name),
                     SAY1("{value} is not a whole number.", "value", text));
}

enum status cli_word(struct cli *cli, size_t n, const char *field, struct str *ret_word) {
    if (n >= cli->words_n)
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(field), SAY("This is missing."));
    *ret_word = cli->words[n];
    return OK;
}

enum status cli_read_file(struct cli *cli, struct str path, size_t max, struct str *ret_bytes) {
    FILE *file = fopen(str_c(cli->ctx->arena, path), "rb");
    if (!file)
        return ctx_fault(cli->ctx, ERR_MISSING, path, SAY("There is no such file to read."));
    size_t len = 0, room = 64 * 1024;
    char *bytes = arena_alloc(cli->ctx->arena, room);
    for (;;) {
        size_t got = fread(bytes + len, 1, room - len, file);
        len += got;
        if (len > max || got == 0) break;
        if (len == room) {
            bytes = arena_grow(cli->ctx->arena, bytes, room, room * 2);
            room *= 2;
        }
    }
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return ctx_fault(cli->ctx, ERR_MISSING, path, SAY("This file could not be read."));
    if (len > max)
        return ctx_fault(cli->ctx, ERR_LIMIT, path,
                         SAY("This file is larger than Kith reads."));
    *ret_bytes = str_of(bytes, len);
    return OK;
}

void cli_note(struct cli *cli, const char *format, ...) {
    va_list args;
    (void)cli;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}
