/* Weights from outcomes: fitting, adopting and taking back; and the gap list. */
#include "domain/conversations/conversations.h"
#include "domain/matching/matching_gaps.h"
#include "domain/matching/matching_own.h"
#include "domain/matching/matching_refit.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <math.h>

static struct place_id home;

static struct person_id person(struct testing *t, const char *name, unsigned needs, const char *times)
{
    struct person_id id;
    struct person who = {.place = home, .first_name = str_from(name), .turns_to = -1, .needs = needs, .times = str_from(times),
                         .age_band = STR("65-74"), .languages = STR("en")};
    assert_ok(people_put(&t->ctx, &who, &id));
    return id;
}

static struct asset_id choir(struct testing *t, const char *when)
{
    struct asset_id id;
    struct asset_schedule *lines;
    size_t n;
    assert_ok(assets_schedule_parse(&t->arena, str_from(when), ctx_today(&t->ctx), &lines, &n));
    struct asset a = {.place = home, .kind = ASSET_GROUP, .name = STR("Choir"), .price = PENCE_NONE, .age_low = -1, .age_high = -1,
                      .host_room = -1, .usual_size = -1, .concepts = {STR("singing")}, .quality = {100}, .concepts_n = 1,
                      .checked = DAY_NONE, .access_no = ASSET_STEP_FREE, .schedules = lines, .schedules_n = n};
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static int sum(const int w[REASON_KINDS])
{
    int total = 0;
    for (int k = 0; k < REASON_KINDS; k++) {
        assert_true(w[k] >= 0);
        total += w[k];
    }
    return total;
}

/* Who could come at the time came again; nothing else mattered. */
static size_t outcomes(struct testing *t, struct matching_fit_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct matching_fit_row){.fold = (int)(i % 5)};
        for (int k = 0; k < REASON_KINDS; k++) rows[i].f[k] = (double)rand_below(&t->rand, 256) / 255;
        rows[i].f[REASON_TIME] = (double)(i % 2);
        rows[i].came = i % 2 ? rand_below(&t->rand, 10) < 8 : rand_below(&t->rand, 10) < 2;
    }
    return n;
}

static void few_outcomes_move_little(struct testing *t)
{
    static struct matching_fit_row rows[2000];
    int w[REASON_KINDS], more[REASON_KINDS];
    (void)outcomes(t, rows, 2000);
    struct matching_fit none = matching_fit_rows(rows, 0, -1, matching_weights, MATCHING_SD);
    matching_fit_weights(&none, w);
    for (int k = 0; k < REASON_KINDS; k++) assert_int_equal(w[k], matching_weights[k]);
    struct matching_fit few = matching_fit_rows(rows, 100, -1, matching_weights, MATCHING_SD);
    struct matching_fit many = matching_fit_rows(rows, 2000, -1, matching_weights, MATCHING_SD);
    matching_fit_weights(&few, w);
    matching_fit_weights(&many, more);
    assert_int_equal(sum(w), 10000);
    assert_int_equal(sum(more), 10000);
    assert_true(w[REASON_TIME] > matching_weights[REASON_TIME]);
    assert_true(more[REASON_TIME] > w[REASON_TIME]);
    assert_true(w[REASON_INTEREST] > 1500); /* still most of it */
    /* What it says of who came is nearer than before. */
    struct matching_fit still = matching_fit_rows(rows, 2000, -1, matching_weights, 1e-4);
    double before = 0, after = 0;
    for (int i = 0; i < 2000; i++) {
        before += pow(matching_fit_chance(&still, &rows[i]) - rows[i].came, 2);
        after += pow(matching_fit_chance(&many, &rows[i]) - rows[i].came, 2);
    }
    assert_true(after < before * .95);
}

static void settle(struct testing *t, struct asset_id asset, int n)
{
    static int64_t number;
    for (int i = 0; i < n; i++) {
        struct person_id who = person(t, "Guest", 0, NULL);
        struct suggestion s = {.asset = asset, .score = .5, .f = {[REASON_TIME] = i % 2 ? 255 : 0, [REASON_INTEREST] = 200}};
        assert_ok(matching_shown(&t->ctx, who, &s, 1, 3));
        assert_ok(matching_outcome(&t->ctx, ++number, asset, who, i % 2));
    }
}

static void nothing_before_a_hundred(struct testing *t)
{
    struct matching_refit refit;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct asset_id asset = choir(t, "Tuesdays 10am to 12");
    settle(t, asset, 99);
    assert_ok(matching_refit(&t->ctx, home, &refit));
    assert_false(refit.enough);
    settle(t, asset, 1);
    assert_ok(matching_refit(&t->ctx, home, &refit));
    assert_true(refit.enough && refit.own && refit.fair);
    assert_true(refit.after[REASON_TIME] > refit.before[REASON_TIME]);
    assert_true(refit.brier_after < refit.brier_before);
    assert_int_equal(refit.groups_n, 2); /* one language, one age */
    assert_int_equal(refit.groups[0].n, 100);
}

static void a_person_adopts_and_takes_back(struct testing *t)
{
    struct matching_past *past;
    size_t n;
    int now[REASON_KINDS], next[REASON_KINDS];
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct person_id admin = person(t, "Nadia", 0, NULL);
    for (int k = 0; k < REASON_KINDS; k++) next[k] = matching_weights[k];
    next[REASON_INTEREST] -= 100;
    assert_int_equal(matching_weights_adopt(&t->ctx, home, next, 120), ERR_INVALID); /* adds to 9,900 */
    next[REASON_TIME] += 100;
    testing_act(t, admin.v, home.v, STANDING_MEMBER);
    assert_int_equal(matching_weights_adopt(&t->ctx, home, next, 120), ERR_DENIED);
    testing_act(t, admin.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(matching_weights_adopt(&t->ctx, (struct place_id){0}, next, 120), ERR_DENIED); /* not everybody's */
    assert_ok(matching_weights_adopt(&t->ctx, home, next, 120));
    assert_ok(matching_weights_now(&t->ctx, home, now));
    assert_int_equal(now[REASON_TIME], matching_weights[REASON_TIME] + 100);
    assert_ok(matching_weights_now(&t->ctx, (struct place_id){0}, now));
    assert_int_equal(now[REASON_TIME], matching_weights[REASON_TIME]);
    next[REASON_TIME] += 50;
    next[REASON_INTEREST] -= 50;
    assert_int_equal(matching_weights_adopt(&t->ctx, home, next, 130), ERR_CONFLICT); /* this month already */
    testing_later(t, (int64_t)30 * 86400000);
    assert_ok(matching_weights_adopt(&t->ctx, home, next, 130));
    assert_ok(matching_weights_undo(&t->ctx, home));
    assert_ok(matching_weights_now(&t->ctx, home, now));
    assert_int_equal(now[REASON_TIME], matching_weights[REASON_TIME] + 100);
    assert_ok(matching_weights_undo(&t->ctx, home));
    assert_ok(matching_weights_now(&t->ctx, home, now));
    assert_int_equal(now[REASON_TIME], matching_weights[REASON_TIME]);
    assert_int_equal(matching_weights_undo(&t->ctx, home), ERR_MISSING);
    assert_ok(matching_weights_history(&t->ctx, &past, &n));
    assert_int_equal(n, 2);
    assert_true(past[0].taken_back && past[1].taken_back);
    assert_int_equal(sum(past[0].weights), 10000);
}

static void wishes(struct testing *t, const char *what, int n, unsigned needs, const char *times)
{
    for (int i = 0; i < n; i++) {
        struct person_id who = person(t, "Wisher", needs, times);
        assert_ok(people_consent_give(&t->ctx, who, CONSENT_KEEP, STR("spoken")));
        assert_ok(people_consent_give(&t->ctx, who, CONSENT_INTRODUCE, STR("spoken")));
        struct told told = {.kind = TOLD_LOVE, .concept = str_from(what), .confirmed = true};
        assert_ok(conversations_tell(&t->ctx, who, &told, 1));
    }
}

static int64_t people_of(const struct matching_gap *gaps, size_t n, const char *took, const char *concept, const char *need, int part)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(gaps[i].took, took) && str_is(gaps[i].concept, concept) && str_is(gaps[i].need, need) && gaps[i].part == part)
            return gaps[i].people;
    return 0;
}

static void a_gap_is_never_about_one(struct testing *t)
{
    struct matching_gap *gaps;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    (void)choir(t, "Tuesdays 10am to 12");
    wishes(t, "fishing", 7, 0, NULL);                 /* nobody offers it */
    wishes(t, "chess", 4, 0, NULL);                   /* too few to tell */
    wishes(t, "singing", 5, NEED_STEP_FREE, NULL);    /* the choir has steps */
    wishes(t, "singing", 6, 0, "tue 18:00-21:00");    /* it is on in the morning */
    wishes(t, "singing", 9, 0, NULL);                 /* these can go */
    assert_ok(db_commit(t->ctx.db));
    assert_ok(matching_gaps_count(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_ok(matching_gaps_list(&t->ctx, home, &gaps, &n));
    assert_int_equal(people_of(gaps, n, "nothing", "fishing", "", -1), 5);
    assert_int_equal(people_of(gaps, n, "nothing", "", "", -1), 10);
    assert_int_equal(people_of(gaps, n, "nothing", "chess", "", -1), 0);
    assert_int_equal(people_of(gaps, n, "access", "singing", "step-free", -1), 5);
    assert_int_equal(people_of(gaps, n, "time", "singing", "", 1 * WEEK_PARTS + 2), 5);
    for (size_t i = 0; i < n; i++) {
        assert_true(gaps[i].people >= 5 && gaps[i].people % 5 == 0);
        assert_true(matching_gap_words(&t->ctx, &gaps[i]).len > 0);
    }
    struct matching_gap evening = {.took = STR("host"), .need = STR("step-free"), .concept = STR(""), .part = 6};
    assert_str(matching_gap_words(&t->ctx, &evening), "Whatever was wished · no host where there are no steps · Tuesday, evenings");
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"few outcomes move little", few_outcomes_move_little},
        {"nothing before a hundred", nothing_before_a_hundred},
        {"a person adopts and takes back", a_person_adopts_and_takes_back},
        {"a gap is never about one", a_gap_is_never_about_one},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &vocabulary_module, &people_module,
                                                   &assets_module,  &conversations_module, &matching_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 7});
}
