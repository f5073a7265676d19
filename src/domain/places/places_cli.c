/* kith places list | add | import */
#include "domain/places/places_own.h"
#include "domain/places/places_postcodes.h"

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

/* ---- postcodes ---- */

static struct str reason_of(struct cli *cli, const struct postcode_refusal *r) {
    return text_say(cli->ctx->arena, cli->ctx->locale, &r->why);
}

static void report_json(struct cli *cli, const struct postcode_report *r) {
    struct json *j = &cli->doc;
    json_begin_object(j);
    json_put_str(j, "format", str_from(r->format));
    json_put_int(j, "read", r->read);
    json_put_int(j, "added", r->added);
    json_put_int(j, "changed", r->changed);
    /* what is out of use or has no point leaves the table as it was */
    json_put_int(j, "unchanged", r->read - r->added - r->changed - r->refused_n);
    json_put_int(j, "duplicates", 0);
    json_key(j, "refused");
    json_begin_array(j);
    for (size_t i = 0; i < r->refused_shown; i++) {
        json_begin_object(j);
        json_put_int(j, "line", r->refused[i].line);
        json_put_str(j, "reason", reason_of(cli, &r->refused[i]));
        if (r->refused[i].file.len > 0) json_put_str(j, "file", r->refused[i].file);
        json_end(j);
    }
    json_end(j);
    json_put_int(j, "refused_count", r->refused_n);
    json_put_int(j, "terminated", r->ended);
    json_put_int(j, "without_point", r->nowhere);
    json_put_int(j, "parts", r->parts);
    json_put_int(j, "files", (int64_t)r->files);
    json_end(j);
}

static void report_print(struct cli *cli, const struct postcode_report *r) {
    if (cli->json) {
        report_json(cli, r);
        return;
    }
    buf_printf(&cli->out,
               "%s: %lld read, %lld added, %lld changed, %lld unchanged, %lld refused; %lld no "
               "longer in use, %lld without a point\n",
               r->format, (long long)r->read, (long long)r->added, (long long)r->changed,
               (long long)r->unchanged, (long long)r->refused_n, (long long)r->ended,
               (long long)r->nowhere);
    for (size_t i = 0; i < r->refused_shown && i < 20; i++)
        buf_printf(&cli->out, "line %lld: %.*s\n", (long long)r->refused[i].line,
                   STR_ARG(reason_of(cli, &r->refused[i])));
    if (r->refused_n > 20) buf_printf(&cli->out, "and %lld more\n", (long long)r->refused_n - 20);
}

/* Not understood: the same document with one refusal, so that programs need one shape only. */
static enum status import_failed(struct cli *cli) {
    const struct fault *first = cli->ctx->faults.first;
    struct postcode_refusal line = {.line = first ? first->line : 1,
                                    .why = first ? first->said : SAY("This file could not be read.")};
    struct postcode_report r = {
        .format = "unknown", .read = 1, .refused = &line, .refused_shown = 1, .refused_n = 1};
    report_print(cli, &r);
    cli_note(cli, "%.*s", STR_ARG(reason_of(cli, &line)));
    faults_init(&cli->ctx->faults, cli->ctx->arena);
    return ERR_INVALID;
}

enum status places_import_cli(struct cli *cli) {
    struct str path;
    struct postcode_report report;
    TRY(cli_word(cli, 0, "path", &path));
    enum status status = places_postcodes_import(cli->ctx, path, &report);
    if (status == ERR_INVALID) return import_failed(cli);
    TRY(status);
    report_print(cli, &report);
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
    {0},
};
