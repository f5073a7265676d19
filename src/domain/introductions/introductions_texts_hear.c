#include "domain/introductions/introductions_own.h"
#include "domain/introductions/introductions_texts.h"

#include "domain/people/people_locale.h"
#include "platform/journal/journal.h"

/* What comes in. A reply counts with the short code of an introduction and from the number on file
   of its person or its host; it then takes the same step as the page would, by the same rules, as
   that person. Everything else is answered kindly, without a name and without a word on whether
   anybody is known. */

#define DAY_MS ((int64_t)86400000)
#define ASKED_DAYS 30

struct reply {
    const struct text_came *text;
    struct introduction row;
    struct person who;
    bool host, yes;
    const struct locale *locale;
};

/* One step a reply takes: the rule, and what is answered when it went well. */
struct step {
    enum status (*take)(struct ctx *ctx, const struct reply *reply);
    struct said answer;
    const char *note; /* for the connector; NULL = none */
    bool told;        /* the step itself is followed by a text that says the same and more */
};

/* ---- whose reply it is ---- */

static bool their_number(struct ctx *ctx, struct person_id id, struct str from, struct person *ret_person)
{
    if (id.v == 0 || people_find(ctx, id, ret_person) != OK || instant_is(ret_person->ended_at)) return false;
    return str_eq(texts_number(ctx->arena, ret_person->phone), from);
}

/* The host is part of it once they were asked. */
static bool of_code(struct ctx *ctx, const struct text_came *text, struct str code, struct reply *reply)
{
    struct introductions_sql_by_code found;
    struct introduction row;
    struct person who;
    if (introductions_sql_by_code(ctx->db, ctx->arena, code, &found) != OK) return false;
    if (introductions_find(ctx, found.id, &row) != OK) return false;
    bool host_now = row.state == INTRO_PERSON_YES, told = row.state >= INTRO_PERSON_YES && instant_is(row.person_yes_at);
    /* Two who share a phone: whoever was asked last answers. */
    for (int turn = 0; turn < 2; turn++) {
        bool host = (turn == 0) == host_now;
        if (host && !told) continue;
        if (!their_number(ctx, host ? row.host : row.person, text->from, &who)) continue;
        *reply = (struct reply){.text = text, .row = row, .who = who, .host = host,
                                .locale = people_locale(&who)};
        return true;
    }
    return false;
}

static int find_reply(struct ctx *ctx, const struct text_came *text, struct reply *ret_reply)
{
    int found = 0;
    for (size_t i = 0; i < text->heard.codes_n; i++) {
        struct reply reply;
        if (!of_code(ctx, text, text->heard.codes[i], &reply)) continue;
        if (found++ == 0) *ret_reply = reply;
    }
    faults_init(&ctx->faults, ctx->arena);
    return found;
}

/* ---- the steps ---- */

static enum status person_answers(struct ctx *ctx, const struct reply *r)
{
    return introductions_person_answers(ctx, r->row.id, r->row.version, r->yes ? ANSWER_YES : ANSWER_NO);
}

static enum status host_answers(struct ctx *ctx, const struct reply *r)
{
    return introductions_host_answers(ctx, r->row.id, r->row.version, r->yes);
}

static enum status met(struct ctx *ctx, const struct reply *r)
{
    return introductions_came(ctx, r->row.id, r->row.version, r->yes);
}

static struct str outcome(struct ctx *ctx, bool yes)
{
    struct said said = yes ? SAY("Said by text: would go again.") : SAY("Said by text: would not go again.");
    return text_say(ctx->arena, ctx->locale, &said);
}

static enum status followed_up(struct ctx *ctx, const struct reply *r)
{
    const struct follow_up follow_up = {.outcome = outcome(ctx, r->yes), .turns_to_now = -1};
    return introductions_follow_up(ctx, r->row.id, r->row.version, &follow_up);
}

/* "Did you go?" a week later: yes, so they met, and that was the follow-up as well. */
static enum status met_and_followed_up(struct ctx *ctx, const struct reply *r)
{
    struct said said = SAY("Said by text: went.");
    const struct follow_up follow_up = {.outcome = text_say(ctx->arena, ctx->locale, &said), .turns_to_now = -1};
    TRY(introductions_came(ctx, r->row.id, r->row.version, true));
    return introductions_follow_up(ctx, r->row.id, r->row.version + 1, &follow_up);
}

/* Four weeks later: the last question, so it is settled with it. */
static enum status went_again(struct ctx *ctx, const struct reply *r)
{
    struct introduction now;
    TRY(introductions_came_again(ctx, r->row.id, r->row.version, r->yes));
    TRY(introductions_find(ctx, r->row.id, &now));
    if (now.state == INTRO_CAME) {
        struct reply later = *r;
        later.row = now;
        TRY(followed_up(ctx, &later));
        TRY(introductions_find(ctx, r->row.id, &now));
    }
    return now.state == INTRO_FOLLOWED_UP ? introductions_settle(ctx, now.id, now.version) : OK;
}

/* ---- what is next, and what is said when nothing is ---- */

static bool long_ago(struct ctx *ctx, struct instant since)
{
    return instant_is(since) && since.ms < ctx->now.ms - ASKED_DAYS * DAY_MS;
}

static struct step only(struct said answer)
{
    return (struct step){.answer = answer};
}

static struct step noted(const char *note)
{
    return (struct step){.note = note, .answer = SAY("Kith: thank you for telling us. Somebody will be in touch.")};
}

static struct step asked_step(struct ctx *ctx, const struct reply *r)
{
    if (long_ago(ctx, r->row.offered_at))
        return only(SAY("Kith: that was a while ago. Somebody will ask you again."));
    return (struct step){.take = person_answers,
                         .answer = r->yes ? SAY("Kith: thank you. We ask them now, and text you when we know.")
                                          : SAY("Kith: thank you for telling us. That is fine, and nobody else hears of it.")};
}

static struct step host_step(struct ctx *ctx, const struct reply *r)
{
    if (r->row.state == INTRO_PERSON_YES && long_ago(ctx, r->row.person_yes_at))
        return only(SAY("Kith: that was a while ago. Somebody will ask you again."));
    if (r->row.state == INTRO_PERSON_YES)
        return (struct step){.take = host_answers, .told = r->yes,
                             .answer = r->yes ? SAY("Kith: thank you, you both said yes.")
                                              : SAY("Kith: thank you, that is fine. They hear only that it is not this time.")};
    if (r->row.state <= INTRO_MEETING_SET && !r->yes) return noted("cannot-come");
    return only(r->row.state <= INTRO_MEETING_SET ? SAY("Kith: we have your yes already. Thank you.")
                                                  : SAY("Kith: thank you. Nothing more is asked of you about this."));
}

static bool was_asked(struct ctx *ctx, const struct reply *r, enum introductions_message kind)
{
    int64_t n = 0;
    return introductions_sql_text_asked(ctx->db, r->row.id, 0, kind, &n) == OK && n > 0;
}

static struct step meeting_step(struct ctx *ctx, const struct reply *r)
{
    struct day today = ctx_today(ctx);
    if (r->row.meet_day.n > today.n)
        return r->yes ? only(SAY("Kith: we have your yes already. Thank you.")) : noted("cannot-come");
    if (!r->yes)
        return (struct step){.take = met, .note = "did-not-go", .answer = noted("").answer};
    if (was_asked(ctx, r, MESSAGE_FOLLOW_UP))
        return (struct step){.take = met_and_followed_up, .answer = SAY("Kith: how lovely. We ask once more in three weeks.")};
    return (struct step){.take = met, .answer = SAY("Kith: how lovely. We ask in a few days how it was.")};
}

/* They met: a week later and four weeks later there is a question; between them there is none. */
static struct step after_step(struct ctx *ctx, const struct reply *r)
{
    bool again_open = day_is(r->row.again_due) && r->row.again < 0;
    if (again_open && was_asked(ctx, r, MESSAGE_AGAIN))
        return (struct step){.take = went_again, .answer = r->yes
            ? SAY("Kith: good to hear. Thank you, that was our last question about this.")
            : SAY("Kith: thank you for telling us. That was our last question about this."),
            .note = r->yes ? NULL : "not-again"};
    if (r->row.state == INTRO_CAME && was_asked(ctx, r, MESSAGE_FOLLOW_UP))
        return (struct step){.take = followed_up, .note = r->yes ? NULL : "not-again", .answer = r->yes
            ? SAY("Kith: good to hear. We ask once more in three weeks.")
            : SAY("Kith: thank you for telling us. Somebody will ask what would suit you better.")};
    if (r->row.state >= INTRO_SETTLED) return only(SAY("Kith: thank you. Nothing more is asked of you about this."));
    return only(SAY("Kith: thank you, we have that. We text you when there is something to answer."));
}

static struct step next_step(struct ctx *ctx, const struct reply *r)
{
    if (r->row.state == INTRO_NOT_THIS_TIME) return only(SAY("Kith: that one is over. When there is another idea, we ask you."));
    if (r->host) return host_step(ctx, r);
    switch (r->row.state) {
    case INTRO_SUGGESTED:
    case INTRO_OFFERED: return asked_step(ctx, r);
    case INTRO_PERSON_YES:
    case INTRO_BOTH_YES:
        return r->yes ? only(SAY("Kith: we have your yes already. Thank you.")) : noted("changed-mind");
    case INTRO_MEETING_SET: return meeting_step(ctx, r);
    default: return after_step(ctx, r);
    }
}

/* ---- taking it ---- */

/* As that person, in a savepoint: a step that is refused leaves nothing. */
static enum status take(struct ctx *ctx, const struct reply *r, const struct step *step, bool *ret_done)
{
    const struct actor system = ctx->actor;
    TRY(db_savepoint(ctx->db));
    ctx->actor = (struct actor){.person = r->who.id.v, .place = r->who.place.v, .standing = STANDING_MEMBER};
    enum status status = step->take(ctx, r);
    if (status == OK) status = journal_record(ctx, "introductions.by_text", r->row.person.v, r->row.id.v, STR("text"));
    ctx->actor = system;
    faults_init(&ctx->faults, ctx->arena);
    *ret_done = status == OK;
    if (status == OK) return db_release(ctx->db);
    db_undo(ctx->db);
    return status == ERR_BUSY || status == ERR_BROKEN ? status : OK;
}

static enum status answer(struct ctx *ctx, const struct reply *r, struct said words)
{
    struct text_came text = *r->text;
    text.locale = r->locale;
    /* Who took back the yes to being reached hears nothing, not even this. */
    if (!people_consents(ctx, r->who.id, CONSENT_CONTACT)) return OK;
    return texts_answer(ctx, &text, words, r->who.id.v);
}

static enum status act(struct ctx *ctx, const struct reply *r)
{
    struct step step = next_step(ctx, r);
    bool done = true;
    if (step.take) TRY(take(ctx, r, &step, &done));
    if (!done) step = (struct step){.note = "unclear", .answer = SAY("Kith: this one cannot go on just now. Somebody will be in touch.")};
    if (step.note) TRY(introductions_note_add(ctx, r->row.person, r->row.id, step.note));
    if (!step.told || !str_is(introductions_reach(ctx, r->who.id), "text")) TRY(answer(ctx, r, step.answer));
    return texts_taken(ctx, r->text->id, r->yes ? "yes" : "no", r->who.id.v);
}

/* A "no" to a Pole may be a "yeah"; a "but" wants a person. */
static bool clear(const struct reply *r, unsigned said)
{
    bool one = ((said & SAID_YES) != 0) != ((said & SAID_NO) != 0);
    bool polish = r->locale->language == TEXT_PL && r->text->heard.only_no;
    return one && !(said & (SAID_PERHAPS | SAID_RING | SAID_HELP)) && !(polish && (said & SAID_NO));
}

static enum status ask_again(struct ctx *ctx, const struct reply *r, unsigned said)
{
    if (said & SAID_PERHAPS) TRY(introductions_note_add(ctx, r->row.person, r->row.id, "unclear"));
    TRY(answer(ctx, r, SAY1("Kith: we are not sure what you mean. Please reply YES {code} or NO {code}. To talk, text RING ME", "code", r->row.short_code)));
    return texts_taken(ctx, r->text->id, "unclear", r->who.id.v);
}

/* ---- RING ME and HELP need no code, only a number we have written to ---- */

static enum status ring(struct ctx *ctx, const struct text_came *text, const struct person *who, struct introduction_id about)
{
    struct text_came theirs = *text;
    theirs.locale = people_locale(who);
    TRY(introductions_note_add(ctx, who->id, about, "ring"));
    TRY(texts_answer(ctx, &theirs, SAY("Kith: we will ring you."), who->id.v));
    return texts_taken(ctx, text->id, "ring", who->id.v);
}

static enum status help(struct ctx *ctx, const struct text_came *text, const struct locale *locale)
{
    struct text_came theirs = *text;
    theirs.locale = locale;
    TRY(texts_answer(ctx, &theirs, SAY("Kith: reply YES or NO with the code in our text. To talk: RING ME. No more texts: STOP"), 0));
    return texts_taken(ctx, text->id, "help", 0);
}

static enum status without_code(struct ctx *ctx, const struct text_came *text)
{
    struct person who;
    if (text->heard.said & SAID_HELP) return help(ctx, text, text->locale);
    if (!(text->heard.said & SAID_RING)) return OK;
    bool known = their_number(ctx, (struct person_id){text->last_person}, text->from, &who);
    faults_init(&ctx->faults, ctx->arena);
    return known ? ring(ctx, text, &who, (struct introduction_id){0}) : OK;
}

enum status introductions_hear_text(struct ctx *ctx, int64_t id, int64_t object)
{
    (void)object;
    struct text_came text;
    struct reply reply;
    enum status status = texts_came(ctx, id, &text);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    int found = find_reply(ctx, &text, &reply);
    if (found == 0) return without_code(ctx, &text);
    if (text.heard.said & SAID_HELP) return help(ctx, &text, reply.locale);
    if (text.heard.said & SAID_RING) return ring(ctx, &text, &reply.who, reply.row.id);
    if (found > 1) {
        TRY(answer(ctx, &reply, SAY("Kith: there were several codes in your text. Please answer one at a time.")));
        return texts_taken(ctx, id, "unclear", reply.who.id.v);
    }
    if (!clear(&reply, text.heard.said)) return ask_again(ctx, &reply, text.heard.said);
    reply.yes = (text.heard.said & SAID_YES) != 0;
    return act(ctx, &reply);
}

/* ---- silence ---- */

enum status introductions_hear_stopped(struct ctx *ctx, int64_t person, int64_t object)
{
    (void)object;
    struct person row;
    if (people_find(ctx, (struct person_id){person}, &row) != OK) return OK;
    return introductions_note_add(ctx, row.id, (struct introduction_id){0}, "stopped");
}

enum status introductions_hear_silence(struct ctx *ctx, int64_t person, int64_t object)
{
    (void)object;
    int64_t waited;
    const struct person_id id = {person};
    if (people_consents(ctx, id, CONSENT_CONTACT)) return OK;
    TRY(texts_drop_person(ctx, person, STR("They took back their yes to being reached."), &waited));
    return waited > 0 ? introductions_note_add(ctx, id, (struct introduction_id){0}, "not-sent") : OK;
}

enum status introductions_hear_gone(struct ctx *ctx, int64_t person, int64_t object)
{
    (void)object;
    int64_t waited;
    TRY(texts_drop_person(ctx, person, STR("They took back their yes to being reached."), &waited));
    return texts_forget_person(ctx, person);
}
