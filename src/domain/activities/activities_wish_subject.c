/* What wishes hold of a person: their copy, and forgetting. */
#include "domain/activities/activities_wish_own.h"

#include "activities_sql.h"
#include "base/json.h"

enum status activities_wish_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_wishes_of *rows;
    size_t n;
    TRY(activities_sql_wishes_of(ctx->db, ctx->arena, person, WISH_MOST, &rows, &n));
    json_key(json, "wishes");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        const struct activities_sql_wishes_of *y = &rows[i];
        json_begin_object(json);
        json_put_str(json, "wish", y->words);
        json_put_bool(json, "own", y->mine);
        json_put_str(json, "times", y->times);
        json_put_str(json, "shift", y->shift);
        json_put_str(json, "weeks", y->weeks);
        json_put_str(json, "where", y->place_words);
        json_put_str(json, "how", y->how_words);
        json_key(json, "keeps_away");
        json_begin_array(json);
        for (int b = 0; b < WISH_BARRIERS; b++)
            if (y->barriers >> b & 1) json_str(json, str_from(activities_wish_barriers[b]));
        json_end(json);
        json_put_str(json, "keeps_away_words", y->barrier_words);
        json_put_bool(json, "group_may_read_words", y->words_ok);
        json_put_str(json, "help", y->help);
        json_put_str(json, "as", y->helps_as);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, y->at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status activities_wish_hear_left(struct ctx *ctx, int64_t subject, int64_t object)
{
    const struct person_id person = {subject};
    (void)object;
    TRY(activities_sql_yes_forget(ctx->db, person, ctx->now));
    TRY(activities_sql_yes_told_forget(ctx->db, person));
    TRY(activities_sql_told_forget(ctx->db, person));
    return activities_sql_wish_forget(ctx->db, person);
}
