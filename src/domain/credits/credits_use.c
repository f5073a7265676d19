/* Using hours at a venue. */
#include "domain/credits/credits_use.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_agreement.h"
#include "platform/journal/journal.h"

static enum status may(struct ctx *ctx, struct person_id person)
{
    if (person.v != 0 && (people_is(ctx, person) || people_may_change(ctx, person))) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("You can use your own hours, or those of somebody you walk beside."));
}

static enum status check(struct ctx *ctx, const struct credits_use_ask *ask, const struct credits_agreement *a)
{
    TRY(may(ctx, ask->person));
    if (ask->people < 1 || ask->people > CREDITS_USE_PEOPLE)
        return ctx_fault(ctx, ERR_INVALID, STR("people"), SAY("Choose for how many people: a number from 1 to 10."));
    return credits_agreement_open(ctx, a, ask->people);
}

/* The books name the thing and the venue, never the person. */
static struct str words_of(struct ctx *ctx, const struct credits_agreement *a)
{
    return str_printf(ctx->arena, "%.*s, %.*s", STR_ARG(a->what), STR_ARG(a->venue_name));
}

enum status credits_use_book(struct ctx *ctx, const struct credits_use_ask *ask, struct use_id *ret_id)
{
    struct credits_agreement a;
    struct account_id account;
    struct credits_posted posted;
    TRY(credits_agreement_find(ctx, ask->agreement, &a));
    TRY(check(ctx, ask, &a));
    TRY(credits_member(ctx, ask->person, &account));
    /* First the books, then the agreement's row: who redeems notes takes them in this order too. */
    const struct credits_post post = {.from = account, .to = a.account, .minutes = a.minutes * ask->people, .kind = ENTRY_SPEND,
                                      .words = utf8_short(ctx->arena, words_of(ctx, &a), CREDITS_WORDS_MAX), .via = ask->via, .for_whom = ask->person,
                                      .consent = ask->consent};
    TRY(credits_post(ctx, &post, &posted));
    TRY(credits_use_write(ctx, ask->agreement, ask->people, ask->person, posted.entry, ret_id));
    if (!people_is(ctx, ask->person)) TRY(people_record_acting(ctx, ask->person, ask->consent.len ? ask->consent : STR("spoken")));
    return journal_record(ctx, "credits.used", ask->person.v, a.venue.v, STR_NONE);
}

/* ---- reading ---- */

#define USE(r)                                                                                                                  \
    ((struct credits_use){.id = (r)->id, .agreement = (r)->agreement_id, .venue = (r)->venue_id, .place = (r)->place_id,         \
                          .venue_name = (r)->venue_name, .what = (r)->what, .about = (r)->about, .trip = (r)->trip,              \
                          .person = (r)->person_id, .people = (r)->uses, .minutes = (r)->minutes, .on = (r)->on_day, .at = (r)->at, \
                          .undone_at = (r)->undone_at, .entry = (r)->entry_id})

enum status credits_use_find(struct ctx *ctx, struct use_id id, struct credits_use *ret_use)
{
    struct credits_sql_use_find row;
    TRY(credits_sql_use_find(ctx->db, ctx->arena, id, &row));
    if (row.person_id.v == 0 || !people_may_see(ctx, row.person_id)) return ERR_DENIED;
    *ret_use = USE(&row);
    return OK;
}

enum status credits_uses_of(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_use **ret_uses, size_t *ret_count)
{
    struct credits_sql_uses_of *rows;
    size_t n;
    TRY(credits_sql_uses_of(ctx->db, ctx->arena, person, limit, &rows, &n));
    struct credits_use *uses = ARENA_ARRAY(ctx->arena, struct credits_use, n + 1);
    for (size_t i = 0; i < n; i++) uses[i] = USE(&rows[i]);
    *ret_uses = uses;
    *ret_count = n;
    return OK;
}

/* ---- taken back ---- */

bool credits_use_may_undo(struct ctx *ctx, const struct credits_use *use)
{
    return !instant_is(use->undone_at) && ctx->now.ms < use->at.ms + CREDITS_USE_UNDO * (int64_t)60000 &&
           (people_is(ctx, use->person) || people_may_change(ctx, use->person));
}

enum status credits_use_undo(struct ctx *ctx, struct use_id id, const char *via)
{
    struct credits_use use;
    struct credits_posted posted;
    TRY(credits_use_find(ctx, id, &use));
    TRY(may(ctx, use.person));
    if (instant_is(use.undone_at)) return OK; /* pressed twice */
    if (!credits_use_may_undo(ctx, &use))
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("The 15 minutes are over. Say on the page of your hours that something is not right."));
    const struct credits_reverse reverse = {.entry = use.entry, .reason = STR("not used after all"), .via = via};
    TRY(credits_reverse(ctx, &reverse, &posted));
    TRY(credits_sql_use_undo(ctx->db, id, ctx->now));
    TRY(credits_sql_agreement_count(ctx->db, use.agreement, -use.people));
    return journal_record(ctx, "credits.use_undone", use.person.v, use.venue.v, STR_NONE);
}
