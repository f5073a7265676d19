/* What "my data" says of uses. */
#include "domain/credits/credits_use.h"

#include "base/json.h"
#include "credits_sql.h"

#define USES 500

enum status credits_use_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_use *uses;
    size_t n;
    TRY(credits_uses_of(ctx, person, USES, &uses, &n));
    json_key(json, "used_at_venues");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "what", uses[i].what);
        json_put_str(json, "venue", uses[i].venue_name);
        json_put_int(json, "people", uses[i].people);
        json_put_int(json, "minutes", uses[i].minutes);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, uses[i].at));
        json_put_bool(json, "taken_back", instant_is(uses[i].undone_at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* The count at the venue stays; whose it was does not. */
enum status credits_use_forget(struct ctx *ctx, struct person_id person)
{
    return credits_sql_uses_forget(ctx->db, person);
}
