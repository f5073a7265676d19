/* Without sockets: cutting requests anywhere, forms, multipart bodies, cookies, addresses. */
#include "platform/http/http_own.h"
#include "platform/http/http_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t limit_for(void *cookie, struct str method, struct str path)
{
    (void)cookie;
    (void)method;
    (void)path;
    return 10000;
}

/* Whatever way the bytes are cut, the verdict is the same. */
static void test_cuts(void **state)
{
    struct http_config config = {.body_limit = limit_for};
    http_policy_limits(&config.limits);
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct http_request request = {0};
        struct http_parse parse;
        memset(&parse, 0, sizeof parse);
        arena_init(&parse.in, 1 << 20);
        http_parse_begin(&parse, &config, &request);
        for (size_t k = 0; k < hostile[i].len && parse.stage < STAGE_DONE; k++) {
            char *one = malloc(1); /* so that a byte too far is seen */
            *one = hostile[i].bytes[k];
            assert_int_equal(http_parse_feed(&parse, one, 1), 1);
            free(one);
        }
        if (parse.stage != STAGE_REFUSED) print_error("case %zu: %s\n", i, hostile[i].bytes);
        assert_int_equal(parse.stage, STAGE_REFUSED);
        assert_int_equal(http_policy_row(parse.refusal)->status, hostile[i].status);
        arena_release(&parse.in);
    }
}

static int setup(void **state)
{
    static struct arena arena;
    arena_init(&arena, 16 << 20);
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_release(*state);
    return 0;
}

static void same(struct str got, const char *wanted)
{
    if (!str_is(got, wanted)) print_error("got \"%.*s\"\n", STR_ARG(got));
    assert_true(str_is(got, wanted));
}

static void test_url(void **state)
{
    struct arena *arena = *state;
    same(http_url_decode(arena, STR("a%20b+c%C3%A9"), true), "a b c\xc3\xa9");
    same(http_url_decode(arena, STR("a+b"), false), "a+b");
    assert_non_null(http_url_decode(arena, STR(""), true).ptr);
    static const char *const bad[] = {"%", "%4", "%g1", "%1g", "a%00b", "%%41"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(http_url_decode(arena, str_from(bad[i]), true).ptr);
    same(http_url_encode(arena, STR("a b/c?d=\xc3\xa9~-._")), "a%20b%2Fc%3Fd%3D%C3%A9~-._");
    char all[255];
    for (int i = 0; i < 255; i++) all[i] = (char)(i + 1);
    struct str bytes = str_of(all, sizeof all);
    assert_true(str_eq(http_url_decode(arena, http_url_encode(arena, bytes), true), bytes));
}

static void test_form(void **state)
{
    struct http_pair *pairs = NULL;
    size_t n = 99;
    assert_int_equal(http_form_parse(*state, STR("a=1&b=x+y%26z&&c&d=&=e&f=g=h"), &pairs, &n), OK);
    assert_int_equal(n, 6);
    same(pairs[0].name, "a");
    same(pairs[1].value, "x y&z");
    same(pairs[2].name, "c");
    same(pairs[2].value, "");
    same(pairs[4].name, "");
    same(pairs[5].value, "g=h");
    assert_int_equal(http_form_parse(*state, STR(""), &pairs, &n), OK);
    assert_int_equal(n, 0);
    n = 99;
    assert_int_equal(http_form_parse(*state, STR("a=%zz"), &pairs, &n), ERR_INVALID);
    assert_int_equal(http_form_parse(*state, STR("a%00=1"), &pairs, &n), ERR_INVALID);
    assert_int_equal(n, 99); /* untouched on failure */
    static char many[2001 * 2];
    for (size_t i = 0; i < 2001; i++) memcpy(many + 2 * i, "a&", 2);
    assert_int_equal(http_form_parse(*state, str_of(many, 4000), &pairs, &n), OK);
    assert_int_equal(n, 2000);
    assert_int_equal(http_form_parse(*state, str_of(many, 4002), &pairs, &n), ERR_LIMIT);
}

#define TYPE STR("multipart/form-data; boundary=xx")
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

static void test_multipart(void **state)
{
    struct http_part *parts = NULL;
    size_t n = 0;
    struct str body = STR("--xx\r\n" FIELD("a") "\r\none\r\ntwo\r\n--xx\r\n"
        "content-disposition: form-data; filename=\"C:\\photos\\a %22b%22.jpg\"; name=f\r\n"
        "Content-Type: image/jpeg\r\n\r\n\0\r\n--x\r\n\r\n--xx\r\n" FIELD("empty")
        "\r\n\r\n--xx--\r\nepilogue");
    assert_int_equal(http_multipart_parse(*state, TYPE, body, &parts, &n), OK);
    assert_int_equal(n, 3);
    same(parts[0].name, "a");
    same(parts[0].body, "one\r\ntwo");
    assert_null(parts[0].filename.ptr);
    same(parts[1].name, "f");
    same(parts[1].filename, "a \"b\".jpg");
    same(parts[1].content_type, "image/jpeg");
    assert_true(str_eq(parts[1].body, STR("\0\r\n--x\r\n")));
    same(parts[2].body, "");
    struct str quoted = STR("Multipart/Form-Data; charset=utf-8; boundary=\"x x\"");
    assert_int_equal(http_multipart_parse(*state, quoted, STR("--x x--"), &parts, &n), OK);
    assert_int_equal(n, 0);
}

static void test_multipart_bad(void **state)
{
    static const struct { const char *type, *body; } rows[] = {
        {"multipart/form-data", "--xx--"},
        {"multipart/form-data; boundary=", "----"},
        {"multipart/form-data; boundary=a\"b", "--a\"b--"},
        {"multipart/form-data; boundary=xx; boundary=yy", "--xx--"},
        {"multipart/form-data; boundary=\"xx", "--xx--"},
        {"multipart/mixed; boundary=xx", "--xx--"},
        {"text/plain; boundary=xx", "--xx--"},
        {"", ""},
        {NULL, ""},
        {NULL, "--xx"},
        {NULL, "--xx\r\n"},
        {NULL, "--xx-"},
        {NULL, "--xy--"},
        {NULL, "preamble\r\n--xx--"},
        {NULL, "--xx\n" FIELD("a") "\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") "\r\nb"},
        {NULL, "--xx\r\n" FIELD("a") "\r\nb\r\n--xx"},
        {NULL, "--xx\r\n" FIELD("a") "\r\nb\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") "\r\nb\r\n--xxx\r\n"},
        {NULL, "--xx\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\nContent-Disposition: form-data\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\nContent-Disposition: attachment; name=a\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\nContent-Disposition: form-data; name=\"a\"x\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") FIELD("b") "\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a\x01") "\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") " folded: x\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") "no colon\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\nb\r\n--xx--"},
        {NULL, "--xx\r\n" FIELD("a") "Content-Transfer-Encoding: base64\r\n\r\nb\r\n--xx--"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct http_part *parts = NULL;
        size_t n = 99;
        struct str type = rows[i].type ? str_from(rows[i].type) : TYPE;
        if (http_multipart_parse(*state, type, str_from(rows[i].body), &parts, &n) == OK)
            print_error("row %zu was taken\n", i);
        assert_int_equal(http_multipart_parse(*state, type, str_from(rows[i].body), &parts, &n),
                         ERR_INVALID);
        assert_int_equal(n, 99);
    }
}

static void test_multipart_many(void **state)
{
    struct http_part *parts = NULL;
    size_t n = 0;
    struct buf body;
    buf_init(&body, *state, 1 << 20);
    for (int i = 0; i < 100; i++) buf_puts(&body, "--xx\r\n" FIELD("a") "\r\nb\r\n");
    struct str most = str_cat(*state, buf_str(&body), STR("--xx--"));
    assert_int_equal(http_multipart_parse(*state, TYPE, most, &parts, &n), OK);
    assert_int_equal(n, 100);
    buf_puts(&body, "--xx\r\n" FIELD("a") "\r\nb\r\n--xx--");
    assert_int_equal(http_multipart_parse(*state, TYPE, buf_str(&body), &parts, &n), ERR_LIMIT);
    buf_init(&body, *state, 1 << 20);
    buf_puts(&body, "--xx\r\n");
    for (int i = 0; i < 20; i++) buf_puts(&body, "X: y\r\n");
    buf_puts(&body, FIELD("a") "\r\nb\r\n--xx--");
    assert_int_equal(http_multipart_parse(*state, TYPE, buf_str(&body), &parts, &n), ERR_LIMIT);
}

static void test_cookie(void **state)
{
    const struct http_header headers[] = {{STR_INIT("cookie"), STR_INIT("a=1; session=\"x=y\";b")},
        {STR_INIT("x"), STR_INIT("c=3")}, {STR_INIT("cookie"), STR_INIT("c=4; a=5; empty=")}};
    struct http_request request = {.headers = headers, .headers_n = 3};
    (void)state;
    same(http_cookie_get(&request, "a"), "1");
    same(http_cookie_get(&request, "session"), "x=y");
    same(http_cookie_get(&request, "c"), "4");
    same(http_cookie_get(&request, "empty"), "");
    assert_null(http_cookie_get(&request, "b").ptr);
    assert_null(http_cookie_get(&request, "sess").ptr);
    same(http_header_get(&request, "x"), "c=3");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {CASE(test_cuts), CASE(test_url), CASE(test_form),
        CASE(test_multipart), CASE(test_multipart_bad), CASE(test_multipart_many),
        CASE(test_cookie)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
