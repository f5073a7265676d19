/* What is only counted, or passed over by its cell, is what looking at each one would have given. */
#include "domain/assets/assets_own.h"
#include "domain/assets/index_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>
#include <stdlib.h>

extern const struct module assets_module;

#define MANY 1400 /* more than are ranked */
#define RANKED 500
#define WITHIN_M 9000.0f

/* Spread unevenly over some twenty cells each way; every ninth has no hours, every eleventh is a
   person's gift, some are on another day, closed, full or nowhere. */
static struct asset_id put(struct testing *t, struct place_id place, int i)
{
    struct asset_schedule *lines;
    struct asset_id id;
    struct str times = i % 9 == 0   ? STR("by arrangement")
                       : i % 5 == 0 ? STR("Saturdays 10-12")
                                    : STR("Tuesdays 10-12");
    struct asset a = {.place = place,
                      .kind = i % 11 == 0 ? ASSET_GIFT : ASSET_GROUP,
                      .name = str_printf(&t->arena, "Owl walk %d", i),
                      .description = STR("Watching owls"),
                      .located = i % 97 != 0,
                      .lat = 52.5 + (i * 37 % 200 - 100) * 0.0008,
                      .lon = -1.8 + (i * 61 % 211 - 105) * 0.0013,
                      .age_low = -1,
                      .age_high = -1,
                      .host_room = i % 17 == 0 ? 0 : -1,
                      .usual_size = -1,
                      .price = PENCE_NONE,
                      .checked = DAY_NONE,
                      .source = STR("test"),
                      .source_id = str_printf(&t->arena, "%d", i)};
    assert_ok(assets_schedule_parse(&t->arena, times, ctx_today(&t->ctx), &lines,
                                    &a.schedules_n));
    a.schedules = lines;
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static void many_put(struct testing *t, struct asset_id ids[MANY])
{
    struct place_id place;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    for (int i = 0; i < MANY; i++) ids[i] = put(t, place, i);
    testing_commit(t);
    assets_index_settle(&t->ctx);
}

struct plain {
    const struct assets_view *view;
    float far[MANY];
    int64_t total;
    size_t on;
    bool members; /* see people's gifts as well */
};

static void plain_visit(void *cookie, uint32_t number, float distance)
{
    struct plain *p = cookie;
    const struct asset_hot *hot = assets_view_hot(p->view, number);
    if (hot->flags & AF_PERSON && !p->members) return;
    if (!(hot->flags & AF_TIMES_KNOWN)) {
        p->total++;
        return;
    }
    if (assets_view_week(p->view, number)->day[1] == 0) return;
    p->total++;
    p->far[p->on++] = distance;
}

static int rising(const void *left, const void *right)
{
    const float *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void same_as_plain(struct testing *t)
{
    struct plain *p = ARENA_NEW(&t->arena, struct plain);
    struct assets_view view;
    float x, y;
    assert_ok(assets_view_take(&t->ctx, &view));
    p->view = &view;
    p->members = t->ctx.actor.standing != 0;
    assets_view_point(&view, 52.5, -1.8, &x, &y);
    assets_view_near(&view, x, y, WITHIN_M, plain_visit, p);
    assets_view_release(&t->ctx, &view);
    qsort(p->far, p->on, sizeof *p->far, rising);
    assert_true(p->on > RANKED + 50);
    for (int page = 1; page <= RANKED / 50; page++) {
        struct assets_found found;
        struct assets_query q = {.words = STR("owls"), .has_point = true, .lat = 52.5, .lon = -1.8,
                                 .within_km = WITHIN_M / 1000, .day = 1, .from = -1, .to = -1,
                                 .limit = 50, .page = page};
        assert_ok(assets_search(&t->ctx, &q, &found));
        assert_int_equal(found.total, p->total);
        assert_int_equal(found.hits_n, 50);
        for (size_t i = 0; i < found.hits_n; i++) {
            double plain = (double)p->far[(size_t)(page - 1) * 50 + i];
            /* the page measures on the globe, the columns on a plane */
            assert_true(fabs(found.hits[i].distance_km * 1000 - plain) < 20);
        }
    }
}

static void same_for_both(struct testing *t)
{
    struct actor actor = t->ctx.actor;
    same_as_plain(t);
    t->ctx.actor = (struct actor){.standing = 0};
    same_as_plain(t);
    t->ctx.actor = actor;
}

static void counted_is_looked_at(struct testing *t)
{
    struct asset_id ids[MANY];
    many_put(t, ids);
    same_for_both(t);
    for (int i = 3; i < MANY; i += 7) assert_ok(assets_end(&t->ctx, ids[i], STR("over")));
    testing_commit(t);
    assets_index_settle(&t->ctx);
    same_for_both(t); /* the ended ones still lie in the base */
}

static void far_from(struct testing *t, const struct assets_view *view, float x, float y,
                     float radius, size_t *far_n)
{
    const uint64_t *far = assets_view_far(&t->arena, view, x, y, radius);
    for (uint32_t number = 0; number < view->n; number++) {
        const struct asset_hot *hot = assets_view_hot(view, number);
        float dx = hot->x - x, dy = hot->y - y, distance = sqrtf(dx * dx + dy * dy);
        bool bit = far[number / 64] >> (number % 64) & 1;
        bool plain = hot->flags & AF_LOCATED && !(hot->flags & (AF_CLOSED | AF_PERSON)) &&
                     hot->host_room != 0 && assets_view_alive(view, number);
        if (bit) assert_true(plain && distance > radius);
        if (plain && (fabsf(dx) > radius + 1100 || fabsf(dy) > radius + 1100)) assert_true(bit);
        *far_n += bit;
    }
    for (size_t number = view->n; number < (view->n / 64 + 1) * 64; number++)
        assert_false(far[number / 64] >> (number % 64) & 1);
}

static void far_is_far(struct testing *t)
{
    struct asset_id ids[MANY];
    struct assets_view view;
    size_t far_n = 0;
    many_put(t, ids);
    assert_ok(assets_view_take(&t->ctx, &view));
    assets_view_release(&t->ctx, &view);
    for (int i = 3; i < MANY; i += 50) assert_ok(assets_end(&t->ctx, ids[i], STR("over")));
    testing_commit(t);
    assets_index_settle(&t->ctx);
    assert_ok(assets_view_take(&t->ctx, &view));
    for (float at = -15000; at <= 15000; at += 3700)
        for (float radius = 500; radius < 20000; radius *= 2)
            far_from(t, &view, at, at / 3, radius, &far_n);
    assets_view_release(&t->ctx, &view);
    assert_true(far_n > MANY);
}

int main(void)
{
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"what is counted would have been looked at", counted_is_looked_at},
        {"what is passed over is too far", far_is_far}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
