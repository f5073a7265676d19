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
        assert_int_equal(places_easter(civil_from_day(want).year).n, want.n);
    }
}

static void the_day_itself(struct testing *t) {
    struct holidays h;
    assert_ok(places_holidays(&t->ctx, (struct place_id){0}, day_of("2027-12-01"),
                              day_of("2028-02-01"), &h));
    assert_true(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-25"))); /* a Saturday */
    assert_true(places_holidays_find(&h, HOLIDAY_BANK, day_of("2027-12-25"))->weekend);
    assert_true(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-27")));
    assert_false(holidays_on(&h, HOLIDAY_BANK, day_of("2027-12-29")));
    assert_true(holidays_on(&h, HOLIDAY_SCHOOL | HOLIDAY_BANK, day_of("2027-12-29")));
    assert_true(places_holidays_find(&h, HOLIDAY_SCHOOL, day_of("2027-12-29"))->typical);
    assert_false(holidays_on(&h, 0, day_of("2027-12-27")));
    assert_false(holidays_on(NULL, HOLIDAY_BANK, day_of("2027-12-27")));
    assert_ok(places_holidays(&t->ctx, (struct place_id){0}, day_of("2028-01-02"),
                              day_of("2028-01-02"), &h));
    assert_int_equal(h.bank_n + h.school_n, 0);
    assert_int_equal(places_holidays(&t->ctx, (struct place_id){0}, day_of("1900-01-01"),
                                     day_of("2100-01-01"), &h),
                     ERR_LIMIT);
}

static void act_as_admin(struct testing *t, struct place_id place) {
    testing_act(t, 77, place.v, STANDING_MEMBER | STANDING_ADMIN);
}

static bool on(struct testing *t, struct place_id place, unsigned kinds, const char *day) {
    struct holidays h;
    struct day d = day_of(day);
    assert_ok(places_holidays(&t->ctx, place, d, (struct day){d.n + 1}, &h));
    return holidays_on(&h, kinds, d);
}

static struct holiday_row row_of(struct place_id place, enum holiday_kind kind,
                                 const char *first, const char *last, const char *name) {
    return (struct holiday_row){.place = place,
                                .holiday = {.first = day_of(first),
                                            .last = day_of(last),
                                            .kind = kind,
                                            .name = str_from(name)}};
}

static void what_a_place_changes(struct testing *t) {
    struct place_id town = place_at(t, "Town", "B36", (struct place_id){0}),
                    street = place_at(t, "Street", "B36", town),
                    other = place_at(t, "Other", "B37", (struct place_id){0});
    struct holiday_row gala = row_of(town, HOLIDAY_BANK, "2026-07-06", "2026-07-07", "Gala");
    struct holiday_row work =
        row_of(street, HOLIDAY_BANK, "2026-07-07", "2026-07-07", "We meet");
    struct holiday_id id, off;
    act_as_admin(t, town);
    assert_ok(places_holiday_add(&t->ctx, &gala, &id));
    work.holiday.off = true;
    assert_ok(places_holiday_add(&t->ctx, &work, &off));
    assert_true(on(t, town, HOLIDAY_BANK, "2026-07-07"));
    assert_true(on(t, street, HOLIDAY_BANK, "2026-07-06"));  /* from the town it lies in */
    assert_false(on(t, street, HOLIDAY_BANK, "2026-07-07")); /* its own word wins */
    assert_false(on(t, other, HOLIDAY_BANK, "2026-07-06"));
    assert_false(on(t, town, HOLIDAY_SCHOOL, "2026-07-06"));
    assert_ok(places_holiday_end(&t->ctx, id, true));
    assert_false(on(t, town, HOLIDAY_BANK, "2026-07-06"));
    assert_ok(places_holiday_end(&t->ctx, id, false));
    assert_true(on(t, town, HOLIDAY_BANK, "2026-07-06"));
    gala.place = other; /* not theirs */
    assert_int_equal(places_holiday_add(&t->ctx, &gala, &id), ERR_DENIED);
    gala.place.v = 0; /* the nation's is the operator's */
    assert_int_equal(places_holiday_add(&t->ctx, &gala, &id), ERR_DENIED);
    testing_act(t, 78, town.v, STANDING_MEMBER);
    assert_int_equal(places_holiday_end(&t->ctx, off, true), ERR_DENIED);
    assert_int_equal(places_holiday_end(&t->ctx, (struct holiday_id){1}, true), ERR_MISSING);
}

static void refused_rows(struct testing *t) {
    struct place_id town = place_at(t, "Town", "B36", (struct place_id){0});
    struct holiday_row row = row_of(town, HOLIDAY_SCHOOL, "2026-07-06", "2026-07-05", " ");
    struct holiday_id id = {5};
    act_as_admin(t, town);
    assert_int_equal(places_holiday_add(&t->ctx, &row, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("last")));
    assert_non_null(fault_find(&t->ctx.faults, STR("name")));
    row.holiday.first = DAY_NONE;
    assert_int_equal(places_holiday_add(&t->ctx, &row, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("first")));
    assert_int_equal(id.v, 5);
}

static void a_councils_list(struct testing *t) {
    struct place_id town = place_at(t, "Town", "B36", (struct place_id){0});
    struct holiday_row like = {.place = town, .holiday = {.kind = HOLIDAY_SCHOOL}};
    struct holidays_read read;
    size_t added, ended;
    act_as_admin(t, town);
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2026-10-26")); /* typical */
    assert_ok(places_holidays_read(&t->ctx,
                                   STR("Half-term,19 October 2026,23 October 2026\n"
                                       "Christmas,Monday 21 December 2026,1 January 2027\n"
                                       "Easter,26 March 2027,9 April 2027\n"),
                                   STR("list"), &read));
    assert_int_equal(read.count, 3);
    assert_str(read.spans[1].name, "Christmas");
    assert_ok(places_holidays_replace(&t->ctx, &like, read.spans, read.count, &added, &ended));
    assert_int_equal(added, 3);
    assert_int_equal(ended, 0);
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2026-10-20"));
    assert_false(on(t, town, HOLIDAY_SCHOOL, "2026-10-26")); /* typical no more */
    assert_false(on(t, town, HOLIDAY_SCHOOL, "2027-02-16"));
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2026-08-10")); /* before the list: as it was */
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2027-06-01"));
    assert_ok(places_holidays_replace(&t->ctx, &like, read.spans, read.count, &added, &ended));
    assert_int_equal(added + ended, 0); /* the same again */
    read.spans[1].last = day_of("2027-01-04");
    assert_ok(places_holidays_replace(&t->ctx, &like, read.spans, read.count, &added, &ended));
    assert_int_equal(added, 1);
    assert_int_equal(ended, 1);
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2027-01-04"));
}

/* A list of terms says that school is open up to the end of the last one. */
static void a_councils_terms(struct testing *t) {
    struct place_id town = place_at(t, "Town", "B36", (struct place_id){0});
    struct holiday_row like = {.place = town, .holiday = {.kind = HOLIDAY_SCHOOL}};
    struct holidays_read read;
    size_t added, ended;
    act_as_admin(t, town);
    assert_ok(places_holidays_read(&t->ctx,
                                   STR("Autumn term,2 September 2026,16 October 2026\n"
                                       "Autumn term,2 November 2026,18 December 2026\n"
                                       "Spring term,4 January 2027,25 March 2027\n"),
                                   STR("list"), &read));
    like.holiday.first = read.first;
    like.holiday.last = read.last;
    assert_true(read.terms);
    assert_ok(places_holidays_replace(&t->ctx, &like, read.spans, read.count, &added, &ended));
    assert_int_equal(added, 2);
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2026-10-19"));
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2026-12-24"));
    assert_false(on(t, town, HOLIDAY_SCHOOL, "2027-02-16")); /* typical half-term */
    assert_true(on(t, town, HOLIDAY_SCHOOL, "2027-03-30"));  /* after the list */
}

static void lists_as_people_write_them(struct testing *t) {
    static const struct {
        const char *text;
        size_t count, refused;
        const char *first, *last, *name; /* of the first one */
    } table[] = {
        {"first,last,name\n2026-10-26,2026-10-30,Half-term\n", 1, 0, "2026-10-26", "2026-10-30",
         "Half-term"},
        {"Holiday;Start date;End date\nHalf term;26/10/2026;30/10/2026\n", 1, 0, "2026-10-26",
         "2026-10-30", "Half term"},
        {"date\n2026-12-25\n2026-12-26\n", 2, 0, "2026-12-25", "2026-12-25", ""},
        {"2026-12-25\r\n20261226\r\n", 2, 0, "2026-12-25", "2026-12-25", ""},
        {"Half-term: Monday 26 October to Friday 30 October 2026", 1, 0, "2026-10-26",
         "2026-10-30", "Half-term"},
        {"Christmas - 21st December to 1st January 2027\n", 1, 0, "2026-12-21", "2027-01-01",
         "Christmas"},
        {"Half term 26-30 October 2026", 1, 0, "2026-10-26", "2026-10-30", "Half term"},
        {"Inset day, October 23 2026", 1, 0, "2026-10-23", "2026-10-23", "Inset day"},
        {"title,date,notes\nGood Friday,03.04.2026,\n", 1, 0, "2026-04-03", "2026-04-03",
         "Good Friday"},
        {"Dates 2026-27\n\nAutumn term,2 September 2026,23 October 2026\nAutumn term,2 November 2026,18 December 2026\n",
         1, 1, "2026-10-24", "2026-11-01", "School holiday"},
        {"[{\"start\":\"2026-10-26\",\"end\":\"2026-10-30\",\"name\":\"x\"},\"2026-12-25\"]", 2,
         0, "2026-10-26", "2026-10-30", "x"},
        {"x,26 October,30 October\ny,2026-12-25,2026-12-24\nz,2026-12-25\n", 1, 2, "2026-12-25",
         "2026-12-25", "z"},
        {"a,2026-01-01,2029-01-01\nb,31 February 2026\nc,2026-12-25\n", 1, 2, "2026-12-25",
         "2026-12-25", "c"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct holidays_read read;
        if (places_holidays_read(&t->ctx, str_from(table[i].text), STR("list"), &read) != OK)
            fail_msg("not read: %s", table[i].text);
        if (read.count != table[i].count || read.refused_n != table[i].refused)
            fail_msg("%zu and %zu of %s", read.count, read.refused_n, table[i].text);
        assert_int_equal(read.spans[0].first.n, day_of(table[i].first).n);
        assert_int_equal(read.spans[0].last.n, day_of(table[i].last).n);
        assert_str(read.spans[0].name.ptr ? read.spans[0].name : STR(""), table[i].name);
    }
}

static void lists_that_are_none(struct testing *t) {
    static const char *const texts[] = {"",
                                        "hello",
                                        "1 2 3",
                                        "[",
                                        "[{\"a\":1}]",
                                        "name,first\nx,soon 1\n",
                                        "99999999999999999999/99/9999",
                                        "- - - to to 3 of 5"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct holidays_read read = {.count = 7};
        assert_int_equal(places_holidays_read(&t->ctx, str_from(texts[i]), STR("list"), &read),
                         ERR_INVALID);
        assert_int_equal(read.count, 7);
    }
    struct holidays_read read;
    char *large = arena_alloc(t->ctx.arena, HOLIDAYS_FILE_MAX + 1);
    assert_int_equal(
        places_holidays_read(&t->ctx, str_of(large, HOLIDAYS_FILE_MAX + 1), STR("list"), &read),
        ERR_LIMIT);
    assert_int_equal(
        places_holidays_read(&t->ctx, str_of("a\0b\0\0\0c", 7), STR("list"), &read),
        ERR_INVALID);
}

static const struct testing_case cases[] = {
    {"what a place changes", what_a_place_changes},
    {"refused rows", refused_rows},
    {"a council's list", a_councils_list},
    {"a council's terms", a_councils_terms},
    {"lists as people write them", lists_as_people_write_them},
    {"lists that are none", lists_that_are_none},
    {"the days GOV.UK published", published},
    {"Easter", easters},
    {"Christmas on a weekend", the_day_itself},
};

int main(void) {
    static const struct module *const modules[8] = {&journal_module, &places_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 2});
}
