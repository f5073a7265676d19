/* kith activities import: a calendar or an OpenActive feed, by the same road as kith import. */
#include "domain/activities/activities_lines_cli.h"

#include "domain/assets/assets_import.h"
#include "platform/module/cli.h"

#define FILE_MAX ((size_t)64 << 20)
#define LOOKED_AT ((size_t)1 << 20)

static bool has(struct str text, const char *word)
{
    return str_find(text, str_from(word), 0) != SIZE_MAX;
}

/* "ical", "openactive"; NULL = JSON of another kind. */
static const char *format_of(struct str bytes)
{
    struct str head = str_slice(bytes, 0, LOOKED_AT);
    if (str_starts(head, STR("\xEF\xBB\xBF"))) head = str_slice(head, 3, head.len);
    head = str_trim(head);
    if (head.len >= 15 && str_ieq(str_slice(head, 0, 15), STR("BEGIN:VCALENDAR"))) return "ical";
    bool json = head.len > 0 && (head.ptr[0] == '{' || head.ptr[0] == '[');
    bool known = has(head, "openactive.io") || has(head, "SessionSeries") || has(head, "ScheduledSession") ||
                 (has(head, "\"license\"") && has(head, "\"items\""));
    if (!json) return "ical"; /* which says in its report that it is none */
    bool whole = str_ends(head, STR("}")) || str_ends(head, STR("]"));
    return known || !whole ? "openactive" : NULL; /* cut short: the report says so */
}

/* The same command line with the format said. */
static struct cli with_format(struct cli *cli, const char *format)
{
    struct cli with = *cli;
    with.names = ARENA_ARRAY(cli->ctx->arena, struct str, cli->options_n + 1);
    with.values = ARENA_ARRAY(cli->ctx->arena, struct str, cli->options_n + 1);
    for (size_t i = 0; i < cli->options_n; i++) {
        with.names[i] = cli->names[i];
        with.values[i] = cli->values[i];
    }
    with.names[cli->options_n] = STR("format");
    with.values[cli->options_n] = str_from(format);
    with.options_n++;
    return with;
}

enum status activities_import_cli(struct cli *cli)
{
    struct str path, bytes;
    TRY(cli_word(cli, 0, "path", &path));
    TRY(cli_read_file(cli, path, FILE_MAX, &bytes));
    const char *format = format_of(bytes);
    if (!format)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("path"),
                         SAY("This is neither a calendar (.ics) nor an OpenActive feed (.json). For other lists use: kith "
                             "import FILE --db D --place NAME"));
    struct cli with = with_format(cli, format);
    with.doc.buf = &with.out;
    enum status status = assets_import_cli(&with);
    cli->out = with.out;
    cli->doc = with.doc;
    cli->doc.buf = &cli->out;
    return status;
}
