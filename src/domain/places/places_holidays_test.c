/* Holidays: by rule against the days GOV.UK published, and what a place changes. */
#include "domain/places/holidays.h"
#include "domain/places/places_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <string.h>

static struct day day_of(const char *text) {
    struct day day = DAY_NONE;
    assert_true(day_parse(str_from(text), &day));
    return day;
}

static struct place_id place_at(struct testing *t, const char *name, const char *outcode,
                                struct place_id parent) {
    struct place place = {
        .name = str_from(name), .outcode = str_from(outcode), .parent = parent};
    struct place_id id = {0};
    assert_ok(places_put(&t->ctx, &place, &id));
    return id;
}

/* The days GOV.UK lists, without those on which nobody meets anyway. */
static void same_days(struct testing *t, struct place_id place, int year, const char *wanted) {
    struct holidays h;
    struct str rest = str_from(wanted), word;
    assert_ok(places_holidays(&t->ctx, place, day_from_civil(year, 1, 1),
                              day_from_civil(year + 1, 1, 1), &h));
    size_t i = 0;
    while (str_next_word(&rest, &word)) {
        while (i < h.bank_n && h.bank[i].weekend) i++;
        assert_true(i < h.bank_n);
        struct str got = str_slice(day_format(t->ctx.arena, h.bank[i].first), 5, 10);
        testing_assert_str(got, str_c(t->ctx.arena, word), __FILE__, year);
        assert_int_equal(h.bank[i].first.n, h.bank[i].last.n);
        i++;
    }
    while (i < h.bank_n && h.bank[i].weekend) i++;
    assert_int_equal(i, h.bank_n);
}

static void published(struct testing *t) {
    struct place_id none = {0}, england = place_at(t, "Here", "B36", none),
                    wales = place_at(t, "Wales", "CF10", none),
                    scotland = place_at(t, "Scotland", "EH1", none),
                    ireland = place_at(t, "Belfast", "BT1", none);
    const struct {
        int year;
        const char *england, *scotland, *ireland;
    } table[] = {
        {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
         "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
         "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27"},
        {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
         "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
         "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"},
        {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
         "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
         "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"},
        {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
         "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
         "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"},
        {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
         "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
         "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"},
        {2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
         "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
         "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        same_days(t, england, table[i].year, table[i].england);
        same_days(t, wales, table[i].year, table[i].england);
        same_days(t, scotland, table[i].year, table[i].scotland);
        same_days(t, ireland, table[i].year, table[i].ireland);
    }
}

static void easters(struct testing *t) {
    static const char *const days[] = {"1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23",
                                       "2011-04-24", "2024-03-31", "2038-04-25", "2285-03-22"};
    (void)t;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct day want = day_of(days[i]);
        assert_int_equal(holidays_easter(civil_from_day(want).year).n, want.n);
    }
}

static void the_day_itself(struct testing *t) {
    struct holidays h;
    assert_ok(places_holidays(&t->ctx, (struct place_id){0}, day_of("2027-12-01"),
                              day_of("2028-02-01"), &h));
    assert_true(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-25"))); /* a Saturday */
    assert_true(holidays_find(&h, HOLIDAY_BANK, day_of("2027-12-25"))->weekend);
    assert_true(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-27")));
    assert_false(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-29")));
    assert_true(holidays_on(&h, HOLIDAY_SCHOOL | HOLIDAY_BANK, day_of("2027-12-29")));
    assert_true(holidays_find(&h, HOLIDAY_SCHOOL, day_of("2027-12-29"))->typical);
    assert_false(holidays_on(&h, 0, day_of("2027-12-27")));
    assert_false(holidays_on(NULL, HOLIDAY_BANK, day_of("2027-12-27")));
    assert_ok(places_holidays(&t->ctx, (struct place_id){0}, day_of("2028-01-02"),
                              day_of("2028-01-02"), &h));
    assert_int_equal(h.bank_n + h.school_n, 0);
    assert_int_equal(places_holidays(&t->ctx, (struct place_id){0}, day_of("1900-01-01"),
                                     day_of("2100-01-01"), &h),
                     ERR_LIMIT);
}

static const struct testing_case cases[] = {
    {"the days GOV.UK published", published},
    {"Easter", easters},
    {"Christmas on a weekend", the_day_itself},
};

int main(void) {
    static const struct module *const modules[8] = {&journal_module, &places_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 2});
}
