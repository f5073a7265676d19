/* What activities brings to the house. */
#include "domain/activities/activities_on.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_wish_own.h"

#include "activities_sql.h"
#include "platform/module/module.h"

static const struct auth_permission permissions[] = {
    {"activities.see", T_("See activities and their dates"), 0},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/activities/{id}", .permission = "activities.see", .show = activities_web_series},
    {.method = "GET", .path = "/on", .permission = "activities.see", .show = activities_web_on},
    {.method = "GET", .path = "/on.json", .permission = "activities.see", .show = activities_web_on_json, .flags = WEB_BARE},
    {.method = "GET", .path = "/embed/on", .permission = "activities.see", .show = activities_web_embed, .flags = WEB_BARE | WEB_EMBED},
    {.method = "GET", .path = "/sessions/{id}", .permission = "activities.see", .show = activities_web_session},
    {0},
};

static const struct module_command commands[] = {
    {"activities times", "Which times of the week suit most of a group, best first.", "--people FILE.json [--minutes N] [--limit N]",
     "people= minutes= limit=", activities_times_cli, CLI_NO_DB},
    {0},
};

static const char *const facts[] = {"activities.changed", "activities.checklist", "activities.signed_up", "activities.waits",
                                    "activities.offered", "activities.passed_on", "activities.cancelled", NULL};

static const struct module_setting settings[] = {
    {"activities.text_from", T_("Hour from which offers and reminders are sent"), "9", SETTING_INT},
    {"activities.text_to", T_("Hour until which offers and reminders are sent"), "20", SETTING_INT},
    {0},
};

static const struct module_subject subject = {.export = activities_my_export};

static const struct module_panel panels[] = {
    {"asset", 5, activities_panel_asset},
    {0},
};

static const struct module_keep keeps[] = {
    {"activities.on", activities_on_open, activities_on_close},
    {0},
};

const struct module activities_module = {
    .name = "activities",
    .migrations = activities_migrations,
    .statements = activities_statements,
    .permissions = permissions,
    .routes = routes,
    .commands = commands,
    .facts = facts,
    .settings = settings,
    .subject = &subject,
    .panels = panels,
    .keeps = keeps,
    .seed = activities_seed,
};
