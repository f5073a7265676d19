/* The example: two activities give an hour to who comes, and hours may pass to a place elsewhere. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_peer.h"

#include "credits_sql.h"

#define SINCE_DAYS 70

static enum status gives(struct ctx *ctx, struct place_id place, const char *host, const char *name, int64_t minutes, struct programme_id programme)
{
    struct person_id person;
    struct asset *assets;
    size_t n;
    if (people_seed_find(ctx, place, str_from(host), &person) != OK) return OK;
    TRY(assets_list_hosted(ctx, person, 20, &assets, &n));
    for (size_t i = 0; i < n; i++) {
        if (!str_is(assets[i].name, name)) continue;
        const struct credits_sql_earn_put_in in = {.asset = assets[i].id, .from = {ctx_today(ctx).n - SINCE_DAYS}, .place = place, .programme = programme, .gives = true,
                                                   .minutes = minutes, .whom = str_from(credits_earn_whom_code(EARN_ALL)), .by = person, .now = ctx->now};
        TRY(credits_sql_earn_put(ctx->db, &in));
    }
    return OK;
}

enum status credits_seed_earn(struct ctx *ctx)
{
    struct place place;
    struct programme_id programme;
    struct account_id issue;
    struct peer_id peer;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    TRY(credits_programme_of(ctx, place.id, &programme, &issue)); /* "Neighbours" stays the first */
    TRY(credits_programme_add(ctx, place.id, STR("Taking part"), &programme, &issue));
    TRY(credits_earn_allow(ctx, programme, true));
    TRY(gives(ctx, place.id, "Dev", "Tea and seeds", 60, programme));
    TRY(gives(ctx, place.id, "Grace", "Bingo at Bridge Court", 60, programme));
    const struct credits_peer_opening opening = {.name = STR("Saltmarsh"), .rate_n = 1, .rate_d = 1, .floor = -6000, .ceiling = 6000};
    return credits_peer_open(ctx, &opening, &peer);
}
