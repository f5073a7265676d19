/* Merging taken back gives the rows of single dates, series and categories back, byte for byte. */
#include "domain/assets/dates.h"
#include "domain/assets/import_store.h"
#include "domain/assets/merge.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static void import(struct testing *t, const char *text, const char *source) {
    struct import_options o = {.today = ctx_today(&t->ctx)};
    struct import_wish wish = {.place = STR("Weirside"), .source = str_from(source)};
    struct import_file *file;
    struct import_report report;
    assert_ok(db_commit(t->ctx.db));
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, str_from(text), &o, &file));
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, &report));
    assert_int_equal(report.refused_n, 0);
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static struct str rows_of(struct testing *t, const struct db_statement *statement) {
    struct db_cursor *cursor;
    struct buf buf;
    bool row;
    buf_init(&buf, &t->arena, 100000);
    assert_ok(db_start(t->ctx.db, statement, &cursor));
    for (;;) {
        assert_ok(db_step(cursor, &row));
        if (!row) break;
        buf_put(&buf, db_col_text(cursor, 0, &t->arena));
        buf_putc(&buf, '\n');
    }
    db_end(cursor);
    return buf_str(&buf);
}

#define Q(column) "quote(" column ")||'|'||"
static const struct db_statement dates = {
    "dump dates",
    "SELECT " Q("asset_id") Q("day") Q("at") Q("kind") Q("to_day") Q("opens") Q("closes") Q("location_name") Q("words")
        Q("sequence") Q("changed_at") "quote(imported) FROM assets_date ORDER BY 1",
    "SELECT x::text FROM assets_date x ORDER BY 1", "", "t", false};
static const struct db_statement series = {
    "dump series",
    "SELECT " Q("asset_id") Q("uid") Q("sequence") Q("modified_at") Q("off_from") Q("off_words") Q("source_sequence")
        Q("source_modified") "quote(off_imported) FROM assets_series ORDER BY 1",
    "SELECT x::text FROM assets_series x ORDER BY 1", "", "t", false};
static const struct db_statement categories = {
    "dump categories", "SELECT " Q("asset_id") Q("seq") Q("words") "quote(reference) FROM assets_category ORDER BY 1",
    "SELECT x::text FROM assets_category x ORDER BY 1", "", "t", false};
/* That no column is forgotten above. */
static const struct db_statement columns = {
    "count columns",
    "SELECT (SELECT count(*) FROM pragma_table_info('assets_date'))||' '||(SELECT count(*) FROM pragma_table_info('assets_series'))"
    "||' '||(SELECT count(*) FROM pragma_table_info('assets_category'))", "SELECT '12 9 4'::text", "", "t", false};

static struct str dump(struct testing *t) {
    assert_str(rows_of(t, &columns), "12 9 4\n");
    return str_printf(&t->arena, "%.*s--\n%.*s--\n%.*s", STR_ARG(rows_of(t, &dates)), STR_ARG(rows_of(t, &series)),
                      STR_ARG(rows_of(t, &categories)));
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

#define EVENT(uid, name, hour, more) \
    "BEGIN:VEVENT\r\nUID:" uid "\r\nSUMMARY:" name "\r\nSEQUENCE:4\r\nLAST-MODIFIED:20260301T120000Z\r\nCATEGORIES:Walking," name \
    "\r\nDTSTART;TZID=Europe/London:20260303T" hour "0000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\n" \
    "EXDATE;TZID=Europe/London:20260310T" hour "0000\r\n" more "END:VEVENT\r\n"

static void put(struct testing *t, const struct asset *a, int day, enum asset_date_kind kind) {
    const struct asset_date d = {.day = day_from_civil(2026, 3, day), .at = {600}, .kind = kind,
                                 .to_day = kind == ASSET_DATE_MOVED ? day_from_civil(2026, 3, day + 1) : DAY_NONE,
                                 .opens = kind == ASSET_DATE_MOVED ? (struct minutes){700} : MINUTES_NONE,
                                 .closes = MINUTES_NONE, .location_name = STR("Park \"x\""), .words = STR("It's\nwet")};
    assert_ok(assets_date_put(&t->ctx, a, &d));
}

static void prepare(struct testing *t, struct asset *ret_a, struct asset *ret_b) {
    import(t, "BEGIN:VCALENDAR\r\n" EVENT("1", "Walk", "10", "") EVENT("2", "Ramble", "10", "STATUS:CANCELLED\r\nCOMMENT:Flood\r\n")
              "END:VCALENDAR\r\n", "hall");
    *ret_a = named(t, "Walk");
    *ret_b = named(t, "Ramble");
    put(t, ret_a, 17, ASSET_DATE_CANCELLED);
    put(t, ret_b, 17, ASSET_DATE_MOVED);
    put(t, ret_b, 24, ASSET_DATE_CANCELLED);
    t->ctx.now.ms += 60000;
}

/* Both ways round: whose rows stand in one's way, and whose come along. */
static void bytes_come_back(struct testing *t) {
    struct asset a, b;
    struct assets_merged merged;
    struct assets_undone undone;
    prepare(t, &a, &b);
    const char *before = str_c(&t->arena, dump(t));
    for (int way = 0; way < 2; way++) {
        assert_ok(assets_merge(&t->ctx, way ? b.id : a.id, way ? a.id : b.id, way == 1, &merged));
        if (way == 0) assert_string_not_equal(str_c(&t->arena, dump(t)), before); /* one date came along */
        t->ctx.now.ms += 60000;
        assert_ok(assets_merge_undo(&t->ctx, merged.id, &undone));
        assert_string_equal(str_c(&t->arena, dump(t)), before);
    }
}

/* What a person put on a date after merging stays when the merging is taken back. */
static void later_words_stay(struct testing *t) {
    struct asset a, b;
    struct assets_merged merged;
    struct assets_undone undone;
    struct asset_date *list;
    size_t n, found = 0;
    prepare(t, &a, &b);
    assert_ok(assets_merge(&t->ctx, a.id, b.id, false, &merged));
    put(t, &a, 31, ASSET_DATE_CANCELLED);
    assert_ok(assets_merge_undo(&t->ctx, merged.id, &undone));
    assert_ok(assets_dates(&t->ctx, a.id, &list, &n));
    for (size_t i = 0; i < n; i++) found += list[i].day.n == day_from_civil(2026, 3, 31).n;
    assert_int_equal(found, 1);
}

int main(void) {
    static const struct testing_case cases[] = {{"bytes come back", bytes_come_back}, {"later words stay", later_words_stay}};
    static const struct module *const modules[] = {&journal_module,    &auth_module,   &places_module,
                                                   &vocabulary_module, &people_module, &assets_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
