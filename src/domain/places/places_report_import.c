/* What reading a file of postcodes came to, for people and for programs. */
#include "domain/places/places_own.h"
#include "domain/places/places_postcodes.h"

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
