/* The way of a request: a worker reads and prepares, the lane writes, a worker shows what went
   wrong. Nothing is answered before the commit. A program that posts often goes straight from the
   loop to the lane. */
#include "platform/web/web_own.h"

#include "platform/journal/journal.h"

#define RACES_MAX 3

void web_task_init(struct web_task *t, struct web_server *server, struct http_request *http)
{
    t->server = server;
    t->http = http;
    t->began_ms = clock_mono_ms();
    t->ctx = (struct ctx){
        .arena = &http->arena, .now = server->config.now(), .zone = server->zone,
        .locale = text_locale(TEXT_EN), .kept = server->kept, .kept_n = server->kept_n,
        .tell = server->config.tell,
    };
    faults_init(&t->ctx.faults, &http->arena);
    t->w.ctx = &t->ctx;
    t->w.http = http;
    t->w.server = server;
    t->posted = str_is(http->method, "POST");
}

static bool run_start(struct web_task *t);

static struct web_chance *arm(struct web_task *t, struct db *db)
{
    struct web_chance *chance = web_chance_take(t->server);
    t->ctx.db = db;
    t->ctx.rand = &chance->rand;
    t->ctx.ids = &chance->ids;
    return chance;
}

static void disarm(struct web_task *t, struct web_chance *chance)
{
    t->ctx.db = NULL;
    t->ctx.rand = NULL;
    t->ctx.ids = NULL;
    web_chance_give(t->server, chance);
}

/* ---- in the lane ---- */

static void settle(struct web_task *t, enum status status)
{
    t->status = status;
    bool plain = t->posted && status == OK && (t->w.response.status == 303 || t->w.route->flags & WEB_BEARER);
    if (plain) {
        t->held = true;
        web_answer_finish(t);
        return;
    }
    t->phase = status == OK ? WEB_REPLY : WEB_AGAIN;
    /* Ahead of new requests: somebody already waited for it, and the queue may be full. */
    web_server_queue(t->server, t, true);
}

static void write_done(struct lane_job *job, enum status status)
{
    struct web_task *t = job->cookie;
    if (status == ERR_CONFLICT && t->key_raced && t->raced++ < RACES_MAX) {
        if (lane_push(t->server->lane, &t->job) == OK) return;
        status = ERR_BUSY;
    }
    settle(t, status != OK ? status : t->status);
}

static enum status act(struct web_task *t)
{
    TRY(web_key_begin(t));
    if (t->settled) return web_redirect(&t->w, t->location);
    if (t->ctx.actor.stale) TRY(auth_session_note(&t->ctx, t->ctx.actor.session));
    if (t->w.route->apply) TRY(t->w.route->apply(&t->w));
    TRY(faults_status(&t->ctx.faults));
    return web_key_end(t);
}

static enum status write_apply(struct lane_job *job, struct db *db)
{
    struct web_task *t = job->cookie;
    struct web_chance *chance = arm(t, db);
    faults_init(&t->ctx.faults, t->ctx.arena); /* it may be tried again */
    web_answer_reset(t);
    t->key_raced = t->again_key = t->settled = t->w.keep_refused = false;
    t->status = act(t);
    disarm(t, chance);
    return t->w.keep_refused && t->status != OK ? OK : t->status;
}

/* All of it in the lane: one wake-up and one queue less, and larger groups. What it looks up is
   in memory as a rule; what is not is read through the lane's own connection. */
static enum status direct_apply(struct lane_job *job, struct db *db)
{
    struct web_task *t = job->cookie;
    struct web_chance *chance = arm(t, db);
    bool on = run_start(t);
    t->refusing = !on;
    t->status = on ? act(t) : ERR_INVALID;
    disarm(t, chance);
    return t->status;
}

/* A refusal stands ready; it may rest on what others of the group did, and so waits for the commit too. */
static void direct_done(struct lane_job *job, enum status status)
{
    struct web_task *t = job->cookie;
    if (!t->refusing || status != t->status) {
        write_done(job, status);
        return;
    }
    t->phase = WEB_REPLY;
    web_server_queue(t->server, t, true);
}

bool web_task_direct(struct web_task *t)
{
    const unsigned wanted = WEB_SHARED | WEB_BEARER;
    bool other;
    if (!t->server->direct || !t->posted || t->http->too_big) return false;
    t->w.route = web_router_find(&t->server->router, t->http->method, t->http->path, t->w.params, &other);
    if (!t->w.route || (t->w.route->flags & wanted) != wanted || !web_tokens_known(t)) return false;
    t->job = (struct lane_job){.apply = direct_apply, .done = direct_done, .cookie = t, .group = 1};
    return true;
}

/* A page that shows somebody's record is answered once it is written down who saw it. */
static enum status seen_apply(struct lane_job *job, struct db *db)
{
    struct web_task *t = job->cookie;
    struct web_chance *chance = arm(t, db);
    enum status status = OK;
    if (t->ctx.actor.stale) status = auth_session_note(&t->ctx, t->ctx.actor.session);
    if (status == OK && t->w.route->seen && t->w.seen_subject != 0)
        status = journal_record(&t->ctx, t->w.route->seen, t->w.seen_subject, 0, STR_NONE);
    disarm(t, chance);
    return status;
}

static void seen_done(struct lane_job *job, enum status status)
{
    settle(job->cookie, status);
}

static void push(struct web_task *t, enum status (*apply)(struct lane_job *, struct db *),
                 void (*done)(struct lane_job *, enum status))
{
    t->job = (struct lane_job){.apply = apply, .done = done, .cookie = t, .group = t->posted && t->w.route->flags & WEB_SHARED ? 1 : 0};
    if (lane_push(t->server->lane, &t->job) == OK) return;
    web_fail(t, ERR_BUSY);
    web_answer_finish(t);
}

/* ---- on a worker ---- */

static bool begin(struct web_task *t)
{
    return db_begin(t->ctx.db, DB_READ) == OK;
}

static void redirect_to_signin(struct web_task *t)
{
    struct str whole = t->http->path;
    if (t->http->query.len > 0)
        whole = str_printf(t->ctx.arena, "%.*s?%.*s", STR_ARG(whole), STR_ARG(t->http->query));
    struct str next = http_url_encode(t->ctx.arena, whole);
    (void)!web_redirect(&t->w, str_printf(t->ctx.arena, "/signin?next=%.*s", STR_ARG(next)));
}

/* Not allowed: somebody not signed in is shown the door, others the reason. True = answered. */
static bool refuse(struct web_task *t)
{
    if (web_guard_may(t)) return false;
    bool nobody = t->ctx.actor.account == 0 && t->w.scope.len == 0;
    if (nobody && !t->posted && !(t->w.route->flags & WEB_BARE)) {
        redirect_to_signin(t);
    } else {
        if (nobody && t->w.route->flags & WEB_BEARER)
            (void)!ctx_fault(&t->ctx, ERR_DENIED, STR_NONE,
                             SAY("Send a header Authorization: Bearer with a token that was made here."));
        else if (nobody)
            (void)!ctx_fault(&t->ctx, ERR_DENIED, STR_NONE,
                             SAY("You are not signed in. Sign in, then go back: your words are "
                                 "still in the form."));
        web_fail(t, ERR_DENIED);
    }
    return true;
}

static enum status show(struct web_task *t)
{
    if (web_guard_limit(t) != OK) return ERR_LIMIT;
    enum status status = t->w.route->show(&t->w);
    if (status == OK) status = faults_status(&t->ctx.faults);
    if (status == OK) web_frame_end(t);
    if (status == OK && t->w.body.over) status = ERR_LIMIT;
    return status == OK ? arena_check(t->ctx.arena) : status;
}

/* True = handed to the lane. */
static bool run_get(struct web_task *t)
{
    enum status status = show(t);
    if (status != OK) {
        web_fail(t, status);
        return false;
    }
    bool seen = t->w.route->seen && t->w.seen_subject != 0;
    return seen || t->ctx.actor.stale;
}

static enum status guard(struct web_task *t)
{
    TRY(web_guard_origin(t));
    TRY(web_guard_limit(t));
    TRY(web_guard_form(t));
    return web_key_look(t);
}

/* The form again, with what was typed; else the message page. A form may also ask for a second
   look at what it holds, without a fault: the taps heard in somebody's words. */
static void show_again(struct web_task *t, enum status status)
{
    web_answer_reset(t);
    t->refused = true;
    t->fail_status = web_http_status(status);
    bool said = status == ERR_INVALID || (status != ERR_BROKEN && t->ctx.faults.count > 0);
    bool can = t->w.route && t->w.route->again && said;
    if (can && t->w.route->again(&t->w) == OK && t->w.body.len > 0) {
        web_frame_end(t);
        if (!t->w.body.over && arena_check(t->ctx.arena) == OK) return;
    }
    web_fail(t, status);
}

/* True = handed to the lane. */
static bool run_post(struct web_task *t)
{
    enum status status = guard(t);
    if (status == OK && t->settled) {
        (void)!web_redirect(&t->w, t->location);
        return false;
    }
    bool foreign = status == ERR_DENIED && web_guard_origin(t) != OK;
    if (foreign) {
        web_fail(t, status);
        return false;
    }
    if (refuse(t)) return false;
    if (status == OK && t->w.route->prepare) status = t->w.route->prepare(&t->w);
    if (status == OK) status = faults_status(&t->ctx.faults);
    if (status == OK) status = arena_check(t->ctx.arena);
    if (status != OK) {
        show_again(t, status);
        return false;
    }
    return true;
}

static void no_route(struct web_task *t, bool other_method)
{
    if (other_method) web_fail_as(t, ERR_INVALID, 405);
    else web_fail(t, ERR_MISSING);
}

/* The body was not read, so nothing of it can be shown again: the browser still has the page. */
static void too_big(struct web_task *t)
{
    if (t->w.route->body_words)
        (void)!ctx_fault(&t->ctx, ERR_LIMIT, STR_NONE, SAY(t->w.route->body_words));
    web_fail_as(t, ERR_LIMIT, 413);
}

static bool run_start(struct web_task *t)
{
    bool other = false;
    if (!t->w.route)
        t->w.route = web_router_find(&t->server->router, t->http->method, t->http->path, t->w.params, &other);
    enum status parsed = t->w.route ? web_request_parse(t) : OK;
    enum status opened = web_session_open(t);
    web_html_init(t);
    web_session_notice(t);
    if (!t->w.route) no_route(t, other);
    else if (t->http->too_big) too_big(t);
    else if (opened != OK || parsed != OK) web_fail(t, opened != OK ? opened : parsed);
    else if (t->posted) return run_post(t);
    else if (!refuse(t)) return run_get(t);
    return false;
}

static void run_again(struct web_task *t)
{
    web_html_init(t);
    if (t->posted) show_again(t, t->status);
    else web_fail(t, t->status);
}

void web_task_run(struct web_task *t, struct db *db)
{
    if (t->phase == WEB_REPLY) {
        web_answer_finish(t);
        return;
    }
    struct web_chance *chance = arm(t, db);
    bool on = false;
    if (!begin(t)) {
        t->phase = WEB_AGAIN;
        web_html_init(t);
        web_fail(t, ERR_BUSY);
    } else if (t->phase == WEB_START) {
        on = run_start(t);
    } else {
        run_again(t);
    }
    db_rollback(db);
    disarm(t, chance);
    if (!on) web_answer_finish(t);
    else if (t->posted) push(t, write_apply, write_done);
    else push(t, seen_apply, seen_done);
}
