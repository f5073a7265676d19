/* The books for everybody. */
#include "domain/credits/credits_open.h"

#include "platform/jobs/jobs.h"

#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_verify.h"

#define PROOF_MS (INT64_C(24) * 60 * 60 * 1000)

static struct str hex(struct arena *arena, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, bytes.len * 2 + 1);
    for (size_t i = 0; i < bytes.len; i++) {
        out[2 * i] = digits[(unsigned char)bytes.ptr[i] >> 4];
        out[2 * i + 1] = digits[(unsigned char)bytes.ptr[i] & 15];
    }
    return str_of(out, bytes.len * 2);
}

/* ---- sums ---- */

static void add_kind(struct credits_open_ledger *l, enum credits_kind kind, int64_t accounts, int64_t balance)
{
    for (size_t i = 0; i < l->kinds_n; i++)
        if (l->kinds[i].kind == kind) {
            l->kinds[i].accounts += accounts;
            l->kinds[i].balance += balance;
            return;
        }
    l->kinds[l->kinds_n++] = (struct credits_open_kind){kind, accounts, balance};
}

/* Too few people to be shown on their own are shown with groups and pots: what is left out could
   else be found by taking the rest from nothing. */
static bool hidden_with(enum credits_kind kind, bool few)
{
    return few && (kind == CREDITS_MEMBER || kind == CREDITS_GROUP || kind == CREDITS_POT);
}

static enum status sums(struct ctx *ctx, struct credits_open_ledger *l)
{
    struct credits_sql_kind_sums *rows;
    size_t n;
    bool few = false;
    enum credits_kind kind;
    TRY(credits_sql_kind_sums(ctx->db, ctx->arena, l->id, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(rows[i].kind, "member")) few = rows[i].accounts > 0 && rows[i].accounts < OPEN_FEWEST;
    for (size_t i = 0; i < n; i++) {
        if (!credits_kind_parse(rows[i].kind, &kind)) continue;
        l->sum += rows[i].balance;
        if (kind == CREDITS_ISSUE) {
            l->given -= rows[i].balance;
            continue;
        }
        l->held += rows[i].balance;
        add_kind(l, hidden_with(kind, few) ? CREDITS_KINDS : kind, rows[i].accounts, rows[i].balance);
    }
    return OK;
}

static enum status programmes(struct ctx *ctx, struct credits_open_ledger *l)
{
    struct credits_sql_programmes *rows;
    size_t n;
    TRY(credits_sql_programmes(ctx->db, ctx->arena, l->id, OPEN_PROGRAMMES, &rows, &n));
    l->programmes = ARENA_ARRAY(ctx->arena, struct credits_open_programme, n + 1);
    l->programmes_n = n;
    for (size_t i = 0; i < n; i++) l->programmes[i] = (struct credits_open_programme){rows[i].name, rows[i].place_name, -rows[i].balance, instant_is(rows[i].ended_at)};
    return OK;
}

static enum status head(struct ctx *ctx, struct credits_open_ledger *l)
{
    struct credits_sql_head row;
    int64_t low = l->id.v << CREDITS_ENTRY_BITS, high = (l->id.v + 1) << CREDITS_ENTRY_BITS;
    enum status status = credits_sql_head(ctx->db, ctx->arena, low, high, &row);
    l->head = STR("");
    if (status == ERR_MISSING) return OK;
    TRY(status);
    l->entries = row.id.v - low;
    l->head = hex(ctx->arena, row.hash);
    return OK;
}

enum status credits_open_ledgers(struct ctx *ctx, struct credits_open_ledger **ret_rows, size_t *ret_count)
{
    struct credits_sql_keep_ledgers *rows;
    size_t n;
    TRY(credits_sql_keep_ledgers(ctx->db, ctx->arena, OPEN_LEDGERS, &rows, &n));
    struct credits_open_ledger *ledgers = ARENA_ARRAY(ctx->arena, struct credits_open_ledger, n + 1);
    for (size_t i = 0; i < n; i++) {
        ledgers[i] = (struct credits_open_ledger){.id = rows[i].id, .name = rows[i].name};
        TRY(sums(ctx, &ledgers[i]));
        TRY(programmes(ctx, &ledgers[i]));
        TRY(head(ctx, &ledgers[i]));
    }
    *ret_rows = ledgers;
    *ret_count = n;
    return OK;
}

/* ---- counted anew ---- */

enum status credits_proof_last(struct ctx *ctx, struct credits_proof *ret_proof)
{
    struct credits_sql_proof_last row;
    TRY(credits_sql_proof_last(ctx->db, ctx->arena, &row));
    *ret_proof = (struct credits_proof){row.at, row.good, row.accounts, row.entries, row.sum_minutes, row.faults};
    return OK;
}

static enum status keep(struct ctx *ctx, const struct credits_books *books)
{
    const struct credits_sql_proof_add_in in = {.id = ctx_id(ctx), .now = ctx->now, .good = books->ok, .accounts = books->accounts, .entries = books->entries,
                                                .sum = books->sum, .faults = books->faults_all};
    TRY(credits_sql_proof_add(ctx->db, &in));
    for (size_t i = 0; i < books->ledgers_n; i++) {
        const struct credits_books_ledger *l = &books->ledgers[i];
        TRY(credits_sql_proof_head_add(ctx->db, in.id, l->id, l->entries, str_of((const char *)l->head, sizeof l->head)));
    }
    return OK;
}

static enum status count_books(struct ctx *ctx, struct credits_books *ret_books)
{
    struct credits_proof last;
    enum status status = credits_proof_last(ctx, &last);
    if (status == OK && ctx->now.ms - last.at.ms < PROOF_MS && ctx->now.ms >= last.at.ms) return ERR_MISSING;
    if (status != OK && status != ERR_MISSING) return status;
    return credits_verify(ctx, ret_books);
}

/* Asked for often, done once a day: counting takes as long as the books are, so not at every start
   of the server, and one that was cut short is begun again at the next chance. */
enum status credits_prove_job(struct ctx *ctx)
{
    struct credits_books books;
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = count_books(ctx, &books);
    db_rollback(ctx->db);
    if (status == ERR_MISSING || (status != OK && jobs_stopping(ctx))) return OK;
    TRY(status);
    TRY(db_begin(ctx->db, DB_WRITE));
    status = keep(ctx, &books);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}
