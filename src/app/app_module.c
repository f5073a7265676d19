/* The app's own table: commands about the whole installation. */
#include "app/app.h"

static const struct module_command commands[] = {
    {.words = "init",
     .help = "Make the database and its place.",
     .usage = "--db D [--place NAME --outcode B36] [--demo]",
     .options = "place= outcode= demo",
     .run = app_cli_init,
     .flags = CLI_NO_DB},
    {.words = "serve",
     .help = "Open Kith to browsers.",
     .usage = "--db D [--listen HOST:PORT] [--origin https://...] [--trusted-proxy ADDRESS] "
              "[--workers N]",
     .options = "listen= origin= trusted-proxy= workers=",
     .run = app_cli_serve,
     .flags = CLI_NO_DB},
    {.words = "token",
     .help = "Make a bearer token for a program.",
     .usage = "--db D --for PERSON|--scope credits|interop|admin",
     .options = "for= scope=",
     .run = app_cli_token},
    {.words = "signin",
     .help = "A single-use address to sign in to the example neighbourhood.",
     .usage = "--db D --as resident|connector|organisation|admin|lead|host|coordinator|convenor|learning "
              "[--origin URL]",
     .options = "as= origin=",
     .run = app_cli_signin},
    {.words = "db check",
     .help = "Is the database sound, and as this program expects?",
     .usage = "--db D",
     .options = "",
     .run = app_cli_db_check,
     .flags = CLI_OWN_TX},
    {.words = "db migrate",
     .help = "Bring the database up to this program.",
     .usage = "--db D",
     .options = "",
     .run = app_cli_db_migrate,
     .flags = CLI_NO_DB},
    {.words = "modules",
     .help = "Every module: pages, permissions, commands, facts.",
     .usage = "",
     .options = "",
     .run = app_cli_modules,
     .flags = CLI_NO_DB},
    {.words = "credits bench",
     .help = "How many transfers a second, on a copy of the database: through HTTP, then checked.",
     .usage = "--db D [--keep] [--clients N] [--seconds S] [--hot PERCENT]",
     .options = "keep clients= seconds= hot=",
     .run = app_cli_credits_bench,
     .flags = CLI_OWN_TX | CLI_READ},
    {.words = NULL},
};

static const char *const facts[] = {"app.token-made", NULL};

const struct module app_module = {
    .name = "app",
    .commands = commands,
    .facts = facts,
};
