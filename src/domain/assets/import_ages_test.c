/* For whom it is, from a name or a description; and several tongues in one cell. */
#include "domain/assets/import.h"
#include "domain/assets/import_ages.h"
#include "testing/testing.h"

static const struct { const char *name, *words; int low, high; bool child; } rows[] = {
    {"Over 60s Lunch", "", 60, -1, false},
    {"50+ walking football", "", 50, -1, false},
    {"Bingo Juniors (8-12 years)", "", 8, 12, false},
    {"Bingo for teenagers", "", 12, 19, false},
    {"Toddler gym", "", 0, 4, true},
    {"Under 5s play", "", -1, 4, false},
    {"Bingo", "For people aged 55 and over.", 55, -1, false},
    {"Bingo", "For young people aged 11 to 16", 11, 16, false},
    {"Bingo", "A lunch for the over 70s", 70, -1, false},
    {"Bingo", "For adults only", 18, -1, false},
    /* These say nothing of ages. */
    {"Bingo", "Over 60 years of company in the village", -1, -1, false},
    {"Bingo", "Open 9-12, room for over 50 people", -1, -1, false},
    {"Parkrun 5k", "Bus 11 or 16 to the park, 7-10 minutes", -1, -1, false},
    {"Radio 1940-1960", "Songs from 40 to 60 years ago", -1, -1, false},
    {"Seventeen stories", "Average price 5-10 pounds", -1, -1, false},
};

static void ages(void **state) {
    struct arena arena;
    (void)state;
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct asset a = {.age_low = -1, .age_high = -1};
        assets_import_ages_of_words(&arena, str_from(rows[i].name), str_from(rows[i].words), &a);
        if (a.age_low != rows[i].low || a.age_high != rows[i].high || a.for_child != rows[i].child)
            fail_msg("%s / %s: %d to %d", rows[i].name, rows[i].words, a.age_low, a.age_high);
    }
    struct asset known = {.age_low = 16, .age_high = -1};
    assets_import_ages_of_words(&arena, STR("Over 60s Lunch"), STR(""), &known);
    assert_int_equal(known.age_low, 16); /* a column said so */
    arena_release(&arena);
}

static void tongues(void **state) {
    struct arena arena;
    (void)state;
    arena_init(&arena, 1 << 20);
    struct asset a = {0};
    assert_true(assets_import_languages_read(&arena, STR("Ukrainian Russian English"), &a));
    assert_true(str_is(a.languages, "uk ru en"));
    assert_true(assets_import_languages_read(&arena, STR("British Sign Language"), &a));
    assert_true(str_is(a.languages, "bfi"));
    assert_true(assets_import_languages_read(&arena, STR("Urdu and Punjabi"), &a));
    assert_true(str_is(a.languages, "ur pa"));
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ages), cmocka_unit_test(tongues)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
