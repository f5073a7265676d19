#include "base/clock.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <jansson.h>
#include <math.h>

static struct arena arena;

static int up(void **state) {
    (void)state;
    arena_init(&arena, 1 << 20);
    return 0;
}

static int down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static void begin(struct json *json, struct buf *buf) {
    buf_init(buf, &arena, 1 << 16);
    json_init(json, buf);
}

static void puts_commas_where_they_belong(void **state) {
    (void)state;
    struct buf buf;
    struct json json;
    begin(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "name", STR("Joan"));
    json_key(&json, "list");
    json_begin_array(&json);
    json_int(&json, 1);
    json_begin_array(&json);
    json_end(&json);
    json_begin_object(&json);
    json_put_bool(&json, "yes", true);
    json_put_real(&json, "x", 0.1);
    json_end(&json);
    json_none(&json);
    json_end(&json);
    json_put_int(&json, "n", -5);
    json_key(&json, "raw");
    json_raw(&json, STR("{\"a\":[]}"));
    json_end(&json);
    assert_true(str_is(buf_str(&buf),
                       "{\"name\":\"Joan\",\"list\":[1,[],{\"yes\":true,\"x\":0.1},null],"
                       "\"n\":-5,\"raw\":{\"a\":[]}}"));
}

static void absent_values_are_null(void **state) {
    (void)state;
    struct buf buf;
    struct json json;
    begin(&json, &buf);
    json_begin_array(&json);
    json_str(&json, STR_NONE);
    json_str(&json, STR(""));
    json_int(&json, INT_NONE);
    json_double(&json, NAN);
    json_double(&json, INFINITY);
    json_real_digits(&json, -INFINITY, 2);
    json_end(&json);
    assert_true(str_is(buf_str(&buf), "[null,\"\",null,null,null,null]"));
}

static const char *quoted(struct str s) {
    struct buf buf;
    struct json json;
    begin(&json, &buf);
    json_str(&json, s);
    return str_c(&arena, buf_str(&buf));
}

static void escapes(void **state) {
    (void)state;
    assert_string_equal(quoted(STR("a\"b\\c\n\r\t")), "\"a\\\"b\\\\c\\n\\r\\t\"");
    assert_string_equal(quoted(STR("\0\x1f\x7f")), "\"\\u0000\\u001f\\u007f\"");
    assert_string_equal(quoted(STR("</script>")), "\"\\u003c/script>\"");
    assert_string_equal(quoted(STR("اردو Łódź")), "\"اردو Łódź\"");
    assert_string_equal(quoted(STR("\xe2\x80\xa8")), "\"\\u2028\"");
    assert_string_equal(quoted(STR("a\xff"
                                   "b\xc5")),
                        "\"a\xef\xbf\xbd"
                        "b\xef\xbf\xbd\"");
    assert_string_equal(quoted(STR("\xed\xa0\x80x")),
                        "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdx\"");
}

static void numbers_read_back(void **state) {
    (void)state;
    const double numbers[] = {0, -0.0, 1, 0.1, 1.0 / 3, 1e300, -5e-324, 53.5409, 1e15 + 0.3};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct buf buf;
        struct json json;
        begin(&json, &buf);
        json_double(&json, numbers[i]);
        double x = 9;
        assert_true(str_to_real(buf_str(&buf), &x));
        assert_true(x == numbers[i]);
    }
    struct buf buf;
    struct json json;
    begin(&json, &buf);
    json_real_digits(&json, 2.0 / 3, 2);
    assert_true(str_is(buf_str(&buf), "0.67"));
}

static void another_reader_agrees(void **state) {
    (void)state;
    struct buf buf;
    struct json json;
    begin(&json, &buf);
    json_begin_object(&json);
    char bytes[256];
    for (int i = 0; i < 256; i++) bytes[i] = (char)i;
    json_put_str(&json, "all bytes \" \\ <", str_of(bytes, sizeof bytes));
    json_key(&json, "deep");
    for (int i = 0; i < JSON_DEPTH - 1; i++) json_begin_array(&json);
    for (int i = 0; i < JSON_DEPTH - 1; i++) json_end(&json);
    json_end(&json);
    json_error_t error;
    json_t *read =
        json_loadb(buf.ptr, buf.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    assert_non_null(read);
    assert_int_equal(json_object_size(read), 2);
    json_decref(read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_commas_where_they_belong),
        cmocka_unit_test(absent_values_are_null),
        cmocka_unit_test(escapes),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(another_reader_agrees),
    };
    return cmocka_run_group_tests(tests, up, down);
}
