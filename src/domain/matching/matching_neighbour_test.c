/* People as well as entries: who agreed to be asked is found by what they publish, seen from both
   sides, never by trying, never by themselves, never by whom they are kept apart from. */
#include "domain/conversations/conversations.h"
#include "domain/matching/matching_own.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id home;

static void consent(struct testing *t, struct person_id who, bool be_asked)
{
    assert_ok(people_consent_give(&t->ctx, who, CONSENT_KEEP, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, who, CONSENT_INTRODUCE, STR("spoken")));
    if (be_asked) assert_ok(people_consent_give(&t->ctx, who, CONSENT_BE_ASKED, STR("spoken")));
}

static struct person_id person(struct testing *t, const char *name, const char *loves, bool be_asked)
{
    struct person_id id;
    struct person who = {.place = home, .first_name = str_from(name), .turns_to = -1, .outcode = STR("B36")};
    assert_ok(people_put(&t->ctx, &who, &id));
    consent(t, id, be_asked);
    struct told told = {.kind = TOLD_LOVE, .concept = str_from(loves), .confirmed = true};
    assert_ok(conversations_tell(&t->ctx, id, &told, 1));
    return id;
}

struct found { struct suggestion *rows; size_t n; struct matching_limits limits; };

static struct found ask_with(struct testing *t, struct person_id who, const struct person_id *apart, size_t apart_n)
{
    struct found f;
    struct profile profile;
    assert_ok(matching_profile_of(&t->ctx, who, &profile));
    profile.apart = apart;
    profile.apart_n = apart_n;
    assert_ok(matching_rank(&t->ctx, &profile, 50, &f.rows, &f.n, &f.limits));
    return f;
}

static struct found ask(struct testing *t, struct person_id who)
{
    return ask_with(t, who, NULL, 0);
}

static const struct suggestion *hosted_by(const struct found *f, struct person_id host)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->rows[i].row.host.v == host.v) return &f->rows[i];
    return NULL;
}

static void a_neighbour_is_found_while_they_agree(struct testing *t)
{
    struct asset *entries;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct person_id joan = person(t, "Joan", "fishing", true), sam = person(t, "Sam", "fishing", true);
    struct person_id quiet = person(t, "Quinn", "fishing", false);
    struct found f = ask(t, joan);
    const struct suggestion *s = hosted_by(&f, sam);
    assert_non_null(s);
    assert_null(hosted_by(&f, joan));  /* never oneself */
    assert_null(hosted_by(&f, quiet)); /* did not agree */
    assert_str(s->row.name, "A neighbour who loves fishing");
    assert_int_equal(str_find(matching_sentence(&t->ctx, s, t->ctx.locale), STR("Sam"), 0), SIZE_MAX);
    assert_int_equal(s->row.host_name.len, 0);
    struct str stable = s->row.external_id;
    f = ask(t, quiet);
    assert_null(hosted_by(&f, sam)); /* who does not want to be asked does not ask */
    /* Kept apart: out, and in no count that is shown. */
    struct found apart = ask_with(t, joan, &sam, 1);
    assert_null(hosted_by(&apart, sam));
    assert_int_equal(apart.limits.declined + apart.limits.full + apart.limits.time, 1); /* their own alone */
    /* What they tell later is what they are found by; the entry is the same one. */
    struct told told = {.kind = TOLD_GIFT, .concept = STR("kit-lending"), .confirmed = true};
    assert_ok(conversations_tell(&t->ctx, sam, &told, 1));
    assert_ok(assets_list_hosted(&t->ctx, sam, 10, &entries, &n));
    assert_int_equal(n, 1);
    assert_true(str_eq(entries[0].external_id, stable));
    assert_true(str_find(entries[0].name, STR("something to give"), 0) != SIZE_MAX);
    assert_int_equal(entries[0].address.len + entries[0].postcode.len + entries[0].phone.len, 0); /* no home on the map */
    /* Taken back: gone at once. */
    assert_ok(people_consent_withdraw(&t->ctx, sam, CONSENT_BE_ASKED));
    assert_ok(assets_list_hosted(&t->ctx, sam, 10, &entries, &n));
    assert_int_equal(n, 0);
    f = ask(t, joan);
    assert_null(hosted_by(&f, sam));
}

static void both_sides_count(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct person_id joan = person(t, "Joan", "fishing", true), alike = person(t, "Sam", "fishing", true);
    struct person_id wide = person(t, "Wendy", "by-water", true); /* loves what is wider */
    struct found f = ask(t, joan);
    assert_non_null(hosted_by(&f, alike));
    assert_non_null(hosted_by(&f, wide));
    assert_true(hosted_by(&f, alike)->score > hosted_by(&f, wide)->score);
    /* The same from either side, where each knows of the other only what both published. */
    struct found back = ask(t, alike);
    assert_true(hosted_by(&back, joan)->score - hosted_by(&f, alike)->score < 1e-6);
    double sum = 0;
    for (size_t i = 0; i < hosted_by(&f, wide)->reasons_n; i++) sum += hosted_by(&f, wide)->reasons[i].weight;
    assert_true(sum <= hosted_by(&f, wide)->score + 1e-9);
}

/* At most one person in three, and none at all without a person who asks. */
static void people_are_not_probed(struct testing *t)
{
    struct profile profile;
    struct suggestion *rows;
    struct matching_limits limits;
    size_t n, people = 0;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct person_id joan = person(t, "Joan", "fishing", true);
    for (int i = 0; i < 4; i++) (void)person(t, "Sam", "fishing", true);
    assert_ok(matching_profile_parse(&t->ctx, STR("{\"loves\":[\"fishing\"],\"near\":\"B36\"}"), &profile));
    assert_ok(matching_rank(&t->ctx, &profile, 50, &rows, &n, &limits));
    assert_int_equal(n, 0);
    assert_int_equal(limits.considered, 0);
    assert_ok(matching_profile_of(&t->ctx, joan, &profile));
    assert_ok(matching_three(&t->ctx, &profile, &rows, &n, &limits));
    for (size_t i = 0; i < n; i++) people += rows[i].row.kind == ASSET_GIFT;
    assert_int_equal(people, 1);
}

/* Who offers something in their own words is found by those. */
static void their_own_words_stand(struct testing *t)
{
    struct asset *entries;
    struct asset_id id;
    size_t n;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    struct person_id sam = person(t, "Sam", "fishing", false);
    struct asset own = {.place = home, .kind = ASSET_GIFT, .name = STR("A neighbour who lends rods"), .price = PENCE_NONE, .age_low = -1,
                        .age_high = -1, .host = sam, .host_room = -1, .usual_size = -1, .checked = DAY_NONE,
                        .concepts = {STR("fishing")}, .quality = {100}, .concepts_n = 1};
    assert_ok(assets_put(&t->ctx, &own, &id));
    consent(t, sam, true);
    assert_ok(assets_list_hosted(&t->ctx, sam, 10, &entries, &n));
    assert_int_equal(n, 1);
    assert_str(entries[0].name, "A neighbour who lends rods");
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"a neighbour is found while they agree", a_neighbour_is_found_while_they_agree},
        {"both sides count", both_sides_count},
        {"people are not probed", people_are_not_probed},
        {"their own words stand", their_own_words_stand},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &vocabulary_module, &people_module,
                                                   &assets_module,  &conversations_module, &matching_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 7});
}
