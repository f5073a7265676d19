/* A yes taken back and a leaving count at once, on the host's side too. */
#include "domain/introductions/introductions.h"
#include "domain/credits/credits.h"

#include "domain/conversations/conversations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id home;
static struct person_id amina, joan, lucy;

static struct person_id person(struct testing *t, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .place = home}, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("spoken")));
    return id;
}

static struct asset_id hosted(struct testing *t, const char *name, enum asset_kind kind)
{
    struct asset_id id;
    struct asset asset = {.place = home, .kind = kind, .name = str_from(name), .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host = joan, .host_name = STR("Joan"), .host_meets = true,
                          .host_room = 3, .usual_size = -1, .concepts = {STR("cooking")}, .quality = {100}, .concepts_n = 1,
                          .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &id));
    return id;
}

/* Amina has said yes to Joan's gift and to the group Joan hosts. */
static void start(struct testing *t)
{
    static const struct told told[] = {{TOLD_LOVE, STR_INIT("cooking"), false, true}};
    struct conversation_id id;
    struct person_id same;
    struct relation_id relation;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    amina = person(t, "Amina");
    joan = person(t, "Joan");
    lucy = person(t, "Lucy");
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = amina.v}, &relation));
    assert_ok(people_consent_give(&t->ctx, joan, CONSENT_BE_ASKED, STR("spoken")));
    hosted(t, "Cook together", ASSET_GIFT);
    hosted(t, "The big table", ASSET_GROUP);
    struct conversation c = {.person = amina, .turns_to_count = 0, .told = told, .told_n = 1,
                             .consent_how = STR("spoken"), .may_introduce = true};
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &id, &same));
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
}

static struct introduction_id begun(struct testing *t, const char *name)
{
    struct suggestion *three;
    struct matching_limits limits;
    struct introduction_id id = {0};
    struct introduction row;
    size_t n;
    assert_ok(introductions_three(&t->ctx, amina, &three, &n, &limits));
    for (size_t i = 0; i < n; i++) {
        struct asset asset;
        assert_ok(assets_find(&t->ctx, three[i].asset, &asset));
        if (!str_is(asset.name, name)) continue;
        assert_ok(introductions_add(&t->ctx, amina, &three[i], ANSWER_YES, &id));
        assert_ok(introductions_find(&t->ctx, id, &row));
        assert_int_equal(row.state, INTRO_PERSON_YES);
        return id;
    }
    fail_msg("%s was not suggested", name);
    return id;
}

static enum introduction_state state(struct testing *t, struct introduction_id id)
{
    struct introduction row;
    testing_act(t, 0, home.v, STANDING_SYSTEM);
    assert_ok(introductions_find(&t->ctx, id, &row));
    return row.state;
}

static void as_joan(struct testing *t) { testing_act(t, joan.v, home.v, STANDING_MEMBER); }

static void who_is_not_to_be_asked_is_asked_no_more(struct testing *t)
{
    start(t);
    struct introduction_id gift = begun(t, "Cook together"), group = begun(t, "The big table");
    as_joan(t);
    assert_ok(people_consent_withdraw(&t->ctx, joan, CONSENT_BE_ASKED));
    assert_int_equal(state(t, gift), INTRO_NOT_THIS_TIME);
    assert_int_equal(state(t, group), INTRO_PERSON_YES); /* a host is asked as a host */
}

static void another_yes_taken_back_changes_nothing_there(struct testing *t)
{
    start(t);
    struct introduction_id gift = begun(t, "Cook together");
    as_joan(t);
    assert_ok(people_consent_withdraw(&t->ctx, joan, CONSENT_KEEP));
    assert_int_equal(state(t, gift), INTRO_PERSON_YES);
}

static void who_leaves_meets_nobody(struct testing *t)
{
    start(t);
    struct introduction_id gift = begun(t, "Cook together"), group = begun(t, "The big table");
    assert_ok(introductions_host_answers(&t->ctx, group, 1, true));
    as_joan(t);
    assert_ok(people_end(&t->ctx, joan));
    assert_int_equal(state(t, gift), INTRO_NOT_THIS_TIME);
    assert_int_equal(state(t, group), INTRO_NOT_THIS_TIME);
}

static void so_on_the_other_side(struct testing *t)
{
    start(t);
    struct introduction_id group = begun(t, "The big table");
    assert_ok(introductions_host_answers(&t->ctx, group, 1, true));
    testing_act(t, amina.v, home.v, STANDING_MEMBER);
    assert_ok(people_end(&t->ctx, amina));
    assert_int_equal(state(t, group), INTRO_NOT_THIS_TIME);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"who is not to be asked is asked no more", who_is_not_to_be_asked_is_asked_no_more},
        {"another yes taken back changes nothing there", another_yes_taken_back_changes_nothing_there},
        {"who leaves meets nobody", who_leaves_meets_nobody},
        {"so on the other side", so_on_the_other_side},
    };
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module, &conversations_module, &matching_module,
                                                   &introductions_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
