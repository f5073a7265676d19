#include "platform/module/platform.h"

#include "module_sql.h"
#include "platform/module/cli.h"
#include <string.h>

static const struct module_setting *find_setting(struct module_list list, struct str key) {
    for (size_t i = 0; i < list.count; i++) {
        const struct module_setting *s = list.items[i]->settings;
        for (; s && s->key; s++)
            if (str_is(key, s->key)) return s;
    }
    return NULL;
}

static enum status check_value(struct cli *cli, const struct module_setting *s,
                               struct str value) {
    int64_t n;
    if (s->type == SETTING_INT && !str_to_int(value, &n))
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(s->key),
                         SAY1("{value} is not a whole number.", "value", value));
    if (s->type == SETTING_BOOL && !str_is(value, "0") && !str_is(value, "1"))
        return ctx_fault(cli->ctx, ERR_INVALID, str_from(s->key), SAY("Write 0 or 1."));
    return OK;
}

static enum status cli_set(struct cli *cli) {
    struct str key, value;
    TRY(cli_word(cli, 0, "key", &key));
    TRY(cli_word(cli, 1, "value", &value));
    const struct module_setting *s = find_setting(cli->modules, key);
    if (!s)
        return ctx_fault(cli->ctx, ERR_MISSING, key,
                         SAY("There is no such setting: kith settings list shows them all."));
    TRY(check_value(cli, s, value));
    TRY(module_setting_set(cli->ctx, s->key, value));
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, s->key, value);
        json_end(&cli->doc);
    }
    return OK;
}

static enum status list_one(struct cli *cli, const struct module_setting *s) {
    struct str value;
    bool secret = strstr(s->key, "password") != NULL;
    TRY(module_setting(cli->ctx, s->key, str_from(s->fallback ? s->fallback : ""), &value));
    if (secret && value.len > 0) value = STR("(set)");
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
     .usage = "KEY VALUE",
     .options = "",
     .run = cli_set},
    {.words = NULL},
};

const struct module module_module = {
    .name = "module",
    .migrations = module_migrations,
    .statements = module_statements,
    .commands = commands,
};
