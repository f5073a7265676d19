/* Feeds of series and their sessions: together, apart, in pieces, taken out; and places whose clock
   is another. Today is Tuesday 3 March 2026. */
#include "domain/assets/dates.h"
#include "domain/assets/import_store.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>

static struct import_report import_to(struct testing *t, const char *place, struct str text) {
    struct import_options o = {.today = ctx_today(&t->ctx)};
    struct import_wish wish = {.place = str_from(place), .source = STR("feed")};
    struct import_file *file;
    struct import_report report;
    assert_ok(db_commit(t->ctx.db));
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, text, &o, &file));
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, &report));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return report;
}

static struct import_report import(struct testing *t, const char *text) {
    return import_to(t, "Weirside", str_from(text));
}

static struct asset named(struct testing *t, const char *name) {
    struct asset *assets;
    size_t n;
    assert_ok(assets_list_all(&t->ctx, 100, 0, &assets, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(assets[i].name, name)) return assets[i];
    fail_msg("no %s", name);
    return (struct asset){0};
}

static void dates_are(struct testing *t, const char *name, const char *wanted) {
    struct asset a = named(t, name);
    struct asset_session *s;
    struct buf buf;
    size_t n;
    buf_init(&buf, &t->arena, 8000);
    assert_ok(assets_sessions(&t->ctx, &a, day_from_civil(2026, 3, 1), day_from_civil(2026, 4, 30), 100, &s, &n));
    for (size_t i = 0; i < n; i++) {
        struct civil c = civil_from_day(s[i].on);
        buf_printf(&buf, "%s%d/%d %02d:%02d", i ? " " : "", c.day, c.month, s[i].opens.n / 60, s[i].opens.n % 60);
        if (minutes_is(s[i].closes)) buf_printf(&buf, "-%02d:%02d", s[i].closes.n / 60, s[i].closes.n % 60);
        buf_printf(&buf, "%s%s%s", s[i].cancelled ? "!" : "", s[i].moved ? ">" : "", s[i].extra ? "+" : "");
        if (s[i].location_name.len) buf_printf(&buf, "@%.*s", STR_ARG(s[i].location_name));
    }
    testing_assert_str(buf_str(&buf), wanted, __FILE__, __LINE__);
}

static void counts(const struct import_report *r, int64_t added, int64_t changed, int64_t unchanged, size_t refused) {
    assert_int_equal(r->added, added);
    assert_int_equal(r->changed, changed);
    assert_int_equal(r->unchanged, unchanged);
    assert_int_equal(r->refused_n, refused);
}

#define PAGE(items) "{\"next\":\"https://x.example/?a\",\"license\":\"l\",\"items\":[" items "]}"
#define UPDATED(kind, id, modified, data) \
    "{\"state\":\"updated\",\"kind\":\"" kind "\",\"id\":\"" id "\",\"modified\":" modified ",\"data\":{\"@type\":\"" kind "\"," data "}}"
#define DELETED(kind, id, modified) \
    "{\"state\":\"deleted\",\"kind\":\"" kind "\",\"id\":\"" id "\",\"modified\":" modified "}"
#define RULE ",\"eventSchedule\":[{\"byDay\":[\"https://schema.org/Tuesday\"],\"repeatFrequency\":\"P1W\"," \
             "\"startTime\":\"10:00\",\"endTime\":\"11:00\",\"startDate\":\"2026-03-03\",\"endDate\":\"2026-04-14\"}]"
#define WALK(rule) \
    UPDATED("SessionSeries", "1", "1", "\"@id\":\"https://x.example/1\",\"name\":\"Walk\",\"location\":{\"name\":\"Park\"}" rule)
#define DATE(id, modified, start, more) \
    UPDATED("ScheduledSession", id, modified, "\"@id\":\"https://x.example/d/" id "\",\"superEvent\":" \
            "\"https://x.example/1\",\"startDate\":\"2026-" start "Z\",\"duration\":\"PT1H\"" more)
#define CALLED_OFF ",\"eventStatus\":\"https://schema.org/EventCancelled\""
#define IN_HALL ",\"location\":{\"name\":\"Hall\"}"

/* Several pages, sessions before their series, an old version that is overtaken. */
static void case_together(struct testing *t) {
    static const char text[] = "[" PAGE(
        DATE("a", "1", "03-03T10:00:00", "") "," DATE("b", "2", "03-10T15:00:00", "") ","
        DATE("c", "3", "03-17T10:00:00", CALLED_OFF)) "," PAGE(
        WALK(RULE) "," DATE("e", "5", "03-31T09:00:00", IN_HALL) "," DATE("b", "9", "03-10T14:30:00", "") ","
        DATE("f", "6", "04-09T17:00:00", "") "," DATE("g", "6", "04-14T09:00:00", "") ","
        DATE("h", "6", "04-07T09:00:00", "") "," DELETED("ScheduledSession", "h", "7")) "]";
    struct import_report r = import(t, text);
    counts(&r, 1, 0, 0, 0);
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 14:30-15:30> 17/3 10:00-11:00! 31/3 10:00-11:00>@Hall 9/4 18:00-19:00+ "
                         "14/4 10:00-11:00");
    r = import(t, text);
    counts(&r, 0, 0, 1, 0);
}

/* No rule: a weekly line where they keep to one, and single dates. */
static void case_fitted(struct testing *t) {
    struct import_report r = import(t, PAGE(
        WALK("") "," DATE("a", "1", "03-03T10:00:00", "") "," DATE("b", "2", "03-10T10:00:00", "") ","
        DATE("c", "3", "03-24T10:00:00", "") "," DATE("d", "3", "03-26T15:00:00", "")));
    counts(&r, 1, 0, 0, 0);
    struct asset a = named(t, "Walk");
    assert_int_equal(a.schedules_n, 1);
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 10:00-11:00 24/3 10:00-11:00 26/3 15:00-16:00+");
}

/* A rule its sessions do not keep: theirs takes its place, and goes on when it did. */
static void case_monthly(struct testing *t) {
    (void)import(t, PAGE(
        WALK(",\"eventSchedule\":{\"repeatFrequency\":\"P1M\",\"startTime\":\"10:00\"}") "," DATE("a", "1", "03-27T10:00:00", "") ","
        DATE("b", "1", "04-24T09:00:00", "") "," DATE("c", "1", "05-29T09:00:00", CALLED_OFF) "," DATE("d", "1", "06-26T09:00:00", "")));
    struct asset a = named(t, "Walk");
    assert_int_equal(a.schedules_n, 1);
    assert_str(a.schedules[0].rrule, "FREQ=MONTHLY;BYDAY=-1FR");
    assert_false(day_is(a.schedules[0].until));
    dates_are(t, "Walk", "27/3 10:00-11:00 24/4 10:00-11:00");
}

/* The series first, its sessions in a later file; then pieces of the feed. */
static void case_apart(struct testing *t) {
    struct import_report r = import(t, PAGE(WALK(RULE)));
    counts(&r, 1, 0, 0, 0);
    static const char sessions[] = PAGE(DATE("a", "1", "03-10T10:00:00", CALLED_OFF) "," DATE("b", "2", "03-17T12:00:00", "")
                                        "," DATE("c", "2", "03-24T10:00:00", ""));
    r = import(t, sessions);
    counts(&r, 0, 1, 0, 0);
    assert_int_equal(r.not_seen, 0);
    const char *all = "3/3 10:00-11:00 10/3 10:00-11:00! 17/3 10:00-11:00 17/3 12:00-13:00+ 24/3 10:00-11:00 31/3 10:00-11:00 "
                      "7/4 10:00-11:00 14/4 10:00-11:00";
    dates_are(t, "Walk", all);
    r = import(t, sessions);
    counts(&r, 0, 0, 1, 0);
    r = import(t, PAGE(WALK(RULE ",\"description\":\"New\""))); /* the series alone: its dates stay */
    counts(&r, 0, 1, 0, 0);
    dates_are(t, "Walk", all);
    /* on again, moved to another day under its name, taken out */
    r = import(t, PAGE(DATE("a", "5", "03-10T10:00:00", "") "," DATE("c", "6", "03-25T10:00:00", "") ","
                       DELETED("ScheduledSession", "b", "7") "," DELETED("ScheduledSession", "z", "7")));
    assert_int_equal(r.refused_n, 1);
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 10:00-11:00 17/3 10:00-11:00 25/3 10:00-11:00> 31/3 10:00-11:00 "
                         "7/4 10:00-11:00 14/4 10:00-11:00");
    r = import(t, PAGE(DELETED("ScheduledSession", "a", "8")));
    counts(&r, 0, 1, 0, 0);
    dates_are(t, "Walk", "3/3 10:00-11:00 17/3 10:00-11:00 25/3 10:00-11:00> 31/3 10:00-11:00 7/4 10:00-11:00 14/4 10:00-11:00");
    /* the series itself */
    r = import(t, PAGE(DELETED("SessionSeries", "1", "9")));
    counts(&r, 0, 1, 0, 0);
    assert_int_equal(r.not_seen, 1);
    r = import(t, PAGE(DELETED("SessionSeries", "1", "9")));
    counts(&r, 0, 0, 1, 0);
    r = import(t, PAGE(WALK(RULE)));
    assert_int_equal(r.refused_n, 0);
    r = import(t, PAGE(DELETED("SessionSeries", "1", "9"))); /* it was there again */
    assert_int_equal(r.not_seen, 1);
}

/* Sessions only: with the whole series inside, or with no more than its address. */
static void case_alone(struct testing *t) {
#define INSIDE(id, start) \
    UPDATED("ScheduledSession", id, "1", "\"superEvent\":{\"@id\":\"https://x.example/2\",\"name\":\"Choir\"" RULE "}," \
            "\"startDate\":\"2026-" start "Z\",\"duration\":\"PT1H\"")
    struct import_report r = import(t, PAGE(INSIDE("a", "03-03T10:00:00") "," INSIDE("b", "03-17T10:00:00")));
    counts(&r, 1, 0, 0, 0);
    dates_are(t, "Choir", "3/3 10:00-11:00 17/3 10:00-11:00 24/3 10:00-11:00 31/3 10:00-11:00 7/4 10:00-11:00 14/4 10:00-11:00");
    static const char only[] = PAGE(DATE("a", "1", "03-03T10:00:00", ",\"name\":\"Walk\"") "," DATE("b", "1", "03-10T10:00:00", "")
                                    "," DATE("c", "1", "03-17T10:00:00", ""));
    r = import(t, only);
    counts(&r, 1, 0, 0, 0);
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 10:00-11:00 17/3 10:00-11:00");
    r = import(t, only);
    counts(&r, 0, 0, 1, 0);
    r = import(t, PAGE(DATE("n", "1", "03-03T10:00:00", ""))); /* attached to it, named or not */
    counts(&r, 0, 0, 1, 0);
    /* the series comes later and takes its place */
    r = import(t, PAGE(UPDATED("SessionSeries", "1", "1", "\"@id\":\"https://x.example/1\",\"name\":\"Long walk\"")));
    counts(&r, 0, 1, 0, 0);
    dates_are(t, "Long walk", "3/3 10:00-11:00 10/3 10:00-11:00 17/3 10:00-11:00");
}

/* A series that never said when it is gets its times from its sessions. */
static void case_untimed(struct testing *t) {
    (void)import(t, PAGE(WALK("")));
    struct import_report r = import(t, PAGE(DATE("a", "1", "03-03T10:00:00", "") "," DATE("b", "1", "03-10T10:00:00", "")
                                            "," DATE("c", "1", "03-24T10:00:00", "")));
    counts(&r, 0, 1, 0, 0);
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 10:00-11:00 24/3 10:00-11:00");
}

/* What a person here put on a date stays, whatever the feed says. */
static void case_person(struct testing *t) {
    (void)import(t, PAGE(WALK(RULE)));
    struct asset a = named(t, "Walk");
    const struct asset_date own = {.day = day_from_civil(2026, 3, 10), .at = {600}, .kind = ASSET_DATE_CANCELLED,
                                   .to_day = DAY_NONE, .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("Ice")};
    assert_ok(assets_date_put(&t->ctx, &a, &own));
    struct import_report r = import(t, PAGE(DATE("a", "1", "03-10T10:00:00", "")));
    counts(&r, 0, 0, 1, 0);
    dates_are(t, "Walk", "3/3 10:00-11:00 10/3 10:00-11:00! 17/3 10:00-11:00 24/3 10:00-11:00 31/3 10:00-11:00 7/4 10:00-11:00 "
                         "14/4 10:00-11:00");
}

/* Hostile or odd: no hour, no series, itself as its series, numbers for ids. */
static void case_odd(struct testing *t) {
    struct import_report r = import(t, PAGE(
        UPDATED("ScheduledSession", "1", "1", "\"superEvent\":{\"@id\":7},\"startDate\":\"2026-03-03T10:00:00Z\"") ","
        UPDATED("ScheduledSession", "2", "1", "\"superEvent\":\"\",\"name\":\"Alone\",\"startDate\":\"2026-03-03\"") ","
        UPDATED("SessionSeries", "3", "1", "\"@id\":\"s\",\"superEvent\":\"s\",\"name\":\"Loop\",\"startDate\":\"2026-03-04T10:00:00Z\"")
        ",null,7,{},{\"state\":\"deleted\"}"));
    assert_int_equal(r.added, 2);
    assert_int_equal(r.refused_n, r.read - 2);
}

static void place_make(struct testing *t, const char *name, const char *zone) {
    struct place_id id;
    const struct place place = {.name = str_from(name), .kind = PLACE_NEIGHBOURHOOD, .country = STR("PK"), .zone = str_from(zone)};
    assert_ok(places_put(&t->ctx, &place, &id));
}

/* Hours are those of the place. */
static void case_zones(struct testing *t) {
    static const struct {
        const char *zone, *feed, *calendar, *floating;
    } table[] = {{"Asia/Karachi", "3/3 15:00-16:00 31/3 15:00-16:00", "3/3 15:00-16:00 31/3 14:00-15:00",
                  "3/3 10:00-11:00 31/3 10:00-11:00"},
                 {"Europe/Dublin", "3/3 10:00-11:00 31/3 11:00-12:00", "3/3 10:00-11:00 31/3 10:00-11:00",
                  "3/3 10:00-11:00 31/3 10:00-11:00"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str place = str_printf(&t->arena, "Town %zu", i);
        const char *name = str_c(&t->arena, place);
        place_make(t, name, table[i].zone);
        struct str text = str_printf(
            &t->arena, "{\"@context\":\"https://openactive.io/\",\"@type\":\"SessionSeries\",\"@id\":\"https://z.example/%zu\",\"name\":"
            "\"Feed %zu\",\"subEvent\":[{\"startDate\":\"2026-03-03T10:00:00Z\",\"duration\":\"PT1H\"},"
            "{\"startDate\":\"2026-03-31T10:00:00Z\",\"duration\":\"PT1H\"}]}", i, i);
        (void)import_to(t, name, text);
        dates_are(t, str_c(&t->arena, str_printf(&t->arena, "Feed %zu", i)), table[i].feed);
        text = str_printf(
            &t->arena, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:z%zu\r\nSUMMARY:London %zu\r\nDTSTART;TZID=Europe/London:20260303T100000\r\n"
            "DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:f%zu\r\nSUMMARY:Floating %zu\r\n"
            "DTSTART:20260303T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
            "UID:o%zu\r\nSUMMARY:Once %zu\r\nDTSTART:20260303T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=1\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n", i, i, i, i, i, i);
        (void)import_to(t, name, text);
        dates_are(t, str_c(&t->arena, str_printf(&t->arena, "London %zu", i)), table[i].calendar);
        dates_are(t, str_c(&t->arena, str_printf(&t->arena, "Floating %zu", i)), table[i].floating);
        dates_are(t, str_c(&t->arena, str_printf(&t->arena, "Once %zu", i)), i == 0 ? "3/3 15:00-16:00" : "3/3 10:00-11:00");
    }
}

int main(void) {
    static const struct testing_case cases[] = {{"together", case_together}, {"fitted", case_fitted}, {"monthly", case_monthly}, {"apart", case_apart},
                                                {"alone", case_alone},       {"untimed", case_untimed}, {"person", case_person},
                                                {"odd", case_odd},           {"zones", case_zones}};
    static const struct module *const modules[] = {&journal_module,    &auth_module,   &places_module,
                                                   &vocabulary_module, &people_module, &assets_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
