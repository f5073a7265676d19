/* A clock that is ahead by as many seconds as the file KITH_AHEAD says, in a program started with this
 * as LD_PRELOAD: so that a story of three weeks is told in a minute. Waits stay as long as they are. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t ahead(void) {
    char said[24] = "";
    const char *file = getenv("KITH_AHEAD");
    int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return 0;
    if (read(fd, said, sizeof said - 1) < 0) said[0] = '\0';
    close(fd);
    return (time_t)strtoll(said, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *ret) {
    int rc = (int)syscall(SYS_clock_gettime, clock, ret);
    if (rc == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC)) ret->tv_sec += ahead();
    return rc;
}

int gettimeofday(struct timeval *restrict ret, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    *ret = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *ret) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    if (ret) *ret = now.tv_sec;
    return now.tv_sec;
}

int pthread_cond_timedwait(pthread_cond_t *restrict wake, pthread_mutex_t *restrict lock, const struct timespec *restrict until) {
    int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    struct timespec then = {until->tv_sec - ahead(), until->tv_nsec};
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    return real(wake, lock, &then);
}
