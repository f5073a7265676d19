#include "domain/introductions/introductions_own.h"

#include "domain/introductions/introductions_register.h"
#include "domain/introductions/introductions_texts_web.h"
#include "domain/introductions/introductions_handover_web.h"
#include "domain/introductions/introductions_consent.h"
#include "domain/introductions/introductions_web_own.h"
#include "platform/module/module.h"

static const struct auth_permission permissions[] = {
    {"introductions.see", T_("See and answer the hellos they are part of"), STANDING_MEMBER},
    {"introductions.suggest", T_("Ask for three hellos for somebody they walk beside"), STANDING_CONNECTOR | STANDING_ADMIN},
    {"introductions.today", T_("See their list for today"), STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD},
    {"introductions.hand_over", T_("Hand over the people they walk beside; an administrator for anybody of the place"), STANDING_CONNECTOR | STANDING_ADMIN},
    {"introductions.lead", T_("Read concerns, and agree to a first meeting that is not in public"), STANDING_LEAD},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/today", .permission = "introductions.today", .show = introductions_web_today},
    {.method = "GET", .path = "/hellos", .permission = "introductions.see", .show = introductions_web_hellos},
    {.method = "POST", .path = "/hellos", .permission = "introductions.see", .prepare = introductions_web_choose,
     .apply = introductions_web_keep, .again = introductions_web_hellos, .per_hour = 60},
    {.method = "GET", .path = "/people/{id}/hellos", .permission = "introductions.suggest", .show = introductions_web_hellos},
    {.method = "POST", .path = "/people/{id}/hellos", .permission = "introductions.suggest", .prepare = introductions_web_choose,
     .apply = introductions_web_keep, .again = introductions_web_hellos, .per_hour = 240},
    {.method = "GET", .path = "/hellos/{id}", .permission = "introductions.see", .show = introductions_web_hello},
    {.method = "GET", .path = "/hellos/{id}/card.pdf", .permission = "introductions.see", .show = introductions_web_card, .flags = WEB_BARE},
    {.method = "POST", .path = "/hellos/{id}/answer", .permission = "introductions.see", .apply = introductions_web_answer, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/host", .permission = "introductions.see", .apply = introductions_web_host, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/meeting", .permission = "introductions.see", .apply = introductions_web_meeting, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/lead", .permission = "introductions.lead", .apply = introductions_web_lead, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/came", .permission = "introductions.see", .apply = introductions_web_came, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/follow-up", .permission = "introductions.see", .apply = introductions_web_follow_up, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/settle", .permission = "introductions.see", .apply = introductions_web_settle, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/concern", .permission = "introductions.see", .apply = introductions_web_concern, .again = introductions_web_hello, .per_hour = 30},
    {.method = "POST", .path = "/people/{id}/reach", .permission = "people.change", .apply = introductions_web_reach, .per_hour = 240},
    {.method = "POST", .path = "/me/reach", .permission = "people.me", .apply = introductions_web_my_reach, .per_hour = 60},
    {.method = "POST", .path = "/notes/{id}/read", .permission = "people.change", .apply = introductions_web_note_read, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/along", .permission = "introductions.see", .apply = introductions_web_along, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/ask-company", .permission = "introductions.see", .apply = introductions_web_ask_buddy, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/company", .permission = "introductions.see", .apply = introductions_web_buddy, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/hellos/{id}/again", .permission = "introductions.see", .apply = introductions_web_again, .again = introductions_web_hello, .per_hour = 240},
    {.method = "POST", .path = "/assets/{id}/welcome", .permission = "introductions.see", .apply = introductions_web_welcome, .per_hour = 120},
    {.method = "GET", .path = "/waiting", .permission = "introductions.today", .show = introductions_web_waiting},
    {.method = "GET", .path = "/waiting.pdf", .permission = "introductions.today", .show = introductions_web_waiting_paper, .flags = WEB_BARE},
    {.method = "GET", .path = "/people/hand-over", .permission = "introductions.hand_over", .show = introductions_web_handover},
    {.method = "POST", .path = "/people/hand-over", .permission = "introductions.hand_over", .apply = introductions_web_handover_keep, .again = introductions_web_handover, .per_hour = 60},
    {.method = "GET", .path = "/people/hand-over/{id}", .permission = "introductions.hand_over", .show = introductions_web_handover_look},
    {.method = "GET", .path = "/people/hand-over/{id}/pack.pdf", .permission = "introductions.hand_over", .show = introductions_web_handover_pack, .flags = WEB_BARE},
    {.method = "POST", .path = "/people/hand-over/{id}/do", .permission = "introductions.hand_over", .apply = introductions_web_handover_do, .again = introductions_web_handover_look, .per_hour = 60},
    {.method = "POST", .path = "/people/hand-over/{id}/drop", .permission = "introductions.hand_over", .apply = introductions_web_handover_drop, .again = introductions_web_handover_look, .per_hour = 60},
    {.method = "GET", .path = "/concerns", .permission = "introductions.lead", .show = introductions_web_concerns},
    {.method = "POST", .path = "/concerns/{id}/read", .permission = "introductions.lead", .apply = introductions_web_concern_read, .per_hour = 240},
    {0},
};

static const struct module_room rooms[] = {{T_("Today"), "/today", STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD, 10}, {0}};

static const struct module_command commands[] = {
    {"introductions list", T_("List introductions and where each stands."), "[--limit N]", "limit=", introductions_cli_list, CLI_READ},
    {"introductions waiting", T_("List who waits, for what, how many days, and whose step is next."), "", "", introductions_cli_waiting, CLI_READ},
    {0},
};

static const struct module_listener listeners[] = {
    {"people.consent_withdrawn", introductions_hear_withdrawn},
    {"people.left", introductions_hear_withdrawn},
    {"people.handed_over", introductions_hear_handed},
    {"people.consent_withdrawn", introductions_hear_unasked},
    {"people.left", introductions_hear_left},
    {"people.consent_withdrawn", introductions_hear_silence},
    {"people.left", introductions_hear_gone},
    {"texts.came", introductions_hear_text},
    {"activities.attended", introductions_hear_attended},
    {"texts.stopped", introductions_hear_stopped},
    {0},
};

/* Without a gateway texts wait, and the page about them says so. */
static const struct jobs_timer timers[] = {
    {.name = "introductions.text-steps", .every_seconds = 3, .run = introductions_text_steps},
    {.name = "introductions.text-days", .every_seconds = 15, .run = introductions_text_days},
    {0},
};

static const struct module_setting settings[] = {
    {"introductions.text_from", T_("Hour from which reminders and questions are texted"), "9", SETTING_INT},
    {"introductions.text_to", T_("Hour until which reminders and questions are texted"), "20", SETTING_INT},
    {0},
};

static const char *const facts[] = {
    "introductions.offered", "introductions.person_yes", "introductions.not_this_time", "introductions.host_yes", "introductions.lead_asked",
    "introductions.meeting_set", "introductions.came", "introductions.did_not_come", "introductions.followed_up", "introductions.settled",
    "introductions.concern", "introductions.by_text", "introductions.came_again", "introductions.did_not_come_again", "introductions.along", "introductions.not_along",
    "introductions.company_asked", "introductions.company_no", "introductions.company_yes", "introductions.welcome", NULL};

static const struct module_figure figures[] = {
    {"introductions.came_again", T_("Came again within 28 days"),
     T_("People who came a second time within 28 days of a first visit, of all first visits whose 28 days are over or that were answered before."),
     introductions_again_figure},
    {0},
};

static const struct module_panel panels[] = {
    {"person", 20, introductions_panel_person},
    {"me", 10, introductions_panel_me},
    {"asset", 30, introductions_panel_asset},
    {"person", 40, introductions_panel_reach},
    {"me", 40, introductions_panel_my_reach},
    {0},
};

static const struct module_subject subject = {introductions_my_export};

const struct module introductions_module = {
    .name = "introductions",
    .migrations = introductions_migrations,
    .statements = introductions_statements,
    .permissions = permissions,
    .routes = routes,
    .rooms = rooms,
    .commands = commands,
    .listeners = listeners,
    .facts = facts,
    .jobs = timers,
    .settings = settings,
    .panels = panels,
    .subject = &subject,
    .figures = figures,
    .seed = introductions_seed,
};
