#include "domain/introductions/introductions_follow.h"
#include "domain/credits/credits.h"

#include "domain/conversations/conversations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

/* Lucy walks beside Amina, Pearl and Marek and leaves; Sam takes over. Joan keeps chillies; Grace
   goes along; Ruth leads; Nadia looks after the place. */
static struct place_id home;
static struct person_id lucy, sam, nadia, ruth, amina, pearl, marek, joan, grace;
static struct asset_id gift, table;

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

static struct asset_id thing(struct testing *t, const char *name, enum asset_kind kind, struct person_id host)
{
    struct asset_id id;
    struct asset asset = {.place = home, .kind = kind, .name = str_from(name), .description = STR(""), .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host = host, .host_meets = true, .host_room = 9, .usual_size = -1,
                          .concepts = {STR("cooking")}, .quality = {100}, .concepts_n = 1, .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &id));
    return id;
}

static void as(struct testing *t, struct person_id who, unsigned standing)
{
    faults_init(&t->ctx.faults, &t->arena);
    testing_act(t, who.v, home.v, STANDING_MEMBER | standing);
}

static void as_lucy(struct testing *t) { as(t, lucy, STANDING_CONNECTOR); }
static void as_sam(struct testing *t) { as(t, sam, STANDING_CONNECTOR); }

static void talk(struct testing *t, struct person_id who, bool stand_in)
{
    static const struct told told[] = {{TOLD_LOVE, STR_INIT("cooking"), false, true}};
    struct conversation c = {.person = who, .words = STR("Said in confidence"), .turns_to_count = 1, .told = told, .told_n = 1,
                             .consent_how = STR("spoken"), .may_introduce = true, .sees = {STR("connector"), STR("stand-in")},
                             .sees_n = stand_in ? 2 : 1, .supports = {STR("Bashir")}, .supports_n = 1};
    struct conversation_id id;
    struct person_id same;
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &id, &same));
}

static void start(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    lucy = person(t, "Lucy");
    sam = person(t, "Sam");
    nadia = person(t, "Nadia");
    ruth = person(t, "Ruth");
    amina = person(t, "Amina");
    pearl = person(t, "Pearl");
    marek = person(t, "Marek");
    joan = person(t, "Joan");
    grace = person(t, "Grace");
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, amina.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, pearl.v);
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, marek.v);
    relate(t, sam, CONNECTOR_OF, TO_PLACE, home.v);
    relate(t, ruth, LEAD_OF, TO_PLACE, home.v);
    assert_ok(people_consent_give(&t->ctx, joan, CONSENT_BE_ASKED, STR("spoken")));
    assert_ok(people_goes_along_set(&t->ctx, grace, true));
    gift = thing(t, "Cook together", ASSET_GIFT, joan);
    table = thing(t, "The big table", ASSET_GROUP, (struct person_id){0});
    as_lucy(t);
    talk(t, amina, false);
    talk(t, pearl, true);
    talk(t, marek, false);
}

static struct introduction_id begun(struct testing *t, struct person_id who, struct asset_id what, enum introduction_answer answer)
{
    struct suggestion *three;
    struct matching_limits limits;
    struct introduction_id id = {0};
    size_t count;
    assert_ok(introductions_three(&t->ctx, who, &three, &count, &limits));
    for (size_t i = 0; i < count; i++)
        if (three[i].asset.v == what.v) assert_ok(introductions_add(&t->ctx, who, &three[i], answer, &id));
    assert_int_not_equal(id.v, 0);
    return id;
}

static struct introduction found(struct testing *t, struct introduction_id id)
{
    struct introduction row;
    assert_ok(introductions_find(&t->ctx, id, &row));
    return row;
}

/* Both said yes and a meeting is set for tomorrow: version 3. */
static struct introduction_id arranged(struct testing *t, struct person_id who, struct asset_id what)
{
    struct introduction_id id = begun(t, who, what, ANSWER_YES);
    struct meeting meeting = {{ctx_today(&t->ctx).n + 1}, {14 * 60}, STR("Firs Cafe"), true, false};
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    assert_ok(introductions_set_meeting(&t->ctx, id, 2, &meeting));
    return id;
}

/* ... and they met: version 4, two days later. */
static struct introduction_id met(struct testing *t, struct person_id who, struct asset_id what)
{
    struct introduction_id id = arranged(t, who, what);
    testing_later(t, 2 * DAY_MS);
    assert_ok(introductions_came(&t->ctx, id, 3, true));
    return id;
}

static void hand_over(struct testing *t)
{
    struct people_held *held;
    struct handover_id id;
    size_t count;
    assert_ok(people_held_by(&t->ctx, lucy, &held, &count));
    assert_ok(people_handover_prepare(&t->ctx, lucy, sam, STR(""), held, count, &id));
    assert_ok(people_handover_do(&t->ctx, id));
}

static size_t listed(struct testing *t, enum introductions_list which)
{
    struct introduction *rows;
    size_t count;
    assert_ok(introductions_list(&t->ctx, which, (struct person_id){0}, 100, &rows, &count));
    return count;
}

static size_t waits(struct testing *t, bool mine, enum waits_for what)
{
    struct waiting *rows;
    size_t count, more, n = 0;
    assert_ok(introductions_waiting(&t->ctx, mine, &rows, &count, &more));
    for (size_t i = 0; i < count; i++) n += rows[i].what == what;
    return n;
}

/* Every open thing of the old connector is on the new one's lists, and none is left behind. */
static void nothing_is_lost(struct testing *t)
{
    static const enum waits_for all[] = {WAITS_HELLO, WAITS_HOST, WAITS_MEETING, WAITS_FOLLOW_UP, WAITS_AGAIN, WAITS_MET, WAITS_COMPANY};
    size_t before[sizeof all / sizeof *all], sum = 0;
    start(t);
    struct introduction_id again = met(t, amina, table), due = met(t, pearl, table);
    assert_ok(introductions_follow_up(&t->ctx, again, 4, &(struct follow_up){STR("Warm"), false, -1, false}));
    testing_later(t, 30 * DAY_MS);
    begun(t, amina, gift, ANSWER_YES);
    struct introduction_id both = begun(t, pearl, gift, ANSWER_YES);
    assert_ok(introductions_host_answers(&t->ctx, both, 1, true));
    size_t follow_ups = listed(t, LIST_FOLLOW_UP), agains = listed(t, LIST_AGAIN), waiting = listed(t, LIST_WAITING);
    assert_int_equal(follow_ups, 1);
    assert_int_equal(agains, 2);
    assert_int_equal(waiting, 2);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sum += before[i] = waits(t, true, all[i]);
    assert_int_equal(sum, 5); /* Marek waits for a first hello */
    hand_over(t);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_int_equal(waits(t, true, all[i]), 0);
    assert_int_equal(listed(t, LIST_FOLLOW_UP) + listed(t, LIST_AGAIN) + listed(t, LIST_WAITING), 0);
    as_sam(t);
    assert_int_equal(listed(t, LIST_FOLLOW_UP), follow_ups);
    assert_int_equal(listed(t, LIST_AGAIN), agains);
    assert_int_equal(listed(t, LIST_WAITING), waiting);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_int_equal(waits(t, true, all[i]), before[i]);
    /* And the new one can do what is due. */
    assert_ok(introductions_follow_up(&t->ctx, due, 4, &(struct follow_up){STR("Well"), false, -1, true}));
    assert_int_equal(found(t, due).again, 1);
    as_lucy(t);
    struct introduction row;
    assert_int_equal(introductions_find(&t->ctx, due, &row), ERR_DENIED);
}

static void confidence_does_not_pass(struct testing *t)
{
    struct conversation *talks;
    struct support *supports;
    size_t count;
    start(t);
    testing_later(t, DAY_MS);
    hand_over(t);
    as_sam(t);
    assert_ok(conversations_list(&t->ctx, amina, 10, &talks, &count));
    assert_int_equal(count, 0);
    assert_ok(conversations_list(&t->ctx, pearl, 10, &talks, &count));
    assert_int_equal(count, 1); /* she let a stand-in read it */
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_int_equal(count, 0);
    as(t, amina, 0);
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_int_equal(count, 1);
    assert_ok(people_handover_answer(&t->ctx, amina, true, false));
    as_sam(t);
    assert_ok(conversations_list(&t->ctx, amina, 10, &talks, &count));
    assert_int_equal(count, 1);
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_int_equal(count, 1);
}

static void promises_pass_and_are_asked_again(struct testing *t)
{
    start(t);
    testing_act(t, lucy.v, home.v, STANDING_SYSTEM);
    assert_ok(people_goes_along_set(&t->ctx, lucy, true));
    as_lucy(t);
    struct introduction_id id = arranged(t, amina, gift);
    assert_ok(introductions_along(&t->ctx, id, 3, true));
    assert_ok(introductions_ask_buddy(&t->ctx, id, 4, lucy));
    assert_ok(introductions_buddy_answers(&t->ctx, id, 5, true));
    int64_t promised;
    assert_ok(introductions_promised(&t->ctx, lucy, &promised));
    assert_int_equal(promised, 1);
    hand_over(t);
    as_sam(t);
    struct introduction row = found(t, id);
    assert_int_equal(row.buddy.v, sam.v);
    assert_int_equal(row.buddy_state, BUDDY_ASKED);
    assert_ok(introductions_promised(&t->ctx, lucy, &promised));
    assert_int_equal(promised, 0);
}

/* 7 days after the first visit, again at 28; settled or not; the mission's figure is left alone. */
static void second_visit_is_counted(struct testing *t)
{
    struct came_again figure;
    struct people_nobody nobody;
    start(t);
    struct introduction_id id = met(t, amina, gift), other = met(t, pearl, gift);
    assert_int_equal(listed(t, LIST_FOLLOW_UP), 0);
    testing_later(t, 5 * DAY_MS);
    assert_int_equal(listed(t, LIST_FOLLOW_UP), 1);
    assert_ok(introductions_follow_up(&t->ctx, id, 4, &(struct follow_up){STR("Good"), false, -1, false}));
    assert_ok(introductions_settle(&t->ctx, id, 5));
    assert_ok(introductions_came_again_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.came, 0); /* their four weeks are not over */
    assert_int_equal(introductions_came_again(&t->ctx, id, 6, false), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    testing_later(t, 25 * DAY_MS);
    assert_int_equal(listed(t, LIST_AGAIN), 2);
    assert_ok(people_nobody_figure(&t->ctx, home, &nobody));
    int64_t before = nobody.now;
    assert_ok(introductions_came_again(&t->ctx, id, 6, true));
    assert_int_equal(introductions_came_again(&t->ctx, id, 6, false), ERR_CONFLICT); /* of two at once one is told */
    assert_ok(introductions_came_again_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.came, 2);
    assert_int_equal(figure.again, 1);
    assert_ok(people_nobody_figure(&t->ctx, home, &nobody));
    assert_int_equal(nobody.now, before);
    assert_true(instant_is(found(t, id).came_again_at));
    assert_int_equal(found(t, other).again, -1);
}

static void company_is_asked_before_names_pass(struct testing *t)
{
    struct people_name *names;
    struct introduction row;
    struct str card;
    size_t count;
    start(t);
    struct introduction_id id = arranged(t, amina, gift);
    assert_int_equal(introductions_ask_buddy(&t->ctx, id, 3, grace), ERR_CONFLICT); /* the person was not asked */
    faults_init(&t->ctx.faults, &t->arena);
    as(t, amina, 0);
    assert_ok(introductions_along(&t->ctx, id, 3, true));
    assert_int_equal(introductions_ask_buddy(&t->ctx, id, 4, grace), ERR_DENIED);
    as_lucy(t);
    row = found(t, id);
    assert_ok(introductions_buddies(&t->ctx, &row, &names, &count));
    assert_int_equal(count, 1);
    assert_int_equal(introductions_ask_buddy(&t->ctx, id, 4, marek), ERR_INVALID); /* has not offered */
    assert_ok(introductions_ask_buddy(&t->ctx, id, 4, grace));
    assert_int_equal(introductions_ask_buddy(&t->ctx, id, 4, grace), ERR_CONFLICT); /* of two at once one is told */
    as(t, grace, 0);
    row = found(t, id);
    assert_null(row.person_name.ptr);
    assert_int_equal(row.because.len, 0);
    assert_int_equal(listed(t, LIST_ALONG), 1);
    as(t, amina, 0);
    assert_null(found(t, id).buddy_name.ptr);
    as(t, grace, 0);
    assert_ok(introductions_buddy_answers(&t->ctx, id, 5, true));
    assert_str(found(t, id).person_name, "Amina");
    as(t, amina, 0);
    assert_str(found(t, id).buddy_name, "Grace");
    as_lucy(t);
    assert_ok(introductions_card_json(&t->ctx, id, &card));
    assert_true(str_find(card, STR("Grace goes along"), 0) != SIZE_MAX);
}

static void company_kept_apart(struct testing *t)
{
    struct people_name *names;
    struct introduction row;
    size_t count;
    start(t);
    struct introduction_id id = arranged(t, amina, gift);
    assert_ok(introductions_along(&t->ctx, id, 3, true));
    assert_ok(introductions_ask_buddy(&t->ctx, id, 4, grace));
    as(t, ruth, STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, joan, grace, STR("known to the lead")));
    as(t, grace, 0);
    assert_int_equal(introductions_find(&t->ctx, id, &row), ERR_DENIED); /* as if she had never been asked */
    assert_int_equal(listed(t, LIST_ALONG), 0);
    as_lucy(t);
    assert_int_equal(introductions_buddy_answers(&t->ctx, id, 5, true), ERR_INVALID);
    row = found(t, id);
    assert_ok(introductions_buddies(&t->ctx, &row, &names, &count));
    assert_int_equal(count, 0);
}

static void a_quiet_no_of_company(struct testing *t)
{
    struct introduction row;
    start(t);
    struct introduction_id id = arranged(t, amina, gift);
    assert_ok(introductions_along(&t->ctx, id, 3, true));
    assert_ok(introductions_ask_buddy(&t->ctx, id, 4, grace));
    as(t, grace, 0);
    assert_ok(introductions_buddy_answers(&t->ctx, id, 5, false));
    assert_int_equal(introductions_find(&t->ctx, id, &row), ERR_DENIED);
    as_lucy(t);
    row = found(t, id);
    assert_int_equal(row.state, INTRO_MEETING_SET);
    assert_int_equal(row.buddy.v, 0);
    assert_int_equal(row.along, 1);
}

static void who_waits_says_no_name_to_others(struct testing *t)
{
    struct waiting *rows;
    size_t count, more;
    start(t);
    struct person_id owen = person(t, "Owen");
    testing_act(t, 0, 0, STANDING_SYSTEM);
    struct relation *relations;
    assert_ok(people_relations(&t->ctx, owen, &relations, &count));
    for (size_t i = 0; i < count; i++) assert_ok(people_unrelate(&t->ctx, relations[i].id));
    as_sam(t);
    assert_ok(introductions_waiting(&t->ctx, false, &rows, &count, &more));
    bool seen = false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].person.v == owen.v) {
            seen = true;
            assert_str(rows[i].name, "Owen"); /* nobody walks beside him: somebody may offer */
            assert_int_equal(rows[i].owner.v, 0);
            assert_int_equal(rows[i].what, WAITS_CONVERSATION);
        } else if (rows[i].owner.v == lucy.v) {
            assert_null(rows[i].name.ptr);
        }
    }
    assert_true(seen);
    int64_t newcomers;
    assert_ok(introductions_new_people(&t->ctx, &newcomers));
    size_t unowned = 0;
    for (size_t i = 0; i < count; i++) unowned += rows[i].owner.v == 0 && rows[i].what == WAITS_CONVERSATION;
    assert_int_equal(newcomers, unowned);
    as(t, joan, 0);
    assert_int_equal(introductions_waiting(&t->ctx, false, &rows, &count, &more), ERR_DENIED);
}

static void while_one_rests(struct testing *t)
{
    struct introduction *rows;
    size_t count;
    start(t);
    struct introduction_id id = begun(t, amina, gift, ANSWER_YES);
    struct day today = ctx_today(&t->ctx);
    struct people_room room = {.room = -1, .rest_from = today, .rest_until = {today.n + 7}, .stand_in = sam};
    assert_ok(people_room_set(&t->ctx, &room));
    as_sam(t);
    assert_ok(introductions_list(&t->ctx, LIST_WAITING, (struct person_id){0}, 10, &rows, &count));
    assert_int_equal(count, 1);
    assert_str(rows[0].rests_name, "Lucy");
    assert_int_equal(waits(t, true, WAITS_HOST), 1);
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    as_lucy(t);
    room.rest_from = room.rest_until = DAY_NONE;
    assert_ok(people_room_set(&t->ctx, &room));
    as_sam(t);
    assert_int_equal(listed(t, LIST_WAITING), 0);
}

static void welcome_is_the_hosts(struct testing *t)
{
    struct introductions_welcome welcome = {true, false};
    start(t);
    assert_int_equal(introductions_welcome_set(&t->ctx, table, &welcome), ERR_DENIED);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(introductions_welcome_set(&t->ctx, table, &welcome));
    welcome.comes_along = false;
    assert_ok(introductions_welcome_of(&t->ctx, table, &welcome));
    assert_true(welcome.comes_along && !welcome.bus_stop);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"nothing is lost", nothing_is_lost},
        {"confidence does not pass", confidence_does_not_pass},
        {"promises pass and are asked again", promises_pass_and_are_asked_again},
        {"second visit is counted", second_visit_is_counted},
        {"company is asked before names pass", company_is_asked_before_names_pass},
        {"company kept apart", company_kept_apart},
        {"a quiet no of company", a_quiet_no_of_company},
        {"who waits says no name to others", who_waits_says_no_name_to_others},
        {"while one rests", while_one_rests},
        {"welcome is the host's", welcome_is_the_hosts},
    };
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &places_module, &vocabulary_module, &people_module, &assets_module, &credits_module,
                                                   &conversations_module, &matching_module, &introductions_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
