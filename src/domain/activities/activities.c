/* A series beyond its entry: reading, checking, writing, and who may run it. */
#include "domain/activities/activities.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"

#define OFFER_HOURS 24
#define LED_MAX 100

static const char *const designers[] = {"", "residents", "staff", "both"};

static struct activity_series fresh(struct asset_id id)
{
    return (struct activity_series){.asset = id, .capacity = ACTIVITY_NO_LIMIT, .offer_hours = OFFER_HOURS,
                                    .bring = STR_NONE, .arrive = STR_NONE, .names = true, .design = STR_NONE};
}

static enum status series_read(struct ctx *ctx, struct asset_id id, struct activity_series *ret_series)
{
    struct activities_sql_find row;
    enum status status = activities_sql_find(ctx->db, ctx->arena, id, &row);
    if (status != OK && status != ERR_MISSING) return status;
    *ret_series = fresh(id);
    if (status == ERR_MISSING) return OK;
    enum activity_designer by = ACTIVITY_DESIGN_UNKNOWN;
    for (int i = 1; i <= ACTIVITY_BY_BOTH; i++)
        if (str_is(row.designed_by, designers[i])) by = (enum activity_designer)i;
    *ret_series = (struct activity_series){
        .asset = id,
        .joining = str_is(row.joining, "come") ? ACTIVITY_COME : ACTIVITY_SIGN_UP,
        .capacity = row.capacity == INT_NONE ? ACTIVITY_NO_LIMIT : (int)row.capacity,
        .newcomers = (int)row.newcomers,
        .offer_hours = (int)row.offer_hours,
        .bring = row.bring,
        .arrive = row.arrive,
        .names = row.names,
        .leader = row.leader_id,
        .co_leader = row.co_leader_id,
        .designed_by = by,
        .design = row.design,
        .parent = row.parent_id,
        .workplace = row.workplace};
    return OK;
}

enum status activities_find_id(struct ctx *ctx, struct asset_id id, struct asset *ret_asset,
                               struct activity_series *ret_series)
{
    struct asset asset;
    TRY(assets_find(ctx, id, &asset));
    if (!assets_is_series(&asset)) return ERR_MISSING;
    TRY(series_read(ctx, asset.id, ret_series));
    *ret_asset = asset;
    return OK;
}

enum status activities_find(struct ctx *ctx, struct str id, struct asset *ret_asset,
                            struct activity_series *ret_series)
{
    struct asset asset;
    TRY(assets_find_external(ctx, id, &asset));
    if (!assets_is_series(&asset)) return ERR_MISSING;
    TRY(series_read(ctx, asset.id, ret_series));
    *ret_asset = asset;
    return OK;
}

enum status activities_at(struct ctx *ctx, struct str code, struct activity_at *ret_at)
{
    struct activity_at at = {.code = code};
    struct asset_id id;
    struct day day;
    struct minutes minute;
    if (!assets_session_parse(code, &id, &day, &minute)) return ERR_MISSING;
    TRY(activities_find_id(ctx, id, &at.asset, &at.series));
    TRY(assets_session_find(ctx, &at.asset, day, minute, &at.session));
    at.code = assets_session_code(ctx->arena, id, day, minute);
    *ret_at = at;
    return OK;
}

bool activities_welcomes(struct ctx *ctx, struct asset_id at)
{
    struct person_id person = {ctx->actor.person};
    return person.v != 0 && at.v != 0 && people_related(ctx, person, HOST_OF, TO_ASSET, at.v);
}

bool activities_may_run(struct ctx *ctx, const struct asset *asset, const struct activity_series *series)
{
    if (assets_may_change(ctx, asset) || activities_welcomes(ctx, asset->organisation)) return true;
    int64_t person = ctx->actor.person;
    return person != 0 && (series->leader.v == person || series->co_leader.v == person);
}

static enum status fields_check(struct ctx *ctx, const struct activity_series *s)
{
    enum status status = OK;
    if (s->capacity != ACTIVITY_NO_LIMIT && (s->capacity < 1 || s->capacity > 10000))
        status = ctx_fault(ctx, ERR_INVALID, STR("capacity"), SAY("Write a number from 1 to 10,000, or nothing: then there is no limit."));
    if (s->newcomers < 0 || (s->newcomers > 0 && s->capacity == ACTIVITY_NO_LIMIT) ||
        (s->capacity != ACTIVITY_NO_LIMIT && s->newcomers > s->capacity))
        status = ctx_fault(ctx, ERR_INVALID, STR("newcomers"), SAY("Places for newcomers are part of all places. Write a smaller number."));
    if (s->offer_hours < 1 || s->offer_hours > 336)
        status = ctx_fault(ctx, ERR_INVALID, STR("offer_hours"), SAY("Write a number of hours from 1 to 336."));
    if (s->bring.len > 400)
        status = ctx_fault(ctx, ERR_INVALID, STR("bring"), SAY("Use at most 400 letters."));
    if (s->arrive.len > 400)
        status = ctx_fault(ctx, ERR_INVALID, STR("arrive"), SAY("Use at most 400 letters."));
    if (s->design.len > 4000)
        status = ctx_fault(ctx, ERR_INVALID, STR("design"), SAY("Use at most 4,000 letters."));
    return status;
}

enum status activities_put(struct ctx *ctx, const struct asset *asset, const struct activity_series *s)
{
    struct activity_series before;
    TRY(series_read(ctx, asset->id, &before));
    if (!activities_may_run(ctx, asset, &before))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can change it."));
    TRY(fields_check(ctx, s));
    const struct activities_sql_put_in in = {
        .asset_id = asset->id,
        .place_id = asset->place,
        .joining = s->joining == ACTIVITY_COME ? STR("come") : STR("sign up"),
        .capacity = s->capacity == ACTIVITY_NO_LIMIT ? INT_NONE : s->capacity,
        .newcomers = s->newcomers,
        .offer_hours = s->offer_hours,
        .bring = s->bring.len ? s->bring : STR_NONE,
        .arrive = s->arrive.len ? s->arrive : STR_NONE,
        .names = s->names,
        .leader_id = s->leader,
        .co_leader_id = s->co_leader,
        .designed_by = s->designed_by ? str_from(designers[s->designed_by]) : STR_NONE,
        .design = s->design.len ? s->design : STR_NONE,
        .parent_id = s->parent,
        .workplace = s->workplace,
        .now = ctx->now};
    int64_t number;
    TRY(activities_sql_put(ctx->db, &in));
    TRY(journal_change(ctx, "assets.asset", asset->id.v, &number)); /* who keeps lists of it hears */
    return journal_record(ctx, "activities.changed", asset->id.v, asset->place.v, STR_NONE);
}

enum status activities_list_led(struct ctx *ctx, struct person_id person, struct asset_id **ret_ids, size_t *ret_count)
{
    struct activities_sql_led *rows;
    size_t n;
    TRY(activities_sql_led(ctx->db, ctx->arena, person, LED_MAX, &rows, &n));
    struct asset_id *ids = ARENA_ARRAY(ctx->arena, struct asset_id, n);
    for (size_t i = 0; i < n; i++) ids[i] = rows[i].asset_id;
    *ret_ids = ids;
    *ret_count = n;
    return OK;
}
