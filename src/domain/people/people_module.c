#include "domain/people/people_figures.h"
#include "domain/people/people_my_web.h"
#include "domain/people/people_own.h"

#include "domain/people/people_room_web.h"
#include "domain/people/people_web_own.h"
#include "people_sql.h"
#include "platform/module/module.h"



/* What somebody is comes from relations that have not ended; nothing else gives standing. */
enum status people_standing(struct ctx *ctx, struct actor *actor)
{
    struct people_sql_standing *rows;
    struct people_sql_find person;
    size_t count;
    if (actor->person == 0) return OK;
    struct person_id self = {actor->person};
    if (people_sql_find(ctx->db, ctx->arena, self, &person) != OK || instant_is(person.ended_at)) return OK;
    actor->place = person.place_id.v;
    actor->standing |= STANDING_MEMBER;
    TRY(people_sql_standing(ctx->db, ctx->arena, self, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        bool home = rows[i].to_kind == TO_PLACE && rows[i].to_id == actor->place;
        if (rows[i].kind == CONNECTOR_OF && (home || rows[i].to_kind == TO_PERSON)) actor->standing |= STANDING_CONNECTOR;
        if (rows[i].kind == STEWARD_OF && home) actor->standing |= STANDING_ADMIN;
        if (rows[i].kind == STEWARD_OF && rows[i].to_kind == TO_ASSET) actor->standing |= STANDING_STEWARD;
        if (rows[i].kind == LEAD_OF && home) actor->standing |= STANDING_LEAD;
    }
    return OK;
}

#define WALKERS (STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD)

static const struct auth_permission permissions[] = {
    {"people.list", T_("See the people they walk beside"), WALKERS},
    {"people.add", T_("Write down somebody new"), STANDING_CONNECTOR | STANDING_ADMIN},
    {"people.see", T_("Open a person's page, when they walk beside them"), WALKERS},
    {"people.change", T_("Change what is held about a person they walk beside"), STANDING_CONNECTOR | STANDING_ADMIN},
    {"people.relate", T_("Say who walks beside whom, and who looks after what"), STANDING_ADMIN},
    {"people.apart", T_("See and set who is kept apart"), STANDING_LEAD},
    {"people.room", T_("Say how many people they have room for, and rest"), STANDING_CONNECTOR},
    {"people.me", T_("See and change their own page"), STANDING_MEMBER},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/people", .permission = "people.list", .show = people_web_list},
    {.method = "GET", .path = "/people/new", .permission = "people.add", .show = people_web_new},
    {.method = "POST", .path = "/people", .permission = "people.add", .apply = people_web_add, .again = people_web_new, .per_hour = 120},
    {.method = "GET", .path = "/people/{id}", .permission = "people.see", .show = people_web_person, .seen = "people.seen"},
    {.method = "GET", .path = "/people/{id}/edit", .permission = "people.change", .show = people_web_edit},
    {.method = "POST", .path = "/people/{id}/edit", .permission = "people.change", .apply = people_web_keep, .again = people_web_edit, .per_hour = 240},
    {.method = "POST", .path = "/people/{id}/consents", .permission = "people.change", .apply = people_web_person_consents, .again = people_web_person, .per_hour = 240},
    {.method = "POST", .path = "/people/{id}/relations", .permission = "people.relate", .apply = people_web_relate, .again = people_web_person, .per_hour = 240},
    {.method = "POST", .path = "/relations/{id}/end", .permission = "people.me", .apply = people_web_unrelate, .per_hour = 240},
    {.method = "POST", .path = "/supports/{id}/end", .permission = "people.me", .apply = people_web_support_end, .per_hour = 240},
    {.method = "POST", .path = "/people/{id}/code", .permission = "people.change", .apply = people_web_code, .again = people_web_person, .per_hour = 60},
    {.method = "POST", .path = "/people/{id}/code.pdf", .permission = "people.change", .prepare = people_web_card_prepare, .apply = people_web_card, .again = people_web_person, .per_hour = 60},
    {.method = "POST", .path = "/people/{id}/act", .permission = "people.change", .apply = people_web_act, .again = people_web_person, .per_hour = 120},
    {.method = "GET", .path = "/me", .permission = "people.me", .show = people_web_me},
    {.method = "GET", .path = "/me/edit", .permission = "people.me", .show = people_web_me_edit},
    {.method = "POST", .path = "/me/edit", .permission = "people.me", .apply = people_web_me_keep, .again = people_web_me_edit, .per_hour = 60},
    {.method = "POST", .path = "/me/consents", .permission = "people.me", .apply = people_web_me_consents, .again = people_web_me, .per_hour = 60},
    {.method = "GET", .path = "/me/consents", .permission = "people.me", .show = people_web_my_consents},
    {.method = "GET", .path = "/me/looked", .permission = "people.me", .show = people_web_my_looked},
    {.method = "GET", .path = "/me/copy", .permission = "people.me", .show = people_web_my_copy},
    {.method = "GET", .path = "/me/copy.json", .permission = "people.me", .show = people_web_me_copy, .flags = WEB_BARE},
    {.method = "GET", .path = "/me/leave", .permission = "people.me", .show = people_web_leave},
    {.method = "POST", .path = "/me/leave", .permission = "people.me", .apply = people_web_leave_now, .per_hour = 10},
    {.method = "POST", .path = "/me/handed", .permission = "people.me", .apply = people_web_me_handed, .per_hour = 60},
    {.method = "POST", .path = "/me/along", .permission = "people.me", .apply = people_web_me_along, .per_hour = 60},
    {.method = "GET", .path = "/today/room", .permission = "people.room", .show = people_web_room},
    {.method = "POST", .path = "/today/room", .permission = "people.room", .apply = people_web_room_keep, .again = people_web_room, .per_hour = 60},
    {.method = "POST", .path = "/people/{id}/beside", .permission = "people.room", .apply = people_web_walk_beside, .per_hour = 60},
    {.method = "POST", .path = "/people/others/{id}/seen", .permission = "people.relate", .apply = people_web_others_seen, .per_hour = 240},
    {.method = "GET", .path = "/apart", .permission = "people.apart", .show = people_web_apart},
    {.method = "POST", .path = "/apart", .permission = "people.apart", .apply = people_web_apart_keep, .again = people_web_apart, .per_hour = 60},
    {.method = "POST", .path = "/apart/end", .permission = "people.apart", .apply = people_web_apart_end, .again = people_web_apart, .per_hour = 60},
    {0},
};

static const struct module_room rooms[] = {
    {T_("People"), "/people", STANDING_ADMIN | STANDING_CONNECTOR, 30},
    {T_("Me"), "/me", STANDING_MEMBER, 90},
    {0},
};

static const struct module_command commands[] = {
    {"people list", T_("List the people of a place."), "[--place NAME] [--search START] [--limit N]", "place= search= limit=", people_cli_list, CLI_READ},
    {"people show", T_("Show what is held about a person."), "ID", "", people_cli_show, CLI_READ},
    {0},
};

static const char *const facts[] = {
    "people.card_made", "people.added", "people.changed", "people.left", "people.seen", "people.acted_for", "people.related", "people.unrelated",
    "people.consent_given", "people.consent_withdrawn", "people.kept_apart", "people.kept_apart_ended", "people.turns_to",
    "people.handed_over", "people.wants_other", "people.handover_answered", "people.room", "people.rests", "people.goes_along",
    "people.goes_along_ended", NULL};

static const struct module_panel panels[] = {
    {"me", 5, people_panel_told_me},
    {"me", 50, people_panel_along_me},
    {"today", 90, people_panel_left},
    {"person", 60, people_panel_told_person},
    {"hand-over", 10, people_panel_others},
    {0},
};

static const struct module_subject subject = {people_export};

const struct module people_module = {
    .name = "people",
    .migrations = people_migrations,
    .statements = people_statements,
    .permissions = permissions,
    .routes = routes,
    .rooms = rooms,
    .commands = commands,
    .facts = facts,
    .panels = panels,
    .subject = &subject,
    .figures = people_figures,
    .figures_in = people_figures_in,
    .standing = people_standing,
    .seed = people_seed,
};
