/* When in the week: asked to the minute, and said in words. */
#include "domain/credits/credits_agreement.h"

#include "base/week.h"

#define SPANS 64
#define DAY_MINUTES 1440

enum status credits_week_of(struct ctx *ctx, struct place_id place, struct day *ret_monday, struct day *ret_today)
{
    const struct zone *zone;
    TRY(places_zone(ctx, place, &zone));
    struct day today = day_from_instant(zone, ctx->now);
    *ret_monday = (struct day){today.n - day_weekday(today)};
    *ret_today = today;
    return OK;
}

bool credits_times_now(struct str times, const struct zone *zone, struct instant now)
{
    struct week_span spans[SPANS];
    struct str why;
    size_t n;
    if (times.len == 0) return true;
    if (week_spans(times, spans, SPANS, &n, &why) != OK) return false;
    if (n == 0) return true;
    const struct civil c = civil_from_instant(zone, now);
    int weekday = day_weekday(day_from_instant(zone, now)), minute = c.hour * 60 + c.minute;
    for (size_t i = 0; i < n; i++) {
        const struct week_span *s = &spans[i];
        if (s->weekday == weekday && minute >= s->from && minute < s->to) return true;
        if ((s->weekday + 1) % 7 == weekday && minute + DAY_MINUTES < s->to) return true; /* past midnight */
    }
    return false;
}

/* "Monday to Friday", "Tuesday and Saturday", "Monday, Tuesday, Friday" of a set of days. */
static struct str days_say(const struct ctx *ctx, unsigned days)
{
    const struct locale *l = ctx->locale;
    struct arena *a = ctx->arena;
    struct str out = STR("");
    for (int d = 0; d < 7; d++) {
        int last = d;
        if (!(days >> d & 1)) continue;
        while (last < 6 && days >> (last + 1) & 1) last++;
        struct str piece = text_weekday(l, d);
        if (last > d + 1) {
            const struct said run = SAY2("{first} to {last}", "first", piece, "last", text_weekday(l, last));
            piece = text_say(a, l, &run);
            d = last;
        }
        out = out.len > 0 ? str_printf(a, "%.*s, %.*s", STR_ARG(out), STR_ARG(piece)) : piece;
    }
    return out;
}

static struct str span_say(const struct ctx *ctx, unsigned days, int from, int to)
{
    struct str when = days == 0x7f ? text_get(ctx->locale, T_("Every day"), NULL) : days_say(ctx, days);
    if (from == 0 && to >= DAY_MINUTES) return when;
    struct str hours = text_span(ctx->arena, ctx->locale, (struct minutes){from}, (struct minutes){to % DAY_MINUTES});
    const struct said both = SAY2("{days}, {hours}", "days", when, "hours", hours);
    return text_say(ctx->arena, ctx->locale, &both);
}

struct str credits_times_say(const struct ctx *ctx, struct str times)
{
    struct week_span spans[SPANS];
    struct str why, out = STR("");
    size_t n;
    if (times.len == 0 || week_spans(times, spans, SPANS, &n, &why) != OK) return times.len ? times : STR("");
    for (size_t i = 0; i < n; i++) {
        unsigned days = 0;
        bool said = false;
        for (size_t j = 0; j < n; j++) {
            if (spans[j].from != spans[i].from || spans[j].to != spans[i].to) continue;
            days |= 1u << spans[j].weekday;
            said = said || j < i;
        }
        if (said) continue;
        struct str piece = span_say(ctx, days, spans[i].from, spans[i].to);
        out = out.len > 0 ? str_printf(ctx->arena, "%.*s; %.*s", STR_ARG(out), STR_ARG(piece)) : piece;
    }
    return out;
}
