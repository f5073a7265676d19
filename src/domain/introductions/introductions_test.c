#include "domain/introductions/introductions.h"
#include "domain/credits/credits.h"

#include "domain/assets/merge.h"
#include "domain/conversations/conversations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

/* Amina is introduced; Joan keeps chillies and may be asked; Lucy walks beside Amina; Ruth leads. */
static struct place_id home;
static struct person_id amina, joan, lucy, ruth, sam;
static struct asset_id gift, table;

static struct person_id person(struct testing *t, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .place = home}, &id));
    return id;
}

static void relate(struct testing *t, struct person_id from, enum relation_kind kind, enum relation_end end, int64_t to)
{
    struct relation_id id;
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = from, .kind = kind, .to_kind = end, .to = to, .how = STR("spoken")}, &id));
}

static struct asset_id thing(struct testing *t, const char *name, enum asset_kind kind, struct person_id host, const char *host_name)
{
    struct asset_id id;
    struct asset asset = {.place = home, .kind = kind, .name = str_from(name), .description = STR(""), .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host = host, .host_name = str_from(host_name), .host_meets = true,
                          .host_room = 2, .usual_size = -1, .concepts = {STR("cooking")}, .quality = {100}, .concepts_n = 1, .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &id));
    return id;
}

static void as_lucy(struct testing *t) { testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR); }
static void as_joan(struct testing *t) { testing_act(t, joan.v, home.v, STANDING_MEMBER); }
static void as_amina(struct testing *t) { testing_act(t, amina.v, home.v, STANDING_MEMBER); }
static void as_ruth(struct testing *t) { testing_act(t, ruth.v, home.v, STANDING_MEMBER | STANDING_LEAD); }

static void start(struct testing *t)
{
    static const struct told told[] = {{TOLD_LOVE, STR_INIT("cooking"), false, true}};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    amina = person(t, "Amina");
    joan = person(t, "Joan");
    lucy = person(t, "Lucy");
    ruth = person(t, "Ruth");
    sam = person(t, "Sam");
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, amina.v);
    relate(t, ruth, LEAD_OF, TO_PLACE, home.v);
    assert_ok(people_consent_give(&t->ctx, joan, CONSENT_BE_ASKED, STR("spoken")));
    gift = thing(t, "Cook together", ASSET_GIFT, joan, NULL);
    table = thing(t, "The big table", ASSET_GROUP, (struct person_id){0}, "Samina");
    struct conversation c = {.person = amina, .turns_to_count = 0, .told = told, .told_n = 1, .consent_how = STR("spoken"), .may_introduce = true};
    struct conversation_id id;
    struct person_id same;
    assert_ok(conversations_keep(&t->ctx, STR(""), &c, &id, &same));
    as_lucy(t);
}

static struct suggestion suggestion_of(struct testing *t, struct asset_id asset)
{
    struct suggestion *three;
    struct matching_limits limits;
    size_t count;
    assert_ok(introductions_three(&t->ctx, amina, &three, &count, &limits));
    for (size_t i = 0; i < count; i++)
        if (three[i].asset.v == asset.v) return three[i];
    fail_msg("the asset was not suggested");
    return three[0];
}

static bool suggested(struct testing *t, struct asset_id asset)
{
    struct suggestion *three;
    struct matching_limits limits;
    size_t count;
    assert_ok(introductions_three(&t->ctx, amina, &three, &count, &limits));
    for (size_t i = 0; i < count; i++)
        if (three[i].asset.v == asset.v) return true;
    return false;
}

static struct introduction_id begun(struct testing *t, struct asset_id asset, enum introduction_answer answer)
{
    struct introduction_id id;
    struct suggestion s = suggestion_of(t, asset);
    assert_ok(introductions_add(&t->ctx, amina, &s, answer, &id));
    return id;
}

static struct introduction found(struct testing *t, struct introduction_id id)
{
    struct introduction row;
    assert_ok(introductions_find(&t->ctx, id, &row));
    return row;
}

static void no_name_before_two_yeses(struct testing *t)
{
    struct introduction row;
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_LATER);
    as_joan(t);
    assert_int_equal(introductions_find(&t->ctx, id, &row), ERR_DENIED); /* not asked yet: nothing to see */
    as_amina(t);
    assert_null(found(t, id).host_name.ptr);
    assert_ok(introductions_person_answers(&t->ctx, id, 1, ANSWER_YES));
    assert_null(found(t, id).host_name.ptr);
    as_joan(t);
    row = found(t, id);
    assert_null(row.person_name.ptr);
    assert_int_equal(row.because.len, 0);
    assert_ok(introductions_host_answers(&t->ctx, id, 2, true));
    row = found(t, id);
    assert_str(row.person_name, "Amina");
    as_amina(t);
    assert_str(found(t, id).host_name, "Joan");
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR | STANDING_ADMIN);
    assert_int_equal(introductions_find(&t->ctx, id, &row), ERR_DENIED);
}

static void no_card_before_two_yeses(struct testing *t)
{
    struct str json;
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    assert_int_equal(introductions_card_json(&t->ctx, id, &json), ERR_DENIED);
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    assert_ok(introductions_card_json(&t->ctx, id, &json));
    assert_true(str_find(json, STR("Amina, meet Joan"), 0) != SIZE_MAX);
}

static void a_no_is_quiet_and_stays(struct testing *t)
{
    struct introduction row;
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    as_joan(t);
    assert_ok(introductions_host_answers(&t->ctx, id, 1, false));
    assert_int_equal(introductions_find(&t->ctx, id, &row), ERR_DENIED); /* gone from the host's side */
    as_lucy(t);
    assert_int_equal(found(t, id).state, INTRO_NOT_THIS_TIME);
    assert_false(suggested(t, gift));
}

static void whole_way(struct testing *t)
{
    struct people_nobody figure;
    start(t);
    assert_ok(people_nobody_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.now, 1);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    struct day tomorrow = {ctx_today(&t->ctx).n + 1};
    struct meeting meeting = {tomorrow, {14 * 60}, STR("Firs Cafe"), true, false};
    assert_ok(introductions_set_meeting(&t->ctx, id, 2, &meeting));
    assert_int_equal(introductions_came(&t->ctx, id, 3, true), ERR_INVALID); /* not before the day */
    testing_later(t, 2 * (int64_t)86400000);
    assert_ok(introductions_came(&t->ctx, id, 3, true));
    assert_ok(introductions_follow_up(&t->ctx, id, 4, &(struct follow_up){STR("They talked for hours"), true, -1, false}));
    assert_ok(people_nobody_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.then, 1);
    assert_int_equal(figure.now, 0);
    assert_ok(introductions_settle(&t->ctx, id, 5));
    assert_int_equal(found(t, id).state, INTRO_SETTLED);
    struct support *supports;
    size_t count;
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_str(supports[0].name, "Joan");
}

static void of_two_at_once_one_is_told(struct testing *t)
{
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_LATER);
    assert_ok(introductions_person_answers(&t->ctx, id, 1, ANSWER_YES));
    assert_int_equal(introductions_person_answers(&t->ctx, id, 1, ANSWER_NO), ERR_CONFLICT);
    assert_int_equal(found(t, id).state, INTRO_PERSON_YES);
    assert_int_equal(introductions_settle(&t->ctx, id, 2), ERR_CONFLICT); /* a step that is not next */
}

static void kept_apart_everywhere(struct testing *t)
{
    start(t);
    assert_true(suggested(t, gift));
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    as_ruth(t);
    assert_ok(people_keep_apart(&t->ctx, amina, joan, STR("known to the lead")));
    as_lucy(t);
    assert_int_equal(introductions_host_answers(&t->ctx, id, 1, true), ERR_INVALID);
    assert_false(suggested(t, gift));
    struct introduction *rows;
    size_t count;
    assert_ok(introductions_list(&t->ctx, LIST_OF_PERSON, amina, 10, &rows, &count));
    assert_int_equal(count, 0);
    as_joan(t);
    assert_ok(introductions_list(&t->ctx, LIST_ASKED_OF_ME, joan, 10, &rows, &count));
    assert_int_equal(count, 0);
}

static void private_meetings_wait_for_the_lead(struct testing *t)
{
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    assert_ok(introductions_host_answers(&t->ctx, id, 1, true));
    struct meeting meeting = {{ctx_today(&t->ctx).n + 1}, {600}, STR("A back garden"), false, false};
    assert_int_equal(introductions_set_meeting(&t->ctx, id, 2, &meeting), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    meeting.both_agree = true;
    assert_ok(introductions_set_meeting(&t->ctx, id, 2, &meeting));
    assert_int_equal(found(t, id).state, INTRO_BOTH_YES);
    assert_int_equal(introductions_lead_agrees(&t->ctx, id, 3), ERR_DENIED);
    as_ruth(t);
    assert_ok(introductions_lead_agrees(&t->ctx, id, 3));
    as_lucy(t);
    assert_int_equal(found(t, id).state, INTRO_MEETING_SET);
}

static void concerns_reach_the_lead_only(struct testing *t)
{
    struct concern *rows;
    size_t count;
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    as_amina(t);
    assert_int_equal(introductions_concern(&t->ctx, id, STR("")), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(introductions_concern(&t->ctx, id, STR("I felt uneasy")));
    as_lucy(t);
    assert_int_equal(introductions_concerns(&t->ctx, &rows, &count), ERR_DENIED);
    as_ruth(t);
    assert_ok(introductions_concerns(&t->ctx, &rows, &count));
    assert_int_equal(count, 1);
    assert_str(rows[0].words, "I felt uneasy");
    assert_ok(introductions_concern_read(&t->ctx, rows[0].id));
}

static void withdrawing_ends_what_waits(struct testing *t)
{
    start(t);
    struct introduction_id id = begun(t, gift, ANSWER_YES);
    as_amina(t);
    assert_ok(people_consent_withdraw(&t->ctx, amina, CONSENT_INTRODUCE));
    assert_int_equal(found(t, id).state, INTRO_NOT_THIS_TIME);
}

static void under_way_is_not_suggested_again(struct testing *t)
{
    start(t);
    assert_true(suggested(t, table));
    begun(t, table, ANSWER_LATER);
    assert_false(suggested(t, table));
}

/* What is under way to an entry is under way to the one it became part of, and back. */
static void under_way_follows_a_merge(struct testing *t)
{
    struct assets_merged merged;
    struct assets_undone undone;
    start(t);
    struct introduction_id id = begun(t, table, ANSWER_LATER);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    struct asset_id other = thing(t, "Big table, The", ASSET_GROUP, (struct person_id){0}, "Samina");
    as_lucy(t);
    assert_true(suggested(t, other));
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(assets_merge(&t->ctx, other, table, false, &merged));
    as_lucy(t);
    assert_false(suggested(t, other));
    assert_true(found(t, id).id.v == id.v);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(assets_merge_undo(&t->ctx, merged.id, &undone));
    as_lucy(t);
    assert_true(suggested(t, other));
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"no name before two yeses", no_name_before_two_yeses},
        {"no card before two yeses", no_card_before_two_yeses},
        {"a no is quiet and stays", a_no_is_quiet_and_stays},
        {"whole way", whole_way},
        {"of two at once one is told", of_two_at_once_one_is_told},
        {"kept apart everywhere", kept_apart_everywhere},
        {"private meetings wait for the lead", private_meetings_wait_for_the_lead},
        {"concerns reach the lead only", concerns_reach_the_lead_only},
        {"withdrawing ends what waits", withdrawing_ends_what_waits},
        {"under way follows a merge", under_way_follows_a_merge},
        {"under way is not suggested again", under_way_is_not_suggested_again},
    };
    static const struct module *const modules[] = {&journal_module, &mail_module, &texts_module, &places_module, &vocabulary_module, &people_module, &assets_module, &credits_module,
                                                   &conversations_module, &matching_module, &introductions_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
