/* The words of reminders, offers and news: a short text, and a mail that says the same and more. */
#include "domain/activities/activities_remind_own.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "domain/people/people_locale.h"

#define WHAT_MOST 50
#define WORDS_MOST 90
#define MAIL_MOST 8000

static struct str say(struct ctx *ctx, const struct locale *locale, struct said said)
{
    return text_say(ctx->arena, locale, &said);
}

/* "Tuesday 3 March, 10am", or "every time". */
static struct str when_of(struct ctx *ctx, const struct notice_about *a, const struct locale *locale)
{
    const struct asset_session *session = a->session ? a->session : a->next;
    if (!session) return say(ctx, locale, SAY("every time"));
    struct str day = text_day(ctx->arena, locale, session->on, ctx_today(ctx));
    struct str time = text_time(ctx->arena, locale, session->opens);
    return say(ctx, locale, SAY2("{day}, {time}", "day", day, "time", time));
}

static struct str until_of(struct ctx *ctx, const struct notice_about *a, const struct locale *locale)
{
    return text_instant(ctx->arena, locale, a->zone, a->signup->offered_until, ctx_today(ctx));
}

struct parts { struct str what, when, code, words, until; const struct locale *locale; };

static struct said plain(const struct parts *p, enum activity_notice kind, bool every)
{
    switch (kind) {
    case NOTICE_KEPT:
        return every ? SAY2("Kith: you have a place: {what}, every time. Not the next time? Reply NO {code}.", "what", p->what, "code", p->code)
                     : SAY3("Kith: you have a place: {what}, {when}. Cannot come? Reply NO {code}.", "what", p->what, "when", p->when, "code", p->code);
    case NOTICE_WAITING:
        return SAY3("Kith: it is full: {what}, {when}. You are on the waiting list. No longer? Reply NO {code}.", "what", p->what, "when", p->when, "code", p->code);
    case NOTICE_OFFER:
        return SAY3("Kith: a place is free for you: {what}, {when}. Until {until}.", "what", p->what, "when", p->when, "until", p->until);
    case NOTICE_PASSED:
        return SAY2("Kith: the free place went to the next in line, as we had no answer: {what}, {when}.", "what", p->what, "when", p->when);
    case NOTICE_OFF: return SAY2("Kith: called off: {what}, {when}.", "what", p->what, "when", p->when);
    case NOTICE_MOVED:
        return every ? SAY2("Kith: the dates have changed: {what}. The next one: {when}.", "what", p->what, "when", p->when)
                     : SAY2("Kith: moved: {what}. Now {when}.", "what", p->what, "when", p->when);
    case NOTICE_BACK: return SAY2("Kith: it is on after all: {what}, {when}.", "what", p->what, "when", p->when);
    case NOTICE_TAKEN_OFF:
        return SAY2("Kith: you are no longer on the list: {what}, {when}. Ask who runs it if that is a mistake.", "what", p->what, "when", p->when);
    default:
        return SAY3("Kith: see you soon: {what}, {when}. Cannot come? Reply NO {code}.", "what", p->what, "when", p->when, "code", p->code);
    }
}

/* What is asked back, or was said by those who changed it. */
static struct str second(struct ctx *ctx, const struct notice_about *a, const struct parts *p)
{
    switch (a->kind) {
    case NOTICE_OFFER: return say(ctx, p->locale, SAY1("Reply YES {code} or NO {code}.", "code", p->code));
    case NOTICE_PASSED:
        return a->signup->state == SIGNUP_WAITING ? say(ctx, p->locale, SAY("You are still on the waiting list."))
                                                  : say(ctx, p->locale, SAY("Would you like to come another time? Just ask again."));
    case NOTICE_MOVED: return say(ctx, p->locale, SAY1("Still coming? If not, reply NO {code}.", "code", p->code));
    default: return STR("");
    }
}

static struct parts parts_of(struct ctx *ctx, const struct notice_about *a)
{
    const struct asset_session *s = a->session;
    struct parts p = {.locale = a->locale, .what = utf8_short(ctx->arena, a->at->asset.name, WHAT_MOST), .code = a->signup->code};
    p.locale = people_locale_for(a->locale, plain(&p, a->kind, !s).id);
    p.when = when_of(ctx, a, p.locale);
    if (a->kind == NOTICE_OFFER) p.until = until_of(ctx, a, p.locale);
    bool change = a->kind == NOTICE_OFF || a->kind == NOTICE_MOVED;
    p.words = change && s ? utf8_short(ctx->arena, s->words, WORDS_MOST) : STR("");
    return p;
}

static struct str place_of(const struct notice_about *a)
{
    if (a->session && a->session->location_name.len > 0) return a->session->location_name;
    return a->at->asset.location_name;
}

struct str activities_notice_text(struct ctx *ctx, const struct notice_about *a)
{
    struct parts p = parts_of(ctx, a);
    struct buf out;
    buf_init(&out, ctx->arena, 1200);
    buf_put(&out, say(ctx, p.locale, plain(&p, a->kind, !a->session)));
    struct str where = place_of(a), more = second(ctx, a, &p);
    if ((a->kind == NOTICE_DAY || a->kind == NOTICE_HOURS || a->kind == NOTICE_MOVED) && where.len > 0) {
        buf_putc(&out, ' ');
        buf_put(&out, say(ctx, p.locale, SAY1("Where: {where}.", "where", utf8_short(ctx->arena, where, WORDS_MOST))));
    }
    if (p.words.len > 0) {
        buf_putc(&out, ' ');
        buf_put(&out, p.words);
    }
    if (more.len > 0) {
        buf_putc(&out, ' ');
        buf_put(&out, more);
    }
    return buf_str(&out);
}

struct str activities_notice_subject(struct ctx *ctx, const struct notice_about *a)
{
    struct parts p = parts_of(ctx, a);
    return say(ctx, p.locale, SAY2("{what}: {when}", "what", p.what, "when", p.when));
}

static void line(struct buf *out, struct str words)
{
    buf_put(out, words);
    buf_puts(out, "\n\n");
}

struct str activities_notice_mail(struct ctx *ctx, const struct notice_about *a)
{
    struct parts p = parts_of(ctx, a);
    const struct str *origin = ctx_kept(ctx, "origin");
    struct buf out;
    buf_init(&out, ctx->arena, MAIL_MOST);
    line(&out, activities_notice_text(ctx, a));
    if (a->kind == NOTICE_DAY && a->at->series.bring.len > 0)
        line(&out, say(ctx, p.locale, SAY1("What to bring: {words}", "words", a->at->series.bring)));
    if (origin && a->signup->token.len > 0) {
        struct str link = str_printf(ctx->arena, "%.*s/come/%.*s", STR_ARG(*origin), STR_ARG(a->signup->token));
        line(&out, say(ctx, p.locale, SAY1("Say yes or no, or change it, on your own page: {address}", "address", link)));
    }
    if (origin && (a->kind == NOTICE_KEPT || a->kind == NOTICE_MOVED)) {
        struct str file = str_printf(ctx->arena, "%.*s/activities/%lld.ics", STR_ARG(*origin), (long long)a->at->asset.id.v);
        line(&out, say(ctx, p.locale, SAY1("For your calendar: {address}", "address", file)));
    }
    return buf_str(&out);
}
