/* A server on a free port, spoken to in raw bytes: what must be refused is refused before any
   handler sees it and the connection ends; what is right is answered in order. */
#include "platform/http/http_own.h"
#include "platform/http/http_test.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

struct house {
    struct http_server *server;
    pthread_t thread;
    atomic_int handled;
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct http_request *held; /* of /held, until the test lets it go */
};

struct answer {
    char bytes[1 << 18];
    size_t len;
    int status;
    bool closed;
};

static struct str page(struct arena *arena)
{
    struct buf buf;
    buf_init(&buf, arena, 1 << 20);
    for (int i = 0; i < 400; i++) buf_printf(&buf, "<p>Neighbour number %d</p>\n", i);
    return buf_str(&buf);
}

static void handle(void *cookie, struct http_request *request)
{
    struct house *house = cookie;
    struct arena *arena = &request->arena;
    struct http_response response = {.status = 200, .content_type = STR("text/plain")};
    house->handled++;
    if (str_is(request->path, "/held")) {
        pthread_mutex_lock(&house->lock);
        house->held = request;
        pthread_cond_signal(&house->arrived);
        pthread_mutex_unlock(&house->lock);
        return;
    }
    if (str_is(request->path, "/page")) {
        response.content_type = STR("text/html; charset=utf-8");
        response.body = page(arena);
        http_header_add(request, &response, "ETag", STR("\"v1\""));
        http_range(request, &response);
    } else if (str_is(request->path, "/evil")) {
        http_header_add(request, &response, "X-Bad", STR("a\r\nSet-Cookie: x=y"));
        response.no_store = true;
        response.body = STR("ok");
    } else {
        response.body = str_printf(arena, "%.*s %.*s?%.*s peer=%.*s tls=%d [%.*s]",
            STR_ARG(request->method), STR_ARG(request->path), STR_ARG(request->query),
            STR_ARG(request->peer), request->tls, STR_ARG(request->body));
    }
    http_reply(request, &response);
}

static size_t limit_for(void *cookie, struct str method, struct str path)
{
    (void)cookie;
    (void)method;
    return str_is(path, "/upload") ? 200000 : 10000;
}

static void *serve(void *house)
{
    assert_int_equal(http_run(((struct house *)house)->server), OK);
    return NULL;
}

static struct http_config config_of(struct house *house)
{
    return (struct http_config){.host = STR("127.0.0.1"), .handle = handle, .cookie = house,
                                .body_limit = limit_for};
}

static void start(struct house *house, const struct http_config *config)
{
    struct str why = STR_NONE;
    pthread_mutex_init(&house->lock, NULL);
    pthread_cond_init(&house->arrived, NULL);
    assert_int_equal(http_open(config, &house->server, &why), OK);
    pthread_create(&house->thread, NULL, serve, house);
}

static void finish(struct house *house)
{
    http_stop(house->server);
    pthread_join(house->thread, NULL);
    http_close(house->server);
    pthread_mutex_destroy(&house->lock);
    pthread_cond_destroy(&house->arrived);
}

static int setup(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    struct http_config config = config_of(house);
    start(house, &config);
    *state = house;
    return 0;
}

static int teardown(void **state)
{
    finish(*state);
    free(*state);
    return 0;
}

static int dial(const struct house *house)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)http_port(house->server)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    return fd;
}

static void say(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
        if (n <= 0) return; /* it hung up on us, as it may */
        bytes += n;
        len -= (size_t)n;
    }
}

/* How many answers are whole in what came so far? HEAD answers have no body. */
static int answers(const struct answer *a, bool head)
{
    size_t at = 0;
    int n = 0;
    struct str all = str_of(a->bytes, a->len);
    for (;;) {
        size_t end = str_find(all, STR("\r\n\r\n"), at);
        if (end == SIZE_MAX) return n;
        size_t length = str_find(all, STR("Content-Length: "), at), body = 0;
        if (!head && length < end) body = strtoul(a->bytes + length + 16, NULL, 10);
        if (end + 4 + body > a->len) return n;
        at = end + 4 + body;
        n++;
    }
}

/* Read until `wanted` answers are whole (0: until the other side closes). */
static void hear(int fd, struct answer *ret, int wanted, bool head)
{
    memset(ret, 0, sizeof *ret);
    while (ret->len + 1 < sizeof ret->bytes && (wanted == 0 || answers(ret, head) < wanted)) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, 20000) <= 0) break;
        ssize_t n = recv(fd, ret->bytes + ret->len, sizeof ret->bytes - 1 - ret->len, 0);
        ret->closed = n <= 0;
        if (n <= 0) break;
        ret->len += (size_t)n;
    }
    if (ret->len > 12) ret->status = (int)strtol(ret->bytes + 9, NULL, 10);
}

static void ask(const struct house *house, const char *bytes, size_t len, struct answer *ret)
{
    int fd = dial(house);
    say(fd, bytes, len);
    hear(fd, ret, 1, strncmp(bytes, "HEAD", 4) == 0);
    close(fd);
}

#define ASK(house, text, ret) ask((house), (text), sizeof(text) - 1, (ret))

static const char *header(const struct answer *a, const char *line)
{
    const char *end = strstr(a->bytes, "\r\n\r\n"), *at = strstr(a->bytes, line);
    return at && end && at < end ? at : NULL;
}

static const char *body(const struct answer *a)
{
    const char *end = strstr(a->bytes, "\r\n\r\n");
    return end ? end + 4 : "";
}

static void test_hostile(void **state)
{
    struct house *house = *state;
    static struct answer a;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        int fd = dial(house);
        say(fd, hostile[i].bytes, hostile[i].len);
        say(fd, GET("/smuggled"), sizeof GET("/smuggled") - 1);
        hear(fd, &a, 0, false);
        close(fd);
        if (a.status != hostile[i].status || !a.closed || house->handled != 0)
            print_error("case %zu: %s\ngot %d: %s\n", i, hostile[i].bytes, a.status, a.bytes);
        assert_int_equal(a.status, hostile[i].status);
        assert_true(a.closed);
        assert_non_null(header(&a, "\r\nConnection: close\r\n"));
        assert_null(strstr(a.bytes + 1, "HTTP/1.1 ")); /* one answer, not two */
        assert_int_equal(house->handled, 0);
    }
}

static void test_giants(void **state)
{
    struct house *house = *state;
    static struct answer a;
    static char big[40000];
    size_t n = (size_t)snprintf(big, sizeof big, "GET /");
    memset(big + n, 'a', 30000);
    ask(house, big, n + 30000, &a);
    assert_int_equal(a.status, 414);
    n = (size_t)snprintf(big, sizeof big, "GET / HTTP/1.1\r\n" H "X: ");
    memset(big + n, 'a', 30000);
    ask(house, big, n + 30000, &a);
    assert_int_equal(a.status, 431);
    memset(big, 'A', 30000); /* a method without end */
    ask(house, big, 30000, &a);
    assert_int_equal(a.status, 414);
    n = (size_t)snprintf(big, sizeof big, "GET / HTTP/1.1\r\n" H);
    for (int i = 0; i < 100; i++) n += (size_t)snprintf(big + n, 20, "X-%d: y\r\n", i);
    ask(house, big, n + (size_t)snprintf(big + n, 20, "\r\n"), &a);
    assert_int_equal(a.status, 431);
    n = (size_t)snprintf(big, sizeof big, CHUNKED "5;");
    memset(big + n, 'e', 2000);
    ask(house, big, n + 2000, &a);
    assert_int_equal(a.status, 400);
    n = (size_t)snprintf(big, sizeof big, CHUNKED "4e20\r\n"); /* 20,000 in one chunk */
    memset(big + n, 'b', 20000);
    ask(house, big, n + 20000, &a);
    assert_int_equal(a.status, 413);
    assert_int_equal(house->handled, 0);
}

/* Bodies that never come whole reach nobody, and the server goes on. */
static void test_truncated(void **state)
{
    static const char *const cut[] = {"GET / HTT", "GET / HTTP/1.1\r\nHost: h\r\n",
        POST "Content-Length: 5\r\n\r\nhel", CHUNKED "5\r\nhel", CHUNKED "5\r\nhello\r\n",
        CHUNKED "5\r\nhello\r\n0\r\n", ""};
    struct house *house = *state;
    static struct answer a;
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        int fd = dial(house);
        say(fd, cut[i], strlen(cut[i]));
        shutdown(fd, SHUT_WR);
        hear(fd, &a, 0, false);
        assert_true(a.closed);
        assert_int_equal(a.len, 0);
        close(fd);
    }
    assert_int_equal(house->handled, 0);
    ASK(house, GET("/"), &a);
    assert_int_equal(a.status, 200);
}

static void test_plain(void **state)
{
    struct house *house = *state;
    static struct answer a;
    ASK(house, GET("/caf%C3%A9?q=a+b"), &a);
    assert_int_equal(a.status, 200);
    assert_string_equal(body(&a), "GET /caf\xc3\xa9?q=a+b peer=127.0.0.1 tls=0 []");
    assert_non_null(header(&a, "\r\nDate: "));
    assert_non_null(header(&a, "\r\nContent-Length: 40\r\n"));
    assert_non_null(header(&a, "\r\nContent-Type: text/plain\r\n"));
    assert_null(header(&a, "\r\nConnection:"));
    ASK(house, "\r\nGET http://H:80?x HTTP/1.1\r\nHost: h:80\r\n\r\n", &a);
    assert_string_equal(body(&a), "GET /?x peer=127.0.0.1 tls=0 []");
    ASK(house, "GET / HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: upgrade\r\n"
               "Upgrade: websocket\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n", &a);
    assert_string_equal(body(&a), "GET /? peer=127.0.0.1 tls=0 []");
    ASK(house, POST "Content-Length: 5\r\n\r\nhello", &a);
    assert_non_null(strstr(body(&a), "[hello]"));
    ASK(house, CHUNKED "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", &a);
    assert_non_null(strstr(body(&a), "[hello!]"));
    ASK(house, "OPTIONS /x HTTP/1.1\r\n" H "\r\n", &a);
    assert_non_null(strstr(body(&a), "OPTIONS /x?"));
    ASK(house, GET("/evil"), &a);
    assert_null(strstr(a.bytes, "Set-Cookie"));
    assert_non_null(header(&a, "\r\nCache-Control: no-store\r\n"));
}

static void test_head(void **state)
{
    static struct answer get, head;
    ASK(*state, GET("/page"), &get);
    ASK(*state, "HEAD /page HTTP/1.1\r\n" H "Connection: close\r\n\r\n", &head);
    assert_int_equal(head.status, 200);
    assert_string_equal(body(&head), "");
    const char *length = header(&get, "\r\nContent-Length: ");
    assert_non_null(length);
    assert_int_equal(strtol(length + 18, NULL, 10), strlen(body(&get)));
    assert_memory_equal(length, header(&head, "\r\nContent-Length: "), 24);
    ASK(*state, "HEAD /.. HTTP/1.1\r\n" H "\r\n", &head);
    assert_int_equal(head.status, 400);
    assert_string_equal(body(&head), "");
}

/* Three at once are answered in order on one connection; the fourth, a bad one, ends it. */
static void test_pipeline(void **state)
{
    static const char many[] = GET("/1") POST "Content-Length: 2\r\n\r\nab" CHUNKED
        "3\r\nxyz\r\n0\r\n\r\n" "GET /.. HTTP/1.1\r\n" H "\r\n" GET("/never");
    struct house *house = *state;
    static struct answer a;
    int fd = dial(house);
    say(fd, many, sizeof many - 1);
    hear(fd, &a, 0, false);
    close(fd);
    const char *one = strstr(a.bytes, "GET /1?"), *two = strstr(a.bytes, "[ab]");
    const char *three = strstr(a.bytes, "[xyz]"), *four = strstr(a.bytes, "HTTP/1.1 400");
    assert_true(one && two && three && four && one < two && two < three && three < four);
    assert_int_equal(answers(&a, false), 4);
    assert_true(a.closed);
    assert_int_equal(house->handled, 3);
    fd = dial(house); /* the same bytes, one by one */
    for (size_t i = 0; i < sizeof many - 1; i++) say(fd, many + i, 1);
    hear(fd, &a, 0, false);
    close(fd);
    assert_int_equal(house->handled, 6);
}

static void test_keep_alive(void **state)
{
    static struct answer a;
    int fd = dial(*state);
    for (int i = 0; i < 5; i++) {
        say(fd, GET("/again"), sizeof GET("/again") - 1);
        hear(fd, &a, 1, false);
        assert_int_equal(a.status, 200);
    }
    say(fd, WITH("Connection: close\r\n"), sizeof WITH("Connection: close\r\n") - 1);
    hear(fd, &a, 0, false);
    assert_true(a.closed);
    assert_non_null(header(&a, "\r\nConnection: close\r\n"));
    close(fd);
    fd = dial(*state);
    say(fd, "GET / HTTP/1.0\r\n" H "\r\n", 27);
    hear(fd, &a, 0, false);
    assert_true(a.closed);
    close(fd);
}

static void test_gzip(void **state)
{
    static struct answer plain, packed;
    static char text[1 << 16];
    ASK(*state, GET("/page"), &plain);
    assert_non_null(header(&plain, "\r\nVary: Accept-Encoding\r\n"));
    assert_null(header(&plain, "\r\nContent-Encoding:"));
    ASK(*state, "GET /page HTTP/1.1\r\n" H "Accept-Encoding: br, gzip;q=0.5\r\n\r\n", &packed);
    assert_non_null(header(&packed, "\r\nContent-Encoding: gzip\r\n"));
    assert_non_null(header(&packed, "\r\nETag: W/\"v1\"\r\n"));
    z_stream z = {0};
    z.next_in = (Bytef *)(uintptr_t)body(&packed);
    z.avail_in = (uInt)(packed.len - (size_t)(body(&packed) - packed.bytes));
    z.next_out = (Bytef *)text;
    z.avail_out = sizeof text;
    assert_true(z.avail_in < strlen(body(&plain)) / 2);
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    assert_string_equal(text, body(&plain));
    static const char *const no[] = {"gzip;q=0", "identity, gzip;q=0.5", "br", "*;q=0",
        "gzip;q=x"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        char ask_it[200];
        int n = snprintf(ask_it, sizeof ask_it,
                         "GET /page HTTP/1.1\r\n" H "Accept-Encoding: %s\r\n\r\n", no[i]);
        ask(*state, ask_it, (size_t)n, &plain);
        assert_null(header(&plain, "\r\nContent-Encoding:"));
    }
}

static void test_range(void **state)
{
    static const struct { const char *range; int status; const char *says; } rows[] = {
        {"bytes=0-4", 206, "Content-Range: bytes 0-4/"}, {"bytes=3-", 206, "bytes 3-"},
        {"bytes=-2", 206, "Content-Length: 2\r\n"}, {"bytes=999999-", 416, "bytes */"},
        {"bytes=-0", 416, "bytes */"}, {"bytes=4-2", 200, ""}, {"bytes=0-1,3-4", 200, ""},
        {"lines=1-2", 200, ""}, {"bytes=a-b", 200, ""}, {"bytes=-", 200, ""},
        {"bytes=0-4\r\nIf-Range: \"v1\"", 206, ""}, {"bytes=0-4\r\nIf-Range: \"v2\"", 200, ""}};
    static struct answer a;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        int n = snprintf(text, sizeof text, "GET /page HTTP/1.1\r\n" H "Range: %s\r\n\r\n",
                         rows[i].range);
        ask(*state, text, (size_t)n, &a);
        assert_int_equal(a.status, rows[i].status);
        assert_non_null(header(&a, rows[i].says));
    }
}

static void test_large(void **state)
{
    static struct answer a;
    static char text[160000];
    int n = snprintf(text, sizeof text, "POST /upload HTTP/1.1\r\n" H
                     "Content-Length: 150000\r\n\r\n");
    memset(text + n, 'u', 150000);
    ask(*state, text, (size_t)n + 150000, &a);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.bytes, "uuuu]"));
    n = snprintf(text, sizeof text, POST "Content-Length: 150000\r\n\r\n");
    memset(text + n, 'u', 150000);
    ask(*state, text, (size_t)n + 150000, &a); /* refused while it is still being sent */
    assert_int_equal(a.status, 413);
}

static struct http_request *held_take(struct house *house)
{
    pthread_mutex_lock(&house->lock);
    while (!house->held) pthread_cond_wait(&house->arrived, &house->lock);
    struct http_request *request = house->held;
    house->held = NULL;
    pthread_mutex_unlock(&house->lock);
    return request;
}

/* The client leaves while its request is worked on: the answer goes nowhere, safely. */
static void test_client_leaves(void **state)
{
    struct house *house = *state;
    static struct answer a;
    for (int i = 0; i < 20; i++) {
        int fd = dial(house);
        struct linger reset = {.l_onoff = 1};
        say(fd, GET("/held") GET("/rest"), sizeof(GET("/held") GET("/rest")) - 1);
        struct http_request *request = held_take(house);
        if (i % 2) setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        close(fd);
        struct http_response response = {.status = 200, .body = page(&request->arena)};
        http_reply(request, &response);
    }
    int fd = dial(house); /* one that has more to say meanwhile, and then no more: both answered */
    say(fd, GET("/held"), sizeof GET("/held") - 1);
    struct http_request *request = held_take(house);
    struct http_response response = {.status = 200, .body = page(&request->arena)};
    say(fd, GET("/after"), sizeof GET("/after") - 1);
    shutdown(fd, SHUT_WR);
    http_reply_held(request, &response);
    http_wake(house->server);
    hear(fd, &a, 0, false);
    close(fd);
    assert_int_equal(answers(&a, false), 2);
}

/* Stopping finishes what is in flight. */
static void test_stop_finishes(void **state)
{
    struct house house = {0};
    struct http_config config = config_of(&house);
    static struct answer a;
    (void)state;
    start(&house, &config);
    int fd = dial(&house), idle = dial(&house);
    say(fd, GET("/held"), sizeof GET("/held") - 1);
    struct http_request *request = held_take(&house);
    http_stop(house.server);
    hear(idle, &a, 0, false); /* waiting connections are closed at once */
    assert_true(a.closed);
    struct http_response response = {.status = 200, .body = STR("last words")};
    http_reply(request, &response);
    hear(fd, &a, 0, false);
    assert_true(a.closed);
    assert_string_equal(body(&a), "last words");
    assert_non_null(header(&a, "\r\nConnection: close\r\n"));
    close(fd);
    close(idle);
    finish(&house);
}

/* Deadlines of one second: a limit, not a measurement. */
static void test_deadlines(void **state)
{
    struct house house = {0};
    struct http_config config = config_of(&house);
    static struct answer a;
    (void)state;
    config.limits.header_seconds = config.limits.body_seconds = config.limits.idle_seconds = 1;
    start(&house, &config);
    int head = dial(&house), body_fd = dial(&house), idle = dial(&house), mute = dial(&house);
    say(head, "GET / HT", 8);
    say(body_fd, POST "Content-Length: 5\r\n\r\nhe", sizeof(POST "Content-Length: 5\r\n\r\nhe") - 1);
    say(idle, GET("/"), sizeof GET("/") - 1);
    hear(head, &a, 0, false);
    assert_int_equal(a.status, 408);
    assert_true(a.closed);
    hear(body_fd, &a, 0, false);
    assert_int_equal(a.status, 408);
    hear(idle, &a, 0, false);
    assert_int_equal(a.status, 200);
    assert_true(a.closed);
    hear(mute, &a, 0, false);
    assert_int_equal(a.len, 0);
    assert_true(a.closed);
    assert_int_equal(house.handled, 1);
    close(head);
    close(body_fd);
    close(idle);
    close(mute);
    finish(&house);
}

/* Near the ceiling the oldest idle connection makes room. */
static void test_crowd(void **state)
{
    struct house house = {0};
    struct http_config config = config_of(&house);
    static struct answer a;
    static const char *const halves[] = {"", "GET / HT", POST "Content-Length: 9\r\n\r\nhalf"};
    int fds[30];
    (void)state;
    config.limits.connections = 20;
    start(&house, &config);
    for (size_t k = 0; k < 3; k++) {
        for (int i = 0; i < 30; i++) {
            fds[i] = dial(&house);
            if (i < 29) say(fds[i], halves[k], strlen(halves[k]));
        }
        hear(fds[0], &a, 0, false);
        assert_true(a.closed);
        say(fds[29], GET("/"), sizeof GET("/") - 1);
        hear(fds[29], &a, 1, false);
        assert_int_equal(a.status, 200);
        for (int i = 0; i < 30; i++) close(fds[i]);
    }
    finish(&house);
}

static void test_origin_and_proxy(void **state)
{
    struct house house = {0};
    struct http_config config = config_of(&house);
    static struct answer a;
    (void)state;
    config.origin = STR("https://kith.example");
    config.trusted_proxy = STR("127.0.0.1");
    start(&house, &config);
    ASK(&house, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", &a);
    assert_int_equal(a.status, 400);
    ASK(&house, "GET / HTTP/1.1\r\nHost: kith.example:80\r\n\r\n", &a);
    assert_int_equal(a.status, 400);
    ASK(&house, "GET / HTTP/1.1\r\nHost: Kith.example:443\r\n\r\n", &a);
    assert_int_equal(a.status, 200);
    ASK(&house, "GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n", &a);
    assert_int_equal(a.status, 200);
    ASK(&house, "GET / HTTP/1.1\r\nHost: kith.example\r\nX-Forwarded-For: 6.6.6.6, 2001:db8::7\r\n"
                "X-Forwarded-Proto: https\r\n\r\n", &a);
    assert_non_null(strstr(body(&a), "peer=2001:db8::7 tls=1"));
    ASK(&house, "GET / HTTP/1.1\r\nHost: kith.example\r\nX-Forwarded-For: <script>\r\n\r\n", &a);
    assert_non_null(strstr(body(&a), "peer=127.0.0.1 tls=0"));
    finish(&house);
}

static void test_cannot_open(void **state)
{
    struct house *house = *state;
    struct http_config config = config_of(house);
    struct http_server *server;
    struct str why = STR_NONE;
    config.port = http_port(house->server);
    assert_int_equal(http_open(&config, &server, &why), ERR_BROKEN);
    assert_true(str_is(why, "the port is in use already"));
    config.host = STR("not an address");
    assert_int_equal(http_open(&config, &server, &why), ERR_INVALID);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_hostile), CASE(test_giants), CASE(test_truncated),
        CASE(test_plain), CASE(test_head), CASE(test_pipeline), CASE(test_keep_alive),
        CASE(test_gzip), CASE(test_range), CASE(test_large), CASE(test_client_leaves),
        cmocka_unit_test(test_stop_finishes), cmocka_unit_test(test_deadlines),
        cmocka_unit_test(test_crowd), cmocka_unit_test(test_origin_and_proxy),
        CASE(test_cannot_open)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
