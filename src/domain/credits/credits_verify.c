/* Counting the books anew. The entries are read once in order of their numbers; accounts stand in a
   table in memory meanwhile. */
#include "domain/credits/credits_verify.h"

#include "credits_sql.h"
#include "platform/jobs/jobs.h"
#include <string.h>

#define AT_ONCE 4096
#define TABLE_CEILING ((size_t)8 << 30)
#define NUMBER_MASK (((int64_t)1 << CREDITS_ENTRY_BITS) - 1)

struct tally {
    int64_t id, ledger;
    int64_t balance, held_out, held_in, postings; /* as stored */
    int64_t minutes, out, into, seen;             /* as counted */
    int64_t floor, ceiling;
    bool excused, closed;
};

struct count {
    struct ctx *ctx;
    struct arena own;        /* the table: as large as there are accounts, whoever asks */
    struct credits_books *books;
    struct tally *tallies;   /* open addressing by id; id 0 = free */
    size_t room, n;
    struct credits_books_ledger *ledger; /* of the entries just read */
    unsigned char before[CREDITS_HASH];
    int64_t last;            /* id of the row read last */
    size_t rows;             /* of this slice */
};

static void note(struct count *c, struct credits_books_fault fault)
{
    struct credits_books *b = c->books;
    b->ok = false;
    if (b->faults_all++ < CREDITS_FAULTS) b->faults[b->faults_n++] = fault;
}

static void note_entry(struct count *c, int64_t id, const char *what, const char *words)
{
    note(c, (struct credits_books_fault){.what = what, .words = words, .entry = {id}});
}

static void note_account(struct count *c, int64_t id, const char *what, const char *words)
{
    note(c, (struct credits_books_fault){.what = what, .words = words, .account = {id}});
}

/* ---- accounts ---- */

static struct tally *slot(struct tally *tallies, size_t room, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & (room - 1);
    while (tallies[at].id != 0 && tallies[at].id != id) at = (at + 1) & (room - 1);
    return &tallies[at];
}

static struct tally *tally_of(const struct count *c, int64_t id)
{
    struct tally *t = slot(c->tallies, c->room, id);
    return t->id ? t : NULL;
}

static void grow(struct count *c)
{
    size_t room = c->room * 4;
    struct tally *wider = ARENA_ARRAY(&c->own, struct tally, room);
    for (size_t i = 0; i < c->room; i++)
        if (c->tallies[i].id) *slot(wider, room, c->tallies[i].id) = c->tallies[i];
    c->tallies = wider;
    c->room = room;
}

static void add(struct count *c, const struct credits_sql_accounts_after *row)
{
    if ((c->n + 1) * 2 > c->room) grow(c);
    c->n++;
    *slot(c->tallies, c->room, row->id.v) = (struct tally){
        .id = row->id.v, .ledger = row->ledger_id.v, .balance = row->balance, .held_out = row->held_out, .held_in = row->held_in,
        .postings = row->postings, .floor = row->floor_minutes, .ceiling = row->ceiling_minutes, .excused = row->excused,
        .closed = instant_is(row->closed_at)};
}

static enum status read_accounts(struct count *c)
{
    struct arena slice;
    enum status status;
    size_t n;
    int64_t after = 0;
    arena_init(&slice, (size_t)64 << 20);
    do {
        struct credits_sql_accounts_after *rows;
        arena_reset(&slice);
        status = credits_sql_accounts_after(c->ctx->db, &slice, after, AT_ONCE, &rows, &n);
        if (status != OK) break;
        for (size_t i = 0; i < n; i++) add(c, &rows[i]);
        if (n > 0) after = rows[n - 1].id.v;
    } while (n == AT_ONCE);
    arena_release(&slice);
    c->books->accounts = (int64_t)c->n;
    return status;
}

/* ---- entries ---- */

static struct credits_books_ledger *ledger_of(struct count *c, int64_t id)
{
    for (size_t i = 0; i < c->books->ledgers_n; i++)
        if (c->books->ledgers[i].id.v == id) return &c->books->ledgers[i];
    return NULL;
}

static bool forgotten(const struct credits_sql_entries_after *e)
{
    return e->salt.len == 0 && e->words.len == 0 && e->behalf.len == 0 && e->consent.len == 0;
}

static void check_words(struct count *c, const struct credits_sql_entries_after *e)
{
    unsigned char said[CREDITS_HASH];
    const struct credits_saying saying = {e->salt, e->words, e->behalf, e->consent, e->actor, e->for_whom};
    if (forgotten(e)) return;
    credits_said(&saying, said);
    if (e->said.len == CREDITS_HASH && memcmp(said, e->said.ptr, CREDITS_HASH) == 0) return;
    c->books->chain = false;
    note_entry(c, e->id.v, "words", T_("its words, or who did it for whom, are not those that were booked"));
}

/* After a break the chain is followed from what is stored, so that each break is named once. */
static void check_chain(struct count *c, const struct credits_sql_entries_after *e)
{
    unsigned char hash[CREDITS_HASH];
    const struct credits_link link = {.number = e->id.v & NUMBER_MASK, .key = e->key, .said = e->said, .payer = e->payer.v, .payee = e->payee.v,
                                      .minutes = e->minutes, .reverses = e->reverses.v, .kind = e->kind, .via = e->via, .at = e->at};
    credits_chain(c->before, &link, hash);
    bool holds = e->hash.len == CREDITS_HASH && memcmp(hash, e->hash.ptr, CREDITS_HASH) == 0;
    if (!holds) {
        c->books->chain = false;
        note_entry(c, e->id.v, "chain", T_("it is not what the chain was made of"));
    }
    memcpy(c->before, holds || e->hash.len != CREDITS_HASH ? hash : (const unsigned char *)e->hash.ptr, CREDITS_HASH);
}

static void check_number(struct count *c, int64_t id)
{
    if (!c->ledger || c->ledger->id.v != id >> CREDITS_ENTRY_BITS) {
        c->ledger = ledger_of(c, id >> CREDITS_ENTRY_BITS);
        memset(c->before, 0, sizeof c->before);
    }
    if (!c->ledger) {
        c->books->chain = false;
        note_entry(c, id, "ledger", T_("it is in books that are not there"));
        return;
    }
    if ((id & NUMBER_MASK) == c->ledger->entries + 1) return;
    c->books->chain = false;
    note_entry(c, id, "number", T_("entries before it are missing"));
    c->ledger->entries = (id & NUMBER_MASK) - 1;
}

static void count_posting(struct count *c, int64_t entry, int64_t account, int64_t minutes)
{
    struct tally *t = tally_of(c, account);
    if (!t) {
        note_entry(c, entry, "account", T_("one of its accounts is not there"));
        return;
    }
    if (t->ledger != entry >> CREDITS_ENTRY_BITS) note_entry(c, entry, "ledger", T_("one of its accounts is in other books"));
    t->seen++;
    if (__builtin_add_overflow(t->minutes, minutes, &t->minutes)) t->minutes = INT64_MIN;
}

static enum status entry(void *cookie, const struct credits_sql_entries_after *e)
{
    struct count *c = cookie;
    check_number(c, e->id.v);
    check_words(c, e);
    check_chain(c, e);
    if (e->minutes < 1 || e->minutes > CREDITS_MINUTES_MAX || e->payer.v == e->payee.v)
        note_entry(c, e->id.v, "minutes", T_("no entry can be like this"));
    count_posting(c, e->id.v, e->payer.v, -e->minutes);
    count_posting(c, e->id.v, e->payee.v, e->minutes);
    if (c->ledger) {
        c->ledger->entries++;
        memcpy(c->ledger->head, c->before, CREDITS_HASH);
    }
    c->books->entries++;
    c->last = e->id.v;
    c->rows++;
    return OK;
}

static enum status read_entries(struct count *c)
{
    c->last = 0;
    do {
        if (jobs_stopping(c->ctx)) return ERR_BUSY;
        c->rows = 0;
        TRY(credits_sql_entries_after(c->ctx->db, &c->own, c->last, AT_ONCE, entry, c));
    } while (c->rows == AT_ONCE);
    return OK;
}

/* ---- what waits ---- */

static enum status held(void *cookie, const struct credits_sql_held_after *p)
{
    struct count *c = cookie;
    struct tally *payer = tally_of(c, p->payer.v), *payee = tally_of(c, p->payee.v);
    if (payer) payer->out += p->minutes;
    if (payee) payee->into += p->minutes;
    if (!payer || !payee) note(c, (struct credits_books_fault){.what = "account", .words = T_("one of its accounts is not there"), .pending = p->id});
    c->last = p->id.v;
    c->rows++;
    return OK;
}

static enum status read_held(struct count *c)
{
    c->last = 0;
    do {
        if (jobs_stopping(c->ctx)) return ERR_BUSY;
        c->rows = 0;
        TRY(credits_sql_held_after(c->ctx->db, &c->own, c->last, AT_ONCE, held, c));
    } while (c->rows == AT_ONCE);
    return OK;
}

static enum status check_links(struct count *c)
{
    struct arena *a = c->ctx->arena;
    struct credits_sql_reversed_wrong *back;
    struct credits_sql_completed_wrong *done;
    struct credits_sql_states_wrong *states;
    size_t n;
    TRY(credits_sql_reversed_wrong(c->ctx->db, a, CREDITS_FAULTS, &back, &n));
    for (size_t i = 0; i < n; i++) note_entry(c, back[i].id.v, "reverses", T_("it does not take back the entry it names"));
    TRY(credits_sql_completed_wrong(c->ctx->db, a, CREDITS_FAULTS, &done, &n));
    for (size_t i = 0; i < n; i++)
        note(c, (struct credits_books_fault){.what = "completed", .words = T_("its entry is another one than was agreed"), .pending = done[i].id});
    TRY(credits_sql_states_wrong(c->ctx->db, a, CREDITS_FAULTS, &states, &n));
    for (size_t i = 0; i < n; i++)
        note(c, (struct credits_books_fault){.what = "state", .words = T_("how it stands is not how it came to stand"), .pending = states[i].id});
    return OK;
}

/* ---- the accounts against what was counted ---- */

static void check_account(struct count *c, const struct tally *t)
{
    bool low = t->floor != CREDITS_NO_LIMIT && t->balance - t->held_out < t->floor,
         high = t->ceiling != CREDITS_NO_LIMIT && t->balance + t->held_in > t->ceiling;
    if (t->balance != t->minutes) {
        c->books->unbalanced++;
        note_account(c, t->id, "balance", T_("its balance is not the sum of its entries"));
    }
    if (t->postings != t->seen) note_account(c, t->id, "postings", T_("it has another number of entries than were booked"));
    if (t->held_out != t->out || t->held_in != t->into) note_account(c, t->id, "held", T_("what is held is not what waits"));
    if ((low || high) != t->excused) note_account(c, t->id, "limits", T_("it is beyond its limits, or said to be"));
    if (t->closed && (t->balance != 0 || t->held_out != 0 || t->held_in != 0)) note_account(c, t->id, "closed", T_("it is closed and holds something"));
    if (!ledger_of(c, t->ledger)) note_account(c, t->id, "ledger", T_("it is in books that are not there"));
    if (__builtin_add_overflow(c->books->sum, t->balance, &c->books->sum)) c->books->sum = INT64_MAX;
}

static enum status read_ledgers(struct ctx *ctx, struct credits_books *b)
{
    struct credits_sql_ledgers *rows;
    TRY(credits_sql_ledgers(ctx->db, ctx->arena, &rows, &b->ledgers_n));
    b->ledgers = ARENA_ARRAY(ctx->arena, struct credits_books_ledger, b->ledgers_n + 1);
    for (size_t i = 0; i < b->ledgers_n; i++) b->ledgers[i] = (struct credits_books_ledger){.id = rows[i].id, .place = rows[i].place_id, .name = rows[i].name};
    return OK;
}

static enum status count_all(struct count *c)
{
    TRY(read_ledgers(c->ctx, c->books));
    TRY(read_accounts(c));
    TRY(read_entries(c));
    TRY(read_held(c));
    TRY(check_links(c));
    for (size_t i = 0; i < c->room; i++)
        if (c->tallies[i].id) check_account(c, &c->tallies[i]);
    return OK;
}

enum status credits_verify(struct ctx *ctx, struct credits_books *ret_books)
{
    struct credits_books books = {.chain = true, .ok = true};
    struct count c = {.ctx = ctx, .books = &books, .room = 1024};
    books.faults = ARENA_ARRAY(ctx->arena, struct credits_books_fault, CREDITS_FAULTS);
    arena_init(&c.own, TABLE_CEILING);
    c.tallies = ARENA_ARRAY(&c.own, struct tally, c.room);
    enum status status = count_all(&c);
    arena_release(&c.own);
    TRY(status);
    books.postings = 2 * books.entries;
    if (books.sum != 0) books.ok = false;
    *ret_books = books;
    return OK;
}
