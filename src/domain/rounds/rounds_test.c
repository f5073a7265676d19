/* Rounds: whose turn, who may, what is seen of it, and that a "no" is a no at once. */
#include "domain/rounds/rounds.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

#define WEEK_MS (INT64_C(7) * 86400000)

static struct place_id home;
static struct person_id maria, lucy, nadia, eileen, mavis, irene, walter, zofia;
static struct circle_id circle;

static struct person_id person(struct testing *t, const char *name) {
    struct person_id id;
    assert_ok(people_put(
        &t->ctx, &(struct person){.first_name = str_from(name), .place = home, .turns_to = -1},
        &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("spoken")));
    return id;
}

static void relate(struct testing *t, struct person_id from, enum relation_kind kind,
                   enum relation_end end, int64_t to) {
    struct relation_id id;
    assert_ok(people_relate(&t->ctx,
                            &(struct relation){.from = from,
                                               .kind = kind,
                                               .to_kind = end,
                                               .to = to,
                                               .how = STR("spoken")},
                            &id));
}

static void as_lucy(struct testing *t) {
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
}
static void as_maria(struct testing *t) {
    testing_act(t, maria.v, home.v, STANDING_MEMBER);
}
static void as_system(struct testing *t) {
    testing_act(t, 0, home.v, STANDING_SYSTEM);
}

static void start(struct testing *t) {
    struct asset_id court;
    const struct asset asset = {.place = {0},
                                .kind = ASSET_PLACE,
                                .name = STR("Bridge Court"),
                                .price = PENCE_NONE,
                                .age_low = -1,
                                .age_high = -1,
                                .host_room = -1,
                                .usual_size = -1,
                                .checked = DAY_NONE};
    struct asset own = asset;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    t->ctx.actor.place = home.v;
    own.place = home;
    maria = person(t, "Maria");
    lucy = person(t, "Lucy");
    nadia = person(t, "Nadia");
    eileen = person(t, "Eileen");
    mavis = person(t, "Mavis");
    irene = person(t, "Irene");
    walter = person(t, "Walter");
    zofia = person(t, "Zofia");
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, eileen.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, mavis.v);
    assert_ok(assets_put(&t->ctx, &own, &court));
    assert_ok(rounds_circle_add(&t->ctx, court, maria, &circle));
}

static void agree(struct testing *t, struct person_id who, bool yes) {
    assert_ok(rounds_answer(&t->ctx, circle, who, yes, STR("spoken")));
}

static struct round_week now(struct testing *t) {
    struct round_week week;
    assert_ok(rounds_week_now(&t->ctx, circle, &week));
    return week;
}

static bool in_week(const struct round_week *week, struct person_id who) {
    for (size_t i = 0; i < week->asks_n; i++)
        if (week->asks[i].person.v == who.v && !week->asks[i].gone) return true;
    return false;
}

/* ---- whose turn ---- */

static void nobody_is_left_out(struct testing *t) {
    struct rand rand;
    rand_init_fixed(&rand, 7);
    for (size_t n = 2; n <= 24; n++) {
        int64_t before[ROUNDS_THREE] = {0}, three[ROUNDS_THREE];
        struct rounds_turn people[24];
        int last[25] = {0};
        size_t before_n = 0;
        for (size_t i = 0; i < n; i++)
            people[i] = (struct rounds_turn){(int64_t)i + 1, DAY_NONE, false};
        for (int week = 1; week <= 120; week++) {
            size_t got = rounds_pick(people, n, NULL, 0, before, before_n, rounds_want(n), three);
            assert_int_equal(got, rounds_want(n));
            size_t same = 0;
            for (size_t i = 0; i < got; i++) {
                last[three[i]] = week;
                for (size_t k = 0; k < before_n; k++) same += before[k] == three[i];
                for (size_t k = 0; k < n; k++)
                    if (people[k].person == three[i]) {
                        people[k].last.n = week * 7;
                        people[k].wish = rand_below(&rand, 3) == 0;
                    }
                before[i] = three[i];
            }
            if (n > 2 && before_n == got) assert_true(same < got);
            for (size_t i = 1; i <= n; i++)
                assert_true(week - last[i] <= (int)(n / rounds_want(n)) + 5);
            before_n = got;
        }
    }
    (void)t;
}

static void a_wish_comes_earlier(struct testing *t) {
    struct rounds_turn people[] = {{1, {70}, false}, {2, {77}, true},  {3, {70}, false},
                                   {4, {70}, false}, {5, {70}, false}};
    int64_t three[ROUNDS_THREE];
    assert_int_equal(rounds_pick(people, 5, NULL, 0, NULL, 0, 3, three), 3);
    assert_int_equal(three[0], 2);
    (void)t;
}

/* ---- consent ---- */

static void only_who_said_yes(struct testing *t) {
    start(t);
    agree(t, eileen, true);
    agree(t, mavis, true);
    agree(t, irene, false);
    struct round_week week = now(t);
    assert_int_equal(week.asks_n, 2);
    assert_false(in_week(&week, irene));
    for (int i = 0; i < 6; i++) {
        testing_later(t, WEEK_MS);
        assert_ok(rounds_week_fill(&t->ctx, circle));
        week = now(t);
        assert_false(in_week(&week, irene));
        assert_false(in_week(&week, walter)); /* never asked, so never in it */
    }
}

static void a_yes_taken_back_counts_at_once(struct testing *t) {
    struct round_member *rows;
    struct round_wish *wishes;
    size_t n;
    start(t);
    agree(t, eileen, true);
    struct round_week week = now(t);
    const enum round_answer talk[ROUNDS_THREE] = {ROUND_TALK};
    as_maria(t);
    week = now(t);
    assert_ok(rounds_keep(&t->ctx, &week, talk, STR_NONE));
    as_lucy(t);
    assert_ok(rounds_wishes(&t->ctx, &wishes, &n));
    assert_int_equal(n, 1);
    testing_act(t, eileen.v, home.v, STANDING_MEMBER);
    assert_ok(rounds_members_of(&t->ctx, eileen, &rows, &n));
    assert_int_equal(n, 1);
    assert_ok(rounds_withdraw(&t->ctx, rows[0].id));
    as_maria(t);
    week = now(t);
    assert_true(week.asks[0].gone);
    assert_null(week.asks[0].name.ptr);
    as_lucy(t);
    assert_ok(rounds_wishes(&t->ctx, &wishes, &n));
    assert_int_equal(n, 0);
}

static void who_leaves_is_in_no_round(struct testing *t) {
    start(t);
    agree(t, eileen, true);
    agree(t, mavis, true);
    testing_act(t, eileen.v, home.v, STANDING_MEMBER);
    assert_ok(people_consent_withdraw(&t->ctx, eileen, CONSENT_KEEP));
    as_system(t);
    assert_ok(people_end(&t->ctx, mavis));
    struct round_week week = now(t);
    assert_true(week.asks[0].gone && week.asks[1].gone);
    testing_later(t, WEEK_MS);
    assert_ok(rounds_week_fill(&t->ctx, circle));
    assert_int_equal(rounds_week_now(&t->ctx, circle, &week), ERR_MISSING);
}

static void kept_apart_from_the_coordinator(struct testing *t) {
    start(t);
    agree(t, eileen, true);
    agree(t, mavis, true);
    relate(t, nadia, LEAD_OF, TO_PLACE, home.v);
    testing_act(t, nadia.v, home.v, STANDING_MEMBER | STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, maria, eileen, STR("asked")));
    as_maria(t);
    struct round_week week = now(t);
    assert_false(in_week(&week, eileen));
    assert_true(in_week(&week, mavis));
    as_lucy(t);
    assert_int_equal(rounds_answer(&t->ctx, circle, eileen, true, STR("spoken")), ERR_INVALID);
    as_system(t);
    testing_later(t, WEEK_MS);
    assert_ok(rounds_week_fill(&t->ctx, circle));
    week = now(t);
    assert_false(in_week(&week, eileen));
}

/* ---- keeping ---- */

static void a_wish_waits_for_the_connector(struct testing *t) {
    const enum round_answer said[ROUNDS_THREE] = {ROUND_ELSE, ROUND_TALK};
    struct round_wish *rows;
    size_t n;
    start(t);
    agree(t, eileen, true);
    agree(t, mavis, true);
    as_maria(t);
    struct round_week week = now(t);
    assert_str(week.asks[0].name, "Eileen");
    assert_ok(rounds_keep(&t->ctx, &week, said, STR_NONE));
    assert_ok(rounds_wishes(&t->ctx, &rows, &n));
    assert_int_equal(n, 0); /* the coordinator has no list of it */
    as_lucy(t);
    assert_ok(rounds_wishes(&t->ctx, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].name, "Mavis"); /* "talk to them" first */
    assert_ok(rounds_wish_done(&t->ctx, rows[0].id));
    assert_ok(rounds_wishes(&t->ctx, &rows, &n));
    assert_int_equal(n, 1);
    as_maria(t);
    assert_int_equal(rounds_wish_done(&t->ctx, rows[0].id), ERR_DENIED);
}

static void nobody_beside_them_goes_to_the_administrator(struct testing *t) {
    const enum round_answer said[ROUNDS_THREE] = {ROUND_TALK};
    struct round_wish *rows;
    size_t n;
    start(t);
    agree(t, irene, true);
    struct round_week week = now(t);
    assert_ok(rounds_keep(&t->ctx, &week, said, STR_NONE));
    as_lucy(t);
    assert_ok(rounds_wishes(&t->ctx, &rows, &n));
    assert_int_equal(n, 0);
    testing_act(t, nadia.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_ok(rounds_wishes(&t->ctx, &rows, &n));
    assert_int_equal(n, 1);
}

static void the_paper_has_no_names_for_others(struct testing *t) {
    const enum round_answer said[ROUNDS_THREE] = {ROUND_HAPPY, ROUND_HAPPY};
    struct round_week week;
    start(t);
    agree(t, eileen, true);
    agree(t, irene, true);
    struct str code = now(t).code;
    testing_act(t, walter.v, home.v, STANDING_MEMBER);
    assert_int_equal(rounds_week_now(&t->ctx, circle, &week), ERR_DENIED);
    assert_ok(rounds_week_of_code(&t->ctx, code, &week));
    assert_null(week.asks[0].name.ptr);
    assert_int_equal(rounds_keep(&t->ctx, &week, said, STR("")), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    as_lucy(t);
    assert_ok(rounds_week_of_code(&t->ctx, code, &week));
    assert_str(week.asks[0].name, "Eileen"); /* she walks beside Eileen, not beside Irene */
    assert_null(week.asks[1].name.ptr);
    assert_ok(rounds_keep(&t->ctx, &week, said, STR("Maria")));
    assert_int_equal(rounds_week_of_code(&t->ctx, STR("zzzzzz"), &week), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    testing_act(t, walter.v, home.v + 1, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(rounds_week_of_code(&t->ctx, code, &week), ERR_INVALID);
}

static void nothing_tapped_is_said(struct testing *t) {
    const enum round_answer none[ROUNDS_THREE] = {0};
    start(t);
    agree(t, eileen, true);
    as_maria(t);
    struct round_week week = now(t);
    assert_int_equal(rounds_keep(&t->ctx, &week, none, STR_NONE), ERR_INVALID);
    assert_false(instant_is(now(t).kept_at));
}

static void only_an_administrator_begins_one(struct testing *t) {
    struct circle_id id = {3};
    struct asset *rows;
    size_t n;
    start(t);
    assert_ok(rounds_assets(&t->ctx, &rows, &n));
    as_lucy(t);
    assert_int_equal(rounds_circle_add(&t->ctx, rows[0].id, maria, &id), ERR_DENIED);
    assert_int_equal(rounds_circle_end(&t->ctx, circle), ERR_DENIED);
    testing_act(t, nadia.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(rounds_circle_add(&t->ctx, rows[0].id, maria, &id), ERR_CONFLICT);
    assert_int_equal(id.v, 3);
}

/* Activities reads this relation: a coordinator starts and runs what is held at their home. */
static void the_coordinator_welcomes(struct testing *t) {
    struct asset *rows;
    size_t n;
    start(t);
    assert_ok(rounds_assets(&t->ctx, &rows, &n));
    assert_int_equal(n, 1);
    assert_true(people_related(&t->ctx, maria, HOST_OF, TO_ASSET, rows[0].id.v));
    as_maria(t);
    assert_false(assets_may_change(&t->ctx, &rows[0]));
    as_system(t);
    assert_ok(rounds_circle_end(&t->ctx, circle));
    assert_false(people_related(&t->ctx, maria, HOST_OF, TO_ASSET, rows[0].id.v));
    relate(t, maria, HOST_OF, TO_ASSET, rows[0].id.v); /* of another making: it outlives the circle */
    assert_ok(rounds_circle_add(&t->ctx, rows[0].id, maria, &circle));
    assert_ok(rounds_circle_end(&t->ctx, circle));
    assert_true(people_related(&t->ctx, maria, HOST_OF, TO_ASSET, rows[0].id.v));
}

int main(void) {
    static const struct testing_case cases[] = {
        {"the coordinator welcomes", the_coordinator_welcomes},
        {"nobody is left out", nobody_is_left_out},
        {"a wish comes earlier", a_wish_comes_earlier},
        {"only who said yes", only_who_said_yes},
        {"a yes taken back counts at once", a_yes_taken_back_counts_at_once},
        {"who leaves is in no round", who_leaves_is_in_no_round},
        {"kept apart from the coordinator", kept_apart_from_the_coordinator},
        {"a wish waits for the connector", a_wish_waits_for_the_connector},
        {"nobody beside them: the administrator", nobody_beside_them_goes_to_the_administrator},
        {"the paper has no names for others", the_paper_has_no_names_for_others},
        {"nothing tapped is said", nothing_tapped_is_said},
        {"only an administrator begins one", only_an_administrator_begins_one},
    };
    static const struct module *const modules[] = {
        &journal_module, &auth_module, &places_module, &vocabulary_module,
        &people_module,  &assets_module, &rounds_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
