/* Transfers in a plain loop over SQLite, without HTTP, lane or Kith's own code: the statements, the
   indexes, the hash chain and the settings of the real ones, on a copy of a real database.
     credits loop   DB N GROUP [HOT]   N transfers among 1,000 accounts, GROUP to a commit; HOT percent
                                       of them through one account; prints us of wall and of processor
                                       time a transfer
     credits awards DB N GROUP         N awards from one account, GROUP to a commit: it is written
                                       once a commit
     credits kith   DB N GROUP         the same awards by credits_post_all
     credits fill   DB N               N entries by credits_post_all, 1,000 to a commit, for size
   Balances and the chain's head are read as the real ones read them: for each transfer, for each
   group of awards. */
#include "app/app.h"
#include "domain/credits/credits_own.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ACCOUNTS 1000
#define WORDS "helped in the garden"

struct loop {
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *head, *look, *add, *move;
    int64_t ids[ACCOUNTS + 1]; /* the last one is the hot one, or the one that issues */
    struct rand rand, made_up; /* the second asks the system for nothing: who, how much, which key */
};

static int64_t clock_us(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static _Noreturn void die(const char *what) {
    fprintf(stderr, "credits: %s\n", what);
    exit(1);
}

static void must(const struct loop *l, int code, int wanted) {
    if (code != wanted) die(sqlite3_errmsg(l->db));
}

static sqlite3_stmt *prepared(struct loop *l, const char *sql) {
    sqlite3_stmt *stmt;
    must(l, sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL), SQLITE_OK);
    return stmt;
}

static void run(struct loop *l, sqlite3_stmt *stmt) {
    must(l, sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_reset(stmt);
}

/* As db_sqlite.c opens it. */
static void open_db(struct loop *l, const char *path) {
    if (sqlite3_open_v2(path, &l->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) die(path);
    must(l, sqlite3_exec(l->db, "PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA secure_delete=ON", NULL, NULL, NULL), SQLITE_OK);
    l->begin = prepared(l, "BEGIN IMMEDIATE");
    l->commit = prepared(l, "COMMIT");
    l->head = prepared(l, "SELECT id, at, hash FROM credits_entry WHERE id > ?1 AND id < ?2 ORDER BY id DESC LIMIT 1");
    l->look = prepared(l, "SELECT ledger_id, floor_minutes, ceiling_minutes, balance, held_out, held_in, excused, closed_at FROM credits_account WHERE id = ?1");
}

static void open_rest(struct loop *l) {
    l->add = prepared(l, "INSERT INTO credits_entry (id, key, payer, payee, minutes, kind, words, behalf, consent, salt, said, actor, for_whom, via, reverses, at, hash) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', '', ?8, ?9, 0, 0, 'program', NULL, ?10, ?11)");
    l->move = prepared(l, "UPDATE credits_account SET balance = balance + ?2, held_out = held_out + 0, held_in = held_in + 0, excused = 0, "
                          "postings = postings + ?3 WHERE id = ?1 AND closed_at IS NULL");
}

/* ---- accounts ---- */

static void accounts(struct app *app, struct loop *l, enum credits_kind last) {
    struct account_id id;
    if (db_begin(app->ctx.db, DB_WRITE) != OK) die("the database is busy");
    for (size_t i = 0; i <= ACCOUNTS; i++) {
        const struct credits_account account = {.kind = i == ACCOUNTS ? last : CREDITS_MEMBER, .floor = -50000000,
                                                .ceiling = i == ACCOUNTS && last == CREDITS_ISSUE ? CREDITS_NO_LIMIT : 50000000};
        if (credits_account_open(&app->ctx, &account, &id) != OK) die("an account was not opened");
        l->ids[i] = id.v;
    }
    if (db_commit(app->ctx.db) != OK) die("commit");
}

/* ---- the loop ---- */

struct head { int64_t id, at; unsigned char hash[CREDITS_HASH]; };

static struct head read_head(struct loop *l) {
    struct head head = {.id = (int64_t)1 << CREDITS_ENTRY_BITS};
    sqlite3_bind_int64(l->head, 1, (int64_t)1 << CREDITS_ENTRY_BITS);
    sqlite3_bind_int64(l->head, 2, (int64_t)2 << CREDITS_ENTRY_BITS);
    if (sqlite3_step(l->head) == SQLITE_ROW) {
        head.id = sqlite3_column_int64(l->head, 0);
        head.at = sqlite3_column_int64(l->head, 1);
        memcpy(head.hash, sqlite3_column_blob(l->head, 2), CREDITS_HASH);
    }
    sqlite3_reset(l->head);
    return head;
}

/* Its limits and what it holds; false when this would pass them. */
static bool look(struct loop *l, int64_t id, int64_t minutes) {
    sqlite3_bind_int64(l->look, 1, id);
    must(l, sqlite3_step(l->look), SQLITE_ROW);
    int64_t balance = sqlite3_column_int64(l->look, 3) + minutes;
    bool low = sqlite3_column_type(l->look, 1) != SQLITE_NULL && balance < sqlite3_column_int64(l->look, 1);
    bool high = sqlite3_column_type(l->look, 2) != SQLITE_NULL && balance > sqlite3_column_int64(l->look, 2);
    sqlite3_reset(l->look);
    return !low && !high;
}

static void move(struct loop *l, int64_t id, int64_t minutes, int64_t postings) {
    sqlite3_bind_int64(l->move, 1, id);
    sqlite3_bind_int64(l->move, 2, minutes);
    sqlite3_bind_int64(l->move, 3, postings);
    run(l, l->move);
}

static void add(struct loop *l, struct head *head, int64_t payer, int64_t payee, int64_t minutes, const char *kind) {
    unsigned char key[CREDITS_KEY], salt[16], said[CREDITS_HASH];
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    rand_bytes(&l->made_up, key, sizeof key); /* the server gets it from outside */
    rand_bytes(&l->rand, salt, sizeof salt);
    head->id++;
    head->at = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
    const struct credits_saying saying = {str_of((const char *)salt, sizeof salt), STR(WORDS), STR_NONE, STR_NONE, 0, 0};
    credits_said(&saying, said);
    const struct credits_link link = {.number = head->id & (((int64_t)1 << CREDITS_ENTRY_BITS) - 1), .key = str_of((const char *)key, sizeof key),
                                      .said = str_of((const char *)said, sizeof said), .payer = payer, .payee = payee, .minutes = minutes,
                                      .kind = str_from(kind), .via = STR("program"), .at = {head->at}};
    unsigned char hash[CREDITS_HASH];
    credits_chain(head->hash, &link, hash);
    memcpy(head->hash, hash, sizeof hash);
    sqlite3_bind_int64(l->add, 1, head->id);
    sqlite3_bind_blob(l->add, 2, key, sizeof key, SQLITE_STATIC);
    sqlite3_bind_int64(l->add, 3, payer);
    sqlite3_bind_int64(l->add, 4, payee);
    sqlite3_bind_int64(l->add, 5, minutes);
    sqlite3_bind_text(l->add, 6, kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(l->add, 7, WORDS, sizeof WORDS - 1, SQLITE_STATIC);
    sqlite3_bind_blob(l->add, 8, salt, sizeof salt, SQLITE_STATIC);
    sqlite3_bind_blob(l->add, 9, said, sizeof said, SQLITE_STATIC);
    sqlite3_bind_int64(l->add, 10, head->at);
    sqlite3_bind_blob(l->add, 11, head->hash, CREDITS_HASH, SQLITE_STATIC);
    run(l, l->add);
}

static void transfer(struct loop *l, struct head *head, int hot) {
    uint64_t a = rand_below(&l->made_up, ACCOUNTS), b = rand_below(&l->made_up, ACCOUNTS - 1);
    int64_t minutes = 1 + (int64_t)rand_below(&l->made_up, 120);
    if (b >= a) b++;
    if (rand_below(&l->made_up, 100) < (uint64_t)hot) *(rand_below(&l->made_up, 2) ? &a : &b) = ACCOUNTS;
    if (!look(l, l->ids[a], -minutes) || !look(l, l->ids[b], minutes)) die("a limit was met");
    add(l, head, l->ids[a], l->ids[b], minutes, "give");
    move(l, l->ids[a], -minutes, 1);
    move(l, l->ids[b], minutes, 1);
}

static void loop(struct loop *l, long n, long group, int hot) {
    for (long i = 0; i < n; i += group) {
        run(l, l->begin);
        struct head head = read_head(l);
        for (long k = 0; k < group; k++) {
            if (k > 0) head = read_head(l); /* as a post does; the savepoint around it is the server's own */
            transfer(l, &head, hot);
        }
        run(l, l->commit);
    }
}

/* Everybody gets an hour of the one account that issues. */
static void awards(struct loop *l, long n, long group) {
    for (long i = 0; i < n; i += group) {
        run(l, l->begin);
        struct head head = read_head(l);
        if (!look(l, l->ids[ACCOUNTS], -60 * group)) die("a limit was met");
        for (long k = 0; k < group; k++) {
            int64_t to = l->ids[(i + k) % ACCOUNTS];
            if (!look(l, to, 60)) die("a limit was met");
            add(l, &head, l->ids[ACCOUNTS], to, 60, "award");
            move(l, to, 60, 1);
        }
        move(l, l->ids[ACCOUNTS], -60 * group, group);
        run(l, l->commit);
    }
}

/* ---- the same by the module ---- */

static void posts(struct app *app, const struct loop *l, long n, long group, bool from_one) {
    struct arena *arena = &app->arena;
    struct rand *rand = app->ctx.rand;
    for (long i = 0; i < n; i += group) {
        struct credits_post *posts = ARENA_ARRAY(arena, struct credits_post, (size_t)group);
        struct credits_posted *posted = ARENA_ARRAY(arena, struct credits_posted, (size_t)group);
        for (long k = 0; k < group; k++) {
            uint64_t to = from_one ? (uint64_t)(i + k) % ACCOUNTS : rand_below(rand, ACCOUNTS);
            uint64_t from = from_one ? ACCOUNTS : (to + 1 + rand_below(rand, ACCOUNTS - 1)) % ACCOUNTS;
            posts[k] = (struct credits_post){.from = {l->ids[from]}, .to = {l->ids[to]}, .minutes = 60, .kind = from_one ? ENTRY_AWARD : ENTRY_GIVE,
                                             .words = STR(WORDS), .via = "program"};
        }
        app->ctx.now = clock_now();
        if (db_begin(app->ctx.db, DB_WRITE) != OK || credits_post_all(&app->ctx, posts, (size_t)group, posted, NULL) != OK || db_commit(app->ctx.db) != OK)
            die("a post was refused");
        arena_reset(arena);
        faults_init(&app->ctx.faults, arena);
    }
}

static bool act(struct app *app, struct loop *l, int argc, char **argv) {
    const char *what = argv[1];
    long n = strtol(argv[3], NULL, 10), group = argc > 4 ? strtol(argv[4], NULL, 10) : 1000;
    if (n < 1 || group < 1 || group > 10000) return false;
    n = (n + group - 1) / group * group;
    bool plain = strcmp(what, "loop") == 0 || strcmp(what, "awards") == 0;
    accounts(app, l, strcmp(what, "loop") == 0 || strcmp(what, "fill") == 0 ? CREDITS_MEMBER : CREDITS_ISSUE);
    if (plain) open_db(l, argv[2]);
    if (plain) open_rest(l);
    int64_t cpu = clock_us(CLOCK_PROCESS_CPUTIME_ID), wall = clock_us(CLOCK_MONOTONIC);
    if (strcmp(what, "loop") == 0) loop(l, n, group, argc > 5 ? atoi(argv[5]) : 0);
    else if (strcmp(what, "awards") == 0) awards(l, n, group);
    else if (strcmp(what, "kith") == 0 || strcmp(what, "fill") == 0) posts(app, l, n, group, strcmp(what, "kith") == 0);
    else return false;
    printf("%.3f %.3f\n", (double)(clock_us(CLOCK_MONOTONIC) - wall) / (double)n, (double)(clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double)n);
    return true;
}

int main(int argc, char **argv) {
    struct app app;
    struct loop l = {.db = NULL};
    if (argc < 4 || sodium_init() < 0) return 64;
    app_init(&app, app_modules(), app_tell);
    rand_init(&l.rand);
    rand_init_fixed(&l.made_up, (uint64_t)clock_now().ms);
    if (app_open(&app, str_from(argv[2]), DB_WRITE, true) != OK) die(argv[2]);
    bool done = act(&app, &l, argc, argv);
    app_release(&app);
    return done ? 0 : 64;
}
