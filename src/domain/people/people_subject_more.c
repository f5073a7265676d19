#include "domain/people/people_own.h"

#include "people_sql.h"
#include "platform/journal/journal.h"

/* The rest of "my data": handings over, room and rest, and who looked or wrote. */

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

/* ---- handing over, room, going along ---- */

static void put_day(struct ctx *ctx, struct json *json, const char *key, struct day day)
{
    json_put_str(json, key, day_is(day) ? day_format(ctx->arena, day) : STR_NONE);
}

static enum status put_handovers(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct people_sql_my_handovers *rows;
    size_t count;
    TRY(people_sql_my_handovers(ctx->db, ctx->arena, person, &rows, &count));
    json_key(json, "handings_over");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "as", rows[i].mine > 0 ? STR("handed on") : STR("took part"));
        json_put_str(json, "from", rows[i].from_name);
        json_put_str(json, "to", rows[i].to_name);
        json_put_str(json, "note", rows[i].note);
        put_instant(ctx, json, "prepared", rows[i].made_at);
        put_instant(ctx, json, "done", rows[i].done_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status put_room(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct people_sql_my_room *rows;
    struct people_sql_my_along *along;
    size_t count;
    TRY(people_sql_my_room(ctx->db, ctx->arena, person, &rows, &count));
    json_key(json, "room_and_rest");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "as", rows[i].person_id.v == person.v ? STR("own") : STR("stand-in"));
        json_put_int(json, "room", rows[i].room);
        put_day(ctx, json, "rest_from", rows[i].rest_from);
        put_day(ctx, json, "rest_until", rows[i].rest_until);
        json_put_str(json, "stand_in", rows[i].stand_in);
        json_end(json);
    }
    json_end(json);
    TRY(people_sql_my_along(ctx->db, ctx->arena, person, &along, &count));
    json_key(json, "went_along");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        put_instant(ctx, json, "since", along[i].since);
        put_instant(ctx, json, "until", along[i].until);
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* Who looked and wrote, newest first. */
#define LOOKED_MAX 1000

static enum status put_looked(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct journal_fact *facts;
    size_t count;
    TRY(journal_list(ctx, person.v, STR(""), 0, LOOKED_MAX, &facts, &count));
    json_key(json, "who_looked_or_wrote");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        put_instant(ctx, json, "at", facts[i].at);
        json_put_str(json, "what", facts[i].fact);
        json_put_str(json, "who", facts[i].actor == person.v ? STR("you")
                                  : facts[i].actor == 0
                                      ? STR("Kith itself")
                                      : people_first_name(ctx, (struct person_id){facts[i].actor}));
        json_put_bool(json, "acting_for_you", facts[i].on_behalf_of == person.v);
        json_put_str(json, "note", facts[i].note);
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status people_export_more(struct ctx *ctx, struct person_id person, struct json *json)
{
    TRY(put_handovers(ctx, person, json));
    TRY(put_room(ctx, person, json));
    return put_looked(ctx, person, json);
}
