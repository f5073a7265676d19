/* Sign-up by text. The code of an own place counts from the number on file only; the code of a card
   from any number: whoever holds the card may come. */
#include "domain/activities/activities_remind.h"
#include "domain/activities/activities_signup_own.h"

#include "domain/people/people_locale.h"
#include "platform/texts/texts.h"

struct reply {
    const struct text_came *text;
    struct signup signup;       /* id.v = 0: the code of a card */
    struct activity_at at;      /* the next session of the series */
    struct person_id person;
    bool yes;
};

static struct str say(struct ctx *ctx, const struct locale *locale, struct said said)
{
    return text_say(ctx->arena, locale, &said);
}

/* The record of whoever texts, if we wrote to them at this number; their language too. */
static void who_texts(struct ctx *ctx, struct text_came *text, struct reply *reply)
{
    struct person person;
    int64_t id = reply->signup.person.v ? reply->signup.person.v : text->last_person;
    if (id != 0 && people_find(ctx, (struct person_id){id}, &person) == OK && !instant_is(person.ended_at) &&
        str_eq(texts_number(ctx->arena, person.phone), text->from)) {
        reply->person = person.id;
        text->locale = people_locale(&person);
    }
    faults_init(&ctx->faults, ctx->arena);
}

static bool theirs(struct ctx *ctx, const struct reply *r)
{
    if (r->signup.person.v) return r->person.v == r->signup.person.v;
    return str_eq(texts_number(ctx->arena, r->signup.phone), r->text->from);
}

/* The next one that has not begun. */
static enum status next_of(struct ctx *ctx, struct asset_id id, struct activity_at *ret_at)
{
    struct activity_at at = {.code = STR_NONE};
    TRY(activities_find_id(ctx, id, &at.asset, &at.series));
    TRY(assets_session_next(ctx, &at.asset, (struct instant){ctx->now.ms + 1}, &at.session));
    at.code = assets_session_code(ctx->arena, id, at.session.day, at.session.at);
    *ret_at = at;
    return OK;
}

static bool find_reply(struct ctx *ctx, struct text_came *text, struct str code, struct reply *ret_reply)
{
    struct reply reply = {.text = text};
    struct asset_id card;
    if (code.len != 5) return false;
    if (activities_signup_by_code(ctx, code, &reply.signup) == OK) {
        who_texts(ctx, text, &reply);
        if (!theirs(ctx, &reply)) return false;
        card = reply.signup.asset;
    } else {
        reply.signup = (struct signup){.id = {0}};
        if (activities_card_find(ctx, code, &card) != OK) return false;
        who_texts(ctx, text, &reply);
    }
    if (next_of(ctx, card, &reply.at) != OK && reply.signup.id.v == 0) return false;
    *ret_reply = reply;
    return true;
}

/* ---- what is answered ---- */

static struct str when_of(struct ctx *ctx, const struct locale *locale, const struct asset_session *s)
{
    struct str day = text_day(ctx->arena, locale, s->on, ctx_today(ctx)), time = text_time(ctx->arena, locale, s->opens);
    return say(ctx, locale, SAY2("{day}, {time}", "day", day, "time", time));
}

static struct said answer_of(struct ctx *ctx, const struct reply *r, const struct signup *s)
{
    struct str when = when_of(ctx, r->text->locale, &r->at.session), what = r->at.asset.name;
    if (s->state == SIGNUP_WAITING)
        return SAY3("Kith: it is full: {what}, {when}. You are on the waiting list. No longer? Reply NO {code}.", "what", what, "when", when, "code", s->code);
    if (!day_is(s->day))
        return SAY2("Kith: you have a place: {what}, every time. Not the next time? Reply NO {code}.", "what", what, "code", s->code);
    return SAY3("Kith: you have a place: {what}, {when}. Cannot come? Reply NO {code}.", "what", what, "when", when, "code", s->code);
}

/* ---- the steps ---- */

static enum status card_yes(struct ctx *ctx, const struct reply *r, struct said *ret_answer)
{
    struct signup s;
    struct str end = texts_number_end(r->text->from);
    struct signup_ask ask = {.person = r->person, .first_name = say(ctx, ctx->locale, SAY1("By text, number {end}", "end", end)),
                             .phone = r->text->from, .email = STR(""), .note = STR(""), .way = SIGNUP_TEXT, .how = "text"};
    TRY(activities_sign_up(ctx, &r->at, &ask, &s));
    *ret_answer = answer_of(ctx, r, &s);
    return OK;
}

/* A date of somebody who comes every time that has an offer. */
static enum status offered_date(struct ctx *ctx, const struct signup *standing, struct signup *ret_date)
{
    struct activities_sql_signup_of *dates;
    size_t n;
    TRY(activities_sql_signup_of(ctx->db, ctx->arena, standing->id.v, ctx_today(ctx), &dates, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(dates[i].state, "offered")) return activities_signup_read(ctx, dates[i].id, ret_date);
    return ERR_MISSING;
}

static enum status own_yes(struct ctx *ctx, const struct reply *r, struct said *ret_answer)
{
    struct signup s = r->signup, date;
    if (s.state == SIGNUP_COMING && !day_is(s.day) && offered_date(ctx, &s, &date) == OK) TRY(activities_signup_take(ctx, &date));
    else if (s.state == SIGNUP_OFFERED) TRY(activities_signup_take(ctx, &s));
    else if (s.state == SIGNUP_ENDED) TRY(activities_signup_undo(ctx, &s));
    TRY(activities_signup_find(ctx, r->signup.id, &s));
    *ret_answer = answer_of(ctx, r, &s);
    return OK;
}

static enum status own_no(struct ctx *ctx, const struct reply *r, struct said *ret_answer)
{
    struct signup s = r->signup, date;
    bool every = !day_is(s.day) && s.state == SIGNUP_COMING;
    *ret_answer = SAY1("Kith: thank you for telling us. Changed your mind? Reply YES {code}.", "code", s.code);
    if (!every) return activities_signup_cancel(ctx, &s, "cancelled");
    if (offered_date(ctx, &s, &date) == OK) return activities_signup_cancel(ctx, &date, "cancelled");
    if (r->at.code.len == 0) return OK;
    *ret_answer = SAY1("Kith: not this time, {when}. Thank you for telling us. You still have your place after that.",
                       "when", when_of(ctx, r->text->locale, &r->at.session));
    return activities_signup_skip(ctx, &s, r->at.session.day, r->at.session.at);
}

static enum status card_no(struct ctx *ctx, const struct reply *r, struct said *ret_answer)
{
    struct activities_sql_signup_phone row;
    struct signup s;
    *ret_answer = SAY("Kith: thank you for telling us.");
    enum status status = r->person.v ? activities_signup_of(ctx, r->at.asset.id, r->person, r->at.session.day, r->at.session.at, &s) : ERR_MISSING;
    if (status == ERR_MISSING) {
        status = activities_sql_signup_phone(ctx->db, ctx->arena, r->at.asset.id, r->text->from, r->at.session.day, r->at.session.at, &row);
        if (status == OK) status = activities_signup_read(ctx, row.id, &s);
    }
    if (status == ERR_MISSING) return OK;
    TRY(status);
    return day_is(s.day) ? activities_signup_cancel(ctx, &s, "cancelled")
                         : activities_signup_skip(ctx, &s, r->at.session.day, r->at.session.at);
}

static enum status step(struct ctx *ctx, const struct reply *r, struct said *ret_answer)
{
    if (r->signup.id.v == 0) return r->yes ? card_yes(ctx, r, ret_answer) : card_no(ctx, r, ret_answer);
    return r->yes ? own_yes(ctx, r, ret_answer) : own_no(ctx, r, ret_answer);
}

/* As that person, in a savepoint: what is refused leaves nothing, and is said kindly. */
static enum status act(struct ctx *ctx, const struct reply *r)
{
    const struct actor system = ctx->actor;
    struct said answer = SAY("Kith: that place has gone to somebody else by now. To be asked again, sign up once more.");
    TRY(db_savepoint(ctx->db));
    ctx->actor = (struct actor){.person = r->person.v, .place = r->at.asset.place.v, .standing = r->person.v ? STANDING_MEMBER : 0};
    enum status status = step(ctx, r, &answer);
    ctx->actor = system;
    faults_init(&ctx->faults, ctx->arena);
    if (status == OK) TRY(db_release(ctx->db));
    else db_undo(ctx->db);
    if (status == ERR_BUSY || status == ERR_BROKEN) return status;
    TRY(texts_answer(ctx, r->text, answer, r->person.v));
    return texts_taken(ctx, r->text->id, r->yes ? "yes" : "no", r->person.v);
}

static bool clear(const struct text_came *text)
{
    unsigned said = text->heard.said;
    bool one = ((said & SAID_YES) != 0) != ((said & SAID_NO) != 0);
    bool polish = text->locale->language == TEXT_PL && text->heard.only_no;
    return one && !(said & (SAID_PERHAPS | SAID_RING | SAID_HELP)) && !(polish && (said & SAID_NO));
}

enum status activities_hear_text(struct ctx *ctx, int64_t id, int64_t object)
{
    (void)object;
    struct text_came text;
    struct reply reply = {.text = NULL}, other;
    int found = 0;
    enum status status = texts_came(ctx, id, &text);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    for (size_t i = 0; i < text.heard.codes_n; i++)
        if (find_reply(ctx, &text, text.heard.codes[i], &other) && found++ == 0) reply = other;
    /* perhaps a hello's; and whoever asks for help or a ring is heard there */
    if (found == 0 || (text.heard.said & (SAID_HELP | SAID_RING))) return OK;
    if (found > 1) {
        TRY(texts_answer(ctx, &text, SAY("Kith: there were several codes in your text. Please answer one at a time."), reply.person.v));
        return texts_taken(ctx, id, "unclear", reply.person.v);
    }
    if (!clear(&text)) {
        struct str code = reply.signup.id.v ? reply.signup.code : text.heard.codes[0];
        TRY(texts_answer(ctx, &text, SAY1("Kith: we are not sure what you mean. Please reply YES {code} or NO {code}. To talk, text RING ME", "code", code), reply.person.v));
        return texts_taken(ctx, id, "unclear", reply.person.v);
    }
    reply.yes = (text.heard.said & SAID_YES) != 0;
    return act(ctx, &reply);
}

/* ---- who left ---- */

enum status activities_signup_hear_left(struct ctx *ctx, int64_t id, int64_t object)
{
    (void)object;
    struct signup *rows;
    size_t n;
    const struct person_id person = {id};
    TRY(activities_signups_of(ctx, person, &rows, &n));
    for (size_t i = 0; i < n; i++) TRY(activities_signup_cancel(ctx, &rows[i], "left"));
    return activities_sql_signups_forget(ctx->db, person);
}
