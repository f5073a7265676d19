#include "platform/module/platform.h"

#include "mail_sql.h"
#include "platform/mail/mail.h"
#include "platform/module/cli.h"

#define SEND_AT_ONCE 50

static enum status send_waiting(struct ctx *ctx) {
    struct mail_settings s;
    int sent;
    TRY(module_setting(ctx, "mail.smtp_url", STR(""), &s.smtp_url));
    TRY(module_setting(ctx, "mail.from", STR("kith@localhost.localdomain"), &s.from));
    TRY(module_setting(ctx, "mail.user", STR(""), &s.user));
    TRY(module_setting(ctx, "mail.password", STR(""), &s.password));
    return mail_send_waiting(ctx, &s, SEND_AT_ONCE, &sent);
}

static const struct jobs_timer timers[] = {
    {.name = "mail.send", .every_seconds = 2, .run = send_waiting},
    {.name = NULL},
};

static const struct module_setting settings[] = {
    {"mail.smtp_url", T_("Mail server, as smtp://host:port"), "", SETTING_TEXT},
    {"mail.from", T_("Address mails come from"), "kith@localhost.localdomain", SETTING_TEXT},
    {"mail.user", T_("Name at the mail server"), "", SETTING_TEXT},
    {"mail.password", T_("Password at the mail server"), "", SETTING_TEXT},
    {.key = NULL},
};

static enum status cli_mail_list(struct cli *cli) {
    struct mail_row *rows;
    size_t n;
    int64_t limit;
    TRY(cli_int(cli, "limit", 50, &limit));
    TRY(mail_list(cli->ctx, limit, &rows, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(cli->ctx->arena, rows[i].id);
        struct str at = instant_format(cli->ctx->arena, cli->ctx->zone, rows[i].at);
        if (!cli->json) {
            buf_printf(&cli->out, "%.*s %-8.*s %.*s  %.*s\n", STR_ARG(at),
                       STR_ARG(rows[i].state), STR_ARG(rows[i].subject), STR_ARG(rows[i].why));
            continue;
        }
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "id", id);
        json_put_str(&cli->doc, "at", at);
        json_put_str(&cli->doc, "to", rows[i].to);
        json_put_str(&cli->doc, "subject", rows[i].subject);
        json_put_str(&cli->doc, "state", rows[i].state);
        json_put_str(&cli->doc, "why", rows[i].why);
        json_end(&cli->doc);
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}

static const struct module_command commands[] = {
    {.words = "mail list", .help = "Show the outbox and the fate of each mail.",
     .usage = "[--limit N]", .options = "limit=", .run = cli_mail_list, .flags = CLI_READ},
    {.words = NULL},
};

const struct module mail_module = {
    .name = "mail",
    .migrations = mail_migrations,
    .statements = mail_statements,
    .jobs = timers,
    .settings = settings,
    .commands = commands,
};
