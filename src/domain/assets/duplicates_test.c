/* What a person would call the same, and what not: one line a pair. */
#include "domain/assets/duplicates.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

struct side {
    const char *name, *location, *url, *phone, *address, *postcode;
    double lat, lon;
    enum asset_kind kind;
};

static int score_of(const struct side *a, const struct side *b) {
    /* a list around the pair, so that common words are common */
    static const char *const others[] = {"Covid-19 Mutual Aid Marple",
                                         "Romiley Mutual Aid Group",
                                         "Hazel Grove Support Group",
                                         "Bramhall Community Help",
                                         "Cheadle Mutual Aid",
                                         "Gatley Covid Support",
                                         "Reddish Neighbours",
                                         "Brinnington Mutual Aid UK",
                                         "Offerton Volunteers",
                                         "Mile End Library",
                                         "Woodley Library",
                                         "Bredbury Lunch Club",
                                         "Edgeley Chess Club",
                                         "Heaton Moor Gardening Club",
                                         "Age UK Stockport"};
    const struct side *sides[] = {a, b};
    struct arena arena;
    struct duplicates_pair *pairs;
    size_t n;
    int score = 0;
    arena_init(&arena, (size_t)64 << 20);
    struct duplicates *d = assets_duplicates_begin(&arena);
    for (size_t i = 0; i < 2; i++) {
        const struct side *s = sides[i];
        struct duplicates_row row = {.id = {(int64_t)i + 1},
                                     .kind = s->kind,
                                     .name = str_from(s->name),
                                     .location_name = str_from(s->location),
                                     .url = str_from(s->url),
                                     .phone = str_from(s->phone),
                                     .address = str_from(s->address),
                                     .postcode = str_from(s->postcode),
                                     .lat = s->lat != 0 ? s->lat : (double)NAN,
                                     .lon = s->lat != 0 ? s->lon : (double)NAN};
        assert_int_equal(assets_duplicates_add(d, &row), OK);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct duplicates_row row = {.id = {(int64_t)i + 10},
                                     .name = str_from(others[i]),
                                     .location_name = STR("Surrey"),
                                     .lat = 53.4 + (double)i / 50,
                                     .lon = -2.1};
        assert_int_equal(assets_duplicates_add(d, &row), OK);
    }
    assert_int_equal(assets_duplicates_find(d, 1, &pairs, &n), OK);
    for (size_t i = 0; i < n; i++)
        if (pairs[i].a == 0 && pairs[i].b == 1) score = pairs[i].score;
    arena_release(&arena);
    return score;
}

#define HERE .lat = 51.257, .lon = -0.006
#define NEAR .lat = 51.2573, .lon = -0.0062 /* 40 m */
#define MILE .lat = 51.270, .lon = -0.011   /* 1.5 km */
#define FAR .lat = 52.9, .lon = -1.5

static const struct {
    bool same;
    struct side a, b;
} pairs[] = {
    /* the same, written twice */
    {true,
     {"Mutual Aid Oxted", HERE, .url = "https://a.example/x"},
     {"Oxted Mutual Aid Group", NEAR, .url = "https://b.example/y"}},
    {true, {"Oxted Covid-19 Mutual Aid", HERE}, {"Oxted COVID19 mutual aid", MILE}},
    {true, {"Oxted Coronavirus Support Group", HERE}, {"Oxted Covid 19 Support", NEAR}},
    {true, {"Limpsfield & Oxted Helpers", HERE}, {"Limpsfield and Oxted Helpers", NEAR}},
    {true, {"Oxted Mutal Aid", HERE}, {"Oxted Mutual Aid", NEAR}},
    {true, {"Oxsted Mutual Aid", HERE}, {"Oxted Mutual Aid", NEAR}},
    {true,
     {"Oxted Mutual Aid", HERE},
     {"Oxted Mutual Aid (Surrey)", NEAR, .location = "Oxted, Surrey"}},
    {true,
     {"Oxted Mutual Aid", HERE, .location = "Oxted, Surrey"},
     {"Oxted Mutual Aid Surrey", NEAR}},
    {true, {"St. Mary's Lunch Club", HERE}, {"St Marys Lunch Club", NEAR}},
    {true, {"Saint Mary's Community Centre", HERE}, {"St Mary's Community Center", NEAR}},
    {true, {"OMA - Oxted Mutual Aid", HERE}, {"Oxted Mutual Aid", NEAR}},
    {true, {"Good Gym Oxted", HERE}, {"GoodGym Oxted", NEAR}},
    {true,
     {"Oxted", HERE, .url = "https://www.facebook.com/groups/oxtedaid"},
     {"Oxted Coronavirus Support & Mutual Aid Group", NEAR,
      .url = "http://facebook.com/groups/oxtedaid/about"}},
    {true,
     {"Oxted Chess Club", .phone = "01883 496 0118", .postcode = "RH8 9AA"},
     {"Oxted Chess Club", .phone = "+44 1883 4960118", .postcode = "RH89AA"}},
    {true, {"Café Łódź", HERE}, {"Cafe Lodz", NEAR}},
    {true, {"Clwb Gwyddbwyll Caerdydd", HERE}, {"CLWB GWYDDBWYLL CAERDYDD", NEAR}},
    /* two */
    {false, {"Helping Hands", HERE}, {"Helping Hands", FAR}},
    {false, {"Oxted Mutual Aid", HERE}, {"Limpsfield Mutual Aid", NEAR, .url = ""}},
    {false,
     {"Oxted Mutual Aid", HERE, .url = "https://aid.example/"},
     {"Limpsfield Mutual Aid", NEAR, .url = "https://aid.example"}},
    {false, {"North Oxted Mutual Aid", HERE}, {"South Oxted Mutual Aid", NEAR}},
    {false, {"Oxted Mutual Aid", HERE}, {"North Oxted Mutual Aid", NEAR}},
    {false, {"Bristol BS10 mutual help", HERE}, {"Bristol BS11 mutual help", MILE}},
    {false,
     {"Tandridge Mutual Aid", HERE, .location = "Tandridge"},
     {"Oxted Ward Mutual Aid", NEAR, .location = "Oxted ward, Tandridge"}},
    {false, {"Rawdon Mutual Aid", HERE}, {"Rawdon Mutual Aid (Canada Crescent)", NEAR}},
    {false, {"City Library - Main Branch", HERE}, {"City Library - Park Branch", MILE}},
    {false, {"Oxted Mutual Aid", HERE}, {"Oxted Coronavirus Volunteers", NEAR}},
    {false,
     {"St Anthony Dining Room", HERE, .phone = "01883 496 0118"},
     {"St Anthony Medical Clinic", HERE, .phone = "01883 496 0118"}},
    {false,
     {"Age UK", HERE, .address = "12 High Street", .postcode = "RH8 9AA"},
     {"Age UK", MILE, .address = "40 Church Road", .postcode = "RH7 1BB"}},
    {false, {"Oxted Men's Walking Group", HERE}, {"Oxted Women's Walking Group", NEAR}},
    {false, {"Tuesday Art Class Oxted", HERE}, {"Thursday Art Class Oxted", NEAR}},
    {false,
     {"Oxted Hall", HERE, .kind = ASSET_ORGANISATION},
     {"Oxted Hall", HERE, .kind = ASSET_ACTIVITY}},
    {false, {"Coldharbour NJA", HERE}, {"Coldharbour NJB", NEAR}},
    {false, {"Yoga", .postcode = "RH8 9AA"}, {"Yoga", .postcode = "TN1 1AA"}},
};

static void as_a_person_would(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int score = score_of(&pairs[i].a, &pairs[i].b);
        if ((score >= DUPLICATES_DEFAULT) == pairs[i].same) continue;
        print_message("%s | %s: %d\n", pairs[i].a.name, pairs[i].b.name, score);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void the_same_both_ways_round(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(score_of(&pairs[i].a, &pairs[i].b),
                         score_of(&pairs[i].b, &pairs[i].a));
}

/* A number half the list has says nothing. */
static void a_switchboard_is_no_reason(void **state) {
    (void)state;
    struct arena arena;
    struct duplicates_pair *found;
    char name[40];
    size_t n;
    arena_init(&arena, (size_t)64 << 20);
    struct duplicates *d = assets_duplicates_begin(&arena);
    for (int i = 0; i < 40; i++) {
        (void)snprintf(name, sizeof name, "Service %c%c", 'A' + i / 6, 'a' + i % 6);
        struct duplicates_row row = {.id = {i + 1},
                                     .name = str_from(name),
                                     .phone = STR("0121 496 0118"),
                                     .lat = 52,
                                     .lon = -1};
        assert_int_equal(assets_duplicates_add(d, &row), OK);
    }
    assert_int_equal(assets_duplicates_find(d, DUPLICATES_DEFAULT, &found, &n), OK);
    assert_int_equal(n, 0);
    arena_release(&arena);
}

static void nothing_and_nonsense(void **state) {
    (void)state;
    static const char *const names[] = {"", " ", "&&&", "the", "\xff\xfe", "19", "x"};
    struct arena arena;
    struct duplicates_pair *found;
    size_t n;
    arena_init(&arena, (size_t)64 << 20);
    struct duplicates *d = assets_duplicates_begin(&arena);
    assert_int_equal(assets_duplicates_find(d, 1, &found, &n), OK);
    assert_int_equal(n, 0);
    d = assets_duplicates_begin(&arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct duplicates_row row = {.id = {(int64_t)i + 1},
                                     .name = str_from(names[i]),
                                     .url = STR("http://"),
                                     .phone = STR("+"),
                                     .email = STR("@"),
                                     .lat = (double)NAN,
                                     .lon = (double)NAN};
        assert_int_equal(assets_duplicates_add(d, &row), OK);
    }
    assert_int_equal(assets_duplicates_find(d, DUPLICATES_DEFAULT, &found, &n), OK);
    assert_int_equal(n, 0);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_a_person_would), cmocka_unit_test(the_same_both_ways_round),
        cmocka_unit_test(a_switchboard_is_no_reason), cmocka_unit_test(nothing_and_nonsense)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
