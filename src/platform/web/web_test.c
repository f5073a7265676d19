/* Requests through router, guards, transaction, lane and frame, on both databases. */
#include "platform/web/web_server.h"

#include "platform/auth/auth.h"
#include "platform/db/migrate.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "platform/web/web_own.h"
#include "testing/testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- a module of a few routes ---- */

static enum status show_words(struct web *w)
{
    struct html *h = web_page(w, SAY("Words"), "/t");
    html_put_str(
        h, web_kept(w, "words", web_text(w, "words").ptr ? web_text(w, "words") : STR("none")));
    for (const struct fault *f = w->ctx->faults.first; f; f = f->next) html_say(h, &f->said);
    return OK;
}

static enum status show_member(struct web *w)
{
    web_page(w, SAY("Members"), NULL);
    w->seen_subject = 4711;
    return OK;
}

static enum status show_id(struct web *w)
{
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_int(json, "id", web_id(w, 0));
    json_end(json);
    return OK;
}

static enum status count_up(struct web *w, const char *key)
{
    struct str text;
    int64_t n = 0;
    TRY(module_setting(w->ctx, key, STR("0"), &text));
    (void)!str_to_int(text, &n);
    return module_setting_set(w->ctx, key, str_int(w->ctx->arena, n + 1));
}

static enum status add(struct web *w)
{
    TRY(count_up(w, "acted"));
    if (web_text(w, "words").len == 0)
        return ctx_fault(w->ctx, ERR_INVALID, STR("words"), SAY("Write a word."));
    if (web_on(w, "keep")) {
        w->keep_refused = true;
        return ctx_fault(w->ctx, ERR_INVALID, STR("words"), SAY("Kept though refused."));
    }
    return web_redirect_saying(w, STR("/t"), SAY("It is written down."));
}

static enum status give(struct web *w)
{
    TRY(count_up(w, "given"));
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_bool(json, "given", true);
    json_end(json);
    return OK;
}

static enum status elsewhere(struct web *w)
{
    return web_redirect(w, STR("//evil.example/"));
}

static const struct auth_permission permissions[] = {
    {"t.see", "See", 0}, {"t.do", "Do", STANDING_MEMBER}, {"t.rule", "Rule", STANDING_ADMIN},
    {.key = NULL}};
static const struct web_route routes[] = {
    {.method = "GET", .path = "/t", .permission = "t.see", .show = show_words},
    {.method = "GET",
     .path = "/t/member",
     .permission = "t.do",
     .show = show_member,
     .seen = "t.seen"},
    {.method = "GET", .path = "/t/admin", .permission = "t.rule", .show = show_words},
    {.method = "GET",
     .path = "/t/{id}/x",
     .permission = "t.see",
     .show = show_id,
     .flags = WEB_BARE},
    {.method = "GET", .path = "/t/fixed/x", .permission = "t.see", .show = show_words},
    {.method = "GET", .path = "/t/elsewhere", .permission = "t.see", .show = elsewhere},
    {.method = "POST",
     .path = "/t",
     .permission = "t.do",
     .apply = add,
     .again = show_words,
     .per_hour = 1000},
    {.method = "POST",
     .path = "/t/rare",
     .permission = "t.do",
     .apply = add,
     .again = show_words,
     .per_hour = 2},
    {.method = "POST",
     .path = "/t/program",
     .permission = "t.rule",
     .apply = give,
     .per_hour = 1000,
     .flags = WEB_BEARER},
    {.path = NULL}};

static enum status standing(struct ctx *ctx, struct actor *actor)
{
    (void)ctx;
    if (actor->person == 1) actor->standing |= STANDING_MEMBER;
    if (actor->person == 2) actor->standing |= STANDING_MEMBER | STANDING_ADMIN;
    return OK;
}

static const struct module t_module = {
    .name = "t", .permissions = permissions, .routes = routes, .standing = standing};
static const struct module *const tables[] = {&journal_module, &mail_module, &texts_module, &auth_module,
                                              &jobs_module,    &module_module, &web_module,
                                              &t_module};
static const struct module_list list = {tables, sizeof tables / sizeof *tables};

/* ---- a server on a database of its own ---- */

#define WORLD_NAME "kith_web_test"
#include "platform/web/web_world_test.h"

static int get(struct world *w, const char *target, struct str cookie)
{
    return ask(w, (struct web_test_request){
                      .method = "GET", .target = target, .cookie = str_c(&w->arena, cookie)});
}

static int post(struct world *w, const char *target, const char *body)
{
    return ask(w, (struct web_test_request){.method = "POST",
                                            .target = target,
                                            .body = body,
                                            .cookie = str_c(&w->arena, w->member),
                                            .csrf = true});
}

static int64_t setting(struct world *w, const char *key)
{
    struct str value;
    int64_t n = -1;
    assert_ok(db_begin(w->db, DB_READ));
    assert_ok(module_setting(&w->ctx, key, STR("0"), &value));
    db_rollback(w->db);
    assert_true(str_to_int(value, &n));
    return n;
}

/* ---- tests ---- */

static void routes_are_found(void **state)
{
    struct world *w = *state;
    struct str nobody = STR("nobody");
    assert_int_equal(get(w, "/t", nobody), 200);
    assert_true(has(w->body, "<title>Words"));
    assert_int_equal(get(w, "/t/12/x", nobody), 200);
    assert_str(w->body, "{\"id\":12}");
    assert_int_equal(get(w, "/t/fixed/x", nobody), 200);
    assert_true(has(w->body, "<title>Words"));
    assert_int_equal(get(w, "/t/", nobody), 404);
    assert_int_equal(get(w, "/t/12", nobody), 404);
    assert_int_equal(get(w, "/t//x", nobody), 404);
    assert_int_equal(get(w, "/a/b/c/d/e/f/g/h/i/j/k", nobody), 404);
    assert_int_equal(ask(w, (struct web_test_request){.method = "POST", .target = "/t/12/x"}),
                     405);
    assert_int_equal(ask(w, (struct web_test_request){.method = "PUT", .target = "/t"}), 405);
    assert_int_equal(ask(w, (struct web_test_request){.method = "HEAD", .target = "/t"}), 200);
}

static void permissions_decide(void **state)
{
    struct world *w = *state;
    assert_int_equal(get(w, "/t/member?a=b c", STR("nobody")), 303);
    assert_str(w->location, "/signin?next=%2Ft%2Fmember%3Fa%3Db%20c");
    assert_int_equal(get(w, "/t/member", w->member), 200);
    assert_int_equal(get(w, "/t/admin", w->member), 403);
    assert_true(has(w->body, "This page is not open to you"));
    assert_int_equal(get(w, "/t/admin", w->admin), 200);
    assert_int_equal(get(w, "/t/elsewhere", w->member), 303);
    assert_str(w->location, "/");
}

static void what_was_seen_is_written_down(void **state)
{
    struct world *w = *state;
    struct journal_fact *facts;
    size_t n;
    assert_int_equal(get(w, "/t/member", w->member), 200);
    assert_ok(db_begin(w->db, DB_READ));
    assert_ok(journal_list(&w->ctx, 4711, STR("t.seen"), 0, 10, &facts, &n));
    db_rollback(w->db);
    assert_int_equal(n, 1);
    assert_int_equal(facts[0].actor, 1);
}

static void forms_from_elsewhere_are_refused(void **state)
{
    static const struct { const char *headers; bool fine;
    } rows[] = {
        {"sec-fetch-site: same-origin\n", true},
        {"sec-fetch-site: none\n", true},
        {"sec-fetch-site: cross-site\n", false},
        {"sec-fetch-site: same-site\n", false},
        {"sec-fetch-site: cross-site\norigin: http://kith.test:80\nhost: kith.test:80\n",
         false},
        {"", false},
        {"origin: null\n", false},
        {"origin: http://evil.example\n", false},
        {"host: kith.test:80\norigin: http://kith.test:80\n", true},
        {"host: kith.test:80\norigin: https://kith.test:80\n", false},
        {"host: kith.test:80\nreferer: http://kith.test:80/t?x=y\n", true},
        {"host: kith.test:80\nreferer: http://kith.test:80.evil.example/\n", false},
        {"host: kith.test:80\norigin: http://evil.example\nreferer: http://kith.test:80/\n",
         false},
    };
    struct world *w = *state;
    struct str token = auth_csrf(&w->arena, STR("0123456789abcdef0123456789abcdef"), w->member);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str body = str_printf(&w->arena, "words=x&csrf=%.*s&key=origin-matrix-%04zu",
                                     STR_ARG(token), i);
        int64_t before = setting(w, "acted");
        int got = ask(w, (struct web_test_request){.method = "POST",
                                                   .target = "/t",
                                                   .body = str_c(&w->arena, body),
                                                   .headers = rows[i].headers,
                                                   .cookie = str_c(&w->arena, w->member)});
        assert_int_equal(got, rows[i].fine ? 303 : 403);
        assert_int_equal(setting(w, "acted"), before + (rows[i].fine ? 1 : 0));
    }
}

static void a_form_needs_its_token(void **state)
{
    struct world *w = *state;
    int64_t before = setting(w, "acted");
    struct str foreign =
        auth_csrf(&w->arena, STR("0123456789abcdef0123456789abcdef"), w->admin);
    assert_int_equal(post(w, "/t", "words=my+words&csrf="), 403);
    assert_true(has(w->body, "my words"));
    struct str body = str_printf(&w->arena, "words=my+words&csrf=%.*s", STR_ARG(foreign));
    assert_int_equal(post(w, "/t", str_c(&w->arena, body)), 403);
    assert_true(has(w->body, "my words"));
    assert_int_equal(setting(w, "acted"), before);
    assert_int_equal(ask(w, (struct web_test_request){.method = "POST",
                                                      .target = "/t",
                                                      .body = "words=x",
                                                      .csrf = true}),
                     403);
}

static void a_form_sent_twice_acts_once(void **state)
{
    struct world *w = *state;
    int64_t before = setting(w, "acted");
    assert_int_equal(post(w, "/t", "words=one&key=aaaaaaaaaaaaaaaaaaaa1"), 303);
    assert_true(has(w->cookie, "kith_notice="));
    assert_int_equal(post(w, "/t", "words=one&key=aaaaaaaaaaaaaaaaaaaa1"), 303);
    assert_str(w->location, "/t");
    assert_true(has(w->cookie, "kith_notice="));
    assert_int_equal(setting(w, "acted"), before + 1);
    assert_int_equal(post(w, "/t", "words=other&key=aaaaaaaaaaaaaaaaaaaa1"), 409);
    assert_true(has(w->body, "other"));
    assert_true(has(w->body, "sent once already"));
    assert_int_equal(setting(w, "acted"), before + 1);
    assert_int_equal(post(w, "/t", "words=one&key=short"), 422);
    assert_int_equal(setting(w, "acted"), before + 1);
}

static void a_refusal_keeps_the_words_and_nothing_else(void **state)
{
    struct world *w = *state;
    int64_t before = setting(w, "acted");
    assert_int_equal(post(w, "/t", "words="), 422);
    assert_true(has(w->body, "Write a word."));
    assert_true(has(w->body, "<title>Error: Words"));
    assert_int_equal(setting(w, "acted"), before);
    assert_int_equal(post(w, "/t", "words=%3Cb%3E+hello&keep=1"), 422);
    assert_true(has(w->body, "&lt;b&gt; hello"));
    assert_int_equal(setting(w, "acted"), before + 1);
}

static void a_notice_is_shown_once_and_only_ours(void **state)
{
    struct world *w = *state;
    assert_int_equal(post(w, "/t", "words=x"), 303);
    struct str both =
        str_printf(&w->arena, "kith=%.*s; %.*s", STR_ARG(w->member), STR_ARG(w->cookie));
    assert_int_equal(get(w, "/t", both), 200);
    assert_true(has(w->body, "It is written down."));
    assert_true(has(w->cookie, "kith_notice="));
    assert_int_equal(get(w, "/t", STR("kith_notice=00000000000000000000000000000000.planted")),
                     200);
    assert_false(has(w->body, "planted"));
}

static void the_language_is_chosen(void **state)
{
    struct world *w = *state;
    ask(w, (struct web_test_request){
               .method = "GET", .target = "/t", .headers = "accept-language: ur, en;q=0.5\n"});
    assert_true(has(w->body, "<html lang=\"ur\" dir=\"rtl\">"));
    ask(w,
        (struct web_test_request){.method = "GET", .target = "/t", .cookie = "kith_lang=ur"});
    assert_true(has(w->body, "<html lang=\"ur\""));
    ask(w, (struct web_test_request){
               .method = "GET", .target = "/t?lang=en", .cookie = "kith_lang=ur"});
    assert_true(has(w->body, "<html lang=\"en-GB\""));
    assert_str(w->cookie, "kith_lang=en");
    ask(w, (struct web_test_request){
               .method = "GET", .target = "/t?lang=zz", .cookie = "kith_lang=ur"});
    assert_true(has(w->body, "<html lang=\"ur\""));
}

static void too_often_is_refused(void **state)
{
    struct world *w = *state;
    assert_int_equal(post(w, "/t/rare", "words=x"), 303);
    assert_int_equal(post(w, "/t/rare", "words=x"), 303);
    assert_int_equal(post(w, "/t/rare", "words=kept"), 429);
    assert_true(has(w->body, "kept"));
}

static void programs_need_a_token_of_the_right_scope(void **state)
{
    struct world *w = *state;
    struct str own, other;
    assert_ok(db_begin(w->db, DB_WRITE));
    assert_ok(auth_token_make(&w->ctx, 0, STR("t"), &own));
    assert_ok(auth_token_make(&w->ctx, 0, STR("interop"), &other));
    assert_ok(db_commit(w->db));
    struct web_test_request r = {.method = "POST",
                                 .target = "/t/program",
                                 .content_type = "application/json",
                                 .body = "{}"};
    assert_int_equal(ask(w, r), 401);
    assert_true(has(w->body, "\"status\":\"DENIED\""));
    r.cookie = str_c(&w->arena, w->admin); /* a browser's session does not count here */
    assert_int_equal(ask(w, r), 401);
    r.bearer = str_c(&w->arena, other);
    assert_int_equal(ask(w, r), 403);
    r.bearer = str_c(&w->arena, own);
    assert_int_equal(ask(w, r), 200);
    assert_str(w->body, "{\"given\":true}");
    assert_int_equal(setting(w, "given"), 1);
}

static void a_link_is_spent_by_a_button_only(void **state)
{
    struct world *w = *state;
    struct auth_code code;
    assert_ok(db_begin(w->db, DB_WRITE));
    assert_ok(auth_code_make(&w->ctx, w->code_account, AUTH_LINK, &code));
    assert_ok(db_commit(w->db));
    char *path = str_c(&w->arena, str_printf(&w->arena, "/signin/%.*s", STR_ARG(code.token)));
    assert_int_equal(get(w, path, STR("nobody")), 200);
    assert_int_equal(get(w, path, STR("nobody")), 200);
    struct web_test_request r = {.method = "POST", .target = path, .body = "next=%2Ft%2Fadmin",
                                 .headers = "sec-fetch-site: same-origin\n"};
    assert_int_equal(ask(w, r), 303);
    assert_str(w->location, "/t/admin");
    assert_true(str_starts(w->cookie, STR("kith=")));
    assert_int_equal(get(w, "/t/admin", w->cookie), 200);
    assert_int_equal(ask(w, r), 422);
    assert_true(has(w->body, "That code did not work."));
}

static void wrong_codes_are_counted_and_alike(void **state)
{
    struct world *w = *state;
    struct auth_code code;
    assert_ok(db_begin(w->db, DB_WRITE));
    assert_ok(auth_code_make(&w->ctx, w->code_account, AUTH_MAIL, &code));
    assert_ok(db_commit(w->db));
    struct web_test_request wrong = {.method = "POST", .target = "/signin/code",
                                     .headers = "sec-fetch-site: same-origin\n"};
    struct str words[2];
    const char *who[] = {"admin%40example.org", "nobody%40example.org"};
    struct str digits = str_is(code.digits, "00000000") ? STR("00000001") : STR("00000000");
    for (int i = 0; i < 2; i++) {
        wrong.body = str_c(&w->arena,
                           str_printf(&w->arena, "who=%s&code=%.*s", who[i], STR_ARG(digits)));
        for (int n = 0; n < 5; n++) assert_int_equal(ask(w, wrong), 422);
        words[i] = w->body;
        assert_int_equal(ask(w, wrong), 429);
    }
    assert_int_equal(has(words[0], "That code did not work."), 1);
    assert_int_equal(has(words[1], "That code did not work."), 1);
    int64_t account;
    assert_ok(
        db_begin(w->db, DB_WRITE)); /* the tries stayed although each answer was a refusal */
    assert_int_equal(auth_code_spend(&w->ctx, code.digits, STR("admin@example.org"), &account),
                     ERR_LIMIT);
    db_rollback(w->db);
}

static void signing_out_ends_the_session(void **state)
{
    struct world *w = *state;
    assert_int_equal(get(w, "/t/member", w->member), 200);
    assert_int_equal(post(w, "/signout", ""), 303);
    assert_true(has(w->cookie, "kith="));
    assert_int_equal(get(w, "/t/member", w->member), 303);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(routes_are_found), BOTH(permissions_decide), BOTH(what_was_seen_is_written_down),
        BOTH(forms_from_elsewhere_are_refused), BOTH(a_form_needs_its_token),
        BOTH(a_form_sent_twice_acts_once), BOTH(a_refusal_keeps_the_words_and_nothing_else),
        BOTH(a_notice_is_shown_once_and_only_ours), BOTH(the_language_is_chosen),
        BOTH(too_often_is_refused), BOTH(programs_need_a_token_of_the_right_scope),
        BOTH(a_link_is_spent_by_a_button_only), BOTH(wrong_codes_are_counted_and_alike),
        BOTH(signing_out_ends_the_session),
    };
    return cmocka_run_group_tests_name("web", tests, NULL, NULL);
}
