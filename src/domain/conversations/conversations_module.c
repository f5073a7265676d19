#include "domain/conversations/conversations_web_own.h"

#include "conversations_sql.h"
#include "platform/module/module.h"

static const struct auth_permission permissions[] = {
    {"conversations.keep", T_("Write down a conversation, their own or with somebody they listen to"), STANDING_MEMBER},
    {"conversations.list", T_("See whom they listened to"), STANDING_CONNECTOR | STANDING_ADMIN},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/listen", .permission = "conversations.list", .show = conversations_web_heard},
    {.method = "GET", .path = "/listen/new", .permission = "conversations.keep", .show = conversations_web_listen},
    {.method = "GET", .path = "/listen/paper.pdf", .permission = "conversations.keep", .show = conversations_web_paper, .flags = WEB_BARE},
    {.method = "POST", .path = "/listen/new", .permission = "conversations.keep", .prepare = conversations_web_hear, .apply = conversations_web_keep,
     .again = conversations_web_listen, .per_hour = 120},
    {0},
};

static const struct module_room rooms[] = {{T_("Listen"), "/listen", STANDING_CONNECTOR, 20}, {0}};

static const struct module_listener listeners[] = {
    {"people.consent_withdrawn", conversations_hear_withdrawn},
    {"people.left", conversations_hear_withdrawn},
    {"people.consent_given", conversations_neighbour_keep},
    {"people.consent_withdrawn", conversations_neighbour_keep},
    {"people.changed", conversations_neighbour_keep},
    {"people.left", conversations_neighbour_keep},
    {0},
};

static const char *const facts[] = {"conversations.kept", "conversations.told", NULL};

static const struct module_panel panels[] = {
    {"person", 10, conversations_panel_person},
    {"me", 20, conversations_panel_me},
    {0},
};

static enum status export(struct ctx *ctx, int64_t id, struct json *json)
{
    struct person_id person = {id};
    struct conversation *rows;
    struct told *told;
    size_t count;
    json_begin_object(json);
    TRY(conversations_told_shown(ctx, person, &told, &count));
    json_key(json, "told");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) json_str(json, conversations_tap(ctx->arena, &told[i]));
    json_end(json);
    TRY(conversations_list(ctx, person, 200, &rows, &count));
    json_key(json, "conversations");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, rows[i].at));
        json_put_str(json, "words", rows[i].words);
        json_end(json);
    }
    json_end(json);
    json_end(json);
    return OK;
}

static const struct module_subject subject = {export};

const struct module conversations_module = {
    .name = "conversations",
    .migrations = conversations_migrations,
    .statements = conversations_statements,
    .permissions = permissions,
    .routes = routes,
    .rooms = rooms,
    .listeners = listeners,
    .facts = facts,
    .panels = panels,
    .subject = &subject,
    .seed = conversations_seed,
};
