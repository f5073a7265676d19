#include "domain/conversations/conversations.h"
#include "domain/matching/matching_own.h"

#include "base/buf.h"

/* Reasons in words: short independent clauses, nothing inflected, nothing that was not in the
   score. Fixed order: love, time, welcome, near, gives, ... */

static const char *const reason_names[REASON_KINDS] = {
    "interest", "time", "welcome", "near", "gives", "first-tie", "small", "bridge", "fresh", "learned"};

#define WORTH_SAYING .03
#define ABOUT_KM 1.0
#define THE_THING .75 /* of likeness: less is only something like it */

const char *matching_reason_name(enum reason_kind kind)
{
    return (unsigned)kind < REASON_KINDS ? reason_names[kind] : "";
}

static struct said say_interest(struct ctx *ctx, const struct suggestion *s)
{
    struct str what = conversations_label_inside(ctx, s->loved);
    if (s->child && (s->loved.len == 0 || s->loved_child)) return SAY("It is for children of that age");
    if (s->loved_language) return SAY1("It is in your language: {what}", "what", s->loved);
    if (s->loved_beside) return SAY1("It is something like what you said: {what}", "what", s->loved_words ? s->loved : what);
    if (s->loved_unconfirmed) return SAY1("You wrote: {what}", "what", s->loved_words ? s->loved : what);
    if (s->loved_need) return SAY1("You are looking for this: {what}", "what", what);
    if (s->loved_past) return SAY1("You used to love {what}", "what", what);
    return SAY1("You love {what}", "what", what);
}

static struct said say_time(struct ctx *ctx, const struct profile *profile, const struct suggestion *s)
{
    for (size_t i = 0; i < s->row.schedules_n; i++) {
        const struct asset_schedule *line = &s->row.schedules[i];
        struct asset only = {.schedules = line, .schedules_n = 1};
        if (!minutes_is(line->opens) || !matching_times_meet(profile, &only)) continue;
        return SAY1("{when}: that suits you", "when", assets_schedule_say(ctx->arena, ctx->locale, line));
    }
    return SAY("It is on when you are free");
}

static struct said say_welcome(const struct suggestion *s)
{
    bool named = s->row.host_name.len > 0 && s->row.kind != ASSET_GIFT;
    if (named && s->row.host_meets) return SAY1("{name} meets newcomers at the door", "name", s->row.host_name);
    if (named) return SAY1("{name} looks out for newcomers", "name", s->row.host_name);
    return SAY("Someone there meets newcomers");
}

static struct said say_first_tie(struct ctx *ctx, const struct suggestion *s)
{
    struct buf parts;
    buf_init(&parts, ctx->arena, 512);
    static const char *const words[] = {T_("a small group"), T_("the same people each week"), T_("someone to meet you")};
    const bool has[] = {s->small, s->regular, s->hosted};
    for (size_t i = 0; i < 3; i++) {
        if (!has[i]) continue;
        if (parts.len > 0) buf_puts(&parts, ", ");
        buf_put(&parts, text_get(ctx->locale, words[i], NULL));
    }
    return SAY1("Good for a first visit: {what}", "what", buf_str(&parts));
}

static struct said say(struct ctx *ctx, const struct profile *profile, enum reason_kind kind, const struct suggestion *s)
{
    switch (kind) {
    case REASON_INTEREST: return say_interest(ctx, s);
    case REASON_TIME: return say_time(ctx, profile, s);
    case REASON_WELCOME: return say_welcome(s);
    case REASON_NEAR:
        /* From the middle of an outcode to the middle of an outcode no metres are known. */
        if (s->row.kind == ASSET_GIFT || ((profile->about || s->row.about) && s->distance_km < ABOUT_KM)) return SAY("Near by");
        return SAY1("It is {distance} away", "distance", text_km(ctx->arena, ctx->locale, s->distance_km));
    case REASON_GIVES:
        if (s->given_beside) return SAY("You might help there");
        return SAY1("You could share: {what}", "what", s->given_words ? s->given : conversations_label_inside(ctx, s->given));
    case REASON_FIRST_TIE: return say_first_tie(ctx, s);
    case REASON_SMALL:
        return SAY1("About {n} people usually come", "n", text_number(ctx->arena, ctx->locale, s->row.usual_size));
    case REASON_FRESH:
        return SAY1("Checked on {day}", "day", text_day(ctx->arena, ctx->locale, s->row.checked, ctx_today(ctx)));
    case REASON_BRIDGE: return SAY("You would meet people of other ages");
    default: return SAY("People who went came again");
    }
}

/* What the terms rested on, in the reader's words. */
static void rest_on(struct ctx *ctx, const struct profile *profile, const struct matching_terms *terms, struct suggestion *s)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    s->small = terms->small;
    s->regular = terms->regular;
    s->hosted = terms->hosted;
    if (terms->loved >= 0) {
        const struct profile_concept *loved = &profile->loves[terms->loved];
        s->loved = vocabulary_label_of(v, loved->concept, ctx->locale);
        s->loved_past = loved->used_to;
        const struct concept *concept = vocabulary_lookup(v, loved->concept);
        s->loved_need = concept != NULL && concept->kind != CONCEPT_INTEREST && concept->kind != CONCEPT_GIFT;
        s->loved_unconfirmed = loved->unconfirmed;
    } else {
        if (terms->loved_phrase >= 0) s->loved = profile->phrases[terms->loved_phrase].words;
        s->loved_unconfirmed = s->loved_words = true;
    }
    if (terms->given_phrase >= 0) s->given = profile->phrases[terms->given_phrase].words;
    s->given_beside = terms->given >= 0 && terms->given_like < THE_THING;
    s->child = terms->child || (terms->loved >= 0 && profile->loves[terms->loved].child);
    s->loved_beside = terms->loved >= 0 && terms->loved_like < THE_THING;
    s->loved_child = terms->loved >= 0 && profile->loves[terms->loved].child;
    s->loved_language = terms->loved >= 0 && profile->loves[terms->loved].language;
    s->given_words = terms->given < 0;
    if (terms->given >= 0) s->given = vocabulary_label_of(v, profile->gives[terms->given].concept, ctx->locale);
}

static double term_weight(const struct matching_lens *lens, const struct matching_terms *terms, double share, int kind)
{
    return share * lens->weights[kind] / 10000.0 * terms->f[kind] / 255.0;
}

/* Where every term is small, the largest of them is still why it is here. */
static double worth_saying(const struct matching_lens *lens, const struct matching_terms *terms, double share)
{
    double most = 0;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        double weight = kind == REASON_LEARNED ? 0 : term_weight(lens, terms, share, kind);
        if (weight > most) most = weight;
    }
    return most > 0 && most < WORTH_SAYING ? most : WORTH_SAYING;
}

void matching_reasons(struct ctx *ctx, const struct matching_lens *lens, const struct matching_terms *terms, double share,
                      struct suggestion *s)
{
    const struct profile *profile = lens->profile;
    double least = worth_saying(lens, terms, share);
    rest_on(ctx, profile, terms, s);
    s->reasons_n = 0;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        double weight = term_weight(lens, terms, share, kind);
        if (weight < least) continue;
        size_t at = s->reasons_n++;
        while (at > 0 && s->reasons[at - 1].weight < weight) {
            s->reasons[at] = s->reasons[at - 1];
            at--;
        }
        s->reasons[at] = (struct reason){(enum reason_kind)kind, weight, say(ctx, profile, (enum reason_kind)kind, s)};
    }
}

struct str matching_sentence(struct ctx *ctx, const struct suggestion *s, const struct locale *locale)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, 8192);
    size_t top = s->reasons_n < 3 ? s->reasons_n : 3;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        for (size_t i = 0; i < top; i++) {
            if (s->reasons[i].kind != (enum reason_kind)kind) continue;
            if (buf.len > 0) buf_putc(&buf, ' ');
            buf_put(&buf, text_say(ctx->arena, locale, &s->reasons[i].detail));
            buf_put(&buf, locale->language == TEXT_UR ? STR("۔") : STR("."));
        }
    }
    return buf_str(&buf);
}
