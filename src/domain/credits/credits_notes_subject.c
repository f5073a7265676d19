/* Paper notes in "my data": those that somebody noted were given to this person. */
#include "domain/credits/credits_notes_own.h"

#include "base/json.h"
#include "credits_sql.h"

#define MOST 10000

enum status credits_notes_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_notes_of_person *rows;
    size_t n;
    TRY(credits_sql_notes_of_person(ctx->db, ctx->arena, person, MOST, &rows, &n));
    json_key(json, "paper_notes");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "number", credits_note_serial(ctx->arena, rows[i].id));
        json_put_int(json, "minutes", rows[i].minutes);
        json_put_str(json, "state", rows[i].state);
        json_put_str(json, "given", instant_is(rows[i].given_at) ? instant_format(ctx->arena, NULL, rows[i].given_at) : STR_NONE);
        json_put_str(json, "ended", instant_is(rows[i].ended_at) ? instant_format(ctx->arena, NULL, rows[i].ended_at) : STR_NONE);
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* The notes stay good: whoever has the paper holds it. Only whose hands they went into is forgotten. */
enum status credits_notes_forget(struct ctx *ctx, struct person_id person)
{
    return credits_sql_notes_forget(ctx->db, person);
}
