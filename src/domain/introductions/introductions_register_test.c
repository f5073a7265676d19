/* A first visit is heard from the register of an activity, and so is one more within four weeks. */
#include "domain/introductions/introductions_register.h"

#include "domain/activities/activities_register.h"
#include "domain/conversations/conversations.h"
#include "domain/credits/credits.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define DAY_MS ((int64_t)86400000)

static struct place_id home;
static struct person_id lucy, amina;
static struct asset_id table;

static struct person_id person(struct testing *t, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .place = home, .turns_to = -1}, &id));
    return id;
}

/* Every Tuesday at 10; the clock says Tuesday 3 March, 10:00. */
static struct asset_id weekly(struct testing *t)
{
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset asset = {.place = home, .kind = ASSET_GROUP, .name = STR("The big table"), .description = STR(""), .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host_room = 9, .usual_size = -1, .concepts = {STR("cooking")},
                          .quality = {100}, .concepts_n = 1, .checked = DAY_NONE};
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &asset.schedules_n));
    asset.schedules = lines;
    assert_ok(assets_put(&t->ctx, &asset, &id));
    return id;
}

static struct introduction_id introduced(struct testing *t)
{
    static const struct told told[] = {{TOLD_LOVE, STR_INIT("cooking"), false, true}};
    struct conversation c = {.words = STR("Said in confidence"), .turns_to_count = 1, .told = told, .told_n = 1,
                                   .consent_how = STR("spoken"), .may_introduce = true, .sees = {STR("connector")}, .sees_n = 1, .supports = {STR("Bashir")}, .supports_n = 1};
    const struct meeting meeting = {{ctx_today(&t->ctx).n + 7}, {10 * 60}, STR("The hall"), true, false};
    struct conversation_id conversation;
    struct person_id same;
    struct suggestion *three;
    struct matching_limits limits;
    struct introduction_id id = {0};
    struct relation_id relation;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    lucy = person(t, "Lucy");
    amina = person(t, "Amina");
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = amina.v}, &relation));
    table = weekly(t);
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    c.person = amina;
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &conversation, &same));
    assert_ok(introductions_three(&t->ctx, amina, &three, &n, &limits));
    for (size_t i = 0; i < n; i++)
        if (three[i].asset.v == table.v) assert_ok(introductions_add(&t->ctx, amina, &three[i], ANSWER_YES, &id));
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    assert_ok(introductions_set_meeting(&t->ctx, id, 2, &meeting));
    testing_act(t, 0, home.v, STANDING_SYSTEM);
    return id;
}

static void register_of(struct testing *t, struct day day, bool came)
{
    struct activity_at at;
    struct register_kept kept;
    const struct register_tick tick = {.person = amina, .came = came, .with_n = REGISTER_NUMBER, .at = t->ctx.now};
    const struct register_keep keep = {.device = STR("page"), .ticks = &tick, .ticks_n = 1, .done = true, .held = -1, .anybody = true};
    assert_ok(activities_at(&t->ctx, assets_session_code(&t->arena, table, day, (struct minutes){600}), &at));
    assert_ok(activities_register_keep(&t->ctx, &at, &keep, &kept));
}

static struct introduction now(struct testing *t, struct introduction_id id)
{
    struct introduction row;
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(introductions_find(&t->ctx, id, &row));
    testing_act(t, 0, home.v, STANDING_SYSTEM);
    return row;
}

static void case_visits(struct testing *t)
{
    struct introduction_id id = introduced(t);
    struct day first = {ctx_today(&t->ctx).n + 7};
    /* here by themselves before the day that was set: not the visit that was meant */
    register_of(t, ctx_today(&t->ctx), true);
    assert_int_equal(now(t, id).state, INTRO_MEETING_SET);
    testing_later(t, 7 * DAY_MS);
    register_of(t, first, true);
    assert_int_equal(now(t, id).state, INTRO_CAME);
    assert_int_equal(now(t, id).again_due.n, first.n + 28);
    assert_int_equal(now(t, id).again, -1);
    /* the same list kept again is no second visit */
    register_of(t, first, false);
    register_of(t, first, true);
    assert_int_equal(now(t, id).again, -1);
    testing_later(t, 7 * DAY_MS);
    register_of(t, (struct day){first.n + 7}, true);
    assert_int_equal(now(t, id).again, 1);
}

int main(void)
{
    static const struct testing_case cases[] = {{"visits", case_visits}};
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module, &activities_module, &conversations_module,
                                                   &matching_module, &introductions_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
