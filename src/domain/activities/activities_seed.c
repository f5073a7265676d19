/* The example neighbourhood's activities. Each part adds its own rows. */
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_signup_subject.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_wish_own.h"

/* What a person of the example meets newcomers at, by its name. */
static enum status hosted(struct ctx *ctx, struct place_id place, const char *host, const char *name,
                          struct asset_id *ret_id)
{
    struct person_id person;
    struct asset *assets;
    size_t n;
    TRY(people_seed_find(ctx, place, str_from(host), &person));
    TRY(assets_list_hosted(ctx, person, 20, &assets, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(assets[i].name, name)) {
            *ret_id = assets[i].id;
            return OK;
        }
    return ERR_MISSING;
}

/* Room and leaders for an entry of the example list, by its name; quiet when it is not there. */
static enum status series(struct ctx *ctx, struct place_id place, const char *host, const char *name,
                          const char *beside, int capacity, const char *bring)
{
    struct asset_id id;
    struct asset asset;
    struct activity_series s;
    TRY(hosted(ctx, place, host, name, &id));
    TRY(activities_find_id(ctx, id, &asset, &s));
    s.joining = ACTIVITY_SIGN_UP;
    s.capacity = capacity;
    s.newcomers = capacity / 5;
    s.bring = str_from(bring);
    s.arrive = str_from("Past the hall, through the green gate. The 11 and the 28 stop in Mill Lane.");
    s.leader = asset.host;
    TRY(people_seed_find(ctx, place, str_from(beside), &s.co_leader));
    return activities_put(ctx, &asset, &s);
}

enum status activities_seed(struct ctx *ctx)
{
    struct place place;
    struct asset_id tea;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    TRY(activities_ical_seed(ctx, place.id));
    TRY(activities_wish_seed(ctx));
    TRY(series(ctx, place.id, "Dev", "Tea and seeds", "Harjit", 12, "Old shoes. We have gloves."));
    TRY(hosted(ctx, place.id, "Dev", "Tea and seeds", &tea));
    TRY(activities_signup_seed(ctx, tea));
    TRY(activities_register_seed(ctx));
    return activities_leader_seed(ctx, tea);
}
