/* The example: two activities give an hour to who comes; a place elsewhere hours may pass to. And "my data" of what was earned. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_peer.h"

#include "base/json.h"
#include "credits_sql.h"

#define SINCE_DAYS 70
#define MINE 2000

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

/* ---- my data ---- */

enum status credits_earn_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_awards_of *rows;
    struct credits_transfer *transfers;
    size_t n;
    TRY(credits_sql_awards_of(ctx->db, ctx->arena, person, MINE, &rows, &n));
    json_key(json, "earned");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", str_int(ctx->arena, rows[i].asset_id.v));
        json_put_str(json, "day", day_format(ctx->arena, rows[i].day));
        json_put_bool(json, "came", rows[i].booked);
        json_put_str(json, "entry", rows[i].entry_id.v ? str_int(ctx->arena, rows[i].entry_id.v) : STR_NONE);
        json_end(json);
    }
    json_end(json);
    TRY(credits_transfer_of(ctx, person, MINE, &transfers, &n));
    json_key(json, "between_places");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        const struct credits_transfer *t = &transfers[i];
        json_begin_object(json);
        json_put_str(json, "id", t->uuid);
        json_put_str(json, "place", t->peer_name);
        json_put_str(json, "direction", t->out ? STR("out") : STR("in"));
        json_put_int(json, "minutes", t->minutes);
        json_put_str(json, "from", t->from_name);
        json_put_str(json, "to", t->to_name);
        json_put_str(json, "for", t->words);
        json_put_str(json, "state", t->state);
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* Names and words of transfers that are settled; what was earned stays as minutes of an account
   without a name. */
enum status credits_earn_forget(struct ctx *ctx, struct person_id person)
{
    return credits_sql_transfer_forget(ctx->db, person);
}
