/* Best times: counting, ranking, and what a page may tell. */
#include "domain/activities/activities_times.h"

#include "base/rand.h"
#include "testing/testing.h"

static struct times_person person(const char *words, const char *group, bool alternate)
{
    struct times_person p = {.group = str_from(group), .alternate = alternate};
    struct str why;
    assert_ok(activities_times_parse(str_from(words), 60, &p.can, &why));
    return p;
}

static int slot_of(int day, int hour, int minute) { return day * 48 + hour * 2 + minute / 30; }

static void parse(void **state)
{
    (void)state;
    struct times_can can;
    struct str why;
    assert_ok(activities_times_parse(STR("thu 15:45-17:00; sun 23:00-01:00"), 60, &can, &why));
    assert_false(activities_times_at(&can, slot_of(3, 15, 30)));
    assert_true(activities_times_at(&can, slot_of(3, 16, 0)));
    assert_false(activities_times_at(&can, slot_of(3, 16, 30)));
    assert_true(activities_times_at(&can, slot_of(6, 23, 30))); /* into Monday */
    assert_true(activities_times_at(&can, slot_of(0, 0, 0)));
    assert_false(activities_times_at(&can, slot_of(0, 0, 30)));
    assert_ok(activities_times_parse(STR("tue 10:00-10:30; tue 10:30-11:00"), 60, &can, &why));
    assert_true(activities_times_at(&can, slot_of(1, 10, 0))); /* joined */
    assert_int_equal(activities_times_parse(STR("someday"), 60, &can, &why), ERR_INVALID);
}

static void ranking(void **state)
{
    (void)state;
    struct times_person people[5];
    struct times_slot out[TIMES_SLOTS], second;
    people[0] = person("thu 15:00-16:00", "", false);
    people[1] = person("thu 15:00-16:00; tue 18:00-19:00", "", false);
    people[2] = person("thu 15:00-16:00; tue 18:00-19:00; mon 09:00-10:00", "", true);
    people[3] = person("mon 09:00-10:00", "", false);
    people[4] = person("wed 12:00-13:00", "", false);
    size_t n = activities_times_rank(people, 5, out, TIMES_SLOTS);
    assert_int_equal(n, 4);
    assert_int_equal(out[0].slot, slot_of(3, 15, 0));
    assert_int_equal(activities_times_halves(out[0].all), 5);
    /* Monday and Tuesday suit one and a half; Monday comes first: it serves one who is left out. */
    assert_int_equal(out[1].slot, slot_of(0, 9, 0));
    assert_int_equal(out[1].left_out, 2);
    assert_int_equal(out[2].slot, slot_of(1, 18, 0));
    assert_int_equal(out[2].left_out, 0);
    assert_int_equal(out[3].slot, slot_of(2, 12, 0));
    assert_true(activities_times_second(people, 5, out[0].slot, &second));
    assert_int_equal(second.slot, slot_of(0, 9, 0)); /* as many as Wednesday, and more in all */
}

/* A random week of the parts people tick. */
static struct times_person random_person(struct rand *rand)
{
    static const char *const groups[] = {"", "days", "nights"};
    struct times_person p = {.group = str_from(groups[rand_below(rand, 3)])};
    for (int s = 0; s < TIMES_SLOTS; s += 6) {
        if (rand_below(rand, 3) != 0) continue;
        for (int k = s; k < s + 6; k++) p.can.bit[k / 64] |= (uint64_t)1 << (k % 64);
    }
    return p;
}

static int can_at(const struct times_person *people, size_t n, int slot)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) count += activities_times_at(&people[i].can, slot);
    return count;
}

/* Whoever it is and whichever line: the same line stands where this one person said the opposite.
   Either somebody changes places with them (then all counts are as they were), or the line does
   not tell one more from one fewer. */
static void nobody_told(const struct times_person *people, size_t n, const struct times_shown *line)
{
    int can = can_at(people, n, line->slot);
    if (line->said == TIMES_COUNTED || line->said == TIMES_ABOUT) {
        assert_true(can >= 5 && (int)n - can >= 5);
    } else {
        assert_int_equal(line->said, TIMES_MORE_THAN_HALF);
        bool all = can == (int)n;
        assert_true(2 * (can - (all ? 1 : 0)) > (int)n);
        assert_int_equal(line->suits, -1);
    }
    int told = 0;
    for (size_t g = 0; g < line->groups_n; g++) {
        assert_true(line->groups[g].of >= 5);
        told += line->groups[g].of;
    }
    assert_true(told == 0 || (int)n == told || (int)n - told >= 5);
}

static void nobody_is_told(void **state)
{
    (void)state;
    struct rand rand;
    rand_init_fixed(&rand, 7);
    for (int round = 0; round < 300; round++) {
        struct times_person people[40];
        struct times_shown out[TIMES_SHOWN];
        size_t n = 1 + rand_below(&rand, 40);
        for (size_t i = 0; i < n; i++) people[i] = random_person(&rand);
        if (round % 7 == 0)
            for (size_t i = 1; i < n; i++) people[i] = people[0]; /* everybody alike */
        size_t shown = activities_times_show(people, n, 60, round % 2 == 0, out);
        if (n < 5) assert_int_equal(shown, 0);
        for (size_t i = 0; i < shown; i++) {
            nobody_told(people, n, &out[i]);
            if (round % 2 == 1) assert_int_not_equal(out[i].said, TIMES_COUNTED);
        }
    }
}

static void page(void **state)
{
    (void)state;
    struct times_person people[19];
    struct times_shown out[TIMES_SHOWN];
    for (int i = 0; i < 19; i++)
        people[i] = person(i < 14 ? "thu 15:30-16:30" : "sat 10:00-12:00", i >= 8 && i < 15 ? "nights" : "days", false);
    assert_int_equal(activities_times_show(people, 19, 60, true, out), 2);
    assert_int_equal(out[0].slot, slot_of(3, 15, 30));
    assert_int_equal(out[0].said, TIMES_COUNTED);
    assert_int_equal(out[0].suits, 14);
    assert_int_equal(out[0].of, 19);
    assert_int_equal(out[0].groups_n, 2);
    assert_int_equal(out[0].groups[1].of, 7);
    assert_int_equal(out[0].groups[1].part, TIMES_MOST);
    assert_int_equal(out[1].slot, slot_of(5, 10, 0));
    assert_int_equal(out[1].last, slot_of(5, 11, 0));
    assert_int_equal(activities_times_show(people, 19, 60, false, out), 2);
    assert_int_equal(out[0].said, TIMES_ABOUT);
    assert_int_equal(out[0].suits, 15);
    assert_false(activities_times_may_show(4, 9));
    assert_false(activities_times_may_show(24, 4));
    assert_true(activities_times_may_show(5, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parse), cmocka_unit_test(ranking),
                                       cmocka_unit_test(nobody_is_told), cmocka_unit_test(page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
