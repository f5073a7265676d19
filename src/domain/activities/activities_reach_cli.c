/* kith activities reach. */
#include "domain/activities/activities_reach.h"

#include "platform/module/cli.h"

static void put_number(struct json *json, const char *key, int64_t n)
{
    int64_t shown = n < 0 ? -1 : activities_reach_number(n);
    json_put_int(json, key, shown < 0 ? INT_NONE : shown);
    if (shown < 0) json_put_str(json, str_is(str_from(key), "came") ? "came_why" : "here_why", n < 0 ? STR("not known") : STR("fewer than 5"));
}

static void put_rows(struct json *json, const char *key, const struct reach_row *rows, size_t n)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "label", rows[i].label);
        put_number(json, "came", rows[i].came);
        put_number(json, "here", rows[i].here);
        json_end(json);
    }
    json_end(json);
}

static void put_reach(struct ctx *ctx, struct json *json, const struct reach *r)
{
    const struct reach_row notes[] = {{STR("first time in 90 days"), r->newcomers, -1}, {STR("said no age"), r->no_age, -1},
                                      {STR("said no area"), r->no_area, -1}, {STR("live in another place"), r->elsewhere, -1},
                                      {STR("times without a name"), r->unnamed, -1}};
    json_begin_object(json);
    json_put_str(json, "name", r->name);
    json_put_str(json, "since", day_format(ctx->arena, r->since));
    json_put_int(json, "sessions", r->sessions);
    json_put_int(json, "rounded_to", 5);
    put_number(json, "came", r->total.came);
    put_number(json, "here", r->total.here);
    put_rows(json, "ages", r->ages, r->ages_n);
    put_rows(json, "areas", r->areas, r->areas_n);
    put_rows(json, "pay_bands", r->bands, r->bands_n);
    put_rows(json, "not_in_the_tables", notes, sizeof notes / sizeof *notes);
    json_end(json);
}

enum status activities_reach_cli(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct reach reach;
    struct place place;
    struct activity_at at = {.code = STR_NONE};
    if (cli->words_n > 0) {
        if (activities_find(ctx, cli->words[0], &at.asset, &at.series) != OK)
            return ctx_fault(ctx, ERR_MISSING, STR("ID"), SAY("There is no activity with dates of this number."));
        TRY(activities_reach_series(ctx, &at, &reach));
    } else {
        struct str name = cli_option(cli, "place", STR_NONE);
        if (name.len > 0) TRY(places_find_said(ctx, name, STR("place"), &place));
        else TRY(places_first(ctx, &place));
        TRY(activities_reach_place(ctx, place.id, cli_flag(cli, "below"), &reach));
    }
    if (cli->json) put_reach(ctx, &cli->doc, &reach);
    else activities_reach_csv(ctx, &reach, &cli->out, true);
    return OK;
}
