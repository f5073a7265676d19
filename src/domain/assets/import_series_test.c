/* Calendars and feeds of series: what they say of single dates is kept, a newer version changes it,
   an older one never undoes it. Today is Tuesday 3 March 2026. */
#include "domain/assets/dates.h"
#include "domain/assets/import_store.h"
#include "domain/assets/merge.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>

static struct import_report import(struct testing *t, const char *text) {
    struct import_options o = {.today = ctx_today(&t->ctx)};
    struct import_wish wish = {.place = STR("Weirside")};
    struct import_file *file;
    struct import_report report;
    assert_ok(db_commit(t->ctx.db));
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, str_from(text), &o, &file));
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, &report));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return report;
}

#define BEGIN "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Hall\r\n"
#define END "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Walk\r\n" lines "END:VEVENT\r\n"
#define TEN "DTSTART;TZID=Europe/London:20260303T100000\r\nDTEND;TZID=Europe/London:20260303T110000\r\n"

static struct asset walk(struct testing *t, const char *name) {
    struct asset *assets;
    size_t n;
    assert_ok(assets_list_all(&t->ctx, 100, 0, &assets, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(assets[i].name, name)) return assets[i];
    fail_msg("no %s", name);
    return (struct asset){0};
}

static void dates_are(struct testing *t, const char *name, const char *from, const char *until, const char *wanted) {
    struct asset a = walk(t, name);
    struct asset_session *s;
    struct day first = DAY_NONE, last = DAY_NONE;
    struct buf buf;
    size_t n;
    buf_init(&buf, &t->arena, 8000);
    assert_true(day_parse(str_from(from), &first) && day_parse(str_from(until), &last));
    assert_ok(assets_sessions(&t->ctx, &a, first, last, 100, &s, &n));
    for (size_t i = 0; i < n; i++) {
        struct civil c = civil_from_day(s[i].on);
        buf_printf(&buf, "%s%d/%d %02d:%02d%s%s%s", i ? " " : "", c.day, c.month, s[i].opens.n / 60, s[i].opens.n % 60,
                   s[i].cancelled ? "!" : "", s[i].moved ? ">" : "", s[i].extra ? "+" : "");
        if (s[i].location_name.len) buf_printf(&buf, "@%.*s", STR_ARG(s[i].location_name));
    }
    testing_assert_str(buf_str(&buf), wanted, __FILE__, __LINE__);
}

static void noted(const struct import_report *r, const char *what) {
    for (size_t i = 0; i < r->noted_n; i++)
        if (str_find(r->noted[i].reason, str_from(what), 0) != SIZE_MAX) return;
    fail_msg("nothing said of %s", what);
}

static void case_exceptions(struct testing *t) {
    struct import_report r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=8\r\nSEQUENCE:3\r\nCATEGORIES:Walking,Health\r\n"
        "EXDATE;TZID=Europe/London:20260310T100000\r\nEXDATE:20260407T090000Z\r\nRDATE;TZID=Europe/London:20260312T150000\r\n"
        "LOCATION:Hall\r\n")
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/London:20260317T100000\r\nSUMMARY:Walk\r\nLOCATION:Park\r\n"
        "DTSTART;TZID=Europe/London:20260318T140000\r\nDURATION:PT2H\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260324T100000Z\r\nSUMMARY:Walk\r\nSTATUS:CANCELLED\r\n" TEN "END:VEVENT\r\n" END);
    assert_int_equal(r.read, 1);
    assert_int_equal(r.added, 1);
    const char *all = "3/3 10:00 12/3 15:00+ 18/3 14:00>@Park 24/3 10:00! 31/3 10:00 14/4 10:00 21/4 10:00";
    dates_are(t, "Walk", "2026-03-01", "2026-12-31", all);
    struct asset_series series;
    assert_ok(assets_series_find(&t->ctx, walk(t, "Walk").id, &series));
    assert_str(series.uid, "1");
    assert_int_equal(series.sequence, 3);
    /* an older version changes nothing, and says so */
    r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=2\r\nSEQUENCE:2\r\n") END);
    assert_int_equal(r.unchanged, 1);
    noted(&r, "newer version");
    dates_are(t, "Walk", "2026-03-01", "2026-12-31", all);
    /* a newer one: fewer dates, the exceptions gone; what a person here put stays */
    struct asset a = walk(t, "Walk");
    const struct asset_date own = {.day = {day_from_civil(2026, 3, 10).n}, .at = {600}, .kind = ASSET_DATE_CANCELLED,
                                   .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("Ice")};
    assert_ok(assets_date_put(&t->ctx, &a, &own));
    r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=3\r\nSEQUENCE:4\r\n") END);
    assert_int_equal(r.changed, 1);
    dates_are(t, "Walk", "2026-03-01", "2026-12-31", "3/3 10:00 10/3 10:00! 17/3 10:00");
    r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=3\r\nSEQUENCE:4\r\n") END);
    assert_int_equal(r.unchanged, 1);
}

static void case_modified(struct testing *t) {
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nLAST-MODIFIED:20260302T120000Z\r\n") END);
    struct import_report r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=DAILY\r\nLAST-MODIFIED:20260301T120000Z\r\n") END);
    assert_int_equal(r.unchanged, 1);
    r = import(t, BEGIN EVENT(TEN "RRULE:FREQ=DAILY\r\nLAST-MODIFIED:20260303T120000Z\r\n") END);
    assert_int_equal(r.changed, 1);
    dates_are(t, "Walk", "2026-03-03", "2026-03-05", "3/3 10:00 4/3 10:00 5/3 10:00");
}

static void case_cancelled(struct testing *t) {
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\n") END);
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nSEQUENCE:1\r\nSTATUS:CANCELLED\r\n") END);
    dates_are(t, "Walk", "2026-03-03", "2026-03-10", "3/3 10:00! 10/3 10:00!");
    assert_int_equal(walk(t, "Walk").status, ASSET_TEMPORARILY_CLOSED);
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nSEQUENCE:2\r\nSTATUS:CONFIRMED\r\n") END);
    dates_are(t, "Walk", "2026-03-03", "2026-03-10", "3/3 10:00 10/3 10:00");
    assert_int_equal(walk(t, "Walk").status, ASSET_ACTIVE);
    /* called off by a person here: the calendar does not undo that */
    struct asset a = walk(t, "Walk");
    assert_ok(assets_series_call_off(&t->ctx, &a, ctx_today(&t->ctx), STR("Flood")));
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nSEQUENCE:3\r\nDESCRIPTION:New words\r\n") END);
    dates_are(t, "Walk", "2026-03-03", "2026-03-03", "3/3 10:00!");
    assert_int_equal(walk(t, "Walk").status, ASSET_TEMPORARILY_CLOSED);
}

/* This and all later, a date told by itself among them, and a later change of the rest. */
static void case_later(struct testing *t) {
#define LATER(id, start, more) \
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Walk\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:" id "\r\nDTSTART:" start "\r\n" more \
    "END:VEVENT\r\n"
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nEXDATE:20260331T100000\r\n")
                        LATER("20260414T100000", "20260415T090000", "DURATION:PT1H\r\nSTATUS:CANCELLED\r\n")
                        LATER("20260317T100000", "20260318T233000", "DURATION:PT1H\r\n")
                        "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Walk\r\nRECURRENCE-ID:20260407T100000\r\n"
                        "DTSTART:20260407T110000\r\nEND:VEVENT\r\n" END);
    dates_are(t, "Walk", "2026-03-03", "2026-04-21",
              "3/3 10:00 10/3 10:00 18/3 23:30> 25/3 23:30> 7/4 11:00> 14/4 10:00! 21/4 10:00!");
#undef LATER
}

/* The only date there is, one more date, and a first date that the rule has not: all left out. */
static void case_left_out(struct testing *t) {
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=1\r\nEXDATE;TZID=Europe/London:20260303T100000\r\n") END);
    dates_are(t, "Walk", "2026-03-01", "2026-04-01", "");
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE\r\nSEQUENCE:1\r\nRDATE:20260312T150000,20260319T150000\r\n"
                                "EXDATE;TZID=Europe/London:20260303T100000,20260319T150000\r\n") END);
    dates_are(t, "Walk", "2026-03-01", "2026-04-01", "4/3 10:00 11/3 10:00 12/3 15:00+");
}

static void case_zones(struct testing *t) {
    static const struct {
        const char *start, *dates;
    } table[] = {
        {"DTSTART;TZID=GMT Standard Time:20260303T100000\r\n", "3/3 10:00 31/3 10:00"},
        {"DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20260303T100000\r\n", "3/3 10:00 31/3 10:00"},
        {"DTSTART;TZID=My own:20260303T110000\r\n", "3/3 10:00 31/3 10:00"}, /* by the file's rules */
        {"DTSTART;TZID=Nowhere/Else:20260303T100000\r\n", "3/3 10:00 31/3 10:00"},
        {"DTSTART:20260303T100000Z\r\n", "3/3 10:00 31/3 11:00"}, /* fixed to UTC */
        {"DTSTART:20260303T100000\r\n", "3/3 10:00 31/3 10:00"},
        {"DTSTART;TZID=Eastern Standard Time:20260303T050000\r\n", "3/3 10:00 31/3 10:00"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[2000], name[20];
        (void)snprintf(name, sizeof name, "Zone %zu", i);
        (void)snprintf(text, sizeof text,
                       BEGIN "BEGIN:VTIMEZONE\r\nTZID:My own\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
                       "DTSTART:19701025T030000\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
                       "DTSTART:19700329T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:z%zu\r\nSUMMARY:%s\r\n"
                       "%sDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=2\r\nEND:VEVENT\r\n" END,
                       i, name, table[i].start);
        struct import_report r = import(t, text);
        assert_int_equal(r.added, 1);
        dates_are(t, name, "2026-03-01", "2026-12-31", table[i].dates);
        if (i == 3) noted(&r, "is not known");
        if (i == 4) noted(&r, "UTC");
    }
}

static void case_strange(struct testing *t) {
    struct import_report r = import(t, BEGIN
        "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Leap\r\nDTSTART;TZID=Europe/London:20240229T100000\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Never\r\n" TEN "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Minutes\r\n" TEN "RRULE:FREQ=MINUTELY\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Off rule\r\n" TEN "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:e\r\nSUMMARY:Until\r\n" TEN "RRULE:FREQ=WEEKLY;UNTIL=20260331T090000Z\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:f\r\nSUMMARY:Until before\r\n" TEN "RRULE:FREQ=WEEKLY;UNTIL=20260331T085959Z\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:g\r\nRECURRENCE-ID:20260310T100000Z\r\nSUMMARY:Alone\r\n" TEN "END:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:h\r\nSUMMARY:All day\r\nDTSTART;VALUE=DATE:20260606\r\nRRULE:FREQ=WEEKLY\r\n"
        "EXDATE;VALUE=DATE:20260613\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:i\r\nSUMMARY:Cut\r\n" TEN "RRULE:FREQ=WE");
    assert_int_equal(r.added, 7);
    assert_int_equal(r.refused_n, 2);
    noted(&r, "no other day that exists");
    dates_are(t, "Leap", "2024-01-01", "2033-01-01", "29/2 10:00 29/2 10:00 29/2 10:00");
    dates_are(t, "Never", "2026-01-01", "2033-01-01", "3/3 10:00");
    dates_are(t, "Off rule", "2026-01-01", "2027-01-01", "3/3 10:00+ 5/3 10:00 12/3 10:00");
    dates_are(t, "Until", "2026-03-20", "2027-01-01", "24/3 10:00 31/3 10:00");
    dates_are(t, "Until before", "2026-03-20", "2027-01-01", "24/3 10:00");
    dates_are(t, "Alone", "2026-01-01", "2027-01-01", "3/3 10:00");
}

static void case_many(struct testing *t) {
    struct buf text;
    struct asset_date *dates;
    size_t n;
    buf_init(&text, &t->arena, (size_t)1 << 20);
    buf_puts(&text, BEGIN "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Walk\r\n" TEN "RRULE:FREQ=DAILY\r\n");
    for (int i = 0; i < 10010; i++) {
        struct civil c = civil_from_day((struct day){day_from_civil(2026, 3, 3).n + i});
        buf_printf(&text, "EXDATE;TZID=Europe/London:%04d%02d%02dT100000\r\n", c.year, c.month, c.day);
    }
    buf_puts(&text, "END:VEVENT\r\n" END);
    struct import_report r = import(t, str_c(&t->arena, buf_str(&text)));
    noted(&r, "10,000");
    assert_ok(assets_dates(&t->ctx, walk(t, "Walk").id, &dates, &n));
    assert_int_equal(n, ASSET_DATES_MAX);
    dates_are(t, "Walk", "2026-04-01", "2026-04-05", "");
}

static void case_merged(struct testing *t) {
    (void)import(t, BEGIN EVENT(TEN "RRULE:FREQ=WEEKLY\r\nCATEGORIES:Walking\r\nEXDATE;TZID=Europe/London:20260310T100000\r\n")
        "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Other\r\nDTSTART;TZID=America/New_York:20260304T050000\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=WEEKLY\r\nEXDATE;TZID=America/New_York:20260318T050000\r\nEND:VEVENT\r\n" END);
    struct asset a = walk(t, "Walk"), b = walk(t, "Other");
    struct assets_merged merged;
    struct assets_undone undone;
    const char *before = "3/3 10:00 17/3 10:00";
    dates_are(t, "Walk", "2026-03-03", "2026-03-18", before);
    assert_ok(assets_merge(&t->ctx, a.id, b.id, false, &merged));
    dates_are(t, "Walk", "2026-03-03", "2026-03-18", "3/3 10:00 4/3 10:00 11/3 09:00 17/3 10:00");
    assert_ok(assets_merge_undo(&t->ctx, merged.id, &undone));
    dates_are(t, "Walk", "2026-03-03", "2026-03-18", before);
    dates_are(t, "Other", "2026-03-03", "2026-03-18", "4/3 10:00 11/3 09:00");
    struct asset_date *dates;
    size_t n;
    assert_ok(assets_dates(&t->ctx, a.id, &dates, &n));
    assert_int_equal(n, 1);
}

static void case_openactive(struct testing *t) {
    static const char *const series =
        "{\"@context\":\"https://openactive.io/\",\"@type\":\"SessionSeries\",\"@id\":\"https://x.example/1\",\"name\":\"Walk\","
        "\"activity\":[{\"@id\":\"https://openactive.io/activity-list#1\",\"prefLabel\":\"Walking\"}],"
        "\"eventSchedule\":[{\"byDay\":[\"https://schema.org/Tuesday\"],\"repeatFrequency\":\"P1W\",\"startTime\":\"10:00\","
        "\"startDate\":\"2026-03-03\",\"exceptDate\":[\"2026-03-10T10:00:00Z\"]}],\"subEvent\":[{\"@type\":"
        "\"ScheduledSession\",\"startDate\":\"2026-03-17T10:00:00Z\",\"eventStatus\":\"https://schema.org/EventCancelled\"}]}";
    struct import_report r = import(t, series);
    assert_int_equal(r.added, 1);
    dates_are(t, "Walk", "2026-03-03", "2026-03-24", "3/3 10:00 17/3 10:00! 24/3 10:00");
    r = import(t, series);
    assert_int_equal(r.unchanged, 1);
}

int main(void) {
    static const struct testing_case cases[] = {{"exceptions", case_exceptions}, {"modified", case_modified},
                                                {"called off", case_cancelled},  {"later", case_later}, {"left out", case_left_out}, {"zones", case_zones},
                                                {"strange rules", case_strange}, {"merged", case_merged}, {"openactive", case_openactive}, {"many exceptions", case_many}};
    static const struct module *const modules[] = {&journal_module,    &auth_module,   &places_module,
                                                   &vocabulary_module, &people_module, &assets_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
