#include "base/week.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct week parsed(const char *text)
{
    struct week week;
    struct str why;
    assert_int_equal(week_parse(str_from(text), &week, &why), OK);
    return week;
}

static void ranges(void **state)
{
    (void)state;
    struct week week = parsed("tue 18:00-21:00");
    assert_int_equal(week_count(&week), 6);
    week = parsed("mon-fri 09:00-12:00");
    assert_int_equal(week_count(&week), 30);
    week = parsed("sat");
    assert_int_equal(week_count(&week), 48);
    week = parsed("any");
    assert_int_equal(week_count(&week), 7 * 48);
    week = parsed("sat-mon 10:00-11:00");
    assert_int_equal(week_count(&week), 6);
}

static void past_midnight(void **state)
{
    (void)state;
    struct week week = parsed("sun 22:00-06:00");
    assert_int_equal(week_count(&week), 16);
    assert_true(week.day[0] & 1); /* Monday 00:00 */
    struct week monday = parsed("mon 00:00-06:00");
    assert_int_equal(week_overlap(&week, &monday), 12);
    struct week night = parsed("sun 20:00-24:00; mon 00:00-08:00");
    assert_int_equal(week_overlap_run(&week, &night), 16);
}

static void refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"tue 18:00", "xyz 10:00-11:00", "tue 25:00-26:00",
                                      "tue 10:61-11:00", "tue 10:00-10:00", "18:00-21:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct week week;
        struct str why = STR_NONE;
        assert_int_equal(week_parse(str_from(bad[i]), &week, &why), ERR_INVALID);
        assert_non_null(why.ptr);
    }
}

static void parts_and_format(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct week week;
    week_from_parts(&week, 1u << (1 * WEEK_PARTS + 2)); /* Tuesday evening */
    struct str text = week_format(&arena, &week);
    assert_true(str_is(text, "tue 17:00-22:00"));
    assert_int_equal(week_to_parts(&week), 1u << 6);
    struct week again = parsed(str_c(&arena, text));
    assert_memory_equal(&week, &again, sizeof week);
    week_from_parts(&week, 1u << (6 * WEEK_PARTS + 3)); /* Sunday night, into Monday */
    assert_int_equal(week_to_parts(&week), 1u << 27);
    arena_release(&arena);
}

/* Half-hour by half-hour, twice round: what the run must come to. */
static int run_by_walking(const struct week *a, const struct week *b)
{
    int best = 0, run = 0;
    for (int slot = 0; slot < 14 * 48; slot++) {
        int day = slot / 48 % 7;
        run = (a->day[day] & b->day[day]) >> (slot % 48) & 1 ? run + 1 : 0;
        if (run > best) best = run;
    }
    return best > 7 * 48 ? 7 * 48 : best;
}

static void runs_as_walked(void **state)
{
    uint64_t seed = 20260303;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct week a = {{0}}, b = {{0}};
        for (int n = 0; n < i % 12; n++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            int from = (int)(seed >> 33) % 1440, to = from + (int)(seed >> 44) % 1440;
            week_add(&a, (int)(seed >> 60) % 7, from, to);
            week_add(&b, (int)(seed >> 57) % 7, i % 5 == 0 ? 0 : to / 2, i % 3 == 0 ? 1440 : to);
        }
        assert_int_equal(week_overlap_run(&a, &b), run_by_walking(&a, &b));
    }
    struct week full = parsed("any");
    assert_int_equal(week_overlap_run(&full, &full), 7 * 48);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges),
        cmocka_unit_test(past_midnight),
        cmocka_unit_test(refused),
        cmocka_unit_test(parts_and_format),
        cmocka_unit_test(runs_as_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
