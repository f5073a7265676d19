/* Text messages on pages: what became of them, and the signed address a gateway sends to. */
#include "platform/web/web_texts.h"

#include "platform/texts/texts.h"
#include "platform/web/texts_view.h"
#include "platform/web/web_own.h"
#include "web_pages.h"

#define ROWS 100

static struct str translated(struct web *w, const char *id)
{
    return text_get(w->ctx->locale, id, NULL);
}

/* ---- the page ---- */

static struct str kind_words(struct web *w, struct str kind)
{
    static const struct { const char *kind, *words; } rows[] = {
        {"code", T_("Sign-in code")}, {"answer", T_("Answer")}, {"hello", T_("About a hello")},
        {"meeting", T_("A meeting")}, {"reminder", T_("A reminder")}, {"follow-up", T_("Asking how it went")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(kind, rows[i].kind)) return translated(w, rows[i].words);
    return kind;
}

static struct str state_words(struct web *w, const struct text_row *row)
{
    if (instant_is(row->arrived_at)) return translated(w, T_("arrived"));
    if (str_is(row->state, "sent")) return translated(w, T_("handed over"));
    if (str_is(row->state, "failed")) return translated(w, T_("could not go"));
    return str_is(row->state, "dropped") ? translated(w, T_("not sent")) : translated(w, T_("waits"));
}

/* Reasons of ours are translated; a gateway's are shown as they came. */
static struct str why_words(struct web *w, struct str why)
{
    static const char *const ours[] = {
        T_("No gateway is set up."), T_("Nobody to send it to."), T_("This number asked for no more texts."),
        T_("It is longer than three messages."), T_("It was too late to send it."),
        T_("This number has had as many texts as one day allows."), T_("As many texts have gone as one day allows."),
        T_("That number asked for many codes today."), T_("The gateway could not deliver it."),
        T_("They took back their yes to being reached.")};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (str_is(why, ours[i])) return translated(w, ours[i]);
    return why;
}

static enum status set_up(struct web *w, struct web_texts_view *view)
{
    struct str url, secret;
    TRY(module_setting(w->ctx, "texts.gateway_url", STR(""), &url));
    TRY(module_setting(w->ctx, "texts.in_secret", STR(""), &secret));
    view->out_ready = url.len > 0;
    view->in_ready = secret.len > 0;
    return OK;
}

enum status web_texts_show(struct web *w)
{
    struct text_row *rows;
    struct texts_figures figures;
    size_t n;
    struct web_texts_view view = {.waiting = 0};
    TRY(set_up(w, &view));
    TRY(texts_figures(w->ctx, &figures));
    TRY(texts_list(w->ctx, ROWS, &rows, &n));
    struct web_text_line *lines = ARENA_ARRAY(w->ctx->arena, struct web_text_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct web_text_line){
            .id = rows[i].id, .end = rows[i].end.len > 0 ? rows[i].end : STR("-"),
            .at = text_instant(w->ctx->arena, w->ctx->locale, w->ctx->zone, rows[i].at, ctx_today(w->ctx)),
            .kind = kind_words(w, rows[i].kind), .state = state_words(w, &rows[i]), .why = why_words(w, rows[i].why),
            .parts = (long)rows[i].parts, .may_retry = rows[i].may_retry,
            .trouble = str_is(rows[i].state, "failed") || str_is(rows[i].state, "dropped")};
    view.rows = lines;
    view.rows_n = n;
    view.waiting = (long)figures.waiting;
    view.sent = (long)figures.sent;
    view.failed = (long)figures.failed;
    web_page_texts(web_page(w, SAY("Text messages"), NULL), &view);
    return OK;
}

enum status web_texts_retry(struct web *w)
{
    TRY(texts_retry(w->ctx, web_id(w, 0)));
    return web_redirect_saying(w, STR("/texts"), SAY("It is tried again in a moment."));
}

/* Administrators find the page from their own. */
enum status web_texts_panel(struct ctx *ctx, struct html *h, int64_t person)
{
    if (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.person == person && ctx->actor.on_behalf_of == 0)
        web_page_texts_link(h);
    return OK;
}

/* ---- what a gateway sends ---- */

static enum status check_signature(struct web *w)
{
    struct str secret;
    TRY(module_setting(w->ctx, "texts.in_secret", STR(""), &secret));
    if (texts_signed(secret, http_header_get(w->http, "x-kith-timestamp"), w->http->body,
                     http_header_get(w->http, "x-kith-signature"), w->ctx->now))
        return OK;
    return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Not signed."));
}

/* Words for a gateway's operator: English, as the documents it is set up from. */
static enum status malformed(struct web *w, struct str why)
{
    return ctx_fault(w->ctx, ERR_INVALID, STR("body"), SAY1("{why}", "why", why));
}

enum status web_texts_in_prepare(struct web *w)
{
    struct text_in *text = ARENA_NEW(w->ctx->arena, struct text_in);
    struct str why;
    TRY(check_signature(w));
    if (texts_parse(w->ctx->arena, w->http->body, text, &why) != OK) return malformed(w, why);
    w->plan = text;
    return OK;
}

static enum status received(struct web *w, struct str id)
{
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "received", id);
    json_end(json);
    return OK;
}

enum status web_texts_in(struct web *w)
{
    const struct text_in *text = w->plan;
    TRY(texts_keep(w->ctx, text));
    return received(w, text->id);
}

/* Refused: JSON, and for a wrong signature no word on what was wrong with it. */
enum status web_texts_in_again(struct web *w)
{
    int status = web_task_of(w)->fail_status;
    const struct fault *fault = w->ctx->faults.first;
    w->response.status = status == 403 ? 401 : status;
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "error", fault && fault->said.id ? text_say(w->ctx->arena, text_locale(TEXT_EN), &fault->said)
                                                        : STR("The body could not be read."));
    json_end(json);
    return OK;
}

struct receipt { struct str id; bool arrived; };

enum status web_texts_receipt_prepare(struct web *w)
{
    struct receipt *receipt = ARENA_NEW(w->ctx->arena, struct receipt);
    struct str why;
    TRY(check_signature(w));
    if (texts_parse_receipt(w->ctx->arena, w->http->body, &receipt->id, &receipt->arrived, &why) != OK)
        return malformed(w, why);
    w->plan = receipt;
    return OK;
}

/* Of a text we do not know, or told a second time: the same answer, so that it is not sent again. */
enum status web_texts_receipt(struct web *w)
{
    const struct receipt *receipt = w->plan;
    enum status status = texts_receipt(w->ctx, receipt->id, receipt->arrived);
    if (status != OK && status != ERR_MISSING) return status;
    return received(w, receipt->id);
}
