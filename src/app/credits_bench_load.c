/* Clients that post transfers: kept connections on loopback, one request each under way. */
#include "app/credits_bench.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ROOM 4096
#define REQUEST 1024
#define AFTER_MS 15000 /* answers that are still out when the time is over */
#define RETRIES_MAX 1000
#define FINE 32        /* steps of the histogram for each doubling: 3% */
#define STEPS (40 * FINE)

struct client {
    int fd;
    char request[REQUEST], room[ROOM];
    size_t request_n, got;
    int64_t began_us;
};

struct run {
    const struct bench_load *load;
    struct arena *arena;
    struct client *clients;
    int epoll, under_way;
    int64_t until_ms, last_ms, transfers, retries;
    uint32_t *histogram;
    struct str why;
};

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- how long they took ---- */

static size_t step_of(int64_t us) {
    uint64_t n = us < 1 ? 1 : (uint64_t)us;
    unsigned top = 63 - (unsigned)__builtin_clzll(n);
    if (top < 5) return (size_t)n;
    size_t step = (size_t)(top - 4) * FINE + (size_t)((n >> (top - 5)) & (FINE - 1));
    return step < STEPS ? step : STEPS - 1;
}

static int64_t us_of(size_t step) {
    if (step < FINE) return (int64_t)step;
    unsigned top = (unsigned)(step / FINE) + 4;
    return (int64_t)(((uint64_t)FINE + step % FINE) << (top - 5));
}

static int64_t quantile(const struct run *r, int percent) {
    int64_t wanted = (r->transfers * percent + 99) / 100, seen = 0;
    for (size_t i = 0; i < STEPS; i++)
        if ((seen += r->histogram[i]) >= wanted && seen > 0) return us_of(i);
    return 0;
}

/* ---- one transfer ---- */

static void make_request(struct run *r, struct client *c) {
    const struct bench_load *l = r->load;
    unsigned char key[16];
    char body[256], uuid[37];
    struct str pair[2];
    uint64_t payer = rand_below(l->rand, BENCH_ACCOUNTS), payee = rand_below(l->rand, BENCH_ACCOUNTS - 1);
    pair[0] = l->names[payer];
    pair[1] = l->names[payee < payer ? payee : payee + 1];
    if (rand_below(l->rand, 100) < (uint64_t)l->hot_percent) pair[rand_below(l->rand, 2)] = l->hot;
    rand_bytes(l->rand, key, sizeof key);
    (void)snprintf(uuid, sizeof uuid, "%02x%02x%02x%02x-%02x%02x-4%x%02x-8%x%02x-%02x%02x%02x%02x%02x%02x", key[0], key[1], key[2], key[3], key[4],
                   key[5], key[6] & 15, key[7], key[8] & 15, key[9], key[10], key[11], key[12], key[13], key[14], key[15]);
    int n = snprintf(body, sizeof body, "{\"from\":\"%.*s\",\"to\":\"%.*s\",\"minutes\":%d,\"for\":\"helped in the garden\"}", STR_ARG(pair[0]),
                     STR_ARG(pair[1]), 1 + (int)rand_below(l->rand, 120));
    int whole = snprintf(c->request, sizeof c->request,
                         "POST /api/v1/credits/entries HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %.*s\r\n"
                         "Content-Type: application/json\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n%s",
                         l->port, STR_ARG(l->token), uuid, n, body);
    c->request_n = (size_t)whole;
    c->began_us = now_us();
}

static bool dial(struct run *r, struct client *c) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)r->load->port)};
    struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = c}};
    int yes = 1;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&at, sizeof at) != 0) return false;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return epoll_ctl(r->epoll, EPOLL_CTL_ADD, c->fd, &event) == 0;
}

/* Small enough for the socket's own buffer: it never waits. */
static bool ask(struct client *c) {
    c->got = 0;
    return send(c->fd, c->request, c->request_n, MSG_NOSIGNAL) == (ssize_t)c->request_n;
}

/* The same again, with its key, on a new connection. */
static bool ask_again(struct run *r, struct client *c, bool anew) {
    if (++r->retries > RETRIES_MAX) {
        r->why = STR("it was refused or not answered too often");
        return false;
    }
    if (!anew) return ask(c);
    close(c->fd);
    if (dial(r, c) && ask(c)) return true;
    r->why = STR("no connection");
    return false;
}

/* ---- answers ---- */

/* The status of a whole answer; 0 = more is to come, -1 = it is none. */
static int whole_status(struct client *c) {
    const char *end, *length;
    c->room[c->got] = '\0';
    if (!(end = strstr(c->room, "\r\n\r\n"))) return c->got < ROOM - 1 ? 0 : -1;
    if (!(length = strcasestr(c->room, "\r\ncontent-length:")) || length > end) return -1;
    size_t whole = (size_t)(end + 4 - c->room) + strtoul(length + 17, NULL, 10);
    if (c->got < whole) return whole < ROOM ? 0 : -1;
    return (int)strtol(c->room + 9, NULL, 10);
}

static void note(struct run *r, const struct client *c) {
    r->histogram[step_of(now_us() - c->began_us)]++;
    r->transfers++;
    r->last_ms = clock_mono_ms();
}

/* False: the run is over, why says it. */
static bool hear(struct run *r, struct client *c) {
    ssize_t n = recv(c->fd, c->room + c->got, ROOM - 1 - c->got, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (n <= 0) return ask_again(r, c, true);
    c->got += (size_t)n;
    int status = whole_status(c);
    if (status == 0) return true;
    if (status == 503) return ask_again(r, c, false);
    if (status != 201 && status != 200) { /* 200: answered before, and the answer was lost */
        r->why = str_printf(r->arena, "answered %d: %.300s", status, c->room);
        return false;
    }
    note(r, c);
    if (clock_mono_ms() >= r->until_ms || app_bench_cut()) {
        r->under_way--;
        return true;
    }
    make_request(r, c);
    return ask(c) || ask_again(r, c, true);
}

static bool go_on(struct run *r) {
    struct epoll_event events[64];
    int64_t end = r->until_ms + AFTER_MS;
    while (r->under_way > 0) {
        int n = epoll_wait(r->epoll, events, 64, 200);
        for (int i = 0; i < n; i++)
            if (!hear(r, events[i].data.ptr)) return false;
        if (clock_mono_ms() > end) {
            r->why = STR("answers did not come");
            return false;
        }
    }
    return true;
}

static bool begin(struct run *r) {
    for (int i = 0; i < r->load->clients; i++) {
        struct client *c = &r->clients[i];
        if (!dial(r, c)) {
            r->why = STR("no connection");
            return false;
        }
        make_request(r, c);
        if (!ask(c) && !ask_again(r, c, true)) return false;
        r->under_way++;
    }
    return true;
}

enum status app_bench_load(struct arena *arena, const struct bench_load *load, const struct bench_server *server,
                           struct bench_done *ret_done) {
    struct run r = {.load = load, .arena = arena, .epoll = epoll_create1(EPOLL_CLOEXEC), .why = STR_NONE};
    r.clients = ARENA_ARRAY(arena, struct client, (size_t)load->clients);
    for (int i = 0; i < load->clients; i++) r.clients[i].fd = -1;
    r.histogram = ARENA_ARRAY(arena, uint32_t, STEPS);
    int64_t cpu = app_bench_cpu_us(server), began = now_us();
    r.until_ms = clock_mono_ms() + load->seconds * 1000 + 1; /* not a moment less than was asked */
    bool well = r.epoll >= 0 && begin(&r) && go_on(&r);
    *ret_done = (struct bench_done){.transfers = r.transfers, .us = now_us() - began, .p50_us = quantile(&r, 50), .p99_us = quantile(&r, 99),
                                    .cpu_us = app_bench_cpu_us(server) - cpu, .why = r.why};
    for (int i = 0; i < load->clients; i++)
        if (r.clients[i].fd >= 0) close(r.clients[i].fd);
    if (r.epoll >= 0) close(r.epoll);
    return well ? OK : ERR_BROKEN;
}
