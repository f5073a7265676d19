#include "platform/text/text_own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;

static void is(struct str got, const char *wanted) {
    assert_string_equal(str_c(&arena, got), wanted);
}

static struct minutes at(int hour, int minute) { return (struct minutes){hour * 60 + minute}; }

static void test_plural_forms(void **state) {
    (void)state;
    /* Expected forms worked out from the Unicode plural rules, by hand. */
    static const struct {
        enum text_language language;
        int64_t n;
        int form;
    } cases[] = {{TEXT_EN, 0, 1},   {TEXT_EN, 1, 0},        {TEXT_EN, 2, 1},  {TEXT_UR, 1, 0},
                 {TEXT_UR, 5, 1},   {TEXT_PL, 1, 0},        {TEXT_PL, 2, 1},  {TEXT_PL, 4, 1},
                 {TEXT_PL, 5, 2},   {TEXT_PL, 0, 2},        {TEXT_PL, 11, 2}, {TEXT_PL, 12, 2},
                 {TEXT_PL, 14, 2},  {TEXT_PL, 22, 1},       {TEXT_PL, 25, 2}, {TEXT_PL, 112, 2},
                 {TEXT_PL, 122, 1}, {TEXT_PL, 21, 2},       {TEXT_CY, 0, 0},  {TEXT_CY, 1, 1},
                 {TEXT_CY, 2, 2},   {TEXT_CY, 3, 3},        {TEXT_CY, 6, 4},  {TEXT_CY, 4, 5},
                 {TEXT_CY, 26, 5},  {TEXT_EN, INT64_MIN, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(text_plural_form(cases[i].language, cases[i].n), cases[i].form);
    }
}

static void test_plural_words(void **state) {
    (void)state;
    const struct locale *en = text_locale(TEXT_EN);
    struct said said = SAY1("{n} person in {place}", "place", STR("Weir"));
    is(text_say_n(&arena, en, "{n} people in {place}", 1, &said, NULL), "1 person in Weir");
    is(text_say_n(&arena, en, "{n} people in {place}", 12000, &said, NULL),
       "12,000 people in Weir");
    is(text_plural(en, "one", "many", 0), "many");
}

static void test_times(void **state) {
    (void)state;
    const struct locale *en = text_locale(TEXT_EN), *ur = text_locale(TEXT_UR);
    is(text_time(&arena, en, at(12, 0)), "12 noon");
    is(text_time(&arena, en, at(0, 0)), "12 midnight");
    is(text_time(&arena, en, at(24, 0)), "12 midnight");
    is(text_time(&arena, en, at(12, 30)), "12.30pm");
    is(text_time(&arena, en, at(0, 5)), "12.05am");
    is(text_time(&arena, en, at(10, 0)), "10am");
    is(text_time(&arena, en, at(14, 30)), "2.30pm");
    is(text_time(&arena, en, at(23, 59)), "11.59pm");
    is(text_time(&arena, en, MINUTES_NONE), "");
    is(text_span(&arena, en, at(10, 0), at(11, 30)), "10am to 11.30am");
    is(text_span(&arena, en, at(10, 0), at(12, 0)), "10am to 12 noon");
    is(text_span(&arena, en, at(10, 0), MINUTES_NONE), "10am");
    is(text_time(&arena, ur, at(12, 0)), "دوپہر 12 بجے");
    is(text_time(&arena, ur, at(10, 0)), "صبح 10 بجے");
    is(text_time(&arena, ur, at(13, 30)), "دوپہر ڈیڑھ بجے");
    is(text_time(&arena, ur, at(14, 30)), "دوپہر ڈھائی بجے");
    is(text_time(&arena, ur, at(18, 30)), "شام ساڑھے 6 بجے");
    is(text_time(&arena, ur, at(0, 0)), "رات 12 بجے");
    is(text_time(&arena, ur, at(9, 10)), "صبح 9 بج کر 10 منٹ");
    is(text_span(&arena, ur, at(18, 0), at(19, 30)), "شام 6 سے ساڑھے 7 بجے");
    is(text_span(&arena, ur, at(10, 0), at(13, 0)), "صبح 10 سے دوپہر 1 بجے");
    is(text_time(&arena, text_locale(TEXT_PL), at(9, 5)), "9:05");
    is(text_span(&arena, text_locale(TEXT_PL), at(10, 0), at(11, 30)), "od 10:00 do 11:30");
    is(text_time(&arena, text_locale(TEXT_CY), at(14, 0)), "2yp");
}

static void test_days(void **state) {
    (void)state;
    struct day today = day_from_civil(2026, 3, 3), new_year = day_from_civil(2027, 1, 1);
    is(text_day(&arena, text_locale(TEXT_EN), today, today), "Tuesday 3 March");
    is(text_day(&arena, text_locale(TEXT_EN), new_year, today), "Friday 1 January 2027");
    is(text_day(&arena, text_locale(TEXT_EN), today, DAY_NONE), "Tuesday 3 March 2026");
    is(text_day(&arena, text_locale(TEXT_UR), today, today), "منگل 3 مارچ");
    is(text_day(&arena, text_locale(TEXT_CY), today, today), "Dydd Mawrth 3 Mawrth");
    is(text_day(&arena, text_locale(TEXT_PL), today, today), "wtorek, 3 marca");
    is(text_day(&arena, text_locale(TEXT_EN), DAY_NONE, today), "");
    is(text_instant(&arena, text_locale(TEXT_EN), NULL,
                    (struct instant){(int64_t)today.n * 86400000 + 43200000}, today),
       "Tuesday 3 March, 12 noon");
    assert_null(text_weekday(text_locale(TEXT_EN), 7).ptr);
    assert_null(text_month(text_locale(TEXT_EN), 0).ptr);
}

static void test_numbers(void **state) {
    (void)state;
    const struct locale *en = text_locale(TEXT_EN), *pl = text_locale(TEXT_PL);
    is(text_number(&arena, en, 2026), "2026");
    is(text_number(&arena, en, 10000), "10,000");
    is(text_number(&arena, en, 1000007), "1,000,007");
    is(text_number(&arena, en, INT64_MIN), "-9,223,372,036,854,775,808");
    is(text_money(&arena, en, (struct pence){500}), "£5");
    is(text_money(&arena, en, (struct pence){563}), "£5.63");
    is(text_money(&arena, en, (struct pence){-5}), "-£0.05");
    is(text_money(&arena, en, (struct pence){123456700}), "£1,234,567");
    is(text_money(&arena, en, PENCE_NONE), "");
    is(text_real(&arena, en, 2.4), "2.4");
    is(text_real(&arena, pl, 2.45), "2,45");
    is(text_real(&arena, en, -3.0), "-3");
    is(text_real(&arena, en, 1.05), "1.05");
    is(text_km(&arena, en, 0.4), "400 m");
    is(text_km(&arena, en, 0.001), "50 m");
    is(text_km(&arena, en, 0.98), "about 1 km");
    is(text_km(&arena, en, 1.6), "about 1.5 km");
    is(text_km(&arena, en, 7.7), "about 8 km");
    is(text_km(&arena, text_locale(TEXT_UR), 2), "تقریباً 2 کلومیٹر");
    is(text_count(&arena, en, 0), "0");
    is(text_count(&arena, en, 4), "fewer than 5");
    is(text_count(&arena, en, 5), "5");
    is(text_count(&arena, text_locale(TEXT_UR), 3), "5 سے کم");
}

static void test_languages(void **state) {
    (void)state;
    assert_string_equal(text_locale_for(STR("ur_PK"))->code, "ur");
    assert_string_equal(text_locale_for(STR("EN-gb"))->code, "en");
    assert_string_equal(text_locale_for(STR("tlh"))->code, "en");
    assert_string_equal(text_locale_for(STR(""))->code, "en");
    assert_true(text_locale(TEXT_UR)->rtl);
    assert_true(text_language_offered(TEXT_EN));
    assert_true(text_language_offered(TEXT_UR));
    assert_false(text_language_offered(TEXT_PSEUDO));
    assert_string_equal(text_locale_accept(STR("fr, ur;q=0.8, en;q=0.9"))->code, "en");
    assert_string_equal(text_locale_accept(STR("fr, ur;q=0.9, en;q=0.8"))->code, "ur");
    assert_string_equal(text_locale_accept(STR("ur-PK"))->code, "ur");
    assert_string_equal(text_locale_accept(STR("ur;q=0"))->code, "en");
    assert_string_equal(text_locale_accept(STR("ur;q=banana"))->code, "en");
    assert_string_equal(text_locale_accept(STR(";;;,,,q=1"))->code, "en");
    assert_string_equal(text_locale_accept(STR_NONE)->code, "en");
}

/* Each catalogue is there and its header tells the rule that text_plural_form follows. */
static void test_catalogues(void **state) {
    (void)state;
    static const struct {
        enum text_language language;
        const char *forms;
    } rules[] = {{TEXT_CY, "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? "
                           "3 : (n==6) ? 4 : 5;"},
                 {TEXT_PL, "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || "
                           "n%100>14) ? 1 : 2);"},
                 {TEXT_UR, "nplurals=2; plural=(n != 1);"}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str header = text_mo_find(text_catalogue(rules[i].language), "");
        assert_true(str_find(header, str_from(rules[i].forms), 0) != SIZE_MAX);
    }
}

static void test_translation(void **state) {
    (void)state;
    bool foreign = false;
    const struct locale *ur = text_locale(TEXT_UR);
    struct str words = text_get(ur, "Skip to the page", &foreign);
    assert_false(foreign);
    assert_true(words.len && (unsigned char)words.ptr[0] >= 0xd8); /* Arabic script */
    is(text_get(ur, "No catalogue holds this", &foreign), "No catalogue holds this");
    assert_true(foreign);
    is(text_get(text_locale(TEXT_EN), "month\004May", &foreign), "May");
    assert_false(foreign);
    is(text_say(&arena, ur, &SAY1("Nobody holds this, {name}", "name", STR("Joan"))),
       "Nobody holds this, \u2068Joan\u2069");
    is(text_say(&arena, text_locale(TEXT_PSEUDO), &SAY1("Kith in {place}", "place", STR("Weirside"))),
       "[Ķíţĥ íñ Weirside~~~~~]");
    is(text_plural(text_locale(TEXT_PSEUDO), "That is the only one.", "That is all {n}.", 2),
       "[Ţĥáţ íš áļļ {n}.~~~~~]");
    is(text_say(&arena, ur, &(struct said){.id = NULL}), "");
}

/* A catalogue cut short or with any byte changed gives a text or none, and reads nothing past it. */
static void test_damaged_catalogue(void **state) {
    (void)state;
    struct str mo = text_catalogue(TEXT_UR);
    assert_true(mo.len > 100);
    for (size_t len = 0; len < mo.len; len += 1 + mo.len / 997) {
        char *copy = arena_alloc(&arena, len + 1);
        memcpy(copy, mo.ptr, len);
        text_mo_find(str_of(copy, len), "Skip to the page");
    }
    char *copy = arena_alloc(&arena, mo.len);
    for (size_t i = 0; i < 400 && i < mo.len; i++) {
        memcpy(copy, mo.ptr, mo.len);
        copy[i] = (char)~copy[i];
        text_mo_find(str_of(copy, mo.len), "Skip to the page");
    }
    assert_null(text_mo_find(STR("not a catalogue, but long enough to hold one"), "x").ptr);
    is(text_mo_form(STR("a\0b"), 1), "b");
    is(text_mo_form(STR("a\0b"), 5), "a");
}

static int begin(void **state) {
    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plural_forms),
        cmocka_unit_test(test_plural_words),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_catalogues),
        cmocka_unit_test(test_translation),
        cmocka_unit_test(test_damaged_catalogue),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
