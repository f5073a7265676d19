/* The OpenActive feeds (RPDE 1.0, by change number), the page about them, news as Atom. */
#include "domain/activities/activities_feed.h"

#include "activities_pages.h"
#include "activities_sql.h"
#include "domain/activities/activities_feed_view.h"
#include "platform/web/web.h"

#include <time.h>

#define LICENCE "https://creativecommons.org/licenses/by/4.0/"
#define PAGE_USUAL 500
#define PAGE_MOST 1000
#define PAGE_BYTES ((size_t)6 << 20)  /* a page ends early rather than grow past this */
#define PAGE_ROOM ((size_t)8 << 20)
#define WAIT_MS 2500
#define WAIT_STEP_NS 25000000L
#define WAIT_MOST 200                 /* more than these are not waited for */
#define NEWS 50

static const char *const paths[] = {"/feeds/openactive/session-series", "/feeds/openactive/scheduled-sessions"};
static const char *const kinds[] = {"SessionSeries", "ScheduledSession"};

/* ---- addresses ---- */

/* Made of the address we listen on, which need not be one that others reach. */
static bool vague(struct str origin)
{
    static const char *const hosts[] = {"http://127.", "http://localhost", "http://0.0.0.0", "http://[::"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (str_starts(origin, str_from(hosts[i]))) return true;
    return false;
}

static bool host_fine(struct str host)
{
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                    c == '-' || c == ':' || c == '[' || c == ']';
        if (!fine) return false;
    }
    return host.len > 0 && host.len < 200;
}

struct str activities_feed_base(struct web *w)
{
    const struct str *origin = ctx_kept(w->ctx, "origin");
    struct str host = http_header_get(w->http, "host");
    if (origin && !vague(*origin)) return *origin;
    if (host_fine(host)) return str_printf(w->ctx->arena, "http%s://%.*s", w->http->tls ? "s" : "", STR_ARG(host));
    return origin ? *origin : STR("http://localhost");
}

void activities_feed_header(struct web *w, const char *name, struct str value)
{
    http_header_add((struct http_request *)(uintptr_t)w->http, &w->response, name, value);
}

static enum status settle(struct web *w)
{
    int64_t begun = clock_mono_ms(), n;
    const struct timespec step = {.tv_nsec = WAIT_STEP_NS};
    for (;;) {
        TRY(activities_feed_pending(w->ctx, WAIT_MOST, &n));
        if (n == 0 || n >= WAIT_MOST || !activities_feed_beats(w->ctx) || clock_mono_ms() - begun > WAIT_MS) return OK;
        db_rollback(w->ctx->db);
        nanosleep(&step, NULL);
        TRY(db_begin(w->ctx->db, DB_READ));
    }
}

/* The job draws what changed within two seconds; a reader who comes in between waits for it, one
   at a time: where one entry after the other changes, waiting workers would answer nobody else. */
enum status activities_feed_settle(struct web *w)
{
    if (!activities_feed_wait(w->ctx)) return OK;
    enum status status = settle(w);
    activities_feed_waited(w->ctx);
    return status;
}

/* ---- a page of a feed ---- */

struct page {
    struct buf buf;
    struct str base;
    struct arena *arena;
    int feed;
    int64_t n, last;
};

static void id_put(struct buf *buf, const struct page *p, const struct activities_sql_feed_page *row)
{
    if (p->feed == 0) {
        buf_int(buf, row->asset_id.v);
        return;
    }
    struct civil c = civil_from_day(row->day);
    buf_printf(buf, "%lld-%04d%02d%02dT%02d%02d", (long long)row->asset_id.v, c.year, c.month, c.day, row->at.n / 60,
               row->at.n % 60);
}

static enum status item_put(void *cookie, const struct activities_sql_feed_page *row)
{
    struct page *p = cookie;
    struct buf *buf = &p->buf;
    if (buf->len > PAGE_BYTES) return OK; /* the next page begins with it */
    buf_puts(buf, p->n++ ? ",\n{\"state\":\"" : "\n{\"state\":\"");
    buf_puts(buf, row->data.ptr ? "updated" : "deleted");
    buf_puts(buf, "\",\"kind\":\"");
    buf_puts(buf, kinds[p->feed]);
    buf_puts(buf, "\",\"id\":\"");
    id_put(buf, p, row);
    buf_puts(buf, "\",\"modified\":");
    buf_int(buf, row->number);
    if (row->data.ptr) {
        buf_puts(buf, ",\"data\":");
        activities_feed_fill(buf, row->data, p->base);
    }
    buf_putc(buf, '}');
    p->last = row->number;
    return OK;
}

static bool whole(struct str text, int64_t fallback, int64_t *ret_n)
{
    *ret_n = fallback;
    return text.len == 0 || (str_to_int(text, ret_n) && *ret_n >= 0);
}

/* The address of the next page; on the last page that of this one, as it was asked for. */
static struct str next_of(struct web *w, const struct page *p, int64_t after, struct str limit)
{
    struct arena *arena = w->ctx->arena;
    if (p->n == 0 && web_text(w, "afterChangeNumber").len > 0)
        return str_printf(arena, "%.*s%s?%.*s", STR_ARG(p->base), paths[p->feed], STR_ARG(w->http->query));
    return str_printf(arena, "%.*s%s?afterChangeNumber=%lld%s%.*s", STR_ARG(p->base), paths[p->feed],
                      (long long)(p->n ? p->last : after), limit.len > 0 ? "&limit=" : "", STR_ARG(limit));
}

static enum status feed_show(struct web *w, int feed)
{
    struct page p = {.base = activities_feed_base(w), .arena = w->ctx->arena, .feed = feed};
    struct str limit_text = web_text(w, "limit");
    int64_t after, limit;
    struct json json;
    struct buf next;
    if (!whole(web_text(w, "afterChangeNumber"), 0, &after))
        return ctx_fault(w->ctx, ERR_INVALID, STR("afterChangeNumber"), SAY("Write a whole number, or begin without it."));
    if (!whole(limit_text, PAGE_USUAL, &limit) || limit < 1)
        return ctx_fault(w->ctx, ERR_INVALID, STR("limit"), SAY("Write a whole number from 1 to 1,000."));
    if (limit > PAGE_MOST) limit = PAGE_MOST;
    TRY(activities_feed_settle(w));
    buf_init(&p.buf, w->ctx->arena, PAGE_ROOM);
    buf_puts(&p.buf, "{\"items\":[");
    TRY(activities_sql_feed_page(w->ctx->db, w->ctx->arena, feed, after, limit, item_put, &p));
    buf_init(&next, w->ctx->arena, 4096);
    json_init(&json, &next);
    json_str(&json, next_of(w, &p, after, limit_text));
    buf_puts(&p.buf, "\n],\"next\":");
    buf_put(&p.buf, buf_str(&next));
    buf_puts(&p.buf, ",\"license\":\"" LICENCE "\"}\n");
    TRY(buf_check(&p.buf));
    activities_feed_header(w, "Cache-Control", p.n > 0 ? STR("public, max-age=3600") : STR("public, max-age=8"));
    activities_feed_header(w, "Access-Control-Allow-Origin", STR("*"));
    return web_bytes(w, STR("application/json"), buf_str(&p.buf), STR_NONE);
}

enum status activities_feed_web_series(struct web *w)
{
    return feed_show(w, 0);
}

enum status activities_feed_web_sessions(struct web *w)
{
    return feed_show(w, 1);
}

/* ---- the page about them ---- */

enum status activities_feed_web_root(struct web *w)
{
    struct activities_feed_root_view view = {.base = activities_feed_base(w)};
    TRY(activities_sql_feed_count(w->ctx->db, 0, &view.series));
    TRY(activities_sql_feed_count(w->ctx->db, 1, &view.sessions));
    activities_page_feeds(web_page(w, SAY("What's on, for other programs"), NULL), &view);
    return OK;
}

/* ---- news ---- */

static void xml_put(struct buf *buf, const char *tag, struct str text)
{
    buf_printf(buf, "<%s>", tag);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '<') buf_puts(buf, "&lt;");
        else if (c == '>') buf_puts(buf, "&gt;");
        else if (c == '&') buf_puts(buf, "&amp;");
        else if (c == '"') buf_puts(buf, "&quot;");
        else if (c >= ' ' || c == '\n' || c == '\t') buf_putc(buf, (char)c);
    }
    buf_printf(buf, "</%s>\n", tag);
}

static void time_put(struct buf *buf, const char *tag, struct instant at)
{
    struct civil c = civil_from_instant(NULL, at);
    buf_printf(buf, "<%s>%04d-%02d-%02dT%02d:%02d:%02dZ</%s>\n", tag, c.year, c.month, c.day, c.hour, c.minute,
               c.second, tag);
}

static void entry_put(struct buf *buf, struct str base, const struct asset *a, struct instant at)
{
    buf_puts(buf, "<entry>\n");
    xml_put(buf, "title", a->name);
    buf_printf(buf, "<id>urn:uuid:%.*s</id>\n<link rel=\"alternate\" href=\"", STR_ARG(a->external_id));
    buf_put(buf, base);
    buf_printf(buf, "/activities/%lld\"/>\n", (long long)a->id.v);
    time_put(buf, "updated", at);
    if (a->description.len > 0) xml_put(buf, "summary", a->description);
    buf_puts(buf, "</entry>\n");
}

enum status activities_feed_web_atom(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct str base = activities_feed_base(w);
    struct activities_sql_feed_newest *rows;
    struct buf buf;
    size_t n;
    TRY(activities_feed_settle(w));
    TRY(activities_sql_feed_newest(ctx->db, ctx->arena, NEWS, &rows, &n));
    buf_init(&buf, ctx->arena, PAGE_ROOM);
    buf_puts(&buf, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    xml_put(&buf, "title", text_say(ctx->arena, ctx->locale, &SAY("What's on: new and changed")));
    xml_put(&buf, "id", str_cat(ctx->arena, base, STR("/feeds/on.atom")));
    buf_puts(&buf, "<author><name>Kith</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"");
    buf_put(&buf, base);
    buf_puts(&buf, "/feeds/on.atom\"/>\n");
    time_put(&buf, "updated", n > 0 ? rows[0].modified_at : (struct instant){0});
    for (size_t i = 0; i < n; i++) {
        struct asset *assets;
        size_t found;
        TRY(assets_list_by_ids(ctx, &rows[i].asset_id, 1, &assets, &found));
        if (found == 1 && !rows[i].ended) entry_put(&buf, base, &assets[0], rows[i].modified_at);
    }
    buf_puts(&buf, "</feed>\n");
    TRY(buf_check(&buf));
    activities_feed_header(w, "Cache-Control", STR("public, max-age=300"));
    return web_bytes(w, STR("application/atom+xml; charset=utf-8"), buf_str(&buf), STR_NONE);
}
