/* Posting, taking back, and reading entries. */
#include "domain/credits/credits_own.h"

#include "credits_sql.h"

#define LIST_MAX 1000

enum status credits_post_all(struct ctx *ctx, const struct credits_post *posts, size_t n, struct credits_posted *ret_posted, size_t *ret_bad)
{
    struct credits_mover m;
    struct ledger_id ledger = n > 0 ? posts[0].ledger : (struct ledger_id){0};
    if (ret_bad) *ret_bad = n;
    if (n == 0) return OK;
    if (n > CREDITS_BATCH_MAX) return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("That is too much at once. Send at most 1,000,000 at a time."));
    if (ret_bad) *ret_bad = 0;
    if (ledger.v == 0) TRY(credits_ledger_of(ctx, posts[0].from, STR("from"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, &m));
    for (size_t i = 0; i < n; i++) {
        if (ret_bad) *ret_bad = i;
        TRY(credits_mover_post(&m, &posts[i], &ret_posted[i]));
    }
    if (ret_bad) *ret_bad = n;
    return credits_mover_end(&m);
}

enum status credits_post(struct ctx *ctx, const struct credits_post *post, struct credits_posted *ret_posted)
{
    return credits_post_all(ctx, post, 1, ret_posted, NULL);
}

enum status credits_entry_keyed(struct ctx *ctx, struct str key, struct entry_id *ret_entry)
{
    struct credits_sql_entry_keyed row;
    unsigned char bytes[CREDITS_KEY];
    if (!credits_key_read(key, bytes)) return ERR_MISSING;
    TRY(credits_sql_entry_keyed(ctx->db, ctx->arena, str_of((const char *)bytes, sizeof bytes), &row));
    *ret_entry = row.id;
    return OK;
}

/* Taken back already, and not by this very request. */
static bool taken_back(struct ctx *ctx, const struct credits_entry *entry, struct str key)
{
    struct entry_id same;
    if (entry->reversed_by.v == 0) return false;
    return !key.ptr || credits_entry_keyed(ctx, key, &same) != OK || same.v != entry->reversed_by.v;
}

enum status credits_reverse(struct ctx *ctx, const struct credits_reverse *r, struct credits_posted *ret_posted)
{
    struct credits_entry entry;
    enum status status = credits_entry_find(ctx, r->entry, &entry);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("entry"), SAY("There is no such entry in the books. Look at the list of entries."));
    TRY(status);
    if (entry.reverses.v) return ctx_fault(ctx, ERR_CONFLICT, STR("entry"), SAY("This entry takes another one back. Book it anew instead."));
    if (taken_back(ctx, &entry, r->key)) return ctx_fault(ctx, ERR_CONFLICT, STR("entry"), SAY("This was put right already."));
    if (str_trim(r->reason).len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Say why, in a few words. For example: it was one hour, not two"));
    const struct credits_post post = {.key = r->key, .from = entry.to, .to = entry.from, .minutes = entry.minutes, .kind = ENTRY_REVERSE,
                                      .words = r->reason, .via = r->via, .for_whom = entry.for_whom, .reverses = r->entry, .over = r->over};
    return credits_post(ctx, &post, ret_posted);
}

/* ---- reading ---- */

#define ENTRY(ctx, r)                                                                                                        \
    ((struct credits_entry){.id = (r)->id, .reverses = (r)->reverses, .reversed_by = (r)->reversed_by,                       \
                            .number = (r)->id.v & (((int64_t)1 << CREDITS_ENTRY_BITS) - 1),                                  \
                            .key = credits_key_write((ctx)->arena, (r)->key), .from = (r)->payer, .to = (r)->payee,          \
                            .minutes = (r)->minutes, .kind = kind_of((r)->kind), .words = (r)->words, .behalf = (r)->behalf, \
                            .consent = (r)->consent, .via = (r)->via, .actor = {(r)->actor}, .for_whom = {(r)->for_whom},    \
                            .at = (r)->at, .hash = (r)->hash})

static enum credits_entry_kind kind_of(struct str code)
{
    enum credits_entry_kind kind;
    return credits_entry_parse(code, &kind) ? kind : ENTRY_OTHER;
}

enum status credits_entry_find(struct ctx *ctx, struct entry_id id, struct credits_entry *ret_entry)
{
    struct credits_sql_entry_find row;
    TRY(credits_sql_entry_find(ctx->db, ctx->arena, id, &row));
    *ret_entry = ENTRY(ctx, &row);
    return OK;
}

enum status credits_entries(struct ctx *ctx, struct account_id account, int64_t before, int64_t limit, struct credits_entry **ret_entries, size_t *ret_count)
{
    struct credits_sql_entries *rows;
    size_t n;
    int64_t most = limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, top = INT64_MAX;
    struct credits_account own;
    if (before > 0) {
        TRY(credits_account_get(ctx, account, &own));
        top = (own.ledger.v << CREDITS_ENTRY_BITS) + before;
    }
    TRY(credits_sql_entries(ctx->db, ctx->arena, account, top, most, &rows, &n));
    struct credits_entry *entries = ARENA_ARRAY(ctx->arena, struct credits_entry, n + 1);
    for (size_t i = 0; i < n; i++) entries[i] = ENTRY(ctx, &rows[i]);
    *ret_entries = entries;
    *ret_count = n;
    return OK;
}

enum status credits_sums(struct ctx *ctx, struct account_id account, struct credits_sums *ret_sums)
{
    struct credits_sql_sums row;
    TRY(credits_sql_sums(ctx->db, ctx->arena, account, &row));
    *ret_sums = (struct credits_sums){row.given, row.received};
    return OK;
}
