/* Earning by taking part: a register's list becomes one batch of entries. Each person and date has one
   row that says whether it is settled, so the same list may be kept as often as people like. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_told.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/assets/dates.h"
#include "domain/assets/merge.h"
#include "platform/journal/journal.h"

#define FAMILY_MAX 16   /* entries that are part of this one */
#define AWARDS_MAX 2000 /* of one date */
#define WORDS_KEPT 160  /* of the series' name */
#define AWARD_SPACE "5f0c8a4e-6d5b-4b3c-9a57-3a1f5b0c2d71"

/* What is to be done for one person. */
struct deed {
    struct person_id person;
    struct asset_id asset;      /* under which the row stands */
    int64_t round;
    bool give;
    struct entry_id entry, back; /* of the row, before and after */
    bool settled;
};
struct awarding {
    struct ctx *ctx;
    const struct credits_award *award;
    struct day day;
    struct minutes at;
    struct asset_id family[FAMILY_MAX + 1];
    size_t family_n;
    struct credits_sql_awards *rows;
    size_t rows_n;
    struct credits_earn earn;
    bool gives;
    int64_t minutes;
    struct deed *deeds;
    size_t deeds_n, booked;
};

static enum status load(struct awarding *a)
{
    struct ctx *ctx = a->ctx;
    a->family[0] = a->award->asset;
    TRY(assets_merged_of(ctx, a->award->asset, a->family + 1, FAMILY_MAX, &a->family_n));
    a->family_n++;
    for (size_t i = 0; i < a->family_n; i++) {
        struct credits_sql_awards *rows;
        size_t n;
        TRY(credits_sql_awards(ctx->db, ctx->arena, a->family[i], a->day, a->at, AWARDS_MAX, &rows, &n));
        if (n == 0) continue;
        struct credits_sql_awards *all = ARENA_ARRAY(ctx->arena, struct credits_sql_awards, a->rows_n + n);
        for (size_t k = 0; k < a->rows_n; k++) all[k] = a->rows[k];
        for (size_t k = 0; k < n; k++) all[a->rows_n + k] = rows[k];
        a->rows = all;
        a->rows_n += n;
    }
    enum status status = credits_earn_on(ctx, a->award->asset, a->day, &a->earn);
    if (status != OK && status != ERR_MISSING) return status;
    a->gives = status == OK && a->earn.gives;
    a->minutes = a->gives && a->earn.minutes == 0 ? a->award->minutes : a->earn.minutes;
    if (a->minutes > EARN_MINUTES_MAX) a->minutes = EARN_MINUTES_MAX;
    return OK;
}

static const struct credits_sql_awards *row_of(const struct awarding *a, struct person_id person)
{
    const struct credits_sql_awards *found = NULL;
    for (size_t i = 0; i < a->rows_n; i++)
        if (a->rows[i].person_id.v == person.v && (!found || a->rows[i].booked)) found = &a->rows[i];
    return found;
}

static bool earns(const struct awarding *a, const struct credits_came *row)
{
    if (!a->gives || a->minutes < 1) return false;
    return a->earn.whom == EARN_ALL || row->leads == (a->earn.whom == EARN_HELPERS);
}

static void decide(struct awarding *a, struct person_id person, bool came, const struct credits_came *row)
{
    const struct credits_sql_awards *stands = row_of(a, person);
    bool booked = stands && stands->booked;
    if (came == booked || (came && !earns(a, row))) return;
    for (size_t i = 0; i < a->deeds_n; i++)
        if (a->deeds[i].person.v == person.v) return; /* said twice in one list */
    a->deeds[a->deeds_n++] = (struct deed){
        .person = person, .asset = stands ? stands->asset_id : a->award->asset, .round = !stands ? 1 : came ? stands->round + 1 : stands->round,
        .give = came, .entry = stands && !came ? stands->entry_id : (struct entry_id){0}};
}

static void decide_all(struct awarding *a)
{
    const struct credits_award *in = a->award;
    a->deeds = ARENA_ARRAY(a->ctx->arena, struct deed, in->rows_n + a->rows_n + 1);
    for (size_t i = 0; i < in->rows_n; i++)
        if (in->rows[i].person.v != 0) decide(a, in->rows[i].person, in->rows[i].came && !in->off, &in->rows[i]);
    for (size_t i = 0; i < a->rows_n && in->off; i++) decide(a, a->rows[i].person_id, false, NULL);
}

/* ---- the books ---- */

static struct str key_of(const struct awarding *a, const struct deed *d)
{
    struct str name = str_printf(a->ctx->arena, "%lld %d %d %lld %lld %s", (long long)d->asset.v, a->day.n, a->at.n, (long long)d->person.v,
                                 (long long)d->round, d->give ? "came" : "back");
    return uuid_v5(a->ctx->arena, STR(AWARD_SPACE), name);
}

/* Control signs of an imported name have no place in a line of the books. */
static struct str words_of(const struct awarding *a)
{
    struct str name = str_trim(utf8_short(a->ctx->arena, a->award->words, WORDS_KEPT));
    char *line = ARENA_ARRAY(a->ctx->arena, char, name.len + 1);
    for (size_t i = 0; i < name.len; i++) line[i] = (unsigned char)name.ptr[i] < 0x20 ? ' ' : name.ptr[i];
    return name.len > 0 ? str_of(line, name.len) : STR("...");
}

/* Their account in these books, opened when there is none; ERR_MISSING: they left, or are at home in
   other books, or their account was closed. */
static enum status account_of(struct awarding *a, struct person_id person, struct ledger_id ledger, struct account_id *ret_id)
{
    struct ctx *ctx = a->ctx;
    struct credits_sql_award_account row;
    struct place_id home;
    TRY(people_home(ctx, person, &home));
    enum status status = credits_sql_award_account(ctx->db, ctx->arena, person, ledger, &row);
    if (status == OK && instant_is(row.closed_at)) return ERR_MISSING;
    if (status == OK) *ret_id = row.id;
    if (status != ERR_MISSING) return status;
    struct credits_account opened;
    struct account_id id;
    TRY(credits_member(ctx, person, &id));
    TRY(credits_account_get(ctx, id, &opened));
    if (opened.ledger.v != ledger.v) return ERR_MISSING;
    *ret_id = id;
    return OK;
}

static int64_t fits(const struct credits_account *account, int64_t minutes)
{
    if (account->ceiling == CREDITS_NO_LIMIT) return minutes;
    int64_t room = account->ceiling - account->balance - account->held_in;
    return room < 0 ? 0 : room < minutes ? room : minutes;
}

static enum status give(struct awarding *a, struct credits_mover *m, struct deed *d)
{
    struct account_id id;
    struct credits_seat *seat;
    struct credits_posted posted;
    if (credits_keeps_none(a->ctx, d->person)) {
        d->settled = true;
        return OK;
    }
    enum status status = account_of(a, d->person, m->ledger, &id);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    TRY(credits_mover_seat(m, id, STR("to"), &seat));
    d->settled = true;
    int64_t minutes = fits(&seat->account, a->minutes);
    if (minutes == 0) return OK; /* settled all the same: a list kept again later gives nothing new */
    const struct credits_post post = {.key = key_of(a, d), .from = a->earn.issue, .to = id, .minutes = minutes, .kind = ENTRY_AWARD,
                                      .words = words_of(a), .via = "register", .for_whom = d->person};
    TRY(credits_mover_post(m, &post, &posted));
    d->entry = posted.entry;
    a->booked++;
    return OK;
}

static enum status closed(struct ctx *ctx, struct account_id id, bool *ret_closed)
{
    struct credits_account account;
    TRY(credits_account_get(ctx, id, &account));
    *ret_closed = *ret_closed || instant_is(account.closed_at);
    return OK;
}

/* The award was a mistake, not a choice of theirs: it is put right even where that passes a limit. */
static enum status take_back(struct awarding *a, struct credits_mover *m, struct deed *d)
{
    struct ctx *ctx = a->ctx;
    struct credits_entry entry;
    struct credits_posted posted;
    bool shut = false;
    d->settled = true;
    if (d->entry.v == 0) return OK;
    TRY(credits_entry_find(ctx, d->entry, &entry));
    if (entry.reversed_by.v) {
        d->back = entry.reversed_by; /* put right by hand before */
        return OK;
    }
    TRY(closed(ctx, entry.from, &shut));
    TRY(closed(ctx, entry.to, &shut));
    d->settled = !shut;
    if (shut) return OK;
    const struct credits_post post = {.key = key_of(a, d), .from = entry.to, .to = entry.from, .minutes = entry.minutes, .kind = ENTRY_REVERSE,
                                      .words = str_printf(ctx->arena, "The list was put right: %.*s", STR_ARG(words_of(a))), .via = "register",
                                      .for_whom = d->person, .reverses = d->entry, .over = true};
    TRY(credits_mover_post(m, &post, &posted));
    d->back = posted.entry;
    a->booked++;
    return OK;
}

static enum status write_row(struct awarding *a, const struct deed *d)
{
    if (!d->settled) return OK;
    const struct credits_sql_award_put_in in = {.asset = d->asset, .day = a->day, .at = a->at, .person = d->person, .round = d->round,
                                                .booked = d->give, .entry = d->entry, .back = d->back, .now = a->ctx->now};
    return credits_sql_award_put(a->ctx->db, &in);
}

static struct ledger_id books_of(const struct deed *d, struct ledger_id issue)
{
    return d->give || d->entry.v == 0 ? issue : (struct ledger_id){d->entry.v >> CREDITS_ENTRY_BITS};
}

static enum status book(struct awarding *a, struct ledger_id ledger, struct ledger_id issue)
{
    struct credits_mover m;
    TRY(credits_mover_begin(a->ctx, ledger, &m));
    for (size_t i = 0; i < a->deeds_n; i++) {
        struct deed *d = &a->deeds[i];
        if (books_of(d, issue).v != ledger.v) continue;
        TRY(d->give ? give(a, &m, d) : take_back(a, &m, d));
        TRY(write_row(a, d));
    }
    return credits_mover_end(&m);
}

/* As a rule these are one set of books. */
static enum status book_all(struct awarding *a)
{
    struct ledger_id issue = {1}, done[4];
    size_t n = 0;
    if (a->gives) TRY(credits_ledger_of(a->ctx, a->earn.issue, STR("from"), &issue));
    for (size_t i = 0; i < a->deeds_n; i++) {
        struct ledger_id ledger = books_of(&a->deeds[i], issue);
        bool known = false;
        for (size_t k = 0; k < n; k++) known = known || done[k].v == ledger.v;
        if (known || n == sizeof done / sizeof *done) continue;
        done[n++] = ledger;
        TRY(book(a, ledger, issue));
    }
    return OK;
}

enum status credits_award_batch(struct ctx *ctx, const struct credits_award *award)
{
    struct asset_id named;
    struct awarding a = {.ctx = ctx, .award = award};
    if (award->rows_n == 0 && !award->off) return OK;
    if (!assets_session_parse(award->session, &named, &a.day, &a.at)) return fault_broken(&ctx->faults, STR("credits: a date without a name"));
    TRY(load(&a));
    if (!a.gives && a.rows_n == 0) return OK;
    decide_all(&a);
    if (a.deeds_n == 0) return OK;
    TRY(book_all(&a));
    if (a.booked == 0) return OK;
    return journal_record(ctx, "credits.awarded", award->asset.v, (int64_t)a.booked, award->session);
}
