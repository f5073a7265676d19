/* Limits per group of accounts. */
#include "domain/credits/credits_rules.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "platform/journal/journal.h"

#define LIST_MAX 500
#define DAY_MS ((int64_t)86400000)
#define HOUR_MS ((int64_t)3600000)
#define AT_ONCE 20

static bool keeps(struct ctx *ctx, struct place_id place)
{
    return ctx_has(ctx, STANDING_SYSTEM) || (ctx_has(ctx, STANDING_ADMIN) && place.v != 0 && ctx->actor.place == place.v);
}

/* ---- setting ---- */

static enum status check(struct ctx *ctx, const struct credits_rule *r)
{
    size_t before = ctx->faults.count;
    struct str name = str_trim(r->name);
    if (name.len == 0 || utf8_count(name) > 60) (void)!ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Write a name of at most 60 letters. For example: Members"));
    if (r->kind != CREDITS_MEMBER && r->kind != CREDITS_GROUP && r->kind != CREDITS_POT && r->kind != CREDITS_VENUE)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("kind"), SAY("Choose for whom it is."));
    (void)!credits_limits_check(ctx, r->floor, r->ceiling);
    if (r->warn < 0 || r->warn > CREDITS_MINUTES_MAX) (void)!ctx_fault(ctx, ERR_INVALID, STR("warn"), SAY("Write a number of hours. For example: 2"));
    if (r->first_days < 0 || r->first_days > 3660) (void)!ctx_fault(ctx, ERR_INVALID, STR("first_days"), SAY("Write a number of days, or leave it empty. For example: 90"));
    if (r->chosen && r->first_days > 0)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("first_days"), SAY("Either for the first days of everybody, or for those you choose. Leave one of the two."));
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

static enum status taken(struct ctx *ctx)
{
    return ctx_fault(ctx, ERR_CONFLICT, STR("name"), SAY("There is such a rule already: one of this name, or one for all of these. Change that one."));
}

static enum status write(struct ctx *ctx, const struct credits_rule *r, struct rule_id *ret_id)
{
    int64_t first = r->first_days > 0 ? r->first_days : INT_NONE;
    if (r->id.v) {
        const struct credits_sql_rule_change_in in = {.id = r->id, .name = str_trim(r->name), .floor = r->floor, .ceiling = r->ceiling, .warn = r->warn,
                                                      .first_days = first, .by = ctx->actor.person, .now = ctx->now};
        *ret_id = r->id;
        return credits_sql_rule_change(ctx->db, &in);
    }
    const struct credits_sql_rule_add_in in = {.id = {ctx_id(ctx)}, .place = r->place, .name = str_trim(r->name), .kind = str_from(credits_kind_code(r->kind)),
                                               .floor = r->floor, .ceiling = r->ceiling, .warn = r->warn, .first_days = first, .chosen = r->chosen,
                                               .by = ctx->actor.person, .now = ctx->now};
    *ret_id = in.id;
    return credits_sql_rule_add(ctx->db, &in);
}

enum status credits_rule_put(struct ctx *ctx, const struct credits_rule *rule, struct rule_id *ret_id)
{
    struct credits_rule r = *rule, was;
    struct rule_id id;
    if (r.id.v) {
        TRY(credits_rule_find(ctx, r.id, &was));
        r.place = was.place;
        r.kind = was.kind;
        r.chosen = was.chosen;
    }
    if (!keeps(ctx, r.place)) return ERR_DENIED;
    TRY(check(ctx, &r));
    enum status status = write(ctx, &r, &id);
    if (status == ERR_CONFLICT) return taken(ctx);
    TRY(status);
    TRY(credits_sql_rule_again(ctx->db, r.place));
    TRY(journal_record(ctx, "credits.rule_set", id.v, r.place.v, STR("")));
    *ret_id = id;
    return OK;
}

enum status credits_rule_end(struct ctx *ctx, struct rule_id id)
{
    struct credits_rule r;
    TRY(credits_rule_find(ctx, id, &r));
    if (!keeps(ctx, r.place)) return ERR_DENIED;
    TRY(credits_sql_rule_end(ctx->db, id, ctx->now));
    TRY(credits_sql_rule_free(ctx->db, id));
    TRY(credits_sql_rule_again(ctx->db, r.place));
    return journal_record(ctx, "credits.rule_ended", id.v, r.place.v, STR(""));
}

/* ---- who is in which ---- */

enum status credits_rule_choose(struct ctx *ctx, struct person_id person, struct rule_id rule)
{
    struct account_id account;
    struct credits_account a;
    struct credits_rule r;
    struct place_id home;
    TRY(people_home(ctx, person, &home));
    if (!keeps(ctx, home)) return ERR_DENIED;
    if (rule.v) {
        TRY(credits_rule_find(ctx, rule, &r));
        if (r.place.v != home.v || !r.chosen || r.kind != CREDITS_MEMBER)
            return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose somebody of this place, and a rule for those you choose."));
    }
    TRY(credits_member(ctx, person, &account));
    TRY(credits_turn(ctx, account));
    if (rule.v) TRY(credits_sql_rule_put_in(ctx->db, account, rule, ctx->actor.person, ctx->now));
    else TRY(credits_sql_rule_take_out(ctx->db, account));
    TRY(journal_record(ctx, "credits.rule_chosen", person.v, rule.v, STR("")));
    TRY(credits_account_get(ctx, account, &a));
    enum status status = credits_rule_of(ctx, &a, &r);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    return credits_account_limits(ctx, account, r.floor, r.ceiling);
}

enum status credits_rule_people(struct ctx *ctx, struct rule_id id, struct credits_ruled **ret_rows, size_t *ret_count)
{
    struct credits_rule r;
    struct credits_sql_rule_people *found;
    size_t n;
    TRY(credits_rule_find(ctx, id, &r));
    if (!keeps(ctx, r.place)) return ERR_DENIED;
    TRY(credits_sql_rule_people(ctx->db, ctx->arena, id, LIST_MAX, &found, &n));
    struct credits_ruled *rows = ARENA_ARRAY(ctx->arena, struct credits_ruled, n + 1);
    for (size_t i = 0; i < n; i++) rows[i] = (struct credits_ruled){found[i].account_id, found[i].person_id};
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

/* ---- accounts follow ---- */

static enum credits_kind kind_of(struct str code)
{
    enum credits_kind kind;
    return credits_kind_parse(code, &kind) ? kind : CREDITS_MEMBER;
}

/* Accounts of a rule for all: of its first days, or from then on where there is a rule for those. */
static enum status span(struct ctx *ctx, const struct credits_sql_rules_due *r, struct instant *ret_from, struct instant *ret_until)
{
    struct credits_rule first;
    *ret_from = (struct instant){-1};
    *ret_until = ctx->now;
    if (r->first_days != INT_NONE) {
        *ret_from = (struct instant){ctx->now.ms - r->first_days * DAY_MS};
        return OK;
    }
    enum status status = credits_rule_usual(ctx, r->place_id, kind_of(r->kind), 0, &first);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (first.first_days > 0) *ret_until = (struct instant){ctx->now.ms - first.first_days * DAY_MS};
    return OK;
}

static enum status strays(struct ctx *ctx, const struct credits_sql_rules_due *r, int64_t limit, struct account_id *ids, size_t *ret_n)
{
    size_t n;
    if (r->chosen) {
        struct credits_sql_rule_chosen_strays *rows;
        TRY(credits_sql_rule_chosen_strays(ctx->db, ctx->arena, r->id, r->floor_minutes, r->ceiling_minutes, limit, &rows, &n));
        for (size_t i = 0; i < n; i++) ids[i] = rows[i].id;
    } else {
        struct credits_sql_rule_strays *rows;
        struct instant from, until;
        TRY(span(ctx, r, &from, &until));
        const struct credits_sql_rule_strays_in in = {.place = r->place_id, .kind = r->kind, .floor = r->floor_minutes, .ceiling = r->ceiling_minutes,
                                                      .from = from, .until = until, .limit = limit};
        TRY(credits_sql_rule_strays(ctx->db, ctx->arena, &in, &rows, &n));
        for (size_t i = 0; i < n; i++) ids[i] = rows[i].id;
    }
    *ret_n = n;
    return OK;
}

enum status credits_rules_move(struct ctx *ctx, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_rules_due *rules;
    size_t rules_n, n;
    int64_t most = limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, moved = 0;
    struct account_id *ids = ARENA_ARRAY(ctx->arena, struct account_id, (size_t)most);
    TRY(credits_sql_rules_due(ctx->db, ctx->arena, (struct instant){ctx->now.ms - HOUR_MS}, AT_ONCE, &rules, &rules_n));
    for (size_t i = 0; i < rules_n && moved < most; i++) {
        TRY(strays(ctx, &rules[i], most - moved, ids, &n));
        for (size_t k = 0; k < n; k++) TRY(credits_account_limits(ctx, ids[k], rules[i].floor_minutes, rules[i].ceiling_minutes));
        moved += (int64_t)n;
        if (moved < most) TRY(credits_sql_rule_looked(ctx->db, rules[i].id, rules[i].changed_at, ctx->now));
    }
    *ret_n = moved;
    return OK;
}
