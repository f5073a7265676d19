/* Places: the tree, outcodes, points, distances. */
#include "domain/places/places_own.h"
#include "domain/places/places_postcodes.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* ---- whole postcodes ---- */

static void grid(struct testing *t) {
    /* the Ordnance Survey's worked example, and the middles of four districts as published */
    static const struct {
        double east, north, lat, lon;
    } known[] = {{651409.903, 313177.270, 52.658007, 1.716073},
                 {447161, 531473, 54.67613, -1.27017},
                 {464330, 519596, 54.56752, -1.00656},
                 {385386, 801193, 57.101459, -2.242858},
                 {258484, 664975, 55.857139, -4.262468}};
    double lat, lon;
    (void)t;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        places_grid_to_degrees(known[i].east, known[i].north, &lat, &lon);
        assert_true(places_distance(lat, lon, known[i].lat, known[i].lon) < 6);
    }
}

static void shapes(struct testing *t) {
    static const char *const good[] = {"B36 8AB", "b368ab", "EC1A 1BB", "W1A0AX", "M1 1AE"};
    static const char *const bad[] = {"",     "B36",      "B36 8A", "B36 8A1",   "36B 8AB",
                                      "B36-8AB", "ABCD 1AB", "B 8AB",  "B36 8AB 9", "BB36B 8AB"};
    char room[8];
    struct str code;
    (void)t;
    for (size_t i = 0; i < 5; i++)
        assert_true(places_postcode_parse(str_from(good[i]), room, &code));
    assert_str(code, "M11AE");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(places_postcode_parse(str_from(bad[i]), room, &code));
    assert_true(places_postcode_number(STR("B368AB")) < places_postcode_number(STR("B368AC")));
    assert_true(places_postcode_number(STR("M11AE")) != places_postcode_number(STR("M11AEA")));
}

static struct str written(const char *text) {
    static char path[64];
    snprintf(path, sizeof path, "/tmp/kith-postcodes-%d.csv", (int)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return str_from(path);
}

static enum status brought(struct testing *t, const char *text, struct postcode_report *r) {
    struct str path = written(text);
    assert_ok(db_commit(t->ctx.db));
    enum status status = places_postcodes_import(&t->ctx, path, r);
    unlink(path.ptr);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return status;
}

static void onspd(struct testing *t) {
    static const char table[] =
        "\xEF\xBB\xBFpcd7,pcds,doterm,lad25cd,wd25cd,east1m,north1m,lsoa11cd,lsoa21cd,lat,long\r\n"
        "B36 8AB,\"B36 8AB\",,E08000029,E05001234,414000,290000,E01000001,E01000002,52.5012,-1.7891\r\n"
        "B36 8AC,B36 8AC,202401,E08000029,E05001234,414000,290000,,,52.5,-1.7\r\n"
        "BT1 1AA,BT1 1AA,,N09000003,N08000301,333900,374000,,,54.6,-5.93\r\n"
        "GY1 1AA,GY1 1AA,,L99999999,L99999999,,,,,99.999999,0.0\r\n"
        "B36,B36,,,,,,,,52.5,-1.7\r\n"
        "B36 8AD,B36 8AD,,,,,,,,north,-1.7\r\n";
    struct postcode_report r;
    struct places_postcode p;
    struct places_point point;
    assert_ok(brought(t, table, &r));
    assert_string_equal(r.format, "onspd");
    assert_int_equal(r.read, 6);
    assert_int_equal(r.added, 2);
    assert_int_equal(r.ended, 1);
    assert_int_equal(r.nowhere, 1);
    assert_int_equal(r.refused_n, 2);
    assert_int_equal(r.refused[0].line, 6);
    assert_int_equal(r.refused[1].line, 7);
    assert_ok(places_postcode_find(&t->ctx, STR("b36 8ab"), &p));
    assert_str(p.lad, "E08000029");
    assert_str(p.ward, "E05001234");
    assert_str(p.lsoa, "E01000002"); /* the newest year */
    assert_ok(places_near_parse(&t->ctx, STR("b368ab"), STR("near"), &point));
    assert_str(point.words, "B36 8AB");
    assert_false(point.about);
    assert_true(point.lat == 52.5012);
    assert_ok(places_near_parse(&t->ctx, STR("B36 8ZZ"), STR("near"), &point));
    assert_true(point.about); /* not in the table: the middle of B36 */
    assert_int_equal(places_postcode_find(&t->ctx, STR("B36 8AC"), &p), ERR_MISSING);
    assert_ok(brought(t, table, &r));
    assert_int_equal(r.added, 0);
    assert_int_equal(r.unchanged, 2);
}

static void code_point(struct testing *t) {
    struct postcode_report r;
    struct places_postcode p;
    assert_ok(brought(t,
                      "\"B36 8AB\",10,414200,290100,E92000001,E1,E1,,E08000029,E05001234\n"
                      "\"B36 8AE\",90,0,0,E92000001,E1,E1,,E08000029,E05001234\n",
                      &r));
    assert_string_equal(r.format, "code-point-open");
    assert_int_equal(r.added, 1);
    assert_int_equal(r.nowhere, 1);
    assert_ok(places_postcode_find(&t->ctx, STR("B36 8AB"), &p));
    assert_str(p.ward, "E05001234");
    assert_ok(brought(t, "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nB36 8AB,10,414300,290100,E92000001,,,,X,Y\n",
                      &r));
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.added, 0);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(brought(t, "name,city\nHall,Leeds\n", &r), ERR_INVALID);
    assert_int_equal(t->ctx.faults.first->line, 1);
}

static void long_tables(struct testing *t) {
    /* more than one block, a line across the border of two */
    struct buf text;
    struct postcode_report r;
    buf_init(&text, &t->arena, (size_t)4 << 20);
    buf_puts(&text, "postcode,latitude,longitude,words\n");
    for (int i = 0; i < 6000; i++)
        buf_printf(&text, "B%d %d%c%c,52.5,-1.8,%080d\n", 1 + i / 2600, i / 260 % 10,
                   "ABCDEFGHJK"[i / 26 % 10], 'A' + i % 26, i);
    buf_puts(&text, "nowhere,1,2,\n");
    assert_ok(brought(t, str_c(&t->arena, buf_str(&text)), &r));
    assert_int_equal(r.added, 6000);
    assert_int_equal(r.refused_n, 1);
    assert_int_equal(r.refused[0].line, 6002);
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
        {"grid", grid},
        {"shapes of postcodes", shapes},
        {"onspd", onspd},
        {"code point", code_point},
        {"long tables", long_tables},
    };
    static const struct module *const modules[] = {&journal_module, &places_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 2});
}
