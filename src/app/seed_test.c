/* The example neighbourhood: the same every time, with the figures the pages promise, and the
   pair kept apart never together. */
#include "app/app.h"
#include "domain/assets/index.h"
#include "domain/conversations/conversations.h"
#include "domain/introductions/introductions.h"
#include "testing/testing.h"

#define ALL 500

    static void
    seed(struct testing *t) {
    struct module_list list = app_modules();
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i]->seed) assert_ok(list.items[i]->seed(&t->ctx));
    testing_commit(t);
}

static struct place_id place_of(struct testing *t, const char *name) {
    struct place place;
    assert_ok(places_find_by_name(&t->ctx, str_from(name), &place));
    return place.id;
}

static struct person_id person_of(struct testing *t, const char *name) {
    struct person_id id;
    assert_ok(people_seed_find(&t->ctx, place_of(t, "Weirside"), str_from(name), &id));
    return id;
}

static void become_lucy(struct testing *t) {
    testing_act(t, person_of(t, "Lucy").v, place_of(t, "Weirside").v,
                STANDING_MEMBER | STANDING_CONNECTOR);
}

/* ---- the same every time ---- */

static struct str digest(struct testing *t) {
    struct buf out;
    struct people_row *people;
    struct introduction *rows;
    struct assets_view view;
    size_t n;
    buf_init(&out, &t->arena, (size_t)1 << 20);
    t->ctx.actor.place = place_of(t, "Weirside").v;
    assert_ok(people_list(&t->ctx, STR(""), ALL, 0, &people, &n));
    for (size_t i = 0; i < n; i++)
        buf_printf(&out, "%lld %.*s %d\n", (long long)people[i].id.v,
                   STR_ARG(people[i].first_name), people[i].turns_to);
    t->ctx.actor.place = 0;
    assert_ok(introductions_list(&t->ctx, LIST_ALL, (struct person_id){0}, ALL, &rows, &n));
    for (size_t i = 0; i < n; i++)
        buf_printf(&out, "%lld %d %.*s %.*s\n", (long long)rows[i].id.v, (int)rows[i].state,
                   STR_ARG(rows[i].short_code), STR_ARG(rows[i].sentence));
    assert_ok(assets_view_take(&t->ctx, &view));
    for (uint32_t i = 0; i < view.n + view.young_n; i++) {
        struct asset a;
        if (!assets_view_alive(&view, i)) continue;
        assert_ok(assets_find(&t->ctx, assets_view_id(&view, i), &a));
        buf_printf(&out, "%lld %.*s\n", (long long)a.id.v, STR_ARG(a.external_id));
    }
    assets_view_release(&t->ctx, &view);
    assert_ok(buf_check(&out));
    return buf_str(&out);
}

/* Kept from the first case on the first database and compared by each later one. */
static char first_digest[1 << 16];

static void case_same(struct testing *t) {
    seed(t);
    struct str now = digest(t);
    assert_true(now.len > 2000 && now.len < sizeof first_digest);
    if (first_digest[0]) assert_true(str_eq(now, str_from(first_digest)));
    else
        for (size_t i = 0; i < now.len; i++) first_digest[i] = now.ptr[i];
}

/* ---- figures ---- */

static void case_figures(struct testing *t) {
    struct people_nobody figure;
    struct place_id here;
    seed(t);
    here = place_of(t, "Weirside");
    assert_ok(people_nobody_figure(&t->ctx, here, &figure));
    assert_int_equal(figure.asked, 34);
    assert_int_equal(figure.then, 15);
    assert_int_equal(figure.now, 9);
    assert_ok(people_turns_to(&t->ctx, person_of(t, "Pearl"), 1));
    assert_ok(people_nobody_figure(&t->ctx, here, &figure));
    assert_int_equal(figure.now, 8);
    assert_int_equal(figure.then, 15);
}

static void case_states(struct testing *t) {
    struct introduction *rows;
    size_t n;
    int states[INTRO_STATES] = {0};
    seed(t);
    assert_ok(introductions_list(&t->ctx, LIST_ALL, (struct person_id){0}, ALL, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        states[rows[i].state]++;
        if (rows[i].state != INTRO_MEETING_SET) continue;
        assert_int_equal(day_weekday(rows[i].meet_day), 1);
        assert_true(rows[i].meet_day.n > ctx_today(&t->ctx).n);
        assert_true(rows[i].meet_day.n <= ctx_today(&t->ctx).n + 7);
    }
    assert_int_equal(states[INTRO_OFFERED], 1);
    assert_int_equal(states[INTRO_PERSON_YES], 1);
    assert_int_equal(states[INTRO_BOTH_YES], 1);
    assert_int_equal(states[INTRO_MEETING_SET], 1);
    assert_int_equal(states[INTRO_CAME], 1);
    assert_int_equal(states[INTRO_SETTLED], 1);
    become_lucy(t);
    assert_ok(
        introductions_list(&t->ctx, LIST_FOLLOW_UP, (struct person_id){0}, ALL, &rows, &n));
    assert_int_equal(n, 1);
    assert_str(rows[0].asset_name, "Thursday walk");
}

/* ---- who is who ---- */

static void stands(struct testing *t, const char *key, const char *name, unsigned standing) {
    struct str text;
    int64_t account, found;
    struct actor actor = {.person = person_of(t, name).v};
    assert_ok(module_setting(&t->ctx, key, STR(""), &text));
    assert_true(str_to_int(text, &account));
    assert_ok(auth_account_find(&t->ctx, actor.person, &found));
    assert_int_equal(found, account);
    assert_ok(people_module.standing(&t->ctx, &actor));
    assert_int_equal(actor.standing, STANDING_MEMBER | standing);
    assert_int_equal(actor.place, place_of(t, "Weirside").v);
}

static void case_accounts(struct testing *t) {
    seed(t);
    stands(t, "demo.resident", "Amina", 0);
    stands(t, "demo.connector", "Lucy", STANDING_CONNECTOR);
    stands(t, "demo.organisation", "Tom", STANDING_STEWARD);
    stands(t, "demo.admin", "Nadia", STANDING_ADMIN);
    stands(t, "demo.lead", "Ruth", STANDING_LEAD);
}

/* ---- three hellos ---- */

static void expect_three(struct testing *t, const char *name, const char *a, const char *b,
                         const char *c) {
    const char *const wanted[] = {a, b, c};
    struct suggestion *three;
    struct matching_limits limits;
    size_t n;
    assert_ok(introductions_three(&t->ctx, person_of(t, name), &three, &n, &limits));
    assert_int_equal(n, 3);
    for (size_t w = 0; w < 3; w++) {
        bool there = false;
        for (size_t i = 0; i < n; i++) there = there || str_is(three[i].row.name, wanted[w]);
        if (!there) fail_msg("%s is not told of: %s", name, wanted[w]);
    }
    for (size_t i = 0; i < n; i++) assert_true(three[i].reasons_n >= 3);
}

static void case_three(struct testing *t) {
    struct conversation talk = {.turns_to_count = 0,
                                .may_introduce = true,
                                .consent_how = STR("spoken"),
                                .sees = {STR("connector")},
                                .sees_n = 1,
                                .words =
                                    STR("I used to run the raffle. I love bingo and I knit.")};
    struct conversation_id id;
    struct person_id person;
    struct chip *chips;
    struct told told[VOCABULARY_CHIPS];
    seed(t);
    become_lucy(t);
    expect_three(t, "Amina", "The Thursday big table", "Draw what you see", "Tea and seeds");
    assert_ok(conversations_suggest(&t->ctx, talk.words, &chips, &talk.told_n, NULL));
    assert_int_equal(talk.told_n, 3);
    for (size_t i = 0; i < talk.told_n; i++) {
        told[i] = chips[i].told;
        told[i].confirmed = true;
    }
    talk.told = told;
    talk.person = person_of(t, "Pearl");
    assert_ok(conversations_keep(&t->ctx, STR_NONE, &talk, &id, &person));
    expect_three(t, "Pearl", "Bingo at Bridge Court", "Knit and natter",
                 "Friday coffee morning");
}

/* ---- kept apart ---- */

static bool hosted_by(const struct suggestion *rows, size_t n, struct person_id host) {
    for (size_t i = 0; i < n; i++)
        if (rows[i].row.host.v == host.v) return true;
    return false;
}

static void never_meet(struct testing *t, struct person_id person, struct person_id other) {
    struct suggestion *rows, *three;
    struct matching_limits limits;
    struct profile profile;
    struct introduction_id id;
    struct person_id *apart;
    size_t n, three_n;
    assert_ok(matching_profile_of(&t->ctx, person, &profile));
    profile.apart_n = 0;
    assert_ok(matching_rank(&t->ctx, &profile, 50, &rows, &n, &limits));
    /* But for the limit they would be told of each other. */
    assert_true(hosted_by(rows, n, other));
    for (size_t i = 0; i < n; i++)
        if (rows[i].row.host.v == other.v)
            assert_int_not_equal(introductions_add(&t->ctx, person, &rows[i], ANSWER_YES, &id),
                                 OK);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(people_apart_from(&t->ctx, person, &apart, &profile.apart_n));
    profile.apart = apart;
    assert_int_equal(profile.apart_n, 1);
    assert_ok(matching_rank(&t->ctx, &profile, 50, &rows, &n, &limits));
    assert_true(n > 0);
    assert_false(hosted_by(rows, n, other));
    assert_ok(introductions_three(&t->ctx, person, &three, &three_n, &limits));
    assert_true(three_n > 0);
    assert_false(hosted_by(three, three_n, other));
}

static void case_apart(struct testing *t) {
    seed(t);
    never_meet(t, person_of(t, "Norma"), person_of(t, "Ronnie"));
    assert_true(people_apart(&t->ctx, person_of(t, "Ronnie"), person_of(t, "Norma")));
}

/* ---- nobody's real number ---- */

static bool drama(struct str phone) {
    return phone.len == 0 || str_starts(phone, STR("07700 900")) ||
           str_starts(phone, STR("01632 960"));
}

static void case_numbers(struct testing *t) {
    static const char *const places[] = {"Weirside", "Millbank"};
    seed(t);
    for (size_t p = 0; p < 2; p++) {
        struct people_row *rows;
        size_t n;
        t->ctx.actor.place = place_of(t, places[p]).v;
        assert_ok(people_list(&t->ctx, STR(""), ALL, 0, &rows, &n));
        assert_true(n > 3);
        for (size_t i = 0; i < n; i++) {
            struct person person;
            assert_ok(people_find(&t->ctx, rows[i].id, &person));
            assert_true(drama(person.phone));
            assert_true(people_consents(&t->ctx, person.id, CONSENT_KEEP));
            assert_true(person.address.len == 0);
        }
    }
}

int main(void) {
    static const struct testing_case cases[] = {
        {"the same clock gives the same neighbourhood", case_same},
        {"and again", case_same},
        {"figures", case_figures},
        {"introductions at every step", case_states},
        {"accounts and standing", case_accounts},
        {"three hellos", case_three},
        {"kept apart", case_apart},
        {"numbers and consents", case_numbers},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, app_modules());
}
