/* What a text gateway sends, signed; and signing in by text. On both databases. */
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "platform/web/web_server.h"

static enum status standing(struct ctx *ctx, struct actor *actor)
{
    (void)ctx;
    if (actor->person == 1) actor->standing |= STANDING_MEMBER;
    if (actor->person == 2) actor->standing |= STANDING_MEMBER | STANDING_ADMIN;
    return OK;
}

static const struct module t_module = {.name = "t", .standing = standing};
static const struct module *const tables[] = {&journal_module, &mail_module, &texts_module, &auth_module,
                                              &jobs_module, &module_module, &web_module, &t_module};
static const struct module_list list = {tables, sizeof tables / sizeof *tables};
#define WORLD_NAME "kith_web_texts_test"
#include "platform/web/web_world_test.h"

#define GATEWAY_SECRET "a secret of the gateway"
#define IN_BODY "{\"id\":\"g1\",\"from\":\"07700900123\",\"text\":\"YES\"}"

static int gateway_posts(struct world *w, const char *target, struct str at, const char *body, struct str signature)
{
    struct str lines = str_printf(&w->arena, "x-kith-timestamp: %.*s\nx-kith-signature: %.*s\n", STR_ARG(at), STR_ARG(signature));
    return ask(w, (struct web_test_request){.method = "POST", .target = target, .body = body,
                                            .content_type = "application/json", .headers = str_c(&w->arena, lines)});
}

static int signed_post(struct world *w, const char *target, const char *body)
{
    struct str at = str_int(&w->arena, fixed_now().ms / 1000);
    return gateway_posts(w, target, at, body, texts_sign(&w->arena, STR(GATEWAY_SECRET), at, str_from(body)));
}

static int64_t texts_count(struct world *w)
{
    int read;
    w->ctx.arena = &w->arena;
    assert_ok(texts_read_new(&w->ctx, 100, &read));
    return read;
}

static void a_gateway_signs_what_it_sends(void **state)
{
    struct world *w = *state;
    struct str at = str_int(&w->arena, fixed_now().ms / 1000);
    struct str right = texts_sign(&w->arena, STR(GATEWAY_SECRET), at, STR(IN_BODY));
    assert_int_equal(gateway_posts(w, "/texts/in", at, IN_BODY, right), 401); /* no secret is set */
    assert_ok(db_begin(w->db, DB_WRITE));
    assert_ok(module_setting_set(&w->ctx, "texts.in_secret", STR(GATEWAY_SECRET)));
    assert_ok(db_commit(w->db));
    assert_int_equal(gateway_posts(w, "/texts/in", at, IN_BODY, STR("sha256=00")), 401);
    struct str wrong = w->body;
    assert_int_equal(gateway_posts(w, "/texts/in", STR("1"), IN_BODY, right), 401);
    assert_true(str_eq(w->body, wrong)); /* not a word on what was wrong */
    assert_int_equal(texts_count(w), 0);
    assert_int_equal(gateway_posts(w, "/texts/in", at, IN_BODY, right), 200);
    struct str first = w->body;
    assert_int_equal(gateway_posts(w, "/texts/in", at, IN_BODY, right), 200);
    assert_true(str_eq(w->body, first));
    assert_int_equal(texts_count(w), 1); /* twice is once */
    assert_int_equal(signed_post(w, "/texts/in", "{\"id\":\"g2\",\"from\":\"nobody\",\"text\":\"YES\"}"), 422);
    assert_true(has(w->body, "is not a phone number"));
    assert_int_equal(signed_post(w, "/texts/receipt", "{\"id\":\"12\",\"state\":\"lost\"}"), 422);
    assert_int_equal(signed_post(w, "/texts/receipt", "{\"id\":\"12\",\"state\":\"delivered\"}"), 200);
    assert_int_equal(texts_count(w), 0);
}

static int spend_code(struct world *w, int64_t person, enum auth_code_way way)
{
    struct auth_code code;
    int64_t account;
    assert_ok(db_begin(w->db, DB_WRITE));
    assert_ok(auth_account_find(&w->ctx, person, &account));
    assert_ok(auth_code_make(&w->ctx, account, way, &code));
    assert_ok(db_commit(w->db));
    struct str target = str_printf(&w->arena, "/signin/%.*s", STR_ARG(code.token));
    return ask(w, (struct web_test_request){.method = "POST", .target = str_c(&w->arena, target), .body = "",
                                            .headers = "sec-fetch-site: same-origin\n"});
}

static void a_text_alone_lets_no_staff_in(void **state)
{
    struct world *w = *state;
    assert_int_equal(spend_code(w, 1, AUTH_TEXT), 303);
    assert_int_equal(spend_code(w, 2, AUTH_TEXT), 422);
    assert_true(has(w->body, "a code by text is not enough"));
    assert_int_equal(spend_code(w, 2, AUTH_MAIL), 303);
}

static void a_number_stands_in_no_address(void **state)
{
    struct world *w = *state;
    assert_int_equal(ask(w, (struct web_test_request){.method = "POST", .target = "/signin/ask", .body = "who=07700+900+123",
                                                      .headers = "sec-fetch-site: same-origin\n"}), 303);
    assert_true(has(w->location, "/signin?asked=1"));
    assert_false(has(w->location, "900"));
    assert_true(has(w->cookie, "kith_who=%2B447700900123"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_gateway_signs_what_it_sends), BOTH(a_number_stands_in_no_address),
        BOTH(a_text_alone_lets_no_staff_in),
    };
    return cmocka_run_group_tests_name("texts on the web", tests, NULL, NULL);
}
