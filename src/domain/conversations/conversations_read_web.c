#include "domain/conversations/conversations_web_own.h"

/* The listening form, read. */

struct str conversations_said(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

struct str conversations_read_times(struct web *w)
{
    static const char *const days[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    static const char *const parts[WEEK_PARTS] = {"morning", "afternoon", "evening", "night"};
    uint32_t bits = 0;
    for (unsigned day = 0; day < 7; day++)
        for (unsigned part = 0; part < WEEK_PARTS; part++)
            if (web_has(w, "times", str_printf(w->ctx->arena, "%s-%s", days[day], parts[part])))
                bits |= 1u << (day * WEEK_PARTS + part);
    if (bits == 0) return STR_NONE;
    struct week week;
    week_from_parts(&week, bits);
    return week_format(w->ctx->arena, &week);
}

unsigned conversations_read_needs(struct web *w)
{
    struct str *values;
    unsigned needs = 0, bit;
    size_t count = web_texts(w, "needs", &values);
    for (size_t i = 0; i < count; i++)
        if (people_need_parse(values[i], &bit)) needs |= bit;
    return needs;
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
                             .times = conversations_read_times(w),
                             .outcode = web_text(w, "outcode"),
                             .may_introduce = web_on(w, "ok_look"),
                             .may_be_asked = web_on(w, "ok_ask")};
    c.person.v = web_int(w, "person", 0);
    if (self)
        c.person.v = ctx->actor.on_behalf_of != 0 ? ctx->actor.on_behalf_of : ctx->actor.person;
    if (web_on(w, "ok_keep"))
        c.consent_how = self && ctx->actor.on_behalf_of == 0 ? STR("web") : STR("spoken");
    c.supports_n = read_names(w, web_text(w, "supports"), c.supports, 6);
    size_t count = web_texts(w, "languages", &values);
    c.languages = str_join(ctx->arena, values, count < 20 ? count : 20, STR(" "));
    count = web_texts(w, "told", &values);
    struct told *told = ARENA_ARRAY(ctx->arena, struct told, count);
    for (size_t i = 0; i < count; i++)
        if (conversations_tap_parse(values[i], &told[c.told_n])) c.told_n++;
    c.told = told;
    c.sees[c.sees_n++] = STR("connector");
    if (web_on(w, "stand_in")) c.sees[c.sees_n++] = STR("stand-in");
    *ret_conversation = c;
    return OK;
}
