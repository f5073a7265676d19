/* The write lane. One mutex guards the queue; jobs run outside it. */
#include "platform/db/lane.h"

#include "base/rand.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define WAITING_MAX 4096
#define GROUP_JOBS 128
#define GROUP_US 5000
#define JOB_BUDGET_US 5000
#define THREADS_MAX 16
#define TRIES 8
#define ANY (-1) /* the group of SQLite: whatever comes */

struct lane_thread {
    struct lane *lane;
    struct db *db;
    pthread_t id;
    struct rand rand; /* for jitter only */
};

struct lane_list {
    struct lane_job *first, *last;
    size_t count;
};

struct lane {
    pthread_mutex_t mutex;
    pthread_cond_t ready;
    struct lane_list waiting;
    uint32_t busy; /* groups that a thread is at work on, a bit each */
    bool closing;
    int threads_n;
    struct lane_thread threads[THREADS_MAX];
    void (*after)(void *cookie);
    void *after_cookie;
    _Atomic int64_t jobs, groups, over_budget, longest_us;
};

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void list_add(struct lane_list *list, struct lane_job *job) {
    job->next = NULL;
    if (list->last) list->last->next = job;
    else list->first = job;
    list->last = job;
    list->count++;
}

static uint32_t bit_of(int group) {
    return group > 0 && group < 32 ? (uint32_t)1 << group : 0;
}

/* The first job of `group`, or of any, whose group is not among the busy ones; or NULL. */
static struct lane_job *list_take(struct lane_list *list, int group, uint32_t busy) {
    struct lane_job *before = NULL, *job = list->first;
    while (job && ((group != ANY && job->group != group) || (bit_of(job->group) & busy) != 0)) {
        before = job;
        job = job->next;
    }
    if (!job) return NULL;
    if (before) before->next = job->next;
    else list->first = job->next;
    if (list->last == job) list->last = before;
    list->count--;
    return job;
}

/* The next job, or NULL once the lane is closing. Its group is this thread's from now on. */
static struct lane_job *take(struct lane *lane) {
    struct lane_job *job;
    pthread_mutex_lock(&lane->mutex);
    while (!(job = list_take(&lane->waiting, ANY, lane->busy)) &&
           !(lane->closing && !lane->waiting.first))
        pthread_cond_wait(&lane->ready, &lane->mutex);
    if (job) lane->busy |= bit_of(job->group);
    pthread_mutex_unlock(&lane->mutex);
    return job;
}

/* One more for the transaction that is open, or NULL at once. */
static struct lane_job *take_more(struct lane *lane, int group) {
    pthread_mutex_lock(&lane->mutex);
    struct lane_job *job = list_take(&lane->waiting, group, 0);
    pthread_mutex_unlock(&lane->mutex);
    return job;
}

/* The group is anybody's again. Who waits looks anew: they may have passed its jobs over. */
static void give_back(struct lane *lane, int group) {
    if (bit_of(group) == 0) return;
    pthread_mutex_lock(&lane->mutex);
    lane->busy &= ~bit_of(group);
    if (lane->waiting.first || lane->closing) pthread_cond_broadcast(&lane->ready);
    pthread_mutex_unlock(&lane->mutex);
}

static void told_all(const struct lane *lane) {
    if (lane->after) lane->after(lane->after_cookie);
}

/* Answer in the order the jobs came. A job may be gone as soon as it is told. */
static void answer(const struct lane *lane, struct lane_list *group) {
    struct lane_job *job;
    while ((job = list_take(group, ANY, 0)) != NULL) job->done(job, job->status);
    told_all(lane);
}

static void fail_all(struct lane_list *group) {
    for (struct lane_job *job = group->first; job; job = job->next) job->status = ERR_BUSY;
}

static enum status apply(struct lane *lane, struct lane_job *job, struct db *db) {
    int64_t began = now_us();
    enum status status = job->apply(job, db);
    int64_t took = now_us() - began, longest = atomic_load(&lane->longest_us);
    while (took > longest && !atomic_compare_exchange_weak(&lane->longest_us, &longest, took)) {
    }
    if (took > JOB_BUDGET_US) atomic_fetch_add(&lane->over_budget, 1);
    atomic_fetch_add(&lane->jobs, 1);
    return status;
}

/* One job inside the group's transaction: kept when OK, else as if it never ran. */
static void run_in_group(struct lane *lane, struct lane_job *job, struct db *db) {
    job->status = db_savepoint(db);
    if (job->status != OK) return;
    job->status = apply(lane, job, db);
    if (job->status == OK) job->status = db_release(db);
    else db_undo(db);
}

/* When the database will not even begin, everybody who waits is told, not one after the other. */
static void refuse_waiting(struct lane *lane, struct lane_list *group) {
    struct lane_job *job;
    while (group->count < WAITING_MAX && (job = take_more(lane, ANY)) != NULL)
        list_add(group, job);
    fail_all(group);
    answer(lane, group);
}

/* What queued up while the last commit waited for the disk goes into this one. False: PostgreSQL
   says that somebody else was faster, and all of it is undone. */
static bool run_jobs(struct lane *lane, struct lane_list *list, int group, struct db *db) {
    int64_t began = now_us();
    struct lane_job *job = list->first;
    size_t done = 0;
    do {
        run_in_group(lane, job, db);
        if (job->status != OK && db_conflicted(db)) return false;
        done++;
        if (job->next) {
            job = job->next; /* again, after a conflict */
        } else if (done < GROUP_JOBS && now_us() - began < GROUP_US) {
            job = take_more(lane, group);
            if (job) list_add(list, job);
        } else {
            job = NULL;
        }
    } while (job);
    return true;
}

/* SQLite: all that waits. Nothing to lose a race to: one writer. */
static void run_group(struct lane *lane, struct lane_job *first, struct db *db) {
    struct lane_list group = {0};
    list_add(&group, first);
    if (db_begin(db, DB_WRITE) != OK) {
        refuse_waiting(lane, &group);
        return;
    }
    (void)run_jobs(lane, &group, ANY, db);
    if (db_commit(db) != OK) fail_all(&group);
    atomic_fetch_add(&lane->groups, 1);
    answer(lane, &group);
}

static enum status try_alone(struct lane *lane, struct lane_job *job, struct db *db) {
    TRY(db_begin(db, DB_WRITE));
    enum status status = apply(lane, job, db);
    if (status == OK) return db_commit(db);
    db_rollback(db);
    return status;
}

/* 1-2 ms at first, up to 128-256 ms: who collided should not meet again. */
static void back_off(struct lane_thread *thread, int attempt) {
    uint64_t most = (uint64_t)1000 << attempt;
    uint64_t us = most + rand_below(&thread->rand, most);
    struct timespec pause = {.tv_sec = 0, .tv_nsec = (long)us * 1000};
    nanosleep(&pause, NULL);
}

/* PostgreSQL: its own transaction, again when it lost a race. */
static void run_alone(struct lane_thread *thread, struct lane_job *job) {
    struct lane *lane = thread->lane;
    for (int attempt = 0;; attempt++) {
        job->status = try_alone(lane, job, thread->db);
        if (job->status == OK || !db_conflicted(thread->db) || attempt + 1 == TRIES) break;
        back_off(thread, attempt);
    }
    if (job->status != OK && db_conflicted(thread->db)) job->status = ERR_BUSY;
    atomic_fetch_add(&lane->groups, 1);
    job->done(job, job->status);
    told_all(lane);
}

static enum status try_together(struct lane *lane, struct lane_list *group, struct db *db) {
    TRY(db_begin(db, DB_WRITE));
    if (run_jobs(lane, group, group->first->group, db)) return db_commit(db);
    db_rollback(db);
    return ERR_BUSY;
}

/* PostgreSQL: those of one group, in one transaction; all of them again when it lost a race. */
static void run_together(struct lane_thread *thread, struct lane_job *first) {
    struct lane *lane = thread->lane;
    struct lane_list group = {0};
    int number = first->group;
    enum status status;
    list_add(&group, first);
    for (int attempt = 0;; attempt++) {
        status = try_together(lane, &group, thread->db);
        if (status == OK || !db_conflicted(thread->db) || attempt + 1 == TRIES) break;
        back_off(thread, attempt);
    }
    if (status != OK) fail_all(&group);
    atomic_fetch_add(&lane->groups, 1);
    give_back(lane, number);
    answer(lane, &group);
}

static void *run(void *cookie) {
    struct lane_thread *thread = cookie;
    bool all = db_kind_of(thread->db) == DB_SQLITE;
    struct lane_job *job;
    while ((job = take(thread->lane)) != NULL) {
        int group = job->group; /* the job may be gone once it is told */
        if (all) run_group(thread->lane, job, thread->db);
        else if (bit_of(group) != 0) run_together(thread, job);
        else run_alone(thread, job);
        if (all) give_back(thread->lane, group);
    }
    return NULL;
}

static enum status room(const struct lane *lane) {
    return lane->closing ? ERR_BUSY : lane->waiting.count >= WAITING_MAX ? ERR_LIMIT : OK;
}

enum status lane_push(struct lane *lane, struct lane_job *job) {
    pthread_mutex_lock(&lane->mutex);
    enum status status = room(lane);
    if (status == OK) {
        list_add(&lane->waiting, job);
        pthread_cond_signal(&lane->ready);
    }
    pthread_mutex_unlock(&lane->mutex);
    return status;
}

struct lane_job *lane_push_all(struct lane *lane, struct lane_job *first) {
    pthread_mutex_lock(&lane->mutex);
    while (first && room(lane) == OK) {
        struct lane_job *job = first;
        first = job->next;
        list_add(&lane->waiting, job);
        pthread_cond_signal(&lane->ready);
    }
    pthread_mutex_unlock(&lane->mutex);
    return first;
}

/* A checkpoint that cannot finish loses nothing: the WAL is simply read again at the next start. */
static void checkpoint(struct db *db) {
    enum status status = OK;
    if (db_kind_of(db) == DB_SQLITE) status = db_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    (void)status;
}

void lane_close(struct lane *lane) {
    if (!lane) return;
    pthread_mutex_lock(&lane->mutex);
    lane->closing = true;
    pthread_cond_broadcast(&lane->ready);
    pthread_mutex_unlock(&lane->mutex);
    for (int i = 0; i < lane->threads_n; i++) {
        pthread_join(lane->threads[i].id, NULL);
        checkpoint(lane->threads[i].db);
        db_close(lane->threads[i].db);
    }
    pthread_cond_destroy(&lane->ready);
    pthread_mutex_destroy(&lane->mutex);
}

/* Open one more connection and the thread that owns it. */
static enum status add_thread(struct arena *arena, struct str target, struct lane *lane,
                              struct str *ret_why) {
    struct lane_thread *thread = &lane->threads[lane->threads_n];
    thread->lane = lane;
    rand_init(&thread->rand);
    TRY(db_open(arena, target, DB_WRITE, &thread->db, ret_why));
    if (pthread_create(&thread->id, NULL, run, thread) != 0) {
        db_close(thread->db);
        if (ret_why) *ret_why = STR("no thread could be started");
        return ERR_BROKEN;
    }
    lane->threads_n++;
    return OK;
}

enum status lane_open(struct arena *arena, struct str target, int threads,
                      struct lane **ret_lane, struct str *ret_why) {
    struct lane *lane = ARENA_NEW(arena, struct lane);
    pthread_mutex_init(&lane->mutex, NULL);
    pthread_cond_init(&lane->ready, NULL);
    int wanted = threads < 1 ? 1 : threads > THREADS_MAX ? THREADS_MAX : threads;
    enum status status = OK;
    for (int i = 0; i < wanted && status == OK; i++) {
        status = add_thread(arena, target, lane, ret_why);
        if (status == OK && db_kind_of(lane->threads[0].db) == DB_SQLITE)
            break; /* one writer */
    }
    if (status == OK) *ret_lane = lane;
    else lane_close(lane);
    return status;
}

void lane_after(struct lane *lane, void (*after)(void *cookie), void *cookie) {
    pthread_mutex_lock(&lane->mutex);
    lane->after = after;
    lane->after_cookie = cookie;
    pthread_mutex_unlock(&lane->mutex);
}

struct lane_figures lane_figures(const struct lane *lane) {
    return (struct lane_figures){atomic_load(&lane->jobs), atomic_load(&lane->groups),
                                 atomic_load(&lane->over_budget),
                                 atomic_load(&lane->longest_us)};
}
