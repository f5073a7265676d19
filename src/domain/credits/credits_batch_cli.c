/* kith credits batch: many entries in one commit, or none. */
#include "domain/credits/credits_batch.h"
#include "domain/credits/credits_cli.h"

#include "credits_sql.h"
#include "platform/module/cli.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CACHE_KIB 65536 /* while it is written, pages of the indexes lie all over */

/* Accounts as the file names them, looked up once each. */
struct known { struct str said; struct account_id id; struct ledger_id ledger; enum credits_kind kind; };

#define AT_ONCE 256 /* rows that travel together */

struct batch {
    struct cli *cli;
    struct credits_rows rows;
    struct credits_mover mover;
    bool begun;
    struct known *table; /* open addressing; said.ptr NULL = free */
    size_t room, known_n;
    int64_t posted, already;
    struct arena slice;
};

static size_t take(void *cookie, char *into, size_t room)
{
    FILE *file = cookie;
    size_t got = fread(into, 1, room, file);
    return got == 0 && ferror(file) ? SIZE_MAX : got;
}

/* ---- accounts ---- */

static struct known *slot(struct known *table, size_t room, struct str said)
{
    size_t at = (size_t)str_hash(said, 1) & (room - 1);
    while (table[at].said.ptr && !str_eq(table[at].said, said)) at = (at + 1) & (room - 1);
    return &table[at];
}

static void grow(struct batch *b)
{
    size_t room = b->room ? b->room * 4 : 1024;
    struct known *wider = ARENA_ARRAY(b->cli->ctx->arena, struct known, room);
    for (size_t i = 0; i < b->room; i++)
        if (b->table[i].said.ptr) *slot(wider, room, b->table[i].said) = b->table[i];
    b->table = wider;
    b->room = room;
}

static enum status account(struct batch *b, struct str said, const char *field, struct known *ret_known)
{
    struct ctx *ctx = b->cli->ctx;
    struct credits_account a;
    if ((b->known_n + 1) * 2 > b->room) grow(b);
    struct known *k = slot(b->table, b->room, said);
    if (!k->said.ptr) {
        TRY(credits_account_said(ctx, said, str_from(field), &a));
        *k = (struct known){str_copy(ctx->arena, said), a.id, a.ledger, a.kind};
        b->known_n++;
    }
    *ret_known = *k;
    return OK;
}

/* ---- rows ---- */

static enum status post_row(struct batch *b, const struct credits_row *row)
{
    struct ctx *ctx = b->cli->ctx;
    struct known from, to;
    struct credits_posted posted;
    struct credits_post post = {.key = row->fields[ROW_ID], .words = row->fields[ROW_FOR], .via = "command"};
    TRY(credits_minutes_parse(ctx, row->fields[ROW_MINUTES], &post.minutes));
    TRY(account(b, row->fields[ROW_FROM], "from", &from));
    TRY(account(b, row->fields[ROW_TO], "to", &to));
    if (!b->begun) {
        TRY(credits_mover_begin(ctx, from.ledger, &b->mover));
        b->begun = true;
    }
    post.from = from.id;
    post.to = to.id;
    post.kind = credits_kind_between(from.kind, to.kind);
    TRY(credits_mover_post(&b->mover, &post, &posted));
    b->posted += posted.created;
    b->already += !posted.created;
    return OK;
}

static void name_line(struct faults *faults, int64_t line)
{
    for (struct fault *f = faults->first; f; f = f->next)
        if (f->line == 0) f->line = line;
}

static enum status too_many(struct batch *b, int64_t line)
{
    (void)!ctx_fault(b->cli->ctx, ERR_LIMIT, STR_NONE, SAY("That is too much at once. Send at most 1,000,000 at a time."));
    name_line(&b->cli->ctx->faults, line);
    return ERR_LIMIT;
}

/* Up to AT_ONCE rows, kept in the slice; a row that cannot be read comes after those before it. */
static enum status take_rows(struct batch *b, struct credits_row *rows, size_t *ret_n)
{
    size_t n = 0;
    enum status status = OK;
    while (n < AT_ONCE && (status = credits_rows_next(&b->rows, &rows[n])) == OK) {
        for (size_t c = 0; c < ROW_COLUMNS; c++) rows[n].fields[c] = str_copy(&b->slice, rows[n].fields[c]);
        n++;
    }
    *ret_n = n;
    return status;
}

static enum status gather(struct batch *b, const struct credits_row *rows, size_t n, struct credits_bulk *bulk)
{
    struct str *keys = ARENA_ARRAY(&b->slice, struct str, n + 1);
    bool fresh = false;
    for (size_t i = 0; i < n; i++) keys[i] = rows[i].fields[ROW_ID];
    b->mover.bulk = NULL;
    if (b->begun) TRY(credits_bulk_fresh(b->cli->ctx, &b->slice, keys, n, &fresh));
    if (!fresh) return OK;
    credits_bulk_begin(bulk, &b->slice);
    b->mover.bulk = bulk;
    return OK;
}

static enum status post_slice(struct batch *b, const struct credits_row *rows, size_t n)
{
    struct credits_bulk bulk;
    TRY(gather(b, rows, n, &bulk));
    for (size_t i = 0; i < n; i++) {
        if (b->posted + b->already >= CREDITS_BATCH_MAX) return too_many(b, rows[i].line);
        enum status status = post_row(b, &rows[i]);
        if (status == OK) continue;
        name_line(&b->cli->ctx->faults, rows[i].line);
        return status;
    }
    return b->mover.bulk ? credits_bulk_end(&bulk, b->cli->ctx) : OK;
}

static enum status post_rows(struct batch *b)
{
    struct ctx *ctx = b->cli->ctx;
    struct faults *faults = &ctx->faults;
    struct credits_row rows[AT_ONCE];
    enum status read = OK, status = OK;
    size_t n;
    arena_init(&b->slice, (size_t)256 << 20);
    while (read == OK && status == OK) {
        arena_reset(&b->slice);
        read = take_rows(b, rows, &n);
        const struct faults later = *faults; /* what is wrong with a row before it is said first */
        faults_init(faults, ctx->arena);
        status = post_slice(b, rows, n);
        if (status == OK) *faults = later;
    }
    arena_release(&b->slice);
    b->mover.bulk = NULL;
    TRY(status);
    if (read != ERR_MISSING) return read;
    return b->begun ? credits_mover_end(&b->mover) : OK;
}

static enum status run(struct batch *b, FILE *file)
{
    enum status status = credits_rows_open(b->cli->ctx, take, file, &b->rows);
    db_cache(b->cli->ctx->db, CACHE_KIB);
    if (status == OK) status = post_rows(b);
    credits_rows_close(&b->rows);
    return status;
}

enum status credits_cli_batch(struct cli *cli)
{
    struct batch b = {.cli = cli};
    struct str path;
    TRY(cli_word(cli, 0, "FILE", &path));
    bool standard = str_is(path, "-");
    FILE *file = standard ? stdin : fopen(str_c(cli->ctx->arena, path), "rb");
    if (!file) return ctx_fault(cli->ctx, ERR_MISSING, path, SAY("There is no such file to read."));
    enum status status = run(&b, file);
    if (!standard) fclose(file);
    TRY(status);
    if (!cli->json) {
        buf_printf(&cli->out, "%lld posted, %lld were there already\n", (long long)b.posted, (long long)b.already);
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_int(&cli->doc, "posted", b.posted);
    json_put_int(&cli->doc, "already", b.already);
    json_end(&cli->doc);
    return OK;
}
