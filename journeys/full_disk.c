/* A disk that is full while the file KITH_FULL names is there: writes to files are refused with
 * ENOSPC, in a program started with this as LD_PRELOAD. For machines where nothing can be mounted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int refused(int fd) {
    struct stat of;
    const char *full = getenv("KITH_FULL");
    if (!full || access(full, F_OK) != 0 || fstat(fd, &of) != 0 || !S_ISREG(of.st_mode)) return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t n) {
    ssize_t (*real)(int, const void *, size_t);
    if (refused(fd)) return -1;
    *(void **)&real = dlsym(RTLD_NEXT, "write");
    return real(fd, bytes, n);
}

static ssize_t write_at(const char *name, int fd, const void *bytes, size_t n, off_t at) {
    ssize_t (*real)(int, const void *, size_t, off_t);
    if (refused(fd)) return -1;
    *(void **)&real = dlsym(RTLD_NEXT, name);
    return real(fd, bytes, n, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
    return write_at("pwrite", fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
    return write_at("pwrite64", fd, bytes, n, at);
}
