/* Four weeks of the example's lists: mostly the same people, somebody new now and then. */
#include "domain/activities/activities_register.h"

#define WEEKS 4
#define HOURS_MS ((int64_t)60 * 60 * 1000)

struct regulars { const char *host, *name, *names[9]; };
static const struct regulars series[] = {
    {"Dev", "Tea and seeds", {"Dev", "Joan", "Harjit", "Kasia", "Yusuf", "Gwen", "Marek", NULL}},
    {"Grace", "Bingo at Bridge Court", {"Eileen", "Mavis", "Winston", "Irene", "Walter", "Zofia", "Trevor", "Grace", NULL}},
};

static enum status week(struct ctx *ctx, const struct asset *asset, const struct activity_series *known,
                        const struct asset_session *session, const struct regulars *who, size_t nth)
{
    struct activity_at at = {.asset = *asset, .series = *known, .session = *session};
    struct register_tick ticks[10];
    struct register_kept kept;
    size_t n = 0;
    at.code = assets_session_code(ctx->arena, asset->id, session->day, session->at);
    for (size_t i = 0; who->names[i]; i++) {
        struct register_tick tick = {.op = STR_NONE, .walk_in = STR_NONE, .name = STR_NONE, .came = true, .with_n = REGISTER_NUMBER, .at = ctx->now};
        if (i > 1 && (i + nth) % 5 == 0) continue; /* somebody is away each week */
        if (people_seed_find(ctx, asset->place, str_from(who->names[i]), &tick.person) == OK) ticks[n++] = tick;
    }
    if (nth + 1 == WEEKS && who == series)
        ticks[n++] = (struct register_tick){.op = STR_NONE, .walk_in = uuid_random(ctx->arena, ctx->rand), .name = STR("Amina"), .came = true,
                                            .newcomer = true, .with_n = REGISTER_NUMBER, .at = ctx->now};
    const struct register_numbers numbers = {(int)nth % 2, REGISTER_NUMBER, REGISTER_NUMBER, STR_NONE, ctx->now};
    const struct register_keep keep = {.device = STR("page"), .ticks = ticks, .ticks_n = n, .numbers = &numbers, .numbers_n = 1,
                                       .done = true, .held = -1, .anybody = true};
    return activities_register_keep(ctx, &at, &keep, &kept);
}

static enum status weeks(struct ctx *ctx, struct place_id place, const struct regulars *who)
{
    struct person_id host;
    struct asset *assets, asset;
    struct activity_series known;
    struct asset_session *sessions;
    const struct instant now = ctx->now;
    size_t n, count;
    enum status status = OK;
    struct day today = ctx_today(ctx);
    TRY(people_seed_find(ctx, place, str_from(who->host), &host));
    TRY(assets_list_hosted(ctx, host, 20, &assets, &n));
    for (size_t i = 0; i < n; i++) {
        if (!str_is(assets[i].name, who->name)) continue;
        TRY(activities_find_id(ctx, assets[i].id, &asset, &known));
        TRY(assets_sessions(ctx, &asset, (struct day){today.n - 7 * WEEKS}, (struct day){today.n - 1}, WEEKS, &sessions, &count));
        for (size_t k = 0; k < count && status == OK; k++) {
            ctx->now = (struct instant){sessions[k].begins.ms + 2 * HOURS_MS};
            /* the last one of Bingo waits for who was there */
            if (who == series || k + 1 < count) status = week(ctx, &asset, &known, &sessions[k], who, k);
        }
    }
    ctx->now = now;
    return status;
}

enum status activities_register_seed(struct ctx *ctx)
{
    struct place place;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) TRY(weeks(ctx, place.id, &series[i]));
    return OK;
}
