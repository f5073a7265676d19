/* What comes in: both commands fill the same tables, and our own feeds read back are the same
   sessions. Today is Tuesday 3 March 2026. */
#include "domain/activities/activities_feed.h"
#include "domain/activities/activities_lines_cli.h"

#include "domain/assets/assets_import.h"
#include "platform/auth/auth.h"
#include "platform/module/cli.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char calendar[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Hall\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Walk\r\nSEQUENCE:2\r\n"
    "CATEGORIES:Walking\r\nLOCATION:Hall\r\nDTSTART;TZID=Europe/London:20260303T100000\r\nDURATION:PT1H\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=8\r\nEXDATE;TZID=Europe/London:20260310T100000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "RECURRENCE-ID;TZID=Europe/London:20260317T100000\r\nSUMMARY:Walk\r\nDTSTART;TZID=Europe/London:20260318T140000\r\n"
    "DURATION:PT2H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
static const char feed[] =
    "[{\"next\":\"https://x.example/?a\",\"license\":\"l\",\"items\":[{\"state\":\"updated\",\"kind\":\"SessionSeries\",\"id\":\"1\","
    "\"modified\":1,\"data\":{\"@context\":\"https://openactive.io/\",\"@type\":\"SessionSeries\",\"@id\":\"https://x.example/1\","
    "\"name\":\"Walk\",\"activity\":[{\"@id\":\"https://openactive.io/activity-list#1\",\"prefLabel\":\"Walking\"}]}},"
    "{\"state\":\"deleted\",\"kind\":\"SessionSeries\",\"id\":\"2\",\"modified\":1}]},"
    "{\"next\":\"https://x.example/?b\",\"license\":\"l\",\"items\":["
    "{\"state\":\"updated\",\"kind\":\"ScheduledSession\",\"id\":\"a\",\"modified\":1,\"data\":{\"@type\":\"ScheduledSession\","
    "\"superEvent\":\"https://x.example/1\",\"startDate\":\"2026-03-03T10:00:00Z\",\"duration\":\"PT1H\"}},"
    "{\"state\":\"updated\",\"kind\":\"ScheduledSession\",\"id\":\"b\",\"modified\":1,\"data\":{\"@type\":\"ScheduledSession\","
    "\"superEvent\":\"https://x.example/1\",\"startDate\":\"2026-03-10T10:00:00Z\",\"duration\":\"PT1H\","
    "\"eventStatus\":\"https://schema.org/EventCancelled\"}},"
    "{\"state\":\"updated\",\"kind\":\"ScheduledSession\",\"id\":\"c\",\"modified\":1,\"data\":{\"@type\":\"ScheduledSession\","
    "\"superEvent\":\"https://x.example/1\",\"startDate\":\"2026-03-17T10:00:00Z\",\"duration\":\"PT1H\"}}]}]";

static struct str file_of(struct testing *t, const char *text, const char *end)
{
    struct str path = str_printf(&t->arena, "/tmp/kith-activities-import-%ld.%s", (long)getpid(), end);
    FILE *f = fopen(str_c(&t->arena, path), "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
    return path;
}

/* A command as the command line would call it. */
static void command(struct testing *t, enum status (*run)(struct cli *), struct str path, const char *format)
{
    struct str names[] = {STR("place"), STR("format")}, values[] = {STR("Weirside"), str_from(format)};
    struct cli cli = {.ctx = &t->ctx, .words = &path, .words_n = 1, .names = names, .values = values,
                      .options_n = format ? 2 : 1};
    buf_init(&cli.out, &t->arena, 100000);
    json_init(&cli.doc, &cli.out);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(run(&cli));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

/* ---- every table as text ---- */

/* The first case of each database leaves its tables here for the second. */
static char kept[2][2][8 << 20];

static struct str column(struct testing *t, const char *name, const char *sqlite, const char *pg, struct str **ret_rows,
                         size_t *ret_n)
{
    struct db_statement *statement = ARENA_NEW(&t->arena, struct db_statement); /* kept by its address */
    *statement = (struct db_statement){name, sqlite, pg, "", "t", false};
    struct db_cursor *cursor;
    bool row;
    struct str *rows = NULL;
    struct buf all;
    size_t n = 0;
    buf_init(&all, &t->arena, sizeof kept[0][0]);
    assert_ok(db_start(t->ctx.db, statement, &cursor));
    for (;;) {
        assert_ok(db_step(cursor, &row));
        if (!row) break;
        struct str text = db_col_text(cursor, 0, &t->arena);
        *ARENA_PUSH(&t->arena, rows, n) = text;
        buf_put(&all, text);
        buf_putc(&all, '\n');
    }
    db_end(cursor);
    if (ret_rows) {
        *ret_rows = rows;
        *ret_n = n;
    }
    return buf_str(&all);
}

static struct str tables(struct testing *t)
{
    struct str *names, *queries;
    struct buf all;
    size_t n, m;
    buf_init(&all, &t->arena, sizeof kept[0][0] - 1);
    column(t, "names", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
           "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = "
           "'BASE TABLE' ORDER BY table_name", &names, &n);
    assert_true(n > 60);
    for (size_t i = 0; i < n; i++) {
        struct str name = names[i], query = str_printf(&t->arena, "SELECT x::text FROM \"%.*s\" x ORDER BY 1", STR_ARG(name));
        if (t->kind == DB_SQLITE) {
            struct str make = str_printf(&t->arena,
                                         "SELECT 'SELECT ' || group_concat('quote(\"' || name || '\")', ' || ''|'' || ') || ' FROM "
                                         "\"%.*s\" ORDER BY 1' FROM pragma_table_info('%.*s')", STR_ARG(name), STR_ARG(name));
            column(t, str_c(&t->arena, str_cat(&t->arena, STR("columns "), name)), str_c(&t->arena, make), NULL, &queries, &m);
            query = queries[0];
        }
        const char *text = str_c(&t->arena, query);
        struct str rows = column(t, str_c(&t->arena, str_cat(&t->arena, STR("rows "), name)), text, text, NULL, NULL);
        buf_printf(&all, "== %.*s\n", STR_ARG(name));
        buf_put(&all, rows);
    }
    return buf_str(&all);
}

static void both_files(struct testing *t, enum status (*run)(struct cli *), bool named, bool compare)
{
    static const struct {
        const char *text, *end, *format;
    } files[] = {{calendar, "ics", "ical"}, {feed, "json", "openactive"}};
    for (size_t i = 0; i < 2; i++) {
        struct str path = file_of(t, files[i].text, files[i].end);
        command(t, run, path, named ? files[i].format : NULL);
        (void)unlink(str_c(&t->arena, path));
        struct str all = tables(t);
        char *room = kept[t->kind == DB_SQLITE][i];
        assert_true(str_find(all, STR("Walk"), 0) != SIZE_MAX && all.len < sizeof kept[0][0]);
        if (compare) assert_string_equal(str_c(&t->arena, all), room);
        memcpy(room, all.ptr, all.len);
        room[all.len] = '\0';
    }
}

static void by_import(struct testing *t)
{
    both_files(t, assets_import_cli, true, false);
}

static void by_activities_import(struct testing *t)
{
    both_files(t, activities_import_cli, false, true);
}

/* ---- our own feeds, read back ---- */

static struct asset made(struct testing *t, const char *words)
{
    struct place_id place;
    struct asset_schedule *lines;
    struct asset a = {.kind = ASSET_ACTIVITY, .name = STR("Tai chi"), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE, .cost = ASSET_COST_FREE,
                      .location_name = STR("Mill Lane Hall")};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, str_from(words), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &a.id));
    return a;
}

static struct str sessions_said(struct testing *t, const struct asset *a)
{
    struct asset_session *s;
    struct buf buf;
    size_t n;
    int32_t today = ctx_today(&t->ctx).n;
    buf_init(&buf, &t->arena, 100000);
    assert_ok(assets_sessions(&t->ctx, a, (struct day){today - FEED_BACK}, (struct day){today + FEED_AHEAD - 40}, 4000, &s, &n));
    assert_true(n > 5);
    for (size_t i = 0; i < n; i++)
        buf_printf(&buf, "%.*s %d-%d%s @%.*s %.*s\n", STR_ARG(day_format(&t->arena, s[i].on)), s[i].opens.n, s[i].closes.n,
                   s[i].cancelled ? " off" : "", STR_ARG(s[i].location_name), STR_ARG(s[i].words));
    return buf_str(&buf);
}

static struct str drawn(struct testing *t, const struct asset *a)
{
    struct feed_source source;
    struct feed_item *items;
    struct str series;
    struct buf buf;
    size_t n;
    buf_init(&buf, &t->arena, (size_t)1 << 22);
    assert_ok(activities_feed_source(&t->ctx, a->id, &source));
    assert_ok(activities_feed_draw(&t->ctx, &source, &series, &items, &n));
    assert_true(series.len > 0 && n > 0);
    buf_puts(&buf, "{\"next\":\"x\",\"license\":\"l\",\"items\":[{\"state\":\"updated\",\"kind\":\"SessionSeries\",\"id\":\"1\",\"data\":");
    activities_feed_fill(&buf, series, STR("https://kith.example"));
    for (size_t i = 0; i < n; i++) {
        buf_printf(&buf, "},{\"state\":\"updated\",\"kind\":\"ScheduledSession\",\"id\":\"%zu\",\"data\":", i);
        activities_feed_fill(&buf, items[i].data, STR("https://kith.example"));
    }
    buf_puts(&buf, "}]}");
    return buf_str(&buf);
}

static void read_back(struct testing *t, const char *words)
{
    struct asset a = made(t, words), *all;
    struct asset_session next, later;
    size_t n;
    assert_ok(assets_session_next(&t->ctx, &a, t->ctx.now, &next));
    assert_ok(assets_session_next(&t->ctx, &a, (struct instant){next.begins.ms + 1}, &later));
    struct asset_date moved = {.day = next.day, .at = next.at, .kind = ASSET_DATE_MOVED, .to_day = {next.day.n + 2}, .opens = {900},
                               .closes = {960}, .location_name = STR("Park"), .words = STR("Bring a hat")},
                      off = {.day = later.day, .at = later.at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                             .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("Ice")},
                      extra = {.day = {later.day.n + 3}, .at = {700}, .kind = ASSET_DATE_EXTRA, .to_day = DAY_NONE,
                               .opens = {700}, .closes = {760}};
    assert_ok(assets_date_put(&t->ctx, &a, &moved));
    assert_ok(assets_date_put(&t->ctx, &a, &off));
    assert_ok(assets_date_put(&t->ctx, &a, &extra));
    struct str before = sessions_said(t, &a), path = file_of(t, str_c(&t->arena, drawn(t, &a)), "json");
    command(t, activities_import_cli, path, NULL);
    (void)unlink(str_c(&t->arena, path));
    assert_ok(assets_list_all(&t->ctx, 1000, 0, &all, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(all[i].name, "Tai chi") && all[i].id.v > a.id.v && all[i].source.len > 0)
            assert_string_equal(str_c(&t->arena, sessions_said(t, &all[i])), str_c(&t->arena, before));
    assert_int_equal(n, 2);
}

static void weekly_back(struct testing *t)
{
    read_back(t, "Every Thursday 10 to 11.30");
}

static void monthly_back(struct testing *t)
{
    read_back(t, "Last Friday of the month 14:00-16:00");
}

static void third_week_back(struct testing *t)
{
    read_back(t, "Every third Tuesday from 3 March 2026, 10 to 11");
}

static void terms_back(struct testing *t)
{
    read_back(t, "Every Monday and Friday 10 to 11, not on bank holidays");
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"by import", by_import},         {"by activities import", by_activities_import}, {"a weekly series back", weekly_back},
        {"a monthly one", monthly_back}, {"every third week", third_week_back},          {"not on bank holidays", terms_back}};
    static const struct module *const modules[] = {&module_module, &journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
