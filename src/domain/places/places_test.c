/* Places: the tree, outcodes, points, distances. */
#include "domain/places/places_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <string.h>

static struct place_id add(struct testing *t, const char *name, struct place_id parent) {
    struct place place = {.name = str_from(name), .outcode = STR("b36 8ab"), .parent = parent};
    struct place_id id = {0};
    assert_ok(places_put(&t->ctx, &place, &id));
    assert_true(id.v > 0);
    return id;
}

static void made_once(struct testing *t) {
    struct place_id one, two;
    struct place place;
    assert_ok(places_init(&t->ctx, STR("Castle Bromwich"), STR("B36"), &one));
    assert_ok(places_init(&t->ctx, STR("  castle BROMWICH "), STR_NONE, &two));
    assert_true(one.v == two.v);
    assert_ok(places_find(&t->ctx, one, &place));
    assert_str(place.name, "Castle Bromwich");
    assert_str(place.outcode, "B36");
    assert_str(place.zone, "Europe/London");
    assert_str(place.country, "GB");
    assert_true(place.located && fabs(place.lat - 52.5) < .1);
    assert_int_equal(places_find(&t->ctx, (struct place_id){1}, &place), ERR_MISSING);
    assert_ok(places_first(&t->ctx, &place));
    assert_true(place.id.v == one.v);
}

static void faults_together(struct testing *t) {
    struct place place = {.name = STR("  "),
                          .outcode = STR("ZZ99"),
                          .zone = STR("Europe/Nowhere"),
                          .country = STR("United"),
                          .located = true,
                          .lat = 91,
                          .lon = 0,
                          .parent = {12345}};
    struct place_id id = {7};
    assert_int_equal(places_put(&t->ctx, &place, &id), ERR_INVALID);
    assert_int_equal(id.v, 7);
    static const char *const fields[] = {"name",    "outcode", "zone",
                                         "country", "point",   "parent"};
    for (size_t i = 0; i < 6; i++)
        assert_non_null(fault_find(&t->ctx.faults, str_from(fields[i])));
}

static void no_circles(struct testing *t) {
    struct place_id town = add(t, "Town", (struct place_id){0}), ward = add(t, "Ward", town),
                    corner = add(t, "Corner", ward);
    struct place place;
    struct place_id id;
    assert_ok(places_find(&t->ctx, town, &place));
    place.parent = corner;
    assert_int_equal(places_put(&t->ctx, &place, &id), ERR_INVALID);
    place.parent = town;
    assert_int_equal(places_put(&t->ctx, &place, &id), ERR_INVALID);
    faults_init(&t->ctx.faults, t->ctx.arena);
    place.parent.v = 0;
    place.name = STR("New Town");
    assert_ok(places_put(&t->ctx, &place, &id));
    assert_true(id.v == town.v);
}

static void too_deep(struct testing *t) {
    struct place_id up = {0};
    for (int i = 0; i < PLACES_DEPTH; i++) up = add(t, "Inside", up);
    struct place place = {.name = STR("Too far in"), .parent = up};
    struct place_id id;
    assert_int_equal(places_put(&t->ctx, &place, &id), ERR_INVALID);
}

static void a_name_once_beside(struct testing *t) {
    struct place_id north = add(t, "North", (struct place_id){0}),
                    south = add(t, "South", (struct place_id){0}), id;
    add(t, "High Street", north);
    add(t, "High Street", south);
    struct place twice = {.name = STR("HIGH street"), .parent = north};
    testing_commit(t);
    assert_int_equal(places_put(&t->ctx, &twice, &id), ERR_CONFLICT);
}

static void the_tree(struct testing *t) {
    struct place_id town = add(t, "Town", (struct place_id){0}), ward = add(t, "Ward", town),
                    *ids;
    add(t, "Zed", ward);
    add(t, "Abbey", ward);
    struct place *inside, *all;
    size_t n;
    assert_ok(places_children(&t->ctx, ward, &inside, &n));
    assert_int_equal(n, 2);
    assert_str(inside[0].name, "Abbey");
    assert_ok(places_list_below(&t->ctx, town, &ids, &n));
    assert_int_equal(n, 4);
    assert_true(ids[0].v == town.v && ids[1].v == ward.v);
    assert_ok(places_list(&t->ctx, &all, &n));
    assert_int_equal(n, 4);
}

static void only_administrators(struct testing *t) {
    struct place_id id = add(t, "Town", (struct place_id){0}), other;
    struct place place;
    assert_ok(places_find(&t->ctx, id, &place));
    testing_act(t, 5, id.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_int_equal(places_put(&t->ctx, &place, &other), ERR_DENIED);
    assert_int_equal(places_set_foot(&t->ctx, id, &place.foot), ERR_DENIED);
    testing_act(t, 5, id.v, STANDING_ADMIN);
    assert_ok(places_put(&t->ctx, &place, &other));
}

static void the_foot(struct testing *t) {
    struct place_id id = add(t, "Town", (struct place_id){0});
    struct place_foot foot = {STR(" Lucy "), STR("07700 900142"), STR("Monday to Friday")};
    struct place place;
    assert_ok(places_set_foot(&t->ctx, id, &foot));
    assert_ok(places_find(&t->ctx, id, &place));
    assert_str(place.foot.name, "Lucy");
    assert_str(place.foot.phone, "07700 900142");
    foot.phone = STR("ring me");
    assert_int_equal(places_set_foot(&t->ctx, id, &foot), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("foot_phone")));
    foot = (struct place_foot){STR(""), STR(""), STR("")};
    assert_ok(places_set_foot(&t->ctx, id, &foot));
    assert_ok(places_find(&t->ctx, id, &place));
    assert_null(place.foot.phone.ptr);
    /* Changing the place leaves its foot alone. */
    foot = (struct place_foot){STR("Lucy"), STR_NONE, STR_NONE};
    assert_ok(places_set_foot(&t->ctx, id, &foot));
    assert_ok(places_put(&t->ctx, &place, &id));
    assert_ok(places_find(&t->ctx, id, &place));
    assert_str(place.foot.name, "Lucy");
}

static void expect_outcode(struct testing *t, const char *typed, const char *wanted) {
    const struct places_outcode *found = NULL;
    enum status status = places_outcode_find(&t->ctx, str_from(typed), &found);
    if (!wanted) assert_int_equal(status, ERR_MISSING);
    if (!wanted) return;
    assert_ok(status);
    assert_str(found->code, wanted);
}

static void outcodes(struct testing *t) {
    expect_outcode(t, "B36", "B36");
    expect_outcode(t, " b36 8ab ", "B36");
    expect_outcode(t, "b368ab", "B36");
    expect_outcode(t, "B36 8", "B36");
    expect_outcode(t, "SW1A 1AA", "SW1A");
    expect_outcode(t, "sw1a1aa", "SW1A");
    expect_outcode(t, "W1A 1AA", "W1");
    expect_outcode(t, "M1 1AE", "M1");
    expect_outcode(t, "M11AE", "M1");
    expect_outcode(t, "ZZ99", NULL);
    expect_outcode(t, "", NULL);
    expect_outcode(t, "B", NULL);
    expect_outcode(t, "B36; DROP", NULL);
    expect_outcode(t, "B36 8AB B36 8AB", NULL);
    assert_int_equal(places_outcodes_count(places_outcodes_of(&t->ctx)), 2856);
    const struct places_outcode *b36;
    assert_ok(places_outcode_find(&t->ctx, STR("B36"), &b36));
    assert_str(places_outcode_nearest(&t->ctx, b36->lat + .001, b36->lon)->code, "B36");
}

static void nears(struct testing *t) {
    struct places_point p;
    assert_ok(places_near_parse(&t->ctx, STR("52.5, -1.8"), STR("near"), &p));
    assert_true(p.lat == 52.5 && p.lon == -1.8 && !p.about);
    assert_ok(places_near_parse(&t->ctx, STR("b36 8ab"), STR("near"), &p));
    assert_true(p.about && fabs(p.lat - 52.5) < .1);
    add(t, "Łódź Corner", (struct place_id){0});
    assert_ok(places_near_parse(&t->ctx, STR("lodz corner"), STR("near"), &p));
    assert_str(p.words, "Łódź Corner");
    assert_ok(places_near_parse(&t->ctx, STR("milltimber"), STR("near"), &p));
    assert_str(p.words, "Milltimber");
    assert_int_equal(places_near_parse(&t->ctx, STR("Nowhere at all"), STR("near"), &p),
                     ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("near")));
    assert_int_equal(places_near_parse(&t->ctx, STR("152.5,-1.8"), STR("near"), &p),
                     ERR_INVALID);
    assert_int_equal(places_near_parse(&t->ctx, STR(""), STR("near"), &p), ERR_INVALID);
    assert_int_equal(places_near_parse(&t->ctx, STR("nan,nan"), STR("near"), &p), ERR_INVALID);
}

static void distances(struct testing *t) {
    (void)t;
    /* London to Paris, 343.5 km on the sphere. */
    double d = places_distance(51.5074, -.1278, 48.8566, 2.3522), x, y, lat, lon;
    assert_true(fabs(d - 343500) < 600);
    assert_true(places_distance(52, -1, 52, -1) == 0);
    places_project(52.5, -1.8, 52.55, -1.7, &x, &y);
    assert_true(fabs(hypot(x, y) / places_distance(52.5, -1.8, 52.55, -1.7) - 1) < .005);
    assert_true(x > 0 && y > 0);
    places_unproject(52.5, -1.8, x, y, &lat, &lon);
    assert_true(fabs(lat - 52.55) < 1e-9 && fabs(lon + 1.7) < 1e-9);
    assert_false(places_point_valid(NAN, 0));
}

static void countries(struct testing *t) {
    assert_true(places_country_holds(&t->ctx, STR("GB"), 52.5, -1.8));
    assert_true(places_country_holds(&t->ctx, STR("GB"), 57.8, -5.0));    /* the Highlands */
    assert_false(places_country_holds(&t->ctx, STR("GB"), 53.35, -6.26)); /* Dublin */
    assert_false(places_country_holds(&t->ctx, STR("GB"), 50.95, 1.86));  /* Calais */
    assert_false(places_country_holds(&t->ctx, STR("GB"), -1.8, 52.5));
    assert_true(places_country_holds(&t->ctx, STR("FR"), 50.95, 1.86));
}

static void zones(struct testing *t) {
    struct place place = {
        .name = STR("Kraków"), .zone = STR("Europe/Warsaw"), .country = STR("PL")};
    struct place_id id;
    const struct zone *zone = NULL;
    assert_ok(places_put(&t->ctx, &place, &id));
    assert_ok(places_zone(&t->ctx, id, &zone));
    assert_int_equal(zone_offset(zone, t->ctx.now), 3600);
    assert_ok(places_zone(&t->ctx, (struct place_id){0}, &zone));
    assert_int_equal(zone_offset(zone, t->ctx.now), 0);
}

int main(void) {
    static const struct testing_case cases[] = {
        {"made once", made_once},
        {"faults together", faults_together},
        {"no circles", no_circles},
        {"too deep", too_deep},
        {"a name once beside", a_name_once_beside},
        {"the tree", the_tree},
        {"only administrators", only_administrators},
        {"the foot", the_foot},
        {"outcodes", outcodes},
        {"nears", nears},
        {"distances", distances},
        {"countries", countries},
        {"zones", zones},
    };
    static const struct module *const modules[] = {&journal_module, &places_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 2});
}
