/* A transfer carried between two installations by people: by mail, on a stick, or read out. */
#include "domain/credits/credits_peer.h"
#include "domain/credits/credits_own.h"

#include "base/json.h"
#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"
#include <jansson.h>
#include <sodium.h>

#define DAY_MS ((int64_t)86400000)
#define KIND "kith.credits.transfer"

struct carried {
    struct str uuid, state, from_name, to_name, words, check;
    int64_t sent, arrives; /* minutes of who sends, of who receives */
    struct instant until;
};

/* A word for slips of the pen: whoever changes a file can change this too. */
static struct str check_of(struct ctx *ctx, const struct carried *c)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[17];
    struct str line = str_printf(ctx->arena, "%.*s|%.*s|%lld|%lld|%.*s|%.*s|%.*s|%lld", STR_ARG(c->uuid), STR_ARG(c->state), (long long)c->sent,
                                 (long long)c->arrives, STR_ARG(c->from_name), STR_ARG(c->to_name), STR_ARG(c->words), (long long)c->until.ms);
    crypto_hash_sha256(hash, (const unsigned char *)line.ptr, line.len);
    sodium_bin2hex(hex, sizeof hex, hash, 8);
    return str_copy(ctx->arena, str_from(hex));
}

/* The half that speaks for us: ours that went out, else the one that came in. */
static enum status own_half(struct ctx *ctx, struct str uuid, struct credits_transfer *ret_half)
{
    struct credits_transfer *rows;
    size_t n;
    TRY(credits_transfer_halves(ctx, uuid, &rows, &n));
    *ret_half = n > 1 && rows[1].out ? rows[1] : rows[0];
    return OK;
}

enum status credits_peer_export(struct ctx *ctx, struct str uuid, struct json *json)
{
    struct credits_transfer half;
    struct credits_peer peer;
    TRY(own_half(ctx, uuid, &half));
    TRY(credits_peer_find(ctx, half.peer, &peer));
    struct carried c = {.uuid = half.uuid, .state = half.state, .from_name = half.from_name, .to_name = half.to_name,
                        .words = peer.share_words ? half.words : STR(""), .sent = half.out ? half.minutes : half.their_minutes,
                        .arrives = half.out ? half.their_minutes : half.minutes, .until = half.until};
    if (half.out) c.until.ms -= PEER_FILE_DAYS * DAY_MS;
    json_begin_object(json);
    json_put_str(json, "kind", STR(KIND));
    json_put_int(json, "version", 1);
    json_put_str(json, "id", c.uuid);
    json_put_str(json, "state", c.state);
    json_put_str(json, "workflow", STR(PEER_WORKFLOW));
    json_put_int(json, "sent", c.sent);
    json_put_int(json, "arrives", c.arrives);
    json_put_str(json, "from", c.from_name);
    json_put_str(json, "to", c.to_name);
    json_put_str(json, "for", c.words);
    json_put_int(json, "until", c.until.ms);
    json_put_str(json, "check", check_of(ctx, &c));
    json_end(json);
    return OK;
}

/* ---- reading one ---- */

static struct str text_in(struct ctx *ctx, const json_t *doc, const char *key)
{
    const char *s = json_string_value(json_object_get(doc, key));
    return s ? str_copy(ctx->arena, str_from(s)) : STR_NONE;
}

static bool fine(const struct carried *c)
{
    return uuid_valid(c->uuid) && (str_is(c->state, "pending") || str_is(c->state, "completed") || str_is(c->state, "erased")) && c->sent >= 1 &&
           c->sent <= CREDITS_MINUTES_MAX && c->arrives >= 1 && c->arrives <= CREDITS_MINUTES_MAX && c->from_name.ptr && c->to_name.ptr && c->words.ptr &&
           c->check.ptr && utf8_count(c->from_name) <= 80 && utf8_count(c->to_name) <= 80 && utf8_count(c->words) <= CREDITS_WORDS_MAX;
}

static enum status read_file(struct ctx *ctx, struct str text, struct carried *ret_carried)
{
    json_t *doc = text.len <= PEER_FILE_MAX ? json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
    struct carried c = {.uuid = STR_NONE};
    bool right = json_is_object(doc) && str_is(text_in(ctx, doc, "kind"), KIND) && json_integer_value(json_object_get(doc, "version")) == 1;
    if (right) {
        c = (struct carried){.uuid = text_in(ctx, doc, "id"), .state = text_in(ctx, doc, "state"), .from_name = text_in(ctx, doc, "from"),
                             .to_name = text_in(ctx, doc, "to"), .words = text_in(ctx, doc, "for"), .check = text_in(ctx, doc, "check"),
                             .sent = json_integer_value(json_object_get(doc, "sent")), .arrives = json_integer_value(json_object_get(doc, "arrives")),
                             .until = {json_integer_value(json_object_get(doc, "until"))}};
        right = fine(&c);
    }
    json_decref(doc);
    if (!right) return ctx_fault(ctx, ERR_INVALID, STR("file"), SAY("This is no transfer between places. Ask the other place to send it again."));
    c.uuid = str_lower(ctx->arena, c.uuid);
    if (!str_eq(check_of(ctx, &c), c.check))
        return ctx_fault(ctx, ERR_INVALID, STR("file"), SAY("Something in this file was changed on the way. Ask the other place to send it again."));
    *ret_carried = c;
    return OK;
}

/* Not known here yet: it waits for somebody of ours. */
static enum status arrive(struct ctx *ctx, const struct credits_peer *peer, const struct carried *c)
{
    unsigned char key[CREDITS_KEY], hash[CREDITS_HASH];
    int64_t sent = 0;
    if (!str_is(c->state, "pending"))
        return ctx_fault(ctx, ERR_MISSING, STR("file"), SAY("This is the answer to a transfer that is not known here. Nothing was changed."));
    if (peer->ended) return ctx_fault(ctx, ERR_CONFLICT, STR("with"), SAY("Hours no longer pass to this place."));
    TRY(credits_peer_convert(ctx, peer, c->arrives, &sent));
    if (sent != c->sent) return ctx_fault(ctx, ERR_CONFLICT, STR("file"), SAY("The two places have written down different rates. Agree on one first."));
    if (c->until.ms <= ctx->now.ms || c->until.ms > ctx->now.ms + 2 * PEER_DAYS * DAY_MS)
        return ctx_fault(ctx, ERR_CONFLICT, STR("file"), SAY("Its time is over. Ask the other place to offer it anew."));
    if (!credits_key_read(c->uuid, key)) return ERR_INVALID;
    const struct credits_sql_transfer_add_in row = {
        .id = ctx_id(ctx), .peer = peer->id.v, .key = str_of((const char *)key, sizeof key), .direction = STR("in"), .minutes = c->arrives, .theirs = c->sent,
        .from_name = c->from_name, .to_name = c->to_name, .words = c->words, .consent = STR(""), .workflow = STR(PEER_WORKFLOW), .until = c->until, .now = ctx->now};
    TRY(credits_sql_transfer_add(ctx->db, &row));
    TRY(credits_sql_version_add(ctx->db, row.id, 1, STR("pending"), 0, STR(""), ctx->now));
    TRY(credits_sql_peer_entry_add(ctx->db, row.id, 1, c->arrives, peer->name));
    credits_peer_hash(peer->last_hash, c->uuid, STR("pending"), c->sent, c->arrives, hash);
    const struct str bytes = str_of((const char *)hash, sizeof hash);
    TRY(credits_sql_peer_hash_add(ctx->db, peer->id.v, peer->hashes + 1, bytes, row.id, ctx->now));
    TRY(credits_sql_peer_hash_set(ctx->db, peer->id.v, peer->hashes + 1, bytes));
    return journal_record(ctx, "credits.peer_offered", peer->id.v, 0, c->uuid);
}

/* They booked it and we had let it go: our half is booked after all, so that no half stands alone. */
static enum status book_late(struct ctx *ctx, const struct credits_peer *peer, const struct credits_transfer *half)
{
    struct credits_posted posted;
    const struct credits_post post = {.key = uuid_v5(ctx->arena, half->uuid, STR("late")), .from = half->account, .to = peer->account, .minutes = half->minutes,
                                      .kind = ENTRY_PEER, .words = half->words.len > 0 ? half->words : STR("..."), .via = "web", .behalf = half->to_name};
    TRY(credits_post(ctx, &post, &posted));
    TRY(credits_sql_transfer_late(ctx->db, half->id.v, posted.entry, ctx->now));
    TRY(credits_sql_version_add(ctx->db, half->id.v, half->version + 1, STR("completed"), ctx->actor.person, STR("the answer came late"), ctx->now));
    return journal_record(ctx, "credits.peer_ended", peer->id.v, 1, half->uuid);
}

static enum status answered(struct ctx *ctx, const struct credits_peer *peer, const struct credits_transfer *half, const struct carried *c, const char **ret_what)
{
    bool same = half->minutes == (half->out ? c->sent : c->arrives) && half->their_minutes == (half->out ? c->arrives : c->sent);
    if (!same) return ctx_fault(ctx, ERR_CONFLICT, STR("file"), SAY("This transfer is known here with other minutes. Ring the other place."));
    if (str_eq(c->state, half->state) || str_is(c->state, "pending")) {
        *ret_what = "same";
        return OK;
    }
    if (!half->out) return ctx_fault(ctx, ERR_CONFLICT, STR("file"), SAY("Here it is settled otherwise. Ring the other place."));
    *ret_what = str_is(c->state, "completed") ? "completed" : "erased";
    if (str_is(half->state, "erased")) return book_late(ctx, peer, half);
    if (str_is(half->state, "completed")) return ctx_fault(ctx, ERR_CONFLICT, STR("file"), SAY("Here it is booked, there it was let go. Ring the other place, and put it right here."));
    if (str_is(c->state, "completed")) return credits_peer_agree(ctx, half->uuid, (struct account_id){0}, STR("the other place's answer"));
    return credits_peer_erase(ctx, half->uuid, STR("the other place's answer"));
}

enum status credits_peer_import(struct ctx *ctx, struct place_id place, struct str peer_name, struct str text, struct str *ret_uuid, const char **ret_what)
{
    struct ledger_id ledger;
    struct credits_peer peer;
    struct credits_transfer *rows;
    struct carried c = {.uuid = STR_NONE};
    size_t n;
    TRY(credits_books_of(ctx, place, &ledger));
    TRY(credits_peer_named(ctx, ledger, peer_name, &peer));
    if (peer.twin.v != 0) return ctx_fault(ctx, ERR_INVALID, STR("with"), SAY("This place is here too: nothing is carried between the two."));
    if (!ctx_has(ctx, STANDING_SYSTEM) && !(ctx_has(ctx, STANDING_ADMIN) && (peer.place.v == 0 || peer.place.v == ctx->actor.place)))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only who keeps the books of this place can do that."));
    TRY(read_file(ctx, text, &c));
    *ret_uuid = c.uuid;
    enum status status = credits_transfer_halves(ctx, c.uuid, &rows, &n);
    if (status == OK) return answered(ctx, &peer, &rows[0], &c, ret_what);
    if (status != ERR_MISSING) return status;
    faults_init(&ctx->faults, ctx->arena);
    *ret_what = "new";
    return arrive(ctx, &peer, &c);
}
