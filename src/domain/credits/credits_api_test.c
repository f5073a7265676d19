/* Programs over HTTP: the same answer for the same key, every refusal as a document with its field. */
#include "domain/credits/credits_api.h"

#include "platform/module/platform.h"
#include "platform/web/web_server.h"

static const struct module *const tables[] = {&journal_module, &mail_module, &texts_module, &auth_module, &jobs_module, &module_module,
                                              &web_module, &places_module, &vocabulary_module, &people_module, &assets_module, &credits_module};
static const struct module_list list = {tables, sizeof tables / sizeof *tables};

#define WORLD_NAME "kith_credits_api_test"
#include "platform/web/web_world_test.h"

#define KEY_A "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"
#define KEY_B "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5f"

static void open_account(struct world *w, const char *name, enum credits_kind kind, int64_t floor, int64_t ceiling)
{
    struct account_id id;
    const struct credits_account account = {.kind = kind, .name = str_from(name), .floor = floor, .ceiling = ceiling};
    assert_ok(credits_account_open(&w->ctx, &account, &id));
}

static const char *token(struct world *w, const char *scope)
{
    struct str made;
    assert_ok(auth_token_make(&w->ctx, 0, str_from(scope), &made));
    return str_c(&w->arena, made);
}

/* Accounts, and a token for credits. */
static const char *set_up(struct world *w)
{
    assert_ok(db_begin(w->db, DB_WRITE));
    open_account(w, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT);
    open_account(w, "joan", CREDITS_MEMBER, -60, CREDITS_NO_LIMIT);
    open_account(w, "dev", CREDITS_MEMBER, 0, 90);
    const char *made = token(w, "credits");
    assert_ok(db_commit(w->db));
    return made;
}

static int post(struct world *w, const char *bearer, const char *key, const char *body)
{
    const char *line = str_c(&w->arena, str_printf(&w->arena, "idempotency-key: %s\n", key));
    return ask(w, (struct web_test_request){.method = "POST", .target = "/api/v1/credits/entries", .content_type = "application/json",
                                            .bearer = bearer, .headers = line, .body = body});
}

static int look(struct world *w, const char *bearer, const char *name)
{
    const char *target = str_c(&w->arena, str_printf(&w->arena, "/api/v1/credits/accounts/%s", name));
    return ask(w, (struct web_test_request){.method = "GET", .target = target, .bearer = bearer});
}

static void the_same_key_is_the_same_answer(void **state)
{
    struct world *w = *state;
    const char *bearer = set_up(w), *body = "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"garden\"}";
    assert_int_equal(post(w, bearer, KEY_A, body), 201);
    struct str first = w->body;
    assert_true(has(first, "\"id\":\"" KEY_A "\",\"state\":\"completed\",\"entry\":\"1099511627777\""));
    assert_int_equal(post(w, bearer, KEY_A, body), 200);
    assert_str(w->body, str_c(&w->arena, first));
    assert_int_equal(post(w, bearer, KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":61,\"for\":\"garden\"}"), 409);
    assert_true(has(w->body, "\"field\":\"Idempotency-Key\""));
    assert_int_equal(look(w, bearer, "joan"), 200);
    assert_str(w->body, "{\"name\":\"joan\",\"kind\":\"member\",\"balance\":60}");
    assert_int_equal(look(w, bearer, "issue"), 200);
    assert_true(has(w->body, "\"balance\":-60}"));
    assert_int_equal(look(w, bearer, "nobody"), 404);
}

static void minutes_are_whole(void **state)
{
    struct world *w = *state;
    static const char *const wrong[] = {"1.5", "60.0", "-1", "0", "525601", "99999999999999999999999", "1e400", "\"60\"", "null", "true", "[60]"};
    const char *bearer = set_up(w);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct str body = str_printf(&w->arena, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":%s,\"for\":\"garden\"}", wrong[i]);
        assert_int_equal(post(w, bearer, KEY_A, str_c(&w->arena, body)), 422);
        assert_true(has(w->body, "\"field\":\"minutes\""));
    }
    assert_int_equal(look(w, bearer, "joan"), 200);
    assert_true(has(w->body, "\"balance\":0}"));
}

static void a_refusal_names_its_field(void **state)
{
    struct world *w = *state;
    static const struct { const char *key, *body, *field; } rows[] = {
        {"", "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "Idempotency-Key"},
        {"not-a-uuid", "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "Idempotency-Key"},
        {KEY_A, "", "body"},
        {KEY_A, "[]", "body"},
        {KEY_A, "{\"from\":\"issue\",\"to\":\"joan\"", "body"},
        {KEY_A, "{\"from\":\"issue\",\"from\":\"dev\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "body"},
        {KEY_A, "{\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "from"},
        {KEY_A, "{\"from\":\"unheard\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "from"},
        {KEY_A, "{\"from\":\"issue\",\"to\":77,\"minutes\":60,\"for\":\"x\"}", "to"},
        {KEY_A, "{\"from\":\"joan\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}", "to"},
        {KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60}", "for"},
        {KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":7}", "for"},
        {KEY_A, "{\"from\":\"joan\",\"to\":\"dev\",\"minutes\":61,\"for\":\"x\"}", "minutes"},  /* below the floor */
        {KEY_A, "{\"from\":\"issue\",\"to\":\"dev\",\"minutes\":91,\"for\":\"x\"}", "minutes"}, /* above the ceiling */
        {KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\",\"on_behalf_of\":\"Joan\"}", "consent"},
        {KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\",\"consent\":\"by phone\"}", "on_behalf_of"},
        {KEY_A, "{\"from\":\"issue\",\"to\":99999999999999999999,\"minutes\":60,\"for\":\"x\"}", "to"},
    };
    const char *bearer = set_up(w);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(post(w, bearer, rows[i].key, rows[i].body), 422);
        struct str fault = str_printf(&w->arena, "\"faults\":[{\"field\":\"%s\"", rows[i].field);
        assert_true(has(w->body, str_c(&w->arena, fault)));
    }
    assert_int_equal(post(w, bearer, "", "{}"), 422); /* all at once */
    assert_true(has(w->body, "{\"field\":\"from\"") && has(w->body, "{\"field\":\"to\"") && has(w->body, "{\"field\":\"minutes\""));
    assert_int_equal(post(w, bearer, KEY_B, "{\"from\":\"issue\",\"to\":\"dev\",\"minutes\":90,\"for\":\"x\",\"on_behalf_of\":\"Dev's mother\",\"consent\":\"by phone\"}"), 201);
}

static void what_is_not_ours_is_passed_over(void **state)
{
    struct world *w = *state;
    const char *bearer = set_up(w);
    assert_int_equal(post(w, bearer, KEY_A, "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\",\"ours\":99999999999999999999}"), 201);
    assert_true(has(w->body, "\"minutes\":60"));
    assert_int_equal(post(w, bearer, KEY_B, "[]"), 422);
    assert_true(has(w->body, "look at line 1."));
}

static void a_token_of_its_scope_is_needed(void **state)
{
    struct world *w = *state;
    const char *bearer = set_up(w), *body = "{\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\"}";
    assert_int_equal(post(w, NULL, KEY_A, body), 401);
    assert_true(has(w->body, "\"status\":\"DENIED\""));
    assert_int_equal(post(w, "kith_unheardofunheardof", KEY_A, body), 401);
    assert_int_equal(look(w, NULL, "joan"), 401);
    assert_ok(db_begin(w->db, DB_WRITE));
    const char *other = token(w, "interop"), *admin = token(w, "admin");
    assert_ok(db_commit(w->db));
    assert_int_equal(post(w, other, KEY_A, body), 403);
    assert_true(has(w->body, "\"message\":\"This token") && !has(w->body, "\"message\":\"DENIED\""));
    assert_int_equal(look(w, other, "joan"), 403);
    assert_int_equal(ask(w, (struct web_test_request){.method = "GET", .target = "/api/v1/credits/entries", .bearer = admin}), 405);
    assert_true(str_starts(w->body, STR("{\"error\":{\"status\":")));
    assert_int_equal(ask(w, (struct web_test_request){.method = "GET", .target = "/api/v1/unheard", .bearer = admin}), 404);
    assert_true(str_starts(w->body, STR("{\"error\":{\"status\":\"MISSING\"")));
    assert_int_equal(post(w, admin, KEY_A, body), 201);
    assert_int_equal(post(w, bearer, KEY_A, body), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {BOTH(the_same_key_is_the_same_answer), BOTH(minutes_are_whole), BOTH(a_refusal_names_its_field), BOTH(what_is_not_ours_is_passed_over),
                                       BOTH(a_token_of_its_scope_is_needed)};
    return cmocka_run_group_tests_name("credits over HTTP", tests, NULL, NULL);
}
