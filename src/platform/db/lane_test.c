#include "platform/db/lane.h"

#include "platform/db/db_fixture.h"

#include <pthread.h>
#include <semaphore.h>

#define JOBS_MAX 300

static const struct db_statement st_add = {
    .name = "add",
    .sqlite = "INSERT INTO thing (id, parent) VALUES (?1, ?2)",
    .pg = "INSERT INTO thing (id, parent) VALUES ($1::bigint, $2::bigint)",
    .params = "ii",
    .columns = "",
    .writes = true};
static const struct db_statement st_count = {.name = "count",
                                             .sqlite = "SELECT count(*) FROM thing",
                                             .pg = "SELECT count(*) FROM thing",
                                             .params = "",
                                             .columns = "i"};

struct work {
    struct lane_job job;
    int64_t id, parent;
    enum status answer; /* of the handler itself, after its SQL */
    int losses;         /* how many times PostgreSQL is to say 40001 first */
    int runs, told;
    enum status got;
    bool waits;
    struct bench *bench;
};

struct bench {
    struct fixture *f;
    struct lane *lane;
    sem_t running, go, told;
    struct work work[JOBS_MAX];
    int order[JOBS_MAX], order_n, afters, told_then;
    pthread_mutex_t mutex;
    struct db *reader;
};

static enum status add(struct db *db, int64_t id, int64_t parent) {
    struct db_cursor *cursor;
    bool row;
    TRY(db_start(db, &st_add, &cursor));
    db_bind_int(cursor, 1, id);
    db_bind_id(cursor, 2, parent);
    enum status status = db_step(cursor, &row);
    db_end(cursor);
    return status;
}

static int64_t count(struct db *db) {
    struct db_cursor *cursor;
    bool row = false;
    assert_ok(db_start(db, &st_count, &cursor));
    assert_ok(db_step(cursor, &row));
    int64_t n = db_col_int(cursor, 0);
    db_end(cursor);
    return n;
}

static enum status work_apply(struct lane_job *job, struct db *db) {
    struct work *w = job->cookie;
    w->runs++;
    if (w->waits) {
        sem_post(&w->bench->running);
        sem_wait(&w->bench->go);
    }
    TRY(add(db, w->id, w->parent));
    if (w->runs <= w->losses)
        return db_exec(db,
                       "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$");
    return w->answer;
}

static void work_done(struct lane_job *job, enum status status) {
    struct work *w = job->cookie;
    pthread_mutex_lock(&w->bench->mutex);
    w->got = status;
    w->told++;
    w->bench->order[w->bench->order_n++] = (int)(w - w->bench->work);
    pthread_mutex_unlock(&w->bench->mutex);
    sem_post(&w->bench->told);
}

static struct bench *bench_new(struct fixture *f) {
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->f = f;
    sem_init(&b->running, 0, 0);
    sem_init(&b->go, 0, 0);
    sem_init(&b->told, 0, 0);
    pthread_mutex_init(&b->mutex, NULL);
    assert_ok(db_exec(f->db, f->kind == DB_SQLITE
                                 ? "CREATE TABLE thing (id INTEGER PRIMARY KEY, parent INTEGER "
                                   "REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED) STRICT"
                                 : "CREATE TABLE thing (id BIGINT PRIMARY KEY, parent BIGINT "
                                   "REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)"));
    struct str why = STR_NONE;
    assert_ok(lane_open(&f->arena, f->target, 3, &b->lane, &why));
    return b;
}

static void bench_end(struct bench *b) {
    if (b->lane) lane_close(b->lane);
    free(b);
}

static struct work *work_at(struct bench *b, int i, int64_t id) {
    struct work *w = &b->work[i];
    *w = (struct work){.id = id, .bench = b, .got = ERR_BROKEN};
    w->job = (struct lane_job){.apply = work_apply, .done = work_done, .cookie = w};
    return w;
}

static void push(struct bench *b, struct work *w) {
    assert_ok(lane_push(b->lane, &w->job));
}

static void wait_told(struct bench *b, int n) {
    while (n-- > 0) sem_wait(&b->told);
}

/* Let `n` prepared jobs 1..n queue up behind job 0, so that SQLite takes them as one group. True
   when it did (a slow machine may split them: five milliseconds is the ceiling). */
static bool run_as_group(struct bench *b, int n) {
    int64_t before = lane_figures(b->lane).groups;
    b->order_n = 0;
    b->work[0].waits = true;
    push(b, &b->work[0]);
    sem_wait(&b->running);
    for (int i = 1; i <= n; i++) push(b, &b->work[i]);
    usleep(b->f->kind == DB_SQLITE ? 6000 : 0); /* so that job 0 fills its group alone */
    sem_post(&b->go);
    wait_told(b, n + 1);
    return lane_figures(b->lane).groups == before + 2;
}

/* One job fails in the middle of a group: its own writes go, its neighbours' stay. */
static void test_failing_job(void **state) {
    struct bench *b = bench_new(*state);
    bool grouped = false;
    for (int round = 0; round < 20 && !grouped; round++) {
        int64_t before = count(b->f->db), base = round * 10 + 1;
        for (int i = 0; i <= 4; i++) work_at(b, i, base + i);
        b->work[2].answer = ERR_INVALID; /* after its INSERT worked */
        b->work[3].id = base + 1;        /* there already */
        grouped = run_as_group(b, 4) || b->f->kind == DB_POSTGRES;
        assert_int_equal(b->work[1].got == OK || b->work[3].got == OK, true);
        assert_int_equal(b->work[2].got, ERR_INVALID);
        assert_int_equal(b->work[4].got, OK);
        if (b->f->kind == DB_SQLITE) { /* one lane: in order */
            assert_int_equal(b->work[3].got, ERR_CONFLICT);
            for (int i = 0; i <= 4; i++) assert_int_equal(b->order[i], i);
        }
        assert_int_equal(count(b->f->db), before + 3);
    }
    assert_true(grouped);
    bench_end(b);
}

/* The commit fails (a deferred key): nobody of the group was served, whatever their handler said. */
static void test_failing_commit(void **state) {
    struct bench *b = bench_new(*state);
    bool grouped = false;
    for (int round = 0; round < 20 && !grouped; round++) {
        int64_t before = count(b->f->db), base = round * 10 + 1;
        for (int i = 0; i <= 4; i++) work_at(b, i, base + i);
        b->work[2].parent = 99999; /* not there when the commit looks */
        b->work[3].answer = ERR_DENIED;
        grouped = run_as_group(b, 4);
        if (!grouped) continue;
        assert_int_equal(b->work[0].got, OK);
        for (int i = 1; i <= 4; i++) assert_int_equal(b->work[i].got, ERR_BUSY);
        assert_int_equal(count(b->f->db), before + 1);
    }
    assert_true(grouped);
    push(b, work_at(b, 0, 1000)); /* the lane goes on */
    wait_told(b, 1);
    assert_int_equal(b->work[0].got, OK);
    bench_end(b);
}

static enum status look_done_apply(struct lane_job *job, struct db *db) {
    return work_apply(job, db);
}

/* When somebody is told, another connection sees the row already. */
static void look_done(struct lane_job *job, enum status status) {
    struct work *w = job->cookie;
    w->told = (int)count(w->bench->reader);
    w->got = status;
    sem_post(&w->bench->told);
}

static void test_answer_after_commit(void **state) {
    struct bench *b = bench_new(*state);
    assert_ok(db_open(&b->f->arena, b->f->target, DB_READ, &b->reader, NULL));
    for (int i = 0; i < 5; i++) {
        struct work *w = work_at(b, i, i + 1);
        w->job.apply = look_done_apply;
        w->job.done = look_done;
        push(b, w);
        wait_told(b, 1);
        assert_int_equal(w->got, OK);
        assert_int_equal(w->told, i + 1);
    }
    db_close(b->reader);
    bench_end(b);
}

/* Closing serves everybody who is queued, then refuses. */
static void test_closing(void **state) {
    struct bench *b = bench_new(*state);
    for (int i = 0; i < JOBS_MAX; i++) push(b, work_at(b, i, i + 1));
    lane_close(b->lane);
    assert_int_equal(b->order_n, JOBS_MAX);
    for (int i = 0; i < JOBS_MAX; i++) {
        assert_int_equal(b->work[i].got, OK);
        assert_int_equal(b->work[i].told, 1);
    }
    assert_int_equal(count(b->f->db), JOBS_MAX);
    assert_int_equal(lane_figures(b->lane).jobs, JOBS_MAX);
    b->lane = NULL;
    bench_end(b);
}

static void count_done(struct lane_job *job, enum status status) {
    struct work *w = job->cookie;
    w->got = status;
    sem_post(&w->bench->told);
}

/* The queue has a ceiling. */
static void test_full(void **state) {
    struct bench *b = bench_new(*state);
    work_at(b, 0, 1)->waits = true;
    push(b, &b->work[0]);
    sem_wait(&b->running);
    static struct work many[4097];
    for (int i = 0; i < 4097; i++) {
        many[i] = (struct work){.id = 100 + i, .bench = b};
        many[i].job =
            (struct lane_job){.apply = work_apply, .done = count_done, .cookie = &many[i]};
        assert_int_equal(lane_push(b->lane, &many[i].job), i < 4096 ? OK : ERR_LIMIT);
    }
    sem_post(&b->go);
    wait_told(b, 4097);
    assert_int_equal(many[4095].got, OK);
    assert_int_equal(count(b->f->db), 4097);
    bench_end(b);
}

/* Somebody else holds the file: everybody who waits is told at once. */
static void test_locked(void **state) {
    struct bench *b = bench_new(*state);
    assert_ok(db_exec(b->f->db, "PRAGMA busy_timeout=0; PRAGMA journal_mode=WAL"));
    assert_ok(db_begin(b->f->db, DB_WRITE));
    for (int i = 0; i < 3; i++) push(b, work_at(b, i, i + 1));
    wait_told(b, 3);
    for (int i = 0; i < 3; i++) assert_int_equal(b->work[i].got, ERR_BUSY);
    db_rollback(b->f->db);
    push(b, work_at(b, 3, 4));
    wait_told(b, 1);
    assert_int_equal(b->work[3].got, OK);
    bench_end(b);
}

static void test_retries(void **state) {
    struct bench *b = bench_new(*state);
    work_at(b, 0, 1)->losses = 3;
    push(b, &b->work[0]);
    wait_told(b, 1);
    assert_int_equal(b->work[0].got, OK);
    assert_int_equal(b->work[0].runs, 4);
    work_at(b, 1, 2)->losses = 100;
    push(b, &b->work[1]);
    wait_told(b, 1);
    assert_int_equal(b->work[1].got, ERR_BUSY);
    assert_int_equal(b->work[1].runs, 8);
    assert_int_equal(count(b->f->db), 1);
    bench_end(b);
}

/* ---- jobs that share, on PostgreSQL ---- */

/* Three of one group and one of none queue up behind a first of the group: the three share one
   transaction, and the one does not wait for it. */
static void test_shared(void **state) {
    struct bench *b = bench_new(*state);
    for (int i = 0; i < 5; i++) work_at(b, i, i + 1)->job.group = i == 3 ? 0 : 1;
    b->work[0].waits = true;
    b->work[2].answer = ERR_INVALID; /* after its INSERT worked */
    push(b, &b->work[0]);
    sem_wait(&b->running);
    push(b, &b->work[3]);
    wait_told(b, 1); /* another thread, while the group is at work */
    assert_int_equal(b->work[3].got, OK);
    assert_int_equal(b->order[0], 3);
    for (int i = 1; i < 5; i++)
        if (i != 3) push(b, &b->work[i]);
    usleep(6000); /* so that job 0 fills its group alone */
    sem_post(&b->go);
    wait_told(b, 4);
    assert_int_equal(b->work[1].got, OK);
    assert_int_equal(b->work[2].got, ERR_INVALID);
    assert_int_equal(b->work[4].got, OK);
    assert_int_equal(b->order[2], 1);
    assert_int_equal(b->order[4], 4);
    assert_int_equal(count(b->f->db), 4);
    assert_int_equal(lane_figures(b->lane).groups, 3); /* 0; 3; 1 with 2 and 4 */
    bench_end(b);
}

/* One of the group loses a race: all of it is done again, and kept once. */
static void test_shared_retries(void **state) {
    struct bench *b = bench_new(*state);
    for (int i = 0; i < 4; i++) work_at(b, i, i + 1)->job.group = 1;
    b->work[0].waits = true;
    b->work[2].losses = 2;
    push(b, &b->work[0]);
    sem_wait(&b->running);
    for (int i = 1; i < 4; i++) push(b, &b->work[i]);
    usleep(6000);
    sem_post(&b->go);
    wait_told(b, 4);
    for (int i = 0; i < 4; i++) assert_int_equal(b->work[i].got, OK);
    assert_int_equal(b->work[0].runs, 1);
    assert_int_equal(b->work[1].runs, 3);
    assert_int_equal(b->work[2].runs, 3);
    assert_int_equal(b->work[3].runs, 1);
    assert_int_equal(count(b->f->db), 4);
    work_at(b, 4, 5)->losses = 100;
    b->work[4].job.group = 1;
    push(b, &b->work[4]);
    wait_told(b, 1);
    assert_int_equal(b->work[4].got, ERR_BUSY);
    assert_int_equal(b->work[4].runs, 8);
    bench_end(b);
}

/* The commit fails: nobody of the group was served. */
static void test_shared_commit(void **state) {
    struct bench *b = bench_new(*state);
    for (int i = 0; i < 4; i++) work_at(b, i, i + 1)->job.group = 1;
    b->work[0].waits = true;
    b->work[2].parent = 99999; /* not there when the commit looks */
    push(b, &b->work[0]);
    sem_wait(&b->running);
    for (int i = 1; i < 4; i++) push(b, &b->work[i]);
    usleep(6000);
    sem_post(&b->go);
    wait_told(b, 4);
    assert_int_equal(b->work[0].got, OK);
    for (int i = 1; i < 4; i++) assert_int_equal(b->work[i].got, ERR_BUSY);
    assert_int_equal(count(b->f->db), 1);
    bench_end(b);
}

/* Closing serves the groups that wait as well. */
static void test_shared_closing(void **state) {
    struct bench *b = bench_new(*state);
    for (int i = 0; i < JOBS_MAX; i++) {
        work_at(b, i, i + 1)->job.group = i % 3;
        push(b, &b->work[i]);
    }
    lane_close(b->lane);
    for (int i = 0; i < JOBS_MAX; i++) assert_int_equal(b->work[i].got, OK);
    assert_int_equal(count(b->f->db), JOBS_MAX);
    b->lane = NULL;
    bench_end(b);
}

static void note_after(void *cookie) {
    struct bench *b = cookie;
    pthread_mutex_lock(&b->mutex);
    b->afters++;
    b->told_then = b->order_n;
    pthread_mutex_unlock(&b->mutex);
}

/* Once for each commit, when all of it were told. */
static void test_after(void **state) {
    struct bench *b = bench_new(*state);
    lane_after(b->lane, note_after, b);
    for (int i = 0; i < 40; i++) {
        work_at(b, i, i + 1)->job.group = i % 2;
    }
    for (int i = 1; i < 39; i++) b->work[i].job.next = &b->work[i + 1].job;
    push(b, &b->work[0]);
    assert_null(lane_push_all(b->lane, &b->work[1].job));
    wait_told(b, 40);
    lane_close(b->lane);
    assert_int_equal(b->told_then, 40);
    assert_int_equal(b->afters, lane_figures(b->lane).groups);
    b->work[0].job.next = NULL;
    assert_ptr_equal(lane_push_all(b->lane, &b->work[0].job), &b->work[0].job); /* closed */
    b->lane = NULL;
    bench_end(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(test_failing_job),
        ON_SQLITE(test_failing_commit),
        ON_BOTH(test_answer_after_commit),
        ON_BOTH(test_closing),
        ON_SQLITE(test_full),
        ON_SQLITE(test_locked),
        ON_PG(test_retries),
        ON_PG(test_shared),
        ON_PG(test_shared_retries),
        ON_PG(test_shared_commit),
        ON_BOTH(test_shared_closing),
        ON_BOTH(test_after),
    };
    return cmocka_run_group_tests_name("lane", tests, NULL, NULL);
}
