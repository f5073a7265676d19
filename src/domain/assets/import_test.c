/* What files become: headers, cells, refusals, and that a second time changes nothing. Over
   small
   invented files; import_formats_test.c has the other formats, import_samples_test.c real ones. */
#include "assets_sql.h"
#include "domain/assets/import_store.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

extern const struct module assets_module;

/* ---- reading, importing, looking up ---- */

static enum status read_file(struct testing *t, struct str bytes,
                             const struct import_options *o, struct import_file **ret_file) {
    struct import_options options = *o;
    options.today = ctx_today(&t->ctx);
    faults_init(&t->ctx.faults, &t->arena);
    return assets_import_open(&t->arena, &t->ctx.faults, bytes, &options, ret_file);
}

/* The command's way: no transaction open before, one after for looking. */
static struct import_report import_with(struct testing *t, struct str bytes,
                                        const struct import_options *o,
                                        const struct import_wish *wish) {
    struct import_file *file;
    struct import_report r = {0};
    assert_ok(read_file(t, bytes, o, &file));
    assert_ok(db_commit(t->ctx.db));
    t->ctx.now.ms += 1000;
    assert_ok(assets_import(&t->ctx, &t->arena, file, wish, NULL, NULL, &r));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(r.read, r.added + r.changed + r.unchanged + (int64_t)r.refused_n);
    return r;
}

static struct import_report import(struct testing *t, const char *text) {
    return import_with(t, str_from(text), &(struct import_options){0},
                       &(struct import_wish){.place = STR("Weirside")});
}

static struct str why_not(struct testing *t, struct str bytes, const struct import_options *o) {
    struct import_file *file;
    assert_int_equal(read_file(t, bytes, o, &file), ERR_INVALID);
    assert_non_null(t->ctx.faults.first);
    return text_say(&t->arena, t->ctx.locale, &t->ctx.faults.first->said);
}

static void holds(struct str text, const char *piece) {
    if (str_find(text, str_from(piece), 0) != SIZE_MAX) return;
    print_error("\"%.*s\" does not hold \"%s\"\n", STR_ARG(text), piece);
    fail();
}

static struct asset known(struct testing *t, const char *source, const char *key) {
    struct assets_sql_source_find row;
    struct asset a;
    assert_ok(
        assets_sql_source_find(t->ctx.db, &t->arena, str_from(source), str_from(key), &row));
    assert_ok(assets_find(&t->ctx, row.asset_id, &a));
    return a;
}

static int64_t all(struct testing *t) {
    int64_t n;
    assert_ok(assets_sql_count_all(t->ctx.db, &n));
    return n;
}

/* ---- tables ---- */

static const char plain[] =
    "id,name,description,days_times,cost,step_free,languages,ages,postcode,lat,lon,phone,email,url,"
    "last_checked,organization,licence\n"
    "7,Tea & Talk,\"<p>A cuppa &amp; a chat</p><script>alert(1)</script>\",Every Tuesday "
    "10:00 to "
    "11:30,free,yes,\"English, Urdu\",18+,B36 8AB,52.5,-1.79,0121 496 0118,tea@example.org,"
    "example.org,2026-02-24,Weir Trust,CC0\n"
    "8,=SUM(A1),,by arrangement,\xC2\xA3"
    "2.50 a session,not step free,,5-11,,,,,,,,,\n";

static void a_table_is_understood(struct testing *t) {
    struct import_report r = import(t, plain);
    assert_int_equal(r.added, 2);
    struct asset a = known(t, "Weirside", "id:7");
    assert_str(a.name, "Tea & Talk");
    assert_str(a.description, "A cuppa & a chat");
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_int_equal(a.schedules[0].opens.n, 600);
    assert_int_equal(a.cost, ASSET_COST_FREE);
    assert_int_equal(a.access_yes, ASSET_STEP_FREE);
    assert_str(a.languages, "en ur");
    assert_int_equal(a.age_low, 18);
    assert_int_equal(a.age_high, -1);
    assert_str(a.outcode, "B36");
    assert_str(a.url, "https://example.org");
    assert_str(a.organisation_name, "Weir Trust");
    assert_true(a.located && fabs(a.lat - 52.5) < 1e-9 && !a.elsewhere);
    assert_true(a.concepts_n > 0);
    a = known(t, "Weirside", "id:8");
    assert_str(a.name, "=SUM(A1)"); /* a formula is only words */
    assert_str(a.schedules[0].words, "by arrangement");
    assert_null(a.schedules[0].rrule.ptr);
    assert_int_equal(a.cost, ASSET_COST_PAID);
    assert_int_equal(a.price.n, 250);
    assert_int_equal(a.access_no, ASSET_STEP_FREE);
    assert_int_equal(a.age_high, 11);
}

static void twice_changes_nothing(struct testing *t) {
    (void)import(t, plain);
    struct import_report r = import(t, plain);
    assert_int_equal(r.unchanged, 2);
    assert_int_equal(r.added + r.changed, 0);
    assert_int_equal(all(t), 2);
    struct str other =
        str_replace(&t->arena, str_from(plain), STR("10:00 to 11:30"), STR("10:00 to 12:00"));
    r = import(t, str_c(&t->arena, other));
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.unchanged, 1);
    assert_int_equal(known(t, "Weirside", "id:7").schedules[0].closes.n, 720);
}

static void without_ids_name_and_place_are_known(struct testing *t) {
    static const char rows[] =
        "Name;Lat;Lng\nT\xC3\xAA Party;52,5;-1,8\nTe Party;52.5;-1.8\nOther;;\n";
    struct import_report r = import(t, rows);
    assert_int_equal(r.added,
                     3); /* the same words otherwise written: kept, and seen as a pair */
    assert_int_equal(r.duplicates, 1);
    r = import(t, rows);
    assert_int_equal(r.unchanged, 3);
    assert_int_equal(r.duplicates, 0);
    r = import(t, "name,lat,lon\nTwin,52.5,-1.7\nTwin,52.5,-1.7\n");
    assert_int_equal(r.added, 1);
    assert_int_equal(r.unchanged, 1);
}

static void absent_rows_stay(struct testing *t) {
    struct assets_sql_source_find row;
    (void)import(t, "id,name\n1,One\n2,Two\n");
    struct import_report r = import(t, "id,name\n1,One\n");
    assert_int_equal(r.not_seen, 1);
    assert_int_equal(all(t), 2);
    assert_ok(assets_sql_source_find(t->ctx.db, &t->arena, STR("Weirside"), STR("id:2"), &row));
    assert_true(instant_is(row.not_seen_at));
    r = import(t, "id,name\n1,One\n2,Two\n");
    assert_int_equal(r.unchanged, 2);
    assert_ok(assets_sql_source_find(t->ctx.db, &t->arena, STR("Weirside"), STR("id:2"), &row));
    assert_false(instant_is(row.not_seen_at));
}

static void bad_rows_are_refused_with_their_line(struct testing *t) {
    struct import_report r = import(
        t,
        "id,name,lat,lon,ages\n1,,52,-1,\n2,Far,95,-1,\n3,Swapped,-1.79,52.5,\n4,Half,52.5,,\n"
        "5,Words,north,west,\n6,Ages,,,11-5\n7,\"Good\nOne\",52.5,-1.79,\n1,Again,,,\n7,Again,,,\n8,Paris,48.85,2.35,\n");
    static const struct {
        int64_t line;
        const char *field, *words;
    } wanted[] = {{2, "name", "no name"},     {3, "lat", "No such point"},
                  {4, "lat", "swapped"},      {5, "lon", "Only one"},
                  {6, "lat", "not a number"}, {7, "ages", "wrong way round"},
                  {11, "id", "in line 8"}};
    assert_int_equal(r.refused_n, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(r.refused[i].line, wanted[i].line);
        assert_str(r.refused[i].field, wanted[i].field);
        holds(r.refused[i].reason, wanted[i].words);
    }
    assert_int_equal(r.added, 3);
    assert_int_equal(r.elsewhere, 1);
    assert_true(known(t, "Weirside", "id:8").elsewhere);
    assert_str(known(t, "Weirside", "id:7").name, "Good One");
}

/* Farther apart than is read at once: what came before is known from the table itself. */
static void repeats_far_apart(struct testing *t) {
    struct buf text;
    buf_init(&text, &t->arena, 1 << 20);
    buf_puts(&text, "id,name\nA,First\nB,Same\n");
    for (int i = 0; i < 1200; i++) buf_printf(&text, "%d,Group %d\n", i, i);
    buf_puts(&text, "A,Other\nB,Same\nC,Last\n");
    for (int round = 0; round < 2; round++) {
        struct import_report r = import_with(t, buf_str(&text), &(struct import_options){0},
                                             &(struct import_wish){.place = STR("Weirside")});
        assert_int_equal(r.read, 1205);
        assert_int_equal(r.added, round == 0 ? 1203 : 0);
        assert_int_equal(r.unchanged, round == 0 ? 1 : 1204);
        assert_int_equal(r.refused_n, 1);
        assert_int_equal(r.refused[0].line, 1204);
        holds(r.refused[0].reason, "line 2 already");
        assert_str(known(t, "Weirside", "id:A").name, "First");
    }
    text.len = 0;
    buf_puts(&text, "name,city\nTea,A\n");
    for (int i = 0; i < 600; i++) buf_printf(&text, "Group %d,B\n", i);
    buf_puts(&text, "Tea,A\n");
    struct import_wish wish = {.place = STR("Weirside"), .source = STR("Names")};
    struct import_report r =
        import_with(t, buf_str(&text), &(struct import_options){0}, &wish);
    assert_int_equal(r.added, 601);
    assert_int_equal(r.unchanged, 1);
}

static void what_cannot_be_kept_is_said(struct testing *t) {
    struct import_report r = import(
        t,
        "name,email,website,phone,last_checked,times\nA,nobody,not one,none,soon,99:99 on "
        "Blursday\n");
    assert_int_equal(r.added, 1);
    assert_int_equal(r.noted_n, 5);
    static const char *const fields[] = {"phone", "email", "url", "days_times", "last_checked"};
    for (size_t i = 0; i < 5; i++) assert_str(r.noted[i].field, fields[i]);
    struct asset a = known(t, "Weirside", "at:a@|||");
    assert_str(a.schedules[0].words, "99:99 on Blursday");
    assert_null(a.email.ptr);
}

static void encodings_and_delimiters(struct testing *t) {
    struct import_report r = import_with(
        t, STR("\xFF\xFEn\0a\0m\0e\0;\0c\0i\0t\0y\0\r\0T\0\xEA\0;\0X\0\r\0"),
        &(struct import_options){0}, &(struct import_wish){.place = STR("Weirside")});
    assert_int_equal(r.added, 1);
    assert_str(r.encoding, "utf-16le");
    r = import(t, "sep=|\r\nname|phone\r\nCaf\xE9|0121 496 0999\r\n");
    assert_int_equal(r.added, 1);
    assert_str(r.encoding, "windows-1252");
    assert_str(known(t, "Weirside", "at:cafe@|||").name, "Caf\xC3\xA9");
    r = import_with(t, STR("name^city\nA;B^C\n"),
                    &(struct import_options){.delimiter = STR("^")},
                    &(struct import_wish){.place = STR("Weirside"), .source = STR("Caret")});
    assert_str(known(t, "Caret", "at:a;b@|||c").city, "C");
    assert_int_equal(r.added, 1);
}

static void week_columns_become_times(struct testing *t) {
    (void)import(t, "name,MON_OPEN,MON_CLOSE,TUE_OPEN,TUE_CLOSE,saturday,OPENING_HOURS\n"
                    "Hall,09:00,17:00,09:00,17:00,10am-2pm,TRUE\nShut,,,,,closed,FALSE\n");
    struct assets_sql_list *rows;
    size_t n;
    assert_ok(assets_sql_list(t->ctx.db, &t->arena, 10, 0, &rows, &n));
    assert_int_equal(n, 2);
    struct asset a;
    assert_ok(assets_find(&t->ctx, rows[0].id, &a));
    assert_int_equal(a.schedules_n, 2);
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=MO,TU");
    assert_int_equal(a.schedules[0].closes.n, 17 * 60);
    assert_str(a.schedules[1].rrule, "FREQ=WEEKLY;BYDAY=SA");
    assert_ok(assets_find(&t->ctx, rows[1].id, &a));
    assert_int_equal(a.schedules_n, 0);
}

/* ---- headers ---- */

static void headers_by_meaning(struct testing *t) {
    static const struct {
        const char *header;
        enum import_field field;
    } wanted[] = {{"Latitude", IF_LAT},
                  {"lng", IF_LON},
                  {"postal_code", IF_POSTCODE},
                  {"address_1", IF_ADDRESS},
                  {"schedule", IF_DAYS_TIMES},
                  {"opening_hours", IF_DAYS_TIMES},
                  {"accessibility", IF_STEP_FREE},
                  {"website", IF_URL},
                  {"Tel.", IF_PHONE},
                  {"TELEPHONE", IF_PHONE},
                  {"Opening times (please check)", IF_DAYS_TIMES},
                  {"Enw", IF_NAME},
                  {"Disgrifiad", IF_DESCRIPTION},
                  {"C\xC3\xB4"
                   "d post",
                   IF_POSTCODE},
                  {"Szeroko\xC5\x9B\xC4\x87", IF_LAT},
                  {"Kod pocztowy", IF_POSTCODE},
                  {"D\xC5\x82ugo\xC5\x9B\xC4\x87", IF_LON},
                  {"\xD9\x86\xD8\xA7\xD9\x85", IF_NAME},
                  {"\xD9\xBE\xD8\xAA\xDB\x81", IF_ADDRESS},
                  {"\xD9\x81\xD9\x88\xD9\x86", IF_PHONE},
                  {"wed_close", IF_DAY_CLOSES + 2},
                  {"Poniedzia\xC5\x82"
                   "ek",
                   IF_DAY},
                  {"Contact name", IMPORT_FIELDS},
                  {"Colour of the door", IMPORT_FIELDS}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int rank;
        enum import_field got =
            assets_import_header_guess(&t->arena, str_from(wanted[i].header), &rank);
        if (got != wanted[i].field) print_error("%s\n", wanted[i].header);
        assert_int_equal(got, wanted[i].field);
    }
    for (int i = 0; i < IMPORT_FIELDS; i++)
        assert_true(assets_import_field_name((enum import_field)i)[0] != '\0');
}

static void maps_overrule(struct testing *t) {
    const struct import_map right[] = {{STR("name"), STR("Label")}, {STR("phone"), STR("#3")}};
    const struct import_map wrong[] = {{STR("name"), STR("Lable")}},
                            unknown[] = {{STR("colour"), STR("Label")}};
    struct str rows = STR("Label,Title,Ring\nA,B,0121 496 0000\n");
    struct import_report r =
        import_with(t, rows, &(struct import_options){.maps = right, .maps_n = 2},
                    &(struct import_wish){.place = STR("Weirside")});
    assert_int_equal(r.added, 1);
    assert_str(known(t, "Weirside", "at:a@|||").phone, "0121 496 0000");
    holds(why_not(t, rows, &(struct import_options){.maps = wrong, .maps_n = 1}),
          "Label, Title, Ring");
    holds(why_not(t, rows, &(struct import_options){.maps = unknown, .maps_n = 1}),
          "no field called");
    holds(why_not(t, STR("a,b\n1,2\n"), &(struct import_options){0}),
          "No column holds the name");
    holds(why_not(t, STR("name,phone,Phone\nA,1,2\n"), &(struct import_options){0}),
          "column 2 and column 3");
}

/* ---- JSON ---- */

static const char hsds[] =
    "{\"total_items\":2,\"contents\":[{\"id\":\"AC148810-d857-441c-9679-408f346de14b\",\"name\":\"Chair Yoga\",\"status\":\"active\","
    "\"minimum_age\":50,\"assured_date\":\"2026-01-05\",\"organization\":{\"id\":\"o1\",\"name\":\"Weir Trust\"},"
    "\"schedules\":[{\"freq\":\"WEEKLY\",\"byday\":\"TH\",\"interval\":2,\"dtstart\":\"2026-03-05\",\"opens_at\":\"10:00:00\",\"closes_at\":\"11:30Z\"}],"
    "\"cost_options\":[{\"amount\":2.5,\"option\":\"A "
    "session\"}],\"languages\":[{\"code\":\"ur\"},{\"name\":\"Polish\"}],"
    "\"attributes\":[{\"taxonomy_term\":{\"name\":\"Yoga\"}}],\"phones\":[{\"number\":\"0121 "
    "496 0001\"}],"
    "\"service_at_locations\":[{\"location\":{\"name\":\"Hall\",\"latitude\":52.5,\"longitude\":-1.8,"
    "\"accessibility\":[{\"description\":\"Level access, hearing "
    "loop\"}],\"addresses\":[{\"address_1\":\"1 High St\",\"city\":\"Birmingham\","
    "\"postal_code\":\"B36 8AB\"}]}}]},{\"id\":\"2\",\"name\":\"\"},7]}";

static void hsds_is_understood(struct testing *t) {
    struct import_report r = import(t, hsds);
    assert_str(r.format, "hsds-json");
    assert_int_equal(r.read, 3);
    assert_int_equal(r.added, 1);
    assert_int_equal(r.refused[0].line, 2);
    assert_int_equal(r.refused[1].line, 3);
    struct asset a = known(t, "Weirside", "id:AC148810-d857-441c-9679-408f346de14b");
    assert_str(a.external_id, "ac148810-d857-441c-9679-408f346de14b");
    assert_int_equal(a.kind, ASSET_SERVICE);
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH");
    assert_int_equal(a.schedules[0].closes.n, 690);
    assert_int_equal(a.schedules[0].from.n, day_from_civil(2026, 3, 5).n);
    assert_int_equal(a.price.n, 250);
    assert_str(a.languages, "ur pl");
    assert_int_equal(a.access_yes, ASSET_STEP_FREE | ASSET_HEARING_LOOP);
    assert_str(a.location_name, "Hall");
    assert_str(a.postcode, "B36 8AB");
    assert_int_equal(a.checked.n, day_from_civil(2026, 1, 5).n);
    assert_int_equal(a.quality[0], 80); /* its own topic */
    assert_int_equal(import(t, hsds).unchanged, 1);
}

static void organisations_bring_their_services(struct testing *t) {
    struct import_report r = import(
        t,
        "[{\"id\":\"o\",\"name\":\"Weir "
        "Trust\",\"website\":\"http://weir.example\",\"services\":[{\"id\":\"s1\",\"name\":\"Lunch\","
        "\"status\":\"active\"},{\"id\":\"s2\",\"name\":\"Choir\",\"status\":\"temporarily "
        "closed\"}]}]");
    assert_int_equal(r.added, 3);
    struct asset org = known(t, "Weirside", "id:o"), choir = known(t, "Weirside", "id:s2");
    assert_int_equal(org.kind, ASSET_ORGANISATION);
    assert_true(choir.organisation.v == org.id.v);
    assert_str(choir.organisation_name, "Weir Trust");
    assert_int_equal(choir.status, ASSET_TEMPORARILY_CLOSED);
}

static void plain_json_and_geojson(struct testing *t) {
    struct import_report r = import(
        t,
        "{\"publisher\":\"Karte\",\"visible\":[{\"id\":1,\"title\":\"Caf\\u00e9\",\"tags\":[\"coffee\",\"cake\"],"
        "\"location\":{\"lat\":52.5,\"lng\":-1.8}}]}");
    assert_str(r.source, "Karte");
    assert_str(r.format, "json");
    assert_true(known(t, "Karte", "id:1").located);
    r = import(
        t,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"g1\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        "[[[-1.8,52.4],[-1.6,52.4],[-1.6,52.6],[-1.8,52.6],[-1.8,52.4]]]},\"properties\":{\"name\":\"Park\"}},"
        "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"Nowhere\"}}]}");
    assert_str(r.format, "geojson");
    assert_int_equal(r.added, 2);
    struct asset park = known(t, "Weirside", "id:g1");
    assert_true(fabs(park.lat - 52.5) < 1e-9 && fabs(park.lon + 1.7) < 1e-9);
}

static void files_that_are_none(struct testing *t) {
    static const struct {
        struct str bytes;
        const char *words;
    } wrong[] = {{STR_INIT(""), "empty"},
                 {STR_INIT(" \n\n"), "empty"},
                 {STR_INIT("PK\3\4xxxx"), "CSV first"},
                 {STR_INIT("\x89PNG\r\n\x1a\n"), "picture"},
                 {STR_INIT("a\0b\0\0c"), "not text"},
                 {STR_INIT("[{\"id\":1,\"name\":\"A\""), "cut short"},
                 {STR_INIT("{\"a\":1,\"a\":2}"), "line 1"},
                 {STR_INIT("{\"version\":\"3\"}"), "no list"},
                 {STR_INIT("<html><body>"), "web page"},
                 {STR_INIT("BEGIN:VCALENDAR\n"), "no events"},
                 {STR_INIT("\"name,phone\nA,1\n"), "never closed"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        holds(why_not(t, wrong[i].bytes, &(struct import_options){0}), wrong[i].words);
    holds(why_not(t, STR("name\nA\n"), &(struct import_options){.format = STR("hsds-csv")}),
          "folder");
    holds(why_not(t, STR("name\nA\n"), &(struct import_options){.format = STR("xml")}),
          "no format called");
    assert_int_equal(all(t), 0);
}

/* ---- the same numbers without writing; pairs ---- */

static const char alike[] =
    "id,name,lat,lon,phone,url\n1,Weir Choir,52.5001,-1.8,+44 121 496 "
    "0118,http://www.weir.example/choir/\n"
    "2,WEIR CHOIR,52.5002,-1.8,,\n3,Singers,52.6,-1.5,0121 "
    "4960118,\n4,Song,52.7,-1.5,,https://weir.example/choir\n";

static void pairs_wait_for_a_person(struct testing *t) {
    int64_t waiting;
    struct import_report dry =
        import_with(t, str_from(alike), &(struct import_options){0},
                    &(struct import_wish){.place = STR("Weirside"), .dry = true});
    assert_int_equal(dry.added, 4);
    assert_int_equal(dry.duplicates, 3); /* name in the cell, telephone, web address */
    assert_int_equal(all(t), 0);
    struct import_report r = import(t, alike);
    assert_int_equal(r.added, dry.added);
    assert_int_equal(r.duplicates, dry.duplicates);
    struct asset a = known(t, "Weirside", "id:1");
    assert_ok(assets_sql_queue_count(t->ctx.db, a.place, &waiting));
    assert_int_equal(waiting, 3);
    dry = import_with(
        t, str_from(alike), &(struct import_options){0},
        &(struct import_wish){.place = STR("Weirside"), .source = STR("B"), .dry = true});
    assert_int_equal(dry.added, 4);
    r = import_with(t, str_from(alike), &(struct import_options){0},
                    &(struct import_wish){.place = STR("Weirside"), .source = STR("B")});
    assert_int_equal(r.duplicates, dry.duplicates);
    assert_int_equal(all(t), 8);
}

int main(void) {
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"a table is understood", a_table_is_understood},
        {"twice changes nothing", twice_changes_nothing},
        {"without ids name and place are known", without_ids_name_and_place_are_known},
        {"absent rows stay", absent_rows_stay},
        {"bad rows are refused with their line", bad_rows_are_refused_with_their_line},
        {"repeats far apart", repeats_far_apart},
        {"what cannot be kept is said", what_cannot_be_kept_is_said},
        {"encodings and delimiters", encodings_and_delimiters},
        {"week columns become times", week_columns_become_times},
        {"headers by meaning", headers_by_meaning},
        {"maps overrule", maps_overrule},
        {"hsds is understood", hsds_is_understood},
        {"organisations bring their services", organisations_bring_their_services},
        {"plain json and geojson", plain_json_and_geojson},
        {"files that are none", files_that_are_none},
        {"pairs wait for a person", pairs_wait_for_a_person}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
