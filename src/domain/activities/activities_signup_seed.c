/* The example neighbourhood: who comes to one series. */
#include "domain/activities/activities_signup.h"
#include "domain/activities/activities_signup_subject.h"

static enum status comes(struct ctx *ctx, const struct activity_at *at, const char *name, const char *note, int companions)
{
    struct signup s;
    struct signup_ask ask = {.companions = companions, .note = str_from(note), .how = "host"};
    TRY(people_seed_find(ctx, at->asset.place, str_from(name), &ask.person));
    return activities_sign_up(ctx, at, &ask, &s);
}

/* Without an account, and without a number: nobody of the example is written to. */
static enum status neighbour(struct ctx *ctx, const struct activity_at *at, const char *name)
{
    struct signup s;
    const struct signup_ask ask = {.first_name = str_from(name), .phone = STR(""), .email = STR(""), .note = STR(""),
                                   .way = SIGNUP_NONE, .how = "open"};
    return activities_sign_up(ctx, at, &ask, &s);
}

enum status activities_signup_seed(struct ctx *ctx, struct asset_id id)
{
    struct activity_at at = {.code = STR_NONE}, every;
    struct str card;
    TRY(activities_find_id(ctx, id, &at.asset, &at.series));
    every = at;
    TRY(activities_card_code(ctx, &at.asset, &card));
    TRY(comes(ctx, &every, "Joan", "A chair with arms, please.", 0));
    TRY(assets_session_next(ctx, &at.asset, ctx->now, &at.session));
    at.code = assets_session_code(ctx->arena, id, at.session.day, at.session.at);
    TRY(comes(ctx, &at, "Amina", "", 1));
    TRY(neighbour(ctx, &at, "Ola"));
    return neighbour(ctx, &at, "Bill");
}
