/* A whole SQLite database to another file, page by page, with what is still in its WAL. */
#include "platform/db/db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

static enum status copy_pages(sqlite3 *from, sqlite3 *to, struct arena *arena, struct str *ret_why) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int code = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    int end = backup ? sqlite3_backup_finish(backup) : SQLITE_OK;
    if (code == SQLITE_DONE && end == SQLITE_OK) return OK;
    *ret_why = str_copy(arena, str_from(sqlite3_errmsg(to)));
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL ? ERR_BUSY : ERR_BROKEN;
}

enum status db_copy_file(struct arena *arena, struct str from, struct str to, struct str *ret_why) {
    sqlite3 *source = NULL, *copy = NULL;
    char *path = str_c(arena, to);
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        *ret_why = str_printf(arena, "%s cannot be made", path);
        return ERR_BUSY;
    }
    close(fd);
    enum status status = ERR_BUSY;
    if (sqlite3_open_v2(str_c(arena, from), &source, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        *ret_why = str_copy(arena, str_from(sqlite3_errmsg(source)));
    else if (sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        *ret_why = str_copy(arena, str_from(sqlite3_errmsg(copy)));
    else
        status = copy_pages(source, copy, arena, ret_why);
    sqlite3_close(source);
    sqlite3_close(copy);
    if (status != OK) unlink(path);
    return status;
}
