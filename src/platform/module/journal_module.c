#include "platform/module/platform.h"

#include "journal_sql.h"
#include "platform/journal/journal.h"
#include "platform/module/cli.h"

static enum status cli_verify(struct cli *cli) {
    int64_t count;
    bool ok;
    TRY(journal_verify(cli->ctx, &count, &ok));
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_int(&cli->doc, "facts", count);
        json_put_bool(&cli->doc, "ok", ok);
        json_end(&cli->doc);
    } else {
        buf_printf(&cli->out, "%lld facts, the chain %s\n", (long long)count,
                   ok ? "holds" : "is BROKEN");
    }
    cli->told = true;
    return ok ? OK : ERR_BROKEN;
}

static const struct module_command commands[] = {
    {.words = "journal verify", .help = "Recompute the hash chain of all facts.", .usage = "",
     .options = "", .run = cli_verify, .flags = CLI_READ},
    {.words = NULL},
};

const struct module journal_module = {
    .name = "journal",
    .migrations = journal_migrations,
    .statements = journal_statements,
    .commands = commands,
};
