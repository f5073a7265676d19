#include "domain/introductions/introductions_own.h"

#include "platform/module/cli.h"

static void put_row(struct ctx *ctx, struct json *json, const struct waiting *row)
{
    json_begin_object(json);
    json_put_str(json, "person", str_int(ctx->arena, row->person.v));
    json_put_str(json, "waits_for", str_from(introductions_waits_name(row->what)));
    json_put_str(json, "since", day_format(ctx->arena, day_from_instant(ctx->zone, row->since)));
    json_put_int(json, "days", row->days);
    json_put_str(json, "owner", row->owner.v != 0 ? str_int(ctx->arena, row->owner.v) : STR_NONE);
    json_put_str(json, "introduction", row->introduction.v != 0 ? str_int(ctx->arena, row->introduction.v) : STR_NONE);
    json_put_bool(json, "nobody_to_turn_to", row->nobody);
    json_end(json);
}

enum status introductions_cli_waiting(struct cli *cli)
{
    struct waiting *rows;
    size_t count, more;
    TRY(introductions_waiting(cli->ctx, false, &rows, &count, &more));
    if (more > 0) cli_note(cli, "%zu more wait; these are the first %d.", more, WAITING_MOST);
    if (!cli->json) {
        for (size_t i = 0; i < count; i++)
            buf_printf(&cli->out, "%4lld days  %-18s %.*s, with %.*s\n", (long long)rows[i].days, introductions_waits_name(rows[i].what),
                       STR_ARG(rows[i].name), STR_ARG(rows[i].owner_name.len > 0 ? rows[i].owner_name : STR("nobody yet")));
        return OK;
    }
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) put_row(cli->ctx, &cli->doc, &rows[i]);
    json_end(&cli->doc);
    return OK;
}
