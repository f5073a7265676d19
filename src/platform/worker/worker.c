/* One socket is the worker's standard input and output, so that a write to a program that has
   ended is an answer and not a signal. */
#include "platform/worker/worker.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define WALL_MS 10000
#define INPUT_BYTES ((size_t)1 << 20)
#define DATA_BYTES ((size_t)16 << 20)
#define OUTPUT_BYTES ((size_t)16 << 20)
#define LINE_BYTES 256
#define PATH_BYTES 4096
#define GREEDY_KB (256L << 10) /* a worker that aborts above this died of its memory limit */

/* Its surroundings: what fonts and locales need, and none of our secrets. */
static const char *const passed[] = {"PATH",
                                     "HOME",
                                     "LANG",
                                     "LC_ALL",
                                     "XDG_CACHE_HOME",
                                     "FONTCONFIG_FILE",
                                     "FONTCONFIG_PATH",
                                     "ASAN_OPTIONS"};
#define PASSED (sizeof passed / sizeof *passed)

static char **worker_environment(struct arena *arena) {
    char **list = ARENA_ARRAY(arena, char *, PASSED + 1);
    size_t count = 0;
    for (size_t i = 0; i < PASSED; i++) {
        const char *value = getenv(passed[i]);
        if (value) list[count++] = str_c(arena, str_printf(arena, "%s=%s", passed[i], value));
    }
    return list;
}

/* $KITH_WORKER, else beside the running program. */
static enum status worker_path(struct arena *arena, char **ret_path) {
    const char *named = getenv("KITH_WORKER");
    if (named && named[0]) {
        *ret_path = str_c(arena, str_from(named));
        return OK;
    }
    char self[PATH_BYTES];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self);
    if (len <= 0 || len == (ssize_t)sizeof self) return ERR_BROKEN;
    while (len > 0 && self[len - 1] != '/') len--;
    *ret_path = str_c(arena, str_printf(arena, "%.*skith-worker", (int)len, self));
    return OK;
}

struct running {
    pid_t pid;
    int socket;
};

static enum status worker_spawn(struct arena *arena, struct running *ret_running) {
    char *path;
    int ends[2];
    TRY(worker_path(arena, &path));
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return ERR_BROKEN;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    char *words[] = {path, NULL};
    pid_t pid;
    int failed =
        posix_spawn(&pid, path, &actions, &attributes, words, worker_environment(arena));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        return ERR_BROKEN;
    }
    *ret_running = (struct running){pid, ends[0]};
    return OK;
}

/* What is to be sent: the line with its JSON, then bytes that are not copied. */
struct speech { struct str rest, data; };

/* Send what is left; when all is sent, say so by closing this half. False when nobody listens.
 */
static bool worker_send(int socket, struct speech *speech) {
    ssize_t sent = send(socket, speech->rest.ptr, speech->rest.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return errno == EAGAIN || errno == EINTR;
    speech->rest = str_slice(speech->rest, (size_t)sent, speech->rest.len);
    if (speech->rest.len == 0) {
        speech->rest = speech->data;
        speech->data = STR_NONE;
    }
    if (speech->rest.len == 0) shutdown(socket, SHUT_WR);
    return true;
}

/* Read what is there. False at the end; `over` is set when the answer is too large. */
static bool worker_receive(int socket, struct buf *answer) {
    char bytes[16384];
    ssize_t got = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    buf_put(answer, str_of(bytes, (size_t)got));
    return got > 0 && !answer->over;
}

/* Speak and listen at once, until it has said all or the time is up. A worker that no longer
   listens may still have something to say, so only reading decides. */
static enum status worker_talk(int socket, struct speech speech, struct buf *answer) {
    int64_t until = clock_mono_ms() + WALL_MS;
    bool listening = true;
    for (;;) {
        int64_t left = until - clock_mono_ms();
        if (left <= 0) return ERR_LIMIT;
        bool sending = listening && speech.rest.len;
        struct pollfd wait = {.fd = socket,
                              .events = (short)(POLLIN | (sending ? POLLOUT : 0))};
        int ready = poll(&wait, 1, (int)left);
        if (ready < 0 && errno != EINTR) return ERR_BROKEN;
        if (ready <= 0) continue;
        if (wait.revents & (POLLIN | POLLHUP | POLLERR) && !worker_receive(socket, answer))
            return buf_check(answer);
        if (sending && wait.revents & POLLOUT) listening = worker_send(socket, &speech);
    }
}

/* How it ended: time and memory are its limits, everything else is broken. */
static enum status worker_end(const struct running *running, bool kill_it) {
    struct rusage used;
    int how;
    close(running->socket);
    if (kill_it) kill(running->pid, SIGKILL);
    while (wait4(running->pid, &how, 0, &used) < 0)
        if (errno != EINTR) return ERR_BROKEN;
    if (WIFEXITED(how)) return WEXITSTATUS(how) == 0 ? OK : ERR_BROKEN;
    int by = WTERMSIG(how);
    bool memory =
        (by == SIGABRT || by == SIGTRAP || by == SIGSEGV) && used.ru_maxrss > GREEDY_KB;
    return by == SIGXCPU || by == SIGKILL || memory ? ERR_LIMIT : ERR_BROKEN;
}

/* Digits and nothing else. */
static bool worker_number(struct str digits, size_t *ret_n) {
    int64_t n;
    for (size_t i = 0; i < digits.len; i++)
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return false;
    if (digits.len > 9 || !str_to_int(digits, &n)) return false;
    *ret_n = (size_t)n;
    return true;
}

/* "3,7": the bytes cut into pieces, none left over. */
static bool worker_parts(struct str lengths, struct str bytes, struct worker_answer *answer) {
    struct str digits;
    size_t n;
    if (lengths.len == 0 || str_ends(lengths, STR(","))) return false;
    while (str_next(&lengths, ',', &digits)) {
        if (answer->parts_n == WORKER_PARTS || !worker_number(digits, &n) || n > bytes.len) return false;
        answer->parts[answer->parts_n++] = str_slice(bytes, 0, n);
        bytes = str_slice(bytes, n, bytes.len);
    }
    return bytes.len == 0;
}

static bool worker_status(struct str word, enum status *ret_status) {
    static const enum status known[] = {OK, ERR_INVALID, ERR_LIMIT, ERR_BROKEN};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!str_is(word, status_name(known[i]))) continue;
        *ret_status = known[i];
        return true;
    }
    return false;
}

/* What stands behind "bytes": the whole length, and perhaps those of the parts. */
static bool worker_lengths(struct str line, struct str bytes, struct worker_answer *answer) {
    struct str word = STR(",\"parts\":[");
    size_t at = str_find(line, word, 0), size;
    if (!worker_number(str_slice(line, 0, at), &size) || size != bytes.len) return false;
    if (at != SIZE_MAX)
        return answer->status == OK && str_ends(line, STR("]")) &&
               worker_parts(str_slice(line, at + word.len, line.len - 1), bytes, answer);
    answer->parts[0] = bytes;
    answer->parts_n = 1;
    return true;
}

enum status worker_answer_parse(struct str said, struct worker_answer *ret_answer) {
    struct worker_answer answer = {.status = OK};
    struct str head = STR("{\"status\":\""), middle = STR("\",\"bytes\":");
    size_t end = str_find(said, STR("\n"), 0);
    if (end == SIZE_MAX || end > LINE_BYTES) return ERR_BROKEN;
    struct str line = str_slice(said, 0, end), bytes = str_slice(said, end + 1, said.len);
    size_t at = str_find(line, middle, 0);
    if (!str_starts(line, head) || at == SIZE_MAX || at < head.len || !str_ends(line, STR("}")))
        return ERR_BROKEN;
    if (!worker_status(str_slice(line, head.len, at), &answer.status)) return ERR_BROKEN;
    if (!worker_lengths(str_slice(line, at + middle.len, line.len - 1), bytes, &answer))
        return ERR_BROKEN;
    *ret_answer = answer;
    return OK;
}

enum status worker_run_data(struct arena *arena, const char *task, struct str json,
                            struct str data, struct worker_answer *ret_answer) {
    struct running running;
    struct buf answer;
    struct worker_answer parsed;
    if (json.len == 0 || json.len > INPUT_BYTES || data.len > DATA_BYTES) return ERR_LIMIT;
    struct str line = data.len ? str_printf(arena, "{\"task\":\"%s\",\"bytes\":%zu,\"data\":%zu}\n", task,
                                            json.len, data.len)
                               : str_printf(arena, "{\"task\":\"%s\",\"bytes\":%zu}\n", task, json.len);
    buf_init(&answer, arena, OUTPUT_BYTES + LINE_BYTES);
    TRY(worker_spawn(arena, &running));
    struct speech speech = {str_cat(arena, line, json), data};
    enum status talked = worker_talk(running.socket, speech, &answer);
    enum status ended = worker_end(&running, talked != OK);
    TRY(talked);
    TRY(ended);
    TRY(worker_answer_parse(buf_str(&answer), &parsed));
    if (parsed.status != OK && parsed.status != ERR_INVALID) return parsed.status;
    *ret_answer = parsed;
    return parsed.status;
}

enum status worker_run(struct arena *arena, const char *task, struct str json,
                       struct str *ret_bytes) {
    struct worker_answer answer;
    enum status status = worker_run_data(arena, task, json, STR_NONE, &answer);
    if (status != OK && status != ERR_INVALID) return status;
    if (answer.parts_n != 1) return ERR_BROKEN;
    *ret_bytes = answer.parts[0];
    return status;
}
