/* kith init: make a place, or the example neighbourhood. */
#include "app/app.h"

#include "domain/places/places.h"
#include <stddef.h>

static struct app *app_of(struct ctx *ctx) {
    return (struct app *)(void *)((char *)ctx - offsetof(struct app, ctx));
}

static enum status seed(struct cli *cli) {
    for (size_t i = 0; i < cli->modules.count; i++) {
        if (!cli->modules.items[i]->seed) continue;
        cli_note(cli, "example: %s", cli->modules.items[i]->name);
        TRY(cli->modules.items[i]->seed(cli->ctx));
    }
    return module_setting_set(cli->ctx, "demo", STR("1"));
}

static enum status refuse_second_demo(struct cli *cli) {
    struct str demo;
    TRY(module_setting(cli->ctx, "demo", STR(""), &demo));
    if (demo.len == 0) return OK;
    return ctx_fault(cli->ctx, ERR_CONFLICT, STR("demo"),
                     SAY("The example neighbourhood is in this database already."));
}

static enum status fill(struct cli *cli, struct place_id *ret_place) {
    struct str secret, name = cli_option(cli, "place", STR_NONE);
    TRY(app_secret(cli->ctx, &secret));
    if (name.ptr) {
        struct place_id id;
        TRY(places_init(cli->ctx, name, cli_option(cli, "outcode", STR_NONE), &id));
        TRY(module_setting_set(cli->ctx, "frame.place", name));
        *ret_place = id;
    }
    if (!cli_flag(cli, "demo")) return OK;
    TRY(refuse_second_demo(cli));
    return seed(cli);
}

enum status app_cli_init(struct cli *cli) {
    struct app *app = app_of(cli->ctx);
    struct place_id place = {0};
    TRY(app_open(app, cli->db_target, DB_WRITE, false));
    TRY(app_migrate(app));
    TRY(db_begin(cli->ctx->db, DB_WRITE));
    enum status status = app_open_keeps(app);
    if (status == OK) status = fill(cli, &place);
    if (status == OK) status = db_commit(cli->ctx->db);
    if (status != OK) {
        db_rollback(cli->ctx->db);
        return status;
    }
    if (!cli->json) {
        buf_printf(&cli->out, "ready: kith serve --db %.*s\n", STR_ARG(cli->db_target));
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "db", cli->db_target);
    json_put_str(&cli->doc, "place", place.v ? str_int(cli->ctx->arena, place.v) : STR_NONE);
    json_put_bool(&cli->doc, "demo", cli_flag(cli, "demo"));
    json_end(&cli->doc);
    return OK;
}

enum status app_cli_db_migrate(struct cli *cli) {
    struct app *app = app_of(cli->ctx);
    TRY(app_open(app, cli->db_target, DB_WRITE, true));
    TRY(app_migrate(app));
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_bool(&cli->doc, "ok", true);
        json_end(&cli->doc);
    } else {
        buf_puts(&cli->out, "the database fits this program\n");
    }
    return OK;
}

enum status app_cli_db_check(struct cli *cli) {
    struct str schema = STR_NONE, integrity = STR_NONE;
    bool fits = app_check_schema(app_of(cli->ctx), &schema) == OK;
    bool sound = db_integrity(cli->ctx->db, cli->ctx->arena, &integrity) == OK;
    if (fits) schema = STR("ok");
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_bool(&cli->doc, "ok", fits && sound);
        json_put_str(&cli->doc, "schema", schema);
        json_put_str(&cli->doc, "integrity", integrity);
        json_end(&cli->doc);
    } else {
        buf_printf(&cli->out, "schema: %.*s\nintegrity: %.*s\n", STR_ARG(schema),
                   STR_ARG(integrity));
    }
    cli->told = true;
    return fits && sound ? OK : ERR_BROKEN;
}
