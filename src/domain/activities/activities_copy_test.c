/* Spread and reach: what comes along, who may, and that no small number is ever told. */
#include "domain/activities/activities_copy.h"
#include "domain/activities/activities_reach.h"
#include "domain/activities/activities_register.h"

#include "activities_sql.h"
#include "domain/credits/credits.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <string.h>

static struct asset_id made(struct testing *t, struct place_id place, const char *words)
{
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Gentle yoga"), .description = STR("On chairs."), .cost = ASSET_COST_FREE,
                      .phone = STR("01632 960111"), .address = STR("1 Mill Lane"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, str_from(words), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static struct activity_at at_of(struct testing *t, struct asset_id id)
{
    struct activity_at at = {.code = STR_NONE};
    assert_ok(activities_find_id(&t->ctx, id, &at.asset, &at.series));
    return at;
}

static void case_copy(struct testing *t)
{
    struct place_id ward, other;
    struct asset_id child, again;
    struct asset idea, parsed;
    struct activity_series series, fresh;
    struct copy_family parent, *children;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Ward X"), STR("B36"), &ward));
    assert_ok(places_init(&t->ctx, STR("Ward Y"), STR("B37"), &other));
    struct activity_at at = at_of(t, made(t, ward, "Every Tuesday 10:00 to 11:30"));
    at.series.design = STR("Chairs first.");
    at.series.designed_by = ACTIVITY_BY_BOTH;
    at.series.bring = STR("Water");
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    at = at_of(t, at.asset.id);
    activities_copy_idea(&t->ctx, &at.asset, &at.series, &idea, &series);
    assert_int_equal(idea.phone.len + idea.address.len, 0);
    const struct copy_to to = {.place = other, .start = day_from_civil(2026, 4, 1)};
    assert_ok(activities_copy(&t->ctx, &idea, &series, &to, &child));
    struct activity_at copy = at_of(t, child);
    assert_str(copy.series.design, "Chairs first.");
    assert_str(copy.series.bring, "Water");
    assert_int_equal(copy.series.designed_by, ACTIVITY_BY_BOTH);
    assert_int_equal(copy.series.parent.v, at.asset.id.v);
    assert_int_equal(copy.asset.schedules[0].from.n, to.start.n);
    assert_ok(activities_copy_family(&t->ctx, &at.series, &parent, &children, &n));
    assert_int_equal(n, 1);
    assert_int_equal(parent.id.v, 0);
    assert_str(children[0].place, "Ward Y");
    assert_ok(activities_copy_family(&t->ctx, &copy.series, &parent, &children, &n));
    assert_str(parent.place, "Ward X");
    /* as a file and back */
    assert_ok(activities_copy_parse(&t->ctx, activities_copy_format(&t->ctx, &idea, &series), &parsed, &fresh));
    assert_str(parsed.name, "Gentle yoga");
    assert_str(fresh.design, "Chairs first.");
    assert_int_equal(parsed.schedules_n, 1);
    assert_int_equal(activities_copy_parse(&t->ctx, STR("{\"name\":\"x\"}"), &parsed, &fresh), ERR_INVALID);
    assert_int_equal(activities_copy_parse(&t->ctx, STR("{"), &parsed, &fresh), ERR_INVALID);
    /* not in a place that is not theirs, and not without an hour */
    testing_act(t, 0, ward.v, STANDING_ADMIN);
    assert_int_equal(activities_copy(&t->ctx, &idea, &series, &to, &again), ERR_DENIED);
    const struct copy_to vague = {.place = ward, .start = to.start, .when = STR("by arrangement")};
    assert_int_equal(activities_copy(&t->ctx, &idea, &series, &vague, &again), ERR_INVALID);
}

static void come(struct testing *t, const struct activity_at *at, struct place_id place, int n, const char *band, const char *outcode)
{
    struct register_tick ticks[40];
    struct register_kept kept;
    memset(ticks, 0, sizeof ticks);
    for (int i = 0; i < n; i++) {
        const struct person p = {.place = place, .first_name = STR("Somebody"), .age_band = str_from(band), .outcode = str_from(outcode), .turns_to = -1};
        assert_ok(people_put(&t->ctx, &p, &ticks[i].person));
        ticks[i].came = true;
        ticks[i].at = t->ctx.now;
        ticks[i].with_n = REGISTER_NUMBER;
    }
    const struct register_keep keep = {.device = STR("test"), .ticks = ticks, .ticks_n = (size_t)n, .done = true, .held = -1, .anybody = true};
    assert_ok(activities_register_keep(&t->ctx, at, &keep, &kept));
}

static void case_reach(struct testing *t)
{
    struct place_id place;
    struct reach reach;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    struct activity_at at = at_of(t, made(t, place, "Every Tuesday 10:00 to 11:30"));
    struct asset_session *sessions;
    size_t n;
    struct day today = ctx_today(&t->ctx);
    assert_ok(assets_sessions(&t->ctx, &at.asset, today, today, 1, &sessions, &n));
    assert_int_equal(n, 1);
    struct str code = assets_session_code(&t->arena, at.asset.id, sessions[0].day, sessions[0].at);
    assert_ok(activities_at(&t->ctx, code, &at));
    come(t, &at, place, 12, "75-84", "B36");
    come(t, &at, place, 3, "25-34", "B37");
    come(t, &at, place, 6, NULL, "B36");
    assert_ok(activities_reach_series(&t->ctx, &at, &reach));
    assert_int_equal(reach.total.came, 21);
    assert_int_equal(reach.total.here, 21);
    assert_int_equal(reach.newcomers, 21);
    assert_int_equal(reach.no_age, 6);
    assert_int_equal(reach.ages[5].came, 3);
    assert_int_equal(reach.ages[10].came, 12);
    assert_int_equal(reach.areas_n, 2);
    struct buf csv;
    buf_init(&csv, &t->arena, 65536);
    activities_reach_csv(&t->ctx, &reach, &csv, true);
    assert_true(str_find(buf_str(&csv), STR("age,75-84,10,10"), 0) != SIZE_MAX);
    assert_true(str_find(buf_str(&csv), STR("age,25-34,fewer than 5,fewer than 5"), 0) != SIZE_MAX);
    assert_true(str_find(buf_str(&csv), STR(",all,,20,20"), 0) != SIZE_MAX);
    for (int64_t i = 0; i < 1000; i++) {
        int64_t shown = activities_reach_number(i);
        assert_true(i == 0 ? shown == 0 : i < 5 ? shown == -1 : shown % 5 == 0 && shown >= 5 && (shown > i ? shown - i : i - shown) <= 2);
    }
    /* who may */
    testing_act(t, 1, place.v, STANDING_MEMBER);
    assert_int_equal(activities_reach_series(&t->ctx, &at, &reach), ERR_DENIED);
    assert_int_equal(activities_reach_place(&t->ctx, place, false, &reach), ERR_DENIED);
    testing_act(t, 1, place.v, STANDING_LEARNING);
    assert_ok(activities_reach_place(&t->ctx, place, true, &reach));
    assert_int_equal(reach.total.came, 21);
    assert_int_equal(activities_reach_bands_put(&t->ctx, &at, STR("Band 2")), ERR_DENIED);
}

static void case_bands(struct testing *t)
{
    struct place_id place;
    struct reach_band *bands;
    struct person_id amina;
    struct reach reach;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    assert_ok(people_put(&t->ctx, &(struct person){.place = place, .first_name = STR("Amina"), .turns_to = -1}, &amina));
    struct activity_at at = at_of(t, made(t, place, "Every Tuesday 10:00 to 11:30"));
    assert_int_equal(activities_reach_bands_put(&t->ctx, &at, STR("Band 2")), ERR_INVALID); /* no workplace runs it */
    at.series.workplace = true;
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    assert_int_equal(activities_reach_bands_put(&t->ctx, &at, STR("Band 2: many")), ERR_INVALID);
    assert_ok(activities_reach_bands_put(&t->ctx, &at, STR("Band 2: 120\n\nBand 3")));
    assert_ok(activities_reach_bands(&t->ctx, at.asset.id, &bands, &n));
    assert_int_equal(n, 2);
    assert_int_equal(bands[0].people, 120);
    assert_int_equal(bands[1].people, -1);
    testing_act(t, amina.v, place.v, STANDING_MEMBER);
    assert_int_equal(activities_reach_say(&t->ctx, &at, 3), ERR_INVALID);
    assert_ok(activities_reach_say(&t->ctx, &at, 2));
    assert_ok(activities_reach_say(&t->ctx, &at, 1));
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(activities_reach_series(&t->ctx, &at, &reach));
    assert_int_equal(reach.bands_n, 2);
    assert_int_equal(reach.bands[0].came, 1);
    assert_ok(activities_reach_hear_left(&t->ctx, amina.v, 0));
    assert_ok(activities_reach_series(&t->ctx, &at, &reach));
    assert_int_equal(reach.bands[0].came, 0);
}

int main(void)
{
    static const struct testing_case cases[] = {{"copy", case_copy}, {"reach", case_reach}, {"bands", case_bands}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
