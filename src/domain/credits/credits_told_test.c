/* Told hours: who is found by a first name, who books, what waits and how it ends, and what is forgotten. */
#include "domain/credits/credits_told_world_test.h"

static void who_received_tells_and_it_is_booked(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, again;
    become(t, c.joan, c.place, 0);
    struct credits_telling telling = hour(c.joan, false, "dev", 120);
    telling.key = STR(KEY);
    telling.thanks = STR("The beans are up.");
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_DONE);
    assert_int_equal(told.other.v, c.dev.v);
    assert_str(told.other_name, "Dev");
    assert_int_equal(balance(t, c.dev), 120);
    assert_int_equal(balance(t, c.joan), -120);
    assert_ok(credits_tell(&t->ctx, &telling, &again)); /* the same form again */
    assert_int_equal(again.id.v, told.id.v);
    assert_int_equal(balance(t, c.dev), 120);
    telling.minutes = 60;
    assert_int_equal(credits_tell(&t->ctx, &telling, &again), ERR_CONFLICT);
    clear(t);
    assert_true(told.may_take_back);
    assert_false(told.may_answer);
    assert_ok(credits_told_back(&t->ctx, told.id, "web"));
    assert_int_equal(balance(t, c.dev), 0);
    assert_int_equal(credits_told_back(&t->ctx, told.id, "web"), ERR_CONFLICT);
}

static void taking_back_ends_with_the_next_day(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.joan, c.place, 0);
    const struct credits_telling telling = hour(c.joan, false, "Dev", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    testing_later(t, 37 * HOUR_MS); /* from 10 in the morning: 11 in the evening of the next day */
    assert_ok(credits_told_find(&t->ctx, told.id, &told));
    assert_true(told.may_take_back);
    testing_later(t, HOUR_MS);
    assert_int_equal(credits_told_back(&t->ctx, told.id, "web"), ERR_CONFLICT);
    assert_int_equal(balance(t, c.dev), 60);
}

static void who_gave_tells_and_the_other_says_yes(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Joan", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_WAITS);
    assert_true(told.silence_books);
    assert_false(told.may_answer);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "web", STR_NONE), ERR_DENIED); /* never by who told it */
    assert_int_equal(balance(t, c.dev), 0);
    become(t, c.amina, c.place, 0);
    assert_int_equal(credits_told_find(&t->ctx, told.id, &told), ERR_DENIED);
    assert_int_equal(credits_told_not_right(&t->ctx, told.id, STR(""), "web"), ERR_DENIED);
    become(t, c.joan, c.place, 0);
    assert_ok(credits_told_find(&t->ctx, told.id, &told));
    assert_true(told.may_answer);
    assert_int_equal(credits_told_back(&t->ctx, told.id, "web"), ERR_DENIED);
    assert_ok(credits_told_agree(&t->ctx, told.id, "web", STR_NONE));
    assert_int_equal(balance(t, c.dev), 60);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "web", STR_NONE), ERR_CONFLICT);
}

static void not_right_and_it_is_not_booked(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Joan", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    become(t, c.joan, c.place, 0);
    assert_ok(credits_told_not_right(&t->ctx, told.id, STR("it was Pearl"), "web"));
    become(t, c.dev, c.place, 0);
    assert_ok(credits_told_find(&t->ctx, told.id, &told));
    assert_int_equal(told.state, TOLD_NOT_RIGHT);
    assert_str(told.said, "it was Pearl");
    testing_later(t, 8 * DAY_MS);
    run(t, credits_told_job);
    assert_int_equal(balance(t, c.dev), 0);
}

static void silence_books_only_for_who_could_be_told(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told joan, amina;
    become(t, c.dev, c.place, 0);
    const struct credits_telling reached = hour(c.dev, true, "Joan", 60), alone = hour(c.dev, true, "Amina", 30);
    assert_ok(credits_tell(&t->ctx, &reached, &joan));
    assert_ok(credits_tell(&t->ctx, &alone, &amina));
    assert_false(amina.silence_books);
    run(t, credits_told_tell_job);
    testing_later(t, HOUR_MS);
    run(t, credits_told_tell_job);
    run(t, credits_told_tell_job);
    struct mail_row *mails;
    size_t n;
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 1); /* Joan, once */
    assert_str(mails[0].to, "joan@example.org");
    testing_later(t, 6 * DAY_MS);
    run(t, credits_told_job);
    assert_int_equal(balance(t, c.dev), 0);
    testing_later(t, 2 * DAY_MS);
    run(t, credits_told_job);
    assert_int_equal(balance(t, c.dev), 60);
    assert_ok(credits_told_find(&t->ctx, joan.id, &joan));
    assert_int_equal(joan.state, TOLD_DONE);
    testing_later(t, 28 * DAY_MS);
    run(t, credits_told_job);
    assert_ok(credits_told_find(&t->ctx, amina.id, &amina));
    assert_int_equal(amina.state, TOLD_LAPSED);
    assert_int_equal(balance(t, c.dev), 60);
}

static void a_yes_to_being_reached_taken_back_meanwhile(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Joan", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    become_system(t);
    assert_ok(people_consent_withdraw(&t->ctx, c.joan, CONSENT_CONTACT));
    testing_later(t, HOUR_MS);
    run(t, credits_told_tell_job);
    testing_later(t, 8 * DAY_MS);
    run(t, credits_told_job);
    assert_ok(credits_told_find(&t->ctx, told.id, &told));
    assert_int_equal(told.state, TOLD_LAPSED);
    assert_int_equal(balance(t, c.dev), 0);
}

static void a_connector_asks_for_who_has_no_mail(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, *rows;
    size_t n;
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Amina", 30);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    assert_ok(credits_told_waiting(&t->ctx, 10, &rows, &n));
    assert_int_equal(n, 1);
    assert_true(rows[0].may_answer);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "spoken", STR_NONE), ERR_INVALID); /* how did she agree? */
    clear(t);
    assert_ok(credits_told_agree(&t->ctx, told.id, "spoken", STR("on the telephone")));
    assert_int_equal(balance(t, c.dev), 30);
    struct credits_telling for_her = hour(c.amina, false, "Dev", 60);
    assert_int_equal(credits_tell(&t->ctx, &for_her, &told), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("consent")));
    clear(t);
    for_her.consent = STR("spoken");
    assert_ok(credits_tell(&t->ctx, &for_her, &told));
    assert_int_equal(balance(t, c.dev), 90);
    become(t, c.dev, c.place, 0);
    assert_int_equal(credits_tell(&t->ctx, &for_her, &told), ERR_DENIED);
}

static void a_first_name_finds_only_who_may_be_found(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct person_id pearl = somebody(t, c.place, "Pearl", NULL), second = somebody(t, c.place, "Dev", NULL);
    says(t, second, CONSENT_BE_ASKED);
    become(t, c.joan, c.place, 0);
    const struct credits_telling not_asked = hour(c.joan, false, "Pearl", 60), two = hour(c.joan, false, "Dev", 60);
    assert_ok(credits_tell(&t->ctx, &not_asked, &told));
    assert_int_equal(told.state, TOLD_WHO);
    assert_ok(credits_tell(&t->ctx, &two, &told));
    assert_int_equal(told.state, TOLD_WHO);
    assert_ok(credits_met(&t->ctx, c.joan, c.dev));
    assert_ok(credits_met(&t->ctx, c.dev, c.joan));
    assert_ok(credits_tell(&t->ctx, &two, &told));
    assert_int_equal(told.other.v, c.dev.v); /* the one she knows */
    assert_ok(credits_met(&t->ctx, c.joan, pearl));
    assert_ok(credits_tell(&t->ctx, &not_asked, &told));
    assert_int_equal(told.other.v, pearl.v);
}

static void somebody_who_knows_says_who(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, *rows;
    size_t n;
    struct person_id pearl = somebody(t, c.place, "Pearl", NULL);
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    struct credits_telling telling = hour(c.amina, false, "Pearl", 45);
    telling.consent = STR("spoken");
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_WHO);
    assert_ok(credits_told_waiting(&t->ctx, 10, &rows, &n));
    assert_int_equal(n, 1);
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_told_who(&t->ctx, told.id, pearl, (struct asset_id){0}, &told), ERR_DENIED);
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    assert_ok(credits_told_who(&t->ctx, told.id, pearl, (struct asset_id){0}, &told));
    assert_int_equal(told.state, TOLD_DONE);
    assert_int_equal(balance(t, pearl), 45);
    assert_int_equal(credits_told_who(&t->ctx, told.id, pearl, (struct asset_id){0}, &told), ERR_CONFLICT);
}

static void hours_for_a_group_are_new_ones(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct asset_id garden;
    struct asset asset = {.place = c.place, .kind = ASSET_GROUP, .name = STR("The Weir Garden"), .host = c.joan, .host_name = STR("Joan"),
                          .usual_size = -1, .host_room = -1, .age_low = -1, .age_high = -1, .checked = DAY_NONE, .changed_at = INSTANT_NONE,
                          .organisation_name = STR_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &garden));
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "the weir garden", 120);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.group.v, garden.v);
    assert_int_equal(told.state, TOLD_WAITS);
    assert_false(told.silence_books);
    become(t, c.amina, c.place, 0);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "web", STR_NONE), ERR_DENIED);
    become(t, c.joan, c.place, 0);
    assert_ok(credits_told_agree(&t->ctx, told.id, "web", STR_NONE));
    assert_int_equal(balance(t, c.dev), 120);
    struct programme_id programme;
    struct account_id issue;
    struct credits_account a;
    assert_ok(credits_programme_of(&t->ctx, c.place, &programme, &issue));
    assert_ok(credits_account_get(&t->ctx, issue, &a));
    assert_int_equal(a.balance, -120);
    become(t, c.dev, c.place, 0); /* who received from the group pays it */
    const struct credits_telling back = hour(c.dev, false, "The Weir Garden", 60);
    assert_ok(credits_tell(&t->ctx, &back, &told));
    assert_int_equal(told.state, TOLD_DONE);
    const struct credits_telling own = hour(c.dev, true, "The Weir Garden", 60);
    assert_ok(credits_tell(&t->ctx, &own, &told)); /* now the garden has an hour of its own */
    assert_ok(credits_account_get(&t->ctx, issue, &a));
    assert_int_equal(a.held_out, 0);
}

static void limits_are_said_kindly(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct account_id id;
    become(t, c.joan, c.place, 0);
    assert_ok(credits_member(&t->ctx, c.joan, &id));
    assert_ok(credits_account_limits(&t->ctx, id, -120, CREDITS_NO_LIMIT));
    const struct credits_telling three = hour(c.joan, false, "Dev", 180), two = hour(c.joan, false, "Dev", 120);
    assert_int_equal(credits_tell(&t->ctx, &three, &told), ERR_LIMIT);
    const struct fault *fault = fault_find(&t->ctx.faults, STR("minutes"));
    assert_non_null(fault);
    assert_str(fault->said.values[0], "2 hours");
    clear(t);
    assert_ok(credits_tell(&t->ctx, &two, &told));
    become(t, c.dev, c.place, 0);
    const struct credits_telling more = hour(c.dev, true, "Joan", 60);
    assert_int_equal(credits_tell(&t->ctx, &more, &told), ERR_LIMIT);
    fault = fault_find(&t->ctx.faults, STR("minutes"));
    assert_non_null(fault);
    assert_null(fault->said.values[0].ptr); /* how many hours Joan has is hers to know */
}

static void who_keeps_no_hours_has_thanks_only(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.dev, c.place, 0);
    assert_ok(credits_keep_none(&t->ctx, c.dev, true));
    assert_ok(credits_keep_none(&t->ctx, c.dev, true));
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_keep_none(&t->ctx, c.dev, false), ERR_DENIED);
    struct credits_telling telling = hour(c.joan, false, "Dev", 60);
    telling.thanks = STR("You made me laugh.");
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_DONE);
    assert_int_equal(told.entry.v, 0);
    assert_int_equal(balance(t, c.joan), 0);
    assert_ok(credits_told_back(&t->ctx, told.id, "web"));
}

static void bad_fields_are_all_named(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    become(t, c.joan, c.place, 0);
    static const int64_t wrong[] = {0, -60, 1441, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct credits_telling bad = hour(c.joan, false, " ", wrong[i]);
        bad.what = STR("");
        bad.on = (struct day){ctx_today(&t->ctx).n + 1};
        assert_int_equal(credits_tell(&t->ctx, &bad, &told), ERR_INVALID);
        assert_non_null(fault_find(&t->ctx.faults, STR("minutes")));
        assert_non_null(fault_find(&t->ctx.faults, STR("what")));
        assert_non_null(fault_find(&t->ctx.faults, STR("other")));
        assert_non_null(fault_find(&t->ctx.faults, STR("on")));
        clear(t);
    }
    struct credits_telling self = hour(c.joan, false, "", 60);
    self.other = c.joan;
    assert_int_equal(credits_tell(&t->ctx, &self, &told), ERR_INVALID);
    clear(t);
    struct credits_telling old = hour(c.joan, false, "Dev", 60);
    old.on = (struct day){ctx_today(&t->ctx).n - 61};
    assert_int_equal(credits_tell(&t->ctx, &old, &told), ERR_INVALID);
    clear(t);
    old.on.n++;
    assert_ok(credits_tell(&t->ctx, &old, &told));
    assert_int_equal(told.on.n, ctx_today(&t->ctx).n - 60);
}

static void same_as_last_time(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, last;
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_told_last(&t->ctx, c.joan, &last), ERR_MISSING);
    const struct credits_telling one = hour(c.joan, false, "Dev", 60), nobody = hour(c.joan, false, "Zebedee", 30);
    assert_ok(credits_tell(&t->ctx, &one, &told));
    assert_ok(credits_tell(&t->ctx, &nobody, &last));
    assert_ok(credits_told_last(&t->ctx, c.joan, &last));
    assert_int_equal(last.id.v, told.id.v);
}

static void who_leaves_takes_words_along(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, waits;
    struct credits_entry entry;
    become(t, c.joan, c.place, 0);
    struct credits_telling one = hour(c.joan, false, "Dev", 60);
    one.thanks = STR("Thank you");
    assert_ok(credits_tell(&t->ctx, &one, &told));
    become(t, c.dev, c.place, 0);
    const struct credits_telling asks = hour(c.dev, true, "Joan", 30);
    assert_ok(credits_tell(&t->ctx, &asks, &waits));
    become_system(t);
    assert_ok(people_end(&t->ctx, c.joan));
    testing_commit(t);
    assert_ok(credits_entry_find(&t->ctx, told.entry, &entry));
    assert_str(entry.words, "");
    assert_int_equal(entry.minutes, 60);
    assert_ok(credits_told_find(&t->ctx, told.id, &told));
    assert_str(told.thanks, "");
    assert_str(told.what, "");
    assert_ok(credits_told_find(&t->ctx, waits.id, &waits));
    assert_int_equal(waits.state, TOLD_LAPSED);
    struct credits_pending pending;
    assert_ok(credits_pending_find(&t->ctx, waits.pending, &pending));
    assert_str(pending.state, "erased");
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"who received tells and it is booked", who_received_tells_and_it_is_booked},
        {"taking back ends with the next day", taking_back_ends_with_the_next_day},
        {"who gave tells and the other says yes", who_gave_tells_and_the_other_says_yes},
        {"not right, and it is not booked", not_right_and_it_is_not_booked},
        {"silence books only for who could be told", silence_books_only_for_who_could_be_told},
        {"a yes to being reached taken back meanwhile", a_yes_to_being_reached_taken_back_meanwhile},
        {"a connector asks for who has no mail", a_connector_asks_for_who_has_no_mail},
        {"a first name finds only who may be found", a_first_name_finds_only_who_may_be_found},
        {"somebody who knows says who", somebody_who_knows_says_who},
        {"hours for a group are new ones", hours_for_a_group_are_new_ones},
        {"limits are said kindly", limits_are_said_kindly},
        {"who keeps no hours has thanks only", who_keeps_no_hours_has_thanks_only},
        {"bad fields are all named", bad_fields_are_all_named},
        {"same as last time", same_as_last_time},
        {"who leaves takes words along", who_leaves_takes_words_along},
    };
    static const struct module *const modules[] = {TOLD_MODULES};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
