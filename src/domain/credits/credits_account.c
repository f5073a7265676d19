/* Accounts and programmes. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_rules.h"

#include "base/utf8.h"
#include "credits_sql.h"

/* ---- opening ---- */

static bool name_fine(struct str name)
{
    if (name.len < 1 || name.len > 60) return false;
    bool digits = true; /* a name of digits only would be taken for an id */
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool digit = c >= '0' && c <= '9', letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!digit && !letter && c != '-' && c != '_' && c != '.') return false;
        digits = digits && digit;
    }
    return !digits;
}

/* "m-7k3f9qx2": tells nobody whose it is. */
static struct str made_up(struct ctx *ctx, enum credits_kind kind)
{
    static const char signs[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char code[10];
    for (size_t i = 0; i < sizeof code; i++) code[i] = signs[rand_below(ctx->rand, 32)];
    return str_printf(ctx->arena, "%s-%.10s", credits_kind_code(kind), code);
}

static enum status check_new(struct ctx *ctx, const struct credits_account *a)
{
    if (a->name.ptr && !name_fine(a->name))
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("A name has 1 to 60 letters, digits, dots, - or _, and is not a number. For example: garden-club"));
    if (utf8_count(a->label) > 120) return ctx_fault(ctx, ERR_INVALID, STR("label"), SAY("Please write fewer than 120 letters."));
    return credits_limits_check(ctx, a->floor, a->ceiling);
}

static enum status books_of(struct ctx *ctx, struct place_id place, struct ledger_id *ret_ledger)
{
    struct credits_sql_ledger_of row;
    enum status status = place.v ? credits_sql_ledger_of(ctx->db, ctx->arena, place, &row) : ERR_MISSING;
    if (status != OK && status != ERR_MISSING) return status;
    *ret_ledger = status == OK ? row.id : (struct ledger_id){1};
    return OK;
}

enum status credits_account_open(struct ctx *ctx, const struct credits_account *a, struct account_id *ret_id)
{
    struct ledger_id ledger = a->ledger;
    TRY(check_new(ctx, a));
    if (ledger.v == 0) TRY(books_of(ctx, a->place, &ledger));
    const struct credits_sql_account_add_in in = {
        .id = {ctx_id(ctx)}, .ledger = ledger, .place = a->place, .kind = str_from(credits_kind_code(a->kind)),
        .name = a->name.ptr ? a->name : made_up(ctx, a->kind), .label = a->label.len > 0 ? a->label : STR_NONE, .person = a->person, .asset = a->asset,
        .floor = a->kind == CREDITS_ISSUE ? CREDITS_NO_LIMIT : a->floor, .ceiling = a->ceiling, .now = ctx->now};
    enum status status = credits_sql_account_add(ctx->db, &in);
    if (status == ERR_CONFLICT) return ctx_fault(ctx, ERR_CONFLICT, STR("name"), SAY("There is an account of this name already. Choose another name."));
    TRY(status);
    *ret_id = in.id;
    return OK;
}

/* ---- reading ---- */

#define ACCOUNT(r)                                                                                                                       \
    ((struct credits_account){.id = (r)->id, .ledger = (r)->ledger_id, .place = (r)->place_id, .kind = kind_of((r)->kind),               \
                              .name = (r)->name, .label = (r)->label, .person = (r)->person_id, .asset = (r)->asset_id,                  \
                              .floor = (r)->floor_minutes, .ceiling = (r)->ceiling_minutes, .balance = (r)->balance,                     \
                              .held_out = (r)->held_out, .held_in = (r)->held_in, .excused = (r)->excused, .opened_at = (r)->opened_at,  \
                              .closed_at = (r)->closed_at})

static enum credits_kind kind_of(struct str code)
{
    enum credits_kind kind;
    return credits_kind_parse(code, &kind) ? kind : CREDITS_MEMBER;
}

enum status credits_account_get(struct ctx *ctx, struct account_id id, struct credits_account *ret_account)
{
    struct credits_sql_account_get row;
    TRY(credits_sql_account_get(ctx->db, ctx->arena, id, &row));
    *ret_account = ACCOUNT(&row);
    return OK;
}

enum status credits_account_look(struct ctx *ctx, struct str name_or_id, struct credits_account *ret_account)
{
    struct credits_sql_account_named row;
    int64_t id;
    if (str_to_int(name_or_id, &id)) return credits_account_get(ctx, (struct account_id){id}, ret_account);
    if (!name_fine(name_or_id)) return ERR_MISSING; /* also what no text column can hold */
    TRY(credits_sql_account_named(ctx->db, ctx->arena, name_or_id, &row));
    *ret_account = ACCOUNT(&row);
    return OK;
}

enum status credits_account_said(struct ctx *ctx, struct str name_or_id, struct str field, struct credits_account *ret_account)
{
    if (name_or_id.len == 0) return ctx_fault(ctx, ERR_INVALID, field, SAY("Name an account. Look at the list of accounts."));
    enum status status = credits_account_look(ctx, name_or_id, ret_account);
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_MISSING, field, SAY1("There is no account {name}. Look at the list of accounts.", "name", name_or_id));
}

enum status credits_member_find(struct ctx *ctx, struct person_id person, struct account_id *ret_id)
{
    struct credits_sql_account_of_person row;
    TRY(credits_sql_account_of_person(ctx->db, ctx->arena, person, &row));
    *ret_id = row.id;
    return OK;
}

enum status credits_ledger_of(struct ctx *ctx, struct account_id id, struct str field, struct ledger_id *ret_ledger)
{
    struct credits_account account;
    enum status status = credits_account_get(ctx, id, &account);
    if (status == ERR_MISSING)
        return ctx_fault(ctx, ERR_MISSING, field, SAY("There is no account of this name. Look at the list of accounts."));
    TRY(status);
    *ret_ledger = account.ledger;
    return OK;
}

/* ---- opened when needed ---- */

static int64_t setting_minutes(struct ctx *ctx, const char *key, int64_t fallback)
{
    struct str value;
    int64_t n;
    if (module_setting(ctx, key, STR(""), &value) != OK || !str_to_int(value, &n)) return fallback;
    return n;
}

enum status credits_member(struct ctx *ctx, struct person_id person, struct account_id *ret_id)
{
    enum status status = credits_member_find(ctx, person, ret_id);
    if (status != ERR_MISSING) return status;
    struct place_id place;
    TRY(people_home(ctx, person, &place));
    struct credits_account account = {
        .place = place, .kind = CREDITS_MEMBER, .person = person, .floor = setting_minutes(ctx, "credits.floor", -600),
        .ceiling = setting_minutes(ctx, "credits.ceiling", CREDITS_NO_LIMIT)};
    TRY(credits_rule_limits(ctx, place, CREDITS_MEMBER, &account.floor, &account.ceiling));
    return credits_account_open(ctx, &account, ret_id);
}

enum status credits_asset_account(struct ctx *ctx, struct asset_id asset, enum credits_kind kind, struct account_id *ret_id)
{
    struct credits_sql_account_of_asset row;
    enum status status = credits_sql_account_of_asset(ctx->db, ctx->arena, asset, str_from(credits_kind_code(kind)), &row);
    if (status == OK) {
        *ret_id = row.id;
        return OK;
    }
    if (status != ERR_MISSING) return status;
    struct asset found;
    TRY(assets_find(ctx, asset, &found));
    struct credits_account account = {.place = found.place, .kind = kind, .asset = asset, .label = utf8_short(ctx->arena, found.name, 120),
                                      .floor = 0, .ceiling = CREDITS_NO_LIMIT};
    TRY(credits_rule_limits(ctx, found.place, kind, &account.floor, &account.ceiling));
    return credits_account_open(ctx, &account, ret_id);
}

/* ---- programmes ---- */

enum status credits_programme_add(struct ctx *ctx, struct place_id place, struct str name, struct programme_id *ret_id, struct account_id *ret_issue)
{
    struct str words = str_trim(name);
    if (words.len == 0 || utf8_count(words) > 80) return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Write a name of at most 80 letters. For example: Good neighbours"));
    const struct credits_account account = {.place = place, .kind = CREDITS_ISSUE, .label = words, .floor = CREDITS_NO_LIMIT, .ceiling = CREDITS_NO_LIMIT};
    struct account_id issue;
    struct programme_id id = {ctx_id(ctx)};
    TRY(credits_account_open(ctx, &account, &issue));
    TRY(credits_sql_programme_add(ctx->db, id, place, words, issue));
    *ret_id = id;
    *ret_issue = issue;
    return OK;
}

enum status credits_programme_of(struct ctx *ctx, struct place_id place, struct programme_id *ret_id, struct account_id *ret_issue)
{
    struct credits_sql_programme_of row;
    enum status status = credits_sql_programme_of(ctx->db, ctx->arena, place, &row);
    if (status == ERR_MISSING) return credits_programme_add(ctx, place, STR("Neighbours"), ret_id, ret_issue);
    TRY(status);
    *ret_id = row.id;
    *ret_issue = row.account_id;
    return OK;
}
