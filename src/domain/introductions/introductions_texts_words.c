#include "domain/introductions/introductions_own.h"
#include "domain/introductions/introductions_texts.h"

#include "base/utf8.h"
#include "domain/people/people_locale.h"
#include "platform/module/module.h"

/* What is said by text: short, under 160 letters in English, no name before both said yes. */

#define NAME_MOST 40
#define WHAT_MOST 60
#define WHERE_MOST 90

static struct str say(struct ctx *ctx, const struct locale *locale, struct said said)
{
    return text_say(ctx->arena, locale, &said);
}

/* Whom to ring instead, when the place has a number. */
static struct str with_phone(struct ctx *ctx, const struct locale *locale, struct str words)
{
    struct str phone;
    if (module_setting(ctx, "frame.phone", STR(""), &phone) != OK || phone.len == 0) return words;
    return str_printf(ctx->arena, "%.*s %.*s", STR_ARG(words), STR_ARG(say(ctx, locale, SAY1("Cannot come? Ring {phone}", "phone", phone))));
}

static struct str both_yes(struct ctx *ctx, const struct locale *locale, struct str name, struct str what)
{
    if (name.len == 0)
        return say(ctx, locale, SAY1("Kith: {what} looks forward to meeting you. We will text you the day and place.", "what", what));
    return say(ctx, locale, SAY2("Kith: you and {name} both said yes: {what}. We will text you the day and place.", "name", name, "what", what));
}

static struct str meeting(struct ctx *ctx, const struct introduction *row, const struct locale *locale, struct str name, bool tomorrow)
{
    if (name.len == 0) name = utf8_short(ctx->arena, row->asset_name, WHAT_MOST);
    struct said words = tomorrow ? SAY("Kith: tomorrow at {time} you meet {name}. Where: {where}.")
                                 : SAY("Kith: you meet {name} on {when}. Where: {where}.");
    locale = people_locale_for(locale, words.id); /* a day in one tongue and the rest in another helps nobody */
    struct str where = utf8_short(ctx->arena, row->meet_where, WHERE_MOST), at = text_time(ctx->arena, locale, row->meet_at);
    struct str day = text_day(ctx->arena, locale, row->meet_day, ctx_today(ctx));
    struct str when = tomorrow ? at : say(ctx, locale, SAY2("{day}, {time}", "day", day, "time", at));
    words = tomorrow ? SAY3("Kith: tomorrow at {time} you meet {name}. Where: {where}.", "time", when, "name", name, "where", where)
                     : SAY3("Kith: you meet {name} on {when}. Where: {where}.", "name", name, "when", when, "where", where);
    return with_phone(ctx, locale, say(ctx, locale, words));
}

static struct str question(struct ctx *ctx, const struct introduction *row, enum introductions_message kind, const struct locale *locale, struct str what)
{
    struct str code = row->short_code;
    switch (kind) {
    case MESSAGE_ASKED:
        return say(ctx, locale, SAY2("Kith: an idea for you: {what}. Shall we ask them? Reply YES {code} or NO {code}. No more texts: STOP", "what", what, "code", code));
    case MESSAGE_HOST_ASKED:
        return say(ctx, locale, SAY2("Kith: a neighbour would like to come: {what}. May they? Reply YES {code} or NO {code}. No more texts: STOP", "what", what, "code", code));
    case MESSAGE_FOLLOW_UP:
        if (row->state == INTRO_CAME)
            return say(ctx, locale, SAY2("Kith: you went: {what}. Would you like to go again? Reply YES {code} or NO {code}.", "what", what, "code", code));
        return say(ctx, locale, SAY2("Kith: did you go: {what}? Reply YES {code} or NO {code}.", "what", what, "code", code));
    default:
        return say(ctx, locale, SAY2("Kith: have you been again: {what}? Reply YES {code} or NO {code}.", "what", what, "code", code));
    }
}

struct str introductions_text_words(struct ctx *ctx, const struct introduction *row, bool host, enum introductions_message kind,
                                    const struct locale *locale)
{
    struct str what = utf8_short(ctx->arena, row->asset_name, WHAT_MOST), name = STR("");
    bool open = instant_is(row->person_yes_at) && instant_is(row->host_yes_at);
    if (open) name = utf8_short(ctx->arena, people_first_name(ctx, host ? row->person : row->host), NAME_MOST);
    if (kind == MESSAGE_BOTH_YES) return both_yes(ctx, locale, name, what);
    if (kind == MESSAGE_MEETING || kind == MESSAGE_REMINDER) return meeting(ctx, row, locale, name, kind == MESSAGE_REMINDER);
    return question(ctx, row, kind, locale, what);
}

struct str introductions_note_words(struct ctx *ctx, struct str kind)
{
    static const struct { const char *kind, *words; } rows[] = {
        {"ring", T_("Please ring them: they asked for it.")}, {"stopped", T_("They want no more texts.")},
        {"not-sent", T_("A text was not sent: they took back their yes to being reached.")},
        {"changed-mind", T_("They said no after their yes.")}, {"cannot-come", T_("They cannot come.")},
        {"did-not-go", T_("They did not go.")}, {"not-again", T_("They would not go again.")},
        {"unclear", T_("Their answer was not clear, or could not be kept.")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(kind, rows[i].kind)) return text_get(ctx->locale, rows[i].words, NULL);
    return kind;
}
