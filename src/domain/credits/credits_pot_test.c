/* Pots: giving what is there, asking openly, and keepers who agree. */
#include "domain/credits/credits_pot.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

struct scene {
    struct place_id place;
    struct pot_id pot;
    struct person_id joan, dev, pearl, sam; /* dev, pearl and sam look after it */
};

static struct person_id someone(struct testing *t, struct place_id place, const char *name)
{
    struct person_id id;
    const struct person p = {.place = place, .first_name = str_from(name), .turns_to = -1, .email = str_is(str_from(name), "Joan") ? STR("joan@example.org") : STR_NONE};
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

static void hours(struct testing *t, struct scene *s, struct person_id person, int64_t minutes)
{
    struct programme_id programme;
    struct account_id issue, to;
    struct credits_posted posted;
    assert_ok(credits_programme_of(&t->ctx, s->place, &programme, &issue));
    assert_ok(credits_member(&t->ctx, person, &to));
    const struct credits_post post = {.from = issue, .to = to, .minutes = minutes, .kind = ENTRY_AWARD, .words = STR("walk"), .via = "command"};
    assert_ok(credits_post(&t->ctx, &post, &posted));
}

static void be(struct testing *t, const struct scene *s, struct person_id person)
{
    testing_act(t, person.v, s->place.v, STANDING_MEMBER);
}

static void system_again(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static void begin(struct testing *t, struct scene *s)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR_NONE, &s->place));
    s->joan = someone(t, s->place, "Joan");
    s->dev = someone(t, s->place, "Dev");
    s->pearl = someone(t, s->place, "Pearl");
    s->sam = someone(t, s->place, "Sam");
    const struct credits_pot pot = {.place = s->place, .name = STR("The Weirside pot"), .about = STR("For anyone")};
    assert_ok(credits_pot_put(&t->ctx, &pot, &s->pot));
    assert_ok(credits_keeper_add(&t->ctx, s->pot, s->dev));
    assert_ok(credits_keeper_add(&t->ctx, s->pot, s->pearl));
}

static void fill(struct testing *t, struct scene *s, int64_t minutes)
{
    struct credits_posted posted;
    hours(t, s, s->sam, minutes);
    const struct credits_donate gift = {.pot = s->pot, .person = s->sam, .minutes = minutes, .words = STR("for a rainy day"), .via = "web"};
    assert_ok(credits_donate(&t->ctx, &gift, &posted));
}

static struct ask_id ask(struct testing *t, struct scene *s, struct person_id person, int64_t minutes)
{
    struct ask_id id;
    const struct credits_asking asking = {.pot = s->pot, .person = person, .minutes = minutes, .words = STR("a lift to the eye clinic")};
    be(t, s, person);
    assert_ok(credits_ask_put(&t->ctx, &asking, &id));
    return id;
}

static enum status say(struct testing *t, struct scene *s, struct person_id keeper, struct ask_id id, enum credits_say says, int64_t minutes, const char *why)
{
    bool decided;
    be(t, s, keeper);
    return credits_ask_say(&t->ctx, id, says, minutes, str_from(why), &decided);
}

static int64_t balance(struct testing *t, struct person_id person)
{
    struct account_id id;
    struct credits_account a;
    assert_ok(credits_member_find(&t->ctx, person, &id));
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static void only_what_is_there_is_given(struct testing *t)
{
    struct scene s;
    struct credits_pot pot;
    struct credits_donation *rows;
    struct credits_posted posted;
    size_t n;
    begin(t, &s);
    struct credits_donate gift = {.pot = s.pot, .person = s.joan, .minutes = 30, .words = STR_NONE, .via = "web"};
    be(t, &s, s.joan);
    assert_int_equal(credits_donate(&t->ctx, &gift, &posted), ERR_LIMIT); /* the floor is for receiving, not for giving away */
    system_again(t);
    hours(t, &s, s.joan, 60);
    be(t, &s, s.joan);
    gift.minutes = 61;
    assert_int_equal(credits_donate(&t->ctx, &gift, &posted), ERR_LIMIT);
    gift.minutes = 0;
    assert_int_equal(credits_donate(&t->ctx, &gift, &posted), ERR_INVALID);
    gift.minutes = 60;
    assert_ok(credits_donate(&t->ctx, &gift, &posted));
    assert_ok(credits_pot_find(&t->ctx, s.pot, &pot));
    assert_int_equal(pot.balance, 60);
    assert_int_equal(pot.in, 60);
    assert_ok(credits_donations(&t->ctx, s.pot, 10, &rows, &n));
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].name.len, 0); /* not named unless they chose so */
    be(t, &s, s.dev);
    assert_int_equal(credits_donate(&t->ctx, &gift, &posted), ERR_DENIED);
}

static void two_keepers_must_agree_on_the_same(struct testing *t)
{
    struct scene s;
    struct credits_ask a;
    struct credits_pot pot;
    begin(t, &s);
    fill(t, &s, 300);
    struct ask_id id = ask(t, &s, s.joan, 120);
    assert_int_equal(say(t, &s, s.joan, id, SAYS_YES, 120, ""), ERR_DENIED);
    assert_int_equal(say(t, &s, s.sam, id, SAYS_YES, 120, ""), ERR_DENIED);
    assert_ok(say(t, &s, s.dev, id, SAYS_YES, 120, ""));
    assert_ok(say(t, &s, s.dev, id, SAYS_YES, 120, "")); /* twice is one */
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "waits");
    assert_ok(say(t, &s, s.pearl, id, SAYS_YES, 60, "one hour"));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "waits");
    assert_ok(say(t, &s, s.dev, id, SAYS_YES, 60, ""));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "yes");
    assert_str(a.reason, "one hour");
    assert_int_equal(a.given, 60);
    assert_int_equal(a.name.len, 0);
    assert_int_equal(balance(t, s.joan), 60);
    assert_ok(credits_pot_find(&t->ctx, s.pot, &pot));
    assert_int_equal(pot.balance, 240);
    assert_int_equal(pot.out, 60);
    assert_int_equal(say(t, &s, s.pearl, id, SAYS_NO, 0, "after all"), ERR_CONFLICT);
}

static void nobody_decides_what_is_for_them(struct testing *t)
{
    struct scene s;
    struct credits_ask a;
    begin(t, &s);
    fill(t, &s, 300);
    struct ask_id id = ask(t, &s, s.dev, 60);
    assert_int_equal(say(t, &s, s.dev, id, SAYS_YES, 60, ""), ERR_DENIED);
    assert_ok(say(t, &s, s.pearl, id, SAYS_YES, 60, ""));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "waits"); /* two must agree, and Dev is not one of them */
    system_again(t);
    assert_ok(credits_keeper_add(&t->ctx, s.pot, s.sam));
    assert_ok(say(t, &s, s.sam, id, SAYS_YES, 60, ""));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "yes");
}

static void a_no_has_a_reason_and_a_talk_leaves_it_open(struct testing *t)
{
    struct scene s;
    struct credits_ask a;
    begin(t, &s);
    fill(t, &s, 60);
    struct ask_id id = ask(t, &s, s.joan, 120);
    assert_int_equal(say(t, &s, s.dev, id, SAYS_NO, 0, " "), ERR_INVALID);
    assert_int_equal(say(t, &s, s.dev, id, SAYS_YES, 120, ""), ERR_LIMIT); /* the pot has one hour */
    assert_ok(say(t, &s, s.dev, id, SAYS_TALK, 0, "let us find a lift first"));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "talk");
    assert_ok(say(t, &s, s.dev, id, SAYS_NO, 0, "Amina drives you"));
    assert_ok(say(t, &s, s.pearl, id, SAYS_NO, 0, "as Dev says"));
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.state, "no");
    assert_str(a.reason, "as Dev says");
    assert_int_equal(a.given, 0);
}

static void a_vote_elsewhere_can_decide(struct testing *t)
{
    struct scene s;
    struct credits_ask a;
    begin(t, &s);
    fill(t, &s, 60);
    struct ask_id id = ask(t, &s, s.joan, 60);
    system_again(t);
    assert_int_equal(credits_ask_decide(&t->ctx, id, true, 60, STR("voted"), STR("")), ERR_INVALID);
    assert_int_equal(credits_ask_decide(&t->ctx, id, true, 61, STR("voted"), STR("Vote 7")), ERR_LIMIT);
    assert_ok(credits_ask_decide(&t->ctx, id, true, 60, STR("voted"), STR("Vote 7")));
    assert_int_equal(credits_ask_decide(&t->ctx, id, false, 0, STR("voted"), STR("Vote 8")), ERR_CONFLICT);
    assert_ok(credits_ask_find(&t->ctx, id, &a));
    assert_str(a.decision, "Vote 7");
    assert_int_equal(balance(t, s.joan), 60);
}

static void asks_are_checked_and_few(struct testing *t)
{
    struct scene s;
    struct ask_id id;
    begin(t, &s);
    struct credits_asking asking = {.pot = s.pot, .person = s.joan, .minutes = 0, .words = STR(" ")};
    be(t, &s, s.joan);
    assert_int_equal(credits_ask_check(&t->ctx, &asking), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("minutes")));
    assert_non_null(fault_find(&t->ctx.faults, STR("words")));
    asking.person = s.dev;
    assert_int_equal(credits_ask_check(&t->ctx, &asking), ERR_DENIED);
    for (int i = 0; i < CREDITS_ASKS_OPEN; i++) id = ask(t, &s, s.joan, 60);
    asking = (struct credits_asking){.pot = s.pot, .person = s.joan, .minutes = 60, .words = STR("more")};
    assert_int_equal(credits_ask_check(&t->ctx, &asking), ERR_LIMIT);
    be(t, &s, s.sam);
    assert_int_equal(credits_ask_back(&t->ctx, id), ERR_DENIED);
    be(t, &s, s.joan);
    assert_ok(credits_ask_back(&t->ctx, id));
    assert_ok(credits_ask_check(&t->ctx, &asking));
}

static void who_asked_is_told_and_leaving_empties(struct testing *t)
{
    struct scene s;
    struct credits_tell_row *rows;
    struct credits_ask a;
    struct person_id *keepers;
    size_t n;
    begin(t, &s);
    fill(t, &s, 300);
    struct ask_id mailed = ask(t, &s, s.joan, 60), by_hand = ask(t, &s, s.sam, 60);
    assert_ok(say(t, &s, s.dev, mailed, SAYS_YES, 60, ""));
    assert_ok(say(t, &s, s.pearl, mailed, SAYS_YES, 60, ""));
    assert_ok(say(t, &s, s.dev, by_hand, SAYS_TALK, 0, "come by on Tuesday"));
    system_again(t);
    testing_commit(t);
    db_rollback(t->ctx.db); /* a job begins its own */
    assert_ok(credits_pot_job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    testing_act(t, 0, s.place.v, STANDING_SYSTEM);
    assert_ok(credits_asks_by_hand(&t->ctx, &rows, &n));
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].ask.v, by_hand.v);
    assert_ok(credits_ask_told(&t->ctx, by_hand));
    assert_ok(credits_asks_by_hand(&t->ctx, &rows, &n));
    assert_int_equal(n, 0);
    assert_ok(credits_pot_forget(&t->ctx, s.sam));
    assert_ok(credits_pot_forget(&t->ctx, s.dev));
    assert_ok(credits_ask_find(&t->ctx, by_hand, &a));
    assert_str(a.state, "back");
    assert_int_equal(a.words.len, 0);
    assert_ok(credits_keepers(&t->ctx, s.pot, &keepers, &n));
    assert_int_equal(n, 1);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"only what is there is given", only_what_is_there_is_given},
        {"two keepers must agree on the same", two_keepers_must_agree_on_the_same},
        {"nobody decides what is for them", nobody_decides_what_is_for_them},
        {"a no has a reason, and a talk leaves it open", a_no_has_a_reason_and_a_talk_leaves_it_open},
        {"a vote elsewhere can decide", a_vote_elsewhere_can_decide},
        {"asks are checked, and few", asks_are_checked_and_few},
        {"who asked is told, and leaving empties", who_asked_is_told_and_leaving_empties},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &mail_module, &texts_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
