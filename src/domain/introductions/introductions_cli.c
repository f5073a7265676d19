#include "domain/introductions/introductions_own.h"
#include "domain/introductions/introductions_texts.h"

#include "platform/module/cli.h"

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

static void put_row(struct ctx *ctx, struct json *json, const struct introduction *row)
{
    json_begin_object(json);
    json_put_str(json, "id", str_int(ctx->arena, row->id.v));
    json_put_str(json, "person", str_int(ctx->arena, row->person.v));
    json_put_str(json, "host", row->host.v != 0 ? str_int(ctx->arena, row->host.v) : STR_NONE);
    json_put_str(json, "asset", str_int(ctx->arena, row->asset.v));
    json_put_str(json, "name", row->asset_name);
    json_put_str(json, "state", str_from(introductions_state_name(row->state)));
    json_put_str(json, "meeting", day_is(row->meet_day) ? day_format(ctx->arena, row->meet_day) : STR_NONE);
    json_put_str(json, "follow_up", day_is(row->follow_up) ? day_format(ctx->arena, row->follow_up) : STR_NONE);
    put_instant(ctx, json, "suggested", row->suggested_at);
    put_instant(ctx, json, "person_yes", row->person_yes_at);
    put_instant(ctx, json, "host_yes", row->host_yes_at);
    put_instant(ctx, json, "settled", row->settled_at);
    put_instant(ctx, json, "came", row->came_at);
    json_put_str(json, "again_due", day_is(row->again_due) ? day_format(ctx->arena, row->again_due) : STR_NONE);
    put_instant(ctx, json, "came_again", row->came_again_at);
    json_end(json);
}

enum status introductions_cli_list(struct cli *cli)
{
    struct introduction *rows;
    size_t count;
    int64_t limit;
    TRY(cli_int(cli, "limit", 1000, &limit));
    if (limit < 1 || limit > 100000)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("limit"), SAY("Give a limit from 1 to 100000."));
    TRY(introductions_list(cli->ctx, LIST_ALL, (struct person_id){0}, limit, &rows, &count));
    if (!cli->json) {
        for (size_t i = 0; i < count; i++)
            buf_printf(&cli->out, "%lld  %-14s %.*s\n", (long long)rows[i].id.v, introductions_state_name(rows[i].state), STR_ARG(rows[i].asset_name));
        return OK;
    }
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) put_row(cli->ctx, &cli->doc, &rows[i]);
    json_end(&cli->doc);
    return OK;
}
