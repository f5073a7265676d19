/* Asking that something be put right, and the other side's word. */
#include "domain/credits/credits_right.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_right_own.h"
#include "platform/journal/journal.h"

#define CODE_TRIES 20
#define CODE_LETTERS 5
#define DAY_MS ((int64_t)86400000)
#define MET_MAX 500

/* ---- may it, and as whom ---- */

static bool speaks_as(const struct ctx *ctx, const struct credits_account *a)
{
    return a->person.v && (a->person.v == ctx->actor.person || a->person.v == ctx->actor.on_behalf_of);
}

/* What is no person's: who runs it, or who keeps the books. */
static enum right_side run_side(struct ctx *ctx, const struct credits_account *payer, const struct credits_account *payee)
{
    if (credits_right_stands(ctx, payee)) return payee->asset.v ? RIGHT_PAYEE : RIGHT_KEEPER;
    if (credits_right_stands(ctx, payer)) return payer->asset.v ? RIGHT_PAYER : RIGHT_KEEPER;
    return RIGHT_NOBODY;
}

static enum right_side default_side(struct ctx *ctx, const struct credits_account *payer, const struct credits_account *payee)
{
    if (speaks_as(ctx, payer)) return RIGHT_PAYER;
    if (speaks_as(ctx, payee)) return RIGHT_PAYEE;
    bool gave = payee->person.v && credits_right_stands(ctx, payee), received = payer->person.v && credits_right_stands(ctx, payer);
    if (gave && received) return RIGHT_NOBODY; /* they say for whom they ask */
    if (gave || received) return gave ? RIGHT_PAYEE : RIGHT_PAYER;
    return run_side(ctx, payer, payee);
}

/* Why this cannot be put right here; id NULL = it can. */
static struct said why_not(const struct credits_entry *e, const struct credits_account *payer, const struct credits_account *payee)
{
    switch (e->kind) {
    case ENTRY_REVERSE: return SAY("This one takes another one back. Look at the one that stands instead.");
    case ENTRY_PRINT:
    case ENTRY_REDEEM:
    case ENTRY_VOID: return SAY("Paper notes are put right where they are kept: a note that was handed in goes back at the venue.");
    case ENTRY_PEER: return SAY("Hours between two places are put right by both places together. Ask who keeps the books.");
    default: break;
    }
    if (e->reversed_by.v) return SAY("This was put right already.");
    if (instant_is(payer->closed_at) || instant_is(payee->closed_at))
        return SAY("One of the two has left and their account is closed, so nothing can move on it any more. It stays as it is; the books still balance. Tell who keeps the books if hours are missing: they can give them from the pot.");
    return (struct said){.id = NULL};
}

enum status credits_right_may(struct ctx *ctx, struct entry_id id, enum right_side *ret_side, struct said *ret_why)
{
    struct credits_entry e;
    struct credits_account payer, payee;
    TRY(credits_entry_find(ctx, id, &e));
    TRY(credits_right_accounts(ctx, &e, &payer, &payee));
    if (!credits_right_stands(ctx, &payer) && !credits_right_stands(ctx, &payee)) return ERR_DENIED;
    *ret_side = default_side(ctx, &payer, &payee);
    *ret_why = why_not(&e, &payer, &payee);
    return OK;
}

/* ---- asking ---- */

static enum status take_side(struct ctx *ctx, const struct credits_righting *in, const struct credits_account *payer, const struct credits_account *payee,
                             enum right_side *ret_side)
{
    enum right_side side = in->side == RIGHT_NOBODY ? default_side(ctx, payer, payee) : in->side;
    if (side == RIGHT_NOBODY) return ctx_fault(ctx, ERR_INVALID, STR("side"), SAY("Choose for whom you ask."));
    const struct credits_account *own = side == RIGHT_PAYER ? payer : payee;
    bool may = side == RIGHT_KEEPER ? (!payer->person.v || !payee->person.v) && (credits_right_keeps(ctx, payer->place) || credits_right_keeps(ctx, payee->place))
                                    : credits_right_stands(ctx, own);
    if (!may) return ERR_DENIED;
    bool for_other = side != RIGHT_KEEPER && own->person.v && !credits_right_self(ctx, own) && !ctx_has(ctx, STANDING_SYSTEM);
    if (for_other && str_trim(in->consent).len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Say how they agreed. For example: on the telephone, today"));
    if (utf8_count(in->consent) > 120) return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed in one line of at most 120 letters."));
    *ret_side = side;
    return OK;
}

/* A first name fits at once when they had hours with one person of that name. */
static void find_who(struct ctx *ctx, struct person_id asker, struct credits_be *be)
{
    struct credits_sql_right_met *rows;
    size_t n, found = 0;
    if (be->who == RIGHT_NOBODY || be->person.v || asker.v == 0) return;
    if (credits_sql_right_met(ctx->db, ctx->arena, asker, MET_MAX, &rows, &n) != OK) return;
    for (size_t i = 0; i < n; i++) {
        if (!str_ieq(people_first_name(ctx, rows[i].other), str_trim(be->person_words)) || people_apart(ctx, asker, rows[i].other)) continue;
        if (found++ == 0) be->person = rows[i].other;
    }
    if (found != 1) be->person = (struct person_id){0};
}

static enum status code_new(struct ctx *ctx, struct str *ret_code)
{
    static const char letters[] = "ABCDEFGHJKMNPQRTUVWXY346789", figures[] = "346789";
    for (int i = 0; i < CODE_TRIES; i++) {
        char code[CODE_LETTERS];
        int64_t taken;
        code[0] = figures[rand_below(ctx->rand, sizeof figures - 1)]; /* a figure first: no word of a text is taken for one */
        for (size_t k = 1; k < sizeof code; k++) code[k] = letters[rand_below(ctx->rand, sizeof letters - 1)];
        *ret_code = str_copy(ctx->arena, str_of(code, sizeof code));
        TRY(credits_sql_right_code(ctx->db, *ret_code, &taken));
        if (taken == 0) return OK;
    }
    return fault_broken(&ctx->faults, STR("credits: no free code"));
}

static struct str none_of(struct str s)
{
    return s.ptr ? str_trim(s) : STR("");
}

struct asking { const struct credits_righting *in; const struct credits_entry *entry; const struct credits_account *payer, *payee; enum right_side side; };

static enum status add(struct ctx *ctx, const struct asking *a, struct right_id *ret_id)
{
    const struct credits_righting *in = a->in;
    struct credits_be be = in->be;
    int64_t days, asker = a->side == RIGHT_PAYER ? a->payer->person.v : a->side == RIGHT_PAYEE ? a->payee->person.v : ctx->actor.person;
    struct str code;
    find_who(ctx, (struct person_id){asker}, &be);
    TRY(code_new(ctx, &code));
    TRY(credits_policy_days(ctx, a->payee->place, POLICY_CORRECTION, &days));
    bool nobody = credits_right_other(a->payer, a->payee, a->side) == RIGHT_NOBODY;
    const struct credits_sql_right_add_in row = {
        .id = {ctx_id(ctx)}, .entry = a->entry->id, .place = a->payee->place, .other_place = a->payer->place, .side = str_from(credits_right_side_code(a->side)),
        .asker = asker, .actor = ctx->actor.person, .consent = none_of(in->consent), .via = str_from(in->via ? in->via : "web"), .minutes = be.minutes,
        .words = none_of(be.words), .who_side = str_from(credits_right_side_code(be.who)), .who_person = be.person.v ? be.person.v : INT_NONE,
        .who_words = none_of(be.person_words), .reason = str_trim(in->reason), .code = code, .state = nobody ? STR("broker") : STR("asked"), .now = ctx->now,
        .until = {ctx->now.ms + days * DAY_MS}, .fit = in->fit};
    TRY(credits_sql_right_add(ctx->db, &row));
    TRY(journal_record(ctx, "credits.right_asked", row.id.v, a->entry->id.v, STR("")));
    *ret_id = row.id;
    return OK;
}

/* Where a group or venue is asked, its host hears of it. */
static struct person_id whom_to_tell(struct ctx *ctx, const struct credits_account *a)
{
    struct asset asset;
    if (a->person.v || a->asset.v == 0) return a->person;
    struct person_id host = assets_find(ctx, a->asset, &asset) == OK ? asset.host : (struct person_id){0};
    faults_init(&ctx->faults, ctx->arena);
    return host;
}

static enum status tell_other(struct ctx *ctx, const struct asking *a, struct right_id id)
{
    struct credits_right r;
    enum right_side other = credits_right_other(a->payer, a->payee, a->side);
    if (other == RIGHT_NOBODY) return OK;
    TRY(credits_right_read(ctx, id, &r));
    return credits_right_tell(ctx, &r, whom_to_tell(ctx, other == RIGHT_PAYER ? a->payer : a->payee), RIGHT_NEWS_ASKED);
}

enum status credits_right_propose(struct ctx *ctx, const struct credits_righting *in, struct right_id *ret_id)
{
    struct credits_entry e;
    struct credits_account payer, payee;
    struct credits_sql_right_of_entry open;
    struct credits_right before;
    enum right_side side;
    TRY(credits_entry_find(ctx, in->entry, &e));
    TRY(credits_right_accounts(ctx, &e, &payer, &payee));
    if (!credits_right_stands(ctx, &payer) && !credits_right_stands(ctx, &payee)) return ERR_DENIED;
    enum status status = credits_sql_right_of_entry(ctx->db, ctx->arena, e.id, &open);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) TRY(credits_right_read(ctx, open.id, &before));
    if (status == OK && !instant_is(before.ended_at)) { /* twice is once */
        *ret_id = open.id;
        return OK;
    }
    struct said why = why_not(&e, &payer, &payee);
    if (why.id) return ctx_fault(ctx, ERR_CONFLICT, STR("entry"), why);
    status = take_side(ctx, in, &payer, &payee, &side);
    if (status == ERR_DENIED) return status;
    if (credits_right_be_check(ctx, &e, &in->be) != OK) status = ERR_INVALID;
    if (credits_right_reason_check(ctx, in->reason, STR("reason")) != OK) status = ERR_INVALID;
    TRY(status);
    const struct asking asking = {in, &e, &payer, &payee, side};
    TRY(add(ctx, &asking, ret_id));
    if (in->consent.len > 0) TRY(people_record_acting(ctx, side == RIGHT_PAYER ? payer.person : payee.person, str_trim(in->consent)));
    return tell_other(ctx, &asking, *ret_id);
}

/* ---- the other's word ---- */

static enum status may_answer(struct ctx *ctx, const struct credits_word *word, struct credits_right *ret_right)
{
    TRY(credits_right_find(ctx, word->id, ret_right));
    if (ret_right->state != RIGHT_ASKED) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    if (!ret_right->may_answer) return ERR_DENIED;
    struct person_id asked = ret_right->side == RIGHT_PAYER || (ret_right->side == RIGHT_KEEPER && ret_right->payee.v) ? ret_right->payee : ret_right->payer;
    if (asked.v && !people_is(ctx, asked) && !ctx_has(ctx, STANDING_SYSTEM) && str_trim(word->consent).len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Say how they agreed. For example: on the telephone, today"));
    if (utf8_count(word->words) > CREDITS_WORDS_MAX) return ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Please write fewer than 200 letters."));
    if (utf8_count(word->consent) > 120) return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed in one line of at most 120 letters."));
    TRY(credits_turn(ctx, ret_right->entry.from));
    if (word->consent.len > 0 && asked.v) TRY(people_record_acting(ctx, asked, str_trim(word->consent)));
    return OK;
}

static enum status answer(struct ctx *ctx, const struct credits_word *word, const char *said)
{
    const struct credits_sql_right_answer_in in = {.id = word->id, .state = STR("broker"), .answer = str_from(said), .by = ctx->actor.person,
                                                   .words = none_of(word->words), .consent = none_of(word->consent), .fit = word->fit, .now = ctx->now};
    enum status status = credits_sql_right_answer(ctx->db, &in);
    return status == ERR_MISSING ? ERR_CONFLICT : status;
}

enum status credits_right_agree(struct ctx *ctx, const struct credits_word *word)
{
    struct credits_right r;
    TRY(may_answer(ctx, word, &r));
    TRY(answer(ctx, word, "yes"));
    TRY(journal_record(ctx, "credits.right_agreed", r.id.v, r.entry.id.v, STR("")));
    if (r.be.who != RIGHT_NOBODY && r.be.minutes > 0) return OK; /* a third person has a word in it: a broker asks them */
    const struct credits_put put = {.right = &r, .be = r.be, .reason = r.reason};
    enum status status = credits_right_put(ctx, &put);
    if (status == ERR_LIMIT) { /* a limit: nothing was written, and only a named person may let it pass */
        faults_init(&ctx->faults, ctx->arena);
        return OK;
    }
    TRY(status);
    return credits_right_tell(ctx, &r, r.asker, RIGHT_NEWS_DONE);
}

enum status credits_right_decline(struct ctx *ctx, const struct credits_word *word)
{
    struct credits_right r;
    TRY(may_answer(ctx, word, &r));
    TRY(answer(ctx, word, "no"));
    TRY(journal_record(ctx, "credits.right_declined", r.id.v, r.entry.id.v, STR("")));
    return credits_right_tell(ctx, &r, r.asker, RIGHT_NEWS_NO);
}

enum status credits_right_withdraw(struct ctx *ctx, struct right_id id)
{
    struct credits_right r;
    TRY(credits_right_find(ctx, id, &r));
    if (instant_is(r.ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    if (!r.may_withdraw) return ERR_DENIED;
    enum status status = credits_sql_right_back(ctx->db, id, ctx->now);
    if (status == ERR_MISSING) return ERR_CONFLICT;
    TRY(status);
    return journal_record(ctx, "credits.right_withdrawn", id.v, r.entry.id.v, STR(""));
}

/* ---- silence ---- */

enum status credits_right_timeouts(struct ctx *ctx, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_right_due *rows;
    size_t n;
    TRY(credits_sql_right_due(ctx->db, ctx->arena, ctx->now, limit < 1 ? 1 : limit > 1000 ? 1000 : limit, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct credits_sql_right_answer_in in = {.id = rows[i].id, .state = STR("broker"), .answer = STR("silence"), .by = 0, .words = STR(""),
                                                       .consent = STR(""), .now = ctx->now};
        enum status status = credits_sql_right_answer(ctx->db, &in);
        if (status != OK && status != ERR_MISSING) return status; /* missing: somebody was quicker */
    }
    *ret_n = (int64_t)n;
    return OK;
}

enum status credits_right_job(struct ctx *ctx)
{
    int64_t n = 1;
    while (n > 0) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = credits_right_timeouts(ctx, 50, &n);
        if (status != OK) db_rollback(ctx->db);
        TRY(status);
        TRY(db_commit(ctx->db));
    }
    return OK;
}
