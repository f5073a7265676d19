/* kith serve: open the database to browsers until SIGTERM. */
#include "app/app.h"

#include "base/log.h"
#include "domain/assets/index.h"
#include "platform/web/web_server.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static struct app *app_of(struct ctx *ctx) {
    return (struct app *)(void *)((char *)ctx - offsetof(struct app, ctx));
}

/* "HOST:PORT", "[::1]:PORT", "HOST" or ":PORT". */
static enum status read_listen(struct cli *cli, struct str *ret_host, int *ret_port) {
    const char *usual = getenv("KITH_PORT");
    struct str listen = cli_option(cli, "listen", STR("127.0.0.1")), host = listen;
    struct str port = str_from(usual && usual[0] ? usual : "8080");
    size_t colon = SIZE_MAX;
    for (size_t i = 0; i < listen.len; i++)
        if (listen.ptr[i] == ':') colon = i;
    bool bracket = listen.len > 0 && listen.ptr[0] == '[';
    if (colon != SIZE_MAX && !(bracket && listen.ptr[listen.len - 1] == ']')) {
        host = str_slice(listen, 0, colon);
        port = str_slice(listen, colon + 1, listen.len);
    }
    if (bracket) host = str_slice(host, 1, host.len - 1);
    int64_t n;
    if (!str_to_int(port, &n) || n < 0 || n > 65535)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("listen"),
                         SAY("Write HOST:PORT, the port from 0 to 65535."));
    *ret_host = host.len > 0 ? host : STR("127.0.0.1");
    *ret_port = (int)n;
    return OK;
}

static enum status prepare(struct app *app, struct str target, struct str *ret_secret) {
    struct str *problems;
    size_t n;
    TRY(module_validate(&app->arena, app->modules, &problems, &n));
    if (n > 0)
        return fault_broken(&app->ctx.faults, problems[0]);
    TRY(app_open(app, target, DB_WRITE, true));
    TRY(app_migrate(app));
    TRY(db_begin(app->ctx.db, DB_WRITE));
    TRY(app_secret(&app->ctx, ret_secret));
    TRY(app_open_keeps(app));
    TRY(db_commit(app->ctx.db));
    app->ctx.now = clock_now();
    TRY(db_begin(app->ctx.db, DB_READ));
    /* no request waits for the list to be read */
    enum status status = assets_index_prepare(&app->ctx);
    db_rollback(app->ctx.db);
    return status;
}

/* The address sign-in links are made with by later commands. */
static enum status note_origin(struct app *app, struct str origin) {
    app->ctx.now = clock_now();
    TRY(db_begin(app->ctx.db, DB_WRITE));
    TRY(module_setting_set(&app->ctx, "web.origin", origin));
    return db_commit(app->ctx.db);
}

static struct str address(struct app *app, const struct web_server_config *config, int port) {
    bool six = str_find(config->host, STR(":"), 0) != SIZE_MAX;
    return str_printf(&app->arena, six ? "http://[%.*s]:%d" : "http://%.*s:%d",
                      STR_ARG(config->host), port);
}

static enum status run(struct cli *cli, struct app *app,
                       const struct web_server_config *config) {
    struct web_server *server;
    struct app_jobs *jobs;
    struct str why = STR_NONE;
    enum status status = web_server_open(config, &server, &why);
    if (status != OK)
        return ctx_fault(cli->ctx, status, STR("listen"),
                         SAY1("The server could not start: {why}", "why", why));
    struct str at = address(app, config, web_server_port(server));
    struct str origin = config->origin.len > 0 ? config->origin : at;
    status = note_origin(app, origin);
    if (status == OK)
        status = app_jobs_start(&app->lasting, config->db_target, app, origin, &jobs);
    if (status == OK) {
        printf("listening %.*s\n", STR_ARG(at));
        fflush(stdout);
        log_line(LOG_INFO, "serve", "address=%.*s", STR_ARG(at));
        status = web_server_run(server);
        app_jobs_stop(jobs);
    }
    web_server_close(server);
    return status;
}

enum status app_cli_serve(struct cli *cli) {
    struct app *app = app_of(cli->ctx);
    int64_t workers;
    struct web_server_config config = {
        .db_target = cli->db_target,
        .modules = app->modules,
        .tell = cli->ctx->tell,
        .now = clock_now,
        .origin = cli_option(cli, "origin", STR("")),
        .trusted_proxy = cli_option(cli, "trusted-proxy", STR("")),
    };
    TRY(read_listen(cli, &config.host, &config.port));
    TRY(cli_int(cli, "workers", 0, &workers));
    config.workers = workers > 0 && workers <= 32 ? (int)workers : 0;
    TRY(prepare(app, cli->db_target, &config.secret));
    config.kept = app->kept;
    config.kept_n = app->kept_n;
    return run(cli, app, &config);
}
