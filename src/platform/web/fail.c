/* The page that says why there is none. */
#include "platform/web/web_own.h"

#include "web_pages.h"

#define KEPT_MAX 40

int web_http_status(enum status status)
{
    static const int answers[] = {200, 422, 403, 404, 409, 429, 503, 500};
    return answers[status];
}

static struct str words_of(struct web_task *t, const struct fault *f)
{
    return f && f->said.id ? text_say(t->ctx.arena, t->ctx.locale, &f->said) : STR_NONE;
}

/* All that is wrong at once, as a form shows it. */
static void json_faults(struct web_task *t, struct json *json)
{
    json_key(json, "faults");
    json_begin_array(json);
    for (const struct fault *f = t->ctx.faults.first; f; f = f->next) {
        if (!f->said.id) continue;
        json_begin_object(json);
        json_put_str(json, "field", f->field);
        json_put_str(json, "message", words_of(t, f));
        json_end(json);
    }
    json_end(json);
}

/* To a program, where no rule said more. */
static struct str plain_words(const struct web_task *t, enum status status, int http_status)
{
    if (http_status == 405) return STR("This address is not for that method. The handbook says which it takes.");
    switch (status) {
    case ERR_INVALID: return STR("Something in this cannot be read. The handbook says what belongs there.");
    case ERR_DENIED: return STR("This token is not for that. Ask for one of the right scope.");
    case ERR_MISSING: return STR("There is nothing at this address.");
    case ERR_CONFLICT: return STR("It has changed meanwhile, or is there already.");
    case ERR_LIMIT: return t->ctx.arena->over || t->http->too_big ? STR("That is too much to send at once. Send less.") : STR("That was a lot at once. Try again later.");
    case ERR_BUSY: return STR("Saving is paused. Nothing was kept; try again.");
    default: return STR("Something went wrong on our side. Nothing was kept.");
    }
}

static void json_failure(struct web_task *t, enum status status, int http_status)
{
    const struct fault *f = t->ctx.faults.first;
    struct json *json = web_json(&t->w);
    struct str words = words_of(t, f);
    if (!words.ptr) words = plain_words(t, status, http_status);
    json_begin_object(json);
    json_key(json, "error");
    json_begin_object(json);
    json_put_str(json, "status", str_from(status_name(status)));
    json_put_str(json, "message", words);
    json_put_str(json, "field", f ? f->field : STR_NONE);
    json_put_int(json, "line", f && f->line > 0 ? f->line : INT_NONE);
    json_end(json);
    if (t->posted) json_faults(t, json);
    json_end(json);
}

/* What a program sent names a field that cannot be done, whatever the reason: 422. 404 is for the
   address, 429 for asking too often, 401 for asking as nobody. */
static int program_status(const struct web_task *t, enum status status, int http_status)
{
    const struct fault *f = t->ctx.faults.first;
    bool nobody = t->ctx.actor.account == 0 && t->w.scope.len == 0;
    if (status == ERR_DENIED && nobody) return 401;
    bool field = t->posted && f && f->field.len > 0;
    return field && (status == ERR_MISSING || status == ERR_LIMIT) ? 422 : http_status;
}

static bool secret(struct str name)
{
    return str_is(name, "csrf") || str_is(name, "key") || str_is(name, "code") ||
           str_find(name, STR("password"), 0) != SIZE_MAX;
}

static void add_kept(struct web_task *t, struct web_message_view *v)
{
    struct web_message_kept *kept =
        ARENA_ARRAY(t->ctx.arena, struct web_message_kept, KEPT_MAX);
    for (size_t i = 0; i < t->w.form_n && v->kept_n < KEPT_MAX; i++)
        if (t->w.form[i].value.len > 0 && !secret(t->w.form[i].name))
            kept[v->kept_n++] =
                (struct web_message_kept){t->w.form[i].name, t->w.form[i].value};
    v->kept = kept;
}

static void add_said(struct web_task *t, struct web_message_view *v)
{
    struct str *said = ARENA_ARRAY(t->ctx.arena, struct str, t->ctx.faults.count + 1);
    for (const struct fault *f = t->ctx.faults.first; f; f = f->next)
        if (f->said.id) said[v->said_n++] = text_say(t->ctx.arena, t->ctx.locale, &f->said);
    v->said = said;
}

static enum web_message_kind kind_of(const struct web_task *t, enum status status)
{
    bool nobody = t->ctx.actor.account == 0;
    switch (status) {
    case ERR_MISSING: return WEB_MESSAGE_MISSING;
    case ERR_DENIED: return nobody ? WEB_MESSAGE_SIGN_IN : WEB_MESSAGE_DENIED;
    case ERR_BUSY: return WEB_MESSAGE_BUSY;
    case ERR_LIMIT: return t->ctx.arena->over || t->http->too_big ? WEB_MESSAGE_LARGE : WEB_MESSAGE_OFTEN;
    case ERR_INVALID:
    case ERR_CONFLICT: return WEB_MESSAGE_REFUSED;
    default: return WEB_MESSAGE_BROKEN;
    }
}

static struct said title_of(enum web_message_kind kind)
{
    switch (kind) {
    case WEB_MESSAGE_MISSING: return SAY("There is no page here");
    case WEB_MESSAGE_DENIED: return SAY("This page is not open to you");
    case WEB_MESSAGE_SIGN_IN: return SAY("Please sign in first");
    case WEB_MESSAGE_BUSY: return SAY("Saving is paused");
    case WEB_MESSAGE_OFTEN: return SAY("That was a lot at once");
    case WEB_MESSAGE_LARGE: return SAY("That was too much to send at once");
    case WEB_MESSAGE_STALE: return SAY("This page was open for a long time");
    case WEB_MESSAGE_REFUSED: return SAY("That did not work yet");
    default: return SAY("Something went wrong on our side");
    }
}

void web_fail_as(struct web_task *t, enum status status, int http_status)
{
    struct web_message_view v = {.kind = kind_of(t, status)};
    web_answer_reset(t);
    if (v.kind == WEB_MESSAGE_LARGE) http_status = 413;
    if (status == ERR_BROKEN && !t->w.html.key.ptr && t->ctx.rand) web_html_key(t);
    if (status == ERR_BROKEN) t->code = v.code = str_slice(t->w.html.key, 0, 4);
    bool nowhere = !t->w.route && str_starts(t->http->path, STR("/api/"));
    if (nowhere || (t->w.route && (t->w.route->flags & (WEB_BARE | WEB_BEARER)))) {
        json_failure(t, status, http_status);
        t->w.response.status = !nowhere && t->w.route->flags & WEB_BEARER ? program_status(t, status, http_status) : http_status;
        return;
    }
    /* The faults stand in the page itself: the title's "Error:" is for forms. */
    t->refused = false;
    t->w.front = t->w.paper = false;
    if (!t->posted) v.again = t->http->path;
    add_said(t, &v);
    add_kept(t, &v);
    struct html *h = web_page(&t->w, title_of(v.kind), NULL);
    web_page_message(h, &v);
    web_page_frame_end(h, &t->frame);
    t->w.response.status = http_status;
}

void web_fail(struct web_task *t, enum status status)
{
    web_fail_as(t, status, web_http_status(status));
}
