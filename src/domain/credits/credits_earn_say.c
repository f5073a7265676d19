/* What a series gives, in words. */
#include "domain/credits/credits_earn.h"

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

struct str credits_earn_words(struct ctx *ctx, const struct credits_earn *e)
{
    if (!e->gives) return say(ctx, SAY("Coming gives no hours."));
    if (e->minutes == 0)
        return e->whom == EARN_HELPERS ? say(ctx, SAY("Helping gives hours, as long as it lasts.")) : say(ctx, SAY("Coming gives hours, as long as it lasts."));
    struct str time = credits_time(ctx, e->minutes);
    return e->whom == EARN_HELPERS ? say(ctx, SAY1("Helping gives {time}.", "time", time)) : say(ctx, SAY1("Coming gives {time}.", "time", time));
}

struct str credits_earn_say(struct ctx *ctx, struct asset_id series, struct day day)
{
    struct credits_earn earn;
    if (credits_earn_on(ctx, series, day, &earn) != OK || !earn.gives) return STR("");
    return credits_earn_words(ctx, &earn);
}
