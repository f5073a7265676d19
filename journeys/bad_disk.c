/* A disk that fails at one moment, in a program started with this as LD_PRELOAD: the KITH_BAD_AT-th write, sync or
 * cut of a file, and with KITH_BAD_STAYS every one after it, ends with KITH_BAD_ERRNO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long seen;

static int refused(int fd) {
    struct stat of;
    const char *at = getenv("KITH_BAD_AT"), *error = getenv("KITH_BAD_ERRNO");
    if (!at || !error || fstat(fd, &of) != 0 || !S_ISREG(of.st_mode)) return 0;
    long n = atomic_fetch_add(&seen, 1) + 1, bad = atol(at);
    if (n != bad && !(n > bad && getenv("KITH_BAD_STAYS"))) return 0;
    errno = atoi(error);
    return 1;
}

#define REAL(type, name) type; *(void **)&real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t (*real)(int, const void *, size_t), "write");
    return refused(fd) ? -1 : real(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
    REAL(ssize_t (*real)(int, const void *, size_t, off_t), "pwrite");
    return refused(fd) ? -1 : real(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
    REAL(ssize_t (*real)(int, const void *, size_t, off64_t), "pwrite64");
    return refused(fd) ? -1 : real(fd, bytes, n, at);
}

int fsync(int fd) {
    REAL(int (*real)(int), "fsync");
    return refused(fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(int (*real)(int), "fdatasync");
    return refused(fd) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size) {
    REAL(int (*real)(int, off_t), "ftruncate");
    return refused(fd) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    REAL(int (*real)(int, off64_t), "ftruncate64");
    return refused(fd) ? -1 : real(fd, size);
}
