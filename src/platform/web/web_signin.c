/* Coming in and going out. */
#include "platform/web/web_own.h"
#include "platform/web/web_signin.h"

#include "platform/journal/journal.h"
#include "platform/texts/texts.h"
#include "platform/web/signin_view.h"
#include "web_pages.h"

#define TRIES_PER_HOUR 30
#define TRIES_BURST 5
#define GUESSES_PER_HOUR 300 /* at all printed cards together */

static struct str next_of(const struct web *w)
{
    struct str next = web_text(w, "next");
    return next.len > 0 && next.ptr[0] == '/' && next.len < 1000 ? next : STR_NONE;
}

/* A phone number stands in no address: it waits in a cookie of its own for the code. */
#define NUMBER_COOKIE "kith_who"

static void keep_number(struct web *w, struct str number)
{
    http_header_add((struct http_request *)(uintptr_t)w->http, &w->response, "Set-Cookie",
                    str_printf(w->ctx->arena, NUMBER_COOKIE "=%.*s; Path=/signin; HttpOnly; SameSite=Lax%s; Max-Age=%d",
                               STR_ARG(http_url_encode(w->ctx->arena, number)),
                               web_task_of(w)->server->tls ? "; Secure" : "", number.len > 0 ? 900 : 0));
}

static struct str who_of(const struct web *w)
{
    struct str who = web_text(w, "who").ptr ? web_text(w, "who") : web_text(w, "name");
    struct str kept = http_cookie_get(w->http, NUMBER_COOKIE);
    if (who.len > 0 || kept.len == 0 || kept.len > 60) return who;
    return texts_number(w->ctx->arena, http_url_decode(w->ctx->arena, kept, false));
}

static enum status show(struct web *w, bool asked)
{
    const struct web_signin_view v = {
        .next = next_of(w),
        .who = who_of(w),
        .asked = asked,
        .shared = web_on(w, "shared"),
    };
    web_page_signin(web_page(w, SAY("Sign in"), NULL), &v);
    w->response.no_store = true; /* it may hold an address that somebody typed */
    return OK;
}

enum status web_signin_show(struct web *w)
{
    return show(w, web_on(w, "asked"));
}

enum status web_signin_again(struct web *w)
{
    /* Somebody who was typing a code keeps the box for it. */
    return show(w, web_text(w, "code").ptr != NULL);
}

static enum status come_in(struct web *w, int64_t account)
{
    struct str next = next_of(w);
    if (http_cookie_get(w->http, NUMBER_COOKIE).len > 0) keep_number(w, STR(""));
    TRY(web_sign_in(w, account, web_on(w, "shared")));
    w->ctx->actor.account = account;
    TRY(journal_record(w->ctx, "web.signed-in", account, 0, STR_NONE));
    return web_redirect(w, next.ptr ? next : STR("/"));
}

/* ---- asking for a code ---- */

enum status web_signin_ask(struct web *w)
{
    TRY(auth_code_ask(w->ctx, web_text(w, "who")));
    struct str number = texts_number(w->ctx->arena, web_text(w, "who"));
    struct str who = number.ptr ? STR("") : http_url_encode(w->ctx->arena, web_text(w, "who"));
    if (number.ptr) keep_number(w, number);
    struct str next = http_url_encode(w->ctx->arena, next_of(w));
    /* Not web_path: next may be long, and losing it would lose the box for the code. */
    return web_redirect(w, str_printf(w->ctx->arena, "/signin?asked=1&who=%.*s&next=%.*s",
                                      STR_ARG(who), STR_ARG(next)));
}

/* ---- spending one ---- */

/* By address as well as by device: five quick tries at anybody, known or not. */
static enum status limit_tries(struct web *w, const char *name, struct str who, int per_hour,
                               struct str box)
{
    struct web_task *t = web_task_of(w);
    int burst = per_hour > TRIES_PER_HOUR ? per_hour / 4 : TRIES_BURST;
    if (auth_buckets_take(w->server->buckets, name, who, per_hour, burst, w->ctx->now,
                          &t->wait_seconds))
        return OK;
    return ctx_fault(w->ctx, ERR_LIMIT, box,
                     SAY("That was very often. Please wait a while and ask for a new code."));
}

/* The box it was typed in, where the refusal belongs. */
static struct str box_of(const struct web *w)
{
    return web_text(w, "card").ptr ? STR("card") : STR("code");
}

enum status web_signin_code_prepare(struct web *w)
{
    struct str card = web_text(w, "card"), code = web_text(w, "code");
    struct str who = auth_who(w->ctx->arena, web_text(w, "who"));
    if (card.len == 0 && code.len == 0)
        return ctx_fault(w->ctx, ERR_INVALID, box_of(w), SAY("Write the code here."));
    struct str box = box_of(w);
    if (who.len > 0 && code.len > 0)
        return limit_tries(w, "signin.who", who, TRIES_PER_HOUR, box);
    /* Without an address it can only be a printed card, whatever else was written there. */
    return limit_tries(w, "signin.card", STR("all"), GUESSES_PER_HOUR, box);
}

/* Do they see others' details? Then a text, which a thief of the number gets as well, is not
   enough. */
static bool works_here(struct web *w, int64_t account)
{
    const unsigned staff = STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN | STANDING_LEAD;
    struct module_list list = web_modules(w);
    struct actor actor = {.account = account};
    if (auth_account_person(w->ctx, account, &actor.person) != OK) return true;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->standing && list.items[i]->standing(w->ctx, &actor) != OK) return true;
    return (actor.standing & staff) != 0;
}

static enum status spend(struct web *w, struct str code, struct str who, struct str box)
{
    int64_t account;
    enum status status = auth_code_spend(w->ctx, code, who, &account);
    w->keep_refused = true; /* the count of tries stays */
    if (w->ctx->faults.last) w->ctx->faults.last->field = box;
    /* Out of tries or never sent: one answer, so that nobody learns which addresses are known.
     */
    if (status == ERR_LIMIT || status == ERR_MISSING) return ERR_INVALID;
    TRY(status);
    if (auth_code_by_text(w->ctx, account) && works_here(w, account))
        return ctx_fault(w->ctx, ERR_INVALID, box,
                         SAY("You see other people's details here, so a code by text is not enough. "
                             "Ask for one by email, or use a card or your password."));
    w->keep_refused = false;
    return come_in(w, account);
}

enum status web_signin_code(struct web *w)
{
    struct str code = web_text(w, "code"), card = web_text(w, "card");
    return code.len > 0 ? spend(w, code, web_text(w, "who"), box_of(w))
                        : spend(w, card, STR_NONE, box_of(w));
}

enum status web_signin_token_show(struct web *w)
{
    const struct web_token_view v = {.token = w->params[0], .next = next_of(w)};
    web_page_token(web_page(w, SAY("Welcome back"), NULL), &v);
    w->response.no_store = true;
    return OK;
}

enum status web_signin_token(struct web *w)
{
    return spend(w, w->params[0], STR_NONE, STR_NONE);
}

/* ---- passwords ---- */

enum status web_signin_password_prepare(struct web *w)
{
    struct str who = web_text(w, "name"), password = web_text(w, "password");
    struct str known = auth_who(w->ctx->arena, who);
    int64_t *account = ARENA_NEW(w->ctx->arena, int64_t);
    if (known.ptr)
        TRY(limit_tries(w, "signin.password", known, TRIES_PER_HOUR, STR("password")));
    enum status status = auth_password_check(w->ctx, who, password, account);
    w->plan = account;
    return status == ERR_MISSING ? ERR_INVALID : status;
}

enum status web_signin_password(struct web *w)
{
    return come_in(w, *(const int64_t *)w->plan);
}

/* ---- going ---- */

enum status web_signin_out(struct web *w)
{
    TRY(web_sign_out(w));
    if (w->ctx->actor.account != 0)
        TRY(journal_record(w->ctx, "web.signed-out", w->ctx->actor.account, 0, STR_NONE));
    return web_redirect_saying(w, STR("/"), SAY("You are signed out."));
}

enum status web_signin_stop_acting(struct web *w)
{
    if (w->ctx->actor.session == 0) return ERR_DENIED;
    int64_t person = w->ctx->actor.on_behalf_of;
    TRY(auth_session_act_for(w->ctx, w->ctx->actor.session, 0));
    TRY(journal_record(w->ctx, "web.acting-ended", person, 0, STR_NONE));
    return web_redirect_saying(w, STR("/"), SAY("You are writing for yourself again."));
}
