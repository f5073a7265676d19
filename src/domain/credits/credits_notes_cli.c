/* kith credits notes print, list, void, reprint, expire, give, redeem. Codes are written in the PDF and
   nowhere else: not on the screen, not in the JSON. */
#include "domain/credits/credits_notes_cli.h"

#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_venue.h"
#include "platform/module/cli.h"
#include <stdio.h>
#include <sys/stat.h>

#define RUNS_MOST 1000

/* ---- options ---- */

static enum status day_option(struct cli *cli, struct day *ret_day)
{
    struct str text = cli_option(cli, "use-by", STR_NONE);
    if (!text.ptr || str_is(text, "none")) {
        *ret_day = DAY_NONE;
        return OK;
    }
    if (day_parse(text, ret_day)) return OK;
    return ctx_fault(cli->ctx, ERR_INVALID, STR("use-by"), SAY("Write the day as year-month-day. For example: 2026-12-31"));
}

static enum status place_option(struct cli *cli, struct place_id *ret_place)
{
    struct str said = cli_option(cli, "place", STR_NONE);
    struct place place = {.id = {0}};
    enum status status = said.ptr ? places_find_said(cli->ctx, said, STR("place"), &place) : places_first(cli->ctx, &place);
    if (status == ERR_MISSING && !said.ptr) status = OK; /* a database without places */
    TRY(status);
    *ret_place = place.id;
    return OK;
}

static enum status from_option(struct cli *cli, struct credits_print *p)
{
    struct credits_account account;
    struct str said = cli_option(cli, "from", STR_NONE);
    if (!said.ptr) return OK;
    TRY(credits_account_said(cli->ctx, said, STR("from"), &account));
    p->payer = account.id;
    p->for_whom = account.person;
    return OK;
}

static enum status print_options(struct cli *cli, struct credits_print *p)
{
    struct str rest = cli_option(cli, "lang", STR("en")), first, second;
    TRY(cli_int(cli, "run", 0, &p->number));
    if (p->number == 0 && cli_option(cli, "run", STR_NONE).ptr) p->number = -1; /* said, and no number of a run */
    TRY(cli_int(cli, "count", 0, &p->count));
    TRY(cli_int(cli, "minutes", 0, &p->minutes));
    TRY(day_option(cli, &p->use_by));
    TRY(place_option(cli, &p->place));
    TRY(from_option(cli, p));
    p->words = cli_option(cli, "where", cli_option(cli, "venue-words", STR_NONE));
    p->language = str_next(&rest, ',', &first) ? str_trim(first) : STR("");
    p->second = str_next(&rest, ',', &second) ? str_trim(second) : STR_NONE;
    if (rest.ptr && rest.len > 0) p->language = STR("?"); /* three languages: refused with the words for it */
    p->via = "command";
    return OK;
}

/* ---- a sheet: read, draw, write the file beside its name, keep, and only then give it its name ---- */

static enum status file_trouble(struct cli *cli, struct str path)
{
    return ctx_fault(cli->ctx, ERR_BROKEN, STR("pdf"), SAY1("The file {path} could not be written, so nothing was printed. Look at the folder and the room on the disk.", "path", path));
}

/* Nothing there yet, or a file: a folder cannot be written over, and a device would be replaced. */
static bool may_be_written(struct cli *cli, struct str path)
{
    struct stat there;
    return stat(str_c(cli->ctx->arena, path), &there) != 0 || S_ISREG(there.st_mode);
}

static enum status write_part(struct cli *cli, struct str path, struct str part, struct str pdf)
{
    if (!may_be_written(cli, path)) return file_trouble(cli, path);
    FILE *file = fopen(str_c(cli->ctx->arena, part), "wb");
    if (!file) return file_trouble(cli, path);
    bool fine = fwrite(pdf.ptr, 1, pdf.len, file) == pdf.len;
    if (fclose(file) != 0 || !fine) {
        (void)remove(str_c(cli->ctx->arena, part));
        return file_trouble(cli, path);
    }
    return OK;
}

static enum status keep(struct cli *cli, const struct credits_sheet *sheet, struct note_run_id *ret_run)
{
    TRY(db_begin(cli->ctx->db, DB_WRITE));
    enum status status = credits_notes_keep(cli->ctx, sheet, ret_run);
    if (status == OK) return db_commit(cli->ctx->db);
    db_rollback(cli->ctx->db);
    return status;
}

static void say_sheet(struct cli *cli, const struct credits_sheet *sheet, struct str path)
{
    const struct credits_print *p = &sheet->print;
    struct json *json = &cli->doc;
    struct str first = str_printf(cli->ctx->arena, "%lld-1", (long long)p->number), last = str_printf(cli->ctx->arena, "%lld-%lld", (long long)p->number, (long long)p->count);
    if (!cli->json) {
        buf_printf(&cli->out, "run %lld: %lld notes of %lld minutes, %.*s to %.*s, in %.*s\n", (long long)p->number, (long long)p->count, (long long)p->minutes,
                   STR_ARG(first), STR_ARG(last), STR_ARG(path));
        return;
    }
    json_begin_object(json);
    json_put_int(json, "run", p->number);
    json_put_int(json, "count", p->count);
    json_put_int(json, "minutes", p->minutes);
    json_key(json, "serials");
    json_begin_array(json);
    json_str(json, first);
    json_str(json, last);
    json_end(json);
    json_put_str(json, "pdf", path);
    json_end(json);
}

static enum status print_sheet(struct cli *cli, const struct credits_sheet *sheet)
{
    struct str path = cli_option(cli, "pdf", STR_NONE), part = str_cat(cli->ctx->arena, path, STR(".part")), pdf;
    struct note_run_id run;
    TRY(credits_notes_pdf(cli->ctx, sheet, cli_option(cli, "base", STR("")), &pdf));
    TRY(write_part(cli, path, part, pdf));
    enum status status = keep(cli, sheet, &run);
    if (status == OK && rename(str_c(cli->ctx->arena, part), str_c(cli->ctx->arena, path)) != 0) {
        cli_note(cli, "the notes are kept, but stand in %.*s: it could not be given its name", STR_ARG(part));
        path = part;
    } else if (status != OK) {
        (void)remove(str_c(cli->ctx->arena, part));
    }
    TRY(status);
    say_sheet(cli, sheet, path);
    return OK;
}

static enum status pdf_wanted(struct cli *cli)
{
    if (cli_option(cli, "pdf", STR_NONE).len > 0) return OK;
    return ctx_fault(cli->ctx, ERR_INVALID, STR("pdf"), SAY("Say where the sheet goes: --pdf FILE. The codes stand nowhere else."));
}

enum status credits_cli_notes_print(struct cli *cli)
{
    struct credits_print print = {.number = 0};
    struct credits_sheet sheet;
    TRY(pdf_wanted(cli));
    TRY(db_begin(cli->ctx->db, DB_READ));
    enum status status = print_options(cli, &print);
    if (status == OK) status = credits_notes_draw(cli->ctx, &print, &sheet);
    db_rollback(cli->ctx->db);
    TRY(status);
    return print_sheet(cli, &sheet);
}

/* --notes "12-7 to 12-15", or --run N for all of a run. */
static enum status span_option(struct cli *cli, struct credits_note_span *ret_span)
{
    struct str notes = cli_option(cli, "notes", STR_NONE), run = cli_option(cli, "run", STR_NONE);
    return credits_note_span_read(cli->ctx, notes.ptr ? notes : run, notes.ptr ? STR("notes") : STR("run"), ret_span);
}

enum status credits_cli_notes_reprint(struct cli *cli)
{
    struct credits_note_span span;
    struct credits_sheet sheet;
    TRY(pdf_wanted(cli));
    TRY(span_option(cli, &span));
    TRY(db_begin(cli->ctx->db, DB_READ));
    enum status status = credits_notes_draw_again(cli->ctx, &span, cli_option(cli, "reason", STR("")), "command", &sheet);
    db_rollback(cli->ctx->db);
    TRY(status);
    return print_sheet(cli, &sheet);
}

/* ---- void, expire, give ---- */

static void say_n(struct cli *cli, const char *what, int64_t run, int64_t n)
{
    if (!cli->json) {
        buf_printf(&cli->out, "run %lld: %lld %s\n", (long long)run, (long long)n, what);
        return;
    }
    json_begin_object(&cli->doc);
    json_put_int(&cli->doc, "run", run);
    json_put_int(&cli->doc, what, n);
    json_end(&cli->doc);
}

enum status credits_cli_notes_void(struct cli *cli)
{
    struct credits_note_span span;
    int64_t n;
    TRY(span_option(cli, &span));
    TRY(credits_notes_void(cli->ctx, &span, cli_option(cli, "reason", STR("")), "command", &n));
    say_n(cli, "void", span.run.v, n);
    return OK;
}

enum status credits_cli_notes_give(struct cli *cli)
{
    struct credits_note_span span;
    int64_t n;
    TRY(span_option(cli, &span));
    TRY(credits_notes_give(cli->ctx, &span, (struct person_id){0}, &n));
    say_n(cli, "given", span.run.v, n);
    return OK;
}

/* One run, or all whose last day is over. */
enum status credits_cli_notes_expire(struct cli *cli)
{
    struct note_run_id *runs, one;
    int64_t number, n, all = 0;
    size_t count = 1;
    TRY(cli_int(cli, "run", 0, &number));
    one = (struct note_run_id){number};
    runs = &one;
    if (number == 0) TRY(credits_notes_due(cli->ctx, RUNS_MOST, &runs, &count));
    for (size_t i = 0; i < count; i++) {
        TRY(credits_notes_expire(cli->ctx, runs[i], "command", &n));
        all += n;
    }
    say_n(cli, "expired", number, all);
    return OK;
}

/* ---- redeem ---- */

static enum status venue_of(struct cli *cli, struct str said, struct credits_account *ret_account)
{
    struct ctx *ctx = cli->ctx;
    struct place *places;
    struct credits_venue *venues;
    size_t n, m;
    enum status status = credits_account_said(ctx, said, STR("venue"), ret_account);
    if (status == OK && ret_account->kind != CREDITS_VENUE)
        return ctx_fault(ctx, ERR_INVALID, STR("venue"), SAY("This account is no venue's. Look at the list of venues."));
    if (status != ERR_MISSING) return status;
    faults_init(&ctx->faults, ctx->arena);
    TRY(places_list(ctx, &places, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(credits_venue_list(ctx, places[i].id, &venues, &m));
        for (size_t k = 0; k < m; k++)
            if (str_ieq(venues[k].name, said) && !instant_is(venues[k].ended_at)) return credits_account_get(ctx, venues[k].account, ret_account);
    }
    return ctx_fault(ctx, ERR_MISSING, STR("venue"), SAY1("There is no venue {name}. Look at the list of venues.", "name", said));
}

enum status credits_cli_notes_redeem(struct cli *cli)
{
    struct credits_account venue;
    struct credits_note note;
    struct entry_id entry;
    struct str code, said = cli_option(cli, "venue", STR_NONE);
    if (said.len == 0) return ctx_fault(cli->ctx, ERR_INVALID, STR("venue"), SAY("Say which venue takes it: its account or its name."));
    TRY(credits_note_code_read(cli->ctx, cli_option(cli, "code", STR("")), STR("code"), &code));
    TRY(venue_of(cli, said, &venue));
    TRY(credits_note_find(cli->ctx, code, STR("code"), &note));
    TRY(credits_note_redeem(cli->ctx, note.id, venue.id, "command", &entry));
    struct str serial = credits_note_serial(cli->ctx->arena, note.id);
    if (!cli->json) {
        buf_printf(&cli->out, "note %.*s: %lld minutes to %.*s\n", STR_ARG(serial), (long long)note.minutes, STR_ARG(venue.name));
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "note", serial);
    json_put_int(&cli->doc, "minutes", note.minutes);
    json_put_str(&cli->doc, "state", STR("redeemed"));
    json_put_str(&cli->doc, "venue", venue.name);
    json_put_str(&cli->doc, "entry", str_int(cli->ctx->arena, entry.v));
    json_end(&cli->doc);
    return OK;
}

/* ---- list ---- */

static enum status run_json(struct cli *cli, const struct credits_note_run *run, bool notes)
{
    struct json *json = &cli->doc;
    struct credits_account paper;
    struct credits_note *rows;
    size_t n;
    TRY(credits_account_get(cli->ctx, run->paper, &paper));
    json_begin_object(json);
    json_put_int(json, "run", run->id.v);
    json_put_int(json, "count", run->count);
    json_put_int(json, "minutes", run->minutes);
    for (int i = 0; i < NOTE_STATES; i++) json_put_int(json, credits_note_state_code((enum note_state)i), run->states[i]);
    json_put_str(json, "account", paper.name);
    json_put_int(json, "balance", paper.balance);
    json_put_str(json, "use_by", day_is(run->use_by) ? day_format(cli->ctx->arena, run->use_by) : STR_NONE);
    json_put_str(json, "printed", instant_format(cli->ctx->arena, NULL, run->printed_at));
    if (notes) {
        TRY(credits_notes_of_run(cli->ctx, run->id, &rows, &n));
        json_key(json, "notes");
        json_begin_array(json);
        for (size_t i = 0; i < n; i++) {
            json_begin_object(json);
            json_put_str(json, "serial", credits_note_serial(cli->ctx->arena, rows[i].id));
            json_put_str(json, "state", str_from(credits_note_state_code(rows[i].state)));
            if (rows[i].replaces.v) json_put_str(json, "replaces", credits_note_serial(cli->ctx->arena, rows[i].replaces));
            if (rows[i].replaced_by.v) json_put_str(json, "replaced_by", credits_note_serial(cli->ctx->arena, rows[i].replaced_by));
            json_end(json);
        }
        json_end(json);
    }
    json_end(json);
    return OK;
}

static void run_line(struct cli *cli, const struct credits_note_run *run)
{
    buf_printf(&cli->out, "run %-6lld %3lld notes of %lld min: %lld issued, %lld given, %lld redeemed, %lld void, %lld expired\n", (long long)run->id.v, (long long)run->count,
               (long long)run->minutes, (long long)run->states[0], (long long)run->states[1], (long long)run->states[2], (long long)run->states[3], (long long)run->states[4]);
}

enum status credits_cli_notes_list(struct cli *cli)
{
    struct credits_note_run *runs, one;
    int64_t number;
    size_t n = 1;
    TRY(cli_int(cli, "run", 0, &number));
    if (cli_option(cli, "run", STR_NONE).ptr) {
        TRY(credits_note_run_find(cli->ctx, (struct note_run_id){number}, &one));
        if (cli->json) return run_json(cli, &one, true);
        run_line(cli, &one);
        return OK;
    }
    TRY(credits_note_runs(cli->ctx, (struct place_id){0}, 0, RUNS_MOST, &runs, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) {
        if (cli->json) TRY(run_json(cli, &runs[i], false));
        else run_line(cli, &runs[i]);
    }
    if (cli->json) json_end(&cli->doc);
    return OK;
}
