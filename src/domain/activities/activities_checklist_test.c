/* The safety checklist: answers kept as far as they go, looked through when none is open, copied
   with every answer open again. */
#include "domain/activities/activities_checklist.h"
#include "platform/auth/auth.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct activity_at made(struct testing *t, const char *name)
{
    struct place_id place;
    struct asset_id id;
    struct asset_schedule *lines;
    struct activity_at at = {.code = STR_NONE};
    struct asset a = {.kind = ASSET_ACTIVITY, .name = str_from(name), .age_low = -1, .age_high = -1, .host_room = -1,
                      .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    a.place = place;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 10:00 to 11:30"), ctx_today(&t->ctx), &lines, &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    assert_ok(activities_find_id(&t->ctx, id, &at.asset, &at.series));
    return at;
}

static void all(struct checklist *list, enum checklist_said said)
{
    for (size_t i = 0; i < list->of->questions_n; i++) list->answers[i].said = said;
}

static void case_templates(struct testing *t)
{
    (void)t;
    assert_int_equal(activities_checklist_templates_n, 7);
    for (size_t i = 0; i < activities_checklist_templates_n; i++) {
        const struct checklist_template *of = &activities_checklist_templates[i];
        assert_true(of->questions_n >= 8 && of->questions_n <= CHECKLIST_QUESTIONS);
        for (size_t q = 0; q < of->questions_n; q++)
            for (size_t p = 0; p < q; p++) assert_true(of->questions[q] != of->questions[p]);
    }
    assert_null(activities_checklist_template_find(STR("flying")));
}

static void case_looked_through(struct testing *t)
{
    struct activity_at at = made(t, "Walk");
    struct checklist list;
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    assert_null(list.of);
    assert_int_equal(activities_checklist_begin(&t->ctx, &at, STR("flying")), ERR_INVALID);
    assert_ok(activities_checklist_begin(&t->ctx, &at, STR("walk")));
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    assert_int_equal(list.open, list.of->questions_n);
    list.answers[0].said = CHECKLIST_ASK;
    list.answers[0].words = STR("Dev knows the way");
    assert_ok(activities_checklist_put(&t->ctx, &at, &list));
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    assert_false(day_is(list.looked_on));
    assert_int_equal(list.todo, 1);
    assert_str(list.answers[0].words, "Dev knows the way");
    all(&list, CHECKLIST_YES);
    list.review_months = 3;
    assert_ok(activities_checklist_put(&t->ctx, &at, &list));
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    assert_int_equal(list.looked_on.n, ctx_today(&t->ctx).n);
    assert_int_equal(list.review_on.n, day_from_civil(2026, 6, 3).n);
    assert_int_equal(list.open, 0);
    list.review_months = 5;
    assert_int_equal(activities_checklist_put(&t->ctx, &at, &list), ERR_INVALID);
}

static void case_other_template(struct testing *t)
{
    struct activity_at at = made(t, "Walk");
    struct checklist list;
    assert_ok(activities_checklist_begin(&t->ctx, &at, STR("walk")));
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    all(&list, CHECKLIST_YES);
    assert_ok(activities_checklist_put(&t->ctx, &at, &list));
    assert_ok(activities_checklist_begin(&t->ctx, &at, STR("sport")));
    assert_ok(activities_checklist_find(&t->ctx, at.asset.id, &list));
    assert_false(day_is(list.looked_on)); /* other questions: not looked through */
    assert_true(list.open > 0 && list.open < list.of->questions_n);
}

static void case_copy(struct testing *t)
{
    struct activity_at from = made(t, "Walk"), to = made(t, "Walk in the other ward");
    struct checklist list;
    assert_ok(activities_checklist_copy(&t->ctx, from.asset.id, to.asset.id)); /* nothing to copy */
    assert_ok(activities_checklist_begin(&t->ctx, &from, STR("walk")));
    assert_ok(activities_checklist_find(&t->ctx, from.asset.id, &list));
    all(&list, CHECKLIST_YES);
    list.answers[2].words = STR("Grace walks last");
    list.review_months = 6;
    assert_ok(activities_checklist_put(&t->ctx, &from, &list));
    assert_ok(activities_checklist_copy(&t->ctx, from.asset.id, to.asset.id));
    assert_ok(activities_checklist_find(&t->ctx, to.asset.id, &list));
    assert_int_equal(list.open, list.of->questions_n);
    assert_int_equal(list.review_months, 6);
    assert_str(list.answers[2].words, "Grace walks last");
    assert_int_equal(list.parent.v, from.asset.id.v);
    assert_false(day_is(list.looked_on));
    all(&list, CHECKLIST_NOT_NEEDED);
    assert_ok(activities_checklist_put(&t->ctx, &to, &list));
    assert_ok(activities_checklist_copy(&t->ctx, from.asset.id, to.asset.id)); /* what it has stays */
    assert_ok(activities_checklist_find(&t->ctx, to.asset.id, &list));
    assert_int_equal(list.open, 0);
}

static void case_denied(struct testing *t)
{
    struct activity_at at = made(t, "Walk");
    testing_act(t, 77, at.asset.place.v, STANDING_MEMBER);
    assert_int_equal(activities_checklist_begin(&t->ctx, &at, STR("walk")), ERR_DENIED);
}

int main(void)
{
    static const struct testing_case cases[] = {{"templates", case_templates},
                                                {"looked through", case_looked_through},
                                                {"other template", case_other_template},
                                                {"copy", case_copy},
                                                {"denied", case_denied}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
