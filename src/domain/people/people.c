#include "domain/people/people.h"

#include "domain/people/people_caseload.h"
#include "domain/people/people_inner.h"
#include "people_sql.h"
#include "platform/journal/journal.h"

bool people_is(const struct ctx *ctx, struct person_id id)
{
    return id.v != 0 && ctx->actor.person == id.v;
}

bool people_related(struct ctx *ctx, struct person_id from, enum relation_kind kind,
                    enum relation_end to_kind, int64_t to)
{
    int64_t count = 0;
    return from.v != 0 && people_sql_related(ctx->db, from, kind, to_kind, to, &count) == OK &&
           count > 0;
}

bool people_walks(struct ctx *ctx, struct person_id walker, struct person_id person)
{
    int64_t count = 0;
    if (walker.v == 0 || person.v == 0) return false;
    if (people_related(ctx, walker, CONNECTOR_OF, TO_PERSON, person.v)) return true;
    /* A stand-in kept apart from somebody sees nothing of them: the statement leaves them out. */
    return people_sql_stands_in(ctx->db, walker, person, ctx_today(ctx), &count) == OK && count > 0;
}

/* Administrators look after everybody of their own place and nobody else's. */
static bool same_place_admin(struct ctx *ctx, struct person_id id)
{
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD)) return false;
    struct people_sql_find row;
    return people_sql_find(ctx->db, ctx->arena, id, &row) == OK &&
           row.place_id.v == ctx->actor.place;
}

bool people_may_see(struct ctx *ctx, struct person_id id)
{
    struct person_id actor = {ctx->actor.person};
    if (id.v == 0) return false;
    if (ctx_has(ctx, STANDING_SYSTEM) || people_is(ctx, id)) return true;
    return people_walks(ctx, actor, id) ||
           people_related(ctx, actor, PROXY_FOR, TO_PERSON, id.v) || same_place_admin(ctx, id);
}

bool people_may_change(struct ctx *ctx, struct person_id id)
{
    return people_may_see(ctx, id);
}

static void person_from_row(const struct people_sql_find *row, struct person *person)
{
    *person = (struct person){
        .id = row->id, .place = row->place_id, .first_name = row->first_name, .email = row->email,
        .phone = row->phone, .address = row->address, .outcode = row->outcode,
        .languages = row->languages, .age_band = row->age_band, .for_child = row->for_child,
        .needs = (unsigned)row->needs, .times = row->times,
        .turns_to = row->turns_to == INT_NONE ? -1 : (int)row->turns_to,
        .created_at = row->created_at, .ended_at = row->ended_at};
}

enum status people_find(struct ctx *ctx, struct person_id id, struct person *ret_person)
{
    struct people_sql_find row;
    if (id.v == 0) return ERR_MISSING;
    /* May they? comes first: who may not see a person does not learn either whether there is one. */
    if (!people_may_see(ctx, id)) return ERR_DENIED;
    TRY(people_sql_find(ctx->db, ctx->arena, id, &row));
    person_from_row(&row, ret_person);
    return OK;
}

struct str people_first_name(struct ctx *ctx, struct person_id id)
{
    struct people_sql_first_name row;
    if (id.v == 0 || people_sql_first_name(ctx->db, ctx->arena, id, &row) != OK) return STR("");
    return row.first_name;
}

enum status people_home(struct ctx *ctx, struct person_id id, struct place_id *ret_place)
{
    struct people_sql_home row;
    TRY(people_sql_home(ctx->db, ctx->arena, id, &row));
    *ret_place = row.place_id;
    return OK;
}

static bool email_shaped(struct str email)
{
    size_t at = str_find(email, STR("@"), 0);
    return email.len <= 254 && at != SIZE_MAX && at > 0 &&
           str_find(email, STR("."), at + 2) != SIZE_MAX &&
           str_find(email, STR(" "), 0) == SIZE_MAX;
}

static bool phone_shaped(struct str phone)
{
    size_t digits = 0;
    for (size_t i = 0; i < phone.len; i++) {
        char c = phone.ptr[i];
        if (c >= '0' && c <= '9') digits++;
        else if (c != ' ' && c != '+' && c != '-' && c != '(' && c != ')') return false;
    }
    return phone.len <= 30 && digits >= 7 && digits <= 15;
}

/* The same address or number may serve two people (a couple with one phone), so only a warning
   list, never a refusal, belongs to duplicates; here we only check shapes. */
static void check_contact(struct ctx *ctx, const struct person *person)
{
    if (person->email.len > 0 && !email_shaped(person->email))
        (void)ctx_fault(ctx, ERR_INVALID, STR("email"),
                        SAY("Write an email address like joan@example.org, or leave it empty."));
    if (person->phone.len > 0 && !phone_shaped(person->phone))
        (void)ctx_fault(ctx, ERR_INVALID, STR("phone"),
                        SAY("Write a phone number with 7 to 15 digits, or leave it empty."));
}

static void check_outcode(struct ctx *ctx, const struct person *person)
{
    const struct places_outcode *known;
    if (person->outcode.len > 0 && places_outcode_find(ctx, person->outcode, &known) != OK)
        (void)ctx_fault(
            ctx, ERR_INVALID, STR("outcode"),
            SAY1("We do not know {outcode}. Write the first half of a postcode, like B36.",
                 "outcode", person->outcode));
}

static void check_wishes(struct ctx *ctx, const struct person *person)
{
    int low, high;
    struct week week;
    struct str why;
    if (person->age_band.len > 0 && !people_age_band_parse(person->age_band, &low, &high))
        (void)ctx_fault(ctx, ERR_INVALID, STR("age_band"),
                        SAY("Choose one of the ages, or leave it open."));
    if (person->for_child.len > 0 && !people_age_band_parse(person->for_child, &low, &high))
        (void)ctx_fault(ctx, ERR_INVALID, STR("for_child"),
                        SAY("Choose one of the ages, or leave it open."));
    if (person->times.len > 0 && week_parse(person->times, &week, &why) != OK)
        (void)ctx_fault(
            ctx, ERR_INVALID, STR("times"),
            SAY1("We could not read {part}. Write times like tue 18:00-21:00.", "part", why));
    if (person->languages.len > 200)
        (void)ctx_fault(ctx, ERR_INVALID, STR("languages"),
                        SAY("That is more languages than we can keep. Choose up to 20."));
    if (person->address.len > 500)
        (void)ctx_fault(ctx, ERR_INVALID, STR("address"),
                        SAY("Please write the address in fewer than 500 letters."));
}

static enum status check(struct ctx *ctx, const struct person *person)
{
    if (person->first_name.len == 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("first_name"),
                        SAY("Write a first name. For example: Joan"));
    else if (utf8_count(person->first_name) > 80)
        (void)ctx_fault(ctx, ERR_INVALID, STR("first_name"),
                        SAY("Please write a name with fewer than 80 letters."));
    check_contact(ctx, person);
    check_outcode(ctx, person);
    check_wishes(ctx, person);
    return faults_status(&ctx->faults);
}

static enum status add(struct ctx *ctx, const struct person *person, struct person_id *ret_id)
{
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    struct place_id place =
        person->place.v != 0 ? person->place : (struct place_id){ctx->actor.place};
    if (place.v == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("place"),
                         SAY("Choose the place this person belongs to."));
    if (!ctx_has(ctx, STANDING_SYSTEM) && place.v != ctx->actor.place) return ERR_DENIED;
    struct person_id id = {ctx_id(ctx)};
    TRY(people_sql_add(
        ctx->db, &(struct people_sql_add_in){.id = id,
                                             .place_id = place,
                                             .first_name = person->first_name,
                                             .email = people_or_null(person->email),
                                             .phone = people_or_null(person->phone),
                                             .address = people_or_null(person->address),
                                             .outcode = people_or_null(person->outcode),
                                             .languages = people_or_null(person->languages),
                                             .age_band = people_or_null(person->age_band),
                                             .for_child = people_or_null(person->for_child),
                                             .needs = person->needs,
                                             .times = people_or_null(person->times),
                                             .created_at = ctx->now}));
    /* Whoever adds a person walks beside them, until a steward says otherwise. */
    if (ctx_has(ctx, STANDING_CONNECTOR) && ctx->actor.person != 0) {
        struct relation_id relation = {ctx_id(ctx)};
        TRY(people_sql_relate(ctx->db,
                              &(struct people_sql_relate_in){.id = relation,
                                                             .from_id = {ctx->actor.person},
                                                             .kind = CONNECTOR_OF,
                                                             .to_kind = TO_PERSON,
                                                             .to_id = id.v,
                                                             .to_name = STR_NONE,
                                                             .how = STR("added"),
                                                             .since = ctx->now}));
    }
    TRY(journal_record(ctx, "people.added", id.v, 0, STR_NONE));
    *ret_id = id;
    return OK;
}

enum status people_put(struct ctx *ctx, const struct person *person, struct person_id *ret_id)
{
    TRY(check(ctx, person));
    if (person->id.v == 0) return add(ctx, person, ret_id);
    if (!people_may_change(ctx, person->id)) return ERR_DENIED;
    TRY(people_sql_change(
        ctx->db, &(struct people_sql_change_in){.id = person->id,
                                                .first_name = person->first_name,
                                                .email = people_or_null(person->email),
                                                .phone = people_or_null(person->phone),
                                                .address = people_or_null(person->address),
                                                .outcode = people_or_null(person->outcode),
                                                .languages = people_or_null(person->languages),
                                                .age_band = people_or_null(person->age_band),
                                                .for_child = people_or_null(person->for_child),
                                                .needs = person->needs,
                                                .times = people_or_null(person->times)}));
    TRY(journal_record(ctx, "people.changed", person->id.v, 0, STR_NONE));
    *ret_id = person->id;
    return OK;
}

enum status people_end(struct ctx *ctx, struct person_id id)
{
    if (!people_is(ctx, id) && !ctx_has(ctx, STANDING_SYSTEM) && !same_place_admin(ctx, id))
        return ERR_DENIED;
    TRY(people_sql_end(ctx->db, id, ctx->now));
    TRY(people_sql_end_relations(ctx->db, id, ctx->now));
    TRY(people_sql_consent_withdraw_all(ctx->db, id, ctx->now));
    return journal_record(ctx, "people.left", id.v, 0, STR_NONE);
}

enum status people_record_acting(struct ctx *ctx, struct person_id for_whom, struct str how)
{
    if (!people_may_change(ctx, for_whom)) return ERR_DENIED;
    if (how.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("how"),
                         SAY("Say how they agreed: spoken, on paper, or on the web."));
    return journal_record(ctx, "people.acted_for", for_whom.v, ctx->actor.person, how);
}
