/* Calendars and feeds as they are kept: what changes rises, what is equal stays, what is gone is
   told as gone. */
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_signup.h"

#include "activities_sql.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define DAY_MS ((int64_t)86400000)

static struct asset_id made(struct testing *t, const char *name, const char *words)
{
    struct place_id place;
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = str_from(name), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE, .cost = ASSET_COST_FREE,
                      .location_name = STR("Mill Lane Hall")};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, str_from(words), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static void drawn(struct testing *t)
{
    assert_ok(db_commit(t->ctx.db));
    assert_ok(activities_feed_job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

struct seen { int64_t updated, deleted, last, cancelled; };

static enum status count_item(void *cookie, const struct activities_sql_feed_page *row)
{
    struct seen *seen = cookie;
    assert_true(row->number > seen->last); /* in order, each number once */
    seen->last = row->number;
    if (!row->data.ptr) seen->deleted++;
    else seen->updated++;
    if (str_find(row->data, STR("EventCancelled"), 0) != SIZE_MAX) seen->cancelled++;
    return OK;
}

static struct seen walk(struct testing *t, int feed, int64_t after)
{
    struct seen seen = {.last = after};
    assert_ok(activities_sql_feed_page(t->ctx.db, &t->arena, feed, after, 10000, count_item, &seen));
    return seen;
}

static void session_first(struct testing *t, struct asset_id id, struct asset *ret_asset, struct asset_session *ret)
{
    struct activity_series s;
    assert_ok(activities_find_id(&t->ctx, id, ret_asset, &s));
    assert_ok(assets_session_next(&t->ctx, ret_asset, t->ctx.now, ret));
}

static void case_numbers(struct testing *t)
{
    struct asset_id id = made(t, "Walking football", "Every Tuesday 10:00 to 11:30");
    struct asset asset;
    struct asset_session s;
    drawn(t);
    struct seen series = walk(t, 0, 0), sessions = walk(t, 1, 0);
    assert_int_equal(series.updated, 1);
    assert_true(sessions.updated >= 58 && sessions.updated <= 62); /* 30 days back, 400 ahead */
    session_first(t, id, &asset, &s);
    assert_ok(assets_check(&t->ctx, id)); /* changes nothing that is told */
    drawn(t);
    assert_int_equal(walk(t, 1, sessions.last).updated, 0);
    const struct asset_date off = {.day = s.day, .at = s.at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("The hall is shut")};
    assert_ok(assets_date_put(&t->ctx, &asset, &off));
    drawn(t);
    struct seen now = walk(t, 1, sessions.last);
    assert_int_equal(now.updated, 1);
    assert_int_equal(now.cancelled, 1);
    struct asset_date gone = off;
    gone.kind = ASSET_DATE_OFF;
    assert_ok(assets_date_put(&t->ctx, &asset, &gone));
    drawn(t);
    now = walk(t, 1, now.last);
    assert_int_equal(now.deleted, 1);
    assert_ok(assets_date_back(&t->ctx, &asset, s.day, s.at));
    drawn(t);
    assert_int_equal(walk(t, 1, now.last).updated, 1);
}

static void case_window(struct testing *t)
{
    (void)made(t, "Yoga", "Every Tuesday 10:00 to 11:30");
    drawn(t);
    struct seen before = walk(t, 1, 0);
    testing_later(t, 7 * DAY_MS);
    drawn(t);
    struct seen after = walk(t, 1, before.last);
    assert_int_equal(after.updated, 1);
    assert_int_equal(after.deleted, 1);
    testing_later(t, 13 * DAY_MS);
    drawn(t);
    assert_true(walk(t, 1, 0).deleted >= 1);
    testing_later(t, 3 * DAY_MS); /* 16 days after the first */
    drawn(t);
    struct seen later = walk(t, 1, 0);
    assert_true(later.deleted >= 1 && later.deleted <= 3); /* the first is no longer kept */
}

static void case_ended(struct testing *t)
{
    struct asset_id id = made(t, "Boccia", "Every Tuesday 10:00 to 11:30");
    struct activities_sql_feed_series row;
    drawn(t);
    assert_int_equal(walk(t, 0, 0).updated, 1);
    assert_ok(assets_end(&t->ctx, id, STR("closed")));
    drawn(t);
    struct seen series = walk(t, 0, 0), sessions = walk(t, 1, 0);
    assert_int_equal(series.updated + sessions.updated, 0);
    assert_int_equal(series.deleted, 1);
    assert_ok(activities_sql_feed_series(t->ctx.db, &t->arena, id, &row));
    assert_true(row.ended);
    assert_true(str_find(row.calendar, STR("STATUS:CANCELLED"), 0) != SIZE_MAX);
}

/* Over by its own last date: what took place was not called off; by UUID as well as by number. */
static void case_ran_out(struct testing *t)
{
    struct asset_id id = made(t, "Boccia", "Every Tuesday 10:00 to 11:30"), number;
    struct asset asset;
    struct activity_series s;
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    struct asset_schedule line = asset.schedules[0];
    line.until = (struct day){ctx_today(&t->ctx).n - 1};
    asset.schedules = &line;
    asset.schedules_n = 1;
    asset.status = ASSET_INACTIVE;
    assert_ok(assets_put(&t->ctx, &asset, &number));
    drawn(t);
    struct seen sessions = walk(t, 1, 0);
    assert_true(sessions.updated >= 4 && sessions.updated <= 5); /* the last 30 days */
    assert_int_equal(sessions.cancelled, 0);
    struct activities_sql_feed_series row;
    assert_ok(activities_sql_feed_series(t->ctx.db, &t->arena, id, &row));
    assert_true(str_find(row.calendar, STR("STATUS:CANCELLED"), 0) == SIZE_MAX);
    assert_ok(assets_series_number(&t->ctx, asset.external_id, &number));
    assert_int_equal(number.v, id.v);
}

static void case_kinds(struct testing *t)
{
    struct asset_id id = made(t, "Tea and talk", "Every Tuesday 10:00 to 11:30");
    struct asset asset;
    struct activity_series s;
    drawn(t);
    assert_int_equal(walk(t, 0, 0).updated, 0); /* nobody moves */
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    assert_int_equal(activities_feed_say(&t->ctx, &asset, STR("juggling")), ERR_INVALID);
    assert_ok(activities_feed_say(&t->ctx, &asset, STR("95092977-5a20-4d6e-b312-8fddabe71544")));
    drawn(t);
    assert_int_equal(walk(t, 0, 0).updated, 1);
    assert_ok(activities_feed_say(&t->ctx, &asset, STR("none")));
    drawn(t);
    assert_int_equal(walk(t, 0, 0).deleted, 1);
    const struct feed_activity *named[FEED_KINDS];
    const struct feed_list *list = activities_feed_list(&t->ctx);
    assert_int_equal(list->n, 768);
    assert_int_equal(activities_feed_list_named(list, &t->arena, STR("Nordic Walking for all"), named, FEED_KINDS), 1);
    assert_str(named[0]->label, "Nordic Walking");
    assert_int_equal(activities_feed_list_named(list, &t->arena, STR("Talking walkingly"), named, FEED_KINDS), 0);
}

static struct str calendar(struct testing *t, struct asset_id id)
{
    struct feed_source source;
    struct buf buf;
    buf_init(&buf, &t->arena, 1 << 20);
    assert_ok(activities_feed_source(&t->ctx, id, &source));
    assert_ok(activities_ical_series(&t->ctx, &source, &buf));
    return buf_str(&buf);
}

static void has(struct str text, const char *wanted)
{
    if (str_find(text, str_from(wanted), 0) == SIZE_MAX) print_error("%s not in\n%.*s\n", wanted, STR_ARG(text));
    assert_true(str_find(text, str_from(wanted), 0) != SIZE_MAX);
}

static void case_calendar(struct testing *t)
{
    struct asset_id id = made(t, "Walk, talk; eat", "Every Tuesday 10:00 to 11:30");
    struct asset asset;
    struct asset_session s;
    session_first(t, id, &asset, &s);
    const struct asset_date moved = {.day = s.day, .at = s.at, .kind = ASSET_DATE_MOVED, .to_day = {s.day.n + 1},
                                     .opens = {900}, .closes = {960}, .words = STR("Room")};
    const struct asset_date off = {.day = {s.day.n + 7}, .at = s.at, .kind = ASSET_DATE_OFF, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE};
    const struct asset_date extra = {.day = {s.day.n + 9}, .at = s.at, .kind = ASSET_DATE_EXTRA,
                                     .to_day = {s.day.n + 9}, .opens = s.at, .closes = {s.at.n + 90}};
    assert_ok(assets_date_put(&t->ctx, &asset, &moved));
    assert_ok(assets_date_put(&t->ctx, &asset, &off));
    assert_ok(assets_date_put(&t->ctx, &asset, &extra));
    struct str text = calendar(t, id);
    has(text, "SUMMARY:Walk\\, talk\\; eat\r\n");
    has(text, "RRULE:FREQ=WEEKLY");
    has(text, "EXDATE;TZID=Europe/London:20260310T100000\r\n");
    has(text, "RDATE;TZID=Europe/London:20260312T100000\r\n");
    has(text, "RECURRENCE-ID;TZID=Europe/London:20260303T100000\r\nDTSTART;TZID=Europe/London:20260304T150000\r\n");
    has(text, "SEQUENCE:3\r\n");
    has(text, "STATUS:CONFIRMED\r\n");
}

static enum status count_room(void *cookie, const struct activities_sql_feed_page *row)
{
    *(int *)cookie += str_find(row->data, STR("\"remainingAttendeeCapacity\":19"), 0) != SIZE_MAX;
    return OK;
}

static void case_room(struct testing *t)
{
    struct activity_at at = {.code = STR_NONE};
    struct asset_id id = made(t, "Walking football", "Every Tuesday 10:00 to 11:30");
    const struct signup_ask ask = {.first_name = STR("Bo"), .phone = STR("07700 900321"), .how = "open"};
    struct signup signup;
    int changed = 0;
    assert_ok(activities_find_id(&t->ctx, id, &at.asset, &at.series));
    at.series.capacity = 20;
    at.series.joining = ACTIVITY_SIGN_UP;
    assert_ok(activities_put(&t->ctx, &at.asset, &at.series));
    drawn(t);
    struct seen before = walk(t, 1, 0);
    assert_ok(assets_session_next(&t->ctx, &at.asset, (struct instant){t->ctx.now.ms + DAY_MS}, &at.session));
    at.code = assets_session_code(&t->arena, id, at.session.day, at.session.at);
    assert_ok(activities_sign_up(&t->ctx, &at, &ask, &signup));
    drawn(t);
    assert_int_equal(walk(t, 1, before.last).updated, 1); /* that date and no other */
    assert_ok(activities_sql_feed_page(t->ctx.db, &t->arena, 1, before.last, 10, count_room, &changed));
    assert_int_equal(changed, 1);
}

static void case_many(struct testing *t)
{
    struct asset_id id = made(t, "Yoga", "daily 10am to 11am");
    struct asset asset;
    struct activity_series s;
    assert_ok(activities_find_id(&t->ctx, id, &asset, &s));
    struct day today = ctx_today(&t->ctx);
    for (int i = 0; i < 700; i++) {
        const struct asset_date date = {.day = {today.n + i}, .at = {600},
                                        .kind = i % 2 ? ASSET_DATE_OFF : ASSET_DATE_CANCELLED,
                                        .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE};
        assert_ok(assets_date_put(&t->ctx, &asset, &date));
    }
    drawn(t);
    struct seen seen = walk(t, 1, 0);
    assert_int_equal(seen.cancelled, 201); /* every other one of today and 400 days */
    struct str text = calendar(t, id);
    size_t n = 0;
    for (size_t i = 0; (i = str_find(text, STR("STATUS:CANCELLED"), i)) != SIZE_MAX; i++) n++;
    assert_int_equal(n, 350);
}

int main(void)
{
    static const struct testing_case cases[] = {{"numbers", case_numbers}, {"window", case_window},
                                                {"ended", case_ended},     {"ran out", case_ran_out}, {"kinds", case_kinds},
                                                {"calendar", case_calendar}, {"room", case_room},
                                                {"many", case_many}};
    static const struct module *const modules[] = {&module_module, &journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
