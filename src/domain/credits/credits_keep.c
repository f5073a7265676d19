/* What is in the accounts of a place, for who keeps its books. */
#include "domain/credits/credits_keep.h"

#include "credits_sql.h"
#include "domain/credits/credits_policy.h"

#define ACCOUNTS_MAX 500

static bool keeps(struct ctx *ctx, struct place_id place)
{
    return ctx_has(ctx, STANDING_SYSTEM) || (ctx_has(ctx, STANDING_ADMIN) && place.v != 0 && ctx->actor.place == place.v);
}

static enum credits_kind kind_of(struct str code)
{
    enum credits_kind kind;
    return credits_kind_parse(code, &kind) ? kind : CREDITS_MEMBER;
}

enum status credits_trial(struct ctx *ctx, struct place_id place, struct credits_trial *ret_trial)
{
    struct credits_sql_named_accounts *rows;
    struct credits_sql_members_sum members;
    size_t n;
    if (!keeps(ctx, place)) return ERR_DENIED;
    TRY(credits_sql_named_accounts(ctx->db, ctx->arena, place, ACCOUNTS_MAX, &rows, &n));
    TRY(credits_sql_members_sum(ctx->db, ctx->arena, place, &members));
    struct credits_trial t = {.rows = ARENA_ARRAY(ctx->arena, struct credits_held, n + 1), .rows_n = n, .members = members.n,
                              .members_balance = members.balance, .sum = members.balance};
    for (size_t i = 0; i < n; i++) {
        t.rows[i] = (struct credits_held){rows[i].id, kind_of(rows[i].kind), rows[i].label.len > 0 ? rows[i].label : rows[i].name, rows[i].balance,
                                          rows[i].held_in + rows[i].held_out, instant_is(rows[i].closed_at)};
        t.sum += rows[i].balance;
    }
    *ret_trial = t;
    return OK;
}

enum status credits_keep_members(struct ctx *ctx, struct place_id place, int64_t after, int64_t limit, struct credits_keep_member **ret_rows, size_t *ret_count)
{
    struct credits_sql_members_of *found;
    size_t n;
    if (!keeps(ctx, place)) return ERR_DENIED;
    TRY(credits_sql_members_of(ctx->db, ctx->arena, place, after, limit < 1 ? 1 : limit > ACCOUNTS_MAX ? ACCOUNTS_MAX : limit, &found, &n));
    struct credits_keep_member *rows = ARENA_ARRAY(ctx->arena, struct credits_keep_member, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str name = found[i].person_id.v ? people_first_name(ctx, found[i].person_id) : STR("");
        rows[i] = (struct credits_keep_member){found[i].id, found[i].person_id, name.len > 0 ? name : found[i].name, found[i].opened_at};
    }
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

enum status credits_keep_opens(struct ctx *ctx, struct account_id id, struct credits_account *ret_account)
{
    struct credits_account a;
    struct credits_policy policy;
    TRY(credits_account_get(ctx, id, &a));
    if (!keeps(ctx, a.place) || a.kind != CREDITS_MEMBER) return ERR_DENIED;
    TRY(credits_policy_of(ctx, a.place, &policy));
    if (!policy.keepers_see) return ERR_DENIED;
    *ret_account = a;
    return OK;
}
