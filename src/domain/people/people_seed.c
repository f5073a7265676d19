/* The people of the example neighbourhood. All are invented; telephone numbers are from the
   ranges kept for drama. */
#include "domain/people/people_caseload.h"
#include "domain/people/people_own.h"

#include "platform/module/module.h"

#define DAY_MS ((int64_t)86400000)
#define ASKS 64 /* most people listed of one place */

/* What they agreed to. */
enum {
    K = 1 << CONSENT_KEEP,
    I = 1 << CONSENT_INTRODUCE,
    A = 1 << CONSENT_BE_ASKED,
    C = 1 << CONSENT_CONTACT
};

struct seed_person {
    const char *name, *age, *languages, *times, *phone, *email;
    unsigned needs, agreed;
    int first, now;        /* people they turned to when first asked, and today; -1 not asked */
    int days;              /* since Kith met them */
    const char *connector; /* who walks beside them */
    const char *demo;      /* what ./demo calls their account; "" = an account without a name */
};

static const struct seed_person weirside[] = {
    /* those who keep it going */
    {"Lucy", "35-44", "en ur", NULL, "07700 900142", "lucy@weirside.example", 0, K | C, -1, -1,
     400, NULL, "connector"},
    {"Sam", "25-34", "en", NULL, "07700 900143", "sam@weirside.example", 0, K | C, -1, -1, 390,
     NULL, ""},
    {"Ruth", "55-64", "en cy", NULL, "07700 900144", "ruth@weirside.example", 0, K | C, -1, -1,
     400, NULL, "lead"},
    {"Nadia", "45-54", "en", NULL, "07700 900145", "nadia@weirside.example", 0, K | C, -1, -1,
     410, NULL, "admin"},
    {"Tom", "45-54", "en", NULL, "07700 900146", "tom@millanehall.example", 0, K | C, -1, -1,
     380, NULL, "organisation"},
    {"Bola", "35-44", "en", NULL, "07700 900147", "bola@weirside.example", 0, K | C, -1, -1,
     200, NULL, ""},
    /* hosts */
    {"Dev", "55-64", "en pa", NULL, "07700 900151", "dev@weirside.example", 0, K | I | A | C, 3,
     3, 300, "Lucy", "host"},
    {"Samina", "45-54", "en ur", NULL, "07700 900152", "samina@weirside.example", 0,
     K | I | A | C, 3, 3, 310, "Lucy", ""},
    {"Lola", "55-64", "en", NULL, "07700 900153", NULL, 0, K | A | C, 3, 3, 250, NULL, ""},
    {"Ewa", "35-44", "pl en", NULL, "07700 900154", NULL, 0, K | A | C, 2, 2, 150, NULL, ""},
    /* neighbours */
    {"Amina", "35-44", "ur en", "mon-fri 09:30-15:00", "07700 900188", NULL, NEED_FREE,
     K | I | A | C, 0, 0, 34, "Lucy", "resident"},
    {"Joan", "75-84", "en", "mon-fri 10:00-16:00", "01632 960118", NULL, NEED_STEP_FREE,
     K | I | A | C, 2, 2, 210, "Lucy", NULL},
    {"Pearl", "75-84", "en", NULL, "07700 900175", NULL, NEED_STEP_FREE, K | C, 0, 0, 120,
     "Lucy", NULL},
    {"Marek", "35-44", "pl en", "mon-sun 13:00-17:00", "07700 900156", "marek@weirside.example",
     0, K | I | C, 0, 0, 60, "Lucy", ""},
    {"Grace", "65-74", "en", "mon-thu 10:00-17:00", "07700 900157", NULL, 0, K | I | A | C, 1,
     1, 75, "Lucy", ""},
    {"Yusuf", "25-34", "so ar en", "mon-fri 17:00-21:00; sat-sun 10:00-18:00", "07700 900158",
     "yusuf@weirside.example", 0, K | I | C, 0, 0, 21, "Lucy", ""},
    {"Delroy", "65-74", "en", "mon-sat 11:00-17:00", "07700 900159", NULL, 0, K | I | A, 0, 0,
     140, "Lucy", NULL},
    {"Eileen", "85+", "en", "mon-fri 10:00-15:00", "01632 960127", NULL,
     NEED_STEP_FREE | NEED_HEARING_LOOP, K | I, 0, 0, 45, "Lucy", NULL},
    {"Winston", "75-84", "en", "mon-fri 11:00-16:00", NULL, NULL, 0, K | I | A, 2, 2, 260,
     "Lucy", NULL},
    {"Gwen", "65-74", "cy en", NULL, "07700 900161", NULL, 0, K | I | A | C, 2, 3, 180, "Lucy",
     NULL},
    {"Mavis", "75-84", "en", "tue-fri 10:00-15:00", "01632 960134", NULL, 0, K | I | A, 3, 3,
     230, "Lucy", NULL},
    {"Parveen", "55-64", "ur pa en", "mon-fri 10:00-14:00", NULL, NULL, NEED_WOMEN_ONLY, K | I,
     0, 1, 160, "Lucy", NULL},
    {"Harjit", "65-74", "pa en", NULL, "07700 900163", NULL, 0, K | I | A, 3, 3, 190, "Lucy",
     NULL},
    {"Kasia", "25-34", "pl en", "sat-sun 09:00-18:00", "07700 900164", NULL, 0, K | I | A | C,
     1, 2, 90, "Sam", NULL},
    {"Farid", "35-44", "fa en", NULL, "07700 900165", NULL, NEED_FREE, K | I | A, 0, 1, 130,
     "Sam", NULL},
    {"Ronnie", "65-74", "en", NULL, "07700 900166", NULL, 0, K | I | A, 1, 1, 95, "Sam", NULL},
    {"Norma", "65-74", "en", NULL, "07700 900167", NULL, 0, K | I, 1, 1, 88, "Sam", NULL},
    {"Irene", "85+", "en", "mon-fri 11:00-15:00", NULL, NULL, NEED_STEP_FREE | NEED_QUIET,
     K | I, 0, 0, 50, "Sam", NULL},
    {"Carol", "55-64", "en", NULL, "07700 900169", "carol@weirside.example", 0, K | C, 2, 2, 50,
     "Sam", ""},
    {"Callum", "18-24", "en", "mon-sun 16:00-21:00", "07700 900170", NULL, 0, K | I, 0, 0, 30,
     "Sam", NULL},
    {"Zofia", "75-84", "pl", NULL, NULL, NULL, 0, K | I, 0, 0, 70, "Sam", NULL},
    {"Ifeoma", "25-34", "en", "mon-fri 09:30-12:00", "07700 900172", NULL, NEED_CHILDCARE,
     K | I | C, 0, 2, 110, "Sam", NULL},
    {"Trevor", "55-64", "en", NULL, NULL, NULL, NEED_STEP_FREE, K | I, 0, 0, 65, "Sam", NULL},
    {"Una", "55-64", "en bfi", NULL, "07700 900174", NULL, NEED_HEARING_LOOP, K | I | A, 2, 2,
     85, "Sam", NULL},
    {"Jaspal", "45-54", "pa en", NULL, NULL, NULL, 0, K | I, 2, 2, 105, "Sam", NULL},
    {"Shabana", "25-34", "ur en", "mon-fri 09:30-14:30", NULL, NULL, NEED_WOMEN_ONLY, K | I, 0,
     2, 125, "Sam", NULL},
    {"Leroy", "45-54", "en", NULL, NULL, NULL, 0, K | I, 1, 2, 135, "Sam", NULL},
    {"Bethan", "18-24", "cy en", "mon-sun 17:00-21:00", NULL, NULL, 0, K | I, 2, 2, 40, "Sam",
     NULL},
    {"Walter", "75-84", "en", NULL, "01632 960151", NULL, 0, K | C, 1, 1, 145, "Sam", NULL},
    {"Mirela", "35-44", "ro en", NULL, NULL, NULL, 0, K | I, 0, 1, 155, "Sam", NULL},
};

static const struct seed_person millbank[] = {
    {"Hana", "45-54", "en", NULL, "07700 900391", "hana@millbank.example", 0, K | C, -1, -1,
     200, NULL, "elsewhere"},
    {"Priti", "35-44", "en hi", NULL, "07700 900392", "priti@millbank.example", 0, K | C, -1,
     -1, 190, NULL, ""},
    {"Megan", "55-64", "cy en", NULL, "07700 900394", "megan@millbank.example", 0, K | C, -1,
     -1, 195, NULL, ""},
    {"Owen", "65-74", "cy en", NULL, "07700 900393", "owen@millbank.example", 0, K | I | A | C,
     0, 0, 80, "Priti", ""},
    {"Sofia", "25-34", "ro en", NULL, NULL, NULL, 0, K | I, 1, 1, 60, "Priti", NULL},
};

static struct str said(const char *text) {
    return text ? str_from(text) : STR_NONE;
}

enum status people_seed_find(struct ctx *ctx, struct place_id place, struct str name,
                             struct person_id *ret_id) {
    struct people_row *rows;
    size_t count;
    struct actor actor = ctx->actor;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM, .place = place.v};
    enum status status = people_list(ctx, name, ASKS, 0, &rows, &count);
    ctx->actor = actor;
    TRY(status);
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(rows[i].first_name, name)) continue;
        *ret_id = rows[i].id;
        return OK;
    }
    return ERR_MISSING;
}

static enum status account(struct ctx *ctx, const struct seed_person *row,
                           struct person_id id) {
    int64_t account;
    if (!row->demo) return OK;
    TRY(auth_account_open(ctx, id.v, said(row->email), said(row->phone), &account));
    if (!row->demo[0]) return OK;
    struct str key = str_cat(ctx->arena, STR("demo."), str_from(row->demo));
    return module_setting_set(ctx, str_c(ctx->arena, key), str_int(ctx->arena, account));
}

static enum status agree(struct ctx *ctx, const struct seed_person *row, struct person_id id) {
    for (int purpose = 0; purpose < CONSENT_PURPOSES; purpose++)
        if (row->agreed >> purpose & 1)
            TRY(people_consent_give(ctx, id, (enum consent_purpose)purpose,
                                    row->demo && row->demo[0] ? STR("web") : STR("spoken")));
    if (row->first >= 0) TRY(people_turns_to(ctx, id, row->first));
    return row->now != row->first ? people_turns_to(ctx, id, row->now) : OK;
}

static enum status relate(struct ctx *ctx, struct person_id from, enum relation_kind kind,
                          enum relation_end to_kind, int64_t to, const char *how) {
    const struct relation relation = {
        .from = from, .kind = kind, .to_kind = to_kind, .to = to, .how = said(how)};
    struct relation_id id;
    return people_relate(ctx, &relation, &id);
}

/* Each was met some time ago; whoever walks beside them asked what they agree to. */
static enum status add(struct ctx *ctx, struct place_id place, const struct seed_person *row) {
    const struct instant now = ctx->now;
    const struct person person = {.place = place,
                                  .first_name = str_from(row->name),
                                  .email = said(row->email),
                                  .phone = said(row->phone),
                                  .age_band = said(row->age),
                                  .languages = said(row->languages),
                                  .times = said(row->times),
                                  .needs = row->needs,
                                  .turns_to = -1};
    struct person_id id, connector;
    ctx->now.ms -= row->days * DAY_MS;
    TRY(people_put(ctx, &person, &id));
    TRY(account(ctx, row, id));
    if (row->connector) {
        TRY(people_seed_find(ctx, place, str_from(row->connector), &connector));
        TRY(relate(ctx, connector, CONNECTOR_OF, TO_PERSON, id.v, NULL));
        ctx->actor.person = connector.v;
    }
    TRY(agree(ctx, row, id));
    ctx->actor.person = 0;
    ctx->now = now;
    return OK;
}

static enum status add_all(struct ctx *ctx, const char *name, const struct seed_person *rows,
                           size_t count, struct place_id *ret_place) {
    struct place place;
    TRY(places_find_by_name(ctx, str_from(name), &place));
    ctx->actor.place = place.id.v;
    for (size_t i = 0; i < count; i++) TRY(add(ctx, place.id, &rows[i]));
    *ret_place = place.id;
    return OK;
}

static enum status stands(struct ctx *ctx, struct place_id place, const char *name,
                          enum relation_kind kind) {
    struct person_id id;
    TRY(people_seed_find(ctx, place, str_from(name), &id));
    return relate(ctx, id, kind, TO_PLACE, place.v, NULL);
}

static enum status standing(struct ctx *ctx, struct place_id here, struct place_id beside) {
    TRY(stands(ctx, here, "Lucy", CONNECTOR_OF));
    TRY(stands(ctx, here, "Sam", CONNECTOR_OF));
    TRY(stands(ctx, here, "Ruth", LEAD_OF));
    TRY(stands(ctx, here, "Nadia", STEWARD_OF));
    TRY(stands(ctx, beside, "Hana", STEWARD_OF));
    TRY(stands(ctx, beside, "Megan", LEAD_OF));
    return stands(ctx, beside, "Priti", CONNECTOR_OF);
}

/* Carol writes for her mother; Grace looks in on Eileen; Ronnie and Norma must not meet. */
static enum status pairs(struct ctx *ctx, struct place_id place) {
    struct person_id carol, irene, grace, eileen, ronnie, norma, ruth;
    TRY(people_seed_find(ctx, place, STR("Carol"), &carol));
    TRY(people_seed_find(ctx, place, STR("Irene"), &irene));
    TRY(relate(ctx, carol, PROXY_FOR, TO_PERSON, irene.v, "spoken"));
    TRY(people_seed_find(ctx, place, STR("Grace"), &grace));
    TRY(people_seed_find(ctx, place, STR("Eileen"), &eileen));
    TRY(relate(ctx, grace, SUPPORTER_OF, TO_PERSON, eileen.v, NULL));
    TRY(people_seed_find(ctx, place, STR("Ronnie"), &ronnie));
    TRY(people_seed_find(ctx, place, STR("Norma"), &norma));
    TRY(people_seed_find(ctx, place, STR("Ruth"), &ruth));
    ctx->actor.person = ruth.v;
    TRY(people_keep_apart(ctx, ronnie, norma, STR("Norma asked for this in January.")));
    ctx->actor.person = 0;
    return OK;
}

/* How much each carries, and who goes along to a first visit. */
static enum status caseload(struct ctx *ctx, struct place_id place) {
    static const struct { const char *name; int64_t room; } rooms[] = {{"Lucy", 18}, {"Sam", 20}};
    static const char *const along[] = {"Grace", "Gwen"};
    const struct actor actor = ctx->actor;
    struct person_id id;
    for (size_t i = 0; i < sizeof along / sizeof *along; i++) {
        TRY(people_seed_find(ctx, place, str_from(along[i]), &id));
        TRY(people_goes_along_set(ctx, id, true));
    }
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        const struct people_room room = {.room = rooms[i].room, .rest_from = DAY_NONE, .rest_until = DAY_NONE};
        TRY(people_seed_find(ctx, place, str_from(rooms[i].name), &id));
        ctx->actor = (struct actor){.standing = STANDING_CONNECTOR, .person = id.v, .place = place.v};
        TRY(people_room_set(ctx, &room));
        ctx->actor = actor;
    }
    return OK;
}

enum status people_seed(struct ctx *ctx) {
    const struct actor actor = ctx->actor;
    struct place_id here, beside;
    TRY(add_all(ctx, "Weirside", weirside, sizeof weirside / sizeof *weirside, &here));
    TRY(add_all(ctx, "Millbank", millbank, sizeof millbank / sizeof *millbank, &beside));
    TRY(standing(ctx, here, beside));
    TRY(pairs(ctx, here));
    TRY(caseload(ctx, here));
    ctx->actor = actor;
    return OK;
}
