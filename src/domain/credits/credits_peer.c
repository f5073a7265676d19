/* Accounts of other places, and books of a place's own. */
#include "domain/credits/credits_peer.h"
#include "domain/credits/credits_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define RATE_MAX 1000000
#define PEERS_MAX 200

/* ---- books ---- */

enum status credits_books_of(struct ctx *ctx, struct place_id place, struct ledger_id *ret_ledger)
{
    struct credits_sql_ledger_of row;
    enum status status = place.v ? credits_sql_ledger_of(ctx->db, ctx->arena, place, &row) : ERR_MISSING;
    if (status != OK && status != ERR_MISSING) return status;
    *ret_ledger = status == OK ? row.id : (struct ledger_id){1};
    return OK;
}

enum status credits_books_own(struct ctx *ctx, struct place_id place, struct ledger_id *ret_ledger)
{
    struct ledger_id now;
    struct credits_sql_books_top top;
    struct place found;
    struct credits_mover m;
    int64_t used;
    TRY(places_find(ctx, place, &found));
    TRY(credits_books_of(ctx, place, &now));
    if (now.v != 1) return ctx_fault(ctx, ERR_CONFLICT, STR("place"), SAY("This place keeps its own books already."));
    TRY(credits_mover_begin(ctx, now, &m)); /* nothing is booked meanwhile */
    TRY(credits_sql_books_used(ctx->db, place, &used));
    if (used > 0) return ctx_fault(ctx, ERR_CONFLICT, STR("place"), SAY("Hours of this place stand in the common books already, and entries do not move."));
    TRY(credits_sql_books_top(ctx->db, ctx->arena, &top));
    const struct ledger_id own = {top.id + 1};
    enum status status = credits_sql_books_add(ctx->db, own, place, utf8_short(ctx->arena, found.name, 80));
    if (status == ERR_CONFLICT) return ctx_fault(ctx, ERR_CONFLICT, STR("place"), SAY("There are books of this name already."));
    TRY(status);
    TRY(credits_sql_books_move(ctx->db, own, place));
    TRY(journal_record(ctx, "credits.peer", place.v, own.v, STR("books")));
    *ret_ledger = own;
    return OK;
}

/* ---- reading ---- */

enum status credits_peer_find(struct ctx *ctx, struct peer_id id, struct credits_peer *ret_peer)
{
    struct credits_sql_peer_get r;
    TRY(credits_sql_peer_get(ctx->db, ctx->arena, id.v, &r));
    *ret_peer = (struct credits_peer){
        .id = {r.id}, .twin = {r.twin_id == INT_NONE ? 0 : r.twin_id}, .ledger = r.ledger_id, .place = r.place_id, .account = r.account_id, .name = r.name,
        .url = r.url, .rate_n = r.rate_n, .rate_d = r.rate_d, .floor = r.floor, .ceiling = r.ceiling, .balance = r.balance, .held_out = r.held_out,
        .held_in = r.held_in, .last_hash = r.last_hash, .hashes = r.hashes, .share_names = r.share_names, .share_sums = r.share_sums,
        .share_transfers = r.share_transfers, .share_words = r.share_words, .ended = instant_is(r.ended_at)};
    return OK;
}

enum status credits_peer_named(struct ctx *ctx, struct ledger_id ledger, struct str name, struct credits_peer *ret_peer)
{
    struct credits_sql_peer_named row;
    enum status status = credits_sql_peer_named(ctx->db, ctx->arena, ledger, name, &row);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("with"), SAY1("No account of {name} was opened. Open it first.", "name", name));
    TRY(status);
    return credits_peer_find(ctx, (struct peer_id){row.id}, ret_peer);
}

enum status credits_peer_list(struct ctx *ctx, struct ledger_id ledger, struct credits_peer **ret_rows, size_t *ret_count)
{
    struct credits_sql_peer_list *rows;
    size_t n;
    TRY(credits_sql_peer_list(ctx->db, ctx->arena, ledger, PEERS_MAX, &rows, &n));
    struct credits_peer *all = ARENA_ARRAY(ctx->arena, struct credits_peer, n + 1);
    for (size_t i = 0; i < n; i++) TRY(credits_peer_find(ctx, (struct peer_id){rows[i].id}, &all[i]));
    *ret_rows = all;
    *ret_count = n;
    return OK;
}

/* ---- the rate ---- */

static int64_t common(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

enum status credits_peer_convert(struct ctx *ctx, const struct credits_peer *peer, int64_t ours, int64_t *ret_theirs)
{
    int64_t step = peer->rate_d / common(peer->rate_n, peer->rate_d), theirs;
    if (ours < 1 || ours > CREDITS_MINUTES_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Minutes must be a whole number from 1 to 525,600. One hour is 60."));
    theirs = ours * peer->rate_n / peer->rate_d; /* at most 525,600 million: fits */
    if (ours % step != 0)
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"),
                         SAY1("That does not come out in whole minutes there. Choose {time}, or so many of that.", "time", credits_time(ctx, step)));
    if (theirs < 1 || theirs > CREDITS_MINUTES_MAX) return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("That is too much at once for the other place."));
    *ret_theirs = theirs;
    return OK;
}

/* A limit as the other side sees it: towards nothing where it does not come out, so that neither side
   allows what the other refuses. */
static int64_t mirrored(int64_t limit, int64_t n, int64_t d)
{
    return limit == CREDITS_NO_LIMIT ? CREDITS_NO_LIMIT : -(limit * n / d);
}

void credits_peer_hash(struct str before, struct str uuid, struct str state, int64_t sent, int64_t arrives, unsigned char ret_hash[32])
{
    char line[160];
    crypto_hash_sha256_state h;
    int n = snprintf(line, sizeof line, "%.*s %.*s %lld %lld", STR_ARG(uuid), STR_ARG(state), (long long)sent, (long long)arrives);
    crypto_hash_sha256_init(&h);
    crypto_hash_sha256_update(&h, (const unsigned char *)before.ptr, before.len);
    crypto_hash_sha256_update(&h, (const unsigned char *)line, (unsigned long long)n);
    crypto_hash_sha256_final(&h, ret_hash);
}

/* ---- opening ---- */

static bool keeps(const struct ctx *ctx, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN) && (place.v == 0 || place.v == ctx->actor.place);
}

static enum status not_yours(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only who keeps the books of this place can do that."));
}

static enum status check(struct ctx *ctx, const struct credits_peer_opening *in)
{
    enum status status = OK;
    if (in->rate_n < 1 || in->rate_n > RATE_MAX || in->rate_d < 1 || in->rate_d > RATE_MAX)
        status = ctx_fault(ctx, ERR_INVALID, STR("rate"), SAY("Write the rate as two whole numbers from 1 to 1,000,000. For example: 1/1"));
    if (in->name.len == 0 || utf8_count(in->name) > 80)
        status = ctx_fault(ctx, ERR_INVALID, STR("with"), SAY("Say which place it is, in at most 80 letters."));
    if (utf8_count(in->url) > 300) status = ctx_fault(ctx, ERR_INVALID, STR("url"), SAY("Please write fewer than 300 letters."));
    if (in->floor == CREDITS_NO_LIMIT || in->ceiling == CREDITS_NO_LIMIT)
        status = ctx_fault(ctx, ERR_INVALID, in->floor == CREDITS_NO_LIMIT ? STR("floor") : STR("ceiling"),
                           SAY("Two places agree how far apart they may come. Write a number of minutes. For example: 6000"));
    TRY(status);
    return credits_limits_check(ctx, in->floor, in->ceiling);
}

static enum status one_side(struct ctx *ctx, struct place_id place, struct str name, const struct credits_peer_opening *in, bool turned, struct ledger_id ledger, int64_t *ret_id)
{
    static const char zeros[CREDITS_HASH];
    const struct credits_account account = {
        .ledger = ledger, .place = place, .kind = CREDITS_PEER, .label = name, .floor = turned ? mirrored(in->ceiling, in->rate_n, in->rate_d) : in->floor,
        .ceiling = turned ? mirrored(in->floor, in->rate_n, in->rate_d) : in->ceiling};
    struct account_id id;
    TRY(credits_account_open(ctx, &account, &id));
    const struct credits_sql_peer_add_in row = {
        .id = ctx_id(ctx), .ledger = ledger, .place = place, .account = id, .name = name, .url = in->url.len > 0 && !turned ? in->url : STR_NONE,
        .n = turned ? in->rate_d : in->rate_n, .d = turned ? in->rate_n : in->rate_d, .hash = str_of(zeros, sizeof zeros), .now = ctx->now};
    enum status status = credits_sql_peer_add(ctx->db, &row);
    if (status == ERR_CONFLICT) return ctx_fault(ctx, ERR_CONFLICT, STR("with"), SAY1("An account of {name} is open already.", "name", name));
    TRY(status);
    *ret_id = row.id;
    return OK;
}

static enum status with_here(struct ctx *ctx, const struct credits_peer_opening *in, struct ledger_id ours, int64_t own)
{
    struct ledger_id theirs;
    struct place us = {.name = in->our_name};
    int64_t twin;
    TRY(credits_books_of(ctx, in->with, &theirs));
    if (theirs.v == ours.v)
        return ctx_fault(ctx, ERR_INVALID, STR("with"), SAY("These two places keep the same books: hours pass between them as between neighbours."));
    if (in->place.v != 0) TRY(places_find(ctx, in->place, &us));
    TRY(one_side(ctx, theirs.v == 1 ? (struct place_id){0} : in->with, us.name, in, true, theirs, &twin));
    TRY(credits_sql_peer_twin(ctx->db, own, twin));
    return credits_sql_peer_twin(ctx->db, twin, own);
}

enum status credits_peer_open(struct ctx *ctx, const struct credits_peer_opening *in, struct peer_id *ret_id)
{
    struct credits_peer_opening opening = *in;
    struct ledger_id ledger;
    struct place with;
    int64_t own;
    if (!keeps(ctx, in->place)) return not_yours(ctx);
    if (in->with.v != 0) {
        TRY(places_find(ctx, in->with, &with));
        opening.name = with.name;
    }
    if (!opening.our_name.ptr) opening.our_name = STR("Kith");
    TRY(check(ctx, &opening));
    TRY(credits_books_of(ctx, in->place, &ledger));
    TRY(one_side(ctx, in->place, opening.name, &opening, false, ledger, &own));
    if (in->with.v != 0) TRY(with_here(ctx, &opening, ledger, own));
    TRY(journal_record(ctx, "credits.peer", own, in->place.v, STR("open")));
    *ret_id = (struct peer_id){own};
    return OK;
}

enum status credits_peer_set(struct ctx *ctx, const struct credits_peer *peer)
{
    struct credits_peer now, twin;
    TRY(credits_peer_find(ctx, peer->id, &now));
    if (!keeps(ctx, now.place)) return not_yours(ctx);
    if (utf8_count(peer->url) > 300) return ctx_fault(ctx, ERR_INVALID, STR("url"), SAY("Please write fewer than 300 letters."));
    struct str url = peer->url.len > 0 ? peer->url : STR_NONE;
    TRY(credits_sql_peer_set(ctx->db, now.id.v, url, peer->share_names, peer->share_sums, peer->share_transfers, peer->share_words));
    TRY(credits_account_limits(ctx, now.account, peer->floor, peer->ceiling));
    if (now.twin.v != 0) {
        TRY(credits_peer_find(ctx, now.twin, &twin));
        TRY(credits_account_limits(ctx, twin.account, mirrored(peer->ceiling, now.rate_n, now.rate_d), mirrored(peer->floor, now.rate_n, now.rate_d)));
    }
    return journal_record(ctx, "credits.peer", now.id.v, now.place.v, STR("set"));
}

enum status credits_peer_end(struct ctx *ctx, struct peer_id id)
{
    struct credits_peer peer;
    TRY(credits_peer_find(ctx, id, &peer));
    if (!keeps(ctx, peer.place)) return not_yours(ctx);
    enum status status = credits_sql_peer_end(ctx->db, id.v, ctx->now);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("It has ended already."));
    TRY(status);
    return journal_record(ctx, "credits.peer", id.v, peer.place.v, STR("end"));
}
