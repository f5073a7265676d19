/* Content lines: escaped, folded at 75 octets and never inside a letter, and whole again. */
#include "base/ical_line.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;

static struct str folded(struct str lines) {
    struct buf buf;
    buf_init(&buf, &arena, 1 << 20);
    ical_line_fold(&buf, lines);
    return buf_str(&buf);
}

static void same(struct str got, const char *want) {
    if (!str_eq(got, str_from(want))) fail_msg("gave   %.*s\nwanted %s", STR_ARG(got), want);
}

static void escaped(void **state) {
    struct buf buf;
    (void)state;
    buf_init(&buf, &arena, 4096);
    ical_line_text(&buf, "SUMMARY;LANGUAGE=en",
                   STR("Tea, cake; and a \\ of\nline\x01\x7f\tend: \"so\""));
    same(buf_str(&buf),
         "SUMMARY;LANGUAGE=en:Tea\\, cake\\; and a \\\\ of\\nline\tend: \"so\"\r\n");
    buf_init(&buf, &arena, 4096);
    ical_line_text(&buf, "SUMMARY", STR(""));
    assert_int_equal(buf.len, 0);
}

/* Every line is at most 75 octets and valid by itself; without the folds all is as it was. */
static void whole_again(struct str line) {
    struct str out = folded(line), rest = out;
    struct str whole = str_replace(&arena, out, STR("\r\n "), STR(""));
    assert_true(str_eq(whole, line));
    for (size_t end; rest.len > 0; rest = str_slice(rest, end + 2, rest.len)) {
        end = str_find(rest, STR("\r\n"), 0);
        assert_true(end != SIZE_MAX && end <= 75 && end > 0);
        assert_true(utf8_valid(str_slice(rest, 0, end)));
    }
}

static void folds(void **state) {
    static const char *const letters[] = {"a", "\xc5\xbb", "\xd9\x85", "\xe2\x80\x94",
                                          "\xf0\x9f\x8c\xb3"};
    (void)state;
    for (size_t which = 0; which < 5; which++)
        for (size_t n = 1; n < 330; n += n < 90 ? 1 : 13) {
            struct buf buf;
            buf_init(&buf, &arena, 4096);
            if (n % 3 == 1) buf_putc(&buf, 'x'); /* the letters begin at other octets */
            for (size_t i = 0; i < n; i++) buf_puts(&buf, letters[which]);
            buf_puts(&buf, "\r\n");
            whole_again(buf_str(&buf));
        }
    char exact[78];
    memset(exact, 'b', 75);
    memcpy(exact + 75, "\r\n", 3);
    same(folded(str_from(exact)), exact);
    same(folded(STR("A:1\r\nB:2\r\n")), "A:1\r\nB:2\r\n");
    same(folded(STR("")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(escaped), cmocka_unit_test(folds)};
    arena_init(&arena, (size_t)64 << 20);
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return rc;
}
