/* kith credits account, list, statement, limits, close. */
#include "domain/credits/credits_cli.h"

#include "credits_sql.h"
#include "platform/module/cli.h"

#define AT_ONCE 1000

/* ---- what several commands write ---- */

static void put_limit(struct json *json, const char *key, int64_t minutes)
{
    json_put_int(json, key, minutes == CREDITS_NO_LIMIT ? INT_NONE : minutes);
}

static void account_json(struct cli *cli, const struct credits_account *a)
{
    struct json *json = &cli->doc;
    json_begin_object(json);
    json_put_str(json, "account", str_int(cli->ctx->arena, a->id.v));
    json_put_str(json, "name", a->name);
    json_put_str(json, "kind", str_from(credits_kind_code(a->kind)));
    json_put_str(json, "label", a->label);
    put_limit(json, "floor", a->floor);
    put_limit(json, "ceiling", a->ceiling);
    json_put_int(json, "balance", a->balance);
    json_put_bool(json, "closed", instant_is(a->closed_at));
    json_end(json);
}

static void account_line(struct cli *cli, const struct credits_account *a)
{
    buf_printf(&cli->out, "%-7s %-32.*s %10lld min%s%s%.*s\n", credits_kind_code(a->kind), STR_ARG(a->name), (long long)a->balance,
               instant_is(a->closed_at) ? "  closed" : "", a->label.len ? "  " : "", STR_ARG(a->label));
}

static enum status show(struct cli *cli, struct account_id id)
{
    struct credits_account a;
    TRY(credits_account_get(cli->ctx, id, &a));
    if (cli->json) account_json(cli, &a);
    else account_line(cli, &a);
    return OK;
}

/* ---- account ---- */

static enum status limit_option(struct cli *cli, const char *name, int64_t fallback, int64_t *ret_minutes)
{
    if (!str_is(cli_option(cli, name, STR_NONE), "none")) return cli_int(cli, name, fallback, ret_minutes);
    *ret_minutes = CREDITS_NO_LIMIT;
    return OK;
}

static enum status place_option(struct cli *cli, struct place_id *ret_place)
{
    struct place place;
    struct str name = cli_option(cli, "place", STR_NONE);
    if (name.len == 0) return OK;
    TRY(places_find_said(cli->ctx, name, STR("place"), &place));
    *ret_place = place.id;
    return OK;
}

enum status credits_cli_account(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct credits_account a = {.name = cli_option(cli, "name", STR_NONE), .label = cli_option(cli, "label", STR_NONE)};
    struct str kind = cli_option(cli, "kind", STR_NONE);
    if (a.name.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("A name has 1 to 60 letters, digits, dots, - or _, and is not a number. For example: garden-club"));
    if (!credits_kind_parse(kind, &a.kind))
        return ctx_fault(ctx, ERR_INVALID, STR("kind"), SAY("A kind is one of: issue, member, group, pot, venue, paper, peer."));
    TRY(limit_option(cli, "floor", 0, &a.floor));
    TRY(limit_option(cli, "ceiling", CREDITS_NO_LIMIT, &a.ceiling));
    TRY(place_option(cli, &a.place));
    TRY(credits_account_open(ctx, &a, &a.id));
    return show(cli, a.id);
}

enum status credits_cli_limits(struct cli *cli)
{
    struct credits_account a;
    struct str name;
    TRY(cli_word(cli, 0, "account", &name));
    TRY(credits_account_said(cli->ctx, name, STR("account"), &a));
    bool change = cli_option(cli, "floor", STR_NONE).ptr || cli_option(cli, "ceiling", STR_NONE).ptr;
    TRY(limit_option(cli, "floor", a.floor, &a.floor));
    TRY(limit_option(cli, "ceiling", a.ceiling, &a.ceiling));
    if (change) TRY(credits_account_limits(cli->ctx, a.id, a.floor, a.ceiling));
    if (!cli->json) {
        struct str none = STR("none"), floor = a.floor == CREDITS_NO_LIMIT ? none : str_int(cli->ctx->arena, a.floor),
                   ceiling = a.ceiling == CREDITS_NO_LIMIT ? none : str_int(cli->ctx->arena, a.ceiling);
        buf_printf(&cli->out, "floor %.*s, ceiling %.*s\n", STR_ARG(floor), STR_ARG(ceiling));
    }
    return show(cli, a.id);
}

enum status credits_cli_close(struct cli *cli)
{
    struct credits_account a;
    struct str name;
    TRY(cli_word(cli, 0, "account", &name));
    TRY(credits_account_said(cli->ctx, name, STR("account"), &a));
    TRY(credits_account_close(cli->ctx, a.id));
    return show(cli, a.id);
}

/* ---- list ---- */

static void list_row(struct cli *cli, const struct credits_sql_accounts_after *r)
{
    struct credits_account a = {.id = r->id, .name = r->name, .label = r->label, .floor = r->floor_minutes, .ceiling = r->ceiling_minutes,
                                .balance = r->balance, .closed_at = r->closed_at};
    (void)!credits_kind_parse(r->kind, &a.kind);
    if (cli->json) account_json(cli, &a);
    else account_line(cli, &a);
}

enum status credits_cli_list(struct cli *cli)
{
    struct credits_sql_accounts_after *rows;
    struct str kind = cli_option(cli, "kind", STR_NONE);
    enum credits_kind known;
    int64_t after = 0;
    size_t n;
    if (kind.ptr && !credits_kind_parse(kind, &known))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("kind"), SAY("A kind is one of: issue, member, group, pot, venue, paper, peer."));
    if (cli->json) json_begin_array(&cli->doc);
    do {
        TRY(credits_sql_accounts_after(cli->ctx->db, cli->ctx->arena, after, AT_ONCE, &rows, &n));
        for (size_t i = 0; i < n; i++)
            if (!kind.ptr || str_eq(rows[i].kind, kind)) list_row(cli, &rows[i]);
        if (n > 0) after = rows[n - 1].id.v;
    } while (n == AT_ONCE);
    if (cli->json) json_end(&cli->doc);
    return OK;
}
