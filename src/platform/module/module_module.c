#include "platform/module/platform.h"

#include "module_sql.h"
#include "platform/module/cli.h"
#include <string.h>

#define VALUE_MAX ((size_t)4096)

static const struct module_setting *find_setting(struct module_list list, struct str key) {
    for (size_t i = 0; i < list.count; i++) {
        const struct module_setting *s = list.items[i]->settings;
        for (; s && s->key; s++)
            if (str_is(key, s->key)) return s;
    }
    return NULL;
}

/* Said to be set, never shown. */
static bool secret(const struct module_setting *s) {
    return strstr(s->key, "password") || strstr(s->key, "_token") || strstr(s->key, "_secret");
}

static enum status check_value(struct cli *cli, const struct module_setting *s,
                               struct str value) {
    int64_t n;
    if (s->type == SETTING_INT && !str_to_int(value, &n))
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(s->key),
                         SAY1("{value} is not a whole number.", "value", value));
    if (s->type == SETTING_BOOL && !str_is(value, "0") && !str_is(value, "1"))
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(s->key), SAY("Write 0 or 1."));
    bool gateway = strstr(s->key, "gateway_url") != NULL && value.len > 0;
    if (gateway && !str_starts(value, STR("http://")) && !str_starts(value, STR("https://")))
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(s->key),
                         SAY("The address must begin with http:// or https://."));
    return OK;
}

/* From a file what should stand in no list of processes and no history of a shell. */
static enum status read_value(struct cli *cli, struct str *ret_value) {
    struct str file = cli_option(cli, "file", STR_NONE), value;
    if (!file.ptr) return cli_word(cli, 1, "value", ret_value);
    TRY(cli_read_file(cli, file, VALUE_MAX, &value));
    *ret_value = str_trim(value);
    return OK;
}

static enum status cli_set(struct cli *cli) {
    struct str key, value;
    TRY(cli_word(cli, 0, "key", &key));
    TRY(read_value(cli, &value));
    const struct module_setting *s = find_setting(cli->modules, key);
    if (!s)
        return ctx_fault(cli->ctx, ERR_MISSING, key,
                         SAY("There is no such setting: kith settings list shows them all."));
    TRY(check_value(cli, s, value));
    TRY(module_setting_set(cli->ctx, s->key, value));
    if (secret(s)) value = STR("(set)");
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, s->key, value);
        json_end(&cli->doc);
    }
    return OK;
}

static enum status list_one(struct cli *cli, const struct module_setting *s) {
    struct str value;
    TRY(module_setting(cli->ctx, s->key, str_from(s->fallback ? s->fallback : ""), &value));
    if (secret(s) && value.len > 0) value = STR("(set)");
    if (cli->json) json_put_str(&cli->doc, s->key, value);
    else buf_printf(&cli->out, "%-28s %-30.*s %s\n", s->key, STR_ARG(value), s->label);
    return OK;
}

static enum status cli_list(struct cli *cli) {
    if (cli->json) json_begin_object(&cli->doc);
    for (size_t i = 0; i < cli->modules.count; i++) {
        const struct module_setting *s = cli->modules.items[i]->settings;
        for (; s && s->key; s++) TRY(list_one(cli, s));
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}

static const struct module_command commands[] = {
    {.words = "settings list",
     .help = "Show every setting of the installation.",
     .usage = "",
     .options = "",
     .run = cli_list,
     .flags = CLI_READ},
    {.words = "settings set",
     .help = "Change one setting.",
     .usage = "KEY VALUE | KEY --file FILE",
     .options = "file=",
     .run = cli_set},
    {.words = NULL},
};

const struct module module_module = {
    .name = "module",
    .migrations = module_migrations,
    .statements = module_statements,
    .commands = commands,
};
