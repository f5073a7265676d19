/* Limits per group, kind words before a stop, and unused hours only after two notices. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_policy.h"
#include "domain/credits/credits_rules.h"

#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define DAY ((int64_t)86400000)

static struct place_id place;
static struct person_id joan, dev, nadia;
static struct account_id issue;

static struct person_id person(struct testing *t, const char *name, const char *email)
{
    struct person_id id;
    const struct person p = {.place = place, .first_name = str_from(name), .email = email ? str_from(email) : STR_NONE, .turns_to = -1};
    assert_ok(people_put(&t->ctx, &p, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_CONTACT, STR("spoken")));
    return id;
}

static void world(struct testing *t)
{
    struct programme_id programme;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    joan = person(t, "Joan", "joan@example.org");
    dev = person(t, "Dev", NULL);
    nadia = person(t, "Nadia", NULL);
    assert_ok(credits_programme_of(&t->ctx, place, &programme, &issue));
}

static struct account_id account_of(struct testing *t, struct person_id p)
{
    struct account_id id;
    assert_ok(credits_member(&t->ctx, p, &id));
    return id;
}

static struct credits_account read(struct testing *t, struct account_id id)
{
    struct credits_account a;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a;
}

static void pay(struct testing *t, struct account_id from, struct account_id to, int64_t minutes)
{
    struct credits_posted posted;
    const struct credits_post post = {.from = from, .to = to, .minutes = minutes, .words = STR("garden"), .via = "web"};
    assert_ok(credits_post(&t->ctx, &post, &posted));
}

static void move_all(struct testing *t, int64_t wanted)
{
    int64_t n, all = 0;
    do {
        assert_ok(credits_rules_move(&t->ctx, 1, &n)); /* one at a time: slices go on where they stopped */
        all += n;
    } while (n > 0);
    assert_int_equal(all, wanted);
}

static void a_rule_moves_its_accounts_and_nobody_pays(struct testing *t)
{
    struct rule_id id;
    world(t);
    struct account_id a = account_of(t, joan), b = account_of(t, dev);
    pay(t, a, b, 300);
    struct credits_account by_hand = {.kind = CREDITS_MEMBER, .place = place, .name = STR("by-hand"), .floor = -5, .ceiling = CREDITS_NO_LIMIT};
    struct account_id hand;
    assert_ok(credits_account_open(&t->ctx, &by_hand, &hand));
    struct credits_rule rule = {.place = place, .name = STR("Members"), .kind = CREDITS_MEMBER, .floor = -120, .ceiling = 240, .warn = 60};
    testing_act(t, nadia.v, place.v, STANDING_MEMBER);
    assert_int_equal(credits_rule_put(&t->ctx, &rule, &id), ERR_DENIED);
    testing_act(t, nadia.v, place.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_ok(credits_rule_put(&t->ctx, &rule, &id));
    testing_act(t, 0, 0, STANDING_SYSTEM);
    move_all(t, 2);
    assert_int_equal(read(t, a).floor, -120);
    assert_int_equal(read(t, a).balance, -300);
    assert_true(read(t, a).excused);
    assert_int_equal(read(t, b).ceiling, 240);
    assert_int_equal(read(t, hand).floor, -5);
    /* beyond the limit they may only move back */
    struct credits_posted posted;
    const struct credits_post more = {.from = a, .to = hand, .minutes = 1, .words = STR("garden"), .via = "web"};
    assert_int_equal(credits_post(&t->ctx, &more, &posted), ERR_LIMIT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    pay(t, b, a, 200);
    assert_int_equal(read(t, a).balance, -100);
    assert_false(read(t, a).excused);
    rule.name = STR("All");
    assert_int_equal(credits_rule_put(&t->ctx, &rule, &id), ERR_CONFLICT); /* one rule for all of a kind */
}

static void newcomers_grow_out_of_theirs(struct testing *t)
{
    struct rule_id id, mine;
    world(t);
    testing_act(t, nadia.v, place.v, STANDING_MEMBER | STANDING_ADMIN);
    const struct credits_rule all = {.place = place, .name = STR("Members"), .kind = CREDITS_MEMBER, .floor = -600, .ceiling = CREDITS_NO_LIMIT, .warn = 60},
                              fresh = {.place = place, .name = STR("Newcomers"), .kind = CREDITS_MEMBER, .floor = -120, .ceiling = CREDITS_NO_LIMIT, .warn = 60, .first_days = 90},
                              own = {.place = place, .name = STR("Carers"), .kind = CREDITS_MEMBER, .floor = -1200, .ceiling = CREDITS_NO_LIMIT, .warn = 60, .chosen = true};
    assert_ok(credits_rule_put(&t->ctx, &all, &id));
    assert_ok(credits_rule_put(&t->ctx, &fresh, &id));
    assert_ok(credits_rule_put(&t->ctx, &own, &mine));
    struct account_id a = account_of(t, joan), b = account_of(t, dev);
    assert_int_equal(read(t, a).floor, -120); /* opened by the rule of newcomers */
    assert_ok(credits_rule_choose(&t->ctx, dev, mine));
    assert_int_equal(read(t, b).floor, -1200);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    move_all(t, 0);
    testing_later(t, 91 * DAY);
    move_all(t, 1);
    assert_int_equal(read(t, a).floor, -600);
    assert_int_equal(read(t, b).floor, -1200);
    assert_ok(credits_rule_end(&t->ctx, mine));
    move_all(t, 1);
    assert_int_equal(read(t, b).floor, -600);
}

static void a_kind_word_comes_before_a_stop(struct testing *t)
{
    struct rule_id id;
    struct credits_warning w;
    world(t);
    const struct credits_rule all = {.place = place, .name = STR("Members"), .kind = CREDITS_MEMBER, .floor = -180, .ceiling = 180, .warn = 60};
    assert_ok(credits_rule_put(&t->ctx, &all, &id));
    struct account_id a = account_of(t, joan), b = account_of(t, dev);
    assert_ok(credits_warn(&t->ctx, a, &w));
    assert_false(w.near);
    pay(t, a, b, 119);
    assert_ok(credits_warn(&t->ctx, a, &w));
    assert_false(w.near);
    pay(t, a, b, 1);
    assert_ok(credits_warn(&t->ctx, a, &w));
    assert_true(w.near);
    assert_int_equal(w.room_out, 60);
    assert_ok(credits_warn(&t->ctx, b, &w));
    assert_true(w.near);
    assert_int_equal(w.room_in, 60);
}

static void a_connector_is_asked_to_talk_once(struct testing *t)
{
    struct credits_talk *talks;
    struct relation_id rel;
    size_t n;
    world(t);
    const struct relation walks = {.from = nadia, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = joan.v};
    assert_ok(people_relate(&t->ctx, &walks, &rel));
    struct account_id a = account_of(t, joan);
    pay(t, issue, a, 60);
    testing_act(t, nadia.v, place.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(credits_talks(&t->ctx, 5, &talks, &n));
    assert_int_equal(n, 0);
    testing_later(t, 61 * DAY);
    assert_ok(credits_talks(&t->ctx, 5, &talks, &n));
    assert_int_equal(n, 1);
    assert_true(talks[0].quiet);
    assert_ok(credits_talked(&t->ctx, joan));
    assert_ok(credits_talks(&t->ctx, 5, &talks, &n));
    assert_int_equal(n, 0);
    assert_true(!instant_is(read(t, a).closed_at)); /* a talk, not a rule */
}

static int64_t run(struct testing *t)
{
    int64_t n;
    assert_ok(credits_policy_run(&t->ctx, 100, &n));
    return n;
}

static void decide(struct testing *t, int64_t months)
{
    const struct credits_policy policy = {.place = place, .months = months, .notice_days = 30, .silence_days = 7, .correction_days = 14, .keepers_see = true,
                                          .decided_by = STR("the members' meeting")};
    assert_ok(credits_policy_set(&t->ctx, &policy));
}

static void hours_stay_unless_a_place_decided(struct testing *t)
{
    struct credits_policy wrong = {.place = {0}, .months = 3, .notice_days = 10, .silence_days = 0, .correction_days = 91, .decided_by = STR(" ")};
    world(t);
    pay(t, issue, account_of(t, joan), 60);
    testing_later(t, 2000 * DAY);
    assert_int_equal(run(t), 0);
    wrong.place = place;
    assert_int_equal(credits_policy_set(&t->ctx, &wrong), ERR_INVALID);
    assert_int_equal(t->ctx.faults.count, 5);
}

static void unused_hours_go_after_two_notices(struct testing *t)
{
    struct mail_row *mails;
    size_t n;
    struct credits_notice notice;
    world(t);
    struct account_id a = account_of(t, joan), b = account_of(t, dev);
    pay(t, issue, a, 90);
    pay(t, issue, b, 60);
    decide(t, 6);
    assert_int_equal(run(t), 0);
    testing_later(t, 200 * DAY);
    assert_int_equal(run(t), 2);
    assert_int_equal(run(t), 0); /* told once, not every hour */
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 1); /* Dev has no address: a letter */
    testing_later(t, 22 * DAY);
    assert_int_equal(run(t), 0);
    testing_later(t, 2 * DAY);
    assert_int_equal(run(t), 2);
    assert_int_equal(run(t), 0);
    testing_later(t, 5 * DAY);
    assert_int_equal(run(t), 0); /* not due yet */
    assert_int_equal(read(t, a).balance, 90);
    testing_later(t, 3 * DAY);
    assert_int_equal(run(t), 1);
    assert_int_equal(read(t, a).balance, 0);
    assert_int_equal(read(t, b).balance, 60); /* the letter was not written yet */
    assert_ok(credits_notice_of(&t->ctx, dev, &notice));
    assert_true(notice.letter);
    assert_ok(credits_notice_written(&t->ctx, notice.id));
    assert_int_equal(run(t), 1);
    assert_int_equal(read(t, b).balance, 0);
    struct credits_entry *entries;
    assert_ok(credits_entries(&t->ctx, a, 0, 1, &entries, &n));
    assert_int_equal(entries[0].kind, ENTRY_POLICY);
}

static void a_movement_or_a_word_stops_it(struct testing *t)
{
    struct credits_notice notice;
    world(t);
    struct account_id a = account_of(t, joan), b = account_of(t, dev);
    pay(t, issue, a, 90);
    pay(t, issue, b, 60);
    decide(t, 6);
    testing_later(t, 200 * DAY);
    assert_int_equal(run(t), 2);
    testing_later(t, DAY);
    pay(t, a, b, 30);                            /* a movement, of both */
    assert_int_equal(credits_notice_of(&t->ctx, joan, &notice), ERR_MISSING);
    assert_int_equal(run(t), 2);
    testing_later(t, 200 * DAY);
    assert_int_equal(run(t), 2);
    testing_act(t, dev.v, place.v, STANDING_MEMBER);
    assert_ok(credits_notice_of(&t->ctx, dev, &notice));
    assert_ok(credits_notice_keep(&t->ctx, notice.id));
    testing_act(t, 0, 0, STANDING_SYSTEM);
    testing_later(t, 100 * DAY);
    assert_int_equal(run(t), 1);                 /* Joan is told again; Dev said a word */
    assert_int_equal(read(t, b).balance, 90);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"a rule moves its accounts, and nobody pays", a_rule_moves_its_accounts_and_nobody_pays},
        {"newcomers grow out of theirs", newcomers_grow_out_of_theirs},
        {"a kind word comes before a stop", a_kind_word_comes_before_a_stop},
        {"a connector is asked to talk, once", a_connector_is_asked_to_talk_once},
        {"hours stay unless a place decided", hours_stay_unless_a_place_decided},
        {"unused hours go after two notices", unused_hours_go_after_two_notices},
        {"a movement or a word stops it", a_movement_or_a_word_stops_it},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &jobs_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
