/* The bytes of an import: in memory, or of a file by position. */
#include "domain/assets/import_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 << 10)

struct import_source assets_import_source_bytes(struct str bytes) {
    return (struct import_source){.bytes = bytes, .fd = -1, .size = (int64_t)bytes.len};
}

static enum status pipe_take(struct arena *lasting, struct faults *faults, size_t max,
                             struct import_source *source) {
    size_t len = 0, room = PIECE;
    char *bytes = arena_alloc(lasting, room);
    for (;;) {
        ssize_t got = read(source->fd, bytes + len, room - len);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        len += (size_t)got;
        if (len > max)
            return fault_add(faults, ERR_LIMIT, STR("path"),
                             SAY("This file is larger than Kith reads."));
        if (len < room) continue;
        bytes = arena_grow(lasting, bytes, room, room * 2);
        room *= 2;
    }
    (void)close(source->fd);
    *source = assets_import_source_bytes(str_of(bytes, len));
    return OK;
}

enum status assets_import_source_open(struct arena *lasting, struct faults *faults,
                                      struct str path, size_t max,
                                      struct import_source *ret_source) {
    struct stat about;
    struct import_source source = {
        .fd = open(str_c(lasting, path), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    if (source.fd < 0)
        return fault_add(faults, ERR_MISSING, STR("path"),
                         SAY("There is no such file to read."));
    if (fstat(source.fd, &about) != 0 || S_ISDIR(about.st_mode)) {
        (void)close(source.fd);
        return fault_add(faults, ERR_MISSING, STR("path"), SAY("This file could not be read."));
    }
    source.size = about.st_size;
    if (!S_ISREG(about.st_mode)) {
        enum status status = pipe_take(lasting, faults, max, &source);
        if (status != OK) (void)close(source.fd);
        TRY(status);
    }
    *ret_source = source;
    return OK;
}

void assets_import_source_close(struct import_source *source) {
    if (source->fd >= 0) (void)close(source->fd);
    source->fd = -1;
}

static size_t read_at(const struct import_source *s, int64_t at, char *room, size_t n,
                      bool *ret_failed) {
    size_t sum = 0;
    if (s->fd < 0) {
        sum = at < s->size ? (size_t)(s->size - at) : 0;
        if (sum > n) sum = n;
        if (sum > 0) memcpy(room, s->bytes.ptr + at, sum);
        return sum;
    }
    while (sum < n) {
        ssize_t got = pread(s->fd, room + sum, n - sum, at + (int64_t)sum);
        if (got < 0 && errno == EINTR) continue;
        *ret_failed = *ret_failed || got < 0;
        if (got <= 0) break;
        sum += (size_t)got;
    }
    return sum;
}

size_t assets_import_source_read(struct import_source *source, char *room, size_t n) {
    size_t got = read_at(source, source->at, room, n, &source->failed);
    source->at += (int64_t)got;
    return got;
}

struct str assets_import_source_head(struct arena *arena, const struct import_source *source,
                                     size_t n) {
    bool failed = false;
    char *room = arena_alloc(arena, n + 1);
    return str_of(room, read_at(source, 0, room, n, &failed));
}
