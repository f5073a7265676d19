#include "domain/people/people_choices.h"

#include "platform/journal/journal.h"
#include "testing/testing.h"

#include "platform/module/platform.h"

static struct place_id home;

static struct person_id add(struct testing *t, const char *name)
{
    struct person_id id;
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = str_from(name), .place = home}, &id));
    return id;
}

static void place(struct testing *t)
{
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
}

static void relate(struct testing *t, struct person_id from, enum relation_kind kind, enum relation_end end, int64_t to)
{
    struct relation_id id;
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = from, .kind = kind, .to_kind = end, .to = to, .how = STR("spoken")}, &id));
}

static void first_name_is_enough(struct testing *t)
{
    struct person person;
    place(t);
    struct person_id amina = add(t, "Amina");
    assert_ok(people_find(&t->ctx, amina, &person));
    assert_str(person.first_name, "Amina");
    assert_null(person.email.ptr);
    assert_int_equal(person.turns_to, -1);
}

static void every_fault_at_once(struct testing *t)
{
    struct person_id id = {0};
    place(t);
    struct person person = {.first_name = STR(""), .email = STR("no"), .phone = STR("12ab"), .outcode = STR("ZZ99"),
                            .age_band = STR("12-13"), .times = STR("someday"), .place = home};
    assert_int_equal(people_put(&t->ctx, &person, &id), ERR_INVALID);
    static const char *const fields[] = {"first_name", "email", "phone", "outcode", "age_band", "times"};
    for (size_t i = 0; i < 6; i++) assert_non_null(fault_find(&t->ctx.faults, str_from(fields[i])));
    assert_int_equal(id.v, 0);
}

static void only_those_beside_them_see(struct testing *t)
{
    struct person person;
    place(t);
    struct person_id amina = add(t, "Amina"), lucy = add(t, "Lucy"), sam = add(t, "Sam");
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, amina.v);
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(people_find(&t->ctx, amina, &person));
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_int_equal(people_find(&t->ctx, amina, &person), ERR_DENIED);
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_ok(people_find(&t->ctx, amina, &person));
    testing_act(t, sam.v, home.v + 1, STANDING_MEMBER | STANDING_ADMIN); /* another place's steward */
    assert_int_equal(people_find(&t->ctx, amina, &person), ERR_DENIED);
}

static void names_told_stay_with_teller_and_connector(struct testing *t)
{
    struct support *supports;
    struct support_id id;
    size_t count;
    place(t);
    struct person_id amina = add(t, "Amina"), lucy = add(t, "Lucy"), sam = add(t, "Sam");
    relate(t, lucy, CONNECTOR_OF, TO_PERSON, amina.v);
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(people_support_add(&t->ctx, amina, STR("Auntie Noor"), STR("family"), &id));
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_int_equal(count, 1);
    testing_act(t, sam.v, home.v, STANDING_MEMBER | STANDING_ADMIN | STANDING_LEAD);
    assert_int_equal(people_supports(&t->ctx, amina, &supports, &count), ERR_DENIED);
    testing_act(t, amina.v, home.v, STANDING_MEMBER);
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_str(supports[0].name, "Auntie Noor");
    assert_ok(people_support_end(&t->ctx, id));
    assert_ok(people_supports(&t->ctx, amina, &supports, &count));
    assert_int_equal(count, 0);
}

static void consents_are_dated_and_withdrawn(struct testing *t)
{
    struct consent *rows;
    size_t count;
    place(t);
    struct person_id amina = add(t, "Amina");
    assert_false(people_consents(&t->ctx, amina, CONSENT_INTRODUCE));
    assert_int_equal(people_consent_give(&t->ctx, amina, CONSENT_INTRODUCE, STR("telepathy")), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(people_consent_give(&t->ctx, amina, CONSENT_INTRODUCE, STR("spoken")));
    struct instant first = t->ctx.now;
    testing_later(t, 86400000);
    assert_ok(people_consent_give(&t->ctx, amina, CONSENT_INTRODUCE, STR("web"))); /* the first date stands */
    assert_ok(people_consent_list(&t->ctx, amina, &rows, &count));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].given_at.ms, first.ms);
    assert_ok(people_consent_withdraw(&t->ctx, amina, CONSENT_INTRODUCE));
    assert_false(people_consents(&t->ctx, amina, CONSENT_INTRODUCE));
    testing_later(t, 1000);
    assert_ok(people_consent_give(&t->ctx, amina, CONSENT_INTRODUCE, STR("paper")));
    assert_ok(people_consent_list(&t->ctx, amina, &rows, &count));
    assert_int_equal(count, 2);
    assert_true(people_consents(&t->ctx, amina, CONSENT_INTRODUCE));
}

static void kept_apart_is_for_the_lead(struct testing *t)
{
    struct apart_row *rows;
    struct person_id *others;
    size_t count;
    place(t);
    struct person_id amina = add(t, "Amina"), joan = add(t, "Joan"), lead = add(t, "Ruth"), admin = add(t, "Sam");
    relate(t, lead, LEAD_OF, TO_PLACE, home.v);
    testing_act(t, admin.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(people_keep_apart(&t->ctx, amina, joan, STR("x")), ERR_DENIED);
    assert_int_equal(people_apart_list(&t->ctx, &rows, &count), ERR_DENIED);
    testing_act(t, lead.v, home.v, STANDING_MEMBER | STANDING_LEAD);
    assert_ok(people_keep_apart(&t->ctx, joan, amina, STR("A court order")));
    assert_int_equal(people_keep_apart(&t->ctx, amina, joan, STR("again")), ERR_CONFLICT);
    assert_true(people_apart(&t->ctx, amina, joan));
    assert_true(people_apart(&t->ctx, joan, amina));
    assert_ok(people_apart_from(&t->ctx, joan, &others, &count));
    assert_int_equal(count, 1);
    assert_int_equal(others[0].v, amina.v);
    /* Nobody else's refusal gives the pair away, and no relation joins them. */
    testing_act(t, admin.v, home.v, STANDING_MEMBER | STANDING_ADMIN);
    struct relation_id relation;
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(people_relate(&t->ctx, &(struct relation){.from = amina, .kind = SUPPORTER_OF, .to_kind = TO_PERSON, .to = joan.v, .how = STR("spoken")}, &relation), ERR_INVALID);
    testing_act(t, lead.v, home.v, STANDING_MEMBER | STANDING_LEAD);
    assert_ok(people_end_apart(&t->ctx, amina, joan));
    assert_false(people_apart(&t->ctx, amina, joan));
}

static void nobody_is_an_answer(struct testing *t)
{
    struct people_nobody figure;
    struct people_row *rows;
    size_t count;
    place(t);
    struct person_id amina = add(t, "Amina"), joan = add(t, "Joan");
    add(t, "Never asked");
    assert_int_equal(people_turns_to(&t->ctx, amina, 4), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(people_turns_to(&t->ctx, amina, 0));
    assert_ok(people_turns_to(&t->ctx, joan, 2));
    assert_ok(people_nobody_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.asked, 2);
    assert_int_equal(figure.then, 1);
    assert_int_equal(figure.now, 1);
    t->ctx.actor.place = home.v;
    assert_ok(people_list_nobody(&t->ctx, 10, &rows, &count));
    assert_int_equal(count, 1);
    assert_ok(people_turns_to(&t->ctx, amina, 1));
    assert_ok(people_nobody_figure(&t->ctx, home, &figure));
    assert_int_equal(figure.then, 1);
    assert_int_equal(figure.now, 0);
}

static void leaving_takes_contact_and_consent(struct testing *t)
{
    struct person person;
    struct person_id id;
    place(t);
    assert_ok(people_put(&t->ctx, &(struct person){.first_name = STR("Joan"), .phone = STR("01632 960123"), .place = home}, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_CONTACT, STR("paper")));
    assert_ok(people_end(&t->ctx, id));
    assert_ok(people_find(&t->ctx, id, &person));
    assert_null(person.phone.ptr);
    assert_false(people_consents(&t->ctx, id, CONSENT_CONTACT));
    assert_int_equal(people_end(&t->ctx, id), ERR_MISSING);
}

static void proxies_say_how(struct testing *t)
{
    struct relation_id id;
    place(t);
    struct person_id amina = add(t, "Amina"), son = add(t, "Bilal");
    struct relation proxy = {.from = son, .kind = PROXY_FOR, .to_kind = TO_PERSON, .to = amina.v};
    assert_int_equal(people_relate(&t->ctx, &proxy, &id), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("how")));
    faults_init(&t->ctx.faults, &t->arena);
    proxy.how = STR("spoken");
    assert_ok(people_relate(&t->ctx, &proxy, &id));
    assert_int_equal(people_relate(&t->ctx, &proxy, &id), ERR_CONFLICT);
}

/* A language one form kept is ticked on every other, so that keeping that one loses nothing. */
static void forms_know_the_same_words(struct testing *t)
{
    size_t count, ticked = 0;
    struct html_choice *languages = people_language_choices(&t->ctx, STR("so gu"), &count);
    for (size_t i = 0; i < count; i++) ticked += languages[i].on;
    assert_int_equal(ticked, 2);
    const struct str words[] = {STR("free"), STR("no-such-need"), STR("quiet")};
    assert_int_equal(people_needs_of(words, 3), NEED_FREE | NEED_QUIET);
    assert_int_equal(week_parts_of(STR("tue 17:00-22:00")), 1u << 6);
    assert_int_equal(week_parts_of(STR("no day")), 0);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"first name is enough", first_name_is_enough},
        {"every fault at once", every_fault_at_once},
        {"only those beside them see", only_those_beside_them_see},
        {"names told stay with teller and connector", names_told_stay_with_teller_and_connector},
        {"consents are dated and withdrawn", consents_are_dated_and_withdrawn},
        {"kept apart is for the lead", kept_apart_is_for_the_lead},
        {"nobody is an answer", nobody_is_an_answer},
        {"leaving takes contact and consent", leaving_takes_contact_and_consent},
        {"proxies say how", proxies_say_how},
        {"forms know the same words", forms_know_the_same_words},
    };
    static const struct module *const modules[] = {&journal_module, &places_module, &people_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, 3});
}
