/* Every entry once, in order. Names of accounts stand in memory meanwhile. */
#include "domain/credits/credits_journal.h"

#include "base/csv.h"
#include "credits_sql.h"
#include <string.h>

#define AT_ONCE 256
#define PIECE ((size_t)1 << 20) /* no slice of entries is longer */
#define TABLE_CEILING ((size_t)8 << 30)
#define NUMBER_MASK (((int64_t)1 << CREDITS_ENTRY_BITS) - 1)

struct called { int64_t id; struct str name; const char *kind; };

struct export {
    struct ctx *ctx;
    const struct credits_journal_ask *ask;
    struct arena own;
    struct called *table; /* open addressing by id; id 0 = free */
    size_t room, n;
    struct buf buf;
    int64_t last, rows;
    enum status (*write)(void *cookie, struct str piece);
    void *cookie;
};

/* ---- names ---- */

static struct called *slot(struct called *table, size_t room, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & (room - 1);
    while (table[at].id != 0 && table[at].id != id) at = (at + 1) & (room - 1);
    return &table[at];
}

static void grow(struct export *x)
{
    size_t room = x->room ? x->room * 4 : 1024;
    struct called *wider = ARENA_ARRAY(&x->own, struct called, room);
    for (size_t i = 0; i < x->room; i++)
        if (x->table[i].id) *slot(wider, room, x->table[i].id) = x->table[i];
    x->table = wider;
    x->room = room;
}

static void add(struct export *x, const struct credits_sql_accounts_after *row)
{
    enum credits_kind kind = CREDITS_MEMBER;
    (void)!credits_kind_parse(row->kind, &kind);
    if ((x->n + 1) * 2 > x->room) grow(x);
    x->n++;
    *slot(x->table, x->room, row->id.v) = (struct called){row->id.v, row->name, credits_kind_code(kind)};
}

static struct called called(const struct export *x, int64_t id)
{
    struct called found = x->room ? *slot(x->table, x->room, id) : (struct called){0};
    return found.id ? found : (struct called){id, STR("unknown"), "unknown"};
}

static enum status flush(struct export *x)
{
    TRY(buf_check(&x->buf));
    enum status status = x->buf.len > 0 ? x->write(x->cookie, buf_str(&x->buf)) : OK;
    x->buf.len = 0;
    return status;
}

static void put_account(struct buf *buf, struct called c)
{
    buf_puts(buf, "kith:");
    buf_puts(buf, c.kind);
    buf_putc(buf, ':');
    buf_put(buf, c.name);
}

/* Names are kept for the whole run; hledger is told of each, so that it can refuse others. */
static enum status read_accounts(struct export *x)
{
    struct credits_sql_accounts_after *rows;
    int64_t after = 0;
    size_t n;
    do {
        TRY(credits_sql_accounts_after(x->ctx->db, &x->own, after, AT_ONCE, &rows, &n));
        for (size_t i = 0; i < n; i++) {
            add(x, &rows[i]);
            if (x->ask->format != CREDITS_HLEDGER) continue;
            buf_puts(&x->buf, "account ");
            put_account(&x->buf, called(x, rows[i].id.v));
            buf_putc(&x->buf, '\n');
        }
        if (n > 0) after = rows[n - 1].id.v;
        TRY(flush(x));
    } while (n == AT_ONCE);
    return OK;
}

/* ---- an entry ---- */

static struct str words_of(const struct export *x, const struct credits_sql_entries_after *e)
{
    if (!x->ask->words) return e->kind; /* reasons may hold names as well */
    return e->words.len > 0 ? e->words : STR("(forgotten)");
}

/* A semicolon would begin a comment, a bar part the payee from a note, a control sign end the line. */
static void put_description(struct buf *buf, struct str words)
{
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        buf_putc(buf, (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c == ';' ? ',' : c == '|' ? '/' : c);
    }
}

static void put_day(struct buf *buf, const struct zone *zone, struct instant at)
{
    struct civil c = civil_from_instant(zone, at);
    char text[11] = {(char)('0' + c.year / 1000 % 10), (char)('0' + c.year / 100 % 10), (char)('0' + c.year / 10 % 10), (char)('0' + c.year % 10), '-',
                     (char)('0' + c.month / 10), (char)('0' + c.month % 10), '-', (char)('0' + c.day / 10), (char)('0' + c.day % 10), 0};
    buf_puts(buf, text);
}

static void put_posting(struct buf *buf, struct called c, int64_t minutes)
{
    buf_puts(buf, "    ");
    put_account(buf, c);
    buf_puts(buf, "  ");
    buf_int(buf, minutes);
    buf_puts(buf, " min\n");
}

static void put_code(struct buf *buf, int64_t id)
{
    int64_t ledger = id >> CREDITS_ENTRY_BITS;
    if (ledger != 1) buf_int(buf, ledger), buf_putc(buf, '.');
    buf_int(buf, id & NUMBER_MASK);
}

static void put_hex(struct buf *buf, struct str bytes, bool uuid)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.len; i++) {
        if (uuid && (i == 4 || i == 6 || i == 8 || i == 10)) buf_putc(buf, '-');
        buf_putc(buf, digits[(unsigned char)bytes.ptr[i] >> 4]);
        buf_putc(buf, digits[(unsigned char)bytes.ptr[i] & 15]);
    }
}

static void put_transaction(struct export *x, const struct credits_sql_entries_after *e)
{
    struct buf *buf = &x->buf;
    buf_putc(buf, '\n');
    put_day(buf, x->ctx->zone, e->at);
    buf_puts(buf, " (");
    put_code(buf, e->id.v);
    buf_puts(buf, ") ");
    put_description(buf, words_of(x, e));
    buf_puts(buf, "  ; id:");
    put_hex(buf, e->key, true);
    buf_puts(buf, ", kind:");
    buf_put(buf, e->kind);
    if (e->reverses.v) {
        buf_puts(buf, ", reverses:");
        put_code(buf, e->reverses.v);
    }
    buf_putc(buf, '\n');
    put_posting(buf, called(x, e->payee.v), e->minutes);
    put_posting(buf, called(x, e->payer.v), -e->minutes);
}

static void put_number(struct buf *buf, int64_t n)
{
    if (n) buf_int(buf, n);
    buf_putc(buf, ',');
}

static void put_row(struct export *x, const struct credits_sql_entries_after *e)
{
    struct buf *buf = &x->buf;
    put_number(buf, e->id.v >> CREDITS_ENTRY_BITS);
    put_number(buf, e->id.v & NUMBER_MASK);
    put_number(buf, e->id.v);
    buf_int(buf, e->at.ms);
    buf_putc(buf, ',');
    put_hex(buf, e->key, true);
    buf_putc(buf, ',');
    buf_put(buf, e->kind);
    buf_putc(buf, ',');
    put_number(buf, e->payer.v);
    put_number(buf, e->payee.v);
    buf_put(buf, called(x, e->payer.v).name);
    csv_put(buf, called(x, e->payee.v).name, false);
    buf_putc(buf, ',');
    put_number(buf, e->minutes);
    put_number(buf, e->reverses.v);
    buf_put(buf, e->via);
    csv_put(buf, words_of(x, e), false);
    buf_putc(buf, ',');
    put_hex(buf, e->said, false);
    buf_putc(buf, ',');
    put_hex(buf, e->hash, false);
    csv_end(buf);
}

static enum status entry(void *cookie, const struct credits_sql_entries_after *e)
{
    struct export *x = cookie;
    if (x->ask->format == CREDITS_CSV) put_row(x, e);
    else put_transaction(x, e);
    x->last = e->id.v;
    x->rows++;
    return OK;
}

static enum status write_all(struct export *x)
{
    if (x->ask->format == CREDITS_CSV)
        buf_puts(&x->buf, "ledger,number,entry,at,id,kind,payer,payee,from,to,minutes,reverses,via,for,said,hash\r\n");
    else
        buf_puts(&x->buf, "; Time credits, in minutes: an hour is an hour, whatever was done in it.\ncommodity 1. min\n");
    TRY(read_accounts(x));
    do {
        x->rows = 0;
        TRY(credits_sql_entries_after(x->ctx->db, &x->own, x->last, AT_ONCE, entry, x));
        TRY(flush(x));
    } while (x->rows == AT_ONCE);
    return flush(x);
}

enum status credits_journal_write(struct ctx *ctx, const struct credits_journal_ask *ask, enum status (*write)(void *cookie, struct str piece), void *cookie)
{
    struct export x = {.ctx = ctx, .ask = ask, .write = write, .cookie = cookie};
    arena_init(&x.own, TABLE_CEILING);
    grow(&x);
    buf_init(&x.buf, &x.own, PIECE);
    enum status status = write_all(&x);
    arena_release(&x.own);
    return status;
}
