/* The page "Something is not right", and the other's answer. */
#include "domain/credits/credits_right.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_right_web.h"

#include "credits_pages.h"
#include "platform/web/web.h"

#define SAME (-1)

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str day_of(struct ctx *ctx, struct instant at)
{
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

/* "1.5" or "1,5" to 90; false when it is no number of minutes that may stand. */
bool credits_web_hours(struct str typed, struct arena *arena, int64_t *ret_minutes)
{
    double hours;
    if (!str_to_real(str_replace(arena, typed, STR(","), STR(".")), &hours) || !(hours >= 0 && hours <= CREDITS_MINUTES_MAX / 60)) return false;
    *ret_minutes = (int64_t)(hours * 60 + 0.5);
    return true;
}

struct str credits_web_hours_of(struct arena *arena, int64_t minutes)
{
    if (minutes % 60 == 0) return str_int(arena, minutes / 60);
    return str_printf(arena, "%.2f", (double)minutes / 60);
}

/* ---- a card: what was asked, and what came of it ---- */

static struct said title_of(const struct credits_right *r, struct str words)
{
    switch (r->state) {
    case RIGHT_ASKED: return SAY1("To be put right: {what}", "what", words);
    case RIGHT_BROKER: return SAY1("Somebody who keeps the books looks at it: {what}", "what", words);
    case RIGHT_DONE: return SAY1("Put right: {what}", "what", words);
    case RIGHT_LEFT: return SAY1("Left as it was: {what}", "what", words);
    default: return SAY1("Taken back: {what}", "what", words);
    }
}

struct str credits_right_who(struct ctx *ctx, const struct credits_right *r)
{
    struct str who = say(ctx, SAY2("{giver} gave, {receiver} received.", "giver", r->payee_name, "receiver", r->payer_name));
    if (r->state != RIGHT_DONE || !str_is(r->answer, "yes") || r->decision.ptr) return who;
    return str_join(ctx->arena, (struct str[]){who, say(ctx, SAY("Both agreed."))}, 2, STR(" "));
}

struct str credits_right_answer(struct ctx *ctx, const struct credits_right *r)
{
    bool words = r->answer_words.len > 0;
    if (str_is(r->answer, "yes")) return words ? say(ctx, SAY1("The other agreed: {words}", "words", r->answer_words)) : say(ctx, SAY("The other agreed."));
    if (str_is(r->answer, "no")) return words ? say(ctx, SAY1("The other says no: {words}", "words", r->answer_words)) : say(ctx, SAY("The other says no."));
    if (str_is(r->answer, "silence")) return say(ctx, SAY("The other did not answer in time."));
    return r->state == RIGHT_ASKED ? say(ctx, SAY1("Waits for the other's word until {day}.", "day", day_of(ctx, r->until))) : STR_NONE;
}

struct right_card *credits_right_card(struct ctx *ctx, const struct credits_right *r)
{
    struct right_card *card = ARENA_NEW(ctx->arena, struct right_card);
    *card = (struct right_card){.title = say(ctx, title_of(r, credits_right_words(ctx, r))), .who = credits_right_who(ctx, r), .reason = r->reason,
                                .answer = credits_right_answer(ctx, r), .lamp = r->state == RIGHT_DONE,
                                .when = day_of(ctx, instant_is(r->ended_at) ? r->ended_at : r->asked_at)};
    if (r->decision_words.len > 0)
        card->decision = say(ctx, SAY2("{name}, who keeps the books, decided: {reason}", "name", people_first_name(ctx, r->decided_by), "reason", r->decision_words));
    if (r->over_by.v)
        card->over = say(ctx, SAY2("{name} let it pass a limit this once: {reason}", "name", people_first_name(ctx, r->over_by), "reason", r->over_reason));
    return card;
}

/* ---- the form ---- */

static struct html_choice *times(struct web *w, struct right_view *v)
{
    static const int64_t minutes[] = {0, 30, 60, 120};
    struct ctx *ctx = w->ctx;
    struct html_choice *c = ARENA_ARRAY(ctx->arena, struct html_choice, 6);
    struct str on = web_kept(w, "minutes", STR("same"));
    size_t n = 0;
    c[n++] = (struct html_choice){STR("same"), say(ctx, SAY("As it stands")), str_is(on, "same")};
    for (size_t i = 0; i < 4; i++) {
        struct str value = str_int(ctx->arena, minutes[i]);
        c[n++] = (struct html_choice){value, i == 0 ? say(ctx, SAY("It never was")) : credits_time(ctx, minutes[i]), str_eq(on, value)};
    }
    c[n++] = (struct html_choice){STR("else"), say(ctx, SAY("Other")), str_is(on, "else")};
    v->times_n = n;
    return c;
}

static struct html_choice *whos(struct web *w, const struct str names[2], struct right_view *v)
{
    struct ctx *ctx = w->ctx;
    struct html_choice *c = ARENA_ARRAY(ctx->arena, struct html_choice, 3);
    struct str on = web_kept(w, "who", STR("nobody"));
    c[0] = (struct html_choice){STR("nobody"), say(ctx, SAY("Nobody: both are right")), !str_is(on, "payer") && !str_is(on, "payee")};
    c[1] = (struct html_choice){STR("payee"), say(ctx, SAY1("Not {name} gave", "name", names[1])), str_is(on, "payee")};
    c[2] = (struct html_choice){STR("payer"), say(ctx, SAY1("Not {name} received", "name", names[0])), str_is(on, "payer")};
    v->whos_n = 3;
    v->open_who = !c[0].on;
    return c;
}

/* To one of two who are kept apart since, the other is a neighbour. */
static struct str name_of(struct ctx *ctx, const struct credits_account *a, const struct credits_account *beside)
{
    bool reads = beside->person.v && (beside->person.v == ctx->actor.person || beside->person.v == ctx->actor.on_behalf_of);
    if (reads && people_apart(ctx, a->person, beside->person)) return say(ctx, SAY("a neighbour"));
    struct str name = a->person.v ? people_first_name(ctx, a->person) : a->label;
    return name.len > 0 ? name : a->name;
}

static void put_form(struct web *w, const struct credits_entry *e, const struct credits_account *payer, const struct credits_account *payee, enum right_side side,
                     struct right_view *v)
{
    struct ctx *ctx = w->ctx;
    const struct str names[2] = {name_of(ctx, payer, payee), name_of(ctx, payee, payer)};
    v->may_ask = true;
    v->times = times(w, v);
    v->whos = whos(w, names, v);
    v->other_time = web_kept(w, "hours", STR_NONE);
    v->words = web_kept(w, "words", e->words);
    v->who_words = web_kept(w, "person", STR_NONE);
    v->reason = web_kept(w, "reason", STR_NONE);
    v->consent = web_kept(w, "consent", STR_NONE);
    v->fit = web_refused(w) && web_on(w, "fit");
    const struct credits_account *own = side == RIGHT_PAYER ? payer : payee;
    v->for_other = side == RIGHT_NOBODY || (side != RIGHT_KEEPER && own->person.v && !credits_right_self(ctx, own));
    if (side != RIGHT_NOBODY) return;
    v->sides = ARENA_ARRAY(ctx->arena, struct html_choice, 2);
    v->sides[v->sides_n++] = (struct html_choice){STR("payee"), names[1], str_is(web_text(w, "side"), "payee")};
    v->sides[v->sides_n++] = (struct html_choice){STR("payer"), names[0], str_is(web_text(w, "side"), "payer")};
}

static enum status put_asked(struct web *w, const struct credits_right *r, struct right_view *v)
{
    struct ctx *ctx = w->ctx;
    v->id = r->id.v;
    v->cards = credits_right_card(ctx, r);
    v->cards_n = 1;
    v->may_answer = r->may_answer;
    v->may_withdraw = r->may_withdraw;
    struct person_id asked = r->side == RIGHT_PAYER || (r->side == RIGHT_KEEPER && r->payee.v) ? r->payee : r->payer;
    v->for_other = asked.v && !people_is(ctx, asked);
    v->consent = web_kept(w, "consent", STR_NONE);
    v->answer_words = web_kept(w, "words", STR_NONE);
    v->fit = web_refused(w) && web_on(w, "fit");
    if (r->made.v) v->now_href = web_path(w, "/hours/%lld/right", (long long)r->made.v);
    return OK;
}

static enum status show(struct web *w, struct entry_id id)
{
    struct ctx *ctx = w->ctx;
    struct credits_entry e;
    struct credits_account payer, payee;
    struct credits_right r;
    enum right_side side;
    struct said why;
    TRY(credits_right_may(ctx, id, &side, &why));
    TRY(credits_entry_find(ctx, id, &e));
    TRY(credits_right_accounts(ctx, &e, &payer, &payee));
    struct right_view v = {.entry = id.v, .when = day_of(ctx, e.at)};
    v.what = say(ctx, SAY2("{time}, {what}", "time", credits_time(ctx, e.minutes), "what", e.words.len > 0 ? e.words : say(ctx, SAY("words that were forgotten"))));
    v.who = say(ctx, SAY2("{giver} gave, {receiver} received.", "giver", name_of(ctx, &payee, &payer), "receiver", name_of(ctx, &payer, &payee)));
    enum status status = credits_right_of_entry(ctx, id, &r);
    if (status != OK && status != ERR_MISSING) return status;
    bool open = status == OK && !instant_is(r.ended_at);
    if (status == OK) TRY(put_asked(w, &r, &v));
    if (!open && why.id && !e.reversed_by.v) v.why_not = say(ctx, why);
    if (!open && e.reversed_by.v && v.cards_n == 0) v.why_not = say(ctx, why);
    if (!open && !why.id) put_form(w, &e, &payer, &payee, side, &v);
    credits_page_right(web_page(w, SAY("Something is not right"), NULL), &v);
    return OK;
}

enum status credits_web_right(struct web *w)
{
    return show(w, (struct entry_id){web_id(w, 0)});
}

/* A refused answer shows the page of its entry again. */
enum status credits_web_right_again(struct web *w)
{
    struct credits_right r;
    TRY(credits_right_find(w->ctx, (struct right_id){web_id(w, 0)}, &r));
    return show(w, r.entry.id);
}

/* ---- what was typed ---- */

static int64_t minutes_of(struct web *w, const struct credits_entry *e)
{
    struct str on = web_text(w, "minutes");
    int64_t minutes = SAME;
    if (str_is(on, "else")) return credits_web_hours(web_text(w, "hours"), w->ctx->arena, &minutes) ? minutes : SAME;
    if (str_to_int(on, &minutes)) return minutes;
    return e->minutes;
}

static enum right_side side_of(struct str code)
{
    return str_is(code, "payer") ? RIGHT_PAYER : str_is(code, "payee") ? RIGHT_PAYEE : RIGHT_NOBODY;
}

enum status credits_web_right_ask(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_entry e;
    struct right_id id;
    TRY(credits_entry_find(ctx, (struct entry_id){web_id(w, 0)}, &e));
    const struct credits_righting in = {
        .entry = e.id, .side = side_of(web_text(w, "side")), .be = {.minutes = minutes_of(w, &e), .words = web_text(w, "words"),
        .who = side_of(web_text(w, "who")), .person_words = side_of(web_text(w, "who")) == RIGHT_NOBODY ? STR_NONE : web_text(w, "person")},
        .reason = web_text(w, "reason"), .fit = web_on(w, "fit"), .via = "web", .consent = web_text(w, "consent")};
    TRY(credits_right_propose(ctx, &in, &id));
    return web_redirect_saying(w, web_path(w, "/hours/%lld/right", (long long)e.id.v), SAY("Asked. We tell you what comes of it."));
}

static enum status answer(struct web *w, bool yes)
{
    struct ctx *ctx = w->ctx;
    struct credits_right r;
    const struct credits_word word = {.id = {web_id(w, 0)}, .words = web_text(w, "words"), .fit = web_on(w, "fit"), .via = "web", .consent = web_text(w, "consent")};
    TRY(yes ? credits_right_agree(ctx, &word) : credits_right_decline(ctx, &word));
    TRY(credits_right_find(ctx, word.id, &r));
    return web_redirect_saying(w, web_path(w, "/hours/%lld/right", (long long)r.entry.id.v),
                               r.state == RIGHT_DONE ? SAY("It is put right. Thank you.") : SAY("Thank you. Somebody who keeps the books looks at it."));
}

enum status credits_web_right_agree(struct web *w)
{
    return answer(w, true);
}

enum status credits_web_right_decline(struct web *w)
{
    return answer(w, false);
}

enum status credits_web_right_withdraw(struct web *w)
{
    struct credits_right r;
    TRY(credits_right_find(w->ctx, (struct right_id){web_id(w, 0)}, &r));
    TRY(credits_right_withdraw(w->ctx, r.id));
    return web_redirect_saying(w, web_path(w, "/hours/%lld/right", (long long)r.entry.id.v), SAY("Taken back. All stays as it is."));
}
