/* Who asks and in which language: from cookies and headers to ctx. */
#include "platform/web/web_own.h"

#include <sodium.h>

#define NOTICE_COOKIE "kith_notice"
#define LANGUAGE_COOKIE "kith_lang"
#define EASY_COOKIE "kith_easy"

const char *web_session_cookie(const struct web_server *server)
{
    return server->tls ? "__Host-kith" : "kith";
}

static void choose_language(struct web_task *t)
{
    struct str asked = web_text(&t->w, "lang");
    struct str kept = http_cookie_get(t->http, LANGUAGE_COOKIE);
    const struct locale *locale = NULL;
    if (asked.len > 0) {
        locale = text_locale_for(asked);
        bool known = text_language_offered(locale->language) &&
                     (locale->language != TEXT_EN || str_starts(asked, STR("en")));
        if (known) t->set_language = locale->code;
        else locale = NULL;
    }
    if (!locale && kept.len > 0) locale = text_locale_for(kept);
    if (!locale) locale = text_locale_accept(http_header_get(t->http, "accept-language"));
    if (!text_language_offered(locale->language)) locale = text_locale(TEXT_EN);
    t->ctx.locale = locale;
}

/* Easy read: few words, big letters, a picture beside each. Kept like the language. */
static void choose_easy(struct web_task *t)
{
    struct str asked = web_text(&t->w, "easy");
    t->easy = str_is(http_cookie_get(t->http, EASY_COOKIE), "1");
    if (!str_is(asked, "1") && !str_is(asked, "0")) return;
    t->easy = str_is(asked, "1");
    t->set_easy = t->easy ? "1" : "0";
}

static enum status add_standing(struct web_task *t)
{
    struct module_list list = t->server->config.modules;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->standing) TRY(list.items[i]->standing(&t->ctx, &t->ctx.actor));
    return OK;
}

static enum status open_bearer(struct web_task *t, struct str token)
{
    enum status status = web_tokens_find(t, token);
    if (status == ERR_MISSING) return OK; /* nobody; the permission decides */
    TRY(status);
    if (t->ctx.actor.account == 0) {
        t->ctx.actor.standing = STANDING_SYSTEM;
        return OK;
    }
    return add_standing(t);
}

static enum status open_cookie(struct web_task *t)
{
    struct str cookie = http_cookie_get(t->http, web_session_cookie(t->server));
    if (cookie.len == 0) return OK;
    enum status status = auth_session_find(&t->ctx, cookie, &t->ctx.actor);
    if (status == ERR_MISSING) return OK; /* out of date: not signed in */
    TRY(status);
    t->cookie = str_copy(t->ctx.arena, cookie);
    t->csrf = auth_csrf(t->ctx.arena, t->server->config.secret, t->cookie);
    return add_standing(t);
}

enum status web_session_open(struct web_task *t)
{
    const unsigned program = WEB_BEARER | WEB_BARE;
    struct str authorization = http_header_get(t->http, "authorization");
    choose_language(t);
    choose_easy(t);
    if (t->w.route && (t->w.route->flags & WEB_SIGNED)) return OK; /* nobody: the signature counts */
    if (t->w.route && (t->w.route->flags & program) &&
        str_ieq(str_slice(authorization, 0, 7), STR("Bearer ")))
        return open_bearer(t, str_trim(str_slice(authorization, 7, authorization.len)));
    if (t->w.route && (t->w.route->flags & WEB_BEARER) && t->posted) return OK;
    return open_cookie(t);
}

/* The notice is signed, so that nobody can plant words on a page. */
static struct str notice_mac(struct web_task *t, struct str words)
{
    return str_slice(auth_csrf(t->ctx.arena, t->server->config.secret,
                               str_cat(t->ctx.arena, STR("notice "), words)), 0, 32);
}

void web_session_notice(struct web_task *t)
{
    struct str cookie = http_cookie_get(t->http, NOTICE_COOKIE);
    if (cookie.len < 33) return;
    t->drop_notice = true;
    struct str words = http_url_decode(t->ctx.arena, str_slice(cookie, 33, cookie.len), false);
    if (str_eq(str_slice(cookie, 0, 32), notice_mac(t, words))) t->notice = words;
}

static void cookie(struct web_task *t, const char *name, struct str value, const char *life)
{
    http_header_add(t->http, &t->w.response, "Set-Cookie",
                    str_printf(t->ctx.arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
                               name, STR_ARG(value), t->server->tls ? "; Secure" : "", life));
}

void web_session_cookies(struct web_task *t)
{
    if (t->set_session.ptr)
        cookie(t, web_session_cookie(t->server), t->set_session,
               t->set_session.len == 0 ? "; Max-Age=0"
               : t->w.shared_device    ? ""
                                       : "; Max-Age=7776000");
    if (t->set_language)
        cookie(t, LANGUAGE_COOKIE, str_from(t->set_language), "; Max-Age=31536000");
    if (t->set_easy) cookie(t, EASY_COOKIE, str_from(t->set_easy), "; Max-Age=31536000");
    if (t->saying.len > 0) {
        struct str words = http_url_encode(t->ctx.arena, t->saying);
        struct str value = str_printf(t->ctx.arena, "%.*s.%.*s",
                                      STR_ARG(notice_mac(t, t->saying)), STR_ARG(words));
        cookie(t, NOTICE_COOKIE, value, "; Max-Age=600");
    } else if (t->drop_notice && t->framed) {
        cookie(t, NOTICE_COOKIE, STR(""), "; Max-Age=0");
    }
}

enum status web_sign_in(struct web *w, int64_t account, bool shared_device)
{
    struct web_task *t = web_task_of(w);
    struct str fresh;
    /* A new sign-in ends the old session: the cookie is never kept over a change of person. */
    if (w->ctx->actor.session != 0) {
        enum status status = auth_session_end(w->ctx, w->ctx->actor.session);
        if (status != OK && status != ERR_MISSING) return status;
    }
    TRY(auth_session_open(w->ctx, account, shared_device, &fresh));
    t->set_session = fresh;
    w->shared_device = shared_device;
    return OK;
}

enum status web_sign_out(struct web *w)
{
    struct web_task *t = web_task_of(w);
    t->set_session = STR("");
    if (w->ctx->actor.session == 0) return OK;
    enum status status = auth_session_end(w->ctx, w->ctx->actor.session);
    return status == ERR_MISSING ? OK : status;
}

void web_language(struct web *w, const char *code)
{
    const struct locale *locale = text_locale_for(str_from(code));
    if (text_language_offered(locale->language)) web_task_of(w)->set_language = locale->code;
}
