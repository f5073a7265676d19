/* Venues and pots of the example. */
#include "domain/credits/credits_agreement.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_use.h"

#define TILL "7K3F9-QX2MT" /* named in docs/handbook/venues.md */

static enum status weirside(struct ctx *ctx, struct place_id *ret_place)
{
    struct place place;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    *ret_place = place.id;
    return OK;
}

static enum status agreements(struct ctx *ctx, struct venue_id baths, struct venue_id bus)
{
    struct civil today = civil_from_day(ctx_today(ctx));
    struct day trip = day_from_civil(today.month < 6 ? today.year : today.year + 1, 6, 13);
    const struct credits_agreement_put swim = {.venue = baths, .what = STR("Swimming"), .times = STR("mon 06:00-15:00; tue 06:00-15:00; wed 06:00-15:00; thu 06:00-15:00; fri 06:00-15:00"),
                                               .rules = STR("Bring a towel. Under 8s come with a grown-up."), .minutes = 60, .capacity = 20, .from = DAY_NONE,
                                               .until = DAY_NONE, .contact = STR("Petra at the front desk"), .worth = {480},
                                               .worth_words = STR("The lanes are quiet before 3pm; people come back with friends.")};
    const struct credits_agreement_put cafe = {.venue = baths, .what = STR("Tea and a scone at the poolside"), .minutes = 30, .capacity = 40, .from = DAY_NONE,
                                               .until = DAY_NONE, .worth = {310}};
    const struct credits_agreement_put sea = {.venue = bus, .trip = true, .what = STR("The seaside bus in June"), .minutes = 240, .capacity_all = 30, .from = DAY_NONE,
                                              .until = trip, .about = STR("Saturday, 9am from Mill Lane Hall, back at 6pm"), .rules = STR("Steps at the door; there is a lift for chairs."),
                                              .contact = STR("Ken, who drives"), .worth = {1100}};
    struct agreement_id id;
    TRY(credits_agreement_put(ctx, &swim, &id));
    TRY(credits_agreement_put(ctx, &cafe, &id));
    return credits_agreement_put(ctx, &sea, &id);
}

enum status credits_seed_venues(struct ctx *ctx)
{
    const struct actor kept = ctx->actor;
    struct place_id place;
    struct venue_id baths, bus;
    struct str till;
    TRY(weirside(ctx, &place));
    ctx->actor = (struct actor){.place = place.v, .standing = STANDING_SYSTEM};
    TRY(credits_venue_add(ctx, place, (struct asset_id){0}, STR("Weir Baths"), &baths, &till));
    TRY(credits_venue_till_set(ctx, baths, STR(TILL)));
    TRY(credits_venue_add(ctx, place, (struct asset_id){0}, STR("Weirside Minibus"), &bus, &till));
    TRY(agreements(ctx, baths, bus));
    ctx->actor = kept;
    return OK;
}

static enum status be(struct ctx *ctx, struct place_id place, const char *name)
{
    struct person_id person;
    TRY(people_seed_find(ctx, place, str_from(name), &person));
    ctx->actor = (struct actor){.person = person.v, .place = place.v, .standing = STANDING_SYSTEM | STANDING_MEMBER};
    return OK;
}

static enum status gift(struct ctx *ctx, struct place_id place, struct pot_id pot, const char *name, int64_t minutes, struct str words, bool named)
{
    struct credits_posted posted;
    TRY(be(ctx, place, name));
    const struct credits_donate give = {.pot = pot, .person = {ctx->actor.person}, .minutes = minutes, .words = words, .named = named, .via = "web", .consent = STR_NONE};
    enum status status = credits_donate(ctx, &give, &posted);
    if (status != ERR_LIMIT) return status;
    faults_init(&ctx->faults, ctx->arena); /* in a shorter example they have none to give */
    return OK;
}

static enum status ask(struct ctx *ctx, struct place_id place, struct pot_id pot, const char *name, int64_t minutes, struct str words, struct ask_id *ret_id)
{
    TRY(be(ctx, place, name));
    const struct credits_asking asking = {.pot = pot, .person = {ctx->actor.person}, .minutes = minutes, .words = words, .consent = STR_NONE};
    return credits_ask_put(ctx, &asking, ret_id);
}

static enum status say(struct ctx *ctx, struct place_id place, struct ask_id id, const char *keeper, int64_t minutes, struct str reason)
{
    bool decided;
    struct credits_ask a;
    struct credits_pot pot;
    TRY(be(ctx, place, keeper));
    TRY(credits_ask_find(ctx, id, &a));
    TRY(credits_pot_find(ctx, a.pot, &pot));
    return credits_ask_say(ctx, id, pot.balance >= minutes ? SAYS_YES : SAYS_TALK, minutes, reason, &decided);
}

static enum status keepers(struct ctx *ctx, struct place_id place, struct pot_id pot)
{
    static const char *const names[] = {"Samina", "Winston", "Lucy"};
    struct person_id person;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        TRY(people_seed_find(ctx, place, str_from(names[i]), &person));
        TRY(credits_keeper_add(ctx, pot, person));
    }
    return OK;
}

enum status credits_seed_pots(struct ctx *ctx)
{
    const struct actor kept = ctx->actor;
    struct credits_pot pot = {.name = STR("The Weirside pot"), .about = STR("Hours for anyone in Weirside who needs some and has none just now.")};
    struct pot_id id;
    struct ask_id decided, waits;
    TRY(weirside(ctx, &pot.place));
    ctx->actor = (struct actor){.place = pot.place.v, .standing = STANDING_SYSTEM};
    TRY(credits_pot_put(ctx, &pot, &id));
    TRY(keepers(ctx, pot.place, id));
    TRY(gift(ctx, pot.place, id, "Joan", 120, STR("For whoever needs a lift."), false));
    TRY(gift(ctx, pot.place, id, "Dev", 120, STR("The garden gave plenty."), true));
    TRY(gift(ctx, pot.place, id, "Amina", 60, STR_NONE, false));
    TRY(ask(ctx, pot.place, id, "Yusuf", 120, STR("Somebody to read to me while my eyes mend."), &decided));
    TRY(say(ctx, pot.place, decided, "Samina", 120, STR("Of course. Get well.")));
    TRY(say(ctx, pot.place, decided, "Lucy", 120, STR("Of course. Get well.")));
    TRY(ask(ctx, pot.place, id, "Grace", 60, STR("A swim with my grandson before his exams."), &waits));
    ctx->actor = kept;
    return OK;
}
