#include "platform/web/web_own.h"
#include "platform/web/web_signin.h"
#include "platform/web/web_texts.h"

#include "web_sql.h"

#define KEYS_KEPT_MS ((int64_t)14 * 24 * 60 * 60 * 1000)
#define CLEAR_AT_ONCE 500

static enum status show_health(struct web *w)
{
    return web_bytes(w, STR("text/plain; charset=utf-8"), STR("ok\n"), STR_NONE);
}

/* Ready: the database answers. */
static enum status show_ready(struct web *w)
{
    struct str value;
    TRY(module_setting(w->ctx, "frame.place", STR(""), &value));
    return web_bytes(w, STR("text/plain; charset=utf-8"), STR("ready\n"), STR_NONE);
}

static enum status clear_keys(struct ctx *ctx)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(web_sql_key_clear(ctx->db, (struct instant){ctx->now.ms - KEYS_KEPT_MS},
                          CLEAR_AT_ONCE));
    return db_commit(ctx->db);
}

static const struct auth_permission permissions[] = {
    {"web.visit", T_("Open the public pages"), 0},
    {"web.sign-in", T_("Sign in and out"), 0},
    {"texts.see", T_("See which text messages went and which wait"), STANDING_ADMIN},
    {"texts.again", T_("Try a text message again"), STANDING_ADMIN},
    {"texts.in", T_("Hand over text messages that came in, signed by the gateway"), 0},
    {"web.account", T_("Set their own password, and sign out everywhere"), STANDING_MEMBER},
    {.key = NULL},
};

static const struct web_route routes[] = {
    {.method = "GET", .path = "/signin", .permission = "web.sign-in", .show = web_signin_show},
    {.method = "GET", .path = "/me/signin", .permission = "web.account", .show = web_account_show},
    {.method = "POST",
     .path = "/me/signin",
     .permission = "web.account",
     .prepare = web_account_password_prepare,
     .apply = web_account_password,
     .again = web_account_show,
     .per_hour = 20},
    {.method = "POST",
     .path = "/me/signout-everywhere",
     .permission = "web.account",
     .apply = web_account_out,
     .per_hour = 20},
    {.method = "POST",
     .path = "/signin/ask",
     .permission = "web.sign-in",
     .apply = web_signin_ask,
     .again = web_signin_again,
     .per_hour = 20,
     .flags = WEB_OPEN_POST},
    {.method = "POST",
     .path = "/signin/code",
     .permission = "web.sign-in",
     .prepare = web_signin_code_prepare,
     .apply = web_signin_code,
     .again = web_signin_again,
     .per_hour = 60,
     .flags = WEB_OPEN_POST},
    {.method = "POST",
     .path = "/signin/password",
     .permission = "web.sign-in",
     .prepare = web_signin_password_prepare,
     .apply = web_signin_password,
     .again = web_signin_again,
     .per_hour = 60,
     .flags = WEB_OPEN_POST},
    {.method = "GET",
     .path = "/signin/{token}",
     .permission = "web.sign-in",
     .show = web_signin_token_show},
    {.method = "POST",
     .path = "/signin/{token}",
     .permission = "web.sign-in",
     .apply = web_signin_token,
     .again = web_signin_again,
     .per_hour = 120,
     .flags = WEB_OPEN_POST},
    {.method = "POST",
     .path = "/signout",
     .permission = "web.sign-in",
     .apply = web_signin_out,
     .per_hour = 120},
    {.method = "POST",
     .path = "/acting/stop",
     .permission = "web.sign-in",
     .apply = web_signin_stop_acting,
     .per_hour = 240},
    {.method = "GET", .path = "/texts", .permission = "texts.see", .show = web_texts_show},
    {.method = "POST",
     .path = "/texts/{id}/again",
     .permission = "texts.again",
     .apply = web_texts_retry,
     .per_hour = 240},
    {.method = "POST",
     .path = "/texts/in",
     .permission = "texts.in",
     .prepare = web_texts_in_prepare,
     .apply = web_texts_in,
     .again = web_texts_in_again,
     .per_hour = 20000,
     .flags = WEB_SIGNED | WEB_BARE,
     .body_max = 16384},
    {.method = "POST",
     .path = "/texts/receipt",
     .permission = "texts.in",
     .prepare = web_texts_receipt_prepare,
     .apply = web_texts_receipt,
     .again = web_texts_in_again,
     .per_hour = 20000,
     .flags = WEB_SIGNED | WEB_BARE,
     .body_max = 16384},
    {.method = "GET",
     .path = "/static/{file}",
     .permission = "web.visit",
     .show = web_static_show,
     .flags = WEB_BARE},
    {.method = "GET",
     .path = "/favicon.ico",
     .permission = "web.visit",
     .show = web_static_icon,
     .flags = WEB_BARE},
    {.method = "GET",
     .path = "/handbook",
     .permission = "web.visit",
     .show = web_handbook_index},
    {.method = "GET",
     .path = "/handbook/{page}",
     .permission = "web.visit",
     .show = web_handbook_show},
    {.method = "GET",
     .path = "/healthz",
     .permission = "web.visit",
     .show = show_health,
     .flags = WEB_BARE},
    {.method = "GET",
     .path = "/readyz",
     .permission = "web.visit",
     .show = show_ready,
     .flags = WEB_BARE},
    {.path = NULL},
};

static const struct jobs_timer timers[] = {
    {.name = "web.clear-keys", .every_seconds = 3600, .run = clear_keys},
    {.name = NULL},
};

static const struct module_panel panels[] = {
    {"me", 90, web_texts_panel},
    {.page = NULL},
};

static const char *const facts[] = {"web.signed-in", "web.signed-out", "web.acting-ended",
                                    NULL};

static const struct module_setting settings[] = {
    {"frame.place", T_("Name of the place, shown on every page"), "", SETTING_TEXT},
    {"frame.helper", T_("First name of who answers the phone"), "", SETTING_TEXT},
    {"frame.phone", T_("Phone number to ring"), "", SETTING_TEXT},
    {"frame.words", T_("When and where to find somebody to talk to"), "", SETTING_TEXT},
    {.key = NULL},
};

const struct module web_module = {
    .name = "web",
    .migrations = web_migrations,
    .statements = web_statements,
    .permissions = permissions,
    .routes = routes,
    .facts = facts,
    .jobs = timers,
    .settings = settings,
    .panels = panels,
};
