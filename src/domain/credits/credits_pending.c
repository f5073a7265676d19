/* Transfers that wait for somebody's word. Their minutes are held on both sides until they end. */
#include "domain/credits/credits_own.h"

#include "base/utf8.h"
#include "credits_sql.h"

static struct str text(struct str s)
{
    return s.ptr ? s : STR("");
}

static enum status pended_before(struct ctx *ctx, const struct credits_post *p, struct str key, struct pending_id *ret_id)
{
    struct credits_sql_pending_keyed row;
    TRY(credits_sql_pending_keyed(ctx->db, ctx->arena, key, &row));
    bool same = row.payer.v == p->from.v && row.payee.v == p->to.v && row.minutes == p->minutes && str_eq(row.words, str_trim(p->words)) &&
                str_eq(row.behalf, text(p->behalf)) && str_eq(row.consent, text(p->consent));
    if (!same) return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This id was used already, for something else. Nothing was booked. Use a new id."));
    *ret_id = row.id;
    return OK;
}

/* Nothing may wait under the key of an entry: it could never be completed. */
static enum status not_posted(struct ctx *ctx, struct str key)
{
    struct credits_sql_entry_keyed row;
    enum status status = credits_sql_entry_keyed(ctx->db, ctx->arena, key, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This id was used already, for something else. Nothing was booked. Use a new id."));
}

enum status credits_pend(struct ctx *ctx, const struct credits_wait *wait, struct pending_id *ret_id)
{
    const struct credits_post *p = &wait->post;
    struct credits_mover m;
    struct ledger_id ledger;
    unsigned char bytes[CREDITS_KEY];
    TRY(credits_post_check(ctx, p, bytes));
    struct str key = str_of((const char *)bytes, sizeof bytes);
    TRY(credits_ledger_of(ctx, p->from, STR("from"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, &m));
    enum status status = pended_before(ctx, p, key, ret_id);
    if (status != ERR_MISSING) return status;
    TRY(not_posted(ctx, key));
    TRY(credits_mover_hold(&m, p->from, p->to, p->minutes));
    int64_t actor = ctx->actor.person;
    const struct credits_sql_pending_add_in in = {
        .id = {ctx_id(ctx)}, .key = key, .payer = p->from, .payee = p->to, .minutes = p->minutes, .kind = str_from(credits_entry_code(p->kind)),
        .words = str_trim(p->words), .behalf = text(p->behalf), .consent = text(p->consent), .actor = actor,
        .for_whom = p->for_whom.v ? p->for_whom.v : ctx->actor.on_behalf_of ? ctx->actor.on_behalf_of : actor, .via = str_from(p->via ? p->via : "web"),
        .now = ctx->now, .until = wait->until, .on_timeout = wait->silence_completes ? STR("completed") : STR("erased")};
    TRY(credits_sql_pending_add(ctx->db, &in));
    TRY(credits_sql_state_add(ctx->db, in.id, 1, STR("pending"), actor, STR(""), ctx->now));
    TRY(credits_mover_end(&m));
    *ret_id = in.id;
    return OK;
}

/* ---- the end ---- */

static enum status end(struct credits_mover *m, const struct credits_sql_pending_find *row, struct str state, struct entry_id entry, struct str reason, int64_t actor)
{
    struct ctx *ctx = m->ctx;
    if (utf8_count(reason) > CREDITS_WORDS_MAX) return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Please write fewer than 200 letters."));
    enum status status = credits_sql_pending_end(ctx->db, row->id, state, entry, ctx->now);
    if (status == ERR_MISSING) return ERR_CONFLICT;
    TRY(status);
    TRY(credits_sql_state_add(ctx->db, row->id, row->version + 1, state, actor, text(reason), ctx->now));
    return credits_mover_end(m);
}

static enum status begin(struct ctx *ctx, struct pending_id id, struct credits_mover *m, struct credits_sql_pending_find *row)
{
    struct ledger_id ledger;
    TRY(credits_sql_pending_find(ctx->db, ctx->arena, id, row));
    TRY(credits_ledger_of(ctx, row->payer, STR("from"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, m));
    TRY(credits_sql_pending_find(ctx->db, ctx->arena, id, row)); /* as it stands now that we have the turn */
    if (!str_is(row->state, "pending")) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    return credits_mover_hold(m, row->payer, row->payee, -row->minutes);
}

static enum status post(struct credits_mover *m, const struct credits_sql_pending_find *row, struct credits_posted *ret_posted)
{
    enum credits_entry_kind kind = ENTRY_OTHER;
    (void)!credits_entry_parse(row->kind, &kind);
    /* The entry says who asked; the row of states says who agreed. */
    struct actor acting = m->ctx->actor;
    m->ctx->actor.person = row->actor;
    m->ctx->actor.on_behalf_of = 0;
    const struct credits_post p = {.key = credits_key_write(m->ctx->arena, row->key), .from = row->payer, .to = row->payee, .minutes = row->minutes,
                                   .kind = kind, .words = row->words, .via = str_c(m->ctx->arena, row->via), .for_whom = {row->for_whom},
                                   .behalf = row->behalf, .consent = row->consent};
    enum status status = credits_mover_post(m, &p, ret_posted);
    m->ctx->actor = acting;
    return status;
}

enum status credits_complete(struct ctx *ctx, struct pending_id id, struct str reason, struct credits_posted *ret_posted)
{
    struct credits_mover m;
    struct credits_sql_pending_find row;
    struct credits_posted posted;
    TRY(begin(ctx, id, &m, &row));
    TRY(post(&m, &row, &posted));
    TRY(end(&m, &row, STR("completed"), posted.entry, reason, ctx->actor.person));
    *ret_posted = posted;
    return OK;
}

enum status credits_erase(struct ctx *ctx, struct pending_id id, struct str reason)
{
    struct credits_mover m;
    struct credits_sql_pending_find row;
    TRY(begin(ctx, id, &m, &row));
    return end(&m, &row, STR("erased"), (struct entry_id){0}, reason, ctx->actor.person);
}

static enum status time_is_over(struct ctx *ctx, struct pending_id id)
{
    struct credits_mover m;
    struct credits_sql_pending_find row;
    struct credits_posted posted = {{0}, INSTANT_NONE, false};
    TRY(begin(ctx, id, &m, &row));
    struct faults *faults = &ctx->faults;
    enum status status = str_is(row.on_timeout, "completed") ? post(&m, &row, &posted) : ERR_LIMIT;
    if (status == ERR_LIMIT || status == ERR_INVALID || status == ERR_CONFLICT) {
        faults_init(faults, ctx->arena); /* a limit, or its id was used for another entry: as if it had not been told */
        return end(&m, &row, STR("erased"), (struct entry_id){0}, STR("time"), 0);
    }
    TRY(status);
    return end(&m, &row, STR("completed"), posted.entry, STR("time"), 0);
}

enum status credits_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_pending_due *rows;
    size_t n;
    TRY(credits_sql_pending_due(ctx->db, ctx->arena, ctx->now, limit < 1 ? 1 : limit > 1000 ? 1000 : limit, &rows, &n));
    int64_t ended = 0;
    for (size_t i = 0; i < n; i++) {
        enum status status = time_is_over(ctx, rows[i].id);
        if (status != OK && status != ERR_CONFLICT) return status; /* conflict: somebody was quicker */
        ended += status == OK;
    }
    *ret_n = ended;
    return OK;
}

enum status credits_pending_find(struct ctx *ctx, struct pending_id id, struct credits_pending *ret_pending)
{
    struct credits_sql_pending_find row;
    enum credits_entry_kind kind = ENTRY_OTHER;
    TRY(credits_sql_pending_find(ctx->db, ctx->arena, id, &row));
    (void)!credits_entry_parse(row.kind, &kind);
    *ret_pending = (struct credits_pending){.id = row.id, .from = row.payer, .to = row.payee, .minutes = row.minutes, .kind = kind, .words = row.words,
                                            .state = row.state, .actor = {row.actor}, .for_whom = {row.for_whom}, .made_at = row.made_at,
                                            .until = row.until, .resolved_at = row.resolved_at, .entry = row.entry_id};
    return OK;
}
