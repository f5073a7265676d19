/* The secret address of a person's own calendar: made, told, taken away. */
#include "domain/activities/activities_feed.h"

#include "activities_sql.h"

#define SECRET_BYTES 20

enum status activities_ical_key_make(struct ctx *ctx, struct person_id person)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SECRET_BYTES];
    char text[SECRET_BYTES * 2];
    TRY(activities_sql_feed_key_drop(ctx->db, person));
    rand_bytes(ctx->rand, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        text[i * 2] = digits[bytes[i] >> 4];
        text[i * 2 + 1] = digits[bytes[i] & 15];
    }
    return activities_sql_feed_key_add(ctx->db, str_of(text, sizeof text), person, ctx->now);
}

enum status activities_ical_hear_left(struct ctx *ctx, int64_t subject, int64_t object)
{
    (void)object;
    return activities_sql_feed_key_drop(ctx->db, (struct person_id){subject});
}

/* "My data": that there is an address, and since when. The address itself is a key. */
enum status activities_ical_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_feed_key_of row;
    enum status status = activities_sql_feed_key_of(ctx->db, ctx->arena, person, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    json_put_str(json, "calendar_address_made", instant_format(ctx->arena, NULL, row.made_at));
    return OK;
}
