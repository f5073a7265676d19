/* What stands round a page. */
#include "platform/web/web_own.h"

#include "web_pages.h"

#define ROOMS_MAX 64

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

/* This page with another answer to one question ("lang", "easy"), its other ones kept. */
static struct str with_choice(struct web_task *t, const char *name, const char *value)
{
    struct buf out;
    struct str home = str_printf(t->ctx.arena, "/?%s=%s", name, value);
    if (t->posted) return home;
    buf_init(&out, t->ctx.arena, 8192);
    buf_put(&out, t->http->path);
    buf_printf(&out, "?%s=%s", name, value);
    for (size_t i = 0; i < t->w.query_n; i++) {
        if (str_is(t->w.query[i].name, name)) continue;
        buf_putc(&out, '&');
        buf_put(&out, http_url_encode(t->ctx.arena, t->w.query[i].name));
        buf_putc(&out, '=');
        buf_put(&out, http_url_encode(t->ctx.arena, t->w.query[i].value));
    }
    return out.over ? home : buf_str(&out);
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
            .href = with_choice(t, "lang", locale->code), .now = locale == t->ctx.locale,
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
    /* A place's own foot wins over the installation's. */
    struct module_frame frame = {v->place, v->helper, v->phone, v->help_words};
    struct module_list list = t->server->config.modules;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->frame) (void)list.items[i]->frame(&t->ctx, &frame);
    v->place = frame.place;
    v->helper = frame.helper;
    v->phone = frame.phone;
    v->help_words = frame.words;
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
        .easy_href = with_choice(t, "easy", t->easy ? "0" : "1"),
        .calendar = t->w.calendar, .feed = t->w.feed,
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
}
