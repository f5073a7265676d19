/* Are wrong tables found? Permissions, settings, leases. */
#include "platform/module/platform.h"
#include "testing/testing.h"

static enum status fine(struct web *w)
{
    (void)w;
    return OK;
}

static enum status hear(struct ctx *ctx, int64_t subject, int64_t object)
{
    struct str sum;
    int64_t n = 0;
    TRY(module_setting(ctx, "heard", STR("0"), &sum));
    (void)!str_to_int(sum, &n);
    return module_setting_set(ctx, "heard", str_int(ctx->arena, n + subject + object));
}

static const struct auth_permission right_permissions[] = {
    {"right.see", "See", 0},
    {"right.do", "Do", STANDING_CONNECTOR | STANDING_ADMIN},
    {.key = NULL}};
static const struct web_route right_routes[] = {
    {.method = "GET", .path = "/right/{id}", .permission = "right.see", .show = fine},
    {.method = "GET", .path = "/right/new", .permission = "right.see", .show = fine},
    {.method = "POST",
     .path = "/right",
     .permission = "right.do",
     .apply = fine,
     .per_hour = 10},
    {.path = NULL}};
static const struct module_listener right_listeners[] = {{"right.done", hear}, {.fact = NULL}};
static const char *const right_facts[] = {"right.done", NULL};
static const struct module right = {
    .name = "right", .permissions = right_permissions, .routes = right_routes,
    .listeners = right_listeners, .facts = right_facts};

static const struct auth_permission wrong_permissions[] = {
    {"wrong.see", "", 0}, {"right.see", "x", 0}, {.key = NULL}};
static const struct web_route wrong_routes[] = {
    {.method = "GET", .path = "/wrong", .permission = "wrong.none", .show = fine},
    {.method = "POST", .path = "/wrong", .permission = "wrong.see", .apply = fine},
    {.method = "GET", .path = "/right/{other}", .permission = "wrong.see", .show = fine},
    {.path = NULL}};
static const struct module_listener wrong_listeners[] = {{"nobody.says", hear}, {.fact = NULL}};
static const struct module wrong = {
    .name = "wrong", .permissions = wrong_permissions, .routes = wrong_routes,
    .listeners = wrong_listeners};

static bool among(const struct str *problems, size_t n, const char *piece)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(problems[i], str_from(piece), 0) != SIZE_MAX) return true;
    return false;
}

static void right_tables_have_no_problems(struct testing *t)
{
    const struct module *const tables[] = {&journal_module, &mail_module, &auth_module,
                                           &jobs_module, &module_module, &right};
    struct str *problems;
    size_t n;
    assert_ok(module_validate(&t->arena, (struct module_list){tables, 6}, &problems, &n));
    assert_int_equal(n, 0);
}

static void wrong_tables_are_found(struct testing *t)
{
    const struct module *const tables[] = {&right, &wrong};
    struct str *problems;
    size_t n;
    assert_ok(module_validate(&t->arena, (struct module_list){tables, 2}, &problems, &n));
    assert_true(among(problems, n, "GET /wrong (wrong): no permission row"));
    assert_true(among(problems, n, "POST /wrong: a POST needs a limit"));
    assert_true(among(problems, n, "wrong.see: a permission needs a label"));
    assert_true(among(problems, n, "right.see: two permission rows"));
    assert_true(among(problems, n, "nobody.says, which nobody records"));
    assert_true(among(problems, n, "two routes for one address"));
    assert_int_equal(n, 6);
}

static void permissions(struct testing *t)
{
    const struct module *const tables[] = {&right};
    const struct module_list list = {tables, 1};
    testing_act(t, 1, 1, STANDING_MEMBER);
    assert_true(module_may(&t->ctx, list, "right.see"));
    assert_false(module_may(&t->ctx, list, "right.do"));
    assert_false(module_may(&t->ctx, list, "right.unknown"));
    assert_false(module_may(&t->ctx, list, NULL));
    testing_act(t, 1, 1, STANDING_MEMBER | STANDING_ADMIN);
    assert_true(module_may(&t->ctx, list, "right.do"));
}

static void settings(struct testing *t)
{
    struct str value;
    struct module_value *values;
    size_t n;
    assert_ok(module_setting(&t->ctx, "a.b", STR("fallback"), &value));
    assert_str(value, "fallback");
    assert_ok(module_setting_set(&t->ctx, "a.b", STR("one")));
    assert_ok(module_setting_set(&t->ctx, "a.b", STR("two")));
    assert_ok(module_setting_set(&t->ctx, "ab.c", STR("x")));
    assert_ok(module_setting(&t->ctx, "a.b", STR_NONE, &value));
    assert_str(value, "two");
    assert_ok(module_settings(&t->ctx, STR("a."), &values, &n));
    assert_int_equal(n, 1);
}

static void facts_reach_listeners(struct testing *t)
{
    const struct module *const tables[] = {&right};
    struct str heard;
    assert_ok(module_tell(&t->ctx, (struct module_list){tables, 1}, "right.done", 3, 4));
    assert_ok(module_tell(&t->ctx, (struct module_list){tables, 1}, "right.other", 3, 4));
    assert_ok(module_setting(&t->ctx, "heard", STR(""), &heard));
    assert_str(heard, "7");
}

static void one_process_has_a_timer(struct testing *t)
{
    const struct jobs_timer timer = {.name = "x.y", .every_seconds = 10};
    assert_ok(jobs_claim(&t->ctx, &timer));
    assert_int_equal(jobs_claim(&t->ctx, &timer), ERR_CONFLICT);
    testing_later(t, 30 * 1000);
    assert_int_equal(jobs_claim(&t->ctx, &timer), ERR_CONFLICT); /* still at it */
    assert_ok(jobs_done(&t->ctx, &timer));
    assert_ok(jobs_claim(&t->ctx, &timer));
    testing_later(t, 61 * 1000); /* that process died: the lease ran out */
    assert_ok(jobs_claim(&t->ctx, &timer));
}

int main(void)
{
    static const struct module *const tables[] = {&jobs_module, &module_module};
    static const struct testing_case cases[] = {
        {"right tables have no problems", right_tables_have_no_problems},
        {"wrong tables are found", wrong_tables_are_found},
        {"permissions", permissions},
        {"settings", settings},
        {"facts reach listeners", facts_reach_listeners},
        {"one process has a timer", one_process_has_a_timer},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){tables, 2});
}
