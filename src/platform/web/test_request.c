/* One request through router, transaction, lane and frame, without sockets. For tests. */
#include "platform/web/web_own.h"

#include <string.h>

struct waiting { struct web_server *server; bool done; };

static void note_reply(struct web_task *t)
{
    struct waiting *waiting = t->reply_cookie;
    pthread_mutex_lock(&waiting->server->lock);
    waiting->done = true;
    pthread_cond_broadcast(&waiting->server->work);
    pthread_mutex_unlock(&waiting->server->lock);
}

/* The task when it comes back from the lane, or NULL when it was answered. */
static struct web_task *wait_for(struct web_server *server, struct waiting *waiting)
{
    pthread_mutex_lock(&server->lock);
    while (!waiting->done && !server->first) pthread_cond_wait(&server->work, &server->lock);
    struct web_task *task = waiting->done ? NULL : server->first;
    if (task) {
        server->first = server->last = NULL;
        server->waiting = 0;
    }
    pthread_mutex_unlock(&server->lock);
    return task;
}

struct lines { struct http_header *items; size_t count; };

static void add(struct arena *arena, struct lines *lines, const char *name, struct str value)
{
    *ARENA_PUSH(arena, lines->items, lines->count) =
        (struct http_header){str_from(name), value};
}

static void add_headers(struct web_server *server, const struct web_test_request *r,
                        struct http_request *http)
{
    struct lines lines = {.count = 0};
    struct arena *arena = &http->arena;
    struct str rest = str_from(r->headers), line, name;
    if (r->cookie)
        add(arena, &lines, "cookie",
            strchr(r->cookie, '=')
                ? str_from(r->cookie)
                : str_printf(arena, "%s=%s", web_session_cookie(server), r->cookie));
    if (r->bearer)
        add(arena, &lines, "authorization", str_printf(arena, "Bearer %s", r->bearer));
    if (strcmp(r->method, "POST") == 0)
        add(arena, &lines, "content-type",
            str_from(r->content_type ? r->content_type : "application/x-www-form-urlencoded"));
    if (r->csrf) add(arena, &lines, "sec-fetch-site", STR("same-origin"));
    while (rest.ptr && str_next(&rest, '\n', &line))
        if (str_next(&line, ':', &name))
            add(arena, &lines, str_c(arena, name), str_trim(line));
    http->headers = lines.items;
    http->headers_n = lines.count;
}

/* As the hidden boxes of a page would: the session's token and a fresh key. */
static void add_keys(struct web_server *server, const struct web_test_request *r,
                     struct http_request *http)
{
    struct arena *arena = &http->arena;
    struct str session = http_cookie_get(http, web_session_cookie(server));
    struct str body = str_from(r->body ? r->body : "");
    struct str token = auth_csrf(arena, server->config.secret, session);
    struct web_chance *chance = web_chance_take(server);
    unsigned long long key[2] = {rand_u64(&chance->rand), rand_u64(&chance->rand)};
    web_chance_give(server, chance);
    if (str_find(body, STR("csrf="), 0) == SIZE_MAX)
        body = str_printf(arena, "%.*s&csrf=%.*s", STR_ARG(body), STR_ARG(token));
    if (str_find(body, STR("&key="), 0) == SIZE_MAX)
        body = str_printf(arena, "%.*s&key=%016llx%016llx", STR_ARG(body), key[0], key[1]);
    http->body = body;
}

static void fill(struct web_server *server, const struct web_test_request *r,
                 struct http_request *http)
{
    struct str target = str_from(r->target);
    size_t mark = str_find(target, STR("?"), 0);
    http->method = str_from(r->method);
    http->path = http_url_decode(&http->arena, str_slice(target, 0, mark), false);
    http->query = mark == SIZE_MAX ? STR_NONE : str_slice(target, mark + 1, target.len);
    http->body = str_from(r->body);
    http->peer = STR("127.0.0.1");
    add_headers(server, r, http);
    if (r->csrf && strcmp(r->method, "POST") == 0) add_keys(server, r, http);
}

static void read_answer(const struct web_task *t, struct arena *arena, struct str *ret_location,
                        struct str *ret_cookie)
{
    struct str cookies = STR_NONE, location = STR_NONE;
    for (size_t i = 0; i < t->w.response.headers_n; i++) {
        struct http_header h = t->w.response.headers[i];
        if (str_is(h.name, "Location")) location = str_copy(arena, h.value);
        if (!str_is(h.name, "Set-Cookie")) continue;
        struct str pair = str_slice(h.value, 0, str_find(h.value, STR(";"), 0));
        cookies = cookies.ptr ? str_printf(arena, "%.*s; %.*s", STR_ARG(cookies), STR_ARG(pair))
                              : str_copy(arena, pair);
    }
    *ret_location = location;
    *ret_cookie = cookies;
}

enum status web_server_test(struct web_server *server, struct arena *arena,
                            const struct web_test_request *request, int *ret_status,
                            struct str *ret_body, struct str *ret_location,
                            struct str *ret_cookie) {
    struct waiting waiting = {.server = server};
    struct http_request *http = ARENA_NEW(arena, struct http_request);
    struct str why;
    if (!server->test_db)
        TRY(db_open(&server->arena, server->config.db_target, DB_READ, &server->test_db, &why));
    arena_init(&http->arena, ARENA_REQUEST_CEILING);
    fill(server, request, http);
    struct web_task *task = ARENA_NEW(&http->arena, struct web_task);
    web_task_init(task, server, http);
    task->reply = note_reply;
    task->reply_cookie = &waiting;
    bool direct = web_task_direct(task) && lane_push(server->lane, &task->job) == OK;
    struct web_task *first = direct ? wait_for(server, &waiting) : task;
    for (struct web_task *next = first; next; next = wait_for(server, &waiting))
        web_task_run(next, server->test_db);
    *ret_status = task->w.response.status;
    *ret_body = str_copy(arena, task->w.response.body);
    read_answer(task, arena, ret_location, ret_cookie);
    arena_release(&http->arena);
    return OK;
}
