#include "domain/conversations/conversations_web_own.h"

/* The listening form, read. */

struct str conversations_said(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

unsigned conversations_read_needs(struct web *w)
{
    struct str *values;
    size_t count = web_texts(w, "needs", &values);
    return people_needs_of(values, count);
}

struct str conversations_read_languages(struct web *w)
{
    struct str *values;
    size_t count = web_texts(w, "languages", &values);
    return str_join(w->ctx->arena, values, count < 20 ? count : 20, STR(" "));
}

/* "Joan, Dev and Sam" is three names. */
static size_t read_names(struct web *w, struct str text, struct str *names, size_t max)
{
    size_t count = 0;
    struct str rest = str_replace(w->ctx->arena, text, STR(" and "), STR(",")), name;
    while (count < max && str_next(&rest, ',', &name)) {
        name = str_trim(name);
        if (name.len > 0) names[count++] = name;
    }
    return count;
}

static int read_turns(struct web *w)
{
    struct str value = web_text(w, "turns_to");
    int64_t n;
    if (str_is(value, "nobody")) return 0;
    return str_to_int(value, &n) && n >= 1 && n <= 3 ? (int)n : -1;
}

enum status conversations_read(struct web *w, struct conversation *ret_conversation)
{
    struct ctx *ctx = w->ctx;
    struct str *values;
    bool self = !ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN) || ctx->actor.on_behalf_of != 0;
    struct conversation c = {.words = web_text(w, "words"),
                             .turns_to_count = read_turns(w),
                             .needs = conversations_read_needs(w),
                             .times = web_week(w, "times"),
                             .outcode = web_text(w, "outcode"),
                             .may_introduce = web_on(w, "ok_look"),
                             .may_be_asked = web_on(w, "ok_ask")};
    c.person.v = web_int(w, "person", 0);
    if (self)
        c.person.v = ctx->actor.on_behalf_of != 0 ? ctx->actor.on_behalf_of : ctx->actor.person;
    if (web_on(w, "ok_keep"))
        c.consent_how = str_is(web_text(w, "from"), "paper")     ? STR("paper")
                        : self && ctx->actor.on_behalf_of == 0 ? STR("web")
                                                               : STR("spoken");
    c.supports_n = read_names(w, web_text(w, "supports"), c.supports, 6);
    c.languages = conversations_read_languages(w);
    size_t count = web_texts(w, "told", &values);
    struct told *told = ARENA_ARRAY(ctx->arena, struct told, count);
    for (size_t i = 0; i < count; i++)
        if (conversations_tap_parse(values[i], &told[c.told_n])) c.told_n++;
    c.told = told;
    c.sees[c.sees_n++] = STR("connector");
    if (web_on(w, "stand_in")) c.sees[c.sees_n++] = STR("stand-in");
    *ret_conversation = c;
    return OK;
}
