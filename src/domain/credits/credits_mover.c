/* The one way minutes move. Accounts are read once, under the ledger's turn; their changes are kept
   and written at the end, each account once and in order of id, however many entries touch it. */
#include "domain/credits/credits_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST 64

/* ---- the turn and the head ---- */

enum status credits_mover_begin(struct ctx *ctx, struct ledger_id ledger, struct credits_mover *ret_mover)
{
    struct credits_sql_head head;
    struct credits_mover m = {.ctx = ctx, .ledger = ledger, .at = ctx->now, .slots_n = SLOTS_FIRST};
    if (db_kind_of(ctx->db) == DB_POSTGRES) {
        struct credits_sql_lock lock;
        TRY(credits_sql_lock(ctx->db, ctx->arena, ledger, &lock));
    }
    int64_t low = ledger.v << CREDITS_ENTRY_BITS, high = (ledger.v + 1) << CREDITS_ENTRY_BITS;
    enum status status = credits_sql_head(ctx->db, ctx->arena, low, high, &head);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) {
        if (head.hash.len != CREDITS_HASH) return fault_broken(&ctx->faults, STR("credits: the head of the chain has no hash"));
        m.number = head.id.v - low;
        memcpy(m.hash, head.hash.ptr, CREDITS_HASH);
        if (head.at.ms > m.at.ms) m.at = head.at; /* the clock went back: the books do not */
    }
    m.slots = ARENA_ARRAY(ctx->arena, struct credits_seat *, m.slots_n);
    memset(m.slots, 0, m.slots_n * sizeof *m.slots);
    *ret_mover = m;
    return OK;
}

enum status credits_turn(struct ctx *ctx, struct account_id id)
{
    struct credits_mover m;
    struct ledger_id ledger;
    TRY(credits_ledger_of(ctx, id, STR("entry"), &ledger));
    return credits_mover_begin(ctx, ledger, &m);
}

/* ---- accounts ---- */

static size_t slot_of(const struct credits_mover *m, int64_t id)
{
    return (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) & (m->slots_n - 1);
}

static void grow(struct credits_mover *m)
{
    struct credits_seat **old = m->slots;
    size_t n = m->slots_n;
    m->slots_n = n * 4;
    m->slots = ARENA_ARRAY(m->ctx->arena, struct credits_seat *, m->slots_n);
    memset(m->slots, 0, m->slots_n * sizeof *m->slots);
    for (size_t i = 0; i < n; i++)
        for (struct credits_seat *seat = old[i], *next; seat; seat = next) {
            size_t slot = slot_of(m, seat->account.id.v);
            next = seat->next;
            seat->next = m->slots[slot];
            m->slots[slot] = seat;
        }
}

static enum status unknown(struct ctx *ctx, enum status status, struct str field)
{
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_MISSING, field, SAY("There is no account of this name. Look at the list of accounts."));
}

/* What moving asks of an account, and no more: this is most of what a post reads. */
static enum status read_seat(struct ctx *ctx, struct account_id id, struct credits_account *ret_account)
{
    struct credits_sql_seat row;
    TRY(credits_sql_seat(ctx->db, ctx->arena, id, &row));
    *ret_account = (struct credits_account){.id = id, .ledger = row.ledger_id, .floor = row.floor_minutes, .ceiling = row.ceiling_minutes, .balance = row.balance,
                                            .held_out = row.held_out, .held_in = row.held_in, .excused = row.excused, .closed_at = row.closed_at};
    return OK;
}

enum status credits_mover_seat(struct credits_mover *m, struct account_id id, struct str field, struct credits_seat **ret_seat)
{
    struct ctx *ctx = m->ctx;
    size_t slot = slot_of(m, id.v);
    for (struct credits_seat *seat = m->slots[slot]; seat; seat = seat->next)
        if (seat->account.id.v == id.v) {
            *ret_seat = seat;
            return OK;
        }
    struct credits_seat *seat = ARENA_ARRAY(ctx->arena, struct credits_seat, 1);
    *seat = (struct credits_seat){0};
    TRY(unknown(ctx, read_seat(ctx, id, &seat->account), field));
    if (seat->account.ledger.v != m->ledger.v)
        return ctx_fault(ctx, ERR_INVALID, field, SAY("These two accounts are in the books of two places. Use a transfer between places."));
    if (++m->seats_n > m->slots_n) {
        grow(m);
        slot = slot_of(m, id.v);
    }
    seat->next = m->slots[slot];
    m->slots[slot] = seat;
    *ret_seat = seat;
    return OK;
}

static enum status shut(struct credits_mover *m, const struct credits_seat *payer)
{
    return ctx_fault(m->ctx, ERR_INVALID, instant_is(payer->account.closed_at) ? STR("from") : STR("to"),
                     SAY("This account is closed. Choose another, or ask a coordinator."));
}

static bool either_closed(const struct credits_seat *payer, const struct credits_seat *payee)
{
    return instant_is(payer->account.closed_at) || instant_is(payee->account.closed_at);
}

static bool below(const struct credits_account *a)
{
    return a->floor != CREDITS_NO_LIMIT && a->balance - a->held_out < a->floor;
}

static bool above(const struct credits_account *a)
{
    return a->ceiling != CREDITS_NO_LIMIT && a->balance + a->held_in > a->ceiling;
}

static void change(struct credits_seat *seat, int64_t minutes, int64_t out, int64_t into)
{
    seat->minutes += minutes;
    seat->out += out;
    seat->into += into;
    seat->account.balance += minutes;
    seat->account.held_out += out;
    seat->account.held_in += into;
    seat->moved = true;
}

static enum status too_low(struct ctx *ctx, const struct credits_account *a, int64_t minutes)
{
    int64_t room = a->balance - a->held_out - a->floor;
    if (room > 0)
        return ctx_fault(ctx, ERR_LIMIT, STR("minutes"),
                         SAY1("There is not enough for that. Up to {time} can be used now.", "time", credits_time(ctx, room)));
    return ctx_fault(ctx, ERR_LIMIT, STR("minutes"),
                     minutes > 0 ? SAY("There are no hours to use just now. Giving some, or asking the pot, brings new ones.") : SAY("There is not enough for that."));
}

static enum status too_high(struct ctx *ctx, const struct credits_account *a)
{
    int64_t room = a->ceiling - a->balance - a->held_in;
    if (room > 0)
        return ctx_fault(ctx, ERR_LIMIT, STR("minutes"),
                         SAY1("There is room for {time} more. The rest could go to a pot.", "time", credits_time(ctx, room)));
    return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY("There is no room for more hours. Use some, or give them to a pot."));
}

enum status credits_mover_hold(struct credits_mover *m, struct account_id from, struct account_id to, int64_t minutes)
{
    struct credits_seat *payer, *payee;
    TRY(credits_mover_seat(m, from, STR("from"), &payer));
    TRY(credits_mover_seat(m, to, STR("to"), &payee));
    if (either_closed(payer, payee)) return shut(m, payer);
    change(payer, 0, minutes, 0);
    change(payee, 0, 0, minutes);
    bool low = minutes > 0 && below(&payer->account), high = minutes > 0 && above(&payee->account);
    if (!low && !high) return OK;
    change(payer, 0, -minutes, 0);
    change(payee, 0, 0, -minutes);
    return low ? too_low(m->ctx, &payer->account, minutes) : too_high(m->ctx, &payee->account);
}

/* ---- one entry ---- */

static bool one_line(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20) return false;
    return true;
}

static void check_words(struct ctx *ctx, const struct credits_post *p)
{
    struct str words = str_trim(p->words);
    if (words.len == 0) (void)!ctx_fault(ctx, ERR_INVALID, STR("for"), SAY("Say what it was for, in a few words. For example: garden"));
    else if (utf8_count(words) > CREDITS_WORDS_MAX || !one_line(words))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("for"), SAY("Write what it was for in one line of at most 200 letters."));
    if (utf8_count(p->behalf) > 120 || !one_line(p->behalf))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("on-behalf-of"), SAY("Write for whom in one line of at most 120 letters."));
    if (utf8_count(p->consent) > 120 || !one_line(p->consent))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed in one line of at most 120 letters."));
}

enum status credits_post_check(struct ctx *ctx, const struct credits_post *p, unsigned char ret_key[CREDITS_KEY])
{
    size_t before = ctx->faults.count;
    if (!p->key.ptr) {
        rand_bytes(ctx->rand, ret_key, CREDITS_KEY);
        ret_key[6] = (unsigned char)((ret_key[6] & 0x0f) | 0x40);
        ret_key[8] = (unsigned char)((ret_key[8] & 0x3f) | 0x80);
    } else if (!credits_key_read(p->key, ret_key)) {
        (void)!ctx_fault(ctx, ERR_INVALID, STR("id"), SAY("The id must be a UUID. For example: 0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"));
    }
    if (p->minutes < 1 || p->minutes > CREDITS_MINUTES_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Minutes must be a whole number from 1 to 525,600. One hour is 60."));
    if (p->from.v == p->to.v)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Who gave and who received are the same. Choose two."));
    check_words(ctx, p);
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

static int64_t whom(const struct ctx *ctx, const struct credits_post *p)
{
    return p->for_whom.v ? p->for_whom.v : ctx->actor.on_behalf_of ? ctx->actor.on_behalf_of : ctx->actor.person;
}

/* Whoever books for somebody must name the same again; who books for themselves need not be the same. */
static bool same_whom(const struct ctx *ctx, const struct credits_post *p, int64_t actor, int64_t for_whom)
{
    int64_t now = whom(ctx, p);
    return now == for_whom || (now == ctx->actor.person && actor == for_whom) || p->reverses.v;
}

static bool same_body(const struct ctx *ctx, const struct credits_post *p, const struct credits_sql_entry_keyed *row)
{
    unsigned char said[CREDITS_HASH];
    if (row->payer.v != p->from.v || row->payee.v != p->to.v || row->minutes != p->minutes || row->reverses.v != p->reverses.v) return false;
    if (row->salt.len == 0) return true; /* its words are forgotten */
    const struct credits_saying saying = {row->salt, str_trim(p->words), p->behalf, p->consent, row->actor, row->for_whom};
    credits_said(&saying, said);
    return same_whom(ctx, p, row->actor, row->for_whom) && row->said.len == CREDITS_HASH && memcmp(row->said.ptr, said, CREDITS_HASH) == 0;
}

/* With this key already: the same answer for the same body, a refusal for another. ERR_MISSING: new. */
static enum status posted_before(struct ctx *ctx, const struct credits_post *p, struct str key, struct credits_posted *ret_posted)
{
    struct credits_sql_entry_keyed row;
    TRY(credits_sql_entry_keyed(ctx->db, ctx->arena, key, &row));
    if (!same_body(ctx, p, &row))
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This id was used already, for something else. Nothing was booked. Use a new id."));
    *ret_posted = (struct credits_posted){row.id, row.at, false};
    return OK;
}

enum fit { FITS, SHUT, TOO_LOW, TOO_HIGH };

static enum fit move(const struct credits_post *p, struct credits_seat *payer, struct credits_seat *payee)
{
    change(payer, -p->minutes, 0, 0);
    change(payee, p->minutes, 0, 0);
    payer->postings++;
    payee->postings++;
    if (either_closed(payer, payee)) return SHUT;
    if (p->over) return FITS;
    return below(&payer->account) ? TOO_LOW : above(&payee->account) ? TOO_HIGH : FITS;
}

static void move_back(const struct credits_post *p, struct credits_seat *payer, struct credits_seat *payee)
{
    change(payer, p->minutes, 0, 0);
    change(payee, -p->minutes, 0, 0);
    payer->postings--;
    payee->postings--;
}

static enum status write_entry(struct credits_mover *m, const struct credits_post *p, struct str key, struct credits_posted *ret_posted)
{
    struct ctx *ctx = m->ctx;
    unsigned char salt[16], said[CREDITS_HASH], hash[CREDITS_HASH];
    struct str words = str_trim(p->words), nothing = STR("");
    rand_bytes(ctx->rand, salt, sizeof salt);
    const struct credits_saying saying = {str_of((const char *)salt, sizeof salt), words, p->behalf, p->consent, ctx->actor.person, whom(ctx, p)};
    credits_said(&saying, said);
    const struct credits_sql_entry_add_in in = {
        .id = {(m->ledger.v << CREDITS_ENTRY_BITS) + m->number + 1}, .key = key, .payer = p->from, .payee = p->to, .minutes = p->minutes,
        .kind = str_from(credits_entry_code(p->kind)), .words = words, .behalf = p->behalf.ptr ? p->behalf : nothing,
        .consent = p->consent.ptr ? p->consent : nothing, .salt = str_of((const char *)salt, sizeof salt),
        .said = str_of((const char *)said, sizeof said), .actor = saying.actor, .for_whom = saying.for_whom, .via = str_from(p->via ? p->via : "web"),
        .reverses = p->reverses, .at = m->at, .hash = str_of((const char *)hash, sizeof hash)};
    const struct credits_link link = {.number = m->number + 1, .key = key, .said = in.said, .payer = p->from.v, .payee = p->to.v, .minutes = p->minutes,
                                      .reverses = p->reverses.v, .kind = in.kind, .via = in.via, .at = m->at};
    credits_chain(m->hash, &link, hash);
    if (m->bulk) credits_bulk_add(m->bulk, &in);
    else TRY(credits_sql_entry_add(ctx->db, &in));
    memcpy(m->hash, hash, sizeof hash);
    m->number++;
    *ret_posted = (struct credits_posted){in.id, m->at, true};
    return OK;
}

static enum status conflict(struct credits_mover *m, const struct credits_post *p, struct str key, struct credits_posted *ret_posted)
{
    enum status status = posted_before(m->ctx, p, key, ret_posted);
    if (status != ERR_MISSING) return status;
    if (p->reverses.v) return ctx_fault(m->ctx, ERR_CONFLICT, STR("entry"), SAY("This was put right already."));
    return fault_broken(&m->ctx->faults, STR("credits: the books refuse an entry"));
}

/* A repeated request is answered as before even where it would be refused today, so its key is looked
   up before any refusal, and else only when writing finds it taken. */
enum status credits_mover_post(struct credits_mover *m, const struct credits_post *p, struct credits_posted *ret_posted)
{
    struct credits_seat *payer, *payee;
    unsigned char bytes[CREDITS_KEY];
    TRY(credits_post_check(m->ctx, p, bytes));
    struct str key = str_of((const char *)bytes, sizeof bytes);
    TRY(credits_mover_seat(m, p->from, STR("from"), &payer));
    TRY(credits_mover_seat(m, p->to, STR("to"), &payee));
    enum fit fit = move(p, payer, payee);
    enum status status = fit == FITS ? write_entry(m, p, key, ret_posted) : posted_before(m->ctx, p, key, ret_posted);
    if (fit == FITS && status == OK) return OK;
    move_back(p, payer, payee);
    if (fit == FITS) return status == ERR_CONFLICT ? conflict(m, p, key, ret_posted) : status;
    if (status != ERR_MISSING) return status;
    if (fit == SHUT) return shut(m, payer);
    return fit == TOO_LOW ? too_low(m->ctx, &payer->account, p->minutes) : too_high(m->ctx, &payee->account);
}

/* ---- the end ---- */

static int by_id(const void *a, const void *b)
{
    const struct credits_seat *x = *(struct credits_seat *const *)a, *y = *(struct credits_seat *const *)b;
    return (x->account.id.v > y->account.id.v) - (x->account.id.v < y->account.id.v);
}

enum status credits_mover_end(struct credits_mover *m)
{
    struct credits_seat **seats = ARENA_ARRAY(m->ctx->arena, struct credits_seat *, m->seats_n + 1);
    size_t n = 0;
    for (size_t i = 0; i < m->slots_n; i++)
        for (struct credits_seat *seat = m->slots[i]; seat; seat = seat->next)
            if (seat->moved) seats[n++] = seat;
    qsort(seats, n, sizeof *seats, by_id);
    for (size_t i = 0; i < n; i++) {
        struct credits_seat *s = seats[i];
        if (s->minutes == 0 && s->out == 0 && s->into == 0 && s->postings == 0) continue;
        bool excused = below(&s->account) || above(&s->account);
        TRY(credits_sql_move(m->ctx->db, s->account.id, s->minutes, s->out, s->into, excused, s->postings));
        *s = (struct credits_seat){.account = s->account, .next = s->next};
        s->account.excused = excused;
    }
    return OK;
}
