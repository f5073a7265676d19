/* Sessions of a series: lines, holidays, rules beyond weeks and months, other zones, single dates,
   this and later. Today is Tuesday 3 March 2026. */
#include "domain/assets/dates.h"

#include "assets_sql.h"
#include "base/buf.h"
#include "base/recur.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct day day_of(const char *text)
{
    struct day day = DAY_NONE;
    assert_true(day_parse(str_from(text), &day));
    return day;
}

static struct asset_schedule ruled(const char *rrule, const char *from, int opens, int closes)
{
    return (struct asset_schedule){.rrule = str_from(rrule), .from = *from ? day_of(from) : DAY_NONE,
                                   .until = DAY_NONE, .opens = {opens},
                                   .closes = closes ? (struct minutes){closes} : MINUTES_NONE,
                                   .words = str_from(rrule)};
}

static struct asset made(struct testing *t, const struct asset_schedule *lines, size_t n)
{
    struct place_id place;
    struct asset_id id;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Walk"), .age_low = -1, .age_high = -1,
                      .host_room = -1, .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE,
                      .schedules = lines, .schedules_n = n};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(assets_find(&t->ctx, id, &a));
    return a;
}

static struct asset one(struct testing *t, struct asset_schedule line)
{
    return made(t, &line, 1);
}

/* "2026-03-03 10:00" for each, "!" called off, ">2026-03-04 11:00" moved, "+" one more. */
static void same(struct testing *t, const struct asset *a, const char *from, const char *until,
                 const char *wanted)
{
    struct asset_session *s;
    struct buf buf;
    size_t n;
    buf_init(&buf, &t->arena, 65536);
    assert_ok(assets_sessions(&t->ctx, a, day_of(from), day_of(until), 100, &s, &n));
    for (size_t i = 0; i < n; i++) {
        buf_printf(&buf, "%s%.*s %02d:%02d", i ? ", " : "", STR_ARG(day_format(&t->arena, s[i].day)),
                   s[i].at.n / 60, s[i].at.n % 60);
        if (s[i].moved)
            buf_printf(&buf, ">%.*s %02d:%02d", STR_ARG(day_format(&t->arena, s[i].on)),
                       s[i].opens.n / 60, s[i].opens.n % 60);
        if (s[i].extra) buf_puts(&buf, "+");
        if (s[i].cancelled) buf_puts(&buf, "!");
    }
    testing_assert_str(buf_str(&buf), wanted, __FILE__, __LINE__);
}

static struct asset_date single(const char *day, int at, enum asset_date_kind kind)
{
    return (struct asset_date){.day = day_of(day), .at = {at}, .kind = kind, .to_day = DAY_NONE,
                               .opens = MINUTES_NONE, .closes = MINUTES_NONE};
}

static void case_singles(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=WEEKLY;BYDAY=TU", "", 600, 690));
    struct asset_date off = single("2026-03-10", 600, ASSET_DATE_OFF),
                      cancelled = single("2026-03-17", 600, ASSET_DATE_CANCELLED),
                      moved = single("2026-03-24", 600, ASSET_DATE_MOVED),
                      extra = single("2026-03-12", 660, ASSET_DATE_EXTRA);
    moved.to_day = day_of("2026-04-01");
    moved.opens.n = 660;
    extra.opens.n = 660;
    assert_ok(assets_date_put(&t->ctx, &a, &off));
    assert_ok(assets_date_put(&t->ctx, &a, &cancelled));
    assert_ok(assets_date_put(&t->ctx, &a, &moved));
    assert_ok(assets_date_put(&t->ctx, &a, &extra));
    const char *all = "2026-03-03 10:00, 2026-03-12 11:00+, 2026-03-17 10:00!, 2026-03-31 10:00, "
                      "2026-03-24 10:00>2026-04-01 11:00";
    same(t, &a, "2026-03-03", "2026-04-01", all);
    same(t, &a, "2026-03-24", "2026-03-24", ""); /* it is on another day now */
    struct asset_session s;
    assert_ok(assets_session_find(&t->ctx, &a, day_of("2026-03-24"), (struct minutes){600}, &s));
    assert_int_equal(s.on.n, day_of("2026-04-01").n);
    assert_int_equal(assets_session_find(&t->ctx, &a, day_of("2026-03-10"), (struct minutes){600}, &s), ERR_MISSING);
    assert_int_equal(assets_session_find(&t->ctx, &a, day_of("2026-03-03"), (struct minutes){601}, &s), ERR_MISSING);
    /* a moved and an added one called off stay where they were, and say so */
    struct asset_date moved_off = single("2026-03-24", 600, ASSET_DATE_CANCELLED),
                      extra_off = single("2026-03-12", 660, ASSET_DATE_CANCELLED);
    assert_ok(assets_date_put(&t->ctx, &a, &moved_off));
    assert_ok(assets_date_put(&t->ctx, &a, &extra_off));
    same(t, &a, "2026-03-12", "2026-04-01",
         "2026-03-12 11:00+!, 2026-03-17 10:00!, 2026-03-31 10:00, 2026-03-24 10:00>2026-04-01 11:00!");
    assert_ok(assets_date_back(&t->ctx, &a, day_of("2026-03-12"), (struct minutes){660}));
    assert_ok(assets_date_back(&t->ctx, &a, day_of("2026-03-24"), (struct minutes){600}));
    assert_ok(assets_date_back(&t->ctx, &a, day_of("2026-03-17"), (struct minutes){600}));
    same(t, &a, "2026-03-12", "2026-04-01",
         "2026-03-12 11:00+, 2026-03-17 10:00, 2026-03-24 10:00, 2026-03-31 10:00");
    assert_int_equal(assets_date_back(&t->ctx, &a, day_of("2026-03-17"), (struct minutes){600}), ERR_MISSING);
}

static void case_holidays(struct testing *t)
{
    struct asset_schedule line = ruled("FREQ=WEEKLY;BYDAY=MO", "", 600, 660);
    line.skip = ASSET_SKIP_BANK;
    struct asset a = one(t, line); /* Easter Monday 6 April 2026, early May 4 May */
    same(t, &a, "2026-03-30", "2026-05-11", "2026-03-30 10:00, 2026-04-13 10:00, 2026-04-20 10:00, 2026-04-27 10:00, 2026-05-11 10:00");
    struct asset_session s;
    assert_int_equal(assets_session_find(&t->ctx, &a, day_of("2026-04-06"), (struct minutes){600}, &s), ERR_MISSING);
    struct holidays h;
    assert_ok(places_holidays(&t->ctx, a.place, day_of("2026-07-01"), day_of("2026-10-01"), &h));
    assert_true(h.school_n > 0);
    struct asset_session *all, *in, *out;
    size_t all_n, in_n, out_n;
    line.skip = 0;
    struct asset every = one(t, line);
    line.skip = ASSET_SKIP_SCHOOL;
    struct asset term = one(t, line);
    line.skip = ASSET_ONLY_SCHOOL;
    struct asset free = one(t, line);
    struct day from = day_of("2026-07-01"), until = day_of("2026-09-30");
    assert_ok(assets_sessions(&t->ctx, &every, from, until, 100, &all, &all_n));
    assert_ok(assets_sessions(&t->ctx, &term, from, until, 100, &out, &out_n));
    assert_ok(assets_sessions(&t->ctx, &free, from, until, 100, &in, &in_n));
    assert_int_equal(all_n, in_n + out_n);
    assert_true(in_n >= 5 && out_n >= 5);
    for (size_t i = 0; i < in_n; i++) assert_true(holidays_on(&h, HOLIDAY_SCHOOL, in[i].day));
    for (size_t i = 0; i < out_n; i++) assert_false(holidays_on(&h, HOLIDAY_SCHOOL, out[i].day));
}

static void case_beyond(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=YEARLY", "2024-02-29", 600, 660));
    same(t, &a, "2024-01-01", "2033-01-01", "2024-02-29 10:00, 2028-02-29 10:00, 2032-02-29 10:00");
    a = one(t, ruled("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30", 600, 660));
    same(t, &a, "2026-03-01", "2026-05-31", "2026-03-31 10:00, 2026-04-30 10:00, 2026-05-29 10:00");
    a = one(t, ruled("FREQ=WEEKLY;COUNT=3;BYDAY=TU", "2026-03-03", 600, 660));
    same(t, &a, "2026-01-01", "2027-01-01", "2026-03-03 10:00, 2026-03-10 10:00, 2026-03-17 10:00");
    same(t, &a, "2026-03-12", "2027-01-01", "2026-03-17 10:00");
    a = one(t, ruled("FREQ=WEEKLY;BYMONTH=7,8;BYDAY=SA", "2026-07-04", 600, 660));
    same(t, &a, "2026-08-20", "2027-07-05", "2026-08-22 10:00, 2026-08-29 10:00, 2027-07-03 10:00");
    a = one(t, ruled("FREQ=DAILY;COUNT=2;BYHOUR=9,14;BYMINUTE=30", "2026-03-03", 570, 600));
    same(t, &a, "2026-03-01", "2026-03-31", "2026-03-03 09:30, 2026-03-03 14:30");
    a = one(t, ruled("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T235959Z;BYMONTH=3", "2026-03-03", 600, 660));
    same(t, &a, "2026-03-01", "2026-12-31", "2026-03-03 10:00, 2026-03-10 10:00");
    const struct asset_schedule minutes = ruled("FREQ=MINUTELY;BYMONTH=3", "2026-03-03", 600, 660);
    struct asset_id id;
    a.schedules = &minutes; /* nobody meets every minute */
    assert_int_equal(assets_put(&t->ctx, &a, &id), ERR_INVALID);
}

static void case_zone(struct testing *t)
{
    struct asset_schedule line = ruled("FREQ=WEEKLY;BYDAY=MO", "", 20 * 60, 21 * 60);
    line.zone = STR("America/New_York");
    struct asset a = one(t, line);
    /* New York leaves winter time on 8 March, London on 29 March: one in the morning, and
       midnight for three weeks */
    same(t, &a, "2026-03-01", "2026-04-07",
         "2026-03-03 01:00, 2026-03-10 00:00, 2026-03-17 00:00, 2026-03-24 00:00, 2026-03-31 01:00, 2026-04-07 01:00");
    struct asset_session s;
    assert_ok(assets_session_find(&t->ctx, &a, day_of("2026-03-10"), (struct minutes){0}, &s));
    assert_int_equal(s.closes.n, 60);
    struct asset_date cancelled = single("2026-03-10", 0, ASSET_DATE_CANCELLED);
    assert_ok(assets_date_put(&t->ctx, &a, &cancelled));
    same(t, &a, "2026-03-10", "2026-03-17", "2026-03-10 00:00!, 2026-03-17 00:00");
}

static void case_clocks(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=DAILY", "", 90, 150)); /* half past one at night */
    struct asset_session *s;
    size_t n;
    assert_ok(assets_sessions(&t->ctx, &a, day_of("2026-03-28"), day_of("2026-03-30"), 10, &s, &n));
    assert_int_equal(n, 3);
    assert_int_equal(s[1].opens.n, 90); /* its name stays; it begins when the gap is over */
    assert_int_equal((s[1].begins.ms - s[0].begins.ms) / 60000, 1440);
    assert_int_equal((s[2].begins.ms - s[1].begins.ms) / 60000, 1380);
    assert_ok(assets_sessions(&t->ctx, &a, day_of("2026-10-25"), day_of("2026-10-25"), 10, &s, &n));
    assert_str(instant_format(&t->arena, NULL, s[0].begins), "2026-10-25T00:30:00Z"); /* the first of two */
}

static void case_from_then_on(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=WEEKLY;BYDAY=TU", "", 600, 690));
    struct asset_date gone = single("2026-04-14", 600, ASSET_DATE_CANCELLED),
                      stays = single("2026-03-10", 600, ASSET_DATE_CANCELLED),
                      added = single("2026-04-16", 600, ASSET_DATE_EXTRA);
    struct asset_date *dates;
    size_t n;
    assert_ok(assets_date_put(&t->ctx, &a, &gone));
    assert_ok(assets_date_put(&t->ctx, &a, &stays));
    assert_ok(assets_date_put(&t->ctx, &a, &added));
    const struct asset_schedule later = ruled("FREQ=WEEKLY;BYDAY=WE", "", 840, 900);
    assert_ok(assets_schedule_change_from(&t->ctx, &a, day_of("2026-04-06"), &later, 1));
    assert_ok(assets_find(&t->ctx, a.id, &a));
    same(t, &a, "2026-03-10", "2026-04-22",
         "2026-03-10 10:00!, 2026-03-17 10:00, 2026-03-24 10:00, 2026-03-31 10:00, 2026-04-08 14:00, "
         "2026-04-15 14:00, 2026-04-16 10:00+, 2026-04-22 14:00");
    assert_ok(assets_dates(&t->ctx, a.id, &dates, &n));
    assert_int_equal(n, 2);
    /* from a day before everything: the old lines are gone; none at all: it ends */
    assert_ok(assets_schedule_change_from(&t->ctx, &a, day_of("2026-04-06"), NULL, 0));
    assert_ok(assets_find(&t->ctx, a.id, &a));
    same(t, &a, "2026-03-31", "2026-05-22", "2026-03-31 10:00, 2026-04-16 10:00+");
    for (int i = 0; i < 20; i++) { /* what is over for years makes room */
        struct day from = {day_of("2030-01-01").n + i * 200};
        assert_ok(assets_schedule_change_from(&t->ctx, &a, from, &later, 1));
        assert_ok(assets_find(&t->ctx, a.id, &a));
    }
    assert_true(a.schedules_n <= ASSET_SCHEDULES);
    struct asset_schedule *many = ARENA_ARRAY(&t->arena, struct asset_schedule, ASSET_SCHEDULES);
    for (size_t i = 0; i < ASSET_SCHEDULES; i++) many[i] = later;
    assert_int_equal(assets_schedule_change_from(&t->ctx, &a, day_of("2041-01-01"), many, ASSET_SCHEDULES), ERR_LIMIT);
    many[0].until = day_of("2026-01-01");
    assert_int_equal(assets_schedule_change_from(&t->ctx, &a, day_of("2041-01-01"), many, 1), ERR_INVALID);
}

static void case_many(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=DAILY", "1990-01-01", 600, 660));
    struct asset_date d = single("2026-03-03", 600, ASSET_DATE_CANCELLED);
    struct asset_date *dates;
    size_t n;
    for (int i = 0; i < ASSET_DATES_MAX - 3; i++, d.day.n++) { /* the rows alone: facts would take long */
        const struct assets_sql_date_put_in in = {.asset_id = a.id, .day = d.day, .at = d.at, .kind = STR("cancelled"),
                                                  .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE,
                                                  .now = t->ctx.now};
        assert_ok(assets_sql_date_put(t->ctx.db, &in));
    }
    for (int i = 0; i < 3; i++, d.day.n++) assert_ok(assets_date_put(&t->ctx, &a, &d));
    assert_int_equal(assets_date_put(&t->ctx, &a, &d), ERR_LIMIT);
    assert_ok(assets_dates(&t->ctx, a.id, &dates, &n));
    assert_int_equal(n, ASSET_DATES_MAX);
    struct asset_session s;
    assert_ok(assets_session_find(&t->ctx, &a, day_of("2053-01-01"), (struct minutes){600}, &s));
    assert_true(s.cancelled);
    assert_int_equal(assets_session_next(&t->ctx, &a, t->ctx.now, &s), ERR_MISSING);
    assert_ok(assets_date_back(&t->ctx, &a, day_of("2027-03-03"), (struct minutes){600}));
    assert_ok(assets_session_next(&t->ctx, &a, t->ctx.now, &s));
    assert_int_equal(s.day.n, day_of("2027-03-03").n);
}

static void case_called_off(struct testing *t)
{
    struct asset a = one(t, ruled("FREQ=WEEKLY;BYDAY=TU", "", 600, 690));
    struct asset_series series;
    struct asset_session s;
    assert_ok(assets_series_call_off(&t->ctx, &a, day_of("2026-03-10"), STR("No leader")));
    same(t, &a, "2026-03-03", "2026-03-17", "2026-03-03 10:00, 2026-03-10 10:00!, 2026-03-17 10:00!");
    assert_ok(assets_session_find(&t->ctx, &a, day_of("2026-03-17"), (struct minutes){600}, &s));
    assert_str(s.words, "No leader");
    assert_ok(assets_find(&t->ctx, a.id, &a));
    assert_int_equal(a.status, ASSET_TEMPORARILY_CLOSED);
    assert_ok(assets_series_find(&t->ctx, a.id, &series));
    assert_int_equal(series.sequence, 1);
    assert_ok(assets_series_call_off(&t->ctx, &a, DAY_NONE, STR_NONE));
    same(t, &a, "2026-03-10", "2026-03-10", "2026-03-10 10:00");
    assert_ok(assets_find(&t->ctx, a.id, &a));
    assert_int_equal(a.status, ASSET_ACTIVE);
}

struct counting {
    int n, stop;
};

static enum status count(void *cookie, const struct asset_session *session)
{
    struct counting *c = cookie;
    assert_true(session->day.n > 0);
    return ++c->n == c->stop ? ERR_LIMIT : OK;
}

static void case_scan(struct testing *t)
{
    const struct asset_schedule lines[] = {ruled("FREQ=WEEKLY;BYDAY=TU,TH", "", 600, 0),
                                           ruled("FREQ=WEEKLY;BYDAY=TU", "", 600, 660), /* the same again */
                                           ruled("FREQ=MONTHLY;BYDAY=1SA", "", 840, 900),
                                           ruled("FREQ=WEEKLY;BYDAY=TU;COUNT=4", "2026-03-03", 600, 660)};
    const struct asset_plan *plan;
    const struct zone *zone;
    struct counting c = {0, 0};
    assert_ok(zone_load(&t->arena, STR("Europe/London"), &zone));
    assert_ok(assets_plan_make(&t->arena, lines, 4, &plan));
    assert_false(assets_plan_heeds(plan));
    struct recur_clock clock = {.zone = zone};
    struct asset_scan scan = {.asset = {7}, .plan = plan, .zone = zone, .clock = &clock};
    assert_ok(assets_sessions_scan(&scan, day_of("2026-03-01"), day_of("2026-03-31"), count, &c));
    assert_int_equal(c.n, 5 + 4 + 1);
    c = (struct counting){0, 3};
    assert_int_equal(assets_sessions_scan(&scan, day_of("2026-03-01"), day_of("2026-03-31"), count, &c), ERR_LIMIT);
    assert_int_equal(c.n, 3);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"single dates", case_singles}, {"holidays", case_holidays}, {"rules beyond", case_beyond},
        {"another zone", case_zone}, {"clocks change", case_clocks}, {"this and later", case_from_then_on},
        {"many dates", case_many}, {"called off", case_called_off}, {"scan", case_scan}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
