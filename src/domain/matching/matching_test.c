#include "domain/matching/matching_own.h"

#include "domain/conversations/conversations.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#include <stdio.h>

/* A small neighbourhood; what is wanted of each case is said by its name. */

static struct place_id home;

struct thing {
    const char *name, *words, *concept, *languages, *host;
    double north_km;              /* from B36's middle */
    unsigned access_yes, access_no;
    enum asset_cost cost;
    enum asset_audience audience;
    int age_low, age_high;
    bool meets;
};

static struct asset_id put(struct testing *t, const struct thing *thing)
{
    const struct places_outcode *b36;
    struct asset_schedule *lines;
    struct asset_id id;
    size_t count = 0;
    assert_ok(places_outcode_find(&t->ctx, STR("B36"), &b36));
    assert_ok(assets_schedule_parse(&t->arena, str_from(thing->words), ctx_today(&t->ctx), &lines, &count));
    struct asset asset = {.place = home, .kind = ASSET_GROUP, .name = str_from(thing->name), .description = STR(""),
                          .located = true, .lat = b36->lat + thing->north_km / 111.2, .lon = b36->lon,
                          .access_yes = thing->access_yes, .access_no = thing->access_no, .cost = thing->cost, .price = PENCE_NONE,
                          .audience = thing->audience, .age_low = thing->age_low ? thing->age_low : -1,
                          .age_high = thing->age_high ? thing->age_high : -1, .languages = str_from(thing->languages),
                          .host_name = str_from(thing->host), .host_meets = thing->meets, .host_room = -1, .usual_size = -1,
                          .schedules = lines, .schedules_n = count, .concepts = {str_from(thing->concept)}, .quality = {100},
                          .concepts_n = thing->concept ? 1 : 0, .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &asset, &id));
    return id;
}

static void start(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
}

static struct profile parsed(struct testing *t, const char *json)
{
    struct profile profile;
    assert_ok(matching_profile_parse(&t->ctx, str_from(json), &profile));
    return profile;
}

struct answer { struct suggestion *rows; size_t count; struct matching_limits limits; };

static struct answer ask(struct testing *t, const char *json)
{
    struct profile profile = parsed(t, json);
    struct answer answer = {0};
    assert_ok(matching_rank(&t->ctx, &profile, 10, &answer.rows, &answer.count, &answer.limits));
    return answer;
}

static bool has(const struct answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->count; i++)
        if (str_is(answer->rows[i].row.name, name)) return true;
    return false;
}

static void weights_add_to_one(struct testing *t)
{
    int sum = 0;
    (void)t;
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        assert_true(matching_weights[kind] > 0);
        sum += matching_weights[kind];
    }
    assert_int_equal(sum, 10000);
}

static void love_finds_what_is_shared(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Weir anglers", .words = "Every Saturday 7am to 11am", .concept = "fishing"});
    put(t, &(struct thing){.name = "Big choir", .words = "Every Tuesday 7pm to 9pm", .concept = "singing"});
    struct answer answer = ask(t, "{\"loves\":[\"fishing\"]}");
    assert_int_equal(answer.count, 1);
    assert_str(answer.rows[0].row.name, "Weir anglers");
    assert_int_equal(answer.rows[0].reasons[0].kind, REASON_INTEREST);
    answer = ask(t, "{\"loves\":[\"quantum chromodynamics\"]}");
    assert_int_equal(answer.count, 0); /* an empty answer is right when nothing is shared */
}

static void times_to_the_minute(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Late choir", .words = "Every Tuesday 19:50 to 21:00", .concept = "singing"});
    put(t, &(struct thing){.name = "Any choir", .words = "by arrangement", .concept = "singing"});
    struct answer answer = ask(t, "{\"loves\":[\"singing\"],\"times\":[\"tue 18:00-20:00\"]}");
    assert_false(has(&answer, "Late choir")); /* ten minutes in common are not half an hour */
    assert_true(has(&answer, "Any choir"));   /* unknown passes */
    answer = ask(t, "{\"loves\":[\"singing\"],\"times\":[\"tue 18:00-20:30\"]}");
    assert_true(has(&answer, "Late choir"));
    answer = ask(t, "{\"loves\":[\"singing\"],\"times\":[\"mon 23:00-02:00\",\"any\"]}");
    assert_true(has(&answer, "Late choir"));
    answer = ask(t, "{\"loves\":[\"singing\"],\"times\":[\"mon 20:00-23:00\"]}");
    assert_false(has(&answer, "Late choir"));
}

static void limits_hold(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Steps", .words = "", .concept = "singing", .access_no = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "No steps", .words = "", .concept = "singing", .cost = ASSET_COST_FREE, .access_yes = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "Who knows", .words = "Every Monday 10am to 12", .concept = "singing", .host = "Dev", .meets = true});
    put(t, &(struct thing){.name = "Dear", .words = "", .concept = "singing", .cost = ASSET_COST_PAID, .access_yes = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "Women", .words = "", .concept = "singing", .audience = ASSET_WOMEN, .access_yes = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "Far", .words = "", .concept = "singing", .north_km = 9, .access_yes = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "Polish", .words = "", .concept = "singing", .languages = "pl", .access_yes = ASSET_STEP_FREE});
    put(t, &(struct thing){.name = "Young", .words = "", .concept = "singing", .age_low = 11, .age_high = 17, .access_yes = ASSET_STEP_FREE});
    struct answer answer = ask(t, "{\"loves\":[\"singing\"],\"needs\":[\"step-free\",\"free\"],\"near\":\"B36\",\"within_km\":5,"
                                  "\"languages\":[\"en\"],\"age_band\":\"75-84\"}");
    static const char *const never[] = {"Steps", "Dear", "Women", "Far", "Polish", "Young"};
    for (size_t i = 0; i < 6; i++) assert_false(has(&answer, never[i]));
    assert_true(has(&answer, "No steps"));
    assert_true(has(&answer, "Who knows"));
    assert_str(answer.rows[answer.count - 1].row.name, "Who knows"); /* below what is known, however warm */
    assert_true(answer.rows[answer.count - 1].check & CHECK_STEP_FREE);
    assert_int_equal(answer.limits.far, 1);
    assert_int_equal(answer.limits.age, 1);
    answer = ask(t, "{\"loves\":[\"singing\"],\"needs\":[\"women-only\"]}");
    assert_true(has(&answer, "Women"));
}

static void rare_languages_are_told_apart(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Yoruba singers", .words = "", .concept = "singing", .languages = "yo"});
    put(t, &(struct thing){.name = "Tigre singers", .words = "", .concept = "singing", .languages = "tig"});
    put(t, &(struct thing){.name = "English singers", .words = "", .concept = "singing", .languages = "en"});
    struct answer answer = ask(t, "{\"loves\":[\"singing\"],\"languages\":[\"yo-NG\"]}");
    assert_int_equal(answer.count, 1);
    assert_str(answer.rows[0].row.name, "Yoruba singers");
}

static void not_for_me_is_never(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Choir", .words = "", .concept = "singing"});
    struct answer answer = ask(t, "{\"loves\":[\"music\"]}");
    assert_true(has(&answer, "Choir"));
    answer = ask(t, "{\"loves\":[\"music\"],\"not_for_me\":[\"singing\"]}");
    assert_false(has(&answer, "Choir"));
}

static void removing_a_reason_lowers_the_score(struct testing *t)
{
    struct profile profile;
    start(t);
    put(t, &(struct thing){.name = "Anglers", .words = "Every Saturday 7am to 11am", .concept = "fishing", .host = "Dev", .meets = true});
    struct answer whole = ask(t, "{\"loves\":[\"fishing\"],\"times\":[\"sat\"],\"near\":\"B36\",\"turns_to\":0}");
    assert_int_equal(whole.count, 1);
    double sum = 0;
    for (size_t i = 0; i < whole.rows[0].reasons_n; i++) {
        assert_true(whole.rows[0].reasons[i].weight >= .03);
        sum += whole.rows[0].reasons[i].weight;
    }
    assert_true(sum <= whole.rows[0].score + 1e-9);
    static const char *const less[] = {"{\"loves\":[\"fishing\"],\"near\":\"B36\",\"turns_to\":0}",
                                       "{\"loves\":[\"fishing\"],\"times\":[\"sat\"],\"turns_to\":0}",
                                       "{\"loves\":[\"fishing\"],\"times\":[\"sat\"],\"near\":\"B36\"}"};
    for (size_t i = 0; i < 3; i++) {
        struct answer part = ask(t, less[i]);
        assert_int_equal(part.count, 1);
        assert_true(part.rows[0].score < whole.rows[0].score);
    }
    profile = parsed(t, "{}");
    struct suggestion *rows;
    struct matching_limits limits;
    size_t count;
    assert_ok(matching_rank(&t->ctx, &profile, 10, &rows, &count, &limits));
    assert_true(count == 0 || rows[0].score < whole.rows[0].score); /* an empty profile never wins */
}

static void the_sentence_says_only_reasons(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Anglers", .words = "Every Saturday 7am to 11am", .concept = "fishing"});
    struct answer answer = ask(t, "{\"loves\":[\"fishing\"]}");
    struct str sentence = matching_sentence(&t->ctx, &answer.rows[0], text_locale(TEXT_EN));
    assert_true(str_find(sentence, STR("You love "), 0) == 0);
    assert_int_equal(str_find(sentence, STR("Saturday"), 0), SIZE_MAX); /* times were not in the score */
    assert_int_equal(str_find(sentence, STR("newcomers"), 0), SIZE_MAX);
}

static void a_day_without_hours_is_a_limit(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Steam days", .words = "Sundays", .concept = "chess"});
    put(t, &(struct thing){.name = "Early run", .words = "Saturday 9am", .concept = "chess"});
    put(t, &(struct thing){.name = "Ring first", .words = "by arrangement", .concept = "chess"});
    struct answer answer = ask(t, "{\"loves\":[\"chess\"],\"times\":[\"mon\"]}");
    assert_int_equal(answer.count, 1); /* unknown passes */
    assert_true(has(&answer, "Ring first"));
    answer = ask(t, "{\"loves\":[\"chess\"],\"times\":[\"sun 14:00-16:00\",\"sat 08:00-10:00\"]}");
    assert_int_equal(answer.count, 3);
    answer = ask(t, "{\"loves\":[\"chess\"],\"times\":[\"sat 12:00-14:00\"]}");
    assert_false(has(&answer, "Early run"));
}

static void who_only_gives_is_weighed_by_it(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Knitters", .words = "", .concept = "knitting"});
    put(t, &(struct thing){.name = "Company", .words = "Every Tuesday 10am to 12", .concept = "crafts", .meets = true, .host = "Ewa"});
    struct answer answer = ask(t, "{\"gives\":[\"knitting\"],\"near\":\"B36\"}");
    assert_str(answer.rows[0].row.name, "Knitters");
    assert_int_equal(answer.rows[0].reasons[0].kind, REASON_GIVES);
    assert_true(answer.rows[0].reasons[0].weight > .08);
}

/* "You love bingo", not "Bingo"; names stay as they are, and other languages' labels too. */
static void labels_stand_in_a_sentence(struct testing *t)
{
    start(t);
    put(t, &(struct thing){.name = "Full house", .words = "", .concept = "bingo"});
    put(t, &(struct thing){.name = "Croeso", .words = "", .concept = "welsh"});
    struct answer answer = ask(t, "{\"loves\":[\"bingo\"]}");
    assert_str(matching_sentence(&t->ctx, &answer.rows[0], t->ctx.locale), "You love bingo.");
    answer = ask(t, "{\"loves\":[\"welsh\"]}");
    assert_true(str_find(matching_sentence(&t->ctx, &answer.rows[0], t->ctx.locale), STR("You love Welsh"), 0) == 0);
    t->ctx.locale = text_locale(TEXT_PL);
    answer = ask(t, "{\"loves\":[\"bingo\"]}");
    assert_true(str_find(matching_sentence(&t->ctx, &answer.rows[0], t->ctx.locale), STR("Bingo"), 0) != SIZE_MAX);
}

static void order_of_rows_does_not_matter(struct testing *t)
{
    char first[20][40];
    start(t);
    for (int i = 0; i < 20; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "Choir number %02d", i);
        put(t, &(struct thing){.name = name, .words = "", .concept = "singing", .north_km = i * .1});
    }
    struct answer one = ask(t, "{\"loves\":[\"singing\"],\"near\":\"B36\"}");
    assert_int_equal(one.count, 10);
    for (size_t i = 0; i < one.count; i++) (void)snprintf(first[i], sizeof first[i], "%.*s", STR_ARG(one.rows[i].row.name));
    struct answer two = ask(t, "{\"near\":\"B36\",\"loves\":[\"singing\"]}");
    for (size_t i = 0; i < two.count; i++) assert_str(two.rows[i].row.name, first[i]);
    for (size_t i = 1; i < one.count; i++) assert_true(one.rows[i - 1].score >= one.rows[i].score);
}

static void three_that_differ(struct testing *t)
{
    struct suggestion *three;
    struct matching_limits limits;
    size_t count;
    start(t);
    put(t, &(struct thing){.name = "Choir one", .words = "Every Tuesday 7pm to 9pm", .concept = "singing"});
    put(t, &(struct thing){.name = "Choir two", .words = "Every Tuesday 7pm to 9pm", .concept = "singing"});
    put(t, &(struct thing){.name = "Choir three", .words = "Every Tuesday 7pm to 9pm", .concept = "singing"});
    put(t, &(struct thing){.name = "Garden", .words = "Every Friday 10am to 12", .concept = "growing", .north_km = 1, .host = "Dev", .meets = true});
    struct profile profile = parsed(t, "{\"loves\":[\"singing\",\"growing\"],\"near\":\"B36\",\"turns_to\":0}");
    assert_ok(matching_three(&t->ctx, &profile, &three, &count, &limits));
    assert_int_equal(count, 3);
    bool garden = false;
    for (size_t i = 0; i < count; i++) garden = garden || str_is(three[i].row.name, "Garden");
    assert_true(garden);
}

static void bad_profiles_say_where(struct testing *t)
{
    struct profile profile;
    start(t);
    assert_int_equal(matching_profile_parse(&t->ctx, STR("{\"loves\": [1], \"near\": \"ZZ99\", \"within_km\": -2, \"times\": [\"noon\"],"
                                                        "\"needs\": [\"lift\"], \"languages\": [\"x y\"], \"age_band\": \"old\", \"turns_to\": 9}"), &profile), ERR_INVALID);
    static const char *const keys[] = {"loves", "near", "within_km", "times", "needs", "languages", "age_band", "turns_to"};
    for (size_t i = 0; i < 8; i++) assert_non_null(fault_find(&t->ctx.faults, str_from(keys[i])));
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(matching_profile_parse(&t->ctx, STR("{\"loves\": [\"a\""), &profile), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("profile")));
}

/* No hard limit is ever crossed, whatever is asked. */
static void random_profiles_cross_no_limit(struct testing *t)
{
    static const char *const concepts[] = {"singing", "fishing", "growing", "cooking", "walking"};
    static const char *const tongues[] = {NULL, "en", "pl", "ur en"};
    static const char *const words[] = {"", "Every Tuesday 19:10 to 20:25", "Every Saturday 9am to 5pm", "Mondays 13:00-13:40", "by arrangement"};
    start(t);
    for (int i = 0; i < 60; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "Thing %d", i);
        put(t, &(struct thing){.name = name, .words = words[rand_below(&t->rand, 5)], .concept = concepts[rand_below(&t->rand, 5)],
                               .languages = tongues[rand_below(&t->rand, 4)], .north_km = (double)rand_below(&t->rand, 12),
                               .access_yes = i % 3 == 0 ? ASSET_STEP_FREE : 0, .access_no = i % 3 == 1 ? ASSET_STEP_FREE : 0,
                               .cost = (enum asset_cost)rand_below(&t->rand, 4), .audience = (enum asset_audience)rand_below(&t->rand, 3)});
    }
    for (int round = 0; round < 300; round++) {
        struct profile p = parsed(t, "{\"near\":\"B36\"}");
        struct suggestion *rows;
        struct matching_limits limits;
        struct str why;
        size_t count;
        p.loves[p.loves_n++] = (struct profile_concept){.concept = str_from(concepts[rand_below(&t->rand, 5)]), .a = 1};
        p.within_km = (double)(1 + rand_below(&t->rand, 10));
        p.needs = (unsigned)rand_below(&t->rand, 128);
        p.languages = str_from(tongues[rand_below(&t->rand, 3)]);
        struct str time = str_printf(&t->arena, "tue %02d:%02d-21:00", 12 + (int)rand_below(&t->rand, 9), (int)rand_below(&t->rand, 60));
        assert_ok(week_spans(time, p.spans, MATCHING_SPANS, &p.spans_n, &why));
        assert_ok(week_parse(time, &p.times, &why));
        p.times_known = true;
        assert_ok(matching_rank(&t->ctx, &p, 50, &rows, &count, &limits));
        for (size_t i = 0; i < count; i++) {
            const struct asset *a = &rows[i].row;
            assert_true(rows[i].distance_km <= p.within_km + .001);
            assert_false(p.needs & NEED_STEP_FREE && a->access_no & ASSET_STEP_FREE);
            assert_false(p.needs & NEED_FREE && a->cost == ASSET_COST_PAID);
            assert_false(a->audience == ASSET_WOMEN && !(p.needs & NEED_WOMEN_ONLY));
            assert_false(a->audience == ASSET_MEN && !(p.needs & NEED_MEN_ONLY));
            assert_true(matching_times_meet(&p, a));
            assert_true(rows[i].reasons_n > 0);
            if (p.languages.len > 0 && a->languages.len > 0) assert_true(str_find(a->languages, str_slice(p.languages, 0, 2), 0) != SIZE_MAX || str_find(a->languages, STR("en"), 0) != SIZE_MAX);
        }
    }
}

static void all_are_listed_when_asked(struct testing *t)
{
    struct suggestion *rows;
    struct matching_limits limits;
    size_t count;
    start(t);
    for (int i = 0; i < 260; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "Walk %d", i);
        put(t, &(struct thing){.name = name, .concept = "walking", .words = "Tuesdays 10:00-11:00"});
    }
    struct profile p = parsed(t, "{\"loves\":[\"walking\"]}");
    assert_ok(matching_rank(&t->ctx, &p, 1000, &rows, &count, &limits));
    assert_int_equal(count, 260);
    assert_ok(matching_rank(&t->ctx, &p, 7, &rows, &count, &limits));
    assert_int_equal(count, 7);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"weights add to one", weights_add_to_one},
        {"love finds what is shared", love_finds_what_is_shared},
        {"times to the minute", times_to_the_minute},
        {"limits hold", limits_hold},
        {"rare languages are told apart", rare_languages_are_told_apart},
        {"not for me is never", not_for_me_is_never},
        {"all are listed when asked", all_are_listed_when_asked},
        {"removing a reason lowers the score", removing_a_reason_lowers_the_score},
        {"a day without hours is a limit", a_day_without_hours_is_a_limit},
        {"who only gives is weighed by it", who_only_gives_is_weighed_by_it},
        {"labels stand in a sentence", labels_stand_in_a_sentence},
        {"the sentence says only reasons", the_sentence_says_only_reasons},
        {"order of rows does not matter", order_of_rows_does_not_matter},
        {"three that differ", three_that_differ},
        {"bad profiles say where", bad_profiles_say_where},
        {"random profiles cross no limit", random_profiles_cross_no_limit},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &vocabulary_module, &people_module, &assets_module,
                                                   &conversations_module, &matching_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 7});
}
