/* kith activities register: who came to a session, from a script, a list or a file. */
#include "domain/activities/activities_register.h"

#include "activities_sql.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "platform/module/cli.h"

#define FILE_MAX ((size_t)1 << 20)
#define AT_ONCE 500

struct filling {
    struct cli *cli;
    struct activity_at at;
    struct activity_register reg;
    struct register_tick *ticks;
    size_t n;
};

/* A series by UUID or number and a date: its first session of that day, as planned. */
static enum status session_on(struct cli *cli, struct str id, struct str date, struct str *ret_code)
{
    struct ctx *ctx = cli->ctx;
    struct asset asset;
    struct activity_series series;
    struct asset_session *sessions;
    struct day day;
    size_t n;
    if (!day_parse(date, &day))
        return ctx_fault(ctx, ERR_INVALID, STR("date"), SAY("Write the date like 2026-03-03."));
    enum status status = activities_find(ctx, id, &asset, &series);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("session"), SAY1("There is no activity {id}.", "id", id));
    TRY(status);
    TRY(assets_sessions(ctx, &asset, day, day, 1, &sessions, &n));
    if (n == 0) return ctx_fault(ctx, ERR_MISSING, STR("session"), SAY1("It is not on {day}.", "day", date));
    *ret_code = assets_session_code(ctx->arena, asset.id, sessions[0].day, sessions[0].at);
    return OK;
}

/* "CODE", "ID@2026-03-03", "ID/2026-03-03", or ID with --date. */
static enum status session_of(struct cli *cli, struct activity_at *ret_at)
{
    struct ctx *ctx = cli->ctx;
    struct str id = cli_option(cli, "session", STR_NONE), date = cli_option(cli, "date", STR_NONE), code = id;
    bool gone;
    if (id.len == 0) return ctx_fault(ctx, ERR_INVALID, STR("session"), SAY("Name the session: its code, or the activity and a date."));
    size_t cut = str_find(id, STR("@"), 0);
    if (cut == SIZE_MAX) cut = str_find(id, STR("/"), 0);
    if (cut != SIZE_MAX && !date.ptr) {
        date = str_slice(id, cut + 1, id.len);
        id = str_slice(id, 0, cut);
    }
    if (date.ptr) TRY(session_on(cli, id, date, &code));
    enum status status = activities_register_at(ctx, code, ret_at, &gone);
    if (status == ERR_MISSING || (status == OK && gone))
        return ctx_fault(ctx, ERR_MISSING, STR("session"), SAY1("There is no session {code}.", "code", code));
    return status;
}

static enum status add(struct filling *f, struct register_tick tick)
{
    if (f->n == AT_ONCE) return ctx_fault(f->cli->ctx, ERR_LIMIT, STR("came"), SAY("Give at most 500 people at once."));
    tick.op = STR_NONE;
    tick.with_n = REGISTER_NUMBER;
    tick.at = f->cli->ctx->now;
    f->ticks[f->n++] = tick;
    return OK;
}

/* Somebody on this list, else the only one of the name in the place. */
static enum status person_of(struct filling *f, struct str said, struct person_id *ret_id)
{
    struct ctx *ctx = f->cli->ctx;
    struct str name = utf8_fold(ctx->arena, said);
    struct activities_sql_people_called *rows;
    struct person_id found = {0};
    size_t n, many = 0;
    for (size_t i = 0; i < f->reg.rows_n; i++)
        if (f->reg.rows[i].person.v != 0 && str_eq(utf8_fold(ctx->arena, f->reg.rows[i].name), name)) {
            found = f->reg.rows[i].person;
            many++;
        }
    if (many == 0) {
        TRY(activities_sql_people_called(ctx->db, ctx->arena, f->at.asset.place, said, 2, &rows, &n));
        many = n;
        if (n > 0) found = rows[0].id;
    }
    if (many == 0) return ctx_fault(ctx, ERR_INVALID, STR("came"), SAY1("Nobody here is called {name}. For somebody new use --walk-in.", "name", said));
    if (many > 1) return ctx_fault(ctx, ERR_INVALID, STR("came"), SAY1("More than one person is called {name}. Use their number.", "name", said));
    *ret_id = found;
    return OK;
}

static enum status put_person(struct filling *f, struct str said, bool came)
{
    struct ctx *ctx = f->cli->ctx;
    struct register_tick tick = {.walk_in = STR_NONE, .name = STR_NONE, .came = came};
    struct activities_sql_person_known row;
    int64_t id;
    if (said.len == 0) return OK;
    if (!str_to_int(said, &id)) {
        TRY(person_of(f, said, &tick.person));
        return add(f, tick);
    }
    tick.person.v = id;
    enum status status = activities_sql_person_known(ctx->db, ctx->arena, tick.person, &row);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_INVALID, STR("came"), SAY1("There is no person {id}.", "id", said));
    TRY(status);
    return add(f, tick);
}

/* The same name given again in another run is the same walk-in: sent twice is once. */
static enum status put_walk_in(struct filling *f, struct str name, size_t nth)
{
    struct ctx *ctx = f->cli->ctx;
    struct str unique = str_printf(ctx->arena, "%.*s %zu %.*s", STR_ARG(f->at.code), nth, STR_ARG(utf8_fold(ctx->arena, name)));
    struct str walk_in = uuid_v5(ctx->arena, STR("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), unique);
    if (name.len == 0 || utf8_count(name) > 80)
        return ctx_fault(ctx, ERR_INVALID, STR("walk-in"), SAY("Write a first name of at most 80 letters. For example: Joan"));
    return add(f, (struct register_tick){.walk_in = walk_in, .name = name, .came = true});
}

static enum status put_came(struct filling *f)
{
    struct str value, piece;
    for (size_t i = 0; cli_repeat(f->cli, "came", i, &value); i++)
        while (str_next(&value, ',', &piece)) TRY(put_person(f, str_trim(piece), true));
    for (size_t i = 0; cli_repeat(f->cli, "walk-in", i, &value); i++) {
        size_t nth = 0;
        struct str other;
        for (size_t k = 0; k < i; k++) nth += cli_repeat(f->cli, "walk-in", k, &other) && str_eq(other, value);
        TRY(put_walk_in(f, str_trim(value), nth));
    }
    return OK;
}

static bool column(const struct str *fields, size_t n, const char *name, size_t *ret_at)
{
    for (size_t i = 0; i < n; i++)
        if (str_ieq(str_trim(fields[i]), str_from(name))) {
            *ret_at = i;
            return true;
        }
    return false;
}

static bool yes(struct str word)
{
    static const char *const words[] = {"1", "yes", "y", "true", "x"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ieq(word, str_from(words[i]))) return true;
    return false;
}

/* A list with the columns name or person, and came (1, yes, true, x; empty or . = nothing said). */
static enum status put_file(struct filling *f, struct str path)
{
    struct ctx *ctx = f->cli->ctx;
    struct str bytes, text, encoding, *fields;
    size_t n, who = 0, came = 0;
    struct csv csv;
    TRY(cli_read_file(f->cli, path, FILE_MAX, &bytes));
    if (utf8_from_bytes(ctx->arena, bytes, STR("auto"), &text, &encoding) != OK)
        return ctx_fault(ctx, ERR_INVALID, STR("file"), SAY("This file is no text."));
    csv_init(&csv, text, ',');
    if (!csv_next(&csv, ctx->arena, &fields, &n) || (!column(fields, n, "person", &who) && !column(fields, n, "name", &who)))
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("The first row names the columns: name or person, and came."));
    bool says = column(fields, n, "came", &came);
    while (csv_next(&csv, ctx->arena, &fields, &n)) {
        struct str word = says && came < n ? str_trim(fields[came]) : STR("1");
        if (who >= n || word.len == 0 || str_is(word, ".")) continue;
        enum status status = put_person(f, str_trim(fields[who]), yes(word));
        if (status != OK && ctx->faults.first) ctx->faults.first->line = csv.line;
        TRY(status);
    }
    return OK;
}

static enum status count_of(struct filling *f, struct register_numbers *numbers, bool *ret_said)
{
    int64_t count;
    *numbers = (struct register_numbers){REGISTER_NUMBER, REGISTER_NUMBER, REGISTER_NUMBER, STR_NONE, f->cli->ctx->now};
    *ret_said = cli_option(f->cli, "count", STR_NONE).ptr != NULL;
    if (!*ret_said) return OK;
    TRY(cli_int(f->cli, "count", 0, &count));
    if (count < 0 || count > 10000) return ctx_fault(f->cli->ctx, ERR_INVALID, STR("count"), SAY("Write a number from 0 to 10,000."));
    numbers->others = (int)count;
    return OK;
}

/* --count says how many came in all: who is not named is the rest. */
static enum status keep(struct filling *f, struct register_kept *kept)
{
    struct ctx *ctx = f->cli->ctx;
    struct register_numbers numbers;
    bool said;
    TRY(count_of(f, &numbers, &said));
    struct register_keep in = {.device = STR("command"), .ticks = f->ticks, .ticks_n = f->n, .done = true, .held = -1, .anybody = true};
    TRY(activities_register_keep(ctx, &f->at, &in, kept));
    if (!said) return OK;
    int known = kept->total - f->reg.others;
    if (numbers.others < known)
        return ctx_fault(ctx, ERR_INVALID, STR("count"),
                         SAY1("{n} are ticked already: --count is how many came in all.", "n", str_int(ctx->arena, known)));
    numbers.others -= known;
    in.ticks_n = 0;
    in.numbers = &numbers;
    in.numbers_n = 1;
    return activities_register_keep(ctx, &f->at, &in, kept);
}

enum status activities_cli_register(struct cli *cli)
{
    struct filling f = {.cli = cli, .ticks = ARENA_ARRAY(cli->ctx->arena, struct register_tick, AT_ONCE)};
    struct register_kept kept;
    TRY(session_of(cli, &f.at));
    TRY(activities_register_find(cli->ctx, &f.at, &f.reg));
    TRY(put_came(&f));
    struct str file = cli_option(cli, "file", STR_NONE);
    if (file.ptr) TRY(put_file(&f, file));
    TRY(keep(&f, &kept));
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s: %d came, %d of them named\n", STR_ARG(f.at.code), kept.total, kept.named);
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "session", f.at.code);
    json_put_int(&cli->doc, "came", kept.named + kept.walk_ins);
    json_put_int(&cli->doc, "named", kept.named);
    json_put_int(&cli->doc, "walk_ins", kept.walk_ins);
    json_put_int(&cli->doc, "count", kept.total);
    json_end(&cli->doc);
    return OK;
}
