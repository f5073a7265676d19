/* What organisations brings to the house. */
#include "domain/organisations/organisations_own.h"

#include "organisations_sql.h"

static const struct auth_permission permissions[] = {
    {"organisations.set", T_("Say which organisation leads where, and who works there"), STANDING_ADMIN},
    {"organisations.figures", T_("See figures, without anybody's name"), STANDING_ADMIN | STANDING_LEARNING},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/organisations", .permission = "organisations.set", .show = organisations_web_show},
    {.method = "POST", .path = "/organisations/members", .permission = "organisations.set", .apply = organisations_web_join, .again = organisations_web_show, .per_hour = 120},
    {.method = "POST", .path = "/organisation-members/{id}/end", .permission = "organisations.set", .apply = organisations_web_leave, .per_hour = 120},
    {.method = "POST", .path = "/organisations/patches", .permission = "organisations.set", .apply = organisations_web_patch, .again = organisations_web_show, .per_hour = 120},
    {.method = "POST", .path = "/organisation-patches/{id}/end", .permission = "organisations.set", .apply = organisations_web_patch_end, .per_hour = 120},
    {.method = "GET", .path = "/figures", .permission = "organisations.figures", .show = organisations_web_figures},
    {.method = "GET", .path = "/figures.csv", .permission = "organisations.figures", .show = organisations_web_figures_csv, .flags = WEB_BARE},
    {.method = "GET", .path = "/figures.json", .permission = "organisations.figures", .show = organisations_web_figures_json, .flags = WEB_BARE},
    {0},
};

static const struct module_room rooms[] = {
    {T_("Figures"), "/figures", STANDING_ADMIN | STANDING_LEARNING, 35},
    {0},
};

static const struct module_command commands[] = {
    {"figures", T_("Count every figure again, whole and by patch, small numbers hidden."), "[--place NAME]", "place=", organisations_cli_figures, CLI_READ},
    {"organisations list", T_("List which organisation leads where."), "[--place NAME]", "place=", organisations_cli_list, CLI_READ},
    {0},
};

static const struct module_listener listeners[] = {
    {"people.related", organisations_hear_related},
    {"people.added", organisations_hear_added},
    {"people.handed_over", organisations_hear_handed},
    {"people.left", organisations_hear_left},
    {0},
};

static const char *const facts[] = {"organisations.joined", "organisations.left",
                                    "organisations.patch_begun", "organisations.patch_ended", NULL};

static const struct module_subject subject = {organisations_export};

const struct module organisations_module = {
    .name = "organisations",
    .migrations = organisations_migrations,
    .statements = organisations_statements,
    .permissions = permissions,
    .routes = routes,
    .rooms = rooms,
    .commands = commands,
    .listeners = listeners,
    .facts = facts,
    .subject = &subject,
    .standing = organisations_standing,
    .seed = organisations_seed,
};
