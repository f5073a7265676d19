#include "app/app.h"

#include "platform/db/migrate.h"
#include <sodium.h>
#include <unistd.h>

#define LASTING_CEILING ((size_t)2 << 30)
#define COMMAND_CEILING ((size_t)1 << 30)

void app_init(struct app *app, struct module_list modules,
              enum status (*tell)(struct ctx *, const char *, int64_t, int64_t)) {
    *app = (struct app){.modules = modules};
    arena_init(&app->lasting, LASTING_CEILING);
    arena_init(&app->arena, COMMAND_CEILING);
    rand_init(&app->rand);
    ids_init(&app->ids, &app->rand);
    app->ctx = (struct ctx){
        .arena = &app->arena, .now = clock_now(), .locale = text_locale(TEXT_EN),
        .rand = &app->rand, .ids = &app->ids, .tell = tell,
        .actor = {.standing = STANDING_SYSTEM},
    };
    faults_init(&app->ctx.faults, &app->arena);
    if (zone_load(&app->lasting, STR("Europe/London"), &app->ctx.zone) != OK)
        app->ctx.zone = NULL;
}

static void close_keeps(struct app *app) {
    size_t n = 0;
    struct module_list list = app->modules;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_keep *k = list.items[i]->keeps;
        for (; k && k->name && n < app->kept_n; k++, n++)
            if (k->close && app->kept[n].ptr) k->close(app->kept[n].ptr);
    }
}

void app_release(struct app *app) {
    close_keeps(app);
    if (app->ctx.db) db_close(app->ctx.db);
    arena_release(&app->arena);
    arena_release(&app->lasting);
}

enum status app_open(struct app *app, struct str target, enum db_mode mode, bool must_exist) {
    struct str why = STR_NONE;
    bool file =
        !str_starts(target, STR("postgresql://")) && !str_starts(target, STR("postgres://"));
    if (must_exist && file && access(str_c(&app->arena, target), F_OK) != 0)
        return ctx_fault(
            &app->ctx, ERR_MISSING, STR("db"),
            SAY1("There is no database {db}. Make one: kith init --db {db}", "db", target));
    enum status status = db_open(&app->lasting, target, mode, &app->ctx.db, &why);
    if (status == OK) return OK;
    return ctx_fault(&app->ctx, status, STR("db"),
                     SAY1("The database could not be opened: {why}", "why", why));
}

static size_t collect_migrations(struct app *app,
                                 const struct db_migration *const **ret_lists) {
    struct module_list list = app->modules;
    const struct db_migration **lists =
        ARENA_ARRAY(&app->arena, const struct db_migration *, list.count);
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->migrations) lists[n++] = list.items[i]->migrations;
    *ret_lists = lists;
    return n;
}

enum status app_migrate(struct app *app) {
    const struct db_migration *const *lists;
    struct str why = STR_NONE;
    size_t n = collect_migrations(app, &lists);
    enum status status = db_migrate(app->ctx.db, lists, n, app->ctx.now, &app->arena, &why);
    if (status == OK) return OK;
    return ctx_fault(&app->ctx, status, STR("db"),
                     SAY1("The database does not fit this program: {why}", "why", why));
}

enum status app_check_schema(struct app *app, struct str *ret_why) {
    const struct db_migration *const *lists;
    size_t n = collect_migrations(app, &lists);
    return db_migrate_check(app->ctx.db, lists, n, &app->arena, ret_why);
}

enum status app_open_keeps(struct app *app) {
    struct module_list list = app->modules;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_keep *k = list.items[i]->keeps;
        for (; k && k->name; k++) {
            void *ptr;
            TRY(k->open(&app->ctx, &app->lasting, &ptr));
            *ARENA_PUSH(&app->lasting, app->kept, app->kept_n) =
                (struct ctx_kept){k->name, ptr};
            app->ctx.kept = app->kept;
            app->ctx.kept_n = app->kept_n;
        }
    }
    return OK;
}

#define SECRET_BYTES 32

enum status app_secret(struct ctx *ctx, struct str *ret_secret) {
    struct str hex;
    unsigned char *bytes = arena_alloc(ctx->arena, SECRET_BYTES);
    char text[SECRET_BYTES * 2 + 1];
    TRY(module_setting(ctx, "web.secret", STR(""), &hex));
    if (hex.len == SECRET_BYTES * 2 &&
        sodium_hex2bin(bytes, SECRET_BYTES, hex.ptr, hex.len, NULL, NULL, NULL) == 0) {
        *ret_secret = str_of((const char *)bytes, SECRET_BYTES);
        return OK;
    }
    rand_bytes(ctx->rand, bytes, SECRET_BYTES);
    sodium_bin2hex(text, sizeof text, bytes, SECRET_BYTES);
    TRY(module_setting_set(ctx, "web.secret", str_from(text)));
    *ret_secret = str_of((const char *)bytes, SECRET_BYTES);
    return OK;
}
