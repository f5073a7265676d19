/* What activities brings to the house. */
#include "domain/activities/activities_on.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_expand.h"
#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup_web.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_wish_own.h"
#include "domain/activities/activities_copy.h"

#include "activities_sql.h"
#include "platform/module/module.h"

static const struct auth_permission permissions[] = {
    {"activities.see", T_("See activities and their dates"), 0},
    {"activities.run", T_("Start activities, and change those they run"), STANDING_MEMBER},
    {"activities.copy", T_("Begin an activity again in another place"), STANDING_MEMBER},
    {"activities.come", T_("Ask for a place without an account; answer with the code or link of one"), 0},
    {"activities.ask", T_("Ask for a place for themselves, or for somebody they walk beside"), STANDING_MEMBER},
    {"activities.coming", T_("See who comes to what they run, write people in and take them off"), STANDING_MEMBER},
    {"activities.own", T_("Have a calendar of one's own, and say of one's own activities what they are"), STANDING_MEMBER},
    {"activities.wish", T_("Say a wish, say me too, and think it out with others"), 0},
    {"activities.wish_back", T_("Take a me too back; do what the group of a wish does"), STANDING_MEMBER},
    {"activities.register", T_("Keep the list of who came, where they run an activity; say that they were there"), STANDING_MEMBER},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/activities/{id}/copy", .permission = "activities.see", .show = activities_web_copy},
    {.method = "POST", .path = "/activities/{id}/copy", .permission = "activities.copy", .prepare = activities_web_copy_prepare,
     .apply = activities_web_copy_do, .again = activities_web_copy, .per_hour = 20},
    {.method = "GET", .path = "/activities/{id}/idea", .permission = "activities.see", .show = activities_web_idea},
    {.method = "GET", .path = "/activities/{id}/idea.json", .permission = "activities.see", .show = activities_web_idea_json, .flags = WEB_BARE},
    {.method = "GET", .path = "/wish", .permission = "activities.wish", .show = activities_web_wishes},
    {.method = "POST", .path = "/wish", .permission = "activities.wish", .prepare = activities_web_wish_add_prepare,
     .apply = activities_web_wish_add, .again = activities_web_wishes, .per_hour = 20, .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/wish/paper.pdf", .permission = "activities.wish", .show = activities_web_wish_paper, .flags = WEB_BARE},
    {.method = "GET", .path = "/wish/{id}", .permission = "activities.wish", .show = activities_web_wish},
    {.method = "POST", .path = "/wish/{id}/yes", .permission = "activities.wish", .prepare = activities_web_wish_yes_prepare,
     .apply = activities_web_wish_yes, .again = activities_web_wish, .per_hour = 40, .flags = WEB_OPEN_POST},
    {.method = "POST", .path = "/wish/{id}/back", .permission = "activities.wish_back", .apply = activities_web_wish_back, .per_hour = 40},
    {.method = "POST", .path = "/wish/{id}/group", .permission = "activities.wish_back", .apply = activities_web_wish_do,
     .again = activities_web_wish, .per_hour = 240},
    {.method = "GET", .path = "/activities/{id}", .permission = "activities.see", .show = activities_web_series},
    {.method = "GET", .path = "/activities/new", .permission = "activities.run", .show = activities_web_edit},
    {.method = "POST", .path = "/activities", .permission = "activities.run", .prepare = activities_web_put_prepare,
     .apply = activities_web_put, .again = activities_web_edit, .per_hour = 60},
    {.method = "GET", .path = "/activities/{id}/edit", .permission = "activities.run", .show = activities_web_edit},
    {.method = "POST", .path = "/activities/{id}/edit", .permission = "activities.run", .prepare = activities_web_put_prepare,
     .apply = activities_web_put, .again = activities_web_edit, .per_hour = 240},
    {.method = "POST", .path = "/activities/{id}/back", .permission = "activities.run", .apply = activities_web_back, .per_hour = 60},
    {.method = "GET", .path = "/activities/{id}/date", .permission = "activities.run", .show = activities_web_extra},
    {.method = "POST", .path = "/activities/{id}/date", .permission = "activities.run", .apply = activities_web_extra_put,
     .again = activities_web_extra, .per_hour = 240},
    {.method = "GET", .path = "/sessions/{id}/change", .permission = "activities.run", .show = activities_web_date},
    {.method = "POST", .path = "/sessions/{id}/change", .permission = "activities.run", .apply = activities_web_date_put,
     .again = activities_web_date, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/back", .permission = "activities.run", .apply = activities_web_date_back, .per_hour = 240},
    {.method = "GET", .path = "/on", .permission = "activities.see", .show = activities_web_on},
    {.method = "GET", .path = "/on.json", .permission = "activities.see", .show = activities_web_on_json, .flags = WEB_BARE},
    {.method = "GET", .path = "/embed/on", .permission = "activities.see", .show = activities_web_embed, .flags = WEB_BARE | WEB_EMBED},
    {.method = "GET", .path = "/sessions/{id}", .permission = "activities.see", .show = activities_web_session},
    {.method = "GET", .path = "/calendar.ics", .permission = "activities.see", .show = activities_ical_web_all, .flags = WEB_BARE},
    {.method = "GET", .path = "/places/{id}", .permission = "activities.see", .show = activities_ical_web_place, .flags = WEB_BARE},
    {.method = "POST", .path = "/me/calendar", .permission = "activities.own", .apply = activities_ical_web_key_apply, .per_hour = 20},
    {.method = "GET", .path = "/feeds/openactive", .permission = "activities.see", .show = activities_feed_web_root},
    {.method = "GET", .path = "/feeds/openactive/session-series", .permission = "activities.see", .show = activities_feed_web_series, .flags = WEB_BARE},
    {.method = "GET", .path = "/feeds/openactive/scheduled-sessions", .permission = "activities.see", .show = activities_feed_web_sessions, .flags = WEB_BARE},
    {.method = "GET", .path = "/feeds/on.atom", .permission = "activities.see", .show = activities_feed_web_atom, .flags = WEB_BARE},
    {.method = "GET", .path = "/activities/{id}/kind", .permission = "activities.own", .show = activities_feed_web_kind},
    {.method = "POST", .path = "/activities/{id}/kind", .permission = "activities.own", .apply = activities_feed_web_kind_apply, .again = activities_feed_web_kind, .per_hour = 120},
    {.method = "GET", .path = "/activities/{id}/poster.pdf", .permission = "activities.see", .show = activities_poster_web, .flags = WEB_BARE},
    {.method = "GET", .path = "/on.pdf", .permission = "activities.see", .show = activities_poster_web_place, .flags = WEB_BARE},
    {.method = "GET", .path = "/sessions/sw.js", .permission = "activities.see", .show = activities_web_worker_script, .flags = WEB_BARE},
    {.method = "GET", .path = "/sessions/{id}/register", .permission = "activities.register", .show = activities_web_register},
    {.method = "POST", .path = "/sessions/{id}/register", .permission = "activities.register", .prepare = activities_web_register_prepare,
     .apply = activities_web_register_keep, .again = activities_web_register, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/register/ops", .permission = "activities.register", .prepare = activities_web_register_ops_prepare,
     .apply = activities_web_register_ops, .per_hour = 2000, .flags = WEB_BARE},
    {.method = "GET", .path = "/sessions/{id}/register/state", .permission = "activities.register", .show = activities_web_register_state, .flags = WEB_BARE},
    {.method = "POST", .path = "/sessions/{id}/register/same", .permission = "activities.register", .apply = activities_web_register_same, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/register/held", .permission = "activities.register", .apply = activities_web_register_held,
     .again = activities_web_register, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/register/claim", .permission = "activities.register", .apply = activities_web_register_answer, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/sheet", .permission = "activities.register", .apply = activities_web_register_print, .per_hour = 240},
    {.method = "GET", .path = "/sessions/{id}/sheet.pdf", .permission = "activities.register", .show = activities_web_register_pdf},
    {.method = "POST", .path = "/sessions/{id}/was-me", .permission = "activities.register", .apply = activities_web_was_me,
     .again = activities_web_session, .per_hour = 20},
    {.method = "POST", .path = "/sessions/{id}/come", .permission = "activities.ask", .apply = activities_web_ask, .again = activities_web_session, .per_hour = 120},
    {.method = "POST", .path = "/activities/{id}/come", .permission = "activities.ask", .apply = activities_web_ask, .again = activities_web_series, .per_hour = 120},
    {.method = "POST", .path = "/sessions/{id}/come-along", .permission = "activities.come", .apply = activities_web_ask, .again = activities_web_session,
     .per_hour = 40, .flags = WEB_OPEN_POST},
    {.method = "POST", .path = "/activities/{id}/come-along", .permission = "activities.come", .apply = activities_web_ask, .again = activities_web_series,
     .per_hour = 40, .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/come", .permission = "activities.come", .show = activities_web_code},
    {.method = "POST", .path = "/come", .permission = "activities.come", .apply = activities_web_code_look, .again = activities_web_code,
     .per_hour = 30, .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/come/{token}", .permission = "activities.come", .show = activities_web_own},
    {.method = "POST", .path = "/come/{token}", .permission = "activities.come", .apply = activities_web_own_do, .again = activities_web_own,
     .per_hour = 120, .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/come/{token}/slip.pdf", .permission = "activities.come", .show = activities_web_slip, .flags = WEB_BARE},
    {.method = "GET", .path = "/activities/{id}/coming", .permission = "activities.coming", .show = activities_web_coming},
    {.method = "GET", .path = "/sessions/{id}/coming", .permission = "activities.coming", .show = activities_web_coming},
    {.method = "POST", .path = "/activities/{id}/coming", .permission = "activities.coming", .apply = activities_web_coming_add, .again = activities_web_coming, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/coming", .permission = "activities.coming", .apply = activities_web_coming_add, .again = activities_web_coming, .per_hour = 240},
    {.method = "POST", .path = "/activities/{id}/coming/off", .permission = "activities.coming", .apply = activities_web_coming_off, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/coming/off", .permission = "activities.coming", .apply = activities_web_coming_off, .per_hour = 240},
    {.method = "POST", .path = "/activities/{id}/coming/told", .permission = "activities.coming", .apply = activities_web_rung, .per_hour = 240},
    {.method = "POST", .path = "/sessions/{id}/coming/told", .permission = "activities.coming", .apply = activities_web_rung, .per_hour = 240},
    {0},
};

static const struct module_command commands[] = {
    {"activities expand", "The dates of a rule (RFC 5545), as the clock of a zone shows them.",
     "--rule RULE --start 2026-03-03T10:00 --tz Europe/London [--until DATE] [--count N] [--except FILE.csv]... [--exdate DATE]...",
     "rule= start= tz= until= count= except=* exdate=*", activities_expand_cli, CLI_NO_DB},
    {"activities copy", "An activity begun again in another place; without --to its idea as a file, which another Kith copies.",
     "ID|FILE.json [--to PLACE] [--from DATE] [--words WHEN] [--at HALL]", "to= from= words= at=", activities_copy_cli, 0},
    {"activities register", T_("Keep who came to a session, by name or number."),
     "--session CODE|ID [--date D] [--came NAME_OR_ID,..]... [--walk-in NAME]... [--count N] [--file FILE.csv]",
     "session= date= came=* walk-in=* count= file=", activities_cli_register, 0},
    {"activities times", "Which times of the week suit most of a group, best first.", "--people FILE.json [--minutes N] [--limit N]",
     "people= minutes= limit=", activities_times_cli, CLI_NO_DB},
    {0},
};

static const char *const facts[] = {"activities.copied", "activities.attended", "activities.not_attended", "activities.registered", "activities.claimed",
                                    "activities.wished", "activities.wished_too", "activities.wish_taken_back", "activities.wish_read", "activities.wish_ended",
                                    "activities.wish_helper", "activities.wish_times", "activities.wish_became",
                                    "activities.changed", "activities.checklist", "activities.signed_up", "activities.waits",
                                    "activities.offered", "activities.passed_on", "activities.cancelled", NULL};

static const struct module_setting settings[] = {
    {"activities.text_from", T_("Hour from which offers and reminders are sent"), "9", SETTING_INT},
    {"activities.text_to", T_("Hour until which offers and reminders are sent"), "20", SETTING_INT},
    {"activities.remind_day", T_("Hour of the day before from which people are reminded; 0 = not"), "16", SETTING_INT},
    {"activities.remind_hours", T_("Hours before the start at which people are reminded; 0 = not"), "2", SETTING_INT},
    {0},
};

static const struct module_listener listeners[] = {
    {"people.left", activities_signup_hear_left},
    {"texts.came", activities_hear_text},
    {"assets.session_cancelled", activities_hear_off},
    {"assets.session_moved", activities_hear_moved},
    {"assets.session_back", activities_hear_back},
    {"people.left", activities_register_hear_left},
    {"people.left", activities_wish_hear_left},
    {"texts.came", activities_wish_hear_text},
    {"activities.changed", activities_feed_hear},
    {"activities.signed_up", activities_feed_hear_signup},
    {"activities.offered", activities_feed_hear_signup},
    {"activities.cancelled", activities_feed_hear_signup},
    {0},
};

static const struct jobs_timer jobs[] = {
    {.name = "activities.look-round", .every_seconds = 5, .run = activities_look_round},
    {.name = "activities.tell", .every_seconds = 5, .run = activities_tell},
    {"activities.feed", 1, activities_feed_job},
                                         
    {"activities.wishes", 30, activities_wish_tell_job},
    {0},
};

static const struct module_subject subject = {.export = activities_my_export};

static const struct module_panel panels[] = {
    {"me", 15, activities_panel_comes_me},
    {"person", 25, activities_panel_comes_person},
    {"me", 12, activities_register_panel_me},
    {"me", 45, activities_wish_panel_me},
    {"asset", 5, activities_panel_asset},
    {"me", 60, activities_ical_panel_me},
    {0},
};

static const struct module_keep keeps[] = {
    {"activities.on", activities_on_open, activities_on_close},
    {"activities.list", activities_feed_list_open, NULL},
    {"activities.pulse", activities_feed_pulse_open, NULL},
    {0},
};

static const struct module_figure figures[] = {
    {"activities.held", T_("Sessions held"), T_("Sessions of the last year that took place and whose list was kept."), activities_figure_held},
    {"activities.came", T_("Times somebody came"), T_("How many came to all sessions held in the last year, each time counted."), activities_figure_came},
    {"activities.newcomers", T_("Came for the first time"), T_("Of the times somebody came in the last year, those that were their first at that activity."), activities_figure_newcomers},
    {0},
};

const struct module activities_module = {
    .name = "activities",
    .migrations = activities_migrations,
    .statements = activities_statements,
    .permissions = permissions,
    .routes = routes,
    .commands = commands,
    .listeners = listeners,
    .jobs = jobs,
    .facts = facts,
    .figures = figures,
    .settings = settings,
    .subject = &subject,
    .panels = panels,
    .keeps = keeps,
    .seed = activities_seed,
};
