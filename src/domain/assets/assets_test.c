/* The record: faults, ids, rights, concepts, freshness, taking off. On both databases. */
#include "domain/assets/assets_own.h"

#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>

extern const struct module assets_module;

static struct place_id place_of(struct testing *t)
{
    struct place_id id;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &id));
    return id;
}

static struct asset blank(struct testing *t, const char *name)
{
    return (struct asset){.place = place_of(t),
                          .name = str_from(name),
                          .age_low = -1,
                          .age_high = -1,
                          .host_room = -1,
                          .usual_size = -1,
                          .price = PENCE_NONE,
                          .checked = DAY_NONE};
}

static struct asset_id put(struct testing *t, const struct asset *a)
{
    struct asset_id id = {0};
    assert_ok(assets_put(&t->ctx, a, &id));
    assert_true(id.v != 0);
    return id;
}

static void kept_as_given(struct testing *t)
{
    struct asset a = blank(t, "Tea and seeds at the Weir Garden"), got;
    struct asset_schedule *lines;
    assert_ok(assets_schedule_parse(&t->arena,
                                    STR("Every Tuesday 2-4pm; last Fri 7-9 (term time)"),
                                    ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    a.kind = ASSET_ACTIVITY;
    a.description = STR("Gardening for beginners.");
    a.located = true;
    a.lat = 52.5;
    a.lon = -1.79;
    a.access_yes = ASSET_STEP_FREE;
    a.access_no = ASSET_HEARING_LOOP;
    a.cost = ASSET_COST_PAID;
    a.price.n = 250;
    a.languages = STR("en ur");
    a.age_low = 5;
    a.age_high = 10;
    a.for_child = true;
    a.audience = ASSET_WOMEN;
    a.host_meets = true;
    a.host_name = STR("Dev");
    a.usual_size = 12;
    a.status = ASSET_TEMPORARILY_CLOSED;
    a.source = STR("Weir directory");
    a.source_id = STR("77");
    assert_ok(assets_find(&t->ctx, put(t, &a), &got));
    assert_str(got.name, "Tea and seeds at the Weir Garden");
    assert_int_equal(got.kind, ASSET_ACTIVITY);
    assert_int_equal(got.status, ASSET_TEMPORARILY_CLOSED);
    assert_int_equal(got.schedules_n, 2);
    assert_str(got.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_str(got.schedules[1].words, "last Fri 7-9 (term time)");
    assert_int_equal(got.schedules[1].opens.n, 19 * 60);
    assert_int_equal(got.price.n, 250);
    assert_int_equal(got.age_low, 5);
    assert_int_equal(got.usual_size, 12);
    assert_int_equal(got.host_room, -1);
    assert_true(got.for_child && got.host_meets && got.located);
    assert_int_equal(got.access_no, ASSET_HEARING_LOOP);
    assert_false(got.elsewhere);
    assert_true(uuid_valid(got.external_id));
}

static void every_fault_at_once(struct testing *t)
{
    struct asset a = blank(t, " ");
    struct asset_id id = {0};
    struct asset_schedule line = {.rrule = STR("FREQ=YEARLY"),
                                  .from = DAY_NONE,
                                  .until = DAY_NONE,
                                  .opens = {600},
                                  .closes = {540},
                                  .words = STR("x")};
    a.schedules = &line;
    a.schedules_n = 1;
    a.located = true;
    a.lat = 152;
    a.lon = 0;
    a.languages = STR("en english!");
    a.url = STR("javascript:alert(1)");
    a.email = STR("joan at example");
    a.age_low = 11;
    a.age_high = 5;
    a.cost = ASSET_COST_FREE;
    a.price.n = 300;
    a.access_yes = a.access_no = ASSET_QUIET;
    a.checked = (struct day){ctx_today(&t->ctx).n + 40};
    assert_int_equal(assets_put(&t->ctx, &a, &id), ERR_INVALID);
    static const char *const fields[] = {"name",      "days_times",  "lat",  "languages",
                                         "url",       "email",       "ages", "cost",
                                         "step_free", "last_checked"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!fault_find(&t->ctx.faults, str_from(fields[i])))
            print_error("no fault on %s\n", fields[i]);
        assert_non_null(fault_find(&t->ctx.faults, str_from(fields[i])));
    }
    assert_int_equal(id.v, 0);
}

static enum status at(struct testing *t, double lat, double lon, struct asset *ret_asset)
{
    struct asset a = blank(t, "Somewhere");
    struct asset_id id;
    a.located = true;
    a.lat = lat;
    a.lon = lon;
    faults_init(&t->ctx.faults, &t->arena);
    TRY(assets_put(&t->ctx, &a, &id));
    return assets_find(&t->ctx, id, ret_asset);
}

static void points_are_looked_at(struct testing *t)
{
    struct asset a;
    assert_ok(at(t, 52.5, -1.79, &a));
    assert_false(a.elsewhere);
    assert_ok(at(t, 48.85, 2.35, &a)); /* Paris: kept, flagged */
    assert_true(a.elsewhere);
    assert_int_equal(at(t, -1.79, 52.5, &a), ERR_INVALID); /* swapped */
    struct str words =
        text_say(&t->arena, t->ctx.locale, &fault_find(&t->ctx.faults, STR("lat"))->said);
    assert_true(str_find(words, STR("swapped"), 0) != SIZE_MAX);
    assert_true(str_find(words, STR("52.5, -1.79"), 0) != SIZE_MAX);
    assert_int_equal(at(t, 0, 0, &a), ERR_INVALID);
    assert_int_equal(at(t, 91, 0, &a), ERR_INVALID);
    assert_int_equal(at(t, NAN, 1, &a), ERR_INVALID);
}

static void ids_are_steady(struct testing *t)
{
    struct asset a = blank(t, "Choir"), one, two;
    a.source = STR("directory");
    a.source_id = STR("12");
    assert_ok(assets_find(&t->ctx, put(t, &a), &one));
    struct asset_id again = {0};
    assert_int_equal(assets_put(&t->ctx, &a, &again),
                     ERR_CONFLICT); /* the same from the same source */
    faults_init(&t->ctx.faults, &t->arena);
    a.source_id = STR("13");
    assert_ok(assets_find(&t->ctx, put(t, &a), &two));
    assert_false(str_eq(one.external_id, two.external_id));
    a.external_id = STR("0B7A1C1E-2222-4333-8444-555566667777");
    a.source_id = STR("14");
    put(t, &a);
    assert_ok(assets_find_external(&t->ctx, STR("0b7a1c1e-2222-4333-8444-555566667777"), &two));
    assert_str(two.source_id, "14");
    assert_ok(assets_find_external(&t->ctx, str_int(&t->arena, one.id.v), &two));
    assert_true(two.id.v == one.id.v);
    assert_int_equal(assets_find_external(&t->ctx, STR("nothing"), &two), ERR_MISSING);
}

static struct person_id person(struct testing *t, const char *name)
{
    struct person_id id;
    struct person p = {.first_name = str_from(name), .place = place_of(t), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

static void who_may(struct testing *t)
{
    struct place_id place = place_of(t);
    struct person_id joan = person(t, "Joan"), sam = person(t, "Sam");
    struct asset hall = blank(t, "Mill Lane Hall"), club = blank(t, "Lunch club"), got;
    hall.kind = ASSET_ORGANISATION;
    struct asset_id id, hall_id = put(t, &hall);
    club.organisation = hall_id;
    struct asset_id club_id = put(t, &club);
    struct relation relation = {.from = joan,
                                .kind = STEWARD_OF,
                                .to_kind = TO_ASSET,
                                .to = hall_id.v,
                                .how = STR("spoken")};
    struct relation_id relation_id;
    assert_ok(people_relate(&t->ctx, &relation, &relation_id));
    assert_ok(assets_find(&t->ctx, club_id, &got));
    assert_str(got.organisation_name, "Mill Lane Hall");
    testing_act(t, joan.v, place.v, STANDING_MEMBER | STANDING_STEWARD);
    got.phone = STR("0121 496 0118");
    assert_ok(assets_put(&t->ctx, &got, &id)); /* what her organisation runs */
    testing_act(t, sam.v, place.v, STANDING_MEMBER | STANDING_STEWARD);
    assert_int_equal(assets_put(&t->ctx, &got, &id), ERR_DENIED);
    assert_int_equal(assets_end(&t->ctx, club_id, STR("no")), ERR_DENIED);
    assert_int_equal(assets_check(&t->ctx, club_id), ERR_DENIED);
    struct asset own = got; /* taking it over by naming another organisation is no way in */
    own.organisation.v = 0;
    assert_int_equal(assets_put(&t->ctx, &own, &id), ERR_DENIED);
    testing_act(t, sam.v, place.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(assets_check(&t->ctx, club_id)); /* a connector who rang */
    assert_ok(assets_find(&t->ctx, club_id, &got));
    assert_int_equal(got.checked.n, ctx_today(&t->ctx).n);
    assert_str(got.checked_by, "Sam");
}

static void gifts_are_for_members(struct testing *t)
{
    struct asset gift = blank(t, "Joan mends bicycles"), got;
    gift.kind = ASSET_GIFT;
    struct asset_id id = put(t, &gift);
    testing_act(t, 0, 0, 0);
    assert_int_equal(assets_find(&t->ctx, id, &got), ERR_MISSING);
    testing_act(t, 5, 0, STANDING_MEMBER);
    assert_ok(assets_find(&t->ctx, id, &got));
}

static void ended_is_kept(struct testing *t)
{
    struct asset a = blank(t, "Old club"), got;
    struct asset_id id = put(t, &a);
    assert_ok(assets_end(&t->ctx, id, STR("it stopped in March")));
    assert_ok(assets_find(&t->ctx, id, &got)); /* SYSTEM sees it */
    testing_act(t, 0, 0, 0);
    assert_int_equal(assets_find(&t->ctx, id, &got), ERR_DENIED);
    struct asset *list;
    size_t n;
    assert_ok(assets_list_by_ids(&t->ctx, &id, 1, &list, &n));
    assert_int_equal(n, 0);
}

static void words_become_concepts(struct testing *t)
{
    struct asset a = blank(t, "Fishing club"), got;
    assert_ok(assets_find(&t->ctx, put(t, &a), &got));
    assert_true(got.concepts_n >= 1);
    assert_str(got.concepts[0], "fishing");
    a.name = STR("Chess club");
    a.concepts[0] = STR("fishing");
    a.quality[0] = 100;
    a.concepts_n = 1;
    assert_ok(assets_find(&t->ctx, put(t, &a), &got)); /* said by a person: not guessed over */
    assert_int_equal(got.concepts_n, 1);
    assert_str(got.concepts[0], "fishing");
    assert_int_equal(got.quality[0], 100);
}

static void every_write_has_a_number(struct testing *t)
{
    struct asset a = blank(t, "Choir");
    struct journal_change *changes;
    size_t n;
    int64_t before;
    assert_ok(journal_change_last(&t->ctx, &before));
    struct asset_id id = put(t, &a);
    assert_ok(assets_check(&t->ctx, id));
    assert_ok(journal_changes(&t->ctx, STR(ASSETS_CHANGE), before, 10, &changes, &n));
    assert_int_equal(n, 1);
    assert_true(changes[0].id == id.v);
}

int main(void)
{
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"kept as given", kept_as_given},
        {"every fault at once", every_fault_at_once},
        {"points are looked at", points_are_looked_at},
        {"ids are steady", ids_are_steady},
        {"who may", who_may},
        {"gifts are for members", gifts_are_for_members},
        {"ended is kept", ended_is_kept},
        {"words become concepts", words_become_concepts},
        {"every write has a number", every_write_has_a_number}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
