/* What was shown and what came of it: load, what is published of it, and the weights in force. */
#include "domain/conversations/conversations.h"
#include "domain/matching/matching_own.h"
#include "matching_sql.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id home;

static struct asset_id group(struct testing *t, const char *name, int room)
{
    struct asset_id id;
    struct asset a = {.place = home, .kind = ASSET_GROUP, .name = str_from(name), .price = PENCE_NONE, .age_low = -1, .age_high = -1,
                      .host_room = room, .usual_size = -1, .concepts = {STR("singing")}, .quality = {100}, .concepts_n = 1,
                      .checked = DAY_NONE};
    assert_ok(assets_put(&t->ctx, &a, &id));
    return id;
}

static struct person_id person(struct testing *t, const char *name, const char *band)
{
    struct person_id id;
    struct person who = {.place = home, .first_name = str_from(name), .turns_to = -1, .age_band = str_from(band)};
    assert_ok(people_put(&t->ctx, &who, &id));
    return id;
}

static struct suggestion *ask(struct testing *t, const char *json, size_t *ret_n)
{
    struct profile profile;
    struct suggestion *rows;
    struct matching_limits limits;
    assert_ok(matching_profile_parse(&t->ctx, str_from(json), &profile));
    assert_ok(matching_rank(&t->ctx, &profile, 50, &rows, ret_n, &limits));
    return rows;
}

static const struct suggestion *named(const struct suggestion *rows, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(rows[i].row.name, name)) return &rows[i];
    return NULL;
}

#define SINGING "{\"loves\":[\"singing\"]}"

static void what_was_suggested_often_steps_back(struct testing *t)
{
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    (void)group(t, "Choir", 1);
    (void)group(t, "Chorus", 1);
    struct person_id who = person(t, "Joan", NULL);
    struct suggestion *rows = ask(t, SINGING, &n);
    assert_int_equal(n, 2);
    double fresh = named(rows, n, "Choir")->score;
    struct suggestion kept = *named(rows, n, "Choir");
    for (int i = 0; i < 2; i++) assert_ok(matching_shown(&t->ctx, who, &kept, 1, 7));
    rows = ask(t, SINGING, &n);
    assert_true(named(rows, n, "Choir")->score < fresh * .81 && named(rows, n, "Choir")->score > fresh * .79);
    assert_false(named(rows, n, "Choir")->busy);
    assert_str(rows[0].row.name, "Chorus");
    for (int i = 0; i < 9; i++) assert_ok(matching_shown(&t->ctx, who, &kept, 1, 7));
    rows = ask(t, SINGING, &n);
    assert_true(named(rows, n, "Choir")->score > fresh * .69); /* never more than three tenths */
    assert_true(named(rows, n, "Choir")->busy);
    assert_true(named(rows, n, "Chorus")->score >= fresh - 1e-9);
    testing_later(t, (int64_t)29 * 86400000);
    rows = ask(t, SINGING, &n);
    assert_true(named(rows, n, "Choir")->score >= fresh - 1e-9);
}

/* `n` different people of one age went to it; who came again. */
static void went(struct testing *t, struct asset_id asset, int n, bool again, const char *band)
{
    static int64_t number = 1000;
    for (int i = 0; i < n; i++) {
        struct person_id who = person(t, "Guest", band);
        struct suggestion s = {.asset = asset, .score = .5, .chance = 1};
        assert_ok(matching_shown(&t->ctx, who, &s, 1, 7));
        assert_ok(matching_outcome(&t->ctx, number++, asset, who, again));
    }
}

static void what_came_of_it_counts_from_five_people(struct testing *t)
{
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct asset_id choir = group(t, "Choir", -1);
    (void)group(t, "Chorus", -1);
    went(t, choir, 4, true, "65-74");
    assert_ok(matching_learn(&t->ctx));
    testing_later(t, (int64_t)29 * 86400000);
    struct suggestion *rows = ask(t, SINGING, &n);
    assert_int_equal(named(rows, n, "Choir")->f[REASON_LEARNED], named(rows, n, "Chorus")->f[REASON_LEARNED]);
    went(t, choir, 1, true, "65-74");
    assert_ok(matching_learn(&t->ctx));
    testing_later(t, (int64_t)29 * 86400000);
    rows = ask(t, SINGING, &n);
    assert_true(named(rows, n, "Choir")->f[REASON_LEARNED] > named(rows, n, "Chorus")->f[REASON_LEARNED]);
    /* All five are of one age: it is a bridge for the young, and none for their own age. */
    rows = ask(t, "{\"loves\":[\"singing\"],\"age_band\":\"18-24\"}", &n);
    assert_int_equal(named(rows, n, "Choir")->f[REASON_BRIDGE], 255);
    rows = ask(t, "{\"loves\":[\"singing\"],\"age_band\":\"65-74\"}", &n);
    assert_int_equal(named(rows, n, "Choir")->f[REASON_BRIDGE], 0);
    rows = ask(t, SINGING, &n);
    assert_int_equal(named(rows, n, "Choir")->f[REASON_BRIDGE], 0);
    /* One more of another age would be told apart: nothing of ages is published. */
    went(t, choir, 1, true, "18-24");
    assert_ok(matching_learn(&t->ctx));
    rows = ask(t, "{\"loves\":[\"singing\"],\"age_band\":\"18-24\"}", &n);
    assert_int_equal(named(rows, n, "Choir")->f[REASON_BRIDGE], 0);
}

static void an_outcome_told_again_is_one_outcome(struct testing *t)
{
    int64_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct asset_id choir = group(t, "Choir", -1);
    struct person_id who = person(t, "Joan", NULL);
    struct suggestion s = {.asset = choir, .score = .5, .chance = 1};
    assert_ok(matching_outcome(&t->ctx, 5, choir, who, true)); /* never shown: kept, not weighed */
    assert_ok(matching_sql_outcome_count(t->ctx.db, (struct place_id){0}, &n));
    assert_int_equal(n, 0);
    assert_ok(matching_shown(&t->ctx, who, &s, 1, 7));
    assert_ok(matching_outcome(&t->ctx, 6, choir, who, true));
    assert_ok(matching_outcome(&t->ctx, 6, choir, who, false));
    assert_ok(matching_sql_outcome_count(t->ctx.db, home, &n));
    assert_int_equal(n, 1);
}

/* Twelve alike, told apart by nothing: over many people, about one list in ten has another third. */
static void the_third_is_open_to_what_is_new(struct testing *t)
{
    int drawn = 0, asked = 400;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    for (int i = 0; i < 6; i++) {
        struct asset_id id;
        struct asset a = {.place = home, .kind = ASSET_GROUP, .name = str_printf(&t->arena, "Thing %d", i), .price = PENCE_NONE,
                          .age_low = -1, .age_high = -1, .host_room = -1, .usual_size = -1, .quality = {100}, .concepts_n = 1,
                          .concepts = {str_from(i % 3 == 0 ? "singing" : i % 3 == 1 ? "fishing" : "chess")}, .checked = DAY_NONE};
        assert_ok(assets_put(&t->ctx, &a, &id));
    }
    for (int i = 0; i < asked; i++) {
        struct profile profile;
        struct suggestion *three, *again;
        struct matching_limits limits;
        size_t n;
        assert_ok(matching_profile_parse(&t->ctx, STR("{\"loves\":[\"singing\",\"fishing\",\"chess\"]}"), &profile));
        profile.person = (struct person_id){1000 + i};
        profile.turns_to = i % 4 == 3 ? 0 : 2;
        assert_ok(matching_three(&t->ctx, &profile, &three, &n, &limits));
        assert_int_equal(n, 3);
        assert_ok(matching_three(&t->ctx, &profile, &again, &n, &limits));
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(three[k].asset.v, again[k].asset.v); /* the same all week, read and kept */
            assert_int_equal(three[k].position, k + 1);
            assert_true(three[k].chance > 0 && three[k].chance <= 1);
        }
        assert_true(three[0].chance >= 1 && three[1].chance >= 1);
        bool is_new = false;
        for (size_t r = 0; r < three[2].reasons_n; r++)
            is_new = is_new || str_is(text_say(&t->arena, t->ctx.locale, &three[2].reasons[r].detail), "New here: tell us how it was");
        if (is_new) {
            assert_true(three[2].chance < .11);
            assert_true(profile.turns_to != 0);
            drawn++;
        }
    }
    assert_true(drawn > asked / 50 && drawn <= asked / 8);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"what was suggested often steps back", what_was_suggested_often_steps_back},
        {"what came of it counts from five people", what_came_of_it_counts_from_five_people},
        {"the third is open to what is new", the_third_is_open_to_what_is_new},
        {"an outcome told again is one outcome", an_outcome_told_again_is_one_outcome},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &vocabulary_module, &people_module,
                                                   &assets_module,  &conversations_module, &matching_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 7});
}
