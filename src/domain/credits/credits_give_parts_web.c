/* What the pages about giving and about one's own hours share. */
#include "domain/credits/credits_give_web.h"

#define NEAR_A_LIMIT 120 /* minutes */

struct str credits_web_say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

struct person_id credits_web_self(const struct web *w)
{
    const struct actor *actor = &w->ctx->actor;
    return (struct person_id){actor->on_behalf_of != 0 ? actor->on_behalf_of : actor->person};
}

struct str credits_web_consent(const struct web *w)
{
    struct str said = web_text(w, "consent");
    if (w->ctx->actor.on_behalf_of == 0) return STR_NONE;
    return said.len > 0 ? said : STR("spoken");
}

/* ---- room ---- */

static enum status account_of(struct ctx *ctx, struct person_id person, struct credits_account *ret_account)
{
    struct account_id id;
    TRY(credits_member_find(ctx, person, &id));
    return credits_account_get(ctx, id, ret_account);
}

struct str credits_web_room(struct ctx *ctx, struct person_id person)
{
    struct credits_account a;
    if (account_of(ctx, person, &a) != OK) return STR("");
    int64_t low = a.floor == CREDITS_NO_LIMIT ? INT64_MAX : a.balance - a.held_out - a.floor;
    int64_t high = a.ceiling == CREDITS_NO_LIMIT ? INT64_MAX : a.ceiling - a.balance - a.held_in;
    if (low <= 0) return credits_web_say(ctx, SAY("There is no room to receive more hours just now. Talk with your connector: there is always a way."));
    if (low <= NEAR_A_LIMIT) return credits_web_say(ctx, SAY1("You have room for {time} more from neighbours.", "time", credits_time(ctx, low)));
    if (high <= 0) return credits_web_say(ctx, SAY("Your hours are full. Use some, or give some away, and there is room again."));
    if (high <= NEAR_A_LIMIT) return credits_web_say(ctx, SAY1("You have room for {time} more of your own.", "time", credits_time(ctx, high)));
    return STR("");
}

struct str credits_web_have(struct ctx *ctx, const struct credits_account *a)
{
    struct str said = credits_web_say(ctx, SAY("What you gave and what you received are the same just now."));
    if (a->balance > 0) said = credits_web_say(ctx, SAY1("You have {time} you can use, keep, or give away.", "time", credits_time(ctx, a->balance)));
    if (a->balance < 0) said = credits_web_say(ctx, SAY1("Neighbours have given you {time} ahead. There is no hurry.", "time", credits_time(ctx, a->balance)));
    if (a->held_out == 0) return said;
    struct str waits = credits_web_say(ctx, SAY1("Waiting for a word: {time}.", "time", credits_time(ctx, a->held_out)));
    return str_printf(ctx->arena, "%.*s %.*s", STR_ARG(said), STR_ARG(waits));
}

struct str credits_web_head(struct ctx *ctx, int64_t minutes, struct str what)
{
    struct str said = credits_what(ctx, what);
    if (said.len == 0) return credits_web_say(ctx, SAY1("{time}.", "time", credits_time(ctx, minutes)));
    return credits_web_say(ctx, SAY2("{time}, {what}.", "time", credits_time(ctx, minutes), "what", said));
}
