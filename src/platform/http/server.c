/* The loop: opening, serving, stopping. */
#include "platform/http/http_own.h"
#include "base/log.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define SWEEP_MS 250

static void on_connection(uv_stream_t *listener, int status)
{
    if (status == 0) http_conn_accept(listener->data);
}

/* Connections are files: ask for enough, or be content with fewer. */
static void files_allow(struct http_limits *limits)
{
    struct rlimit files;
    rlim_t wanted = (rlim_t)limits->connections + 256;
    if (getrlimit(RLIMIT_NOFILE, &files) || files.rlim_cur >= wanted) return;
    files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur >= wanted) return;
    if (files.rlim_cur < 512) limits->connections = (int)files.rlim_cur / 2;
    else limits->connections = (int)files.rlim_cur - 256;
    log_line(LOG_WARN, "http.files", "connections=%d", limits->connections);
}

/* Stop accepting and close what waits; requests being sent or worked on are finished. */
static void stop_begin(struct http_server *server)
{
    if (server->stopping) return;
    server->stopping = true;
    server->stop_asked = true; /* answers from now on say that the connection closes */
    server->stop_at = uv_now(&server->loop) + HTTP_STOP_MS;
    uv_close((uv_handle_t *)&server->listener, NULL);
    for (struct http_conn *conn = TAILQ_FIRST(&server->all), *next; conn; conn = next) {
        next = TAILQ_NEXT(conn, all);
        if (conn->state == CONN_IDLE || conn->state == CONN_HEAD) http_conn_close(conn);
    }
    http_conn_settle(server);
}

static void on_async(uv_async_t *async)
{
    struct http_server *server = async->data;
    struct http_exchanges ready = STAILQ_HEAD_INITIALIZER(ready);
    uv_mutex_lock(&server->lock);
    STAILQ_CONCAT(&ready, &server->replies);
    server->woken = false;
    uv_mutex_unlock(&server->lock);
    for (struct http_exchange *exchange; (exchange = STAILQ_FIRST(&ready));) {
        STAILQ_REMOVE_HEAD(&ready, link);
        http_conn_answer(exchange);
    }
    if (server->stop_asked) stop_begin(server);
    http_conn_settle(server);
}

static void on_round(uv_check_t *round)
{
    struct http_server *server = round->data;
    server->config.handed(server->config.cookie);
}

static void on_signal(uv_signal_t *handle, int number)
{
    (void)number;
    stop_begin(handle->data);
}

static void on_sweep(uv_timer_t *timer)
{
    struct http_server *server = timer->data;
    uint64_t now = uv_now(&server->loop);
    bool over = server->stopping && now >= server->stop_at;
    for (struct http_conn *conn = TAILQ_FIRST(&server->all), *next; conn; conn = next) {
        next = TAILQ_NEXT(conn, all);
        if (over) http_conn_close(conn);
        else http_conn_sweep(conn, now);
    }
    http_conn_settle(server);
}

static struct str why(int rc)
{
    if (rc == UV_EADDRINUSE) return STR("the port is in use already");
    if (rc == UV_EACCES) return STR("this port needs more rights than the program has");
    if (rc == UV_EADDRNOTAVAIL) return STR("the address is not one of this machine");
    if (rc == UV_EINVAL) return STR("the address is not an IPv4 or IPv6 address");
    return str_from(uv_strerror(rc));
}

static int bind_to(struct http_server *server)
{
    struct sockaddr_storage at = {0};
    struct str host = server->config.host;
    char text[INET6_ADDRSTRLEN + 1] = "";
    if (host.len >= sizeof text || server->config.port < 0 || server->config.port > 65535)
        return UV_EINVAL;
    if (host.len > 0) memcpy(text, host.ptr, host.len);
    int rc = strchr(text, ':')
        ? uv_ip6_addr(text, server->config.port, (struct sockaddr_in6 *)&at)
        : uv_ip4_addr(text, server->config.port, (struct sockaddr_in *)&at);
    if (!rc) rc = uv_tcp_bind(&server->listener, (struct sockaddr *)&at, 0);
    if (!rc) rc = uv_listen((uv_stream_t *)&server->listener, 1024, on_connection);
    int size = sizeof at;
    if (!rc) rc = uv_tcp_getsockname(&server->listener, (struct sockaddr *)&at, &size);
    if (!rc) server->port = ntohs(((struct sockaddr_in *)&at)->sin_port);
    return rc;
}

static void loop_init(struct http_server *server)
{
    uv_loop_t *loop = &server->loop;
    if (uv_loop_init(loop) || uv_mutex_init(&server->lock) ||
        uv_tcp_init(loop, &server->listener) || uv_async_init(loop, &server->async, on_async) ||
        uv_timer_init(loop, &server->sweeper) || uv_check_init(loop, &server->round) || uv_signal_init(loop, &server->term) ||
        uv_signal_init(loop, &server->interrupt))
        abort(); /* out of memory or files before the first connection */
    server->listener.data = server->async.data = server->sweeper.data = server->round.data = server;
    server->term.data = server->interrupt.data = server;
}

enum status http_open(const struct http_config *config, struct http_server **ret_server,
                      struct str *ret_why)
{
    struct http_server *server = calloc(1, sizeof *server);
    if (!server) abort();
    server->config = *config;
    http_policy_limits(&server->config.limits);
    files_allow(&server->config.limits);
    STAILQ_INIT(&server->replies);
    TAILQ_INIT(&server->all);
    TAILQ_INIT(&server->idle);
    signal(SIGPIPE, SIG_IGN); /* a client that left is an error of write(), not the end */
    loop_init(server);
    int rc = bind_to(server);
    if (rc) {
        *ret_why = why(rc);
        http_close(server);
        return rc == UV_EINVAL ? ERR_INVALID : ERR_BROKEN;
    }
    *ret_server = server;
    return OK;
}

int http_port(const struct http_server *server)
{
    return server->port;
}

enum status http_run(struct http_server *server)
{
    if (uv_signal_start(&server->term, on_signal, SIGTERM) ||
        uv_signal_start(&server->interrupt, on_signal, SIGINT) ||
        uv_timer_start(&server->sweeper, on_sweep, SWEEP_MS, SWEEP_MS))
        return ERR_BROKEN;
    if (server->config.handed && uv_check_start(&server->round, on_round)) return ERR_BROKEN;
    uv_run(&server->loop, UV_RUN_DEFAULT);
    return OK;
}

void http_stop(struct http_server *server)
{
    server->stop_asked = true;
    uv_async_send(&server->async);
}

static void close_handle(uv_handle_t *handle, void *unused)
{
    (void)unused;
    if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

void http_close(struct http_server *server)
{
    server->stopping = true;
    for (struct http_conn *conn = TAILQ_FIRST(&server->all), *next; conn; conn = next) {
        next = TAILQ_NEXT(conn, all);
        http_conn_close(conn);
    }
    on_async(&server->async); /* answers that came after the loop ended */
    uv_walk(&server->loop, close_handle, NULL);
    while (uv_run(&server->loop, UV_RUN_DEFAULT)) continue;
    uv_loop_close(&server->loop);
    uv_mutex_destroy(&server->lock);
    free(server);
}
