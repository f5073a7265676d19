/* The bytes of an answer. Made on the thread that answers, so that gzip never holds up the loop. */
#include "platform/http/http_own.h"
#include "base/clock.h"
#include <assert.h>
#include <string.h>
#include <zlib.h>

#define GZIP_FROM 1024
#define GZIP_LEVEL 5 /* of 9: nearly all of the gain for half of the time */

static const char *reason(int status)
{
    static const struct { int status; const char *text; } rows[] = {
        {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"},
        {206, "Partial Content"}, {301, "Moved Permanently"}, {302, "Found"},
        {303, "See Other"}, {304, "Not Modified"}, {307, "Temporary Redirect"},
        {308, "Permanent Redirect"}, {400, "Bad Request"}, {401, "Unauthorized"},
        {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
        {406, "Not Acceptable"}, {408, "Request Timeout"}, {409, "Conflict"}, {410, "Gone"},
        {411, "Length Required"}, {412, "Precondition Failed"}, {413, "Content Too Large"},
        {414, "URI Too Long"}, {415, "Unsupported Media Type"}, {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"}, {422, "Unprocessable Content"}, {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"},
        {501, "Not Implemented"}, {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].status == status) return rows[i].text;
    return "Answer";
}

/* No value may end its line and begin another. */
static bool value_fine(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '\r' || s.ptr[i] == '\n' || s.ptr[i] == '\0') return false;
    return true;
}

void http_header_add(struct http_request *request, struct http_response *response,
                     const char *name, struct str value)
{
    size_t most = sizeof response->headers / sizeof *response->headers;
    (void)request;
    assert(response->headers_n < most); /* ours to count: no input decides how many */
    if (value.ptr && value_fine(value))
        response->headers[response->headers_n++] = (struct http_header){str_from(name), value};
}

static struct str added(const struct http_response *response, const char *name)
{
    for (size_t i = 0; i < response->headers_n; i++)
        if (str_ieq(response->headers[i].name, str_from(name))) return response->headers[i].value;
    return STR_NONE;
}

/* The quality in "gzip;q=0.5", in thousandths; malformed = 0. */
static int quality(struct str params)
{
    struct str piece;
    while (str_next(&params, ';', &piece)) {
        piece = str_trim(piece);
        if (piece.len < 3 || (piece.ptr[0] | 32) != 'q' || piece.ptr[1] != '=') continue;
        double q;
        bool fine = str_to_real(str_slice(piece, 2, piece.len), &q) && q >= 0 && q <= 1;
        return fine ? (int)(q * 1000) : 0;
    }
    return 1000;
}

static bool gzip_wanted(const struct http_request *request)
{
    struct str rest = http_header_get(request, "accept-encoding"), piece;
    int gzip = -1, any = 0, plain = 0;
    while (str_next(&rest, ',', &piece)) {
        struct str name;
        if (!str_next(&piece, ';', &name)) continue;
        name = str_trim(name);
        if (str_ieq(name, STR("gzip"))) gzip = quality(piece);
        else if (str_is(name, "*")) any = quality(piece);
        else if (str_ieq(name, STR("identity"))) plain = quality(piece);
    }
    if (gzip < 0) gzip = any;
    return gzip > 0 && gzip >= plain;
}

static bool text_type(struct str type)
{
    static const char *const starts[] = {"text/", "application/json", "application/javascript",
        "application/manifest+json", "application/xml", "application/geo+json",
        "application/ld+json", "application/activity+json", "image/svg+xml"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct str start = str_from(starts[i]);
        if (str_ieq(str_slice(type, 0, start.len), start)) return true;
    }
    return false;
}

/* The body packed, or STR_NONE when it did not get smaller. */
static struct str gzip(struct arena *arena, struct str body)
{
    z_stream z = {0};
    if (body.len > UINT32_MAX / 2) return STR_NONE;
    if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return STR_NONE;
    size_t room = body.len - body.len / 16; /* not worth it when it gains less than that */
    char *out = arena_alloc(arena, room);
    z.next_in = (Bytef *)(uintptr_t)body.ptr;
    z.avail_in = (uInt)body.len;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    int rc = deflate(&z, Z_FINISH);
    struct str packed = rc == Z_STREAM_END ? str_of(out, room - z.avail_out) : STR_NONE;
    deflateEnd(&z);
    return packed;
}

static void date_put(struct buf *buf)
{
    static const char days[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil c = civil_from_instant(NULL, clock_now());
    int weekday = day_weekday(day_from_civil(c.year, c.month, c.day));
    buf_printf(buf, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[weekday], c.day,
               months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static void line_put(struct buf *buf, const char *name, struct str value)
{
    if (!value_fine(value)) return;
    buf_puts(buf, name);
    buf_puts(buf, ": ");
    buf_put(buf, value);
    buf_puts(buf, "\r\n");
}

/* Headers of the handler's; a strong ETag names other bytes once they are packed. */
static void added_put(struct buf *buf, const struct http_response *response, bool packed)
{
    for (size_t i = 0; i < response->headers_n; i++) {
        const struct http_header *header = &response->headers[i];
        if (!value_fine(header->name) || !value_fine(header->value)) continue;
        buf_put(buf, header->name);
        buf_puts(buf, ": ");
        if (packed && str_ieq(header->name, STR("etag")) &&
            str_starts(header->value, STR("\"")))
            buf_puts(buf, "W/");
        buf_put(buf, header->value);
        buf_puts(buf, "\r\n");
    }
}

static bool squeezable(const struct http_response *response)
{
    return response->body.len > GZIP_FROM && text_type(response->content_type) &&
           !added(response, "content-encoding").ptr && response->status != 206;
}

/* Refusals of http itself are read by nobody but a mistaken or a hostile client: they allow it
   nothing. What the handler answers brings headers of its own. */
static void guard_put(struct buf *buf, const struct http_response *response)
{
    if (added(response, "content-security-policy").ptr) return;
    line_put(buf, "Content-Security-Policy", STR("default-src 'none'; frame-ancestors 'none'"));
    line_put(buf, "X-Content-Type-Options", STR("nosniff"));
    line_put(buf, "Referrer-Policy", STR("no-referrer"));
}

static void head_put(struct buf *buf, const struct http_exchange *exchange,
                     const struct http_response *response, bool packed)
{
    if (response->content_type.len > 0) line_put(buf, "Content-Type", response->content_type);
    if (response->no_store && !added(response, "cache-control").ptr)
        line_put(buf, "Cache-Control", STR("no-store"));
    if (squeezable(response)) line_put(buf, "Vary", STR("Accept-Encoding"));
    if (packed) line_put(buf, "Content-Encoding", STR("gzip"));
    added_put(buf, response, packed);
    guard_put(buf, response);
    if (exchange->close) line_put(buf, "Connection", STR("close"));
    else if (exchange->parse.old) line_put(buf, "Connection", STR("keep-alive"));
}

void http_reply_build(struct http_exchange *exchange, const struct http_response *response)
{
    struct http_request *request = &exchange->request;
    struct str body = response->body, packed = STR_NONE;
    bool empty = response->status == 204 || response->status == 304;
    if (squeezable(response) && gzip_wanted(request)) packed = gzip(&request->arena, body);
    if (packed.ptr) body = packed;
    struct buf buf;
    buf_init(&buf, &request->arena, 64 << 10);
    buf_printf(&buf, "HTTP/1.1 %d %s\r\n", response->status, reason(response->status));
    date_put(&buf);
    if (!empty) line_put(&buf, "Content-Length", str_int(&request->arena, (int64_t)body.len));
    head_put(&buf, exchange, response, packed.ptr != NULL);
    buf_puts(&buf, "\r\n");
    assert(!buf.over); /* 24 headers of ours; a handler that sends 64 KiB of them is broken */
    exchange->head = buf_str(&buf);
    exchange->body = empty || str_is(request->method, "HEAD") ? STR("") : body;
}

/* Within the lock: the loop must not be closed meanwhile. */
static void wake(struct http_server *server)
{
    if (server->woken || STAILQ_EMPTY(&server->replies)) return;
    server->woken = true;
    uv_async_send(&server->async);
}

static void hand_over(struct http_request *request, struct http_response *response, bool at_once)
{
    struct http_exchange *exchange = request->server_side;
    struct http_server *server = exchange->server;
    assert(!exchange->replied);
    exchange->replied = true;
    exchange->close = exchange->close || !exchange->parse.keep_alive || server->stop_asked;
    http_reply_build(exchange, response);
    uv_mutex_lock(&server->lock);
    STAILQ_INSERT_TAIL(&server->replies, exchange, link);
    if (at_once) wake(server);
    uv_mutex_unlock(&server->lock);
}

void http_reply(struct http_request *request, struct http_response *response)
{
    hand_over(request, response, true);
}

void http_reply_held(struct http_request *request, struct http_response *response)
{
    hand_over(request, response, false);
}

void http_wake(struct http_server *server)
{
    uv_mutex_lock(&server->lock);
    wake(server);
    uv_mutex_unlock(&server->lock);
}

/* A position, or `none` for an empty text; false when it is not one. */
static bool position_parse(struct str s, int64_t none, int64_t *ret_n)
{
    *ret_n = none;
    return s.len == 0 || (s.len < 19 && str_to_int(s, ret_n) && *ret_n >= 0);
}

/* "bytes=from-to", "bytes=from-", "bytes=-last" within size; -1 = not one, 0 = outside, 1 = fine */
static int range_parse(struct str s, int64_t size, int64_t *ret_from, int64_t *ret_to)
{
    int64_t from, to;
    if (!str_starts(s, STR("bytes="))) return -1;
    s = str_slice(s, 6, s.len);
    size_t dash = str_find(s, STR("-"), 0);
    if (dash == SIZE_MAX || s.len < 2) return -1;
    if (!position_parse(str_slice(s, 0, dash), -1, &from)) return -1;
    if (!position_parse(str_slice(s, dash + 1, s.len), INT64_MAX, &to)) return -1;
    if (from > to) return -1;
    if (from < 0) { /* the last `to` bytes */
        from = to < size ? size - to : 0;
        to = size - 1;
    }
    *ret_from = from;
    *ret_to = to < size ? to : size - 1;
    return from < size;
}

void http_range(struct http_request *request, struct http_response *response)
{
    struct str wanted = http_header_get(request, "range"), same;
    int64_t size = (int64_t)response->body.len, from, to;
    if (response->status != 200) return;
    http_header_add(request, response, "Accept-Ranges", STR("bytes"));
    if (!wanted.ptr || !str_is(request->method, "GET")) return;
    same = http_header_get(request, "if-range");
    if (same.ptr && (str_starts(same, STR("W/")) || !str_eq(same, added(response, "etag"))))
        return;
    int found = range_parse(wanted, size, &from, &to);
    if (found < 0) return;
    response->status = found ? 206 : 416;
    response->body = found ? str_slice(response->body, (size_t)from, (size_t)to + 1) : STR("");
    http_header_add(request, response, "Content-Range", found
        ? str_printf(&request->arena, "bytes %lld-%lld/%lld", (long long)from, (long long)to,
                     (long long)size)
        : str_printf(&request->arena, "bytes */%lld", (long long)size));
}
