/* Between the files of `kith credits bench`. */
#ifndef APP_CREDITS_BENCH_H
#define APP_CREDITS_BENCH_H

#include "app/app.h"

#include <sys/types.h>

#define BENCH_CLIENTS_MAX 512
#define BENCH_SECONDS_MAX 3600
#define BENCH_ACCOUNTS 1000

/* ---- the copy (credits_bench_copy.c) ---- */
/* Beside the database, on the same disk: its figures are those of the real one. */
enum status app_bench_copy(struct cli *cli, struct str *ret_copy) MUST_USE;
void app_bench_drop(struct cli *cli, struct str copy);

/* ---- the server of the copy (credits_bench_server.c) ---- */
struct bench_server { pid_t pid; int port; };
/* Somebody pressed Ctrl-C: clean up and end. */
void app_bench_watch(void);
bool app_bench_cut(void);
enum status app_bench_serve(struct cli *cli, struct str copy, struct bench_server *ret_server) MUST_USE;
/* Until what a start sets going (the books are counted) is done: it is not the load's. */
void app_bench_settle(const struct bench_server *server);
int64_t app_bench_cpu_us(const struct bench_server *server);
/* SIGTERM, and after two minutes SIGKILL. False: it did not end well. */
bool app_bench_stop(struct bench_server *server);
/* This program with other words; its exit code, 255 when it did not end by itself. What it says
   goes nowhere. */
int app_bench_run(struct cli *cli, const char *const *words);

/* ---- the load (credits_bench_load.c): one thread, N kept connections, each waits for its answer
   before it asks again ---- */
struct bench_load {
    int port, clients, hot_percent;
    int64_t seconds;
    struct str token, hot;
    const struct str *names; /* BENCH_ACCOUNTS */
    struct rand *rand;
};
struct bench_done {
    int64_t transfers, us, p50_us, p99_us, cpu_us;
    struct str why; /* of a failure */
};
enum status app_bench_load(struct arena *arena, const struct bench_load *load, const struct bench_server *server,
                           struct bench_done *ret_done) MUST_USE;

#endif
