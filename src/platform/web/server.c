/* Worker threads, their connections, start and stop. */
#include "platform/web/web_own.h"

#include <unistd.h>

#define LASTING_CEILING ((size_t)64 << 20)
#define BUCKETS 65536
#define BODY_DEFAULT ((size_t)1 << 20)

struct worker { struct web_server *server; struct db *db; };

static void *work(void *cookie)
{
    struct worker *worker = cookie;
    struct web_task *task;
    while ((task = web_server_next(worker->server))) web_task_run(task, worker->db);
    return NULL;
}

/* ---- what http calls, on the loop thread ---- */

static void send_reply(struct web_task *task)
{
    if (task->held) http_reply_held(task->http, &task->w.response);
    else http_reply(task->http, &task->w.response);
}

static void group_done(void *cookie)
{
    struct web_server *server = cookie;
    http_wake(server->http);
}

static void to_worker(struct web_server *server, struct web_task *task)
{
    if (web_server_queue(server, task, false)) return;
    task->w.response = (struct http_response){
        .status = 503, .content_type = STR("text/plain; charset=utf-8"), .no_store = true,
        .body = STR("Very many people are here just now. Please try again in a minute.\n"),
    };
    http_header_add(task->http, &task->w.response, "Retry-After", STR("10"));
    http_reply(task->http, &task->w.response);
}

static void gather(struct web_server *server, struct lane_job *job)
{
    job->next = NULL;
    if (server->gathered) server->gathered_last->next = job;
    else server->gathered = job;
    server->gathered_last = job;
}

/* All that came at once goes into one commit; what the lane has no room for goes the way of all. */
static void handed(void *cookie)
{
    struct web_server *server = cookie;
    if (!server->gathered) return;
    struct lane_job *left = lane_push_all(server->lane, server->gathered);
    server->gathered = NULL;
    while (left) {
        struct lane_job *next = left->next;
        to_worker(server, left->cookie);
        left = next;
    }
}

static void handle(void *cookie, struct http_request *http)
{
    struct web_server *server = cookie;
    struct web_task *task = ARENA_NEW(&http->arena, struct web_task);
    web_task_init(task, server, http);
    task->reply = send_reply;
    if (web_task_direct(task)) gather(server, &task->job);
    else to_worker(server, task);
}

static size_t body_limit(void *cookie, struct str method, struct str path)
{
    const struct web_server *server = cookie;
    struct str params[WEB_PARAMS_MAX];
    bool other;
    const struct web_route *route =
        web_router_find(&server->router, method, path, params, &other);
    return route && route->body_max > 0 ? route->body_max : BODY_DEFAULT;
}

/* ---- open, run, stop, close ---- */

static void copy_config(struct web_server *server, const struct web_server_config *config)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct arena *arena = &server->arena;
    server->config = *config;
    server->config.db_target = str_copy(arena, config->db_target);
    server->config.host = str_copy(arena, config->host);
    server->config.secret = str_copy(arena, config->secret);
    server->config.trusted_proxy = str_copy(arena, config->trusted_proxy);
    int n = config->workers > 0 ? config->workers : (int)cores;
    server->workers = n < 2 ? 2 : n > WEB_WORKERS_MAX ? WEB_WORKERS_MAX : n;
}

static bool loopback_is(struct str host)
{
    return str_starts(host, STR("127.")) || str_is(host, "::1") || str_is(host, "localhost");
}

static void set_origin(struct web_server *server, struct str wanted, int port)
{
    struct str host = server->config.host;
    struct str made = str_find(host, STR(":"), 0) != SIZE_MAX
                          ? str_printf(&server->arena, "http://[%.*s]:%d", STR_ARG(host), port)
                          : str_printf(&server->arena, "http://%.*s:%d", STR_ARG(host), port);
    server->origin = wanted.len > 0 ? str_copy(&server->arena, wanted) : made;
    server->tls = str_starts(server->origin, STR("https://"));
    server->loopback = loopback_is(host);
}

/* The app's long-lived objects and the origin, which mails write into their links. */
static void keep(struct web_server *server)
{
    size_t n = server->config.kept_n;
    server->kept = ARENA_ARRAY(&server->arena, struct ctx_kept, n + 1);
    for (size_t i = 0; i < n; i++) server->kept[i] = server->config.kept[i];
    server->kept[n] = (struct ctx_kept){.name = "origin", .ptr = &server->origin};
    server->kept_n = n + 1;
}

/* Who Host may name. Unless told otherwise a server on loopback answers for loopback names only:
   a page elsewhere whose name was made to point here is another Host. */
static struct str answers_for(const struct web_server *server, struct str origin)
{
    if (origin.len > 0 || !loopback_is(server->config.host)) return origin;
    return STR("http://localhost");
}

static enum status open_parts(struct web_server *server, const struct web_server_config *config,
                              struct str *ret_why)
{
    struct http_config http = {
        .host = server->config.host, .port = config->port,
        .origin = answers_for(server, config->origin),
        .trusted_proxy = config->trusted_proxy, .handle = handle, .handed = handed, .body_limit = body_limit,
        .hand_too_big = true, .cookie = server,
    };
    TRY(web_router_make(&server->arena, config->modules, &server->router, ret_why));
    TRY(lane_open(&server->arena, server->config.db_target, server->workers, &server->lane,
                  ret_why));
    for (int i = 0; i < server->workers; i++)
        TRY(db_open(&server->arena, server->config.db_target, DB_READ, &server->reads[i],
                    ret_why));
    TRY(http_open(&http, &server->http, ret_why));
    lane_after(server->lane, group_done, server);
    server->direct = db_kind_of(server->reads[0]) == DB_SQLITE;
    set_origin(server, config->origin, http_port(server->http));
    keep(server);
    return OK;
}

static void close_parts(struct web_server *server)
{
    if (server->lane) lane_close(server->lane); /* its last answers still find the loop */
    if (server->http) http_close(server->http);
    for (int i = 0; i < server->workers; i++)
        if (server->reads[i]) db_close(server->reads[i]);
    if (server->test_db) db_close(server->test_db);
    pthread_cond_destroy(&server->work);
    pthread_mutex_destroy(&server->lock);
    pthread_mutex_destroy(&server->chance_lock);
}

enum status web_server_open(const struct web_server_config *config,
                            struct web_server **ret_server, struct str *ret_why) {
    struct arena first;
    arena_init(&first, LASTING_CEILING);
    struct web_server *server = ARENA_NEW(&first, struct web_server);
    server->arena = first; /* it holds itself: released last, by a copy */
    copy_config(server, config);
    pthread_mutex_init(&server->lock, NULL);
    pthread_mutex_init(&server->chance_lock, NULL);
    server->tokens = web_tokens_make(&server->arena);
    pthread_cond_init(&server->work, NULL);
    web_chance_make(server);
    server->buckets = auth_buckets_new(&server->arena, BUCKETS);
    if (zone_load(&server->arena, STR("Europe/London"), &server->zone) != OK)
        server->zone = NULL;
    enum status status = open_parts(server, config, ret_why);
    if (status != OK) {
        close_parts(server); /* the arena stays: the reason lives in it, and the program ends */
        return status;
    }
    *ret_server = server;
    return OK;
}

int web_server_port(const struct web_server *server)
{
    return http_port(server->http);
}

static void stop_workers(struct web_server *server)
{
    pthread_mutex_lock(&server->lock);
    server->stopping = true;
    pthread_cond_broadcast(&server->work);
    pthread_mutex_unlock(&server->lock);
    for (int i = 0; i < server->started; i++) pthread_join(server->threads[i], NULL);
    server->started = 0;
}

enum status web_server_run(struct web_server *server)
{
    struct worker *workers =
        ARENA_ARRAY(&server->arena, struct worker, (size_t)server->workers);
    for (int i = 0; i < server->workers; i++) {
        workers[i] = (struct worker){server, server->reads[i]};
        if (pthread_create(&server->threads[i], NULL, work, &workers[i]) != 0) break;
        server->started++;
    }
    enum status status = server->started > 0 ? http_run(server->http) : ERR_BROKEN;
    stop_workers(server);
    return status;
}

void web_server_stop(struct web_server *server)
{
    http_stop(server->http);
}

void web_server_close(struct web_server *server)
{
    stop_workers(server);
    close_parts(server);
    struct arena last = server->arena;
    arena_release(&last);
}
