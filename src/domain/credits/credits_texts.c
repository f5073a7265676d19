/* Hours by text: "2 GARDEN DEV" from the number on file of somebody who said yes to being reached, and
   YES or NO to the last text of ours about an hour. Texts with codes, and all that is no telling, are
   left to whom they belong. Nothing of another's hours is answered to a number. */
#include "domain/credits/credits_walk.h"

#include "base/utf8.h"
#include "domain/credits/credits_line.h"
#include "domain/people/people_locale.h"
#include "domain/people/people_number.h"
#include "platform/texts/texts.h"

#define TWICE_MS ((int64_t)10 * 60000)
#define SPACE "0c2f1d4e-7f0a-5c39-8d25-3b6f0e9a7714" /* keys of texts */
#define WHAT_MOST 60
#define LATELY 5

struct came {
    const struct text_came *text;
    struct person who;
    struct str words;
};

/* ---- from whom ---- */

/* Two who share a telephone: whoever we last wrote to; else nobody can say whose hour it was. */
static enum status sender(struct ctx *ctx, const struct text_came *text, struct person *ret_person, bool *ret_known)
{
    struct person *people;
    size_t n, at = 0;
    TRY(people_of_number(ctx, text->from, &people, &n));
    while (n > 1 && at < n && people[at].id.v != text->last_person) at++;
    *ret_known = n > 0 && at < n && people_consents(ctx, people[at].id, CONSENT_CONTACT);
    if (*ret_known) *ret_person = people[at];
    return OK;
}

static enum status answer(struct ctx *ctx, const struct came *c, struct said words, struct told_id about)
{
    struct text_came text = *c->text;
    text.locale = people_locale_for(people_locale(&c->who), words.id);
    return texts_answer_about(ctx, &text, words, c->who.id.v, about.v);
}

static enum status taken(struct ctx *ctx, const struct came *c, const char *as)
{
    return texts_taken(ctx, c->text->id, as, c->who.id.v);
}

/* First name of who walks beside them; "" when nobody does. */
static struct str helper(struct ctx *ctx, struct person_id person)
{
    struct person_id connector;
    bool has = people_connector_of(ctx, person, &connector) == OK;
    faults_init(&ctx->faults, ctx->arena);
    return has ? people_first_name(ctx, connector) : STR("");
}

/* ---- a telling ---- */

/* "2 hours, garden", in the language of who reads it. */
static struct str hours_of(struct ctx *ctx, const struct came *c, const struct credits_told *t, const char *sentence)
{
    const struct locale *before = ctx->locale;
    ctx->locale = people_locale_for(people_locale(&c->who), sentence);
    struct str hours = str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(credits_time(ctx, t->minutes)), STR_ARG(t->what));
    ctx->locale = before;
    return hours;
}

static struct said kept(struct ctx *ctx, const struct came *c, const struct credits_told *t)
{
    struct str name = c->who.first_name, other = t->other_words, help = helper(ctx, c->who.id);
    if (t->state == TOLD_WHO && help.len > 0) return SAY3("Kith: thank you, {name}. Which {other}? {helper} will ask. Not right? Text NO.", "name", name, "other", other, "helper", help);
    if (t->state == TOLD_WHO) return SAY2("Kith: thank you, {name}. Which {other}? Somebody will ask. Not right? Text NO.", "name", name, "other", other);
    if (t->other_name.len > 0) other = t->other_name;
    if (t->gave)
        return SAY3("Kith: thank you, {name}. {hours}, with {other}. Text NO if that is not right.", "name", name,
                    "hours", hours_of(ctx, c, t, "Kith: thank you, {name}. {hours}, with {other}. Text NO if that is not right."), "other", other);
    return SAY3("Kith: thank you, {name}. {other} gave you {hours}. Text NO if that is not right.", "name", name,
                "hours", hours_of(ctx, c, t, "Kith: thank you, {name}. {other} gave you {hours}. Text NO if that is not right."), "other", other);
}

static struct said example(const struct credits_line *line)
{
    if (line->many) return SAY("Kith: one at a time, please: how long, what, with whom. For example: 2 GARDEN DEV");
    if (line->who.len == 0) return SAY("Kith: thank you. With whom was it? Please write it once more. For example: 2 GARDEN DEV");
    if (line->what.len == 0) return SAY("Kith: thank you. What was it? Please write it once more. For example: 2 GARDEN DEV");
    return SAY("Kith: please write how long, what, and with whom. For example: 2 GARDEN DEV");
}

/* "Devem": the Polish ending comes off where the name as written is nobody's here. */
static struct str who_of(struct ctx *ctx, const struct came *c, const struct credits_line *line)
{
    struct people_row *rows;
    size_t as_said = 0, bare = 0;
    const struct actor before = ctx->actor;
    if (!line->who_bare.ptr) return line->who;
    ctx->actor = (struct actor){.place = c->who.place.v, .standing = STANDING_SYSTEM};
    bool looked = credits_called(ctx, line->who, &rows, &as_said) == OK && credits_called(ctx, line->who_bare, &rows, &bare) == OK;
    ctx->actor = before;
    return looked && as_said == 0 && bare > 0 ? line->who_bare : line->who;
}

/* Sent twice within minutes, because no answer came yet. */
static bool twice(struct ctx *ctx, const struct came *c, const struct credits_line *line, struct str who, struct credits_told *ret_told)
{
    struct credits_told *rows;
    size_t n;
    if (credits_told_of(ctx, c->who.id, LATELY, &rows, &n) != OK) return false;
    for (size_t i = 0; i < n; i++) {
        const struct credits_told *t = &rows[i];
        bool same = t->teller.v == c->who.id.v && str_is(t->via, "text") && t->gave != line->received && t->minutes == line->minutes &&
                    str_ieq(t->what, line->what) && str_ieq(t->other_words, who) && ctx->now.ms - t->told_at.ms < TWICE_MS;
        if (!same || (t->state != TOLD_WHO && t->state != TOLD_WAITS && t->state != TOLD_DONE)) continue;
        *ret_told = *t;
        return true;
    }
    return false;
}

/* As that person, in a savepoint: what is refused leaves nothing. */
static enum status tell(struct ctx *ctx, const struct came *c, const struct credits_line *line, enum status *ret_refused, struct credits_told *ret_told)
{
    struct credits_telling t = {.key = uuid_v5(ctx->arena, STR(SPACE), str_int(ctx->arena, c->text->id)), .teller = c->who.id, .gave = !line->received,
                                .other_words = who_of(ctx, c, line), .minutes = line->minutes, .what = utf8_short(ctx->arena, line->what, WHAT_MOST),
                                .on = line->yesterday ? (struct day){ctx_today(ctx).n - 1} : DAY_NONE, .via = "text"};
    *ret_refused = OK;
    if (twice(ctx, c, line, t.other_words, ret_told)) return OK;
    TRY(db_savepoint(ctx->db));
    enum status status = credits_tell(ctx, &t, ret_told);
    faults_init(&ctx->faults, ctx->arena);
    if (status == OK) return db_release(ctx->db);
    db_undo(ctx->db);
    if (status == ERR_BUSY || status == ERR_BROKEN) return status;
    *ret_refused = status;
    return OK;
}

static enum status hear_line(struct ctx *ctx, const struct came *c, const struct credits_line *line)
{
    struct credits_told told = {.id = {0}};
    enum status refused;
    const struct actor before = ctx->actor;
    if (line->many || line->who.len == 0 || line->what.len == 0 || line->minutes > TOLD_MINUTES_MAX) {
        TRY(answer(ctx, c, example(line), (struct told_id){0}));
        return taken(ctx, c, "unclear");
    }
    ctx->actor = (struct actor){.person = c->who.id.v, .place = c->who.place.v, .standing = STANDING_MEMBER};
    enum status status = tell(ctx, c, line, &refused, &told);
    ctx->actor = before;
    TRY(status);
    struct str help = helper(ctx, c->who.id);
    struct said words = refused == OK ? kept(ctx, c, &told)
                        : refused == ERR_INVALID ? example(line)
                        : help.len > 0 ? SAY1("Kith: thank you. So many hours do not fit just now. {helper} will talk with you.", "helper", help)
                                       : SAY("Kith: thank you. So many hours do not fit just now. Please talk with us.");
    TRY(answer(ctx, c, words, told.id));
    return taken(ctx, c, refused == OK ? "hours" : "unclear");
}

/* ---- yes or no ---- */

static bool clear(const struct text_came *text, const struct person *who)
{
    unsigned said = text->heard.said;
    bool one = ((said & SAID_YES) != 0) != ((said & SAID_NO) != 0);
    bool polish = people_locale(who)->language == TEXT_PL && text->heard.only_no;
    return one && !(said & (SAID_PERHAPS | SAID_RING | SAID_HELP)) && !(polish && (said & SAID_NO));
}

static enum status step(struct ctx *ctx, const struct came *c, const struct credits_told *t, bool yes, struct said *ret_answer)
{
    struct str help = helper(ctx, c->who.id);
    bool own = t->teller.v == c->who.id.v;
    if (own && yes) return *ret_answer = SAY("Kith: thank you, we have that."), OK;
    if (own) {
        *ret_answer = SAY("Kith: taken back. To tell it again: how long, what, with whom. For example: 2 GARDEN DEV");
        return credits_told_back(ctx, t->id, "text");
    }
    if (yes) {
        *ret_answer = SAY("Kith: thank you, it is kept.");
        return credits_told_agree(ctx, t->id, "text", STR_NONE);
    }
    *ret_answer = help.len > 0 ? SAY1("Kith: thank you. It is not kept. {helper} can help to put it right.", "helper", help)
                               : SAY("Kith: thank you. It is not kept. We can help to put it right.");
    return credits_told_not_right(ctx, t->id, utf8_short(ctx->arena, c->words, 150), "text");
}

/* Is it a plain yes or no to our last text to them, and was that about an hour? */
static bool to_last(const struct came *c)
{
    bool hours = str_is(c->text->last_kind, "hours") || str_is(c->text->last_kind, "answer");
    return hours && c->text->last_about != 0 && c->text->last_person == c->who.id.v && c->text->heard.codes_n == 0 && clear(c->text, &c->who);
}

/* One step in a savepoint; what is refused leaves nothing and is said kindly. */
static enum status take(struct ctx *ctx, const struct came *c, const struct credits_told *t, bool yes, struct said *ret_answer)
{
    TRY(db_savepoint(ctx->db));
    enum status status = step(ctx, c, t, yes, ret_answer);
    if (status == OK) return db_release(ctx->db);
    db_undo(ctx->db);
    *ret_answer = status == ERR_LIMIT ? SAY("Kith: thank you. So many hours do not fit just now. Please talk with us.")
                                      : SAY("Kith: this was settled already. Thank you.");
    return status;
}

static enum status hear_word(struct ctx *ctx, const struct came *c, bool *ret_heard)
{
    struct credits_told t;
    struct said words = SAY("Kith: this was settled already. Thank you.");
    const struct actor before = ctx->actor;
    bool yes = (c->text->heard.said & SAID_YES) != 0;
    *ret_heard = false;
    if (!to_last(c)) return OK;
    ctx->actor = (struct actor){.person = c->who.id.v, .place = c->who.place.v, .standing = STANDING_MEMBER};
    enum status status = credits_told_find(ctx, (struct told_id){c->text->last_about}, &t);
    if (status == OK && (t.teller.v == c->who.id.v || t.other.v == c->who.id.v)) {
        *ret_heard = true;
        status = take(ctx, c, &t, yes, &words);
    }
    ctx->actor = before;
    faults_init(&ctx->faults, ctx->arena);
    if (status == ERR_BUSY || status == ERR_BROKEN) return status;
    if (!*ret_heard) return OK;
    TRY(answer(ctx, c, words, (struct told_id){0}));
    return taken(ctx, c, yes ? "yes" : "no");
}

/* ---- what came ---- */

enum status credits_hear_text(struct ctx *ctx, int64_t id, int64_t object)
{
    struct text_came text;
    struct came c = {.text = &text};
    struct credits_line line;
    bool known, heard;
    (void)object;
    enum status status = texts_came(ctx, id, &text);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    TRY(texts_came_words(ctx, id, &c.words));
    bool telling = credits_line_parse(ctx->arena, vocabulary_of(ctx), c.words, &line);
    if (!telling && text.last_about == 0) return OK;
    TRY(sender(ctx, &text, &c.who, &known));
    if (!known) return OK;
    TRY(hear_word(ctx, &c, &heard));
    if (heard || !telling) return OK;
    return hear_line(ctx, &c, &line);
}
