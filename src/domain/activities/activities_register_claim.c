/* "That was me": somebody ticked by a first name says so later. And what is kept of a person. */
#include "domain/activities/activities_register.h"

#include "domain/activities/activities_came.h"
#include "activities_sql.h"
#include "base/json.h"
#include "base/utf8.h"
#include "platform/journal/journal.h"

#define MINE_MAX 1000
#define CLAIM_DAYS 60
#define YEAR 365

enum status activities_register_claim(struct ctx *ctx, const struct activity_at *at, struct person_id person, struct str name)
{
    struct activities_sql_register_find row;
    if (!people_is(ctx, person) && !people_may_change(ctx, person)) return ERR_DENIED;
    if (name.len == 0 || utf8_count(name) > 80)
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Write the first name you gave. For example: Joan"));
    enum status status = activities_sql_register_find(ctx->db, ctx->arena, at->asset.id, at->session.day, at->session.at, &row);
    if (status == ERR_MISSING || (status == OK && !instant_is(row.kept_at)))
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Nobody has kept a list of this day yet. Try again later."));
    TRY(status);
    if (row.on_day.n < ctx_today(ctx).n - CLAIM_DAYS)
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("This is long ago. Tell it to who runs it."));
    const struct activities_sql_claim_add_in in = {
        .id = ctx_id(ctx), .register_id = row.id, .place_id = at->asset.place, .person_id = person, .name = name,
        .asked_by = {ctx->actor.person}, .now = ctx->now};
    TRY(activities_sql_claim_add(ctx->db, &in));
    return journal_record(ctx, "activities.claimed", person.v, at->asset.id.v, at->code);
}

/* Who leaves is nobody on the lists; how many came stays true. */
enum status activities_register_hear_left(struct ctx *ctx, int64_t person, int64_t object)
{
    const struct person_id id = {person};
    (void)object;
    TRY(activities_sql_came_forget(ctx->db, id));
    TRY(activities_sql_sheet_forget(ctx->db, id));
    return activities_sql_claim_forget(ctx->db, id);
}

static struct str series_name(struct ctx *ctx, struct asset_id id)
{
    struct asset asset;
    return assets_find(ctx, id, &asset) == OK ? asset.name : STR_NONE;
}

static enum status put_came(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_came_of *rows;
    size_t n;
    TRY(activities_sql_came_of(ctx->db, ctx->arena, person, MINE_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "name", series_name(ctx, rows[i].asset_id));
        json_put_str(json, "day", day_format(ctx->arena, rows[i].on_day));
        json_put_bool(json, "came", rows[i].came);
        json_put_bool(json, "first_time", rows[i].newcomer);
        json_put_int(json, "with", rows[i].with_n);
        json_put_str(json, "ticked", instant_format(ctx->arena, NULL, rows[i].said_at));
        json_end(json);
    }
    return OK;
}

static enum status put_claims(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_claims_of *rows;
    size_t n;
    TRY(activities_sql_claims_of(ctx->db, ctx->arena, person, MINE_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "name", series_name(ctx, rows[i].asset_id));
        json_put_str(json, "day", day_format(ctx->arena, rows[i].on_day));
        json_put_str(json, "that_was_me", rows[i].name);
        json_put_str(json, "answer", rows[i].answer);
        json_end(json);
    }
    return OK;
}

static enum status put_sheets(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct activities_sql_sheets_of *rows;
    size_t n;
    TRY(activities_sql_sheets_of(ctx->db, ctx->arena, person, MINE_MAX, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "name", series_name(ctx, rows[i].asset_id));
        json_put_str(json, "day", day_format(ctx->arena, rows[i].on_day));
        json_put_int(json, "row_of_the_printed_list", rows[i].number);
        json_end(json);
    }
    return OK;
}

enum status activities_register_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    json_key(json, "came");
    json_begin_array(json);
    TRY(put_came(ctx, person, json));
    TRY(put_claims(ctx, person, json));
    TRY(put_sheets(ctx, person, json));
    json_end(json);
    return OK;
}

enum status activities_came_on(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day from,
                               struct day until, struct day *ret_day)
{
    struct activities_sql_came_first row;
    enum status status = activities_sql_came_first(ctx->db, ctx->arena, asset, person, from, until, &row);
    if (status != OK && status != ERR_MISSING) return status;
    *ret_day = status == OK ? row.on_day : DAY_NONE;
    return OK;
}

/* ---- figures: of the last year ---- */

static enum status held(struct ctx *ctx, int64_t place, struct activities_sql_register_held *row)
{
    return activities_sql_register_held(ctx->db, ctx->arena, (struct place_id){place}, (struct day){ctx_today(ctx).n - YEAR}, row);
}

enum status activities_figure_held(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_register_held row;
    TRY(held(ctx, place, &row));
    *ret_n = *ret_base = row.sessions;
    return OK;
}

enum status activities_figure_came(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_register_held row;
    TRY(held(ctx, place, &row));
    *ret_n = row.people;
    *ret_base = row.sessions;
    return OK;
}

enum status activities_figure_newcomers(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base)
{
    struct activities_sql_register_held row;
    TRY(held(ctx, place, &row));
    *ret_n = row.newcomers;
    *ret_base = row.people;
    return OK;
}
