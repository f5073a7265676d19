/* What ./bench measures with.
     meter load PORT SECONDS READERS PATH [WRITES_A_SECOND STEWARD_FILE]
         readers ask one address over kept connections, one writer posts forms at a steady pace;
         prints: requests failures p50_us p99_us writes failed_writes write_p99_us write_longest_us
     meter wait PORT PATH COMMAND...     start a server; prints us until its first answer, and its pid
     meter cpu N COMMAND...              run it N times; prints us of processor time a run
     meter disk FILE                     prints us of writing and syncing 4 KB, the median of 50 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES 200000
#define LINES 4096
#define ANSWER (1 << 20)
#define READERS 64

struct side {
    pthread_t thread;
    int port, failures, pace; /* pace: posts a second; 0 = a reader */
    const char *path;
    int64_t until, *samples;
    size_t n;
    char **lines; /* cookie, csrf, addresses */
    size_t lines_n;
};

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int dial_once(int port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static int dial(int port) {
    int fd = dial_once(port);
    if (fd >= 0) return fd;
    perror("meter");
    exit(1);
}

/* Send, read a whole answer with a Content-Length; its status, 0 when the connection broke. */
static int ask(int fd, const char *request, char *room) {
    size_t len = strlen(request), got = 0, whole = 0;
    if (write(fd, request, len) != (ssize_t)len) return 0;
    while (whole == 0 || got < whole) {
        ssize_t n = read(fd, room + got, ANSWER - 1 - got);
        if (n <= 0) return 0;
        got += (size_t)n;
        room[got] = '\0';
        const char *end = whole ? NULL : strstr(room, "\r\n\r\n");
        if (!end) continue;
        const char *length = strcasestr(room, "\r\ncontent-length:");
        whole = (size_t)(end + 4 - room) +
                (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
        if (whole >= ANSWER) return 0;
    }
    return got > 12 ? atoi(room + 9) : 0;
}

static void note(struct side *s, int64_t began, int status, int wanted) {
    if (status != wanted) s->failures++;
    if (s->n < SAMPLES) s->samples[s->n++] = now_us() - began;
}

static void *reading(void *cookie) {
    struct side *s = cookie;
    char request[2048], *room = malloc(ANSWER);
    int fd = dial(s->port), status = 1;
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", s->path,
             s->port);
    while (room && status != 0 && now_us() < s->until) {
        int64_t began = now_us();
        status = ask(fd, request, room);
        note(s, began, status, 200);
    }
    close(fd);
    free(room);
    return NULL;
}

static void post_make(const struct side *s, size_t i, char *out, size_t size) {
    char body[512];
    int len = snprintf(body, sizeof body, "csrf=%s&key=%016llx%016zx", s->lines[1],
                       (unsigned long long)now_us(), i);
    snprintf(
        out, size,
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: kith=%s\r\nSec-Fetch-Site: same-origin\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
        s->lines[2 + i % (s->lines_n - 2)], s->port, s->lines[0], len, body);
}

static void *writing(void *cookie) {
    struct side *s = cookie;
    char request[4096], *room = malloc(ANSWER);
    int fd = dial(s->port), status = 1;
    int64_t next = now_us();
    for (size_t i = 0; room && status != 0 && now_us() < s->until; i++) {
        post_make(s, i, request, sizeof request);
        int64_t began = now_us();
        status = ask(fd, request, room);
        note(s, began, status, 303);
        next += 1000000 / s->pace;
        int64_t left = next - now_us();
        if (left > 0) usleep((useconds_t)left);
    }
    close(fd);
    free(room);
    return NULL;
}

static int order(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t quantile(int64_t *samples, size_t n, double q) {
    if (n == 0) return 0;
    qsort(samples, n, sizeof *samples, order);
    size_t at = (size_t)((double)n * q);
    return samples[at < n ? at : n - 1];
}

static void lines_read(struct side *s, const char *path) {
    char line[512];
    FILE *file = fopen(path, "r");
    s->lines = calloc(LINES, sizeof *s->lines);
    while (file && s->lines && s->lines_n < LINES && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        s->lines[s->lines_n++] = strdup(line);
    }
    if (s->lines_n < 3) {
        fprintf(stderr, "meter: %s names no session and addresses\n", path);
        exit(1);
    }
    (void)fclose(file);
}

static struct side side_of(int port, int64_t until) {
    struct side s = {
        .port = port, .until = until, .samples = malloc(SAMPLES * sizeof(int64_t))};
    if (!s.samples) exit(1);
    return s;
}

static int load(int argc, char **argv) {
    static struct side readers[READERS], writer;
    static int64_t all[SAMPLES];
    int port = atoi(argv[0]), n = atoi(argv[2]), failures = 0;
    int64_t until = now_us() + (int64_t)(atof(argv[1]) * 1e6);
    size_t total = 0, kept = 0;
    bool writes = argc == 6;
    if (n < (writes ? 0 : 1) || n > READERS) return 64;
    if (writes) {
        writer = side_of(port, until);
        writer.pace = atoi(argv[4]);
        lines_read(&writer, argv[5]);
        pthread_create(&writer.thread, NULL, writing, &writer);
    }
    for (int i = 0; i < n; i++) {
        readers[i] = side_of(port, until);
        readers[i].path = argv[3];
        pthread_create(&readers[i].thread, NULL, reading, &readers[i]);
    }
    for (int i = 0; i < n; i++) {
        pthread_join(readers[i].thread, NULL);
        failures += readers[i].failures;
        total += readers[i].n;
        for (size_t k = 0; k < readers[i].n && kept < SAMPLES; k++)
            all[kept++] = readers[i].samples[k];
    }
    if (writes) pthread_join(writer.thread, NULL);
    printf("%zu %d %lld %lld %zu %d %lld %lld\n", total, failures,
           (long long)quantile(all, kept, 0.5), (long long)quantile(all, kept, 0.99), writer.n,
           writer.failures, (long long)quantile(writer.samples, writer.n, 0.99),
           (long long)quantile(writer.samples, writer.n, 1));
    return 0;
}

static pid_t run(char **command) {
    pid_t pid = fork();
    if (pid != 0) return pid;
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0) _exit(127);
    execvp(command[0], command);
    _exit(127);
}

static int first_answer(char **argv) {
    char request[2048], *room = malloc(ANSWER);
    int port = atoi(argv[0]), status = 0;
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", argv[1],
             port);
    int64_t began = now_us();
    pid_t pid = run(argv + 2);
    while (room && status == 0 && now_us() - began < 20000000) {
        int fd = dial_once(port);
        if (fd >= 0) status = ask(fd, request, room);
        if (fd >= 0) close(fd);
        if (status == 0) usleep(500);
    }
    printf("%lld %d\n", (long long)(now_us() - began), (int)pid);
    free(room);
    return status == 200 ? 0 : 1;
}

static int cpu(char **argv) {
    struct rusage used;
    int n = atoi(argv[0]), status;
    for (int i = 0; i < n; i++)
        if (waitpid(run(argv + 1), &status, 0) < 0 || status != 0) return 1;
    if (n < 1 || getrusage(RUSAGE_CHILDREN, &used) != 0) return 1;
    long long us = (long long)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 +
                   used.ru_utime.tv_usec + used.ru_stime.tv_usec;
    printf("%lld\n", us / n);
    return 0;
}

static int disk(const char *path) {
    static const char block[4096];
    int64_t samples[50];
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    for (size_t i = 0; i < 50; i++) {
        int64_t began = now_us();
        if (write(fd, block, sizeof block) != sizeof block || fdatasync(fd) != 0) return 1;
        samples[i] = now_us() - began;
    }
    close(fd);
    printf("%lld\n", (long long)quantile(samples, 50, 0.5));
    return 0;
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    (void)signal(SIGPIPE, SIG_IGN);
    if (strcmp(mode, "load") == 0 && (argc == 6 || argc == 8)) return load(argc - 2, argv + 2);
    if (strcmp(mode, "wait") == 0 && argc > 4) return first_answer(argv + 2);
    if (strcmp(mode, "cpu") == 0 && argc > 3) return cpu(argv + 2);
    if (strcmp(mode, "disk") == 0 && argc == 3) return disk(argv[2]);
    fprintf(stderr, "meter load|wait|cpu|disk\n");
    return 64;
}
