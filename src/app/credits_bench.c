/* kith credits bench: how many transfers a second this machine takes, through HTTP, on a copy of a
   database; and whether the books are right afterwards. */
#include "app/credits_bench.h"

#include "domain/credits/credits.h"
#include <stdio.h>

#define FAR 50000000 /* minutes: limits that are checked and not met */

struct bench {
    struct cli *cli;
    struct bench_load load;
    struct bench_server server;
    struct bench_done done;
    struct str copy;
};

static enum status in_range(struct cli *cli, const char *name, int64_t fallback, int64_t low, int64_t high, int64_t *ret_n) {
    int64_t n;
    TRY(cli_int(cli, name, fallback, &n));
    if (n >= low && n <= high) {
        *ret_n = n;
        return OK;
    }
    struct arena *arena = cli->ctx->arena;
    return ctx_fault(cli->ctx, ERR_INVALID, str_from(name), SAY2("Write a whole number from {low} to {high}.", "low", str_int(arena, low), "high", str_int(arena, high)));
}

static enum status read_options(struct bench *b) {
    int64_t clients, hot;
    TRY(in_range(b->cli, "clients", 8, 1, BENCH_CLIENTS_MAX, &clients));
    TRY(in_range(b->cli, "seconds", 5, 1, BENCH_SECONDS_MAX, &b->load.seconds));
    TRY(in_range(b->cli, "hot", 0, 0, 100, &hot));
    b->load.clients = (int)clients;
    b->load.hot_percent = (int)hot;
    return OK;
}

/* ---- what the copy needs: accounts and a token ---- */

static enum status open_one(struct ctx *ctx, struct str *ret_name) {
    struct account_id id;
    struct credits_account made;
    const struct credits_account account = {.kind = CREDITS_MEMBER, .floor = -FAR, .ceiling = FAR};
    TRY(credits_account_open(ctx, &account, &id));
    TRY(credits_account_get(ctx, id, &made));
    *ret_name = made.name;
    return OK;
}

static enum status fill(struct bench *b, struct ctx *ctx) {
    struct arena *arena = b->cli->ctx->arena;
    struct str *names = ARENA_ARRAY(arena, struct str, BENCH_ACCOUNTS), name;
    for (size_t i = 0; i < BENCH_ACCOUNTS; i++) {
        TRY(open_one(ctx, &name));
        names[i] = str_copy(arena, name);
    }
    TRY(open_one(ctx, &name));
    b->load.names = names;
    b->load.hot = str_copy(arena, name);
    TRY(auth_token_make(ctx, 0, STR("credits"), &name));
    b->load.token = str_copy(arena, name);
    return OK;
}

static const struct db_statement newest = {.name = "newest", .sqlite = "SELECT coalesce(max(id), 0) FROM credits_entry WHERE id < 2199023255552",
                                           .pg = "SELECT coalesce(max(id), 0) FROM credits_entry WHERE id < 2199023255552", .params = "", .columns = "i"};

/* Numbers have no gaps, so the newest one counts them. */
static enum status newest_entry(struct db *db, int64_t *ret_number) {
    struct db_cursor *cursor;
    bool row = false;
    TRY(db_start(db, &newest, &cursor));
    enum status status = db_step(cursor, &row);
    if (status == OK) *ret_number = db_col_int(cursor, 0) & (((int64_t)1 << 40) - 1);
    db_end(cursor);
    return status;
}

/* In the copy: brought up to this program, accounts opened when `opens`; the newest entry. */
static enum status prepare(struct bench *b, struct app *app, bool opens, int64_t *ret_newest) {
    TRY(app_open(app, b->copy, DB_WRITE, true));
    TRY(app_migrate(app));
    TRY(db_begin(app->ctx.db, DB_WRITE));
    if (opens) TRY(fill(b, &app->ctx));
    TRY(newest_entry(app->ctx.db, ret_newest));
    return db_commit(app->ctx.db);
}

static enum status in_copy(struct bench *b, bool opens, int64_t *ret_newest) {
    struct app app;
    app_init(&app, b->cli->modules, b->cli->ctx->tell);
    enum status status = prepare(b, &app, opens, ret_newest);
    const struct fault *f = app.ctx.faults.first;
    if (status != OK)
        (void)!ctx_fault(b->cli->ctx, status, STR("db"),
                         SAY1("The copy could not be used: {why}", "why", f && f->said.id ? text_say(b->cli->ctx->arena, app.ctx.locale, &f->said)
                                                                          : app.ctx.db    ? str_copy(b->cli->ctx->arena, db_why(app.ctx.db))
                                                                                          : STR("")));
    app_release(&app);
    return status;
}

/* ---- the run ---- */

static enum status load(struct bench *b) {
    struct ctx *ctx = b->cli->ctx;
    b->load.port = b->server.port;
    b->load.rand = ctx->rand;
    app_bench_settle(&b->server);
    enum status status = app_bench_load(ctx->arena, &b->load, &b->server, &b->done);
    bool well = app_bench_stop(&b->server);
    if (status != OK) return ctx_fault(ctx, ERR_BROKEN, STR_NONE, SAY1("The run broke off: {why}", "why", b->done.why));
    if (app_bench_cut()) return ctx_fault(ctx, ERR_BUSY, STR_NONE, SAY("It was stopped before its time."));
    return well ? OK : ctx_fault(ctx, ERR_BROKEN, STR_NONE, SAY("The server did not end well."));
}

/* Everything that was answered is there, once, and the books say so themselves. */
static enum status check(struct bench *b, int64_t before) {
    struct ctx *ctx = b->cli->ctx;
    int64_t after;
    TRY(in_copy(b, false, &after));
    if (after - before != b->done.transfers)
        return ctx_fault(ctx, ERR_BROKEN, STR_NONE, SAY2("{answered} transfers were answered and {kept} are in the books.", "answered",
                                                         str_int(ctx->arena, b->done.transfers), "kept", str_int(ctx->arena, after - before)));
    const char *const verify[] = {"credits", "verify", "--db", str_c(ctx->arena, b->copy), "--json", NULL};
    int code = app_bench_run(b->cli, verify);
    if (code == 0) return OK;
    return ctx_fault(ctx, ERR_BROKEN, STR_NONE, SAY1("The books are not right afterwards: kith credits verify answers {code}.", "code", str_int(ctx->arena, code)));
}

static enum status run(struct bench *b) {
    int64_t before = 0;
    TRY(in_copy(b, true, &before));
    enum status status = app_bench_serve(b->cli, b->copy, &b->server);
    if (status == OK) status = load(b);
    (void)app_bench_stop(&b->server);
    return status == OK ? check(b, before) : status;
}

static void put_json(const struct bench *b) {
    struct json *json = &b->cli->doc;
    json_begin_object(json);
    json_put_str(json, "db", b->copy);
    json_put_int(json, "transfers", b->done.transfers);
    json_key(json, "seconds");
    json_real_digits(json, (double)b->done.us / 1e6, 3);
    json_key(json, "cpu_seconds");
    json_real_digits(json, (double)b->done.cpu_us / 1e6, 3);
    json_key(json, "p50_ms");
    json_real_digits(json, (double)b->done.p50_us / 1e3, 3);
    json_key(json, "p99_ms");
    json_real_digits(json, (double)b->done.p99_us / 1e3, 3);
    json_end(json);
}

static void put(const struct bench *b) {
    const struct bench_done *d = &b->done;
    if (b->cli->json) {
        put_json(b);
        return;
    }
    double n = d->transfers > 0 ? (double)d->transfers : 1;
    buf_printf(&b->cli->out, "%lld transfers in %.2f s: %.0f a second, %.0f us of the server's processor each; half within %.2f ms, 99 of 100 within %.2f ms\n",
               (long long)d->transfers, (double)d->us / 1e6, n * 1e6 / (double)(d->us > 0 ? d->us : 1), (double)d->cpu_us / n, (double)d->p50_us / 1e3,
               (double)d->p99_us / 1e3);
}

enum status app_cli_credits_bench(struct cli *cli) {
    struct bench b = {.cli = cli};
    TRY(read_options(&b));
    app_bench_watch();
    TRY(app_bench_copy(cli, &b.copy));
    enum status status = run(&b);
    if (cli_flag(cli, "keep")) cli_note(cli, "the copy is %.*s", STR_ARG(b.copy));
    else app_bench_drop(cli, b.copy);
    if (status == OK) put(&b);
    return status;
}
