/* Reading rules: below accounts, which are opened with their limits. */
#include "domain/credits/credits_rules.h"

#include "credits_sql.h"

#define DAY_MS ((int64_t)86400000)

/* ---- reading ---- */

static enum credits_kind kind_of(struct str code)
{
    enum credits_kind kind;
    return credits_kind_parse(code, &kind) ? kind : CREDITS_MEMBER;
}

#define RULE(r)                                                                                                                         \
    ((struct credits_rule){.id = (r)->id, .place = (r)->place_id, .name = (r)->name, .kind = kind_of((r)->kind),                        \
                           .floor = (r)->floor_minutes, .ceiling = (r)->ceiling_minutes, .warn = (r)->warn_minutes,                     \
                           .first_days = (r)->first_days == INT_NONE ? 0 : (r)->first_days, .chosen = (r)->chosen,                      \
                           .moving = !instant_is((r)->looked_at), .changed_at = (r)->changed_at})

enum status credits_rule_find(struct ctx *ctx, struct rule_id id, struct credits_rule *ret_rule)
{
    struct credits_sql_rule_find row;
    TRY(credits_sql_rule_find(ctx->db, ctx->arena, id, &row));
    if (instant_is(row.ended_at)) return ERR_MISSING;
    *ret_rule = RULE(&row);
    ret_rule->accounts = row.accounts;
    return OK;
}

enum status credits_rule_list(struct ctx *ctx, struct place_id place, struct credits_rule **ret_rows, size_t *ret_count)
{
    struct credits_sql_rule_list *rows;
    size_t n;
    TRY(credits_sql_rule_list(ctx->db, ctx->arena, place, &rows, &n));
    struct credits_rule *rules = ARENA_ARRAY(ctx->arena, struct credits_rule, n + 1);
    for (size_t i = 0; i < n; i++) {
        rules[i] = RULE(&rows[i]);
        rules[i].accounts = rows[i].accounts;
    }
    *ret_rows = rules;
    *ret_count = n;
    return OK;
}

enum status credits_rule_usual(struct ctx *ctx, struct place_id place, enum credits_kind kind, int64_t days, struct credits_rule *ret_rule)
{
    struct credits_sql_rule_usual row;
    TRY(credits_sql_rule_usual(ctx->db, ctx->arena, place, str_from(credits_kind_code(kind)), days, &row));
    *ret_rule = RULE(&row);
    return OK;
}

enum status credits_rule_of(struct ctx *ctx, const struct credits_account *a, struct credits_rule *ret_rule)
{
    struct credits_sql_rule_chosen row;
    enum status status = credits_sql_rule_chosen(ctx->db, ctx->arena, a->id, &row);
    if (status == OK) *ret_rule = RULE(&row);
    if (status != ERR_MISSING) return status;
    if (a->place.v == 0 || (a->person.v == 0 && a->asset.v == 0)) return ERR_MISSING;
    return credits_rule_usual(ctx, a->place, a->kind, (ctx->now.ms - a->opened_at.ms) / DAY_MS, ret_rule);
}

enum status credits_rule_limits(struct ctx *ctx, struct place_id place, enum credits_kind kind, int64_t *floor, int64_t *ceiling)
{
    struct credits_rule rule;
    enum status status = place.v ? credits_rule_usual(ctx, place, kind, 0, &rule) : ERR_MISSING;
    if (status == ERR_MISSING) return OK;
    TRY(status);
    *floor = rule.floor;
    *ceiling = rule.ceiling;
    return OK;
}
