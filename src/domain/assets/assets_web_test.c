/* Requests to pages: what a visitor, a steward and a program get. SQLite only: the rules beneath
   are tested on both databases. */
#include "base/log.h"
#include "domain/assets/assets_own.h"
#include "platform/db/migrate.h"
#include "platform/module/platform.h"
#include "platform/web/web_server.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern const struct module assets_module;
static const struct module *const modules[] = {
    &journal_module, &mail_module,   &auth_module,       &jobs_module,   &module_module,
    &web_module,     &places_module, &vocabulary_module, &people_module, &assets_module};
#define MODULES ((struct module_list){modules, sizeof modules / sizeof *modules})

struct site {
    struct arena arena;
    struct web_server *server;
    struct ctx_kept kept[16];
    size_t kept_n;
    char path[64];
};

static enum status silent(struct ctx *ctx, const char *fact, int64_t subject, int64_t object)
{
    (void)ctx;
    (void)fact;
    (void)subject;
    (void)object;
    return OK;
}

static struct instant tuesday(void)
{
    return (struct instant){INT64_C(1772532000000)};
}

static void keeps_open(struct site *s, struct ctx *ctx)
{
    for (size_t i = 0; i < MODULES.count; i++) {
        const struct module_keep *keep = modules[i]->keeps;
        for (; keep && keep->name; keep++) {
            s->kept[s->kept_n].name = keep->name;
            assert_ok(keep->open(ctx, &s->arena, &s->kept[s->kept_n].ptr));
            s->kept_n++;
            ctx->kept = s->kept;
            ctx->kept_n = s->kept_n;
        }
    }
}

static void rows_put(struct ctx *ctx)
{
    struct place_id place;
    struct asset_id id;
    struct asset_schedule *lines;
    struct asset a = {.name = STR("Tea & seeds <b>"),
                      .description = STR("Gardening for everybody"),
                      .located = true,
                      .lat = 52.5,
                      .lon = -1.79,
                      .cost = ASSET_COST_FREE,
                      .age_low = -1,
                      .age_high = -1,
                      .host_room = -1,
                      .usual_size = -1,
                      .price = PENCE_NONE,
                      .checked = DAY_NONE,
                      .host_meets = true,
                      .host_name = STR("Dev"),
                      .phone = STR("0121 496 0118"),
                      .external_id = STR("0b7a1c1e-2222-4333-8444-555566667777")};
    assert_ok(places_init(ctx, STR("Weirside"), STR("B36"), &place));
    assert_ok(assets_schedule_parse(ctx->arena, STR("Every Tuesday 2-4pm"), ctx_today(ctx),
                                    &lines, &a.schedules_n));
    a.schedules = lines;
    a.place = place;
    assert_ok(assets_put(ctx, &a, &id));
}

static void database_make(struct site *s)
{
    struct rand rand;
    struct ids ids;
    struct str why;
    const struct db_migration *lists[16];
    size_t n = 0;
    struct ctx ctx = {.arena = &s->arena,
                      .actor = {.standing = STANDING_SYSTEM},
                      .now = tuesday(),
                      .locale = text_locale(TEXT_EN),
                      .rand = &rand,
                      .ids = &ids,
                      .tell = silent};
    rand_init_fixed(&rand, 7);
    ids_init(&ids, &rand);
    faults_init(&ctx.faults, &s->arena);
    assert_ok(zone_load(&s->arena, STR("Europe/London"), &ctx.zone));
    assert_ok(db_open(&s->arena, str_from(s->path), DB_WRITE, &ctx.db, &why));
    for (size_t i = 0; i < MODULES.count; i++)
        if (modules[i]->migrations) lists[n++] = modules[i]->migrations;
    assert_ok(db_migrate(ctx.db, lists, n, ctx.now, &s->arena, &why));
    assert_ok(db_begin(ctx.db, DB_WRITE));
    keeps_open(s, &ctx);
    rows_put(&ctx);
    assert_ok(db_commit(ctx.db));
    db_close(ctx.db);
}

static int up(void **state)
{
    static struct site site;
    log_quiet(true);
    struct str why;
    arena_init(&site.arena, (size_t)256 << 20);
    (void)snprintf(site.path, sizeof site.path, "/tmp/kith-assets-web-%ld.db", (long)getpid());
    database_make(&site);
    const struct web_server_config config = {.db_target = str_from(site.path),
                                             .host = STR("127.0.0.1"),
                                             .workers = 2,
                                             .modules = MODULES,
                                             .kept = site.kept,
                                             .kept_n = site.kept_n,
                                             .secret = STR("0123456789abcdef0123456789abcdef"),
                                             .tell = silent,
                                             .now = tuesday};
    assert_ok(web_server_open(&config, &site.server, &why));
    *state = &site;
    return 0;
}

static int down(void **state)
{
    struct site *s = *state;
    char beside[80];
    web_server_close(s->server);
    for (size_t i = 0; i < MODULES.count; i++) {
        const struct module_keep *keep = modules[i]->keeps;
        for (; keep && keep->name; keep++)
            for (size_t k = 0; k < s->kept_n; k++)
                if (strcmp(s->kept[k].name, keep->name) == 0 && keep->close)
                    keep->close(s->kept[k].ptr);
    }
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(beside, sizeof beside, "%s%s", s->path, ends[i]);
        (void)unlink(beside);
    }
    arena_release(&s->arena);
    return 0;
}

static struct str get(struct site *s, const char *target, int wanted)
{
    const struct web_test_request request = {.method = "GET", .target = target};
    struct str body, location, cookie;
    int status;
    assert_ok(
        web_server_test(s->server, &s->arena, &request, &status, &body, &location, &cookie));
    if (status != wanted) print_error("%s: %d\n%.*s\n", target, status, STR_ARG(body));
    assert_int_equal(status, wanted);
    return body;
}

static void holds(struct str body, const char *text)
{
    if (str_find(body, str_from(text), 0) == SIZE_MAX) print_error("not there: %s\n", text);
    assert_true(str_find(body, str_from(text), 0) != SIZE_MAX);
}

static void test_find(void **state)
{
    struct str page = get(*state, "/find?q=gardening&near=B36&free=yes", 200);
    holds(page, "Tea &amp; seeds &lt;b&gt;");
    holds(page, "href=\"/assets/0b7a1c1e-2222-4333-8444-555566667777\"");
    holds(page, "Every Tuesday, 2pm to 4pm. Next: today");
    holds(page, "Dev will meet you at the door.");
    holds(page, "id=\"r1\"");
    holds(page, "href=\"#r1\""); /* the map says the same as the list */
    assert_true(str_find(page, STR("<b>\""), 0) == SIZE_MAX);
}

static void test_default_place(void **state)
{
    holds(get(*state, "/find", 200), "Near Weirside");
    assert_true(str_find(get(*state, "/find?near=", 200), STR("Near Weirside, within"), 0) ==
                SIZE_MAX);
}

static void test_nothing_fits(void **state)
{
    struct str page = get(*state, "/find?q=gardening&near=B36&step_free=yes", 200);
    holds(page, "Nothing fits all of that just now.");
    holds(page, "Where we do not know about steps: 1");
    holds(page, "href=\"/find?q=gardening&amp;near=B36\"");
}

static void test_unreadable(void **state)
{
    struct str page = get(*state, "/find?q=gardening&near=qqqq", 200);
    holds(page, "role=\"alert\"");
    holds(page, "value=\"qqqq\""); /* nothing typed is lost */
    holds(get(*state, "/find.json?day=someday", 422), "\"field\":\"day\"");
}

static void test_json(void **state)
{
    struct str found = get(*state, "/find.json?q=seeds&near=B36&limit=1", 200);
    holds(found, "\"total\":1,\"capped\":false,\"results\":[{\"id\":\"0b7a1c1e-2222-4333-8444-"
                 "555566667777\"");
    holds(found, "\"why\":[\"name\"");
    holds(get(*state, "/find.json?q=seeds", 200), "\"distance_km\":null");
    holds(get(*state, "/assets/0b7a1c1e-2222-4333-8444-555566667777.json", 200),
          "\"name\":\"Tea ");
    holds(get(*state, "/assets/unknown.json", 404), "MISSING");
}

static void test_one(void **state)
{
    struct str page = get(*state, "/assets/0b7a1c1e-2222-4333-8444-555566667777", 200);
    holds(page, "href=\"tel:01214960118\"");
    holds(page, "Nobody has told us when this was last checked");
    assert_true(str_find(page, STR("Change this entry"), 0) ==
                SIZE_MAX); /* not theirs to change */
    (void)get(*state, "/assets/unknown", 404);
    (void)get(*state, "/assets/new", 303); /* sign in first */
}

/* What was read from the words can be taken off again, one by one or all at once. */
static void test_wishes_taken_off(void **state)
{
    struct str page = get(*state, "/find?q=free+gardenning+near+B36", 200);
    holds(page, "We looked for gardening; you wrote gardenning.");
    holds(page, "Look for exactly gardenning instead");
    holds(page, "class=\"tap\" href=\"/find?q=gardenning%20near%20B36&amp;near=\">Free");
    holds(page, "class=\"tap\" href=\"/find?q=free%20gardenning&amp;near=\">Near B36");
    holds(page, "q=free%20gardenning%20near%20B36&amp;near=&amp;exact=yes");
    page = get(*state, "/find?q=free+gardenning&exact=yes&near=", 200);
    holds(page, "We looked for just these words.");
    assert_true(str_find(page, STR("you wrote"), 0) == SIZE_MAX);
    page = get(*state, "/find?q=gardening&near=B36&open=now&sort=fit", 200);
    holds(page, "Open now, as far as we know.");
    holds(page, "name=\"sort\" value=\"fit\"");
    page = get(*state, "/find.json?q=free+gardenning", 200);
    holds(page, "\"corrected\":[{\"from\":\"gardenning\",\"to\":\"gardening\"}]");
    holds(page, "\"wishes\":[\"free\"]");
    holds(get(*state, "/find.json?q=gardening&page=100000", 200), "\"results\":[]");
    holds(get(*state, "/find.json?sort=best", 422), "\"field\":\"sort\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_wishes_taken_off),         cmocka_unit_test(test_default_place),
        cmocka_unit_test(test_nothing_fits), cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_json),         cmocka_unit_test(test_one)};
    return cmocka_run_group_tests(tests, up, down);
}
