#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;
static const struct zone *london;

static int up(void **state) {
    (void)state;
    arena_init(&arena, 16 << 20);
    return zone_load(&arena, STR("Europe/London"), &london) == OK ? 0 : -1;
}

static int down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static void days_follow_each_other(void **state) {
    (void)state;
    assert_int_equal(day_from_civil(1970, 1, 1).n, 0);
    assert_int_equal(day_from_civil(2026, 3, 3).n, 20515);
    assert_int_equal(day_from_civil(2000, 2, 29).n + 1, day_from_civil(2000, 3, 1).n);
    assert_int_equal(day_from_civil(1969, 12, 31).n, -1);
    assert_int_equal(day_from_civil(2026, 13, 1).n, day_from_civil(2027, 1, 1).n);
    assert_int_equal(day_from_civil(2026, 0, 1).n, day_from_civil(2025, 12, 1).n);
    struct civil last = civil_from_day(day_from_civil(-1, 12, 31));
    for (int32_t n = day_from_civil(0, 1, 1).n; n <= day_from_civil(2401, 1, 1).n; n++) {
        struct civil c = civil_from_day((struct day){n});
        assert_int_equal(day_from_civil(c.year, c.month, c.day).n, n);
        bool next_day = c.day == last.day + 1 && c.month == last.month && c.year == last.year;
        bool next_month = c.day == 1 && last.day >= 28 && c.month == last.month % 12 + 1;
        if (!next_day && !next_month) fail_msg("day %d follows badly", n);
        last = c;
    }
}

static void weekdays(void **state) {
    (void)state;
    assert_int_equal(day_weekday(day_from_civil(2026, 3, 3)), 1); /* a Tuesday */
    assert_int_equal(day_weekday(day_from_civil(1970, 1, 1)), 3);
    assert_int_equal(day_weekday(day_from_civil(1969, 12, 28)), 6);
    assert_int_equal(day_weekday(day_from_civil(1600, 1, 3)), 0);
}

static void extreme_days_do_no_harm(void **state) {
    (void)state;
    assert_true(day_is(day_from_civil(INT32_MAX, 12, 31)));
    assert_true(day_is(day_from_civil(INT32_MIN, INT32_MIN, INT32_MIN)));
    assert_int_equal(civil_from_day((struct day){INT32_MAX}).month, 7);
    (void)civil_from_day((struct day){INT32_MIN + 1});
    (void)civil_from_instant(london, (struct instant){INT64_MAX});
    (void)civil_from_instant(london, (struct instant){INT64_MIN + 1});
}

static void reads_days(void **state) {
    (void)state;
    struct day day = {5};
    assert_true(day_parse(STR("2024-02-29"), &day));
    assert_true(str_is(day_format(&arena, day), "2024-02-29"));
    const char *bad[] = {"2023-02-29", "2024-2-29",  "2024-02-30", "2024-13-01", "2024-00-10",
                         "",           "2024-01-00", "24-01-01",   "2024/01/01", "2024-01-01 ",
                         "-024-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(day_parse(str_from(bad[i]), &day));
    assert_null(day_format(&arena, DAY_NONE).ptr);
    assert_false(day_valid(1900, 2, 29));
    assert_true(day_valid(2000, 2, 29));
}

static struct civil at(int year, int month, int day, int hour, int minute) {
    return (struct civil){
        .year = year, .month = month, .day = day, .hour = hour, .minute = minute};
}

static void assert_local(const struct zone *zone, struct civil local, const char *wanted) {
    struct instant t = instant_from_civil(zone, local);
    assert_string_equal(str_c(&arena, instant_format(&arena, zone, t)), wanted);
}

static void spring_gap_moves_forward(void **state) {
    (void)state;
    assert_local(london, at(2026, 3, 29, 0, 59), "2026-03-29T00:59:00+00:00");
    assert_local(london, at(2026, 3, 29, 1, 0), "2026-03-29T02:00:00+01:00");
    assert_local(london, at(2026, 3, 29, 1, 30), "2026-03-29T02:30:00+01:00");
    assert_local(london, at(2026, 3, 29, 1, 59), "2026-03-29T02:59:00+01:00");
    assert_local(london, at(2026, 3, 29, 2, 0), "2026-03-29T02:00:00+01:00");
    assert_local(london, at(2026, 3, 28, 12, 0), "2026-03-28T12:00:00+00:00");
}

static void autumn_hour_is_the_first_of_two(void **state) {
    (void)state;
    assert_local(london, at(2026, 10, 25, 0, 59), "2026-10-25T00:59:00+01:00");
    assert_local(london, at(2026, 10, 25, 1, 0), "2026-10-25T01:00:00+01:00");
    assert_local(london, at(2026, 10, 25, 1, 59), "2026-10-25T01:59:00+01:00");
    assert_local(london, at(2026, 10, 25, 2, 0), "2026-10-25T02:00:00+00:00");
    struct instant second = {instant_from_civil(london, at(2026, 10, 25, 1, 30)).ms + 3600000};
    assert_true(str_is(instant_format(&arena, london, second), "2026-10-25T01:30:00+00:00"));
}

static void the_rule_goes_on_after_the_table(void **state) {
    (void)state;
    assert_local(london, at(2090, 7, 1, 12, 0), "2090-07-01T12:00:00+01:00");
    assert_local(london, at(2090, 12, 1, 12, 0), "2090-12-01T12:00:00+00:00");
    assert_local(london, at(2090, 3, 26, 1, 30), "2090-03-26T02:30:00+01:00"); /* last Sunday */
    assert_local(london, at(2090, 10, 29, 1, 30), "2090-10-29T01:30:00+01:00");
    const struct zone *sydney;
    assert_int_equal(zone_load(&arena, STR("Australia/Sydney"), &sydney), OK);
    assert_local(sydney, at(2090, 1, 1, 0, 0), "2090-01-01T00:00:00+11:00");
    assert_local(sydney, at(2090, 7, 1, 0, 0), "2090-07-01T00:00:00+10:00");
    assert_local(sydney, at(2090, 12, 31, 23, 59), "2090-12-31T23:59:00+11:00");
}

static void other_places_and_times(void **state) {
    (void)state;
    const struct zone *zone;
    assert_local(london, at(1850, 1, 1, 12, 0), "1850-01-01T12:00:00+00:00");
    assert_local(london, at(1970, 1, 1, 12, 0),
                 "1970-01-01T12:00:00+01:00"); /* summer all year */
    assert_int_equal(zone_load(&arena, STR("Asia/Karachi"), &zone), OK);
    assert_local(zone, at(2026, 3, 3, 15, 0), "2026-03-03T15:00:00+05:00");
    assert_int_equal(zone_load(&arena, STR("Pacific/Apia"), &zone), OK); /* lost a whole day */
    assert_local(zone, at(2011, 12, 30, 12, 0), "2011-12-31T12:00:00+14:00");
    assert_int_equal(zone_load(&arena, STR("Africa/Casablanca"), &zone),
                     OK); /* negative summer */
    assert_local(zone, at(2026, 7, 1, 12, 0), "2026-07-01T12:00:00+01:00");
    assert_int_equal(zone_load(&arena, STR("UTC"), &zone), OK);
    assert_int_equal(zone_offset(zone, (struct instant){0}), 0);
}

static void every_hour_comes_back(void **state) {
    (void)state;
    const struct zone *zones[3] = {london};
    assert_int_equal(zone_load(&arena, STR("America/New_York"), &zones[1]), OK);
    assert_int_equal(zone_load(&arena, STR("Australia/Lord_Howe"), &zones[2]), OK);
    for (size_t z = 0; z < 3; z++) {
        for (int64_t ms = 1767225600000; ms < 1798761600000; ms += 1800000) {
            struct instant t = {ms},
                           back = instant_from_civil(zones[z], civil_from_instant(zones[z], t));
            struct civil a = civil_from_instant(zones[z], t),
                         b = civil_from_instant(zones[z], back);
            assert_memory_equal(&a, &b, sizeof a);
            assert_true(back.ms <= t.ms); /* the first of two */
        }
    }
}

static void refuses_names_that_are_no_zone(void **state) {
    (void)state;
    const char *bad[] = {"",
                         "/etc/passwd",
                         "../../../etc/passwd",
                         "Europe",
                         "Europe/../Europe/London",
                         "Europe/Nowhere",
                         "zone.tab",
                         "right/Europe/London\n",
                         "Europe/London "};
    const struct zone *zone = NULL;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(zone_load(&arena, str_from(bad[i]), &zone), ERR_MISSING);
    assert_int_equal(zone_load(&arena, STR("Europe/London\0x"), &zone), ERR_MISSING);
    assert_null(zone);
    assert_int_equal(zone_parse(&arena, STR("TZif2"), &zone), ERR_INVALID);
    assert_int_equal(zone_parse(&arena, STR(""), &zone), ERR_INVALID);
}

static int64_t parsed(const struct zone *zone, const char *text) {
    struct instant t = INSTANT_NONE;
    if (!instant_parse(str_from(text), zone, &t)) return -1;
    return t.ms;
}

static void reads_instants(void **state) {
    (void)state;
    const int64_t ten = 1772532000000; /* 3 March 2026, 10:00 UTC */
    assert_int_equal(parsed(NULL, "2026-03-03T10:00:00Z"), ten);
    assert_int_equal(parsed(london, "2026-03-03T10:00:00+00:00"), ten);
    assert_int_equal(parsed(london, "2026-03-03T15:00:00+05:00"), ten);
    assert_int_equal(parsed(london, "2026-03-03T05:30-0430"), ten);
    assert_int_equal(parsed(london, "2026-03-03 10:00"), ten);
    assert_int_equal(parsed(london, "2026-03-03t10:00:00.250z"), ten + 250);
    assert_int_equal(parsed(london, "2026-03-03T10:00:00,123456789Z"), ten + 123);
    assert_int_equal(parsed(london, "2026-07-01T10:00"), parsed(NULL, "2026-07-01T09:00"));
    assert_int_equal(parsed(london, "2026-07-01"), parsed(NULL, "2026-06-30T23:00"));
    const char *bad[] = {"",
                         "2026",
                         "2026-03-03T",
                         "2026-03-03T1:00",
                         "2026-03-03T24:00",
                         "2026-03-03T10",
                         "2026-03-03T10:60",
                         "2026-03-03T10:00:61",
                         "2026-03-03T10:00:00.",
                         "2026-03-03X10:00",
                         "2026-03-03T10:00:00+",
                         "2026-03-03T10:00:00+1",
                         "2026-03-03T10:00:00+01:",
                         "2026-03-03T10:00:00+01:60",
                         "2026-03-03T10:00:00Z ",
                         "2026-03-03T10:00:00ZZ"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(parsed(london, bad[i]), -1);
}

static void writes_instants(void **state) {
    (void)state;
    struct instant t = {1772532000999};
    assert_true(str_is(instant_format(&arena, NULL, t), "2026-03-03T10:00:00Z"));
    const struct zone *zone;
    assert_int_equal(zone_load(&arena, STR("America/St_Johns"), &zone), OK);
    assert_true(str_is(instant_format(&arena, zone, t), "2026-03-03T06:30:00-03:30"));
    assert_true(
        str_is(instant_format(&arena, NULL, (struct instant){-1}), "1969-12-31T23:59:59Z"));
    assert_null(instant_format(&arena, NULL, INSTANT_NONE).ptr);
    assert_int_equal(day_from_instant(london, (struct instant){-1}).n, 0); /* summer of 1970 */
    assert_false(day_is(day_from_instant(london, INSTANT_NONE)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(extreme_days_do_no_harm),
        cmocka_unit_test(reads_days),
        cmocka_unit_test(spring_gap_moves_forward),
        cmocka_unit_test(autumn_hour_is_the_first_of_two),
        cmocka_unit_test(the_rule_goes_on_after_the_table),
        cmocka_unit_test(other_places_and_times),
        cmocka_unit_test(every_hour_comes_back),
        cmocka_unit_test(refuses_names_that_are_no_zone),
        cmocka_unit_test(reads_instants),
        cmocka_unit_test(writes_instants),
    };
    return cmocka_run_group_tests(tests, up, down);
}
