/* Reading who comes: one person's, one session's, by code. */
#include "domain/activities/activities_signup_own.h"

#include "base/buf.h"

#include <stdlib.h>

enum status activities_room(struct ctx *ctx, const struct activity_series *series, const struct asset_session *session,
                            struct activity_room *ret_room)
{
    return activities_room_now(ctx, series, session, ret_room);
}

enum status activities_is_newcomer(struct ctx *ctx, struct asset_id asset, struct person_id person, struct day before,
                                   bool *ret_new)
{
    int64_t n;
    TRY(activities_sql_came_before(ctx->db, asset, person, before, &n));
    *ret_new = n == 0;
    return OK;
}

enum status activities_signup_find(struct ctx *ctx, struct signup_id id, struct signup *ret_signup)
{
    return activities_signup_read(ctx, id.v, ret_signup);
}

enum status activities_signup_by_token(struct ctx *ctx, struct str token, struct signup *ret_signup)
{
    struct activities_sql_signup_token row;
    if (token.len != 32) return ERR_MISSING;
    TRY(activities_sql_signup_token(ctx->db, ctx->arena, token, &row));
    return activities_signup_read(ctx, row.id, ret_signup);
}

/* As people write them: "7k q2x". */
struct str activities_code_plain(struct ctx *ctx, struct str code)
{
    struct buf out;
    buf_init(&out, ctx->arena, 16);
    for (size_t i = 0; i < code.len && !out.over; i++) {
        char c = code.ptr[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if (c != ' ' && c != '-') buf_putc(&out, c);
    }
    return buf_str(&out);
}

enum status activities_signup_by_code(struct ctx *ctx, struct str code, struct signup *ret_signup)
{
    struct activities_sql_signup_code row;
    TRY(activities_sql_signup_code(ctx->db, ctx->arena, activities_code_plain(ctx, code), &row));
    return activities_signup_read(ctx, row.id, ret_signup);
}

enum status activities_card_code(struct ctx *ctx, const struct asset *asset, struct str *ret_code)
{
    struct activities_sql_turn row;
    enum status status = activities_sql_turn(ctx->db, ctx->arena, asset->id, &row);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK && row.code.len > 0) {
        *ret_code = row.code;
        return OK;
    }
    int64_t turn;
    TRY(activities_turn(ctx, asset->id, asset->place, &turn));
    struct str code = activities_code_new(ctx);
    if (!code.ptr) return ERR_BROKEN;
    status = activities_sql_card(ctx->db, asset->id, code);
    if (status != OK && status != ERR_MISSING) return status; /* missing: another was quicker */
    TRY(activities_sql_turn(ctx->db, ctx->arena, asset->id, &row));
    *ret_code = row.code;
    return OK;
}

enum status activities_card_known(struct ctx *ctx, struct asset_id asset, struct str *ret_code)
{
    struct activities_sql_turn row;
    TRY(activities_sql_turn(ctx->db, ctx->arena, asset, &row));
    if (row.code.len == 0) return ERR_MISSING;
    *ret_code = row.code;
    return OK;
}

enum status activities_card_find(struct ctx *ctx, struct str code, struct asset_id *ret_asset)
{
    struct activities_sql_card_find row;
    TRY(activities_sql_card_find(ctx->db, ctx->arena, activities_code_plain(ctx, code), &row));
    *ret_asset = row.asset_id;
    return OK;
}

enum status activities_signup_date(struct ctx *ctx, const struct signup *standing, struct day day, struct minutes at,
                                   struct signup *ret_signup)
{
    struct activities_sql_signup_date row;
    TRY(activities_sql_signup_date(ctx->db, ctx->arena, standing->id.v, day, at, &row));
    return activities_signup_read(ctx, row.id, ret_signup);
}

static struct signup of_row(struct ctx *ctx, const struct activities_sql_signups_on *r)
{
    return (struct signup){
        .id = {r->id}, .of = {r->of_id == INT_NONE ? 0 : r->of_id}, .day = r->day, .person = r->person_id,
        .first_name = r->person_id.v ? people_first_name(ctx, r->person_id) : r->first_name, .phone = r->phone,
        .email = r->email, .seats = (int)r->seats, .carer = r->carer, .note = r->note, .newcomer = r->newcomer,
        .state = activities_signup_state_of(r->state), .turn = r->turn, .offered_until = r->offered_until, .how = r->how,
        .way = activities_signup_way_of(r->way)};
}

static enum status standing_all(struct ctx *ctx, struct asset_id asset, struct signup **ret_rows, size_t *ret_count)
{
    struct activities_sql_signups_standing *rows;
    size_t n;
    TRY(activities_sql_signups_standing(ctx->db, ctx->arena, asset, SIGNUPS_SHOWN, &rows, &n));
    struct signup *out = ARENA_ARRAY(ctx->arena, struct signup, n);
    for (size_t i = 0; i < n; i++) TRY(activities_signup_read(ctx, rows[i].id, &out[i]));
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

enum status activities_signups(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                               struct signup **ret_rows, size_t *ret_count)
{
    struct activities_sql_signups_on *rows;
    size_t n, count = 0;
    if (!day_is(day)) return standing_all(ctx, asset, ret_rows, ret_count);
    TRY(activities_sql_signups_on(ctx->db, ctx->arena, asset, day, at, SIGNUPS_SHOWN, &rows, &n));
    struct signup *out = ARENA_ARRAY(ctx->arena, struct signup, n);
    for (size_t i = 0; i < n; i++) {
        struct signup s = of_row(ctx, &rows[i]);
        s.asset = asset;
        if (!day_is(s.day) && s.state == SIGNUP_WAITING) continue; /* waits for every time, not for this date */
        out[count++] = s;
    }
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

static int by_name(const void *a, const void *b)
{
    const struct activity_coming *x = a, *y = b;
    int order = str_cmp(x->first_name, y->first_name);
    return order != 0 ? order : (x->signup.v > y->signup.v) - (x->signup.v < y->signup.v);
}

enum status activities_coming(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                              struct activity_coming **ret_rows, size_t *ret_count)
{
    struct signup *all;
    size_t n, count = 0;
    TRY(activities_signups(ctx, asset, day, at, &all, &n));
    struct activity_coming *out = ARENA_ARRAY(ctx->arena, struct activity_coming, n);
    for (size_t i = 0; i < n; i++) {
        const struct signup *s = &all[i];
        if (s->state != SIGNUP_COMING) continue;
        out[count++] = (struct activity_coming){s->id, s->person, s->first_name, s->note, s->seats, s->carer, s->newcomer,
                                                !day_is(s->day) || s->of.v != 0};
    }
    if (count > 1) qsort(out, count, sizeof *out, by_name);
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status activities_missed(struct ctx *ctx, struct asset_id asset, struct day day, struct minutes at,
                              struct activity_coming **ret_rows, size_t *ret_count)
{
    struct activities_sql_came_to *came;
    struct activity_coming *rows;
    size_t came_n, n, count = 0;
    TRY(activities_sql_came_to(ctx->db, ctx->arena, asset, day, at, &came, &came_n));
    TRY(activities_coming(ctx, asset, day, at, &rows, &n));
    for (size_t i = 0; i < n && came_n > 0; i++) {
        bool there = rows[i].person.v == 0; /* a walk-in may be them: nobody is rung on a guess */
        for (size_t k = 0; k < came_n && !there; k++) there = came[k].person_id.v == rows[i].person.v;
        if (!there) rows[count++] = rows[i];
    }
    *ret_rows = rows;
    *ret_count = count;
    return OK;
}

enum status activities_signups_of(struct ctx *ctx, struct person_id person, struct signup **ret_rows, size_t *ret_count)
{
    struct activities_sql_signups_of_person *rows;
    size_t n;
    TRY(activities_sql_signups_of_person(ctx->db, ctx->arena, person, ctx_today(ctx), SIGNUPS_SHOWN, &rows, &n));
    struct signup *out = ARENA_ARRAY(ctx->arena, struct signup, n);
    for (size_t i = 0; i < n; i++) TRY(activities_signup_read(ctx, rows[i].id, &out[i]));
    *ret_rows = out;
    *ret_count = n;
    return OK;
}
