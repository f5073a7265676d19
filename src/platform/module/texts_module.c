#include "platform/module/platform.h"

#include "platform/module/cli.h"
#include "platform/texts/gateway.h"
#include "platform/texts/texts.h"
#include "texts_sql.h"

#define SEND_AT_ONCE 50
#define READ_AT_ONCE 50
#define KEPT_MS ((int64_t)90 * 86400000)

static enum status number_of(struct ctx *ctx, const char *key, struct str fallback, int64_t *ret_n)
{
    struct str value;
    TRY(module_setting(ctx, key, fallback, &value));
    if (!str_to_int(str_trim(value), ret_n) || *ret_n < 0) (void)str_to_int(fallback, ret_n);
    return OK;
}

static enum status send_waiting(struct ctx *ctx)
{
    struct texts_settings s;
    int sent;
    TRY(module_setting(ctx, "texts.gateway_url", STR(""), &s.gateway_url));
    TRY(module_setting(ctx, "texts.gateway_token", STR(""), &s.gateway_token));
    TRY(module_setting(ctx, "texts.gateway_body", STR(GATEWAY_BODY), &s.body));
    TRY(number_of(ctx, "texts.day_number", STR("12"), &s.day_number));
    TRY(number_of(ctx, "texts.day_all", STR("1000"), &s.day_all));
    return texts_send_waiting(ctx, &s, SEND_AT_ONCE, &sent);
}

static enum status read_new(struct ctx *ctx)
{
    int read;
    return texts_read_new(ctx, READ_AT_ONCE, &read);
}

static enum status forget(struct ctx *ctx)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(texts_forget(ctx, (struct instant){ctx->now.ms - KEPT_MS}));
    return db_commit(ctx->db);
}

static const struct jobs_timer timers[] = {
    {.name = "texts.read", .every_seconds = 1, .run = read_new},
    {.name = "texts.send", .every_seconds = 2, .run = send_waiting},
    {.name = "texts.forget", .every_seconds = 3600, .run = forget},
    {.name = NULL},
};

static const struct module_setting settings[] = {
    {"texts.gateway_url", T_("Where texts are handed over, as https://..."), "", SETTING_TEXT},
    {"texts.gateway_token", T_("Token of the text gateway"), "", SETTING_TEXT},
    {"texts.gateway_body", T_("What the gateway is sent, with {to}, {text} and {id}"), GATEWAY_BODY, SETTING_TEXT},
    {"texts.in_secret", T_("Secret that texts coming in are signed with"), "", SETTING_TEXT},
    {"texts.day_number", T_("Most messages to one number in a day; 0 = no ceiling"), "12", SETTING_INT},
    {"texts.day_all", T_("Most messages in all in a day; 0 = no ceiling"), "1000", SETTING_INT},
    {.key = NULL},
};

static enum status cli_texts_list(struct cli *cli)
{
    struct text_row *rows;
    size_t n;
    int64_t limit;
    TRY(cli_int(cli, "limit", 50, &limit));
    TRY(texts_list(cli->ctx, limit, &rows, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        struct str at = instant_format(cli->ctx->arena, cli->ctx->zone, rows[i].at);
        if (!cli->json) {
            buf_printf(&cli->out, "%.*s %-8.*s %-10.*s ..%.*s  %.*s\n", STR_ARG(at), STR_ARG(rows[i].state),
                       STR_ARG(rows[i].kind), STR_ARG(rows[i].end), STR_ARG(rows[i].why));
            continue;
        }
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "id", str_int(cli->ctx->arena, rows[i].id));
        json_put_str(&cli->doc, "at", at);
        json_put_str(&cli->doc, "number_ends_in", rows[i].end);
        json_put_str(&cli->doc, "kind", rows[i].kind);
        json_put_str(&cli->doc, "state", rows[i].state);
        json_put_str(&cli->doc, "why", rows[i].why);
        json_put_int(&cli->doc, "messages", rows[i].parts);
        json_end(&cli->doc);
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}

static const struct module_command commands[] = {
    {.words = "texts list", .help = "Show the text messages that went out or wait, and why.",
     .usage = "[--limit N]", .options = "limit=", .run = cli_texts_list, .flags = CLI_READ},
    {.words = NULL},
};

/* What was written to a person, and that they answered; never the words they wrote. */
static enum status export(struct ctx *ctx, int64_t person, struct json *json)
{
    struct text_own *rows;
    size_t n;
    TRY(texts_of_person(ctx, person, 1000, &rows, &n));
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "at", instant_format(ctx->arena, ctx->zone, rows[i].at));
        json_put_str(json, "way", rows[i].came ? STR("from them") : STR("to them"));
        json_put_str(json, "about", rows[i].kind);
        json_put_str(json, rows[i].came ? "understood_as" : "words", rows[i].words);
        json_put_str(json, "state", rows[i].state);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static const struct module_subject subject = {export};

static const char *const facts[] = {"texts.came", "texts.stopped", NULL};

const struct module texts_module = {
    .name = "texts",
    .migrations = texts_migrations,
    .statements = texts_statements,
    .jobs = timers,
    .settings = settings,
    .commands = commands,
    .facts = facts,
    .subject = &subject,
};
