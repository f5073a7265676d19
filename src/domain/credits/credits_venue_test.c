/* Venues: the till's code, agreements with times and a number a week, and uses counted one by one. */
#include "domain/credits/credits_agreement.h"
#include "domain/credits/credits_use.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id place_of(struct testing *t)
{
    struct place_id place;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR_NONE, &place));
    return place;
}

static struct venue_id baths(struct testing *t, struct str *ret_till)
{
    struct venue_id venue;
    assert_ok(credits_venue_add(&t->ctx, place_of(t), (struct asset_id){0}, STR("Weir Baths"), &venue, ret_till));
    return venue;
}

static struct agreement_id swimming(struct testing *t, struct venue_id venue, int64_t capacity, const char *times)
{
    struct agreement_id id;
    const struct credits_agreement_put put = {.venue = venue, .what = STR("Swimming"), .times = str_from(times), .minutes = 60, .capacity = capacity,
                                              .from = DAY_NONE, .until = DAY_NONE, .worth = {450}};
    assert_ok(credits_agreement_put(&t->ctx, &put, &id));
    return id;
}

/* An entry to hang a use on, as redeemed notes make one. */
static struct entry_id entry(struct testing *t, struct agreement_id id, int64_t uses)
{
    struct programme_id programme;
    struct account_id issue;
    struct credits_agreement a;
    struct credits_posted posted;
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_ok(credits_programme_of(&t->ctx, a.place, &programme, &issue));
    const struct credits_post post = {.from = issue, .to = a.account, .minutes = uses * a.minutes, .kind = ENTRY_REDEEM, .words = STR("notes"), .via = "till"};
    assert_ok(credits_post(&t->ctx, &post, &posted));
    return posted.entry;
}

static void a_till_code_opens_its_venue(struct testing *t)
{
    struct str till, fresh;
    struct credits_venue found;
    struct venue_id venue = baths(t, &till);
    assert_int_equal(till.len, 11);
    assert_ok(credits_venue_by_till(&t->ctx, till, &found));
    assert_int_equal(found.id.v, venue.v);
    struct str spoken = str_printf(&t->arena, " %.*s %.*s ", 5, str_lower(&t->arena, till).ptr, 5, till.ptr + 6);
    assert_ok(credits_venue_by_till(&t->ctx, spoken, &found));
    assert_int_equal(credits_venue_by_till(&t->ctx, STR("7K3F9-QX2MT"), &found), ERR_MISSING);
    assert_int_equal(credits_venue_by_till(&t->ctx, STR(""), &found), ERR_MISSING);
    assert_ok(credits_venue_till(&t->ctx, venue, &fresh));
    assert_int_equal(credits_venue_by_till(&t->ctx, till, &found), ERR_MISSING);
    assert_ok(credits_venue_by_till(&t->ctx, fresh, &found));
    assert_ok(credits_venue_end(&t->ctx, venue));
    assert_int_equal(credits_venue_by_till(&t->ctx, fresh, &found), ERR_MISSING);
}

static void the_week_fills_and_begins_again_on_monday(struct testing *t)
{
    struct str till;
    struct credits_agreement a;
    struct agreement_id id = swimming(t, baths(t, &till), 3, "mon-fri 09:00-15:00");
    assert_ok(credits_agreement_take(&t->ctx, id, 2, entry(t, id, 2)));
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_int_equal(a.left, 1);
    assert_true(a.now);
    assert_int_equal(credits_agreement_take(&t->ctx, id, 2, entry(t, id, 2)), ERR_LIMIT);
    struct entry_id last = entry(t, id, 1);
    assert_ok(credits_agreement_take(&t->ctx, id, 1, last));
    assert_ok(credits_agreement_take(&t->ctx, id, 1, last)); /* the same again counts once */
    assert_int_equal(credits_agreement_take(&t->ctx, id, 2, last), ERR_CONFLICT);
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_int_equal(a.left, 0);
    assert_int_equal(a.used, 3);
    assert_false(a.now);
    assert_int_equal(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)), ERR_LIMIT);
    testing_later(t, 5 * 86400000LL); /* Sunday */
    assert_int_equal(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)), ERR_CONFLICT);
    testing_later(t, 86400000LL); /* Monday */
    assert_ok(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)));
}

static void what_is_taken_back_is_free_again_once(struct testing *t)
{
    struct str till;
    struct credits_agreement a;
    struct agreement_id id = swimming(t, baths(t, &till), 2, "mon-fri 09:00-15:00");
    struct entry_id first = entry(t, id, 2);
    assert_ok(credits_agreement_take(&t->ctx, id, 2, first));
    assert_ok(credits_agreement_back(&t->ctx, first));
    assert_ok(credits_agreement_back(&t->ctx, first)); /* pressed twice */
    assert_ok(credits_agreement_back(&t->ctx, entry(t, id, 1))); /* counted for nothing */
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_int_equal(a.left, 2);
    assert_int_equal(a.used, 0);
    assert_ok(credits_agreement_take(&t->ctx, id, 2, entry(t, id, 2)));
}

static void times_hold_to_the_minute(struct testing *t)
{
    struct str till;
    struct agreement_id id = swimming(t, baths(t, &till), 0, "mon-fri 09:00-15:00");
    testing_later(t, (5 * 60 - 1) * 60000LL); /* 14:59 */
    assert_ok(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)));
    testing_later(t, 60000);
    assert_int_equal(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)), ERR_CONFLICT);
    assert_non_null(fault_find(&t->ctx.faults, STR("when")));
    assert_str(credits_times_say(&t->ctx, STR("mon-fri 09:00-15:00")), "Monday to Friday, 9am to 3pm");
    assert_str(credits_times_say(&t->ctx, STR("mon 09:00-12:00; sat; wed 09:00-12:00")), "Monday, Wednesday, 9am to 12 noon; Saturday");
    assert_true(credits_times_now(STR("mon 22:00-02:00"), t->ctx.zone, (struct instant){t->ctx.now.ms - 14 * 3600000LL})); /* Tuesday, 1am */
    assert_false(credits_times_now(STR("mon 22:00-01:00"), t->ctx.zone, (struct instant){t->ctx.now.ms - 14 * 3600000LL}));
}

static void a_trip_is_booked_ahead_until_it_is_full(struct testing *t)
{
    struct str till;
    struct agreement_id id;
    struct credits_agreement a;
    struct credits_agreement_put put = {.venue = baths(t, &till), .trip = true, .what = STR("The seaside bus"), .minutes = 240, .capacity_all = 2,
                                        .from = day_from_civil(2026, 6, 13), .until = DAY_NONE, .worth = PENCE_NONE};
    assert_int_equal(credits_agreement_put(&t->ctx, &put, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("until")));
    put.until = put.from;
    assert_ok(credits_agreement_put(&t->ctx, &put, &id));
    assert_ok(credits_agreement_take(&t->ctx, id, 2, entry(t, id, 2)));
    assert_int_equal(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)), ERR_LIMIT);
    put.id = id;
    put.capacity_all = 3;
    assert_ok(credits_agreement_put(&t->ctx, &put, &id));
    assert_ok(credits_agreement_take(&t->ctx, id, 1, entry(t, id, 1)));
    assert_ok(credits_agreement_end(&t->ctx, id));
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_true(instant_is(a.ended_at));
}

static void every_box_is_checked(struct testing *t)
{
    struct str till;
    struct agreement_id id;
    const struct credits_agreement_put put = {.venue = baths(t, &till), .what = STR(""), .times = STR("whenever"), .minutes = 0, .capacity = -1,
                                              .capacity_all = -1, .from = {20600}, .until = {20599}, .worth = {-1}};
    static const char *const fields[] = {"what", "times", "minutes", "capacity", "capacity_all", "until", "worth"};
    assert_int_equal(credits_agreement_put(&t->ctx, &put, &id), ERR_INVALID);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) assert_non_null(fault_find(&t->ctx.faults, str_from(fields[i])));
    testing_act(t, 77, place_of(t).v, STANDING_MEMBER);
    assert_int_equal(credits_agreement_put(&t->ctx, &put, &id), ERR_DENIED);
    assert_int_equal(credits_venue_till(&t->ctx, put.venue, &till), ERR_DENIED);
}

/* ---- a person's hours ---- */

static struct person_id joan(struct testing *t)
{
    struct person_id id;
    const struct person p = {.place = place_of(t), .first_name = STR("Joan"), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &p, &id));
    return id;
}

static int64_t balance_of(struct testing *t, struct person_id person)
{
    struct account_id id;
    struct credits_account account;
    assert_ok(credits_member_find(&t->ctx, person, &id));
    assert_ok(credits_account_get(&t->ctx, id, &account));
    return account.balance;
}

static void hours_it_took_are_thanked_and_closed(struct testing *t)
{
    struct str till;
    struct credits_account account;
    struct credits_venue v;
    struct person_id helper = joan(t);
    struct venue_id venue = baths(t, &till);
    struct agreement_id id = swimming(t, venue, 0, "");
    assert_ok(credits_agreement_take(&t->ctx, id, 3, entry(t, id, 3)));
    assert_ok(credits_venue_find(&t->ctx, venue, &v));
    assert_int_equal(credits_venue_end(&t->ctx, venue), ERR_CONFLICT);
    assert_int_equal(credits_venue_thank(&t->ctx, venue, 181), ERR_LIMIT);
    assert_int_equal(credits_venue_gift(&t->ctx, venue, helper, 181), ERR_LIMIT);
    assert_int_equal(credits_venue_gift(&t->ctx, venue, helper, -1), ERR_INVALID);
    int64_t notes;
    assert_ok(credits_venue_gift(&t->ctx, venue, helper, 30));
    assert_int_equal(balance_of(t, helper), 30);
    assert_ok(credits_venue_notes(&t->ctx, &v, &notes));
    assert_int_equal(notes, 1);
    assert_ok(credits_venue_thank(&t->ctx, venue, 60));
    assert_ok(credits_account_get(&t->ctx, v.account, &account));
    assert_int_equal(account.balance, 90);
    assert_ok(credits_venue_thank(&t->ctx, venue, 0));
    assert_int_equal(credits_venue_thank(&t->ctx, venue, 0), ERR_CONFLICT);
    assert_ok(credits_venue_end(&t->ctx, venue));
}

static void todays_number_is_another_tomorrow(struct testing *t)
{
    struct str till, today, again, tomorrow;
    struct venue_id venue = baths(t, &till);
    assert_ok(credits_venue_number(&t->ctx, venue, &today));
    testing_later(t, 3600000);
    assert_ok(credits_venue_number(&t->ctx, venue, &again));
    assert_true(str_eq(today, again));
    testing_later(t, 86400000);
    assert_ok(credits_venue_number(&t->ctx, venue, &tomorrow));
    assert_false(str_eq(today, tomorrow));
}

static void hours_are_used_and_taken_back_in_time(struct testing *t)
{
    struct str till;
    struct use_id use, late;
    struct credits_use shown, *uses;
    struct credits_agreement a;
    size_t n;
    struct agreement_id id = swimming(t, baths(t, &till), 4, "");
    struct credits_use_ask ask = {.agreement = id, .person = joan(t), .people = 3, .via = "web"};
    testing_act(t, ask.person.v, place_of(t).v, STANDING_MEMBER);
    assert_ok(credits_use_book(&t->ctx, &ask, &use));
    assert_int_equal(balance_of(t, ask.person), -180);
    assert_ok(credits_use_find(&t->ctx, use, &shown));
    assert_int_equal(shown.people, 3);
    assert_int_equal(shown.minutes, 180);
    assert_int_equal(credits_use_book(&t->ctx, &ask, &late), ERR_LIMIT); /* room for one */
    testing_commit(t);
    testing_later(t, 14 * 60000);
    assert_ok(credits_use_undo(&t->ctx, use, "web"));
    assert_ok(credits_use_undo(&t->ctx, use, "web"));
    assert_int_equal(balance_of(t, ask.person), 0);
    assert_ok(credits_agreement_find(&t->ctx, id, &a));
    assert_int_equal(a.left, 4);
    assert_int_equal(a.used, 0);
    ask.people = 1;
    assert_ok(credits_use_book(&t->ctx, &ask, &late));
    testing_later(t, 15 * 60000);
    assert_int_equal(credits_use_undo(&t->ctx, late, "web"), ERR_CONFLICT);
    assert_ok(credits_uses_of(&t->ctx, ask.person, 10, &uses, &n));
    assert_int_equal(n, 2);
    assert_ok(credits_uses_today(&t->ctx, a.venue, 10, &uses, &n));
    assert_int_equal(n, 2);
    assert_int_equal(uses[0].person.v, 0);
    ask.people = 11;
    assert_int_equal(credits_use_book(&t->ctx, &ask, &late), ERR_INVALID);
}

static void nobody_uses_anothers_hours(struct testing *t)
{
    struct str till;
    struct use_id use;
    struct credits_use shown;
    struct agreement_id id = swimming(t, baths(t, &till), 0, "");
    const struct credits_use_ask ask = {.agreement = id, .person = joan(t), .people = 1, .via = "web"};
    const struct person p = {.place = place_of(t), .first_name = STR("Dev"), .turns_to = -1};
    struct person_id dev;
    assert_ok(people_put(&t->ctx, &p, &dev));
    testing_act(t, dev.v, place_of(t).v, STANDING_MEMBER);
    assert_int_equal(credits_use_book(&t->ctx, &ask, &use), ERR_DENIED);
    testing_act(t, ask.person.v, place_of(t).v, STANDING_MEMBER);
    assert_ok(credits_use_book(&t->ctx, &ask, &use));
    testing_act(t, dev.v, place_of(t).v, STANDING_MEMBER);
    assert_int_equal(credits_use_find(&t->ctx, use, &shown), ERR_DENIED);
    assert_int_equal(credits_use_undo(&t->ctx, use, "web"), ERR_DENIED);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"a till code opens its venue", a_till_code_opens_its_venue},
        {"the week fills, and begins again on Monday", the_week_fills_and_begins_again_on_monday},
        {"what is taken back is free again, once", what_is_taken_back_is_free_again_once},
        {"times hold to the minute", times_hold_to_the_minute},
        {"a trip is booked ahead until it is full", a_trip_is_booked_ahead_until_it_is_full},
        {"every box is checked", every_box_is_checked},
        {"hours it took are thanked and closed", hours_it_took_are_thanked_and_closed},
        {"today's number is another tomorrow", todays_number_is_another_tomorrow},
        {"hours are used, and taken back in time", hours_are_used_and_taken_back_in_time},
        {"nobody uses another's hours", nobody_uses_anothers_hours},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
