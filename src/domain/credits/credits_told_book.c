/* What becomes of a told hour in the books: at once, by who received; after the other's word, when who
   gave tells; nothing but thanks, when one of the two keeps no hours. */
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_told_own.h"

#include "credits_sql.h"
#include "platform/auth/auth.h"
#include "platform/texts/texts.h"

#define NO_ROOM INT64_MAX

bool credits_told_reach(struct ctx *ctx, struct person_id id, struct person *ret_person)
{
    int64_t account;
    struct person person;
    unsigned standing = ctx->actor.standing;
    if (auth_account_find(ctx, id.v, &account) != OK || !people_consents(ctx, id, CONSENT_CONTACT)) return false;
    ctx->actor.standing |= STANDING_SYSTEM; /* only to know how; nothing of it is shown to the actor */
    enum status status = people_find(ctx, id, &person);
    ctx->actor.standing = standing;
    if (status != OK || instant_is(person.ended_at)) return false;
    struct str number = texts_number(ctx->arena, person.phone);
    if (person.email.len == 0 && (!number.ptr || texts_stopped(ctx, number))) return false;
    *ret_person = person;
    return true;
}

struct instant credits_told_tomorrow(struct ctx *ctx, struct place_id place)
{
    const struct zone *zone = ctx->zone;
    if (place.v == 0 || places_zone(ctx, place, &zone) != OK) zone = ctx->zone;
    struct day today = day_from_instant(zone, ctx->now);
    return instant_from_civil(zone, civil_from_day((struct day){today.n + 2}));
}

/* ---- limits, in kind words, before the books are touched ---- */

static int64_t room_to_pay(const struct credits_account *a)
{
    return a->floor == CREDITS_NO_LIMIT ? NO_ROOM : a->balance - a->held_out - a->floor;
}

static int64_t room_to_be_paid(const struct credits_account *a)
{
    return a->ceiling == CREDITS_NO_LIMIT ? NO_ROOM : a->ceiling - a->balance - a->held_in;
}

/* Of the teller's own room we speak; the other's is nobody's business. */
static enum status no_room(struct ctx *ctx, bool own, int64_t room)
{
    if (!own)
        return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY("So many hours do not fit just now. Write fewer, or talk with your connector: your thanks count all the same."));
    if (room > 0)
        return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("There is room for {time} more just now. Write that much, or talk with your connector.",
                                                              "time", credits_time(ctx, room)));
    return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY("There is no room for more hours just now. Talk with your connector: there is always a way."));
}

static enum status check_room(struct ctx *ctx, const struct credits_told *t, struct account_id from, struct account_id to)
{
    struct credits_account payer, payee;
    TRY(credits_account_get(ctx, from, &payer));
    TRY(credits_account_get(ctx, to, &payee));
    if (room_to_pay(&payer) < t->minutes) return no_room(ctx, !t->gave, room_to_pay(&payer));
    if (room_to_be_paid(&payee) < t->minutes) return no_room(ctx, t->gave, room_to_be_paid(&payee));
    return OK;
}

/* ---- accounts ---- */

/* A group pays from what it was given; what goes beyond that are new hours of the place. */
static enum status group_pays(struct ctx *ctx, const struct credits_told *t, struct account_id *ret_id)
{
    struct account_id own;
    struct credits_account account;
    struct programme_id programme;
    struct asset asset;
    TRY(credits_asset_account(ctx, t->group, CREDITS_GROUP, &own));
    TRY(credits_account_get(ctx, own, &account));
    if (room_to_pay(&account) >= t->minutes) {
        *ret_id = own;
        return OK;
    }
    TRY(assets_find(ctx, t->group, &asset));
    return credits_programme_of(ctx, asset.place, &programme, ret_id);
}

static enum status sides(struct ctx *ctx, const struct credits_told *t, struct account_id *ret_from, struct account_id *ret_to)
{
    struct account_id own, other;
    TRY(credits_member(ctx, t->teller, &own));
    if (t->group.v) TRY(t->gave ? group_pays(ctx, t, &other) : credits_asset_account(ctx, t->group, CREDITS_GROUP, &other));
    else TRY(credits_member(ctx, t->other, &other));
    *ret_from = t->gave ? other : own;
    *ret_to = t->gave ? own : other;
    return OK;
}

/* ---- booking ---- */

/* As the place decided. */
static int64_t silence_days(struct ctx *ctx, struct place_id place)
{
    int64_t days;
    return credits_policy_days(ctx, place, POLICY_SILENCE, &days) == OK ? days : 7;
}

static enum status wait(struct ctx *ctx, struct credits_told *t, const struct credits_post *post)
{
    struct person person;
    bool silence = t->group.v == 0 && credits_told_reach(ctx, t->other, &person);
    struct instant until = {ctx->now.ms + (silence ? silence_days(ctx, t->place) : TOLD_DAYS_ASKED) * TOLD_DAY_MS};
    const struct credits_wait waits = {.post = *post, .until = until, .silence_completes = silence};
    TRY(credits_pend(ctx, &waits, &t->pending));
    t->state = TOLD_WAITS;
    t->until = until;
    t->silence_books = silence;
    return OK;
}

enum status credits_told_book(struct ctx *ctx, struct credits_told *t, struct str key, struct str consent)
{
    struct account_id from, to;
    struct credits_posted posted;
    t->until = credits_told_tomorrow(ctx, t->place);
    t->state = TOLD_DONE;
    if (credits_keeps_none(ctx, t->teller) || (t->other.v && credits_keeps_none(ctx, t->other))) return OK;
    TRY(sides(ctx, t, &from, &to));
    TRY(check_room(ctx, t, from, to));
    struct credits_account payer;
    TRY(credits_account_get(ctx, from, &payer));
    const struct credits_post post = {.key = key, .from = from, .to = to, .minutes = t->minutes, .kind = payer.kind == CREDITS_ISSUE ? ENTRY_AWARD : ENTRY_GIVE,
                                      .words = t->what, .via = str_c(ctx->arena, t->via), .for_whom = t->teller, .consent = consent};
    if (t->gave) return wait(ctx, t, &post);
    TRY(credits_post(ctx, &post, &posted));
    t->entry = posted.entry;
    return OK;
}
