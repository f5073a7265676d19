/* Told hours that must not be: people kept apart, a word for another that pays oneself, more than there is. */
#include "domain/credits/credits_told_world_test.h"

static void kept_apart_never_meet_here(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, *rows;
    size_t n;
    struct person_id lead = somebody(t, c.place, "Ruth", NULL);
    struct relation_id relation;
    const struct relation leads = {.from = lead, .kind = LEAD_OF, .to_kind = TO_PLACE, .to = c.place.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &leads, &relation));
    assert_ok(credits_met(&t->ctx, c.joan, c.dev));
    become(t, lead, c.place, STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, c.joan, c.dev, STR("")));
    become(t, c.joan, c.place, 0);
    struct credits_telling telling = hour(c.joan, true, "Dev", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_WHO); /* as for a name nobody knows */
    telling.other = c.dev;
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_int_equal(told.state, TOLD_WHO);
    become(t, c.dev, c.place, 0);
    assert_ok(credits_told_of(&t->ctx, c.dev, 10, &rows, &n));
    assert_int_equal(n, 0);
    become(t, lead, c.place, STANDING_ADMIN);
    assert_int_equal(credits_told_who(&t->ctx, told.id, c.dev, (struct asset_id){0}, &told), ERR_INVALID);
}

static void kept_apart_since_it_was_told(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct person_id lead = somebody(t, c.place, "Ruth", NULL);
    struct relation_id relation;
    const struct relation leads = {.from = lead, .kind = LEAD_OF, .to_kind = TO_PLACE, .to = c.place.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &leads, &relation));
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Joan", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    become(t, lead, c.place, STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, c.joan, c.dev, STR("")));
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_told_find(&t->ctx, told.id, &told), ERR_MISSING);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "web", STR_NONE), ERR_DENIED);
    testing_later(t, HOUR_MS);
    run(t, credits_told_tell_job);
    struct mail_row *mails;
    size_t n;
    assert_ok(mail_list(&t->ctx, 10, &mails, &n));
    assert_int_equal(n, 0);
    testing_later(t, 8 * DAY_MS);
    run(t, credits_told_job);
    assert_int_equal(balance(t, c.dev), 0); /* and silence is no yes */
}

/* Told, and the other told of it; kept apart days later: they cannot see it to say no. */
static void silence_of_who_is_kept_apart_since_is_no_yes(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told, *rows;
    size_t n;
    struct person_id lead = somebody(t, c.place, "Ruth", NULL);
    struct relation_id relation;
    const struct relation leads = {.from = lead, .kind = LEAD_OF, .to_kind = TO_PLACE, .to = c.place.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &leads, &relation));
    become(t, c.dev, c.place, 0);
    const struct credits_telling telling = hour(c.dev, true, "Joan", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_true(told.silence_books);
    testing_later(t, HOUR_MS);
    run(t, credits_told_tell_job);
    become(t, lead, c.place, STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, c.joan, c.dev, STR("")));
    become(t, c.joan, c.place, 0);
    assert_ok(credits_told_of(&t->ctx, c.joan, 10, &rows, &n));
    assert_int_equal(n, 0);
    testing_later(t, 8 * DAY_MS);
    run(t, credits_told_job);
    assert_int_equal(balance(t, c.dev), 0);
    become(t, c.dev, c.place, 0);
    assert_ok(credits_told_of(&t->ctx, c.dev, 10, &rows, &n));
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].state, TOLD_LAPSED);
    assert_str(rows[0].other_name, "");
}

/* Lucy walks beside Amina: her word for Amina does not pay Lucy, neither at once nor as a present. */
static void nobody_is_paid_by_their_own_word_for_another(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct credits_posted posted;
    struct str name;
    become_system(t);
    assert_ok(credits_met(&t->ctx, c.amina, c.lucy));
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    struct credits_telling telling = hour(c.amina, false, "Lucy", 60);
    telling.consent = STR("spoken");
    assert_int_equal(credits_tell(&t->ctx, &telling, &told), ERR_DENIED);
    clear(t);
    telling.other_words = STR_NONE;
    telling.other = c.lucy;
    assert_int_equal(credits_tell(&t->ctx, &telling, &told), ERR_DENIED);
    clear(t);
    telling.gave = true; /* the other way they pay, and that is theirs to say */
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_ok(credits_told_agree(&t->ctx, told.id, "web", STR_NONE));
    assert_int_equal(balance(t, c.amina), 60);
    const struct credits_giving giving = {.key = STR(KEY), .giver = c.amina, .other_words = STR("Lucy"), .minutes = 30, .line = STR("For tea"), .via = "spoken", .consent = STR("spoken")};
    assert_int_equal(credits_gift(&t->ctx, &giving, &posted, &name), ERR_DENIED);
    clear(t);
    assert_int_equal(balance(t, c.amina), 60);
    become(t, c.amina, c.place, 0);
    struct credits_giving own = giving;
    own.consent = STR_NONE;
    assert_ok(credits_gift(&t->ctx, &own, &posted, &name));
    assert_int_equal(balance(t, c.lucy), -30);
}

/* Taking back is for a slip, not a way past the limit of somebody else. */
static void taking_back_passes_nobodys_limit(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct credits_posted posted;
    struct account_id dev, amina;
    become(t, c.joan, c.place, 0);
    const struct credits_telling telling = hour(c.joan, false, "Dev", 120);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    become_system(t);
    assert_ok(credits_member(&t->ctx, c.dev, &dev));
    assert_ok(credits_member(&t->ctx, c.amina, &amina));
    const struct credits_post used = {.from = dev, .to = amina, .minutes = 120, .words = STR("a lift"), .via = "web"};
    assert_ok(credits_post(&t->ctx, &used, &posted));
    assert_ok(credits_account_limits(&t->ctx, dev, -60, CREDITS_NO_LIMIT));
    become(t, c.joan, c.place, 0);
    assert_int_equal(credits_told_back(&t->ctx, told.id, "web"), ERR_LIMIT);
    clear(t);
    assert_int_equal(balance(t, c.dev), 0);
    become_system(t);
    assert_ok(credits_account_limits(&t->ctx, dev, -120, CREDITS_NO_LIMIT));
    become(t, c.joan, c.place, 0);
    assert_ok(credits_told_back(&t->ctx, told.id, "web"));
    assert_int_equal(balance(t, c.dev), -120);
}

static void a_present_is_never_more_than_one_has(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct credits_posted posted;
    struct str name;
    become(t, c.joan, c.place, 0);
    const struct credits_telling telling = hour(c.joan, false, "Dev", 60);
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    struct credits_giving giving = {.key = STR(KEY), .giver = c.dev, .other_words = STR("Joan"), .minutes = 61, .line = STR("For tea"), .via = "web"};
    assert_int_equal(credits_gift(&t->ctx, &giving, &posted, &name), ERR_DENIED); /* not hers to give */
    become(t, c.dev, c.place, 0);
    assert_int_equal(credits_gift(&t->ctx, &giving, &posted, &name), ERR_LIMIT);
    clear(t);
    giving.minutes = 60;
    giving.other_words = STR("Zebedee");
    assert_int_equal(credits_gift(&t->ctx, &giving, &posted, &name), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("other")));
    clear(t);
    giving.other_words = STR("Joan");
    assert_ok(credits_gift(&t->ctx, &giving, &posted, &name));
    assert_str(name, "Joan");
    assert_int_equal(balance(t, c.dev), 0);
    assert_int_equal(balance(t, c.joan), 0);
    giving.key = STR_NONE;
    assert_int_equal(credits_gift(&t->ctx, &giving, &posted, &name), ERR_LIMIT);
}

/* A host who walks beside somebody writes down their hour for the host's own group: another must agree. */
static void who_wrote_it_down_does_not_agree_for_their_group(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told told;
    struct asset_id garden;
    struct asset asset = {.place = c.place, .kind = ASSET_GROUP, .name = STR("The Weir Garden"), .host = c.lucy, .host_name = STR("Lucy"),
                          .usual_size = -1, .host_room = -1, .age_low = -1, .age_high = -1, .checked = DAY_NONE, .changed_at = INSTANT_NONE,
                          .organisation_name = STR_NONE};
    become_system(t);
    assert_ok(assets_put(&t->ctx, &asset, &garden));
    become(t, c.lucy, c.place, STANDING_CONNECTOR);
    struct credits_telling telling = hour(c.amina, true, "Weir Garden", 60);
    telling.group = garden;
    telling.consent = STR("spoken");
    assert_ok(credits_tell(&t->ctx, &telling, &told));
    assert_false(told.may_answer);
    assert_int_equal(credits_told_agree(&t->ctx, told.id, "web", STR_NONE), ERR_DENIED);
    clear(t);
    become(t, c.joan, c.place, STANDING_CONNECTOR);
    assert_ok(credits_told_agree(&t->ctx, told.id, "web", STR_NONE));
    assert_int_equal(balance(t, c.amina), 60);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"kept apart never meet here", kept_apart_never_meet_here},
        {"kept apart since it was told", kept_apart_since_it_was_told},
        {"silence of who is kept apart since is no yes", silence_of_who_is_kept_apart_since_is_no_yes},
        {"nobody is paid by their own word for another", nobody_is_paid_by_their_own_word_for_another},
        {"taking back passes nobody's limit", taking_back_passes_nobodys_limit},
        {"a present is never more than one has", a_present_is_never_more_than_one_has},
        {"who wrote it down does not agree for their group", who_wrote_it_down_does_not_agree_for_their_group},
    };
    static const struct module *const modules[] = {TOLD_MODULES};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
