/* What sign-up holds of a person, for their copy. */
#include "domain/activities/activities_signup_subject.h"

#include "activities_sql.h"
#include "base/json.h"
#include "domain/activities/activities_signup.h"

#define ALL_MOST 1000

enum status activities_signup_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_signups_all *rows;
    struct activities_sql_notices_of *told;
    size_t n;
    TRY(activities_sql_signups_all(ctx->db, ctx->arena, person, ALL_MOST, &rows, &n));
    json_key(json, "comes_to");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        struct asset asset;
        bool known = assets_find(ctx, rows[i].asset_id, &asset) == OK;
        json_begin_object(json);
        json_put_str(json, "name", known ? asset.name : STR_NONE);
        json_put_str(json, "day", day_is(rows[i].day) ? day_format(ctx->arena, rows[i].day) : STR("every time"));
        json_put_int(json, "seats", rows[i].seats);
        json_put_bool(json, "carer", rows[i].carer);
        json_put_str(json, "note", rows[i].note);
        json_put_str(json, "state", rows[i].state);
        json_put_str(json, "why", rows[i].why);
        json_put_str(json, "reminded", rows[i].way);
        json_put_str(json, "written_by", rows[i].how);
        json_put_str(json, "at", instant_format(ctx->arena, ctx->zone, rows[i].created_at));
        json_end(json);
    }
    json_end(json);
    faults_init(&ctx->faults, ctx->arena);
    TRY(activities_sql_notices_of(ctx->db, ctx->arena, person, ALL_MOST, &told, &n));
    json_key(json, "told");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "about", told[i].kind);
        json_put_str(json, "by", told[i].way);
        json_put_str(json, "at", instant_format(ctx->arena, ctx->zone, told[i].due_at));
        json_end(json);
    }
    json_end(json);
    return OK;
}
