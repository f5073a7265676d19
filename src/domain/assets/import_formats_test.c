/* Formats other than plain tables and HSDS 3: older HSDS, packages of tables, OpenActive,
   calendars, shapes; tables that are streamed; files nobody should bring. Reading only. */
#include "domain/assets/import.h"
#include "domain/vocabulary/vocabulary.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct read {
    struct arena arena;
    struct faults faults;
    struct import_row *rows;
    size_t n;
    enum import_format format;
    struct str encoding;
    enum status status;
};

#define is(got, wanted) is_at((got), (wanted), __LINE__)
static void is_at(struct str got, const char *wanted, int line) {
    if (str_is(got, wanted)) return;
    print_error("line %d: \"%.*s\" is not \"%s\"\n", line, STR_ARG(got), wanted);
    fail();
}

static void rows_take(struct read *r, struct import_file *file) {
    struct import_row row;
    r->format = assets_import_format_of(file);
    r->encoding = assets_import_encoding(file);
    while (assets_import_next(file, &r->arena, &row))
        *ARENA_PUSH(&r->arena, r->rows, r->n) = row;
    assets_import_close(file);
}

static struct read *begin(void) {
    struct read *r = calloc(1, sizeof *r);
    assert_non_null(r);
    arena_init(&r->arena, (size_t)512 << 20);
    faults_init(&r->faults, &r->arena);
    return r;
}

static struct import_options options(const char *format) {
    return (struct import_options){.format = str_from(format),
                                   .today = day_from_civil(2026, 3, 3)};
}

static struct read *read_as(struct str bytes, const char *format) {
    struct read *r = begin();
    struct import_file *file;
    struct import_options o = options(format);
    r->status = assets_import_open(&r->arena, &r->faults, bytes, &o, &file);
    if (r->status == OK) rows_take(r, file);
    return r;
}

static struct read *read_path(const char *path, const char *format) {
    struct read *r = begin();
    struct import_file *file;
    struct import_options o = options(format);
    r->status = assets_import_open_path(&r->arena, &r->faults, str_from(path), &o, &file);
    if (r->status == OK) rows_take(r, file);
    return r;
}

static void end(struct read *r) {
    arena_release(&r->arena);
    free(r);
}

static void refuses(struct str bytes, const char *words) {
    struct read *r = read_as(bytes, "auto");
    assert_int_equal(r->status, ERR_INVALID);
    const struct fault *f = r->faults.first;
    struct str said = said_fill(&r->arena, str_from(f->said.id), &f->said);
    if (str_find(said, str_from(words), 0) == SIZE_MAX) {
        print_error("\"%.*s\" does not hold \"%s\"\n", STR_ARG(said), words);
        fail();
    }
    end(r);
}

static struct asset only(const struct read *r, size_t i) {
    assert_int_equal(r->status, OK);
    assert_true(i < r->n);
    if (r->rows[i].refused) {
        print_error("refused: %s\n", r->rows[i].why.said.id);
        fail();
    }
    return r->rows[i].asset;
}

/* ---- HSDS before 3.0, and of several places ---- */

static void older_hsds(void **state) {
    (void)state;
    struct read *r = read_as(
        STR("{\"totalElements\":1,\"content\":[{\"id\":\"s\",\"name\":\"Lunch\",\"status\":"
            "\"active\",\"fees\":\"Free\",\"eligibilitys\":[{\"minimum_age\":50}],"
            "\"regular_schedules\":[{\"weekday\":1,\"opens_at\":\"09:00:00\",\"closes_at\":"
            "\"17:00:00\"},{\"weekday\":\"Tuesday\",\"opens_at\":\"2000-01-01T09:00:00.000Z\","
            "\"closes_at\":\"2000-01-01T17:00:00.000Z\"}],\"service_taxonomys\":[{\"taxonomy\":"
            "{\"name\":\"Cooking\"}}],\"languages\":[{\"language\":\"Urdu\"}],"
            "\"contacts\":[{\"phones\":[{\"number\":\"0121 496 0118\"}]}],"
            "\"service_at_locations\":[{\"location\":{\"name\":\"Hall\",\"latitude\":52.5,"
            "\"longitude\":-1.8,\"physical_addresses\":[{\"address_1\":\"1 Weir Road\","
            "\"city\":\"Town\",\"postal_code\":\"B36 8AB\"}],\"accessibility_for_disabilities\":"
            "[{\"accessibility\":\"step free\"}]}}]}]}"),
        "auto");
    assert_int_equal(r->format, IMPORT_HSDS);
    assert_int_equal(r->n, 1);
    struct asset a = only(r, 0);
    assert_int_equal(a.schedules_n, 1);
    is(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=MO,TU");
    assert_int_equal(a.schedules[0].opens.n, 540);
    is(a.address, "1 Weir Road");
    is(a.outcode, "B36");
    is(a.languages, "ur");
    is(a.phone, "0121 496 0118");
    assert_int_equal(a.age_low, 50);
    assert_int_equal(a.cost, ASSET_COST_FREE);
    assert_int_equal(a.access_yes & ASSET_STEP_FREE, ASSET_STEP_FREE);
    is(r->rows[0].cells.text[IF_TAGS], "Cooking");
    end(r);
}

static void one_row_a_place(void **state) {
    (void)state;
    struct read *r = read_as(
        STR("[{\"id\":\"s\",\"name\":\"Choir\",\"status\":\"active\",\"service_at_locations\":["
            "{\"id\":\"x1\",\"location\":{\"id\":\"l1\",\"name\":\"A\",\"latitude\":52.5,"
            "\"longitude\":-1.8},\"schedules\":[{\"freq\":\"WEEKLY\",\"byday\":\"MO\"}]},"
            "{\"id\":\"x2\",\"location\":{\"id\":\"l2\",\"name\":\"B\",\"latitude\":52.6,"
            "\"longitude\":-1.9},\"schedules\":[{\"freq\":\"WEEKLY\",\"byday\":\"TU\"}]},"
            "{\"id\":\"x3\",\"location\":{\"id\":\"l1\",\"name\":\"A\"},"
            "\"schedules\":[{\"freq\":\"WEEKLY\",\"byday\":\"FR\"}]},"
            "{\"id\":\"x4\",\"location\":{\"id\":\"l4\",\"location_type\":\"virtual\"}}]}]"),
        "auto");
    assert_int_equal(r->n, 2);
    is(r->rows[0].cells.text[IF_ID], "s");
    is(r->rows[1].cells.text[IF_ID], "s@x2");
    is(only(r, 0).schedules[0].rrule, "FREQ=WEEKLY;BYDAY=MO,FR");
    is(only(r, 1).location_name, "B");
    is(only(r, 1).schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_int_equal(r->rows[1].line, 1);
    end(r);
    r = read_as(STR("[{\"id\":\"x1\",\"service\":{\"id\":\"s\",\"name\":\"C\"},\"location\":{"
                    "\"name\":\"A\"}},{\"id\":\"x2\",\"service\":{\"id\":\"s\",\"name\":\"C\"},"
                    "\"location\":{\"name\":\"B\"}}]"),
                "auto");
    is(r->rows[0].cells.text[IF_ID], "s");
    is(r->rows[1].cells.text[IF_ID], "s@x2");
    end(r);
}

/* ---- folders ---- */

static char folder[] = "/tmp/kith-import-XXXXXX";

static void put(const char *name, const char *text, size_t n) {
    char path[200];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void gone(const char *name) {
    char path[200];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)unlink(path);
}

#define PUT(name, text) put((name), (text), sizeof(text) - 1)

static void tables_of_a_package(void **state) {
    (void)state;
    PUT("services.csv",
        "id,organization_id,name,status\ns1,o1,Lunch,active\ns2,o1,Tea,active\n");
    PUT("organizations.csv", "id,name,description\no1,Weir Trust,Good\n");
    PUT("locations.csv", "id,name,latitude,longitude\nl1,Hall,52.5,-1.8\nl2,Park,52.6,-1.8\n");
    PUT("physical_addresses.csv", "id,location_id,address_1,city,postal_code\n"
                                  "a1,l1,1 Weir Road,Town,B36 8AB\n");
    PUT("services_at_location.csv", "id,service_id,location_id\nx,s1,l1\n");
    PUT("regular_schedules.csv",
        "id,service_id,weekday,opens_at,closes_at\nr1,s1,3,10:00,12:00\n");
    PUT("phones.csv", "id,service_id,number\np1,s1,0121 496 0118\n");
    PUT("cost_options.csv", "id,service_id,option,amount\nc1,s1,,0\n");
    struct read *r = read_path(folder, "auto");
    assert_int_equal(r->status, OK);
    assert_int_equal(r->format, IMPORT_HSDS_CSV);
    assert_int_equal(r->n, 4); /* who runs it, two services, and the park nobody uses */
    assert_int_equal(only(r, 0).kind, ASSET_ORGANISATION);
    struct asset a = only(r, 1);
    is(a.name, "Lunch");
    is(a.organisation_name, "Weir Trust");
    is(a.address, "1 Weir Road");
    is(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=WE");
    is(a.phone, "0121 496 0118");
    assert_int_equal(a.cost, ASSET_COST_FREE);
    is(r->rows[2].file, "services.csv");
    assert_int_equal(r->rows[2].line, 3);
    assert_int_equal(only(r, 3).kind, ASSET_PLACE);
    end(r);
    static const char *const names[] = {"services.csv",
                                        "organizations.csv",
                                        "locations.csv",
                                        "physical_addresses.csv",
                                        "regular_schedules.csv",
                                        "services_at_location.csv",
                                        "phones.csv",
                                        "cost_options.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) gone(names[i]);
}

static void files_of_a_folder(void **state) {
    (void)state;
    PUT("b.json", "[{\"name\":\"B\"},{\"name\":\"\"}]");
    PUT("a.csv", "name\nA\n");
    PUT("c.json", "{\"version\":\"1\"}");
    struct read *r = read_path(folder, "auto");
    assert_int_equal(r->n, 4);
    is(only(r, 0).name, "A");
    is(r->rows[1].file, "b.json");
    assert_true(r->rows[2].refused && r->rows[2].line == 2);
    assert_true(r->rows[3].refused);
    is(r->rows[3].file, "c.json");
    end(r);
    gone("a.csv");
    gone("b.json");
    r = read_path(folder, "auto");
    assert_int_equal(r->status, ERR_INVALID);
    end(r);
    gone("c.json");
}

/* ---- tables larger than the window ---- */

static void streamed(void **state) {
    (void)state;
    size_t rows = 30000, n = 0, room = 4 << 20;
    char *text = malloc(room);
    assert_non_null(text);
    n += (size_t)snprintf(text, room, "name,description\r\n");
    for (size_t i = 0; i < rows; i++)
        n += (size_t)snprintf(text + n, room - n,
                              "Group %zu,\"Line\r\nand \"\"more\"\" %zu\"\r\n", i, i);
    n += (size_t)snprintf(text + n, room - n, "Caf\xE9,late\r\n");
    put("big.csv", text, n);
    char path[200];
    (void)snprintf(path, sizeof path, "%s/big.csv", folder);
    struct read *r = read_path(path, "auto");
    assert_int_equal(r->n, rows + 1);
    is(r->encoding, "windows-1252"); /* one byte, at the very end */
    is(only(r, rows).name, "Caf\xC3\xA9");
    assert_int_equal(r->rows[12345].line, 2 + 2 * 12345);
    is(only(r, 12345).description, "Line\nand \"more\" 12345");
    end(r);
    char *wide = malloc(2 * n + 2);
    assert_non_null(wide);
    for (size_t i = 0; i < n; i++) {
        wide[2 * i] = '\0';
        wide[2 * i + 1] = text[i] == '\xE9' ? 'e' : text[i];
    }
    put("big.csv", wide, 2 * n); /* UTF-16 without a mark */
    r = read_path(path, "auto");
    is(r->encoding, "utf-16be");
    assert_int_equal(r->n, rows + 1);
    is(only(r, 777).name, "Group 777");
    end(r);
    free(wide);
    free(text);
    gone("big.csv");
}

static void huge_cells(void **state) {
    (void)state;
    size_t n = 12 << 20, at = 0;
    char *text = malloc(n + 200);
    assert_non_null(text);
    at += (size_t)snprintf(text, 200, "name,description\nA,\"");
    memset(text + at, 'x', n / 2);
    at += n / 2;
    at += (size_t)snprintf(text + at, 100, "\"\nB,fine\nC,");
    memset(text + at, 'y', n / 2);
    at += n / 2;
    at += (size_t)snprintf(text + at, 100, "\nD,fine\n");
    struct read *r = read_as(str_of(text, at), "auto");
    assert_int_equal(r->n, 4);
    assert_true(r->rows[0].refused && r->rows[0].line == 2);
    is(only(r, 1).name, "B");
    assert_true(r->rows[2].refused && r->rows[2].line == 4);
    is(only(r, 3).name, "D");
    end(r);
    at = (size_t)snprintf(text, 200, "name,description\nA,\"never closed\nB,fine\n");
    for (size_t i = 0; i < 400000; i++, at += 9) memcpy(text + at, "C,plain.\n", 9);
    at += (size_t)snprintf(text + at, 100, "Z,end\n");
    r = read_as(str_of(text, at), "auto");
    assert_int_equal(r->n, 400003);
    assert_true(r->rows[0].refused);
    is(only(r, 1).name, "B");
    is(only(r, 400002).name, "Z");
    end(r);
    memset(text, ',', n);
    refuses(str_of(text, n), "columns");
    memset(text, '[', n);
    refuses(str_of(text, n), "deep");
    free(text);
}

static void old_line_ends(void **state) {
    (void)state;
    struct read *r = read_as(STR("name;city\rA;\"B\rC\"\rD;E\r"), "auto");
    assert_int_equal(r->n, 2);
    assert_int_equal(r->rows[1].line, 4);
    is(only(r, 1).city, "E");
    end(r);
    r = read_as(STR("\xFF\xFE"
                    "n\0a\0m\0e\0\n\0A\0\xD3\0\n\0"),
                "auto");
    is(only(r, 0).name, "A\xC3\x93");
    end(r);
    /* UTF-8 with one foreign byte: the rest stays what it is */
    r = read_as(STR("name\nCaf\xC3\xA9 and caf\xE9\n"), "auto");
    is(only(r, 0).name, "Caf\xC3\xA9 and caf\xC3\xA9");
    end(r);
}

/* ---- OpenActive ---- */

static void series_and_sessions(void **state) {
    (void)state;
    struct read *r = read_as(
        STR("{\"next\":\"https://x.example/?a\",\"license\":\"l\",\"items\":["
            "{\"state\":\"updated\",\"kind\":\"SessionSeries\",\"id\":\"1\",\"modified\":1,"
            "\"data\":{\"@type\":\"SessionSeries\",\"@id\":\"https://x.example/s/1\",\"name\":"
            "\"Walk\",\"activity\":[{\"@type\":\"Concept\",\"prefLabel\":\"Walking\"}],"
            "\"genderRestriction\":\"https://openactive.io/FemaleOnly\",\"ageRange\":{"
            "\"minValue\":16},\"accessibilitySupport\":[{\"prefLabel\":\"Step free\"}],"
            "\"location\":{\"name\":\"Park\",\"geo\":{\"latitude\":52.5,\"longitude\":-1.8},"
            "\"address\":{\"streetAddress\":\"1 Weir Road\",\"postalCode\":\"B36 8AB\"}},"
            "\"offers\":[{\"price\":0}],\"leader\":[{\"name\":\"Sam\"}],\"eventSchedule\":[{"
            "\"byDay\":[\"https://schema.org/Tuesday\",\"https://schema.org/Friday\"],"
            "\"repeatFrequency\":\"P1W\",\"startTime\":\"10:00\",\"duration\":\"PT90M\","
            "\"startDate\":\"2026-01-06\",\"exceptDate\":[\"2026-04-07T10:00:00Z\"]}]}},"
            "{\"state\":\"deleted\",\"kind\":\"SessionSeries\",\"id\":\"2\",\"modified\":2},"
            "{\"state\":\"updated\",\"kind\":\"ScheduledSession\",\"id\":\"3\",\"modified\":3,"
            "\"data\":{\"@type\":\"ScheduledSession\",\"@id\":\"https://x.example/d/3\","
            "\"superEvent\":\"https://x.example/s/1\",\"startDate\":\"2026-06-02T09:00:00Z\","
            "\"duration\":\"PT1H\"}},{\"state\":\"updated\",\"kind\":\"Event\",\"id\":4,"
            "\"data\":{\"type\":\"Event\",\"name\":\"Run\",\"activity\":[\"Running\"],"
            "\"ageRange\":\"18\",\"startDate\":\"2014-09-23T18:45:00+01:00\"}}]}"),
        "auto");
    assert_int_equal(r->format, IMPORT_OPENACTIVE);
    assert_int_equal(r->n, 3);
    struct asset a = only(r, 0);
    is(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU,FR");
    assert_int_equal(a.schedules[0].opens.n, 600);
    assert_int_equal(a.schedules[0].closes.n, 690);
    assert_true(str_find(a.schedules[0].words, STR("2026-04-07"), 0) != SIZE_MAX);
    assert_int_equal(a.audience, ASSET_WOMEN);
    assert_int_equal(a.age_low, 16);
    assert_int_equal(a.cost, ASSET_COST_FREE);
    assert_true(a.access_yes & ASSET_STEP_FREE);
    is(a.description, "Led by Sam.");
    assert_true(r->rows[1].refused);
    /* the session is a date of its series: 9:00 UTC is 10 in June, and it is shorter that day */
    const struct import_told *told = r->rows[0].told;
    assert_int_equal(told->dates_n, 2);
    assert_int_equal(told->dates[1].kind, ASSET_DATE_MOVED);
    assert_int_equal(told->dates[1].day.n, day_from_civil(2026, 6, 2).n);
    assert_int_equal(told->dates[1].opens.n, 600);
    assert_int_equal(told->dates[1].closes.n, 660);
    a = only(r, 2);
    assert_int_equal(a.status, ASSET_INACTIVE);
    assert_int_equal(a.age_low, 18);
    end(r);
    r = read_as(STR("{\"next\":\"https://x.example/?b\",\"items\":[],\"license\":\"l\"}"),
                "openactive");
    assert_int_equal(r->status, OK);
    assert_int_equal(r->n, 0);
    end(r);
}

/* ---- calendars ---- */

static void calendars(void **state) {
    (void)state;
    struct read *r = read_as(
        STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Weir\r\nBEGIN:VEVENT\r\nUID:1\r\n"
            "SUMMARY:Tea\\, talk\\nand a lo\r\n ng name\r\nDTSTART;TZID=Europe/London:"
            "20260106T100000\r\nDURATION:PT1H30M\r\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=20\r\n"
            "EXDATE;TZID=Europe/London:20260407T100000\r\nLOCATION:Hall\\, 1 Weir Road\r\n"
            "GEO:52.5;-1.8\r\nCATEGORIES:Food,Cake\r\nURL:https://x.example/\r\n"
            "BEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT\r\n"
            "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/London:20260317T100000\r\n"
            "DTSTART;TZID=Europe/London:20260318T140000\r\nSUMMARY:Moved\r\nEND:VEVENT\r\n"
            "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Fete\r\nDTSTART;VALUE=DATE:20260606\r\n"
            "STATUS:CANCELLED\r\nEND:VEVENT\r\n"
            "BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Past\r\nDTSTART:20250606T090000Z\r\nEND:VEVENT\r\n"
            "BEGIN:VEVENT\r\nUID:4\r\nSUMMARY:Yearly\r\nDTSTART:20250606T090000Z\r\n"
            "RRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:5\r\nSUMMARY:No time\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n"),
        "auto");
    assert_int_equal(r->format, IMPORT_ICAL);
    assert_int_equal(r->n, 5);
    struct asset a = only(r, 0);
    assert_int_equal(r->rows[0].line, 4);
    is(a.name, "Tea, talk and a long name");
    is(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_int_equal(a.schedules[0].until.n, day_from_civil(2026, 5, 19).n);
    assert_int_equal(a.schedules[0].closes.n, 690);
    assert_true(str_find(a.schedules[0].words, STR("2026-04-07"), 0) != SIZE_MAX);
    assert_true(str_find(a.schedules[0].words, STR("2026-03-17"), 0) != SIZE_MAX);
    const struct import_told *told = r->rows[0].told;
    assert_int_equal(told->dates_n, 2);
    assert_int_equal(told->dates[0].kind, ASSET_DATE_MOVED);
    assert_int_equal(told->dates[0].day.n, day_from_civil(2026, 3, 17).n);
    assert_int_equal(told->dates[0].to_day.n, day_from_civil(2026, 3, 18).n);
    assert_int_equal(told->dates[0].opens.n, 840);
    is(told->dates[0].words, "Moved");
    assert_int_equal(told->dates[1].kind, ASSET_DATE_OFF);
    assert_int_equal(told->categories_n, 2);
    is(told->categories[1].words, "Cake");
    assert_true(a.located);
    is(a.address, "Hall, 1 Weir Road");
    assert_int_equal(only(r, 1).status, ASSET_TEMPORARILY_CLOSED);
    assert_true(r->rows[1].told->off);
    a = only(r, 2);
    assert_int_equal(a.status, ASSET_INACTIVE);
    assert_int_equal(a.schedules[0].opens.n, 600); /* nine in UTC is ten in June */
    a = only(r, 3);
    is(a.schedules[0].rrule, "FREQ=YEARLY");
    is(a.schedules[0].zone, "Etc/UTC");
    assert_true(r->rows[4].refused);
    end(r);
}

/* ---- shapes ---- */

static void feature(struct buf *out, const char *geometry) {
    buf_printf(out, "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"G\"},\"geometry\":%s}",
               out->len ? "," : "", geometry);
}

static void geometries(void **state) {
    (void)state;
    static const struct {
        const char *json;
        double lat, lon;
        const char *outline; /* its type; NULL = none */
    } table[] = {
        {"{\"type\":\"Point\",\"coordinates\":[-1.8,52.5]}", 52.5, -1.8, NULL},
        {"{\"type\":\"MultiPoint\",\"coordinates\":[[-1.8,52.5],[-1.7,52.5],[-1.72,52.5]]}",
         52.5, -1.72, "MultiPoint"},
        {"{\"type\":\"LineString\",\"coordinates\":[[-1.8,52.5],[-1.7,52.5]]}", 52.5, -1.75,
         "LineString"},
        {"{\"type\":\"MultiLineString\",\"coordinates\":[[[-1.8,52.5],[-1.7,52.5]]]}", 52.5,
         -1.75, "LineString"},
        /* a U: its centroid lies in the gap */
        {"{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[3,51],[3,54],[2,54],[2,51.5],[1,51.5],"
         "[1,54],[0,54],[0,51]]]}",
         52.35, 0.5, "Polygon"},
        {"{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,51],[0.1,51],[0,51.1],[0,51]]],"
         "[[[1,52],[2,52],[2,53],[1,53],[1,52]]]]}",
         52.5, 1.5, "MultiPolygon"},
        {"{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":"
         "[9,9]},{\"type\":\"LineString\",\"coordinates\":[[-1.8,52.5],[-1.7,52.5]]}]}",
         52.5, -1.75, "LineString"}};
    struct arena arena;
    struct buf out;
    arena_init(&arena, 1 << 22);
    buf_init(&out, &arena, 1 << 20);
    size_t n = sizeof table / sizeof *table;
    for (size_t i = 0; i < n; i++) feature(&out, table[i].json);
    feature(&out, "null");
    feature(&out, "{\"type\":\"Polygon\",\"coordinates\":[]}");
    feature(&out, "{\"type\":\"Point\",\"coordinates\":[407000,287000]}");
    struct read *r =
        read_as(str_printf(&arena, "{\"type\":\"FeatureCollection\",\"features\":[%.*s]}",
                           STR_ARG(buf_str(&out))),
                "auto");
    assert_int_equal(r->n, n + 3);
    for (size_t i = 0; i < n; i++) {
        struct asset a = only(r, i);
        if (fabs(a.lat - table[i].lat) > 0.2 || fabs(a.lon - table[i].lon) > 1e-6) {
            print_error("%zu: %f %f\n", i, a.lat, a.lon);
            fail();
        }
        assert_true((table[i].outline == NULL) == (r->rows[i].outline.len == 0));
        if (table[i].outline)
            assert_true(str_find(r->rows[i].outline, str_from(table[i].outline), 0) !=
                        SIZE_MAX);
    }
    assert_true(!only(r, n).located);
    assert_true(r->rows[n + 1].refused && r->rows[n + 2].refused);
    end(r);
    arena_release(&arena);
    refuses(
        STR("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{"
            "\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},\"features\":[{\"type\":\"Feature\","
            "\"properties\":{\"name\":\"A\"},\"geometry\":null}]}"),
        "27700");
}

/* A circle of 100,000 corners comes to few, the ring is closed, and it stays a circle. */
static void outlines_are_small(void **state) {
    (void)state;
    struct arena arena;
    struct buf out;
    arena_init(&arena, 1 << 24);
    buf_init(&out, &arena, 1 << 23);
    buf_puts(&out,
             "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":{\"type\":"
             "\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i <= 100000; i++)
        buf_printf(&out, "%s[%.7f,%.7f]", i ? "," : "",
                   -1.8 + 0.1 * cos(i * 6.283185307 / 100000),
                   52.5 + 0.1 * sin(i * 6.283185307 / 100000));
    buf_puts(&out, "]]}}");
    struct read *r = read_as(buf_str(&out), "auto");
    struct asset a = only(r, 0);
    assert_true(fabs(a.lat - 52.5) < 1e-4 && fabs(a.lon + 1.8) < 1e-4);
    size_t commas = 0;
    for (size_t i = 0; i < r->rows[0].outline.len; i++)
        commas += r->rows[0].outline.ptr[i] == '[';
    assert_true(commas > 50 && commas <= 203);
    end(r);
    arena_release(&arena);
}

static void plainly_wrong(void **state) {
    (void)state;
    refuses(STR("PK\3\4....xl/workbook.xml"), "spreadsheet");
    refuses(STR("PK\3\4....places.csv"), "archive");
    refuses(STR("Rar!...."), "packed");
    refuses(STR("{\\rtf1"), "text document");
    refuses(STR("{\"type\":\"Topology\",\"objects\":{}}"), "TopoJSON");
    refuses(STR("[{\"name\":\"A\",\n\"b\":"), "line 2");
    refuses(STR("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "no events");
    refuses(STR("name,phone\n"), "no rows");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(older_hsds),
                                       cmocka_unit_test(one_row_a_place),
                                       cmocka_unit_test(tables_of_a_package),
                                       cmocka_unit_test(files_of_a_folder),
                                       cmocka_unit_test(streamed),
                                       cmocka_unit_test(huge_cells),
                                       cmocka_unit_test(old_line_ends),
                                       cmocka_unit_test(series_and_sessions),
                                       cmocka_unit_test(calendars),
                                       cmocka_unit_test(geometries),
                                       cmocka_unit_test(outlines_are_small),
                                       cmocka_unit_test(plainly_wrong)};
    if (!mkdtemp(folder)) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)rmdir(folder);
    return failed;
}
