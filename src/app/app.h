/* The only layer that knows all modules. What a command or the server stands on. */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/buf.h"
#include "platform/module/cli.h"
#include "platform/module/module.h"

#define APP_WRONG_LINE 64 /* exit code of a wrong command line */

/* Every table, in the order of migrations: platform, domain, app. */
struct module_list app_modules(void);
/* Facts to their listeners: ctx.tell. */
enum status app_tell(struct ctx *ctx, const char *fact, int64_t subject, int64_t object);
extern const struct module app_module;

struct app {
    struct arena lasting; /* connection, keeps: until the end */
    struct arena arena;   /* of the command, or of one job step */
    struct rand rand;
    struct ids ids;
    struct ctx ctx;
    struct module_list modules;
    struct ctx_kept *kept; size_t kept_n;
};

/* clock, random numbers, locale, standing of the system. No database yet. */
void app_init(struct app *app, struct module_list modules,
              enum status (*tell)(struct ctx *, const char *, int64_t, int64_t));
void app_release(struct app *app); /* closes keeps and the connection */
/* Open the database. Fails with a fault: ERR_MISSING (`must_exist` and there is none),
   ERR_BUSY, ERR_BROKEN. */
enum status app_open(struct app *app, struct str target, enum db_mode mode,
                     bool must_exist) MUST_USE;
enum status app_migrate(struct app *app) MUST_USE;       /* apply what is missing */
enum status app_check_schema(struct app *app, struct str *ret_why) MUST_USE;
enum status app_open_keeps(struct app *app) MUST_USE;    /* the modules' long-lived objects */
/* The secret of the installation: 32 bytes, made when there is none (needs a writing
 * transaction). */
enum status app_secret(struct ctx *ctx, struct str *ret_secret) MUST_USE;

int app_cli(int argc, char **argv); /* the whole program; answers its exit code */

/* Commands. */
enum status app_cli_init(struct cli *cli);
enum status app_cli_serve(struct cli *cli);
enum status app_cli_token(struct cli *cli);
enum status app_cli_signin(struct cli *cli);
enum status app_cli_db_check(struct cli *cli);
enum status app_cli_db_migrate(struct cli *cli);
enum status app_cli_modules(struct cli *cli);
enum status app_cli_credits_bench(struct cli *cli);

/* Timers on their own thread and connection. */
struct app_jobs;
enum status app_jobs_start(struct arena *arena, struct str db_target, const struct app *like,
                           struct str origin, struct app_jobs **ret_jobs) MUST_USE;
void app_jobs_stop(struct app_jobs *jobs); /* finishes the step at work */

#endif
