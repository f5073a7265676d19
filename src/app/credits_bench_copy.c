/* A copy to write into: of a file, or of a PostgreSQL database by CREATE DATABASE ... TEMPLATE. */
#include "app/credits_bench.h"

#include <dirent.h>
#include <unistd.h>

static bool is_postgres(struct cli *cli) {
    return db_kind_of(cli->ctx->db) == DB_POSTGRES;
}

/* Where its last part begins. */
static size_t folder_given(struct str path) {
    size_t end = 0;
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/') end = i + 1;
    return end;
}

static struct str folder_of(struct str path) {
    size_t end = folder_given(path);
    return end ? str_slice(path, 0, end) : STR("./");
}

static enum status copy_file(struct cli *cli, struct str *ret_copy) {
    struct arena *arena = cli->ctx->arena;
    struct str why = STR_NONE, folder = folder_of(cli->db_target);
    if (access(str_c(arena, folder), W_OK) != 0) folder = STR("/tmp/");
    struct str copy = str_printf(arena, "%.*skith-bench-%ld-%08llx.db", STR_ARG(folder), (long)getpid(),
                                 (unsigned long long)(rand_u64(cli->ctx->rand) & 0xffffffff));
    enum status status = db_copy_file(arena, cli->db_target, copy, &why);
    if (status != OK)
        return ctx_fault(cli->ctx, status, STR("db"), SAY1("The copy could not be made: {why}", "why", why));
    *ret_copy = copy;
    return OK;
}

/* "postgresql://u@h/D?x" as {"postgresql://u@h/", "D", "?x"}. */
static void cut(struct str target, struct str *ret_before, struct str *ret_name, struct str *ret_after) {
    size_t start = str_find(target, STR("://"), 0) + 3, mark = str_find(target, STR("?"), start);
    if (mark == SIZE_MAX) mark = target.len;
    size_t slash = str_find(target, STR("/"), start);
    bool named = slash < mark;
    *ret_before = str_slice(target, 0, named ? slash : mark);
    *ret_name = named ? str_slice(target, slash + 1, mark) : STR("");
    *ret_after = str_slice(target, mark, target.len);
}

static enum status on_server(struct cli *cli, struct str sql) {
    return db_exec(cli->ctx->db, str_c(cli->ctx->arena, sql));
}

/* A name in SQL: doubled quotes. */
static struct str quoted(struct arena *arena, struct str name) {
    struct buf b;
    buf_init(&b, arena, 1000);
    buf_puts(&b, "\"");
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '"') buf_puts(&b, "\"");
        buf_putc(&b, name.ptr[i]);
    }
    buf_puts(&b, "\"");
    return buf_str(&b);
}

static const struct db_statement which = {
    .name = "which", .sqlite = "SELECT ''", .pg = "SELECT current_database()::text", .params = "", .columns = "t"};

/* The database of the connection, however the address names it. */
static enum status own_name(struct cli *cli, struct str *ret_name) {
    struct db_cursor *cursor;
    bool row = false;
    TRY(db_start(cli->ctx->db, &which, &cursor));
    enum status status = db_step(cursor, &row);
    if (status == OK) *ret_name = db_col_text(cursor, 0, cli->ctx->arena);
    db_end(cursor);
    return status;
}

static enum status copy_database(struct cli *cli, struct str *ret_copy) {
    struct arena *arena = cli->ctx->arena;
    struct str before, named, after, source;
    cut(cli->db_target, &before, &named, &after);
    TRY(own_name(cli, &source));
    struct str name = str_printf(arena, "kith_bench_%ld_%08llx", (long)getpid(),
                                 (unsigned long long)(rand_u64(cli->ctx->rand) & 0xffffffff));
    TRY(on_server(cli, STR("SET default_transaction_read_only = off")));
    struct str sql = str_printf(arena, "CREATE DATABASE %.*s TEMPLATE %.*s", STR_ARG(name),
                                STR_ARG(quoted(arena, source)));
    enum status status = on_server(cli, sql);
    if (status != OK)
        return ctx_fault(cli->ctx, ERR_BUSY, STR("db"),
                         SAY1("The copy could not be made, as nobody else may be at work in the database while it is: {why}", "why",
                              str_copy(arena, db_why(cli->ctx->db))));
    *ret_copy = str_printf(arena, "%.*s/%.*s%.*s", STR_ARG(before), STR_ARG(name), STR_ARG(after));
    return OK;
}

enum status app_bench_copy(struct cli *cli, struct str *ret_copy) {
    return is_postgres(cli) ? copy_database(cli, ret_copy) : copy_file(cli, ret_copy);
}

/* The file and all that lies beside it under its name: WAL, index. */
static void remove_beside(struct arena *arena, struct str copy) {
    struct str folder = folder_of(copy), name = str_slice(copy, folder_given(copy), copy.len);
    DIR *dir = opendir(str_c(arena, folder));
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL)
        if (str_starts(str_from(entry->d_name), name))
            unlink(str_c(arena, str_cat(arena, folder, str_from(entry->d_name))));
    if (dir) closedir(dir);
}

void app_bench_drop(struct cli *cli, struct str copy) {
    struct arena *arena = cli->ctx->arena;
    if (is_postgres(cli)) {
        struct str before, name, after;
        cut(copy, &before, &name, &after);
        enum status status = on_server(cli, str_printf(arena, "DROP DATABASE IF EXISTS %.*s WITH (FORCE)", STR_ARG(name)));
        if (status != OK) cli_note(cli, "%.*s is left: %.*s", STR_ARG(name), STR_ARG(db_why(cli->ctx->db)));
        return;
    }
    remove_beside(arena, copy);
}
