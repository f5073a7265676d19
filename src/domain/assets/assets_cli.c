/* kith find, kith assets list, kith assets check. */
#include "domain/assets/find_json.h"
#include "platform/module/cli.h"

static enum status fault(struct ctx *ctx, const char *field, struct said said)
{
    return ctx_fault(ctx, ERR_INVALID, str_from(field), said);
}

static struct str option(const void *cli, const char *name)
{
    if (str_is(str_from(name), "open")) return STR_NONE; /* here it is a flag */
    return cli_option(cli, str_is(str_from(name), "within_km") ? "within-km" : name, STR_NONE);
}

static void hits_print(struct cli *cli, const struct assets_found *found)
{
    for (size_t i = 0; i < found->corrected_n; i++)
        buf_printf(&cli->out, "looked for %.*s, as nobody has %.*s (--exact: just these words)\n",
                   STR_ARG(found->corrected[i].to), STR_ARG(found->corrected[i].from));
    for (size_t i = 0; i < found->hits_n; i++) {
        const struct assets_hit *hit = &found->hits[i];
        buf_printf(&cli->out, "%.*s  %.*s (%s)", STR_ARG(hit->asset.external_id),
                   STR_ARG(hit->asset.name), assets_kind_code(hit->asset.kind));
        if (hit->distance_km == hit->distance_km)
            buf_printf(&cli->out, "  %.1f km", hit->distance_km);
        buf_putc(&cli->out, '\n');
    }
    buf_printf(&cli->out, "%lld found%s\n", (long long)found->total,
               found->capped ? ", the best 500 can be paged" : "");
}

enum status assets_cli_find(struct cli *cli)
{
    struct assets_query q;
    struct assets_found found;
    TRY(assets_query_parse(cli->ctx, option, cli, &q));
    q.words = str_join(cli->ctx->arena, cli->words, cli->words_n, STR(" "));
    q.step_free = cli_flag(cli, "step-free");
    q.free = cli_flag(cli, "free");
    q.welcome = cli_flag(cli, "welcome");
    q.exact = cli_flag(cli, "exact");
    if (cli_flag(cli, "open-now")) q.open = OPEN_NOW;
    TRY(assets_search(cli->ctx, &q, &found));
    if (cli->json)
        assets_found_json(&cli->doc, &found);
    else
        hits_print(cli, &found);
    return OK;
}

enum status assets_cli_list(struct cli *cli)
{
    struct asset *assets;
    size_t n;
    int64_t limit, offset;
    TRY(cli_int(cli, "limit", 100, &limit));
    TRY(cli_int(cli, "offset", 0, &offset));
    if (limit < 1 || limit > 1000 || offset < 0)
        return fault(cli->ctx, "limit", SAY("Write a whole number from 1 to 1000"));
    TRY(assets_list_all(cli->ctx, limit, offset, &assets, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        if (cli->json)
            assets_json(&cli->doc, cli->ctx->arena, &assets[i], STR_NONE);
        else
            buf_printf(&cli->out, "%.*s  %.*s\n", STR_ARG(assets[i].external_id),
                       STR_ARG(assets[i].name));
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}

enum status assets_cli_check(struct cli *cli)
{
    struct str id;
    struct asset a;
    TRY(cli_word(cli, 0, "id", &id));
    if (assets_find_external(cli->ctx, id, &a) != OK)
        return ctx_fault(cli->ctx, ERR_MISSING, STR("id"),
                         SAY("There is nothing with this id."));
    TRY(assets_check(cli->ctx, a.id));
    TRY(assets_find(cli->ctx, a.id, &a));
    if (cli->json)
        assets_json(&cli->doc, cli->ctx->arena, &a, STR_NONE);
    else
        buf_printf(&cli->out, "%.*s: still right\n", STR_ARG(a.name));
    return OK;
}
