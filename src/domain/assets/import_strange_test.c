/* Files of people nobody asked: other headings, other encodings, one document a line. */
#include "assets_sql.h"
#include "domain/assets/import_store.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

extern const struct module assets_module;

static struct import_report import(struct testing *t, struct str bytes, const char *encoding) {
    struct import_file *file;
    struct import_report r = {0};
    struct import_options options = {.encoding = str_from(encoding), .today = ctx_today(&t->ctx)};
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, bytes, &options, &file));
    assert_ok(db_commit(t->ctx.db));
    assert_ok(assets_import(&t->ctx, &t->arena, file,
                            &(struct import_wish){.place = STR("Weirside"), .source = STR("S")},
                            NULL, NULL, &r));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(r.read, r.added + r.changed + r.unchanged + (int64_t)r.refused_n);
    return r;
}

static struct asset known(struct testing *t, const char *key) {
    struct assets_sql_source_find row;
    struct asset a;
    assert_ok(assets_sql_source_find(t->ctx.db, &t->arena, STR("S"), str_from(key), &row));
    assert_ok(assets_find(&t->ctx, row.asset_id, &a));
    return a;
}

static void details_go_with_their_field(struct testing *t) {
    static const struct {
        const char *header;
        enum import_field field;
    } rows[] = {{"Cost Details", IF_COST},        {"Price info", IF_COST},
                {"Opening Times Notes", IF_DAYS_TIMES}, {"Accessibility comments", IF_STEP_FREE},
                {"Activity details", IF_DESCRIPTION},
                {"\xD9\x88\xDB\x8C\xD8\xA8 \xD8\xB3\xD8\xA7\xD8\xA6\xD9\xB9", IF_URL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int rank;
        enum import_field field =
            assets_import_header_guess(&t->arena, str_from(rows[i].header), &rank);
        if (field != rows[i].field) fail_msg("%s: %d", rows[i].header, (int)field);
    }
}

static void names_stay_as_written(struct testing *t) {
    struct import_report r =
        import(t, STR("id,name,description\n1,<Code> Club,<b>bold</b>\n2,<script>x</script>,y\n"), "");
    assert_int_equal(r.added, 2);
    assert_str(known(t, "id:1").name, "<Code> Club");
    assert_str(known(t, "id:1").description, "bold");
    assert_str(known(t, "id:2").name, "<script>x</script>");
}

static void ages_in_months(struct testing *t) {
    static const struct {
        const char *words;
        int low, high;
    } rows[] = {{"0-18 months", 0, 1},
                {"6 months to 5 years", 0, 5},
                {"5-11", 5, 11},
                {"Children and young people", 0, 25}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct asset a = {.age_low = -1, .age_high = -1};
        assert_true(assets_import_ages_parse(&t->arena, str_from(rows[i].words), &a));
        assert_int_equal(a.age_low, rows[i].low);
        assert_int_equal(a.age_high, rows[i].high);
    }
    struct asset a = {.age_low = -1, .age_high = -1};
    assert_false(assets_import_ages_parse(&t->arena, STR("-5"), &a));
}

static void encodings_by_their_names(struct testing *t) {
    (void)import(t, STR("id,name\n1,Ko\xB3o\n"), "Latin2");
    assert_str(known(t, "id:1").name, "Ko\xC5\x82o");
    (void)import(t, STR("id,name\n2,\x8Cpiew\n"), "cp1250");
    assert_str(known(t, "id:2").name, "\xC5\x9Apiew");
    (void)import(t, STR("id,name\n3,Caf\xE9\n"), "ISO-8859-1");
    assert_str(known(t, "id:3").name, "Caf\xC3\xA9");
    (void)import(t, STR("\xEF\xBB\xBFid,name\n4,Caf\xC3\xA9\n"), "UTF8");
    assert_str(known(t, "id:4").name, "Caf\xC3\xA9");
}

static void a_postcode_in_an_address(struct testing *t) {
    (void)import(t, STR("id,name,address\n1,Tea,\"Hall, 1 High St, Birmingham B36 9AA, UK\"\n"
                        "2,Bus,Stop 36 9AA\n"), "");
    assert_str(known(t, "id:1").postcode, "B36 9AA");
    assert_str(known(t, "id:1").outcode, "B36");
    assert_int_equal(known(t, "id:2").postcode.len, 0);
}

static void columns_of_a_day(struct testing *t) {
    (void)import(t, STR("id,name,Day,Start time,End time,X,Y\n"
                        "1,Dance,Tuesday,10:00,12:00,413000,289000\n"), "");
    struct asset a = known(t, "id:1");
    assert_int_equal(a.schedules_n, 1);
    assert_int_equal(a.schedules[0].opens.n, 600);
    assert_int_equal(a.schedules[0].closes.n, 720);
    assert_true(a.lat > 52.4 && a.lat < 52.6 && a.lon > -1.9 && a.lon < -1.7);
    /* what is called a latitude is one */
    struct import_report r = import(t, STR("id,name,lat,lon\n9,Far,413000,289000\n"), "");
    assert_int_equal(r.refused_n, 1);
    (void)import(t, STR("id,name,geom\n2,P,POINT (-1.8 52.5)\n"
                        "3,Q,\"POLYGON ((-1.8 52.5, -1.81 52.5, -1.8 52.5))\"\n"), "");
    assert_true(known(t, "id:2").located && known(t, "id:3").lat > 52.4);
    (void)import(t, STR("What is your group called?,What do you do?,What day and time?\n"
                        "Knit Pals,Knit,Thursdays 2-4\n"), "");
}

static void a_document_a_line(struct testing *t) {
    struct import_report r = import(t, STR("{\"id\":\"1\",\"name\":\"A\"}\n{\"id\":\"2\",\"name\":\"B\"}\n"), "");
    assert_int_equal(r.added, 2);
    r = import(t, STR("{\"data\":{\"results\":[{\"id\":\"3\",\"name\":\"C\"}]}}"), "");
    assert_int_equal(r.added, 1);
    assert_str(known(t, "id:3").name, "C");
    r = import(t, STR("{\"success\":true,\"result\":{\"fields\":[{\"id\":\"name\"}],\"records\":"
                      "[{\"id\":\"4\",\"name\":\"D\"}]}}"), "");
    assert_int_equal(r.added, 1);
}

int main(void) {
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"details go with their field", details_go_with_their_field},
        {"names stay as written", names_stay_as_written},
        {"ages in months", ages_in_months},
        {"encodings by their names", encodings_by_their_names},
        {"a postcode in an address", a_postcode_in_an_address},
        {"columns of a day", columns_of_a_day},
        {"a document a line", a_document_a_line}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
