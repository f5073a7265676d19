/* One connection: bytes in, one request at a time, bytes out. Loop thread only. Pipelined requests
   wait and are answered in order: what comes while one is worked on is kept, once, and no more is
   read until then. Most clients send nothing meanwhile, so reading goes on, which saves asking the
   system twice a request. */
#include "platform/http/http_own.h"
#include <stdlib.h>
#include <string.h>

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf);

static struct http_exchange *exchange_new(struct http_server *server, struct http_conn *conn)
{
    struct http_exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) abort();
    exchange->request.server_side = exchange;
    exchange->server = server;
    exchange->conn = conn;
    arena_init(&exchange->request.arena, ARENA_REQUEST_CEILING);
    arena_init(&exchange->parse.in, server->config.limits.header_bytes * 16);
    http_parse_begin(&exchange->parse, &server->config, &exchange->request);
    return exchange;
}

static void exchange_free(struct http_exchange *exchange)
{
    arena_release(&exchange->request.arena);
    arena_release(&exchange->parse.in);
    free(exchange);
}

/* Enter a state. Those that have not asked for anything yet stand in line to be closed, oldest
   first: halves of requests too, else ten thousand of them would keep everybody out. */
static void enter(struct http_conn *conn, enum http_state state)
{
    struct http_server *server = conn->server;
    bool idle = state <= CONN_BODY || state == CONN_LINGER;
    if (conn->is_idle) TAILQ_REMOVE(&server->idle, conn, idle);
    if (idle) TAILQ_INSERT_TAIL(&server->idle, conn, idle);
    conn->is_idle = idle;
    conn->state = state;
    conn->since = uv_now(&server->loop);
}

static void charge(struct http_conn *conn, size_t bytes)
{
    conn->server->bodies += bytes - conn->charged;
    conn->charged = bytes;
}

static void drop_exchange(struct http_conn *conn)
{
    struct http_exchange *exchange = conn->exchange;
    conn->exchange = NULL;
    charge(conn, 0);
    exchange_free(exchange);
}

void http_conn_settle(struct http_server *server)
{
    if (!server->stopping || server->conns_n > 0) return;
    if (server->working == 0 || uv_now(&server->loop) >= server->stop_at) uv_stop(&server->loop);
}

static void on_closed(uv_handle_t *handle)
{
    struct http_conn *conn = handle->data;
    struct http_server *server = conn->server;
    TAILQ_REMOVE(&server->all, conn, all);
    free(conn);
    http_conn_settle(server);
}

/* A request in work keeps its exchange, for its handler; a write ends through on_written. */
void http_conn_close(struct http_conn *conn)
{
    enum http_state was = conn->state;
    if (was == CONN_GONE) return;
    enter(conn, CONN_GONE);
    conn->server->conns_n--;
    if (conn->counted) LIST_REMOVE(conn, same);
    if (was == CONN_WORK) {
        conn->exchange->conn = NULL;
        conn->exchange = NULL;
        charge(conn, 0);
    } else if (conn->exchange && was != CONN_WRITE) {
        drop_exchange(conn);
    }
    uv_close((uv_handle_t *)&conn->tcp, on_closed);
}

static void on_buffer(uv_handle_t *handle, size_t hint, uv_buf_t *ret_buf)
{
    struct http_conn *conn = handle->data;
    (void)hint;
    *ret_buf = uv_buf_init(conn->server->bytes, sizeof conn->server->bytes);
}

static void listen_on(struct http_conn *conn)
{
    if (conn->reading) return;
    conn->reading = true;
    if (uv_read_start((uv_stream_t *)&conn->tcp, on_buffer, on_read)) http_conn_close(conn);
}

static void hear_no_more(struct http_conn *conn)
{
    conn->reading = false;
    uv_read_stop((uv_stream_t *)&conn->tcp);
}

static void on_shutdown(uv_shutdown_t *shutdown, int status)
{
    struct http_conn *conn = shutdown->handle->data;
    if (status < 0) http_conn_close(conn);
}

/* Closing with unread bytes resets the connection, and may destroy our answer on its way. */
static void linger(struct http_conn *conn)
{
    enter(conn, CONN_LINGER);
    int rc = uv_shutdown(&conn->shutdown, (uv_stream_t *)&conn->tcp, on_shutdown);
    if (rc) http_conn_close(conn);
    else listen_on(conn);
}

static void write_answer(struct http_conn *conn);

static void refuse(struct http_conn *conn)
{
    struct http_exchange *exchange = conn->exchange;
    const struct http_refusal_row *row = http_policy_row(exchange->parse.refusal);
    struct arena *arena = &exchange->request.arena;
    struct http_response response = {.status = row->status, .no_store = true,
        .content_type = STR("text/plain; charset=utf-8"),
        .body = str_cat(arena, str_from(row->text), STR("\n"))};
    struct http_request *request = &exchange->request;
    if (row->status == 405)
        http_header_add(request, &response, "Allow", STR("GET, HEAD, POST, OPTIONS"));
    if (row->status == 503) http_header_add(request, &response, "Retry-After", STR("5"));
    if (str_starts(str_of(exchange->parse.head, exchange->parse.head_len), STR("HEAD ")))
        request->method = STR("HEAD");
    exchange->close = true;
    http_reply_build(exchange, &response);
    write_answer(conn);
}

static void work(struct http_conn *conn, struct str rest)
{
    struct http_server *server = conn->server;
    struct http_exchange *exchange = conn->exchange;
    exchange->rest = rest.len > 0 ? str_copy(&exchange->parse.in, rest) : STR_NONE;
    struct str peer = str_copy(&exchange->parse.in, str_from(conn->peer));
    http_policy_peer(&exchange->request, &server->config, peer);
    if (rest.len > 0) hear_no_more(conn);
    enter(conn, CONN_WORK);
    server->working++;
    exchange->close = exchange->close || server->stopping;
    server->config.handle(server->config.cookie, &exchange->request);
}

/* The rest of what is too large is dropped as it comes, so that the answer can be read. */
static bool hand_too_big(struct http_conn *conn)
{
    struct http_exchange *exchange = conn->exchange;
    bool wanted = conn->server->config.hand_too_big && exchange->parse.refusal == REFUSE_TOO_BIG;
    if (!wanted) return false;
    exchange->request.too_big = exchange->close = conn->patient = true;
    exchange->request.body = STR("");
    work(conn, STR_NONE);
    return true;
}

/* Give bytes to the request that is being read; begins one when there is none. */
static void feed(struct http_conn *conn, struct str bytes)
{
    if (!conn->exchange) {
        conn->exchange = exchange_new(conn->server, conn);
        conn->fresh = false;
        enter(conn, CONN_HEAD);
    }
    struct http_parse *parse = &conn->exchange->parse;
    size_t taken = http_parse_feed(parse, bytes.ptr, bytes.len);
    if (conn->state == CONN_HEAD && parse->stage == STAGE_BODY) enter(conn, CONN_BODY);
    charge(conn, parse->body_room);
    if (parse->stage == STAGE_BODY && conn->server->bodies > HTTP_BODIES_MAX)
        http_parse_refuse(parse, REFUSE_FULL);
    if (parse->stage == STAGE_HEAD || parse->stage == STAGE_BODY) return;
    if (parse->stage == STAGE_REFUSED) hear_no_more(conn);
    if (parse->stage == STAGE_REFUSED && !hand_too_big(conn)) refuse(conn);
    else if (parse->stage == STAGE_DONE) work(conn, str_slice(bytes, taken, bytes.len));
}

/* While a request is worked on or answered. Of a client that has nothing more to say the end is
   read once more after the answer. */
static void ahead(struct http_conn *conn, ssize_t size, const uv_buf_t *buf)
{
    hear_no_more(conn);
    if (size > 0) conn->exchange->rest = str_copy(&conn->exchange->parse.in, str_of(buf->base, (size_t)size));
    else if (size != UV_EOF) http_conn_close(conn);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
    struct http_conn *conn = stream->data;
    if (size != 0 && (conn->state == CONN_WORK || conn->state == CONN_WRITE)) ahead(conn, size, buf);
    else if (size < 0) http_conn_close(conn);
    else if (size > 0 && conn->state != CONN_LINGER)
        feed(conn, str_of(buf->base, (size_t)size));
}

/* The answer is out: on to the next request, whose bytes may be here already. */
static void written(struct http_exchange *exchange, int status)
{
    struct http_conn *conn = exchange->conn;
    bool close = exchange->close || conn->server->stopping;
    conn->exchange = NULL;
    charge(conn, 0);
    if (conn->state == CONN_GONE) {
        /* closed while writing */
    } else if (status < 0) {
        http_conn_close(conn);
    } else if (close) {
        linger(conn);
    } else {
        enter(conn, CONN_IDLE);
        if (exchange->rest.len > 0) feed(conn, exchange->rest);
        if (conn->state <= CONN_BODY) listen_on(conn);
    }
    exchange_free(exchange);
}

static void on_written(uv_write_t *write, int status)
{
    written(write->data, status);
}

/* How much the system takes at once: nearly always all, and then nobody waits for anything. */
static size_t write_at_once(struct http_conn *conn, const uv_buf_t *bufs, unsigned n)
{
    int taken = uv_try_write((uv_stream_t *)&conn->tcp, bufs, n);
    return taken > 0 ? (size_t)taken : 0;
}

static void write_answer(struct http_conn *conn)
{
    struct http_exchange *exchange = conn->exchange;
    struct str head = exchange->head, body = exchange->body;
    uv_buf_t bufs[2] = {uv_buf_init((char *)(uintptr_t)head.ptr, (unsigned)head.len),
                        uv_buf_init((char *)(uintptr_t)body.ptr, (unsigned)body.len)};
    enter(conn, CONN_WRITE);
    exchange->write.data = exchange;
    size_t taken = write_at_once(conn, bufs, body.len > 0 ? 2 : 1);
    if (taken == head.len + body.len) {
        written(exchange, 0);
        return;
    }
    size_t of_head = taken < head.len ? taken : head.len, of_body = taken - of_head;
    bufs[0] = uv_buf_init((char *)(uintptr_t)head.ptr + of_head, (unsigned)(head.len - of_head));
    bufs[1] = uv_buf_init((char *)(uintptr_t)body.ptr + of_body, (unsigned)(body.len - of_body));
    if (uv_write(&exchange->write, (uv_stream_t *)&conn->tcp, bufs, 2, on_written)) {
        drop_exchange(conn);
        http_conn_close(conn);
    }
}

void http_conn_answer(struct http_exchange *exchange)
{
    exchange->server->working--;
    if (exchange->conn) write_answer(exchange->conn);
    else exchange_free(exchange);
}

/* Deadlines. Work in flight has none here: its handler owns the time it takes. */
void http_conn_sweep(struct http_conn *conn, uint64_t now)
{
    const struct http_limits *limits = &conn->server->config.limits;
    uint64_t age = now - conn->since, most = UINT64_MAX;
    if (conn->state == CONN_IDLE)
        most = 1000 * (uint64_t)(conn->fresh ? limits->header_seconds : limits->idle_seconds);
    else if (conn->state == CONN_HEAD)
        most = 1000 * (uint64_t)limits->header_seconds;
    else if (conn->state == CONN_BODY) /* each KiB buys a second */
        most = 1000 * ((uint64_t)limits->body_seconds + conn->exchange->parse.body_len / 1024);
    else if (conn->state == CONN_WRITE) /* slow telephones read at 4 KiB/s */
        most = 1000 * (uint64_t)limits->body_seconds + conn->exchange->body.len / 4;
    else if (conn->state == CONN_LINGER)
        most = conn->patient ? HTTP_PATIENT_MS : HTTP_LINGER_MS;
    if (age < most) return;
    if (conn->state == CONN_HEAD || conn->state == CONN_BODY) {
        hear_no_more(conn);
        http_parse_refuse(&conn->exchange->parse, REFUSE_SLOW);
        refuse(conn);
    } else {
        http_conn_close(conn);
    }
}

/* The peer's address as text, and as a key: IPv4 whole, IPv6 its /64. True for loopback. */
static bool address_read(struct http_conn *conn)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct sockaddr_storage name = {0};
    int size = sizeof name;
    if (uv_tcp_getpeername(&conn->tcp, (struct sockaddr *)&name, &size)) return false;
    const struct sockaddr_in *four = (const struct sockaddr_in *)&name;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&name;
    struct in_addr plain = four->sin_addr;
    bool is_six = name.ss_family == AF_INET6;
    if (is_six && memcmp(&six->sin6_addr, mapped, sizeof mapped) == 0) {
        memcpy(&plain, (const char *)&six->sin6_addr + 12, sizeof plain);
        is_six = false;
    }
    if (is_six) {
        uv_inet_ntop(AF_INET6, &six->sin6_addr, conn->peer, sizeof conn->peer);
        memcpy(&conn->key, &six->sin6_addr, sizeof conn->key);
        return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
    }
    uv_inet_ntop(AF_INET, &plain, conn->peer, sizeof conn->peer);
    conn->key = plain.s_addr;
    return (ntohl(plain.s_addr) >> 24) == 127;
}

/* Count this connection for its address; false when the address has its share already. */
static bool address_count(struct http_conn *conn)
{
    struct http_server *server = conn->server;
    struct http_bucket *bucket = &server->buckets[(conn->key * 0x9e3779b97f4a7c15u) >> 52];
    struct http_conn *other;
    int n = 0;
    LIST_FOREACH(other, bucket, same)
        if (other->key == conn->key) n++;
    if (n >= server->config.limits.per_address) return false;
    LIST_INSERT_HEAD(bucket, conn, same);
    conn->counted = true;
    return true;
}

void http_conn_accept(struct http_server *server)
{
    const struct http_limits *limits = &server->config.limits;
    struct http_conn *conn = calloc(1, sizeof *conn);
    if (!conn) abort();
    conn->server = server;
    conn->fresh = true;
    if (uv_tcp_init(&server->loop, &conn->tcp)) abort();
    conn->tcp.data = conn;
    TAILQ_INSERT_TAIL(&server->all, conn, all);
    server->conns_n++;
    int near = limits->connections - limits->connections / 20;
    struct http_conn *oldest = TAILQ_FIRST(&server->idle);
    if (server->conns_n > near && oldest) http_conn_close(oldest);
    enter(conn, CONN_IDLE);
    if (uv_accept((uv_stream_t *)&server->listener, (uv_stream_t *)&conn->tcp) ||
        server->conns_n > limits->connections) {
        http_conn_close(conn);
        return;
    }
    bool exempt = address_read(conn) ||
                  str_eq(str_from(conn->peer), server->config.trusted_proxy);
    if (!exempt && !address_count(conn)) {
        http_conn_close(conn);
        return;
    }
    uv_tcp_nodelay(&conn->tcp, 1);
    listen_on(conn);
}
