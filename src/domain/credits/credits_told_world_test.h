/* Who lives in Weirside in the tests of told hours. */
#ifndef DOMAIN_CREDITS_CREDITS_TOLD_WORLD_TEST_H
#define DOMAIN_CREDITS_CREDITS_TOLD_WORLD_TEST_H

#include "domain/credits/credits_told_own.h"

#include "domain/organisations/organisations.h"
#include "platform/mail/mail.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define HOUR_MS ((int64_t)3600000)
#define DAY_MS (24 * HOUR_MS)
#define KEY "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"

struct cast { struct place_id place; struct person_id joan, dev, amina, lucy; };

static inline struct person_id somebody(struct testing *t, struct place_id place, const char *name, const char *email)
{
    struct person_id id;
    int64_t account;
    const struct person person = {.place = place, .first_name = str_from(name), .email = email ? str_from(email) : STR_NONE, .turns_to = -1, .ended_at = INSTANT_NONE};
    assert_ok(people_put(&t->ctx, &person, &id));
    if (email) assert_ok(auth_account_open(&t->ctx, id.v, str_from(email), STR_NONE, &account));
    return id;
}

static inline void says(struct testing *t, struct person_id person, enum consent_purpose purpose)
{
    assert_ok(people_consent_give(&t->ctx, person, purpose, STR("spoken")));
}

static inline struct cast cast_of(struct testing *t)
{
    struct cast c;
    struct relation_id relation;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &c.place));
    c.joan = somebody(t, c.place, "Joan", "joan@example.org");
    c.dev = somebody(t, c.place, "Dev", "dev@example.org");
    c.amina = somebody(t, c.place, "Amina", NULL);
    c.lucy = somebody(t, c.place, "Lucy", "lucy@example.org");
    says(t, c.dev, CONSENT_BE_ASKED);
    says(t, c.dev, CONSENT_CONTACT);
    says(t, c.joan, CONSENT_CONTACT);
    says(t, c.amina, CONSENT_BE_ASKED);
    says(t, c.joan, CONSENT_BE_ASKED);
    const struct relation walks = {.from = c.lucy, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = c.amina.v, .how = STR("spoken")};
    assert_ok(people_relate(&t->ctx, &walks, &relation));
    return c;
}

static inline void become(struct testing *t, struct person_id person, struct place_id place, unsigned more)
{
    testing_act(t, person.v, place.v, STANDING_MEMBER | more);
}

static inline void become_system(struct testing *t)
{
    testing_act(t, 0, 0, STANDING_SYSTEM);
}

static inline struct credits_telling hour(struct person_id teller, bool gave, const char *other, int64_t minutes)
{
    return (struct credits_telling){.key = STR_NONE, .teller = teller, .gave = gave, .other_words = str_from(other), .minutes = minutes,
                                    .what = STR("garden"), .thanks = STR_NONE, .on = DAY_NONE, .via = "web", .consent = STR_NONE};
}

static inline int64_t balance(struct testing *t, struct person_id person)
{
    struct account_id id;
    struct credits_account a;
    if (credits_member_find(&t->ctx, person, &id) != OK) return 0;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static inline void clear(struct testing *t)
{
    faults_init(&t->ctx.faults, t->ctx.arena);
}

static inline void run(struct testing *t, enum status (*job)(struct ctx *ctx))
{
    become_system(t);
    assert_ok(db_commit(t->ctx.db));
    assert_ok(job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

#define TOLD_MODULES                                                                                                                \
    &journal_module, &auth_module, &mail_module, &texts_module, &jobs_module, &module_module, &places_module, &vocabulary_module,   \
        &people_module, &assets_module, &organisations_module, &credits_module

#endif
