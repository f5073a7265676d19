/* The wish sheet: the same questions in the same order as the page, in the reader's language. */
#include "domain/activities/activities_wish_web_own.h"

#include "base/json.h"
#include "platform/web/web.h"
#include "platform/worker/worker.h"

struct sheet { struct web *w; struct json json; };

static struct str get(struct sheet *s, const char *text)
{
    return text_get(s->w->ctx->locale, text, NULL);
}

static void block(struct sheet *s, const char *kind, const char *text)
{
    json_begin_object(&s->json);
    json_put_str(&s->json, kind, get(s, text));
    json_end(&s->json);
}

static void lines(struct sheet *s, int n)
{
    json_begin_object(&s->json);
    json_put_int(&s->json, "lines", n);
    json_end(&s->json);
}

static void ticks(struct sheet *s, const char *heading, const char *const *says, size_t n, int columns)
{
    block(s, "heading", heading);
    json_begin_object(&s->json);
    json_key(&s->json, "ticks");
    json_begin_array(&s->json);
    for (size_t i = 0; i < n; i++) json_str(&s->json, get(s, says[i]));
    json_end(&s->json);
    json_put_int(&s->json, "columns", columns);
    json_end(&s->json);
}

static void week(struct sheet *s)
{
    static const char *const parts[] = {T_("Morning"), T_("Afternoon"), T_("Evening"), T_("Night")};
    struct json *json = &s->json;
    block(s, "heading", T_("When would it suit you?"));
    json_begin_object(json);
    json_key(json, "table");
    json_begin_object(json);
    json_key(json, "columns");
    json_begin_array(json);
    json_str(json, STR(""));
    for (int day = 0; day < 7; day++) json_str(json, text_weekday_short(s->w->ctx->locale, day));
    json_end(json);
    json_key(json, "rows");
    json_begin_array(json);
    for (size_t i = 0; i < 4; i++) {
        json_begin_array(json);
        json_str(json, get(s, parts[i]));
        for (int day = 0; day < 7; day++) json_str(json, STR("[]"));
        json_end(json);
    }
    json_end(json);
    json_end(json);
    json_end(json);
}

static void blocks(struct sheet *s)
{
    static const char *const weeks[] = {T_("Every week"), T_("One week in two: this one"), T_("One week in two: the next one")};
    static const char *const may[] = {T_("Those who think it out may read these words, without my name.")};
    static const char *const help[] = {T_("I would help to think it out")};
    block(s, "heading", T_("I wish there were…"));
    lines(s, 3);
    week(s);
    ticks(s, T_("How do you work?"), activities_wish_shift_says, WISH_SHIFTS, 4);
    ticks(s, T_("Every week?"), weeks, 3, 3);
    ticks(s, T_("What keeps you away?"), activities_wish_barrier_says, WISH_BARRIERS, 3);
    block(s, "heading", T_("In your own words: what, where and how"));
    lines(s, 3);
    ticks(s, T_("Do you say yes?"), may, 1, 1);
    ticks(s, T_("Would you help?"), help, 1, 1);
    block(s, "field", T_("Your first name, if you like"));
    block(s, "field", T_("Where to tell you"));
}

static enum status sheet_json(struct web *w, struct str *ret_json)
{
    struct ctx *ctx = w->ctx;
    struct buf buf;
    struct sheet s = {.w = w};
    buf_init(&buf, ctx->arena, 65536);
    json_init(&s.json, &buf);
    json_begin_object(&s.json);
    json_put_str(&s.json, "language", str_from(ctx->locale->code));
    json_put_bool(&s.json, "rtl", ctx->locale->rtl);
    json_put_str(&s.json, "title", get(&s, T_("A wish for here")));
    json_put_str(&s.json, "date", get(&s, T_("Leave out what you like. Your name is kept apart from your answers.")));
    json_put_str(&s.json, "foot", get(&s, T_("To copy it in: Wish, then Somebody else, then It comes from a paper. Then shred the paper.")));
    json_put_str(&s.json, "page_words", activities_wish_say(ctx, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
    json_key(&s.json, "blocks");
    json_begin_array(&s.json);
    blocks(&s);
    json_end(&s.json);
    json_end(&s.json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

enum status activities_web_wish_paper(struct web *w)
{
    struct str json, pdf;
    TRY(sheet_json(w, &json));
    TRY(worker_run(w->ctx->arena, "document", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("wish.pdf"));
}
