/* What credits brings to the house. */
#include "domain/credits/credits_api.h"
#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_subject.h"
#include "domain/credits/credits_told_own.h"

#include "credits_sql.h"

static const struct auth_permission permissions[] = {
    {"credits.books", T_("Check the books: sums, corrections, the chain, without a name"), 0},
    {"credits.own", T_("See their own hours, tell about an hour, use and give away hours"), STANDING_MEMBER},
    {"credits.walk", T_("Tell about hours, and read them, for somebody they walk beside"), STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN},
    {"credits.keep", T_("Keep the books: programmes, limits, paper notes, venues, corrections that wait"), STANDING_ADMIN},
    {"credits.till", T_("Take paper notes and hours at a venue, with its till code"), 0},
    {"credits.entries", T_("Post entries and read accounts from a program"), STANDING_ADMIN},
    {0},
};

static const struct web_route routes[] = {
    /* earning */
    {.method = "GET", .path = "/credits/programmes", .permission = "credits.keep", .show = credits_earn_web_programmes},
    {.method = "POST", .path = "/credits/programmes", .permission = "credits.keep", .apply = credits_earn_web_programmes_do,
     .again = credits_earn_web_programmes, .per_hour = 60},
    {.method = "GET", .path = "/assets/{id}/hours", .permission = "credits.own", .show = credits_earn_web_group},
    {.method = "POST", .path = "/assets/{id}/hours", .permission = "credits.own", .apply = credits_earn_web_group_do,
     .again = credits_earn_web_group, .per_hour = 60},
    /* the limit stops a program that runs wild, not one that posts 10,000 a second */
    {.method = "POST", .path = "/api/v1/credits/entries", .permission = "credits.entries", .prepare = credits_api_entry_prepare, .apply = credits_api_entry,
     .per_hour = 360000000, .flags = WEB_BEARER | WEB_SHARED, .body_max = 16384},
    {.method = "GET", .path = "/api/v1/credits/accounts/{name}", .permission = "credits.entries", .show = credits_api_account, .flags = WEB_BARE | WEB_BEARER},
    {0},
};

static const char *const facts[] = {"credits.programme", "credits.earn_set", "credits.awarded", "credits.told", "credits.agreed", "credits.not_right", "credits.taken_back", "credits.notes_printed", "credits.notes_given", "credits.note_redeemed", "credits.tally_taken",
                                    "credits.note_back", "credits.notes_void", "credits.notes_expired", "credits.notes_use_by", NULL};

static const struct jobs_timer jobs[] = {
    {.name = "credits.told", .every_seconds = 60, .run = credits_told_job},
    {.name = "credits.told-tell", .every_seconds = 30, .run = credits_told_tell_job},
    {.name = "credits.notes", .every_seconds = 3600, .run = credits_notes_job},
    {0},
};

static const struct module_setting settings[] = {
    {"credits.silence_days", T_("Days after which no word about a told hour is a yes"), "7", SETTING_INT},
    {"credits.text_from", T_("Hour from which texts about hours are sent"), "9", SETTING_INT},
    {"credits.text_to", T_("Hour until which texts about hours are sent"), "20", SETTING_INT},
    {0},
};

static const struct module_keep keeps[] = {
    {.name = NOTES_GUESSES, .open = credits_guess_open},
    {0},
};

static const struct module_listener listeners[] = {
    {"people.left", credits_hear_left},
    {0},
};

static const struct module_subject subject = {.export = credits_my_export};

static const struct module_panel panels[] = {
    {"asset", 20, credits_earn_panel_asset},
    {0},
};

const struct module credits_module = {
    .name = "credits",
    .migrations = credits_migrations,
    .statements = credits_statements,
    .permissions = permissions,
    .routes = routes,
    .facts = facts,
    .figures = credits_earn_figures,
    .panels = panels,
    .jobs = jobs,
    .keeps = keeps,
    .settings = settings,
    .listeners = listeners,
    .subject = &subject,
};
