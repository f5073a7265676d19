/* Putting right: one entry takes the other back, a new one stands instead; and a broker's decision. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_right_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

/* ---- what may be said ---- */

static bool one_line(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20) return false;
    return true;
}

enum status credits_right_reason_check(struct ctx *ctx, struct str reason, struct str field)
{
    struct str words = str_trim(reason);
    if (words.len == 0) return ctx_fault(ctx, ERR_INVALID, field, SAY("Say why, in a few words. For example: it was one hour, not two"));
    if (utf8_count(words) > CREDITS_WORDS_MAX || !one_line(words))
        return ctx_fault(ctx, ERR_INVALID, field, SAY("Say why in one line of at most 200 letters."));
    return OK;
}

static bool same_words(const struct credits_entry *e, const struct credits_be *be)
{
    return str_trim(be->words).len == 0 || str_eq(str_trim(be->words), e->words);
}

enum status credits_right_be_check(struct ctx *ctx, const struct credits_entry *e, const struct credits_be *be)
{
    size_t before = ctx->faults.count;
    struct str words = str_trim(be->words), who = str_trim(be->person_words);
    if (be->minutes < 0 || be->minutes > CREDITS_MINUTES_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Choose how long it was, or say that it never was."));
    if (utf8_count(words) > CREDITS_WORDS_MAX || !one_line(words))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Write what it was for in one line of at most 200 letters."));
    if (be->who != RIGHT_NOBODY && be->person.v == 0 && who.len == 0)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("who"), SAY("Write the first name of who it was. For example: Pearl"));
    if (utf8_count(who) > 80 || !one_line(who)) (void)!ctx_fault(ctx, ERR_INVALID, STR("who"), SAY("Please write fewer than 80 letters."));
    if (ctx->faults.count == before && be->who == RIGHT_NOBODY && be->minutes == e->minutes && same_words(e, be))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("This is what stands there already. Say what it should have been."));
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

/* ---- limits: what stands in the end counts, not the way there ---- */

struct change { struct account_id account; int64_t minutes; };

static void add(struct change *changes, struct account_id account, int64_t minutes)
{
    size_t i = 0;
    while (changes[i].account.v && changes[i].account.v != account.v) i++;
    changes[i].account = account;
    changes[i].minutes += minutes;
}

static struct str name_of(struct ctx *ctx, const struct credits_account *a)
{
    struct str name = a->person.v ? people_first_name(ctx, a->person) : a->label;
    return name.len > 0 ? name : a->name;
}

static enum status fits(struct ctx *ctx, const struct credits_account *a, int64_t minutes)
{
    int64_t low = a->balance - a->held_out + minutes, high = a->balance + a->held_in + minutes;
    if (minutes < 0 && a->floor != CREDITS_NO_LIMIT && low < a->floor)
        return ctx_fault(ctx, ERR_LIMIT, STR("over"),
                         SAY2("After this {name} would have received {time} more than was agreed on. Say why that is right all the same.", "name",
                              name_of(ctx, a), "time", credits_time(ctx, a->floor - low)));
    if (minutes > 0 && a->ceiling != CREDITS_NO_LIMIT && high > a->ceiling)
        return ctx_fault(ctx, ERR_LIMIT, STR("over"),
                         SAY2("After this {name} would have {time} more than there is room for. Say why that is right all the same.", "name", name_of(ctx, a),
                              "time", credits_time(ctx, high - a->ceiling)));
    return OK;
}

static enum status all_fit(struct credits_mover *m, const struct change *changes)
{
    for (size_t i = 0; changes[i].account.v; i++) {
        struct credits_seat *seat;
        TRY(credits_mover_seat(m, changes[i].account, STR("entry"), &seat));
        TRY(fits(m->ctx, &seat->account, changes[i].minutes));
    }
    return OK;
}

/* ---- who it was ---- */

static enum status account_of(struct ctx *ctx, const struct credits_right *r, const struct credits_be *be, enum right_side side, struct account_id *ret_id)
{
    struct account_id was = side == RIGHT_PAYER ? r->entry.from : r->entry.to;
    struct person_id beside = side == RIGHT_PAYER ? r->payee : r->payer;
    if (be->who != side) {
        *ret_id = was;
        return OK;
    }
    /* Two who are kept apart never meet here, and nothing says so. */
    if (be->person.v == 0 || be->person.v == beside.v || (beside.v && people_apart(ctx, be->person, beside)))
        return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose who it was."));
    return credits_member(ctx, be->person, ret_id);
}

/* ---- the two entries ---- */

static enum status book(struct credits_mover *m, const struct credits_put *put, struct account_id payer, struct account_id payee)
{
    struct ctx *ctx = m->ctx;
    const struct credits_entry *e = &put->right->entry;
    struct credits_posted back, made = {{0}, INSTANT_NONE, false};
    struct str words = same_words(e, &put->be) ? e->words : str_trim(put->be.words);
    const struct credits_post reverse = {.from = e->to, .to = e->from, .minutes = e->minutes, .kind = ENTRY_REVERSE, .words = put->reason, .via = "web",
                                         .for_whom = e->for_whom, .reverses = e->id, .over = true};
    TRY(credits_mover_post(m, &reverse, &back));
    if (put->be.minutes > 0) {
        const struct credits_post anew = {.from = payer, .to = payee, .minutes = put->be.minutes, .kind = ENTRY_CORRECT,
                                          .words = words.len > 0 ? words : put->reason, .via = "web", .for_whom = e->for_whom, .over = true};
        TRY(credits_mover_post(m, &anew, &made));
    }
    TRY(credits_mover_end(m));
    enum status status = credits_sql_right_done(ctx->db, put->right->id, back.entry, made.entry, ctx->now);
    return status == ERR_MISSING ? ERR_CONFLICT : status;
}

enum status credits_right_put(struct ctx *ctx, const struct credits_put *put)
{
    const struct credits_right *r = put->right;
    struct change changes[5] = {{{0}, 0}};
    struct account_id payer, payee;
    struct credits_mover m;
    struct ledger_id ledger;
    TRY(account_of(ctx, r, &put->be, RIGHT_PAYER, &payer));
    TRY(account_of(ctx, r, &put->be, RIGHT_PAYEE, &payee));
    TRY(credits_ledger_of(ctx, r->entry.from, STR("entry"), &ledger));
    TRY(credits_mover_begin(ctx, ledger, &m)); /* from here balances stand still */
    add(changes, r->entry.from, r->entry.minutes);
    add(changes, r->entry.to, -r->entry.minutes);
    add(changes, payer, -put->be.minutes);
    add(changes, payee, put->be.minutes);
    if (!put->over) TRY(all_fit(&m, changes));
    TRY(book(&m, put, payer, payee));
    return journal_record(ctx, "credits.right_done", r->id.v, r->entry.id.v, STR(""));
}

/* ---- a broker ---- */

static enum status check(struct ctx *ctx, const struct credits_right *r, const struct credits_deciding *d, struct credits_be *be)
{
    enum status status = credits_right_reason_check(ctx, d->reason, STR("reason"));
    if (d->over_reason.len > 0 && credits_right_reason_check(ctx, d->over_reason, STR("over")) != OK) status = ERR_INVALID;
    if (d->decision == RIGHT_LEAVE) return status;
    if (d->decision == RIGHT_OTHERWISE) *be = d->be;
    if (be->who != RIGHT_NOBODY && d->be.person.v) be->person = d->be.person;
    if (credits_right_be_check(ctx, &r->entry, be) != OK) status = ERR_INVALID;
    if (be->who != RIGHT_NOBODY && be->minutes > 0 && be->person.v == 0)
        status = ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose who it was."));
    return status;
}

static const char *const decisions[] = {"proposed", "otherwise", "left"};

static enum status may_decide(struct ctx *ctx, const struct credits_right *r)
{
    if (r->may_decide) return OK;
    if (r->state != RIGHT_BROKER)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This does not wait for a decision any more. Look at it again."));
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Somebody else who keeps the books decides this: you have part in it."));
}

static enum status put_once(struct ctx *ctx, const struct credits_right *r, const struct credits_deciding *d, const struct credits_be *be, bool *ret_over)
{
    struct credits_put put = {.right = r, .be = *be, .reason = str_trim(d->reason), .over = false};
    struct faults faults = ctx->faults;
    enum status status = credits_right_put(ctx, &put);
    *ret_over = false;
    if (status != ERR_LIMIT || str_trim(d->over_reason).len == 0) return status;
    ctx->faults = faults; /* a named person says why a limit may be passed this once */
    put.over = true;
    *ret_over = true;
    return credits_right_put(ctx, &put);
}

static enum status leave(struct ctx *ctx, const struct credits_right *r)
{
    enum status status = credits_sql_right_left(ctx->db, r->id, ctx->now);
    if (status == ERR_MISSING) return ERR_CONFLICT;
    TRY(status);
    return journal_record(ctx, "credits.right_left", r->id.v, r->entry.id.v, STR(""));
}

static enum status note(struct ctx *ctx, const struct credits_deciding *d)
{
    enum status status = credits_sql_right_decided(ctx->db, d->id, ctx->actor.person, str_from(decisions[d->decision]), str_trim(d->reason), d->fit);
    return status == ERR_MISSING ? ERR_CONFLICT : status;
}

enum status credits_right_decide(struct ctx *ctx, const struct credits_deciding *d)
{
    struct credits_right r;
    bool over = false;
    TRY(credits_right_find(ctx, d->id, &r));
    TRY(may_decide(ctx, &r));
    struct credits_be be = r.be;
    TRY(check(ctx, &r, d, &be));
    TRY(note(ctx, d));
    if (d->decision == RIGHT_LEAVE) TRY(leave(ctx, &r));
    else TRY(put_once(ctx, &r, d, &be, &over));
    if (over) TRY(credits_sql_right_over(ctx->db, d->id, ctx->actor.person, str_trim(d->over_reason)));
    r.decision_words = str_trim(d->reason);
    r.be = be;
    return credits_right_tell_both(ctx, &r, d->decision == RIGHT_LEAVE ? RIGHT_NEWS_LEFT : RIGHT_NEWS_DONE);
}
