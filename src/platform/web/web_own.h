/* What the files of web share with each other and nobody else. */
#ifndef PLATFORM_WEB_WEB_OWN_H
#define PLATFORM_WEB_WEB_OWN_H

#include "platform/auth/auth.h"
#include "platform/db/lane.h"
#include "platform/web/frame_view.h"
#include "platform/web/web_server.h"

#include <pthread.h>

#define WEB_QUEUE_MAX 1024    /* requests waiting for a worker, then 503 */
#define WEB_WORKERS_MAX 32
#define WEB_CHANCES_MAX (WEB_WORKERS_MAX + 16)
#define WEB_PARAMS_MAX 4
#define WEB_SEGMENTS_MAX 8
#define WEB_NOTICE_MAX 400

/* ---- router: patterns cut into segments once ---- */
struct web_pattern {
    const struct web_route *route;
    struct str segments[WEB_SEGMENTS_MAX]; /* a NULL ptr takes any one segment */
    size_t segments_n;
};
struct web_router { struct web_pattern *patterns; size_t count; };
/* Fails: ERR_LIMIT (a pattern with too many segments or names), its path in ret_why. */
enum status web_router_make(struct arena *arena, struct module_list list,
                            struct web_router *ret_router, struct str *ret_why) MUST_USE;
/* The route and its {name} segments; fixed words win over names. NULL: none, *ret_other true
   when the path is known with another method. */
const struct web_route *web_router_find(const struct web_router *router, struct str method,
                                        struct str path, struct str params[WEB_PARAMS_MAX],
                                        bool *ret_other);

/* ---- random numbers and ids, one set a thread at work, each with its own salt ---- */
struct web_chance { struct rand rand; struct ids ids; struct web_chance *next; };

enum web_phase { WEB_START, WEB_AGAIN, WEB_REPLY };

/* One request on its way: worker, lane, worker. One thread at a time holds it. */
struct web_task {
    struct web w; /* first: a handler's struct web is its task */
    struct ctx ctx;
    struct lane_job job;
    struct web_server *server;
    struct http_request *http;
    struct web_task *next;
    enum web_phase phase;
    enum status status;
    struct str cookie, csrf;       /* the session's; STR_NONE when not signed in */
    struct str key, body_hash;     /* of the form */
    struct str notice;             /* shown on this page */
    struct str saying;             /* said by this answer */
    struct str location;
    struct str set_session;        /* new session cookie; empty = take it away */
    const char *set_language;
    bool easy;                  /* the reader asked for easy read */
    const char *set_easy;
    struct json json;
    struct web_frame_view frame;
    struct str code; /* said to people and logged, so that a call can be matched to a line */
    bool drop_notice, framed, refused, again_key, key_raced, posted, json_started, settled;
    bool known;    /* the token was remembered */
    bool refusing; /* in the lane: the refusal stands ready */
    bool held;     /* answered with others of its commit */
    int raced, wait_seconds, fail_status;
    int64_t began_ms;
    /* The reply goes here: http, or a test that waits. */
    void (*reply)(struct web_task *task);
    void *reply_cookie;
};

struct web_server {
    struct arena arena;
    struct web_server_config config;
    struct web_router router;
    struct http_server *http;
    struct lane *lane;
    struct auth_buckets *buckets;
    const struct zone *zone;
    struct str origin;
    struct lane_job *gathered, *gathered_last; /* loop thread only: for the lane, once all that came is read */
    bool tls, loopback;
    bool direct; /* one writer: programs may go straight to it */
    struct ctx_kept *kept; size_t kept_n; /* the app's and the origin */
    pthread_t threads[WEB_WORKERS_MAX];
    struct db *reads[WEB_WORKERS_MAX];
    int workers, started;
    pthread_mutex_t lock; /* of everything below */
    pthread_cond_t work;
    struct web_task *first, *last;
    size_t waiting;
    bool stopping;
    pthread_mutex_t chance_lock; /* of these alone: every thread at work asks twice a request */
    struct web_chance *chances;
    struct web_tokens *tokens;
    struct db *test_db;
};

static inline struct web_task *web_task_of(const struct web *w) {
    return (struct web_task *)(uintptr_t)w;
}

/* ---- task.c: the way of a request ---- */
void web_task_init(struct web_task *task, struct web_server *server, struct http_request *http);
void web_task_run(struct web_task *task, struct db *db); /* on a worker, in its phase */
/* A post of a program whose token is remembered: its job is made, to be pushed straight into the
   lane. False: the way of all. */
bool web_task_direct(struct web_task *task);
/* ---- queue.c ---- */
void web_chance_make(struct web_server *server);
struct web_task *web_server_next(struct web_server *server); /* waits; NULL when stopping */
bool web_server_queue(struct web_server *server, struct web_task *task, bool front);
struct web_chance *web_chance_take(struct web_server *server);
void web_chance_give(struct web_server *server, struct web_chance *chance);
/* ---- request.c ---- */
enum status
web_request_parse(struct web_task *task) MUST_USE; /* query, and the body of a POST */
void web_request_hash(struct web_task *task); /* fills body_hash */
/* ---- session.c ---- */
enum status
web_session_open(struct web_task *task) MUST_USE; /* actor, standing, language, csrf */
const char *web_session_cookie(const struct web_server *server);
void web_session_notice(struct web_task *task); /* read the notice cookie */
void web_session_cookies(struct web_task *task); /* write the cookies of the answer */
/* ---- tokens.c: tokens of the installation, remembered for a second ---- */
struct web_tokens *web_tokens_make(struct arena *arena);
enum status web_tokens_find(struct web_task *task, struct str token) MUST_USE; /* fills actor and scope */
bool web_tokens_known(struct web_task *task); /* the request's, out of memory alone; fills the same */
/* ---- guard.c ---- */
enum status web_guard_origin(struct web_task *task) MUST_USE;
enum status web_guard_form(struct web_task *task) MUST_USE;
enum status web_guard_limit(struct web_task *task) MUST_USE;
bool web_guard_may(const struct web_task *task);
/* ---- key.c ---- */
/* In a read or a write transaction. OK and settled: answered before, location filled. */
enum status web_key_look(struct web_task *task) MUST_USE;
enum status web_key_begin(struct web_task *task) MUST_USE;
enum status web_key_end(struct web_task *task) MUST_USE;
/* ---- frame.c ---- */
void web_frame_begin(struct web_task *task);
void web_frame_end(struct web_task *task);
/* ---- fail.c ---- */
void web_fail(struct web_task *task, enum status status); /* the message page or a JSON error */
void web_fail_as(struct web_task *task, enum status status, int http_status);
int web_http_status(enum status status);
/* ---- static.c, web_static.c ---- */
struct embed_file;
const struct embed_file *web_static_find(const char *name); /* or NULL */
struct str web_static_name(struct arena *arena, const struct embed_file *file); /* with its hash */
/* "/static/kith.HASH.css" of "kith.css"; "#" when there is none. */
struct str web_static_href(struct arena *arena, const char *name);
enum status web_static_show(struct web *w) MUST_USE;
enum status web_static_icon(struct web *w) MUST_USE;
/* ---- answer.c ---- */
void web_answer_reset(struct web_task *task);
void web_answer_finish(struct web_task *task); /* headers, cookies, log line, reply */
void web_html_init(struct web_task *task);
void web_html_key(struct web_task *task);

#endif
