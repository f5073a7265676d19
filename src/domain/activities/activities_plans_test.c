/* How SQLite finds what each statement asks for: none reads a whole table that grows. */
#include "domain/activities/activities_own.h"

#include "activities_sql.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <string.h>

/* What is about everything on purpose, or a list that is emptied as it is read. */
static const char *const whole[] = {
    "activities_sql_feed_calendar",  /* a calendar of all there is */
    "activities_sql_feed_newest",    /* by its index, to the limit */
    "activities_sql_on_series", "activities_sql_on_lines", "activities_sql_on_dates", "activities_sql_on_off",
    "activities_sql_on_newcomers",   /* the lists in memory, made anew */
    "activities_sql_reach_new", "activities_sql_signups_any", /* what stands in a bracket of theirs */
    "activities_sql_news",           /* told and taken off */
    "activities_sql_wish_untold",    /* by the index of those that became something */
    "activities_sql_series_list",    /* for the command line */
};

static bool may_be_whole(const char *name)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(whole[i], name) == 0) return true;
    return false;
}

static bool scans(struct testing *t, const struct db_statement *s)
{
    struct db_cursor *cursor;
    bool row = true, found = false;
    struct db_statement *plan = ARENA_NEW(&t->arena, struct db_statement);
    *plan = (struct db_statement){.name = s->name, .sqlite = str_printf(&t->arena, "EXPLAIN QUERY PLAN %s", s->sqlite).ptr, .params = s->params, .columns = "iiit"};
    assert_ok(db_start(t->ctx.db, plan, &cursor));
    while (db_step(cursor, &row) == OK && row) {
        struct str step = db_col_text(cursor, 3, &t->arena);
        if (!str_starts(step, STR("SCAN ")) || str_starts(step, STR("SCAN CONSTANT"))) continue;
        found = true;
        if (!may_be_whole(s->name)) print_error("%s: %.*s\n", s->name, STR_ARG(step));
    }
    db_end(cursor);
    return found;
}

static void case_plans(struct testing *t)
{
    size_t seen = 0, wrong = 0;
    if (t->kind != DB_SQLITE) return;
    for (size_t i = 0; activities_statements[i]; i++, seen++)
        if (scans(t, activities_statements[i]) && !may_be_whole(activities_statements[i]->name)) wrong++;
    assert_true(seen > 200);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    static const struct testing_case cases[] = {{"plans", case_plans}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, 1, (struct module_list){modules, sizeof modules / sizeof *modules});
}
