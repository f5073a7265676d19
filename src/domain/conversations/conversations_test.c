#include "domain/conversations/conversations.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id home;
static struct person_id lucy;

static void start(struct testing *t)
{
    struct relation_id id;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = STR("Lucy"), .place = home}, &lucy));
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = lucy, .kind = CONNECTOR_OF, .to_kind = TO_PLACE, .to = home.v, .to_name = STR("Weirside")}, &id));
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
}

static const struct told amina_told[] = {
    {TOLD_LOVE, STR_INIT("cooking"), false, true}, {TOLD_GIFT, STR_INIT("drawing-painting"), false, true}, {TOLD_LOVE, STR_INIT("fishing"), true, false}};

static struct conversation amina(void)
{
    return (struct conversation){.words = STR("I miss cooking for a big table"), .turns_to_count = 0, .told = amina_told, .told_n = 3,
                                 .consent_how = STR("spoken"), .may_introduce = true, .sees = {STR("connector")}, .sees_n = 1};
}

static void nothing_without_a_yes(struct testing *t)
{
    struct conversation_id id;
    struct person_id person = {0};
    int64_t count;
    start(t);
    struct conversation c = amina();
    c.consent_how = STR_NONE;
    assert_int_equal(conversations_keep(&t->ctx, STR(""), &c, &id, &person), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("ok_keep")));
    assert_non_null(fault_find(&t->ctx.faults, STR("first_name")));
    assert_int_equal(person.v, 0);
    assert_ok(people_count(&t->ctx, &count));
    assert_int_equal(count, 0);
}

static void a_minute_of_listening(struct testing *t)
{
    struct conversation_id id;
    struct person_id person;
    struct person row;
    struct told *told;
    size_t count;
    start(t);
    struct conversation c = amina();
    assert_ok(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person));
    assert_ok(people_find(&t->ctx, person, &row));
    assert_int_equal(row.turns_to, 0);
    assert_true(people_consents(&t->ctx, person, CONSENT_KEEP));
    assert_true(people_consents(&t->ctx, person, CONSENT_INTRODUCE));
    assert_false(people_consents(&t->ctx, person, CONSENT_BE_ASKED));
    assert_ok(conversations_told(&t->ctx, person, &told, &count));
    assert_int_equal(count, 2); /* the third was never confirmed */
}

static void words_are_read_by_few(struct testing *t)
{
    struct conversation_id id;
    struct person_id person, sam;
    struct conversation out;
    start(t);
    struct conversation c = amina();
    assert_ok(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person));
    t->ctx.actor.standing = STANDING_SYSTEM;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = STR("Sam"), .place = home}, &sam));
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_ADMIN | STANDING_CONNECTOR | STANDING_LEAD);
    assert_int_equal(conversations_find(&t->ctx, id, &out), ERR_DENIED);
    testing_act(t, person.v, home.v, STANDING_MEMBER);
    assert_ok(conversations_find(&t->ctx, id, &out));
    assert_str(out.words, "I miss cooking for a big table");
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    c.person = person;
    c.sees[c.sees_n++] = STR("stand-in");
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &id, &person));
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(conversations_find(&t->ctx, id, &out));
}

static void taking_consent_back_takes_words(struct testing *t)
{
    struct conversation_id id;
    struct person_id person;
    struct conversation out;
    struct told *told;
    size_t count;
    start(t);
    struct conversation c = amina();
    assert_ok(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person));
    assert_ok(people_consent_withdraw(&t->ctx, person, CONSENT_INTRODUCE));
    assert_int_equal(conversations_told(&t->ctx, person, &told, &count), ERR_DENIED);
    assert_ok(conversations_find(&t->ctx, id, &out));
    assert_non_null(out.words.ptr); /* only the looking stopped */
    assert_ok(people_consent_withdraw(&t->ctx, person, CONSENT_KEEP));
    assert_ok(conversations_find(&t->ctx, id, &out));
    assert_null(out.words.ptr);
    assert_ok(conversations_told_shown(&t->ctx, person, &told, &count));
    assert_int_equal(count, 0);
}

static void newest_answer_wins(struct testing *t)
{
    struct person_id person;
    struct conversation_id id;
    struct told *told;
    size_t count;
    start(t);
    struct conversation c = amina();
    assert_ok(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person));
    const struct told not_now = {TOLD_NOT_FOR_ME, STR("cooking"), false, true};
    c.person = person;
    c.told = &not_now;
    c.told_n = 1;
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &id, &person));
    assert_ok(conversations_told(&t->ctx, person, &told, &count));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) assert_false(told[i].kind == TOLD_LOVE && str_is(told[i].concept, "cooking"));
    const struct told unknown = {TOLD_LOVE, STR("no-such-thing"), false, true};
    c.told = &unknown;
    assert_int_equal(conversations_keep(&t->ctx, STR(""), &c, &id, &person), ERR_INVALID);
}

static void nobody_and_a_name_cannot_both_be(struct testing *t)
{
    struct conversation_id id;
    struct person_id person;
    start(t);
    struct conversation c = amina();
    c.supports[c.supports_n++] = STR("Noor");
    assert_int_equal(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("turns_to")));
    faults_init(&t->ctx.faults, &t->arena);
    c.turns_to_count = -1;
    assert_ok(conversations_keep(&t->ctx, STR("Amina"), &c, &id, &person));
    struct person row;
    assert_ok(people_find(&t->ctx, person, &row));
    assert_int_equal(row.turns_to, 1);
}

static void chips_are_only_suggested(struct testing *t)
{
    struct chip *chips;
    size_t count;
    bool fishing = false;
    start(t);
    assert_ok(conversations_suggest(&t->ctx, STR("I used to fish with my dad"), &chips, &count, NULL));
    for (size_t i = 0; i < count; i++)
        if (str_is(chips[i].told.concept, "fishing")) {
            fishing = true;
            assert_true(chips[i].told.used_to);
            assert_false(chips[i].told.confirmed);
        }
    assert_true(fishing);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"nothing without a yes", nothing_without_a_yes},
        {"a minute of listening", a_minute_of_listening},
        {"words are read by few", words_are_read_by_few},
        {"taking consent back takes words", taking_consent_back_takes_words},
        {"newest answer wins", newest_answer_wins},
        {"nobody and a name cannot both be", nobody_and_a_name_cannot_both_be},
        {"chips are only suggested", chips_are_only_suggested},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &vocabulary_module, &people_module, &assets_module, &conversations_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 6});
}
