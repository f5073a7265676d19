/* kith activities copy: an activity begun elsewhere, or its idea as a file. */
#include "domain/activities/activities_copy.h"

#include "platform/module/cli.h"

#define IDEA_BYTES ((size_t)1 << 20)

static enum status begin(struct cli *cli, const struct asset *idea, const struct activity_series *series)
{
    struct ctx *ctx = cli->ctx;
    struct place place;
    struct asset_id id;
    struct copy_to to = {.start = ctx_today(ctx), .when = cli_option(cli, "words", STR_NONE), .location_name = cli_option(cli, "at", STR_NONE)};
    struct str from = cli_option(cli, "from", STR_NONE);
    TRY(places_find_said(ctx, cli_option(cli, "to", STR_NONE), STR("to"), &place));
    to.place = place.id;
    if (from.len > 0 && !day_parse(from, &to.start)) return ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("Write the day as 2026-03-12."));
    TRY(activities_copy(ctx, idea, series, &to, &id));
    if (!cli->json) {
        buf_printf(&cli->out, "%lld %.*s, in %.*s\n", (long long)id.v, STR_ARG(idea->name), STR_ARG(place.name));
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", str_int(ctx->arena, id.v));
    json_put_str(&cli->doc, "name", idea->name);
    json_put_str(&cli->doc, "place", place.name);
    json_put_str(&cli->doc, "parent", series->parent.v ? str_int(ctx->arena, series->parent.v) : STR_NONE);
    json_end(&cli->doc);
    return OK;
}

enum status activities_copy_cli(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct asset asset, idea;
    struct activity_series series, fresh;
    struct str word, text;
    TRY(cli_word(cli, 0, "ID", &word));
    if (str_ends(word, STR(".json"))) {
        TRY(cli_read_file(cli, word, IDEA_BYTES, &text));
        TRY(activities_copy_parse(ctx, text, &idea, &fresh));
    } else {
        if (activities_find(ctx, word, &asset, &series) != OK)
            return ctx_fault(ctx, ERR_MISSING, STR("ID"), SAY("There is no activity with dates of this number."));
        activities_copy_idea(ctx, &asset, &series, &idea, &fresh);
    }
    if (cli_option(cli, "to", STR_NONE).len > 0) return begin(cli, &idea, &fresh);
    buf_put(&cli->out, activities_copy_format(ctx, &idea, &fresh));
    buf_puts(&cli->out, "\n");
    return OK;
}
