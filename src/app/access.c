/* kith token, kith signin: keys for programs and for looking round the example neighbourhood.
 */
#include "app/app.h"

#include "platform/journal/journal.h"
#include <stdlib.h>

static enum status account_for(struct cli *cli, struct str person, int64_t *ret_account) {
    int64_t id;
    if (!str_to_int(person, &id) || id <= 0)
        return ctx_fault(cli->ctx, ERR_INVALID, STR("for"),
                         SAY("Write the number of the person."));
    enum status status = auth_account_find(cli->ctx, id, ret_account);
    if (status != ERR_MISSING) return status;
    return auth_account_open(cli->ctx, id, STR_NONE, STR_NONE, ret_account);
}

static bool known_scope(struct str scope) {
    return str_is(scope, "credits") || str_is(scope, "interop") || str_is(scope, "admin");
}

static enum status put_one(struct cli *cli, const char *key, struct str value) {
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, key, value);
        json_end(&cli->doc);
    } else {
        buf_printf(&cli->out, "%.*s\n", STR_ARG(value));
    }
    return OK;
}

enum status app_cli_token(struct cli *cli) {
    struct str person = cli_option(cli, "for", STR_NONE),
               scope = cli_option(cli, "scope", STR_NONE);
    struct str token;
    int64_t account = 0;
    if (person.ptr && !scope.ptr) {
        TRY(account_for(cli, person, &account));
        scope = STR("person");
    } else if (!scope.ptr || person.ptr || !known_scope(scope)) {
        return ctx_fault(cli->ctx, ERR_INVALID, STR("scope"),
                         SAY("Write --for PERSON, or --scope credits, interop or admin."));
    }
    TRY(auth_token_make(cli->ctx, account, scope, &token));
    TRY(journal_record(cli->ctx, "app.token-made", account, 0, scope));
    return put_one(cli, "token", token);
}

static enum status demo_account(struct cli *cli, struct str role, int64_t *ret_account) {
    struct str demo, account;
    TRY(module_setting(cli->ctx, "demo", STR(""), &demo));
    if (!str_is(demo, "1"))
        return ctx_fault(cli->ctx, ERR_DENIED, STR("db"),
                         SAY("Only the example neighbourhood can be entered this way."));
    struct str key = str_cat(cli->ctx->arena, STR("demo."), role);
    TRY(module_setting(cli->ctx, str_c(cli->ctx->arena, key), STR(""), &account));
    if (str_to_int(account, ret_account)) return OK;
    return ctx_fault(cli->ctx, ERR_MISSING, STR("as"),
                     SAY("Write --as resident, connector, organisation, admin, lead, host, coordinator, "
                         "convenor or learning."));
}

enum status app_cli_signin(struct cli *cli) {
    struct auth_code code;
    struct str origin, role = cli_option(cli, "as", STR(""));
    int64_t account;
    const char *port = getenv("KITH_PORT");
    TRY(demo_account(cli, role, &account));
    /* A card's life of 30 days: nobody reads a fresh example within ten minutes. */
    TRY(auth_code_make(cli->ctx, account, AUTH_CARD, &code));
    struct str usual = str_printf(cli->ctx->arena, "http://127.0.0.1:%s", port ? port : "8080");
    TRY(module_setting(cli->ctx, "web.origin", usual, &origin));
    origin = cli_option(cli, "origin", origin);
    return put_one(cli, "url", str_printf(cli->ctx->arena, "%.*s/signin/%.*s", STR_ARG(origin),
                                          STR_ARG(code.token)));
}
