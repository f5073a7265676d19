/* Pages, redirects, documents; the headers every answer has. */
#include "platform/web/web_own.h"

#include "base/log.h"
#include <stdarg.h>
#include <stdio.h>

#define BYTES_CEILING ((size_t)8 << 20)

void web_html_init(struct web_task *t)
{
    t->w.html = (struct html){
        .arena = t->ctx.arena, .locale = t->ctx.locale, .zone = t->ctx.zone,
        .today = ctx_today(&t->ctx), .csrf = t->csrf, .easy = t->easy,
    };
    bool program = t->w.route && t->w.route->flags & WEB_BEARER;
    if (!program) web_html_key(t);
}

/* The key of the page's forms; its beginning is the code that is said where something broke. */
void web_html_key(struct web_task *t)
{
    t->w.html.key = str_printf(t->ctx.arena, "%016llx%016llx",
                               (unsigned long long)rand_u64(t->ctx.rand),
                               (unsigned long long)rand_u64(t->ctx.rand));
}

void web_answer_reset(struct web_task *t)
{
    t->w.response = (struct http_response){.status = 0};
    t->w.body = (struct buf){.ptr = NULL};
    t->w.html.buf = NULL;
    t->w.html.faults = NULL;
    t->framed = t->json_started = false;
    t->location = t->saying = STR_NONE;
    t->set_session = STR_NONE;
}

struct html *web_page(struct web *w, struct said title, const char *room)
{
    struct web_task *t = web_task_of(w);
    buf_init(&w->body, w->ctx->arena, HTML_CEILING);
    w->html.buf = &w->body;
    w->html.zone = w->ctx->zone;
    w->html.faults = t->refused ? &w->ctx->faults : NULL;
    w->title = title;
    w->room = room;
    w->response.status = t->refused ? t->fail_status : 200;
    w->response.content_type = STR("text/html; charset=utf-8");
    t->framed = true;
    web_frame_begin(t);
    return &w->html;
}

/* Only to a path of our own: "//elsewhere" and "/\elsewhere" are other sites to a browser. */
static bool own_path(struct str path)
{
    if (path.len == 0 || path.ptr[0] != '/') return false;
    if (path.len > 1 && (path.ptr[1] == '/' || path.ptr[1] == '\\')) return false;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] <= ' ' || path.ptr[i] == '\\') return false;
    return true;
}

enum status web_redirect(struct web *w, struct str path)
{
    struct web_task *t = web_task_of(w);
    t->location = str_copy(w->ctx->arena, own_path(path) ? path : STR("/"));
    w->response.status = 303;
    return OK;
}

enum status web_redirect_saying(struct web *w, struct str path, struct said notice)
{
    struct str words = text_say(w->ctx->arena, w->ctx->locale, &notice);
    web_task_of(w)->saying = str_slice(words, 0, WEB_NOTICE_MAX);
    return web_redirect(w, path);
}

struct json *web_json(struct web *w)
{
    struct web_task *t = web_task_of(w);
    buf_init(&w->body, w->ctx->arena, BYTES_CEILING);
    json_init(&t->json, &w->body);
    t->json_started = true;
    w->response.content_type = STR("application/json; charset=utf-8");
    if (w->response.status == 0) w->response.status = 200;
    return &t->json;
}

/* A name for a saved file: no quotes, no path, ASCII. */
static struct str file_name(struct arena *arena, struct str name)
{
    char *out = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                    (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
        out[i] = fine ? (char)c : '-';
    }
    return str_of(out, name.len);
}

enum status web_bytes(struct web *w, struct str content_type, struct str bytes,
                      struct str filename)
{
    w->response.content_type = content_type;
    w->response.body = bytes;
    if (w->response.status == 0) w->response.status = 200;
    if (filename.len > 0) {
        struct str name = file_name(w->ctx->arena, filename);
        http_header_add(
            (struct http_request *)(uintptr_t)w->http, &w->response, "Content-Disposition",
            str_printf(w->ctx->arena, "attachment; filename=\"%.*s\"", STR_ARG(name)));
    }
    return OK;
}

struct str web_path(struct web *w, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof text) return STR("/");
    return str_copy(w->ctx->arena, str_of(text, (size_t)n));
}

static enum status draw(struct web *w, const struct module_panel *panel, struct html *h,
                        int64_t subject)
{
    enum status status = panel->draw(w->ctx, h, subject);
    return status == ERR_DENIED || status == ERR_MISSING ? OK : status;
}

/* The panel of this page with the next place in line after (order, index); false when none. */
static const struct module_panel *next_panel(struct module_list list, struct str page, long *at)
{
    const struct module_panel *found = NULL;
    long best = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct module_panel *p = list.items[i]->panels;
        for (long n = 0; p && p->page; p++, n++) {
            long place = ((long)p->order + 100000) * 1000000 + (long)i * 1000 + n;
            if (!str_is(page, p->page) || place <= *at || (found && place >= best)) continue;
            found = p;
            best = place;
        }
    }
    *at = best;
    return found;
}

static enum status draw_all(struct web *w, const char *page, struct html *h, int64_t subject)
{
    const struct module_panel *panel;
    long at = 0;
    while ((panel = next_panel(w->server->config.modules, str_from(page), &at)))
        TRY(draw(w, panel, h, subject));
    return OK;
}

enum status web_panels(struct web *w, const char *page, int64_t subject)
{
    return draw_all(w, page, &w->html, subject);
}

enum status web_panels_markup(struct web *w, const char *page, int64_t subject,
                              struct html_markup *ret_markup)
{
    struct buf buf;
    struct html h = w->html;
    buf_init(&buf, w->ctx->arena, HTML_CEILING);
    h.buf = &buf;
    TRY(draw_all(w, page, &h, subject));
    TRY(buf_check(&buf));
    *ret_markup = (struct html_markup){buf_str(&buf)};
    return OK;
}

struct module_list web_modules(const struct web *w)
{
    return w->server->config.modules;
}

/* A list for other people's pages may stand in a frame, but runs and sends nothing. */
static struct str content_policy(const struct web_task *t)
{
    if (t->w.route && t->w.route->flags & WEB_EMBED && t->w.response.status == 200)
        return STR("default-src 'none'; style-src 'self'; form-action 'none'; "
                   "frame-ancestors *; base-uri 'none'");
    return STR("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
               "font-src 'self'; connect-src 'self'; form-action 'self'; "
               "frame-ancestors 'none'; base-uri 'none'");
}

static void security_headers(struct web_task *t)
{
    static const struct { const char *name; struct str value;
    } rows[] = {
        {"X-Content-Type-Options", STR_INIT("nosniff")},
        {"Cross-Origin-Opener-Policy", STR_INIT("same-origin")},
        {"Cross-Origin-Resource-Policy", STR_INIT("same-origin")},
        {"Permissions-Policy", STR_INIT("camera=(), microphone=(), geolocation=(), payment=(), "
                                        "usb=(), interest-cohort=()")},
    };
    http_header_add(t->http, &t->w.response, "Content-Security-Policy", content_policy(t));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        http_header_add(t->http, &t->w.response, rows[i].name, rows[i].value);
    /* Without TLS browsers leave Sec-Fetch-Site out, and under no-referrer the Origin as well:
       a hall's own network needs one of them to tell our forms from others. */
    bool says = t->server->tls || t->server->loopback;
    http_header_add(t->http, &t->w.response, "Referrer-Policy",
                    says ? STR("no-referrer") : STR("same-origin"));
    if (t->server->tls)
        http_header_add(t->http, &t->w.response, "Strict-Transport-Security",
                        STR("max-age=31536000"));
}

static void own_headers(struct web_task *t)
{
    if (t->location.ptr && (t->w.response.status == 303 || t->w.response.status == 301))
        http_header_add(t->http, &t->w.response, "Location", t->location);
    if (t->w.response.status == 429)
        http_header_add(t->http, &t->w.response, "Retry-After",
                        str_int(t->ctx.arena, t->wait_seconds > 0 ? t->wait_seconds : 60));
    if (t->w.response.status == 401 && t->w.route->flags & WEB_BEARER)
        http_header_add(t->http, &t->w.response, "WWW-Authenticate", STR("Bearer"));
    if (t->framed)
        http_header_add(t->http, &t->w.response, "Vary", STR("Cookie, Accept-Language"));
    bool program = http_header_get(t->http, "authorization").ptr != NULL;
    if (t->cookie.len > 0 || t->posted || t->set_session.ptr || t->drop_notice || program)
        t->w.response.no_store = true;
}

/* What happened, by the route's pattern: no name, no id, no words. */
static void log_request(const struct web_task *t)
{
    const struct fault *f = t->ctx.faults.first;
    int status = t->w.response.status;
    while (f && !f->detail.ptr) f = f->next;
    log_line(status >= 500 ? LOG_ERROR : LOG_INFO, "request",
             "method=%.*s route=%s status=%d ms=%lld code=%.*s%s%.*s", STR_ARG(t->http->method),
             t->w.route ? t->w.route->path : "-", status,
             (long long)(clock_mono_ms() - t->began_ms), STR_ARG(t->code), f ? " detail=" : "",
             STR_ARG(f ? f->detail : STR_NONE));
}

void web_answer_finish(struct web_task *t)
{
    if (t->w.body.ptr && !t->w.response.body.ptr) t->w.response.body = buf_str(&t->w.body);
    if (t->w.response.status == 0) t->w.response.status = 200;
    own_headers(t);
    security_headers(t);
    web_session_cookies(t);
    log_request(t);
    t->reply(t);
}
