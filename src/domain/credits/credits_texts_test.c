/* Hours by text: told, answered, taken back; and everything that is not ours. */
#include "domain/credits/credits_walk.h"

#include "domain/organisations/organisations.h"
#include "domain/people/people_number.h"
#include "platform/module/platform.h"
#include "platform/texts/texts.h"
#include "testing/testing.h"

#include <string.h>

#define JOAN "+447700900122"
#define DEV "+447700900151"
#define MINUTE_MS ((int64_t)60000)

struct cast { struct place_id place; struct person_id joan, dev, lucy; };
static int numbered;

static struct person_id somebody(struct testing *t, struct place_id place, const char *name, const char *phone, const char *languages)
{
    struct person_id id;
    int64_t account;
    assert_ok(people_put(&t->ctx, &(struct person){.place = place, .first_name = str_from(name), .phone = str_from(phone), .languages = str_from(languages),
                                                   .turns_to = -1, .ended_at = INSTANT_NONE}, &id));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_KEEP, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_BE_ASKED, STR("spoken")));
    assert_ok(people_consent_give(&t->ctx, id, CONSENT_CONTACT, STR("spoken")));
    assert_ok(auth_account_open(&t->ctx, id.v, STR_NONE, STR_NONE, &account));
    return id;
}

static struct cast cast_of(struct testing *t)
{
    struct cast c;
    struct relation_id relation;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &c.place));
    c.joan = somebody(t, c.place, "Joan", "07700 900122", "en");
    c.dev = somebody(t, c.place, "Dev", "+44 (0)7700-900151", "en");
    c.lucy = somebody(t, c.place, "Lucy", "07700 900142", "en");
    assert_ok(people_relate(&t->ctx, &(struct relation){.from = c.lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = c.joan.v, .how = STR("spoken")}, &relation));
    return c;
}

static void as_system(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static void text_id(struct testing *t, const char *id, const char *from, const char *words)
{
    int read;
    as_system(t);
    const struct text_in in = {str_from(id), str_from(from), str_from(words), INSTANT_NONE};
    assert_ok(texts_keep(&t->ctx, &in));
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(texts_read_new(&t->ctx, 20, &read));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    testing_later(t, 1000); /* what is answered first is also written first */
}

static void text(struct testing *t, const char *from, const char *words)
{
    text_id(t, str_c(&t->arena, str_printf(&t->arena, "g%d", ++numbered)), from, words);
}

/* The words of the last text to a person. */
static const char *last(struct testing *t, struct person_id person)
{
    struct text_own *rows;
    size_t n;
    assert_ok(texts_of_person(&t->ctx, person.v, 20, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (!rows[i].came) return str_c(&t->arena, rows[i].words);
    return "";
}

static size_t told(struct testing *t, struct person_id person, struct credits_told **rows)
{
    size_t n;
    as_system(t);
    assert_ok(credits_told_of(&t->ctx, person, 50, rows, &n));
    return n;
}

/* ---- cases ---- */

static void an_hour_by_text(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    text(t, JOAN, "2 GARDEN DEV");
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_int_equal(rows[0].minutes, 120);
    assert_true(rows[0].gave);
    assert_int_equal(rows[0].other.v, c.dev.v);
    assert_str(rows[0].via, "text");
    assert_string_equal(last(t, c.joan), "Kith: thank you, Joan. 2 hours, garden, with Dev. Text NO if that is not right.");
    text(t, JOAN, "no");
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_int_equal(rows[0].state, TOLD_BACK);
    assert_true(strstr(last(t, c.joan), "taken back") != NULL);
}

static void the_other_says_yes_by_text(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    int64_t id;
    text(t, JOAN, "1 hour garden Dev");
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_int_equal(rows[0].state, TOLD_WAITS);
    const struct text_out ask = {.to = STR(DEV), .words = STR("Is that right? Reply YES or NO."), .locale = text_locale(TEXT_EN), .kind = "hours",
                                 .person = c.dev.v, .about = rows[0].id.v, .until = {t->ctx.now.ms + 86400000}};
    assert_ok(texts_put(&t->ctx, &ask, &id));
    testing_later(t, MINUTE_MS);
    text(t, DEV, "YES K7F3QX"); /* with a code it is about something else */
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_int_equal(rows[0].state, TOLD_WAITS);
    assert_ok(texts_put(&t->ctx, &ask, &id));
    testing_later(t, MINUTE_MS);
    text(t, DEV, "Yes");
    told(t, c.joan, &rows);
    assert_int_equal(rows[0].state, TOLD_DONE);
    assert_string_equal(last(t, c.dev), "Kith: thank you, it is kept.");
}

static void the_other_says_no_by_text(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    int64_t id;
    text(t, JOAN, "1 hour garden Dev");
    told(t, c.joan, &rows);
    const struct text_out ask = {.to = STR(DEV), .words = STR("Is that right?"), .locale = text_locale(TEXT_EN), .kind = "hours", .person = c.dev.v,
                                 .about = rows[0].id.v, .until = {t->ctx.now.ms + 86400000}};
    assert_ok(texts_put(&t->ctx, &ask, &id));
    testing_later(t, MINUTE_MS);
    text(t, DEV, "No that was Tom");
    told(t, c.joan, &rows);
    assert_int_equal(rows[0].state, TOLD_NOT_RIGHT);
    assert_str(rows[0].said, "No that was Tom");
    text(t, DEV, "Yes"); /* our last text to them asks nothing more */
    told(t, c.joan, &rows);
    assert_int_equal(rows[0].state, TOLD_NOT_RIGHT);
}

static void twice_is_once(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    text_id(t, "same", JOAN, "2 GARDEN DEV");
    text_id(t, "same", JOAN, "2 GARDEN DEV"); /* the gateway sends it again */
    assert_int_equal(told(t, c.joan, &rows), 1);
    text(t, JOAN, "2 garden dev"); /* they send it again */
    assert_int_equal(told(t, c.joan, &rows), 1);
    testing_later(t, 11 * MINUTE_MS);
    text(t, JOAN, "2 GARDEN DEV"); /* another afternoon's */
    assert_int_equal(told(t, c.joan, &rows), 2);
}

static void received_by_text_is_booked_at_once(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    text(t, JOAN, "Dev gave me 2 hours garden yesterday");
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_false(rows[0].gave);
    assert_int_equal(rows[0].state, TOLD_DONE);
    assert_int_equal(rows[0].on.n, ctx_today(&t->ctx).n - 1);
    assert_string_equal(last(t, c.joan), "Kith: thank you, Joan. Dev gave you 2 hours, garden. Text NO if that is not right.");
}

static void which_one_is_asked(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    text(t, JOAN, "2 hours garden with Zebedee");
    assert_int_equal(told(t, c.joan, &rows), 1);
    assert_int_equal(rows[0].state, TOLD_WHO);
    assert_string_equal(last(t, c.joan), "Kith: thank you, Joan. Which Zebedee? Lucy will ask. Not right? Text NO.");
    text(t, JOAN, "2 hours garden");
    assert_string_equal(last(t, c.joan), "Kith: thank you. With whom was it? Please write it once more. For example: 2 GARDEN DEV");
    assert_int_equal(told(t, c.joan, &rows), 1);
}

static void not_ours_is_left_alone(struct testing *t)
{
    static const char *const texts[] = {"YES K7F3QX", "hello there", "RING ME", "2", "see you at 2 with Dev", "can Dev do 2 hours garden"};
    struct cast c = cast_of(t);
    struct credits_told *rows;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) text(t, JOAN, texts[i]);
    assert_int_equal(told(t, c.joan, &rows), 0);
    text(t, "+447700900999", "2 GARDEN DEV"); /* nobody's number */
    assert_int_equal(told(t, c.dev, &rows), 0);
    as_system(t);
    assert_ok(people_consent_withdraw(&t->ctx, c.joan, CONSENT_CONTACT));
    text(t, JOAN, "2 GARDEN DEV");
    assert_int_equal(told(t, c.joan, &rows), 0);
}

static void a_shared_telephone(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    struct person *people;
    size_t n;
    struct person_id ali = somebody(t, c.place, "Ali", "07700900122", "en");
    as_system(t);
    assert_ok(people_of_number(&t->ctx, STR(JOAN), &people, &n));
    assert_int_equal(n, 2);
    text(t, JOAN, "2 GARDEN DEV"); /* nobody knows whose */
    assert_int_equal(told(t, c.joan, &rows), 0);
    assert_int_equal(told(t, ali, &rows), 0);
}

static void in_polish(struct testing *t)
{
    struct cast c = cast_of(t);
    struct credits_told *rows;
    struct person_id ewa = somebody(t, c.place, "Ewa", "07700 900154", "pl");
    text(t, "+447700900154", "2 godziny ogród z Devem");
    assert_int_equal(told(t, ewa, &rows), 1);
    assert_int_equal(rows[0].other.v, c.dev.v);
    assert_int_equal(rows[0].minutes, 120);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"an hour by text", an_hour_by_text},
        {"the other says yes by text", the_other_says_yes_by_text},
        {"the other says no by text", the_other_says_no_by_text},
        {"twice is once", twice_is_once},
        {"received by text is booked at once", received_by_text_is_booked_at_once},
        {"which one is asked", which_one_is_asked},
        {"not ours is left alone", not_ours_is_left_alone},
        {"a shared telephone", a_shared_telephone},
        {"in Polish", in_polish},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &mail_module, &texts_module, &jobs_module, &module_module, &places_module,
                                                   &vocabulary_module, &people_module, &assets_module, &organisations_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
