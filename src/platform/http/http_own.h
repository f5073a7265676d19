/* What the files of http share. Nobody else includes this, its tests and fuzz targets apart.
   parse.c turns bytes into a request or a refusal and knows no sockets; policy.c says what is
   refused; conn.c moves bytes; reply.c writes answers; server.c owns the loop. */
#ifndef PLATFORM_HTTP_HTTP_OWN_H
#define PLATFORM_HTTP_HTTP_OWN_H

#include "platform/http/http.h"
#include <llhttp.h>
#include <stdatomic.h>
#include <sys/queue.h>
#include <uv.h>

#define HTTP_LINE_MAX ((size_t)8192)     /* request line; the rest of the head has header_bytes */
#define HTTP_HEADERS_MAX 100
#define HTTP_BODIES_MAX ((size_t)512 << 20) /* memory of all bodies at once, then 503 */
#define HTTP_EXTENSIONS_MAX 256          /* bytes of chunk extensions in one request */
#define HTTP_LINGER_MS 2000              /* after a closing answer: read and drop, so it arrives */
#define HTTP_PATIENT_MS 60000            /* the same while a browser still sends what is too large */
#define HTTP_STOP_MS 10000
#define HTTP_BUCKETS 4096

enum http_refusal {
    REFUSE_NONE, REFUSE_LINE_END, REFUSE_CONTROL, REFUSE_FOLD, REFUSE_REQUEST_LINE,
    REFUSE_VERSION, REFUSE_METHOD, REFUSE_METHOD_UNKNOWN, REFUSE_TARGET, REFUSE_LONG_LINE,
    REFUSE_HEADERS, REFUSE_SYNTAX, REFUSE_TWICE, REFUSE_HOST, REFUSE_OTHER_HOST, REFUSE_LENGTH,
    REFUSE_CODING, REFUSE_NO_LENGTH, REFUSE_EXPECT, REFUSE_BODY_HERE, REFUSE_TOO_BIG,
    REFUSE_CHUNK, REFUSE_TRAILER, REFUSE_SLOW, REFUSE_FULL
};
struct http_refusal_row { int status; const char *text; };

enum http_stage { STAGE_HEAD, STAGE_BODY, STAGE_DONE, STAGE_REFUSED };

/* One request on its way in. */
struct http_parse {
    const struct http_config *config;
    struct http_request *request;
    struct arena in;             /* head, headers, body and what came after; not the handler's */
    llhttp_t llhttp;
    enum http_stage stage;
    enum http_refusal refusal;
    char *head;                  /* may move while it grows, so lines are kept by position */
    size_t head_len, head_room, line_at, lines;
    size_t method_len, target_at, target_len;
    int blanks;                  /* empty lines before the request line */
    bool old;                    /* HTTP/1.0 */
    bool keep_alive, head_whole, whole, chunked;
    struct str name;             /* of the header being read */
    struct str value;
    struct http_header *headers;
    struct str target;
    char *body;
    size_t body_len, body_room, body_limit, left; /* left: of Content-Length */
    size_t extensions;
    const char *frame;           /* from here on the bytes fed are chunk framing */
    char frame_last;
    bool in_extension;
};

void http_parse_begin(struct http_parse *parse, const struct http_config *config,
                      struct http_request *request);
/* Take bytes up to the end of this request; answers how many were taken. Look at `stage` then. */
size_t http_parse_feed(struct http_parse *parse, const char *data, size_t size);
void http_parse_refuse(struct http_parse *parse, enum http_refusal refusal);

/* The policy table; every function answers REFUSE_NONE when all is well. */
const struct http_refusal_row *http_policy_row(enum http_refusal refusal);
enum http_refusal http_policy_line(struct http_parse *parse, struct str line);
enum http_refusal http_policy_field(struct str line);
enum http_refusal http_policy_head(struct http_parse *parse);
/* The address the request came from, once a proxy we trust had its say. */
void http_policy_peer(struct http_request *request, const struct http_config *config,
                      struct str peer);
void http_policy_limits(struct http_limits *limits); /* zero fields take the defaults */

/* A request, its answer, and the memory of both. */
struct http_exchange {
    struct http_request request;
    struct http_parse parse;
    struct http_server *server;
    struct http_conn *conn;      /* NULL: the client left while work was in flight */
    STAILQ_ENTRY(http_exchange) link;
    struct str rest;             /* bytes that came after this request, in parse.in */
    uv_write_t write;
    struct str head, body;       /* the answer */
    bool replied, close;
};
STAILQ_HEAD(http_exchanges, http_exchange);

/* Make the bytes of the answer; any thread. */
void http_reply_build(struct http_exchange *exchange, const struct http_response *response);

enum http_state { CONN_IDLE, CONN_HEAD, CONN_BODY, CONN_WORK, CONN_WRITE, CONN_LINGER, CONN_GONE };

struct http_conn {
    uv_tcp_t tcp;
    uv_shutdown_t shutdown;
    struct http_server *server;
    struct http_exchange *exchange; /* NULL while idle: no buffers then */
    TAILQ_ENTRY(http_conn) all, idle;
    LIST_ENTRY(http_conn) same;     /* others whose address falls into this bucket */
    enum http_state state;
    bool counted, is_idle, fresh, patient, reading;
    uint64_t since;                 /* loop time this state began */
    uint64_t key;                   /* of the address, for per_address */
    size_t charged;                 /* body bytes counted in server->bodies */
    char peer[46];
};
TAILQ_HEAD(http_conns, http_conn);
LIST_HEAD(http_bucket, http_conn);

struct http_server {
    struct http_config config;
    uv_loop_t loop;
    uv_tcp_t listener;
    uv_async_t async;
    uv_timer_t sweeper;
    uv_check_t round;
    uv_signal_t term, interrupt;
    uv_mutex_t lock;                /* guards replies and woken */
    struct http_exchanges replies;
    bool woken;                     /* the loop was told of them */
    atomic_bool stop_asked;
    struct http_conns all, idle;    /* loop thread only, as all below */
    struct http_bucket buckets[HTTP_BUCKETS];
    int conns_n, working;
    size_t bodies;
    bool stopping;
    uint64_t stop_at;
    int port;
    char bytes[65536];              /* what was just read; one for all, used within a callback */
};

void http_conn_accept(struct http_server *server);
void http_conn_close(struct http_conn *conn);
void http_conn_sweep(struct http_conn *conn, uint64_t now); /* its deadline */
void http_conn_answer(struct http_exchange *exchange);      /* write what http_reply made */
void http_conn_settle(struct http_server *server);          /* leave the loop when all is done */

#endif
