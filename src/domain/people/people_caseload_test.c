#include "domain/people/people_caseload.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

/* Lucy walks beside Amina, Joan and Pearl; Sam beside Kasia; Nadia looks after the place. */
static struct place_id home;
static struct person_id lucy, sam, nadia, amina, joan, pearl, kasia;

#define DAY_MS ((int64_t)86400000)

static struct person_id person(struct testing *t, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .place = home, .turns_to = -1}, &id));
    return id;
}

static void relate(struct testing *t, struct person_id from, enum relation_kind kind, enum relation_end end, int64_t to)
{
    struct relation_id id;
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = from, .kind = kind, .to_kind = end, .to = to}, &id));
}

static void start(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    lucy = person(t, "Lucy");
    sam = person(t, "Sam");
    nadia = person(t, "Nadia");
    amina = person(t, "Amina");
    joan = person(t, "Joan");
    pearl = person(t, "Pearl");
    kasia = person(t, "Kasia");
    relate(t, nadia, STEWARD_OF, TO_PLACE, home.v);
    relate(t, lucy, CONNECTOR_OF, TO_PLACE, home.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, amina.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, joan.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, pearl.v);
    relate(t, sam, CONNECTOR_OF, TO_PERSON, kasia.v);
}

static void as(struct testing *t, struct person_id who, unsigned standing)
{
    faults_init(&t->ctx.faults, &t->arena);
    testing_act(t, who.v, home.v, STANDING_MEMBER | standing);
}

static struct handover_id prepared(struct testing *t, struct person_id from, struct person_id to)
{
    struct people_held *held;
    struct handover_id id;
    size_t count;
    assert_ok(people_held_by(&t->ctx, from, &held, &count));
    for (size_t i = 0; i < count; i++) held[i].note = STR("Knock twice.");
    assert_ok(people_handover_prepare(&t->ctx, from, to, STR(""), held, count, &id));
    return id;
}

static bool beside(struct testing *t, struct person_id who, struct person_id whom)
{
    return people_related(&t->ctx, who, CONNECTOR_OF, TO_PERSON, whom.v);
}

static void all_pass_in_one_go(struct testing *t)
{
    struct handover handover;
    struct handover_past *past;
    size_t count;
    start(t);
    as(t, lucy, STANDING_CONNECTOR);
    struct handover_id id = prepared(t, lucy, sam);
    assert_true(beside(t, lucy, amina)); /* nothing passes by preparing */
    assert_ok(people_handover_do(&t->ctx, id));
    assert_true(beside(t, sam, amina) && beside(t, sam, joan) && beside(t, sam, pearl) && beside(t, sam, kasia));
    assert_false(beside(t, lucy, amina) || beside(t, lucy, joan) || beside(t, lucy, pearl));
    as(t, sam, STANDING_CONNECTOR);
    assert_ok(people_handover_find(&t->ctx, id, &handover));
    assert_int_equal(handover.people_n, 3);
    assert_str(handover.people[0].note, "Knock twice.");
    assert_ok(people_handover_history(&t->ctx, amina, &past, &count));
    assert_int_equal(count, 1);
    assert_str(past[0].from_name, "Lucy");
    assert_str(past[0].to_name, "Sam");
}

static void of_two_at_once_one_is_told(struct testing *t)
{
    start(t);
    as(t, lucy, STANDING_CONNECTOR);
    struct handover_id mine = prepared(t, lucy, sam);
    as(t, nadia, STANDING_ADMIN);
    struct handover_id theirs = prepared(t, lucy, sam);
    assert_ok(people_handover_do(&t->ctx, theirs));
    as(t, lucy, STANDING_CONNECTOR);
    assert_int_equal(people_handover_do(&t->ctx, mine), ERR_CONFLICT);
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(people_handover_do(&t->ctx, theirs), ERR_CONFLICT);
    assert_true(beside(t, sam, amina));
}

static void a_part_passes(struct testing *t)
{
    struct handover_id id;
    start(t);
    as(t, lucy, STANDING_CONNECTOR);
    struct people_held one = {.id = joan, .note = STR("")};
    assert_ok(people_handover_prepare(&t->ctx, lucy, sam, STR(""), &one, 1, &id));
    assert_ok(people_handover_do(&t->ctx, id));
    assert_true(beside(t, sam, joan) && beside(t, lucy, amina) && !beside(t, sam, amina));
}

static void nobody_else_hands_over(struct testing *t)
{
    struct people_held *held;
    struct handover handover;
    size_t count;
    start(t);
    as(t, lucy, STANDING_CONNECTOR);
    struct handover_id id = prepared(t, lucy, sam);
    as(t, sam, STANDING_CONNECTOR);
    assert_int_equal(people_held_by(&t->ctx, lucy, &held, &count), ERR_DENIED);
    assert_int_equal(people_handover_do(&t->ctx, id), ERR_DENIED);
    assert_int_equal(people_handover_find(&t->ctx, id, &handover), ERR_DENIED); /* not yet theirs */
    testing_act(t, nadia.v, home.v + 1, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(people_handover_do(&t->ctx, id), ERR_DENIED); /* of another place */
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_handover_drop(&t->ctx, id));
    assert_int_equal(people_handover_do(&t->ctx, id), ERR_CONFLICT);
}

/* Who leaves without a word loses nobody: an administrator passes them on. */
static void after_they_left(struct testing *t)
{
    struct people_walker *walkers;
    struct person_id connector;
    size_t count;
    start(t);
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_end(&t->ctx, lucy));
    assert_int_equal(people_connector_of(&t->ctx, amina, &connector), ERR_MISSING);
    as(t, nadia, STANDING_ADMIN);
    assert_ok(people_walkers(&t->ctx, &walkers, &count));
    assert_int_equal(count, 2);
    assert_true(walkers[0].ended && walkers[0].people == 3);
    assert_ok(people_handover_do(&t->ctx, prepared(t, lucy, sam)));
    assert_ok(people_connector_of(&t->ctx, amina, &connector));
    assert_int_equal(connector.v, sam.v);
}

static void kept_apart_does_not_pass(struct testing *t)
{
    struct people_held *held;
    struct handover_id id;
    size_t count;
    start(t);
    assert_ok(people_keep_apart(&t->ctx, sam, joan, STR("known to the lead")));
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_held_by(&t->ctx, lucy, &held, &count));
    assert_int_equal(people_handover_prepare(&t->ctx, lucy, sam, STR(""), held, count, &id), ERR_INVALID);
}

static void words_wait_for_the_person(struct testing *t)
{
    struct handover_told told;
    struct handover_other *others;
    size_t count;
    start(t);
    struct instant before = t->ctx.now;
    testing_later(t, DAY_MS);
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_handover_do(&t->ctx, prepared(t, lucy, sam)));
    assert_false(people_words_pass(&t->ctx, sam, amina, before));
    assert_true(people_words_pass(&t->ctx, sam, amina, t->ctx.now));
    assert_true(people_words_pass(&t->ctx, sam, kasia, before)); /* theirs from the start */
    as(t, sam, STANDING_CONNECTOR);
    assert_int_equal(people_handover_answer(&t->ctx, amina, true, false), ERR_DENIED);
    as(t, amina, 0);
    assert_ok(people_handover_told(&t->ctx, amina, &told));
    assert_str(told.to_name, "Sam");
    assert_ok(people_handover_answer(&t->ctx, amina, true, true));
    assert_true(people_words_pass(&t->ctx, sam, amina, before));
    as(t, nadia, STANDING_ADMIN);
    assert_ok(people_handover_others(&t->ctx, &others, &count));
    assert_int_equal(count, 1);
    assert_int_equal(others[0].person.v, amina.v);
    assert_ok(people_handover_others_seen(&t->ctx, others[0].item));
    assert_ok(people_handover_others(&t->ctx, &others, &count));
    assert_int_equal(count, 0);
}

static void full_and_resting_need_a_reason(struct testing *t)
{
    struct person other;
    struct handover_id id;
    start(t);
    as(t, sam, STANDING_CONNECTOR);
    struct people_room room = {.room = 1, .rest_from = DAY_NONE, .rest_until = DAY_NONE};
    assert_ok(people_room_set(&t->ctx, &room));
    as(t, lucy, STANDING_CONNECTOR);
    struct people_held one = {.id = joan, .note = STR("")};
    assert_int_equal(people_handover_prepare(&t->ctx, lucy, sam, STR(""), &one, 1, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("reason")));
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(people_handover_prepare(&t->ctx, lucy, sam, STR("They are neighbours"), &one, 1, &id));
    assert_ok(people_handover_do(&t->ctx, id));
    as(t, nadia, STANDING_ADMIN);
    struct relation relation = {.from = sam, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = nadia.v};
    struct relation_id made;
    assert_int_equal(people_relate(&t->ctx, &relation, &made), ERR_INVALID);
    assert_ok(people_find(&t->ctx, joan, &other));
}

/* While one rests the other sees and may act; the day after, no more. */
static void a_stand_in_for_a_while(struct testing *t)
{
    struct person seen;
    struct people_stand_in *rows;
    size_t count;
    start(t);
    assert_ok(people_keep_apart(&t->ctx, sam, pearl, STR("")));
    as(t, lucy, STANDING_CONNECTOR);
    struct day today = ctx_today(&t->ctx);
    struct people_room room = {.room = 12, .rest_from = today, .rest_until = {today.n + 3}, .stand_in = sam};
    assert_ok(people_room_set(&t->ctx, &room));
    as(t, sam, STANDING_CONNECTOR);
    assert_ok(people_find(&t->ctx, amina, &seen));
    assert_int_equal(people_find(&t->ctx, pearl, &seen), ERR_DENIED); /* kept apart */
    assert_ok(people_stand_ins(&t->ctx, &rows, &count));
    assert_int_equal(count, 2); /* without whom they are kept apart from */
    assert_str(rows[0].connector_name, "Lucy");
    testing_later(t, 4 * DAY_MS);
    assert_int_equal(people_find(&t->ctx, amina, &seen), ERR_DENIED);
    as(t, lucy, STANDING_CONNECTOR);
    room.rest_until = (struct day){today.n};
    assert_int_equal(people_room_set(&t->ctx, &room), ERR_INVALID); /* a day that has been */
}

static void somebody_without_anybody_is_taken_once(struct testing *t)
{
    start(t);
    struct person_id owen = person(t, "Owen");
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_walk_beside(&t->ctx, owen, STR("")));
    as(t, sam, STANDING_CONNECTOR);
    assert_int_equal(people_walk_beside(&t->ctx, owen, STR("")), ERR_CONFLICT);
}

static void who_goes_along(struct testing *t)
{
    struct people_name *rows;
    size_t count;
    start(t);
    as(t, joan, 0);
    assert_ok(people_goes_along_set(&t->ctx, joan, true));
    assert_int_equal(people_goes_along_set(&t->ctx, amina, true), ERR_DENIED);
    assert_ok(people_along_list(&t->ctx, home, amina, &rows, &count));
    assert_int_equal(count, 1);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(people_keep_apart(&t->ctx, amina, joan, STR("")));
    assert_ok(people_along_list(&t->ctx, home, amina, &rows, &count));
    assert_int_equal(count, 0);
}

static void two_hundred_in_one_go(struct testing *t)
{
    int64_t left;
    start(t);
    for (int i = 0; i < 200; i++) relate(t, lucy, CONNECTOR_OF, TO_PERSON, person(t, "Somebody").v);
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_handover_do(&t->ctx, prepared(t, lucy, sam)));
    as(t, sam, STANDING_CONNECTOR);
    assert_ok(people_count(&t->ctx, &left));
    assert_int_equal(left, 204);
    as(t, lucy, STANDING_CONNECTOR);
    assert_ok(people_count(&t->ctx, &left));
    assert_int_equal(left, 0);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"all pass in one go", all_pass_in_one_go},
        {"of two at once one is told", of_two_at_once_one_is_told},
        {"a part passes", a_part_passes},
        {"nobody else hands over", nobody_else_hands_over},
        {"after they left", after_they_left},
        {"kept apart does not pass", kept_apart_does_not_pass},
        {"words wait for the person", words_wait_for_the_person},
        {"full and resting need a reason", full_and_resting_need_a_reason},
        {"a stand-in for a while", a_stand_in_for_a_while},
        {"somebody without anybody is taken once", somebody_without_anybody_is_taken_once},
        {"who goes along", who_goes_along},
        {"two hundred in one go", two_hundred_in_one_go},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &people_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 3});
}
