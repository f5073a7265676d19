/* Series and sessions: reading, writing, who may. */
#include "domain/activities/activities.h"
#include "domain/activities/activities_edit.h"

#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct asset_id made(struct testing *t, const char *words)
{
    struct place_id place;
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, str_from(words), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static void case_series(struct testing *t)
{
    struct asset_id id = made(t, "Every Tuesday 10:00 to 11:30");
    struct asset asset;
    struct activity_series s;
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    assert_int_equal(s.capacity, ACTIVITY_NO_LIMIT);
    s.capacity = 20;
    s.newcomers = 21;
    assert_int_equal(activities_put(&t->ctx, &asset, &s), ERR_INVALID);
    s.newcomers = 4;
    assert_ok(activities_put(&t->ctx, &asset, &s));
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    assert_int_equal(s.capacity, 20);
    assert_int_equal(s.newcomers, 4);
}

static void case_sessions(struct testing *t)
{
    struct asset_id id = made(t, "Every Tuesday 10:00 to 11:30");
    struct asset asset;
    struct activity_series s;
    struct asset_session *sessions;
    size_t n;
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    struct day from = day_from_civil(2026, 3, 2);
    assert_ok(assets_sessions(&t->ctx, &asset, from, (struct day){from.n + 20}, 100, &sessions, &n));
    assert_int_equal(n, 3);
    const struct asset_date off = {.day = sessions[1].day, .at = sessions[1].at, .kind = ASSET_DATE_CANCELLED,
                                   .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE,
                                   .words = STR("The hall is shut")};
    const struct asset_date moved = {.day = sessions[2].day, .at = sessions[2].at, .kind = ASSET_DATE_MOVED,
                                     .to_day = {sessions[2].day.n + 1}, .opens = {900}, .closes = {960}};
    struct str code = assets_session_code(&t->arena, id, sessions[2].day, sessions[2].at);
    assert_ok(assets_date_put(&t->ctx, &asset, &off));
    assert_ok(assets_date_put(&t->ctx, &asset, &moved));
    assert_ok(assets_sessions(&t->ctx, &asset, from, (struct day){from.n + 20}, 100, &sessions, &n));
    assert_int_equal(n, 3);
    assert_true(sessions[1].cancelled);
    assert_true(sessions[2].moved);
    struct activity_at at;
    assert_ok(activities_at(&t->ctx, code, &at));
    assert_int_equal(at.session.opens.n, 900);
    assert_ok(assets_date_back(&t->ctx, &asset, off.day, off.at));
    assert_ok(assets_sessions(&t->ctx, &asset, from, (struct day){from.n + 20}, 100, &sessions, &n));
    assert_false(sessions[1].cancelled);
}

/* Who welcomes people at a home starts and runs what it stands behind, and nothing else. */
static void case_welcomes(struct testing *t)
{
    struct place_id place;
    struct person_id maria;
    struct asset_id home, hall, bingo;
    struct relation_id relation;
    struct asset_schedule *lines;
    struct activity_times times = {.changed = true};
    struct activity_series series = {.capacity = ACTIVITY_NO_LIMIT, .offer_hours = 24, .names = true};
    struct asset a = {.kind = ASSET_PLACE, .name = STR("Bridge Court"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    t->ctx.actor.place = place.v;
    a.place = place;
    assert_ok(assets_put(&t->ctx, &a, &home));
    a.name = STR("Mill Lane Hall");
    assert_ok(assets_put(&t->ctx, &a, &hall));
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = STR("Maria"), .place = place, .turns_to = -1}, &maria));
    a.kind = ASSET_ACTIVITY;
    a.name = STR("Bingo");
    a.organisation = home;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &times.n));
    times.lines = lines;
    testing_act(t, maria.v, place.v, STANDING_MEMBER);
    assert_int_equal(activities_save(&t->ctx, &a, &series, &times, &bingo), ERR_DENIED);
    testing_act(t, 0, place.v, STANDING_SYSTEM);
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = maria, .kind = HOST_OF, .to_kind = TO_ASSET, .to = home.v}, &relation));
    testing_act(t, maria.v, place.v, STANDING_MEMBER);
    assert_ok(activities_save(&t->ctx, &a, &series, &times, &bingo));
    assert_ok(activities_find_id(&t->ctx, bingo, &a, &series));
    assert_true(activities_may_run(&t->ctx, &a, &series));
    a.id.v = 0;
    a.organisation = hall; /* not hers to speak for */
    assert_int_equal(activities_save(&t->ctx, &a, &series, &times, &bingo), ERR_INVALID);
}

int main(void)
{
    static const struct testing_case cases[] = {{"welcomes", case_welcomes}, {"series", case_series}, {"sessions", case_sessions}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
