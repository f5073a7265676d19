#include "domain/people/people_own.h"

#include "platform/module/cli.h"

static enum status use_place(struct cli *cli)
{
    struct place place;
    struct str name = cli_option(cli, "place", STR_NONE);
    if (name.len > 0)
        TRY(places_find_said(cli->ctx, name, STR("place"), &place));
    else
        TRY(places_first(cli->ctx, &place));
    cli->ctx->actor.place = place.id.v;
    return OK;
}

enum status people_cli_list(struct cli *cli)
{
    struct people_row *rows;
    size_t count;
    int64_t limit;
    TRY(use_place(cli));
    TRY(cli_int(cli, "limit", 1000, &limit));
    if (limit < 1 || limit > 100000)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("limit"), SAY("Give a limit from 1 to 100000."));
    TRY(people_list(cli->ctx, cli_option(cli, "search", STR("")), limit, 0, &rows, &count));
    if (!cli->json) {
        for (size_t i = 0; i < count; i++)
            buf_printf(&cli->out, "%lld  %.*s\n", (long long)rows[i].id.v, STR_ARG(rows[i].first_name));
        return OK;
    }
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "id", str_int(cli->ctx->arena, rows[i].id.v));
        json_put_str(&cli->doc, "first_name", rows[i].first_name);
        json_put_str(&cli->doc, "outcode", rows[i].outcode);
        json_put_int(&cli->doc, "turns_to", rows[i].turns_to < 0 ? INT_NONE : rows[i].turns_to);
        json_put_str(&cli->doc, "connector", rows[i].connector);
        json_end(&cli->doc);
    }
    json_end(&cli->doc);
    return OK;
}

enum status people_cli_show(struct cli *cli)
{
    struct str word;
    int64_t id;
    TRY(cli_word(cli, 0, "person", &word));
    if (!str_to_int(word, &id))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("person"), SAY("Give the number of a person, as people list shows it."));
    if (cli->json) return people_export(cli->ctx, id, &cli->doc);
    struct person person;
    TRY(people_find(cli->ctx, (struct person_id){id}, &person));
    buf_printf(&cli->out, "%.*s\n", STR_ARG(person.first_name));
    if (person.turns_to >= 0) buf_printf(&cli->out, "turns to: %d\n", person.turns_to);
    return OK;
}
