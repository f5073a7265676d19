/* What's on: the lists in memory say the same as the sessions of each series, after every sort of
   edit. */
#include "domain/activities/activities_edit.h"
#include "domain/activities/activities_on.h"
#include "platform/auth/auth.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define SERIES 30
#define ROUNDS 40

struct world {
    struct testing *t;
    struct asset_id ids[SERIES];
};

static int below(struct world *w, int n)
{
    return (int)(rand_u64(w->t->ctx.rand) % (uint64_t)n);
}

static struct asset made(struct world *w, struct place_id place, int i)
{
    static const char *const times[] = {"Every Tuesday 10:00 to 11:30", "Every other Thursday from 3 March 2026, 2pm to 4pm",
                                        "1st Saturday 10am-12pm", "Mondays and Fridays 9am-10am", "Every day 8am-9am",
                                        "Last Sunday of the month 7pm-9pm"};
    struct asset a = {.kind = i % 2 ? ASSET_ACTIVITY : ASSET_GROUP, .name = STR("Walk"), .place = place, .age_low = -1,
                      .age_high = -1, .host_room = -1, .usual_size = -1, .price = PENCE_NONE, .checked = DAY_NONE,
                      .located = true, .lat = 52.5 + i * 0.01, .lon = -1.8,
                      .cost = i % 3 == 0 ? ASSET_COST_FREE : ASSET_COST_PAID, .languages = i % 4 == 0 ? STR("en ur") : STR("en")};
    struct asset_schedule *lines;
    assert_ok(assets_schedule_parse(&w->t->arena, str_from(times[i % 6]), ctx_today(&w->t->ctx), &lines, &a.schedules_n));
    for (size_t k = 0; k < a.schedules_n; k++) lines[k].skip = i % 5 == 0 ? ASSET_SKIP_SCHOOL : 0;
    a.schedules = lines;
    return a;
}

static void fill(struct world *w, struct testing *t)
{
    struct place_id place;
    *w = (struct world){.t = t};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    for (int i = 0; i < SERIES; i++) {
        struct asset a = made(w, place, i);
        assert_ok(assets_put(&t->ctx, &a, &w->ids[i]));
    }
}

/* ---- two ways to the same ---- */

static bool over(const struct ctx *ctx, const struct asset_session *s)
{
    int64_t end = minutes_is(s->closes) ? s->ends.ms : s->begins.ms + 3600000;
    return end <= ctx->now.ms;
}

static bool listed(const struct on_found *f, const struct asset_session *s)
{
    for (size_t i = 0; i < f->hits_n; i++) {
        const struct on_hit *h = &f->hits[i];
        if (h->asset.v != s->asset.v || h->day.n != s->day.n || h->at.n != s->at.n) continue;
        return h->on.n == s->on.n && h->opens.n == s->opens.n && h->closes.n == s->closes.n && h->cancelled == s->cancelled;
    }
    return false;
}

static void compare(struct world *w, struct day from)
{
    struct ctx *ctx = &w->t->ctx;
    struct on_found f;
    size_t all = 0;
    const struct on_query q = {.from = from, .days = 7, .limit = ON_ROWS_MOST};
    assert_ok(activities_on(ctx, &q, &f));
    for (int i = 0; i < SERIES; i++) {
        struct asset a;
        struct asset_session *s;
        size_t n;
        struct actor actor = ctx->actor;
        ctx->actor = (struct actor){.account = 0}; /* as a visitor: what has ended is not on it */
        enum status status = assets_find(ctx, w->ids[i], &a);
        ctx->actor = actor;
        if (status == ERR_DENIED || (status == OK && a.status == ASSET_INACTIVE)) continue;
        assert_ok(status);
        assert_ok(assets_sessions(ctx, &a, from, (struct day){from.n + 6}, 1000, &s, &n));
        for (size_t k = 0; k < n; k++) {
            if (over(ctx, &s[k])) continue;
            all++;
            if (!listed(&f, &s[k])) fail_msg("series %d: not on the list: planned %d %d, on %d %d (today %d, %zu of %zu)", i, s[k].day.n, s[k].at.n, s[k].on.n, s[k].opens.n, ctx_today(ctx).n, f.hits_n, f.total);
        }
    }
    assert_int_equal(f.total, all);
    for (size_t i = 1; i < f.hits_n; i++)
        assert_true(f.hits[i - 1].on.n < f.hits[i].on.n ||
                    (f.hits[i - 1].on.n == f.hits[i].on.n && f.hits[i - 1].opens.n <= f.hits[i].opens.n));
}

/* ---- edits ---- */

static void edit(struct world *w)
{
    struct ctx *ctx = &w->t->ctx;
    struct asset a;
    struct asset_session *s;
    size_t n;
    struct day today = ctx_today(ctx);
    int what = below(w, 6);
    if (assets_find(ctx, w->ids[below(w, SERIES)], &a) != OK) return;
    assert_ok(assets_sessions(ctx, &a, today, (struct day){today.n + 50}, 1000, &s, &n));
    if (n == 0) return;
    const struct asset_session *one = &s[below(w, (int)n)];
    struct asset_date date = {.day = one->day, .at = one->at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                              .opens = MINUTES_NONE, .closes = MINUTES_NONE, .words = STR("The hall is shut")};
    if (what == 0) assert_ok(assets_date_put(ctx, &a, &date));
    if (what == 1) {
        date.kind = ASSET_DATE_MOVED;
        date.to_day = (struct day){one->day.n + below(w, 10) - 5};
        date.opens.n = 60 * (8 + below(w, 10));
        date.closes.n = date.opens.n + 60;
        assert_ok(assets_date_put(ctx, &a, &date));
    }
    if (what == 2) {
        date.kind = ASSET_DATE_EXTRA;
        date.day = date.to_day = (struct day){today.n + below(w, 20)};
        date.at.n = date.opens.n = 61 + below(w, 1000);
        date.closes.n = date.opens.n + 30;
        assert_ok(assets_date_put(ctx, &a, &date));
    }
    if (what == 3) (void)!assets_date_back(ctx, &a, one->day, one->at);
    if (what == 4) {
        struct asset like = made(w, a.place, below(w, 6));
        const struct activity_times times = {like.schedules, like.schedules_n, true};
        assert_ok(activities_times_from(ctx, &a, (struct day){today.n + below(w, 10)}, &times));
    }
    if (what == 5 && below(w, 4) == 0) assert_ok(assets_end(ctx, a.id, STR("over")));
}

static void case_same(struct testing *t)
{
    struct world w;
    fill(&w, t);
    struct day today = ctx_today(&t->ctx);
    compare(&w, today);
    for (int i = 0; i < ROUNDS; i++) {
        edit(&w);
        if (i % 3 == 0) edit(&w);
        compare(&w, (struct day){today.n + below(&w, 3) * 14});
    }
    t->ctx.now.ms += (int64_t)20 * 86400000; /* weeks later: other days are kept */
    today = ctx_today(&t->ctx);
    compare(&w, today);
    compare(&w, (struct day){today.n + ON_AHEAD - 6});
}

static void case_wishes(struct testing *t)
{
    struct world w;
    struct on_found f;
    fill(&w, t);
    struct on_query q = {.from = DAY_NONE, .days = 7, .flags = ON_FREE, .limit = 200};
    assert_ok(activities_on(&t->ctx, &q, &f));
    assert_true(f.total > 0);
    for (size_t i = 0; i < f.hits_n; i++) {
        struct asset a;
        assert_ok(assets_find(&t->ctx, f.hits[i].asset, &a));
        assert_int_equal(a.cost, ASSET_COST_FREE);
    }
    q = (struct on_query){.from = DAY_NONE, .has_point = true, .lat = 52.5, .lon = -1.8, .within_km = 3, .limit = 200};
    assert_ok(activities_on(&t->ctx, &q, &f));
    assert_true(f.total > 0);
    for (size_t i = 0; i < f.hits_n; i++) assert_true(f.hits[i].km <= 3.01);
    q = (struct on_query){.from = DAY_NONE, .language = STR("ur"), .limit = 5};
    assert_ok(activities_on(&t->ctx, &q, &f));
    size_t total = f.total, first = f.hits_n;
    assert_int_equal(first, 5);
    q.offset = 5; /* the page after: no row twice, none left out */
    assert_ok(activities_on(&t->ctx, &q, &f));
    assert_int_equal(f.total, total);
    assert_int_equal(f.hits_n, total - 5 < 5 ? total - 5 : 5);
    q = (struct on_query){.from = {ctx_today(&t->ctx).n + 100}};
    assert_int_equal(activities_on(&t->ctx, &q, &f), ERR_INVALID);
}

/* A change of the whole is taken back; dates it dropped are there again. */
static void case_back(struct testing *t)
{
    struct world w;
    struct asset a;
    struct asset_session *s;
    struct asset_schedule *lines;
    size_t n, many;
    fill(&w, t);
    struct day today = ctx_today(&t->ctx);
    assert_ok(assets_find(&t->ctx, w.ids[1], &a)); /* every other Thursday */
    assert_ok(assets_sessions(&t->ctx, &a, today, (struct day){today.n + 60}, 100, &s, &n));
    const struct asset_date off = {.day = s[2].day, .at = s[2].at, .kind = ASSET_DATE_CANCELLED, .to_day = DAY_NONE,
                                   .opens = MINUTES_NONE, .closes = MINUTES_NONE};
    struct day third = s[2].day;
    assert_ok(assets_date_put(&t->ctx, &a, &off));
    struct activity_times times = {.changed = true};
    assert_ok(assets_schedule_parse(&t->arena, STR("Every other Thursday from 3 March 2026, 3.30pm to 5pm"), today, &lines, &times.n));
    times.lines = lines;
    struct day from = {today.n + 4}; /* in a week without one: the weeks stay */
    assert_ok(activities_times_from(&t->ctx, &a, from, &times));
    assert_ok(assets_find(&t->ctx, w.ids[1], &a));
    assert_ok(assets_sessions(&t->ctx, &a, today, (struct day){today.n + 60}, 100, &s, &many));
    for (size_t i = 0; i < many; i++) assert_int_equal((s[i].on.n - third.n) % 14, 0);
    assert_true(activities_may_take_back(&t->ctx, a.id));
    assert_ok(activities_take_back(&t->ctx, &a));
    assert_false(activities_may_take_back(&t->ctx, a.id));
    assert_ok(assets_find(&t->ctx, w.ids[1], &a));
    assert_ok(assets_sessions(&t->ctx, &a, today, (struct day){today.n + 60}, 100, &s, &many));
    assert_int_equal(many, n);
    assert_true(s[2].cancelled);
    assert_int_equal(s[0].opens.n, 14 * 60);
}

static void case_clock(struct testing *t)
{
    static const struct { const char *text; int at; } right[] = {{"10:00", 600}, {"9", 540}, {"10.30am", 630}, {"12pm", 720}, {"12am", 0}, {"3 pm", 900}, {"23:59", 1439}};
    static const char *const wrong[] = {"", "25", "10:75", "13pm", "ten", "1000", "10:00x", ":30"};
    struct minutes at;
    (void)t;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        assert_true(activities_time_parse(str_from(right[i].text), &at));
        assert_int_equal(at.n, right[i].at);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(activities_time_parse(str_from(wrong[i]), &at));
}

int main(void)
{
    static const struct testing_case cases[] = {{"same", case_same}, {"wishes", case_wishes}, {"back", case_back}, {"clock", case_clock}};
    static const struct module *const modules[] = {&journal_module, &auth_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &activities_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
