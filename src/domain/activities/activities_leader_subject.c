/* My data, and who left: ladder, what they hold, checklists, pictures. */
#include "domain/activities/activities_checklist.h"
#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_leader_own.h"

#include "activities_sql.h"
#include "base/json.h"

#define OWN_MAX 500

static struct str series_name(struct ctx *ctx, struct asset_id id)
{
    struct asset *assets;
    size_t n;
    return assets_list_by_ids(ctx, &id, 1, &assets, &n) == OK && n == 1 ? assets[0].name : STR_NONE;
}

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

static void put_day(struct ctx *ctx, struct json *json, const char *key, struct day day)
{
    json_put_str(json, key, day_is(day) ? day_format(ctx->arena, day) : STR_NONE);
}

static enum status ladder(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_rungs_of *rows;
    struct activities_sql_rung_said_by *said;
    size_t n, said_n;
    TRY(activities_sql_rungs_of(ctx->db, ctx->arena, person, OWN_MAX, &rows, &n));
    TRY(activities_sql_rung_said_by(ctx->db, ctx->arena, person, OWN_MAX, &said, &said_n));
    json_key(json, "ladder");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", series_name(ctx, rows[i].asset_id));
        json_put_int(json, "step", rows[i].step);
        put_instant(ctx, json, "said_by_me", rows[i].self_at);
        put_instant(ctx, json, "said_by_leader", rows[i].leader_at);
        put_instant(ctx, json, "not_yet", rows[i].not_yet_at);
        json_put_str(json, "next_small_step", rows[i].small_step);
        json_end(json);
    }
    json_end(json);
    json_key(json, "said_of_others");
    json_begin_array(json);
    for (size_t i = 0; i < said_n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", series_name(ctx, said[i].asset_id));
        put_instant(ctx, json, "at", said[i].leader_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status held(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_held_of *rows;
    size_t n;
    TRY(activities_sql_held_of(ctx->db, ctx->arena, person, &rows, &n));
    json_key(json, "checks");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "kind", rows[i].kind);
        put_day(ctx, json, "until", rows[i].until_on);
        put_day(ctx, json, "seen", rows[i].seen_on);
        put_instant(ctx, json, "ended", rows[i].ended_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status checklists(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_checklist_looked_by *rows;
    size_t n;
    TRY(activities_sql_checklist_looked_by(ctx->db, ctx->arena, person, &rows, &n));
    json_key(json, "safety_checklists");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "activity", series_name(ctx, rows[i].asset_id));
        put_day(ctx, json, "looked_through", rows[i].looked_on);
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status activities_leader_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    TRY(ladder(ctx, person, json));
    TRY(held(ctx, person, json));
    return checklists(ctx, person, json);
}

enum status activities_photo_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_photos_by *by;
    struct activities_sql_photos_of *on;
    struct activities_sql_photos_down_by *down;
    size_t by_n, on_n, down_n;
    TRY(activities_sql_photos_by(ctx->db, ctx->arena, person, OWN_MAX, &by, &by_n));
    TRY(activities_sql_photos_of(ctx->db, ctx->arena, person, OWN_MAX, &on, &on_n));
    TRY(activities_sql_photos_down_by(ctx->db, ctx->arena, person, OWN_MAX, &down, &down_n));
    json_key(json, "pictures");
    json_begin_array(json);
    for (size_t i = 0; i < by_n + on_n + down_n; i++) {
        json_begin_object(json);
        if (i < by_n) {
            json_put_str(json, "put_there", series_name(ctx, by[i].asset_id));
            json_put_str(json, "words", by[i].words);
            put_instant(ctx, json, "at", by[i].created_at);
            if (!instant_is(by[i].ended_at)) json_put_str(json, "address", str_printf(ctx->arena, "/photos/%lld/large", (long long)by[i].id));
        } else if (i < by_n + on_n) {
            const struct activities_sql_photos_of *f = &on[i - by_n];
            json_put_str(json, "face_on", series_name(ctx, f->asset_id));
            json_put_str(json, "words", f->words);
            json_put_str(json, "agreed", f->agreed == INT_NONE ? STR_NONE : f->agreed ? STR("yes") : STR("no"));
            json_put_bool(json, "for_everybody", f->open);
            json_put_str(json, "how", f->how);
            put_instant(ctx, json, "at", f->said_at);
        } else {
            json_put_str(json, "taken_down", series_name(ctx, down[i - by_n - on_n].asset_id));
            put_instant(ctx, json, "at", down[i - by_n - on_n].down_at);
        }
        json_end(json);
    }
    json_end(json);
    return OK;
}

/* ---- who left ---- */

/* Pictures they are on go as well: nobody can say yes for them any more. */
static enum status photos_forget(struct ctx *ctx, struct person_id person)
{
    struct activities_sql_photos_by *by;
    struct activities_sql_photos_of *on;
    size_t by_n, on_n;
    TRY(activities_sql_photos_by(ctx->db, ctx->arena, person, 10000, &by, &by_n));
    TRY(activities_sql_photos_of(ctx->db, ctx->arena, person, 10000, &on, &on_n));
    for (size_t i = 0; i < by_n + on_n; i++) {
        int64_t id = i < by_n ? by[i].id : on[i - by_n].photo_id;
        TRY(activities_sql_photo_bytes_empty(ctx->db, id));
        TRY(activities_sql_photo_empty(ctx->db, id, ctx->now));
    }
    TRY(activities_sql_photo_forget_faces(ctx->db, person));
    TRY(activities_sql_photo_forget_down(ctx->db, person));
    return activities_sql_photo_forget(ctx->db, person);
}

enum status activities_leader_hear_left(struct ctx *ctx, int64_t id, int64_t object)
{
    const struct person_id person = {id};
    (void)object;
    TRY(activities_sql_series_forget_leader(ctx->db, person, ctx->now));
    TRY(activities_sql_rung_forget(ctx->db, person, ctx->now));
    TRY(activities_sql_rung_forget_leader(ctx->db, person));
    TRY(activities_sql_held_forget(ctx->db, person));
    TRY(activities_sql_held_forget_seen(ctx->db, person));
    TRY(activities_sql_checklist_forget(ctx->db, person));
    return photos_forget(ctx, person);
}
