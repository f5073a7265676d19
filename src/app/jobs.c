/* Timers on their own thread: looked at every half second, claimed by lease rows. */
#include "app/app.h"

#include "base/log.h"
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define LOOK_MS 500
#define TIDY_MS 10000
#define STEP_CEILING ((size_t)256 << 20)

struct app_jobs {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    atomic_bool stopping; /* a timer that counts for long looks at it by its name in ctx */
    struct app app; /* its own connection, arena and numbers */
};

static bool wait_a_little(struct app_jobs *jobs) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&jobs->lock);
    if (!jobs->stopping) pthread_cond_timedwait(&jobs->wake, &jobs->lock, &until);
    bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return !stopping;
}

static bool stopping(struct app_jobs *jobs) {
    pthread_mutex_lock(&jobs->lock);
    bool now = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return now;
}

static enum status in_transaction(struct ctx *ctx, const struct jobs_timer *timer,
                                  enum status (*step)(struct ctx *,
                                                      const struct jobs_timer *)) {
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = step(ctx, timer);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

static void run_timer(struct app_jobs *jobs, const struct jobs_timer *timer) {
    struct ctx *ctx = &jobs->app.ctx;
    ctx->now = clock_now();
    arena_reset(&jobs->app.arena);
    faults_init(&ctx->faults, &jobs->app.arena);
    if (in_transaction(ctx, timer, jobs_claim) != OK) return;
    enum status status = timer->run(ctx);
    db_rollback(ctx->db); /* a step that failed half-way */
    if (status != OK) {
        const struct fault *f = ctx->faults.first;
        log_line(LOG_ERROR, "job", "name=%s status=%s detail=%.*s", timer->name,
                 status_name(status),
                 STR_ARG(f && f->detail.ptr ? f->detail : db_why(ctx->db)));
    }
    ctx->now = clock_now();
    if (in_transaction(ctx, timer, jobs_done) != OK)
        log_line(LOG_WARN, "job", "name=%s lease=kept", timer->name);
}

/* When each timer is next worth asking for, so that the database is not asked twice a second.
 */
static void look(struct app_jobs *jobs, int64_t *next_ms) {
    struct module_list list = jobs->app.modules;
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct jobs_timer *t = list.items[i]->jobs;
        for (; t && t->name; t++, n++) {
            if (stopping(jobs) || clock_mono_ms() < next_ms[n]) continue;
            run_timer(jobs, t);
            next_ms[n] = clock_mono_ms() + (int64_t)t->every_seconds * 1000;
        }
    }
}

static size_t count_timers(struct module_list list) {
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++)
        for (const struct jobs_timer *t = list.items[i]->jobs; t && t->name; t++) n++;
    return n;
}

static void *work(void *cookie) {
    struct app_jobs *jobs = cookie;
    size_t n = count_timers(jobs->app.modules);
    int64_t *next_ms = ARENA_ARRAY(&jobs->app.lasting, int64_t, n + 1);
    int64_t tidy_ms = clock_mono_ms() + TIDY_MS;
    while (wait_a_little(jobs)) {
        look(jobs, next_ms);
        if (clock_mono_ms() < tidy_ms) continue;
        (void)malloc_trim(0); /* what busy minutes left lying goes back to the system */
        tidy_ms = clock_mono_ms() + TIDY_MS;
    }
    return NULL;
}

/* The same long-lived objects, and the address that mails and texts write into their links. */
static void keep(struct app_jobs *jobs, struct arena *arena, const struct app *like, struct str origin) {
    const size_t n = like->ctx.kept_n;
    struct ctx_kept *kept = ARENA_ARRAY(arena, struct ctx_kept, n + 2);
    struct str *own = ARENA_NEW(arena, struct str);
    *own = str_copy(arena, origin);
    for (size_t i = 0; i < n; i++) kept[i] = like->ctx.kept[i];
    kept[n] = (struct ctx_kept){.name = "origin", .ptr = own};
    kept[n + 1] = (struct ctx_kept){.name = JOBS_STOPPING, .ptr = &jobs->stopping};
    jobs->app.ctx.kept = kept;
    jobs->app.ctx.kept_n = n + 2;
}

enum status app_jobs_start(struct arena *arena, struct str db_target, const struct app *like,
                           struct str origin, struct app_jobs **ret_jobs) {
    struct app_jobs *jobs = ARENA_NEW(arena, struct app_jobs);
    app_init(&jobs->app, like->modules, like->ctx.tell);
    jobs->app.arena.ceiling = STEP_CEILING;
    keep(jobs, arena, like, origin);
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->wake, NULL);
    TRY(app_open(&jobs->app, db_target, DB_WRITE, true));
    if (pthread_create(&jobs->thread, NULL, work, jobs) != 0) return ERR_BROKEN;
    *ret_jobs = jobs;
    return OK;
}

void app_jobs_stop(struct app_jobs *jobs) {
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_signal(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->thread, NULL);
    pthread_cond_destroy(&jobs->wake);
    pthread_mutex_destroy(&jobs->lock);
    app_release(&jobs->app); /* kept_n of its app is 0: the keeps are the server's */
}
