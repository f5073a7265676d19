/* The example: Mill Lane Hall leads Weirside, Al-Noor Centre the side towards Shard End; Asha
   from the university sees figures, Colin convenes. */
#include "domain/organisations/organisations_own.h"

#include "platform/auth/auth.h"
#include "platform/module/module.h"

static enum status named(struct ctx *ctx, struct str name, struct asset_id *ret_id) {
    struct asset *rows;
    size_t n;
    TRY(organisations_choices(ctx, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(rows[i].name, name)) continue;
        *ret_id = rows[i].id;
        return OK;
    }
    return ERR_MISSING;
}

static enum status add(struct ctx *ctx, const char *name, const char *email, const char *demo,
                       enum organisation_role role) {
    const struct person person = {.place = {ctx->actor.place},
                                  .first_name = str_from(name),
                                  .email = str_from(email),
                                  .languages = STR("en"),
                                  .turns_to = -1};
    struct organisation_member_id member;
    struct person_id id;
    int64_t account;
    TRY(people_put(ctx, &person, &id));
    TRY(people_consent_give(ctx, id, CONSENT_KEEP, STR("web")));
    TRY(people_consent_give(ctx, id, CONSENT_CONTACT, STR("web")));
    TRY(auth_account_open(ctx, id.v, person.email, STR_NONE, &account));
    TRY(module_setting_set(ctx, demo, str_int(ctx->arena, account)));
    return organisations_join(ctx, id, (struct asset_id){0}, role, &member);
}

/* Six neighbours on the far side of the canal; Bola walks beside them. */
static enum status neighbours(struct ctx *ctx, struct person_id bola) {
    static const char *const names[] = {"Idris", "Fatou", "Len", "Beryl", "Ania", "Tariq"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct person person = {.place = {ctx->actor.place},
                                      .first_name = str_from(names[i]),
                                      .outcode = STR("B34"),
                                      .languages = STR("en"),
                                      .turns_to = -1};
        struct person_id id;
        struct relation_id relation;
        TRY(people_put(ctx, &person, &id));
        TRY(people_relate(ctx,
                          &(struct relation){.from = bola,
                                             .kind = CONNECTOR_OF,
                                             .to_kind = TO_PERSON,
                                             .to = id.v},
                          &relation));
        ctx->actor.person = bola.v;
        TRY(people_consent_give(ctx, id, CONSENT_KEEP, STR("spoken")));
        ctx->actor.person = 0;
    }
    return OK;
}

static enum status works(struct ctx *ctx, struct place_id place, const char *name,
                         struct asset_id organisation) {
    struct organisation_member_id member;
    struct person_id id;
    TRY(people_seed_find(ctx, place, str_from(name), &id));
    return organisations_join(ctx, id, organisation, ORGANISATION_WORKER, &member);
}

enum status organisations_seed(struct ctx *ctx) {
    const struct actor actor = ctx->actor;
    struct organisation_patch_id patch;
    struct asset_id hall, centre;
    struct person_id bola;
    struct place place;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM, .place = place.id.v};
    TRY(named(ctx, STR("Mill Lane Hall"), &hall));
    TRY(named(ctx, STR("Al-Noor Centre"), &centre));
    TRY(organisations_patch_add(ctx, hall, place.id, STR_NONE, &patch));
    TRY(organisations_patch_add(ctx, centre, (struct place_id){0}, STR("B34"), &patch));
    TRY(works(ctx, place.id, "Lucy", hall));
    TRY(works(ctx, place.id, "Sam", hall));
    TRY(works(ctx, place.id, "Bola", centre));
    TRY(people_seed_find(ctx, place.id, STR("Bola"), &bola));
    TRY(neighbours(ctx, bola));
    TRY(add(ctx, "Asha", "asha@university.example", "demo.learning", ORGANISATION_LEARNING));
    TRY(add(ctx, "Colin", "colin@weirside.example", "demo.convenor", ORGANISATION_CONVENOR));
    ctx->actor = actor;
    return OK;
}
