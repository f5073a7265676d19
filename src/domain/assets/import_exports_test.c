/* Exports as offices make them: titles above the header, headings before each name, units, columns
   of days, yes and no and question marks, headers again, totals. And headers by meaning. */
#include "assets_sql.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <string.h>

extern const struct module assets_module;

static struct import_report import(struct testing *t, const char *text) {
    const struct import_options options = {.today = ctx_today(&t->ctx)};
    const struct import_wish wish = {.place = STR("Weirside")};
    struct import_file *file;
    struct import_report r = {0};
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, str_from(text), &options, &file));
    assert_ok(db_commit(t->ctx.db));
    t->ctx.now.ms += 1000;
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, &r));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return r;
}

static struct asset known(struct testing *t, const char *name) {
    struct asset *rows, found = {0};
    size_t n;
    assert_ok(assets_list_all(&t->ctx, 100, 0, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(rows[i].name, name)) found = rows[i];
    assert_true(found.id.v > 0);
    assert_ok(assets_find(&t->ctx, found.id, &found));
    return found;
}

static void a_title_and_totals(struct testing *t) {
    struct import_report r = import(
        t,
        "Solihull Borough Council - Community Directory,,,,,,,,\n"
        "Exported 12/01/2026 by J. Smith,,,,,,,,\n"
        ",,,,,,,,\n"
        ",Service Name,Provider Name,Venue: Name,Venue: Postcode,Contact Tel No.,Cost (£),Is it free?,Opening Hours - Monday,Opening Hours - Tuesday,Wheelchair access?,Min age,Max age\n"
        ",Chair Yoga,Age Well,Mill Hall,B36 8AB,0121 496 0118,2.50,N,10-11.30,,Y,50,\n"
        ",Knit and Natter,Age Well,Library,B37 7AA,0121 496 0119,,Y,,2pm - 4pm,?,,\n"
        ",Service Name,Provider Name,Venue: Name,Venue: Postcode,Contact Tel No.,Cost (£),Is it free?,Opening Hours - Monday,Opening Hours - Tuesday,Wheelchair access?,Min age,Max age\n"
        ",Men's Shed,Sheds UK,Unit 4,B37 7BB,n/a,-,Y,closed,9am-1pm,N,18,99\n"
        ",Total:,,,,3,,,,,,,\n");
    assert_int_equal(r.added, 3);
    assert_int_equal(r.refused_n, 2);
    assert_int_equal(r.refused[0].line, 7); /* the header once more */
    assert_int_equal(r.refused[1].line, 9); /* the sum */
    struct asset a = known(t, "Chair Yoga");
    assert_str(a.organisation_name, "Age Well");
    assert_str(a.location_name, "Mill Hall");
    assert_str(a.postcode, "B36 8AB");
    assert_int_equal(a.price.n, 250);
    assert_int_equal(a.age_low, 50);
    assert_int_equal(a.access_yes, ASSET_STEP_FREE);
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=MO");
    a = known(t, "Knit and Natter");
    assert_int_equal(a.cost, ASSET_COST_FREE);
    assert_int_equal(a.access_yes | a.access_no, 0); /* "?" is neither */
    a = known(t, "Men's Shed");
    assert_int_equal(a.schedules_n, 1); /* closed on Mondays */
    assert_int_equal(a.phone.len, 0);
    assert_int_equal(a.access_no, ASSET_STEP_FREE);
}

static void openings_and_the_grid(struct testing *t) {
    struct import_report r = import(
        t,
        "Ref;Group;Mon open;Mon close;Tue open;Tue close;Sat open;Sat close;Easting;Northing;Website;Notes (internal);Notes\n"
        "001;Foodbank;09:00;12:00;;;10:00;12:30;414000;290000;www.foodbank.example;Do not publish;Bring a bag\n"
        "002;Repair cafe;;;18:00;20:00;Closed;Closed;414,100;290,200;;x;\n"
        "003;Ghost;20:00;09:00;;;;;99999999;1;;;\n");
    assert_int_equal(r.added, 3);
    assert_int_equal(r.noted_n, 1); /* a point off the grid */
    struct asset a = known(t, "Foodbank");
    assert_true(a.located && fabs(a.lat - 52.50772) < 1e-4 && fabs(a.lon + 1.79516) < 1e-4);
    assert_int_equal(a.schedules_n, 2);
    assert_str(a.description, "Bring a bag"); /* what is internal stays inside */
    assert_str(a.url, "https://www.foodbank.example");
    a = known(t, "Repair cafe");
    assert_true(a.located);
    assert_int_equal(a.schedules_n, 1);
    assert_false(known(t, "Ghost").located);
}

static void in_welsh_polish_and_urdu(struct testing *t) {
    struct import_report r = import(
        t,
        "Enw'r grŵp,Disgrifiad,Cyswllt,Côd post,Amser,Iaith,Am ddim\n"
        "Clwb Cinio,Cinio i bobl hŷn,01970 123456,SY23 1AA,Bob dydd Mawrth 10yb-12yp,Cymraeg a Saesneg,Ydy\n"
        "Côr,Canu,01970 654321,SY23 2BB,Nos Iau 7yh,Cymraeg,Nac ydy\n");
    assert_int_equal(r.added, 2);
    struct asset a = known(t, "Clwb Cinio");
    assert_str(a.phone, "01970 123456"); /* "Cyswllt" held numbers */
    assert_str(a.languages, "cy en");
    assert_int_equal(a.cost, ASSET_COST_FREE);
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    r = import(
        t,
        "Nazwa organizacji	Opis	Adres	Miasto	Kod pocztowy	Telefon	Godziny otwarcia	Koszt\n"
        "Klub Seniora	Spotkania	ul. Wiosenna 1	Birmingham	B36 8AB	0121 496 0222	wtorki 10:00-12:00	bezpłatne\n"
        "Szkoła sobotnia	Lekcje	High St 2	Solihull	B91 1AA	0121 496 0333	sobota 9.30-13.00	£5\n");
    assert_int_equal(r.added, 2);
    a = known(t, "Klub Seniora");
    assert_str(a.postcode, "B36 8AB");
    assert_int_equal(a.schedules[0].opens.n, 600);
    r = import(
        t,
        "نام,پتہ,شہر,پوسٹ کوڈ,فون نمبر,اوقات,زبان\n"
        "خواتین کا کلب,12 High Street,Birmingham,B36 8AB,0121 496 0444,ہر منگل صبح 10 بجے,اردو\n");
    assert_int_equal(r.added, 1);
    a = known(t, "\xD8\xAE\xD9\x88\xD8\xA7\xD8\xAA\xDB\x8C\xD9\x86 \xDA\xA9\xD8\xA7 "
                 "\xDA\xA9\xD9\x84\xD8\xA8");
    assert_str(a.languages, "ur");
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_int_equal(a.schedules[0].opens.n, 600);
}

static void numbers_are_no_names(struct testing *t) {
    struct import_report r = import(
        t,
        "Name,Title,Activity,Monday AM,Monday PM,Tuesday AM,Tuesday PM,Postcode,Phone,Email,Contact name,Languages Spoken,Suitable for ages,Last Updated\n"
        "1,Walking group,Walk,Y,,N,,B36 8AB,07700900123,w@example.org,Bob,\"English, Urdu\",18+,01/02/2026\n"
        "2,Art class,Art,9.30-12,2-4,,,B36 8AC,07700900124,a@example.org,Sue,English,All,02/02/2026\n"
        "3,Coffee,Social,,,Closed,1-3pm,B36 8AD,07700900125,c@example.org,Ann,,Adults,\n");
    assert_int_equal(r.added, 3);
    struct asset a = known(t, "Art class"); /* "Name" held 1, 2, 3 */
    assert_int_equal(a.schedules_n, 2);     /* morning and afternoon */
    assert_int_equal(a.schedules[1].opens.n, 14 * 60);
    a = known(t, "Walking group");
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=MO");
    a = known(t, "Coffee");
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=TU");
    assert_int_equal(a.schedules[0].opens.n, 13 * 60);
}

static void a_list_of_organisations(struct testing *t) {
    struct import_report r = import(
        t,
        "Organisation,Organisation Address,Organisation Phone,Organisation Email,Organisation Website\n"
        "Friends of the Park,Park Lane,0121 496 0555,f@example.org,http://park.example\n");
    assert_int_equal(r.added, 1);
    struct asset a = known(t, "Friends of the Park");
    assert_str(a.address, "Park Lane");
    assert_str(a.email, "f@example.org");
}

/* ---- what a person said stays ---- */

static void a_person_is_not_overwritten(struct testing *t) {
    struct import_report r = import(t, "id,name,phone,days_times,cost\n"
                                       "c1,Choir,0121 496 0111,Tuesdays 7pm,Free\n");
    struct asset a = known(t, "Choir");
    struct assets_said_row *rows;
    size_t n;
    unsigned kept = 1;
    assert_ok(assets_said_list(&t->ctx, a.id, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].source, "Weirside");
    assert_int_equal(rows[0].groups, SAID_NAME | SAID_CONTACT | SAID_TIMES | SAID_COST);
    assert_ok(assets_said_kept(&t->ctx, a.id, &kept));
    assert_int_equal(kept, 0);
    a.phone = STR("0121 496 0999");
    assert_ok(assets_put(&t->ctx, &a, &a.id));
    assert_ok(assets_said_kept(&t->ctx, a.id, &kept));
    assert_int_equal(kept, SAID_CONTACT);
    r = import(t, "id,name,phone,days_times,cost\n"
                  "c1,Choir,0121 496 0222,Wednesdays 7pm,Free\n");
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.noted_n, 1);
    assert_true(str_find(r.noted[0].reason, STR("How to reach them"), 0) != SIZE_MAX);
    a = known(t, "Choir");
    assert_str(a.phone, "0121 496 0999");                     /* as the person said */
    assert_str(a.schedules[0].rrule, "FREQ=WEEKLY;BYDAY=WE"); /* as the list says now */
    assert_ok(assets_said_kept(&t->ctx, a.id, &kept));
    assert_int_equal(kept, SAID_CONTACT);
    r = import(t, "id,name,phone,days_times,cost\n"
                  "c1,Choir,0121 496 0222,Wednesdays 7pm,Free\n");
    assert_int_equal(r.unchanged, 1);
}

/* ---- columns chosen once ---- */

static void columns_are_remembered(struct testing *t) {
    static const struct import_column first[] = {{.header = STR_INIT("Thing")},
                                                 {.header = STR_INIT("Ring")}},
                                      turned[] = {{.header = STR_INIT("ring")},
                                                  {.header = STR_INIT("Thing ")}},
                                      other[] = {{.header = STR_INIT("Thing")},
                                                 {.header = STR_INIT("Else")}};
    struct place_id place;
    struct str maps;
    struct arena *a = &t->arena;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    int64_t headers = assets_mapping_headers(a, first, 2);
    assert_true(headers == assets_mapping_headers(a, turned, 2));
    assert_true(headers != assets_mapping_headers(a, other, 2));
    assert_int_equal(assets_mapping_find(&t->ctx, place, STR("Council"), first, 2, &maps),
                     ERR_MISSING);
    assert_ok(assets_mapping_keep(&t->ctx, place, STR("Council"), headers,
                                  assets_mapping_shown(a, first, 2),
                                  STR("name=Thing\nphone=Ring\n")));
    assert_ok(assets_mapping_find(&t->ctx, place, STR("Another"), turned, 2, &maps));
    assert_str(maps, "name=Thing\nphone=Ring\n");
    /* other headers of the same source: only what is there */
    assert_ok(assets_mapping_find(&t->ctx, place, STR("Council"), other, 2, &maps));
    assert_str(maps, "name=Thing\n");
    assert_int_equal(assets_mapping_find(&t->ctx, place, STR("Another"), other, 2, &maps),
                     ERR_MISSING);
    /* chosen again: the newer choice counts, once */
    assert_ok(assets_mapping_keep(&t->ctx, place, STR("Council"), headers, STR("x"),
                                  STR("name=Ring\n")));
    assert_ok(assets_mapping_find(&t->ctx, place, STR("Council"), first, 2, &maps));
    assert_str(maps, "name=Ring\n");
    struct assets_sql_mapping_list *rows;
    size_t n;
    assert_ok(assets_sql_mapping_list(t->ctx.db, a, place, 10, &rows, &n));
    assert_int_equal(n, 1);
    assert_ok(assets_sql_mapping_forget(t->ctx.db, rows[0].id, place));
    assert_int_equal(assets_mapping_find(&t->ctx, place, STR("Council"), first, 2, &maps),
                     ERR_MISSING);
}

static void headers(struct testing *t) {
    static const struct {
        const char *header;
        enum import_field field;
    } wanted[] = {{"Service Name", IF_NAME},
                  {"Venue: Postcode", IF_POSTCODE},
                  {"Organisation: Name", IF_ORGANIZATION},
                  {"Opening Hours - Monday", IF_DAY},
                  {"Mon open", IF_DAY_OPENS},
                  {"Mon close", IF_DAY_CLOSES},
                  {"Tuesday opening time", IF_DAY_OPENS + 1},
                  {"Tuesday closing time", IF_DAY_CLOSES + 1},
                  {"Monday AM", IF_DAY},
                  {"Sunday PM", IF_DAY + 6},
                  {"Wheelchair access?", IF_STEP_FREE},
                  {"Is it free?", IF_FREE},
                  {"Min age", IF_AGE_LOW},
                  {"Maximum Age (years)", IF_AGE_HIGH},
                  {"Languages spoken", IF_LANGUAGES},
                  {"Cost (\xC2\xA3)", IF_COST},
                  {"Kod pocztowy", IF_POSTCODE},
                  {"Main contact telephone", IF_PHONE},
                  {"Contact email address", IF_EMAIL},
                  {"Eastings", IF_EASTING},
                  {"Notes (internal)", IMPORT_FIELDS},
                  {"Emergency contact phone", IMPORT_FIELDS},
                  {"Contact name", IMPORT_FIELDS},
                  {"Manager: Name", IMPORT_FIELDS},
                  {"Mon to Fri", IMPORT_FIELDS},
                  {"Sun lounge", IMPORT_FIELDS},
                  {"Colour", IMPORT_FIELDS}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int rank;
        enum import_field got =
            assets_import_header_guess(&t->arena, str_from(wanted[i].header), &rank);
        if (got != wanted[i].field) print_error("%s\n", wanted[i].header);
        assert_int_equal(got, wanted[i].field);
    }
}

int main(void) {
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"a title and totals", a_title_and_totals},
        {"openings and the grid", openings_and_the_grid},
        {"in Welsh, Polish and Urdu", in_welsh_polish_and_urdu},
        {"numbers are no names", numbers_are_no_names},
        {"a list of organisations", a_list_of_organisations},
        {"headers", headers},
        {"a person is not overwritten", a_person_is_not_overwritten},
        {"columns are remembered", columns_are_remembered},
    };
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
