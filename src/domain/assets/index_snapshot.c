/* The packed block as a file beside the database: a start maps it and reads only what changed
   since. It is a cache: whenever it does not fit, it is built again. */
#include "assets_sql.h"
#include "domain/assets/index_own.h"
#include "platform/journal/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLICE ((uint64_t)4 << 20) /* written and synced at a time: others write beside it */

/* ---- where ---- */

static struct str cache_folder(struct arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *const folders[] = {"/var/cache/kith", "var"};
    if (cache && cache[0] == '/') {
        char *own = str_c(arena, str_printf(arena, "%s/kith", cache));
        (void)mkdir(cache, 0700);
        (void)mkdir(own, 0700);
        if (access(own, W_OK) == 0) return str_from(own);
    }
    for (size_t i = 0; i < 2; i++)
        if (access(folders[i], W_OK) == 0) return str_from(folders[i]);
    return STR_NONE;
}

struct str assets_index_snapshot_path(struct ctx *ctx, struct str identity)
{
    struct str target = db_target(ctx->db);
    if (identity.len == 0) return STR_NONE;
    if (db_kind_of(ctx->db) == DB_SQLITE) {
        if (target.len == 0 || str_find(target, STR(":memory:"), 0) != SIZE_MAX)
            return STR_NONE;
        return str_cat(ctx->arena, target, STR("-index"));
    }
    struct str folder = cache_folder(ctx->arena);
    if (folder.len == 0) return STR_NONE;
    return str_printf(ctx->arena, "%.*s/%.*s-index", STR_ARG(folder), STR_ARG(identity));
}

/* ---- out ---- */

static enum status bytes_write(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return ERR_BROKEN;
        bytes += n;
        size -= (size_t)n;
    }
    return OK;
}

enum status assets_index_snapshot_write(struct arena *arena, struct str path,
                                        const struct index_base *base)
{
    char *to = str_c(arena, path),
         *from = str_c(arena, str_printf(arena, "%s.%ld", to, (long)getpid()));
    int fd = open(from, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return ERR_BROKEN;
    enum status status = OK;
    for (uint64_t at = 0; at < base->head->size && status == OK; at += SLICE) {
        uint64_t left = base->head->size - at;
        status = bytes_write(fd, (const char *)base->map + at, left < SLICE ? left : SLICE);
        if (status == OK && fdatasync(fd) != 0) status = ERR_BROKEN;
    }
    if (close(fd) != 0) status = ERR_BROKEN;
    if (status == OK && rename(from, to) != 0) status = ERR_BROKEN;
    if (status != OK) (void)unlink(from);
    return status;
}

/* ---- in ---- */

/* Does the snapshot belong to this list, as it is today? */
static bool fits(struct ctx *ctx, const struct index_head *head, struct str identity)
{
    int64_t last;
    struct assets_sql_one row;
    struct vocabulary const *v = vocabulary_of(ctx);
    if (!str_eq(str_of(head->identity, strnlen(head->identity, sizeof head->identity)),
                identity))
        return false;
    if (head->vocabulary != vocabulary_fingerprint(v) ||
        head->concepts_n != vocabulary_count(v))
        return false;
    int64_t days = ctx_today(ctx).n - head->built_day;
    if (days < -1 || days > INDEX_DAYS_OLD) return false;
    if (journal_change_last(ctx, &last) != OK || head->change > last) return false;
    if (head->newest_id == 0) return true;
    return assets_sql_one(ctx->db, ctx->arena, (struct asset_id){head->newest_id}, &row) ==
               OK &&
           row.changed_at.ms >= head->newest_at;
}

/* Map the file with room for the handle behind it. */
static enum status file_map(int fd, size_t size, struct index_base **ret_base)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (size + page - 1) / page * page;
    char *block =
        mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) return ERR_BROKEN;
    if (mmap(block, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) == MAP_FAILED) {
        (void)munmap(block, whole + page);
        return ERR_BROKEN;
    }
    struct index_base *base = (struct index_base *)(void *)(block + whole);
    atomic_init(&base->refs, 1);
    base->map = block;
    base->map_size = whole + page;
    base->head = (const struct index_head *)(const void *)block;
    *ret_base = base;
    return OK;
}

enum status assets_index_snapshot_map(struct ctx *ctx, struct str path, struct str identity,
                                      struct index_base **ret_base)
{
    struct stat stat;
    struct index_base *base = NULL;
    int fd = open(str_c(ctx->arena, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return ERR_MISSING;
    enum status status = ERR_MISSING;
    if (fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode) &&
        stat.st_size >= (off_t)sizeof(struct index_head))
        status = file_map(fd, (size_t)stat.st_size, &base);
    (void)close(fd);
    TRY(status);
    if (!assets_index_head_sound(base->head, (size_t)stat.st_size) ||
        !fits(ctx, base->head, identity)) {
        assets_index_base_release(base);
        return ERR_MISSING;
    }
    *ret_base = base;
    return OK;
}
