/* What "my data" says of somebody's part in looking after hours: pots, asks, series, programmes. */
#include "domain/credits/credits_subject.h"

#include "base/json.h"
#include "credits_sql.h"

#define PARTS 500

static enum status pots(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_part_pots *rows;
    size_t n;
    TRY(credits_sql_part_pots(ctx->db, ctx->arena, person, PARTS, &rows, &n));
    json_key(json, "looked_after_pots");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "pot", rows[i].name);
        json_put_str(json, "since", instant_format(ctx->arena, NULL, rows[i].since));
        json_put_bool(json, "ended", instant_is(rows[i].ended_at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status asks(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_part_asks *rows;
    size_t n;
    TRY(credits_sql_part_asks(ctx->db, ctx->arena, person, PARTS, &rows, &n));
    json_key(json, "said_about_asks");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "says", rows[i].says);
        json_put_str(json, "reason", rows[i].reason);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, rows[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status series(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_part_earn *rows;
    size_t n;
    TRY(credits_sql_part_earn(ctx->db, ctx->arena, person, PARTS, &rows, &n));
    json_key(json, "set_what_coming_gives");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", str_int(ctx->arena, rows[i].asset_id.v));
        json_put_str(json, "from", day_format(ctx->arena, rows[i].from_day));
        json_put_int(json, "minutes", rows[i].minutes);
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_part_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_part_programmes *rows;
    struct credits_sql_part_talk talk;
    size_t n;
    TRY(pots(ctx, person, json));
    TRY(asks(ctx, person, json));
    TRY(series(ctx, person, json));
    TRY(credits_sql_part_programmes(ctx->db, ctx->arena, person, PARTS, &rows, &n));
    json_key(json, "programmes_allowed");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) json_str(json, rows[i].name);
    json_end(json);
    enum status status = credits_sql_part_talk(ctx->db, ctx->arena, person, &talk);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    json_put_str(json, "talked_about_hours", instant_format(ctx->arena, NULL, talk.at));
    return OK;
}
