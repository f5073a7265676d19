/* How a person comes in: an optional password, and signing out everywhere. */
#include "platform/web/web_signin.h"

#include "platform/web/signin_view.h"
#include "web_pages.h"

enum status web_account_show(struct web *w)
{
    web_page_account(web_page(w, SAY("Signing in"), "/me"), &(struct web_account_view){.acting = w->ctx->actor.on_behalf_of != 0});
    return OK;
}

/* Hashing is slow on purpose, so it happens on a worker; the lane only keeps the result. */
enum status web_account_password_prepare(struct web *w)
{
    struct str password = web_text(w, "password"), *hash = ARENA_NEW(w->ctx->arena, struct str);
    if (w->ctx->actor.on_behalf_of != 0) return ERR_DENIED; /* nobody sets another's password */
    TRY(auth_password_allowed(w->ctx, password));
    if (!str_eq(password, web_text(w, "again")))
        return ctx_fault(w->ctx, ERR_INVALID, STR("again"),
                         SAY("The two are not the same. Please write it once more."));
    TRY(auth_password_hash(w->ctx, password, hash));
    w->plan = hash;
    return OK;
}

enum status web_account_password(struct web *w)
{
    TRY(auth_password_set(w->ctx, w->ctx->actor.account, *(const struct str *)w->plan));
    return web_redirect_saying(w, STR("/me/signin"), SAY("Kept. You can sign in with it from now on."));
}

enum status web_account_out(struct web *w)
{
    TRY(auth_session_end_all(w->ctx, w->ctx->actor.account));
    TRY(web_sign_out(w));
    return web_redirect_saying(w, STR("/"), SAY("You are signed out on every device."));
}
