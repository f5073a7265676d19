/* What stands round a page, and the page that says why there is none. */
#include "platform/web/web_own.h"

#include "web_pages.h"

#define ROOMS_MAX 64
#define KEPT_MAX 40

static bool wanted(const struct web_task *t, const struct module_room *room)
{
    return room->standing == 0 || ctx_has(&t->ctx, room->standing);
}

/* All rooms open to the reader, in their written order. */
static size_t collect_rooms(const struct web_task *t, const struct module_room **rooms)
{
    struct module_list list = t->server->config.modules;
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_room *room = list.items[i]->rooms;
        for (; room && room->label && n < ROOMS_MAX; room++) {
            if (!wanted(t, room)) continue;
            size_t at = n++;
            for (; at > 0 && rooms[at - 1]->order > room->order; at--)
                rooms[at] = rooms[at - 1];
            rooms[at] = room;
        }
    }
    return n < WEB_ROOMS_MOST ? n : WEB_ROOMS_MOST;
}

static void add_rooms(struct web_task *t, struct web_frame_view *v)
{
    const struct module_room *rooms[ROOMS_MAX];
    size_t n = collect_rooms(t, rooms);
    struct web_frame_room *out = ARENA_ARRAY(t->ctx.arena, struct web_frame_room, n + 1);
    for (size_t i = 0; i < n; i++) {
        out[i].label = text_get(t->ctx.locale, rooms[i]->label, NULL);
        out[i].href = str_from(rooms[i]->href);
        out[i].now = t->w.room && str_is(out[i].href, t->w.room);
    }
    v->rooms = out;
    v->rooms_n = n;
}

/* This page in another language: the same address, its other questions kept. */
static struct str tongue_href(struct web_task *t, const char *code)
{
    struct buf out;
    if (t->posted) return str_printf(t->ctx.arena, "/?lang=%s", code);
    buf_init(&out, t->ctx.arena, 8192);
    buf_put(&out, t->http->path);
    buf_printf(&out, "?lang=%s", code);
    for (size_t i = 0; i < t->w.query_n; i++) {
        if (str_is(t->w.query[i].name, "lang")) continue;
        buf_putc(&out, '&');
        buf_put(&out, http_url_encode(t->ctx.arena, t->w.query[i].name));
        buf_putc(&out, '=');
        buf_put(&out, http_url_encode(t->ctx.arena, t->w.query[i].value));
    }
    return out.over ? str_printf(t->ctx.arena, "/?lang=%s", code) : buf_str(&out);
}

static void add_tongues(struct web_task *t, struct web_frame_view *v)
{
    struct web_frame_tongue *out =
        ARENA_ARRAY(t->ctx.arena, struct web_frame_tongue, TEXT_LANGUAGES);
    size_t n = 0;
    for (int i = 0; i < TEXT_LANGUAGES; i++) {
        if (i == TEXT_PSEUDO || !text_language_offered((enum text_language)i)) continue;
        const struct locale *locale = text_locale((enum text_language)i);
        out[n++] = (struct web_frame_tongue){
            .html = str_from(locale->html), .name = str_from(locale->name),
            .href = tongue_href(t, locale->code), .now = locale == t->ctx.locale,
        };
    }
    v->tongues = out;
    v->tongues_n = n;
}

/* Only what a telephone dials. */
static struct str phone_url(struct arena *arena, struct str phone)
{
    struct buf out;
    buf_init(&out, arena, 64);
    buf_puts(&out, "tel:");
    for (size_t i = 0; i < phone.len; i++)
        if ((phone.ptr[i] >= '0' && phone.ptr[i] <= '9') || phone.ptr[i] == '+')
            buf_putc(&out, phone.ptr[i]);
    return buf_str(&out);
}

/* The place's own words; a page is shown without them when they cannot be read. */
static void add_settings(struct web_task *t, struct web_frame_view *v)
{
    struct module_value *values;
    size_t n;
    if (!t->ctx.db || module_settings(&t->ctx, STR("frame."), &values, &n) != OK) return;
    for (size_t i = 0; i < n; i++) {
        if (str_is(values[i].key, "frame.place")) v->place = values[i].value;
        if (str_is(values[i].key, "frame.helper")) v->helper = values[i].value;
        if (str_is(values[i].key, "frame.phone")) v->phone = values[i].value;
        if (str_is(values[i].key, "frame.words")) v->help_words = values[i].value;
    }
    v->phone_url = phone_url(t->ctx.arena, v->phone);
}

void web_frame_begin(struct web_task *t)
{
    struct arena *arena = t->ctx.arena;
    struct web_frame_view *v = &t->frame;
    struct str acting = t->w.acting_name.len > 0 ? t->w.acting_name : t->ctx.actor.acting_name;
    *v = (struct web_frame_view){
        .title = text_say(arena, t->ctx.locale, &t->w.title), .acting = acting,
        .acting_stop = STR("/acting/stop"), .notice = t->notice, .front = t->w.front,
        .bare = t->w.paper, .signed_in = t->ctx.actor.account != 0,
        .css = web_static_href(arena, "kith.css"), .js = web_static_href(arena, "kith.js"),
        .icon = web_static_href(arena, "icon.svg"),
    };
    add_settings(t, v);
    add_rooms(t, v);
    add_tongues(t, v);
    web_page_frame_top(&t->w.html, v);
}

void web_frame_end(struct web_task *t)
{
    if (!t->framed) return;
    web_page_frame_end(&t->w.html, &t->frame);
    if (buf_check(&t->w.body) != OK) web_fail(t, ERR_LIMIT);
}

int web_http_status(enum status status)
{
    static const int answers[] = {200, 422, 403, 404, 409, 429, 503, 500};
    return answers[status];
}

/* ---- refusals ---- */

static void json_failure(struct web_task *t, enum status status)
{
    const struct fault *f = t->ctx.faults.first;
    struct json *json = web_json(&t->w);
    struct str words = f && f->said.id ? text_say(t->ctx.arena, t->ctx.locale, &f->said)
                                       : str_from(status_name(status));
    json_begin_object(json);
    json_key(json, "error");
    json_begin_object(json);
    json_put_str(json, "status", str_from(status_name(status)));
    json_put_str(json, "message", words);
    json_put_str(json, "field", f ? f->field : STR_NONE);
    json_put_int(json, "line", f && f->line > 0 ? f->line : INT_NONE);
    json_end(json);
    json_end(json);
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
    case ERR_LIMIT: return t->ctx.arena->over ? WEB_MESSAGE_LARGE : WEB_MESSAGE_OFTEN;
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
    if (status == ERR_BROKEN) t->code = v.code = str_slice(t->w.html.key, 0, 4);
    if (t->w.route && (t->w.route->flags & (WEB_BARE | WEB_BEARER))) {
        json_failure(t, status);
        t->w.response.status = http_status;
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
