/* Telling those it concerns that something is to be put right: once, by text or mail. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_right_own.h"

#include "base/utf8.h"
#include "domain/people/people_locale.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define WHAT_MOST 60
#define DAY_MS ((int64_t)86400000)

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str who_words(struct ctx *ctx, const struct credits_right *r)
{
    struct str name = r->be.person.v ? people_first_name(ctx, r->be.person) : r->be.person_words;
    return name.len > 0 ? name : say(ctx, SAY("somebody else"));
}

struct str credits_right_words(struct ctx *ctx, const struct credits_right *r)
{
    struct str was = credits_time(ctx, r->entry.minutes), what = r->entry.words.len > 0 ? r->entry.words : say(ctx, SAY("words that were forgotten"));
    struct str be = credits_time(ctx, r->be.minutes);
    if (r->be.minutes == 0) return say(ctx, SAY2("it never was: {time}, {what}", "time", was, "what", what));
    if (r->be.who == RIGHT_PAYER) return say(ctx, SAY3("{name} received, not {other}: {what}", "name", who_words(ctx, r), "other", r->payer_name, "what", what));
    if (r->be.who == RIGHT_PAYEE) return say(ctx, SAY3("{name} gave, not {other}: {what}", "name", who_words(ctx, r), "other", r->payee_name, "what", what));
    if (r->be.minutes != r->entry.minutes) return say(ctx, SAY3("{time}, not {was}: {what}", "time", be, "was", was, "what", what));
    return say(ctx, SAY3("{words}, not {what}: {time}", "words", r->be.words, "what", what, "time", be));
}

/* ---- what is said ---- */

static struct said text_of(const struct credits_right *r, enum right_news news, struct str what)
{
    switch (news) {
    case RIGHT_NEWS_ASKED: return SAY2("Kith: to be put right: {what}. Is that so? Reply YES {code} or NO {code}.", "what", what, "code", r->code);
    case RIGHT_NEWS_NO: return SAY1("Kith: the other says no: {what}. Somebody who keeps the books looks at it.", "what", what);
    case RIGHT_NEWS_DONE: return SAY1("Kith: put right: {what}.", "what", what);
    default: return SAY1("Kith: left as it was: {what}.", "what", what);
    }
}

static struct said subject_of(enum right_news news)
{
    switch (news) {
    case RIGHT_NEWS_ASKED: return SAY("Is this right?");
    case RIGHT_NEWS_DONE: return SAY("Put right");
    default: return SAY("About your hours");
    }
}

static struct str mail_of(struct ctx *ctx, const struct credits_right *r, enum right_news news, const struct person *to, struct str what)
{
    struct str hello = say(ctx, SAY1("Hello {name},", "name", to->first_name)), line = say(ctx, SAY1("{what}.", "what", what));
    struct str more = STR(""), why = r->reason.len > 0 ? say(ctx, SAY1("Why: {reason}", "reason", r->reason)) : STR("");
    if (news == RIGHT_NEWS_ASKED)
        more = say(ctx, SAY("Somebody says that this is what it should have been. Do you agree? You find it under Your hours. If you say nothing, somebody who keeps the books looks at it."));
    if (news == RIGHT_NEWS_NO) more = say(ctx, SAY("The other says no. Somebody who keeps the books looks at it and tells both of you."));
    if (news == RIGHT_NEWS_DONE) more = say(ctx, SAY("It is put right. What was there before is still in the books, with the reason beside it."));
    if (news == RIGHT_NEWS_LEFT) more = say(ctx, SAY("It was left as it was."));
    if (r->decision_words.len > 0) why = say(ctx, SAY1("Why: {reason}", "reason", r->decision_words));
    return str_printf(ctx->arena, "%.*s\n\n%.*s\n\n%.*s\n%.*s\n", STR_ARG(hello), STR_ARG(line), STR_ARG(more), STR_ARG(why));
}

/* ---- out ---- */

static enum status send(struct ctx *ctx, const struct credits_right *r, const struct person *to, enum right_news news)
{
    struct str what = utf8_short(ctx->arena, credits_right_words(ctx, r), WHAT_MOST), number = texts_number(ctx->arena, to->phone);
    int64_t id;
    if (to->email.len > 0) {
        const struct mail mail = {.to = to->email, .subject = say(ctx, subject_of(news)), .text = mail_of(ctx, r, news, to, credits_right_words(ctx, r)),
                                  .language = str_from(ctx->locale->code)};
        enum status status = mail_put(ctx, &mail, &id);
        if (status != ERR_INVALID) return status;
        faults_init(&ctx->faults, ctx->arena); /* an address nobody can write to holds nothing up */
    }
    if (!number.ptr || texts_stopped(ctx, number)) return OK;
    const struct text_out text = {.to = number, .words = say(ctx, text_of(r, news, what)), .locale = ctx->locale, .kind = "news", .person = to->id.v,
                                  .about = r->id.v, .until = {ctx->now.ms + 2 * DAY_MS}};
    return texts_put(ctx, &text, &id);
}

enum status credits_right_tell(struct ctx *ctx, const struct credits_right *r, struct person_id person, enum right_news news)
{
    struct person to;
    if (person.v != r->asker.v && people_apart(ctx, r->payer, r->payee)) return OK; /* kept apart since: nothing reaches the other */
    if (person.v == 0 || person.v == ctx->actor.person || ctx_has(ctx, STANDING_SYSTEM)) return OK; /* the example writes to nobody */
    const struct actor acting = ctx->actor;
    const struct locale *locale = ctx->locale;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM}; /* where they are reached is for no other's eyes */
    enum status status = people_find(ctx, person, &to);
    bool may = status == OK && !instant_is(to.ended_at) && people_consents(ctx, person, CONSENT_CONTACT);
    ctx->actor = acting;
    if (status == ERR_MISSING || (status == OK && !may)) return OK;
    TRY(status);
    ctx->locale = people_locale_for(people_locale(&to), text_of(r, news, STR("")).id);
    status = send(ctx, r, &to, news);
    ctx->locale = locale;
    return status;
}

enum status credits_right_tell_both(struct ctx *ctx, const struct credits_right *r, enum right_news news)
{
    TRY(credits_right_tell(ctx, r, r->payer, news));
    return credits_right_tell(ctx, r, r->payee, news);
}
