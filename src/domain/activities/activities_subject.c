/* "My data": what this module holds of a person. Each part of the module adds its own function. */
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_leader_own.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_signup_subject.h"
#include "domain/activities/activities_register.h"
#include "domain/activities/activities_wish_own.h"
#include "domain/activities/activities_reach.h"

#include "activities_sql.h"
#include "base/json.h"

/* What they lead, or lead with somebody. */
static enum status leads(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct asset_id *ids;
    struct asset *assets;
    size_t n;
    TRY(activities_list_led(ctx, person, &ids, &n));
    TRY(assets_list_by_ids(ctx, ids, n, &assets, &n));
    json_key(json, "leads");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        struct activities_sql_find row;
        TRY(activities_sql_find(ctx->db, ctx->arena, assets[i].id, &row));
        json_begin_object(json);
        json_put_str(json, "name", assets[i].name);
        json_put_str(json, "as", row.leader_id.v == person.v ? STR("leader") : STR("co-leader"));
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* Each writes a key and its value. */
static enum status (*const parts[])(struct ctx *ctx, struct person_id person, struct json *json) = {
    activities_wish_export,
    activities_reach_export,
    leads,
    activities_signup_export,
    activities_register_export,
    activities_leader_export,
    activities_photo_export,
    activities_ical_export,
};

enum status activities_my_export(struct ctx *ctx, int64_t id, struct json *json)
{
    const struct person_id person = {id};
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    json_begin_object(json);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) TRY(parts[i](ctx, person, json));
    json_end(json);
    return OK;
}
