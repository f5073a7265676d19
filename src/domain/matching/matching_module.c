#include "domain/matching/matching_cli_own.h"
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_web_own.h"

#include "base/json.h"
#include "matching_sql.h"
#include "platform/module/module.h"

static const struct module_command commands[] = {
    {"match", T_("Rank what is here for a profile, with reasons."), "--profile FILE.json [--limit N] [--three]",
     "profile= limit= three", matching_cli_match, CLI_READ},
    {"matching weights", T_("Show how suggestions are weighed, and every change to it."), "[--place NAME]", "place=",
     matching_cli_weights, CLI_READ},
    {"matching refit", T_("Show what outcomes would make of the weights; adopt them, or take the last change back."),
     "[--place NAME] [--adopt|--undo]", "place= adopt undo", matching_cli_refit, 0},
    {"matching gaps", T_("Count what people wished and could not be given, by what stood in the way."), "[--place NAME] [--kept]",
     "place= kept", matching_cli_gaps, CLI_OWN_TX},
    {0},
};

/* "My data": what was suggested to them, and where it stood. */
static enum status export(struct ctx *ctx, int64_t person, struct json *json)
{
    struct matching_sql_shown_of *rows;
    size_t count;
    TRY(matching_sql_shown_of(ctx->db, ctx->arena, (struct person_id){person}, &rows, &count));
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "name", rows[i].name);
        json_put_int(json, "position", rows[i].position);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, rows[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

static const struct auth_permission permissions[] = {
    {"matching.read", T_("Read how suggestions are weighed"), 0},
    {"matching.weigh", T_("Compare, adopt and take back the weights of suggestions"), STANDING_ADMIN},
    {"matching.gaps", T_("See what people wished and could not be given, as sums"), STANDING_CONNECTOR | STANDING_ADMIN},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/matching", .permission = "matching.read", .show = matching_web_weighed},
    {.method = "GET", .path = "/matching/weights", .permission = "matching.weigh", .show = matching_web_weights},
    {.method = "POST", .path = "/matching/weights", .permission = "matching.weigh", .prepare = matching_web_weights_prepare,
     .apply = matching_web_weights_apply, .again = matching_web_weights, .per_hour = 20},
    {.method = "GET", .path = "/gaps", .permission = "matching.gaps", .show = matching_web_gaps},
    {0},
};

static const struct jobs_timer timers[] = {{.name = "matching.gaps", .every_seconds = 86400, .run = matching_gaps_count}, {.name = NULL}};

static const struct module_panel panels[] = {{"today", 60, matching_panel_today}, {0}};

static const char *const facts[] = {"matching.weights_adopted", "matching.weights_taken_back", NULL};

static const struct module_subject subject = {export};

const struct module matching_module = {
    .name = "matching",
    .migrations = matching_migrations,
    .statements = matching_statements,
    .permissions = permissions,
    .routes = routes,
    .facts = facts,
    .jobs = timers,
    .panels = panels,
    .subject = &subject,
    .commands = commands,
};
