/* The server whose figures are wanted: this very program as another process. */
#include "app/credits_bench.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define START_MS 120000 /* a large database is brought up to this program first */
#define STOP_MS 120000 /* what a timer is at is finished first */
#define WORDS_MAX 16

static volatile sig_atomic_t cut;

static void on_signal(int number) {
    (void)number;
    cut = 1;
}

void app_bench_watch(void) {
    const struct sigaction act = {.sa_handler = on_signal};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
}

bool app_bench_cut(void) {
    return cut != 0;
}

/* Start with these words; what it says goes to `out`, its log nowhere. It ends when we do. */
static pid_t start(const char *const *words, int out) {
    char *args[WORDS_MAX + 2] = {(char *)(uintptr_t)"kith"};
    for (size_t i = 0; words[i] && i < WORDS_MAX; i++) args[i + 1] = (char *)(uintptr_t)words[i];
    pid_t parent = getpid(), pid = fork();
    if (pid != 0) return pid;
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || nowhere < 0 || dup2(nowhere, 0) < 0 || dup2(out >= 0 ? out : nowhere, 1) < 0 || dup2(nowhere, 2) < 0)
        _exit(127);
    execv("/proc/self/exe", args);
    _exit(127);
}

/* "listening http://127.0.0.1:PORT" within the time; 0 when it did not come. */
static int read_port(int fd) {
    char text[4096];
    size_t n = 0;
    int64_t until = clock_mono_ms() + START_MS;
    while (n < sizeof text - 1 && clock_mono_ms() < until) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, 200) <= 0) {
            if (app_bench_cut()) return 0;
            continue;
        }
        ssize_t got = read(fd, text + n, sizeof text - 1 - n);
        if (got <= 0) return 0;
        n += (size_t)got;
        text[n] = '\0';
        const char *said = strstr(text, "listening http://127.0.0.1:");
        if (said && strchr(said, '\n')) return (int)strtol(said + 27, NULL, 10);
    }
    return 0;
}

enum status app_bench_serve(struct cli *cli, struct str copy, struct bench_server *ret_server) {
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC) != 0) return fault_broken(&cli->ctx->faults, STR("no pipe"));
    const char *const words[] = {"serve", "--db", str_c(cli->ctx->arena, copy), "--listen", "127.0.0.1:0", NULL};
    struct bench_server server = {.pid = start(words, pipes[1])};
    close(pipes[1]);
    server.port = server.pid > 0 ? read_port(pipes[0]) : 0;
    close(pipes[0]);
    *ret_server = server; /* also of one that must be stopped again */
    if (server.port > 0) return OK;
    return ctx_fault(cli->ctx, ERR_BROKEN, STR("db"), SAY("The server of the copy did not start. Try kith serve on a copy by hand to see why."));
}

int64_t app_bench_cpu_us(const struct bench_server *server) {
    clockid_t clock;
    struct timespec t = {0};
    if (clock_getcpuclockid(server->pid, &clock) != 0 || clock_gettime(clock, &t) != 0) return 0;
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void app_bench_settle(const struct bench_server *server) {
    const struct timespec shortly = {.tv_nsec = 100000000};
    int64_t until = clock_mono_ms() + START_MS, before = app_bench_cpu_us(server);
    for (int quiet = 0; quiet < 4 && clock_mono_ms() < until && !app_bench_cut(); quiet++) {
        (void)nanosleep(&shortly, NULL);
        int64_t now = app_bench_cpu_us(server);
        if (now - before > 10000) quiet = 0;
        before = now;
    }
}

/* True when it ended within the time, how in ret_how. */
static bool ended(pid_t pid, int64_t within_ms, int *ret_how) {
    const struct timespec shortly = {.tv_nsec = 5000000};
    int64_t until = clock_mono_ms() + within_ms;
    while (waitpid(pid, ret_how, WNOHANG) == 0) {
        if (clock_mono_ms() > until) return false;
        (void)nanosleep(&shortly, NULL);
    }
    return true;
}

bool app_bench_stop(struct bench_server *server) {
    int how = -1;
    if (server->pid <= 0) return true;
    kill(server->pid, SIGTERM);
    bool well = ended(server->pid, STOP_MS, &how);
    if (!well) {
        kill(server->pid, SIGKILL);
        (void)ended(server->pid, STOP_MS, &how);
    }
    server->pid = 0;
    return well && WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

int app_bench_run(struct cli *cli, const char *const *words) {
    int how = -1;
    (void)cli;
    pid_t pid = start(words, -1);
    if (pid <= 0 || waitpid(pid, &how, 0) != pid || !WIFEXITED(how)) return 255;
    return WEXITSTATUS(how);
}
