#include "domain/introductions/introductions_consent.h"

#include "domain/introductions/introductions_texts.h"
#include "introductions_sql.h"

/* "My data": every introduction somebody takes part in, on whichever side, with what their side
   may read of it. */

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

static void put_part(struct ctx *ctx, struct json *json, struct introduction_id id, int64_t part)
{
    static const char *const parts[] = {"introduced", "host", "goes along"};
    struct introduction row;
    json_begin_object(json);
    json_put_str(json, "id", str_int(ctx->arena, id.v));
    json_put_str(json, "as", str_from(parts[part]));
    /* Where this reader may not read it (a host before being asked), that there is one is all. */
    if (introductions_find(ctx, id, &row) == OK) {
        json_put_str(json, "name", row.asset_name);
        json_put_str(json, "state", str_from(introductions_state_name(row.state)));
        json_put_str(json, "sentence", part == 0 ? row.sentence : STR_NONE);
        json_put_str(json, "because", part == 0 ? row.because : STR_NONE);
        json_put_str(json, "with", part == 0 ? row.host_name : row.person_name);
        json_put_str(json, "meeting", day_is(row.meet_day) ? day_format(ctx->arena, row.meet_day) : STR_NONE);
        json_put_str(json, "where", row.meet_where);
        json_put_str(json, "outcome", part == 0 ? row.outcome : STR_NONE);
        put_instant(ctx, json, "suggested", part == 0 ? row.suggested_at : INSTANT_NONE);
        put_instant(ctx, json, "person_yes", part == 0 ? row.person_yes_at : INSTANT_NONE);
        put_instant(ctx, json, "host_yes", row.host_yes_at);
        put_instant(ctx, json, "settled", row.settled_at);
    }
    json_end(json);
}

static enum status put_notes(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct introductions_sql_my_notes *rows;
    size_t count;
    TRY(introductions_sql_my_notes(ctx->db, ctx->arena, person, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "as", STR("note for your connector"));
        json_put_str(json, "what", rows[i].kind);
        put_instant(ctx, json, "at", rows[i].at);
        put_instant(ctx, json, "read", rows[i].read_at);
        json_end(json);
    }
    return OK;
}

enum status introductions_my_export(struct ctx *ctx, int64_t id, struct json *json)
{
    const struct person_id person = {id};
    struct introductions_sql_my_parts *rows;
    size_t count;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(introductions_sql_my_parts(ctx->db, ctx->arena, person, &rows, &count));
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) put_part(ctx, json, rows[i].id, rows[i].part);
    struct str reach = introductions_reach(ctx, person);
    if (reach.len > 0) {
        json_begin_object(json);
        json_put_str(json, "as", STR("how you like to be reached"));
        json_put_str(json, "way", reach);
        json_end(json);
    }
    TRY(put_notes(ctx, person, json));
    json_end(json);
    return OK;
}
