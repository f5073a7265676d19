/* kith places list | add | import */
#include "domain/places/places_own.h"

static void put_place(struct cli *cli, const struct place *p) {
    struct json *j = &cli->doc;
    json_begin_object(j);
    json_put_str(j, "id", str_int(cli->ctx->arena, p->id.v));
    json_put_str(j, "name", p->name);
    json_put_str(j, "kind", str_from(places_kind_code(p->kind)));
    json_put_str(j, "parent", p->parent.v ? str_int(cli->ctx->arena, p->parent.v) : STR_NONE);
    json_put_str(j, "outcode", p->outcode);
    json_put_real(j, "lat", p->lat);
    json_put_real(j, "lon", p->lon);
    json_put_str(j, "zone", p->zone);
    json_end(j);
}

static enum status run_list(struct cli *cli) {
    struct place *places;
    size_t n;
    TRY(places_list(cli->ctx, &places, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        const struct place *p = &places[i];
        if (cli->json) put_place(cli, p);
        else
            buf_printf(&cli->out, "%-20lld %-14s %-5.*s %.*s\n", (long long)p->id.v,
                       places_kind_code(p->kind), STR_ARG(p->outcode), STR_ARG(p->name));
    }
    if (cli->json) json_end(&cli->doc);
    return buf_check(&cli->out);
}

static enum status read_point(struct cli *cli, struct place *place) {
    struct str at = cli_option(cli, "at", STR_NONE);
    if (at.len == 0) return OK;
    struct places_point point;
    TRY(places_near_parse(cli->ctx, at, STR("at"), &point));
    place->located = true;
    place->lat = point.lat;
    place->lon = point.lon;
    return OK;
}

static enum status run_add(struct cli *cli) {
    struct place place = {.name = cli_option(cli, "name", STR_NONE),
                          .outcode = cli_option(cli, "outcode", STR_NONE),
                          .zone = cli_option(cli, "zone", STR_NONE),
                          .country = cli_option(cli, "country", STR_NONE)};
    struct str kind = cli_option(cli, "kind", STR("neighbourhood")),
               parent = cli_option(cli, "parent", STR_NONE);
    if (!places_kind_parse(kind, &place.kind))
        return ctx_fault(
            cli->ctx, ERR_INVALID, STR("kind"),
            SAY("A kind is one of: neighbourhood ward village town borough county."));
    if (parent.len > 0) {
        struct place above;
        TRY(places_find_said(cli->ctx, parent, STR("parent"), &above));
        place.parent = above.id;
    }
    TRY(read_point(cli, &place));
    TRY(places_put(cli->ctx, &place, &place.id));
    TRY(places_find(cli->ctx, place.id, &place));
    if (cli->json) put_place(cli, &place);
    else
        buf_printf(&cli->out, "%.*s is place %lld\n", STR_ARG(place.name),
                   (long long)place.id.v);
    return OK;
}

const struct module_command places_cli_commands[] = {
    {"places list", "List the places.", "", "", run_list, CLI_READ},
    {"places add", "Add a place.",
     "--name NAME [--outcode B36] [--at LAT,LON] [--kind KIND] [--parent NAME] [--zone ZONE]",
     "name= outcode= at= kind= parent= zone= country=", run_add, 0},
    {"places import",
     "Read whole postcodes: the ONS Postcode Directory, Code-Point Open, or any table with "
     "postcodes and points.",
     "FILE.csv|FOLDER", "", places_import_cli, CLI_OWN_TX},
    {"places holidays list", "The holidays of a place in a year.", "[--place NAME] [--year 2026]",
     "place= year=", places_holidays_list_cli, CLI_READ},
    {"places holidays import", "Bring in a council's list of holidays or terms.",
     "FILE.csv --place NAME|--nation NATION [--kind school|bank]", "place= nation= kind=",
     places_holidays_import_cli, 0},
    {0},
};
