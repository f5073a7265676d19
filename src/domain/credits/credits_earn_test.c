/* Hours with the list: once a person and date, taken back by linked entries, never past a ceiling. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_own.h"
#include "domain/assets/dates.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id place;
static struct asset walk;
static struct account_id issue;
static struct programme_id programme;
static struct person_id people[600];

static void begin(struct testing *t, size_t n, int64_t minutes, enum earn_whom whom)
{
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1, .usual_size = -1,
                      .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_put(&t->ctx, &a, &a.id));
    assert_ok(assets_find(&t->ctx, a.id, &walk));
    for (size_t i = 0; i < n; i++) {
        const struct person p = {.place = place, .first_name = STR("Joan"), .turns_to = -1};
        assert_ok(people_put(&t->ctx, &p, &people[i]));
    }
    assert_ok(credits_programme_add(&t->ctx, place, STR("Taking part"), &programme, &issue));
    assert_ok(credits_earn_allow(&t->ctx, programme, true));
    const struct credits_earn earn = {.asset = walk.id, .from = ctx_today(&t->ctx), .gives = true, .minutes = minutes, .whom = whom, .programme = programme};
    assert_ok(credits_earn_set(&t->ctx, &walk, &earn));
}

static int64_t has(struct testing *t, struct person_id person)
{
    struct account_id id;
    struct credits_account a;
    enum status status = credits_member_find(&t->ctx, person, &id);
    if (status == ERR_MISSING) return 0;
    assert_ok(status);
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static int64_t entries(struct testing *t)
{
    struct credits_entry *rows;
    size_t n;
    assert_ok(credits_entries(&t->ctx, issue, 0, 1000, &rows, &n));
    return (int64_t)n;
}

static void keep(struct testing *t, int days, const struct credits_came *rows, size_t n, bool off)
{
    const struct day day = {ctx_today(&t->ctx).n + days};
    const struct credits_award award = {.asset = walk.id, .place = place, .session = assets_session_code(&t->arena, walk.id, day, (struct minutes){570}),
                                        .words = walk.name, .minutes = 90, .rows = rows, .rows_n = n, .off = off};
    assert_ok(credits_award_batch(&t->ctx, &award));
}

static void a_list_kept_twice_pays_once(struct testing *t)
{
    begin(t, 3, 60, EARN_CAME);
    const struct credits_came rows[] = {{people[0], true, false}, {people[1], true, false}, {people[2], false, false}};
    keep(t, 0, rows, 3, false);
    keep(t, 0, rows, 3, false);
    assert_int_equal(has(t, people[0]), 60);
    assert_int_equal(has(t, people[1]), 60);
    assert_int_equal(has(t, people[2]), 0);
    assert_int_equal(entries(t), 2);
    /* the other phone knows one more, and nothing of the first two */
    const struct credits_came more[] = {{people[2], true, false}};
    keep(t, 0, more, 1, false);
    assert_int_equal(has(t, people[0]), 60);
    assert_int_equal(has(t, people[2]), 60);
    keep(t, 7, rows, 3, false);
    assert_int_equal(has(t, people[0]), 120);
}

static void taken_off_and_ticked_again(struct testing *t)
{
    begin(t, 1, 60, EARN_CAME);
    const struct credits_came came = {people[0], true, false}, not = {people[0], false, false};
    keep(t, 0, &came, 1, false);
    keep(t, 0, &not, 1, false);
    keep(t, 0, &not, 1, false);
    assert_int_equal(has(t, people[0]), 0);
    assert_int_equal(entries(t), 2);
    keep(t, 0, &came, 1, false);
    assert_int_equal(has(t, people[0]), 60);
    assert_int_equal(entries(t), 3);
    keep(t, 0, NULL, 0, true); /* it was not held after all */
    assert_int_equal(has(t, people[0]), 0);
    struct credits_entry *rows;
    size_t n;
    assert_ok(credits_entries(&t->ctx, issue, 0, 10, &rows, &n));
    assert_int_equal(n, 4);
    assert_int_equal(rows[0].reverses.v, rows[1].id.v);
    assert_int_equal(rows[2].reverses.v, rows[3].id.v);
}

static void a_ceiling_gives_what_fits(struct testing *t)
{
    struct account_id id;
    begin(t, 1, 60, EARN_CAME);
    assert_ok(credits_member(&t->ctx, people[0], &id));
    assert_ok(credits_account_limits(&t->ctx, id, 0, 80));
    const struct credits_came came = {people[0], true, false};
    for (int i = 0; i < 3; i++) keep(t, i, &came, 1, false);
    assert_int_equal(has(t, people[0]), 80);
    assert_int_equal(entries(t), 2);
    assert_ok(credits_account_limits(&t->ctx, id, 0, 800));
    keep(t, 2, &came, 1, false); /* settled then: nothing comes later for a date that is past */
    assert_int_equal(has(t, people[0]), 80);
}

/* They used what they had: the mistake is put right all the same, past the floor. */
static void taken_back_past_a_floor(struct testing *t)
{
    struct account_id id, other;
    struct credits_posted posted;
    begin(t, 2, 60, EARN_CAME);
    const struct credits_came came = {people[0], true, false}, not = {people[0], false, false};
    keep(t, 0, &came, 1, false);
    assert_ok(credits_member(&t->ctx, people[0], &id));
    assert_ok(credits_member(&t->ctx, people[1], &other));
    assert_ok(credits_account_limits(&t->ctx, id, 0, CREDITS_NO_LIMIT));
    const struct credits_post post = {.from = id, .to = other, .minutes = 60, .words = STR("soup")};
    assert_ok(credits_post(&t->ctx, &post, &posted));
    keep(t, 0, &not, 1, false);
    assert_int_equal(has(t, people[0]), -60);
    assert_int_equal(has(t, people[1]), 60);
}

static void helpers_leaders_and_the_length_of_the_date(struct testing *t)
{
    begin(t, 2, 0, EARN_CAME);
    const struct credits_came rows[] = {{people[0], true, false}, {people[1], true, true}};
    keep(t, 0, rows, 2, false);
    assert_int_equal(has(t, people[0]), 90);
    assert_int_equal(has(t, people[1]), 0);
    struct credits_earn earn = {.asset = walk.id, .from = {ctx_today(&t->ctx).n + 1}, .gives = true, .minutes = 30, .whom = EARN_ALL, .programme = programme};
    assert_ok(credits_earn_set(&t->ctx, &walk, &earn));
    keep(t, 1, rows, 2, false);
    assert_int_equal(has(t, people[1]), 30);
    earn.from.n++;
    earn.whom = EARN_HELPERS;
    assert_ok(credits_earn_set(&t->ctx, &walk, &earn));
    keep(t, 2, rows, 2, false);
    assert_int_equal(has(t, people[0]), 120);
    assert_int_equal(has(t, people[1]), 60);
}

static void a_later_setting_leaves_the_past(struct testing *t)
{
    begin(t, 2, 60, EARN_CAME);
    const struct credits_came rows[] = {{people[0], true, false}, {people[1], true, false}};
    struct credits_earn earn = {.asset = walk.id, .from = ctx_today(&t->ctx), .gives = true, .minutes = 30, .whom = EARN_CAME, .programme = programme};
    keep(t, 0, rows, 1, false);
    assert_int_equal(credits_earn_set(&t->ctx, &walk, &earn), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    earn.from.n++;
    assert_ok(credits_earn_set(&t->ctx, &walk, &earn));
    keep(t, 0, rows, 2, false); /* found out later that one more had come */
    keep(t, 1, rows, 2, false);
    assert_int_equal(has(t, people[0]), 90);
    assert_int_equal(has(t, people[1]), 90);
    earn.from.n--;
    earn.from.n--;
    assert_int_equal(credits_earn_set(&t->ctx, &walk, &earn), ERR_INVALID);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_earn_end(&t->ctx, programme));
    keep(t, 2, rows, 2, false);
    assert_int_equal(has(t, people[0]), 90);
}

static void who_left_or_is_closed_is_passed_over(struct testing *t)
{
    struct account_id id;
    begin(t, 3, 60, EARN_CAME);
    assert_ok(credits_member(&t->ctx, people[1], &id));
    assert_ok(credits_account_close(&t->ctx, id));
    assert_ok(people_end(&t->ctx, people[2]));
    const struct credits_came rows[] = {{people[0], true, false}, {people[1], true, false}, {people[2], true, false}};
    keep(t, 0, rows, 3, false);
    assert_int_equal(has(t, people[0]), 60);
    assert_int_equal(entries(t), 1);
}

static void five_hundred_in_one(struct testing *t)
{
    struct credits_came rows[500];
    struct credits_account account;
    begin(t, 500, 60, EARN_CAME);
    for (size_t i = 0; i < 500; i++) rows[i] = (struct credits_came){people[i], true, false};
    keep(t, 0, rows, 500, false);
    keep(t, 0, rows, 500, false);
    assert_ok(credits_account_get(&t->ctx, issue, &account));
    assert_int_equal(account.balance, -500 * 60);
    for (size_t i = 0; i < 500; i++) assert_int_equal(has(t, people[i]), 60);
    keep(t, 0, NULL, 0, true);
    assert_ok(credits_account_get(&t->ctx, issue, &account));
    assert_int_equal(account.balance, 0);
}

static void a_group_thanks_with_its_hours(struct testing *t)
{
    struct credits_posted posted;
    begin(t, 2, 60, EARN_CAME);
    const struct credits_came came = {people[0], true, false};
    keep(t, 0, &came, 1, false);
    struct credits_group_thanks thanks = {.person = people[0], .minutes = 30, .words = STR("the flasks")};
    assert_int_equal(credits_group_thank(&t->ctx, &walk, &thanks, &posted), ERR_LIMIT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_group_endow(&t->ctx, &walk, programme, 60, STR_NONE, &posted));
    assert_ok(credits_group_thank(&t->ctx, &walk, &thanks, &posted));
    assert_int_equal(has(t, people[0]), 90);
    thanks.person = people[1]; /* never came: the list of people is no list of the place */
    assert_int_equal(credits_group_thank(&t->ctx, &walk, &thanks, &posted), ERR_INVALID);
    testing_act(t, people[1].v, place.v, STANDING_MEMBER);
    assert_int_equal(credits_group_thank(&t->ctx, &walk, &thanks, &posted), ERR_DENIED);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"a list kept twice pays once", a_list_kept_twice_pays_once},
        {"taken off, and ticked again", taken_off_and_ticked_again},
        {"a ceiling gives what fits", a_ceiling_gives_what_fits},
        {"taken back past a floor", taken_back_past_a_floor},
        {"helpers, leaders, and the length of the date", helpers_leaders_and_the_length_of_the_date},
        {"a later setting leaves the past", a_later_setting_leaves_the_past},
        {"who left or is closed is passed over", who_left_or_is_closed_is_passed_over},
        {"five hundred in one", five_hundred_in_one},
        {"a group thanks with its hours", a_group_thanks_with_its_hours},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
