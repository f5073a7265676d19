#include "assets_sql.h"
#include "domain/assets/assets_duplicates.h"
#include "domain/assets/assets_home_view.h"
#include "domain/assets/assets_import.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "domain/assets/merge.h"
#include "platform/module/module.h"

extern const struct module assets_module;

#define TENDERS (STANDING_STEWARD | STANDING_ADMIN | STANDING_CONNECTOR)

static const struct auth_permission permissions[] = {
    {"find.see", T_("Look for what is on, and open an entry"), 0},
    {"assets.import", T_("Bring in lists of groups and places"), STANDING_STEWARD | STANDING_ADMIN},
    {"assets.merge", T_("Say which entries are the same, and take it back"),
     STANDING_ADMIN | STANDING_CONNECTOR},
    {"assets.tend", T_("Change and check an entry they look after or welcome people at"),
     STANDING_MEMBER},
    {"assets.change", T_("Add, change and check entries they look after"), TENDERS},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/", .permission = "find.see", .show = assets_web_home},
    {.method = "GET", .path = "/find", .permission = "find.see", .show = assets_web_find},
    {.method = "GET",
     .path = "/find.json",
     .permission = "find.see",
     .show = assets_web_find_json,
     .flags = WEB_BARE},
    {.method = "GET",
     .path = "/assets",
     .permission = "assets.change",
     .show = assets_web_list},
    {.method = "GET",
     .path = "/assets/new",
     .permission = "assets.change",
     .show = assets_web_new},
    {.method = "POST",
     .path = "/assets",
     .permission = "assets.change",
     .apply = assets_web_put,
     .again = assets_web_put_again,
     .per_hour = 240},
    {.method = "GET",
     .path = "/assets/{id}",
     .permission = "find.see",
     .show = assets_web_show},
    {.method = "GET",
     .path = "/assets/{id}/edit",
     .permission = "assets.tend",
     .show = assets_web_edit},
    {.method = "POST",
     .path = "/assets/{id}/edit",
     .permission = "assets.tend",
     .apply = assets_web_put,
     .again = assets_web_put_again,
     .per_hour = 240},
    {.method = "POST",
     .path = "/assets/{id}/check",
     .permission = "assets.tend",
     .apply = assets_web_check,
     .per_hour = 600},
    {.method = "POST",
     .path = "/assets/{id}/end",
     .permission = "assets.change",
     .apply = assets_web_end,
     .per_hour = 60},
    {.method = "GET",
     .path = "/map/import",
     .permission = "assets.import",
     .show = assets_import_web_new},
    {.method = "POST",
     .path = "/map/import",
     .permission = "assets.import",
     .prepare = assets_import_web_bring_prepare,
     .apply = assets_import_web_bring,
     .again = assets_import_web_new,
     .per_hour = 60,
     .flags = WEB_MULTIPART,
     .body_max = (size_t)20 << 20},
    {.method = "GET",
     .path = "/map/import/{id}",
     .permission = "assets.import",
     .show = assets_import_web_show},
    {.method = "POST",
     .path = "/map/import/{id}",
     .permission = "assets.import",
     .prepare = assets_import_web_say_prepare,
     .apply = assets_import_web_say,
     .again = assets_import_web_show,
     .per_hour = 120},
    {.method = "GET",
     .path = "/map/same",
     .permission = "assets.merge",
     .show = assets_web_same},
    {.method = "POST",
     .path = "/map/same",
     .permission = "assets.merge",
     .apply = assets_web_same_say,
     .again = assets_web_same,
     .per_hour = 600},
    {.method = "POST",
     .path = "/map/same/{id}/undo",
     .permission = "assets.merge",
     .apply = assets_web_same_undo,
     .again = assets_web_same,
     .per_hour = 240},
    {0},
};

static const struct module_room rooms[] = {
    {T_("What’s on"), "/find", 0, 40},
    {T_("Our list"), "/assets", STANDING_STEWARD, 45},
    {0},
};

static const struct module_command commands[] = {
    {.words = "find",
     .help = "Search what is on.",
     .usage = "\"words\" [--near OUTCODE|LAT,LON] [--within-km N] [--day mon..sun] [--from "
              "HH:MM] [--to HH:MM] [--step-free] [--free] "
              "[--language ur] [--welcome] [--open-now] [--sort near|fit] [--exact] [--limit N] [--page N]",
     .options = "near= within-km= day= from= to= step-free free language= welcome open-now sort= exact "
                "limit= page=",
     .run = assets_cli_find,
     .flags = CLI_READ},
    {.words = "assets list",
     .help = "List what there is, by name.",
     .usage = "[--limit N] [--offset N]",
     .options = "limit= offset=",
     .run = assets_cli_list,
     .flags = CLI_READ},
    {.words = "assets check",
     .help = "Say that an entry is still right.",
     .usage = "ID",
     .options = "",
     .run = assets_cli_check},
    {.words = "assets duplicates",
     .help = "Pairs that may be the same thing, the likeliest first.",
     .usage = "[--min SCORE] [--place NAME]",
     .options = "min= place=",
     .run = assets_cli_duplicates,
     .flags = CLI_READ},
    {.words = "assets merge",
     .help = "Make two entries one: A stays and gets what B knows more.",
     .usage = "A B",
     .options = "",
     .run = assets_cli_merge},
    {.words = "assets undo",
     .help = "Take a merge back: both entries as they were.",
     .usage = "ID",
     .options = "",
     .run = assets_cli_undo},
    {.words = "import",
     .help = "Read a file of groups, places and services into a place.",
     .usage = "PATH --place NAME [--source NAME] [--format auto|hsds-json|hsds-csv|csv|geojson|openactive|ical|json|onspd] "
              "[--map field=column]... [--delimiter C] [--encoding E] [--dry-run]",
     .options = "place= source= format= map=* delimiter= encoding= dry-run",
     .run = assets_import_cli,
     .flags = CLI_OWN_TX},
    {0},
};

static const char *const facts[] = {"assets.added", "assets.changed", "assets.checked",
                                    "assets.ended", "assets.imported", "assets.merged",
                                    "assets.unmerged", "assets.told_apart", "assets.session_cancelled",
                                    "assets.session_moved", "assets.session_added",
                                    "assets.session_back", NULL};

static const struct jobs_timer jobs[] = {{"assets.import", 2, assets_import_job},
                                         {"assets.duplicates", 20, assets_duplicates_job},
                                         {0}};

static const struct module_keep keeps[] = {
    {"assets.index", assets_index_open, assets_index_close},
    {0},
};

const struct module assets_module = {
    .name = "assets",
    .migrations = assets_migrations,
    .statements = assets_statements,
    .permissions = permissions,
    .routes = routes,
    .rooms = rooms,
    .commands = commands,
    .facts = facts,
    .keeps = keeps,
    .jobs = jobs,
    .seed = assets_seed,
};
