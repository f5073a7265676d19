/* YES or NO by text to "is this right?", with its code and from the number on file. */
#include "domain/credits/credits_right.h"

#include "domain/credits/credits_right_own.h"
#include "domain/people/people_locale.h"
#include "platform/texts/texts.h"

static bool number_of(struct ctx *ctx, struct person_id id, struct str from, struct person *ret_person)
{
    bool is = id.v && people_find(ctx, id, ret_person) == OK && !instant_is(ret_person->ended_at) &&
              str_eq(texts_number(ctx->arena, ret_person->phone), from);
    faults_init(&ctx->faults, ctx->arena);
    return is;
}

/* The side that is asked; not the one that asks. */
static struct person_id asked(const struct credits_right *r)
{
    if (r->side == RIGHT_PAYER) return r->payee;
    if (r->side == RIGHT_PAYEE) return r->payer;
    return r->payee.v ? r->payee : r->payer;
}

static bool find(struct ctx *ctx, const struct text_came *text, struct credits_right *r, struct person *who)
{
    for (size_t i = 0; i < text->heard.codes_n; i++)
        if (credits_right_by_code(ctx, text->heard.codes[i], r) == OK && number_of(ctx, asked(r), text->from, who)) return true;
    faults_init(&ctx->faults, ctx->arena);
    return false;
}

static bool clear(const struct text_came *text, const struct person *who)
{
    unsigned said = text->heard.said;
    bool one = ((said & SAID_YES) != 0) != ((said & SAID_NO) != 0);
    bool polish = people_locale(who)->language == TEXT_PL && text->heard.only_no;
    return one && !(said & (SAID_PERHAPS | SAID_RING | SAID_HELP)) && !(polish && (said & SAID_NO));
}

/* As that person, in a savepoint: a step that is refused leaves nothing. */
static enum status take(struct ctx *ctx, const struct credits_right *r, const struct person *who, bool yes, bool *ret_done)
{
    const struct actor system = ctx->actor;
    const struct credits_word word = {.id = r->id, .via = "text"};
    TRY(db_savepoint(ctx->db));
    ctx->actor = (struct actor){.person = who->id.v, .place = who->place.v, .standing = STANDING_MEMBER};
    enum status status = yes ? credits_right_agree(ctx, &word) : credits_right_decline(ctx, &word);
    ctx->actor = system;
    faults_init(&ctx->faults, ctx->arena);
    *ret_done = status == OK;
    if (status == OK) return db_release(ctx->db);
    db_undo(ctx->db);
    return status == ERR_BUSY || status == ERR_BROKEN ? status : OK;
}

static struct said answer_of(const struct credits_right *after, bool yes, bool done)
{
    if (!done) return SAY("Kith: this was settled already. Thank you.");
    if (!yes) return SAY("Kith: thank you. Somebody who keeps the books looks at it.");
    return after->state == RIGHT_DONE ? SAY("Kith: thank you, it is put right.") : SAY("Kith: thank you. Somebody who keeps the books looks at it.");
}

enum status credits_right_hear_text(struct ctx *ctx, int64_t id, int64_t object)
{
    struct text_came text;
    struct credits_right r, after;
    struct person who;
    bool done;
    (void)object;
    enum status status = texts_came(ctx, id, &text);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (!find(ctx, &text, &r, &who)) return OK;
    if (text.heard.said & (SAID_RING | SAID_HELP)) return OK; /* answered by those who ring */
    bool yes = (text.heard.said & SAID_YES) != 0, may = people_consents(ctx, who.id, CONSENT_CONTACT);
    text.locale = people_locale(&who);
    if (!clear(&text, &who)) {
        if (may) TRY(texts_answer(ctx, &text, SAY1("Kith: we are not sure what you mean. Please reply YES {code} or NO {code}. To talk, text RING ME", "code", r.code), who.id.v));
        return texts_taken(ctx, id, "unclear", who.id.v);
    }
    TRY(take(ctx, &r, &who, yes, &done));
    TRY(credits_right_read(ctx, r.id, &after));
    if (may) TRY(texts_answer(ctx, &text, answer_of(&after, yes, done), who.id.v));
    return texts_taken(ctx, id, yes ? "yes" : "no", who.id.v);
}
