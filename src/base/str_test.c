#include "base/clock.h"
#include "base/disclose.h"
#include "base/rand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdint.h>
#include <string.h>

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

static void compares(void **state) {
    (void)state;
    assert_true(str_eq(STR(""), STR_NONE));
    assert_true(str_is(STR("abc"), "abc"));
    assert_false(str_is(STR("abc"), "abcd"));
    assert_true(str_ieq(STR("Oldham"), STR("oLDHAM")));
    assert_false(str_ieq(STR("@"), STR("`")));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("b"), STR("ab")) > 0);
    assert_true(str_cmp(STR("\xc5\x82"), STR("z")) > 0); /* bytes are unsigned */
    assert_int_equal(str_cmp(STR_NONE, STR("")), 0);
    assert_true(str_starts(STR("people.see"), STR("people.")));
    assert_false(str_starts(STR("pe"), STR("people.")));
    assert_true(str_ends(STR("people.see"), STR(".see")));
    assert_true(str_ends(STR_NONE, STR("")));
}

static void finds(void **state) {
    (void)state;
    assert_int_equal(str_find(STR("banana"), STR("an"), 0), 1);
    assert_int_equal(str_find(STR("banana"), STR("an"), 2), 3);
    assert_true(str_find(STR("banana"), STR("an"), 4) == SIZE_MAX);
    assert_true(str_find(STR("banana"), STR("an"), 99) == SIZE_MAX);
    assert_true(str_find(STR_NONE, STR("a"), 0) == SIZE_MAX);
    assert_int_equal(str_find(STR("x"), STR(""), 1), 1);
    assert_true(str_is(str_slice(STR("banana"), 2, 99), "nana"));
    assert_int_equal(str_slice(STR("banana"), 7, 3).len, 0);
    assert_true(str_is(str_trim(STR(" \t a b\r\n")), "a b"));
    assert_int_equal(str_trim(STR("   ")).len, 0);
}

static size_t pieces(struct str s) {
    struct str piece;
    size_t count = 0;
    while (str_next(&s, ',', &piece)) count++;
    return count;
}

static void cuts(void **state) {
    (void)state;
    assert_int_equal(pieces(STR("a,,b")), 3);
    assert_int_equal(pieces(STR("a,")), 2);
    assert_int_equal(pieces(STR("a")), 1);
    assert_int_equal(pieces(STR_NONE), 0);
    struct str rest = STR("  walk   the\tpatch\n"), word;
    assert_true(str_next_word(&rest, &word) && str_is(word, "walk"));
    assert_true(str_next_word(&rest, &word) && str_is(word, "the"));
    assert_true(str_next_word(&rest, &word) && str_is(word, "patch"));
    assert_false(str_next_word(&rest, &word));
    assert_true(str_is(word, "patch")); /* untouched */
}

static void builds(void **state) {
    (void)state;
    assert_string_equal(str_c(&arena, STR_NONE), "");
    assert_null(str_copy(&arena, STR_NONE).ptr);
    assert_true(str_is(str_lower(&arena, STR("ABC \xc5\x81")), "abc \xc5\x81"));
    assert_true(str_is(str_cat(&arena, STR("a"), STR_NONE), "a"));
    const struct str items[] = {STR_INIT("a"), STR_INIT(""), STR_INIT("c")};
    assert_true(str_is(str_join(&arena, items, 3, STR(", ")), "a, , c"));
    assert_int_equal(str_join(&arena, items, 0, STR(", ")).len, 0);
    assert_true(str_is(str_replace(&arena, STR("aaa"), STR("aa"), STR("b")), "ba"));
    assert_true(str_is(str_replace(&arena, STR("a.b."), STR("."), STR("")), "ab"));
    assert_true(str_is(str_replace(&arena, STR("a.b"), STR("."), STR("---")), "a---b"));
    assert_true(str_is(str_replace(&arena, STR("ab"), STR(""), STR("x")), "ab"));
    assert_true(str_is(str_printf(&arena, "%d of %s", 3, "four"), "3 of four"));
    assert_int_equal(str_printf(&arena, "%s", "").len, 0);
    assert_true(str_is(str_int(&arena, -9007199254740993), "-9007199254740993"));
}

static void reads_whole_numbers(void **state) {
    (void)state;
    int64_t n = 77;
    assert_true(str_to_int(STR("-12"), &n) && n == -12);
    assert_true(str_to_int(STR("9223372036854775807"), &n) && n == INT64_MAX);
    assert_true(str_to_int(STR("٤٢"), &n) && n == 42);
    assert_true(str_to_int(STR("۴۲"), &n) && n == 42);
    const char *bad[] = {"",
                         "-",
                         "+1",
                         " 1",
                         "1 ",
                         "1.0",
                         "0x1",
                         "--1",
                         "٤a",
                         "1e3",
                         "9223372036854775808",
                         "-9223372036854775808",
                         "\xd9"};
    n = 77;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_to_int(str_from(bad[i]), &n));
    assert_false(str_to_int(STR_NONE, &n));
    assert_int_equal(n, 77);
}

static void reads_real_numbers(void **state) {
    (void)state;
    double x = 7;
    assert_true(str_to_real(STR("53.5409"), &x) && x > 53.54 && x < 53.541);
    assert_true(str_to_real(STR("-1e-3"), &x) && x < -0.0009 && x > -0.0011);
    const char *bad[] = {"",      ".",  "1.", ".5", "1,5",   "nan", "inf",
                         "0x1p3", "1e", " 1", "1 ", "1e999", "-"};
    x = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_to_real(str_from(bad[i]), &x));
    assert_false(str_to_real(STR("1\0002"), &x));
    assert_true(x > 6.9 && x < 7.1);
}

static void hashes_differ(void **state) {
    (void)state;
    assert_true(str_hash(STR("a"), 0) != str_hash(STR("b"), 0));
    assert_true(str_hash(STR("a"), 0) != str_hash(STR("a"), 1));
    assert_true(str_hash(STR("a"), 5) == str_hash(STR("a"), 5));
}

static void fixed_random_numbers_repeat(void **state) {
    (void)state;
    struct rand a, b, other;
    rand_init_fixed(&a, 7);
    rand_init_fixed(&b, 7);
    rand_init_fixed(&other, 8);
    uint64_t first = rand_u64(&a);
    assert_true(first == rand_u64(&b));
    assert_true(first != rand_u64(&other));
    assert_true(rand_u64(&a) != first);
    size_t seen[6] = {0};
    for (int i = 0; i < 6000; i++) seen[rand_below(&a, 6)]++;
    for (int i = 0; i < 6; i++) assert_in_range(seen[i], 800, 1200);
    assert_int_equal(rand_below(&a, 0), 0);
    assert_int_equal(rand_below(&a, 1), 0);
    rand_init(&a);
    assert_true(rand_u64(&a) != rand_u64(&a));
}

static void ids_rise(void **state) {
    (void)state;
    struct rand rand;
    struct ids ids;
    rand_init_fixed(&rand, 1);
    ids_init(&ids, &rand);
    struct instant now = {1772532000000};
    int64_t last = 0;
    for (int i = 0; i < 10000; i++) { /* more than one millisecond holds */
        int64_t id = ids_next(&ids, now);
        assert_true(id > last);
        last = id;
    }
    now.ms -= 60000; /* the clock was put back */
    assert_true(ids_next(&ids, now) > last);
    ids_init(&ids, &rand);
    assert_true(ids_next(&ids, (struct instant){0}) > 0);
}

static void uuids(void **state) {
    (void)state;
    struct rand rand;
    rand_init_fixed(&rand, 1);
    struct str a = uuid_random(&arena, &rand), b = uuid_random(&arena, &rand);
    assert_true(uuid_valid(a) && uuid_valid(b) && !str_eq(a, b));
    assert_int_equal(a.ptr[14], '4');
    /* RFC 9562 appendix A.4 */
    struct str dns = STR("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    struct str name = uuid_v5(&arena, dns, STR("www.example.com"));
    assert_true(str_is(name, "2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    assert_null(uuid_v5(&arena, STR("no"), STR("x")).ptr);
    assert_false(uuid_valid(STR("6ba7b810-9dad-11d1-80b4_00c04fd430c8")));
    assert_false(uuid_valid(STR("6ba7b810-9dad-11d1-80b4-00c04fd430c")));
    assert_true(uuid_valid(STR("6BA7B810-9DAD-11D1-80B4-00C04FD430C8")));
}

static void small_counts_are_kept_back(void **state) {
    (void)state;
    assert_true(disclose_exact(0));
    for (int64_t n = 1; n < 5; n++) assert_false(disclose_exact(n));
    assert_true(disclose_exact(5));
    assert_true(disclose_share(5, 10));
    assert_true(disclose_share(0, 10));
    assert_true(disclose_share(10, 10));
    assert_false(disclose_share(8, 10)); /* the two others would stand out */
    assert_false(disclose_share(2, 10));
    assert_false(disclose_share(11, 10));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(finds),
        cmocka_unit_test(cuts),
        cmocka_unit_test(builds),
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(reads_real_numbers),
        cmocka_unit_test(hashes_differ),
        cmocka_unit_test(fixed_random_numbers_repeat),
        cmocka_unit_test(ids_rise),
        cmocka_unit_test(uuids),
        cmocka_unit_test(small_counts_are_kept_back),
    };
    return cmocka_run_group_tests(tests, up, down);
}
