/* HTTP/1.1 by llhttp (strict) on libuv: one loop thread that never touches SQL, files, Argon2 or
   curl. A finished request goes to `handle` on the loop thread, which queues it for a worker; the
   worker or lane calls http_reply from any thread. */
#ifndef PLATFORM_HTTP_HTTP_H
#define PLATFORM_HTTP_HTTP_H

#include "base/buf.h"

struct http_server;

struct http_header { struct str name, value; }; /* names lower-cased */

struct http_request {
    struct arena arena;      /* lives until the reply is sent */
    struct str method;       /* "GET" "HEAD" "POST" ... */
    struct str path;         /* decoded, "/" first, no "..", no NUL */
    struct str query;        /* raw, after "?" */
    struct str body;
    const struct http_header *headers;
    size_t headers_n;
    struct str peer;         /* address text; X-Forwarded-For only from configured proxies */
    bool tls;                /* the proxy said https */
    bool too_big;            /* its body is above the ceiling, and was not read: answer 413 */
    void *server_side;       /* http's own */
    void *owner;             /* the handler's own */
};

struct http_response {
    int status;
    struct http_header headers[24];
    size_t headers_n;
    struct str content_type;
    struct str body;         /* in the request's arena or static */
    bool no_store;
};

struct http_limits {
    size_t header_bytes;   /* 16 KiB, then 431 */
    size_t body_bytes;     /* 1 MiB, then 413; routes may raise it through `body_limit` */
    int header_seconds;    /* 10 by the sweeper, then 408 */
    int body_seconds;      /* 30 and a floor of 1 KiB/s */
    int idle_seconds;      /* 15 keep-alive */
    int connections;       /* 10,000; the oldest idle is closed near the limit */
    int per_address;       /* 200; loopback and configured proxies are exempt */
};

struct http_config {
    struct str host;           /* "127.0.0.1" */
    int port;                  /* 0 = any */
    struct str origin;         /* "http://127.0.0.1:8080" when known; Host must agree, or be loopback */
    struct str trusted_proxy;  /* address allowed to set X-Forwarded-*; none by default */
    struct http_limits limits; /* zero fields take the defaults */
    /* Called on the loop thread with a whole request; must end in exactly one http_reply. */
    void (*handle)(void *cookie, struct http_request *request);
    /* Called on the loop thread when all that came at once was handed over. NULL = nobody asks. */
    void (*handed)(void *cookie);
    /* Body ceiling for this method and path, asked once headers are in. NULL = the default. */
    size_t (*body_limit)(void *cookie, struct str method, struct str path);
    /* `handle` answers what is above the ceiling itself, in words of its page; else http does. */
    bool hand_too_big;
    void *cookie;
};

enum status http_open(const struct http_config *config, struct http_server **ret_server,
                      struct str *ret_why) MUST_USE;
int http_port(const struct http_server *server);
/* Serve until http_stop; SIGTERM and SIGINT call it. What is in flight is finished. */
enum status http_run(struct http_server *server) MUST_USE;
void http_stop(struct http_server *server); /* any thread, until http_close */

/* Close what is left and free. End the threads that may still call http_reply before. */
void http_close(struct http_server *server);

/* Send the answer; any thread, once. gzip when asked for and worth it (text, > 1 KB).
   HEAD is answered without body. The request is gone afterwards. */
void http_reply(struct http_request *request, struct http_response *response);
/* The same, but the loop is told by http_wake: many answers, one waking. */
void http_reply_held(struct http_request *request, struct http_response *response);
void http_wake(struct http_server *server); /* any thread, until http_close */
void http_header_add(struct http_request *request, struct http_response *response,
                     const char *name, struct str value); /* CR, LF and NUL are refused */
struct str http_header_get(const struct http_request *request, const char *name); /* lower case */

/* For bytes that do not change (assets, stored files), called before http_reply: one range of
   bytes becomes 206, one outside 416; several ranges, or an If-Range that does not name the
   response's ETag, send the whole. */
void http_range(struct http_request *request, struct http_response *response);

/* Decoding, fuzzed. */
struct http_pair { struct str name, value; };
/* application/x-www-form-urlencoded or a query. At most 2,000 pairs. Fails: ERR_INVALID, ERR_LIMIT. */
enum status http_form_parse(struct arena *arena, struct str text, struct http_pair **ret_pairs,
                            size_t *ret_count) MUST_USE;
struct http_part { struct str name, filename, content_type, body; };
/* multipart/form-data. At most 100 parts. */
enum status http_multipart_parse(struct arena *arena, struct str content_type, struct str body,
                                 struct http_part **ret_parts, size_t *ret_count) MUST_USE;
struct str http_cookie_get(const struct http_request *request, const char *name);
/* STR_NONE when a % is not followed by two hex digits, or stands for NUL. */
struct str http_url_decode(struct arena *arena, struct str s, bool plus_is_space);
struct str http_url_encode(struct arena *arena, struct str piece);

#endif
