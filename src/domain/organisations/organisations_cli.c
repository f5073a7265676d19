#include "domain/organisations/organisations_own.h"

#include "platform/module/cli.h"

/* kith figures, kith organisations list. */

static enum status place_of(struct cli *cli, struct place *ret_place) {
    struct str named = cli_option(cli, "place", STR_NONE);
    if (named.ptr) return places_find_said(cli->ctx, named, STR("place"), ret_place);
    return places_first(cli->ctx, ret_place);
}

enum status organisations_cli_figures(struct cli *cli) {
    struct ctx *ctx = cli->ctx;
    struct figure_table table;
    struct place place;
    TRY(place_of(cli, &place));
    TRY(organisations_figures(ctx, cli->modules, place.id, &table));
    if (cli->json) {
        organisations_figures_json(ctx, &table, &cli->doc);
        return OK;
    }
    for (size_t i = 0; i < table.rows_n; i++) {
        const struct figure_row *row = &table.rows[i];
        struct str n = organisations_cell_words(ctx, row->whole.n, row->whole.n_shown);
        struct str base = organisations_cell_words(ctx, row->whole.base, row->whole.base_shown);
        buf_printf(&cli->out, "%-28s %.*s of %.*s\n", row->figure->key, STR_ARG(n), STR_ARG(base));
    }
    return OK;
}

/* Who leads what; how many work there, and nobody's name. */
static int64_t workers(const struct organisation_member *rows, size_t n, struct asset_id id) {
    int64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += rows[i].organisation.v == id.v && rows[i].role == ORGANISATION_WORKER;
    return count;
}

enum status organisations_cli_list(struct cli *cli) {
    struct ctx *ctx = cli->ctx;
    struct organisation_patch *patches;
    struct organisation_member *members;
    struct place place;
    size_t n, members_n;
    TRY(place_of(cli, &place));
    ctx->actor.place = place.id.v;
    TRY(organisations_patches(ctx, place.id, &patches, &n));
    TRY(organisations_members(ctx, &members, &members_n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        struct str where = patches[i].outcode.len > 0 ? patches[i].outcode : patches[i].within_name;
        int64_t count = workers(members, members_n, patches[i].organisation);
        if (!cli->json) {
            buf_printf(&cli->out, "%.*s leads %.*s, %lld people\n",
                       STR_ARG(patches[i].organisation_name), STR_ARG(where), (long long)count);
            continue;
        }
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "organisation", str_int(ctx->arena, patches[i].organisation.v));
        json_put_str(&cli->doc, "name", patches[i].organisation_name);
        json_put_str(&cli->doc, "patch", where);
        json_put_int(&cli->doc, "workers", count);
        json_end(&cli->doc);
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}
