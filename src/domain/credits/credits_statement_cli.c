/* kith credits statement: what passed through an account, newest first. */
#include "domain/credits/credits_cli.h"

#include "platform/module/cli.h"

struct line { const struct credits_entry *entry; struct str other; bool gave; };

static enum status other_of(struct ctx *ctx, struct account_id own, const struct credits_entry *e, struct line *ret_line)
{
    struct credits_account a;
    bool gave = e->to.v == own.v;
    TRY(credits_account_get(ctx, gave ? e->from : e->to, &a));
    *ret_line = (struct line){e, a.name, gave};
    return OK;
}

static void line_json(struct cli *cli, const struct line *l)
{
    struct arena *a = cli->ctx->arena;
    struct json *json = &cli->doc;
    const struct credits_entry *e = l->entry;
    json_begin_object(json);
    json_put_int(json, "number", e->number);
    json_put_str(json, "entry", str_int(a, e->id.v));
    json_put_str(json, "id", e->key);
    json_put_str(json, "at", instant_format(a, NULL, e->at));
    json_put_str(json, "kind", str_from(credits_entry_code(e->kind)));
    json_put_str(json, l->gave ? "from" : "to", l->other);
    json_put_int(json, "minutes", l->gave ? e->minutes : -e->minutes);
    json_put_str(json, "for", e->words);
    json_put_str(json, "reverses", e->reverses.v ? str_int(a, e->reverses.v) : STR_NONE);
    json_put_str(json, "reversed_by", e->reversed_by.v ? str_int(a, e->reversed_by.v) : STR_NONE);
    json_end(json);
}

static void line_text(struct cli *cli, const struct line *l)
{
    const struct credits_entry *e = l->entry;
    struct str day = day_format(cli->ctx->arena, day_from_instant(cli->ctx->zone, e->at)), time = credits_time(cli->ctx, e->minutes);
    buf_printf(&cli->out, "%lld  %.*s  %s %.*s %s %.*s: %.*s%s\n", (long long)e->number, STR_ARG(day), l->gave ? "gave" : "received", STR_ARG(time),
               l->gave ? "to" : "from", STR_ARG(l->other), STR_ARG(e->words), e->reversed_by.v ? " (put right)" : "");
}

enum status credits_cli_statement(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct credits_account account;
    struct credits_sums sums;
    struct credits_entry *entries;
    struct str name;
    int64_t limit, before;
    size_t n;
    TRY(cli_word(cli, 0, "account", &name));
    TRY(credits_account_said(ctx, name, STR("account"), &account));
    TRY(cli_int(cli, "limit", 100, &limit));
    TRY(cli_int(cli, "before", 0, &before));
    if (limit < 1 || limit > 1000 || before < 0) return ctx_fault(ctx, ERR_INVALID, STR("limit"), SAY("Write a whole number from 1 to 1000"));
    TRY(credits_sums(ctx, account.id, &sums));
    TRY(credits_entries(ctx, account.id, before, limit, &entries, &n));
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "account", str_int(ctx->arena, account.id.v));
        json_put_str(&cli->doc, "name", account.name);
        json_put_int(&cli->doc, "balance", account.balance);
        json_put_int(&cli->doc, "given", sums.given);
        json_put_int(&cli->doc, "received", sums.received);
        json_key(&cli->doc, "entries");
        json_begin_array(&cli->doc);
    }
    for (size_t i = 0; i < n; i++) {
        struct line line;
        TRY(other_of(ctx, account.id, &entries[i], &line));
        if (cli->json) line_json(cli, &line);
        else line_text(cli, &line);
    }
    if (cli->json) json_end(&cli->doc), json_end(&cli->doc);
    else buf_printf(&cli->out, "given %.*s, received %.*s\n", STR_ARG(credits_time(ctx, sums.given)), STR_ARG(credits_time(ctx, sums.received)));
    return OK;
}
