/* kith import PATH: read the file, tell people what happened, one document for programs. */
#include "domain/assets/assets_import.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"
#include "domain/assets/index_own.h"
#include "platform/module/cli.h"

static enum status maps_read(struct cli *cli, struct import_options *o) {
    struct import_map *maps = NULL;
    struct str said;
    for (size_t i = 0; cli_repeat(cli, "map", i, &said); i++) {
        size_t mark = str_find(said, STR("="), 0);
        if (mark == SIZE_MAX)
            return ctx_fault(cli->ctx, ERR_INVALID, STR("map"),
                             SAY("Write --map field=column, for example --map name=Title"));
        *ARENA_PUSH(cli->ctx->arena, maps, o->maps_n) =
            (struct import_map){str_slice(said, 0, mark), str_slice(said, mark + 1, said.len)};
    }
    o->maps = maps;
    return OK;
}

static void refused_print(struct cli *cli, const struct import_report *r) {
    for (size_t i = 0; i < r->refused_n && i < 20; i++)
        buf_printf(&cli->out, "%.*s%sline %lld: %.*s\n", STR_ARG(r->refused[i].file),
                   r->refused[i].file.len ? ", " : "", (long long)r->refused[i].line,
                   STR_ARG(r->refused[i].reason));
    if (r->refused_n > 20) buf_printf(&cli->out, "and %zu more\n", r->refused_n - 20);
}

static void report_print(struct cli *cli, const struct import_report *r) {
    if (cli->json) {
        assets_import_report_json(&cli->doc, r, SIZE_MAX);
        return;
    }
    buf_printf(
        &cli->out,
        "%.*s: %lld read, %lld added, %lld changed, %lld unchanged, %zu refused; %lld pairs "
        "to look at\n",
        STR_ARG(r->format), (long long)r->read, (long long)r->added, (long long)r->changed,
        (long long)r->unchanged, r->refused_n, (long long)r->duplicates);
    refused_print(cli, r);
}

/* Not understood at all: the same document, exit 1, and nothing was stored. */
static enum status failed(struct cli *cli) {
    struct import_report r;
    assets_import_report_failed(cli->ctx, &r);
    report_print(cli, &r);
    cli_note(cli, "%.*s", STR_ARG(r.refused[0].reason));
    faults_init(&cli->ctx->faults, cli->ctx->arena);
    return ERR_INVALID;
}

static enum status import(struct cli *cli, struct str path, const struct import_options *o,
                          const struct import_wish *wish, struct import_report *ret_report) {
    struct import_file *file;
    TRY(assets_import_open_path(cli->ctx->arena, &cli->ctx->faults, path, o, &file));
    enum status status =
        assets_import(cli->ctx, cli->ctx->arena, file, wish, NULL, NULL, ret_report);
    assets_import_close(file);
    return status;
}

#define SNAPSHOT_ROWS 20000

/* So that the next start reads one file instead of every row. A large import leaves it to the
   first who looks: gathering the whole list takes memory that reading a file does not. */
static enum status snapshot(struct cli *cli) {
    TRY(db_begin(cli->ctx->db, DB_READ));
    enum status status = assets_index_refresh(cli->ctx);
    db_rollback(cli->ctx->db);
    return status;
}

enum status assets_import_cli(struct cli *cli) {
    struct str path;
    struct import_report report;
    struct import_options o = {.format = cli_option(cli, "format", STR_NONE),
                               .delimiter = cli_option(cli, "delimiter", STR_NONE),
                               .encoding = cli_option(cli, "encoding", STR_NONE),
                               .today = ctx_today(cli->ctx),
                               .words = vocabulary_of(cli->ctx)};
    struct import_wish wish = {.place = cli_option(cli, "place", STR_NONE),
                               .source = cli_option(cli, "source", STR_NONE),
                               .slice_ms = IMPORT_SLICE_CLI_MS,
                               .dry = cli_flag(cli, "dry-run")};
    /* Postcodes belong to no one place and have no columns to choose. */
    if (str_is(o.format, "onspd") && wish.dry)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("dry-run"),
                         SAY("Postcodes cannot be tried first. Leave --dry-run out."));
    if (str_is(o.format, "onspd")) return places_import_cli(cli);
    TRY(cli_word(cli, 0, "path", &path));
    TRY(maps_read(cli, &o));
    if (str_trim(wish.place).len == 0)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("place"),
                         SAY("Say where to with --place NAME."));
    if (wish.source.len > ASSETS_SOURCE_MAX)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("source"),
                         SAY("The name of the source is too long."));
    const struct import_options said = o; /* columns chosen before stand behind those said now */
    TRY(assets_mapping_recall(cli->ctx, wish.place, wish.source, path, &o));
    enum status status = import(cli, path, &o, &wish, &report);
    if (status == ERR_INVALID) return failed(cli);
    TRY(status);
    if (!wish.dry)
        TRY(assets_mapping_learn(cli->ctx, wish.place, report.source, report.columns,
                                 report.columns_n, &said));
    report_print(cli, &report);
    int64_t rows = report.added + report.changed;
    return wish.dry || rows == 0 || rows > SNAPSHOT_ROWS ? OK : snapshot(cli);
}
