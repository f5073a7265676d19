/* "My data" of what was earned by coming and what passed between places, and what is emptied when
   somebody leaves. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_peer.h"

#include "base/json.h"
#include "credits_sql.h"

#define MINE 2000

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
