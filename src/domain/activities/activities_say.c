#include "domain/activities/activities_say.h"

struct str activities_said(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str joined(struct ctx *ctx, struct str a, struct str b)
{
    if (a.len == 0) return b;
    if (b.len == 0) return a;
    struct str parts[] = {a, b};
    return str_join(ctx->arena, parts, 2, STR(" "));
}

struct str activities_say_hours(struct ctx *ctx, struct minutes opens, struct minutes closes)
{
    return minutes_is(closes) ? text_span(ctx->arena, ctx->locale, opens, closes)
                              : text_time(ctx->arena, ctx->locale, opens);
}

struct str activities_say_when(struct ctx *ctx, const struct asset_session *s)
{
    struct day today = ctx_today(ctx);
    struct str day = text_day(ctx->arena, ctx->locale, s->on, today);
    struct str hours = activities_say_hours(ctx, s->opens, s->closes);
    if (s->on.n == today.n)
        return activities_said(ctx, SAY2("Today, {day}, {hours}", "day", day, "hours", hours));
    if (s->on.n == today.n + 1)
        return activities_said(ctx, SAY2("Tomorrow, {day}, {hours}", "day", day, "hours", hours));
    return activities_said(ctx, SAY2("{day}, {hours}", "day", day, "hours", hours));
}

static struct str moved_say(struct ctx *ctx, const struct asset_session *s)
{
    struct str at = text_time(ctx->arena, ctx->locale, s->at);
    if (s->on.n == s->day.n && s->opens.n == s->at.n) return STR_NONE; /* only elsewhere, or longer */
    if (s->on.n == s->day.n) return activities_said(ctx, SAY1("Not at {time} this time.", "time", at));
    struct str day = text_day(ctx->arena, ctx->locale, s->day, ctx_today(ctx));
    return activities_said(ctx, SAY2("Moved from {day}, {time}.", "day", day, "time", at));
}

struct str activities_say_note(struct ctx *ctx, const struct asset_session *s)
{
    if (s->cancelled && s->words.len > 0)
        return activities_said(ctx, SAY1("Called off: {words}", "words", s->words));
    if (s->cancelled) return activities_said(ctx, SAY("Called off."));
    struct str note = STR_NONE;
    if (s->extra) note = activities_said(ctx, SAY("One more date."));
    if (s->moved) note = joined(ctx, note, moved_say(ctx, s));
    if (s->location_name.len > 0)
        note = joined(ctx, note, activities_said(ctx, SAY1("At {place} this time.", "place", s->location_name)));
    return joined(ctx, note, s->words);
}

bool activities_may_name(struct ctx *ctx, struct person_id person)
{
    return person.v != 0 && people_consents(ctx, person, CONSENT_BE_ASKED);
}

struct str activities_say_leaders(struct ctx *ctx, const struct activity_series *s)
{
    struct str names[2];
    size_t n = 0;
    const struct person_id who[] = {s->leader, s->co_leader};
    for (size_t i = 0; i < 2; i++) {
        if (!activities_may_name(ctx, who[i])) continue;
        names[n] = people_first_name(ctx, who[i]);
        n += names[n].len > 0;
    }
    if (n == 0) return STR_NONE;
    if (n == 1) return activities_said(ctx, SAY1("{name} leads it.", "name", names[0]));
    return activities_said(ctx, SAY2("{name} leads it, with {other}.", "name", names[0], "other", names[1]));
}

struct str activities_say_room(struct ctx *ctx, const struct activity_series *s)
{
    if (s->capacity == ACTIVITY_NO_LIMIT) return STR_NONE;
    struct str words = text_many(ctx->arena, ctx->locale, "Room for one.", "Room for {n}.", s->capacity, NULL);
    if (s->newcomers == 0) return words;
    return joined(ctx, words, text_many(ctx->arena, ctx->locale, "One place is kept for people who come for the first time.",
                                        "{n} places are kept for people who come for the first time.", s->newcomers, NULL));
}
