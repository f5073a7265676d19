/* The front page of the example neighbourhood, on a Tuesday at ten and on a Sunday evening. */
#include "app/app.h"
#include "domain/people/people.h"
#include "platform/web/web_server.h"
#include "testing/testing.h"

#include <stdio.h>
#include <unistd.h>

struct world {
    struct app app;
    struct web_server *server;
    struct arena arena;
    char file[64];
};

static struct instant tuesday_at_ten(void) {
    return (struct instant){INT64_C(1772532000000)}; /* 3 March 2026 in London */
}

static struct instant sunday_at_eight(void) {
    return (struct instant){INT64_C(1773000000000)}; /* 8 March 2026, 20:00 in London */
}

static void seed(struct world *w) {
    struct module_list list = app_modules();
    assert_ok(db_begin(w->app.ctx.db, DB_WRITE));
    assert_ok(app_open_keeps(&w->app));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->seed) assert_ok(list.items[i]->seed(&w->app.ctx));
    assert_ok(db_commit(w->app.ctx.db));
}

static void open_world(struct world *w, struct instant (*now)(void), bool seeded) {
    struct str why = STR_NONE;
    app_init(&w->app, app_modules(), app_tell);
    arena_init(&w->arena, (size_t)64 << 20);
    w->app.ctx.now = now();
    snprintf(w->file, sizeof w->file, "/tmp/kith-home-%ld.db", (long)getpid());
    unlink(w->file);
    assert_ok(app_open(&w->app, str_from(w->file), DB_WRITE, false));
    assert_ok(app_migrate(&w->app));
    if (seeded) {
        seed(w);
    } else {
        assert_ok(db_begin(w->app.ctx.db, DB_WRITE));
        assert_ok(app_open_keeps(&w->app));
        assert_ok(db_commit(w->app.ctx.db));
    }
    const struct web_server_config config = {.db_target = str_from(w->file),
                                             .host = STR("127.0.0.1"),
                                             .workers = 1,
                                             .modules = app_modules(),
                                             .kept = w->app.kept,
                                             .kept_n = w->app.kept_n,
                                             .tell = app_tell,
                                             .now = now,
                                             .secret = STR("0123456789abcdef0123456789abcdef")};
    assert_ok(web_server_open(&config, &w->server, &why));
}

static void close_world(struct world *w) {
    web_server_close(w->server);
    app_release(&w->app);
    arena_release(&w->arena);
    unlink(w->file);
}

static struct str front(struct world *w, const char *target) {
    const struct web_test_request request = {.method = "GET", .target = target};
    struct str body, location, cookie;
    int status;
    assert_ok(
        web_server_test(w->server, &w->arena, &request, &status, &body, &location, &cookie));
    assert_int_equal(status, 200);
    return body;
}

static size_t at(struct str page, const char *words) {
    size_t where = str_find(page, str_from(words), 0);
    if (where == SIZE_MAX) fail_msg("the page does not say: %s", words);
    return where;
}

static bool says(struct str page, const char *words) {
    return str_find(page, str_from(words), 0) != SIZE_MAX;
}

static void today_and_this_week(void **state) {
    struct world w = {.server = NULL};
    (void)state;
    open_world(&w, tuesday_at_ten, true);
    struct str page = front(&w, "/");
    /* What is on this minute, then the rest of today, then the days after it. */
    assert_true(at(page, "Open now") < at(page, "Tuesday 3 March"));
    assert_true(at(page, "Tea and seeds") < at(page, "Tomorrow, Wednesday 4 March"));
    assert_true(at(page, "Wednesday 4 March") < at(page, "Thursday 5 March"));
    (void)at(page, "Dev will meet you at the door.");
    (void)at(page, "lang=\"ur\" dir=\"rtl\"");
    (void)at(page, "/signin?next=%2Flisten%2Fnew");
    /* Nobody's own gift is on a public page, nor anything closed. */
    assert_false(says(page, "A neighbour who"));
    assert_false(says(page, "Weirside film club"));
    close_world(&w);
}

static void what_is_over_is_over(void **state) {
    struct world w = {.server = NULL};
    (void)state;
    open_world(&w, sunday_at_eight, true);
    struct str page = front(&w, "/");
    assert_false(says(page, "Open now"));
    assert_false(says(page, "Polskie"));
    (void)at(page, "Tomorrow, Monday 9 March");
    close_world(&w);
}

/* The figure is shown while neither it nor the rest is small. */
static void small_counts_stay_in(void **state) {
    static const char *const names[] = {"Pearl",  "Marek", "Yusuf", "Eileen",
                                        "Callum", "Zofia", "Irene"};
    struct world w = {.server = NULL};
    struct place place;
    (void)state;
    open_world(&w, tuesday_at_ten, true);
    (void)at(front(&w, "/"), "Now it is 9.");
    w.app.ctx.actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(db_begin(w.app.ctx.db, DB_WRITE));
    assert_ok(places_find_by_name(&w.app.ctx, STR("Weirside"), &place));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct person_id id;
        assert_ok(people_seed_find(&w.app.ctx, place.id, str_from(names[i]), &id));
        assert_ok(people_turns_to(&w.app.ctx, id, 1));
    }
    assert_ok(db_commit(w.app.ctx.db));
    struct str page = front(&w, "/");
    assert_false(says(page, "People with nobody"));
    assert_false(says(page, "Now it is"));
    close_world(&w);
}

static void empty_installation(void **state) {
    struct world w = {.server = NULL};
    (void)state;
    open_world(&w, tuesday_at_ten, false);
    (void)at(front(&w, "/"), "Nothing is on the list for this week yet.");
    close_world(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(today_and_this_week),
        cmocka_unit_test(what_is_over_is_over),
        cmocka_unit_test(small_counts_stay_in),
        cmocka_unit_test(empty_installation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
