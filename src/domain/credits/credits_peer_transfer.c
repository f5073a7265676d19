/* The two halves of a transfer between places. Where both are in this database, one transaction moves
   them; where not, each waits for a person's word. Each half's minutes are held by a pending transfer
   of the ledger, which never ends by itself: the transfer decides for both. */
#include "domain/credits/credits_peer.h"
#include "domain/credits/credits_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

#define DAY_MS ((int64_t)86400000)
#define HELD_DAYS 36525 /* of the ledger's own wait */
#define HALVES 2
#define AT_ONCE 100

/* ---- reading ---- */

static enum status get(struct ctx *ctx, int64_t id, struct credits_transfer *ret_half)
{
    struct credits_sql_transfer_get r;
    TRY(credits_sql_transfer_get(ctx->db, ctx->arena, id, &r));
    *ret_half = (struct credits_transfer){
        .id = {r.id}, .peer = {r.peer_id}, .twin = {r.twin == INT_NONE ? 0 : r.twin}, .ledger = r.ledger, .peer_name = r.peer_name,
        .uuid = credits_key_write(ctx->arena, r.key), .out = str_is(r.direction, "out"), .place = r.place, .account = r.account_id, .person = r.person,
        .minutes = r.minutes, .their_minutes = r.their_minutes, .version = r.version, .from_name = r.from_name, .to_name = r.to_name, .words = r.words,
        .state = r.state, .pending = r.pending_id, .entry = r.entry_id, .made_at = r.made_at, .until = r.until, .resolved_at = r.resolved_at};
    return OK;
}

enum status credits_transfer_halves(struct ctx *ctx, struct str uuid, struct credits_transfer **ret_rows, size_t *ret_count)
{
    struct credits_sql_transfer_keyed *rows;
    unsigned char key[CREDITS_KEY];
    size_t n;
    if (!credits_key_read(uuid, key)) return ctx_fault(ctx, ERR_INVALID, STR("id"), SAY("The id must be a UUID. For example: 0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"));
    TRY(credits_sql_transfer_keyed(ctx->db, ctx->arena, str_of((const char *)key, sizeof key), &rows, &n));
    if (n == 0) return ctx_fault(ctx, ERR_MISSING, STR("id"), SAY("No transfer of this number is known here."));
    struct credits_transfer *all = ARENA_ARRAY(ctx->arena, struct credits_transfer, n);
    for (size_t i = 0; i < n; i++) TRY(get(ctx, rows[i].id, &all[i]));
    *ret_rows = all;
    *ret_count = n;
    return OK;
}

#define GET_ALL(ctx, rows, n, ret_rows, ret_count)                                                                  \
    do {                                                                                                            \
        struct credits_transfer *all_ = ARENA_ARRAY((ctx)->arena, struct credits_transfer, (n) + 1);                \
        for (size_t i_ = 0; i_ < (n); i_++) TRY(get((ctx), (rows)[i_].id, &all_[i_]));                              \
        *(ret_rows) = all_;                                                                                         \
        *(ret_count) = (n);                                                                                         \
    } while (0)

enum status credits_transfer_list(struct ctx *ctx, struct ledger_id ledger, int64_t limit, struct credits_transfer **ret_rows, size_t *ret_count)
{
    struct credits_sql_transfers_of_ledger *rows;
    size_t n;
    TRY(credits_sql_transfers_of_ledger(ctx->db, ctx->arena, ledger, limit, &rows, &n));
    GET_ALL(ctx, rows, n, ret_rows, ret_count);
    return OK;
}

enum status credits_transfer_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_transfer **ret_rows, size_t *ret_count)
{
    struct credits_sql_transfers_of_person *rows;
    size_t n;
    TRY(credits_sql_transfers_of_person(ctx->db, ctx->arena, person, limit, &rows, &n));
    GET_ALL(ctx, rows, n, ret_rows, ret_count);
    return OK;
}

static bool keeps(const struct ctx *ctx, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN) && (place.v == 0 || place.v == ctx->actor.place);
}

bool credits_transfer_own(struct ctx *ctx, const struct credits_transfer *half)
{
    return half->person.v != 0 && half->person.v == ctx->actor.person;
}

bool credits_transfer_may(struct ctx *ctx, const struct credits_transfer *half)
{
    if (half->out) return half->twin.v == 0 && keeps(ctx, half->place);
    return keeps(ctx, half->place) || credits_transfer_own(ctx, half);
}

/* ---- what both sides know ---- */

static enum status remember(struct ctx *ctx, const struct credits_transfer *half, struct str state)
{
    struct credits_peer peer;
    unsigned char hash[CREDITS_HASH];
    TRY(credits_peer_find(ctx, half->peer, &peer));
    credits_peer_hash(peer.last_hash, half->uuid, state, half->out ? half->minutes : half->their_minutes, half->out ? half->their_minutes : half->minutes, hash);
    const struct str bytes = str_of((const char *)hash, sizeof hash);
    TRY(credits_sql_peer_hash_add(ctx->db, peer.id.v, peer.hashes + 1, bytes, half->id.v, ctx->now));
    return credits_sql_peer_hash_set(ctx->db, peer.id.v, peer.hashes + 1, bytes);
}

/* Both ledgers' turns, in one order whoever begins, so that two transfers never wait for each other. */
static enum status turns(struct ctx *ctx, struct ledger_id a, struct ledger_id b)
{
    struct credits_mover m;
    TRY(credits_mover_begin(ctx, a.v < b.v ? a : b, &m));
    return a.v == b.v ? OK : credits_mover_begin(ctx, a.v < b.v ? b : a, &m);
}

/* ---- offering ---- */

static struct str text(struct str s)
{
    return s.ptr ? s : STR("");
}

/* One half: held in its books (where it is known who it is for), and written down. */
static enum status half_add(struct ctx *ctx, const struct credits_peer_offer *in, const struct credits_peer *peer, bool out, struct account_id member, int64_t minutes,
                            int64_t theirs, struct instant until)
{
    unsigned char key[CREDITS_KEY];
    struct pending_id pending = {0};
    struct str post_key = out ? in->key : uuid_v5(ctx->arena, in->key, STR("in"));
    if (!credits_key_read(in->key, key)) return ctx_fault(ctx, ERR_INVALID, STR("id"), SAY("The id must be a UUID. For example: 0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"));
    if (member.v != 0) {
        const struct credits_wait wait = {
            .post = {.key = post_key, .from = out ? member : peer->account, .to = out ? peer->account : member, .minutes = minutes, .kind = ENTRY_PEER,
                     .words = in->words, .via = in->via, .behalf = utf8_short(ctx->arena, text(out ? in->to_name : in->from_name), 80), .consent = in->consent},
            .until = {ctx->now.ms + HELD_DAYS * DAY_MS}};
        TRY(credits_pend(ctx, &wait, &pending));
    }
    const struct credits_sql_transfer_add_in row = {
        .id = ctx_id(ctx), .peer = peer->id.v, .key = str_of((const char *)key, sizeof key), .direction = out ? STR("out") : STR("in"), .account = member,
        .minutes = minutes, .theirs = theirs, .from_name = text(in->from_name), .to_name = text(in->to_name), .words = str_trim(in->words),
        .consent = text(in->consent), .workflow = STR(PEER_WORKFLOW), .pending = pending, .until = until, .now = ctx->now};
    enum status status = credits_sql_transfer_add(ctx->db, &row);
    if (status == ERR_CONFLICT) return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This id was used already, for something else. Nothing was booked. Use a new id."));
    TRY(status);
    const struct credits_transfer half = {.id = {row.id}, .peer = peer->id, .uuid = str_lower(ctx->arena, in->key), .out = out, .minutes = minutes, .their_minutes = theirs};
    TRY(credits_sql_version_add(ctx->db, row.id, 1, STR("pending"), ctx->actor.person, STR(""), ctx->now));
    TRY(credits_sql_peer_entry_add(ctx->db, row.id, 1, minutes, out ? STR("here") : peer->name));
    return remember(ctx, &half, STR("pending"));
}

static enum status check(struct ctx *ctx, const struct credits_peer_offer *in, const struct credits_peer *peer)
{
    enum status status = OK;
    struct credits_account from;
    struct str words = str_trim(in->words);
    if (peer->ended) status = ctx_fault(ctx, ERR_CONFLICT, STR("with"), SAY("Hours no longer pass to this place."));
    TRY(credits_account_get(ctx, in->from, &from));
    if (from.ledger.v != peer->ledger.v) status = ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("This account is not in the books of this place."));
    if (words.len == 0) status = ctx_fault(ctx, ERR_INVALID, STR("for"), SAY("Say what it was for, in a few words. For example: garden"));
    if (str_trim(in->to_name).len == 0 && in->to.v == 0) status = ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Say who it is for, by the name people there know."));
    if (utf8_count(in->to_name) > 80) status = ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Please write fewer than 80 letters."));
    if (utf8_count(in->from_name) > 80) status = ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Please write fewer than 80 letters."));
    return status;
}

enum status credits_peer_offer(struct ctx *ctx, const struct credits_peer_offer *given, struct str *ret_uuid)
{
    struct credits_peer_offer in = *given;
    struct credits_peer peer, twin;
    struct credits_transfer *known;
    size_t known_n;
    int64_t theirs;
    TRY(credits_peer_find(ctx, in.peer, &peer));
    TRY(check(ctx, &in, &peer));
    TRY(credits_peer_convert(ctx, &peer, in.minutes, &theirs));
    in.key = in.key.ptr ? str_lower(ctx->arena, in.key) : uuid_random(ctx->arena, ctx->rand);
    if (uuid_valid(in.key) && credits_transfer_halves(ctx, in.key, &known, &known_n) == OK) {
        const struct credits_transfer *k = known[0].out ? &known[0] : &known[known_n - 1];
        bool same = k->out && k->account.v == in.from.v && k->peer.v == in.peer.v && k->minutes == in.minutes && str_eq(k->words, str_trim(in.words));
        if (!same) return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This id was used already, for something else. Nothing was booked. Use a new id."));
        *ret_uuid = in.key;
        return OK;
    }
    faults_init(&ctx->faults, ctx->arena);
    if (peer.twin.v != 0) {
        TRY(credits_peer_find(ctx, peer.twin, &twin));
        if (twin.ended) return ctx_fault(ctx, ERR_CONFLICT, STR("with"), SAY("Hours no longer pass to this place."));
        TRY(turns(ctx, peer.ledger, twin.ledger));
    }
    const struct instant until = {ctx->now.ms + PEER_DAYS * DAY_MS};
    TRY(half_add(ctx, &in, &peer, true, in.from, in.minutes, theirs, until));
    if (peer.twin.v != 0) TRY(half_add(ctx, &in, &twin, false, in.to, theirs, in.minutes, until));
    TRY(journal_record(ctx, "credits.peer_offered", peer.id.v, 0, in.key));
    *ret_uuid = in.key;
    return OK;
}

/* ---- the end ---- */

static enum status end(struct ctx *ctx, const struct credits_transfer *half, struct str state, struct entry_id entry, struct str reason, int64_t actor)
{
    enum status status = credits_sql_transfer_end(ctx->db, half->id.v, state, entry, ctx->now);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    TRY(status);
    TRY(credits_sql_version_add(ctx->db, half->id.v, half->version + 1, state, actor, utf8_short(ctx->arena, text(reason), 200), ctx->now));
    return remember(ctx, half, state);
}

static enum status whose(struct ctx *ctx, struct credits_transfer *half, struct account_id to)
{
    struct credits_peer peer;
    struct credits_account account;
    if (half->pending.v != 0) return OK;
    if (to.v == 0) return ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("Say who it is for: a person of this place."));
    TRY(credits_account_get(ctx, to, &account));
    if (account.ledger.v != half->ledger.v || account.kind == CREDITS_PEER)
        return ctx_fault(ctx, ERR_INVALID, STR("to"), SAY("This account is not in the books of this place."));
    TRY(credits_peer_find(ctx, half->peer, &peer));
    const struct credits_wait wait = {.post = {.key = uuid_v5(ctx->arena, half->uuid, STR("in")), .from = peer.account, .to = to, .minutes = half->minutes,
                                               .kind = ENTRY_PEER, .words = half->words.len > 0 ? half->words : STR("..."), .via = "web", .behalf = half->from_name},
                                      .until = {ctx->now.ms + HELD_DAYS * DAY_MS}};
    TRY(credits_pend(ctx, &wait, &half->pending));
    half->account = to;
    return credits_sql_transfer_whose(ctx->db, half->id.v, to, half->pending);
}

/* The halves as they stand once we have the turn of their books. */
static enum status halves_now(struct ctx *ctx, struct str uuid, struct credits_transfer **ret_rows, size_t *ret_count)
{
    struct credits_transfer *rows;
    size_t n;
    TRY(credits_transfer_halves(ctx, uuid, &rows, &n));
    TRY(turns(ctx, rows[0].ledger, rows[n > 1 ? 1 : 0].ledger));
    TRY(credits_transfer_halves(ctx, uuid, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (!str_is(rows[i].state, "pending")) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

static enum status not_yours(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the place that receives it can answer."));
}

enum status credits_peer_agree(struct ctx *ctx, struct str uuid, struct account_id to, struct str reason)
{
    struct credits_transfer *rows;
    struct credits_posted posted;
    size_t n;
    bool may = false;
    TRY(halves_now(ctx, uuid, &rows, &n));
    for (size_t i = 0; i < n; i++) may = may || credits_transfer_may(ctx, &rows[i]);
    if (!may) return not_yours(ctx);
    for (size_t i = 0; i < n; i++)
        if (!rows[i].out) TRY(whose(ctx, &rows[i], to)); /* what may refuse comes first */
    for (size_t i = 0; i < n; i++) {
        TRY(credits_complete(ctx, rows[i].pending, reason, &posted));
        TRY(end(ctx, &rows[i], STR("completed"), posted.entry, reason, ctx->actor.person));
    }
    return journal_record(ctx, "credits.peer_ended", rows[0].peer.v, 1, rows[0].uuid);
}

static enum status let_go(struct ctx *ctx, const struct credits_transfer *rows, size_t n, struct str reason, int64_t actor)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].pending.v != 0) TRY(credits_erase(ctx, rows[i].pending, reason));
        TRY(end(ctx, &rows[i], STR("erased"), (struct entry_id){0}, reason, actor));
    }
    return journal_record(ctx, "credits.peer_ended", rows[0].peer.v, 0, rows[0].uuid);
}

enum status credits_peer_erase(struct ctx *ctx, struct str uuid, struct str reason)
{
    struct credits_transfer *rows;
    size_t n;
    bool may = false;
    TRY(halves_now(ctx, uuid, &rows, &n));
    for (size_t i = 0; i < n; i++) may = may || credits_transfer_may(ctx, &rows[i]) || credits_transfer_own(ctx, &rows[i]) || (rows[i].out && keeps(ctx, rows[i].place));
    if (!may) return not_yours(ctx);
    return let_go(ctx, rows, n, reason, ctx->actor.person);
}

enum status credits_peer_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_transfer_due *due;
    size_t due_n;
    TRY(credits_sql_transfer_due(ctx->db, ctx->arena, ctx->now, limit, &due, &due_n));
    int64_t ended = 0;
    for (size_t i = 0; i < due_n; i++) {
        struct credits_transfer *rows;
        size_t n;
        enum status status = halves_now(ctx, credits_key_write(ctx->arena, due[i].key), &rows, &n);
        if (status == ERR_CONFLICT) { /* its other half was among these too */
            faults_init(&ctx->faults, ctx->arena);
            continue;
        }
        TRY(status);
        TRY(let_go(ctx, rows, n, STR("time"), 0));
        ended++;
    }
    *ret_n = ended;
    return OK;
}

enum status credits_peer_job(struct ctx *ctx)
{
    int64_t n;
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = credits_peer_timeouts(ctx, AT_ONCE, &n);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}
