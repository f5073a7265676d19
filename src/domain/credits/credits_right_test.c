/* Putting right: by both, by a broker, with a limit, once; and what everybody may read of it. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_right.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_rules.h"

#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#define DAY ((int64_t)86400000)

static struct place_id place;
static struct person_id joan, dev, pearl, nadia, hana, lucy;
static struct account_id issue, joans, devs;

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
    dev = person(t, "Dev", "dev@example.org");
    pearl = person(t, "Pearl", NULL);
    nadia = person(t, "Nadia", NULL);
    hana = person(t, "Hana", NULL);
    lucy = person(t, "Lucy", NULL);
    assert_ok(credits_programme_of(&t->ctx, place, &programme, &issue));
    assert_ok(credits_member(&t->ctx, joan, &joans));
    assert_ok(credits_member(&t->ctx, dev, &devs));
}

static void as(struct testing *t, struct person_id who)
{
    bool admin = who.v == nadia.v || who.v == hana.v;
    testing_act(t, who.v, place.v, STANDING_MEMBER | (admin ? (unsigned)STANDING_ADMIN : 0u));
}

static void as_system(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static int64_t balance(struct testing *t, struct account_id id)
{
    struct credits_account a;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

/* Joan gave Dev two hours, and it was one. */
static struct entry_id two_hours(struct testing *t)
{
    struct credits_posted posted;
    const struct credits_post post = {.from = devs, .to = joans, .minutes = 120, .words = STR("mending a coat"), .via = "web", .for_whom = joan};
    as(t, joan);
    assert_ok(credits_post(&t->ctx, &post, &posted));
    return posted.entry;
}

static struct credits_righting one_hour(struct entry_id entry)
{
    return (struct credits_righting){.entry = entry, .side = RIGHT_NOBODY, .be = {.minutes = 60, .who = RIGHT_NOBODY}, .reason = STR("it was one hour"), .via = "web"};
}

static struct right_id ask(struct testing *t, const struct credits_righting *righting)
{
    struct right_id id;
    assert_ok(credits_right_propose(&t->ctx, righting, &id));
    return id;
}

static struct credits_right look(struct testing *t, struct right_id id)
{
    struct credits_right r;
    assert_ok(credits_right_read(&t->ctx, id, &r));
    return r;
}

static void both_agree_and_it_is_put_right(struct testing *t)
{
    struct mail_row *mails;
    size_t n;
    world(t);
    const struct entry_id entry = two_hours(t);
    as(t, dev);
    struct credits_righting righting = one_hour(entry);
    const struct right_id id = ask(t, &righting);
    assert_int_equal(ask(t, &righting).v, id.v); /* twice is once */
    const struct credits_word yes = {.id = id};
    assert_int_equal(credits_right_agree(&t->ctx, &yes), ERR_DENIED); /* not who asked */
    as(t, pearl);
    assert_int_equal(credits_right_agree(&t->ctx, &yes), ERR_DENIED);
    as_system(t);
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 1);
    assert_str(mails[0].to, "joan@example.org");
    as(t, joan);
    assert_true(look(t, id).may_answer);
    assert_ok(credits_right_agree(&t->ctx, &yes));
    const struct credits_right r = look(t, id);
    assert_int_equal(r.state, RIGHT_DONE);
    assert_int_equal(balance(t, joans), 60);
    assert_int_equal(balance(t, devs), -60);
    struct credits_entry back, made;
    assert_ok(credits_entry_find(&t->ctx, r.back, &back));
    assert_ok(credits_entry_find(&t->ctx, r.made, &made));
    assert_int_equal(back.reverses.v, entry.v);
    assert_int_equal(back.kind, ENTRY_REVERSE);
    assert_int_equal(made.kind, ENTRY_CORRECT);
    assert_int_equal(made.minutes, 60);
    assert_str(made.words, "mending a coat");
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(credits_right_agree(&t->ctx, &yes), ERR_CONFLICT);
    assert_int_equal(balance(t, joans), 60);
    /* put right once more: the new one, and this time it never was */
    struct right_id no;
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &no), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    righting = (struct credits_righting){.entry = r.made, .side = RIGHT_NOBODY, .be = {.minutes = 0, .who = RIGHT_NOBODY}, .reason = STR("it never was")};
    const struct credits_word again = {.id = ask(t, &righting)};
    as(t, dev);
    assert_ok(credits_right_agree(&t->ctx, &again));
    assert_int_equal(balance(t, joans), 0);
}

static void a_broker_decides_after_a_no_or_silence(struct testing *t)
{
    struct credits_right *rows;
    size_t n;
    world(t);
    const struct credits_righting righting = one_hour(two_hours(t));
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as(t, joan);
    const struct credits_word no = {.id = id, .words = STR("it was two")};
    assert_ok(credits_right_decline(&t->ctx, &no));
    assert_int_equal(balance(t, joans), 120);
    struct credits_deciding decide = {.id = id, .decision = RIGHT_OTHERWISE, .be = {.minutes = 90, .who = RIGHT_NOBODY}, .reason = STR("both remember an hour and a half")};
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_DENIED);
    faults_init(&t->ctx.faults, t->ctx.arena);
    as(t, nadia);
    assert_ok(credits_right_waiting(&t->ctx, place, 10, &rows, &n));
    assert_int_equal(n, 1);
    decide.reason = STR("  ");
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_INVALID);
    decide.reason = STR("both remember an hour and a half");
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_right_decide(&t->ctx, &decide));
    assert_int_equal(balance(t, joans), 90);
    assert_int_equal(look(t, id).decided_by.v, nadia.v);
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    /* silence */
    const struct credits_righting second = one_hour(look(t, id).made);
    as(t, joan);
    const struct right_id quiet = ask(t, &second);
    as_system(t);
    int64_t ended;
    testing_later(t, 13 * DAY);
    assert_ok(credits_right_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 0);
    testing_later(t, 2 * DAY);
    assert_ok(credits_right_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 1);
    assert_int_equal(look(t, quiet).state, RIGHT_BROKER);
    as(t, nadia);
    const struct credits_deciding leave = {.id = quiet, .decision = RIGHT_LEAVE, .reason = STR("nobody could say")};
    assert_ok(credits_right_decide(&t->ctx, &leave));
    assert_int_equal(look(t, quiet).state, RIGHT_LEFT);
    assert_int_equal(balance(t, joans), 90);
}

/* Kept apart since the hour: what one asks never reaches the other, by no page and no letter. */
static void kept_apart_since_the_hour(struct testing *t)
{
    struct credits_right r, *rows;
    struct mail_row *mails;
    struct relation_id relation;
    size_t n;
    int64_t ended;
    world(t);
    const struct relation leads = {.from = lucy, .kind = LEAD_OF, .to_kind = TO_PLACE, .to = place.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &leads, &relation));
    const struct credits_righting righting = one_hour(two_hours(t));
    testing_act(t, lucy.v, place.v, STANDING_MEMBER | STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, joan, dev, STR("")));
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    assert_int_equal(look(t, id).state, RIGHT_ASKED); /* as for anybody else */
    assert_ok(credits_right_find(&t->ctx, id, &r));
    assert_str(r.payee_name, "a neighbour");
    as(t, joan);
    assert_int_equal(credits_right_find(&t->ctx, id, &r), ERR_MISSING);
    assert_ok(credits_right_of_person(&t->ctx, joan, 10, &rows, &n));
    assert_int_equal(n, 0);
    const struct credits_word yes = {.id = id};
    assert_int_equal(credits_right_agree(&t->ctx, &yes), ERR_MISSING);
    as_system(t);
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 0);
    testing_later(t, 15 * DAY);
    assert_ok(credits_right_timeouts(&t->ctx, 10, &ended));
    as(t, nadia);
    const struct credits_deciding decide = {.id = id, .decision = RIGHT_AS_PROPOSED, .reason = STR("asked both")};
    assert_ok(credits_right_decide(&t->ctx, &decide));
    as_system(t);
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 1);
    assert_str(mails[0].to, "dev@example.org");
    as(t, joan);
    assert_ok(credits_right_of_person(&t->ctx, joan, 10, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].payer_name, "a neighbour");
    assert_str(rows[0].reason, "");
}

/* Nadia keeps the books and may act for Joan; Dev walks beside Joan. What was written down for Dev is not answered by Dev. */
static void who_asked_through_another_does_not_answer(struct testing *t)
{
    struct relation_id relation;
    world(t);
    const struct relation walks = {.from = dev, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = joan.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &walks, &relation));
    struct credits_righting righting = one_hour(two_hours(t));
    righting.side = RIGHT_PAYER;
    righting.consent = STR("on the telephone");
    as(t, nadia);
    const struct right_id id = ask(t, &righting);
    testing_act(t, dev.v, place.v, STANDING_MEMBER | STANDING_CONNECTOR);
    const struct credits_word yes = {.id = id, .consent = STR("spoken")};
    assert_int_equal(credits_right_agree(&t->ctx, &yes), ERR_DENIED);
    faults_init(&t->ctx.faults, t->ctx.arena);
    as(t, joan);
    const struct credits_word own = {.id = id};
    assert_ok(credits_right_agree(&t->ctx, &own));
}

static void nobody_decides_on_their_own(struct testing *t)
{
    struct account_id nadias;
    struct credits_posted posted;
    world(t);
    assert_ok(credits_member(&t->ctx, nadia, &nadias));
    const struct credits_post post = {.from = devs, .to = nadias, .minutes = 60, .words = STR("a lift"), .via = "web", .for_whom = nadia};
    assert_ok(credits_post(&t->ctx, &post, &posted));
    const struct credits_righting righting = {.entry = posted.entry, .side = RIGHT_NOBODY, .be = {.minutes = 30, .who = RIGHT_NOBODY}, .reason = STR("half an hour")};
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as(t, nadia);
    const struct credits_word no = {.id = id};
    assert_ok(credits_right_decline(&t->ctx, &no));
    const struct credits_deciding decide = {.id = id, .decision = RIGHT_AS_PROPOSED, .reason = STR("as they say")};
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_DENIED);
    faults_init(&t->ctx.faults, t->ctx.arena);
    testing_act(t, hana.v, place.v + 1, STANDING_MEMBER | STANDING_ADMIN); /* of another place */
    assert_int_not_equal(credits_right_decide(&t->ctx, &decide), OK);
    faults_init(&t->ctx.faults, t->ctx.arena);
    as(t, hana);
    assert_ok(credits_right_decide(&t->ctx, &decide));
    assert_int_equal(balance(t, nadias), 30);
}

static void a_limit_is_passed_by_a_named_person_only(struct testing *t)
{
    struct credits_posted posted;
    struct account_id pearls;
    world(t);
    const struct entry_id entry = two_hours(t);
    assert_ok(credits_member(&t->ctx, pearl, &pearls));
    const struct credits_post spent = {.from = joans, .to = pearls, .minutes = 120, .words = STR("shopping"), .via = "web"};
    assert_ok(credits_post(&t->ctx, &spent, &posted));
    assert_ok(credits_account_limits(&t->ctx, joans, 0, CREDITS_NO_LIMIT)); /* joan stands at 0, her floor */
    const struct credits_righting righting = one_hour(entry);
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as(t, joan);
    const struct credits_word yes = {.id = id};
    assert_ok(credits_right_agree(&t->ctx, &yes)); /* both agree, and still a limit stands in the way */
    assert_int_equal(look(t, id).state, RIGHT_BROKER);
    assert_int_equal(balance(t, joans), 0);
    as(t, nadia);
    struct credits_deciding decide = {.id = id, .decision = RIGHT_AS_PROPOSED, .reason = STR("both agree")};
    testing_commit(t);
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_LIMIT);
    assert_non_null(fault_find(&t->ctx.faults, STR("over")));
    faults_init(&t->ctx.faults, t->ctx.arena);
    db_rollback(t->ctx.db); /* as the router does */
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(look(t, id).state, RIGHT_BROKER);
    decide.over_reason = STR("Joan gives an hour next week");
    assert_ok(credits_right_decide(&t->ctx, &decide));
    const struct credits_right r = look(t, id);
    assert_int_equal(r.over_by.v, nadia.v);
    assert_str(r.over_reason, "Joan gives an hour next week");
    assert_int_equal(balance(t, joans), -60);
}

static void within_limits_the_way_there_does_not_matter(struct testing *t)
{
    world(t);
    const struct entry_id entry = two_hours(t);
    assert_ok(credits_account_limits(&t->ctx, joans, 0, CREDITS_NO_LIMIT));
    assert_ok(credits_account_limits(&t->ctx, devs, -120, CREDITS_NO_LIMIT));
    struct credits_posted posted;
    struct account_id pearls;
    assert_ok(credits_member(&t->ctx, pearl, &pearls));
    const struct credits_post spent = {.from = joans, .to = pearls, .minutes = 60, .words = STR("shopping"), .via = "web"};
    assert_ok(credits_post(&t->ctx, &spent, &posted));
    /* taking back all two hours would leave Joan below, but one hour stays */
    const struct credits_righting righting = one_hour(entry);
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as(t, joan);
    const struct credits_word yes = {.id = id};
    assert_ok(credits_right_agree(&t->ctx, &yes));
    assert_int_equal(look(t, id).state, RIGHT_DONE);
    struct credits_account a;
    assert_ok(credits_account_get(&t->ctx, joans, &a));
    assert_int_equal(a.balance, 0);
    assert_false(a.excused);
}

static void somebody_else_is_asked_by_a_broker(struct testing *t)
{
    struct account_id pearls;
    world(t);
    const struct entry_id entry = two_hours(t);
    const struct credits_righting righting = {.entry = entry, .side = RIGHT_NOBODY, .be = {.minutes = 120, .who = RIGHT_PAYER, .person_words = STR("Pearl")},
                                              .reason = STR("it was for Pearl, not me")};
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as(t, joan);
    const struct credits_word yes = {.id = id};
    assert_ok(credits_right_agree(&t->ctx, &yes));
    assert_int_equal(look(t, id).state, RIGHT_BROKER); /* Pearl has a word in it */
    as(t, nadia);
    struct credits_deciding decide = {.id = id, .decision = RIGHT_AS_PROPOSED, .reason = STR("Pearl says so too")};
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("person")));
    faults_init(&t->ctx.faults, t->ctx.arena);
    decide.be.person = joan; /* with herself: no */
    assert_int_equal(credits_right_decide(&t->ctx, &decide), ERR_INVALID);
    faults_init(&t->ctx.faults, t->ctx.arena);
    decide.be.person = pearl;
    assert_ok(credits_right_decide(&t->ctx, &decide));
    assert_ok(credits_member_find(&t->ctx, pearl, &pearls));
    assert_int_equal(balance(t, pearls), -120);
    assert_int_equal(balance(t, devs), 0);
    assert_int_equal(balance(t, joans), 120);
}

static void awards_go_to_a_broker_and_some_are_not_put_right_here(struct testing *t)
{
    struct credits_posted posted;
    struct account_id paper;
    struct right_id id;
    world(t);
    const struct credits_post award = {.from = issue, .to = joans, .minutes = 120, .kind = ENTRY_AWARD, .words = STR("Tea and seeds"), .via = "register"};
    assert_ok(credits_post(&t->ctx, &award, &posted));
    struct credits_righting righting = one_hour(posted.entry);
    as(t, joan);
    assert_int_equal(look(t, ask(t, &righting)).state, RIGHT_BROKER);
    as(t, pearl);
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &id), ERR_DENIED);
    as_system(t);
    const struct credits_account run = {.kind = CREDITS_PAPER, .name = STR("paper-1"), .place = place, .floor = 0, .ceiling = CREDITS_NO_LIMIT};
    assert_ok(credits_account_open(&t->ctx, &run, &paper));
    const struct credits_post print = {.from = joans, .to = paper, .minutes = 60, .kind = ENTRY_PRINT, .words = STR("run 1"), .via = "paper"};
    assert_ok(credits_post(&t->ctx, &print, &posted));
    righting = one_hour(posted.entry);
    as(t, joan);
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &id), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    const struct right_id none = {0};
    id = none;
    righting = one_hour(two_hours(t));
    righting.be.minutes = 120;
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &id), ERR_INVALID); /* nothing would change */
    faults_init(&t->ctx.faults, t->ctx.arena);
    righting.be.minutes = 60;
    righting.reason = STR("a\nb");
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &id), ERR_INVALID);
    assert_int_equal(id.v, 0);
}

static void a_connector_says_how_they_agreed(struct testing *t)
{
    struct relation_id rel;
    struct right_id id;
    world(t);
    struct credits_righting righting = one_hour(two_hours(t));
    const struct relation walks = {.from = lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = dev.v};
    as_system(t);
    assert_ok(people_relate(&t->ctx, &walks, &rel));
    testing_act(t, lucy.v, place.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_int_equal(credits_right_propose(&t->ctx, &righting, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("consent")));
    faults_init(&t->ctx.faults, t->ctx.arena);
    righting.consent = STR("on the telephone");
    id = ask(t, &righting);
    assert_int_equal(look(t, id).asker.v, dev.v);
    assert_ok(credits_right_withdraw(&t->ctx, id));
    assert_int_equal(look(t, id).state, RIGHT_BACK);
    righting.entry = look(t, id).entry.id;
    assert_int_not_equal(ask(t, &righting).v, id.v); /* may be asked again */
}

static void reasons_are_shown_only_when_fit(struct testing *t)
{
    struct credits_shown_right *rows;
    size_t n;
    world(t);
    struct credits_righting righting = one_hour(two_hours(t));
    righting.fit = true;
    as(t, dev);
    const struct credits_word first = {.id = ask(t, &righting), .fit = false};
    as(t, joan);
    assert_ok(credits_right_agree(&t->ctx, &first));
    righting = one_hour(two_hours(t));
    righting.fit = true;
    as(t, dev);
    const struct credits_word second = {.id = ask(t, &righting), .fit = true};
    as(t, joan);
    assert_ok(credits_right_agree(&t->ctx, &second));
    assert_ok(credits_right_shown(&t->ctx, (struct ledger_id){1}, 0, 10, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].reason, "it was one hour");
    assert_true(rows[0].both);
    assert_int_equal(rows[0].now, 60);
    assert_int_equal(rows[0].minutes, 120);
    assert_null(rows[1].reason.ptr);
    assert_ok(credits_right_shown(&t->ctx, (struct ledger_id){1}, rows[0].number, 10, &rows, &n));
    assert_int_equal(n, 1);
}

static void a_text_with_its_code_answers(struct testing *t)
{
    world(t);
    const struct credits_righting righting = one_hour(two_hours(t));
    as_system(t);
    struct person p;
    assert_ok(people_find(&t->ctx, joan, &p));
    p.phone = STR("07700 900123");
    assert_ok(people_put(&t->ctx, &p, &joan));
    as(t, dev);
    const struct right_id id = ask(t, &righting);
    as_system(t);
    const struct text_in stranger = {STR("m0"), STR("+447700900999"), str_printf(t->ctx.arena, "YES %.*s", STR_ARG(look(t, id).code)), t->ctx.now};
    const struct text_in in = {STR("m1"), STR("+447700900123"), str_printf(t->ctx.arena, "yes %.*s", STR_ARG(look(t, id).code)), t->ctx.now};
    int read;
    assert_ok(texts_keep(&t->ctx, &stranger));
    testing_commit(t);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 10, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(look(t, id).state, RIGHT_ASKED);
    assert_ok(texts_keep(&t->ctx, &in));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 10, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(look(t, id).state, RIGHT_DONE);
    assert_int_equal(balance(t, joans), 60);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"both agree, and it is put right", both_agree_and_it_is_put_right},
        {"a broker decides after a no or silence", a_broker_decides_after_a_no_or_silence},
        {"kept apart since the hour", kept_apart_since_the_hour},
        {"who asked through another does not answer", who_asked_through_another_does_not_answer},
        {"nobody decides on their own", nobody_decides_on_their_own},
        {"a limit is passed by a named person only", a_limit_is_passed_by_a_named_person_only},
        {"within limits the way there does not matter", within_limits_the_way_there_does_not_matter},
        {"somebody else is asked by a broker", somebody_else_is_asked_by_a_broker},
        {"awards go to a broker, and some are not put right here", awards_go_to_a_broker_and_some_are_not_put_right_here},
        {"a connector says how they agreed", a_connector_says_how_they_agreed},
        {"reasons are shown only when fit", reasons_are_shown_only_when_fit},
        {"a text with its code answers", a_text_with_its_code_answers},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &jobs_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
