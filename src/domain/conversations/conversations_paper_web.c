#include "domain/conversations/conversations_web_own.h"

#include "base/json.h"
#include "platform/worker/worker.h"

/* The listening form on paper: the same questions in the same order as the page, so that it is
   copied from top to bottom. */

struct form {
    struct web *w;
    struct json json;
};

static void block(struct form *form, const char *kind, struct said words)
{
    json_begin_object(&form->json);
    json_put_str(&form->json, kind, conversations_said(form->w, words));
    json_end(&form->json);
}

static void ticks(struct form *form, struct said heading, const struct html_choice *choices, size_t n, int columns)
{
    block(form, "heading", heading);
    json_begin_object(&form->json);
    json_key(&form->json, "ticks");
    json_begin_array(&form->json);
    for (size_t i = 0; i < n; i++) json_str(&form->json, choices[i].label);
    json_end(&form->json);
    json_put_int(&form->json, "columns", columns);
    json_end(&form->json);
}

static void room_to_write(struct form *form, int lines)
{
    json_begin_object(&form->json);
    json_put_int(&form->json, "lines", lines);
    json_end(&form->json);
}

static void week_row(struct form *form, const char *part)
{
    json_begin_array(&form->json);
    json_str(&form->json, text_get(form->w->ctx->locale, part, NULL));
    for (int day = 0; day < 7; day++) json_str(&form->json, STR("[]"));
    json_end(&form->json);
}

static void week_grid(struct form *form)
{
    struct json *json = &form->json;
    block(form, "heading", SAY("When is good?"));
    json_begin_object(json);
    json_key(json, "table");
    json_begin_object(json);
    json_key(json, "columns");
    json_begin_array(json);
    json_str(json, STR(""));
    for (int day = 0; day < 7; day++) json_str(json, text_weekday_short(form->w->ctx->locale, day));
    json_end(json);
    json_key(json, "rows");
    json_begin_array(json);
    week_row(form, T_("Morning"));
    week_row(form, T_("Afternoon"));
    week_row(form, T_("Evening"));
    week_row(form, T_("Night"));
    json_end(json);
    json_end(json);
    json_end(json);
}

static void yeses(struct form *form, bool self)
{
    const struct said words[] = {
        SAY("I may write this down."), SAY("I may look for people and places they may like. No name is passed on until they say yes again."),
        SAY("A neighbour may ask to meet them. They can say no each time."), SAY("Whoever stands in for me may read these words.")};
    struct html_choice choices[4];
    size_t n = self ? 3 : 4;
    for (size_t i = 0; i < n; i++) choices[i] = (struct html_choice){.label = conversations_said(form->w, words[i])};
    ticks(form, self ? SAY("Do you say yes?") : SAY("Did they say yes?"), choices, n, 1);
}

static void blocks(struct form *form, const struct listen_view *v)
{
    if (!v->self) block(form, "field", SAY("Who did you talk with?"));
    ticks(form, SAY("Who do you turn to when times are tough?"), v->turns, v->turns_n, 4);
    block(form, "field", SAY("Their first names"));
    block(form, "hint", SAY("Only if they want to. Seen by the person and their connector, nobody else."));
    block(form, "heading", SAY("What do you love?"));
    block(form, "hint", SAY("In their own words. Any language."));
    room_to_write(form, 7);
    ticks(form, SAY("What they love"), v->loves, v->loves_n, 4);
    ticks(form, SAY("What could they share?"), v->gifts, v->gifts_n, 3);
    ticks(form, SAY("What they hope for"), v->hopes, v->hopes_n, 4);
    ticks(form, SAY("What gets in the way"), v->barriers, v->barriers_n, 3);
    week_grid(form);
    ticks(form, SAY("What would make it easy?"), v->needs, v->needs_n, 4);
    ticks(form, SAY("Languages to talk in"), v->languages, v->languages_n, 4);
    block(form, "field", SAY("First half of the postcode"));
    yeses(form, v->self);
}

static enum status form_json(struct web *w, const struct listen_view *view, struct str *ret_json)
{
    struct ctx *ctx = w->ctx;
    struct buf buf;
    struct form form = {.w = w};
    buf_init(&buf, ctx->arena, 65536);
    json_init(&form.json, &buf);
    json_begin_object(&form.json);
    json_put_str(&form.json, "language", str_from(ctx->locale->code));
    json_put_bool(&form.json, "rtl", ctx->locale->rtl);
    json_put_str(&form.json, "title", conversations_said(w, view->self ? SAY("Tell us what you love") : SAY("Listen first")));
    json_put_str(&form.json, "date", conversations_said(w, SAY("Only what you want. You can change it all tomorrow.")));
    json_put_str(&form.json, "foot", conversations_said(w, SAY("To copy it in: Listen, then Copy from a filled-in form. Then shred the paper.")));
    json_put_str(&form.json, "page_words", conversations_said(w, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
    json_key(&form.json, "blocks");
    json_begin_array(&form.json);
    blocks(&form, view);
    json_end(&form.json);
    json_end(&form.json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

enum status conversations_web_paper(struct web *w)
{
    struct listen_view view;
    struct str json, pdf;
    TRY(conversations_listen_view(w, &view));
    TRY(form_json(w, &view, &json));
    TRY(worker_run(w->ctx->arena, "document", json, &pdf));
    return web_bytes(w, STR("application/pdf"), pdf, STR("listening.pdf"));
}
