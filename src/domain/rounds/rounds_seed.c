/* The example round: Bridge Court, where Maria has a minute to spare on Mondays. */
#include "domain/rounds/rounds_own.h"

#include "domain/activities/activities.h"
#include "platform/auth/auth.h"
#include "platform/module/module.h"

#define DAY_MS ((int64_t)86400000)

static enum status maria(struct ctx *ctx, struct place_id place, struct person_id *ret_id) {
    const struct person person = {.place = place,
                                  .first_name = STR("Maria"),
                                  .email = STR("maria@bridgecourt.example"),
                                  .languages = STR("pt en"),
                                  .turns_to = -1};
    int64_t account;
    TRY(people_put(ctx, &person, ret_id));
    TRY(people_consent_give(ctx, *ret_id, CONSENT_KEEP, STR("web")));
    TRY(people_consent_give(ctx, *ret_id, CONSENT_CONTACT, STR("web")));
    TRY(auth_account_open(ctx, ret_id->v, person.email, STR_NONE, &account));
    return module_setting_set(ctx, "demo.coordinator", str_int(ctx->arena, account));
}

static enum status court(struct ctx *ctx, struct place_id place, struct asset_id *ret_id) {
    const struct asset asset = {
        .place = place,
        .kind = ASSET_PLACE,
        .name = STR("Bridge Court"),
        .description = STR("Flats with care for older people. Visitors are welcome any afternoon."),
        .address = STR("Bridge Street"),
        .outcode = STR("B36"),
        .phone = STR("01632 960190"),
        .access_yes = ASSET_STEP_FREE,
        .price = PENCE_NONE,
        .age_low = -1,
        .age_high = -1,
        .host_room = -1,
        .usual_size = -1,
        .checked = day_from_instant(NULL, ctx->now),
        .checked_by = STR("Maria")};
    return assets_put(ctx, &asset, ret_id);
}

struct seed_answer {
    const char *name, *connector;
    bool agreed;
};

static enum status ask_all(struct ctx *ctx, struct place_id place, struct circle_id circle) {
    static const struct seed_answer rows[] = {
        {"Eileen", "Lucy", true}, {"Mavis", "Lucy", true},   {"Winston", "Lucy", true},
        {"Irene", "Sam", true},   {"Walter", "Sam", true},   {"Zofia", "Sam", true},
        {"Trevor", "Sam", true},  {"Norma", "Sam", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct person_id person, connector;
        TRY(people_seed_find(ctx, place, str_from(rows[i].name), &person));
        TRY(people_seed_find(ctx, place, str_from(rows[i].connector), &connector));
        ctx->actor.person = connector.v;
        TRY(rounds_answer(ctx, circle, person, rows[i].agreed, STR("spoken")));
    }
    ctx->actor.person = 0;
    return OK;
}

/* Two weeks that were kept and one between them that was too busy. */
static enum status weeks(struct ctx *ctx, struct circle_id circle, struct person_id by) {
    static const enum round_answer said[3][ROUNDS_THREE] = {
        {ROUND_HAPPY, ROUND_ELSE, ROUND_TALK}, {0}, {ROUND_HAPPY, ROUND_HAPPY, ROUND_ELSE}};
    const struct instant now = ctx->now;
    for (int ago = 3; ago > 0; ago--) {
        struct round_week week;
        ctx->now.ms = now.ms - ago * 7 * DAY_MS;
        TRY(rounds_week_fill(ctx, circle));
        TRY(rounds_week_now(ctx, circle, &week));
        ctx->actor.person = by.v;
        if (said[3 - ago][0] != ROUND_OPEN) TRY(rounds_keep(ctx, &week, said[3 - ago], STR_NONE));
        ctx->actor.person = 0;
    }
    ctx->now = now;
    return rounds_week_fill(ctx, circle);
}

/* Maria keeps the list of Bingo with Grace. */
static enum status bingo(struct ctx *ctx, struct place_id place, struct person_id maria_id) {
    struct person_id grace;
    struct asset *assets, asset;
    struct activity_series series;
    size_t n;
    TRY(people_seed_find(ctx, place, STR("Grace"), &grace));
    TRY(assets_list_hosted(ctx, grace, 20, &assets, &n));
    for (size_t i = 0; i < n; i++) {
        if (!str_is(assets[i].name, "Bingo at Bridge Court")) continue;
        TRY(activities_find_id(ctx, assets[i].id, &asset, &series));
        series.leader = grace;
        series.co_leader = maria_id;
        TRY(activities_put(ctx, &asset, &series));
    }
    return OK;
}

enum status rounds_seed(struct ctx *ctx) {
    const struct instant now = ctx->now;
    const struct actor actor = ctx->actor;
    struct place place;
    struct person_id coordinator;
    struct asset_id asset;
    struct circle_id circle;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM, .place = place.id.v};
    TRY(maria(ctx, place.id, &coordinator));
    TRY(court(ctx, place.id, &asset));
    ctx->now.ms -= 21 * DAY_MS;
    TRY(rounds_circle_add(ctx, asset, coordinator, &circle));
    TRY(ask_all(ctx, place.id, circle));
    ctx->now = now;
    TRY(weeks(ctx, circle, coordinator));
    TRY(bingo(ctx, place.id, coordinator));
    ctx->actor = actor;
    return OK;
}
