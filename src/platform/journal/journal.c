#include "platform/journal/journal.h"

#include "journal_sql.h"
#include <sodium.h>
#include <string.h>

#define LIST_MAX 1000

/* What the chain covers, in one spelling: every number as 8 bytes, every text with its length,
   so that no two different facts give the same bytes. */
static void hash_int(crypto_hash_sha256_state *state, int64_t n) {
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)((uint64_t)n >> (8 * i));
    crypto_hash_sha256_update(state, bytes, sizeof bytes);
}

static void hash_text(crypto_hash_sha256_state *state, struct str s) {
    hash_int(state, s.ptr ? (int64_t)s.len : -1);
    if (s.len > 0) crypto_hash_sha256_update(state, (const unsigned char *)s.ptr, s.len);
}

static void hash_fact(struct str before, const struct journal_sql_add_in *f,
                      unsigned char out[crypto_hash_sha256_BYTES]) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    hash_text(&state, before);
    hash_int(&state, f->number);
    hash_int(&state, f->place);
    hash_text(&state, f->fact);
    hash_int(&state, f->account);
    hash_int(&state, f->actor);
    hash_int(&state, f->on_behalf_of);
    hash_int(&state, f->subject);
    hash_int(&state, f->object);
    hash_text(&state, f->note);
    hash_int(&state, f->at.ms);
    crypto_hash_sha256_final(&state, out);
}

/* On PostgreSQL several writers could read the same head: they take turns. */
static enum status find_head(struct ctx *ctx, struct journal_sql_head *ret_head) {
    if (db_kind_of(ctx->db) == DB_POSTGRES) {
        struct journal_sql_lock lock;
        TRY(journal_sql_lock(ctx->db, ctx->arena, &lock));
    }
    enum status status = journal_sql_head(ctx->db, ctx->arena, ret_head);
    if (status != ERR_MISSING) return status;
    *ret_head = (struct journal_sql_head){.number = 0, .hash = STR("")};
    return OK;
}

enum status journal_record(struct ctx *ctx, const char *fact, int64_t subject, int64_t object,
                           struct str note) {
    struct journal_sql_head head;
    TRY(find_head(ctx, &head));
    struct journal_sql_add_in in = {
        .number = head.number + 1, .place = ctx->actor.place, .fact = str_from(fact),
        .account = ctx->actor.account, .actor = ctx->actor.person,
        .on_behalf_of = ctx->actor.on_behalf_of, .subject = subject, .object = object,
        .note = note, .at = ctx->now,
    };
    unsigned char hash[crypto_hash_sha256_BYTES];
    hash_fact(head.hash, &in, hash);
    in.hash = str_of((const char *)hash, sizeof hash);
    TRY(journal_sql_add(ctx->db, &in));
    return ctx->tell ? ctx->tell(ctx, fact, subject, object) : OK;
}

enum status journal_list(struct ctx *ctx, int64_t subject, struct str prefix, int64_t before,
                         int64_t limit, struct journal_fact **ret_facts, size_t *ret_count) {
    struct journal_sql_list *rows;
    size_t n;
    int64_t most = limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit;
    TRY(journal_sql_list(ctx->db, ctx->arena, subject, prefix.ptr ? prefix : STR(""),
                         before > 0 ? before : INT64_MAX, most, &rows, &n));
    struct journal_fact *facts = ARENA_ARRAY(ctx->arena, struct journal_fact, n + 1);
    for (size_t i = 0; i < n; i++)
        facts[i] = (struct journal_fact){
            .number = rows[i].number, .account = rows[i].account, .actor = rows[i].actor,
            .on_behalf_of = rows[i].on_behalf_of, .subject = rows[i].subject,
            .object = rows[i].object, .fact = rows[i].fact, .note = rows[i].note,
            .at = rows[i].at,
        };
    *ret_facts = facts;
    *ret_count = n;
    return OK;
}

struct verifying {
    unsigned char hash[crypto_hash_sha256_BYTES];
    int64_t count;
    bool ok;
};

static enum status verify_row(void *cookie, const struct journal_sql_all *row) {
    struct verifying *v = cookie;
    struct str before = v->count > 0 ? str_of((const char *)v->hash, sizeof v->hash) : STR("");
    const struct journal_sql_add_in in = {
        .number = row->number, .place = row->place, .fact = row->fact, .account = row->account,
        .actor = row->actor, .on_behalf_of = row->on_behalf_of, .subject = row->subject,
        .object = row->object, .note = row->note, .at = row->at,
    };
    hash_fact(before, &in, v->hash);
    v->count++;
    if (row->number != v->count || row->hash.len != sizeof v->hash ||
        memcmp(row->hash.ptr, v->hash, sizeof v->hash) != 0)
        v->ok = false;
    return OK;
}

enum status journal_verify(struct ctx *ctx, int64_t *ret_count, bool *ret_ok) {
    struct verifying v = {.ok = true};
    TRY(journal_sql_all(ctx->db, ctx->arena, verify_row, &v));
    *ret_count = v.count;
    *ret_ok = v.ok;
    return OK;
}

enum status journal_change(struct ctx *ctx, const char *kind, int64_t id, int64_t *ret_number) {
    int64_t number;
    TRY(journal_sql_next(ctx->db));
    TRY(journal_sql_last(ctx->db, &number));
    TRY(journal_sql_change(ctx->db, str_from(kind), id, number));
    *ret_number = number;
    return OK;
}

enum status journal_change_last(struct ctx *ctx, int64_t *ret_number) {
    return journal_sql_last(ctx->db, ret_number);
}

enum status journal_changes(struct ctx *ctx, struct str kind, int64_t after, int64_t limit,
                            struct journal_change **ret_changes, size_t *ret_count) {
    struct journal_sql_changes *rows;
    size_t n;
    TRY(journal_sql_changes(ctx->db, ctx->arena, kind, after, limit, &rows, &n));
    struct journal_change *changes = ARENA_ARRAY(ctx->arena, struct journal_change, n + 1);
    for (size_t i = 0; i < n; i++)
        changes[i] = (struct journal_change){.number = rows[i].number, .id = rows[i].id};
    *ret_changes = changes;
    *ret_count = n;
    return OK;
}
